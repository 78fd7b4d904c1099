"""Strategies for ids, texts, periods and citations."""

import string
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import hypothesis.strategies as st

from benelux_programme._model.characters import is_normalized_visible_text, normalize_unicode
from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.period import Period
from benelux_programme._model.text import LANGUAGES, Language, Terms, Text

T = TypeVar("T")
Strategy = st.SearchStrategy

_ID_CHARACTERS = string.ascii_lowercase + string.digits


@cache
def ids() -> Strategy[str]:
    """Return a strategy for ids: lower-case words joined by hyphens."""
    letters = st.text(_ID_CHARACTERS, min_size=1, max_size=6)
    first_word = st.builds(str.__add__, st.sampled_from(string.ascii_lowercase), letters)
    return st.tuples(first_word, short_tuples(letters)).map(
        lambda words: "-".join((words[0], *words[1]))
    )


@cache
def lines() -> Strategy[str]:
    """Return a strategy for texts in one language, in any script, with any character allowed."""
    any_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
    clean_text = any_text.map(lambda text: normalize_unicode(text).strip())
    examples = st.sampled_from(
        ["œuvre", "l\u2019énergie", "Straße", "ĳs", "a: b", "- c", "#", "no", "1.1"]
    )
    return st.one_of(examples, clean_text.filter(is_normalized_visible_text))


@cache
def texts() -> Strategy[Text]:
    """Return a strategy for texts in one to four languages."""

    def build_text(texts: dict[str, str], official: set[str]) -> Text:
        languages: list[Language] = [each for each in LANGUAGES if each in {*texts} & official]
        return Text(**texts, official=tuple(languages))

    texts = st.dictionaries(st.sampled_from(LANGUAGES), lines(), min_size=1)
    return st.builds(build_text, texts, st.sets(st.sampled_from(LANGUAGES)))


@cache
def terms() -> Strategy[Terms]:
    """Return a strategy for words by language."""
    words = short_tuples(lines())
    return st.builds(Terms, fr=words, nl=words, de=words, en=words)


@cache
def periods() -> Strategy[Period]:
    """Return a strategy for periods, some of them of whole years."""
    days = st.tuples(st.dates(), st.dates()).map(sorted)
    years = st.tuples(st.integers(1, 9999), st.integers(1, 9999)).map(sorted)
    return st.one_of(
        days.map(lambda ends: Period(start=ends[0], end=ends[1])),
        years.map(lambda ends: Period.of_years(*ends)),
    )


@cache
def fingerprints() -> Strategy[Fingerprint]:
    """Return a strategy for fingerprints, which are those of no text."""
    digest = st.text("0123456789abcdef", min_size=16, max_size=16)
    length = st.integers(2, 10_000)
    return st.builds(Fingerprint, length=length, start=digest, end=digest, whole=digest)


@cache
def citations() -> Strategy[Citation]:
    """Return a strategy for citations of paragraphs and headings."""
    return st.builds(
        Citation,
        section=section_numbers(),
        paragraph=st.none() | st.integers(1, 30),
        page=st.none() | st.integers(1, 30),
        fingerprint=st.none() | fingerprints(),
    )


@cache
def section_numbers() -> Strategy[str]:
    """Return a strategy for numbers of sections."""
    return st.lists(st.integers(1, 12), min_size=1, max_size=2).map(
        lambda numbers: ".".join(map(str, numbers))
    )


def short_tuples(
    strategy: Strategy[T], min_size: int = 0, unique_by: Callable[[T], str] | None = None
) -> Strategy[tuple[T, ...]]:
    """Return a strategy for tuples of up to two values of a strategy, different ones if asked."""
    return st.lists(strategy, min_size=min_size, max_size=2, unique_by=unique_by).map(tuple)
