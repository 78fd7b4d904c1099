"""MyST Markdown with texts of the data, in which every character is literal."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from benelux_programme import Language, Text
from benelux_programme._model.words import load_catalogue, translate

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape(text: str) -> str:
    """Return the text in one line, with all punctuation escaped."""
    return _PUNCTUATION.sub(r"\\\1", text.replace("\n", " "))


def mark_language(text: str, language: Language) -> str:
    """Return the text, marked as being in this language."""
    return f"[{escape(text)}]{{.language-{language}}}"


def format_text(text: Text, language: Language) -> str:
    """Return the text in a language, or marked in another if it is missing."""
    found = text.in_(language)
    if found is not None:
        return escape(found)
    other = text.languages[0]
    return mark_language(f"{text:{other}}", other)


def format_link(text: str, target: str, language: Language | None = None) -> str:
    """Return a link; its text is marked if a language is given."""
    mark = "" if language is None else f"{{.language-{language}}}"
    return f"[{escape(text)}]({target}){mark}"


def link_text(text: Text, language: Language, target: str) -> str:
    """Return a link whose text is in a language, or marked in another if it is missing."""
    found = text.in_(language)
    if found is not None:
        return format_link(found, target)
    other = text.languages[0]
    return format_link(f"{text:{other}}", target, other)


def link_file(text: str, path: str) -> str:
    """Return a link from a page of the data to a file of the site."""
    return f"[{escape(text)}](../{path}){{.external}}"


def format_source(text: str, language: Language = "en") -> str:
    """Return the source of a fact: an address, or its name in the language if it has one."""
    if text.startswith(("http://", "https://")):
        return f"<{text}>"
    key = f"publisher.{text}"
    named = key in load_catalogue()
    return escape(translate(key, language)) if named else mark_language(text, "en")


def format_front_matter(description: str, **more: object) -> str:
    """Return the front matter of a page with its description."""
    settings = {**more, "myst": {"html_meta": {"description": description}}}
    return f"---\n{json.dumps(settings, ensure_ascii=False)}\n---"


def format_heading(level: int, title: str, id: str | None = None, *classes: str) -> str:
    """Return a heading with its id and classes."""
    attributes = [*([f"#{id}"] if id else []), *(f".{one}" for one in classes)]
    line = f"{'#' * level} {title}"
    return f"{{{' '.join(attributes)}}}\n{line}" if attributes else line


def format_fields(pairs: Iterable[tuple[str, str | None]], language: Language = "en") -> str:
    """Return a field list, without the fields that are missing."""
    return "\n".join(
        f":{_format_field_name(name, language)}: {value}" for name, value in pairs if value
    )


def _format_field_name(name: str, language: Language) -> str:
    """Return the name with the space that the language has before a colon."""
    fact = format_fact(escape(capitalize_first(name)), "", language)
    return fact.rstrip(": ").replace("\u00a0", "&nbsp;")  # which the parser does not strip off


def format_fact(name: str, value: str, language: Language) -> str:
    """Return a name, a colon and a value, with the spaces that the language requires."""
    return translate("form.fact", language, name=name, value=value)


def join_facts(facts: Iterable[str], language: Language) -> str:
    """Return the facts with semicolons, with the spaces that the language requires."""
    return translate("form.semicolon", language).join(facts)


def capitalize_first(text: str) -> str:
    """Return the text with a capital first letter, unless it is a name such as eIDAS."""
    return text if text[1:2].isupper() else f"{text[:1].upper()}{text[1:]}"


def capitalize_text(text: Text) -> Text:
    """Return the text as a heading, an option or a cell shows it."""
    return map_text(text, capitalize_first)


def map_text(text: Text, function: Callable[[str], str]) -> Text:
    """Return the text with the value of a function in each language."""
    values: Any = {one: function(f"{text:{one}}") for one in text.languages}
    return Text(**values)


def format_bullets(items: Iterable[str]) -> str:
    """Return a bullet list."""
    return "\n".join(f"- {item}" for item in items)


def format_table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table."""
    header = [escape(capitalize_first(name)) for name in header]
    return "\n".join(_format_rows([header, ["---"] * len(header), *rows]))


def _format_rows(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    for row in rows:
        yield f"| {' | '.join(row)} |"
