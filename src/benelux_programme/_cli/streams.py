"""The standard streams, which may be closed, full, or without some characters."""

import os
import sys
from errno import EBADF
from pathlib import Path
from typing import IO, TextIO

from benelux_programme.errors import UnreadableFileError, escape_controls


def get_path_or_open_stdin(argument: str) -> Path | IO[bytes]:
    if argument != "-":
        return Path(argument)
    if sys.stdin is None:  # it was closed before Python started
        raise UnreadableFileError(EBADF, os.strerror(EBADF), "standard input")
    return sys.stdin.buffer


def write(stream: TextIO | None, output: str | bytes) -> None:
    """Write text for people, made safe for terminals, or the content of a document exactly."""
    if not output:
        return
    if stream is None:
        raise OSError(EBADF, os.strerror(EBADF), "standard output")
    try:
        if isinstance(output, bytes):
            stream.buffer.write(output)
        else:
            text = "\n".join(map(escape_controls, output.split("\n")))
            encoding = stream.encoding or "utf-8"
            stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except (KeyboardInterrupt, OSError) as error:
        # On exit, Python would write the rest, and report an error once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            return  # the reader stopped early, as `head` does
        if isinstance(error, OSError):
            error.filename = "standard output"
        raise
