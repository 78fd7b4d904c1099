"""Builds the blocks of a comparison; the sentences are in English."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from benelux_programme._comparison.comparison import Comparison, Continuation
from benelux_programme._model.nodes import Action
from benelux_programme._model.text import LANGUAGES, Language, fold_text, pluralize

from ._blocks import (
    Block,
    BulletList,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Table,
    fill_template,
    join_with_commas,
    localize,
)
from ._programme import Names, collect_names, format_action

_TITLE: Final = "From {old} to {new}"
_SUMMARY: Final = (
    "{continued} of {old_promises} of {old} continue, in {continuing} of {new_promises} of {new}. "
    "Dropped: {dropped}. New: {introduced}."
)
_RECORDED: Final = (
    "Which promise continues which is the judgement of this project and is not printed in the "
    "programmes; nor, often, is who acts. Numbers such as 1.1 ¶2 are the section and the paragraph "
    "in which a promise is printed."
)
_PROPOSED: Final = (
    "The later programme records no predecessors in the earlier one. The continuations below are "
    "only proposed, because the texts are similar; the score, up to 1, is their similarity."
)
_FLOWS: Final = "From pillar to pillar"
_FLOWS_NOTE: Final = "A promise with several continuations counts once for each."
_FLOWS_HEADER: Final = ("From {old}", "to {new}", "Promises")
_NEW, _DROPPED = "(new)", "(dropped)"
_PILLARS: Final = "Pillars"
_PILLARS_HEADER: Final = ("Pillar", "Promises", "continued", "dropped", "new")
_OUTSIDE_PILLARS: Final = "outside any pillar"
_FIELDS: Final = "Policy fields"
_FIELDS_HEADER: Final = ("Field", "{old}", "dropped", "{new}", "new")
_CONTINUED_PROMISES: Final = "Promises of {programme} that continue"
_DROPPED_PROMISES: Final = "Promises of {programme} that were dropped"
_NEW_PROMISES: Final = "Promises of {programme} that are new"
_CONTINUATION: Final = "{relation} in: {action} ({reason})"
_PROPOSED_CONTINUATION: Final = "perhaps (score {score}) in: {action}"
_FIRMNESS: Final = " It is {firmness}: {old} became {new}."
_NAME_CHANGES: Final = {
    "partners_gained": " Partners gained: {names}.",
    "partners_lost": " Partners lost: {names}.",
    "references_gained": " References gained: {names}.",
    "references_lost": " References lost: {names}.",
    "fields_gained": " Fields gained: {names}.",
    "fields_lost": " Fields lost: {names}.",
}


def build_comparison_blocks(comparison: Comparison, language: Language) -> Iterator[Block]:
    """Return the blocks of a comparison, with titles, names and summaries in a language."""
    old, new = comparison.old, comparison.new
    names = collect_names((old, new), language)
    yield Heading(1, (_TITLE.format(old=old, new=new),))
    yield Paragraph((*localize(old.title, language), " → ", *localize(new.title, language)))
    yield Paragraph((_format_summary(comparison),))
    yield Paragraph((_PROPOSED if comparison.proposed else _RECORDED,))
    flows = _build_flow_table(comparison, names)
    if flows.rows:
        yield from (Heading(2, (_FLOWS,)), Paragraph((_FLOWS_NOTE,)), flows)
    for title, table in (
        (_PILLARS, _build_pillar_table(comparison, names)),
        (_FIELDS, _build_field_table(comparison, language)),
    ):
        if table.rows:
            yield from (Heading(2, (title,)), table)
    yield from _build_continued(comparison, names, language)
    for title, programme, actions in (
        (_DROPPED_PROMISES, old, comparison.dropped),
        (_NEW_PROMISES, new, comparison.introduced),
    ):
        if actions:
            yield Heading(2, (title.format(programme=programme),))
            yield from _build_pillar_lists(
                actions, names, lambda action: ListItem(format_action(action, language))
            )


def _format_summary(comparison: Comparison) -> str:
    old, new = comparison.old, comparison.new
    return _SUMMARY.format(
        old=old,
        new=new,
        continued=len(old.actions) - len(comparison.dropped),
        continuing=len(new.actions) - len(comparison.introduced),
        old_promises=pluralize(len(old.actions), "promise"),
        new_promises=pluralize(len(new.actions), "promise"),
        dropped=len(comparison.dropped),
        introduced=len(comparison.introduced),
    )


def _build_flow_table(comparison: Comparison, names: Names) -> Table:
    rows = tuple(
        (
            (_NEW,) if flow.old is None else _get_pillar_title(flow.old, names),
            (_DROPPED,) if flow.new is None else _get_pillar_title(flow.new, names),
            flow.count,
        )
        for flow in comparison.flows()
    )
    return Table(_format_header(_FLOWS_HEADER, comparison), rows)


def _build_pillar_table(comparison: Comparison, names: Names) -> Table:
    rows = tuple(
        (
            (f"{tally.key.partition('/')[0]}: ", *_get_pillar_title(tally.key, names)),
            tally.old + tally.new,
            tally.carried if tally.old else tally.new - tally.introduced,
            tally.dropped,
            tally.introduced,
        )
        for tally in comparison.by_pillar()
    )
    return Table(_PILLARS_HEADER, rows)


def _build_field_table(comparison: Comparison, language: Language) -> Table:
    fields = (*comparison.old.fields, *comparison.new.fields)
    labels = {field.id: field.label for field in fields}
    tallies = sorted(
        comparison.by_field(),
        key=lambda tally: fold_text(labels[tally.key].in_(language, *LANGUAGES) or ""),
    )
    rows = tuple(
        (
            localize(labels[tally.key], language),
            tally.old,
            tally.dropped,
            tally.new,
            tally.introduced,
        )
        for tally in tallies
    )
    return Table(_format_header(_FIELDS_HEADER, comparison), rows)


def _format_header(header: tuple[str, ...], comparison: Comparison) -> tuple[str, ...]:
    return tuple(cell.format(old=comparison.old, new=comparison.new) for cell in header)


def _get_pillar_title(full_id: str, names: Names) -> Inline:
    return names["nodes"].get(full_id, (_OUTSIDE_PILLARS,))


def _build_continued(comparison: Comparison, names: Names, language: Language) -> Iterator[Block]:
    """Return the actions of the old programme that continue, with their continuations."""
    continuations: dict[str, list[Continuation]] = {}
    for continuation in comparison.continued:
        continuations.setdefault(continuation.old.id, []).append(continuation)
    if continuations:
        yield Heading(2, (_CONTINUED_PROMISES.format(programme=comparison.old),))
    yield from _build_pillar_lists(
        [action for action in comparison.old.actions if action.id in continuations],
        names,
        lambda action: ListItem(
            format_action(action, language),
            tuple(
                _format_continuation(continuation, names, language)
                for continuation in continuations[action.id]
            ),
        ),
    )


def _format_continuation(continuation: Continuation, names: Names, language: Language) -> Inline:
    old, new, firmness = continuation.old, continuation.new, continuation.firmness
    content = fill_template(
        _CONTINUATION if continuation.score is None else _PROPOSED_CONTINUATION,
        relation=str(continuation.relation),
        score=f"{continuation.score or 0:.2f}",
        action=format_action(new, language),
        reason=str(continuation.reason),
    )
    if firmness != "same":
        content += (_FIRMNESS.format(firmness=firmness, old=old.commitment, new=new.commitment),)
    for attribute, template in _NAME_CHANGES.items():
        ids: tuple[str, ...] = getattr(continuation, attribute)
        if ids:
            kind = attribute.partition("_")[0]
            changed = join_with_commas(names[kind][id] for id in ids)
            content += fill_template(template, names=changed)
    return content


def _build_pillar_lists(
    actions: Iterable[Action], names: Names, build_item: Callable[[Action], ListItem]
) -> Iterator[Block]:
    """Return a list of actions for each pillar; those outside any pillar come first."""
    by_pillar: dict[str, list[ListItem]] = {}
    for action in actions:
        pillar = f"{action.programme}/{action.pillar}"
        by_pillar.setdefault(pillar, []).append(build_item(action))
    for pillar, items in by_pillar.items():
        yield Heading(3, _get_pillar_title(pillar, names))
        yield BulletList(tuple(items))
