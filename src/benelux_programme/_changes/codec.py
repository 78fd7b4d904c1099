"""Diffs to and from documents: plain dicts, lists, strings and numbers, as JSON holds them."""

from collections.abc import Iterable
from typing import Any, TypeAlias

import attrs

from benelux_programme._model.constraints import (
    a_programme_id,
    an_id,
    is_list,
    is_mapping,
    optional,
    texts,
)
from benelux_programme._model.nodes import RetiredId
from benelux_programme._serialization.codec import encode_value
from benelux_programme._serialization.field_specs import PARENTS, FieldKind, FieldSpec, field_specs
from benelux_programme._serialization.validation import Diagnosis, Path, called, problem, said
from benelux_programme.errors import InvalidDataError, InvalidValueError

from .change import RETIREMENTS, Change, ChangeKind
from .diff import Diff
from .records import CLASSES, CONTAINERS, NESTED, Subject, details

Document: TypeAlias = dict[str, Any]


def encoded(diff: Diff) -> Document:
    """The document that describes a diff; `decoded` gives an equal diff back."""
    head = {
        "programme": diff.programme,
        "old_revision": diff.old_revision,
        "new_revision": diff.new_revision,
    }
    return {**head, "changes": [_encoded(change) for change in diff]}


def _encoded(change: Change) -> Document:
    values = {one.name: getattr(change, one.name) for one in attrs.fields(Change)}
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: object) -> Any:
    around = {name: getattr(value, name) for name in PARENTS.get(type(value), ())}
    if not around:
        return encode_value(value)
    return {**encode_value(value), **{name: id for name, id in around.items() if id is not None}}


_HEAD = tuple(shape for shape in field_specs(Diff) if shape.name != "changes")
_FACT = tuple(shape for shape in field_specs(Change) if shape.kind is not FieldKind.VALUE)
_LINES = FieldSpec("", FieldKind.TEXT, str, True, True, None, texts)
_PARENT = FieldSpec("", FieldKind.TEXT, str, False, True, None, an_id)


def decoded(document: object) -> Diff:
    """The diff that a document describes.

    Raises:
        InvalidDataError: It is not one.
    """
    reader = Diagnosis()
    given, taken = _without(document, ("changes",))
    facts = taken.get("changes", ())
    head = reader.values(_HEAD, given, (), {})
    if not is_list(facts):
        reader.find("wrong-type", ("changes",), f"{called(facts)} where a list belongs", facts)
        facts = ()
    changes = [_change(reader, fact, ("changes", i)) for i, fact in enumerate(facts)]
    if reader.findings:
        raise InvalidDataError(tuple(map(problem, reader.findings)))
    return Diff(**head, changes=tuple(filter(None, changes)))


def _change(reader: Diagnosis, document: object, path: Path) -> Change | None:
    before = len(reader.findings)
    given, ends = _without(document, ("old", "new"))
    fact = reader.values(_FACT, given, path, {})
    for name, value in ends.items():
        if len(reader.findings) == before:
            fact[name] = _value(reader, fact, name, value, (*path, name))
    if len(reader.findings) == before:
        try:
            return Change(**fact)
        except InvalidValueError as error:
            reader.find(error.code, (*path, error.attribute), said(error), error.value)
    return None


def _value(reader: Diagnosis, fact: Document, end: str, given: Any, path: Path) -> Any:
    """What was, or is, read as what the attribute holds."""
    kind, subject, field = fact["kind"], fact["subject"], fact["field"]
    if given is None:
        return None
    if field is None and kind is ChangeKind.MOVED:
        return reader.attribute(_PARENT, given, path, {})
    if field is None:
        retired = (kind in RETIREMENTS and end == "new") or (
            kind is ChangeKind.RESTORED and end == "old"
        )
        return _record(reader, RetiredId if retired else CLASSES[subject], given, path)
    if field in CONTAINERS.get(subject, ()):
        return reader.attribute(_LINES, given, path, {})
    shape = _shape(subject, fact)
    if shape is None:
        return reader.find(
            "bad-value", (*path[:-1], "field"), f"a {subject} has no such attribute", field
        )
    whole = kind is ChangeKind.REORDERED or (
        kind is ChangeKind.EDITED and fact["old_index"] is fact["new_index"] is None
    )
    if shape.many and not whole:
        shape = shape._replace(many=False, constraint=shape.constraint.item or shape.constraint)
    return reader.attribute(shape, given, path, {})


def _shape(subject: Subject, fact: Document) -> FieldSpec | None:
    """How the attribute is written that a fact is about; paragraphs as their addresses."""
    steps = [*fact["field"].split("."), *filter(None, [fact["language"]])]
    shape = _named(details(subject), steps[0])
    for step in steps[1:]:
        shape = _named(field_specs(shape.cls), step) if shape and shape.cls in NESTED else None
    if shape is not None and shape.kind is FieldKind.ADDRESS:
        return _LINES
    return shape


def _named(of: Iterable[FieldSpec], name: str) -> FieldSpec | None:
    return next((shape for shape in of if shape.name == name), None)


def _record(reader: Diagnosis, cls: type[Any], document: object, path: Path) -> Any:
    """A record with the ids of those around it."""
    given, around = _without(document, PARENTS.get(cls, ()))
    for name, id in around.items():
        must = a_programme_id if name == "programme" else optional(an_id)
        if not must.predicate(id):
            reader.find(must.code, (*path, name), f"{called(id)} is not {must.expected}", id)
    return reader.record(cls, given, path, around)


def _without(document: object, keys: Iterable[str]) -> tuple[object, dict[str, Any]]:
    """A mapping without some keys, and what they had; anything else stays as it is."""
    if not is_mapping(document):
        return document, {}
    rest = dict(document)
    return rest, {key: rest.pop(key, None) for key in keys}
