"""A Data Package: a folder of tables, with the descriptors that programs need to check them."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias

from benelux_programme._programme.programme import Programme
from benelux_programme._store import load, periods, revisions
from benelux_programme.export._documents import require_distinct_programmes
from benelux_programme.export._files import write_folder_atomically
from benelux_programme.export._table import format_csv

from .tables import Column, Table, build_tables

Descriptor: TypeAlias = dict[str, Any]

_NAME_PREFIX = "programmes-"
_LICENCE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def datapackage(
    programmes: Programme | Iterable[Programme],
    folder: str | os.PathLike[str],
    *,
    overwrite: bool = False,
) -> Path:
    """Write programmes as a Data Package: CSV files whose rows refer to each other.

    Two descriptors, `datapackage.json` (Data Package, version 2) and `csv-metadata.json` (CSV on
    the Web), give the types, keys, foreign keys and descriptions of all columns; the first also
    gives the sizes and hashes of the files. Pillars, themes, actions, partners, references and
    policy fields have a table each, whose key is the full id; relations between them are in linking
    tables such as `action_partners`; all texts are in `texts`, one row per language. The files are
    the same on every machine, and lines end in a line feed.

    The package loses nothing that a programme contains. It states the licence only of unmodified
    bundled programmes.

    Args:
        programmes: The programme, or several with different ids.
        folder: The folder to write, completely or not at all; the folders above it are created,
            and removed again if writing fails. It cannot be the current folder.
        overwrite: Whether to replace an earlier package, with the files that file managers add to
            it (`.DS_Store`, `Thumbs.db` and `desktop.ini`). On Linux and macOS the folder contains
            the old package or the new one at every moment, even if the process is killed. On
            Windows, and on file systems that cannot exchange folders, it is absent for a moment.

    Returns:
        The path of `datapackage.json`.

    Raises:
        InvalidValueError: There is no programme, or two have the same id.
        UnwritableFileError: folder cannot be written; or is not empty and overwrite is false; or
            contains anything but an earlier package of this library.

    >>> import benelux_programme as bp
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = bp.export.datapackage(map(bp.load, bp.periods()), f"{folder}/programmes")
    ...     print(path.name, (path.parent / "pillars.csv").read_text().splitlines()[1])
    datapackage.json 2021-2024/internal-market,2021-2024,1,internal-market,1
    """
    listed = require_distinct_programmes(programmes, "datapackage")
    tables = build_tables(listed)
    files = {
        table.file_name: format_csv(
            [[column.name for column in table.columns], *table.rows]
        ).encode()
        for table in tables
    }
    for name, descriptor in _build_descriptors(listed, tables, files).items():
        files[name] = f"{json.dumps(descriptor, ensure_ascii=False, indent=1)}\n".encode()
    write_folder_atomically(
        Path(folder), files, overwrite=overwrite, is_replaceable=_is_earlier_package
    )
    return Path(folder) / "datapackage.json"


def _is_earlier_package(folder: Path) -> bool:
    """Whether a folder has the descriptor of a package of this library, with all of its tables."""
    try:
        descriptor = json.loads((folder / "datapackage.json").read_bytes())
        listed = {resource["path"] for resource in descriptor["resources"]}
        is_ours = descriptor["name"].startswith(_NAME_PREFIX)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
    return is_ours and listed.issuperset(path.name for path in folder.glob("*.csv"))


def _build_descriptors(
    programmes: Sequence[Programme], tables: Sequence[Table], csv_files: Mapping[str, bytes]
) -> dict[str, Descriptor]:
    """Return the descriptors of Data Package (version 2) and of CSV on the Web by file name."""
    title = "; ".join(str(programme.title) for programme in programmes)
    publications = [programme.publication for programme in programmes if programme.publication]
    has_licence = all(map(_is_unmodified_bundled_programme, programmes))
    return {
        "datapackage.json": {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": _NAME_PREFIX + "-".join(programme.id for programme in programmes),
            "title": title,
            "version": ".".join(str(programme.revision) for programme in programmes),
            **({"licenses": [_LICENCE]} if has_licence else {}),
            "sources": [{"title": str(publication.title)} for publication in publications],
            "resources": [
                _build_resource_descriptor(table, csv_files[table.file_name]) for table in tables
            ],
        },
        "csv-metadata.json": {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": title,
            **({"dc:license": {"@id": _LICENCE["path"]}} if has_licence else {}),
            "tables": [_build_csvw_table_description(table) for table in tables],
        },
    }


def _is_unmodified_bundled_programme(programme: Programme) -> bool:
    """Return whether a programme is one of this library, whose licence is known."""
    return (
        programme.id in periods()
        and programme.revision in revisions(programme.id)
        and programme == load(programme.id, revision=programme.revision)
    )


def _build_resource_descriptor(table: Table, content: bytes) -> Descriptor:
    return {
        "name": table.name,
        "type": "table",
        "path": table.file_name,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"lineTerminator": "\n"},
        "schema": {
            "fields": [_build_field_descriptor(column) for column in table.columns],
            "primaryKey": list(table.primary_key),
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {"resource": column.foreign_table, "fields": ["key"]},
                }
                for column in table.columns
                if column.foreign_table
            ],
        },
    }


def _build_field_descriptor(column: Column) -> Descriptor:
    constraints: Descriptor = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.type == "integer":
        constraints["minimum"] = 1
    field = {"name": column.name, "type": column.type, "description": column.description}
    return {**field, **({"constraints": constraints} if constraints else {})}


def _build_csvw_table_description(table: Table) -> Descriptor:
    return {
        "url": table.file_name,
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_build_csvw_column_description(column) for column in table.columns],
            "primaryKey": list(table.primary_key),
            "foreignKeys": [
                {
                    "columnReference": [column.name],
                    "reference": {
                        "resource": f"{column.foreign_table}.csv",
                        "columnReference": ["key"],
                    },
                }
                for column in table.columns
                # CSVW validators reject a foreign key without a value.
                if column.foreign_table and column.required
            ],
        },
    }


def _build_csvw_column_description(column: Column) -> Descriptor:
    datatype: str | Descriptor = column.type
    if column.choices:
        datatype = {"base": "string", "format": "|".join(column.choices)}
    if column.type == "integer":
        datatype = {"base": "integer", "minimum": 1}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": datatype,
        "required": column.required,
    }
