"""Reads a Data Package back, by what `datapackage.json` says of it."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]

_TREE = ("programmes", "pillars", "themes", "actions")
_OWNED = ("action_predecessors", "programme_context", "programme_publication")
_ELSEWHERE = {"key", "programme", "pillar", "theme", "position"}
"""Columns that say where a record stands, which the tree of a document says by itself."""


class Package:
    """The tables in a folder."""

    def __init__(self, folder: Path) -> None:
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.resources: dict[str, Record] = {one["name"]: one for one in descriptor["resources"]}
        self.tables = {name: list(_rows(folder, one)) for name, one in self.resources.items()}

    def documents(self) -> Iterator[Record]:
        """What `benelux_programme.read` takes, one a programme."""
        for row in self.tables["programmes"]:
            programme = self._record("programmes", row)
            for name in self._entities():
                if name not in _TREE:
                    rows = [one for one in self.tables[name] if one["programme"] == row["key"]]
                    programme[name] = [self._record(name, one) for one in rows]
            programme["own_actions"] = self._under("actions", row["key"])
            programme["pillars"] = self._under("pillars", row["key"])
            programme["paragraphs"] = list(self._paragraphs(row["key"]))
            yield programme

    def _entities(self) -> list[str]:
        first = {name: one["schema"]["fields"][0] for name, one in self.resources.items()}
        return [
            name for name, field in first.items() if field["name"] == "key" and name != "citations"
        ]

    def _under(self, name: str, parent: str) -> list[Record]:
        """The pillars, themes or actions that stand directly under a record."""
        found = []
        for row in self.tables[name]:
            if row.get("theme", row.get("pillar", row["programme"])) == parent:
                record = self._record(name, row)
                if name == "pillars":
                    record["own_actions"] = self._under("actions", row["key"])
                    record["themes"] = self._under("themes", row["key"])
                if name == "themes":
                    record["actions"] = self._under("actions", row["key"])
                found.append(record)
        return found

    def _record(self, name: str, row: Record) -> Record:
        key, subject = row["key"], name.removesuffix("s")
        record = _joined_periods({one: row[one] for one in row.keys() - _ELSEWHERE})
        prefix = f"{row.get('programme', key)}/"
        for table, rows in self.tables.items():
            owner, _, field = table.partition("_")
            own = [one for one in rows if one.get(subject) == key]
            if owner != subject or not own:
                continue
            if table in _OWNED:
                parts = [_renamed(one, subject, field, prefix) for one in own]
                record[field] = parts[0] if field == "publication" else parts
            else:
                record[field] = [list(one.values())[-1].removeprefix(prefix) for one in own]
        for text in self.tables["texts"]:
            if (text["subject"], text["key"]) == (subject, key):
                _put_text(record, text)
        return record

    def _paragraphs(self, programme: str) -> Iterator[Record]:
        rows = [one for one in self.tables["citations"] if one["programme"] == programme]
        for row in sorted(
            (one for one in rows if "position" in one), key=lambda one: one["position"]
        ):
            marks = {
                name.removeprefix("fingerprint_"): cell
                for name, cell in row.items()
                if name.startswith("fingerprint_")
            }
            place = {name: row[name] for name in ("section", "paragraph", "page") if name in row}
            yield place | ({"fingerprint": marks} if marks else {})


def _rows(folder: Path, resource: Record) -> Iterator[Record]:
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            yield {
                name: int(cell) if types[name] == "integer" else cell
                for name, cell in row.items()
                if cell != ""
            }


def _joined_periods(cells: Record) -> Record:
    record = {name: cell for name, cell in cells.items() if not name.endswith(("_start", "_end"))}
    for name in cells:
        if name.endswith("_start"):
            field = name.removesuffix("_start")
            record[field] = f"{cells[name]}/{cells[f'{field}_end']}"
    return record


def _renamed(row: Record, owner: str, field: str, prefix: str) -> Record:
    """The record in a row of a table of records without ids."""
    own = {name: cell for name, cell in row.items() if name not in (owner, "position")}
    one = f"{field.removesuffix('s')}_"
    return {
        name.removeprefix(one): cell.removeprefix(prefix)
        if name in ("citation", "publisher")
        else cell
        for name, cell in own.items()
    }


def _put_text(record: Record, row: Record) -> None:
    """Put a text where it belongs in a record."""
    field, _, inner = row["field"].partition(".")
    if inner:
        if field == "publication":
            record = record[field]
        else:
            records = record.setdefault(field, [])
            while len(records) < row["position"]:
                records.append({})
            record = records[row["position"] - 1]
        field = inner
    if row["language"] == "und":
        record.setdefault(field, []).append(row["text"])
    elif "official" not in row:
        record.setdefault(field, {}).setdefault(row["language"], []).append(row["text"])
    else:
        if field == "values":
            values = record.setdefault(field, [])
            while len(values) < row["item"]:
                values.append({})
            text = values[row["item"] - 1]
        else:
            text = record.setdefault(field, {})
        text[row["language"]] = row["text"]
        if row["official"] == "true":
            text.setdefault("official", []).append(row["language"])
