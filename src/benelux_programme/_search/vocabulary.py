"""The words that a programme uses, and which of them are forms or compounds of a word."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from os.path import commonprefix
from typing import final

from benelux_programme._model.text import Language

from .words import COMPOUNDING, compound_parts, folded, folded_words, head_of, split_compound, stems

_SHORT = 4
"""A shorter word is no part of a compound; one of so many letters only if the rest is known too."""

_COMMON, _CHANGED = 2, 2
"""A word begins like its stem, at least in so many letters, and in all but so many of the stem."""


@final
class Vocabulary:
    """The words of texts in one language, in lower case.

    To find the stems of all of them would take long. A word keeps the beginning of its stem, so
    only words that begin like a stem are looked at.
    """

    def __init__(self, words: Collection[str], language: Language) -> None:
        pairs = zip(words, folded_words(words, language), strict=True)
        self.plain: dict[str, str] = dict(pairs)
        """The words without accents."""
        self._language: Language = language
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word, plain in self.plain.items():
            self._by_letter[plain[:1]].append(word)

    def forms(self, word: str) -> frozenset[str]:
        """The words that have a stem of this word."""
        wanted = self._stems(word)
        starts = {_unchanged(stem) for stem in wanted}
        starts |= {start.replace("i", "y") for start in starts}  # as in dying, whose stem is die
        return frozenset(
            one
            for start in starts
            for one in self._by_letter.get(start[:1], ())
            if self.plain[one].startswith(start)
            if not self._stems(one).isdisjoint(wanted)
        )

    def has_beginning(self, letters: str) -> bool:
        """Whether some word begins with these letters."""
        plain = folded(letters, self._language)
        return any(self.plain[one].startswith(plain) for one in self._by_letter.get(plain[:1], ()))

    def compounds(self, word: str, forms: Iterable[str]) -> frozenset[str]:
        """The words that are made of this word, or of one of its forms, and of others."""
        plain = folded(word, self._language)
        if self._language not in COMPOUNDING or len(plain) < _SHORT:
            return frozenset()
        parts = {plain, *self._stems(word), *(self.plain[form] for form in forms)}
        known = self._known | parts
        core = _unchanged(commonprefix(list(parts)))  # noqa: RUF071  # of letters
        return frozenset(
            one
            for one, its in self.plain.items()
            if core in its
            if (len(plain) > _SHORT and self._begins_or_ends(one, plain, parts))
            or not parts.isdisjoint(split_compound(its, known))
        )

    def _begins_or_ends(self, word: str, plain: str, parts: Collection[str]) -> bool:
        """Whether a word begins with another as it is, or ends with one of its parts."""
        its, ends = self.plain[word], tuple(parts)
        return (
            its.startswith(plain)
            or its.endswith(ends)
            or any(stem.endswith(ends) for stem in self._stems(word))
        )

    def split(self, word: str) -> tuple[str, ...]:
        """The known words of which a word is made, two or more, or nothing."""
        plain = folded(word, self._language)
        spellings = (plain, *self._stems(word))
        return next(filter(None, (split_compound(one, self._parts) for one in spellings)), ())

    def head(self, word: str) -> str | None:
        """The known word at the end of a compound, of which it is a kind."""
        if self._language not in COMPOUNDING:
            return None
        return head_of(folded(word, self._language), self._parts)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.plain.values())

    @cached_property
    def _parts(self) -> frozenset[str]:
        return compound_parts(self._known)

    def _stems(self, word: str) -> frozenset[str]:
        return frozenset(stems(word, self._language))


def _unchanged(stem: str) -> str:
    """The beginning of a stem that all its forms have too."""
    return stem[: max(len(stem) - _CHANGED, _COMMON)]
