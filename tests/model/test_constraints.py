"""Invalid values of attributes are refused with what is expected, and a problem code."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import attrs
import pytest

from benelux_programme._model.constraints import (
    a_date,
    an_id,
    ids,
    optional,
    texts,
    tuple_of,
)
from benelux_programme.errors import InvalidValueError
from examples import ACTION, FIELD, PARAGRAPH, PARTNER, PUBLICATION, REFERENCE, TEXT, THEME, VALUES

AN_ID = "an id (lower-case words joined by hyphens)"
COMMITMENTS = "a Commitment (firm, conditional, exploratory)"
IDS = f"a tuple, each item {AN_ID}"
A_PROGRAMME_ID = "an id (lower-case words and numbers joined by hyphens)"
A_TEXT = (
    "a text (in NFC, not blank, no white space around it, no control or invisible characters, "
    "at most 65536 characters)"
)
A_DATE = "an ISO 8601 date, or its year and month, or its year"


class Shade(StrEnum):
    DARK = "dark"


@pytest.mark.parametrize(
    ("value", "attribute", "wrong", "expected", "code"),
    [
        (ACTION, "id", "In Theme", AN_ID, "bad-id"),
        (ACTION, "id", "2nd", AN_ID, "bad-id"),
        (ACTION, "pillar", "Security", AN_ID, "bad-id"),
        (ACTION, "programme", "2025/2028", A_PROGRAMME_ID, "bad-id"),
        (ACTION, "summary", "Do it.", "a Text", "wrong-type"),
        (ACTION, "note", "A doubt.", "a Text", "wrong-type"),
        (
            ACTION,
            "commitment",
            "bold",
            "a Commitment (firm, conditional, exploratory)",
            "wrong-type",
        ),
        (ACTION, "actors", ("x", "A B"), f"{IDS}, and none of them twice", "bad-id"),
        (ACTION, "actors", ("x", "x"), f"{IDS}, and none of them twice", "bad-id"),
        (ACTION, "id", "x" * 65_537, AN_ID, "bad-id"),
        (
            PUBLICATION,
            "languages",
            (),
            "a non-empty tuple, each item fr, nl, de or en, and none of them twice",
            "bad-choice",
        ),
        (THEME, "actions", ("x",), "a tuple, each item an Action", "wrong-type"),
        (THEME, "number", "1.0", "a number such as '1' or '1.2'", "bad-number"),
        (TEXT, "fr", " eau", "a text without white space at its start", "bad-text"),
        (TEXT, "nl", "water\n", "a text without white space at its end", "bad-text"),
        (TEXT, "de", "\u3000Meer ", "a text without white space at its start and end", "bad-text"),
        (TEXT, "en", " ", "a text, as it is blank", "bad-text"),
        (TEXT, "fr", "e" * 65_537, "a text of at most 65536 characters", "bad-text"),
        (TEXT, "nl", "een\x07twee", A_TEXT, "bad-text"),
        (TEXT, "de", 7, A_TEXT, "bad-text"),
        (TEXT, "official", ("it",), "a tuple, each item fr, nl, de or en", "bad-choice"),
        (PARAGRAPH, "section", "1,1", "a section number such as '1' or '1.2'", "bad-citation"),
        (PARAGRAPH, "paragraph", 0, "a whole number from 1 to 999999999", "bad-number"),
        (PARTNER, "wikidata", "31", "a Wikidata item", "bad-value"),
        (PARTNER, "homepage", "land.nrw", "an http or https address", "bad-value"),
        (PARTNER, "homepage", "https:///x", "an http or https address", "bad-value"),
        (PARTNER, "homepage", "http://.nrw", "an http or https address", "bad-value"),
        (PARTNER, "homepage", "https://:80/", "an http or https address", "bad-value"),
        (PARTNER, "homepage", "https://@land.nrw", "an http or https address", "bad-value"),
        (PARTNER, "homepage", "https://?x", "an http or https address", "bad-value"),
        (PARTNER, "abbreviations", ("",), f"a tuple, each item {A_TEXT}", "bad-text"),
        (REFERENCE, "signed", "23/07/2018", A_DATE, "bad-date"),
        (
            FIELD,
            "eurovoc",
            ("x",),
            "a tuple, each item a EuroVoc concept number, and none of them twice",
            "bad-value",
        ),
        (VALUES["Period"], "start", "2025", "a date", "bad-date"),
        (VALUES["Continuation"], "score", 2.0, "a number up to 1", "bad-value"),
        (VALUES["Tally"], "old", -1, "a whole number from 0 to 999999999", "bad-number"),
    ],
)
def test_an_invalid_value_is_refused_with_what_is_expected(
    value: Any, attribute: str, wrong: object, expected: str, code: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(value, **{attribute: wrong})
    assert caught.value.args == (type(value).__name__, attribute, wrong, expected, code)


@pytest.mark.parametrize(
    "wrong", ["", "eau ", "\teau", "e\x00au", "eau\u202e", "e\u0301", Shade.DARK, 7]
)
def test_a_blank_padded_or_unprintable_text_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Text\.fr"):
        attrs.evolve(TEXT, fr=wrong)


@pytest.mark.parametrize("right", ["e", "é", "two\nlines", "emoji \u263a\ufe0f"])
def test_a_text_may_have_several_lines_and_any_letters(right: str) -> None:
    assert attrs.evolve(TEXT, fr=right).fr == right


def test_ids_are_words_of_letters_and_digits_joined_by_hyphens() -> None:
    assert attrs.evolve(FIELD, id="a-1-b2").id == "a-1-b2"
    for wrong in ("a--b", "-a", "a-", "é", "a_b", "a\n", Shade.DARK):
        with pytest.raises(InvalidValueError):
            attrs.evolve(FIELD, id=wrong)


def test_a_date_has_no_time() -> None:
    assert a_date.predicate(date(2025, 1, 1))
    assert not a_date.predicate(datetime(2025, 1, 1, tzinfo=UTC))


def test_a_constraint_has_the_pattern_or_the_constraint_of_its_items() -> None:
    assert an_id.pattern == r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
    assert ids.item is an_id
    assert (texts.pattern, an_id.item) == (None, None)


def test_an_optional_constraint_has_the_same_description() -> None:
    for constraint in (an_id, ids):
        optional_constraint = optional(constraint)
        assert (optional_constraint.item, optional_constraint.pattern) == (
            constraint.item,
            constraint.pattern,
        )
        assert (optional_constraint.expected, optional_constraint.code) == (
            constraint.expected,
            constraint.code,
        )
        assert optional_constraint.predicate(None)
        assert not constraint.predicate(None)


def test_a_tuple_may_be_empty_unless_the_constraint_forbids_it() -> None:
    assert ids.predicate(())
    assert not tuple_of(an_id, allow_empty=False).predicate(())
    assert tuple_of(an_id, allow_empty=False).predicate(("x",))
