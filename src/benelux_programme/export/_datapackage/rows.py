"""The rows of the tables of a package."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

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

from .schema import FOREIGN_TABLES, Storage, choose_storage, get_entity_table_name, singularize

Row: TypeAlias = list[Cell]

_Entity: TypeAlias = Programme | Node | Partner | Reference | PolicyField | RetiredId
_Texts: TypeAlias = Text | Terms | tuple[Text | str, ...] | None


def build_rows(programmes: Iterable[Programme], table_names: Iterable[str]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {name: [] for name in table_names}
    for programme in programmes:
        _RowBuilder(rows, programme).add_all_rows()
    return rows


class _RowBuilder:
    """Adds the rows of one programme to those of the tables."""

    def __init__(self, rows: Mapping[str, list[Row]], programme: Programme) -> None:
        self._rows = rows
        self._programme = programme
        self._counts: Counter[str] = Counter()
        self._cited: set[str] = set()

    def add_all_rows(self) -> None:
        for position, paragraph in enumerate(self._programme.paragraphs, start=1):
            self._add_citation_row_once(paragraph, position)
        self._add_entity_recursively("programmes", self._programme, {})

    def _add_entity_recursively(
        self, table: str, entity: _Entity, keys_by_level: Mapping[str, str]
    ) -> None:
        """Add the row of a record with an id, and those of everything that it contains."""
        self._add_citation_rows(entity)
        if isinstance(entity, Programme):
            key = entity.id
            row: Row = [key]
        else:
            key = self._build_key(entity.id)
            self._counts[table] += 1
            parents = [keys_by_level.get(level) for level in PARENTS.get(type(entity), ())[1:]]
            row = [key, self._programme.id, *parents, self._counts[table]]
        self._rows[table].append([*row, *self._iter_own_table_cells(entity)])
        if type(entity) in LEVELS:
            keys_by_level = {**keys_by_level, LEVELS[type(entity)]: key}
        for spec in field_specs(type(entity)):
            value = getattr(entity, spec.name)
            storage = choose_storage(spec)
            if storage is Storage.TEXTS:
                self._add_text_rows(table, key, spec.name, 1, value)
            elif storage is Storage.LINKS:
                rows = self._rows[f"{singularize(table)}_{spec.name}"]
                for position, target in enumerate(value, start=1):
                    rows.append(
                        [key, position, self._replace_reference_by_foreign_key(spec, target)]
                    )
            elif storage is Storage.ENTITIES:
                for child in value:
                    child_table = get_entity_table_name(spec.cls, spec.name)
                    self._add_entity_recursively(child_table, child, keys_by_level)
            elif storage is Storage.OWNED_RECORDS:
                self._add_all_rows_of_owned_records(table, key, spec, value)

    def _add_all_rows_of_owned_records(
        self, owner_table: str, owner_key: str, spec: FieldSpec, value: Any
    ) -> None:
        """Add the rows and texts of the record or records in an attribute, which have no ids."""
        rows = self._rows.get(f"{singularize(owner_table)}_{spec.name}")
        records = value if spec.many else [record for record in (value,) if record is not None]
        for position, record in enumerate(records, start=1):
            self._add_citation_rows(record)
            if rows is not None:
                positions = [position] if spec.many else []
                rows.append([owner_key, *positions, *self._iter_own_table_cells(record)])
            for field in field_specs(spec.cls):
                if choose_storage(field) is Storage.TEXTS:
                    name, text = f"{spec.name}.{field.name}", getattr(record, field.name)
                    self._add_text_rows(owner_table, owner_key, name, position, text)

    def _add_text_rows(
        self, owner_table: str, owner_key: str, field: str, position: int, value: _Texts
    ) -> None:
        prefix: Row = [self._programme.id, singularize(owner_table), owner_key, field, position]
        self._rows["texts"].extend(
            [*prefix, *cells] for cells in _iter_item_language_official_text(value)
        )

    def _add_citation_rows(self, record: object) -> None:
        for spec in field_specs(type(record)):
            if spec.kind is FieldKind.ADDRESS:
                value = getattr(record, spec.name)
                for citation in value if spec.many else (value,):
                    self._add_citation_row_once(citation, None)

    def _add_citation_row_once(self, citation: Citation, position: int | None) -> None:
        key = self._build_key(citation.address)
        if key not in self._cited:
            self._cited.add(key)
            cells = self._iter_own_table_cells(citation)
            specs = field_specs(Fingerprint)
            fingerprint = (getattr(citation.fingerprint, spec.name, None) for spec in specs)
            row = [key, self._programme.id, position, *cells, *fingerprint]
            self._rows["citations"].append(row)

    def _iter_own_table_cells(self, record: object) -> Iterator[Cell]:
        """Yield the cells of a record in its own table: one per attribute, two of a period."""
        for spec in field_specs(type(record)):
            if choose_storage(spec) is not Storage.COLUMN:
                continue
            value = getattr(record, spec.name)
            if spec.kind is FieldKind.PERIOD:
                days = (None, None) if value is None else (value.start, value.end)
                yield from (day and day.isoformat() for day in days)
            else:
                yield self._replace_reference_by_foreign_key(spec, value)

    def _replace_reference_by_foreign_key(self, spec: FieldSpec, value: Citation | Cell) -> Cell:
        """Return a value, or the key of the record to which it refers."""
        if isinstance(value, Citation):
            return self._build_key(value.address)
        if isinstance(value, str) and spec.name in FOREIGN_TABLES:
            return self._build_key(value)
        return value

    def _build_key(self, id_or_address: str) -> str:
        return f"{self._programme.id}/{id_or_address}"


def _iter_item_language_official_text(value: _Texts) -> Iterator[Row]:
    """Yield the cells of each text: its item, its language, whether it is official, and itself.

    The language of a string without one, such as a code, is "und".
    """
    if isinstance(value, Terms):
        for language in LANGUAGES:
            for item, term in enumerate(getattr(value, language), start=1):
                yield [item, language, None, term]
        return
    entries = value if isinstance(value, tuple) else (value,)
    for item, entry in enumerate(entries, start=1):
        if isinstance(entry, Text):
            for language in entry.languages:
                official = "true" if language in entry.official else "false"
                yield [item, language, official, f"{entry:{language}}"]
        elif entry is not None:
            yield [item, "und", None, entry]
