"""Documents to programmes with cattrs, quickly and all or nothing.

It accepts no more than `diagnosis` does, which says what is wrong where this one only refuses.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

import cattrs
from cattrs.gen import make_dict_structure_fn

from benelux_programme._model.citation import Citation, index_by_address, resolve_address
from benelux_programme._model.constraints import is_list, is_mapping
from benelux_programme._model.nodes import Commitment, Relation
from benelux_programme._model.period import Period
from benelux_programme._model.publication import ContextParagraph
from benelux_programme._model.registry import Partner, PartnerKind, Reference, ReferenceKind
from benelux_programme._programme.programme import Programme

from .field_specs import LEVELS, PARENTS, FieldKind, field_specs
from .source_map import UntypedScalar


def structure(document: Any) -> Programme:
    """The programme that a document describes.

    Raises:
        Exception: Of any kind, if there is anything wrong with it.
    """
    converter = _converter()
    paragraphs = document.get("paragraphs", ())
    cited = index_by_address(converter.structure(record, Citation) for record in paragraphs)
    return converter.structure(_expanded(Programme, document, {}, cited), Programme)


def _expanded(
    cls: type, document: Any, parents: Mapping[str, Any], cited: Mapping[str, Citation]
) -> dict[str, Any]:
    """The document with the ids of the parents and the citations in full."""
    given = PARENTS.get(cls, ())
    expanded = dict(document)
    if expanded.keys() & given:
        raise ValueError
    if cls in LEVELS:
        parents = {**parents, LEVELS[cls]: document["id"]}
    for name in given:
        expanded[name] = parents.get(name)
    for shape in field_specs(cls):
        if shape.name not in expanded:
            continue
        value = expanded[shape.name]
        if shape.many and not is_list(value):
            raise TypeError
        if shape.kind is FieldKind.ADDRESS:
            many = [resolve_address(_text(one), cited) for one in value] if shape.many else None
            expanded[shape.name] = resolve_address(_text(value), cited) if many is None else many
        elif shape.many and shape.cls in _HOLDERS:
            expanded[shape.name] = [_expanded(shape.cls, one, parents, cited) for one in value]
    return expanded


_HOLDERS = (*PARENTS, Programme, ContextParagraph, Partner, Reference)
"""The classes in which there are ids of parents or addresses of paragraphs."""


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=False)
    record = make_dict_structure_fn(Citation, converter, _cattrs_forbid_extra_keys=True)

    def citation(value: Any, type_: type[Citation]) -> Citation:
        return value if isinstance(value, Citation) else record(_mapping(value), type_)

    converter.register_structure_hook(str, _text)
    for choice in (Commitment, PartnerKind, ReferenceKind, Relation):
        converter.register_structure_hook(choice, lambda value, of: of(_text(value)))
    converter.register_structure_hook(int, _number)
    converter.register_structure_hook(Period, lambda value, _: Period.parse(_text(value)))
    converter.register_structure_hook(Citation, citation)
    converter.register_structure_hook_func(_is_literal, _text)
    converter.register_structure_hook_factory(_is_tuple, _tuple_of)
    converter.register_structure_hook_factory(_is_optional, _optional_of)
    return converter


def _is_literal(type_: Any) -> bool:
    return get_origin(type_) is Literal


def _is_tuple(type_: Any) -> bool:
    return get_origin(type_) is tuple


def _is_optional(type_: Any) -> bool:
    return isinstance(type_, UnionType)


def _optional_of(type_: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    item = next(one for one in get_args(type_) if one is not NoneType)
    structured = converter.get_structure_hook(item)
    return lambda value, _: None if value is None else structured(value, item)


def _tuple_of(type_: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    (item, _) = get_args(type_)
    structured = converter.get_structure_hook(item)
    plain = {str} if item is str else set[type]()

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        if not is_list(value):
            raise TypeError
        if plain.issuperset(map(type, value)):  # as most lists of strings are
            return tuple(value)
        return tuple([structured(one, item) for one in value])

    return hook


def _mapping(value: Any) -> Any:
    if not is_mapping(value):
        raise TypeError
    return value


def _text(value: Any, _: object = str) -> str:
    if type(value) is str:
        return value
    if type(value) is not UntypedScalar:
        raise TypeError
    return str(value)


def _number(value: Any, _: object = int) -> int:
    if type(value) is int:
        return value
    if (
        type(value) is not UntypedScalar
        or len(value) > 9  # noqa: PLR2004
        or not (value.isascii() and value.isdecimal())
    ):
        raise TypeError
    return int(value)
