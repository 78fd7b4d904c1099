"""The records of a programme in one table, each with its parent and its index among its siblings.

The fields of a record are its attributes, except the records that it contains and the ids of the
records that contain it. They name paragraphs by address; only the record of a paragraph has its
page and fingerprint.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeAlias, final

from benelux_programme._model.citation import Citation, get_or_parse_citation
from benelux_programme._model.nodes import Action, Pillar, RetiredId, Theme
from benelux_programme._model.public import public
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Terms, Text
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import PARENTS, FieldKind, FieldSpec, field_specs


@final
@public
class Subject(StrEnum):
    """The kind of a record.

    >>> import benelux_programme as bp
    >>> bp.Subject("retired-id") is bp.Subject.RETIRED_ID
    True
    """

    PROGRAMME = "programme"
    PILLAR = "pillar"
    THEME = "theme"
    ACTION = "action"
    PARTNER = "partner"
    REFERENCE = "reference"
    FIELD = "field"
    CONTEXT = "context"
    PARAGRAPH = "paragraph"
    RETIRED_ID = "retired-id"


RecordKey: TypeAlias = tuple[Subject, str]
"""The kind and the id of a record; for a paragraph, its address."""

NODE_SUBJECTS: Final = (Subject.PILLAR, Subject.THEME, Subject.ACTION)

RECORD_CLASSES: Final[Mapping[Subject, type[Any]]] = {
    Subject.PROGRAMME: Programme,
    Subject.PILLAR: Pillar,
    Subject.THEME: Theme,
    Subject.ACTION: Action,
    Subject.PARTNER: Partner,
    Subject.REFERENCE: Reference,
    Subject.FIELD: PolicyField,
    Subject.CONTEXT: ContextParagraph,
    Subject.PARAGRAPH: Citation,
    Subject.RETIRED_ID: RetiredId,
}

_SUBJECTS: Final[Mapping[type[object], Subject]] = {
    cls: subject for subject, cls in RECORD_CLASSES.items()
}

CHILD_FIELDS: Final[Mapping[Subject, Mapping[str, Subject]]] = {
    subject: {
        spec.name: _SUBJECTS[spec.cls]
        for spec in field_specs(cls)
        if spec.cls in _SUBJECTS and spec.kind is FieldKind.RECORD
    }
    for subject, cls in RECORD_CLASSES.items()
}
"""The attributes that contain other records, and the kind of these records."""

NESTED_CLASSES: Final = (Text, Terms, Publication)
"""The classes of values that are compared attribute by attribute."""

_ID_FIELDS: Final = ("id", "revision", "citation", "section", "paragraph")
"""The attributes that identify a record or its revision, of which a diff has no changes."""


class PlacedRecord(NamedTuple):
    """A record, the key of its parent, and its position among its siblings."""

    record: Any
    parent: RecordKey | None = None
    position: int = 0

    @property
    def parent_node_id(self) -> str | None:
        """The id of the pillar or theme that contains the record; None for the programme."""
        return self.parent[1] if self.parent and self.parent[0] in NODE_SUBJECTS else None


RecordTable: TypeAlias = dict[RecordKey, PlacedRecord]


def index_records(programme: Programme) -> RecordTable:
    """Return the table of all records of a programme, each parent before its children."""
    table: RecordTable = {(Subject.PROGRAMME, programme.id): PlacedRecord(programme)}
    queue = list(table)
    for key in queue:
        for field, subject in CHILD_FIELDS[key[0]].items():
            children = _place_children(key, subject, getattr(table[key].record, field))
            table |= children
            queue += children
    return table


def find_possibly_changed_records(
    old: Programme, new: Programme
) -> tuple[RecordTable, RecordTable]:
    """Return the old and the new records without those that are equal and have the same parent."""
    changed_old: RecordTable = {}
    changed_new: RecordTable = {}
    queue: list[tuple[RecordKey, PlacedRecord | None, PlacedRecord | None]] = [
        ((Subject.PROGRAMME, old.id), PlacedRecord(old), PlacedRecord(new))
    ]
    for key, old_placed, new_placed in queue:
        if old_placed:
            changed_old[key] = old_placed
        if new_placed:
            changed_new[key] = new_placed
        for field, subject in CHILD_FIELDS[key[0]].items():
            old_list = getattr(old_placed.record, field) if old_placed else ()
            new_list = getattr(new_placed.record, field) if new_placed else ()
            if not CHILD_FIELDS[subject] and old_list == new_list:
                continue  # most lists are equal, which is found before they are indexed
            old_children = _place_children(key, subject, old_list)
            new_children = _place_children(key, subject, new_list)
            for child in old_children | new_children:
                old_child, new_child = old_children.get(child), new_children.get(child)
                # Pillars are always visited: to compare them whole would compare all twice.
                if subject is Subject.PILLAR or not (
                    old_child and new_child and old_child.record == new_child.record
                ):
                    queue.append((child, old_child, new_child))
    return changed_old, changed_new


def _place_children(
    parent: RecordKey, child_subject: Subject, children: Iterable[Any]
) -> RecordTable:
    return {
        (child_subject, get_id_or_address(child)): PlacedRecord(child, parent, i)
        for i, child in enumerate(children)
    }


def get_id_or_address(record: Any) -> str:
    if isinstance(record, ContextParagraph):
        return record.citation.address
    return record.address if isinstance(record, Citation) else str(record.id)


def iter_specs_without_ids_and_children(subject: Subject) -> Iterator[FieldSpec]:
    excluded = (*CHILD_FIELDS[subject], *_ID_FIELDS)
    return (spec for spec in field_specs(RECORD_CLASSES[subject]) if spec.name not in excluded)


def get_value_or_addresses(record: Any, spec: FieldSpec) -> Any:
    """Return the value of a field, with addresses in place of paragraphs."""
    value = getattr(record, spec.name)
    if spec.kind is not FieldKind.ADDRESS:
        return value
    return tuple(citation.address for citation in value) if spec.many else value.address


def get_values_with_citation_addresses(subject: Subject, record: Any) -> dict[str, Any]:
    """Return the ids and the fields of a record by name, without children and ids of ancestors."""
    return {
        spec.name: get_value_or_addresses(record, spec)
        for spec in field_specs(RECORD_CLASSES[subject])
        if spec.name not in CHILD_FIELDS[subject]
    }


def get_child_ids_by_field(subject: Subject, record: Any) -> dict[str, tuple[str, ...]]:
    return {
        field: tuple(get_id_or_address(child) for child in getattr(record, field))
        for field in CHILD_FIELDS[subject]
    }


def strip_children_and_citation_details(record: object) -> Any:
    cls: type[object] = type(record)
    ancestor_ids = {name: getattr(record, name) for name in PARENTS.get(cls, ())}
    values = get_values_with_citation_addresses(_SUBJECTS[cls], record)
    return build_record(_SUBJECTS[cls], values | ancestor_ids, {})


def build_record(
    subject: Subject, values: Mapping[str, Any], paragraphs_by_address: Mapping[str, Citation]
) -> Any:
    """Build a record from the values of its attributes, with addresses in place of paragraphs."""
    arguments = dict(values)
    for spec in field_specs(RECORD_CLASSES[subject]):
        if spec.kind is FieldKind.ADDRESS:
            addresses = values[spec.name] if spec.many else (values[spec.name],)
            citations = tuple(
                get_or_parse_citation(each, paragraphs_by_address) for each in addresses
            )
            arguments[spec.name] = citations if spec.many else citations[0]
    return RECORD_CLASSES[subject](**arguments)
