"""Builds the blocks of a comparison; the sentences are in English."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final

from benelux_programme._comparison.comparison import Comparison, Continuation
from benelux_programme._model.nodes import Action
from benelux_programme._model.text import Language, fold_text, pluralize

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
    to_plain_text,
)
from ._programme import NamesById, collect_names, format_action

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
_FIRMNESS: Final = " It is {it.firmness}: {it.old.commitment} became {it.new.commitment}."


def build_comparison_blocks(comparison: Comparison, language: Language) -> Iterator[Block]:
    """Return the blocks of a comparison, with titles, names and summaries in a language."""
    old, new = comparison.old, comparison.new
    names = collect_names((old, new), language)
    yield Heading(1, (_TITLE.format(old=old, new=new),))
    yield Paragraph((*localize(old.title, language), " → ", *localize(new.title, language)))
    yield Paragraph((_format_summary(comparison),))
    yield Paragraph((_PROPOSED if comparison.proposed else _RECORDED,))
    for title, note, table in (
        (_FLOWS, [Paragraph((_FLOWS_NOTE,))], _build_pillar_flow_table(comparison, names)),
        (_PILLARS, [], _build_pillar_tally_table(comparison, names)),
        (_FIELDS, [], _build_field_tally_table(comparison, names)),
    ):
        if table.rows:
            yield Heading(2, (title,))
            yield from note
            yield table
    continuations: dict[str, list[Inline]] = {}
    for continuation in comparison.continued:
        content = _format_continuation(continuation, names, language)
        continuations.setdefault(str(continuation.old), []).append(content)
    continued = [action for action in old.actions if str(action) in continuations]
    for title, programme, actions in (
        (_CONTINUED_PROMISES, old, continued),
        (_DROPPED_PROMISES, old, comparison.dropped),
        (_NEW_PROMISES, new, comparison.introduced),
    ):
        if actions:
            yield Heading(2, (title.format(programme=programme),))
            yield from _build_action_lists_by_pillar(actions, continuations, names, language)


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


def _build_pillar_flow_table(comparison: Comparison, names: NamesById) -> Table:
    rows = tuple(
        (
            (_NEW,) if flow.old is None else _get_pillar_title(flow.old, names),
            (_DROPPED,) if flow.new is None else _get_pillar_title(flow.new, names),
            flow.count,
        )
        for flow in comparison.count_flows()
    )
    return Table(_format_header(_FLOWS_HEADER, comparison), rows)


def _build_pillar_tally_table(comparison: Comparison, names: NamesById) -> Table:
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


def _build_field_tally_table(comparison: Comparison, names: NamesById) -> Table:
    rows = sorted(
        (
            (names["fields", tally.key], tally.old, tally.dropped, tally.new, tally.introduced)
            for tally in comparison.by_field()
        ),
        key=lambda row: fold_text(to_plain_text(row[0])),
    )
    return Table(_format_header(_FIELDS_HEADER, comparison), tuple(rows))


def _format_header(header: tuple[str, ...], comparison: Comparison) -> tuple[str, ...]:
    return tuple(cell.format(old=comparison.old, new=comparison.new) for cell in header)


def _get_pillar_title(full_id: str, names: NamesById) -> Inline:
    return names.get(("nodes", full_id), (_OUTSIDE_PILLARS,))


def _format_continuation(
    continuation: Continuation, names: NamesById, language: Language
) -> Inline:
    content = fill_template(
        _CONTINUATION if continuation.score is None else _PROPOSED_CONTINUATION,
        relation=str(continuation.relation),
        score=f"{continuation.score or 0:.2f}",
        action=format_action(continuation.new, language),
        reason=str(continuation.reason),
    )
    if continuation.firmness != "same":
        content += (_FIRMNESS.format(it=continuation),)
    for kind, direction in product(("partners", "references", "fields"), ("gained", "lost")):
        changed = [names[kind, id] for id in getattr(continuation, f"{kind}_{direction}")]
        if changed:
            content += (f" {kind.capitalize()} {direction}: ", *join_with_commas(changed), ".")
    return content


def _build_action_lists_by_pillar(
    actions: Iterable[Action],
    continuations_by_id: Mapping[str, Iterable[Inline]],
    names: NamesById,
    language: Language,
) -> Iterator[Block]:
    """Return a list of actions for each pillar; those outside any pillar come first."""
    items: dict[str, list[ListItem]] = {}
    for action in actions:
        continuations = tuple(continuations_by_id.get(str(action), ()))
        item = ListItem(format_action(action, language), continuations)
        items.setdefault(f"{action.programme}/{action.pillar}", []).append(item)
    for pillar, items_of_pillar in items.items():
        yield Heading(3, _get_pillar_title(pillar, names))
        yield BulletList(tuple(items_of_pillar))
