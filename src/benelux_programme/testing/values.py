"""Strategies for ids, texts, periods and citations."""

import string
import unicodedata
from functools import cache
from typing import TypeVar

import hypothesis.strategies as st

from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.constraints import is_clean_text
from benelux_programme._model.period import Period
from benelux_programme._model.text import LANGUAGES, Language, Terms, Text

T = TypeVar("T")
Strategy = st.SearchStrategy

_LETTERS = string.ascii_lowercase + string.digits


@cache
def ids() -> Strategy[str]:
    """Ids: lower-case words joined by hyphens."""

    def words(one: str, more: tuple[str, ...]) -> list[str]:
        return [one, *more]

    word = st.text(_LETTERS, min_size=1, max_size=6)
    first = st.builds(str.__add__, st.sampled_from(string.ascii_lowercase), word)
    return st.builds("-".join, st.builds(words, first, some(word)))


@cache
def lines() -> Strategy[str]:
    """Texts of one language, in any script, with all signs that are allowed."""
    anything = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
    cleaned = anything.map(lambda text: unicodedata.normalize("NFC", text).strip())
    words = st.sampled_from(
        ["œuvre", "l\u2019énergie", "Straße", "ĳs", "a: b", "- c", "#", "no", "1.1"]
    )
    return st.one_of(words, cleaned.filter(is_clean_text))


@cache
def texts() -> Strategy[Text]:
    """Texts in one to four languages."""

    def text(given: dict[str, str], official: set[str]) -> Text:
        languages: tuple[Language, ...] = tuple(
            one for one in LANGUAGES if one in given and one in official
        )
        return Text(**given, official=languages)

    given = st.dictionaries(st.sampled_from(LANGUAGES), lines(), min_size=1)
    return st.builds(text, given, st.sets(st.sampled_from(LANGUAGES)))


@cache
def terms() -> Strategy[Terms]:
    """Words by language."""
    words = some(lines())
    return st.builds(Terms, fr=words, nl=words, de=words, en=words)


@cache
def periods() -> Strategy[Period]:
    """Spans of days, some of them of whole years."""
    days = st.tuples(st.dates(), st.dates()).map(sorted)
    years = st.tuples(st.integers(1, 9999), st.integers(1, 9999)).map(sorted)
    return st.one_of(
        days.map(lambda ends: Period(start=ends[0], end=ends[1])),
        years.map(lambda ends: Period.of_years(*ends)),
    )


@cache
def fingerprints() -> Strategy[Fingerprint]:
    """Fingerprints of paragraphs that nobody wrote."""
    digest = st.text("0123456789abcdef", min_size=16, max_size=16)
    length = st.integers(2, 10_000)
    return st.builds(Fingerprint, length=length, start=digest, end=digest, whole=digest)


@cache
def citations() -> Strategy[Citation]:
    """Paragraphs and headings."""
    return st.builds(
        Citation,
        section=sections(),
        paragraph=st.none() | st.integers(1, 30),
        page=st.none() | st.integers(1, 30),
        fingerprint=st.none() | fingerprints(),
    )


@cache
def sections() -> Strategy[str]:
    """Numbers of sections."""
    return st.lists(st.integers(1, 12), min_size=1, max_size=2).map(
        lambda parts: ".".join(map(str, parts))
    )


def some(strategy: Strategy[T], min_size: int = 0) -> Strategy[tuple[T, ...]]:
    """Up to two of something."""
    return st.lists(strategy, min_size=min_size, max_size=2).map(tuple)
