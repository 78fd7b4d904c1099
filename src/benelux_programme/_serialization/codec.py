"""Encode values as JSON-compatible documents, and decode documents that are trusted.

`get_field_specs` defines the format. Decoding checks nothing: it is for documents of this
module, such as the bundled data. `validation` decodes all others.
"""

import json
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeAlias

import attrs

from benelux_programme._data import read_bundled
from benelux_programme._model.citation import (
    Citation,
    get_or_parse_citation,
    index_paragraphs_and_headings_by_address,
)
from benelux_programme._model.constraints import is_tuple
from benelux_programme._model.period import Period
from benelux_programme._model.text import Terms, Text, to_english_text
from benelux_programme._programme.programme import Programme

from .field_specs import LEVELS, PARENTS, FieldKind, FieldSpec, get_field_specs

_bundled: dict[tuple[str, int], Programme] = {}

ParentIds: TypeAlias = Mapping[str, str]
"""The ids of the enclosing programme, pillar and theme, by level."""

_Decoder: TypeAlias = Callable[[Any, ParentIds, Mapping[str, Citation]], Any]


def decode_trusted(document: dict[str, Any]) -> Programme:
    """Decode a document that `encode_value` returned, without checks."""
    decode_paragraph = build_trusted_decoder(Citation)
    paragraphs = tuple([decode_paragraph(one, {}, {}) for one in document.get("paragraphs", ())])
    remainder = {**document, "paragraphs": ()}
    citations = index_paragraphs_and_headings_by_address(paragraphs)
    programme: Programme = build_trusted_decoder(Programme)(remainder, {}, citations)
    object.__setattr__(programme, "paragraphs", paragraphs)
    programme._bind_unbound_divisions()  # noqa: SLF001  # as its constructor, not called, does
    return programme


@cache
def read_bundled_periods_and_revisions() -> dict[str, dict[str, Any]]:
    """Return the period and the revisions of each bundled programme, by id."""
    programmes: dict[str, dict[str, Any]] = json.loads(read_bundled("index.json"))["programmes"]
    return programmes


def load_bundled_programme(id: str, revision: int) -> Programme:
    """Return a revision of a bundled programme, which is decoded once.

    Of several threads that load it first, all return what the first one keeps.
    """
    programme = _bundled.get((id, revision))
    if programme is None:
        file = read_bundled_periods_and_revisions()[id]["revisions"][str(revision)]["file"]
        programme = decode_trusted(json.loads(read_bundled(file)))
    return _bundled.setdefault((id, revision), programme)


@cache
def build_trusted_decoder(cls: type[Any]) -> _Decoder:
    """Return a function that decodes records of a class by its slots, past its constructor."""
    create: Any = cls.__new__
    level = LEVELS.get(cls)
    parent_slots = [(name, getattr(cls, name).__set__) for name in PARENTS.get(cls, ())]
    fields = [
        (spec.name, getattr(cls, spec.attribute).__set__, spec.default, _find_field_decoder(spec))
        for spec in get_field_specs(cls)
    ]

    def decode_record(
        document: dict[str, Any], parents: ParentIds, citations: Mapping[str, Citation]
    ) -> object:
        record: object = create(cls)
        for name, set_slot in parent_slots:
            set_slot(record, parents.get(name))
        if level is not None:
            parents = {**parents, level: document["id"]}
        for name, set_slot, default, decode_value in fields:
            value = document.get(name)
            if value is None:
                set_slot(record, default)
            elif decode_value is None:
                set_slot(record, value)
            else:
                set_slot(record, decode_value(value, parents, citations))
        return record

    return decode_record


def _find_field_decoder(spec: FieldSpec) -> _Decoder | None:
    """Return a function that decodes the value of a field, or None if the value stays as it is."""
    decode_item = _find_single_value_decoder(spec)
    if not spec.many:
        return decode_item
    if decode_item is None:
        return lambda values, _, __: _shared_tuple(*values)
    return lambda values, parents, citations: tuple(
        [decode_item(value, parents, citations) for value in values]
    )


@lru_cache(maxsize=4096)
def _shared_tuple(*items: str) -> tuple[str, ...]:
    """Return one tuple for equal items: lists of ids and languages recur in every record."""
    return items


def _find_single_value_decoder(spec: FieldSpec) -> _Decoder | None:
    match spec.kind:
        case FieldKind.RECORD:
            decode_record = build_trusted_decoder(spec.cls)
            if spec.cls is not Text:
                return decode_record
            return lambda value, parents, citations: (
                to_english_text(value)
                if isinstance(value, str)
                else decode_record(value, parents, citations)
            )
        case FieldKind.ADDRESS:
            return lambda address, _, citations: get_or_parse_citation(address, citations)
        case FieldKind.CHOICE:
            enumeration: Any = spec.cls
            members = {str(member): member for member in enumeration}
            return lambda value, _, __: members[value]
        case FieldKind.PERIOD:
            return lambda text, _, __: Period.parse(text)
        case _:
            return None


_EMPTY = ((), Terms())


def encode_value(value: object, *, standalone: bool = False) -> Any:
    """Encode any value of the model as a JSON-compatible value, without empty attributes.

    `decode_trusted` is the inverse for programmes. A standalone document may contain programmes,
    which are encoded as everywhere.
    """
    if is_tuple(value):
        return [encode_value(item, standalone=standalone) for item in value]
    if isinstance(value, (Enum, Period)):
        return str(value)
    if not attrs.has(type(value)):
        return value
    standalone = standalone and not isinstance(value, Programme)
    document: dict[str, Any] = {}
    for spec in get_field_specs(type(value), standalone=standalone):
        each = getattr(value, spec.attribute)
        if spec.required or (each is not None and each not in _EMPTY):
            if spec.kind is FieldKind.ADDRESS:
                each = tuple([one.address for one in each]) if spec.many else each.address
            document[spec.name] = encode_value(each, standalone=standalone)
    return document
