"""The outline of a programme: its pillars, themes and actions, each with an anchor."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from benelux_programme import Action, Citation, Language, Node, Pillar, Programme, Text, Theme

from .markdown import capital, escaped, facts, heading, in_language, linked, said
from .words import PASSIVE, word

_ACTION_LEVEL = 4


class Outline(NamedTuple):
    """One programme in one language, among all programmes."""

    programme: Programme
    language: Language
    programmes: Mapping[str, Programme]

    def blocks(self) -> Iterator[str]:
        """The outline as printed, in blocks of Markdown."""
        if self.programme.own_actions:
            yield heading(2, word("outside pillars", self.language), "page-own-actions")
            yield heading(3, word("actions", self.language))
            yield from self._actions(self.programme.own_actions)
        for pillar in self.programme.pillars:
            yield from self._titled(pillar, 2)
            if pillar.own_actions:
                yield heading(3, word("outside themes", self.language))
                yield from self._actions(pillar.own_actions)
            for theme in pillar.themes:
                yield from self._titled(theme, 3)
                yield from self._actions(theme.actions)

    def _titled(self, node: Pillar | Theme, level: int) -> Iterator[str]:
        title = f"{escaped(node.number)} {said(node.title, self.language)}"
        yield heading(level, title, node.id)
        yield wording(node.title, self.language)
        others = [said(one.text, self.language) for one in node.alternative_titles]
        yield facts(
            (
                (word("also called", self.language), "; ".join(others)),
                (word("note", self.language), self._said(node.note)),
            )
        )

    def _actions(self, actions: Iterable[Action]) -> Iterator[str]:
        for action in actions:
            yield heading(_ACTION_LEVEL, said(action.summary, self.language), action.id, "action")
            yield facts(
                (word(key, self.language), value) for key, value in self._facts(action).items()
            )

    def _facts(self, action: Action) -> dict[str, str | None]:
        commitment = f"[{word(action.commitment, self.language)}]{{.{action.commitment}}}"
        return {
            "commitment": commitment,
            "actors": self._partners(action.actors),
            "also named": self._partners(action.partners),
            "references": ", ".join(map(self._reference, action.references)),
            "policy fields": ", ".join(map(self._field, action.fields)),
            "deliverable": self._said(action.deliverable),
            "timing": action.timing and escaped(str(action.timing)),
            "printed in": "; ".join(place(one, self.language) for one in action.citations),
            "predecessors": "; ".join(self._predecessors(action)),
            "successors": "; ".join(self._successors(action)),
            "note": self._said(action.note),
            "id": f"`{action}`",
        }

    def _said(self, text: Text | None) -> str | None:
        return text and said(text, self.language)

    def _partners(self, ids: Iterable[str]) -> str:
        named = (self.programme.partner(id) for id in ids)
        return ", ".join(linked(one.name, self.language, f"partners/{one.id}.md") for one in named)

    def _reference(self, id: str) -> str:
        reference = self.programme.reference(id)
        title = reference.short_title or reference.title
        return linked(title, self.language, self._anchor(self.programme, f"reference-{id}"))

    def _field(self, id: str) -> str:
        return linked(self.programme.field(id).label, self.language, f"fields/{id}.md")

    def _predecessors(self, action: Action) -> Iterator[str]:
        for one in action.predecessors:
            earlier = self.programmes[one.programme].action(one.action)
            relation = word(one.relation, self.language)
            reason = in_language(one.reason, "en")
            yield f"{relation} {self._action(earlier)} ({reason})"

    def _successors(self, action: Action) -> Iterator[str]:
        for programme in self.programmes.values():
            for later in programme.actions:
                for one in later.predecessors:
                    if (one.programme, one.action) == (action.programme, action.id):
                        relation = word(PASSIVE[one.relation], self.language)
                        yield f"{relation} {self._action(later)}"

    def _action(self, action: Action) -> str:
        target = self._anchor(self.programmes[action.programme], action.id)
        return linked(action.summary, self.language, target)

    def _anchor(self, programme: Programme, id: str) -> str:
        """The address of a part of a programme, from its page in this language."""
        return f"{programme.id}.{self.language}.md#{id}"


def wording(title: Text, language: Language) -> str:
    """Whether a title is the printed one; if not, how it is printed."""
    if language in title.official:
        return f"{{.wording}}\n{word('printed wording', language)}"
    printed = ", ".join(in_language(f"{title:{one}}", one) for one in title.official)
    ours = capital(word("our translation", language))
    return f"{{.wording}}\n{ours}. {word('printed', language)} {printed}"


def place(citation: Citation, language: Language) -> str:
    """Where something is printed."""
    key = "heading" if citation.paragraph is None else "where"
    text = word(key, language).format(section=citation.section, paragraph=citation.paragraph)
    if citation.page is None:
        return escaped(text)
    return escaped(f"{text} ({word('page', language).format(page=citation.page)})")


def english_link(node: Node, up: str) -> str:
    """A link from a page in English to a part of a programme."""
    text = node.summary if isinstance(node, Action) else node.title
    return linked(text, "en", f"{up}{node.programme}.en.md#{node.id}")
