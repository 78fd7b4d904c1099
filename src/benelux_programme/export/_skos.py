"""The RDF graph of programmes: concepts, and the resources that they refer to."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from rdflib import DC, DCTERMS, FOAF, ORG, OWL, RDF, SDO, SKOS, Graph, Literal, Namespace, URIRef

from benelux_programme._model.citation import Citation
from benelux_programme._model.constraints import wrap_single_value_in_list
from benelux_programme._model.nodes import Action, Relation
from benelux_programme._model.outcome import Outcome
from benelux_programme._model.period import Period
from benelux_programme._model.publication import Publication
from benelux_programme._model.registry import Partner, PartnerKind, PolicyField, Reference
from benelux_programme._model.text import LANGUAGES, Terms, Text
from benelux_programme._programme.programme import Node, Programme
from benelux_programme._serialization.documents import JsonValue

_Facts: TypeAlias = Mapping[URIRef, Any]
"""A value or a list of values by predicate; those of class `URIRef` are resources."""

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
    """Builds the RDF graph of programmes, whose own resources have IRIs that begin with `base`."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._graph = Graph(bind_namespaces="none")
        for prefix, namespace in _PREFIXES.items():
            self._graph.bind(prefix, namespace)

    def to_turtle(self) -> str:
        return self._graph.serialize(format="turtle")

    def to_json_ld(self) -> str:
        """Return the graph in JSON-LD, the same on every machine."""
        text = self._graph.serialize(format="json-ld", context=_PREFIXES)
        document = _sort_keys_and_lists(json.loads(text))
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    def add_programme(self, programme: Programme) -> None:
        """Add a concept scheme with its concepts, partners, references, fields and paragraphs.

        A record that several programmes share is described as in the first of them.
        """
        scheme = self._make_iri("programme", programme.id)
        facts = {
            RDF.type: SKOS.ConceptScheme,
            DCTERMS.identifier: programme.id,
            OWL.versionInfo: programme.revision,
            DCTERMS.temporal: _format_interval(programme.period),
            DCTERMS.title: programme.title,
            DCTERMS.description: programme.subtitle,
            SKOS.prefLabel: programme.title,
            SKOS.altLabel: [title.text for title in programme.alternative_titles],
        }
        self._add_resource_once(scheme, facts)
        for id in programme:
            self._add_node(programme[id], programme)
        for partner in programme.partners:
            self._add_partner(partner, programme.id)
        for reference in programme.references:
            self._add_reference(reference, programme.id)
        for field in programme.fields:
            self._add_field(field)
        for outcome in programme.outcomes:
            self._add_outcome_as_event(outcome, programme.id)
        self._add_paragraphs(programme.paragraphs, programme.id)
        if programme.publication is not None:
            self._add_publication(programme.publication, programme.id)

    def _add_node(self, node: Node, programme: Programme) -> None:
        concept, parent = self._make_iri("programme", str(node)), programme.parent(node)
        broader = self._make_iri("programme", str(parent))
        is_top = parent is programme
        facts: dict[URIRef, Any] = {
            RDF.type: SKOS.Concept,
            SKOS.inScheme: self._make_iri("programme", programme.id),
            SKOS.topConceptOf if is_top else SKOS.broader: broader,
            DCTERMS.identifier: node.id,
            DCTERMS.source: self._add_paragraphs(node.citations, programme.id),
            SKOS.editorialNote: node.note,
        }
        if isinstance(node, Action):
            facts |= self._collect_action_facts(node)
        else:
            facts |= {
                SKOS.notation: node.number,
                SKOS.prefLabel: node.title,
                SKOS.altLabel: [title.text for title in node.alternative_titles],
            }
        self._add_resource_once(concept, facts)
        self._add_facts(broader, {SKOS.hasTopConcept if is_top else SKOS.narrower: concept})

    def _collect_action_facts(self, action: Action) -> _Facts:
        """Return the facts that only actions have, with mappings to their predecessors."""
        mappings: dict[URIRef, list[URIRef]] = {}
        # One mapping per earlier action, as two of SKOS may exclude each other.
        relations = {(each.programme, each.action): each.relation for each in action.predecessors}
        for path, relation in relations.items():
            iri = self._make_iri("programme", *path)
            mappings.setdefault(_MATCHES[relation], []).append(iri)
        return {
            SKOS.notation: action.id,
            SKOS.prefLabel: action.summary,
            SKOS.hiddenLabel: action.keywords,
            DC.type: action.commitment,
            SDO.result: action.deliverable,
            DCTERMS.temporal: action.timing and _format_interval(action.timing),
            SDO.agent: [self._make_iri("partner", id) for id in action.actors],
            SDO.mentions: [self._make_iri("partner", id) for id in action.partners],
            DCTERMS.references: [self._make_iri("reference", id) for id in action.references],
            DCTERMS.subject: [self._make_iri("field", id) for id in action.fields],
            **mappings,
        }

    def _add_partner(self, partner: Partner, programme_id: str) -> None:
        subject = self._make_iri("partner", partner.id)
        codes = (partner.iso_3166_1, partner.iso_3166_2, partner.nuts, partner.un_locode)
        concept = partner.eurovoc and _EUROVOC[partner.eurovoc]
        facts = {
            RDF.type: _PARTNER_CLASSES.get(partner.kind, ORG.Organization),
            DC.type: partner.kind,
            DCTERMS.identifier: partner.id,
            SKOS.prefLabel: partner.name,
            SKOS.altLabel: partner.abbreviations,
            SKOS.hiddenLabel: partner.aliases,
            SKOS.notation: codes,
            DCTERMS.isPartOf: [self._make_iri("partner", id) for id in partner.parents],
            OWL.sameAs: partner.wikidata and _WIKIDATA[partner.wikidata],
            SKOS.exactMatch: (_make_iri_of_url(partner.eu_authority), concept),
            FOAF.homepage: _make_iri_of_url(partner.homepage),
        }
        self._add_resource_once(subject, facts)
        paragraphs = self._add_paragraphs(partner.citations, programme_id)
        self._add_facts(subject, {DCTERMS.isReferencedBy: paragraphs})

    def _add_reference(self, reference: Reference, programme_id: str) -> None:
        subject, short_title = self._make_iri("reference", reference.id), reference.short_title
        facts = {
            RDF.type: DCTERMS.BibliographicResource,
            DC.type: reference.kind,
            DCTERMS.title: reference.title,
            SKOS.prefLabel: reference.title,
            SKOS.altLabel: (short_title, *reference.abbreviations, reference.treaty_series),
            SKOS.hiddenLabel: reference.aliases,
            DCTERMS.identifier: (reference.id, reference.celex, reference.document),
            OWL.sameAs: _make_iri_of_url(reference.eli),
            FOAF.page: _make_iri_of_url(reference.url),
        }
        self._add_resource_once(subject, facts)
        paragraphs = self._add_paragraphs(reference.citations, programme_id)
        self._add_facts(subject, {DCTERMS.isReferencedBy: paragraphs})

    def _add_field(self, field: PolicyField) -> None:
        concept, scheme = self._make_iri("field", field.id), self._make_iri("field")
        facts = {
            RDF.type: SKOS.Concept,
            SKOS.inScheme: scheme,
            SKOS.topConceptOf: scheme,
            SKOS.notation: field.id,
            SKOS.prefLabel: field.label,
            SKOS.hiddenLabel: field.keywords,
            SKOS.closeMatch: [_EUROVOC[id] for id in field.eurovoc[:1]],
            SKOS.relatedMatch: [_EUROVOC[id] for id in field.eurovoc[1:]],
        }
        self._add_resource_once(concept, facts)
        about = {RDF.type: SKOS.ConceptScheme, DCTERMS.title: "Policy fields"}
        self._add_facts(scheme, {**about, SKOS.hasTopConcept: concept})

    def _add_outcome_as_event(self, outcome: Outcome, programme_id: str) -> None:
        """Add an event that is about actions, each through a role that is named by the bearing."""
        roles: list[URIRef] = []
        for one in outcome.bearings:
            roles.append(self._make_iri("outcome", programme_id, outcome.id, one.action))
            action = self._make_iri("programme", programme_id, one.action)
            role = {RDF.type: SDO.Role, SDO.roleName: one.bearing, SDO.about: action}
            self._add_facts(roles[-1], role)
        facts = {
            RDF.type: SDO.Event,
            DC.type: outcome.kind,
            DCTERMS.identifier: outcome.id,
            DCTERMS.date: outcome.date,
            DCTERMS.source: [_make_iri_of_url(source.url) for source in outcome.sources],
            SDO.about: roles,
            SKOS.prefLabel: outcome.summary,
            SKOS.editorialNote: outcome.note,
        }
        self._add_resource_once(self._make_iri("outcome", programme_id, outcome.id), facts)

    def _add_paragraphs(self, citations: Iterable[Citation], programme_id: str) -> list[URIRef]:
        iris: list[URIRef] = []
        for citation in citations:
            iris.append(self._make_iri("paragraph", programme_id, citation.address))
            facts = {
                RDF.type: DCTERMS.BibliographicResource,
                DCTERMS.bibliographicCitation: citation,
                DCTERMS.isPartOf: self._make_iri("publication", programme_id),
                SDO.pageStart: citation.page,
            }
            self._add_facts(iris[-1], facts)
        return iris

    def _add_publication(self, publication: Publication, programme_id: str) -> None:
        subject, publisher = self._make_iri("publication", programme_id), publication.publisher
        facts = {
            RDF.type: DCTERMS.BibliographicResource,
            DC.type: publication.kind,
            DCTERMS.title: publication.title,
            DCTERMS.rights: publication.rights,
            DCTERMS.issued: publication.published,
            DC.language: publication.languages,
            DCTERMS.publisher: publisher and self._make_iri("partner", publisher),
        }
        self._add_facts(subject, facts)
        self._add_facts(self._make_iri("programme", programme_id), {DCTERMS.source: subject})

    def _make_iri(self, *path: str) -> URIRef:
        """Return the IRI of a resource; the first part of the path is its kind."""
        return URIRef(self._base + "/".join(path))

    def _add_resource_once(self, subject: URIRef, facts: _Facts) -> None:
        if (subject, None, None) not in self._graph:
            self._add_facts(subject, facts)

    def _add_facts(self, subject: URIRef, facts: _Facts) -> None:
        """Add a triple per predicate and value, but each label only as the first that it is."""
        labels: set[URIRef | Literal] = set()
        for predicate, values in facts.items():
            terms = {*_iter_terms(values)}
            if predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
                terms -= labels
                labels |= terms
            for term in terms:
                self._graph.add((subject, predicate, term))


def _iter_terms(values: Any) -> Iterator[URIRef | Literal]:
    """Yield a term for each value, and for each language of a text."""
    for value in wrap_single_value_in_list(values):
        if isinstance(value, Text):
            for language in value.languages:
                yield Literal(f"{value:{language}}", lang=language)
        elif isinstance(value, Terms):
            for language in LANGUAGES:
                yield from (Literal(term, lang=language) for term in getattr(value, language))
        elif value is not None:
            yield value if isinstance(value, URIRef) else Literal(str(value))


def _make_iri_of_url(url: str | None) -> URIRef | None:
    """Return a web address, percent-encoded where an IRI requires it."""
    return URIRef(_NOT_IN_IRI.sub(lambda match: quote(match[0]), url)) if url else None


def _format_interval(period: Period) -> str:
    return f"{period.start}/{period.end}"


def _sort_keys_and_lists(value: JsonValue) -> JsonValue:
    """Sort all keys and lists; lists are sets in JSON-LD."""
    if isinstance(value, dict):
        return {key: _sort_keys_and_lists(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sort_keys_and_lists, value), key=json.dumps)
    return value
