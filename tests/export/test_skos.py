"""SKOS: the triples, their consistency, and that no text becomes a triple."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any
from typing import Literal as Literal_

import attrs
import pytest
from hypothesis import given, settings
from rdflib import DC, DCTERMS, FOAF, ORG, OWL, RDF, SDO, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

import benelux_programme as bp
from benelux_programme.testing import programmes as draw_programmes
from examples import ACTION, OUTCOME, PARTNER, PROGRAMME, PROGRAMME_WITH_OUTCOMES
from payloads import PAYLOADS, fill_programme
from support import compare_golden

Format = Literal_["turtle", "json-ld"]
FORMATS: tuple[Format, ...] = ("turtle", "json-ld")
BASE = "https://example.org/id/"
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def parse(text: str, format: str = "turtle") -> Graph:
    return Graph().parse(data=text, format=format)


def make_iri(*path: str) -> URIRef:
    return URIRef(BASE + "/".join(path))


def collect_labels(
    graph: Graph, subject: Node, predicate: URIRef = SKOS.prefLabel
) -> dict[str | None, str]:
    found = [one for one in graph.objects(subject, predicate) if isinstance(one, Literal)]
    assert len({one.language for one in found}) == len(found) or predicate != SKOS.prefLabel
    return {one.language: str(one) for one in found}


def list_translations(text: bp.Text) -> dict[str | None, str]:
    return {language: f"{text:{language}}" for language in text.languages}


def test_the_triples_are_stable(request: pytest.FixtureRequest) -> None:
    graph = parse(bp.export.skos(PROGRAMME))
    triples = sorted(" ".join(term.n3() for term in triple) for triple in graph)
    compare_golden("export.nt", "".join(f"{triple} .\n" for triple in triples), request)


@pytest.fixture(scope="module")
def both() -> Graph:
    return parse(bp.export.skos(map(bp.load, bp.periods()), base=BASE))


def test_every_node_is_a_concept_with_labels_and_broader_concept(
    both: Graph, programme: bp.Programme
) -> None:
    scheme = make_iri("programme", programme.id)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in both
    for id in programme:
        node = programme[id]
        concept = make_iri("programme", programme.id, id)
        assert (concept, RDF.type, SKOS.Concept) in both
        assert both.value(concept, SKOS.inScheme) == scheme
        parent = programme.parent(node)
        if parent == programme:
            assert both.value(concept, SKOS.topConceptOf) == scheme
            assert (scheme, SKOS.hasTopConcept, concept) in both
            assert (concept, SKOS.broader, None) not in both
        else:
            assert both.value(concept, SKOS.broader) == make_iri("programme", str(parent))
            assert (make_iri("programme", str(parent)), SKOS.narrower, concept) in both
        text, notation = (
            (node.summary, node.id) if isinstance(node, bp.Action) else (node.title, node.number)
        )
        assert collect_labels(both, concept) == list_translations(text)
        assert str(both.value(concept, SKOS.notation)) == notation
        assert set(both.objects(concept, DCTERMS.source)) == {
            make_iri("paragraph", programme.id, one.address) for one in node.citations
        }


def test_actions_link_to_partners_references_and_fields(
    both: Graph, programme: bp.Programme
) -> None:
    for action in programme.actions:
        concept = make_iri("programme", str(action))
        for predicate, kind, ids in (
            (SDO.agent, "partner", action.actors),
            (SDO.mentions, "partner", action.partners),
            (DCTERMS.references, "reference", action.references),
            (DCTERMS.subject, "field", action.fields),
        ):
            assert set(both.objects(concept, predicate)) == {make_iri(kind, id) for id in ids}


def test_predecessors_are_mappings_between_the_schemes(both: Graph) -> None:
    new = bp.load("2025-2028")
    matches = {
        "continues": SKOS.closeMatch,
        "deepens": SKOS.closeMatch,
        "broadens": SKOS.narrowMatch,
        "narrows": SKOS.broadMatch,
        "completes": SKOS.relatedMatch,
    }
    links = [(action, one) for action in new.actions for one in action.predecessors]
    assert len(links) > 20
    for action, one in links:
        old = make_iri("programme", one.programme, one.action)
        assert (make_iri("programme", str(action)), matches[one.relation], old) in both
        assert (old, RDF.type, SKOS.Concept) in both


def test_partners_are_organisations_with_their_codes(both: Graph, programme: bp.Programme) -> None:
    for partner in programme.partners:
        subject = make_iri("partner", partner.id)
        cls = {"place": SDO.Place, "service": SDO.Service}.get(partner.kind, ORG.Organization)
        assert list(both.objects(subject, RDF.type)) == [cls]
        assert collect_labels(both, subject) == list_translations(partner.name)
        if partner.wikidata:
            item = URIRef(f"http://www.wikidata.org/entity/{partner.wikidata}")
            assert (subject, OWL.sameAs, item) in both
        if partner.eu_authority:
            assert (subject, SKOS.exactMatch, URIRef(partner.eu_authority)) in both
        if partner.eurovoc:
            concept = URIRef(f"http://eurovoc.europa.eu/{partner.eurovoc}")
            assert (subject, SKOS.exactMatch, concept) in both


def test_outcomes_are_events_about_actions(both: Graph, programme: bp.Programme) -> None:
    for outcome in programme.outcomes:
        event = make_iri("outcome", programme.id, outcome.id)
        assert (event, RDF.type, SDO.Event) in both
        assert collect_labels(both, event) == list_translations(outcome.summary)
        assert str(both.value(event, DCTERMS.date)) == outcome.date
        assert len(set(both.objects(event, DCTERMS.source))) == len(outcome.sources)
        roles = {
            (both.value(role, SDO.about), str(both.value(role, SDO.roleName)))
            for role in both.objects(event, SDO.about)
        }
        assert roles == {
            (make_iri("programme", programme.id, one.action), str(one.bearing))
            for one in outcome.bearings
        }


def test_an_outcome_has_its_kind_sources_and_note() -> None:
    graph = parse(bp.export.skos(PROGRAMME_WITH_OUTCOMES, base=BASE))
    event = make_iri("outcome", PROGRAMME_WITH_OUTCOMES.id, OUTCOME.id)
    facts = {
        (DC.type, Literal("signed")),
        (DCTERMS.identifier, Literal("treaty-signed")),
        (DCTERMS.date, Literal("2025-06")),
        (DCTERMS.source, URIRef("https://example.org/news")),
        (SKOS.editorialNote, Literal("The day is not known.", lang="en")),
    }
    assert facts < set(graph.predicate_objects(event))


PORT = attrs.evolve(
    PARTNER,
    id="port",
    kind=bp.PartnerKind.PORT,
    name=bp.Text(nl="Haven", official=("nl",)),
    abbreviations=("P", "Port"),
    aliases=bp.Terms(nl=("Haven", "De haven"), de=("Hafen",)),
    parents=(PARTNER.id,),
    iso_3166_1="BE",
    iso_3166_2="BE-VOV",
    nuts="BE23",
    un_locode="BEGNE",
    wikidata="Q1",
    eu_authority="https://example.org/authority/port",
    eurovoc="3711",
    homepage="https://example.org/port",
)
LAW = attrs.evolve(
    PROGRAMME.references[0],
    id="law",
    kind=bp.ReferenceKind.LAW,
    title=bp.Text(en="Law on locks"),
    short_title=bp.Text(en="Lock law", fr="Loi"),
    abbreviations=("LL",),
    aliases=bp.Terms(en=("Law on locks", "Lock law", "Law of locks")),
    celex="32008L0001",
    eli="https://example.org/eli/law",
    treaty_series="Series 1",
    document="1/2008",
    url="https://example.org/law",
)


def test_a_partner_has_all_its_attributes() -> None:
    graph = parse(bp.export.skos(attrs.evolve(PROGRAMME, partners=(PARTNER, PORT)), base=BASE))
    assert set(graph.predicate_objects(make_iri("partner", "port"))) == {
        (RDF.type, ORG.Organization),
        (DC.type, Literal("port")),
        (DCTERMS.identifier, Literal("port")),
        (SKOS.prefLabel, Literal("Haven", lang="nl")),
        (SKOS.altLabel, Literal("P")),
        (SKOS.altLabel, Literal("Port")),
        (SKOS.hiddenLabel, Literal("De haven", lang="nl")),
        (SKOS.hiddenLabel, Literal("Hafen", lang="de")),
        (SKOS.notation, Literal("BE")),
        (SKOS.notation, Literal("BE-VOV")),
        (SKOS.notation, Literal("BE23")),
        (SKOS.notation, Literal("BEGNE")),
        (DCTERMS.isPartOf, make_iri("partner", PARTNER.id)),
        (OWL.sameAs, URIRef("http://www.wikidata.org/entity/Q1")),
        (SKOS.exactMatch, URIRef("https://example.org/authority/port")),
        (SKOS.exactMatch, URIRef("http://eurovoc.europa.eu/3711")),
        (FOAF.homepage, URIRef("https://example.org/port")),
        (DCTERMS.isReferencedBy, make_iri("paragraph", "2025-2028", "1.1/1")),
    }


def test_a_reference_has_all_its_attributes() -> None:
    references = (*PROGRAMME.references, LAW)
    graph = parse(bp.export.skos(attrs.evolve(PROGRAMME, references=references), base=BASE))
    assert set(graph.predicate_objects(make_iri("reference", "law"))) == {
        (RDF.type, DCTERMS.BibliographicResource),
        (DC.type, Literal("law")),
        (DCTERMS.title, Literal("Law on locks", lang="en")),
        (SKOS.prefLabel, Literal("Law on locks", lang="en")),
        (SKOS.altLabel, Literal("Lock law", lang="en")),
        (SKOS.altLabel, Literal("Loi", lang="fr")),
        (SKOS.hiddenLabel, Literal("Law of locks", lang="en")),
        (SKOS.altLabel, Literal("LL")),
        (SKOS.altLabel, Literal("Series 1")),
        (DCTERMS.identifier, Literal("law")),
        (DCTERMS.identifier, Literal("32008L0001")),
        (DCTERMS.identifier, Literal("1/2008")),
        (OWL.sameAs, URIRef("https://example.org/eli/law")),
        (FOAF.page, URIRef("https://example.org/law")),
        (DCTERMS.isReferencedBy, make_iri("paragraph", "2025-2028", "1.1/1")),
    }


def test_a_programme_its_publication_and_a_theme_have_all_their_texts() -> None:
    other = bp.AlternativeTitle(text=bp.Text(nl="Anders"))
    theme = attrs.evolve(
        PROGRAMME.themes[0], alternative_titles=(other,), note=bp.Text(de="Zweifel")
    )
    pillar = attrs.evolve(PROGRAMME.pillars[0], themes=(theme,))
    assert PROGRAMME.publication is not None
    publication = attrs.evolve(
        PROGRAMME.publication, languages=("fr", "nl"), rights=bp.Text(en="All rights")
    )
    programme = attrs.evolve(
        PROGRAMME, alternative_titles=(other,), pillars=(pillar,), publication=publication
    )
    graph = parse(bp.export.skos(programme, base=BASE))
    for concept in (
        make_iri("programme", "2025-2028"),
        make_iri("programme", "2025-2028", "police"),
    ):
        assert collect_labels(graph, concept, SKOS.altLabel) == {"nl": "Anders"}
    assert collect_labels(
        graph, make_iri("programme", "2025-2028", "police"), SKOS.editorialNote
    ) == {"de": "Zweifel"}
    subject = make_iri("publication", "2025-2028")
    assert collect_labels(graph, subject, DCTERMS.rights) == {"en": "All rights"}
    assert set(graph.objects(subject, DC.language)) == {Literal("fr"), Literal("nl")}


def test_the_keywords_of_a_field_are_hidden_labels() -> None:
    field = attrs.evolve(PROGRAMME.fields[0], keywords=bp.Terms(fr=("gaz",), en=("gas", "power")))
    graph = parse(bp.export.skos(attrs.evolve(PROGRAMME, fields=(field,)), base=BASE))
    assert set(graph.objects(make_iri("field", "energy"), SKOS.hiddenLabel)) == {
        Literal("gaz", lang="fr"),
        Literal("gas", lang="en"),
        Literal("power", lang="en"),
    }


@settings(max_examples=15)
@given(draw_programmes())
def test_the_graph_of_any_programme_is_consistent_and_the_same_in_both_formats(
    programme: bp.Programme,
) -> None:
    graph = parse(bp.export.skos(programme, base=BASE))
    json_ld = bp.export.skos(programme, base=BASE, format="json-ld")
    assert set(graph) == set(parse(json_ld, "json-ld"))
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        collect_labels(graph, concept)
        kinds = [set(graph.objects(concept, one)) for one in LABELS]
        assert sum(map(len, kinds)) == len(set.union(*kinds))
        related = set(graph.objects(concept, SKOS.relatedMatch))
        assert not related & set(find_broader(graph, concept))


LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


def find_broader(graph: Graph, concept: Node) -> Iterator[Node | None]:
    return graph.transitive_objects(concept, SKOS.broader)


def test_an_alternative_title_or_a_keyword_that_repeats_a_label_is_omitted() -> None:
    pillar = PROGRAMME.pillars[0]
    same = bp.AlternativeTitle(text=bp.Text(fr=pillar.title.fr, nl="Veiligheid"))
    action = attrs.evolve(ACTION, keywords=bp.Terms(en=(f"{ACTION.summary:en}", "act")))
    theme = attrs.evolve(PROGRAMME.themes[0], actions=(action,))
    pillar = attrs.evolve(pillar, alternative_titles=(same,), themes=(theme,))
    graph = parse(bp.export.skos(attrs.evolve(PROGRAMME, pillars=(pillar,)), base=BASE))
    titles = collect_labels(graph, make_iri("programme", str(pillar)), SKOS.altLabel)
    assert titles == {"nl": "Veiligheid"}
    assert collect_labels(graph, make_iri("programme", str(action)), SKOS.hiddenLabel) == {
        "en": "act"
    }


def test_a_keyword_may_repeat_the_label_of_another_concept_or_a_note() -> None:
    action = attrs.evolve(ACTION, keywords=bp.Terms(en=("Security", "A doubt.")))
    theme = attrs.evolve(PROGRAMME.themes[0], actions=(action,))
    pillar = attrs.evolve(PROGRAMME.pillars[0], themes=(theme,))
    graph = parse(bp.export.skos(attrs.evolve(PROGRAMME, pillars=(pillar,)), base=BASE))
    assert set(graph.objects(make_iri("programme", str(action)), SKOS.hiddenLabel)) == {
        Literal("Security", lang="en"),
        Literal("A doubt.", lang="en"),
    }


def test_a_record_that_two_programmes_share_is_described_once() -> None:
    other_name = attrs.evolve(PARTNER, name=bp.Text(de="NRW", official=("de",)), citations=())
    other = bp.Programme(
        id="other",
        period=PROGRAMME.period,
        title=PROGRAMME.title,
        partners=(other_name,),
        references=(attrs.evolve(PROGRAMME.references[0], citations=()),),
        fields=PROGRAMME.fields,
    )
    graph = parse(bp.export.skos([PROGRAMME, other], base=BASE))
    assert collect_labels(graph, make_iri("partner", PARTNER.id)) == list_translations(PARTNER.name)
    assert collect_labels(graph, make_iri("field", "energy")) == {"en": "Energy"}


def test_the_text_is_the_same_on_every_machine() -> None:
    script = (
        "import hashlib, benelux_programme as bp;"
        f"texts = [bp.export.skos(bp.load('2021-2024'), format=format) for format in {FORMATS}];"
        "print([hashlib.sha256(text.encode()).hexdigest() for text in texts])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@cache
def build_plain_triples(format: Format) -> set[tuple[Node, Node, Node]]:
    return set(parse(bp.export.skos(fill_programme("plain"), base=BASE, format=format), format))


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), len(bp.LANGUAGES)))
def test_no_text_becomes_a_triple(start: int) -> None:
    payloads = PAYLOADS[start : start + len(bp.LANGUAGES)]
    for format in FORMATS:
        found = parse(bp.export.skos(fill_programme(*payloads), base=BASE, format=format), format)
        harmless = {
            (subject, predicate, Literal("plain", lang=value.language))
            if isinstance(value, Literal) and str(value) in payloads
            else (subject, predicate, value)
            for subject, predicate, value in found
        }
        assert harmless == build_plain_triples(format)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "https://example.org/>.<x:a><x:b><x:c>.<y:",
            "https://example.org/%3E.%3Cx:a%3E%3Cx:b%3E%3Cx:c%3E.%3Cy:",
        ),
        ('https://example.org/"\\{}|^`', "https://example.org/%22%5C%7B%7D%7C%5E%60"),
        ("https://example.org/%zz?a=b#c", "https://example.org/%zz?a=b#c"),
        ("https://example.org/\u00e9", "https://example.org/\u00e9"),
    ],
)
def test_no_url_becomes_a_triple(address: str, expected: str) -> None:
    partner = attrs.evolve(PARTNER, homepage=address, eu_authority=address)
    found, usual = (
        parse(bp.export.skos(attrs.evolve(PROGRAMME, partners=(one,)), base=BASE))
        for one in (
            partner,
            attrs.evolve(PARTNER, homepage="https://x.example/", eu_authority="https://x.example/"),
        )
    )
    assert len(found) == len(usual)
    assert found.value(make_iri("partner", PARTNER.id), FOAF.homepage) == URIRef(expected)


@pytest.mark.parametrize(
    "base",
    [
        "",
        "/",
        "#",
        "urn",
        "x",
        "example.org/",
        "//example.org/",
        "https:",
        "https:/",
        "https://",
        "https:///",
        "https:example.org/",
        "https://example.org",
        "https://example.org:",
        "https://example.org:8080",
        "https://example.org/programme",
        "https://example.org/#programme",
        "https://example.org/#a/",
        "https://example.org/##",
        "https://example.org/?id=",
        "https://example.org/ ",
        " https://example.org/",
        "https://example.org/a b/",
        "https://example.org/%zz/",
        "https://example.org/%4",
        "https://[::1/",
        "https://[::1]:99999/",
        "https://a.b:port/",
        "https://a.b:99999/",
        "https://..a/",
        "https://a..b#",
        "https://:80/",
        "https://@a.b/",
        "javascript:alert(1)//",
        "Data:text/html,x/",
        "HTTP://",
        "ftp://",
        "file://",
        "HTTP:x:",
        "Http://example.org:",
        "ftp://example.org:",
        "http://x/\ud800/",
        "http://x/\ufffe/",
        "http://x/\u202e/",
        "http://x/\xad/",
        "http://x/\0/",
        "http://x/e\u0301/",
        "http://x/\n",
        "x:>",
        "x:\n",
        "<urn:x:",
        5,
        None,
        b"https://example.org/",
        ["https://example.org/"],
    ],
)
def test_a_base_is_an_iri_that_ends_in_a_separator(base: Any) -> None:
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.export.skos(PROGRAMME, base=base)
    expected = "an address such as 'https://example.org/', which ends in '/', '#' or ':'"
    assert caught.value.args == ("skos", "base", base, expected, "bad-value")


@pytest.mark.parametrize(
    "base",
    [
        "https://example.org/",
        "https://example.org#",
        "http://localhost:8080/a/b#",
        "https://exämple.org/é/%C3%A9/",
        "https://example.org/?id=/",
        "HTTP://example.org/",
        "ftp://example.org/",
        "http://[2001:db8::1]/",
        "http://[::1]:8080/a/",
        "urn:example:",
        "urn:example:a/",
        "tag:example.org,2025:",
        "file:///tmp/",
    ],
)
def test_every_iri_begins_with_the_base(base: str) -> None:
    graph = parse(bp.export.skos(PROGRAMME, base=base))
    assert URIRef(f"{base}programme/2025-2028") in set(graph.subjects())


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.export.skos(PROGRAMME, format="xml")  # type: ignore[arg-type]
    assert caught.value.args == ("skos", "format", "xml", "'turtle' or 'json-ld'", "bad-value")


@pytest.mark.parametrize("programmes", [[], [PROGRAMME, PROGRAMME]])
def test_programmes_have_different_ids(programmes: list[bp.Programme]) -> None:
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.export.skos(programmes)
    expected = "one or more programmes with different ids"
    assert caught.value.args == ("skos", "programmes", programmes, expected, "bad-value")


def test_without_rdflib_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "benelux_programme.export._skos", raising=False)
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(bp.errors.MissingExtraError) as caught:
        bp.export.skos(PROGRAMME)
    message = "rdflib is not installed; run pip install 'benelux-programme[rdf]'"
    assert str(caught.value) == message


def test_json_ld_is_indented_sorted_and_not_escaped() -> None:
    text = bp.export.skos(PROGRAMME, format="json-ld")
    assert text.startswith('{\n "@context": {\n  "dc": "http://purl.org/dc/elements/1.1/",\n')
    assert text.endswith(" ]\n}\n")
    assert "Sécurité" in text
    graph = json.loads(text)["@graph"]
    addresses = [one["@id"] for one in graph]
    assert addresses == sorted(addresses)
    assert all(list(one) == sorted(one) for one in graph)


def test_both_formats_use_the_common_prefixes() -> None:
    programme = attrs.evolve(PROGRAMME, partners=(PARTNER, PORT))
    expected = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }
    turtle = bp.export.skos(programme)
    assert dict(re.findall(r"^@prefix (\w+): <(.*)> \.$", turtle, re.MULTILINE)) == expected
    json_ld = json.loads(bp.export.skos(programme, format="json-ld"))
    assert json_ld["@context"] == expected
    assert any("foaf:homepage" in one for one in json_ld["@graph"])
