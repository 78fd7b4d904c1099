"""Read the content of files up to a size, and decode it as strict UTF-8."""

import stat
from codecs import BOM_UTF8
from pathlib import Path
from typing import IO, Any

from benelux_programme.errors import UnreadableFileError, truncate_middle

from .source_map import UNKNOWN_LOCATION, build_error


def read_one_byte_beyond_limit(source: Path | IO[Any], max_bytes: int) -> bytes:
    """Read a regular or an open file, up to one byte beyond a limit; text is encoded in UTF-8."""
    try:
        if isinstance(source, Path):
            return _read_regular_file_beyond_limit(source, max_bytes)
        return _read_open_file_beyond_limit(source, max_bytes)
    except OSError as error:
        raise UnreadableFileError(
            error.errno, error.strerror, get_path_text_or_empty(source)
        ) from None


def get_path_text_or_empty(source: Path | IO[Any]) -> str:
    """Return the name of a file, or "" if it is not known."""
    name: object = source if isinstance(source, Path) else getattr(source, "name", None)
    return str(name) if isinstance(name, (str, Path)) else ""


def encode_text(text: str) -> bytes:
    """Encode text in UTF-8; lone surrogates are kept, which `decode_text` refuses."""
    return text.encode(errors="surrogatepass")


def decode_text(content: bytes, file: str | None, max_bytes: int) -> str:
    """Decode the content of a file in UTF-8, without a byte order mark at the beginning."""
    if len(content) > max_bytes:
        raise build_error("too-large", f"larger than {max_bytes} bytes", (file, None, None))
    content = content.removeprefix(BOM_UTF8)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise build_error("encoding", f"not UTF-8: {error.reason}", (file, line, 1)) from None


def _read_regular_file_beyond_limit(path: Path, max_bytes: int) -> bytes:
    try:
        mode = path.stat().st_mode
    except ValueError:  # a NUL or a lone surrogate
        raise build_error("not-a-file", "no file can have this name", UNKNOWN_LOCATION) from None
    if not stat.S_ISREG(mode):  # others may be endless, or block
        raise build_error("not-a-file", "not a regular file", (str(path), None, None))
    with path.open("rb") as file:
        return file.read(max_bytes + 1)


def _read_open_file_beyond_limit(file: IO[Any], max_bytes: int) -> bytes:
    try:
        content: object = file.read(max_bytes + 1)
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        code = "encoding" if isinstance(error, UnicodeError) else "not-a-file"
        raise build_error(
            code, f"cannot be read: {truncate_middle(str(error))}", UNKNOWN_LOCATION
        ) from error
    if isinstance(content, str):
        return encode_text(content)
    if isinstance(content, bytes):
        return content
    message = f"a {type(content).__name__} where a file gives text or bytes"
    raise build_error("not-a-file", message, UNKNOWN_LOCATION)
