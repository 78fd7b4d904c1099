"""The words of an index, and those that match a word: forms, compounds, similar words."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Final, final

from benelux_programme._model.text import Language

from .tokenizer import MAX_WORD_LENGTH, fold_word, fold_words, is_one_edit, is_stopword, stem_word

LINKING_ELEMENTS: Final[dict[Language, tuple[str, ...]]] = {
    "nl": ("", "s", "e", "n", "en", "er"),
    "de": ("", "s", "e", "n", "en", "es", "er", "ens"),
}
"""The letters between the parts of a compound, in the languages that write it as one word."""

_MIN_PART_LENGTH, _MIN_LAST_PART_LENGTH, _MIN_LONE_PART_LENGTH = 3, 4, 5
"""The letters of a part of a compound, of the last one, and of one beside an unknown part."""

_MIN_CORRECTED_LENGTH, _MAX_LENGTH_DIFFERENCE = 5, 3
"""The letters of a word with a typing error, and of the ending that may differ too."""

_MIN_SURE_STEM_LENGTH = 5
"""A shorter stem may be that of a different word, such as oper of opéra and opérateur."""


@final
class Vocabulary:
    """The distinct words of texts in one language, in lower case."""

    def __init__(self, words: Collection[str], language: Language) -> None:
        self._language: Language = language
        self._words_by_folded: dict[str, list[str]] = {}
        pairs = zip(fold_words(words, language), words, strict=True)
        for folded, word in sorted(pairs):
            self._words_by_folded.setdefault(folded, []).append(word)
        self._sorted = list(self._words_by_folded)
        self._lines = "\n".join(["", *self._sorted, ""])

    def find_spellings(self, word: str) -> list[str]:
        """Return the words that are this word, accents apart."""
        return self._words_by_folded.get(fold_word(word, self._language), [])

    def find_words_with_prefix(self, prefix: str) -> list[str]:
        """Return the words that begin with a prefix, accents apart."""
        return self._get_words(self._find_folded_words(fold_word(prefix, self._language)))

    def find_forms(self, word: str) -> set[str]:
        """Return the words that share a stem with a word, or only differ by an s.

        Stemming all words would take long. A word keeps the beginning of its stem, so only the
        words that begin like a stem are stemmed and compared.
        """
        folded = fold_word(word, self._language)
        stems = stem_word(word, self._language)
        prefixes = {_get_stable_prefix(stem) for stem in stems}
        prefixes |= {prefix.replace("i", "y") for prefix in prefixes}  # dying: the stem is die
        forms = {
            known
            for prefix in prefixes
            for folded_known in self._find_folded_words(prefix)
            for known in self._words_by_folded[folded_known]
            if _is_form(
                folded_known, folded, {*stems}.intersection(stem_word(known, self._language))
            )
        }
        return forms or {*self.find_spellings(word.removesuffix("s"))}

    def find_compounds(self, word: str) -> set[str]:
        """Return the Dutch or German compounds of known parts, one of which is this word."""
        language = self._language
        if language not in LINKING_ELEMENTS or len(word) > MAX_WORD_LENGTH:
            return set()
        forms = {fold_word(form, language) for form in (word, *self.find_forms(word))}
        compounds = {
            compound
            for part in forms.union(stem_word(word, language))
            if len(part) >= _MIN_LAST_PART_LENGTH
            for compound in self._iter_folded_words_containing(part)
            if len(compound) <= MAX_WORD_LENGTH
            if all(map(self._has_known_parts, compound.split(part, 1)))
        }
        return {*self._get_words(compounds - forms)}

    def split_compound(self, word: str) -> list[str]:
        """Return the known words that make up a Dutch or German compound, two or more, or none."""
        folded = fold_word(word, self._language)
        if self._language not in LINKING_ELEMENTS or len(folded) > MAX_WORD_LENGTH:
            return []
        return self._split(folded, set())

    def find_lone_part(self, word: str) -> tuple[str | None, bool]:
        """Return the longest known beginning or else ending of a compound, and which it is."""
        folded = fold_word(word, self._language)
        if self._language in LINKING_ELEMENTS and len(folded) <= MAX_WORD_LENGTH:
            for end in range(len(folded) - _MIN_LONE_PART_LENGTH, _MIN_LONE_PART_LENGTH - 1, -1):
                if folded[:end] in self._words_by_folded:
                    return folded[:end], True
            for start in range(_MIN_LAST_PART_LENGTH, len(folded) - _MIN_LONE_PART_LENGTH + 1):
                if folded[start:] in self._words_by_folded:
                    return folded[start:], False
        return None, False

    def iter_known_halves(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the pairs of words that make up a word, if the first is known."""
        folded = fold_word(word, self._language)
        if len(folded) <= MAX_WORD_LENGTH:
            for end in range(_MIN_PART_LENGTH, len(folded) - _MIN_PART_LENGTH + 1):
                if folded[:end] in self._words_by_folded:
                    yield folded[:end], folded[end:]

    def find_similar_words(self, word: str) -> list[str]:
        """Return the words that differ by one edit, or else those whose stems do."""
        folded = fold_word(word, self._language)
        if not _MIN_CORRECTED_LENGTH <= len(folded) <= MAX_WORD_LENGTH or not folded.isalpha():
            return []
        stem, *_ = stem_word(word, self._language)
        candidates = [
            known
            for known in dict.fromkeys(chain(*map(self._iter_words_with_half, (folded, stem))))
            if abs(len(known) - len(folded)) <= _MAX_LENGTH_DIFFERENCE and known.isalpha()
        ]
        similar = [known for known in candidates if is_one_edit(folded, known)]
        if not similar and len(stem) >= _MIN_CORRECTED_LENGTH:
            similar = [
                known
                for known in candidates
                if known[0] == folded[0]
                if any(is_one_edit(stem, each) for each in stem_word(known, self._language))
            ]
        return self._get_words(similar)

    def _get_words(self, folded_words: Iterable[str]) -> list[str]:
        return [word for folded in folded_words for word in self._words_by_folded[folded]]

    def _find_folded_words(self, prefix: str) -> list[str]:
        start = bisect_left(self._sorted, prefix)
        return self._sorted[start : bisect_left(self._sorted, prefix + "\U0010ffff", start)]

    def _iter_folded_words_containing(self, letters: str) -> Iterator[str]:
        lines, end = self._lines, 0
        while (position := lines.find(letters, end)) >= 0:
            end = lines.index("\n", position)
            yield lines[lines.rindex("\n", 0, position) + 1 : end]

    def _iter_words_with_half(self, word: str) -> Iterator[str]:
        """Yield the folded words that share one half with a word, as an edit leaves it as it is."""
        length = (len(word) - 1) // 2
        yield from self._find_folded_words(word[:length])
        yield from self._iter_folded_words_containing(word[len(word) - length :])

    def _has_known_parts(self, letters: str) -> bool:
        """Whether letters are known parts of a compound, with linking elements, or nothing."""
        linking_elements = LINKING_ELEMENTS[self._language]
        return letters in linking_elements or any(
            self._is_part(letters[len(before) : len(letters) - len(after)])
            for before in linking_elements
            if letters.startswith(before)
            for after in linking_elements
            if letters.endswith(after)
        )

    def _is_part(self, letters: str) -> bool:
        """Whether letters are a known word that compounds may contain, or a compound of some."""
        return (
            len(letters) >= _MIN_PART_LENGTH
            and not is_stopword(letters, self._language)
            and (letters in self._words_by_folded or bool(self._split(letters, set())))
        )

    def _split(self, word: str, unsplittable: set[str]) -> list[str]:
        """Split a compound; add its endings that cannot be split to a set, to try them once."""
        if word in unsplittable:
            return []
        for end in range(len(word) - _MIN_LAST_PART_LENGTH, _MIN_PART_LENGTH - 1, -1):
            first = word[:end]
            if first in self._words_by_folded and not is_stopword(first, self._language):
                for link in LINKING_ELEMENTS[self._language]:
                    rest = word[end:].removeprefix(link)
                    if word[end:].startswith(link) and len(rest) >= _MIN_LAST_PART_LENGTH:
                        if self.find_forms(rest):
                            return [first, rest]
                        if tail := self._split(rest, unsplittable):
                            return [first, *tail]
        unsplittable.add(word)
        return []


def _get_stable_prefix(stem: str) -> str:
    """Return the beginning of a stem that all its forms share."""
    return stem[: max(len(stem) - 2, 2)]


def _is_form(word: str, other: str, shared_stems: Collection[str]) -> bool:
    """Whether two folded words with some shared stems are forms of the same word.

    A short stem that neither word is, such as oper of opéra and opérateur, says little.
    """
    return any(
        len(stem) >= _MIN_SURE_STEM_LENGTH
        or stem in (word, other)
        or abs(len(word) - len(other)) <= _MAX_LENGTH_DIFFERENCE
        for stem in shared_stems
    )
