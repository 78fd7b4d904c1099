"""What a file holds: read up to a size, and strictly UTF-8."""

import stat
from codecs import BOM_UTF8
from pathlib import Path
from typing import IO, Any

from benelux_programme.errors import UnreadableFileError, truncate

from .source_map import refusal


def content(source: Path | IO[Any], max_bytes: int) -> str | bytes:
    """What there is in a file, as far as the first byte or character that is too many.

    Args:
        source: The path of a file, or an open file.
        max_bytes: How much is allowed.

    Returns:
        Text only of a file that was opened as text.

    Raises:
        InvalidDataError: It is no regular file, or closed, or not in the encoding it was opened in.
        UnreadableFileError: It is not there, or cannot be read.
    """
    try:
        return _of_path(source, max_bytes) if isinstance(source, Path) else _of(source, max_bytes)
    except OSError as error:
        raise UnreadableFileError(error.errno, error.strerror, name_of(source)) from None


def name_of(source: Path | IO[Any]) -> str:
    """What a file is called; "" if that is not known."""
    name: object = source if isinstance(source, Path) else getattr(source, "name", None)
    return str(name) if isinstance(name, (str, Path)) else ""


def encoded(content: str | bytes) -> bytes:
    """The content in UTF-8; half a character stays what it is, for others to refuse."""
    return content.encode(errors="surrogatepass") if isinstance(content, str) else content


def text_of(content: bytes, file: str | None, max_bytes: int) -> str:
    """The text in UTF-8 that was read, without the mark before it.

    Args:
        content: What was read.
        file: The name of the file.
        max_bytes: How much is allowed.

    Raises:
        InvalidDataError: It is too large, or not UTF-8.
    """
    if len(content) > max_bytes:
        raise refusal("too-large", f"larger than {max_bytes} bytes", (file,))
    content = content.removeprefix(BOM_UTF8)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refusal("encoding", f"not UTF-8: {error.reason}", (file, line, 1)) from None


def _of_path(path: Path, max_bytes: int) -> bytes:
    try:
        mode = path.stat().st_mode
    except ValueError:  # a NUL or half a character
        raise refusal("not-a-file", "no file can have this name", (None,)) from None
    if not stat.S_ISREG(mode):  # another might have no end, or let us wait for ever
        raise refusal("not-a-file", "not a regular file", (str(path),))
    with path.open("rb") as file:
        return file.read(max_bytes + 1)


def _of(file: IO[Any], max_bytes: int) -> str | bytes:
    try:
        found: object = file.read(max_bytes + 1)
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        code = "encoding" if isinstance(error, UnicodeError) else "not-a-file"
        raise refusal(code, f"cannot be read: {truncate(str(error))}", (None,)) from error
    if isinstance(found, (str, bytes)):
        return found
    message = f"a {type(found).__name__} where a file gives text or bytes"
    raise refusal("not-a-file", message, (None,))
