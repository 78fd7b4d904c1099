"""The records of a programme in one table, each with its parent and its index among its siblings.

The fields of a record are its attributes, except the records that it contains and the ids of the
records that contain it. They name paragraphs by address; only the record of a paragraph has its
page and fingerprint.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias, final

from benelux_programme._model.citation import Citation, get_or_parse_citation
from benelux_programme._model.nodes import Action, RetiredId
from benelux_programme._model.outcome import Outcome
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Terms, Text
from benelux_programme._model.words import LabelledEnum
from benelux_programme._programme.programme import Pillar, Programme, Theme
from benelux_programme._serialization.field_specs import (
    PARENTS,
    FieldKind,
    FieldSpec,
    get_field_specs,
)


@final
class Subject(LabelledEnum):
    """The kind of a record.

    >>> import benelux_programme as bp
    >>> bp.Subject("retired-id") is bp.Subject.RETIRED_ID
    True
    """

    PROGRAMME = "programme"
    """The programme itself, without its parts."""
    PILLAR = "pillar"
    """A top division of the programme."""
    THEME = "theme"
    """A division of a pillar."""
    ACTION = "action"
    """One commitment."""
    PARTNER = "partner"
    """A partner that the programme names, or to which one that it names belongs."""
    REFERENCE = "reference"
    """A treaty, law or document that the programme names."""
    FIELD = "field"
    """A policy field."""
    CONTEXT = "context"
    """A paragraph without a commitment, with the reason."""
    PARAGRAPH = "paragraph"
    """A paragraph of the publication, with its fingerprint and the page of its section."""
    RETIRED_ID = "retired-id"
    """An id that is no longer in use."""
    OUTCOME = "outcome"
    """A dated fact about what became of actions."""


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
    Subject.OUTCOME: Outcome,
}

_SUBJECTS: dict[type[object], Subject] = {cls: subject for subject, cls in RECORD_CLASSES.items()}


def is_child_field(spec: FieldSpec) -> bool:
    """Whether the field contains other records, and not only names them."""
    return spec.cls in _SUBJECTS and spec.kind is FieldKind.RECORD


CHILD_FIELDS: Final[Mapping[Subject, Mapping[str, Subject]]] = {
    subject: {
        spec.name: _SUBJECTS[spec.cls] for spec in get_field_specs(cls) if is_child_field(spec)
    }
    for subject, cls in RECORD_CLASSES.items()
}
"""The fields that contain other records, and the kind of these records."""

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
    return find_possibly_changed_records(programme, None)[0]


def find_possibly_changed_records(
    old: Programme, new: Programme | None
) -> tuple[RecordTable, RecordTable]:
    """Return the old and the new records without those that are equal and have the same parent."""
    changed_old: RecordTable = {}
    changed_new: RecordTable = {}
    queue: list[tuple[RecordKey, PlacedRecord | None, PlacedRecord | None]] = [
        ((Subject.PROGRAMME, old.id), PlacedRecord(old), None if new is None else PlacedRecord(new))
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
            old_children = _place_children_by_key(key, subject, old_list)
            new_children = _place_children_by_key(key, subject, new_list)
            for child in old_children | new_children:
                old_child, new_child = old_children.get(child), new_children.get(child)
                # Pillars are always visited: to compare them whole would compare all twice.
                if subject is Subject.PILLAR or not (
                    old_child and new_child and old_child.record == new_child.record
                ):
                    queue.append((child, old_child, new_child))
    return changed_old, changed_new


def _place_children_by_key(
    parent: RecordKey, child_subject: Subject, children: Iterable[Any]
) -> RecordTable:
    return {
        (child_subject, get_id_or_citation_address(child)): PlacedRecord(child, parent, i)
        for i, child in enumerate(children)
    }


def get_id_or_citation_address(record: Any) -> str:
    if isinstance(record, ContextParagraph):
        return record.citation.address
    return record.address if isinstance(record, Citation) else str(record.id)


def iter_specs_except_ids(subject: Subject) -> Iterator[FieldSpec]:
    return (
        spec for spec in get_field_specs(RECORD_CLASSES[subject]) if spec.name not in _ID_FIELDS
    )


def get_value_or_ids(record: Any, spec: FieldSpec) -> Any:
    """Return the value of a field, with ids in place of records and addresses of paragraphs."""
    value = getattr(record, spec.attribute)
    if spec.cls not in _SUBJECTS:
        return value
    return (
        tuple(map(get_id_or_citation_address, value))
        if spec.many
        else get_id_or_citation_address(value)
    )


def get_values_or_ids_by_field(record: object) -> dict[str, Any]:
    return {spec.name: get_value_or_ids(record, spec) for spec in get_field_specs(type(record))}


def strip_children_and_citation_details(record: object) -> Any:
    cls: type[object] = type(record)
    ancestor_ids = {name: getattr(record, name) for name in PARENTS.get(cls, ())}
    no_children: dict[str, Any] = dict.fromkeys(CHILD_FIELDS[_SUBJECTS[cls]], ())
    return build_record(cls, get_values_or_ids_by_field(record) | no_children | ancestor_ids, {})


def build_record(
    cls: type[Any], values: Mapping[str, Any], paragraphs_by_address: Mapping[str, Citation]
) -> Any:
    """Build a record from the values of its attributes, with addresses in place of paragraphs."""

    def find_paragraph(address: str) -> Citation:
        return get_or_parse_citation(address, paragraphs_by_address)

    arguments = dict(values)
    for spec in get_field_specs(cls):
        if spec.kind is FieldKind.ADDRESS:
            value = values[spec.name]
            paragraphs = tuple(map(find_paragraph, value)) if spec.many else find_paragraph(value)
            arguments[spec.name] = paragraphs
    return cls(**arguments)
