"""Read a programme from a file, a folder, text or a mapping."""

import io
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any, Final, TypeAlias, TypeGuard

from benelux_programme._model.constraints import MAX_TEXT, is_mapping
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import InvalidValueError, UnreadableFileError

from .documents import (
    MAX_DEPTH,
    UNKNOWN_LOCATION,
    DocumentBuilder,
    Limits,
    Location,
    build_error,
    copy_document,
)
from .folder import assemble_document
from .json_parser import parse_json_with_positions
from .sources import get_file_name, read_text
from .validation import decode_programme
from .yaml_parser import parse_yaml_with_positions

Source: TypeAlias = str | os.PathLike[str] | bytes | IO[str] | IO[bytes] | Mapping[str, Any]

_DEFAULTS: Final = Limits()
_MAX_LIMIT: Final = 2**48

_MAIN = "programme"
_REGISTRIES = ("partners", "references", "fields")
_PARTS = ("mentions", "fingerprints", "keywords", "outcomes", *_REGISTRIES)
_ENDINGS = (".yaml", ".yml")

_match_number = re.compile("[0-9]+").match
_starts_like_json = re.compile(r"\s*(?:\[|\{\s*[\"}])").match


def read(  # noqa: PLR0913  # the limits are of one kind
    source: Source,
    *,
    programmes: Iterable[Programme] = (),
    max_bytes: int = _DEFAULTS.max_bytes,
    max_depth: int = _DEFAULTS.max_depth,
    max_nodes: int = _DEFAULTS.max_nodes,
    max_text: int = _DEFAULTS.max_text,
) -> Programme:
    """Read and validate a programme in YAML or JSON.

    Args:
        source: The path of a file, or of a folder with `programme.yaml`, one file per pillar and
            the registries that these need; the text as bytes; an open file; or a mapping such as
            `to_dict` returns. A string is a path, unless it has more than one line, is blank, or
            begins with "{" or "[": then it is the text.
        programmes: The programmes that predecessors and `extends` may name, instead of the bundled
            ones with the same id.
        max_bytes: The largest size of a file.
        max_depth: The greatest depth of nested lists and mappings, never more than 64.
        max_nodes: The largest number of values in a file or mapping: scalars, lists and mappings.
        max_text: The greatest length of a string in characters, never more than 65,536.

    Raises:
        InvalidDataError: The source is not a valid programme; `problems` lists all mistakes, each
            with its place.
        InvalidValueError: A limit is not a whole number from 1.
        UnreadableFileError: The file does not exist, or cannot be read.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> bp.read(bp.to_json(programme)) == programme
    True
    """
    limits = Limits(max_bytes, max_depth, max_nodes, max_text)
    for name, value in limits._asdict().items():
        if type(value) is not int or not 1 <= value <= _MAX_LIMIT:
            expected = f"a whole number from 1 to {_MAX_LIMIT}"
            raise InvalidValueError("read", name, value, expected, "bad-number")
    limits = limits._replace(max_depth=min(max_depth, MAX_DEPTH), max_text=min(max_text, MAX_TEXT))
    document, start = _parse_source(source, limits)
    return decode_programme(document, start, programmes)


def _parse_source(source: object, limits: Limits) -> tuple[Any, Location]:
    """Return the document in a source, and the location of its start."""
    if is_mapping(source):
        builder = DocumentBuilder(limits, lambda _: UNKNOWN_LOCATION)
        copy_document(source, builder)
        return builder.documents[0], UNKNOWN_LOCATION
    if isinstance(source, str) and _is_text(source):
        source = io.StringIO(source)
    elif isinstance(source, (bytes, bytearray)):
        source = io.BytesIO(source)
    if _is_path(source):
        try:
            return _parse_file_or_folder(Path(source), limits)
        except UnreadableFileError as error:
            if not isinstance(source, str) or ": " not in source:
                raise
            reason = f"{error.strerror} (a text of one line is taken for a path: add a line break)"
            raise UnreadableFileError(error.errno, reason, error.filename) from None
    if _is_readable(source):
        return _parse_yaml_or_json(source, get_file_name(source), limits)
    message = f"type {type(source).__name__} where a path, text, file or mapping belongs"
    raise build_error("wrong-type", message, UNKNOWN_LOCATION)


def _is_text(source: str) -> bool:
    first_character = source.removeprefix("\ufeff").lstrip()[:1]
    return "\n" in source or first_character in ("", "{", "[")


def _is_path(source: object) -> TypeGuard[str | os.PathLike[str]]:
    return isinstance(source, (str, os.PathLike)) and isinstance(os.fspath(source), str)


def _is_readable(source: object) -> TypeGuard[IO[Any]]:
    return callable(getattr(source, "read", None))


def _parse_file_or_folder(path: Path, limits: Limits) -> tuple[Any, Location]:
    """Parse a file, or all files of a folder as one document."""
    if not os.path.isdir(path):  # noqa: PTH112  # never raises
        return _parse_yaml_or_json(path, str(path), limits)
    try:
        files = _list_files_in_reading_order(path)
    except OSError as error:
        raise UnreadableFileError(error.errno, error.strerror, str(path)) from None
    documents = {file.name: _parse_yaml_or_json(file, file.name, limits)[0] for file in files}
    return assemble_document(documents), (files[0].name, 1, 1)


def _list_files_in_reading_order(folder: Path) -> list[Path]:
    """Return the files of a folder, and the registries of the folder above that it lacks.

    The folder above a symbolic link is the one above its target, or else the one with the link.
    """
    names: dict[str, str] = {}
    pillars: list[tuple[int, str]] = []
    for name in sorted(os.listdir(folder)):  # noqa: PTH208  # raises, unlike glob
        stem, ending = os.path.splitext(name)  # noqa: PTH122
        number = _match_number(stem)
        if ending.lower() in _ENDINGS and (number or stem in (_MAIN, *_PARTS)):
            if stem in names:
                message = f"{name} beside {names[stem]}; keep one"
                raise build_error("repeated-key", message, (str(folder), None, None))
            names[stem] = name
            pillars += [(int(number[0]), stem)] if number else []
    stems = (_MAIN, *(stem for _, stem in sorted(pillars)), *filter(names.__contains__, _PARTS))
    found = [folder / names.get(stem, f"{stem}.yaml") for stem in stems]
    parents = (folder / "..", Path(os.path.abspath(folder)).parent)  # noqa: PTH100  # keeps links
    for stem in _REGISTRIES:
        if stem not in names:
            paths = [parent / f"{stem}{ending}" for parent in parents for ending in _ENDINGS]
            found += [path for path in paths if os.path.lexists(path)][:1]
    return found


def _parse_yaml_or_json(
    source: Path | IO[Any], name: str | None, limits: Limits
) -> tuple[Any, Location]:
    """Parse JSON or YAML, whichever a file contains."""
    text = read_text(source, name, limits.max_bytes)
    parse = parse_json_with_positions if _starts_like_json(text) else parse_yaml_with_positions
    return parse(text, name, limits), (name, 1, 1)
