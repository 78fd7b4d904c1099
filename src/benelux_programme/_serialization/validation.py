"""Everything that is wrong with a document, each with the path to it.

It builds a draft of the programme as far as it can, and goes on after a mistake. What it finds
nothing wrong with is a programme.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any, NamedTuple, TypeAlias

from benelux_programme._model.citation import Citation, index_by_address, resolve_address
from benelux_programme._model.constraints import Constraint, is_list, is_mapping
from benelux_programme._model.period import Period
from benelux_programme._model.text import Text
from benelux_programme._programme.integrity import find_inconsistencies
from benelux_programme._programme.lookup import suggest
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import InvalidValueError, Problem, format_value, truncate

from .codec import record_decoder
from .field_specs import LEVELS, PARENTS, FieldKind, FieldSpec, field_specs
from .source_map import UntypedScalar

Path: TypeAlias = tuple[str | int, ...]


class Finding(NamedTuple):
    """One thing that is wrong."""

    code: str
    path: Path
    message: str
    value: object = None


def problem(
    finding: Finding, file: str | None = None, line: int | None = None, column: int | None = None
) -> Problem:
    """A finding as users get it."""
    return Problem(
        code=finding.code,
        message=finding.message,
        path=written(finding.path),
        value=_shown(finding.value),
        file=file,
        line=line,
        column=column,
    )


def _shown(value: object) -> str | None:
    if isinstance(value, str):
        return truncate(str(value))
    return format_value(value) if isinstance(value, int) else None


class _Wrong:
    """Stands for a value that is wrong, so that no check is made of it twice."""


_WRONG = _Wrong()
_STAND_IN = "\0"
"""How the strings begin that stand in a draft for wrong ones; no text that is right has it."""


def diagnose(document: object) -> tuple[Programme, list[Finding]]:
    """The programme that a document describes, and what is wrong with it.

    Only if nothing is wrong is the programme whole; otherwise it lacks what is wrong.
    """
    diagnosis = Diagnosis()
    paragraphs = document.get("paragraphs") if is_mapping(document) else None
    diagnosis.learn(paragraphs)
    draft = diagnosis.record(Programme, document, (), {})
    object.__setattr__(draft, "paragraphs", tuple(diagnosis.paragraphs))
    if is_mapping(document):
        for code, path, value, expected in find_inconsistencies(draft):
            if str(value).startswith(_STAND_IN):
                continue
            message = f"{format_value(value)} is not {expected}"
            diagnosis.findings.append(Finding(code, parsed(path), message, value))
    return draft, diagnosis.findings


def parsed(path: str) -> Path:
    """The parts of a path such as "pillars[1].id"."""
    parts = path.replace("]", "").replace("[", ".").split(".")
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def written(path: Path) -> str:
    """A path as people read it, such as "pillars[1].id"."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


class Diagnosis:
    """What is made of a document, and what is wrong with it."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._cited: dict[str, Citation] = {}
        self.paragraphs: list[Citation] = []
        self._stand_ins = count()

    def learn(self, paragraphs: object) -> None:
        """Know the paragraphs of the publication that are written right."""
        records = paragraphs if is_list(paragraphs) else ()
        for record in records:
            quiet = Diagnosis()
            paragraph = quiet.record(Citation, record, (), {})
            if not quiet.findings:
                self.paragraphs.append(paragraph)
        self._cited = index_by_address(self.paragraphs)

    def find(self, code: str, path: Path, message: str, value: object = None) -> _Wrong:
        """Note that something is wrong."""
        self.findings.append(Finding(code, path, message, value))
        return _WRONG

    def record(self, cls: type[Any], document: object, path: Path, parents: dict[str, Any]) -> Any:
        """A draft of a record."""
        before = len(self.findings)
        values = {name: parents.get(name) for name in PARENTS.get(cls, ())}
        values |= self.values(field_specs(cls), document, path, parents, LEVELS.get(cls))
        if cls is Text and len(self.findings) == before:
            self._check_languages(values, path)
        draft = object.__new__(cls)
        for name, value in values.items():
            object.__setattr__(draft, name, value)
        return draft

    def values(
        self,
        of: Sequence[FieldSpec],
        document: object,
        path: Path,
        parents: dict[str, Any],
        level: str | None = None,
    ) -> dict[str, Any]:
        """The values of attributes; what is inside a level knows its id among its parents."""
        if is_mapping(document):
            self._check_keys(of, document, path)
        else:
            self.find("wrong-type", path, f"{called(document)} where a mapping belongs", document)
        values: dict[str, Any] = {}
        for shape in of:
            given = document.get(shape.name) if is_mapping(document) else None
            value: Any = shape.default
            if given is not None:
                value = self.attribute(shape, given, (*path, shape.name), parents)
            elif shape.required:
                value = _WRONG
                if is_mapping(document):
                    self.find("missing-key", path, f"the key {shape.name!r} is missing")
            if value is _WRONG:
                value = self._harmless(shape)
            values[shape.name] = value
            if shape.name == "id" and level is not None:
                parents = {**parents, level: value}
        return values

    def _check_languages(self, values: dict[str, Any], path: Path) -> None:
        try:
            Text(**values)
        except InvalidValueError as error:
            self.find(error.code, path, said(error))

    def _harmless(self, shape: FieldSpec) -> Any:
        """What stands in a draft for a value that is wrong."""
        if shape.many or not shape.required:
            return () if shape.many else shape.default
        return self._stand_in(shape)

    def _stand_in(self, shape: FieldSpec) -> Any:
        """A value that makes nothing else seem wrong."""
        match shape.kind:
            case FieldKind.TEXT:
                return f"{_STAND_IN}{next(self._stand_ins)}"
            case FieldKind.PERIOD:
                return Period(start=date.min, end=date.max)
            case FieldKind.ADDRESS:
                return next(iter(self._cited.values()), Citation(section="0"))
            case _:  # of which only texts are looked into
                return record_decoder(Text)({}, {}, {})

    def _check_keys(self, of: Sequence[FieldSpec], document: Mapping[Any, Any], path: Path) -> None:
        known = [shape.name for shape in of]
        for key in document:
            if not isinstance(key, str) or key not in known:
                near = suggest(key, known)
                advice = f"; did you mean {near[0]!r}?" if near else ""
                where = (*path, key) if isinstance(key, str) else path
                message = f"unknown key {format_value(key)}{advice}"
                self.find("unknown-key", where, message)

    def attribute(self, shape: FieldSpec, given: Any, path: Path, parents: dict[str, Any]) -> Any:
        """The value of an attribute, or something that is none if it is wrong."""
        must = shape.constraint
        if not shape.many:
            value = self._value(shape, given, path, parents)
            checked = value is not _WRONG and shape.kind is not FieldKind.RECORD
            return self._tested(must, value, path) if checked else value
        if not is_list(given):
            return self.find("wrong-type", path, f"{called(given)} where a list belongs", given)
        values: list[Any] = []
        for i, item in enumerate(given):
            value = self._value(shape, item, (*path, i), parents)
            if shape.kind is FieldKind.TEXT and must.item and isinstance(value, str):
                value = self._tested(must.item, value, (*path, i))
            values.append(self._stand_in(shape) if value is _WRONG else value)
        if not given and not must.predicate(()):
            return self.find("missing-key", path, "an empty list where one item or more belong")
        return tuple(values)

    def _tested(self, must: Constraint, value: Any, path: Path) -> Any:
        if must.predicate(value):
            return value
        return self.find(must.code, path, f"{format_value(value)} is not {must.expected}", value)

    def _value(self, shape: FieldSpec, given: Any, path: Path, parents: dict[str, Any]) -> Any:
        if shape.kind is FieldKind.RECORD:
            return self.record(shape.cls, given, path, parents)
        if shape.kind is FieldKind.NUMBER:
            return self._number(given, path)
        return self._string(shape, given, path)

    def _number(self, given: Any, path: Path) -> Any:
        if (
            type(given) is UntypedScalar
            and given.isascii()
            and given.isdecimal()
            and len(given) < _DIGITS
        ):
            return int(given)
        if type(given) is int:
            return given
        message = f"{called(given)} where a whole number belongs"
        return self.find("wrong-type", path, message, given)

    def _string(self, shape: FieldSpec, given: Any, path: Path) -> Any:
        if type(given) not in (str, UntypedScalar):
            advice = f'; write it as "{given}"' if _is_right_as_text(shape, given) else ""
            message = f"{called(given)} where a text belongs{advice}"
            return self.find("wrong-type", path, message, given)
        try:
            return _converted(shape, str(given), self._cited)
        except InvalidValueError as error:
            return self.find(error.code, path, said(error), given)
        except ValueError:
            choices = [str(one) for one in shape.cls]  # type: ignore[attr-defined]  # an enumeration
            near = suggest(given, choices)
            advice = f"; did you mean {near[0]!r}?" if near else ""
            message = f"{format_value(given)} is not one of {', '.join(choices)}{advice}"
            return self.find("bad-choice", path, message, given)


def _is_right_as_text(shape: FieldSpec, given: object) -> bool:
    """Whether it is a whole number that only lacks quotes; of others 1.10 may have become 1.1."""
    if type(given) is not int:
        return False
    try:
        value = _converted(shape, str(given), {})
    except ValueError:
        return False
    return (shape.constraint.item or shape.constraint).predicate(value)


def _converted(shape: FieldSpec, text: str, cited: Mapping[str, Citation]) -> Any:
    if shape.kind is FieldKind.ADDRESS:
        return resolve_address(text, cited)
    if shape.kind is FieldKind.PERIOD:
        return Period.parse(text)
    return shape.cls(text)


_DIGITS = 10


def said(error: InvalidValueError) -> str:
    """What is wrong with a value, as a phrase."""
    if error.code == "bad-language" and error.value is None:
        return "a text in no language; give at least one of fr, nl, de, en"
    return f"{format_value(error.value)} is not {error.expected}"


def called(value: object) -> str:
    """What somebody who writes YAML or JSON calls the value."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, bool) or value is None:
        return "nothing" if value is None else str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {format_value(value)}"
    return f"the text {format_value(value)}" if isinstance(value, str) else "something else"
