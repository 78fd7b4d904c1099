"""The rows of the tables of a package."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.nodes import Node, RetiredId
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import LANGUAGES, Terms, Text
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import (
    LEVELS,
    PARENTS,
    FieldKind,
    FieldSpec,
    field_specs,
)
from benelux_programme.export._csv import Cell

from .schema import (
    FOREIGN_TABLES,
    Storage,
    Table,
    classify_field,
    name_entity_table,
    singularize,
)

Row: TypeAlias = list[Cell]

_Entity: TypeAlias = Programme | Node | Partner | Reference | PolicyField | RetiredId

_NO_LANGUAGE: Final = "und"
"""The language tag of strings without a language, such as abbreviations."""


def build_rows(
    programmes: Iterable[Programme], tables: Mapping[str, Table]
) -> dict[str, list[Row]]:
    """Return the rows of each table, by the name of the table."""
    rows: dict[str, list[Row]] = {name: [] for name in tables}
    for programme in programmes:
        _RowBuilder(rows, programme).add_programme()
    return rows


class _RowBuilder:
    """Adds the rows of one programme to those of the tables."""

    def __init__(self, rows: Mapping[str, list[Row]], programme: Programme) -> None:
        self._rows = rows
        self._programme = programme
        self._counts: Counter[str] = Counter()
        self._cited: set[str] = set()

    def add_programme(self) -> None:
        for position, paragraph in enumerate(self._programme.paragraphs, start=1):
            self._add_citation(paragraph, position)
        self._add_entity("programmes", self._programme, {})

    def _add_entity(self, table: str, record: _Entity, parents: Mapping[str, str | None]) -> None:
        """Add the row of a record with an id, and those of everything that it contains.

        Args:
            table: The name of its table.
            record: The record.
            parents: The keys of the nodes that contain it, by level.
        """
        key = record.id if table == "programmes" else self._build_key(record.id)
        row: Row = [key]
        if table != "programmes":
            self._counts[table] += 1
            row.append(self._programme.id)
            row += [parents.get(level) for level in PARENTS.get(type(record), ())[1:]]
            row.append(self._counts[table])
        self._rows[table].append([*row, *self._build_cells(record)])
        if type(record) in LEVELS:
            parents = {**parents, LEVELS[type(record)]: key}
        for spec in field_specs(type(record)):
            value = getattr(record, spec.name)
            storage = classify_field(spec)
            if storage is Storage.TEXTS:
                self._add_texts(singularize(table), key, spec.name, 1, value)
            elif storage is Storage.LINKS:
                self._add_links(table, key, spec, value)
            elif storage is Storage.ENTITIES:
                for child in value:
                    self._add_entity(name_entity_table(spec.cls, spec.name), child, parents)
            elif storage is Storage.DEPENDENTS:
                self._add_dependents(table, key, spec, value)

    def _add_links(self, table: str, key: str, spec: FieldSpec, values: tuple[Any, ...]) -> None:
        rows = self._rows[f"{singularize(table)}_{spec.name}"]
        for position, value in enumerate(values, start=1):
            rows.append([key, position, self._encode_value(spec, value)])

    def _add_dependents(self, table: str, key: str, spec: FieldSpec, value: Any) -> None:
        """Add the rows and texts of the records in an attribute, which have no ids."""
        owner = singularize(table)
        rows = self._rows.get(f"{owner}_{spec.name}")
        records = value if spec.many else [record for record in (value,) if record is not None]
        for position, record in enumerate(records, start=1):
            if rows is not None:
                positions = [position] if spec.many else []
                rows.append([key, *positions, *self._build_cells(record)])
            for field in field_specs(spec.cls):
                if classify_field(field) is Storage.TEXTS:
                    name, text = f"{spec.name}.{field.name}", getattr(record, field.name)
                    self._add_texts(owner, key, name, position, text)

    def _add_texts(self, subject: str, key: str, field: str, position: int, value: Any) -> None:
        for item, language, official, text in _list_texts(value):
            self._rows["texts"].append(
                [self._programme.id, subject, key, field, position, item, language, official, text]
            )

    def _add_citation(self, citation: Citation, position: int | None) -> str:
        """Add a citation unless it has been added, and return its key."""
        key = self._build_key(citation.address)
        if key not in self._cited:
            self._cited.add(key)
            names = [spec.name for spec in field_specs(Fingerprint)]
            fingerprint = [getattr(citation.fingerprint, name, None) for name in names]
            cells = self._build_cells(citation)
            row = [key, self._programme.id, position, *cells, *fingerprint]
            self._rows["citations"].append(row)
        return key

    def _build_cells(self, record: object) -> Iterator[Cell]:
        for spec in field_specs(type(record)):
            if classify_field(spec) is not Storage.COLUMN:
                continue
            value = getattr(record, spec.name)
            if spec.kind is FieldKind.PERIOD:
                days = (None, None) if value is None else (value.start, value.end)
                yield from (day and day.isoformat() for day in days)
            else:
                yield None if value is None else self._encode_value(spec, value)

    def _encode_value(self, spec: FieldSpec, value: Any) -> Cell:
        """Return a value, or the key of the record to which it refers."""
        if spec.kind is FieldKind.ADDRESS:
            return self._add_citation(value, None)
        return self._build_key(value) if spec.name in FOREIGN_TABLES else value

    def _build_key(self, id: str) -> str:
        return f"{self._programme.id}/{id}"


def _list_texts(value: Any) -> Iterator[tuple[int, str, Cell, str]]:
    """Yield the position in its list, language, officiality and wording of each text in a value.

    Args:
        value: A text, several texts, terms, several strings, or None.
    """
    match value:
        case None:
            return
        case Text():
            yield from _list_translations(1, value)
        case Terms():
            for language in LANGUAGES:
                for item, term in enumerate(getattr(value, language), start=1):
                    yield item, language, None, term
        case _:
            for item, entry in enumerate(value, start=1):
                if isinstance(entry, Text):
                    yield from _list_translations(item, entry)
                else:
                    yield item, _NO_LANGUAGE, None, entry


def _list_translations(item: int, text: Text) -> Iterator[tuple[int, str, Cell, str]]:
    for language in text.languages:
        official = "true" if language in text.official else "false"
        yield item, language, official, f"{text:{language}}"
