"""The terms of queries and the scores, tested through searches in programmes of a few actions."""

import math

import pytest

import benelux_programme as bp
from support import make_programme, search_ids


def bm25(frequency: float, relative_length: float, matching: int, total: int) -> float:
    """Return the BM25 score of a term in one of several actions."""
    inverse_document_frequency = math.log(1 + (total - matching + 0.5) / (matching + 0.5))
    saturation = frequency + 1.2 * (1 - 0.5 + 0.5 * relative_length)
    return inverse_document_frequency * frequency * (1.2 + 1) / saturation


def test_a_score_is_the_sum_of_bm25_over_the_terms() -> None:
    programme = make_programme("Clean water, safe water.", "Clean air.")
    first, second = programme.search("clean waters", language="en")
    # The weight is 4 for the summary, in which a word counts once. The mean length is three words.
    assert first.score == pytest.approx(bm25(4, 4 / 3, 2, 2) + bm25(4, 4 / 3, 1, 2))
    assert second.score == pytest.approx(bm25(4, 2 / 3, 2, 2))


def test_a_summary_that_is_the_query_scores_higher_than_any_other_can() -> None:
    (hit,) = make_programme("Water.").search("water", language="en")
    weight = math.log(1 + 0.5 / 1.5)
    assert hit.score == pytest.approx(bm25(4, 1, 1, 1) + weight * (1.2 + 1))


@pytest.mark.parametrize(
    ("query", "first"), [("Ships for ports.", "act-1"), ("ports for ships", "act-2")]
)
def test_an_action_whose_summary_is_the_query_ranks_first(query: str, first: str) -> None:
    assert search_ids(make_programme("Ships for ports.", "Ports for ships."), query)[0] == first


def test_a_short_summary_ranks_before_a_long_one_with_the_same_matches() -> None:
    programme = make_programme(
        "Clean the water of rivers, lakes and canals.", "Clean the water of rivers."
    )
    assert search_ids(programme, "water") == ["act-2", "act-1"]


def test_matching_more_terms_ranks_before_matching_one_more_often() -> None:
    programme = make_programme(
        "Water, water, water.", "Clean the water of rivers, lakes and canals."
    )
    assert search_ids(programme, "clean water") == ["act-2", "act-1"]


def test_rare_terms_count_more_than_frequent_ones() -> None:
    programme = make_programme("Plan roads.", "Plan ports.", "Find bridges.", "Plan canals.")
    assert search_ids(programme, "plan bridges")[0] == "act-3"


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("roads", True),
        ("roads zoos", False),
        ("roads dams zoos", False),  # in two actions
        ("build roads zoos bears cats", True),
        ("plan zoos", False),
        ("plan plans planning", True),
    ],
)
def test_an_action_must_match_two_terms_or_half_of_a_query(query: str, is_found: bool) -> None:
    programme = make_programme("Build roads.", "Plan dams.", "Plan mills.", "Plan farms.")
    assert bool(search_ids(programme, query)) is is_found


def test_umlauts_may_be_typed_as_two_letters() -> None:
    programme = make_programme("Hilf der Behörde.", "Hilf der Stadt.", language="de")
    assert search_ids(programme, "Behoerden", "de") == ["act-1"]


@pytest.mark.parametrize("query", ["cyber security", "cyber-security", "cyber securities"])
def test_a_compound_may_be_typed_as_two_words(query: str) -> None:
    programme = make_programme("Build roads.", "Improve cybersecurity.", "Keep security forces.")
    assert search_ids(programme, query) == ["act-2", "act-3"]


@pytest.mark.parametrize("query", ["lowcarbon", "low-carbon", "low carbon"])
def test_two_words_may_be_typed_as_one(query: str) -> None:
    programme = make_programme("Use low-carbon fuel.", "Carbon is not low.", "Build roads.")
    assert search_ids(programme, query)[0] == "act-1"


def test_two_words_typed_as_one_must_be_side_by_side() -> None:
    assert search_ids(make_programme("The car has a pet.", "Build roads."), "carpet") == []


def test_a_single_letter_is_not_joined_with_the_word_before() -> None:
    programme = make_programme("Revise annex B.", "Revise annex E.")
    assert search_ids(programme, "annex e")[0] == "act-2"


def test_stop_words_are_ignored() -> None:
    programme = make_programme("Watch the rivers.", "Clean sea water.", "Count birds.")
    assert search_ids(programme, "could you please tell me about the sea?") == ["act-2"]


def test_a_query_of_stop_words_only_searches_for_them() -> None:
    assert search_ids(make_programme("Watch the rivers.", "Clean sea water."), "the") == ["act-1"]


def test_an_unknown_compound_matches_its_parts() -> None:
    programme = make_programme("Plan veld.", "Plan bus.", "Plan taxi.", language="nl")
    assert search_ids(programme, "veldtaxi", "nl") == ["act-1", "act-3"]


def test_a_known_compound_does_not_match_its_parts() -> None:
    programme = make_programme("Meet water.", "Vang stof.", "Koop waterstof.", language="nl")
    assert search_ids(programme, "waterstof", "nl") == ["act-3"]


def test_a_word_matches_itself_before_its_compounds() -> None:
    programme = make_programme("Vang stof.", "Koop waterstof.", "Meet water.", language="nl")
    assert search_ids(programme, "water", "nl") == ["act-3", "act-2"]


@pytest.mark.parametrize("query", ["Wasserturm", "Fernwasser", "Erwasser"])
def test_a_compound_with_an_unknown_part_is_not_found(query: str) -> None:
    programme = make_programme("Schützt Wasser.", "Fahrt Bus.", "Pflanzt Wald.", language="de")
    assert search_ids(programme, query, "de") == []


@pytest.mark.parametrize("query", ['"wind farm"', "«wind farms»", "„wind farm“", "“wind farm”"])
def test_a_phrase_matches_anywhere_in_a_text(query: str) -> None:
    programme = make_programme(
        "Wind farm builders.", "Build a wind farm.", "Farm with wind.", "Wind farm."
    )
    assert set(search_ids(programme, query)) == {"act-1", "act-2", "act-4"}


def test_an_unclosed_quotation_mark_is_ignored() -> None:
    programme = make_programme("Build a wind farm.", "Farm with wind.")
    assert programme.search('"wind farm') == programme.search("wind farm")


def test_a_phrase_longer_than_the_text_does_not_match() -> None:
    assert search_ids(make_programme("Wind farm.", "Farm animals."), '"farm wind farm"') == []


def test_an_asterisk_stands_for_any_ending() -> None:
    programme = make_programme("Use hydrogen.", "Use hydraulics.", "Use water.")
    assert search_ids(programme, "hydr*") == ["act-1", "act-2"]
    assert search_ids(programme, "hydro*") == ["act-1"]


def test_a_prefix_finds_every_spelling_of_a_word() -> None:
    programme = make_programme("La coopération.", "La cooperation.", "La route.", language="fr")
    assert search_ids(programme, "coop*", "fr") == ["act-1", "act-2"]
    assert search_ids(programme, "coopération*", "fr") == ["act-1", "act-2"]


def test_a_correction_has_the_usual_spelling() -> None:
    programme = make_programme("La coopération.", "Une coopération.", "Cooperation.", language="fr")
    for hit in programme.search("coopératoin", language="fr"):
        assert hit.corrections == (("coopératoin", "coopération"),)


@pytest.mark.parametrize("query", ["hy*", "hydr"])
def test_a_word_is_no_prefix_without_an_asterisk_or_of_two_letters(query: str) -> None:
    assert search_ids(make_programme("Use hydrogen.", "Use water."), query) == []


@pytest.mark.parametrize("query", ["hydorgen", "hidrogen", "hydrogn", "hydroggen"])
def test_a_typing_error_is_corrected_and_reported(query: str) -> None:
    (hit,) = make_programme("Use hydrogen.", "Plant trees.").search(query)
    assert hit.corrections == ((query, "hydrogen"),)
    assert str(hit.excerpt) == "Use **hydrogen**."


@pytest.mark.parametrize(
    ("text", "query", "correction"),
    [
        ("Plan an apprenticeship.", "aprenticeships", "apprenticeship"),
        ("Plan apprenticeships.", "aprenticeship", "apprenticeships"),
        ("Plan a vehicle.", "vehcles", "vehicle"),
    ],
)
def test_a_typing_error_in_another_form_is_corrected(
    text: str, query: str, correction: str
) -> None:
    (hit,) = make_programme(text, "Plant trees.").search(query)
    assert hit.corrections == ((query, correction),)


@pytest.mark.parametrize(
    ("query", "correction"),
    [
        ("Verkehrspoitik", "verkehrspolitik"),
        ("Verkhrspolitik", "verkehrspolitik"),
        ("Politikverkher", "politikverkehr"),
        ("Grenzverkher", "grenzverkehr"),  # which drops the e of Grenze
    ],
)
def test_a_typing_error_in_a_part_of_a_compound_is_corrected(query: str, correction: str) -> None:
    programme = make_programme("Verkehr regeln.", "Politik an der Grenze.", language="de")
    hits = programme.search(query, language="de")
    assert {hit.action.id for hit in hits} == {"act-1", "act-2"}
    assert {hit.corrections for hit in hits} == {((query.lower(), correction),)}


@pytest.mark.parametrize(
    "query", ["Verkhrspoitik", "Merkehrspolitik", "Verkehrszoll", "Auszugeher"]
)
def test_a_compound_with_two_errors_or_another_first_letter_is_unknown(query: str) -> None:
    programme = make_programme(
        "Verkehr regeln.", "Politik machen.", "Auszug der Ehen.", language="de"
    )
    assert search_ids(programme, query) == []


@pytest.mark.parametrize("query", ["night train", "train tight", "trains sight"])
def test_a_correction_of_the_first_letter_weighs_less_than_a_known_word(query: str) -> None:
    programme = make_programme("Fight piracy.", "Run trains.", "Fight fire.", "Plant trees.")
    hits = programme.search(query, language="en")
    assert [hit.action.id for hit in hits] == ["act-2", "act-1", "act-3"]
    assert {correct for hit in hits for _, correct in hit.corrections} == {"fight"}


@pytest.mark.parametrize("query", ["figth train", "train fihgt"])
def test_a_correction_of_another_letter_weighs_what_the_word_does(query: str) -> None:
    programme = make_programme("Fight piracy.", "Run trains.", "Run buses.", "Repair trains.")
    ids = [hit.action.id for hit in programme.search(query, language="en")]
    assert ids[0] == "act-1"


def test_the_first_letter_and_the_frequency_decide_between_corrections() -> None:
    programme = make_programme("Build stores.", "Raise shores.", "More stores.", "More spores.")
    assert programme.search("sbores", language="en")[0].corrections == (("sbores", "stores"),)
    programme = make_programme("Buy boats.", "Buy coats.", "Sell boats.")
    assert programme.search("coatx", language="en")[0].corrections == (("coatx", "coats"),)


def test_a_word_that_is_known_in_any_searched_language_is_not_corrected() -> None:
    summary = bp.Text(en="Grow plants.", fr="Faire un plan.", nl="Maak een plank.")
    programme = make_programme("x")
    action = bp.Action(
        id="a",
        programme="plan",
        summary=summary,
        commitment=bp.Commitment.FIRM,
        citations=programme.own_actions[0].citations,
    )
    programme = bp.Programme(
        id="plan", period=programme.period, title=programme.title, own_actions=(action,)
    )
    assert {hit.language for hit in programme.search("plank")} == {"nl"}
    assert programme.search("plank", language="fr")[0].corrections == (("plank", "plan"),)


def test_the_first_forty_words_count() -> None:
    programme = make_programme("Watch rivers.", "Build roads.")
    words = " ".join(f"rivers{number}x" for number in range(40))
    assert search_ids(programme, "rivers roads") == ["act-1", "act-2"]
    assert search_ids(programme, f"{words} rivers") == []
