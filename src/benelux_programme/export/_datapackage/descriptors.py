"""The descriptors of a package: Data Package (version 2) and CSV on the Web."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, TypeAlias

from benelux_programme._programme.programme import Programme
from benelux_programme._store import load, periods, revisions

from .schema import Column, TableSchema

Descriptor: TypeAlias = dict[str, Any]

_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def build_package_descriptor(
    programmes: tuple[Programme, ...], tables: Iterable[TableSchema], csv_files: Mapping[str, bytes]
) -> Descriptor:
    """Return the content of `datapackage.json` for tables with their CSV files by name."""
    publications = [programme.publication for programme in programmes if programme.publication]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "-".join(["programmes", *(programme.id for programme in programmes)]),
        "title": _join_titles(programmes),
        "version": ".".join(str(programme.revision) for programme in programmes),
        **({"licenses": [_LICENCE]} if _are_unmodified_bundled_programmes(programmes) else {}),
        "sources": [{"title": str(publication.title)} for publication in publications],
        "resources": [
            _build_resource_descriptor(table, csv_files[table.file_name]) for table in tables
        ],
    }


def build_csvw_metadata(
    programmes: tuple[Programme, ...], tables: Iterable[TableSchema]
) -> Descriptor:
    """Return the content of `csv-metadata.json`, a CSV on the Web table group."""
    licence = {"@id": _LICENCE["path"]}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _join_titles(programmes),
        **({"dc:license": licence} if _are_unmodified_bundled_programmes(programmes) else {}),
        "tables": [_build_csvw_table_description(table) for table in tables],
    }


def _join_titles(programmes: tuple[Programme, ...]) -> str:
    return "; ".join(str(programme.title) for programme in programmes)


def _are_unmodified_bundled_programmes(programmes: tuple[Programme, ...]) -> bool:
    """Whether all are unmodified programmes of this library, whose licence is known."""
    return all(
        programme.id in periods()
        and programme.revision in revisions(programme.id)
        and programme == load(programme.id, revision=programme.revision)
        for programme in programmes
    )


def _build_resource_descriptor(table: TableSchema, content: bytes) -> Descriptor:
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


def _build_csvw_table_description(table: TableSchema) -> Descriptor:
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
