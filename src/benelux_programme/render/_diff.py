"""Builds the blocks of a diff."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final

from attrs import has

from benelux_programme._changes.change import (
    RETIREMENTS,
    Change,
    ChangeKind,
    is_change_of_spaces,
)
from benelux_programme._changes.diff import Diff
from benelux_programme._changes.rules import Severity, bump, severity
from benelux_programme._model.citation import Citation
from benelux_programme._model.constraints import is_tuple, wrap_single_value_in_list
from benelux_programme._model.nodes import Predecessor, RetiredId
from benelux_programme._model.outcome import ActionBearing, OutcomeSource
from benelux_programme._model.period import Period
from benelux_programme._model.text import LANGUAGES, Language, Terms, Text
from benelux_programme._serialization.field_specs import get_field_specs

from ._blocks import (
    Block,
    BulletList,
    Code,
    Heading,
    Inline,
    Link,
    ListItem,
    Paragraph,
    format_codes,
    join_with_commas,
)
from ._phrases import Phrasebook

_COUNTS_OF_WORDS: Final = {
    ChangeKind.GAINED: "count.words_added",
    ChangeKind.LOST: "count.words_removed",
    ChangeKind.REORDERED: "diff.words_reordered",
}
_SHOWN_FIELDS: Final = ("id", "summary", "title", "name", "label")
"""The fields that the item of a record shows already."""


def build_diff_report_blocks(diff: Diff, words: Phrasebook) -> Iterator[Block]:
    revisions = {"old": diff.old_revision, "new": diff.new_revision}
    yield Heading(1, words.build_phrase("diff.title", programme=diff.programme, **revisions))
    if not diff:
        yield Paragraph((words.translate("diff.none"),))
        return
    by_severity = {level: diff.where(severity=level) for level in Severity}
    counts = ", ".join(
        words.translate("count.severity", count=len(found), severity=words.label(level))
        for level, found in by_severity.items()
        if found
    )
    changes = words.translate("count.changes", count=len(diff))
    part = words.translate(f"bump.{bump(diff)}")
    yield Paragraph(words.build_phrase("diff.summary", changes=changes, counts=counts, bump=part))
    for level, found in by_severity.items():
        if found:
            yield Heading(2, (words.translate(f"diff.{level}"),))
            yield BulletList(tuple(_iter_record_items(found, words)))


def _iter_record_items(changes: Iterable[Change], words: Phrasebook) -> Iterator[ListItem]:
    """Return an item for each record, with its changes below it."""
    for (subject, id), group in groupby(changes, attrgetter("subject", "id")):
        changes_of_record = tuple(group)
        content: Inline = (f"{words.label(subject)} ", Code(id))
        label = next((change.label for change in changes_of_record if change.label), None)
        if label is not None:
            content = words.build_fact(content, words.localize(label))
        lines = _iter_change_lines(changes_of_record, words)
        yield ListItem(content, tuple(lines))


def _iter_change_lines(changes_of_record: Iterable[Change], words: Phrasebook) -> Iterator[Inline]:
    """Yield a line for each change, but count the search words of a language unless breaking."""
    for (field, language), group in groupby(changes_of_record, attrgetter("field", "language")):
        changes = tuple(group)
        counts = Counter(change.kind for change in changes)
        parts = [
            words.translate(key, count=counts[kind])
            for kind, key in _COUNTS_OF_WORDS.items()
            if counts[kind]
        ]
        is_list_of_words = language is not None and len(changes) > 1 and parts
        if is_list_of_words and Severity.BREAKING not in map(severity, changes):
            name = _name_field_and_language(field, language, words)
            yield words.build_fact(name, ", ".join(parts))
        else:
            for change in changes:
                yield _format_change(change, words)


def _name_field_and_language(field: str, language: Language | None, words: Phrasebook) -> Inline:
    name = words.name_attribute(field)
    return (*name, f" ({language})") if language else name


def _format_change(change: Change, words: Phrasebook) -> Inline:
    if change.field is None:
        return _format_record_change_without_name(change, words)
    name = change.field.rpartition(".")[2]
    old, new = (
        _format_value(value, name, words, change.language) for value in (change.old, change.new)
    )
    value = old if change.kind is ChangeKind.LOST else new
    key = f"diff.{change.kind if change.kind in _COUNTS_OF_WORDS else ChangeKind.EDITED}"
    if is_change_of_spaces(change):
        key = "diff.spaces"
    detail = words.build_phrase(key, old=old, new=new, value=value)
    name_and_language = _name_field_and_language(change.field, change.language, words)
    return words.build_fact(name_and_language, detail)


def _format_record_change_without_name(change: Change, words: Phrasebook) -> Inline:
    if isinstance(change.new, RetiredId) and change.kind in RETIREMENTS:
        reason = words.localize(change.new.reason)
        successors = format_codes(change.new.successors)
        key = "diff.retired" if successors else "diff.retired_alone"
        return words.build_phrase(key, successors=successors, reason=reason)
    if change.kind is ChangeKind.MOVED:
        programme = words.translate("diff.programme_itself")
        old, new = (Code(str(id)) if id else programme for id in (change.old, change.new))
        return words.build_phrase("diff.moved", old=old, new=new)
    kind = words.label(change.kind)
    if change.kind is ChangeKind.RESTORED:
        return (kind,)
    fields = _format_non_empty_fields(change.new or change.old, words, excluded=_SHOWN_FIELDS)
    return (f"{kind} (", *fields, ")") if fields else (kind,)


def _format_non_empty_fields(
    record: object, words: Phrasebook, excluded: Collection[str] = ("id",)
) -> Inline:
    values = {spec.name: getattr(record, spec.attribute) for spec in get_field_specs(type(record))}
    return words.join_facts(
        words.build_fact(words.name_attribute(name), _format_value(value, name, words))
        for name, value in values.items()
        if name not in excluded and value not in (None, (), Terms())
    )


def _format_value(
    value: object, attribute: str, words: Phrasebook, language_of_string: Language | None = None
) -> Inline:
    """Return a short form of a value, with quotes around texts, in all their languages."""
    content: Inline
    if value is None or is_tuple(value):
        items = [_format_value(each, attribute, words, language_of_string) for each in value or ()]
        return words.join_with_commas_or_semicolons(items) or (words.translate("diff.nothing"),)
    match value:
        case Text() | Terms():
            content = join_with_commas(
                (*words.quote(text, each), f" ({each})")
                for each in LANGUAGES
                for text in wrap_single_value_in_list(getattr(value, each) or ())
            )
        case str() if language_of_string is not None:
            content = words.quote(value, language_of_string)
        case Predecessor(relation=relation, reason=reason):
            fact = words.build_fact(words.label(relation), _format_value(reason, "reason", words))
            content = (Code(str(value)), " (", *fact, ")")
        case OutcomeSource(url=url):
            content = (Link(url, url),)
        case _ if has(type(value)) and not isinstance(value, ActionBearing | Citation | Period):
            content = _format_non_empty_fields(value, words)
        case _:
            content = words.format_single_value(value, attribute)
    return content
