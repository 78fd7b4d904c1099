"""Decoding the changes of a diff from a document that people may have written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benelux_programme._model.constraints import (
    a_programme_id,
    an_id,
    is_list,
    is_mapping,
    optional,
    texts,
)
from benelux_programme._model.nodes import RetiredId
from benelux_programme._serialization.field_specs import PARENTS, FieldKind, FieldSpec, field_specs
from benelux_programme._serialization.validation import (
    Path,
    ValidatingDecoder,
    describe_error,
    describe_value,
)
from benelux_programme.errors import InvalidValueError

from .change import RETIRED_ID_SIDES, Change, ChangeKind
from .records import CHILD_FIELDS, NESTED_CLASSES, RECORD_CLASSES, Subject, iter_specs_without_ids

_CHANGE_SPECS = tuple(spec for spec in field_specs(Change) if spec.kind is not FieldKind.VALUE)
_TEXTS = FieldSpec("", FieldKind.TEXT, str, True, True, None, texts)
_PARENT_ID = FieldSpec("", FieldKind.TEXT, str, False, True, None, an_id)


def decode_diff_attributes(document: object, diff_specs: Iterable[FieldSpec]) -> dict[str, Any]:
    """Return the attributes of a diff by name, decoded, or raise `InvalidDataError`."""
    decoder = ValidatingDecoder(document)
    header, selected = _split_off_keys(document, ("changes",))
    documents = selected.get("changes", ())
    values = decoder.decode_fields(
        [spec for spec in diff_specs if spec.name != "changes"], header, ()
    )
    if not is_list(documents):
        message = f"{describe_value(documents)} where a list belongs"
        decoder.report("wrong-type", message, documents, ("changes",))
        documents = ()
    changes = [_decode_change(decoder, one, ("changes", i)) for i, one in enumerate(documents)]
    decoder.raise_problems()
    return {**values, "changes": tuple(filter(None, changes))}


def decode_change(document: object) -> Change | None:
    """Decode a change, or raise `InvalidDataError`."""
    decoder = ValidatingDecoder(document)
    change = _decode_change(decoder, document, ())
    decoder.raise_problems()
    return change


def _decode_change(decoder: ValidatingDecoder, document: object, path: Path) -> Change | None:
    problem_count = len(decoder.problems)
    remaining, old_and_new = _split_off_keys(document, ("old", "new"))
    values = decoder.decode_fields(_CHANGE_SPECS, remaining, path)
    for side, value in old_and_new.items():
        if len(decoder.problems) == problem_count and value is not None:
            values[side] = _decode_old_or_new(decoder, values, side, value, (*path, side))
    if len(decoder.problems) == problem_count:
        try:
            return Change(**values)
        except InvalidValueError as error:
            attribute_path = (*path, error.attribute)
            decoder.report(error.code, describe_error(error), error.value, attribute_path)
    return None


def _decode_old_or_new(
    decoder: ValidatingDecoder,
    attributes: Mapping[str, Any],
    side: str,
    document: object,
    path: Path,
) -> Any:
    """Decode the old or new value of a change whose other attributes are decoded."""
    kind, subject, field = attributes["kind"], attributes["subject"], attributes["field"]
    if field is None and kind is ChangeKind.MOVED:
        return decoder.decode_field(_PARENT_ID, document, path)
    if field is None:
        cls = RetiredId if RETIRED_ID_SIDES.get(kind) == side else RECORD_CLASSES[subject]
        return _decode_record_and_set_ancestor_ids(decoder, cls, document, path)
    if field in CHILD_FIELDS[subject]:
        return decoder.decode_field(_TEXTS, document, path)
    language = attributes["language"]
    spec = _find_field_spec(subject, (*field.split("."), *([language] if language else [])))
    if spec is None:
        message = f"{subject!s} records have no such attribute"
        decoder.report("bad-value", message, field, (*path[:-1], "field"))
        return None
    if spec.kind is FieldKind.ADDRESS:
        spec = _TEXTS
    has_index = attributes["old_index"] is not None or attributes["new_index"] is not None
    is_item = kind is not ChangeKind.REORDERED and (has_index or kind is not ChangeKind.EDITED)
    if spec.many and is_item:
        spec = spec._replace(many=False, constraint=spec.constraint.item or spec.constraint)
    return decoder.decode_field(spec, document, path)


def _find_field_spec(subject: Subject, attribute_path: Sequence[str]) -> FieldSpec | None:
    specs, spec = tuple(iter_specs_without_ids(subject)), None
    for name in attribute_path:
        spec = next((spec for spec in specs if spec.name == name), None)
        specs = field_specs(spec.cls) if spec and spec.cls in NESTED_CLASSES else ()
    return spec


def _decode_record_and_set_ancestor_ids(
    decoder: ValidatingDecoder, cls: type[Any], document: object, path: Path
) -> Any:
    remaining, ancestor_ids = _split_off_keys(document, PARENTS.get(cls, ()))
    for name, id in ancestor_ids.items():
        constraint = a_programme_id if name == "programme" else optional(an_id)
        if not constraint.predicate(id):
            message = f"{describe_value(id)} is not {constraint.expected}"
            decoder.report(constraint.code, message, id, (*path, name))
    return decoder.decode_record(cls, remaining, path, ancestor_ids)


def _split_off_keys(document: object, keys: Iterable[str]) -> tuple[object, dict[str, Any]]:
    """Return a copy of a mapping without some keys, and their values, None for a missing key."""
    if not is_mapping(document):
        return document, {}
    remaining = dict(document)
    return remaining, {key: remaining.pop(key, None) for key in keys}
