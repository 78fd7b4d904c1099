"""The outline of a programme: its pillars, themes and actions, each with an anchor."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from benelux_programme import (
    Action,
    Bearing,
    Citation,
    Language,
    Node,
    Outcome,
    Pillar,
    Programme,
    Text,
    Theme,
)
from benelux_programme._model.words import translate
from benelux_programme.render._phrases import Phrasebook

from .markdown import (
    capitalize_text,
    escape,
    format_bullets,
    format_fact,
    format_fields,
    format_heading,
    format_link,
    format_text,
    join_facts,
    link_text,
    map_text,
    mark_language,
)
from .words import capitalize, format_date

_ACTION_LEVEL = 4


class Outline(NamedTuple):
    """The outline of a programme in one language."""

    programme: Programme
    language: Language
    programmes: Mapping[str, Programme]

    def render_blocks(self) -> Iterator[str]:
        """Yield the blocks of Markdown, in printed order."""
        if self.programme.own_actions:
            yield format_heading(
                2, translate("page.outside_pillars", self.language), "page-own-actions"
            )
            yield format_heading(3, translate("page.own_actions", self.language))
            yield from self._render_actions(self.programme.own_actions)
        for pillar in self.programme.pillars:
            yield from self._render_title(pillar, 2)
            if pillar.own_actions:
                outside = translate("page.outside_themes", self.language)
                title = format_text(pillar.title, self.language)
                yield format_heading(3, f"{outside} ({title})")
                yield from self._render_actions(pillar.own_actions)
            for theme in pillar.themes:
                yield from self._render_title(theme, 3)
                yield from self._render_actions(theme.actions)

    def _render_title(self, node: Pillar | Theme, level: int) -> Iterator[str]:
        title = f"{escape(node.number)} {format_text(node.title, self.language)}"
        yield format_heading(level, title, node.id)
        yield describe_wording(node.title, self.language)
        others = [format_text(one.text, self.language) for one in node.alternative_titles]
        yield format_fields(
            (
                (translate("field.alternative_titles", self.language), self._join(others)),
                (translate("field.note", self.language), self._format_optional(node.note)),
            ),
            self.language,
        )

    def _render_actions(self, actions: Iterable[Action]) -> Iterator[str]:
        for action in actions:
            yield format_heading(
                _ACTION_LEVEL, format_text(action.summary, self.language), action.id, "action"
            )
            yield format_fields(
                (
                    (translate(key, self.language), value)
                    for key, value in self._list_fields(action).items()
                ),
                self.language,
            )
            outcomes = self.programme.outcomes_of(action)
            if outcomes:
                yield f"**{capitalize('field.outcomes', self.language)}**"
                yield format_bullets(self._format_outcome(one, action) for one in outcomes)

    def _list_fields(self, action: Action) -> dict[str, str | None]:
        commitment = f"[{action.commitment.label:{self.language}}]{{.{action.commitment}}}"
        return {
            "field.commitment": commitment,
            "field.actors": self._link_partners(action.actors),
            "page.also_named": self._link_partners(action.partners),
            "field.references": self._link_references(action.references),
            "field.fields": self._link_fields(action.fields),
            "field.deliverable": self._format_optional(action.deliverable),
            "field.timing": action.timing
            and escape(Phrasebook(self.language).format_period(action.timing)),
            "programme.printed_in": self._join(
                format_citation(one, self.language) for one in action.citations
            ),
            "page.predecessors": self._join(self._link_predecessors(action)),
            "page.successors": self._join(self._link_successors(action)),
            "field.note": self._format_optional(action.note),
            "field.id": f"`{action}`",
        }

    def _format_outcome(self, outcome: Outcome, action: Action) -> str:
        """Return the date, bearing, sentence, sources and note of an outcome."""
        bearing = outcome.bearing_on(action.id) or Bearing.CONTEXT
        date = format_date(outcome.date, self.language)
        return format_fact(
            f"{date} {format_bearing(bearing, self.language)}",
            format_account(outcome, self.language),
            self.language,
        )

    def _join(self, facts: Iterable[str]) -> str:
        return join_facts(facts, self.language)

    def _format_optional(self, text: Text | None) -> str | None:
        return text and format_text(text, self.language)

    def _link_partners(self, ids: Iterable[str]) -> str:
        return self._link_all((self.programme.partner(id).name, f"partners/{id}.md") for id in ids)

    def _link_references(self, ids: Iterable[str]) -> str:
        page = f"{self.programme.id}.{self.language}.md"
        named = [self.programme.reference(id) for id in ids]
        return self._link_all(
            (one.short_title or one.title, f"{page}#reference-{one.id}") for one in named
        )

    def _link_fields(self, ids: Iterable[str]) -> str:
        return self._link_all((self.programme.field(id).label, f"fields/{id}.md") for id in ids)

    def _link_all(self, links: Iterable[tuple[Text, str]]) -> str:
        """Return links with commas between them, the first with a capital letter."""
        return ", ".join(
            link_text(name if place else capitalize_text(name), self.language, target)
            for place, (name, target) in enumerate(links)
        )

    def _link_predecessors(self, action: Action) -> Iterator[str]:
        for one in action.predecessors:
            earlier = self.programmes[one.programme].action(one.action)
            relation = f"{one.relation.label:{self.language}}"
            reason = format_text(one.reason, self.language)
            yield f"{relation} {link_action(earlier, self.language)} ({reason})"

    def _link_successors(self, action: Action) -> Iterator[str]:
        for programme in self.programmes.values():
            for later in programme.actions:
                for one in later.predecessors:
                    if (one.programme, one.action) == (action.programme, action.id):
                        relation = translate(f"successor.{one.relation}", self.language)
                        yield f"{relation} {link_action(later, self.language)}"


def format_bearing(bearing: Bearing, language: Language) -> str:
    """Return what an outcome means for an action, marked for the style sheet."""
    return f"[{bearing.label:{language}}]{{.{bearing}}}"


def format_account(outcome: Outcome, language: Language) -> str:
    """Return the sentence, the note and the sources of an outcome."""
    sources = (format_link(f"{one.label:{language}}", f"<{one.url}>") for one in outcome.sources)
    texts = (outcome.summary, *filter(None, (outcome.note,)))
    sentences = " ".join(format_text(one, language) for one in texts)
    return f"{sentences} ({', '.join(sources)})"


def link_action(action: Action, language: Language) -> str:
    """Return a link to an action on the page of its programme in this language."""
    summary = map_text(action.summary, lambda text: text.removesuffix("."))
    return link_text(summary, language, f"{action.programme}.{language}.md#{action.id}")


def describe_wording(title: Text, language: Language) -> str:
    """Return whether a title is the printed one; if not, also the printed one."""
    if language in title.official:
        return f"{{.wording}}\n{translate('page.printed_wording', language)}"
    printed = ", ".join(mark_language(f"{title:{one}}", one) for one in title.official)
    ours = capitalize("term.our_translation", language)
    return f"{{.wording}}\n{ours}. {translate('page.printed', language)} {printed}"


def format_citation(citation: Citation, language: Language) -> str:
    """Return where something is printed."""
    return escape(f"{citation.label:{language}}")


def link_node(node: Node, up: str) -> str:
    """Return a link from a page in English to a part of a programme."""
    text = node.summary if isinstance(node, Action) else node.title
    return link_text(text, "en", f"{up}{node.programme}.en.md#{node.id}")
