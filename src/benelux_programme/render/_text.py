"""Reports as plain text."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from ._blocks import Block, Heading, Inline, Items, Paragraph, Table

NARROWEST: Final = 30
"""How many columns a text needs."""

_UNDERLINES = {1: "=", 2: "-"}


def as_text(blocks: Iterable[Block], width: int | None) -> str:
    """Text of so many columns, or of lines of any length."""
    return "\n".join(line for block in blocks for line in (*_text(block, width), ""))


def _text(block: Block, width: int | None) -> Iterator[str]:
    match block:
        case Heading(level, words):
            lines = _wrapped(_plain(words), width)
            yield from lines
            if level in _UNDERLINES:
                yield _UNDERLINES[level] * max(map(len, lines))
        case Paragraph(words):
            yield from _wrapped(_plain(words), width)
        case Items(items):
            for item in items:
                yield from _wrapped(_plain(item.words), width, "- ")
                for words in item.under:
                    yield from _wrapped(_plain(words), width, "  - ")
        case _:
            yield from _columns(block, width)


def _wrapped(text: str, width: int | None, mark: str = "") -> list[str]:
    if width is None:
        return [mark + text]
    return textwrap.wrap(
        text,
        width,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
    )


def _columns(table: Table, width: int | None) -> Iterator[str]:
    cells = [[_cell(cell) for cell in row] for row in table.rows]
    widths = [*map(_widest, table.head, *cells)]
    if width is not None:
        _narrow(widths, width)
    yield from _row(table.head, widths, table.numbers)
    yield "  ".join("-" * one for one in widths)
    for row in cells:
        yield from _row(row, widths, table.numbers)


def _widest(*cells: str) -> int:
    return max(map(len, cells))


def _cell(cell: Inline | int) -> str:
    return str(cell) if isinstance(cell, int) else _plain(cell)


def _narrow(widths: list[int], width: int) -> None:
    """Take columns from the widest until all fit."""
    while sum(widths) + 2 * (len(widths) - 1) > width:
        widths[widths.index(max(widths))] -= 1


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> Iterator[str]:
    for line in zip_longest(*map(textwrap.wrap, cells, widths), fillvalue=""):
        yield "  ".join(map(_aligned, line, widths, numbers)).rstrip()


def _aligned(cell: str, width: int, number: bool) -> str:
    return cell.rjust(width) if number else cell.ljust(width)


def _plain(words: Inline) -> str:
    """Words without marks."""
    return " ".join("".join(word if isinstance(word, str) else word.text for word in words).split())
