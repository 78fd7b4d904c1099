"""Builds the blocks of a comparison."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, product
from operator import attrgetter
from typing import Final

from benelux_programme._comparison.comparison import Comparison, Continuation
from benelux_programme._model.nodes import Action, Relation
from benelux_programme._model.text import fold_to_letters_and_digits

from ._blocks import (
    Block,
    BulletList,
    Code,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Table,
    to_one_line_plain_text,
)
from ._phrases import Phrasebook
from ._programme import format_action_line

MAX_LINKS: Final = 10
"""The limit of the number of predecessors in a sentence."""


def build_comparison_blocks(comparison: Comparison, words: Phrasebook) -> Iterator[Block]:
    old, new = comparison.old, comparison.new
    words = words.with_names((old, new))
    yield Heading(1, words.build_phrase("comparison.title", old=old.id, new=new.id))
    yield Paragraph((*words.localize(old.title), " → ", *words.localize(new.title)))
    counts = {
        "old_count": len(old.actions),
        "new_count": len(new.actions),
        "dropped": len(comparison.dropped),
        "introduced": len(comparison.introduced),
        "continued": len(old.actions) - len(comparison.dropped),
        "continuing": len(new.actions) - len(comparison.introduced),
    }
    yield Paragraph(words.build_phrase("comparison.counts", old=old.id, new=new.id, **counts))
    basis = "comparison.proposed" if comparison.proposed else "comparison.recorded"
    yield Paragraph((words.translate(basis),))
    if comparison.unresolved:
        yield Paragraph(_format_unresolved_links(comparison, words))
    tables = {
        "comparison.flows": _build_pillar_flow_table(comparison, words),
        "field.pillars": _build_pillar_tally_table(comparison, words),
        "field.fields": _build_policy_field_tally_table(comparison, words),
    }
    for key, table in tables.items():
        if table.rows:
            yield Heading(2, (words.translate_capitalized(key),))
            if key == "comparison.flows":
                yield Paragraph((words.translate("comparison.flows_note"),))
            yield table
    continuations: dict[str, list[Inline]] = {}
    for continuation in comparison.continued:
        content = _format_continuation_without_old_action(continuation, words)
        continuations.setdefault(str(continuation.old), []).append(content)
    continued = [action for action in old.actions if str(action) in continuations]
    for key, programme, actions in (
        ("comparison.promises_continued", old, continued),
        ("comparison.promises_dropped", old, comparison.dropped),
        ("comparison.promises_new", new, comparison.introduced),
    ):
        if actions:
            yield Heading(2, words.build_phrase(key, programme=programme.id))
            yield from _build_action_lists_by_pillar(actions, continuations, words)


def build_blocks_of_new_actions_by_old_action(
    continuations: Iterable[Continuation], words: Phrasebook
) -> Iterator[Block]:
    """Yield a list of old actions, each with the new actions that continue it."""
    yield BulletList(
        tuple(
            ListItem(
                format_action_line(old, words),
                tuple(_format_continuation_without_old_action(each, words) for each in group),
            )
            for old, group in groupby(continuations, attrgetter("old"))
        )
    )


def _format_unresolved_links(comparison: Comparison, words: Phrasebook) -> Inline:
    links: list[Inline] = []
    for action, predecessor in comparison.unresolved:
        ids = {"predecessor": Code(str(predecessor)), "action": Code(action.id)}
        links.append(words.build_phrase("comparison.unresolved_link", **ids))
    if len(links) > MAX_LINKS:
        links[MAX_LINKS:] = [(words.translate("count.more", count=len(links) - MAX_LINKS),)]
    return words.build_phrase(
        "comparison.unresolved",
        old=comparison.old.id,
        predecessors=words.translate("count.unresolved", count=len(comparison.unresolved)),
        links=words.join_facts(links),
    )


def _build_pillar_flow_table(comparison: Comparison, words: Phrasebook) -> Table:
    new, dropped = (words.translate(f"comparison.{key}") for key in ("new", "dropped"))
    rows = tuple(
        (
            (new,) if flow.old is None else _get_title_of_pillar_or_outside(flow.old, words),
            (dropped,) if flow.new is None else _get_title_of_pillar_or_outside(flow.new, words),
            flow.count,
        )
        for flow in comparison.count_flows()
    )
    old_header = words.translate("comparison.from_old", old=comparison.old)
    new_header = words.translate("comparison.to_new", new=comparison.new)
    return Table((old_header, new_header, words.translate("comparison.promises")), rows)


def _build_pillar_tally_table(comparison: Comparison, words: Phrasebook) -> Table:
    rows = tuple(
        (
            words.build_fact(
                tally.key.partition("/")[0], _get_title_of_pillar_or_outside(tally.key, words)
            ),
            tally.old + tally.new,
            tally.carried if tally.old else tally.new - tally.introduced,
            tally.dropped,
            tally.introduced,
        )
        for tally in comparison.by_pillar()
    )
    columns = ("promises", "column_continued", "column_dropped", "column_new")
    header = (words.translate_capitalized(f"comparison.{column}") for column in columns)
    return Table((words.translate_capitalized("Subject.pillar"), *header), rows)


def _build_policy_field_tally_table(comparison: Comparison, words: Phrasebook) -> Table:
    rows = sorted(
        (
            (
                words.get_name("fields", tally.key),
                tally.old,
                tally.dropped,
                tally.new,
                tally.introduced,
            )
            for tally in comparison.by_field()
        ),
        key=lambda row: fold_to_letters_and_digits(to_one_line_plain_text(row[0])),
    )
    keys = ("Subject.field", "comparison.column_dropped", "comparison.column_new")
    field, dropped, introduced = map(words.translate_capitalized, keys)
    header = (field, str(comparison.old), dropped, str(comparison.new), introduced)
    return Table(header, tuple(rows))


def _get_title_of_pillar_or_outside(full_id: str, words: Phrasebook) -> Inline:
    return words.names.get(("nodes", full_id), (words.translate_capitalized("comparison.outside"),))


def _format_continuation_without_old_action(
    continuation: Continuation, words: Phrasebook
) -> Inline:
    action = format_action_line(continuation.new, words)
    if continuation.score is None:
        relation = words.translate(f"successor.{continuation.relation or Relation.CONTINUES}")
        content = words.build_fact(relation, action)
        if continuation.reason is not None:
            content += (" (", *words.localize(continuation.reason), ")")
    else:
        score = words.format_score(continuation.score)
        content = words.build_phrase("comparison.proposed_link", score=score, action=action)
    if continuation.firmness != "same":
        old, new = (words.label(each.commitment) for each in (continuation.old, continuation.new))
        phrase = words.build_phrase(f"comparison.{continuation.firmness}", old=old, new=new)
        content += (" ", *phrase)
    for kind, direction in product(("partners", "references", "fields"), ("gained", "lost")):
        changed = [words.get_name(kind, id) for id in getattr(continuation, f"{kind}_{direction}")]
        if changed:
            key = f"comparison.{kind}_{direction}"
            content += (
                " ",
                *words.build_phrase(key, names=words.join_with_commas_or_semicolons(changed)),
            )
    return content


def _build_action_lists_by_pillar(
    actions: Iterable[Action],
    continuations_by_id: Mapping[str, Iterable[Inline]],
    words: Phrasebook,
) -> Iterator[Block]:
    """Return a list of actions for each pillar; those outside any pillar come first."""
    for pillar, group in groupby(actions, lambda action: f"{action.programme}/{action.pillar}"):
        yield Heading(3, _get_title_of_pillar_or_outside(pillar, words))
        yield BulletList(
            tuple(
                ListItem(
                    format_action_line(action, words),
                    tuple(continuations_by_id.get(str(action), ())),
                )
                for action in group
            )
        )
