"""The inverted index of a corpus, and the parts of BM25F."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol, TypeAlias, final
from weakref import finalize

from benelux_programme._model.nodes import Action, Pillar, Theme
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, Terms, Text

from .tokenizer import tokenize
from .vocabulary import Vocabulary

FIELD_WEIGHTS: Final = {
    "summary": 4.0,
    "deliverable": 3.0,
    "partners": 3.0,
    "references": 3.0,
    "keywords": 2.0,
    "title": 2.0,
    "fields": 1.0,
    "note": 0.5,
}
"""The searched fields of an action, and the weight of a passage in each."""

K1: Final = 1.2
"""The saturation of the term frequency."""
B: Final = 0.75
"""The influence of the length of an action."""

TextSource: TypeAlias = Text | Terms | Partner | Reference | PolicyField | Pillar | Theme
FieldName: TypeAlias = str


class Corpus(Protocol):
    """Actions, with the pillars, themes and registry records to which their ids refer."""

    @property
    def actions(self) -> Sequence[Action]: ...
    @property
    def pillars(self) -> Sequence[Pillar]: ...
    @property
    def themes(self) -> Sequence[Theme]: ...
    @property
    def partners(self) -> Sequence[Partner]: ...
    @property
    def references(self) -> Sequence[Reference]: ...
    @property
    def fields(self) -> Sequence[PolicyField]: ...


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
        index = InvertedIndex(corpora, language)
        if _INDEXES.setdefault(key, index) is index:
            for corpus in corpora:
                finalize(corpus, _INDEXES.pop, key, None)
    return index


@final
class InvertedIndex:
    """The passages of all actions of corpora in one language, by the words that they contain."""

    def __init__(self, corpora: Iterable[Corpus], language: Language) -> None:
        self.language: Language = language
        self.actions: list[Action] = []
        self.passages: list[Passage] = []
        self.passages_of_documents: list[list[int]] = []
        """The positions of the passages of each action, its summary first."""
        for corpus in corpora:
            self._add_passages(corpus)
        self.postings: dict[str, list[int]] = {}
        """The positions of the passages that contain each word, once per occurrence."""
        passage_lengths: list[int] = []
        for position, passage in enumerate(self.passages):
            words = tokenize("\n".join(passage.texts))
            passage_lengths.append(len(words))
            for word in words:
                self.postings.setdefault(word, []).append(position)
        lengths = [sum([passage_lengths[i] for i in own]) for own in self.passages_of_documents]
        mean = max(sum(lengths), 1) / max(len(lengths), 1)  # there may be no words
        self._length_factors = [1 - B + B * length / mean for length in lengths]
        self.vocabulary: Vocabulary = Vocabulary(self.postings, language)

    def compute_term_frequencies(self, postings: Mapping[int, float]) -> dict[int, float]:
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
        return frequency * (K1 + 1) / (frequency + K1 * self._length_factors[document])

    def _add_passages(self, corpus: Corpus) -> None:
        records_by_field: dict[FieldName, Mapping[str, TextSource]] = {
            "partners": _index_by_id(corpus.partners),
            "references": _index_by_id(corpus.references),
            "fields": _index_by_id(corpus.fields),
            "title": _index_by_id((*corpus.pillars, *corpus.themes)),
        }
        positions: dict[tuple[FieldName, int], int] = {}
        for document, action in enumerate(corpus.actions, len(self.actions)):
            own_passages: list[int] = []
            for field, source in _iter_text_sources(action, records_by_field):
                key = field, id(source)  # by identity, as comparing the contents takes longer
                position = positions.setdefault(key, len(self.passages))
                if position == len(self.passages):
                    texts = _extract_texts(source, self.language)
                    self.passages.append(Passage(field, texts, []))
                self.passages[position].documents.append(document)
                own_passages.append(position)
            self.passages_of_documents.append(own_passages)
        self.actions.extend(corpus.actions)


def _index_by_id(records: Iterable[Any]) -> dict[str, Any]:
    return {record.id: record for record in records}


def _iter_text_sources(
    action: Action, records_by_field: Mapping[FieldName, Mapping[str, TextSource]]
) -> Iterator[tuple[FieldName, TextSource]]:
    """Yield the values in an action and the records to which it refers, with their fields."""
    for field in ("summary", "deliverable", "keywords", "note"):
        if source := getattr(action, field):
            yield field, source
    ids_by_field = {
        "partners": action.partners,
        "references": action.references,
        "title": (action.pillar, action.theme),
        "fields": action.fields,
    }
    for field, ids in ids_by_field.items():
        for id in filter(None, ids):
            yield field, records_by_field[field][id]


def _extract_texts(source: TextSource, language: Language) -> tuple[str, ...]:
    texts: Iterable[str | None]
    match source:
        case Text():
            texts = (source.in_(language),)
        case Terms():
            texts = getattr(source, language)
        case Partner():
            aliases = getattr(source.aliases, language)
            texts = (*source.abbreviations, source.name.in_(language), *aliases)
        case Reference():
            titles = [title and title.in_(language) for title in (source.title, source.short_title)]
            texts = (*source.abbreviations, *titles, *getattr(source.aliases, language))
        case PolicyField():
            texts = (source.label.in_(language), *getattr(source.keywords, language))
        case _:
            texts = (source.title.in_(language),)
    return tuple(filter(None, texts))
