"""Characters that nobody sees, and the normalization of what people write and type."""

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Final


class Treatment(Enum):
    """What becomes of a character in a text that comes in."""

    KEPT = "kept"
    DROPPED = "dropped"
    REFUSED = "refused"


INVISIBLE_CHARACTERS: Final[Mapping[Treatment, Mapping[str, str]]] = {
    Treatment.KEPT: {
        "line feed": "\n",
        "joiner and non-joiner of zero width": "\u200c\u200d",
        "variation selectors": "\ufe00-\ufe0f\U000e0100-\U000e01ef",
        "direction marks": "\u061c\u200e\u200f",
    },
    Treatment.DROPPED: {
        "soft hyphen": "\xad",
        "space of zero width, word joiner, byte order mark": "\u180e\u200b\u2060\ufeff",
        "fillers and combining grapheme joiner": "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0",
        "invisible operators and annotation marks": "\u2061-\u2064\u206a-\u206f\ufff9-\ufffb",
    },
    Treatment.REFUSED: {
        "control characters other than line feed": "\x00-\x09\x0b-\x1f\x7f-\x9f",
        "line and paragraph separator": "\u2028\u2029",
        "embeddings, overrides and isolates of direction": "\u202a-\u202e\u2066-\u2069",
        "tags": "\U000e0000-\U000e007f",
        "half of a surrogate pair, and what is no character": (
            "\ud800-\udfff\ufdd0-\ufdef"
            + "".join(f"{chr(end)}{chr(end + 1)}" for end in range(0xFFFE, 0x110000, 0x10000))
        ),
    },
}
"""The characters that nobody sees, by treatment and name, as the inside of a regular expression's
brackets. In what is typed, those that a text refuses count as spaces."""


@cache  # compiled when it is first used, as bundled programmes are not checked
def _compile_class(*treatments: Treatment, start: str = "[") -> re.Pattern[str]:
    patterns = ("".join(INVISIBLE_CHARACTERS[treatment].values()) for treatment in treatments)
    return re.compile(f"{start}{''.join(patterns)}]")


_MAX_MARKS = 30


def compose_and_drop_invisible_characters(text: str) -> str:
    """Drop the characters of a text that are to be dropped, and bring it to normal form C."""
    if text.isascii():
        return text
    return compose_and_limit_marks(_compile_class(Treatment.DROPPED).sub("", text))


def compose_and_limit_marks(text: str) -> str:
    """Bring a text to normal form C; one that was not in it keeps 30 combining marks in a row.

    That is the limit of the Stream-Safe Text Format of Unicode Standard Annex 15: to sort more
    marks would take quadratic time.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    characters: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MAX_MARKS:
            characters.append(character)
    return unicodedata.normalize("NFC", "".join(characters))


def compose_and_replace_refused_characters(text: str) -> str:
    """Normalize a query, a name or a copy, in which characters that a text refuses are spaces."""
    if text.isascii() and text.isprintable():
        return text
    return compose_and_drop_invisible_characters(_compile_class(Treatment.REFUSED).sub(" ", text))


def is_normalized_visible_text(value: object) -> bool:
    """Whether the value is visible, stripped text in NFC, without characters to drop or refuse."""
    return (
        type(value) is str  # not a member of an enumeration
        and value != ""
        and value == value.strip()
        and (value.isprintable() or not _compile_class(Treatment.REFUSED).search(value))
        and (
            value.isascii()
            or (
                value == compose_and_drop_invisible_characters(value)
                and _compile_visible_characters().search(value) is not None
            )
        )
    )


@cache
def _compile_visible_characters() -> re.Pattern[str]:
    return _compile_class(*Treatment, start=r"[^\s")
