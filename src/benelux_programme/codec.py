"""Programmes to and from documents: plain dicts, lists, strings and numbers, as JSON holds them.

A document nests as the programme does. It leaves out what is empty, does not repeat the ids of
the parents, and names a paragraph by its address ("1.1/2"); a table at the end has the pages and
fingerprints of the paragraphs.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias, TypeVar

import attrs

from .citation import Citation, Fingerprint
from .errors import InvalidValueError
from .nodes import Action, AlternativeTitle, Commitment, Pillar, Predecessor, Relation, Theme
from .period import Period
from .programme import Programme
from .publication import ContextParagraph, Publication
from .registry import Partner, PartnerKind, PolicyField, Reference, ReferenceKind
from .text import LANGUAGES, Terms, Text

Document: TypeAlias = Mapping[str, Any]
T = TypeVar("T")


def decode(document: Document, *, trusted: bool = False) -> Programme:
    """The programme that a document describes.

    Args:
        document: What `encode` makes.
        trusted: Whether to skip the checks of the classes, because the document passed them when
            it was written.

    Raises:
        InvalidValueError: The classes of the model cannot hold what the document says.
    """
    make = _make_unchecked if trusted else _make
    paragraphs = [
        _build(Citation, one, _Context(make, {})) for one in document.get("paragraphs", ())
    ]
    return _build(Programme, document, _Context(make, _citations(paragraphs)))


def encode(programme: Programme) -> dict[str, Any]:
    """The document that describes a programme; `decode` gives an equal programme back."""
    return _unbuild(programme)


class _Context(NamedTuple):
    """What decoding a part needs to know of the whole."""

    make: "Callable[..., Any]"
    citations: Mapping[str, Citation]
    parents: Mapping[str, str] = {}


class _Shape(NamedTuple):
    """How the value of one attribute is written."""

    decode: Callable[[Any, _Context], Any]
    encode: Callable[[Any], Any]


def _build(cls: type[T], document: Document, context: _Context) -> T:
    values = {name: context.parents.get(name) for name in _PARENTS.get(cls, ())}
    if cls in _LEVELS:
        parents = {**context.parents, _LEVELS[cls]: document["id"]}
        context = context._replace(parents=parents)
    for name, shape in _SHAPES[cls].items():
        if name in document:
            values[name] = shape.decode(document[name], context)
    built: T = context.make(cls, values)
    return built


def _unbuild(record: Any) -> dict[str, Any]:
    document = {}
    for name, shape in _SHAPES[type(record)].items():
        value = getattr(record, name)
        if value is not None and value != () and value != Terms():
            document[name] = shape.encode(value)
    return document


def _make(cls: Callable[..., T], values: dict[str, Any]) -> T:
    return cls(**values)


def _make_unchecked(cls: type[T], values: dict[str, Any]) -> T:
    built = object.__new__(cls)
    for attribute in attrs.fields(cls):  # type: ignore[arg-type]  # all of them are attrs classes
        value = values.get(attribute.name, attribute.default)
        object.__setattr__(built, attribute.name, value)
    return built


def _citations(paragraphs: Iterable[Citation]) -> dict[str, Citation]:
    """The paragraphs, and the headings of their sections, by address."""
    known: dict[str, Citation] = {}
    for paragraph in paragraphs:
        known[paragraph.address] = paragraph
        heading = Citation(section=paragraph.section, page=paragraph.page)
        known.setdefault(heading.address, heading)
    return known


def _member(cls: type[StrEnum], value: str) -> StrEnum:
    try:
        return cls(value)
    except ValueError:
        expected = f"one of {', '.join(cls)}"
        raise InvalidValueError(cls.__name__, "value", value, expected) from None


def _cite(address: str, context: _Context) -> Citation:
    if address not in context.citations:
        section, _, paragraph = address.partition("/")
        number = int(paragraph) if paragraph else None
        return _build(Citation, {"section": section, "paragraph": number}, context)
    return context.citations[address]


def _one(cls: type) -> _Shape:
    return _Shape(lambda value, context: _build(cls, value, context), _unbuild)


def _many(cls: type) -> _Shape:
    return _Shape(
        lambda values, context: tuple(_build(cls, value, context) for value in values),
        lambda values: [_unbuild(value) for value in values],
    )


def _enum(cls: type[StrEnum]) -> _Shape:
    return _Shape(lambda value, _: _member(cls, value), str)


_PLAIN = _Shape(lambda value, _: value, lambda value: value)
_LIST = _Shape(lambda value, _: tuple(value), list)
_PERIOD = _Shape(lambda value, _: Period.parse(value), str)
_PARAGRAPH = _Shape(_cite, lambda value: value.address)
_PARAGRAPHS = _Shape(
    lambda values, context: tuple(_cite(value, context) for value in values),
    lambda values: [value.address for value in values],
)
_TEXT = _one(Text)


def _plain(*names: str) -> dict[str, _Shape]:
    return dict.fromkeys(names, _PLAIN)


_SHAPES: dict[type, dict[str, _Shape]] = {
    Text: {**_plain(*LANGUAGES), "official": _LIST},
    Terms: dict.fromkeys(LANGUAGES, _LIST),
    Fingerprint: _plain("length", "start", "end", "whole"),
    Citation: {**_plain("section", "paragraph", "page"), "fingerprint": _one(Fingerprint)},
    AlternativeTitle: {"text": _TEXT, "sources": _LIST},
    Predecessor: {**_plain("programme", "action"), "relation": _enum(Relation), "reason": _PLAIN},
    Action: {
        "id": _PLAIN,
        "summary": _TEXT,
        "commitment": _enum(Commitment),
        **dict.fromkeys(("actors", "partners", "references", "fields"), _LIST),
        "deliverable": _TEXT,
        "timing": _PERIOD,
        "citations": _PARAGRAPHS,
        "predecessors": _many(Predecessor),
        "note": _TEXT,
    },
    Theme: {
        **_plain("id", "number"),
        "title": _TEXT,
        "alternative_titles": _many(AlternativeTitle),
        "citations": _PARAGRAPHS,
        "note": _TEXT,
        "actions": _many(Action),
    },
    Pillar: {
        **_plain("id", "number"),
        "title": _TEXT,
        "alternative_titles": _many(AlternativeTitle),
        "citations": _PARAGRAPHS,
        "note": _TEXT,
        "own_actions": _many(Action),
        "themes": _many(Theme),
    },
    Publication: {
        "kind": _PLAIN,
        "title": _TEXT,
        "languages": _LIST,
        **_plain("publisher", "responsible", "adopted", "presented", "published"),
        "rights": _TEXT,
        "note": _TEXT,
        "sources": _LIST,
    },
    ContextParagraph: {"citation": _PARAGRAPH, "reason": _TEXT},
    Partner: {
        "id": _PLAIN,
        "kind": _enum(PartnerKind),
        "name": _TEXT,
        "abbreviations": _LIST,
        "aliases": _one(Terms),
        "parents": _LIST,
        **_plain("iso_3166_1", "iso_3166_2", "nuts", "un_locode", "wikidata", "eu_authority"),
        **_plain("eurovoc", "homepage"),
        "note": _TEXT,
        "sources": _LIST,
        "citations": _PARAGRAPHS,
    },
    Reference: {
        "id": _PLAIN,
        "kind": _enum(ReferenceKind),
        "title": _TEXT,
        "short_title": _TEXT,
        "abbreviations": _LIST,
        "aliases": _one(Terms),
        **_plain("signed", "adopted", "presented", "published", "in_force"),
        **_plain("celex", "eli", "treaty_series", "document", "url"),
        "note": _TEXT,
        "sources": _LIST,
        "citations": _PARAGRAPHS,
    },
    PolicyField: {"id": _PLAIN, "label": _TEXT, "eurovoc": _LIST},
    Programme: {
        **_plain("id", "revision"),
        "period": _PERIOD,
        "title": _TEXT,
        "subtitle": _TEXT,
        "alternative_titles": _many(AlternativeTitle),
        "pillar_term": _TEXT,
        "theme_term": _TEXT,
        "publication": _one(Publication),
        "mission": _TEXT,
        "vision": _TEXT,
        "values": _many(Text),
        "own_actions": _many(Action),
        "pillars": _many(Pillar),
        "context": _many(ContextParagraph),
        "partners": _many(Partner),
        "references": _many(Reference),
        "fields": _many(PolicyField),
        "paragraphs": _many(Citation),
    },
}

_PARENTS: dict[type, tuple[str, ...]] = {
    Pillar: ("programme",),
    Theme: ("programme", "pillar"),
    Action: ("programme", "pillar", "theme"),
}
_LEVELS: dict[type, str] = {Programme: "programme", Pillar: "pillar", Theme: "theme"}
