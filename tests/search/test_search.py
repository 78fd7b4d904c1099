from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._cli.main import main
from benelux_programme._search import words
from benelux_programme._search.passages import searched
from benelux_programme.errors import InvalidValueError

P = bp.load("2025-2028")
BOTH = bp.load("2021-2024").actions + P.actions


def found(query: str, language: bp.Language | None = None) -> list[str]:
    return [hit.action.id for hit in P.search(query, language=language)]


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_every_action_is_found_first_by_its_full_summary(
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
def test_people_find_what_they_mean(query: str, language: bp.Language | None, id: str) -> None:
    assert id in found(query, language)[:3]


def test_a_word_that_others_write_as_two_is_found() -> None:
    hits = P.search("cyber security", language="en", limit=5)
    assert {hit.action.theme for hit in hits} == {"cyber-resilience"}


@pytest.mark.parametrize(
    "query", ["zzzz", "Fußball", "muziekfestival", "driving licence", "permis de chasse"]
)
def test_what_is_in_no_programme_is_not_found(query: str) -> None:
    assert BOTH.search(query) == ()


def test_words_in_quotes_stand_side_by_side() -> None:
    assert "police-treaty-operational" in found('"police treaty"', "en")
    assert found('"treaty police"', "en") == []
    assert found('"" zzzz') == []


def test_the_words_of_a_phrase_that_is_nowhere_are_not_marked() -> None:
    hits = P.search('"sea north" sustainable energy projects', language="en")
    excerpts = {hit.action.id: hit.excerpt for hit in hits}
    assert excerpts["north-sea-sustainable-energy"].endswith("**projects** in the North Sea.")


def test_all_words_come_before_most_words() -> None:
    hits = P.search("strategic stocks of raw materials", language="en", limit=None)
    assert hits[0].action.id == "consider-other-strategic-stocks"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_says_where_and_marks_it() -> None:
    (hit,) = P.search("lower saxony", limit=1)
    assert hit.language == "en"
    assert hit.fields[0] == "summary"
    assert hit.excerpt.endswith("stronger cooperation with **Lower** **Saxony**.")
    assert repr(hit).startswith("<Hit 2025-2028/explore-lower-saxony-cooperation: ")
    (hit,) = P.search("NSEC", language="fr", limit=1)
    assert "partners" in hit.fields


def test_only_the_selected_actions_are_found() -> None:
    firm = BOTH.where(commitment="firm")
    hits = firm.search("North Rhine-Westphalia", language="en", limit=None)
    assert {hit.action.programme for hit in hits} == {"2021-2024", "2025-2028"}
    assert {hit.action.commitment for hit in hits} == {"firm"}
    assert bp.Selection().search("energy") == ()


@pytest.mark.parametrize("query", ["", " ", "?!", "—", "x" * 2001, None])
def test_an_empty_or_endless_query_is_an_error(query: str) -> None:
    with pytest.raises(InvalidValueError, match="something to search for"):
        P.search(query)


def test_what_cannot_be_searched_is_named() -> None:
    with pytest.raises(InvalidValueError) as of_query:
        P.search("?!")
    assert str(of_query.value) == (
        "Selection.search(query): '?!' is not something to search for, in at most 2000 characters"
    )
    with pytest.raises(InvalidValueError) as of_limit:
        P.search("energy", limit=0)
    assert str(of_limit.value) == (
        "Selection.search(limit): 0 is not a whole number from 1, or None"
    )
    with pytest.raises(InvalidValueError) as of_actions:
        attrs.evolve(P.actions, programmes=()).search("energy")
    assert str(of_actions.value) == (
        "Selection.programmes: () is not "
        "the programmes of the actions, without which there is nothing to search"
    )


def test_a_query_of_two_thousand_characters_is_answered() -> None:
    assert P.search("x" * 2000) == ()


def test_a_language_that_is_asked_for_is_the_only_one_searched() -> None:
    for language in bp.LANGUAGES:
        hits = P.search("Benelux", language=language, limit=None)
        assert {hit.language for hit in hits} == {language}


def test_an_action_is_found_once_in_the_language_that_answers_best() -> None:
    hits = P.search("NSEC", limit=None)
    assert len({hit.action.id for hit in hits}) == len(hits)
    scores = {
        language: {
            hit.action.id: hit.score for hit in P.search("NSEC", language=language, limit=None)
        }
        for language in bp.LANGUAGES
    }
    for hit in hits:
        assert hit.score == max(some.get(hit.action.id, 0) for some in scores.values())
        assert hit.score == scores[hit.language][hit.action.id]


@given(st.text(min_size=1))
def test_any_query_is_answered_or_refused(query: str) -> None:
    try:
        hits = P.search(query)
    except InvalidValueError:
        assert not any(letter.isalnum() for letter in query)
    else:
        assert len(hits) <= 10


def test_eight_threads_get_what_one_gets() -> None:
    queries = [
        action.summary.in_(language) or "" for action in P.actions[:20] for language in bp.LANGUAGES
    ]
    words.stems.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(attrs.evolve(P).search, queries))
    words.stems.cache_clear()
    fresh = attrs.evolve(P)
    assert found == [fresh.search(query) for query in queries]


def test_a_programme_in_one_language_is_searched_in_all() -> None:
    partner = bp.Partner(
        id="nrw", kind=bp.PartnerKind.REGION, name=bp.Text(en="NRW"), abbreviations=("RNW",)
    )
    action = bp.Action(
        id="act",
        programme="plan",
        summary=bp.Text(en="Make it work."),
        commitment=bp.Commitment.FIRM,
        partners=("nrw",),
        citations=(bp.Citation(section="1"),),
    )
    plan = bp.Programme(
        id="plan",
        period=bp.Period.of_years(2025),
        title=bp.Text(en="Plan"),
        own_actions=(action,),
        partners=(partner,),
    )
    assert [hit.action for hit in plan.search("RNW", language="de")] == [action]
    assert searched(plan, action, "de") == {"partners": ("RNW",)}
    (hit,) = plan.search("RNW", language="en")
    assert hit.excerpt == "**RNW**; NRW"


def test_the_command_searches(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["search", "2025-2028", "traité de police", "--language", "fr", "--limit", "1"]) == 0
    )
    shown = capsys.readouterr().out
    assert shown.startswith("- ")
    assert shown.count("\n") == 1
    assert "(2025-2028/police-treaty-" in shown
    assert main(["search", "2025-2028", "muziekfestival"]) == 1
    assert capsys.readouterr() == ("", "benelux-programme: no action found\n")
    for limit in (0, True, "1"):
        with pytest.raises(InvalidValueError) as caught:
            P.search("energy", limit=limit)  # type: ignore[arg-type]  # one is a mistake
        assert caught.value.expected == "a whole number from 1, or None"


def test_the_command_lists_what_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--partner", "NRW", "--commitment", "exploratory"]) == 0
    assert "(2025-2028/nrw-strategic-involvement; exploratory; 4 ¶1 " in capsys.readouterr().out
    assert main(["list", "--field", "energy", "--partner", "NRW"]) == 1
    assert main(["list", "--field", "enrgy"]) == 1
    assert "did you mean 'energy'" in capsys.readouterr().err


def test_a_search_is_in_a_language_of_the_data() -> None:
    odd: Any
    for odd in ("xx", ["fr"], ""):
        with pytest.raises(bp.errors.MissingLanguageError) as caught:
            P.search("energy", language=odd)
        assert caught.value.args == (odd, bp.LANGUAGES)
