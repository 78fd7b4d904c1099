"""The content of files and of open files, of which no more is read than is allowed."""

import stat
from pathlib import Path
from typing import IO, Any

from .errors import shorten
from .places import Limits, refused

__all__ = ["content_of", "content_of_open", "name_of_open"]


def content_of(path: Path, limits: Limits) -> bytes:
    """The content of a file, or so much of it that it is seen to be too large.

    Raises:
        InvalidDataError: It is no file.
        OSError: It is not there, or cannot be read.
    """
    try:
        mode = path.stat().st_mode
    except ValueError as error:  # a name with a NUL in it, or half a character
        raise refused("not-a-file", str(error), (None,)) from None
    if not stat.S_ISREG(mode):
        raise refused("not-a-file", "not a file", (str(path),))
    with path.open("rb") as file:
        return file.read(limits.max_bytes + 1)


def content_of_open(file: IO[Any], limits: Limits) -> str | bytes:
    """The content of an open file, or so much of it that it is seen to be too large.

    Raises:
        InvalidDataError: It is closed, not in its encoding, or no file at all.
        OSError: It cannot be read.
    """
    try:
        content: object = file.read(limits.max_bytes + 1)
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        code = "encoding" if isinstance(error, UnicodeError) else "not-a-file"
        raise refused(code, f"cannot be read: {shorten(str(error))}", (None,)) from error
    if isinstance(content, (str, bytes)):
        return content
    message = f"a {type(content).__name__} where a file gives text or bytes"
    raise refused("not-a-file", message, (None,))


def name_of_open(file: IO[Any]) -> str | None:
    """The name of an open file, if it has one."""
    name: object = getattr(file, "name", None)
    return name if isinstance(name, str) else None
