"""The columns of the flat table of actions, and what gives their values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from benelux_programme._model.nodes import Action, Pillar, Theme
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import LANGUAGES, Language, Text, check_language
from benelux_programme._programme.integrity import walk_nodes
from benelux_programme._programme.programme import Programme
from benelux_programme._programme.selection import Selection
from benelux_programme.errors import InvalidValueError

from ._csv import Cell


class Standing(NamedTuple):
    """An action, and what it stands in."""

    home: "Home"
    action: Action
    position: int
    pillar: Pillar | None
    theme: Theme | None


class Home:
    """A programme, and what its actions name by id."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.partners: Mapping[str, Partner] = {one.id: one for one in programme.partners}
        self.references: Mapping[str, Reference] = {one.id: one for one in programme.references}
        self.fields: Mapping[str, PolicyField] = {one.id: one for one in programme.fields}
        pillars: dict[str | None, Pillar] = {one.id: one for one in programme.pillars}
        themes: dict[str | None, Theme] = {one.id: one for one in programme.themes}
        places = (place for place in walk_nodes(programme) if isinstance(place.node, Action))
        self.standings: Mapping[str, Standing] = {
            action.id: Standing(
                self,
                action,
                position,
                pillars.get(place.pillar),
                themes.get(place.theme),
            )
            for position, place in enumerate(places, start=1)
            if isinstance(action := place.node, Action)
        }


def standings(selection: Selection) -> Iterator[Standing]:
    """The actions, each with what it stands in.

    Raises:
        InvalidValueError: The selection does not hold the programme of an action.
    """
    homes = [Home(programme) for programme in selection.programmes]
    for action in selection:
        found = (home.standings.get(action.id) for home in homes)
        standing = next((one for one in found if one is not None and one.action == action), None)
        if standing is None:
            expected = f"a tuple with the programme of the action {action}"
            raise InvalidValueError(
                "Selection", "programmes", selection.programmes, expected, "unknown-id"
            )
        yield standing


Value: TypeAlias = Callable[[Standing], Cell]
Words: TypeAlias = Callable[[Standing, Language], str | None]


def columns(language: Language | None) -> dict[str, Value]:
    """The names of the columns, each with what gives its value.

    Raises:
        MissingLanguageError: It is not a language of the data.
    """
    if language is not None:
        check_language(language)
    named: dict[str, Value] = {}
    for name, value in _COLUMNS.items():
        if value is not None:
            named[name] = value
        elif language is not None:
            named[name] = _in(language, _WORDS[name])
        else:
            named |= {f"{name}@{one}": _in(one, _WORDS[name]) for one in LANGUAGES}
    return named


def _in(language: Language, words: Words) -> Value:
    return lambda at: words(at, language)


def _joined(parts: Iterable[object]) -> str | None:
    return "; ".join("" if part is None else str(part) for part in parts) or None


def _said(text: Text | None, language: Language) -> str | None:
    return None if text is None else text.in_(language)


def _code(partner: Partner) -> str | None:
    return next(iter(partner.codes), None)


_COLUMNS: Final[dict[str, Value | None]] = {
    "programme": lambda at: at.home.programme.id,
    "revision": lambda at: at.home.programme.revision,
    "programme_title": None,
    "period_start": lambda at: at.home.programme.period.start.isoformat(),
    "period_end": lambda at: at.home.programme.period.end.isoformat(),
    "pillar": lambda at: at.pillar and at.pillar.id,
    "pillar_number": lambda at: at.pillar and at.pillar.number,
    "pillar_title": None,
    "theme": lambda at: at.theme and at.theme.id,
    "theme_number": lambda at: at.theme and at.theme.number,
    "theme_title": None,
    "id": lambda at: at.action.id,
    "position": lambda at: at.position,
    "summary": None,
    "commitment": lambda at: str(at.action.commitment),
    "actors": lambda at: _joined(at.action.actors),
    "actor_names": None,
    "actor_codes": lambda at: _joined(_code(at.home.partners[id]) for id in at.action.actors),
    "partners": lambda at: _joined(at.action.partners),
    "partner_names": None,
    "partner_codes": lambda at: _joined(_code(at.home.partners[id]) for id in at.action.partners),
    "references": lambda at: _joined(at.action.references),
    "reference_titles": None,
    "fields": lambda at: _joined(at.action.fields),
    "field_labels": None,
    "deliverable": None,
    "timing_start": lambda at: at.action.timing and at.action.timing.start.isoformat(),
    "timing_end": lambda at: at.action.timing and at.action.timing.end.isoformat(),
    "citations": lambda at: _joined(one.address for one in at.action.citations),
    "pages": lambda at: _joined(one.page for one in at.action.citations),
    "predecessors": lambda at: _joined(
        f"{one.programme}/{one.action}" for one in at.action.predecessors
    ),
    "relations": lambda at: _joined(one.relation for one in at.action.predecessors),
    "note": None,
    "keywords": None,
}
"""What the columns hold; None for words."""

_WORDS: Final[dict[str, Words]] = {
    "programme_title": lambda at, language: at.home.programme.title.in_(language),
    "pillar_title": lambda at, language: _said(at.pillar and at.pillar.title, language),
    "theme_title": lambda at, language: _said(at.theme and at.theme.title, language),
    "summary": lambda at, language: at.action.summary.in_(language),
    "actor_names": lambda at, language: _joined(
        at.home.partners[id].name.in_(language) for id in at.action.actors
    ),
    "partner_names": lambda at, language: _joined(
        at.home.partners[id].name.in_(language) for id in at.action.partners
    ),
    "reference_titles": lambda at, language: _joined(
        at.home.references[id].title.in_(language) for id in at.action.references
    ),
    "field_labels": lambda at, language: _joined(
        at.home.fields[id].label.in_(language) for id in at.action.fields
    ),
    "deliverable": lambda at, language: _said(at.action.deliverable, language),
    "note": lambda at, language: _said(at.action.note, language),
    "keywords": lambda at, language: _joined(getattr(at.action.keywords, language)),
}
