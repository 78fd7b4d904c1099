"""Builds the blocks of a comparison; the sentences are in English."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, product
from typing import Final

from benelux_programme._comparison.comparison import Comparison, Continuation
from benelux_programme._model.nodes import Action
from benelux_programme._model.text import Language, fold_to_letters_and_digits, pluralize

from ._blocks import (
    Block,
    BulletList,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Table,
    join_with_commas,
    localize,
    to_one_line_plain_text,
)
from ._programme import NamesById, collect_names, format_action_commitment_and_citations

_RECORDED: Final = (
    "Which promise continues which is a judgement and is not printed in the programmes; nor, "
    "often, is who acts. Numbers such as 1.1 ¶2 are the section and the paragraph in which a "
    "promise is printed."
)
_PROPOSED: Final = (
    "The later programme records no predecessors in the earlier one. The continuations below are "
    "only proposed, because the texts are similar; the score, up to 1, is their similarity."
)
MAX_LINKS: Final = 10
"""The limit of the number of predecessors in a sentence."""

_FLOWS_NOTE: Final = "A promise with several continuations counts once for each."


def build_comparison_blocks(comparison: Comparison, language: Language) -> Iterator[Block]:
    old, new = comparison.old, comparison.new
    names = collect_names((old, new), language)
    yield Heading(1, (f"From {old} to {new}",))
    yield Paragraph((*localize(old.title, language), " → ", *localize(new.title, language)))
    dropped, introduced = len(comparison.dropped), len(comparison.introduced)
    counts = (
        f"{len(old.actions) - dropped} of {pluralize(len(old.actions), 'promise')} of {old} "
        f"continue, in {len(new.actions) - introduced} of "
        f"{pluralize(len(new.actions), 'promise')} of {new}. "
        f"Dropped: {dropped}. New: {introduced}."
    )
    yield Paragraph((counts,))
    yield Paragraph((_PROPOSED if comparison.proposed else _RECORDED,))
    if comparison.unresolved:
        yield Paragraph((_format_unresolved_links(comparison),))
    for title, notes, table in (
        ("From pillar to pillar", [_FLOWS_NOTE], _build_pillar_pair_count_table(comparison, names)),
        ("Pillars", [], _build_pillar_tally_table(comparison, names)),
        ("Policy fields", [], _build_field_tally_table(comparison, names)),
    ):
        if table.rows:
            yield Heading(2, (title,))
            yield from (Paragraph((note,)) for note in notes)
            yield table
    continuations: dict[str, list[Inline]] = {}
    for continuation in comparison.continued:
        content = _format_continuation(continuation, names, language)
        continuations.setdefault(str(continuation.old), []).append(content)
    continued = [action for action in old.actions if str(action) in continuations]
    for title, actions in (
        (f"Promises of {old} that continue", continued),
        (f"Promises of {old} that were dropped", comparison.dropped),
        (f"Promises of {new} that are new", comparison.introduced),
    ):
        if actions:
            yield Heading(2, (title,))
            yield from _build_action_lists_by_pillar(actions, continuations, names, language)


def _format_unresolved_links(comparison: Comparison) -> str:
    links = [f"{predecessor} (of {action.id})" for action, predecessor in comparison.unresolved]
    number, more = pluralize(len(links), "recorded predecessor"), len(links) - MAX_LINKS
    listed = "; ".join([*links[:MAX_LINKS], *([f"and {more} more"] if more > 0 else ())])
    return f"Not found among the promises of {comparison.old}: {number}: {listed}."


def _build_pillar_pair_count_table(comparison: Comparison, names: NamesById) -> Table:
    rows = tuple(
        (
            ("(new)",) if flow.old is None else _get_pillar_title(flow.old, names),
            ("(dropped)",) if flow.new is None else _get_pillar_title(flow.new, names),
            flow.count,
        )
        for flow in comparison.count_flows()
    )
    return Table((f"From {comparison.old}", f"to {comparison.new}", "Promises"), rows)


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
    return Table(("Pillar", "Promises", "continued", "dropped", "new"), rows)


def _build_field_tally_table(comparison: Comparison, names: NamesById) -> Table:
    rows = sorted(
        (
            (names["fields", tally.key], tally.old, tally.dropped, tally.new, tally.introduced)
            for tally in comparison.by_field()
        ),
        key=lambda row: fold_to_letters_and_digits(to_one_line_plain_text(row[0])),
    )
    header = ("Field", str(comparison.old), "dropped", str(comparison.new), "new")
    return Table(header, tuple(rows))


def _get_pillar_title(full_id: str, names: NamesById) -> Inline:
    return names.get(("nodes", full_id), ("outside any pillar",))


def _format_continuation(
    continuation: Continuation, names: NamesById, language: Language
) -> Inline:
    content = format_action_commitment_and_citations(continuation.new, language)
    if continuation.score is None:
        reason = localize(continuation.reason, language) if continuation.reason else ()
        content = (f"{continuation.relation} in: ", *content, " (", *reason, ")")
    else:
        content = (f"perhaps (score {continuation.score:.2f}) in: ", *content)
    if continuation.firmness != "same":
        old, new = continuation.old.commitment, continuation.new.commitment
        content += (f" It is {continuation.firmness}: {old} became {new}.",)
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
    for pillar, group in groupby(actions, lambda action: f"{action.programme}/{action.pillar}"):
        yield Heading(3, _get_pillar_title(pillar, names))
        yield BulletList(
            tuple(
                ListItem(
                    format_action_commitment_and_citations(action, language),
                    tuple(continuations_by_id.get(str(action), ())),
                )
                for action in group
            )
        )
