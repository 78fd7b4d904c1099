"""The texts of a programme that a search reads, each once, however many actions have it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from benelux_programme._model.nodes import Action, Pillar, Theme
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, Terms, Text

if TYPE_CHECKING:
    from benelux_programme._programme.programme import Programme

WEIGHTS: Final = {
    "summary": 4.0,
    "deliverable": 3.0,
    "keywords": 3.0,
    "partners": 3.0,
    "references": 3.0,
    "title": 2.0,
    "fields": 1.0,
    "note": 0.5,
}
"""The fields of an action that are searched, and how much a word in them counts."""

Source: TypeAlias = Text | Terms | Partner | Reference | PolicyField | Pillar | Theme
"""What has texts."""


Lookups: TypeAlias = Mapping[str, Callable[[str], Any]]
"""What finds by its id what an action names, by the field in which it does."""


class Passage(NamedTuple):
    """Texts that some actions have in one of their fields."""

    field: str
    texts: tuple[str, ...]
    rows: list[int]
    """The places of these actions in the programme."""


def passages(programme: "Programme", language: Language) -> tuple[list[Passage], list[list[int]]]:
    """Everything that is searched in a language, and where in it each action has its own.

    The summary of an action comes first, then the other fields.
    """
    lookups: Lookups = {
        "partners": _by_id(programme.partners),
        "references": _by_id(programme.references),
        "fields": _by_id(programme.fields),
        "title": _by_id((*programme.pillars, *programme.themes)),
    }
    found: list[Passage] = []
    known: dict[tuple[str, int], int] = {}
    places: list[list[int]] = []
    for row, action in enumerate(programme.actions.actions):
        own: list[int] = []
        for field, source in _sources(action, lookups):
            key = field, id(source)  # by identity, as to compare the contents takes longer
            place = known.setdefault(key, len(found))
            if place == len(found):
                found.append(Passage(field, _texts(source, language), []))
            found[place].rows.append(row)
            own.append(place)
        places.append(own)
    return found, places


def searched(
    programme: "Programme", action: Action, language: Language
) -> dict[str, tuple[str, ...]]:
    """What is searched of an action in a language, by field."""
    lookups: Lookups = {
        "partners": programme.partner,
        "references": programme.reference,
        "fields": programme.field,
        "title": programme.__getitem__,
    }
    found: dict[str, tuple[str, ...]] = {}
    for field, source in _sources(action, lookups):
        if texts := _texts(source, language):
            found[field] = (*found.get(field, ()), *texts)
    return found


def _by_id(sources: Iterable[Any]) -> Callable[[str], Any]:
    return {source.id: source for source in sources}.__getitem__


def _sources(action: Action, lookups: Lookups) -> Iterator[tuple[str, Source]]:
    yield "summary", action.summary
    if action.deliverable:
        yield "deliverable", action.deliverable
    yield "keywords", action.keywords
    named = {
        "partners": action.partners,
        "references": action.references,
        "title": (action.pillar, action.theme),
        "fields": action.fields,
    }
    for field, ids in named.items():
        for id in filter(None, ids):
            yield field, lookups[field](id)
    if action.note:
        yield "note", action.note


def _texts(source: Source, language: Language) -> tuple[str, ...]:
    return tuple(filter(None, _said(source, language)))


def _said(source: Source, language: Language) -> Iterable[str | None]:
    match source:
        case Text():
            return (source.in_(language),)
        case Terms():
            terms: tuple[str, ...] = getattr(source, language)
            return terms
        case Partner():
            name, names = source.name.in_(language), getattr(source.aliases, language)
            return (*source.abbreviations, name, *names)
        case Reference():
            titles = [one and one.in_(language) for one in (source.title, source.short_title)]
            return (*source.abbreviations, *titles, *getattr(source.aliases, language))
        case PolicyField():
            return (source.label.in_(language), *getattr(source.keywords, language))
        case _:
            return (source.title.in_(language),)
