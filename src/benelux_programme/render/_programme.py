"""Builds the blocks of programmes, their parts and what they name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from benelux_programme._model.citation import Citation, format_place
from benelux_programme._model.document import Document
from benelux_programme._model.nodes import Action
from benelux_programme._model.outcome import Outcome
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Text
from benelux_programme._programme.programme import Node, Pillar, Programme, Theme
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
    ListItem,
    Paragraph,
    join_with_commas,
)
from ._phrases import Phrasebook

RegistryEntry: TypeAlias = Partner | Reference | PolicyField | Outcome | Document
Value: TypeAlias = Programme | Node | RegistryEntry | Selection | Hit | Verification

Fact: TypeAlias = tuple[Inline | str, Inline]
"""A name and a value, which may be empty."""

_REGISTRY_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    Partner: ("name", "kind", "abbreviations", "codes", "homepage"),
    Reference: (
        *("title", "kind", "abbreviations", "signed", "adopted", "presented", "published"),
        *("in_force", "celex", "eli", "treaty_series", "document", "url"),
    ),
    PolicyField: ("label", "eurovoc"),
    Outcome: ("summary", "date", "kind", "bearings", "sources", "note"),
    Document: (
        *("title", "kind", "period", "approved", "presented", "published"),
        *("completeness", "headings", "urls", "note"),
    ),
}
"""The field that is the title, and those shown below it."""


_ACTION_FIELDS: Final = (
    *("commitment", "actors", "partners", "references", "fields", "deliverable", "timing"),
)
"""The attributes that are shown below the pillar and theme, and above the citations."""


def build_value_blocks(
    value: Value, words: Phrasebook, programme: Programme | None = None
) -> Iterator[Block]:
    """Return the blocks of a value; the programme that it is in gives names and outcomes."""
    match value:
        case Programme() | Pillar() | Theme():
            programme = value if isinstance(value, Programme) else programme
            yield from _build_node_blocks(value, words, programme)
        case Action():
            yield Paragraph(_append_id(words.localize(value.summary), str(value)))
            words = words.with_names(filter(None, (programme,)))
            facts = _iter_action_facts_including_empty(value, words, programme)
            outcomes = _iter_outcome_facts(value, words, programme)
            yield from _build_fact_list_unless_empty((*facts, *outcomes), words)
        case Selection():
            actions = words.translate("count.actions", count=len(value))
            ids = ", ".join(each.id for each in value.programmes)
            phrase = words.build_phrase("programme.selection", actions=actions, programmes=ids)
            yield Paragraph(phrase if ids else (actions,))
            programmes = {str(action): each for each in value.programmes for action in each.actions}
            yield from _build_list_unless_empty(
                _build_action_item_with_outcomes(action, words, programmes.get(str(action)))
                for action in value
            )
        case Hit():
            item = _build_hit_item(value, words)
            yield from map(Paragraph, (item.content, *item.children))
        case Verification(found=found, altered=altered, missing=missing):
            counts = {"found": len(found), "total": len(found) + len(altered) + len(missing)}
            yield Paragraph(words.build_phrase("programme.paragraphs_found", **counts))
            others = {"programme.altered": altered, "programme.missing": missing}
            facts = (
                (words.translate(key), words.format_values_or_nothing(each, "citations"))
                for key, each in others.items()
            )
            yield from _build_fact_list_unless_empty(facts, words)
        case _:
            title, *attributes = _REGISTRY_FIELDS[type(value)]
            yield Paragraph(_append_id(words.localize(getattr(value, title)), value.id))
            yield from _build_fact_list_unless_empty(
                (words.describe_attribute(value, name) for name in attributes), words
            )


def build_hit_count_and_list_blocks(hits: Sequence[Hit], words: Phrasebook) -> Iterator[Block]:
    """Yield the number of hits, and an item for each."""
    yield Paragraph((words.translate("count.actions", count=len(hits)),))
    yield from build_correction_blocks(hits, words)
    yield from _build_list_unless_empty(_build_hit_item(hit, words) for hit in hits)


def build_correction_blocks(hits: Iterable[Hit], words: Phrasebook) -> Iterator[Paragraph]:
    """Yield a sentence for each word that is in no text, with the word that was searched for."""
    for pair in dict.fromkeys(pair for hit in hits for pair in hit.corrections):
        typed, found = (words.quote(each, words.language) for each in pair)
        yield Paragraph(words.build_phrase("programme.correction", typed=typed, found=found))


def format_action_line(
    action: Action, words: Phrasebook, *, within_programme: bool = False
) -> Inline:
    """Return its summary, id, commitment, timing and citations; these with pages if it is alone."""
    id = Code(action.id if within_programme else str(action))
    timing = words.format_values_or_nothing(action.timing, "timing")
    citations = _format_citations(action.citations, words, with_pages=not within_programme)
    facts = words.join_facts(((id,), (words.label(action.commitment),), timing, citations))
    return (*words.localize(action.summary), " (", *facts, ")")


def _build_node_blocks(
    node: Programme | Pillar | Theme,
    words: Phrasebook,
    programme: Programme | None,
    level: int = 1,
) -> Iterator[Block]:
    id = str(node) if level == 1 else node.id
    yield Heading(level, _append_id(words.format_title(node), id))
    if isinstance(node, Programme):
        yield from _build_programme_preamble(node, words)
    elif node.note is not None:
        yield Paragraph(
            words.build_fact(words.translate_capitalized("field.note"), words.localize(node.note))
        )
    yield from _build_list_unless_empty(
        _build_action_item_with_outcomes(action, words, programme, within_programme=True)
        for action in node.own_actions
    )
    if not isinstance(node, Theme):
        for child in node.pillars if isinstance(node, Programme) else node.themes:
            yield from _build_node_blocks(child, words, programme, level + 1)


def _build_programme_preamble(programme: Programme, words: Phrasebook) -> Iterator[Block]:
    """Return the blocks of a programme that precede its actions."""
    if programme.subtitle is not None:
        yield Paragraph(words.localize(programme.subtitle))
    period, counts = words.format_days(programme.period), words.format_part_counts(programme)
    contents = {"period": period, "revision": str(programme.revision), "counts": counts}
    yield Paragraph(words.build_phrase("programme.head", **contents))
    for name in ("pillar_term", "theme_term", "mission", "vision", "values", "outcomes_as_of"):
        content = words.format_values_or_nothing(getattr(programme, name), name)
        if content:
            title = words.translate_capitalized(f"field.{name}")
            yield Paragraph(words.build_fact(title, content))
    if programme.outcomes:
        yield Paragraph((words.translate("page.outcomes_note"),))


def _build_hit_item(hit: Hit, words: Phrasebook) -> ListItem:
    """Return the summary with the matches in it, or, if they are elsewhere, an excerpt below it."""
    mark = "" if hit.excerpt.language == words.language else f" [{hit.excerpt.language}]"
    excerpt = (*_mark_matches(hit.excerpt), mark)
    whole_summary = hit.action.summary.best(hit.excerpt.language)
    is_of_summary = hit.fields[0] == "summary" or hit.excerpt.text in whole_summary
    summary = excerpt if is_of_summary else words.localize(hit.action.summary)
    names_of_fields = join_with_commas(map(words.name_attribute, hit.fields))
    contents = {"score": (words.format_score(hit.score),), "fields": names_of_fields}
    facts = [words.build_phrase("programme.score", **contents)]
    if not is_of_summary:
        facts.insert(0, words.build_fact(words.name_attribute(hit.fields[0]), excerpt))
    return ListItem(_append_id(summary, str(hit.action)), tuple(facts))


def _build_fact_list_unless_empty(facts: Iterable[Fact], words: Phrasebook) -> Iterator[BulletList]:
    return _build_list_unless_empty(
        ListItem(words.build_fact(name, value)) for name, value in facts if value
    )


def _build_action_item_with_outcomes(
    action: Action,
    words: Phrasebook,
    programme: Programme | None,
    *,
    within_programme: bool = False,
) -> ListItem:
    outcomes = _iter_outcome_facts(action, words, programme)
    return ListItem(
        format_action_line(action, words, within_programme=within_programme),
        tuple(words.build_fact(name, value) for name, value in outcomes),
    )


def _build_list_unless_empty(items: Iterable[ListItem]) -> Iterator[BulletList]:
    items = tuple(items)
    if items:
        yield BulletList(items)


def _iter_outcome_facts(
    action: Action, words: Phrasebook, programme: Programme | None
) -> Iterator[Fact]:
    """Yield the sentence, sources and note of each outcome, by its date and bearing."""
    for outcome in programme.outcomes_of(action) if programme else ():
        sources = words.format_values_or_nothing(outcome.sources, "sources")
        sentence = words.localize(outcome.summary)
        bearing = words.format_single_value(outcome.bearing_on(action.id), "bearing")
        name = (words.format_date(outcome.date), ", ", *bearing)
        note = (" ", *words.localize(outcome.note)) if outcome.note else ()
        yield name, (*sentence, " (", *sources, ")", *note)


def _iter_action_facts_including_empty(
    action: Action, words: Phrasebook, programme: Programme | None
) -> Iterator[Fact]:
    """Yield the facts of an action; its pillar and theme have the names that its document uses."""
    for kind, id in (("pillar", action.pillar), ("theme", action.theme)):
        if id is not None:
            full_id = f"{action.programme}/{id}"
            term: Text | None = getattr(programme, f"{kind}_term", None)
            level = words.localize(term) if term else words.name_attribute(kind)
            yield level, words.names.get(("nodes", full_id), (Code(id),))
    for name in _ACTION_FIELDS:
        yield words.describe_attribute(action, name)
    citations = _format_citations(action.citations, words, with_pages=True)
    yield words.translate("programme.printed_in"), citations
    for predecessor in action.predecessors:
        reason = words.localize(predecessor.reason)
        yield words.label(predecessor.relation), (Code(str(predecessor)), " (", *reason, ")")
    yield words.describe_attribute(action, "note")


def _mark_matches(excerpt: Excerpt) -> Inline:
    return tuple(
        LanguageText(part, excerpt.language, is_marked=position % 2 == 1)
        for position, part in enumerate(excerpt._split_at_matches())  # noqa: SLF001  # no public name
        if part
    )


def _append_id(title: Inline, id: str) -> Inline:
    return (*title, " (", Code(id), ")")


def _format_citations(
    citations: Iterable[Citation], words: Phrasebook, *, with_pages: bool
) -> Inline:
    return words.join_with_commas_or_semicolons(
        [(format_place(citation, words.language, with_page=with_pages),) for citation in citations]
    )
