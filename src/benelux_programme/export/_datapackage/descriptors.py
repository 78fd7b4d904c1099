"""What a package says of its tables: as a Data Package (version 2) and as CSV on the Web."""

from hashlib import sha256
from typing import Any, TypeAlias

from benelux_programme._programme.programme import Programme
from benelux_programme._store import load, periods, revisions

from .tables import Column, Table

Descriptor: TypeAlias = dict[str, Any]

_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def data_package(
    programmes: tuple[Programme, ...], tables: list[Table], files: dict[str, bytes]
) -> Descriptor:
    """The descriptor of a Data Package.

    Args:
        programmes: The programmes.
        tables: The tables.
        files: The content of the file of each table, by its name.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "-".join(["programmes", *(programme.id for programme in programmes)]),
        "title": _title(programmes),
        "version": ".".join(str(programme.revision) for programme in programmes),
        **({"licenses": [_LICENCE]} if _are_bundled(programmes) else {}),
        "sources": [{"title": str(one.publication.title)} for one in programmes if one.publication],
        "resources": [_resource(table, tables, files[file(table)]) for table in tables],
    }


def csv_on_the_web(programmes: tuple[Programme, ...], tables: list[Table]) -> Descriptor:
    """The metadata of a group of tables."""
    licence = {"dc:license": {"@id": _LICENCE["path"]}} if _are_bundled(programmes) else {}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _title(programmes),
        **licence,
        "tables": [_web_table(table, tables) for table in tables],
    }


def file(table: Table) -> str:
    """The name of the file of a table."""
    return f"{table.name}.csv"


def _title(programmes: tuple[Programme, ...]) -> str:
    return "; ".join(str(programme.title) for programme in programmes)


def _are_bundled(programmes: tuple[Programme, ...]) -> bool:
    """Whether they are those of this library, whose licence is known."""
    return all(
        one.id in periods()
        and one.revision in revisions(one.id)
        and one == load(one.id, revision=one.revision)
        for one in programmes
    )


def _resource(table: Table, tables: list[Table], content: bytes) -> Descriptor:
    return {
        "name": table.name,
        "type": "table",
        "path": file(table),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"lineTerminator": "\n"},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {"resource": target.name, "fields": list(target.key)},
                }
                for column, target in _links(table, tables)
            ],
        },
    }


def _field(column: Column) -> Descriptor:
    constraints: Descriptor = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.type == "integer":
        constraints["minimum"] = 1
    described = {"name": column.name, "type": column.type, "description": column.description}
    return {**described, **({"constraints": constraints} if constraints else {})}


def _web_table(table: Table, tables: list[Table]) -> Descriptor:
    return {
        "url": file(table),
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_web_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "columnReference": [column.name],
                    "reference": {"resource": file(target), "columnReference": list(target.key)},
                }
                for column, target in _links(table, tables)
                if column.required  # validators of this standard want a value in each row
            ],
        },
    }


def _web_column(column: Column) -> Descriptor:
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


def _links(table: Table, tables: list[Table]) -> list[tuple[Column, Table]]:
    by_name = {one.name: one for one in tables}
    return [(column, by_name[column.target]) for column in table.columns if column.target]
