"""Reports as Markdown."""

import re
from collections.abc import Iterable, Iterator

from ._blocks import Block, Code, Heading, Inline, Items, Paragraph
from ._markdown_escapes import begun, escaped


def as_markdown(blocks: Iterable[Block]) -> str:
    """CommonMark with tables."""
    return "\n".join(line for block in blocks for line in (*_markdown(block), ""))


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, words):
            yield f"{'#' * level} {_marked(words)}"
        case Paragraph(words):
            yield _marked(words)
        case Items(items):
            for item in items:
                yield f"- {_marked(item.words)}"
                yield from (f"  - {_marked(words)}" for words in item.under)
        case _:
            head, rows = block
            yield f"| {' | '.join(map(escaped, head))} |"
            yield f"|{'|'.join('--:' if number else '---' for number in block.numbers)}|"
            for row in rows:
                cells = (str(cell) if isinstance(cell, int) else _marked(cell) for cell in row)
                yield f"| {' | '.join(cells)} |"


def _marked(words: Inline) -> str:
    line = "".join(
        _coded(word.text)
        if isinstance(word, Code)
        else escaped(word if isinstance(word, str) else word.text)
        for word in words
    )
    return begun(line)


def _coded(text: str) -> str:
    """Code, in more backticks than there are in it."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    gap = " " if len(fence) > 1 else ""
    return f"{fence}{gap}{text}{gap}{fence}".replace("\n", " ")
