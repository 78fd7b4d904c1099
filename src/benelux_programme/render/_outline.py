"""Programmes, pillars, themes and actions as plain text for people to read."""

import textwrap
from collections.abc import Iterable, Iterator

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, Node, Pillar, Theme
from benelux_programme._model.text import Language, Text
from benelux_programme._programme.programme import Programme, summarize_counts

_INDENT = "  "


def summary_line(programme: Programme, language: Language = "en") -> str:
    """One line: id, title and counts."""
    title = wording(programme.title, language)
    return f"{programme.id}  {title}: {summarize_counts(programme)}"


def outline(programme: Programme, language: Language = "en", width: int | None = None) -> str:
    """The whole programme: titles, and each action with its id and where it is printed.

    Args:
        programme: The programme.
        language: The language of titles and summaries; another stands in where there is none.
        width: The number of columns to fill, or None for lines of any length.
    """
    head = [wording(programme.title, language)]
    if programme.subtitle is not None:
        head.append(wording(programme.subtitle, language))
    head.append(
        f"{programme.period.start} to {programme.period.end}, revision {programme.revision}"
    )
    lines = [*head, "", *_actions(programme.own_actions, language, 0)]
    for pillar in programme.pillars:
        lines += ["", *_pillar(pillar, language)]
    return filled(lines, width)


def describe(
    programme: Programme, node: Node, language: Language = "en", width: int | None = None
) -> str:
    """One pillar or theme with what is in it, or all that is known of one action.

    Args:
        programme: The programme in which the node stands.
        node: The pillar, theme or action.
        language: The language of titles and summaries; another stands in where there is none.
        width: The number of columns to fill, or None for lines of any length.

    Raises:
        UnknownIdError: The node is not of this programme.
    """
    above = programme.path(node)[1:-1]
    lines = [str(node)]
    lines += [f"in {_title(one, language)}" for one in above if isinstance(one, (Pillar, Theme))]
    if isinstance(node, Action):
        lines += ["", wording(node.summary, language), "", *_facts(programme, node, language)]
    elif isinstance(node, Theme):
        lines += ["", *_theme(node, language, 0)]
    else:
        lines += ["", *_pillar(node, language)]
    if node.note is not None:
        lines += ["", f"note: {wording(node.note, language)}"]
    return filled(lines, width)


def wording(text: Text, language: Language) -> str:
    """The text in a language, or in another with a mark that says which."""
    found = text.in_(language)
    if found is not None:
        return found
    other = text.languages[0]
    return f"{text:{other}} [{other}]"


def _pillar(pillar: Pillar, language: Language) -> Iterator[str]:
    yield f"{_title(pillar, language)}  ({pillar.id})"
    yield from _actions(pillar.own_actions, language, 1)
    for theme in pillar.themes:
        yield from _theme(theme, language, 1)


def _theme(theme: Theme, language: Language, depth: int) -> Iterator[str]:
    yield f"{_INDENT * depth}{_title(theme, language)}  ({theme.id})"
    yield from _actions(theme.actions, language, depth + 1)


def _title(node: Pillar | Theme, language: Language) -> str:
    return f"{node.number} {wording(node.title, language)}"


def _actions(actions: Iterable[Action], language: Language, depth: int) -> Iterator[str]:
    for action in actions:
        yield f"{_INDENT * depth}{action_line(action, language)}"


def action_line(action: Action, language: Language, *, full: bool = False) -> str:
    """One line: summary, id, commitment unless it is firm, and where it is printed.

    Args:
        action: The action.
        language: The language of the summary; another stands in where there is none.
        full: Whether to give the id with that of the programme.
    """
    where = ", ".join(map(str, action.citations))
    hedge = "" if action.commitment == "firm" else f"{action.commitment}, "
    id = str(action) if full else action.id
    return f"- {wording(action.summary, language)}  ({id}; {hedge}{where})"


def _facts(programme: Programme, action: Action, language: Language) -> Iterator[str]:
    partner = {one.id: wording(one.name, language) for one in programme.partners}
    title = {
        one.id: wording(one.short_title or one.title, language) for one in programme.references
    }
    label = {one.id: wording(one.label, language) for one in programme.fields}
    facts: tuple[tuple[str, str | None], ...] = (
        ("commitment", action.commitment),
        ("actors", "; ".join(partner[id] for id in action.actors)),
        ("partners", "; ".join(partner[id] for id in action.partners)),
        ("references", "; ".join(title[id] for id in action.references)),
        ("fields", "; ".join(label[id] for id in action.fields)),
        ("deliverable", action.deliverable and wording(action.deliverable, language)),
        ("timing", action.timing and str(action.timing)),
        ("printed in", "; ".join(map(_place, action.citations))),
    )
    for name, value in facts:
        if value:
            yield f"{name}: {value}"
    for one in action.predecessors:
        yield f"{one.relation}: {one.programme}/{one.action} ({one.reason})"


def _place(citation: Citation) -> str:
    page = "" if citation.page is None else f", in the section that begins on page {citation.page}"
    return f"{citation}{page}"


def filled(lines: Iterable[str], width: int | None) -> str:
    """The lines, broken at the width with what follows indented under them."""
    if width is None:
        return "\n".join(lines) + "\n"
    filled: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        broken = textwrap.wrap(
            line, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
        )
        filled += broken or [""]
    return "\n".join(filled) + "\n"
