"""Writes blocks as Markdown, in which no text becomes markup."""

import re
from collections.abc import Iterable, Iterator

from ._blocks import Block, BulletList, Cell, Code, Heading, Paragraph

_MARKUP = re.compile(
    r"""[\\`*_{}\[\]#|~$]
        |/(?=/)|(?<=www)\.|(?<=\w)\.(?=[^\W\d_]{2})  # in an address, which would become a link""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"([\w.+@-]+)")
_is_mail_address = re.compile(r".*[^@]@[^@]*\.").match
_BLOCK_START = re.compile(r"^(?:[0-9]+(?=[.)](?: |$))|(?=[-+=:%]|\(.*\)=$))")
"""The position before a sign that would start a list or another block."""


def render_markdown(blocks: Iterable[Block]) -> str:
    """Return CommonMark with tables."""
    return "\n".join(line for block in blocks for line in (*_render_block_lines(block), ""))


def _escape_as_one_line(text: str) -> str:
    """Return a text of which nothing is markup or a link, in CommonMark and its common dialects."""
    line = "".join(  # GitHub links mail addresses however they are escaped, except in code
        f"`{word}`" if _is_mail_address(word) else _MARKUP.sub(r"\\\g<0>", word)
        for word in _WORD.split(text.replace("\n", " "))
    )
    # Not every dialect knows a backslash before these.
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _render_block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, content):
            yield f"{'#' * level} {_render_line(content)}"
        case Paragraph(content):
            yield _render_line(content)
        case BulletList(items):
            for item in items:
                yield f"- {_render_line(item.content)}"
                yield from (f"  - {_render_line(child)}" for child in item.children)
        case _:
            yield f"| {' | '.join(map(_escape_as_one_line, block.header))} |"
            yield f"|{'|'.join('--:' if numeric else '---' for numeric in block.numeric_columns)}|"
            for row in block.rows:
                yield f"| {' | '.join(map(_render_line, row))} |"


def _render_line(content: Cell) -> str:
    runs = (str(content),) if isinstance(content, int) else content
    line = "".join(
        _render_code_span(run.text)
        if isinstance(run, Code)
        else _escape_as_one_line(run if isinstance(run, str) else run.text)
        for run in runs
    )
    return _BLOCK_START.sub(r"\g<0>\\", line)


def _render_code_span(text: str) -> str:
    """Return code between more backticks than it contains in a row."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    padding = " " if len(fence) > 1 else ""
    return f"{fence}{padding}{text}{padding}{fence}".replace("\n", " ")
