"""The tables of a package and their columns, derived from the classes of the model.

A record with an id is a row of the table of its kind; its key is its full id, such as
"2025-2028/security". A record without an id is a row with a foreign key to the record that owns it.
Lists of ids and of citations are linking tables. All texts are in the one table `texts`, one row
per language.
"""

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, Final, Literal, NamedTuple, TypeAlias

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

ColumnType: TypeAlias = Literal["string", "integer", "boolean", "date"]


class Column(NamedTuple):
    """A column of a table; its type has the same name in Data Packages and CSVW."""

    name: str
    description: str
    type: ColumnType = "string"
    required: bool = True
    choices: tuple[str, ...] = ()
    foreign_table: str | None = None


_POSITION: Final = Column("position", "Its place in the list.", "integer")


class TableSchema(NamedTuple):
    """The name, columns and primary key of a table."""

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"


class Storage(Enum):
    """Where the values of an attribute are stored."""

    COLUMN = "a column of the table of the record"
    TEXTS = "the table of texts"
    LINKS = "a linking table"
    ENTITIES = "a table of records with ids"
    OWNED_RECORDS = "a table of records without ids, with a foreign key to their owner"
    CITATIONS = "the table of citations"


def choose_storage(spec: FieldSpec) -> Storage:
    if spec.kind is FieldKind.RECORD:
        if spec.cls in (Text, Terms):
            return Storage.TEXTS
        if spec.cls is Citation:
            return Storage.CITATIONS
        has_id = any(field.name == "id" for field in field_specs(spec.cls))
        return Storage.ENTITIES if has_id else Storage.OWNED_RECORDS
    if not spec.many:
        return Storage.COLUMN
    is_reference = spec.kind is FieldKind.ADDRESS or spec.constraint.item is an_id
    return Storage.LINKS if is_reference else Storage.TEXTS


def get_entity_table_name(record_class: type, containing_attribute: str) -> str:
    """Return the name of the table of the records in an attribute, all of which have ids."""
    return "actions" if record_class is Action else containing_attribute


def singularize(name: str) -> str:
    return name.removesuffix("s")


def build_table_schemas() -> dict[str, TableSchema]:
    schemas = (
        *_build_entity_schemas_recursively(Programme, "programmes"),
        _build_citations_table_schema(),
        _build_text_table_schema(),
    )
    return {schema.name: schema for schema in schemas}


def _build_entity_schemas_recursively(
    record_class: type, containing_attribute: str
) -> Iterator[TableSchema]:
    """Yield the table of a class whose records have ids, and those of the records in them.

    The tables of actions are yielded once for each level that contains actions.
    """
    name = get_entity_table_name(record_class, containing_attribute)
    columns = [Column("key", "The full id, unique in the table.")]
    if record_class is not Programme:
        columns.append(_build_foreign_key("programme", "programmes"))
        for parent in PARENTS.get(record_class, ())[1:]:
            required = getattr(attrs.fields(record_class), parent).default is attrs.NOTHING
            columns.append(_build_foreign_key(parent, f"{parent}s", required=required))
        columns.append(Column("position", "Its place among these in the programme.", "integer"))
    columns += _build_columns_of_attributes_stored_inline(record_class)
    description = _get_class_schema(record_class).get("description", "")
    yield TableSchema(name, description, tuple(columns), ("key",))
    for spec in field_specs(record_class):
        storage = choose_storage(spec)
        if storage is Storage.LINKS:
            yield _build_link_table_schema(name, record_class, spec)
        elif storage is Storage.ENTITIES:
            yield from _build_entity_schemas_recursively(spec.cls, spec.name)
        elif storage is Storage.OWNED_RECORDS:
            schema = _build_owned_table_schema(name, spec)
            if schema is not None:
                yield schema


def _build_link_table_schema(owner_table: str, owner_class: type, spec: FieldSpec) -> TableSchema:
    owner = singularize(owner_table)
    description = _get_class_schema(owner_class)["properties"][spec.name].get("description", "")
    owner_key = _build_foreign_key(owner, owner_table)
    target = Column(singularize(spec.name), f"One of: {description}")
    columns = (owner_key, _POSITION, target._replace(foreign_table=_find_foreign_table(spec)))
    return TableSchema(f"{owner}_{spec.name}", description, columns, (owner, "position"))


def _build_owned_table_schema(owner_table: str, spec: FieldSpec) -> TableSchema | None:
    """Return the table of the records in an attribute, or None if these have only texts."""
    owner = singularize(owner_table)
    # Foreign keys to the owner have these names already.
    new_names = {name: f"{singularize(spec.name)}_{name}" for name in ("programme", owner)}
    columns = [
        column._replace(name=new_names.get(column.name, column.name))
        for column in _build_columns_of_attributes_stored_inline(spec.cls)
    ]
    if not columns:
        return None
    key = [_build_foreign_key(owner, owner_table)]
    if spec.many:
        key.append(_POSITION)
    key_names = tuple(column.name for column in key)
    description = _get_class_schema(spec.cls).get("description", "")
    return TableSchema(f"{owner}_{spec.name}", description, (*key, *columns), key_names)


def _build_columns_of_attributes_stored_inline(record_class: type) -> Iterator[Column]:
    """Yield a column per attribute that is not stored elsewhere, or two if it is a period."""
    for spec in field_specs(record_class):
        if choose_storage(spec) is not Storage.COLUMN:
            continue
        schema = _get_class_schema(record_class)["properties"][spec.name]
        description, choices = schema.get("description", ""), tuple(schema.get("enum", ()))
        if spec.kind is FieldKind.PERIOD:
            yield Column(
                f"{spec.name}_start", f"{description} The first day.", "date", spec.required
            )
            yield Column(f"{spec.name}_end", f"{description} The last day.", "date", spec.required)
        else:
            type_: ColumnType = "integer" if spec.kind is FieldKind.NUMBER else "string"
            foreign_table = _find_foreign_table(spec)
            yield Column(spec.name, description, type_, spec.required, choices, foreign_table)


def _find_foreign_table(spec: FieldSpec) -> str | None:
    return "citations" if spec.kind is FieldKind.ADDRESS else FOREIGN_TABLES.get(spec.name)


def _build_foreign_key(name: str, table: str, *, required: bool = True) -> Column:
    return Column(name, f"The key of the {name}.", required=required, foreign_table=table)


def _build_citations_table_schema() -> TableSchema:
    position = "Its place among the paragraphs that are recorded, or nothing."
    columns = (
        Column("key", "The programme and the address, such as '2025-2028/1.1/2'."),
        _build_foreign_key("programme", "programmes"),
        Column("position", position, "integer", required=False),
        *_build_columns_of_attributes_stored_inline(Citation),
    )
    fingerprint_columns = (
        column._replace(name=f"fingerprint_{column.name}", required=False)
        for column in _build_columns_of_attributes_stored_inline(Fingerprint)
    )
    description = _get_class_schema(Citation).get("description", "")
    return TableSchema("citations", description, (*columns, *fingerprint_columns), ("key",))


def _build_text_table_schema() -> TableSchema:
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
    return TableSchema("texts", "A text in one language.", columns, key)


@cache
def _get_class_schema(record_class: type) -> dict[str, Any]:
    """Return the JSON Schema of a class, without descriptions under `python -OO`."""
    return dict(json_schema()["$defs"][record_class.__name__])
