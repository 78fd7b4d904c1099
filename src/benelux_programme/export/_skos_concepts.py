"""A programme in RDF: concepts, and what they name."""

from itertools import islice
from typing import Final

from rdflib import DC, DCTERMS, FOAF, ORG, OWL, RDF, SDO, SKOS, Namespace, URIRef

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, Node, Pillar, Relation, Theme
from benelux_programme._model.publication import Publication
from benelux_programme._model.registry import Partner, PartnerKind, PolicyField, Reference
from benelux_programme._programme.programme import Programme

from ._rdf_graph import Drawing

_EUROVOC: Final = Namespace("http://eurovoc.europa.eu/")
_WIKIDATA: Final = Namespace("http://www.wikidata.org/entity/")

_MATCHES: Final = {
    Relation.CONTINUES: SKOS.closeMatch,
    Relation.DEEPENS: SKOS.closeMatch,
    Relation.BROADENS: SKOS.narrowMatch,
    Relation.NARROWS: SKOS.broadMatch,
    Relation.COMPLETES: SKOS.relatedMatch,
}
"""What the action of an earlier programme is to one that goes on from it."""

_CLASSES: Final = {PartnerKind.PLACE: SDO.Place, PartnerKind.SERVICE: SDO.Service}
"""What partners are that are no organisations."""


def draw(drawing: Drawing, programme: Programme) -> None:
    """Add a programme, and all that it names, to a graph.

    What several programmes name is described as the first has it.
    """
    scheme = drawing.iri("programme", programme.id)
    drawing.add(scheme, RDF.type, SKOS.ConceptScheme)
    drawing.add(scheme, DCTERMS.identifier, programme.id)
    drawing.add(scheme, OWL.versionInfo, str(programme.revision))
    drawing.add(scheme, DCTERMS.temporal, f"{programme.period.start}/{programme.period.end}")
    drawing.texts(scheme, DCTERMS.title, programme.title)
    drawing.texts(scheme, DCTERMS.description, programme.subtitle)
    others = [other.text for other in programme.alternative_titles]
    drawing.labels(scheme, programme.title, others)
    _concepts(drawing, programme, scheme)
    for partner in programme.partners:
        _partner(drawing, partner, programme.id)
    for reference in programme.references:
        _reference(drawing, reference, programme.id)
    for field in programme.fields:
        _field(drawing, field)
    for citation in programme.paragraphs:
        _paragraph(drawing, citation, programme.id)
    if programme.publication is not None:
        _publication(drawing, programme.publication, scheme, programme.id)


def _concepts(drawing: Drawing, programme: Programme, scheme: URIRef) -> None:
    for action in programme.own_actions:
        _action(drawing, action, None, scheme)
    for pillar in programme.pillars:
        concept = _division(drawing, pillar, None, scheme)
        for action in pillar.own_actions:
            _action(drawing, action, concept, scheme)
        for theme in pillar.themes:
            narrower = _division(drawing, theme, concept, scheme)
            for action in theme.actions:
                _action(drawing, action, narrower, scheme)


def _concept(drawing: Drawing, node: Node, broader: URIRef | None, scheme: URIRef) -> URIRef:
    concept = drawing.iri("programme", str(node))
    drawing.add(concept, RDF.type, SKOS.Concept)
    drawing.add(concept, SKOS.inScheme, scheme)
    if broader is None:
        drawing.add(concept, SKOS.topConceptOf, scheme)
        drawing.add(scheme, SKOS.hasTopConcept, concept)
    else:
        drawing.add(concept, SKOS.broader, broader)
        drawing.add(broader, SKOS.narrower, concept)
    drawing.add(concept, DCTERMS.identifier, node.id)
    drawing.texts(concept, SKOS.editorialNote, node.note)
    for citation in node.citations:
        source = _paragraph(drawing, citation, node.programme)
        drawing.add(concept, DCTERMS.source, source)
    return concept


def _division(
    drawing: Drawing, node: Pillar | Theme, broader: URIRef | None, scheme: URIRef
) -> URIRef:
    concept = _concept(drawing, node, broader, scheme)
    drawing.add(concept, SKOS.notation, node.number)
    drawing.labels(concept, node.title, [other.text for other in node.alternative_titles])
    return concept


def _action(drawing: Drawing, action: Action, broader: URIRef | None, scheme: URIRef) -> None:
    concept = _concept(drawing, action, broader, scheme)
    drawing.add(concept, SKOS.notation, action.id)
    drawing.labels(concept, action.summary, terms=action.keywords)
    drawing.add(concept, DC.type, str(action.commitment))
    drawing.texts(concept, SDO.result, action.deliverable)
    if action.timing is not None:
        drawing.add(concept, DCTERMS.temporal, f"{action.timing.start}/{action.timing.end}")
    for predicate, kind, ids in (
        (SDO.agent, "partner", action.actors),
        (SDO.mentions, "partner", action.partners),
        (DCTERMS.references, "reference", action.references),
        (DCTERMS.subject, "field", action.fields),
    ):
        for id in ids:
            drawing.add(concept, predicate, drawing.iri(kind, id))
    relations = {(one.programme, one.action): one.relation for one in action.predecessors}
    for path, relation in relations.items():
        drawing.add(concept, _MATCHES[relation], drawing.iri("programme", *path))


def _partner(drawing: Drawing, partner: Partner, programme: str) -> None:
    subject = drawing.iri("partner", partner.id)
    if not drawing.knows(subject):
        drawing.add(subject, RDF.type, _CLASSES.get(partner.kind, ORG.Organization))
        drawing.add(subject, DC.type, str(partner.kind))
        drawing.add(subject, DCTERMS.identifier, partner.id)
        drawing.labels(subject, partner.name, terms=partner.aliases)
        for abbreviation in partner.abbreviations:
            drawing.add(subject, SKOS.altLabel, abbreviation)
        for code in (partner.iso_3166_1, partner.iso_3166_2, partner.nuts, partner.un_locode):
            drawing.add(subject, SKOS.notation, code)
        for parent in partner.parents:
            drawing.add(subject, DCTERMS.isPartOf, drawing.iri("partner", parent))
        drawing.add(subject, OWL.sameAs, partner.wikidata and _WIKIDATA[partner.wikidata])
        drawing.link(subject, SKOS.exactMatch, partner.eu_authority)
        drawing.add(subject, SKOS.exactMatch, partner.eurovoc and _EUROVOC[partner.eurovoc])
        drawing.link(subject, FOAF.homepage, partner.homepage)
    for citation in partner.citations:
        source = _paragraph(drawing, citation, programme)
        drawing.add(subject, DCTERMS.isReferencedBy, source)


def _reference(drawing: Drawing, reference: Reference, programme: str) -> None:
    subject = drawing.iri("reference", reference.id)
    if not drawing.knows(subject):
        drawing.add(subject, RDF.type, DCTERMS.BibliographicResource)
        drawing.add(subject, DC.type, str(reference.kind))
        drawing.texts(subject, DCTERMS.title, reference.title)
        others = [reference.short_title] if reference.short_title else []
        drawing.labels(subject, reference.title, others, reference.aliases)
        for name in (*reference.abbreviations, reference.treaty_series):
            drawing.add(subject, SKOS.altLabel, name)
        for identifier in (reference.id, reference.celex, reference.document):
            drawing.add(subject, DCTERMS.identifier, identifier)
        drawing.link(subject, OWL.sameAs, reference.eli)
        drawing.link(subject, FOAF.page, reference.url)
    for citation in reference.citations:
        source = _paragraph(drawing, citation, programme)
        drawing.add(subject, DCTERMS.isReferencedBy, source)


def _field(drawing: Drawing, field: PolicyField) -> None:
    concept, scheme = drawing.iri("field", field.id), drawing.iri("field")
    if drawing.knows(concept):
        return
    drawing.add(scheme, RDF.type, SKOS.ConceptScheme)
    drawing.add(scheme, DCTERMS.title, "Policy fields")
    drawing.add(concept, RDF.type, SKOS.Concept)
    drawing.add(concept, SKOS.inScheme, scheme)
    drawing.add(concept, SKOS.topConceptOf, scheme)
    drawing.add(scheme, SKOS.hasTopConcept, concept)
    drawing.add(concept, SKOS.notation, field.id)
    drawing.labels(concept, field.label, terms=field.keywords)
    for nearest in field.eurovoc[:1]:
        drawing.add(concept, SKOS.closeMatch, _EUROVOC[nearest])
    for other in islice(field.eurovoc, 1, None):
        drawing.add(concept, SKOS.relatedMatch, _EUROVOC[other])


def _paragraph(drawing: Drawing, citation: Citation, programme: str) -> URIRef:
    paragraph = drawing.iri("paragraph", programme, citation.address)
    drawing.add(paragraph, RDF.type, DCTERMS.BibliographicResource)
    drawing.add(paragraph, DCTERMS.bibliographicCitation, str(citation))
    drawing.add(paragraph, DCTERMS.isPartOf, drawing.iri("publication", programme))
    if citation.page is not None:
        drawing.add(paragraph, SDO.pageStart, str(citation.page))
    return paragraph


def _publication(
    drawing: Drawing, publication: Publication, scheme: URIRef, programme: str
) -> None:
    subject = drawing.iri("publication", programme)
    drawing.add(scheme, DCTERMS.source, subject)
    drawing.add(subject, RDF.type, DCTERMS.BibliographicResource)
    drawing.add(subject, DC.type, publication.kind)
    drawing.texts(subject, DCTERMS.title, publication.title)
    drawing.texts(subject, DCTERMS.rights, publication.rights)
    drawing.add(subject, DCTERMS.issued, publication.published)
    for language in publication.languages:
        drawing.add(subject, DC.language, language)
    if publication.publisher is not None:
        drawing.add(subject, DCTERMS.publisher, drawing.iri("partner", publication.publisher))
