"""Writes blocks as Markdown, in which no text becomes markup."""

import re
from collections.abc import Iterable, Iterator

from ._blocks import Block, BulletList, Code, Heading, Inline, Paragraph

_MARKUP = re.compile(r"[\\`*_{}\[\]#|~$]")

_BLOCK_START = re.compile(r"^(?:[0-9]+(?=[.)](?: |$))|(?=[-+=:%]|\(.*\)=$))")
"""The position before a sign that would start a list or another block."""


def render_markdown(blocks: Iterable[Block]) -> str:
    """Return CommonMark with tables."""
    return "\n".join(line for block in blocks for line in (*_render_block(block), ""))


def escape_markdown(text: str) -> str:
    r"""Return a text as one line of which nothing is markup, in CommonMark or its common dialects.

    Not every dialect knows a backslash before "<" and "&", so these become HTML entities.

    >>> escape_markdown("a *b* & <c>")
    'a \\*b\\* &amp; &lt;c&gt;'
    """
    line = _MARKUP.sub(r"\\\g<0>", text.replace("\n", " "))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_block_start(line: str) -> str:
    r"""Return an escaped line that does not start a list or another block.

    >>> escape_block_start("1. a"), escape_block_start("- a")
    ('1\\. a', '\\- a')
    """
    return _BLOCK_START.sub(r"\g<0>\\", line)


def _render_block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, content):
            yield f"{'#' * level} {_render_inline(content)}"
        case Paragraph(content):
            yield _render_inline(content)
        case BulletList(items):
            for item in items:
                yield f"- {_render_inline(item.content)}"
                yield from (f"  - {_render_inline(child)}" for child in item.children)
        case _:
            yield f"| {' | '.join(map(escape_markdown, block.header))} |"
            yield f"|{'|'.join('--:' if numeric else '---' for numeric in block.numeric_columns)}|"
            for row in block.rows:
                cells = (
                    str(cell) if isinstance(cell, int) else _render_inline(cell) for cell in row
                )
                yield f"| {' | '.join(cells)} |"


def _render_inline(content: Inline) -> str:
    line = "".join(
        _render_code(run.text)
        if isinstance(run, Code)
        else escape_markdown(run if isinstance(run, str) else run.text)
        for run in content
    )
    return escape_block_start(line)


def _render_code(text: str) -> str:
    """Return code between more backticks than it contains in a row."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    padding = " " if len(fence) > 1 else ""
    return f"{fence}{padding}{text}{padding}{fence}".replace("\n", " ")
