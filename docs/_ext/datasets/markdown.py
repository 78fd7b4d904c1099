"""Texts of the data as MyST Markdown: every sign is taken literally."""

import json
import re
from collections.abc import Iterable, Iterator

from benelux_programme import Language, Text

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """The text in one line, so that no sign of it is mark-up."""
    return _PUNCTUATION.sub(r"\\\1", text.replace("\n", " "))


def in_language(text: str, language: Language) -> str:
    """The text, marked as being in this language."""
    return f"[{escaped(text)}]{{.language-{language}}}"


def said(text: Text, language: Language) -> str:
    """The text in a language, or in another that is marked."""
    found = text.in_(language)
    if found is not None:
        return escaped(found)
    other = text.languages[0]
    return in_language(f"{text:{other}}", other)


def link(text: str, target: str, language: Language | None = None) -> str:
    """A link, to a page of this site or elsewhere; marked, if the text is in another language."""
    mark = "" if language is None else f"{{.language-{language}}}"
    return f"[{escaped(text)}]({target}){mark}"


def linked(text: Text, language: Language, target: str) -> str:
    """A text in a language, or in another that is marked, as a link."""
    found = text.in_(language)
    if found is not None:
        return link(found, target)
    other = text.languages[0]
    return link(f"{text:{other}}", target, other)


def file_link(text: str, path: str) -> str:
    """A link from a page of the data to a file that the build puts at this path of the site."""
    return f"[{escaped(text)}](../{path}){{.external}}"


def source(text: str) -> str:
    """Where a fact was found, in English or as an address."""
    return f"<{text}>" if text.startswith(("http://", "https://")) else in_language(text, "en")


def front_matter(description: str, **more: object) -> str:
    """What stands before a page: its description, for those who have not opened it."""
    settings = {**more, "myst": {"html_meta": {"description": description}}}
    return f"---\n{json.dumps(settings, ensure_ascii=False)}\n---"


def heading(level: int, title: str, id: str | None = None, *classes: str) -> str:
    """A heading, with the id by which it is linked."""
    attributes = [*([f"#{id}"] if id else []), *(f".{one}" for one in classes)]
    line = f"{'#' * level} {title}"
    return f"{{{' '.join(attributes)}}}\n{line}" if attributes else line


def facts(pairs: Iterable[tuple[str, str | None]]) -> str:
    """A list of named facts, without those that are missing."""
    return "\n".join(f":{escaped(capital(name))}: {value}" for name, value in pairs if value)


def capital(text: str) -> str:
    """The text with a capital letter at its start, and all others as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {item}" for item in items)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table."""
    head = [escaped(capital(one)) for one in head]
    return "\n".join(_rows([head, ["---"] * len(head), *rows]))


def _rows(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    for row in rows:
        yield f"| {' | '.join(row)} |"
