"""An odd argument ends in an error of this library, or in Python's own error of its type."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import BeneluxProgrammeError
from examples import ACTION, PROGRAMME, VALUES
from support import DEEP

ODD: dict[str, Any] = {
    "nothing": None,
    "a number": 1,
    "an enormous number": 10**10_000,
    "a fraction": 0.5,
    "an empty text": "",
    "a blank text": " ",
    "a control character": "\0",
    "half a character": "\ud800",
    "a word": "xx",
    "bytes": b"\0",
    "an empty list": [],
    "a list": ["fr"],
    "a list of nothing": [None],
    "an empty mapping": {},
    "a mapping": {"id": None},
    "an object": object(),
    "a class": bool,
    "a nested list": DEEP,
    "a list of a nested list": [DEEP],
}

LATER = attrs.evolve(PROGRAMME, revision=2, own_actions=())
DIFF = bp.diff(PROGRAMME, LATER)
CHANGE = DIFF.changes[0]
COMPARISON = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
ACTIONS = PROGRAMME.actions
REPORT = {"report": DIFF, "language": "en"}

CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "load": (bp.load, {"period": "2025-2028", "revision": 1}),
    "revisions": (bp.revisions, {"period": "2025-2028"}),
    "in_force": (bp.in_force, {"day": date(2026, 1, 1)}),
    "read": (
        bp.read,
        {
            "source": bp.to_json(PROGRAMME),
            **dict.fromkeys(("max_bytes", "max_depth", "max_nodes", "max_text"), 10**6),
        },
    ),
    "to_dict": (bp.to_dict, {"programme": PROGRAMME}),
    "to_json": (bp.to_json, {"programme": PROGRAMME}),
    "to_yaml": (bp.to_yaml, {"programme": PROGRAMME}),
    "diff": (bp.diff, {"old": PROGRAMME, "new": LATER}),
    "apply": (bp.apply, {"old": PROGRAMME, "diff": DIFF}),
    "compare": (bp.compare, {"old": COMPARISON.old, "new": COMPARISON.new}),
    "rule_of": (bp.rule_of, {"change": CHANGE}),
    "severity": (bp.severity, {"change": CHANGE, "overrides": {}}),
    "bump": (bp.bump, {"changes": DIFF, "overrides": {}}),
    "json_schema": (bp.json_schema, {"of": bp.Diff}),
    "verify": (bp.verify, {"programme": bp.load("2025-2028"), "text": "A copy."}),
    "fingerprint": (bp.fingerprint, {"text": "A text."}),
    "render.text": (bp.render.text, {**REPORT, "width": 80}),
    "render.markdown": (bp.render.markdown, REPORT),
    "render.html": (bp.render.html, {**REPORT, "page": True}),
    "render.json": (bp.render.json, {"report": DIFF}),
    **{
        f"Programme.{name}": (getattr(PROGRAMME, name), {"id": id})
        for name, id in (("pillar", "p"), ("theme", "t"), ("action", "a"), ("resolve", "a"))
    },
    **{
        f"Programme.{name}": (getattr(PROGRAMME, name), {"key": "x"})
        for name in ("partner", "reference", "field")
    },
    "Programme.parent": (PROGRAMME.parent, {"node": ACTION}),
    "Programme.path": (PROGRAMME.path, {"node": ACTION}),
    "Programme.search": (PROGRAMME.search, {"query": "faire", "language": "fr", "limit": 1}),
    "Selection.search": (ACTIONS.search, {"query": "faire", "language": "fr", "limit": 1}),
    "Selection.where": (
        ACTIONS.where,
        {
            "predicates": bool,
            **dict.fromkeys(("programme", "pillar", "theme", "id", "partner", "actor")),
            **dict.fromkeys(("reference", "field", "commitment", "year")),
        },
    ),
    "Selection.group_by": (ACTIONS.group_by, {"key": "theme"}),
    "Selection.count_by": (ACTIONS.count_by, {"key": "theme"}),
    "Diff.where": (
        DIFF.where,
        {
            "predicates": bool,
            **dict.fromkeys(("kind", "subject", "id", "field", "language")),
        },
    ),
    "Diff.count_by": (DIFF.count_by, {"aspect": "kind"}),
    "Diff.from_dict": (bp.Diff.from_dict, {"document": DIFF.to_dict()}),
    "Period.of_years": (bp.Period.of_years, {"first": 2025, "last": 2028}),
    "Period.parse": (bp.Period.parse, {"text": "2025"}),
    "Rule.applies_to": (bp.RULES[0].applies_to, {"change": CHANGE}),
    "Text.in_": (ACTION.summary.in_, {"languages": "fr"}),
}

READERS = ("read", "Diff.from_dict")
"""The functions that raise no error but ours, as strangers write what they read."""


def parameters(function: Callable[..., Any]) -> set[str]:
    return set(inspect.signature(function).parameters)


def public() -> Iterator[tuple[str, set[str]]]:
    """Every public function and method, and what it takes."""
    modules = {"": bp, "render.": bp.render}
    for prefix, module in modules.items():
        for name in module.__all__:
            thing = getattr(module, name)
            if isinstance(thing, FunctionType):
                yield f"{prefix}{name}", parameters(thing)
            for method in vars(thing) if isinstance(thing, type) else ():
                bound = getattr(thing, method)
                if not method.startswith("_") and isinstance(bound, (FunctionType, MethodType)):
                    yield f"{name}.{method}", parameters(bound) - {"self"}


def call(function: Callable[..., Any], arguments: dict[str, Any]) -> object:
    several = [
        arguments.pop(one.name)
        for one in inspect.signature(function).parameters.values()
        if one.kind is one.VAR_POSITIONAL
    ]
    return function(*several, **arguments)


def test_every_function_and_every_argument_is_tried() -> None:
    assert {name: taken for name, taken in public() if taken} == {
        name: set(arguments) for name, (_, arguments) in CALLS.items()
    }


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", CALLS)
def test_an_odd_argument_ends_in_our_error_or_in_that_of_its_type(
    name: str, odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    function, arguments = CALLS[name]
    python_errors = () if name in READERS else (TypeError, AttributeError)
    for argument in arguments:
        try:
            call(function, {**arguments, argument: ODD[odd]})
        except (BeneluxProgrammeError, *python_errors) as error:
            assert str(error)  # noqa: PT017  # there may be none


@pytest.mark.parametrize("name", VALUES)
def test_an_odd_attribute_ends_in_our_error_or_in_that_of_its_type(name: str) -> None:
    for attribute in attrs.fields(type(VALUES[name])):
        for odd in ODD.values():
            try:
                attrs.evolve(VALUES[name], **{attribute.name: odd})
            except (BeneluxProgrammeError, TypeError, AttributeError) as error:
                assert str(error)  # noqa: PT017  # as above


@pytest.mark.parametrize("odd", ODD)
def test_what_is_looked_up_may_be_odd(odd: str) -> None:
    value = ODD[odd]
    assert value not in PROGRAMME
    assert value not in ACTIONS
    for look_up in (PROGRAMME.__getitem__, PROGRAMME.period.__contains__):
        ask: Any = look_up
        with pytest.raises(BeneluxProgrammeError) as caught:
            ask(value)
        assert str(caught.value)
