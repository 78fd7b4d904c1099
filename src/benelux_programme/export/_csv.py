"""Rows as comma-separated values (RFC 4180), in the form that programs read or spreadsheets do."""

import re
from collections.abc import Iterable
from csv import QUOTE_ALL, writer
from io import StringIO
from typing import Final, TypeAlias

Cell: TypeAlias = str | int | None

BYTE_ORDER_MARK: Final = "\ufeff"
"""By which spreadsheets know that a file is in UTF-8."""

_FORMULA = re.compile(
    r"""(^|[;,|\t\r\n])          # the start of a cell, for a program that divides cells here too
        (?=[\s"']*               # which takes white space and quotes off
           [=+\-@\uff1d\uff0b\uff0d\uff20])  # what starts a formula; also in its wide form""",
    re.VERBOSE,
)


def separated(rows: Iterable[Iterable[Cell]]) -> str:
    """The rows, exactly. Lines end in a line feed; None is an empty cell."""
    text = StringIO()
    writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def separated_for_spreadsheets(rows: Iterable[Iterable[Cell]]) -> str:
    """The rows, each cell in quotes, with a mark of UTF-8 and with guards against formulas."""
    text = StringIO(BYTE_ORDER_MARK)
    text.seek(len(BYTE_ORDER_MARK))
    guarded = (map(_guarded, row) for row in rows)
    writer(text, lineterminator="\n", quoting=QUOTE_ALL).writerows(guarded)
    return text.getvalue()


def _guarded(cell: Cell) -> Cell:
    """The cell with an apostrophe before what a spreadsheet would take for a formula.

    Where the comma is the decimal sign, as in the Benelux, spreadsheets divide cells at
    semicolons, so a formula may also begin in the middle of a cell.
    """
    return _FORMULA.sub(r"\1'", cell) if isinstance(cell, str) else cell
