"""Rows formatted as comma-separated values (RFC 4180), for programs or for spreadsheets."""

import re
from collections.abc import Iterable
from csv import QUOTE_ALL, writer
from io import StringIO
from typing import Final, TypeAlias

Cell: TypeAlias = str | int | None

_CELL_START: Final = re.compile(
    r"""([;,|][\s"']*|[\s"']+)          # a separator of cells, and what spreadsheets may strip
        ([=+\-@\uff1d\uff0b\uff0d\uff20]?)  # a sign that starts a formula; also full-width""",
    re.VERBOSE,
)
_SEPARATOR: Final = re.compile(r"[;,|\t\r\n]")


def format_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """Format rows exactly. Lines end in a line feed; None is an empty cell."""
    text = StringIO()
    writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def format_quoted_escaped_csv_with_bom(rows: Iterable[Iterable[Cell]]) -> str:
    """Format rows with a byte order mark, every cell quoted, and formulas escaped."""
    text = StringIO()
    escaped_rows = (map(_escape_formulas_after_any_separator, row) for row in rows)
    writer(text, lineterminator="\n", quoting=QUOTE_ALL).writerows(escaped_rows)
    return f"\ufeff{text.getvalue()}"


def _escape_formulas_after_any_separator(cell: Cell) -> Cell:
    """Put an apostrophe before whatever a spreadsheet would read as a formula.

    Where the comma is the decimal sign, as in the Benelux, spreadsheets split cells at semicolons,
    so a formula may also begin in the middle of a cell.
    """
    if not isinstance(cell, str):
        return cell
    return _CELL_START.sub(_escape_formula_start, f"\n{cell}").removeprefix("\n")


def _escape_formula_start(match: re.Match[str]) -> str:
    separators, sign = match.groups()
    return _SEPARATOR.sub(r"\g<0>'", separators) + sign if sign else separators
