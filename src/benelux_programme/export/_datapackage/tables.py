"""The tables of a package, derived from the classes of the model, with a row for each record.

A record with an id is a row of the table of its kind; its key is its full id, such as
"2025-2028/security". A record without an id is a row with a foreign key to the record that owns it.
Lists of ids and of citations are linking tables. All texts are in the one table `texts`, one row
per language.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from benelux_programme._conversion.json_schema import json_schema
from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.constraints import an_id, is_tuple
from benelux_programme._model.nodes import Action, RetiredId
from benelux_programme._model.outcome import Outcome
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import LANGUAGES, Terms, Text
from benelux_programme._programme.programme import Pillar, Programme, Theme
from benelux_programme._serialization.field_specs import (
    PARENTS,
    FieldKind,
    FieldSpec,
    get_field_specs,
)
from benelux_programme.export._table import Cell

Row: TypeAlias = list[Cell]
ColumnType: TypeAlias = Literal["string", "integer", "boolean", "date"]

_ENTITY_TABLES: Final[dict[type, str]] = {
    Programme: "programmes",
    Pillar: "pillars",
    Theme: "themes",
    Action: "actions",
    Partner: "partners",
    Reference: "references",
    PolicyField: "fields",
    Outcome: "outcomes",
    RetiredId: "retired",
}
"""The classes of records with ids, and their tables, named like the attribute with all of them."""

_PARTNER_ATTRIBUTES: Final = ("actors", "parents", "publisher")
"""The attributes with ids of partners; others with ids are named like the table of these."""


class Column(NamedTuple):
    """A column of a table; its type has the same name in Data Packages and CSVW."""

    name: str
    description: str
    type: ColumnType = "string"
    required: bool = True
    choices: tuple[str, ...] = ()
    foreign_table: str | None = None
    path: tuple[str, ...] = ()
    """The attributes that lead from an `_Entry` to its cell, if not the one of this name."""


class Table(NamedTuple):
    """A table of all programmes of a package."""

    name: str
    description: str
    columns: Sequence[Column]
    primary_key: Sequence[str]
    rows: Sequence[Row]

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"


class _Entry(NamedTuple):
    """What a row is made from: a record with an id or a citation, or a value in an attribute."""

    programme: Programme
    value: Any
    position: int | None
    owner: Any = None

    @property
    def key(self) -> str:
        return _build_key(self.programme, self.value)


_Storage: TypeAlias = Literal["column", "texts", "links", "entities", "owned records", "citations"]
"""Where the values of an attribute are: owned records are those without ids."""


def _choose_column_or_kind_of_table(spec: FieldSpec) -> _Storage:
    if spec.kind is FieldKind.RECORD:
        if spec.cls in (Text, Terms):
            return "texts"
        if spec.cls is Citation:
            return "citations"
        return "entities" if spec.cls in _ENTITY_TABLES else "owned records"
    if not spec.many:
        return "column"
    is_reference = spec.kind is FieldKind.ADDRESS or spec.constraint.item is an_id
    return "links" if is_reference else "texts"


def build_tables(programmes: Sequence[Programme]) -> list[Table]:
    tables = (
        *_iter_tables_of_entity_and_contents(Programme, programmes),
        _build_citations_table(programmes),
        _build_texts_table(programmes),
    )
    return [*{table.name: table for table in tables}.values()]  # three classes contain actions


def _iter_tables_of_entity_and_contents(
    cls: type, programmes: Sequence[Programme]
) -> Iterator[Table]:
    """Yield the table of a class whose records have ids, and those of what these contain."""
    columns = [Column("key", "The full id, unique in the table.")]
    if cls is not Programme:
        columns.append(_build_foreign_key("programmes"))
        for parent in PARENTS.get(cls, ())[1:]:
            path = ("value", parent)
            columns.append(_build_foreign_key(f"{parent}s", path, required=cls is not Action))
        columns.append(Column("position", "Its place among these in the programme.", "integer"))
    columns += _iter_own_columns(cls)
    entries = [
        _Entry(programme, record, position)
        for programme in programmes
        for position, record in enumerate(_list_records(programme, cls), start=1)
    ]
    rows = _build_rows(entries, columns)
    yield Table(_ENTITY_TABLES[cls], _get_description(cls), columns, ["key"], rows)
    for spec in get_field_specs(cls):
        storage = _choose_column_or_kind_of_table(spec)
        if storage == "entities":
            yield from _iter_tables_of_entity_and_contents(spec.cls, programmes)
        elif storage == "links" or (
            storage == "owned records" and any(_iter_own_columns(spec.cls))
        ):
            yield _build_table_of_attribute(cls, spec, programmes)


def _build_table_of_attribute(
    owner_class: type, spec: FieldSpec, programmes: Sequence[Programme]
) -> Table:
    """Return the table of the references, or the records without ids, in an attribute."""
    owner, singular = _singularize(_ENTITY_TABLES[owner_class]), _singularize(spec.name)
    key = [_build_foreign_key(_ENTITY_TABLES[owner_class], ("owner",))]
    if spec.many:
        key.append(Column("position", "Its place in the list.", "integer"))
    if spec.kind is FieldKind.RECORD:
        description = _get_description(spec.cls)
        columns = [*_iter_own_columns(spec.cls)]
    else:
        description = _get_description(owner_class, spec.name)
        about, foreign_table = f"One of: {description}", _find_foreign_table(spec)
        columns = [Column(singular, about, foreign_table=foreign_table, path=("value",))]
    for position, column in enumerate(columns):
        if column.name in ("programme", owner):  # the names of foreign keys to the owner
            columns[position] = column._replace(name=f"{singular}_{column.name}")
    entries = [
        _Entry(programme, item, position, record)
        for programme in programmes
        for record in _list_records(programme, owner_class)
        for position, item in enumerate(_list_items(record, spec), start=1)
    ]
    rows = _build_rows(entries, [*key, *columns])
    key_names = [column.name for column in key]
    return Table(f"{owner}_{spec.name}", description, [*key, *columns], key_names, rows)


def _build_citations_table(programmes: Sequence[Programme]) -> Table:
    place = "Its place among the paragraphs that are recorded, or nothing."
    columns = [
        Column("key", "The programme and the address, such as '2025-2028/1.1/2'."),
        _build_foreign_key("programmes"),
        Column("position", place, "integer", required=False),
        *_iter_own_columns(Citation),
    ]
    for column in _iter_own_columns(Fingerprint):
        name, path = f"fingerprint_{column.name}", ("value", "fingerprint", *column.path[1:])
        columns.append(column._replace(name=name, required=False, path=path))
    entries = [
        _Entry(programme, citation, place if place <= len(programme.paragraphs) else None)
        for programme in programmes
        for place, citation in enumerate(_list_paragraphs_and_other_citations(programme), start=1)
    ]
    rows = _build_rows(entries, columns)
    return Table("citations", _get_description(Citation), columns, ["key"], rows)


def _list_paragraphs_and_other_citations(programme: Programme) -> Iterable[Citation]:
    """Return the recorded paragraphs, then all others that something cites."""
    citations = {citation.address: citation for citation in programme.paragraphs}
    nodes = (programme[id] for id in programme)
    for record in (*nodes, *programme.partners, *programme.references):
        for citation in record.citations:
            citations.setdefault(citation.address, citation)
    for paragraph in programme.context:
        citations.setdefault(paragraph.citation.address, paragraph.citation)
    return citations.values()


def _build_texts_table(programmes: Sequence[Programme]) -> Table:
    columns = [
        _build_foreign_key("programmes"),
        Column("subject", "What has the text: 'programme', 'pillar', 'partner' and so on."),
        Column("key", "The key of what has the text."),
        Column("field", "What the text is, such as 'title' or 'alternative_titles.text'."),
        Column("position", "The place of the record in the field; else 1.", "integer"),
        Column("item", "The place of the text in its list; else 1.", "integer"),
        Column("language", "'fr', 'nl', 'de' or 'en', or 'und' for a string in none."),
        Column("official", "Whether the wording is official.", "boolean", required=False),
        Column("text", "The text."),
    ]
    key = ["subject", "key", "field", "position", "item", "language"]
    rows: list[Row] = [
        [programme.id, _singularize(table), _build_key(programme, record), *cells]
        for programme in programmes
        for cls, table in (*_ENTITY_TABLES.items(), (Citation, "citations"))
        for record in _list_records(programme, cls)
        for cells in _iter_text_rows(record)
    ]
    return Table("texts", "A text in one language.", columns, key, rows)


def _iter_text_rows(record: object) -> Iterator[Row]:
    """Yield the cells from `field` on of all texts of a record and of the records it owns."""
    for spec in get_field_specs(type(record)):
        storage, value = _choose_column_or_kind_of_table(spec), getattr(record, spec.attribute)
        if storage == "owned records":
            for position, owned in enumerate(_list_items(record, spec), start=1):
                for field, _, *cells in _iter_text_rows(owned):
                    yield [f"{spec.name}.{field}", position, *cells]
        elif storage == "texts":
            for cells in _iter_rows_per_text_and_language(value):
                yield [spec.name, 1, *cells]


def _iter_rows_per_text_and_language(value: object) -> Iterator[Row]:
    """Yield the cells of each text; the language of a string without one is "und"."""
    if isinstance(value, Terms):
        for language in LANGUAGES:
            for item, term in enumerate(getattr(value, language), start=1):
                yield [item, language, None, term]
        return
    for item, text in enumerate(value if is_tuple(value) else (value,), start=1):
        if isinstance(text, Text):
            for language in text.languages:
                official = "true" if language in text.official else "false"
                yield [item, language, official, f"{text:{language}}"]
        elif text is not None:
            yield [item, "und", None, str(text)]


def _list_records(programme: Programme, cls: type) -> Iterable[Any]:
    if cls is Programme:
        return (programme,)
    if cls is Citation:
        return _list_paragraphs_and_other_citations(programme)
    records: Iterable[Any] = getattr(programme, _ENTITY_TABLES[cls])
    return records


def _list_items(record: object, spec: FieldSpec) -> tuple[Any, ...]:
    """Return the values of an attribute, of which there may be none, one or many."""
    value = getattr(record, spec.attribute)
    return (*value,) if spec.many else (value,) if value is not None else ()


def _iter_own_columns(cls: type) -> Iterator[Column]:
    """Yield a column per attribute that is not stored elsewhere, or two if it is a period."""
    for spec in get_field_specs(cls):
        if _choose_column_or_kind_of_table(spec) != "column":
            continue
        description = _get_description(cls, spec.name)
        if spec.kind is FieldKind.PERIOD:
            for name, day in (("start", "first"), ("end", "last")):
                about, path = f"{description} The {day} day.", ("value", spec.attribute, name)
                yield Column(f"{spec.name}_{name}", about, "date", spec.required, path=path)
        else:
            type_: ColumnType = "integer" if spec.kind is FieldKind.NUMBER else "string"
            choices = tuple(_get_class_schema(cls)["properties"][spec.name].get("enum", ()))
            table, own = _find_foreign_table(spec), ("value", spec.attribute)
            yield Column(spec.name, description, type_, spec.required, choices, table, own)


def _build_rows(entries: Iterable[_Entry], columns: Sequence[Column]) -> list[Row]:
    return [
        [_get_value_or_key_of_referenced_record(entry, column) for column in columns]
        for entry in entries
    ]


def _get_value_or_key_of_referenced_record(entry: _Entry, column: Column) -> Any:
    """Return what the path of a column leads to, or the key of the record to which it refers."""
    value: Any = entry
    for name in column.path or (column.name,):
        value = getattr(value, name, None)
    is_reference = column.foreign_table is not None and value is not None
    return _build_key(entry.programme, value) if is_reference else value


def _build_key(programme: Programme, record: Any) -> str:
    """Return the key of a record with an id or an address, or of the one with this id."""
    if isinstance(record, Programme):
        return record.id
    id = record.address if isinstance(record, Citation) else getattr(record, "id", record)
    return f"{programme.id}/{id}"


def _find_foreign_table(spec: FieldSpec) -> str | None:
    if spec.kind is FieldKind.ADDRESS:
        return "citations"
    is_id = spec.constraint.code == an_id.code  # not a name, as of the publisher of a source
    table = "partners" if spec.name in _PARTNER_ATTRIBUTES else spec.name
    return table if is_id and table in _ENTITY_TABLES.values() else None


def _build_foreign_key(table: str, path: tuple[str, ...] = (), *, required: bool = True) -> Column:
    name = _singularize(table)
    return Column(name, f"The key of the {name}.", "string", required, (), table, path)


def _singularize(name: str) -> str:
    return name.removesuffix("s")


def _get_description(cls: type, attribute: str | None = None) -> str:
    """Return the description of a class or an attribute, which is empty under `python -OO`."""
    schema = _get_class_schema(cls)
    described = schema["properties"][attribute] if attribute else schema
    return str(described.get("description", ""))


@cache
def _get_class_schema(cls: type) -> dict[str, Any]:
    return dict(json_schema()["$defs"][cls.__name__])
