"""Characters that nobody sees are kept, dropped or refused, and texts are composed."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._model.characters import (
    INVISIBLE_CHARACTERS,
    Treatment,
    compose_and_drop_invisible_characters,
    compose_and_replace_refused_characters,
)
from benelux_programme.errors import InvalidDataError, InvalidValueError

PROGRAMME = bp.load("2025-2028")
KEPT = ["\n", "\u200c", "\u200d", "\ufe0f", "\u200e"]
DROPPED = ["\xad", "\u200b", "\u2060", "\ufeff", "\u3164", "\u034f", "\u2063"]
REFUSED = ["\0", "\x1b", "\x85", "\u2028", "\u202e", "\u2067", "\U000e0041", "\ud800", "\U0001ffff"]


def read_title(title: str) -> str | None:
    document = {"id": "plan", "period": "2030", "title": {"fr": title}}
    return bp.read(document).title.fr


@pytest.mark.parametrize("character", KEPT)
def test_a_kept_character_stays_in_a_text(character: str) -> None:
    assert read_title(f"an{character}née") == bp.Text(fr=f"an{character}née").fr
    assert read_title(f"an{character}née") == f"an{character}née"


@pytest.mark.parametrize("character", DROPPED)
def test_a_dropped_character_is_read_and_left_out(character: str) -> None:
    assert read_title(f"{character}an{character}née") == "année"
    with pytest.raises(InvalidValueError, match="in NFC"):
        bp.Text(fr=f"an{character}née")


@pytest.mark.parametrize("character", REFUSED)
def test_a_refused_character_is_a_mistake(character: str) -> None:
    with pytest.raises(InvalidDataError, match="no control or invisible"):
        read_title(f"an{character}née")
    with pytest.raises(InvalidValueError, match="no control or invisible"):
        bp.Text(fr=f"an{character}née")


@pytest.mark.parametrize("character", KEPT[1:] + DROPPED)
def test_a_text_needs_a_visible_character(character: str) -> None:
    with pytest.raises(InvalidDataError):
        read_title(character)
    with pytest.raises(InvalidValueError):
        bp.Text(fr=character)


@pytest.mark.parametrize("title", ["Énergie", "e\u0301te\u0301", "e\u200b\u0301t", "\u1112\u1161"])
def test_a_title_in_any_normal_form_is_composed(title: str) -> None:
    assert read_title(unicodedata.normalize("NFD", title)) == compose_and_drop_invisible_characters(
        title
    )


@given(st.text())
def test_normalizing_twice_is_normalizing_once(text: str) -> None:
    assert compose_and_drop_invisible_characters(
        compose_and_drop_invisible_characters(text)
    ) == compose_and_drop_invisible_characters(text)
    assert compose_and_replace_refused_characters(
        compose_and_replace_refused_characters(text)
    ) == compose_and_replace_refused_characters(text)


@given(st.text(min_size=1))
def test_a_normalized_text_is_a_text_or_has_a_refused_character(text: str) -> None:
    normalized = compose_and_drop_invisible_characters(text)
    refused = compose_and_replace_refused_characters(normalized) != normalized
    blank = not compose_and_replace_refused_characters(normalized).strip(
        " \n\u200c\u200d\u200e\u200f\u061c"
    )
    try:
        bp.Text(en=normalized)
    except InvalidValueError:
        assert refused or blank or normalized != normalized.strip() or not normalized.isprintable()
    else:
        assert not refused


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0316\u0301\u0327"])
def test_a_long_run_of_marks_is_cut(marks: str) -> None:
    composed = compose_and_drop_invisible_characters("a" + marks * 30_000 + "b")
    assert composed[0] == "á"
    assert len(composed) == 31
    assert compose_and_drop_invisible_characters(composed) == composed


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize(
    "query", ["sécurité", "coopération transfrontalière", '"traité de police"']
)
def test_a_query_in_any_normal_form_finds_the_same(query: str, form: str) -> None:
    assert PROGRAMME.search(unicodedata.normalize(form, query)) == PROGRAMME.search(query)  # type: ignore[arg-type]


@pytest.mark.parametrize("character", DROPPED)
def test_a_dropped_character_does_not_change_a_query(character: str) -> None:
    assert PROGRAMME.search(f"wa{character}ter", language="nl") == PROGRAMME.search(
        "water", language="nl"
    )


@pytest.mark.parametrize("character", ["\0", "\x1b", "\u2028", "\u202e"])
def test_a_refused_character_separates_the_words_of_a_query(character: str) -> None:
    assert PROGRAMME.search(f"wind{character}energy") == PROGRAMME.search("wind energy")


@pytest.mark.parametrize("name", ["Rhénanie", "Baden-Württemberg", "Île-de-France"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_partner_is_found_by_its_name_in_any_normal_form(name: str, form: str) -> None:
    partner = bp.Partner(id="x", kind=bp.PartnerKind.REGION, name=bp.Text(fr=name))
    programme = bp.Programme(
        id="plan", period=PROGRAMME.period, title=PROGRAMME.title, partners=(partner,)
    )
    assert programme.partner(unicodedata.normalize(form, name)) == partner  # type: ignore[arg-type]


def test_each_character_is_in_one_class() -> None:
    patterns = [pattern for each in INVISIBLE_CHARACTERS.values() for pattern in each.values()]
    characters = "".join(patterns).replace("-", "")
    assert len(characters) == len(set(characters))
    assert INVISIBLE_CHARACTERS.keys() == set(Treatment)


def test_the_limit_of_a_text_counts_composed_letters() -> None:
    title = "e\u0301" * 40_000
    document = {"id": "plan", "period": "2030", "title": {"fr": title}}
    text = f"id: plan\nperiod: 2030\ntitle: {{fr: {title}}}\n"
    assert bp.read(document) == bp.read(text) == bp.read(json.dumps(document))
