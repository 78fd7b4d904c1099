"""Decoding the changes of a diff from a document that people may have written."""

from collections.abc import Mapping, Sequence
from typing import Any

from benelux_programme._model.constraints import an_id, is_mapping, texts
from benelux_programme._model.nodes import RetiredId
from benelux_programme._serialization.field_specs import FieldKind, FieldSpec, get_field_specs
from benelux_programme._serialization.validation import (
    Hook,
    Path,
    ValidatingDecoder,
    format_value_and_expectation,
)
from benelux_programme.errors import InvalidValueError

from .change import RETIRED_ID_SIDES, Change, ChangeKind
from .records import CHILD_FIELDS, NESTED_CLASSES, RECORD_CLASSES, Subject, iter_specs_except_ids

_CHANGE_SPECS = tuple(spec for spec in get_field_specs(Change) if spec.kind is not FieldKind.VALUE)
_TEXTS = FieldSpec("", FieldKind.TEXT, str, True, True, None, texts)
_PARENT_ID = FieldSpec("", FieldKind.TEXT, str, False, True, None, an_id)


class StandaloneDecoder(ValidatingDecoder):
    """Decodes standalone documents of all classes, also of diffs and of their changes."""

    def __init__(self, document: object) -> None:
        super().__init__(document, standalone=True)

    def _build_record_hook(self, cls: type[Any]) -> Hook:
        return self._structure_change if cls is Change else super()._build_record_hook(cls)

    def _structure_change(self, document: object, _: object) -> Change | None:
        problem_count, path = len(self.problems), tuple(self._path)
        old_and_new: dict[str, Any] = {}
        if is_mapping(document):
            document = dict(document)
            old_and_new = {side: document.pop(side, None) for side in ("old", "new")}
        values = dict(self._structure_all_fields(self._build_field_hooks(_CHANGE_SPECS), document))
        for side, value in old_and_new.items():
            if len(self.problems) == problem_count and value is not None:
                values[side] = self._decode_old_or_new_value(values, side, value, (*path, side))
        self._path = [*path]
        if len(self.problems) == problem_count:
            try:
                return Change(**values)
            except InvalidValueError as error:
                attribute_path = (*path, error.attribute)
                self.report(
                    error.code, format_value_and_expectation(error), error.value, attribute_path
                )
        return None

    def _decode_old_or_new_value(
        self, attributes: Mapping[str, Any], side: str, document: object, path: Path
    ) -> Any:
        """Decode the old or new value of a change whose other attributes are decoded."""
        kind, subject, field = attributes["kind"], attributes["subject"], attributes["field"]
        if field is None and kind is ChangeKind.MOVED:
            return self.decode_field(_PARENT_ID, document, path)
        if field is None:
            cls = RetiredId if RETIRED_ID_SIDES.get(kind) == side else RECORD_CLASSES[subject]
            return self.decode_record_with_placeholders(cls, document, path)
        if field in CHILD_FIELDS[subject]:
            return self.decode_field(_TEXTS, document, path)
        language = attributes["language"]
        spec = _find_field_spec(subject, (*field.split("."), *([language] if language else [])))
        if spec is None:
            message = f"{subject!s} records have no such attribute"
            self.report("bad-value", message, field, (*path[:-1], "field"))
            return None
        if spec.kind is FieldKind.ADDRESS:
            spec = _TEXTS
        has_index = attributes["old_index"] is not None or attributes["new_index"] is not None
        is_item = kind is not ChangeKind.REORDERED and (has_index or kind is not ChangeKind.EDITED)
        if spec.many and is_item:
            spec = spec._replace(many=False)
        return self.decode_field(spec, document, path)


def _find_field_spec(subject: Subject, attribute_path: Sequence[str]) -> FieldSpec | None:
    specs, spec = tuple(iter_specs_except_ids(subject)), None
    for name in attribute_path:
        spec = next((spec for spec in specs if spec.name == name), None)
        specs = get_field_specs(spec.cls) if spec and spec.cls in NESTED_CLASSES else ()
    return spec
