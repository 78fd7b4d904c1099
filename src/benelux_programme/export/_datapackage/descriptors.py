"""The descriptors of a package: Data Package (version 2) and CSV on the Web."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, TypeAlias

from benelux_programme._programme.programme import Programme
from benelux_programme._store import load, periods, revisions

from .schema import Column, Table

Descriptor: TypeAlias = dict[str, Any]

_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def describe_package(
    programmes: tuple[Programme, ...], tables: Mapping[str, Table], files: Mapping[str, bytes]
) -> Descriptor:
    """Return the content of `datapackage.json`.

    Args:
        programmes: The programmes in the package.
        tables: The tables by name.
        files: The contents of the CSV files by file name.
    """
    publications = [programme.publication for programme in programmes if programme.publication]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "-".join(["programmes", *(programme.id for programme in programmes)]),
        "title": _join_titles(programmes),
        "version": ".".join(str(programme.revision) for programme in programmes),
        **({"licenses": [_LICENCE]} if _are_bundled(programmes) else {}),
        "sources": [{"title": str(publication.title)} for publication in publications],
        "resources": [
            _describe_resource(table, tables, files[table.file_name]) for table in tables.values()
        ],
    }


def describe_csvw_tables(
    programmes: tuple[Programme, ...], tables: Mapping[str, Table]
) -> Descriptor:
    """Return the content of `csv-metadata.json`, a CSV on the Web table group."""
    licence = {"dc:license": {"@id": _LICENCE["path"]}} if _are_bundled(programmes) else {}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _join_titles(programmes),
        **licence,
        "tables": [_describe_csvw_table(table, tables) for table in tables.values()],
    }


def _join_titles(programmes: tuple[Programme, ...]) -> str:
    return "; ".join(str(programme.title) for programme in programmes)


def _are_bundled(programmes: tuple[Programme, ...]) -> bool:
    """Whether all are unmodified programmes of this library, whose licence is known."""
    return all(
        programme.id in periods()
        and programme.revision in revisions(programme.id)
        and programme == load(programme.id, revision=programme.revision)
        for programme in programmes
    )


def _describe_resource(table: Table, tables: Mapping[str, Table], content: bytes) -> Descriptor:
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
            "fields": [_describe_field(column) for column in table.columns],
            "primaryKey": list(table.primary_key),
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {"resource": target.name, "fields": list(target.primary_key)},
                }
                for column, target in _list_foreign_keys(table, tables)
            ],
        },
    }


def _describe_field(column: Column) -> Descriptor:
    constraints: Descriptor = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.type == "integer":
        constraints["minimum"] = 1
    field = {"name": column.name, "type": column.type, "description": column.description}
    return {**field, **({"constraints": constraints} if constraints else {})}


def _describe_csvw_table(table: Table, tables: Mapping[str, Table]) -> Descriptor:
    return {
        "url": table.file_name,
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_describe_csvw_column(column) for column in table.columns],
            "primaryKey": list(table.primary_key),
            "foreignKeys": [
                {
                    "columnReference": [column.name],
                    "reference": {
                        "resource": target.file_name,
                        "columnReference": list(target.primary_key),
                    },
                }
                for column, target in _list_foreign_keys(table, tables)
                if column.required  # CSVW validators reject a foreign key without a value
            ],
        },
    }


def _describe_csvw_column(column: Column) -> Descriptor:
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


def _list_foreign_keys(table: Table, tables: Mapping[str, Table]) -> list[tuple[Column, Table]]:
    """Return the foreign-key columns of a table with the tables that they refer to."""
    return [
        (column, tables[column.foreign_table]) for column in table.columns if column.foreign_table
    ]
