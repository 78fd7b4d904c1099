"""Reports as HTML."""

from collections.abc import Iterable, Iterator
from html import escape

from ._blocks import Block, Code, Heading, Inline, Item, Items, Paragraph, Said

_STYLE = """\
<style>
.benelux-programme table { border-collapse: collapse; }
.benelux-programme th, .benelux-programme td {
  padding: 0.2em 0.8em 0.2em 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent);
}
.benelux-programme .number { text-align: right; font-variant-numeric: tabular-nums; }
.benelux-programme code { font-size: 0.9em; opacity: 0.8; overflow-wrap: anywhere; }
.benelux-programme li { margin: 0.3em 0; }
</style>"""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }}
</style>
</head>
<body>
{part}</body>
</html>
"""


def as_html(blocks: Iterable[Block]) -> str:
    """A part of a page, which styles itself."""
    body = "\n".join(line for block in blocks for line in _html(block))
    return f'<section class="benelux-programme" lang="en">\n{_STYLE}\n{body}\n</section>\n'


def html_page(title: str, part: str) -> str:
    """A page of its own."""
    return _PAGE.format(title=escape(title), part=part)


def _html(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, words):
            yield f"<h{level}>{_tagged(words)}</h{level}>"
        case Paragraph(words):
            yield f"<p>{_tagged(words)}</p>"
        case Items(items):
            yield "<ul>"
            yield from map(_html_item, items)
            yield "</ul>"
        case _:
            head, rows = block
            cells = "".join(map(_html_head, head, block.numbers))
            yield f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>"
            for row in rows:
                yield f"<tr>{''.join(map(_html_cell, row))}</tr>"
            yield "</tbody>\n</table>"


_NUMBER = ' class="number"'


def _html_item(item: Item) -> str:
    under = "".join(f"<li>{_tagged(words)}</li>" for words in item.under)
    return f"<li>{_tagged(item.words)}{f'<ul>{under}</ul>' if under else ''}</li>"


def _html_head(cell: str, number: bool) -> str:
    return f'<th scope="col"{_NUMBER if number else ""}>{escape(cell)}</th>'


def _html_cell(cell: Inline | int) -> str:
    if isinstance(cell, int):
        return f"<td{_NUMBER}>{cell}</td>"
    return f"<td>{_tagged(cell)}</td>"


def _tagged(words: Inline) -> str:
    return "".join(map(_tag, words))


def _tag(word: str | Code | Said) -> str:
    if isinstance(word, str):
        return escape(word)
    if isinstance(word, Code):
        return f"<code>{escape(word.text)}</code>"
    return f'<span lang="{word.language}">{escape(word.text)}</span>'
