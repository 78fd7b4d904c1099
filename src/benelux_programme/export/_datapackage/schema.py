"""Programmes as tables that refer to each other, derived from the classes of the model.

A record that has an id is a row of the table of its kind; its key is its full id, such as
"2025-2028/security". A record without an id is a row that names its owner and its position there.
Lists of ids and of citations are linking tables. Everything in words is in the one table `texts`,
a row a language.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

import attrs

from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.constraints import an_id
from benelux_programme._model.nodes import Action
from benelux_programme._model.text import Terms, Text
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import PARENTS, FieldKind, FieldSpec, field_specs

from .tables import Column, Table, described

TARGETS: Final = {"actors": "partners", "parents": "partners", "publisher": "partners"} | {
    name: name for name in ("partners", "references", "fields")
}
"""The tables to which the ids in an attribute refer."""


class Part(Enum):
    """Where the value of an attribute goes."""

    COLUMN = "the row of the record"
    WORDS = "the table of texts"
    LINKS = "a linking table"
    ENTITIES = "rows with keys of their own"
    OWNED = "rows that name their owner"
    PARAGRAPHS = "the table of citations"


def part(shape: FieldSpec) -> Part:
    """Where the value of an attribute goes."""
    if shape.kind is FieldKind.RECORD:
        if shape.cls in (Text, Terms):
            return Part.WORDS
        if shape.cls is Citation:
            return Part.PARAGRAPHS
        named = any(one.name == "id" for one in field_specs(shape.cls))
        return Part.ENTITIES if named else Part.OWNED
    if not shape.many:
        return Part.COLUMN
    is_list_of_ids = shape.kind is FieldKind.ADDRESS or shape.constraint.item is an_id
    return Part.LINKS if is_list_of_ids else Part.WORDS


def table_name(cls: type, attribute: str) -> str:
    """The table of the records that have ids."""
    return "actions" if cls is Action else attribute


def singular(name: str) -> str:
    """What one of these is called."""
    return name.removesuffix("s")


def empty_tables() -> dict[str, Table]:
    """All tables by name, without rows."""
    tables = (*_of_entities(Programme, "programmes"), _citations(), _texts())
    return {table.name: table for table in tables}


def _of_entities(cls: type, attribute: str) -> Iterator[Table]:
    """The table of a class whose records have ids, and those of all that such a record holds.

    Those of actions come once for each level that holds actions.
    """
    name = table_name(cls, attribute)
    first = [Column("key", "The full id, unique in the table.")]
    if cls is not Programme:
        first.append(_reference("programme", "programmes"))
        for parent in PARENTS.get(cls, ())[1:]:
            required = getattr(attrs.fields(cls), parent).default is attrs.NOTHING
            first.append(_reference(parent, f"{parent}s", required=required))
        first.append(Column("position", "Its place among these in the programme.", "integer"))
    yield _table(name, cls, (*first, *_columns(cls, {})), ("key",))
    for shape in field_specs(cls):
        place = part(shape)
        if place is Part.LINKS:
            yield _of_links(cls, name, shape)
        elif place is Part.ENTITIES:
            yield from _of_entities(shape.cls, shape.name)
        elif place is Part.OWNED:
            yield from _of_owned(name, shape)


def _of_links(cls: type, owners: str, shape: FieldSpec) -> Table:
    owner, one = singular(owners), singular(shape.name)
    target = "citations" if shape.kind is FieldKind.ADDRESS else TARGETS.get(shape.name)
    description, _ = described(cls, shape.name)
    columns = (
        _reference(owner, owners),
        Column("position", "Its place in the list.", "integer"),
        Column(one, f"One of: {description}", target=target),
    )
    return Table(f"{owner}_{shape.name}", description, columns, (owner, "position"), [])


def _of_owned(owners: str, shape: FieldSpec) -> Iterator[Table]:
    """The table of records without ids, unless they consist of words alone."""
    owner = singular(owners)
    # Other columns of these names say whose the record is.
    names = {name: f"{singular(shape.name)}_{name}" for name in ("programme", owner)}
    own = tuple(_columns(shape.cls, names))
    if own:
        place = Column("position", "Its place in the list.", "integer")
        first = (_reference(owner, owners), *([place] if shape.many else []))
        key = tuple(column.name for column in first)
        yield _table(f"{owner}_{shape.name}", shape.cls, (*first, *own), key)


def _columns(cls: type, names: Mapping[str, str]) -> Iterator[Column]:
    """The columns of the attributes, with other names for some."""
    for shape in field_specs(cls):
        if part(shape) is Part.COLUMN:
            yield from _column(cls, shape, names.get(shape.name, shape.name))


def _column(cls: type, shape: FieldSpec, name: str) -> Iterator[Column]:
    description, choices = described(cls, shape.name)
    if shape.kind is FieldKind.PERIOD:
        yield Column(f"{name}_start", f"{description} The first day.", "date", shape.required)
        yield Column(f"{name}_end", f"{description} The last day.", "date", shape.required)
    else:
        type_ = "integer" if shape.kind is FieldKind.NUMBER else "string"
        target = "citations" if shape.kind is FieldKind.ADDRESS else TARGETS.get(shape.name)
        yield Column(name, description, type_, shape.required, choices, target)


def _citations() -> Table:
    first = (
        Column("key", "The programme and the address, such as '2025-2028/1.1/2'."),
        _reference("programme", "programmes"),
        Column(
            "position",
            "Its place among the paragraphs that are recorded, or nothing.",
            "integer",
            required=False,
        ),
    )
    marks = (
        column._replace(required=False)
        for shape in field_specs(Fingerprint)
        for column in _column(Fingerprint, shape, f"fingerprint_{shape.name}")
    )
    return _table("citations", Citation, (*first, *_columns(Citation, {}), *marks), ("key",))


def _texts() -> Table:
    columns = (
        _reference("programme", "programmes"),
        Column("subject", "What has the text: 'programme', 'pillar', 'partner' and so on."),
        Column("key", "The key of what has the text."),
        Column("field", "What the text is, such as 'title' or 'alternative_titles.text'."),
        Column("position", "The place of the record in the field; else 1.", "integer"),
        Column("item", "The place of the text in its list; else 1.", "integer"),
        Column("language", "'fr', 'nl', 'de' or 'en', or 'und' for a string in none."),
        Column("official", "Whether the wording is official.", "boolean", required=False),
        Column("text", "The text."),
    )
    key = ("subject", "key", "field", "position", "item", "language")
    return Table("texts", "A text in one language.", columns, key, [])


def _reference(name: str, target: str, *, required: bool = True) -> Column:
    return Column(name, f"The key of the {name}.", required=required, target=target)


def _table(name: str, cls: type, columns: tuple[Column, ...], key: tuple[str, ...]) -> Table:
    return Table(name, described(cls)[0], columns, key, [])
