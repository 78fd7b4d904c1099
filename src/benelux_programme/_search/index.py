"""The inverted index of a corpus."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from typing import Any, Final, NamedTuple, Protocol, TypeAlias, final
from weakref import finalize

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, TitledNode
from benelux_programme._model.outcome import Outcome
from benelux_programme._model.publication import ContextParagraph
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, Terms, Text

from .tokenizer import (
    fold_word,
    is_one_edit,
    load_stopwords,
    load_weighted_stems_by_word,
    split_compound,
    stem_word,
    tokenize,
)

FIELD_WEIGHTS: Final = {
    "summary": 4.0,
    "deliverable": 3.0,
    "partners": 3.0,
    "references": 3.0,
    "keywords": 2.0,
    "title": 1.0,
    "fields": 1.0,
    "note": 0.5,
    "outcomes": 0.5,
    "paragraphs": 0.5,
}
"""The searched fields of an action, and the weight of a passage in each."""
COMPOUND_WEIGHT: Final = 0.5
"""The weight of a word as a part of a compound."""
K1: Final = 1.2
"""The saturation of the term frequency."""
B: Final = 0.5
"""The influence of the length of an action."""

TextSource: TypeAlias = (
    Text | Terms | Partner | Reference | PolicyField | TitledNode | Outcome | list["TextSource"]
)
FieldName: TypeAlias = str


class Corpus(Protocol):
    """Actions, the divisions and records to which their ids refer, and the introductions."""

    @property
    def actions(self) -> Sequence[Action]: ...
    @property
    def pillars(self) -> Sequence[TitledNode]: ...
    @property
    def themes(self) -> Sequence[TitledNode]: ...
    @property
    def partners(self) -> Sequence[Partner]: ...
    @property
    def references(self) -> Sequence[Reference]: ...
    @property
    def fields(self) -> Sequence[PolicyField]: ...
    @property
    def paragraphs(self) -> Sequence[Citation]: ...
    @property
    def context(self) -> Sequence[ContextParagraph]: ...
    def outcomes_of(self, action: str, /) -> Sequence[Outcome]: ...


class Passage(NamedTuple):
    """The texts of one field, shared by all actions that refer to the same record."""

    field: FieldName
    texts: tuple[str, ...]
    documents: list[int]  # the positions of these actions in the corpus


_INDEXES: dict[tuple[tuple[int, ...], Language], "InvertedIndex"] = {}
"""The indexes built so far, by the identity of the corpora, as comparing contents takes long."""


def get_index(corpora: Sequence[Corpus], language: Language) -> "InvertedIndex":
    """Return the index of corpora in a language, built on first use and kept while they exist.

    Threads that need it at once may each build it: a lock could hang a process that was forked.
    """
    key = tuple(map(id, corpora)), language
    index = _INDEXES.get(key)
    if index is None:
        index = InvertedIndex(corpora, language, load_weighted_stems_by_word(language))
        if _INDEXES.setdefault(key, index) is index:
            for corpus in corpora:
                finalize(corpus, _INDEXES.pop, key, None)
    return index


@final
class InvertedIndex:
    """The passages of all actions of corpora in one language, by the stems that they contain."""

    def __init__(
        self,
        corpora: Iterable[Corpus],
        language: Language,
        lexicon: Mapping[str, Mapping[str, float]],
    ) -> None:
        self.language: Language = language
        self.actions: list[Action] = []
        self.passages: list[Passage] = []
        self.passages_of_documents: list[list[int]] = []
        """The positions of the passages of each action, its summary first."""
        self._words_of_passages: dict[int, list[list[str]]] = {}
        for corpus in corpora:
            self._collect_passages_of_corpus(corpus)
        passages_of_words: dict[str, list[int]] = defaultdict(list)
        passage_lengths: list[int] = []
        for position, passage in enumerate(self.passages):
            words = tokenize("\n".join(passage.texts))
            passage_lengths.append(len(words))
            for word in dict.fromkeys(words):
                passages_of_words[word].append(position)
        self.passages_of_words = dict(passages_of_words)
        """The positions of the passages that contain each word."""
        lengths = [sum([passage_lengths[i] for i in own]) for own in self.passages_of_documents]
        mean = max(sum(lengths), 1) / max(len(lengths), 1)  # there may be no words
        self.length_factors = [1 - B + B * length / mean for length in lengths]
        """How much the length of each action lowers its term frequencies."""
        self.spellings: dict[str, list[str]] = {}
        """The words of all passages, by what they are without accents, the usual spelling first."""
        for word in self.passages_of_words:
            self.spellings.setdefault(fold_word(word, language), []).append(word)
        for words in self.spellings.values():
            words.sort(key=self._count_passages, reverse=True)
        self.content_words: AbstractSet[str] = self.spellings.keys() - load_stopwords()[language]
        self._lexicon = lexicon
        self.stems_of_words = lexicon
        """The stems of words, and of the parts of compounds, with their weights."""
        self._words_of_stems: dict[str, dict[str, float]] = {}
        is_complete = self.passages_of_words.keys() <= lexicon.keys()
        for word in self.passages_of_words:
            stems = (
                lexicon[word]
                if is_complete
                else dict.fromkeys(self.get_or_compute_stems_of_whole_word(word), 1.0)
            )
            self._add_stems(word, stems)
        if not is_complete:  # its words may be parts of compounds that are in the lexicon
            self.stems_of_words = {word: self._weigh_stems(word) for word in self.passages_of_words}
            for word, stems in self.stems_of_words.items():
                self._add_stems(word, stems)

    def _count_passages(self, word: str) -> int:
        return len(self.passages_of_words[word])

    def get_or_compute_stems_of_whole_word(self, word: str) -> Collection[str]:
        """Return the stems of a word, without those of the parts of a compound."""
        known = self._lexicon.get(word)
        if known is None:
            return stem_word(word, self.language)
        return [stem for stem, weight in known.items() if weight > COMPOUND_WEIGHT]

    @cached_property
    def _spellings_in_order(self) -> tuple[list[str], list[str]]:
        """The spellings in alphabetical order, and backwards in that of their ends."""
        return sorted(self.spellings), sorted(word[::-1] for word in self.spellings)

    def find_spellings_with_start(self, start: str) -> list[str]:
        return _find_words_with_start(self._spellings_in_order[0], start)

    def find_spellings_with_end(self, end: str) -> list[str]:
        backwards = _find_words_with_start(self._spellings_in_order[1], end[::-1])
        return [word[::-1] for word in backwards]

    def find_spellings_with_similar_stem(self, stem: str) -> set[str]:
        """Return the spellings with a stem that begins alike and differs by one edit."""
        return {
            fold_word(word, self.language)
            for known, words in self._words_of_stems.items()
            if known[:1] == stem[:1] and is_one_edit(stem, known)
            for word, weight in words.items()
            if weight > COMPOUND_WEIGHT
        }

    def tokenize_texts_of_passage(self, position: int) -> list[list[str]]:
        """Return the words of each text of a passage, which are kept for the next phrase."""
        if position not in self._words_of_passages:
            texts = self.passages[position].texts
            self._words_of_passages[position] = [tokenize(text) for text in texts]
        return self._words_of_passages[position]

    def find_words_with_same_stem_or_part(self, words: Iterable[str]) -> dict[str, float]:
        """Return the known words that are any form of some words, or compounds with them."""
        forms: dict[str, float] = {}
        for stem in {
            stem for word in words for stem in self.get_or_compute_stems_of_whole_word(word)
        }:
            for form, weight in self._words_of_stems.get(stem, {}).items():
                forms[form] = max(weight, forms.get(form, 0.0))
        return forms

    def split_into_known_parts(self, word: str, *also_known: str) -> tuple[str, ...]:
        """Return the known words or other parts that make up a compound, or none."""

        def is_known(part: str) -> bool:
            return part in self.content_words or part in also_known

        def is_form(part: str) -> bool:
            return is_known(part) or any(
                map(self._words_of_stems.get, self.get_or_compute_stems_of_whole_word(part))
            )

        return split_compound(fold_word(word, self.language), self.language, is_known, is_form)

    def sum_field_weighted_postings(self, postings: Mapping[int, float]) -> dict[int, float]:
        """Return the sum of the weights of the passages of each action, weighted by field."""
        frequencies: dict[int, float] = defaultdict(float)
        for position, weight in postings.items():
            field, _, documents = self.passages[position]
            for document in documents:
                frequencies[document] += weight * FIELD_WEIGHTS[field]
        return frequencies

    def compute_inverse_document_frequency(self, document_frequency: int) -> float:
        """Return the weight of a term that a number of actions contain."""
        absent = len(self.actions) - document_frequency
        return math.log(1 + (absent + 0.5) / (document_frequency + 0.5))

    def saturate_frequency(self, frequency: float, document: int) -> float:
        """Return the term frequency of BM25, from 0 to K1 + 1."""
        return frequency * (K1 + 1) / (frequency + K1 * self.length_factors[document])

    def _add_stems(self, word: str, weights: Mapping[str, float]) -> None:
        for stem, weight in weights.items():
            self._words_of_stems.setdefault(stem, {})[word] = weight

    def _weigh_stems(self, word: str) -> dict[str, float]:
        """Return the stems of a word and of the parts of a compound, with their weights."""
        parts = map(self._weigh_stems, self.split_into_known_parts(word))
        weights = dict.fromkeys(chain.from_iterable(parts), COMPOUND_WEIGHT)
        return weights | dict.fromkeys(self.get_or_compute_stems_of_whole_word(word), 1.0)

    def _collect_passages_of_corpus(self, corpus: Corpus) -> None:
        records: dict[FieldName, dict[str | None, Any]] = {
            "partners": _index_by_id(corpus.partners),
            "references": _index_by_id(corpus.references),
            "fields": _index_by_id(corpus.fields),
            "title": _index_by_id((*corpus.pillars, *corpus.themes)),
        }
        by_paragraph = _index_sources_by_address(corpus)
        positions: dict[tuple[FieldName, int], int] = {}
        for document, action in enumerate(corpus.actions, len(self.actions)):
            own_passages: list[int] = []
            outcomes = [("outcomes", outcome) for outcome in corpus.outcomes_of(action.id)]
            addresses = [
                address
                for citation in action.citations
                for address in (citation.address, citation.section)
            ]
            paragraphs = [
                ("paragraphs", by_paragraph[address])
                for address in dict.fromkeys(addresses)
                if address in by_paragraph
            ]
            for field, source in (*_iter_text_sources(action, records), *outcomes, *paragraphs):
                key = field, id(source)  # by identity, as comparing the contents takes longer
                position = positions.setdefault(key, len(self.passages))
                if position == len(self.passages):
                    texts = tuple(filter(None, _iter_texts(source, self.language)))
                    self.passages.append(Passage(field, texts, []))
                self.passages[position].documents.append(document)
                own_passages.append(position)
            self.passages_of_documents.append(own_passages)
        self.actions.extend(corpus.actions)


def _find_words_with_start(words: list[str], start: str) -> list[str]:
    first = bisect_left(words, start)
    return words[first : bisect_left(words, f"{start}\U0010ffff", first)]


def _index_sources_by_address(corpus: Corpus) -> Mapping[str, list[TextSource]]:
    """Return what each paragraph says and names, and the introductions of each section."""
    sources: dict[str, list[TextSource]] = defaultdict(list)
    for paragraph in corpus.paragraphs:
        sources[paragraph.address].append(paragraph.keywords)
    records: list[Partner | Reference] = [*corpus.partners, *corpus.references]
    for record in records:
        for citation in record.citations:
            sources[citation.address].append(record)
    for introduction in corpus.context:
        sources[introduction.citation.section].append(introduction.citation.keywords)
    return sources


def _index_by_id(records: Iterable[Any]) -> dict[str | None, Any]:
    return {record.id: record for record in records}


def _iter_text_sources(
    action: Action, records: Mapping[FieldName, Mapping[str | None, TextSource]]
) -> Iterator[tuple[FieldName, TextSource]]:
    """Yield the values in an action and the records to which it refers, with their fields."""
    for field in ("summary", "deliverable", "keywords", "note"):
        if source := getattr(action, field):
            yield field, source
    for field in ("partners", "references", "fields"):
        for id in getattr(action, field):
            yield field, records[field][id]
    for id in filter(None, (action.pillar, action.theme)):
        yield "title", records["title"][id]


def _iter_texts(source: TextSource, language: Language) -> Iterator[str | None]:
    match source:
        case Text():
            yield source.in_(language)
        case Terms():
            yield from getattr(source, language)
        case Partner():
            yield from (*source.abbreviations, source.name.in_(language))
            yield from getattr(source.aliases, language)
        case Reference():
            yield from source.abbreviations
            for title in filter(None, (source.title, source.short_title)):
                yield title.in_(language)
            yield from getattr(source.aliases, language)
        case list():
            for each in source:
                yield from _iter_texts(each, language)
        case Outcome():
            yield source.summary.in_(language)
        case PolicyField():
            yield source.label.in_(language)
            yield from getattr(source.keywords, language)
        case _:
            yield source.title.in_(language)
