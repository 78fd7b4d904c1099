"""The tables of a package and their columns, derived from the classes of the model.

A record with an id is a row of the table of its kind; its key is its full id, such as
"2025-2028/security". A record without an id is a row with a foreign key to the record that owns it.
Lists of ids and of citations are linking tables. All texts are in the one table `texts`, one row
per language.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple

import attrs

from benelux_programme._json_schema import json_schema
from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.constraints import an_id
from benelux_programme._model.nodes import Action
from benelux_programme._model.text import Terms, Text
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import PARENTS, FieldKind, FieldSpec, field_specs

FOREIGN_TABLES: Final = {
    "actors": "partners",
    "fields": "fields",
    "parents": "partners",
    "partners": "partners",
    "publisher": "partners",
    "references": "references",
}
"""The table to which the ids in an attribute refer."""


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its name.
        description: What it contains.
        type: "string", "integer", "boolean" or "date", as in Data Packages and CSVW.
        required: Whether every row has a value.
        choices: The values of an enumeration, or none.
        foreign_table: The table to whose primary key the values refer.
    """

    name: str
    description: str
    type: str = "string"
    required: bool = True
    choices: tuple[str, ...] = ()
    foreign_table: str | None = None


class Table(NamedTuple):
    """The schema of a table.

    Attributes:
        name: Its name.
        description: What a row is.
        columns: The columns.
        primary_key: The names of the columns that identify a row.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """The name of the CSV file."""
        return f"{self.name}.csv"


class Storage(Enum):
    """Where the values of an attribute are stored."""

    COLUMN = "a column of the table of the record"
    TEXTS = "the table of texts"
    LINKS = "a linking table"
    ENTITIES = "a table of records with ids"
    DEPENDENTS = "a table of records without ids, with a foreign key to their owner"
    CITATIONS = "the table of citations"


def classify_field(spec: FieldSpec) -> Storage:
    """Return where the values of an attribute are stored."""
    if spec.kind is FieldKind.RECORD:
        if spec.cls in (Text, Terms):
            return Storage.TEXTS
        if spec.cls is Citation:
            return Storage.CITATIONS
        has_id = any(field.name == "id" for field in field_specs(spec.cls))
        return Storage.ENTITIES if has_id else Storage.DEPENDENTS
    if not spec.many:
        return Storage.COLUMN
    is_reference = spec.kind is FieldKind.ADDRESS or spec.constraint.item is an_id
    return Storage.LINKS if is_reference else Storage.TEXTS


def name_entity_table(cls: type, attribute: str) -> str:
    """Return the name of the table of the records in an attribute, all of which have ids."""
    return "actions" if cls is Action else attribute


def singularize(name: str) -> str:
    """Return the singular of a table or attribute name."""
    return name.removesuffix("s")


def build_tables() -> dict[str, Table]:
    """Return the schemas of all tables by name."""
    tables = (
        *_build_entity_tables(Programme, "programmes"),
        _build_citation_table(),
        _build_text_table(),
    )
    return {table.name: table for table in tables}


def _build_entity_tables(cls: type, attribute: str) -> Iterator[Table]:
    """Yield the table of a class whose records have ids, and those of the records in them.

    The tables of actions are yielded once for each level that contains actions.
    """
    name = name_entity_table(cls, attribute)
    columns = [Column("key", "The full id, unique in the table.")]
    if cls is not Programme:
        columns.append(_build_foreign_key("programme", "programmes"))
        for parent in PARENTS.get(cls, ())[1:]:
            required = getattr(attrs.fields(cls), parent).default is attrs.NOTHING
            columns.append(_build_foreign_key(parent, f"{parent}s", required=required))
        columns.append(Column("position", "Its place among these in the programme.", "integer"))
    columns += _build_columns(cls, {})
    yield Table(name, _describe_class(cls), tuple(columns), ("key",))
    for spec in field_specs(cls):
        storage = classify_field(spec)
        if storage is Storage.LINKS:
            yield _build_link_table(cls, name, spec)
        elif storage is Storage.ENTITIES:
            yield from _build_entity_tables(spec.cls, spec.name)
        elif storage is Storage.DEPENDENTS:
            yield from _build_dependent_table(name, spec)


def _build_link_table(cls: type, owners: str, spec: FieldSpec) -> Table:
    owner = singularize(owners)
    description, _ = _describe_attribute(cls, spec.name)
    columns = (
        _build_foreign_key(owner, owners),
        Column("position", "Its place in the list.", "integer"),
        Column(
            singularize(spec.name),
            f"One of: {description}",
            foreign_table=_find_foreign_table(spec),
        ),
    )
    return Table(f"{owner}_{spec.name}", description, columns, (owner, "position"))


def _build_dependent_table(owners: str, spec: FieldSpec) -> Iterator[Table]:
    """Yield the table of the records in an attribute, unless these consist of texts alone."""
    owner = singularize(owners)
    # Foreign keys to the owner have these names already.
    renamed = {name: f"{singularize(spec.name)}_{name}" for name in ("programme", owner)}
    columns = tuple(_build_columns(spec.cls, renamed))
    if columns:
        position = Column("position", "Its place in the list.", "integer")
        key = (_build_foreign_key(owner, owners), *([position] if spec.many else []))
        yield Table(
            f"{owner}_{spec.name}",
            _describe_class(spec.cls),
            (*key, *columns),
            tuple(column.name for column in key),
        )


def _build_columns(cls: type, renamed: Mapping[str, str]) -> Iterator[Column]:
    """Yield the columns of a class, with other names for some attributes."""
    for spec in field_specs(cls):
        if classify_field(spec) is Storage.COLUMN:
            yield from _build_attribute_columns(cls, spec, renamed.get(spec.name, spec.name))


def _build_attribute_columns(cls: type, spec: FieldSpec, name: str) -> Iterator[Column]:
    """Yield the column of an attribute, or the two columns of a period."""
    description, choices = _describe_attribute(cls, spec.name)
    if spec.kind is FieldKind.PERIOD:
        yield Column(f"{name}_start", f"{description} The first day.", "date", spec.required)
        yield Column(f"{name}_end", f"{description} The last day.", "date", spec.required)
    else:
        type_ = "integer" if spec.kind is FieldKind.NUMBER else "string"
        foreign_table = _find_foreign_table(spec)
        yield Column(name, description, type_, spec.required, choices, foreign_table)


def _find_foreign_table(spec: FieldSpec) -> str | None:
    return "citations" if spec.kind is FieldKind.ADDRESS else FOREIGN_TABLES.get(spec.name)


def _build_foreign_key(name: str, table: str, *, required: bool = True) -> Column:
    return Column(name, f"The key of the {name}.", required=required, foreign_table=table)


def _build_citation_table() -> Table:
    columns = (
        Column("key", "The programme and the address, such as '2025-2028/1.1/2'."),
        _build_foreign_key("programme", "programmes"),
        Column(
            "position",
            "Its place among the paragraphs that are recorded, or nothing.",
            "integer",
            required=False,
        ),
        *_build_columns(Citation, {}),
    )
    fingerprint = (
        column._replace(name=f"fingerprint_{column.name}", required=False)
        for column in _build_columns(Fingerprint, {})
    )
    return Table("citations", _describe_class(Citation), (*columns, *fingerprint), ("key",))


def _build_text_table() -> Table:
    columns = (
        _build_foreign_key("programme", "programmes"),
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
    return Table("texts", "A text in one language.", columns, key)


def _describe_class(cls: type) -> str:
    """Return the first sentence of the docstring of a class, or nothing under `python -OO`."""
    description: str = _load_definitions()[cls.__name__].get("description", "")
    return description


def _describe_attribute(cls: type, attribute: str) -> tuple[str, tuple[str, ...]]:
    """Return the documentation of an attribute, and the values of its enumeration, if any."""
    schema = _load_definitions()[cls.__name__]["properties"][attribute]
    return schema.get("description", ""), tuple(schema.get("enum", ()))


@cache
def _load_definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = json_schema()["$defs"]
    return definitions
