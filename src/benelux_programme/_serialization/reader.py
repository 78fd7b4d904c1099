"""A programme that somebody wrote, from a file, a folder, text or a mapping."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, TypeAlias

from benelux_programme._model.constraints import (
    is_mapping,
    is_path,
    is_positive_integer,
    is_readable,
)
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import InvalidDataError, InvalidValueError, Problem

from .document import parse
from .folder import assembled
from .source_map import Limits, Location, SourceMap, refusal
from .sources import content, encoded, name_of
from .strict import structure
from .validation import Finding, diagnose, problem

Source: TypeAlias = str | os.PathLike[str] | bytes | IO[str] | IO[bytes] | Mapping[str, Any]

_LIMITS: Final = Limits()
_MOST: Final = 2**48


def read(
    source: Source,
    *,
    max_bytes: int = _LIMITS.max_bytes,
    max_depth: int = _LIMITS.max_depth,
    max_nodes: int = _LIMITS.max_nodes,
    max_text: int = _LIMITS.max_text,
) -> Programme:
    """The programme that somebody wrote in YAML or JSON.

    Args:
        source: The path of a file, or of a folder that holds `programme.yaml`, one file a
            pillar and the registries it needs; the text as bytes; an
            open file; or a mapping as `to_dict` gives. A string is a path, unless it has more
            than one line, is blank, or begins with "{" or "[": then it is the text.
        max_bytes: The size of a file; a larger one is refused.
        max_depth: How deep lists and mappings may be nested.
        max_nodes: How many scalars, lists and mappings a file may hold.
        max_text: The length of a string in characters.

    Raises:
        InvalidDataError: It is not a programme; `problems` says all that is wrong, and where.
        InvalidValueError: A limit is not a whole number from 1.
        UnreadableFileError: The file is not there, or cannot be read.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> read(bp.to_json(programme)) == programme
    True
    """
    limits = Limits(max_bytes, max_depth, max_nodes, max_text)
    for name, value in limits._asdict().items():
        if not is_positive_integer(value) or value > _MOST:
            expected = f"a whole number from 1 to {_MOST}"
            raise InvalidValueError("read", name, value, expected, "bad-number")
    given = _given(source, limits)
    document = _document(given, limits, SourceMap(), located=False)
    with suppress(Exception):  # whatever it is, the diagnosis says it well
        return structure(document)
    programme, findings = diagnose(document)
    if findings:
        places = SourceMap()
        document = _document(given, limits, places, located=True)
        raise InvalidDataError(_problems(document, findings, places, _start(given)))
    return programme


class _Texts(NamedTuple):
    """The files that were given, by name."""

    files: dict[str, bytes]
    folder: bool = False


def _given(source: object, limits: Limits) -> Mapping[Any, Any] | _Texts:
    if is_mapping(source):
        return source
    if isinstance(source, str) and _is_text(source):
        return _Texts({"": encoded(source)})
    if isinstance(source, (bytes, bytearray)):
        return _Texts({"": bytes(source)})
    if is_path(source):
        return _from_path(Path(source), limits)
    if is_readable(source):
        return _Texts({name_of(source): _content(source, limits)})
    message = f"a {type(source).__name__} where a path, text, file or mapping belongs"
    raise refusal("wrong-type", message, (None,))


def _is_text(source: str) -> bool:
    """Whether it is the text itself, and not the path of a file."""
    begin = source.removeprefix("\ufeff").lstrip()[:1]
    return "\n" in source or begin in ("", "{", "[")


def _from_path(path: Path, limits: Limits) -> _Texts:
    if os.path.isdir(path):  # noqa: PTH112  # never raises
        files = {file.name: _content(file, limits) for file in _files(path)}
        return _Texts(files, folder=True)
    return _Texts({name_of(path): _content(path, limits)})


def _content(source: Path | IO[Any], limits: Limits) -> bytes:
    return encoded(content(source, limits.max_bytes))


def _files(folder: Path) -> Iterator[Path]:
    """The files of the authored layout."""
    yield folder / _MAIN
    yield from sorted(folder.glob("[0-9]*.yaml"))
    yield from (folder / name for name in _BESIDE if (folder / name).exists())
    for name in _REGISTRIES:
        above = folder.parent / f"{name}.yaml"
        file = folder / f"{name}.yaml"
        if file.exists() or above.exists():
            yield file if file.exists() else above


_MAIN = "programme.yaml"
_BESIDE = ("mentions.yaml", "fingerprints.yaml")
_REGISTRIES = ("partners", "references", "fields")


def _document(
    given: Mapping[Any, Any] | _Texts, limits: Limits, places: SourceMap, *, located: bool
) -> Any:
    if isinstance(given, Mapping):
        return given
    parsed = {
        name: parse(content, name or None, limits, places, located=located)
        for name, content in given.files.items()
    }
    return assembled(parsed, places) if given.folder else next(iter(parsed.values()))


def _start(given: Mapping[Any, Any] | _Texts) -> Location | tuple[None, None, None]:
    if isinstance(given, _Texts):
        return next(iter(given.files)) or None, 1, 1
    return None, None, None


def _problems(
    document: Any,
    findings: Iterable[Finding],
    places: SourceMap,
    start: Location | tuple[None, None, None],
) -> tuple[Problem, ...]:
    """The findings with their places, or with `start` where they have none, in their order."""
    found = (
        problem(finding, *(places.find(document, finding.path) or start)) for finding in findings
    )
    return tuple(sorted(found, key=attrgetter("file", "line", "column")))
