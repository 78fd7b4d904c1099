"""The RDF graph of programmes: concepts, and the resources that they refer to."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from rdflib import DC, DCTERMS, FOAF, ORG, OWL, RDF, SDO, SKOS, Graph, Literal, Namespace, URIRef

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, Node, Relation
from benelux_programme._model.publication import Publication
from benelux_programme._model.registry import Partner, PartnerKind, PolicyField, Reference
from benelux_programme._model.text import LANGUAGES, Terms, Text
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.source_map import JsonValue

_PREFIXES: Final = {
    "dc": str(DC),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "org": str(ORG),
    "owl": str(OWL),
    "schema": str(SDO),
    "skos": str(SKOS),
}
_EUROVOC: Final = Namespace("http://eurovoc.europa.eu/")
_WIKIDATA: Final = Namespace("http://www.wikidata.org/entity/")

_NOT_IN_IRI: Final = re.compile(r"[^\x21-\x7e\xa1-\U0010ffff]|[<>\"{}|\\^`]")

_MATCHES: Final = {
    Relation.CONTINUES: SKOS.closeMatch,
    Relation.DEEPENS: SKOS.closeMatch,
    Relation.BROADENS: SKOS.narrowMatch,
    Relation.NARROWS: SKOS.broadMatch,
    Relation.COMPLETES: SKOS.relatedMatch,
}
"""The mapping from an action to its predecessor."""

_PARTNER_CLASSES: Final = {PartnerKind.PLACE: SDO.Place, PartnerKind.SERVICE: SDO.Service}
"""The classes of partners that are not organisations."""


class GraphBuilder:
    """Builds an RDF graph whose own resources have IRIs that begin with `base`."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._graph = Graph(bind_namespaces="none")
        for prefix, namespace in _PREFIXES.items():
            self._graph.bind(prefix, namespace)

    def make_iri(self, *path: str) -> URIRef:
        """Return the IRI of a resource; the first part of the path is its kind."""
        return URIRef(self._base + "/".join(path))

    def has_subject(self, subject: URIRef) -> bool:
        return (subject, None, None) in self._graph

    def add_triple(self, subject: URIRef, predicate: URIRef, value: URIRef | str | None) -> None:
        """Add a triple whose object is a resource or a literal; None adds nothing."""
        if value is not None:
            term = value if isinstance(value, URIRef) else Literal(value)
            self._graph.add((subject, predicate, term))

    def add_url(self, subject: URIRef, predicate: URIRef, url: str | None) -> None:
        """Add a triple whose object is a web address, percent-encoded where an IRI requires it."""
        if url is not None:
            iri = _NOT_IN_IRI.sub(lambda match: quote(match[0]), url)
            self.add_triple(subject, predicate, URIRef(iri))

    def add_text(self, subject: URIRef, predicate: URIRef, text: Text | None) -> None:
        if text is not None:
            for literal in _iter_literals(text):
                self._graph.add((subject, predicate, literal))

    def add_disjoint_labels(
        self,
        subject: URIRef,
        preferred: Text,
        alternatives: Iterable[Text] = (),
        hidden: Terms | None = None,
    ) -> None:
        """Add preferred, alternative and hidden labels, each only as the first that it is."""
        predicates: dict[Literal, URIRef] = dict.fromkeys(_iter_literals(preferred), SKOS.prefLabel)
        for text in alternatives:
            for label in _iter_literals(text):
                predicates.setdefault(label, SKOS.altLabel)
        for language in LANGUAGES:
            for term in getattr(hidden, language, ()):
                predicates.setdefault(Literal(term, lang=language), SKOS.hiddenLabel)
        for label, predicate in predicates.items():
            self._graph.add((subject, predicate, label))

    def to_turtle(self) -> str:
        return self._graph.serialize(format="turtle")

    def to_json_ld(self) -> str:
        """Return the graph in JSON-LD, the same on every machine."""
        text = self._graph.serialize(format="json-ld", context=_PREFIXES)
        document = _sort_keys_and_lists(json.loads(text))
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _iter_literals(text: Text) -> Iterator[Literal]:
    for language in text.languages:
        yield Literal(f"{text:{language}}", lang=language)


def add_programme(graph: GraphBuilder, programme: Programme) -> None:
    """Add a concept scheme with its concepts, partners, references, fields and paragraphs.

    A record that several programmes share is described as in the first of them.
    """
    scheme = graph.make_iri("programme", programme.id)
    graph.add_triple(scheme, RDF.type, SKOS.ConceptScheme)
    graph.add_triple(scheme, DCTERMS.identifier, programme.id)
    graph.add_triple(scheme, OWL.versionInfo, str(programme.revision))
    graph.add_triple(scheme, DCTERMS.temporal, f"{programme.period.start}/{programme.period.end}")
    graph.add_text(scheme, DCTERMS.title, programme.title)
    graph.add_text(scheme, DCTERMS.description, programme.subtitle)
    alternatives = [title.text for title in programme.alternative_titles]
    graph.add_disjoint_labels(scheme, programme.title, alternatives)
    for id in programme:
        _add_node(graph, programme[id], programme)
    for partner in programme.partners:
        _add_partner_once_with_citations(graph, partner, programme.id)
    for reference in programme.references:
        _add_reference_once_with_citations(graph, reference, programme.id)
    for field in programme.fields:
        _add_field(graph, field)
    for citation in programme.paragraphs:
        _add_paragraph(graph, citation, programme.id)
    if programme.publication is not None:
        _add_publication(graph, programme.publication, programme.id)


def _add_node(graph: GraphBuilder, node: Node, programme: Programme) -> None:
    concept = graph.make_iri("programme", str(node))
    parent = programme.parent(node)
    broader = None if parent is programme else graph.make_iri("programme", str(parent))
    _add_concept(graph, concept, broader, graph.make_iri("programme", programme.id))
    graph.add_triple(concept, DCTERMS.identifier, node.id)
    graph.add_text(concept, SKOS.editorialNote, node.note)
    for citation in node.citations:
        paragraph = _add_paragraph(graph, citation, programme.id)
        graph.add_triple(concept, DCTERMS.source, paragraph)
    if isinstance(node, Action):
        _add_action_facts_and_mappings(graph, concept, node)
    else:
        graph.add_triple(concept, SKOS.notation, node.number)
        alternatives = [title.text for title in node.alternative_titles]
        graph.add_disjoint_labels(concept, node.title, alternatives)


def _add_concept(
    graph: GraphBuilder, concept: URIRef, broader: URIRef | None, scheme: URIRef
) -> None:
    """Add a concept to a scheme, below a broader concept or at the top."""
    graph.add_triple(concept, RDF.type, SKOS.Concept)
    graph.add_triple(concept, SKOS.inScheme, scheme)
    if broader is None:
        graph.add_triple(concept, SKOS.topConceptOf, scheme)
        graph.add_triple(scheme, SKOS.hasTopConcept, concept)
    else:
        graph.add_triple(concept, SKOS.broader, broader)
        graph.add_triple(broader, SKOS.narrower, concept)


def _add_action_facts_and_mappings(graph: GraphBuilder, concept: URIRef, action: Action) -> None:
    graph.add_triple(concept, SKOS.notation, action.id)
    graph.add_disjoint_labels(concept, action.summary, hidden=action.keywords)
    graph.add_triple(concept, DC.type, str(action.commitment))
    graph.add_text(concept, SDO.result, action.deliverable)
    if action.timing is not None:
        interval = f"{action.timing.start}/{action.timing.end}"
        graph.add_triple(concept, DCTERMS.temporal, interval)
    for predicate, kind, ids in (
        (SDO.agent, "partner", action.actors),
        (SDO.mentions, "partner", action.partners),
        (DCTERMS.references, "reference", action.references),
        (DCTERMS.subject, "field", action.fields),
    ):
        for id in ids:
            graph.add_triple(concept, predicate, graph.make_iri(kind, id))
    # One mapping per earlier action, as two of SKOS may exclude each other.
    relations = {(each.programme, each.action): each.relation for each in action.predecessors}
    for path, relation in relations.items():
        graph.add_triple(concept, _MATCHES[relation], graph.make_iri("programme", *path))


def _add_partner_once_with_citations(
    graph: GraphBuilder, partner: Partner, programme_id: str
) -> None:
    subject = graph.make_iri("partner", partner.id)
    if not graph.has_subject(subject):
        graph.add_triple(subject, RDF.type, _PARTNER_CLASSES.get(partner.kind, ORG.Organization))
        graph.add_triple(subject, DC.type, str(partner.kind))
        graph.add_triple(subject, DCTERMS.identifier, partner.id)
        graph.add_disjoint_labels(subject, partner.name, hidden=partner.aliases)
        for abbreviation in partner.abbreviations:
            graph.add_triple(subject, SKOS.altLabel, abbreviation)
        for code in (partner.iso_3166_1, partner.iso_3166_2, partner.nuts, partner.un_locode):
            graph.add_triple(subject, SKOS.notation, code)
        for parent in partner.parents:
            graph.add_triple(subject, DCTERMS.isPartOf, graph.make_iri("partner", parent))
        graph.add_triple(subject, OWL.sameAs, partner.wikidata and _WIKIDATA[partner.wikidata])
        graph.add_url(subject, SKOS.exactMatch, partner.eu_authority)
        graph.add_triple(subject, SKOS.exactMatch, partner.eurovoc and _EUROVOC[partner.eurovoc])
        graph.add_url(subject, FOAF.homepage, partner.homepage)
    for citation in partner.citations:
        graph.add_triple(
            subject, DCTERMS.isReferencedBy, _add_paragraph(graph, citation, programme_id)
        )


def _add_reference_once_with_citations(
    graph: GraphBuilder, reference: Reference, programme_id: str
) -> None:
    subject = graph.make_iri("reference", reference.id)
    if not graph.has_subject(subject):
        graph.add_triple(subject, RDF.type, DCTERMS.BibliographicResource)
        graph.add_triple(subject, DC.type, str(reference.kind))
        graph.add_text(subject, DCTERMS.title, reference.title)
        alternatives = [reference.short_title] if reference.short_title else []
        graph.add_disjoint_labels(subject, reference.title, alternatives, reference.aliases)
        for name in (*reference.abbreviations, reference.treaty_series):
            graph.add_triple(subject, SKOS.altLabel, name)
        for identifier in (reference.id, reference.celex, reference.document):
            graph.add_triple(subject, DCTERMS.identifier, identifier)
        graph.add_url(subject, OWL.sameAs, reference.eli)
        graph.add_url(subject, FOAF.page, reference.url)
    for citation in reference.citations:
        graph.add_triple(
            subject, DCTERMS.isReferencedBy, _add_paragraph(graph, citation, programme_id)
        )


def _add_field(graph: GraphBuilder, field: PolicyField) -> None:
    concept, scheme = graph.make_iri("field", field.id), graph.make_iri("field")
    if not graph.has_subject(concept):
        graph.add_triple(scheme, RDF.type, SKOS.ConceptScheme)
        graph.add_triple(scheme, DCTERMS.title, "Policy fields")
        _add_concept(graph, concept, None, scheme)
        graph.add_triple(concept, SKOS.notation, field.id)
        graph.add_disjoint_labels(concept, field.label, hidden=field.keywords)
        for position, id in enumerate(field.eurovoc):
            match = SKOS.closeMatch if position == 0 else SKOS.relatedMatch
            graph.add_triple(concept, match, _EUROVOC[id])


def _add_paragraph(graph: GraphBuilder, citation: Citation, programme_id: str) -> URIRef:
    paragraph = graph.make_iri("paragraph", programme_id, citation.address)
    graph.add_triple(paragraph, RDF.type, DCTERMS.BibliographicResource)
    graph.add_triple(paragraph, DCTERMS.bibliographicCitation, str(citation))
    graph.add_triple(paragraph, DCTERMS.isPartOf, graph.make_iri("publication", programme_id))
    if citation.page is not None:
        graph.add_triple(paragraph, SDO.pageStart, str(citation.page))
    return paragraph


def _add_publication(graph: GraphBuilder, publication: Publication, programme_id: str) -> None:
    subject = graph.make_iri("publication", programme_id)
    scheme = graph.make_iri("programme", programme_id)
    graph.add_triple(scheme, DCTERMS.source, subject)
    graph.add_triple(subject, RDF.type, DCTERMS.BibliographicResource)
    graph.add_triple(subject, DC.type, publication.kind)
    graph.add_text(subject, DCTERMS.title, publication.title)
    graph.add_text(subject, DCTERMS.rights, publication.rights)
    graph.add_triple(subject, DCTERMS.issued, publication.published)
    for language in publication.languages:
        graph.add_triple(subject, DC.language, language)
    if publication.publisher is not None:
        graph.add_triple(
            subject, DCTERMS.publisher, graph.make_iri("partner", publication.publisher)
        )


def _sort_keys_and_lists(value: JsonValue) -> JsonValue:
    """Sort all keys and lists; lists are sets in JSON-LD."""
    if isinstance(value, dict):
        return {key: _sort_keys_and_lists(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sort_keys_and_lists, value), key=json.dumps)
    return value
