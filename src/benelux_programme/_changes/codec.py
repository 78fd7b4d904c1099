"""Changes as JSON documents, and the values of changes and diffs decoded from documents."""

from collections.abc import Iterable, Sequence
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
from benelux_programme._serialization.source_map import SourceMap
from benelux_programme._serialization.validation import (
    Path,
    ValidatingDecoder,
    describe_error,
    describe_value,
)
from benelux_programme.errors import InvalidValueError

from .change import RETIREMENTS, Change, ChangeKind
from .records import CHILD_FIELDS, NESTED_CLASSES, RECORD_CLASSES, Subject, own_field_specs

Document: TypeAlias = dict[str, Any]


def encode_change(change: Change) -> Document:
    """Return a change as a document, without the attributes that are None."""
    values = {field.name: getattr(change, field.name) for field in attrs.fields(Change)}
    return {name: _encode_value(value) for name, value in values.items() if value is not None}


def _encode_value(value: object) -> Any:
    """Return a value as JSON; a node with the ids of its ancestors."""
    ancestors = {name: getattr(value, name) for name in PARENTS.get(type(value), ())}
    if not ancestors:
        return encode_value(value)
    return encode_value(value) | {name: id for name, id in ancestors.items() if id is not None}


_CHANGE_SPECS = tuple(spec for spec in field_specs(Change) if spec.kind is not FieldKind.VALUE)
_TEXTS = FieldSpec("", FieldKind.TEXT, str, True, True, None, texts)
_PARENT_ID = FieldSpec("", FieldKind.TEXT, str, False, True, None, an_id)


def decode_diff(document: object, specs: Iterable[FieldSpec]) -> dict[str, Any]:
    """Decode the attributes of a diff.

    Args:
        document: The document of the diff.
        specs: The attributes of the diff.

    Raises:
        InvalidDataError: document is not a mapping with these attributes, or a change is invalid.
    """
    decoder = ValidatingDecoder(document, SourceMap())
    header, selected = _split_off_keys(document, ("changes",))
    documents = selected.get("changes", ())
    header_specs = tuple(spec for spec in specs if spec.name != "changes")
    values = decoder.decode_fields(header_specs, header, ())
    if not is_list(documents):
        message = f"{describe_value(documents)} where a list belongs"
        decoder.report("wrong-type", message, documents, ("changes",))
        documents = ()
    changes = [
        _decode_change(decoder, change, ("changes", i)) for i, change in enumerate(documents)
    ]
    decoder.raise_problems()
    return {**values, "changes": tuple(filter(None, changes))}


def _decode_change(decoder: ValidatingDecoder, document: object, path: Path) -> Change | None:
    """Decode a change, or report the problems and return None."""
    problem_count = len(decoder.problems)
    rest, old_and_new = _split_off_keys(document, ("old", "new"))
    values = decoder.decode_fields(_CHANGE_SPECS, rest, path)
    for name, value in old_and_new.items():
        if len(decoder.problems) == problem_count and value is not None:
            values[name] = _decode_value(decoder, values, name, value, (*path, name))
    if len(decoder.problems) == problem_count:
        try:
            return Change(**values)
        except InvalidValueError as error:
            attribute_path = (*path, error.attribute)
            decoder.report(error.code, describe_error(error), error.value, attribute_path)
    return None


def _decode_value(
    decoder: ValidatingDecoder, change: Document, name: str, value: object, path: Path
) -> Any:
    """Decode the value of a change with this name, "old" or "new"; change has the attributes."""
    kind, subject, field = change["kind"], change["subject"], change["field"]
    if field is None and kind is ChangeKind.MOVED:
        return decoder.decode_field(_PARENT_ID, value, path)
    if field is None:
        is_retired_id = (kind in RETIREMENTS and name == "new") or (
            kind is ChangeKind.RESTORED and name == "old"
        )
        cls = RetiredId if is_retired_id else RECORD_CLASSES[subject]
        return _decode_record(decoder, cls, value, path)
    if field in CHILD_FIELDS[subject]:
        return decoder.decode_field(_TEXTS, value, path)
    language = change["language"]
    spec = _find_field_spec(subject, (*field.split("."), *([language] if language else [])))
    if spec is None:
        message = f"{subject!s} records have no such attribute"
        decoder.report("bad-value", message, field, (*path[:-1], "field"))
        return None
    is_whole_list = kind is ChangeKind.REORDERED or (
        kind is ChangeKind.EDITED and change["old_index"] is change["new_index"] is None
    )
    if spec.many and not is_whole_list:
        spec = spec._replace(many=False, constraint=spec.constraint.item or spec.constraint)
    return decoder.decode_field(spec, value, path)


def _find_field_spec(subject: Subject, path: Sequence[str]) -> FieldSpec | None:
    """Return the spec of the attribute at a path, or None; paragraphs are texts: addresses."""
    specs, spec = tuple(own_field_specs(subject)), None
    for name in path:
        spec = next((spec for spec in specs if spec.name == name), None)
        specs = field_specs(spec.cls) if spec and spec.cls in NESTED_CLASSES else ()
    return _TEXTS if spec is not None and spec.kind is FieldKind.ADDRESS else spec


def _decode_record(decoder: ValidatingDecoder, cls: type[Any], document: object, path: Path) -> Any:
    """Decode a record whose document contains the ids of its ancestors."""
    rest, ancestors = _split_off_keys(document, PARENTS.get(cls, ()))
    for name, id in ancestors.items():
        constraint = a_programme_id if name == "programme" else optional(an_id)
        if not constraint.predicate(id):
            message = f"{describe_value(id)} is not {constraint.expected}"
            decoder.report(constraint.code, message, id, (*path, name))
    return decoder.decode_record(cls, rest, path, ancestors)


def _split_off_keys(document: object, keys: Iterable[str]) -> tuple[object, dict[str, Any]]:
    """Return a mapping without some keys, and their values; any other value unchanged."""
    if not is_mapping(document):
        return document, {}
    rest = dict(document)
    return rest, {key: rest.pop(key, None) for key in keys}
