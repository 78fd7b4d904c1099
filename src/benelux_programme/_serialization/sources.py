"""Read files up to a size as strict UTF-8."""

import stat
import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import IO, Any

from benelux_programme.errors import UnreadableFileError, truncate_middle

from .documents import UNKNOWN_LOCATION, build_error


def read_text(source: Path | IO[Any], name: str | None, max_bytes: int) -> str:
    """Read a regular or an open file, without a byte order mark; problems name it by this name."""
    try:
        content = _read_start_of_regular_file(source, max_bytes + 1)
    except OSError as error:
        file = get_file_name(source)
        raise UnreadableFileError(error.errno, error.strerror, file) from None
    if len(content) > max_bytes:
        raise build_error("too-large", f"larger than {max_bytes} bytes", (name, None, None))
    content = content.removeprefix(BOM_UTF8)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise build_error("encoding", f"not UTF-8: {error.reason}", (name, line, 1)) from None


def get_file_name(source: Path | IO[Any]) -> str | None:
    name: object = source if isinstance(source, Path) else getattr(source, "name", None)
    return str(name) if isinstance(name, (str, Path)) else None


def _read_start_of_regular_file(source: Path | IO[Any], max_bytes: int) -> bytes:
    if not isinstance(source, Path):
        return _read_start_as_bytes(source, max_bytes)
    try:
        mode = source.stat().st_mode
    except ValueError:  # a NUL or a lone surrogate
        raise build_error("not-a-file", "no file can have this name", UNKNOWN_LOCATION) from None
    if not stat.S_ISREG(mode):  # others may be endless, or block
        raise build_error("not-a-file", "not a regular file", (str(source), None, None))
    with source.open("rb") as file:
        return file.read(max_bytes)


def _read_start_as_bytes(file: IO[Any], max_bytes: int) -> bytes:
    """Read bytes, or text, whose lone surrogates are kept for the decoder to refuse."""
    try:
        content: object = file.read(min(max_bytes, sys.maxsize))
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        code = "encoding" if isinstance(error, UnicodeError) else "not-a-file"
        message = f"cannot be read: {truncate_middle(str(error))}"
        raise build_error(code, message, UNKNOWN_LOCATION) from error
    if isinstance(content, str):
        return content.encode(errors="surrogatepass")
    if isinstance(content, bytes):
        return content
    message = f"type {type(content).__name__} where a file gives text or bytes"
    raise build_error("not-a-file", message, UNKNOWN_LOCATION)
