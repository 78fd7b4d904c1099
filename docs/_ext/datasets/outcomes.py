"""The page of what became of the promises of one programme, in one language."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlencode

from benelux_programme import Bearing, Language, Outcome, Programme
from benelux_programme._model.words import translate
from benelux_programme.render._phrases import Phrasebook

from .markdown import (
    capitalize_first,
    escape,
    format_bullets,
    format_fields,
    format_front_matter,
    format_heading,
    format_link,
    format_table,
    link_file,
    link_text,
)
from .outline import format_account, format_bearing, link_action
from .words import capitalize, format_date, link_languages

LIMITS = ("date", "silence", "meeting", "score", "cause")


def find_strongest(outcome: Outcome) -> Bearing:
    """Return the strongest bearing of an outcome on an action."""
    bearings = {one.bearing for one in outcome.bearings}
    return next(one for one in Bearing if one in bearings)


def name_page(programme: Programme, language: Language) -> str:
    """Return the name of the document of the page."""
    return f"{programme.id}-outcomes.{language}"


def render_page(programme: Programme, language: Language) -> str:
    """Return the page of what became of the promises of a programme, as Markdown."""
    blocks = (
        *_render_head(programme, language),
        *_render_bearings(programme, language),
        *_render_kinds(programme, language),
        *_render_limits(programme, language),
        *_render_facts(programme, language),
        *_render_actions_without(programme, language),
    )
    return "\n\n".join(blocks) + "\n"


def _render_head(programme: Programme, language: Language) -> Iterator[str]:
    id, date = programme.id, _format_last_day(programme, language)
    description = translate("page.became_description", language, programme=id, date=date)
    yield format_front_matter(description, tocdepth=3)
    title = escape(translate("page.became", language, programme=id))
    yield format_heading(1, title, None, "data", f"language-{language}")
    yield link_languages(lambda one: f"{name_page(programme, one)}.md", language)
    yield escape(translate("page.outcomes_note", language))
    yield format_fields(
        (
            (
                translate("Subject.programme", language),
                link_text(programme.title, language, f"{programme.id}.{language}.md"),
            ),
            (translate("field.outcomes", language), str(len(programme.outcomes))),
            (translate("field.outcomes_as_of", language), escape(date)),
        ),
        language,
    )


def _render_bearings(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, translate("page.by_bearing", language), "page-bearings")
    yield escape(translate("page.bearings_note", language))
    counts = programme.actions.count_by("outcome")
    rows = [(str(one), one.label.in_(language), f"page.{one}") for one in Bearing]
    rows.append(("", translate("page.no_outcome", language), "page.no_outcome_meaning"))
    yield format_table(
        (translate(key, language) for key in ("field.bearing", "page.meaning", "field.actions")),
        (
            [
                escape(capitalize_first(name or "")),
                escape(translate(meaning, language)),
                _link_explorer(programme, language, key or "no_outcome", counts.get(key, 0)),
            ]
            for key, name, meaning in rows
        ),
    )


def _link_explorer(programme: Programme, language: Language, outcome: str, count: int) -> str:
    query = {"language": language, "programme": programme.id, "outcome": outcome}
    return link_file(str(count), f"explorer.html?{urlencode(query)}")


def _render_kinds(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, translate("page.by_kind", language), "page-kinds")
    yield escape(translate("page.kinds_note", language))
    cells = Counter((one.kind, find_strongest(one)) for one in programme.outcomes)
    kinds = Counter(one.kind for one in programme.outcomes)
    bearings = Counter(find_strongest(one) for one in programme.outcomes)
    total = translate("page.total", language)
    rows = [
        [
            escape(capitalize_first(f"{kind.label:{language}}")),
            *(str(cells[kind, one]) for one in Bearing),
            str(count),
        ]
        for kind, count in kinds.most_common()
    ]
    rows.append([total, *(str(bearings[one]) for one in Bearing), str(len(programme.outcomes))])
    header = (translate("field.kind", language), *(f"{one.label:{language}}" for one in Bearing))
    yield format_table((*header, total), rows)
    yield f"```{{picture}} outcomes-{programme.id}.{language}\n```"


def _render_limits(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, translate("page.limits", language), "page-limits")
    date = _format_last_day(programme, language)
    yield format_bullets(
        escape(translate(f"page.limit_{name}", language, date=date)) for name in LIMITS
    )
    more = translate("page.limits_more", language)
    yield format_link(more, "../explanation/outcomes.md")


def _render_facts(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, translate("page.facts", language), "page-facts")
    for year, outcomes in groupby(programme.outcomes, lambda one: one.date[:4]):
        yield format_heading(3, year, f"page-{year}")
        for one in outcomes:
            yield from _render_outcome(one, programme, language)


def _render_outcome(outcome: Outcome, programme: Programme, language: Language) -> Iterator[str]:
    kind = escape(f"{outcome.kind.label:{language}}")
    title = f"{format_date(outcome.date, language)}, {kind}"
    yield format_heading(4, title, outcome.id, "action")
    yield format_account(outcome, language)
    yield format_bullets(
        f"{format_bearing(one.bearing, language)} "
        f"{link_action(programme.action(one.action), language)}"
        for one in outcome.bearings
    )


def _render_actions_without(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, capitalize("page.without", language), "page-without")
    without = programme.actions.where(lambda action: not programme.outcomes_of(action))
    yield format_bullets(link_action(one, language) for one in without)


def _format_last_day(programme: Programme, language: Language) -> str:
    return Phrasebook(language).format_date(programme.outcomes_as_of or "")
