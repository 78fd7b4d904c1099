"""The RDF graph of programmes: concepts, and the resources that they refer to."""

import json
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from rdflib import DC, DCTERMS, FOAF, ORG, OWL, RDF, SDO, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node as RdfNode

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, Node, Pillar, Relation, Theme
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
        """Whether the graph contains a triple with this subject."""
        return (subject, None, None) in self._graph

    def add(self, subject: URIRef, predicate: URIRef, value: URIRef | str | None) -> None:
        """Add a triple whose object is a resource or a literal; None adds nothing."""
        if value is not None:
            term = value if isinstance(value, URIRef) else Literal(value)
            self._graph.add((subject, predicate, term))

    def add_url(self, subject: URIRef, predicate: URIRef, url: str | None) -> None:
        """Add a triple whose object is a web address, percent-encoded where an IRI requires it."""
        if url is not None:
            encoded = re.sub(r"[^\x21-\x7e\xa1-\U0010ffff]|[<>\"{}|\\^`]", _percent_encode, url)
            self.add(subject, predicate, URIRef(encoded))

    def add_text(self, subject: URIRef, predicate: URIRef, text: Text | None) -> None:
        """Add a triple per language of a text."""
        if text is not None:
            for language in text.languages:
                self._graph.add((subject, predicate, Literal(f"{text:{language}}", lang=language)))

    def add_labels(
        self,
        subject: URIRef,
        preferred: Text,
        alternatives: Iterable[Text] = (),
        hidden: Terms | None = None,
    ) -> None:
        """Add preferred, alternative and hidden labels, which SKOS wants to be disjoint."""
        self.add_text(subject, SKOS.prefLabel, preferred)
        labels = set(self._graph.objects(subject, SKOS.prefLabel))
        for text in alternatives:
            for language in text.languages:
                label = Literal(f"{text:{language}}", lang=language)
                self._add_new_label(subject, SKOS.altLabel, label, labels)
        for language in LANGUAGES:
            for term in getattr(hidden, language, ()):
                label = Literal(term, lang=language)
                self._add_new_label(subject, SKOS.hiddenLabel, label, labels)

    def _add_new_label(
        self, subject: URIRef, predicate: URIRef, label: Literal, labels: set[RdfNode]
    ) -> None:
        if label not in labels:
            labels.add(label)
            self._graph.add((subject, predicate, label))

    def to_turtle(self) -> str:
        """Return the graph in Turtle."""
        return self._graph.serialize(format="turtle")

    def to_json_ld(self) -> str:
        """Return the graph in JSON-LD, the same on every machine."""
        text = self._graph.serialize(format="json-ld", context=_PREFIXES)
        return json.dumps(_sort_json(json.loads(text)), ensure_ascii=False, indent=1) + "\n"


def add_programme(graph: GraphBuilder, programme: Programme) -> None:
    """Add a concept scheme with its concepts, partners, references, fields and paragraphs.

    A record that several programmes share is described as in the first of them.
    """
    scheme = graph.make_iri("programme", programme.id)
    graph.add(scheme, RDF.type, SKOS.ConceptScheme)
    graph.add(scheme, DCTERMS.identifier, programme.id)
    graph.add(scheme, OWL.versionInfo, str(programme.revision))
    graph.add(scheme, DCTERMS.temporal, f"{programme.period.start}/{programme.period.end}")
    graph.add_text(scheme, DCTERMS.title, programme.title)
    graph.add_text(scheme, DCTERMS.description, programme.subtitle)
    alternatives = [title.text for title in programme.alternative_titles]
    graph.add_labels(scheme, programme.title, alternatives)
    _add_concepts(graph, programme, scheme)
    for partner in programme.partners:
        _add_partner(graph, partner, programme.id)
    for reference in programme.references:
        _add_reference(graph, reference, programme.id)
    for field in programme.fields:
        _add_field(graph, field)
    for citation in programme.paragraphs:
        _add_paragraph(graph, citation, programme.id)
    if programme.publication is not None:
        _add_publication(graph, programme.publication, scheme, programme.id)


def _add_concepts(graph: GraphBuilder, programme: Programme, scheme: URIRef) -> None:
    for action in programme.own_actions:
        _add_action(graph, action, None, scheme)
    for pillar in programme.pillars:
        pillar_concept = _add_division(graph, pillar, None, scheme)
        for action in pillar.own_actions:
            _add_action(graph, action, pillar_concept, scheme)
        for theme in pillar.themes:
            theme_concept = _add_division(graph, theme, pillar_concept, scheme)
            for action in theme.actions:
                _add_action(graph, action, theme_concept, scheme)


def _add_concept(graph: GraphBuilder, node: Node, broader: URIRef | None, scheme: URIRef) -> URIRef:
    concept = graph.make_iri("programme", str(node))
    graph.add(concept, RDF.type, SKOS.Concept)
    graph.add(concept, SKOS.inScheme, scheme)
    if broader is None:
        graph.add(concept, SKOS.topConceptOf, scheme)
        graph.add(scheme, SKOS.hasTopConcept, concept)
    else:
        graph.add(concept, SKOS.broader, broader)
        graph.add(broader, SKOS.narrower, concept)
    graph.add(concept, DCTERMS.identifier, node.id)
    graph.add_text(concept, SKOS.editorialNote, node.note)
    for citation in node.citations:
        graph.add(concept, DCTERMS.source, _add_paragraph(graph, citation, node.programme))
    return concept


def _add_division(
    graph: GraphBuilder, division: Pillar | Theme, broader: URIRef | None, scheme: URIRef
) -> URIRef:
    concept = _add_concept(graph, division, broader, scheme)
    graph.add(concept, SKOS.notation, division.number)
    alternatives = [title.text for title in division.alternative_titles]
    graph.add_labels(concept, division.title, alternatives)
    return concept


def _add_action(
    graph: GraphBuilder, action: Action, broader: URIRef | None, scheme: URIRef
) -> None:
    concept = _add_concept(graph, action, broader, scheme)
    graph.add(concept, SKOS.notation, action.id)
    graph.add_labels(concept, action.summary, hidden=action.keywords)
    graph.add(concept, DC.type, str(action.commitment))
    graph.add_text(concept, SDO.result, action.deliverable)
    if action.timing is not None:
        graph.add(concept, DCTERMS.temporal, f"{action.timing.start}/{action.timing.end}")
    for predicate, kind, ids in (
        (SDO.agent, "partner", action.actors),
        (SDO.mentions, "partner", action.partners),
        (DCTERMS.references, "reference", action.references),
        (DCTERMS.subject, "field", action.fields),
    ):
        for id in ids:
            graph.add(concept, predicate, graph.make_iri(kind, id))
    # One mapping per earlier action, as two of SKOS may exclude each other.
    relations = {(each.programme, each.action): each.relation for each in action.predecessors}
    for path, relation in relations.items():
        graph.add(concept, _MATCHES[relation], graph.make_iri("programme", *path))


def _add_partner(graph: GraphBuilder, partner: Partner, programme: str) -> None:
    subject = graph.make_iri("partner", partner.id)
    if not graph.has_subject(subject):
        graph.add(subject, RDF.type, _PARTNER_CLASSES.get(partner.kind, ORG.Organization))
        graph.add(subject, DC.type, str(partner.kind))
        graph.add(subject, DCTERMS.identifier, partner.id)
        graph.add_labels(subject, partner.name, hidden=partner.aliases)
        for abbreviation in partner.abbreviations:
            graph.add(subject, SKOS.altLabel, abbreviation)
        for code in (partner.iso_3166_1, partner.iso_3166_2, partner.nuts, partner.un_locode):
            graph.add(subject, SKOS.notation, code)
        for parent in partner.parents:
            graph.add(subject, DCTERMS.isPartOf, graph.make_iri("partner", parent))
        graph.add(subject, OWL.sameAs, partner.wikidata and _WIKIDATA[partner.wikidata])
        graph.add_url(subject, SKOS.exactMatch, partner.eu_authority)
        graph.add(subject, SKOS.exactMatch, partner.eurovoc and _EUROVOC[partner.eurovoc])
        graph.add_url(subject, FOAF.homepage, partner.homepage)
    for citation in partner.citations:
        graph.add(subject, DCTERMS.isReferencedBy, _add_paragraph(graph, citation, programme))


def _add_reference(graph: GraphBuilder, reference: Reference, programme: str) -> None:
    subject = graph.make_iri("reference", reference.id)
    if not graph.has_subject(subject):
        graph.add(subject, RDF.type, DCTERMS.BibliographicResource)
        graph.add(subject, DC.type, str(reference.kind))
        graph.add_text(subject, DCTERMS.title, reference.title)
        alternatives = [reference.short_title] if reference.short_title else []
        graph.add_labels(subject, reference.title, alternatives, reference.aliases)
        for name in (*reference.abbreviations, reference.treaty_series):
            graph.add(subject, SKOS.altLabel, name)
        for identifier in (reference.id, reference.celex, reference.document):
            graph.add(subject, DCTERMS.identifier, identifier)
        graph.add_url(subject, OWL.sameAs, reference.eli)
        graph.add_url(subject, FOAF.page, reference.url)
    for citation in reference.citations:
        graph.add(subject, DCTERMS.isReferencedBy, _add_paragraph(graph, citation, programme))


def _add_field(graph: GraphBuilder, field: PolicyField) -> None:
    concept, scheme = graph.make_iri("field", field.id), graph.make_iri("field")
    if graph.has_subject(concept):
        return
    graph.add(scheme, RDF.type, SKOS.ConceptScheme)
    graph.add(scheme, DCTERMS.title, "Policy fields")
    graph.add(concept, RDF.type, SKOS.Concept)
    graph.add(concept, SKOS.inScheme, scheme)
    graph.add(concept, SKOS.topConceptOf, scheme)
    graph.add(scheme, SKOS.hasTopConcept, concept)
    graph.add(concept, SKOS.notation, field.id)
    graph.add_labels(concept, field.label, hidden=field.keywords)
    for nearest in field.eurovoc[:1]:
        graph.add(concept, SKOS.closeMatch, _EUROVOC[nearest])
    for related in field.eurovoc[1:]:
        graph.add(concept, SKOS.relatedMatch, _EUROVOC[related])


def _add_paragraph(graph: GraphBuilder, citation: Citation, programme: str) -> URIRef:
    paragraph = graph.make_iri("paragraph", programme, citation.address)
    graph.add(paragraph, RDF.type, DCTERMS.BibliographicResource)
    graph.add(paragraph, DCTERMS.bibliographicCitation, str(citation))
    graph.add(paragraph, DCTERMS.isPartOf, graph.make_iri("publication", programme))
    if citation.page is not None:
        graph.add(paragraph, SDO.pageStart, str(citation.page))
    return paragraph


def _add_publication(
    graph: GraphBuilder, publication: Publication, scheme: URIRef, programme: str
) -> None:
    subject = graph.make_iri("publication", programme)
    graph.add(scheme, DCTERMS.source, subject)
    graph.add(subject, RDF.type, DCTERMS.BibliographicResource)
    graph.add(subject, DC.type, publication.kind)
    graph.add_text(subject, DCTERMS.title, publication.title)
    graph.add_text(subject, DCTERMS.rights, publication.rights)
    graph.add(subject, DCTERMS.issued, publication.published)
    for language in publication.languages:
        graph.add(subject, DC.language, language)
    if publication.publisher is not None:
        graph.add(subject, DCTERMS.publisher, graph.make_iri("partner", publication.publisher))


def _percent_encode(match: re.Match[str]) -> str:
    return quote(match[0])


def _sort_json(value: JsonValue) -> JsonValue:
    """Sort all keys and lists; lists are sets in JSON-LD."""
    if isinstance(value, dict):
        return {key: _sort_json(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sort_json, value), key=json.dumps)
    return value
