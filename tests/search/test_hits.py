"""The hits of searches in the bundled programmes, through the public API."""

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._search import tokenizer
from benelux_programme.errors import InvalidValueError, MissingLanguageError
from support import make_programme

PROGRAMME = bp.load("2025-2028")
BOTH = bp.load("2021-2024").actions + PROGRAMME.actions


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_each_action_is_the_first_hit_for_its_full_summary(
    programme: bp.Programme, language: bp.Language
) -> None:
    for action in programme.actions:
        query = action.summary.in_(language)
        assert query is not None
        assert programme.search(query, language=language, limit=1)[0].action is action


@pytest.mark.parametrize(
    ("query", "language", "id"),
    [
        ("traite de police", "fr", "police-treaty-operational"),
        ("TRAITÉS DE POLICE", "fr", "police-treaty-operational"),
        ("vehicules electriques", "fr", "electric-vehicle-infrastructure"),
        ("politieverdragen", "nl", "police-treaty-operational"),
        ("vrachtwagen", "nl", "clean-truck-introduction"),
        ("waterstofvrachtwagens", "nl", "clean-truck-introduction"),
        ("Lastwagen", "de", "clean-truck-introduction"),
        ("oeffentlicher Verkehr", "de", "innovative-public-transport"),
        ("Überwachung Telescope", "de", "einstein-telescope-monitoring"),
        ("NSEC", "en", "north-seas-cooperation-role"),
        ("NRW", "fr", "deeper-nrw-cooperation"),
        ("Basse Saxe", None, "explore-lower-saxony-cooperation"),
        ("where is the lorry with hydrogen", "en", "clean-truck-introduction"),
    ],
)
def test_typical_queries_return_the_expected_action_among_the_first_three(
    query: str, language: bp.Language | None, id: str
) -> None:
    hits = PROGRAMME.search(query, language=language, limit=3)
    assert id in [hit.action.id for hit in hits]


def test_a_compound_typed_as_two_words_is_found() -> None:
    hits = PROGRAMME.search("cyber security", language="en", limit=5)
    assert {hit.action.theme for hit in hits} == {"cyber-resilience"}


@pytest.mark.parametrize(
    "query", ["zzzz", "Fußball", "muziekfestival", "driving licence", "tondeuse à gazon"]
)
def test_a_query_about_something_else_has_no_hits(query: str) -> None:
    assert BOTH.search(query) == ()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [('"police treaty"', True), ('"treaty police"', False), ('"" zzzz', False)],
)
def test_a_phrase_matches_words_side_by_side(query: str, is_found: bool) -> None:
    hits = PROGRAMME.search(query, language="en")
    assert ("police-treaty-operational" in [hit.action.id for hit in hits]) is is_found


def test_the_words_of_a_phrase_without_matches_are_not_marked() -> None:
    hits = PROGRAMME.search('"sea north" sustainable energy projects', language="en")
    excerpts = {hit.action.id: str(hit.excerpt) for hit in hits}
    assert excerpts["north-sea-sustainable-energy"].endswith("**projects** in the North Sea.")


def test_hits_are_sorted_by_score() -> None:
    hits = PROGRAMME.search("strategic stocks of raw materials", language="en", limit=None)
    assert hits[0].action.id == "consider-other-strategic-stocks"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_has_a_language_fields_and_an_excerpt() -> None:
    (hit,) = PROGRAMME.search("lower saxony", limit=1)
    assert hit.language == "en"
    assert hit.fields[0] == "summary"
    assert str(hit.excerpt).endswith("stronger cooperation with **Lower** **Saxony**.")
    assert repr(hit).startswith("<Hit 2025-2028/explore-lower-saxony-cooperation: ")


def test_a_hit_names_every_field_with_matching_words() -> None:
    (hit,) = PROGRAMME.search("NSEC", language="fr", limit=1)
    assert "partners" in hit.fields


def make_action_with_partner(**texts: Any) -> bp.Programme:
    programme = make_programme("Make it work.")
    partner = bp.Partner(
        id="nrw", kind=bp.PartnerKind.REGION, name=bp.Text(en="NRW"), abbreviations=("RNW", "RN-W")
    )
    action = attrs.evolve(programme.own_actions[0], partners=("nrw",), **texts)
    return attrs.evolve(programme, own_actions=(action,), partners=(partner,))


def test_the_excerpt_of_names_has_only_those_that_match() -> None:
    (hit,) = make_action_with_partner().search("RNW", language="en")
    assert (hit.fields, str(hit.excerpt)) == (("partners",), "**RNW**")
    keywords = bp.Terms(en=("tree planting", "water", "waters of rivers"))
    (hit,) = make_action_with_partner(keywords=keywords).search("water", language="en")
    assert (hit.fields, str(hit.excerpt)) == (("keywords",), "**water**; **waters** of rivers")


def test_the_excerpt_of_a_text_is_its_best_sentence() -> None:
    note = bp.Text(en="Water is scarce. Clean water runs here, e.g. in mills. Mills are old.")
    (hit,) = make_action_with_partner(note=note).search("clean water mills", language="en")
    assert hit.excerpt == bp.Excerpt(
        text="Clean water runs here, e.g. in mills.",
        language="en",
        matches=((0, 5), (6, 11), (31, 36)),
    )


def test_asterisks_of_an_excerpt_are_escaped() -> None:
    (hit,) = make_programme("Make 5*4 work* *now.").search("work", language="en")
    assert str(hit.excerpt) == r"Make 5\*4 **work**\* \*now."
    assert repr(hit.excerpt).startswith("<Excerpt 'Make 5")
    (hit,) = make_programme("Path \\Water \\*here.").search("water", language="en")
    assert str(hit.excerpt) == r"Path \\**Water** \\\*here."


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Make <b>5</b> & work.", "work", "Make &lt;b&gt;5&lt;/b&gt; &amp; <mark>work</mark>."),
        ("Work on <work>", "work", "<mark>Work</mark> on &lt;<mark>work</mark>&gt;"),
    ],
)
def test_an_excerpt_as_html_is_escaped_and_marked(text: str, query: str, html: str) -> None:
    (hit,) = make_programme(text).search(query, language="en")
    assert hit.excerpt.to_html() == hit.excerpt.__html__() == html


@pytest.mark.parametrize(
    "matches",
    [((0, 2), (1, 3)), ((2, 1),), ((0, 99),), ((-1, 2),), ((0, True),), ((0,),)],
)
def test_matches_outside_the_text_or_not_in_order_are_refused(matches: Any) -> None:
    with pytest.raises(InvalidValueError):
        bp.Excerpt(text="Make it work.", language="en", matches=matches)


def test_the_answer_is_in_another_language() -> None:
    (hit,) = PROGRAMME.search("traite de police ratification", language="fr", limit=1, answer="en")
    assert (hit.language, hit.excerpt.language) == ("fr", "en")
    assert hit.excerpt.text == str(hit.action.summary)
    assert "**Police**" in str(PROGRAMME.search("police", language="fr", answer="en")[0].excerpt)


def test_the_answer_is_the_summary_if_names_match() -> None:
    (hit,) = PROGRAMME.search("NSEC", language="nl", limit=1, answer="de")
    assert hit.excerpt.text == hit.action.summary.de


def test_a_text_that_is_not_in_the_language_of_the_answer_stays_in_its_own() -> None:
    programme = make_programme("Make it work.")
    (hit,) = programme.search("work", answer="fr")
    assert hit.excerpt == programme.search("work")[0].excerpt


def test_the_answer_in_the_language_of_the_match_is_the_same() -> None:
    assert PROGRAMME.search("NSEC", language="de", answer="de") == PROGRAMME.search(
        "NSEC", language="de"
    )


@pytest.mark.parametrize(
    ("query", "language", "ids"),
    [
        ("SMEs", "en", "sme-administrative-burdens"),
        ("sme", "en", "sme-administrative-burdens"),
        ("kmos", "nl", "sme-administrative-burdens"),
        ("N.R.W.", "de", "deeper-nrw-cooperation"),
        ("lʼénergie", "fr", "energy-supply-diversification"),
    ],
)
def test_abbreviations_and_apostrophes_are_found_in_every_spelling(
    query: str, language: bp.Language, ids: str
) -> None:
    assert ids in [hit.action.id for hit in PROGRAMME.search(query, language=language, limit=None)]


@pytest.mark.parametrize(
    ("query", "language"), [("Flughafen", "de"), ("opéra", "fr"), ("Ehen", "de")]
)
def test_words_that_only_look_alike_do_not_match(query: str, language: bp.Language) -> None:
    assert BOTH.search(query, language=language) == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_forked_process_can_search_while_other_threads_do() -> None:
    stop = Event()

    def search_until_stopped() -> None:
        while not stop.is_set():
            attrs.evolve(PROGRAMME).search("energy")

    with ThreadPoolExecutor(2) as threads:
        threads.submit(search_until_stopped)
        threads.submit(search_until_stopped)
        context = multiprocessing.get_context("fork")
        processes = [context.Process(target=PROGRAMME.search, args=("water",)) for _ in range(3)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(60)
        stop.set()
    assert [process.exitcode for process in processes] == [0, 0, 0]


def test_only_selected_actions_are_found() -> None:
    hits = BOTH.where(commitment="firm").search("North Rhine-Westphalia", language="en", limit=None)
    assert {hit.action.programme for hit in hits} == {"2021-2024", "2025-2028"}
    assert {hit.action.commitment for hit in hits} == {"firm"}


def test_an_empty_selection_has_no_hits() -> None:
    assert bp.Selection().search("energy") == ()


@pytest.mark.parametrize("query", ["", " ", "?!", "—", "x" * 2001])
def test_a_query_without_words_or_above_2000_characters_is_refused(query: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        PROGRAMME.search(query)
    expected = "a query with a letter or digit, of at most 2000 characters"
    assert caught.value.args == ("search", "query", query, expected, "bad-value")


def test_a_query_of_2000_characters_is_accepted() -> None:
    assert PROGRAMME.search("x" * 2000) == ()


@pytest.mark.parametrize("limit", [0, -1, True, 2.5, "2"])
def test_a_limit_that_is_not_a_whole_number_from_1_is_refused(limit: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        PROGRAMME.search("energy", limit=limit)
    expected = "a whole number from 1, or None"
    assert caught.value.args == ("search", "limit", limit, expected, "bad-value")


@pytest.mark.parametrize("argument", ["language", "answer"])
@pytest.mark.parametrize("language", ["xx", ""])
def test_an_unknown_language_is_refused(argument: str, language: Any) -> None:
    with pytest.raises(MissingLanguageError) as caught:
        PROGRAMME.search("energy", **{argument: language})
    assert caught.value.args == (language, bp.LANGUAGES)


def test_a_selection_without_its_programmes_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        bp.Selection((attrs.evolve(PROGRAMME.actions[0], programme="plan"),)).search("energy")
    expected = "the programmes of the actions, which a search needs"
    assert caught.value.args == ("Selection", "programmes", (), expected, "bad-value")


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_a_search_in_one_language_has_hits_in_this_language_only(language: bp.Language) -> None:
    hits = PROGRAMME.search("Benelux", language=language, limit=None)
    assert {hit.language for hit in hits} == {language}


def test_a_search_in_all_languages_returns_each_action_once_with_its_best_score() -> None:
    hits = PROGRAMME.search("NSEC", limit=None)
    assert len({hit.action.id for hit in hits}) == len(hits)
    scores = {
        language: {
            hit.action.id: hit.score
            for hit in PROGRAMME.search("NSEC", language=language, limit=None)
        }
        for language in bp.LANGUAGES
    }
    for hit in hits:
        assert hit.score == max(by_id.get(hit.action.id, 0) for by_id in scores.values())
        assert hit.score == scores[hit.language][hit.action.id]


@given(st.text(min_size=1))
def test_any_query_with_a_letter_or_digit_is_accepted(query: str) -> None:
    try:
        hits = PROGRAMME.search(query)
    except InvalidValueError:
        # Two apostrophes are letters in Unicode.
        assert not any(letter.isalnum() for letter in query if letter not in "\u02bb\u02bc")
    else:
        assert len(hits) <= 10


def test_concurrent_searches_return_the_same_hits_as_sequential_ones() -> None:
    queries = [
        action.summary.in_(language) or ""
        for action in PROGRAMME.actions[:4]
        for language in bp.LANGUAGES
    ]
    tokenizer.stem_word_with_cache.cache_clear()
    with ThreadPoolExecutor(16) as threads:
        concurrent = list(threads.map(attrs.evolve(PROGRAMME).search, queries))
    tokenizer.stem_word_with_cache.cache_clear()
    sequential = attrs.evolve(PROGRAMME)
    assert concurrent == [sequential.search(query) for query in queries]


def test_a_limit_may_be_a_number_of_numpy() -> None:
    numpy = pytest.importorskip("numpy")
    assert len(PROGRAMME.search("energy", limit=numpy.int64(2))) == 2


PARAGRAPHS = """
id: plan
period: 2025
title: {en: Plan}
own_actions:
  - id: patrols
    summary: {en: Patrol together.}
    commitment: firm
    partners: [us]
    citations: ["1/2"]
  - {id: schools, summary: {en: Open schools.}, commitment: firm, citations: ["2/1"]}
partners:
  - {id: us, kind: organisation, name: {en: Border office}, citations: ["1/2"]}
  - {id: them, kind: organisation, name: {en: Coast guard}, citations: ["1/2", "1/1"]}
context:
  - {citation: "1/1", reason: {en: Background.}}
paragraphs:
  - {section: "1", paragraph: 1, keywords: {en: [smugglers]}}
  - {section: "1", paragraph: 2, keywords: {en: [fishing boats], fr: [bateaux de pêche]}}
  - {section: "2", paragraph: 1}
"""


@pytest.mark.parametrize(
    ("query", "excerpt"),
    [
        ("fishing", "**fishing** boats"),
        ("coast guards", "**Coast** **guard**"),
        ("smuggler", "**smugglers**"),
    ],
)
def test_an_action_is_found_by_what_else_its_paragraph_and_the_introduction_say(
    query: str, excerpt: str
) -> None:
    (hit,) = bp.read(PARAGRAPHS).search(query, language="en")
    assert (hit.action.id, hit.fields, str(hit.excerpt)) == ("patrols", ("paragraphs",), excerpt)


def test_a_partner_that_an_action_names_is_found_in_both() -> None:
    (hit,) = bp.read(PARAGRAPHS).search("border office", language="en")
    assert hit.fields == ("partners", "paragraphs")


def test_an_introduction_counts_once_however_many_paragraphs_an_action_cites() -> None:
    citations = ", ".join(f'"1/{number}"' for number in range(2, 12))
    paragraphs = "".join(f'  - {{section: "1", paragraph: {n}}}\n' for n in range(2, 12))
    programme = bp.read(f"""
id: plan
period: 2025
title: {{en: Plan}}
own_actions:
  - {{id: b, summary: {{en: Dig a tunnel.}}, commitment: firm, citations: ["1/2"]}}
  - {{id: a, summary: {{en: Review works.}}, commitment: firm, citations: [{citations}]}}
context:
  - {{citation: "1/1", reason: {{en: Background.}}}}
paragraphs:
  - {{section: "1", paragraph: 1, keywords: {{en: [tunnel]}}}}
{paragraphs}""")
    assert [hit.action.id for hit in programme.search("tunnel")] == ["b", "a"]
