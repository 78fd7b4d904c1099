"""The rows of the tables of a programme."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.nodes import Node
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

from .schema import TARGETS, Part, empty_tables, part, singular, table_name
from .tables import Table

_Entity: TypeAlias = Programme | Node | Partner | Reference | PolicyField


def filled_tables(programmes: tuple[Programme, ...]) -> list[Table]:
    """The tables, always the same and in the same order, with all rows of the programmes."""
    tables = empty_tables()
    for programme in programmes:
        _Filling(tables, programme).fill()
    return list(tables.values())


class _Filling:
    """Adds the rows of one programme."""

    def __init__(self, tables: Mapping[str, Table], programme: Programme) -> None:
        self._tables = tables
        self._programme = programme
        self._counts: Counter[str] = Counter()
        self._cited: set[str] = set()

    def fill(self) -> None:
        """Add all rows."""
        for position, paragraph in enumerate(self._programme.paragraphs, start=1):
            self._cite(paragraph, position)
        self._entity("programmes", self._programme, {})

    def _entity(self, name: str, record: _Entity, parents: Mapping[str, str | None]) -> None:
        key = record.id if name == "programmes" else self._key(record.id)
        row: list[Cell] = [key]
        if name != "programmes":
            self._counts[name] += 1
            row.append(self._programme.id)
            row += [parents.get(parent) for parent in PARENTS.get(type(record), ())[1:]]
            row.append(self._counts[name])
        self._tables[name].rows.append([*row, *self._cells(record)])
        if type(record) in LEVELS:
            parents = {**parents, LEVELS[type(record)]: key}
        for shape in field_specs(type(record)):
            value = getattr(record, shape.name)
            place = part(shape)
            if place is Part.WORDS:
                self._words(singular(name), key, shape.name, 1, value)
            elif place is Part.LINKS:
                self._links(name, key, shape, value)
            elif place is Part.ENTITIES:
                for one in value:
                    self._entity(table_name(shape.cls, shape.name), one, parents)
            elif place is Part.OWNED:
                self._owned(name, key, shape, value)

    def _links(self, name: str, key: str, shape: FieldSpec, values: tuple[Any, ...]) -> None:
        rows = self._tables[f"{singular(name)}_{shape.name}"].rows
        for position, value in enumerate(values, start=1):
            rows.append([key, position, self._named(shape, value)])

    def _owned(self, name: str, key: str, shape: FieldSpec, value: Any) -> None:
        """Add the rows and the texts of a record without an id, or of several."""
        table = self._tables.get(f"{singular(name)}_{shape.name}")
        records = value if shape.many else [one for one in (value,) if one is not None]
        for position, record in enumerate(records, start=1):
            if table is not None:
                place = [position] if shape.many else []
                table.rows.append([key, *place, *self._cells(record)])
            for own in field_specs(shape.cls):
                if part(own) is Part.WORDS:
                    field = f"{shape.name}.{own.name}"
                    self._words(singular(name), key, field, position, getattr(record, own.name))

    def _words(self, subject: str, key: str, field: str, position: int, value: Any) -> None:
        """Add the rows of a text, of several texts, of words by language, or of strings."""
        where = (self._programme.id, subject, key, field, position)
        rows = self._tables["texts"].rows
        for item, language, official, text in _texts(value):
            rows.append([*where, item, language, official, text])

    def _cells(self, record: object) -> Iterator[Cell]:
        for shape in field_specs(type(record)):
            if part(shape) is not Part.COLUMN:
                continue
            value = getattr(record, shape.name)
            if shape.kind is FieldKind.PERIOD:
                days = (None, None) if value is None else (value.start, value.end)
                yield from (day and day.isoformat() for day in days)
            else:
                yield None if value is None else self._named(shape, value)

    def _named(self, shape: FieldSpec, value: Any) -> Cell:
        """A value, or the key of what it names."""
        if shape.kind is FieldKind.ADDRESS:
            return self._cite(value, None)
        return self._key(value) if shape.name in TARGETS else value

    def _cite(self, citation: Citation, position: int | None) -> str:
        """The key of a citation, which is added if it is not there yet."""
        key = self._key(citation.address)
        if key not in self._cited:
            self._cited.add(key)
            mark = citation.fingerprint
            names = [one.name for one in field_specs(Fingerprint)]
            marks = [None if mark is None else getattr(mark, name) for name in names]
            row = [key, self._programme.id, position, *self._cells(citation), *marks]
            self._tables["citations"].rows.append(row)
        return key

    def _key(self, id: str) -> str:
        return f"{self._programme.id}/{id}"


def _texts(value: Any) -> Iterator[tuple[int, str, Cell, str]]:
    """The place in the list, the language, whether it is official, and the wording of each."""
    match value:
        case None:
            return
        case Text():
            yield from _wordings(1, value)
        case Terms():
            for language in LANGUAGES:
                for item, word in enumerate(getattr(value, language), start=1):
                    yield item, language, None, word
        case _:
            for item, one in enumerate(value, start=1):
                if isinstance(one, Text):
                    yield from _wordings(item, one)
                else:
                    yield item, _NO_LANGUAGE, None, one


def _wordings(item: int, text: Text) -> Iterator[tuple[int, str, Cell, str]]:
    for language in text.languages:
        official = "true" if language in text.official else "false"
        yield item, language, official, f"{text:{language}}"


_NO_LANGUAGE = "und"
"""The tag of what is in no language, such as an abbreviation."""
