"""Builds the blocks of programmes, their parts and what they name; the sentences are in English."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, TypeAlias

from benelux_programme._model.citation import Citation
from benelux_programme._model.constraints import wrap_single_value_in_list
from benelux_programme._model.document import Document
from benelux_programme._model.nodes import Action
from benelux_programme._model.outcome import ActionBearing, Outcome, OutcomeSource
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, Text
from benelux_programme._programme.divisions import Node, Pillar, Theme
from benelux_programme._programme.programme import Programme, summarize_counts
from benelux_programme._programme.selection import Selection
from benelux_programme._search.hits import Excerpt, Hit
from benelux_programme._verification import Verification

from ._blocks import (
    Block,
    BulletList,
    Code,
    Heading,
    Inline,
    LanguageText,
    Link,
    ListItem,
    Paragraph,
    format_codes,
    join_with_commas,
    localize,
)

RegistryEntry: TypeAlias = Partner | Reference | PolicyField | Outcome | Document
Value: TypeAlias = Programme | Node | RegistryEntry | Selection | Hit | Verification

NamesById: TypeAlias = Mapping[tuple[str, str], Inline]
"""Names of "partners", "references" and "fields" by id, and titles of "nodes" by full id."""

_STATEMENTS: Final[Mapping[Language, tuple[str, str, str]]] = {
    "fr": ("Mission", "Vision", "Valeurs"),
    "nl": ("Missie", "Visie", "Waarden"),
    "de": ("Mission", "Vision", "Werte"),
    "en": ("Mission", "Vision", "Values"),
}
_REFERENCE_DATES: Final = ("signed", "adopted", "presented", "published", "in_force")
_REFERENCE_NUMBERS: Final = ("celex", "eli", "treaty_series", "document", "url")
_REGISTRY_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    Partner: ("name", "kind", "abbreviations", "codes", "homepage"),
    Reference: ("title", "kind", "abbreviations", *_REFERENCE_DATES, *_REFERENCE_NUMBERS),
    PolicyField: ("label", "eurovoc"),
    Outcome: ("summary", "date", "kind", "bearings", "sources", "note"),
    Document: (
        *("title", "kind", "period", "approved", "presented", "published"),
        *("completeness", "headings", "urls", "note"),
    ),
}
"""The field that is the title, and those shown below it."""


def build_value_blocks(
    value: Value, language: Language, programme: Programme | None = None
) -> Iterator[Block]:
    """Return the blocks of a value; the programme that it is in gives names and outcomes."""
    match value:
        case Programme() | Pillar() | Theme():
            programme = value if isinstance(value, Programme) else programme
            yield from _build_node_and_descendants(value, language, programme)
        case Action():
            yield Paragraph(_append_id(localize(value.summary, language), str(value)))
            names = collect_names(filter(None, (programme,)), language)
            facts = _iter_action_facts_including_empty(value, names, language)
            outcomes = _iter_outcome_facts(value, language, programme)
            yield from _build_fact_list_unless_empty((*facts, *outcomes))
        case Selection():
            yield Paragraph((str(value).strip("<>"),))
            yield from _build_list_unless_empty(
                ListItem(format_action_commitment_and_citations(each, language)) for each in value
            )
        case Hit():
            yield Paragraph(_append_id(_mark_matches(value.excerpt), str(value.action)))
            yield Paragraph((f"score {value.score:.2f}, in {', '.join(value.fields)}",))
        case Verification(found=found, altered=altered, missing=missing):
            total = len(found) + len(altered) + len(missing)
            yield Paragraph((f"{len(found)} of {total} paragraphs found",))
            yield from _build_fact_list_unless_empty(
                [("altered", format_codes(altered)), ("missing", format_codes(missing))]
            )
        case _:
            title_field, *fields = _REGISTRY_FIELDS[type(value)]
            yield Paragraph(_append_id(localize(getattr(value, title_field), language), value.id))
            yield from _build_fact_list_unless_empty(
                (
                    name.replace("_", " "),
                    _format_values(getattr(value, name) or (), language),
                )
                for name in fields
            )


def _format_values(values: object, language: Language) -> Inline:
    return join_with_commas(
        _format_value(value, language) for value in wrap_single_value_in_list(values)
    )


def _format_value(value: object, language: Language) -> Inline:
    match value:
        case Text():
            return localize(value, language)
        case ActionBearing():
            return (f"{value.bearing} ", Code(value.action))
        case OutcomeSource():
            return (Link(value.publisher, value.url),)
        case str() if value.startswith(("http://", "https://")):
            return (Link(value, value),)
        case _:
            return (Code(str(value)),)


def format_action_commitment_and_citations(
    action: Action, language: Language, *, within_programme: bool = False
) -> Inline:
    """Return its summary, id, commitment and citations; within its programme without pages."""
    id = Code(action.id if within_programme else str(action))
    citations = _format_cited_paragraphs(action.citations, with_pages=not within_programme)
    facts = "; ".join(filter(None, (action.commitment, citations)))
    return (*localize(action.summary, language), " (", id, f"; {facts})")


def collect_names(programmes: Iterable[Programme], language: Language) -> NamesById:
    texts: dict[tuple[str, str], Text] = {}
    names: dict[tuple[str, str], Inline] = {}
    for programme in programmes:
        texts |= {("partners", partner.id): partner.name for partner in programme.partners}
        texts |= {("fields", field.id): field.label for field in programme.fields}
        for reference in programme.references:
            texts["references", reference.id] = reference.short_title or reference.title
        nodes: tuple[Pillar | Theme, ...] = (*programme.pillars, *programme.themes)
        names |= {("nodes", str(node)): _format_title(node, language) for node in nodes}
    return names | {key: localize(text, language) for key, text in texts.items()}


def _build_node_and_descendants(
    node: Programme | Pillar | Theme,
    language: Language,
    programme: Programme | None,
    level: int = 1,
) -> Iterator[Block]:
    id = str(node) if level == 1 else node.id
    yield Heading(level, _append_id(_format_title(node, language), id))
    if isinstance(node, Programme):
        yield from _build_subtitle_period_counts_mission_and_values(node, language)
    elif node.note is not None:
        yield Paragraph(("note: ", *localize(node.note, language)))
    actions = node.actions if isinstance(node, Theme) else node.own_actions
    yield from _build_list_unless_empty(
        ListItem(
            format_action_commitment_and_citations(action, language, within_programme=True),
            tuple(map(_format_fact, _iter_outcome_facts(action, language, programme))),
        )
        for action in actions
    )
    if not isinstance(node, Theme):
        for child in node.pillars if isinstance(node, Programme) else node.themes:
            yield from _build_node_and_descendants(child, language, programme, level + 1)


def _build_subtitle_period_counts_mission_and_values(
    programme: Programme, language: Language
) -> Iterator[Block]:
    """Return the blocks of a programme that precede its actions."""
    if programme.subtitle is not None:
        yield Paragraph(localize(programme.subtitle, language))
    period = f"{programme.period.start} to {programme.period.end}"
    counts = summarize_counts(programme)
    yield Paragraph((f"{period}, revision {programme.revision}: {counts}",))
    statements = ((programme.mission,), (programme.vision,), programme.values)
    for name, texts in zip(_STATEMENTS[language], statements, strict=True):
        content = join_with_commas(localize(text, language) for text in texts if text is not None)
        if content:
            yield Paragraph((f"{name}: ", *content))


def _build_fact_list_unless_empty(facts: Iterable[tuple[str, Inline]]) -> Iterator[BulletList]:
    return _build_list_unless_empty(ListItem(_format_fact(fact)) for fact in facts if fact[1])


def _format_fact(fact: tuple[str, Inline]) -> Inline:
    name, value = fact
    return (f"{name}: ", *value)


def _build_list_unless_empty(items: Iterable[ListItem]) -> Iterator[BulletList]:
    items = tuple(items)
    if items:
        yield BulletList(items)


def _iter_outcome_facts(
    action: Action, language: Language, programme: Programme | None
) -> Iterator[tuple[str, Inline]]:
    """Yield the sentence and the sources of each outcome, by its date and bearing on the action."""
    for outcome in programme.outcomes_of(action) if programme else ():
        sources = _format_values(outcome.sources, language)
        sentence = localize(outcome.summary, language)
        yield f"{outcome.date} {outcome.bearing_on(action.id)}", (*sentence, " (", *sources, ")")


def _iter_action_facts_including_empty(
    action: Action, names: NamesById, language: Language
) -> Iterator[tuple[str, Inline]]:
    for kind, id in (("pillar", action.pillar), ("theme", action.theme)):
        if id is not None:
            yield kind, names.get(("nodes", f"{action.programme}/{id}"), (Code(id),))
    yield "commitment", (str(action.commitment),)
    for field in ("actors", "partners", "references", "fields"):
        kind, ids = "partners" if field == "actors" else field, getattr(action, field)
        yield field, join_with_commas(names.get((kind, id), (Code(id),)) for id in ids)
    yield "deliverable", localize(action.deliverable, language) if action.deliverable else ()
    yield "timing", (str(action.timing),) if action.timing else ()
    if action.citations:
        yield "printed in", (_format_cited_paragraphs(action.citations, with_pages=True),)
    for predecessor in action.predecessors:
        full_id = Code(f"{predecessor.programme}/{predecessor.action}")
        reason = localize(predecessor.reason, language)
        yield str(predecessor.relation), (full_id, " (", *reason, ")")
    yield "note", localize(action.note, language) if action.note else ()


def _mark_matches(excerpt: Excerpt) -> Inline:
    """Return the text of an excerpt, its matches marked."""
    ends = (0, *(end for match in excerpt.matches for end in match), len(excerpt.text))
    return tuple(
        LanguageText(excerpt.text[start:end], excerpt.language, is_marked=position % 2 == 1)
        for position, (start, end) in enumerate(pairwise(ends))
        if start < end
    )


def _append_id(title: Inline, id: str) -> Inline:
    return (*title, " (", Code(id), ")")


def _format_title(node: Programme | Pillar | Theme, language: Language) -> Inline:
    title = localize(node.title, language)
    return title if isinstance(node, Programme) else (f"{node.number} ", *title)


def _format_cited_paragraphs(citations: Iterable[Citation], *, with_pages: bool) -> str:
    return ", ".join(
        f"{citation} in the section from page {citation.page}"
        if with_pages and citation.page is not None
        else str(citation)
        for citation in citations
    )
