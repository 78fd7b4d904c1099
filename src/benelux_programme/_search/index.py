"""The inverted index of a corpus, and its vocabulary."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import chain
from os.path import commonprefix
from threading import Lock
from typing import final
from weakref import finalize

from benelux_programme._model.nodes import Action
from benelux_programme._model.text import Language

from .corpus import Corpus, Passage, PassagePositions, collect_passages
from .tokenizer import (
    COMPOUNDING_LANGUAGES,
    MAX_COMPOUND_LENGTH,
    MIN_HEAD_LENGTH,
    MIN_PART_LENGTH,
    MIN_WORD_LENGTH,
    fold_word,
    fold_words,
    infer_compound_parts,
    split_compound,
    stem_word,
    tokenize,
)

_MIN_PREFIX_LENGTH, _MAX_CHANGED_LETTERS = 2, 2
"""A word keeps the letters of its stem except the last ones, and at least the first ones."""


_INDEXES: dict[tuple[int, Language], "InvertedIndex"] = {}
"""The indexes built so far, by the identity of the corpus, as comparing its content takes long."""

_INDEXES_LOCK = Lock()


def get_index(corpus: Corpus, language: Language) -> "InvertedIndex":
    """Return the index of a corpus in a language, built on first use and kept with the corpus."""
    key = id(corpus), language
    with _INDEXES_LOCK:
        if key not in _INDEXES:
            _INDEXES[key] = InvertedIndex(corpus, language)
            finalize(corpus, _INDEXES.pop, key)
        return _INDEXES[key]


@final
class InvertedIndex:
    """The passages of a corpus in one language, by the words that they contain. Never changes."""

    def __init__(self, corpus: Corpus, language: Language) -> None:
        self.language: Language = language
        self.actions: tuple[Action, ...] = tuple(corpus.actions)
        passages, passages_of_documents = collect_passages(corpus, language)
        self.passages: list[Passage] = passages
        self.passages_of_documents: list[PassagePositions] = passages_of_documents
        self.passage_lengths: list[int] = []
        """The number of words of each passage."""
        self.postings: dict[str, list[int]] = {}
        """The positions of the passages that contain each word, once per occurrence."""
        for position, passage in enumerate(passages):
            words = tokenize("\n".join(passage.texts))
            self.passage_lengths.append(len(words))
            for word in words:
                self.postings.setdefault(word, []).append(position)
        self.vocabulary: Vocabulary = Vocabulary(self.postings, language)
        lengths = [sum([self.passage_lengths[i] for i in own]) for own in passages_of_documents]
        total = max(sum(lengths), 1)  # a corpus may have no words in this language
        self.relative_lengths: list[float] = [length * len(lengths) / total for length in lengths]
        """The number of words of each action, divided by the mean."""

    def find_postings(self, words: Iterable[str]) -> list[int]:
        """Return the passages that contain any of these words, once per occurrence."""
        return list(chain.from_iterable(self.postings[word] for word in words))


@final
class Vocabulary:
    """The distinct words of a corpus in one language, in lower case.

    Stemming all words would take long. A word keeps the beginning of its stem, so only the words
    that begin like a stem are stemmed and compared.
    """

    def __init__(self, words: Collection[str], language: Language) -> None:
        pairs = zip(words, fold_words(words, language), strict=True)
        self.folded_by_word: dict[str, str] = dict(pairs)
        self._language: Language = language
        self._words_by_initial: dict[str, list[str]] = defaultdict(list)
        for word, folded in self.folded_by_word.items():
            self._words_by_initial[folded[:1]].append(word)

    def find_forms(self, word: str) -> frozenset[str]:
        """Return the words that share a stem with this word."""
        stems = self._stem(word)
        prefixes = {_get_stable_prefix(stem) for stem in stems}
        prefixes |= {prefix.replace("i", "y") for prefix in prefixes}  # dying: the stem is die
        return frozenset(
            known
            for prefix in prefixes
            for known in self._words_by_initial.get(prefix[:1], ())
            if self.folded_by_word[known].startswith(prefix)
            if not self._stem(known).isdisjoint(stems)
        )

    def has_word_with_prefix(self, prefix: str) -> bool:
        """Whether any word begins with a prefix, case and accents apart."""
        prefix = fold_word(prefix, self._language)
        words = self._words_by_initial.get(prefix[:1], ())
        return any(self.folded_by_word[word].startswith(prefix) for word in words)

    def find_compounds_with(self, word: str, forms: Iterable[str]) -> frozenset[str]:
        """Return the compounds that have this word, or one of its forms, as a part."""
        folded = fold_word(word, self._language)
        if self._language not in COMPOUNDING_LANGUAGES or len(folded) < MIN_PART_LENGTH:
            return frozenset()
        parts = {folded, *self._stem(word), *(self.folded_by_word[form] for form in forms)}
        all_parts, endings = self._folded_words | parts, tuple(parts)
        core = _get_stable_prefix(commonprefix(endings))  # noqa: RUF071  # of letters
        is_long = len(folded) > MIN_PART_LENGTH  # otherwise the rest must be known too
        return frozenset(
            known
            for known, letters in self.folded_by_word.items()
            if core in letters
            if (is_long and letters.startswith(folded))
            or (is_long and any(each.endswith(endings) for each in (letters, *self._stem(known))))
            or not parts.isdisjoint(split_compound(letters, all_parts))
        )

    def split_compound(self, word: str) -> tuple[str, ...]:
        """Return the known words that make up a word, two or more, or an empty tuple."""
        spellings = (fold_word(word, self._language), *self._stem(word))
        splits = (split_compound(spelling, self._compound_parts) for spelling in spellings)
        return next(filter(None, splits), ())

    def find_compound_head(self, word: str) -> str | None:
        """Return the longest known word at the end of a Dutch or German compound, or None."""
        folded = fold_word(word, self._language)
        if self._language not in COMPOUNDING_LANGUAGES or len(folded) > MAX_COMPOUND_LENGTH:
            return None
        starts = range(MIN_WORD_LENGTH, len(folded) - MIN_HEAD_LENGTH + 1)
        return next((folded[i:] for i in starts if folded[i:] in self._compound_parts), None)

    @cached_property
    def _folded_words(self) -> frozenset[str]:
        return frozenset(self.folded_by_word.values())

    @cached_property
    def _compound_parts(self) -> frozenset[str]:
        return infer_compound_parts(self._folded_words)

    def _stem(self, word: str) -> frozenset[str]:
        return frozenset(stem_word(word, self._language))


def _get_stable_prefix(stem: str) -> str:
    """Return the beginning of a stem that all its forms share."""
    return stem[: max(len(stem) - _MAX_CHANGED_LETTERS, _MIN_PREFIX_LENGTH)]
