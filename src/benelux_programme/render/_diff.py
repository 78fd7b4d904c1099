"""Builds the blocks of a diff; the sentences are in English."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final

from attrs import has

from benelux_programme._changes.change import RETIREMENTS, Change, ChangeKind
from benelux_programme._changes.diff import Diff
from benelux_programme._changes.rules import Severity, bump, severity
from benelux_programme._model.citation import Citation
from benelux_programme._model.constraints import is_tuple
from benelux_programme._model.nodes import Predecessor, RetiredId
from benelux_programme._model.outcome import ActionBearing, OutcomeSource
from benelux_programme._model.period import Period
from benelux_programme._model.text import Language, Terms, Text, pluralize
from benelux_programme._serialization.field_specs import field_specs

from ._blocks import (
    Block,
    BulletList,
    Code,
    Heading,
    Inline,
    LanguageText,
    ListItem,
    Paragraph,
    format_codes,
    join_with_commas,
    localize,
)

_SEVERITY_HEADINGS: Final = {
    Severity.BREAKING: "Breaking: something can no longer be found",
    Severity.NOTABLE: "Notable: the facts changed",
    Severity.EDITORIAL: "Editorial: the same facts, presented differently",
}
_SHOWN_FIELDS: Final = ("id", "summary", "title", "name", "label")
"""The fields that the item of a record shows already."""


def build_diff_blocks_by_severity(diff: Diff, language: Language) -> Iterator[Block]:
    revisions = f"revision {diff.old_revision} to revision {diff.new_revision}"
    yield Heading(1, (f"{diff.programme}: {revisions}",))
    if not diff:
        yield Paragraph(("Nothing changed.",))
        return
    by_severity: dict[Severity, list[Change]] = {level: [] for level in Severity}
    for change in diff:
        by_severity[severity(change)].append(change)
    counts = ", ".join(f"{len(found)} {level}" for level, found in by_severity.items() if found)
    changes = pluralize(len(diff), "change")
    yield Paragraph((f"{changes}: {counts}. Suggested version bump: {bump(diff)}.",))
    for level, found in by_severity.items():
        if found:
            yield Heading(2, (_SEVERITY_HEADINGS[level],))
            yield BulletList(tuple(_iter_items_of_adjacent_changes(found, language)))


def _iter_items_of_adjacent_changes(
    changes: Iterable[Change], language: Language
) -> Iterator[ListItem]:
    """Return an item for each record, with its changes below it."""
    for (subject, id), group in groupby(changes, attrgetter("subject", "id")):
        changes_of_record = tuple(group)
        content: Inline = (subject.replace("-", " "), " ", Code(id))
        label = next((change.label for change in changes_of_record if change.label), None)
        if label is not None:
            content += (": ", *localize(label, language))
        yield ListItem(content, tuple(_iter_lines_and_count_search_words(changes_of_record)))


def _iter_lines_and_count_search_words(changes_of_record: Iterable[Change]) -> Iterator[Inline]:
    """Yield a line for each change, but count the search words of a language unless breaking."""
    for (field, language), group in groupby(changes_of_record, attrgetter("field", "language")):
        changes = tuple(group)
        counts = Counter(change.kind for change in changes)
        verbs = {"added": counts[ChangeKind.GAINED], "removed": counts[ChangeKind.LOST]}
        parts = [f"{pluralize(count, 'word')} {verb}" for verb, count in verbs.items() if count]
        if counts[ChangeKind.REORDERED]:
            parts.append("others in another order")
        is_list_of_words = language is not None and len(changes) > 1 and parts
        if is_list_of_words and Severity.BREAKING not in map(severity, changes):
            yield Code(field), f" ({language}): {', '.join(parts)}"
        else:
            yield from map(_format_field_or_record_change, changes)


def _format_field_or_record_change(change: Change) -> Inline:
    if change.field is None:
        return _format_record_lifecycle_change(change)
    old, new = (_format_value(value, change.language) for value in (change.old, change.new))
    details: dict[ChangeKind, Inline] = {
        ChangeKind.REORDERED: ("new order ", *new),
        ChangeKind.GAINED: ("gained ", *new),
        ChangeKind.LOST: ("lost ", *old),
    }
    language = f" ({change.language})" if change.language else ""
    detail = details.get(change.kind, (*old, " became ", *new))
    return (Code(change.field), f"{language}: ", *detail)


def _format_record_lifecycle_change(change: Change) -> Inline:
    if isinstance(change.new, RetiredId) and change.kind in RETIREMENTS:
        successors = format_codes(change.new.successors)
        successors = ("; see ", *successors) if successors else (" without a successor",)
        return ("retired", *successors, f" ({change.new.reason})")
    if change.kind is ChangeKind.MOVED:
        old, new = (
            Code(str(id)) if id else "the programme itself" for id in (change.old, change.new)
        )
        return ("moved from ", old, " to ", new)
    if change.kind is ChangeKind.RESTORED:
        return ("in use again",)
    fields = _format_non_empty_fields(change.new or change.old, excluded=_SHOWN_FIELDS)
    return (f"{change.kind}: ", *fields) if fields else (str(change.kind),)


def _format_non_empty_fields(record: object, excluded: Collection[str] = ("id",)) -> Inline:
    values = {spec.name: getattr(record, spec.name) for spec in field_specs(type(record))}
    return join_with_commas(
        (f"{name} ", *_format_value(value))
        for name, value in values.items()
        if name not in excluded and value not in (None, (), Terms())
    )


def _format_value(value: object, language_of_str: Language | None = None) -> Inline:
    """Return a short form of a value, with quotes around texts."""
    if is_tuple(value):
        items = (_format_value(item, language_of_str) for item in value)
        return join_with_commas(items) or ("nothing",)
    content: Inline
    match value:
        case None:
            content = ("nothing",)
        case Text():
            content = join_with_commas(
                ("“", LanguageText(f"{value:{each}}", each), f"” ({each})")
                for each in value.languages
            )
        case str() if language_of_str is not None:
            content = ("“", LanguageText(value, language_of_str), "”")
        case Predecessor(programme=programme, action=action, relation=relation):
            reason = _format_value(value.reason)
            content = (Code(f"{programme}/{action}"), f" ({relation}: ", *reason, ")")
        case ActionBearing(action=action, bearing=bearing):
            content = (Code(action), f" ({bearing})")
        case OutcomeSource(url=url):
            content = (url,)
        case _ if has(type(value)) and not isinstance(value, Citation | Period):
            content = _format_non_empty_fields(value)
        case _:
            content = (Code(str(value)),)
    return content
