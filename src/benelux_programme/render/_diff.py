"""A diff as a report: the sentences, in English."""

from collections.abc import Iterator

from attrs import has

from benelux_programme._changes.change import RETIREMENTS, Change, ChangeKind
from benelux_programme._changes.diff import Diff
from benelux_programme._changes.rules import Severity, bump, severity
from benelux_programme._model.citation import Citation
from benelux_programme._model.constraints import is_tuple
from benelux_programme._model.nodes import Predecessor, RetiredId
from benelux_programme._model.period import Period
from benelux_programme._model.text import Language, Terms, Text
from benelux_programme._serialization.field_specs import field_specs

from ._blocks import Block, Code, Heading, Inline, Item, Items, Paragraph, Said, joined, said

_HEADINGS = {
    Severity.BREAKING: "Breaking: something is not found any more",
    Severity.NOTABLE: "Notable: the facts are others",
    Severity.EDITORIAL: "Editorial: the same, better told",
}


def blocks(diff: Diff, language: Language) -> Iterator[Block]:
    """The report of a diff, with texts of the data in a language."""
    title = f"{diff.programme}: revision {diff.old_revision} to revision {diff.new_revision}"
    yield Heading(1, (title,))
    if not diff:
        yield Paragraph(("Nothing changed.",))
        return
    by_severity: dict[Severity, list[Change]] = {one: [] for one in Severity}
    for change in diff:
        by_severity[severity(change)].append(change)
    counts = ", ".join(f"{len(some)} {one}" for one, some in by_severity.items() if some)
    noun = "change" if len(diff) == 1 else "changes"
    yield Paragraph((f"{len(diff)} {noun}: {counts}. That makes a {bump(diff)} release.",))
    for one, some in by_severity.items():
        if some:
            yield Heading(2, (_HEADINGS[one],))
            yield Items(tuple(_items(some, language)))


def _items(changes: list[Change], language: Language) -> Iterator[Item]:
    """One item a record, with its changes under it."""
    records: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        records.setdefault((change.subject, change.id), []).append(change)
    for (subject, id), some in records.items():
        label = next((change.label for change in some if change.label is not None), None)
        named: Inline = () if label is None else (": ", said(label, language))
        words = (f"{subject.replace('-', ' ')} ", Code(id), *named)
        yield Item(words, tuple(map(_sentence, some)))


def _sentence(change: Change) -> Inline:
    old, new = (_shown(value, change.language) for value in (change.old, change.new))
    if change.field is None:
        return _of_record(change, old, new)
    about = f" ({change.language})" if change.language else ""
    what = (Code(change.field), f"{about}: ")
    if change.kind is ChangeKind.REORDERED:
        return (*what, "now in the order ", *new)
    if change.kind is ChangeKind.GAINED:
        return (*what, "gained ", *new)
    if change.kind is ChangeKind.LOST:
        return (*what, "lost ", *old)
    return (*what, *(old or _NOTHING), " became ", *(new or _NOTHING))


_NOTHING: Inline = ("nothing",)


def _of_record(change: Change, old: Inline, new: Inline) -> Inline:
    """What happened to a whole record."""
    if isinstance(change.new, RetiredId) and change.kind in RETIREMENTS:
        return _retired(change.new)
    if change.kind is ChangeKind.MOVED:
        outside = ("the programme itself",)
        return ("moved from ", *(old or outside), " to ", *(new or outside))
    if change.kind is ChangeKind.RESTORED:
        return ("in use again",)
    record = change.new or change.old
    label = {"summary", "title", "name", "label"}
    told = [one for one in _details(record) if str(one[0]).strip() not in label]
    return (f"{change.kind}: " if told else f"{change.kind}", *joined(told))


def _details(record: object) -> list[Inline]:
    """What a record says, attribute by attribute."""
    told: list[Inline] = []
    for shape in field_specs(type(record)):
        value = getattr(record, shape.name)
        if shape.name != "id" and value not in (None, (), Terms()):
            told.append((f"{shape.name} ", *_shown(value)))
    return told


def _retired(record: RetiredId) -> Inline:
    instead = joined([(Code(id),) for id in record.successors])
    way = ("; see ", *instead) if instead else (", with nothing in its place",)
    return ("retired", *way, f" ({record.reason})")


def _shown(value: object, of: Language | None = None) -> Inline:
    """A value, as short as it can be understood; `of` is the language of a text without one."""
    if value is None or is_tuple(value):
        return joined([_shown(item, of) for item in value or ()])
    if isinstance(value, Text):
        several = [("“", Said(f"{value:{one}}", one), f"” ({one})") for one in value.languages]
        return joined(several)
    if isinstance(value, str) and of is not None:
        return ("“", Said(value, of), "”")
    if isinstance(value, Predecessor):
        return (Code(f"{value.programme}/{value.action}"), f" ({value.relation}: {value.reason})")
    whole = has(type(value)) and not isinstance(value, Citation | Period)
    return joined(_details(value)) if whole else (Code(str(value)),)
