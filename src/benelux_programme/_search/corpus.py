"""The corpus of a search: the texts of each action, by field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

from benelux_programme._model.nodes import Action, Pillar, Theme
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, Terms, Text

FIELD_WEIGHTS: Final = {
    "summary": 4.0,
    "deliverable": 3.0,
    "keywords": 3.0,
    "partners": 3.0,
    "references": 3.0,
    "title": 2.0,
    "fields": 1.0,
    "note": 0.5,
}
"""The searched fields of an action, and the weight of a word in each."""

TextSource: TypeAlias = Text | Terms | Partner | Reference | PolicyField | Pillar | Theme
"""A value with texts to search."""

FieldName: TypeAlias = str
PassagePositions: TypeAlias = list[int]
"""The positions, among all passages, of the passages of one action."""


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


def collect_passages(
    corpus: Corpus, language: Language
) -> tuple[list[Passage], list[PassagePositions]]:
    """Return all passages, and the positions of those of each action, its summary first."""
    records_by_field: dict[FieldName, Mapping[str, TextSource]] = {
        "partners": _index_by_id(corpus.partners),
        "references": _index_by_id(corpus.references),
        "fields": _index_by_id(corpus.fields),
        "title": _index_by_id((*corpus.pillars, *corpus.themes)),
    }
    passages: list[Passage] = []
    positions: dict[tuple[FieldName, int], int] = {}
    passages_of_documents: list[PassagePositions] = []
    for document, action in enumerate(corpus.actions):
        own_passages: PassagePositions = []
        for field, source in _iter_text_sources(action, records_by_field):
            key = field, id(source)  # by identity, as comparing the contents takes longer
            position = positions.setdefault(key, len(passages))
            if position == len(passages):
                passages.append(Passage(field, _extract_texts(source, language), []))
            passages[position].documents.append(document)
            own_passages.append(position)
        passages_of_documents.append(own_passages)
    return passages, passages_of_documents


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
