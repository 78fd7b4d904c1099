"""Reads a Data Package back, using only what `datapackage.json` describes."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]

_TREE = ("programmes", "pillars", "themes", "actions")
_OWNED_RECORDS = (
    "action_predecessors",
    "outcome_bearings",
    "outcome_sources",
    "programme_context",
    "programme_publication",
)
_POSITIONS = {"key", "programme", "pillar", "theme", "position"}
"""Columns whose values follow from the position of a record in a document."""


class Package:
    """The tables in a folder."""

    def __init__(self, folder: Path) -> None:
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.resources: dict[str, Record] = {
            resource["name"]: resource for resource in descriptor["resources"]
        }
        self.tables = {
            name: list(_read_rows(folder, resource)) for name, resource in self.resources.items()
        }

    def build_documents(self) -> Iterator[Record]:
        """Yield a document per programme, as `benelux_programme.read` takes it."""
        for row in self.tables["programmes"]:
            programme = self._build_record("programmes", row)
            for name in self._list_entity_tables():
                if name not in _TREE:
                    programme[name] = [
                        self._build_record(name, other)
                        for other in self.tables[name]
                        if other["programme"] == row["key"]
                    ]
            programme["own_actions"] = self._build_children("actions", row["key"])
            programme["pillars"] = self._build_children("pillars", row["key"])
            programme["paragraphs"] = list(self._build_paragraphs(row["key"]))
            yield programme

    def _list_entity_tables(self) -> list[str]:
        return [
            name
            for name, resource in self.resources.items()
            if resource["schema"]["fields"][0]["name"] == "key" and name != "citations"
        ]

    def _build_children(self, table: str, parent: str) -> list[Record]:
        """Return the pillars, themes or actions that a node contains directly."""
        children = []
        for row in self.tables[table]:
            if row.get("theme", row.get("pillar", row["programme"])) == parent:
                record = self._build_record(table, row)
                if table == "pillars":
                    record["own_actions"] = self._build_children("actions", row["key"])
                    record["themes"] = self._build_children("themes", row["key"])
                if table == "themes":
                    record["actions"] = self._build_children("actions", row["key"])
                children.append(record)
        return children

    def _build_record(self, table: str, row: Record) -> Record:
        key, subject = row["key"], table.removesuffix("s")
        record = _join_periods({name: row[name] for name in row.keys() - _POSITIONS})
        prefix = f"{row.get('programme', key)}/"
        for name, rows in self.tables.items():
            owner, _, field = name.partition("_")
            owned = [other for other in rows if other.get(subject) == key]
            if owner != subject or not owned:
                continue
            if name in _OWNED_RECORDS:
                parts = [_build_dependent(other, subject, field, prefix) for other in owned]
                record[field] = parts[0] if field == "publication" else parts
            else:
                record[field] = [list(other.values())[-1].removeprefix(prefix) for other in owned]
        for text in self.tables["texts"]:
            if (text["subject"], text["key"]) == (subject, key):
                _add_text(record, text)
        return record

    def _build_paragraphs(self, programme: str) -> Iterator[Record]:
        rows = [
            row
            for row in self.tables["citations"]
            if row["programme"] == programme and "position" in row
        ]
        for row in sorted(rows, key=lambda row: row["position"]):
            citation: Record = {
                name: row[name] for name in ("section", "paragraph", "page") if name in row
            }
            fingerprint = {
                name.removeprefix("fingerprint_"): cell
                for name, cell in row.items()
                if name.startswith("fingerprint_")
            }
            for text in self.tables["texts"]:
                if (text["subject"], text["key"]) == ("citation", row["key"]):
                    _add_text(citation, text)
            yield citation | ({"fingerprint": fingerprint} if fingerprint else {})


def _read_rows(folder: Path, resource: Record) -> Iterator[Record]:
    """Yield the rows of a CSV file as mappings without the empty cells."""
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            yield {
                name: int(cell) if types[name] == "integer" else cell
                for name, cell in row.items()
                if cell != ""
            }


def _join_periods(cells: Record) -> Record:
    """Replace the two columns of a period by one text."""
    record = {name: cell for name, cell in cells.items() if not name.endswith(("_start", "_end"))}
    for name in cells:
        if name.endswith("_start"):
            field = name.removesuffix("_start")
            record[field] = f"{cells[name]}/{cells[f'{field}_end']}"
    return record


def _build_dependent(row: Record, owner: str, field: str, prefix: str) -> Record:
    """Return the record in a row of a table of records without ids."""
    column_prefix = f"{field.removesuffix('s')}_"
    return {
        name.removeprefix(column_prefix): cell.removeprefix(prefix)
        if name in ("citation", "publisher") and cell.startswith(prefix)
        else cell
        for name, cell in row.items()
        if name not in (owner, "position")
    }


def _add_text(record: Record, row: Record) -> None:
    """Add the text of a row of `texts` to the record that it belongs to."""
    field, _, attribute = row["field"].partition(".")
    if attribute:
        if field == "publication":
            record = record[field]
        else:
            record = _ensure_item(record.setdefault(field, []), row["position"])
        field = attribute
    if row["language"] == "und":
        record.setdefault(field, []).append(row["text"])
    elif "official" not in row:
        record.setdefault(field, {}).setdefault(row["language"], []).append(row["text"])
    else:
        if field == "values":
            text = _ensure_item(record.setdefault(field, []), row["item"])
        else:
            text = record.setdefault(field, {})
        text[row["language"]] = row["text"]
        if row["official"] == "true":
            text.setdefault("official", []).append(row["language"])


def _ensure_item(items: list[Record], position: int) -> Record:
    """Return the item at a position (from 1) of a list, which grows if it is too short."""
    while len(items) < position:
        items.append({})
    return items[position - 1]
