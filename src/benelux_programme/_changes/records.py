"""A programme taken apart into the records that it is made of, each with its place.

What a record says stands in its attributes, without the records inside it and the ids of those
around it. Paragraphs are named by their addresses; only their own records have page and
fingerprint.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeAlias, final

from benelux_programme._model.citation import Citation, resolve_address
from benelux_programme._model.nodes import Action, Pillar, RetiredId, Theme
from benelux_programme._model.public import public
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Terms, Text
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import PARENTS, FieldKind, FieldSpec, field_specs


@final
@public
class Subject(StrEnum):
    """What kind of record of a programme it is.

    >>> import benelux_programme as bp
    >>> bp.Subject("retired-id") is bp.Subject.RETIRED_ID
    True
    """

    PROGRAMME = "programme"
    PILLAR = "pillar"
    THEME = "theme"
    ACTION = "action"
    PARTNER = "partner"
    REFERENCE = "reference"
    FIELD = "field"
    CONTEXT = "context"
    PARAGRAPH = "paragraph"
    RETIRED_ID = "retired-id"


Key: TypeAlias = tuple[Subject, str]
"""A record of a programme: its kind and its id, or its address if it is a paragraph."""

NODES: Final = (Subject.PILLAR, Subject.THEME, Subject.ACTION)

CLASSES: Final[Mapping[Subject, type[Any]]] = {
    Subject.PROGRAMME: Programme,
    Subject.PILLAR: Pillar,
    Subject.THEME: Theme,
    Subject.ACTION: Action,
    Subject.PARTNER: Partner,
    Subject.REFERENCE: Reference,
    Subject.FIELD: PolicyField,
    Subject.CONTEXT: ContextParagraph,
    Subject.PARAGRAPH: Citation,
    Subject.RETIRED_ID: RetiredId,
}

CONTAINERS: Final[Mapping[Subject, Mapping[str, Subject]]] = {
    Subject.PROGRAMME: {
        "own_actions": Subject.ACTION,
        "pillars": Subject.PILLAR,
        "context": Subject.CONTEXT,
        "partners": Subject.PARTNER,
        "references": Subject.REFERENCE,
        "fields": Subject.FIELD,
        "paragraphs": Subject.PARAGRAPH,
        "retired": Subject.RETIRED_ID,
    },
    Subject.PILLAR: {"own_actions": Subject.ACTION, "themes": Subject.THEME},
    Subject.THEME: {"actions": Subject.ACTION},
}
"""The attributes that hold other records."""

NESTED: Final = (Text, Terms, Publication)
"""The classes of attributes that are told attribute by attribute."""

_IDENTITY: Final[Mapping[Subject, tuple[str, ...]]] = {
    **dict.fromkeys(Subject, ("id",)),
    Subject.PROGRAMME: ("id", "revision"),
    Subject.CONTEXT: ("citation",),
    Subject.PARAGRAPH: ("section", "paragraph"),
}


class Part(NamedTuple):
    """A record, and where it stands."""

    record: Any
    parent: Key | None = None
    place: int = 0


Parts: TypeAlias = dict[Key, Part]


class Unlike(NamedTuple):
    """Two revisions, without the records that both have alike in the same record."""

    before: Parts
    after: Parts
    lists: set[tuple[Key, str]]
    """The records that hold others, and the attributes in which they hold not the same."""


def parts(programme: Programme) -> Parts:
    """All records of a programme, those that hold others before these."""
    return _unlike((Subject.PROGRAMME, programme.id), Part(programme), None).before


def unlike(old: Programme, new: Programme) -> Unlike:
    """The records of two revisions, as far as they differ."""
    return _unlike((Subject.PROGRAMME, old.id), Part(old), Part(new))


def _unlike(root: Key, old: Part | None, new: Part | None) -> Unlike:
    found = Unlike({}, {}, set())
    ahead = [(root, old, new)]
    for key, was, now in ahead:
        if was is not None:
            found.before[key] = was
        if now is not None:
            found.after[key] = now
        for container, subject in CONTAINERS.get(key[0], {}).items():
            olds = () if was is None else getattr(was.record, container)
            news = () if now is None else getattr(now.record, container)
            if subject not in CONTAINERS and olds == news:  # most are: do not take them apart
                continue
            old_parts, new_parts = _held(key, subject, olds), _held(key, subject, news)
            if list(old_parts) != list(new_parts):
                found.lists.add((key, container))
            for inner in old_parts | new_parts:
                one, other = old_parts.get(inner), new_parts.get(inner)
                # A pillar is taken apart anyway, as to compare it whole is to compare all twice.
                if (
                    one is None
                    or other is None
                    or subject is Subject.PILLAR
                    or one.record != other.record
                ):
                    ahead.append((inner, one, other))
    return found


def _held(holder: Key, subject: Subject, records: Iterable[Any]) -> Parts:
    return {(subject, id_of(record)): Part(record, holder, i) for i, record in enumerate(records)}


def id_of(record: Any) -> str:
    """By what a record is known among its kind."""
    if isinstance(record, ContextParagraph):
        return record.citation.address
    return record.address if isinstance(record, Citation) else str(record.id)


def details(subject: Subject) -> Iterator[FieldSpec]:
    """The attributes that say something, beside those by which a record is known."""
    without = (*CONTAINERS.get(subject, ()), *_IDENTITY[subject])
    return (shape for shape in field_specs(CLASSES[subject]) if shape.name not in without)


def said(record: Any, shape: FieldSpec) -> Any:
    """The value of an attribute, with addresses for paragraphs."""
    value = getattr(record, shape.name)
    return tuple(one.address for one in value) if shape.kind is FieldKind.ADDRESS else value


def values_of(subject: Subject, record: Any) -> dict[str, Any]:
    """The attributes of a record, without the records in it and the ids of those around it."""
    values = {name: getattr(record, name) for name in _IDENTITY[subject]}
    return values | {shape.name: said(record, shape) for shape in details(subject)}


def alone(record: Any) -> Any:
    """A record without the records in it, and without what its paragraphs say of themselves."""
    subject = next(subject for subject, cls in CLASSES.items() if type(record) is cls)
    around = {name: getattr(record, name) for name in PARENTS.get(CLASSES[subject], ())}
    return made(subject, values_of(subject, record) | around, {})


def holder_id(part: Part) -> str | None:
    """The id of the pillar or theme in which a node stands, or None for the programme."""
    if part.parent is None or part.parent[0] is Subject.PROGRAMME:
        return None
    return part.parent[1]


def container_of(holder: Subject, subject: Subject) -> str:
    """The attribute of a holder that holds such records."""
    return next(name for name, held in CONTAINERS[holder].items() if held is subject)


def made(subject: Subject, values: Mapping[str, Any], printed: Mapping[str, Citation]) -> Any:
    """The record with these attributes, and addresses for paragraphs.

    Raises:
        InvalidValueError: An attribute is not of the form that it must have.
    """
    cited: dict[str, Any] = {
        shape.name: tuple(resolve_address(str(address), printed) for address in values[shape.name])
        for shape in details(subject)
        if shape.kind is FieldKind.ADDRESS
    }
    if subject is Subject.CONTEXT:
        cited["citation"] = resolve_address(values["citation"].address, printed)
    return CLASSES[subject](**{**values, **cited})
