"""Builds the blocks of programmes, their parts and what they name; the sentences are in English."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, Node, Pillar, Theme
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language
from benelux_programme._programme.programme import Programme, summarize_counts
from benelux_programme._programme.selection import Selection
from benelux_programme._search.hits import Hit
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
    fill_template,
    format_codes,
    join_with_commas,
    localize,
)

Record: TypeAlias = Partner | Reference | PolicyField
Value: TypeAlias = Programme | Node | Record | Selection | Hit | Verification

Names: TypeAlias = Mapping[str, Mapping[str, Inline]]
"""By kind: names of partners, references and fields by id, and titles of nodes by full id."""

_NAMED_KINDS: Final = ("partners", "references", "fields", "nodes")

_STATEMENTS: Final[Mapping[Language, tuple[str, str, str]]] = {
    "fr": ("Mission", "Vision", "Valeurs"),
    "nl": ("Missie", "Visie", "Waarden"),
    "de": ("Mission", "Vision", "Werte"),
    "en": ("Mission", "Vision", "Values"),
}
_TITLE: Final = "{title} ({id})"
_REVISION: Final = "{start} to {end}, revision {revision}: {counts}"
_ACTION: Final = "{summary} ({id}; {commitment}; {citations})"
_PAGE: Final = "{citation} in the section from page {page}"
_FACT: Final = "{name}: {value}"
_PREDECESSOR: Final = "{id} ({reason})"
_SCORE: Final = "score {score:.2f}, in {fields}"
_FOUND: Final = "{found} of {total} paragraphs found"

_REFERENCE_DATES: Final = ("signed", "adopted", "presented", "published", "in_force")
_REFERENCE_NUMBERS: Final = ("celex", "eli", "treaty_series", "document", "url")
_RECORD_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    Partner: ("name", "kind", "abbreviations", "codes", "homepage"),
    Reference: ("title", "kind", "abbreviations", *_REFERENCE_DATES, *_REFERENCE_NUMBERS),
    PolicyField: ("label", "eurovoc"),
}
"""The field that is the title, and those shown below it."""


def build_value_blocks(
    value: Value, language: Language, programme: Programme | None = None
) -> Iterator[Block]:
    """Return the blocks of a value, with its texts in a language.

    Args:
        value: The value.
        language: The language; another one is marked where it takes its place.
        programme: The programme of an action, for names in place of ids.
    """
    match value:
        case Programme() | Pillar() | Theme():
            yield from _build_outline(value, language)
        case Action():
            title = localize(value.summary, language)
            yield Paragraph(fill_template(_TITLE, title=title, id=Code(str(value))))
            names = collect_names(filter(None, (programme,)), language)
            yield from _build_facts(_list_action_facts(value, names, language))
        case Selection():
            yield Paragraph((str(value).strip("<>"),))
            yield from build_action_list(value, language)
        case Hit():
            title = (LanguageText(value.excerpt.replace("**", ""), value.language),)
            yield Paragraph(fill_template(_TITLE, title=title, id=Code(str(value.action))))
            fields = ", ".join(value.fields)
            yield Paragraph((_SCORE.format(score=value.score, fields=fields),))
        case Verification(found=found, altered=altered, missing=missing):
            total = len(found) + len(altered) + len(missing)
            yield Paragraph((_FOUND.format(found=len(found), total=total),))
            yield from _build_facts(
                [("altered", format_codes(altered)), ("missing", format_codes(missing))]
            )
        case _:
            yield from _build_record(value, language)


def build_action_list(
    actions: Iterable[Action], language: Language, *, within_programme: bool = False
) -> Iterator[Block]:
    """Return a list of actions, if there are any; see `format_action`."""
    items = tuple(
        ListItem(format_action(action, language, within_programme=within_programme))
        for action in actions
    )
    if items:
        yield BulletList(items)


def format_action(action: Action, language: Language, *, within_programme: bool = False) -> Inline:
    """Return the summary, id, commitment and citations of an action.

    Args:
        action: The action.
        language: The language of the summary.
        within_programme: Whether to give the short id, and no pages.
    """
    return fill_template(
        _ACTION,
        summary=localize(action.summary, language),
        id=Code(action.id if within_programme else str(action)),
        commitment=str(action.commitment),
        citations=_format_citations(action.citations, with_pages=not within_programme),
    )


def collect_names(programmes: Iterable[Programme], language: Language) -> Names:
    """Return what programmes call their partners, references, fields, pillars and themes."""
    names: dict[str, dict[str, Inline]] = {kind: {} for kind in _NAMED_KINDS}
    for programme in programmes:
        for partner in programme.partners:
            names["partners"][partner.id] = localize(partner.name, language)
        for reference in programme.references:
            title = reference.short_title or reference.title
            names["references"][reference.id] = localize(title, language)
        for field in programme.fields:
            names["fields"][field.id] = localize(field.label, language)
        nodes: tuple[Pillar | Theme, ...] = (*programme.pillars, *programme.themes)
        for node in nodes:
            names["nodes"][str(node)] = _format_title(node, language)
    return names


def _build_outline(
    node: Programme | Pillar | Theme, language: Language, level: int = 1
) -> Iterator[Block]:
    """Return the blocks of a node and of all nodes below it."""
    id = Code(str(node) if level == 1 else node.id)
    yield Heading(level, fill_template(_TITLE, title=_format_title(node, language), id=id))
    children: tuple[Pillar | Theme, ...] = ()
    if isinstance(node, Programme):
        yield from _build_introduction(node, language)
        children = node.pillars
    elif node.note is not None:
        yield Paragraph(_format_fact("note", localize(node.note, language)))
    if isinstance(node, Pillar):
        children = node.themes
    actions = node.actions if isinstance(node, Theme) else node.own_actions
    yield from build_action_list(actions, language, within_programme=True)
    for child in children:
        yield from _build_outline(child, language, level + 1)


def _build_introduction(programme: Programme, language: Language) -> Iterator[Block]:
    """Return the blocks of a programme that precede its actions."""
    if programme.subtitle is not None:
        yield Paragraph(localize(programme.subtitle, language))
    start, end, counts = programme.period.start, programme.period.end, summarize_counts(programme)
    revision = programme.revision
    yield Paragraph((_REVISION.format(start=start, end=end, revision=revision, counts=counts),))
    statements = ((programme.mission,), (programme.vision,), programme.values)
    for name, texts in zip(_STATEMENTS[language], statements, strict=True):
        content = join_with_commas(localize(text, language) for text in texts if text is not None)
        if content:
            yield Paragraph(_format_fact(name, content))


def _build_record(record: Record, language: Language) -> Iterator[Block]:
    id = Code(record.id)
    title_field, *fields = _RECORD_FIELDS[type(record)]
    title = localize(getattr(record, title_field), language)
    yield Paragraph(fill_template(_TITLE, title=title, id=id))
    values: dict[str, str | tuple[str, ...] | None] = {
        name.replace("_", " "): getattr(record, name) for name in fields
    }
    yield from _build_facts(
        (name, format_codes((value,) if isinstance(value, str) else value or ()))
        for name, value in values.items()
    )


def _build_facts(facts: Iterable[tuple[str, Inline]]) -> Iterator[Block]:
    """Return a list of the facts that have a value, if there are any."""
    items = tuple(ListItem(_format_fact(name, value)) for name, value in facts if value)
    if items:
        yield BulletList(items)


def _list_action_facts(
    action: Action, names: Names, language: Language
) -> Iterator[tuple[str, Inline]]:
    """Return the name and the value of everything that is known of an action."""
    for kind, id in (("pillar", action.pillar), ("theme", action.theme)):
        if id is not None:
            yield kind, names["nodes"].get(f"{action.programme}/{id}", (Code(id),))
    yield "commitment", (str(action.commitment),)
    yield "actors", _format_names(action.actors, names["partners"])
    for kind in ("partners", "references", "fields"):
        yield kind, _format_names(getattr(action, kind), names[kind])
    if action.deliverable is not None:
        yield "deliverable", localize(action.deliverable, language)
    if action.timing is not None:
        yield "timing", (str(action.timing),)
    yield "printed in", (_format_citations(action.citations, with_pages=True),)
    for predecessor in action.predecessors:
        full_id = Code(f"{predecessor.programme}/{predecessor.action}")
        content = fill_template(_PREDECESSOR, id=full_id, reason=predecessor.reason)
        yield str(predecessor.relation), content
    if action.note is not None:
        yield "note", localize(action.note, language)


def _format_fact(name: str, value: Inline) -> Inline:
    return fill_template(_FACT, name=name, value=value)


def _format_title(node: Programme | Pillar | Theme, language: Language) -> Inline:
    title = localize(node.title, language)
    return title if isinstance(node, Programme) else (f"{node.number} ", *title)


def _format_names(ids: Iterable[str], names: Mapping[str, Inline]) -> Inline:
    """Return the names of ids; an id without a name is code."""
    return join_with_commas(names.get(id, (Code(id),)) for id in ids)


def _format_citations(citations: Iterable[Citation], *, with_pages: bool) -> str:
    return ", ".join(
        _PAGE.format(citation=citation, page=citation.page)
        if with_pages and citation.page is not None
        else str(citation)
        for citation in citations
    )
