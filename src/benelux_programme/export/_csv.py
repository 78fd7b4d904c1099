"""Rows formatted as comma-separated values (RFC 4180), for programs or for spreadsheets."""

import re
from collections.abc import Iterable
from csv import QUOTE_ALL, writer
from io import StringIO
from typing import TypeAlias

Cell: TypeAlias = str | int | None

_FORMULA_START = re.compile(
    r"""(^|[;,|\t\r\n])          # the start of a cell, also for a program with another delimiter
        (?=[\s"']*               # white space and quotes, which spreadsheets may strip
           [=+\-@\uff1d\uff0b\uff0d\uff20])  # a sign that starts a formula; also full-width""",
    re.VERBOSE,
)


def format_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """Format rows exactly. Lines end in a line feed; None is an empty cell."""
    text = StringIO()
    writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def format_spreadsheet_safe_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """Format rows with a byte order mark, every cell quoted, and formulas escaped."""
    text = StringIO()
    escaped_rows = (map(_escape_formula_starts, row) for row in rows)
    writer(text, lineterminator="\n", quoting=QUOTE_ALL).writerows(escaped_rows)
    return f"\ufeff{text.getvalue()}"


def _escape_formula_starts(cell: Cell) -> Cell:
    """Put an apostrophe before whatever a spreadsheet would read as a formula.

    Where the comma is the decimal sign, as in the Benelux, spreadsheets split cells at semicolons,
    so a formula may also begin in the middle of a cell.
    """
    return _FORMULA_START.sub(r"\1'", cell) if isinstance(cell, str) else cell
