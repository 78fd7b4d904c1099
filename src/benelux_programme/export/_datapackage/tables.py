"""Tables and their columns."""

from functools import cache
from typing import Any, NamedTuple, TypeAlias

from benelux_programme._json_schema import json_schema
from benelux_programme.export._csv import Cell

Row: TypeAlias = list[Cell]


class Column(NamedTuple):
    """One column.

    Attributes:
        name: Its name.
        description: What it holds.
        type: "string", "integer", "boolean" or "date", as Data Packages and CSVW call it.
        required: Whether each row has it.
        choices: The strings that are allowed, if they are few.
        target: The table to whose first column it refers.
    """

    name: str
    description: str
    type: str = "string"
    required: bool = True
    choices: tuple[str, ...] = ()
    target: str | None = None


class Table(NamedTuple):
    """One table.

    Attributes:
        name: Its name.
        description: What a row is.
        columns: The columns.
        key: The names of the columns that tell a row from all others.
        rows: The rows.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: list[Row]


def described(cls: type, attribute: str | None = None) -> tuple[str, tuple[str, ...]]:
    """What a class or an attribute is, and the strings that are allowed there, if they are few."""
    definition = _definitions()[cls.__name__]
    if attribute is None:
        return definition.get("description", ""), ()
    value = definition["properties"][attribute]
    return value.get("description", ""), tuple(value.get("enum", ()))


@cache
def _definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = json_schema()["$defs"]
    return definitions
