"""The parser of the command, the types of its arguments, and the programmes that they name."""

import argparse
import os
import sys
from errno import EBADF
from pathlib import Path
from typing import IO, NoReturn

from attrs import frozen

from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.reader import read
from benelux_programme._store import load, periods, revisions
from benelux_programme.errors import (
    UnknownRevisionError,
    UnreadableFileError,
    escape_controls,
    format_for_message,
    truncate_middle,
)


@frozen
class CommandError(Exception):
    """A message for standard error, and the exit status."""

    message: str
    status: int


class ArgumentParser(argparse.ArgumentParser):
    """A parser that raises a `CommandError` instead of writing to standard error."""

    def error(self, message: str) -> NoReturn:
        message = truncate_middle(escape_controls(message), 1_000)
        raise CommandError(f"{self.format_usage()}{self.prog}: error: {message}", 2)


def parse_text(argument: str) -> str:
    """Return text that is not empty, decoded as UTF-8 where the locale could not decode it."""
    if not argument:
        raise argparse.ArgumentTypeError("'' is empty")
    try:
        return argument.encode(errors="surrogateescape").decode()
    except UnicodeError:
        message = f"{format_for_message(argument)} is not UTF-8 text"
        raise argparse.ArgumentTypeError(message) from None


def parse_positive_int(argument: str) -> int:
    max_digits = 18
    if argument.isdecimal() and len(argument) <= max_digits and int(argument):
        return int(argument)
    expected = "a whole number from 1"
    raise argparse.ArgumentTypeError(f"{format_for_message(argument)} is not {expected}")


def parse_source(argument: str) -> str:
    """Return the name of a period or a path, unless it is empty."""
    if not argument:
        raise argparse.ArgumentTypeError("'' is neither a programme nor a path")
    return argument


def parse_output_path(argument: str) -> Path | None:
    """Return a path, or None for standard output."""
    return None if argument == "-" else Path(parse_source(argument))


def get_path_or_open_stdin(argument: str) -> Path | IO[bytes]:
    if argument != "-":
        return Path(argument)
    if sys.stdin is None:  # it was closed before Python started
        raise UnreadableFileError(EBADF, os.strerror(EBADF), "standard input")
    return sys.stdin.buffer


def load_or_read_programme(period_revision_or_path: str) -> Programme:
    """Return the programme of a period, of a period and a revision, or of a file."""
    period, sign, revision = period_revision_or_path.partition("@")
    if period not in periods() and (
        period_revision_or_path == "-" or _is_path(period_revision_or_path)
    ):
        return read(get_path_or_open_stdin(period_revision_or_path))
    if not sign:
        return load(period)
    known = {str(number): number for number in revisions(period)}
    if revision not in known:
        raise UnknownRevisionError(period, revision, revisions(period))
    return load(period, revision=known[revision])


def _is_path(argument: str) -> bool:
    """Whether an argument names a file or folder, present or not, rather than a period."""
    try:
        os.lstat(argument)
    except FileNotFoundError:
        return any(sign in "./\\" or "\ud800" <= sign <= "\udfff" for sign in argument)
    except (OSError, ValueError):
        return True  # reading it reports the reason
    return True
