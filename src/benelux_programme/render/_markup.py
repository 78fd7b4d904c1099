"""Writes blocks as Markdown and as HTML without scripts, in which no text becomes markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from string import Template
from urllib.parse import quote

from benelux_programme._data import read_bundled
from benelux_programme._model.text import Language

from ._blocks import (
    Block,
    BulletList,
    Cell,
    Code,
    Heading,
    Inline,
    Link,
    Paragraph,
    Run,
    to_one_line_plain_text,
)

_MARKUP = re.compile(
    r"""[\\`*_{}\[\]#|~$]
        |/(?=/)|(?<=www)\.|(?<=\w)\.(?=[^\W\d_]{2})  # in an address, which would become a link""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"((?:\b(?:mailto|xmpp):)?[\w.+@-]+)", re.IGNORECASE)
_is_mail_address = re.compile(r".*[^@]@[^@]*\.").match
_BLOCK_START = re.compile(r"^(?:[0-9]+(?=[.)](?: |$))|(?=[-+=:%]|\(.*\)=$))")
"""The position before a sign that would start a list or another block."""

_URL_CHARACTERS = ":/?#[]@!$&'()*+,;=%"  # and letters, digits and "_.-~", which `quote` keeps

_NUMBER_CLASS = ' class="number"'


def render_markdown(blocks: Iterable[Block]) -> str:
    """Return CommonMark with tables."""
    return "\n".join(line for block in blocks for line in (*_render_markdown_lines(block), ""))


def _escape_markdown_as_one_line(text: str) -> str:
    """Return a text of which nothing is markup or a link, in CommonMark and its common dialects."""
    line = "".join(  # GitHub links mail addresses however they are escaped, except in code
        f"`{word}`" if _is_mail_address(word) else _MARKUP.sub(r"\\\g<0>", word)
        for word in _WORD.split(text.replace("\n", " "))
    )
    # Not every dialect knows a backslash before these.
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _render_markdown_lines(block: Block) -> Iterator[str]:
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
            yield f"| {' | '.join(map(_escape_markdown_as_one_line, block.header))} |"
            yield f"|{'|'.join('--:' if numeric else '---' for numeric in block.numeric_columns)}|"
            for row in block.rows:
                yield f"| {' | '.join(map(_render_line, row))} |"


def _render_line(content: Cell) -> str:
    runs = (str(content),) if isinstance(content, int) else content
    return _BLOCK_START.sub(
        r"\g<0>\\", "".join(map(_render_markdown_run, _join_texts_between_links_and_codes(runs)))
    )


def _join_texts_between_links_and_codes(runs: Iterable[Run]) -> Iterator[str | Code | Link]:
    """Yield each link and code, and the text between them as one: an address may span matches."""
    text = ""
    for run in runs:
        if isinstance(run, Code | Link):
            yield text
            yield run
            text = ""
        else:
            text += run if isinstance(run, str) else run.text
    yield text


def _render_markdown_run(run: str | Code | Link) -> str:
    if isinstance(run, Code):
        return _render_code_span(run.text)
    text = _escape_markdown_as_one_line(run if isinstance(run, str) else run.text)
    return f"[{text}](<{quote(run.url, _URL_CHARACTERS)}>)" if isinstance(run, Link) else text


def _render_code_span(text: str) -> str:
    """Return code between more backticks than it contains in a row."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    padding = " " if len(fence) > 1 else ""
    return f"{fence}{padding}{text}{padding}{fence}".replace("\n", " ")


def render_html_fragment(blocks: Iterable[Block], language: Language, *, style: bool) -> str:
    """Return a part of a page, with its own style or without any."""
    body = "\n".join(line for block in blocks for line in _render_html_lines(block))
    css = f"<style>\n{read_bundled('fragment.css').decode()}</style>\n" if style else ""
    return _fill_template("fragment.html", style=css, body=body, language=language)


def render_html_page(blocks: Sequence[Block], language: Language, *, style: bool) -> str:
    """Return a whole page, whose title is the content of the first heading or paragraph."""
    titles = (block.content for block in blocks if isinstance(block, Heading | Paragraph))
    title = escape(to_one_line_plain_text(next(titles)))
    body = render_html_fragment(blocks, language, style=style)
    return _fill_template("page.html", title=title, body=body, language=language)


def _fill_template(file: str, **contents: str) -> str:
    return Template(read_bundled(file).decode()).substitute(contents)


def _render_html_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, content):
            yield f"<h{level}>{_render_inline(content)}</h{level}>"
        case Paragraph(content):
            yield f"<p>{_render_inline(content)}</p>"
        case BulletList(items):
            yield "<ul>"
            for item in items:
                children = "".join(f"<li>{_render_inline(child)}</li>" for child in item.children)
                nested = f"<ul>{children}</ul>" if children else ""
                yield f"<li>{_render_inline(item.content)}{nested}</li>"
            yield "</ul>"
        case _:
            cells = "".join(
                f'<th scope="col"{_NUMBER_CLASS if is_numeric else ""}>{escape(cell)}</th>'
                for cell, is_numeric in zip(block.header, block.numeric_columns, strict=True)
            )
            yield f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>"
            for row in block.rows:
                yield f"<tr>{''.join(map(_render_html_cell, row))}</tr>"
            yield "</tbody>\n</table>"


def _render_html_cell(cell: Cell) -> str:
    if isinstance(cell, int):
        return f"<td{_NUMBER_CLASS}>{cell}</td>"
    return f"<td>{_render_inline(cell)}</td>"


def _render_inline(content: Inline) -> str:
    return "".join(map(_render_html_run, content))


def _render_html_run(run: Run) -> str:
    if isinstance(run, str):
        return escape(run)
    if isinstance(run, Code):
        return f"<code>{escape(run.text)}</code>"
    if isinstance(run, Link):
        return f'<a href="{escape(run.url)}">{escape(run.text)}</a>'
    tag = "mark" if run.is_marked else "span"
    return f'<{tag} lang="{run.language}">{escape(run.text)}</{tag}>'
