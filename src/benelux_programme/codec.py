"""Programmes to and from documents: plain dicts, lists, strings and numbers, as JSON holds them.

`shapes` says how they are written. Decoding trusts the document; what a stranger wrote goes
through `reading`.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeAlias, TypeVar

import attrs

from .citation import Citation, printed
from .errors import InvalidValueError
from .period import Period
from .programme import Programme
from .shapes import LEVELS, PARENTS, Kind, Shape, shapes
from .text import Terms

Document: TypeAlias = dict[str, Any]
T = TypeVar("T")


def encode(programme: Programme) -> Document:
    """The document that describes a programme; `decode` gives an equal programme back."""
    return _encode_record(programme)


def decode(document: Document) -> Programme:
    """The programme that a document describes, which `encode` made of a programme."""
    return build(Programme, document, {}, citations(document.get("paragraphs", ())))


def build(
    cls: type[T],
    document: Document,
    parents: Mapping[str, str | None],
    cited: Mapping[str, Citation],
) -> T:
    """An instance of a class, without its checks.

    Args:
        cls: The class.
        document: The values of its attributes.
        parents: The ids of the records in which it stands.
        cited: The paragraphs and headings of the publication, by address.
    """
    built = object.__new__(cls)
    for name in PARENTS.get(cls, ()):
        object.__setattr__(built, name, parents.get(name))
    if cls in LEVELS:
        parents = {**parents, LEVELS[cls]: document["id"]}
    for shape in shapes(cls):
        if shape.name in document:
            value = document[shape.name]
            if not shape.many:
                value = _decode(shape, value, parents, cited)
            elif shape.kind is Kind.TEXT:
                value = tuple(value)
            else:
                value = tuple([_decode(shape, item, parents, cited) for item in value])
        else:
            value = shape.default
        object.__setattr__(built, shape.name, value)
    return built


def citations(paragraphs: Iterable[Document]) -> dict[str, Citation]:
    """The paragraphs that a document records, and the headings of their sections, by address."""
    return printed(build(Citation, record, {}, {}) for record in paragraphs)


def cite(address: str, cited: Mapping[str, Citation]) -> Citation:
    """The paragraph or heading with this address.

    Raises:
        InvalidValueError: It is not an address.
    """
    if address in cited:
        return cited[address]
    section, slash, number = address.partition("/")
    if slash and not (number.isascii() and number.isdecimal() and len(number) < 10):  # noqa: PLR2004
        expected = "an address such as '1.1/2' or '1.1'"
        raise InvalidValueError("Citation", "address", address, expected, "bad-citation")
    return Citation(section=section, paragraph=int(number) if slash else None)


def _decode(
    shape: Shape, value: Any, parents: Mapping[str, str | None], cited: Mapping[str, Citation]
) -> Any:
    match shape.kind:
        case Kind.RECORD:
            return build(shape.cls, value, parents, cited)
        case Kind.ADDRESS:
            return cite(value, cited)
        case Kind.CHOICE:
            return shape.cls(value)
        case Kind.PERIOD:
            return Period.parse(value)
        case _:
            return value


def encode_value(value: Any) -> Any:
    """A value of the model, whatever it is, as JSON holds it."""
    if isinstance(value, tuple):
        return [encode_value(item) for item in value]
    if isinstance(value, (Enum, Period)):
        return str(value)
    return _encode_record(value) if attrs.has(type(value)) else value


_EMPTY = ((), Terms())


def _encode_record(record: Any) -> Document:
    document = {}
    for shape in shapes(type(record)):
        value = getattr(record, shape.name)
        if value is not None and value not in _EMPTY:
            many = [_encode(shape, item) for item in value] if shape.many else None
            document[shape.name] = _encode(shape, value) if many is None else many
    return document


def _encode(shape: Shape, value: Any) -> Any:
    match shape.kind:
        case Kind.RECORD:
            return _encode_record(value)
        case Kind.ADDRESS:
            return value.address
        case Kind.CHOICE | Kind.PERIOD:
            return str(value)
        case _:
            return value
