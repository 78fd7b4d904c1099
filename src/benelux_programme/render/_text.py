"""Writes blocks as plain text."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from ._blocks import Block, BulletList, Heading, Inline, Paragraph, Table, to_one_line_plain_text

MIN_WIDTH: Final = 30
"""The number of columns that a table needs."""

_UNDERLINES = {1: "=", 2: "-"}
_COLUMN_GAP = "  "


def render_text(blocks: Iterable[Block], width: int | None) -> str:
    """Return plain text, wrapped at a number of columns or, with None, not at all."""
    return "\n".join(line for block in blocks for line in (*_render_block_lines(block, width), ""))


def _render_block_lines(block: Block, width: int | None) -> Iterator[str]:
    match block:
        case Heading(level, content):
            lines = wrap_inline(content, width)
            yield from lines
            if level in _UNDERLINES:
                yield _UNDERLINES[level] * max(map(len, lines))
        case Paragraph(content):
            yield from wrap_inline(content, width)
        case BulletList(items):
            for item in items:
                yield from wrap_inline(item.content, width, bullet="- ")
                for child in item.children:
                    yield from wrap_inline(child, width, bullet="  - ")
        case _:
            yield from _render_table_lines(block, width)


def wrap_inline(content: Inline, width: int | None, bullet: str = "") -> list[str]:
    """Return the lines of content, broken between words only, or one line if width is None."""
    text = to_one_line_plain_text(content)
    if width is None:
        return [bullet + text]
    return textwrap.wrap(
        text,
        width,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,  # so that ids can be copied
        break_on_hyphens=False,
    )


def _render_table_lines(table: Table, width: int | None) -> Iterator[str]:
    rows = [list(map(to_one_line_plain_text, row)) for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.header, *rows, strict=True)]
    if width is not None:
        widths = _shrink_widest_columns(widths, width)
    yield from _render_row_lines(table.header, widths, table.numeric_columns)
    yield _COLUMN_GAP.join("-" * column for column in widths)
    for row in rows:
        yield from _render_row_lines(row, widths, table.numeric_columns)


def _shrink_widest_columns(widths: Sequence[int], line_width: int) -> list[int]:
    """Return the widths of columns that fit on a line with the gaps between them."""
    shrunk = list(widths)
    while sum(shrunk) + len(_COLUMN_GAP) * (len(shrunk) - 1) > line_width:
        shrunk[shrunk.index(max(shrunk))] -= 1
    return shrunk


def _render_row_lines(
    cells: Sequence[str], widths: Sequence[int], numeric_columns: Sequence[bool]
) -> Iterator[str]:
    alignments = [">" if is_numeric else "<" for is_numeric in numeric_columns]
    for line in zip_longest(*map(textwrap.wrap, cells, widths), fillvalue=""):
        columns = zip(line, alignments, widths, strict=True)
        yield _COLUMN_GAP.join(f"{cell:{align}{width}}" for cell, align, width in columns).rstrip()
