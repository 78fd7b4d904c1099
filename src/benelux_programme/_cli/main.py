"""The command `benelux-programme`. It exits with 0, with 1 for "no", or with 2 for wrong use."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from errno import EBADF
from pathlib import Path
from typing import IO

import benelux_programme as bp
from benelux_programme._model.text import LANGUAGES, Language
from benelux_programme._store import load, periods, revisions
from benelux_programme.errors import (
    BeneluxProgrammeError,
    InvalidDataError,
    InvalidValueError,
    UnknownRevisionError,
    UnreadableFileError,
    UnwritableFileError,
    format_value,
)
from benelux_programme.render._outline import action_line, describe, filled, outline, summary_line

from .export import add_export

Command = Callable[[argparse.Namespace], tuple[str, int]]
"""What a command prints, and its exit status."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or those of the process; returns the exit status."""
    parsed = _parser().parse_args(arguments)
    command: Command = parsed.command
    try:
        text, status = command(parsed)
        _write(text)
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}", 2)
    except InvalidValueError as error:
        return _complain(f"{format_value(error.value)} is not {error.expected}", 2)
    except BeneluxProgrammeError as error:
        return _complain(error, 1 if isinstance(error, LookupError) else 2)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="benelux-programme",
        description="Read the joint work programmes of the Benelux Union.",
        epilog="It exits with 0; with 1 if the answer is no; with 2 for wrong use.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {bp.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="command")
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")

    listing = commands.add_parser(
        "list",
        parents=[language],
        help="list the programmes, or the actions that fit",
        description="Without a filter, list the programmes; with some, the actions that fit all. "
        "A filter that is given several times is met by any of its values.",
    )
    for name, wanted in _FILTERS.items():
        listing.add_argument(f"--{name}", action="append", help=f"only actions {wanted}")
    listing.set_defaults(command=_list)

    find = commands.add_parser("search", help="find actions by words", description=_ONE)
    find.add_argument("programme", help="such as 2025-2028")
    find.add_argument("query", help="words; in double quotes, words side by side")
    find.add_argument(
        "--limit", type=_a_count, default=10, help="how many actions at most; default: 10"
    )
    find.add_argument("--language", choices=LANGUAGES, help="of the words; default: all")
    find.set_defaults(command=_search)

    about = "show a programme, or a part of it"
    show = commands.add_parser("show", parents=[language], help=about, description=_ONE)
    show.add_argument("programme", help="such as 2025-2028")
    show.add_argument("id", nargs="?", help="a pillar, theme or action; default: all")
    show.set_defaults(command=_show)

    about = "find the paragraphs of a programme in a copy of its publication"
    check = commands.add_parser("verify", help=about, description=_ONE)
    check.add_argument("programme", help="such as 2025-2028")
    check.add_argument(
        "file",
        help="the copy as UTF-8 text, HTML or Markdown (make a PDF text first); - for standard "
        "input",
    )
    check.add_argument("--quotes", action="store_true", help="print the wording for each action")
    check.set_defaults(command=_verify)
    for name, function, about in (
        ("diff", bp.diff, "tell what changed between two revisions of one programme"),
        ("compare", bp.compare, "tell what became of the promises of one programme in another"),
    ):
        compared = commands.add_parser(name, parents=[language], help=about, description=_COMPARED)
        compared.add_argument("old", help="the earlier one")
        compared.add_argument("new", help="the later one")
        compared.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
        compared.set_defaults(command=_compare, function=function)
    about = "write programmes in the format of another tool"
    export = commands.add_parser("export", help=about, epilog=f"Each programme is {_GIVEN}")
    add_export(export, _given)
    valid = commands.add_parser("check", help="say what is wrong with a programme of your own")
    valid.add_argument(
        "file",
        help="a YAML or JSON file, or a folder with programme.yaml and one file a pillar; - for "
        "standard input",
    )
    valid.set_defaults(command=_check)
    return parser


_FORMATS = ("text", "markdown", "html", "json")
_GIVEN = (
    "a period such as 2025-2028, one with a revision such as 2025-2028@1, or the path of a "
    "programme of your own (./2025-2028 if it is called like a period; - for standard input)."
)
_ONE = f"The programme is {_GIVEN}"
_COMPARED = f"Each of the two is {_GIVEN}"
_FILTERS = {
    "programme": "of this programme",
    "pillar": "of this pillar",
    "theme": "of this theme",
    "partner": "that name this partner",
    "actor": "in which this partner acts",
    "reference": "that name this treaty, law or document",
    "field": "of this policy field",
    "commitment": "that are promised so: firm, conditional or exploratory",
}


def _list(arguments: argparse.Namespace) -> tuple[str, int]:
    asked = {name: getattr(arguments, name) for name in _FILTERS if getattr(arguments, name)}
    if asked:
        return _list_actions(asked, arguments.language)
    lines = [summary_line(load(period), arguments.language) for period in periods()]
    return "".join(f"{line}\n" for line in lines), 0


def _list_actions(asked: dict[str, list[str]], language: Language) -> tuple[str, int]:
    everything = bp.Selection()
    for period in periods():
        everything += load(period).actions
    found = everything.where(**asked)  # type: ignore[arg-type]  # the commitment is checked there
    lines = [action_line(action, language, full=True) for action in found]
    return _listed(lines)


def _a_count(typed: str) -> int:
    """A whole number from 1."""
    if typed.isdecimal() and int(typed):
        return int(typed)
    raise argparse.ArgumentTypeError(f"{typed!r} is not a whole number from 1")


def _search(arguments: argparse.Namespace) -> tuple[str, int]:
    hits = _given(arguments.programme).search(
        arguments.query, language=arguments.language, limit=arguments.limit
    )
    lines = [action_line(hit.action, hit.language, full=True) for hit in hits]
    return _listed(lines)


def _listed(lines: list[str]) -> tuple[str, int]:
    if lines:
        return filled(lines, _width()), 0
    return "", _complain("no action found", 1)


def _show(arguments: argparse.Namespace) -> tuple[str, int]:
    programme = _given(arguments.programme)
    if arguments.id is None:
        return outline(programme, arguments.language, _width()), 0
    node = programme[arguments.id]
    return describe(programme, node, arguments.language, _width()), 0


def _verify(arguments: argparse.Namespace) -> tuple[str, int]:
    programme = _given(arguments.programme)
    result = bp.verify(programme, _opened(arguments.file))
    lines = [f"{len(result.found)} of {len(programme.paragraphs)} paragraphs found"]
    if not result.found and not result.altered:
        return f"{lines[0]}; is this the edition that was read?\n", 1
    lines += [f"altered: {one}" for one in result.altered]
    lines += [f"missing: {one}" for one in result.missing]
    if arguments.quotes:
        lines += [f"\n{one.action} ({one.citation})\n{one.text}" for one in result.wordings]
    return "".join(f"{line}\n" for line in lines), 0 if result.complete else 1


def _check(arguments: argparse.Namespace) -> tuple[str, int]:
    try:
        programme = bp.read(_opened(arguments.file))
    except InvalidDataError as error:
        return "".join(f"{problem}\n" for problem in error.problems), 1
    return f"valid: {summary_line(programme)}\n", 0


def _compare(arguments: argparse.Namespace) -> tuple[str, int]:
    found = arguments.function(_given(arguments.old), _given(arguments.new))
    match arguments.format:
        case "markdown":
            return bp.render.markdown(found, arguments.language), 0
        case "html":
            return bp.render.html(found, arguments.language, page=True), 0
        case "json":
            return bp.render.json(found), 0
        case _:
            return bp.render.text(found, arguments.language, width=_width()), 0


def _given(name: str) -> bp.Programme:
    """The programme of a period and a revision, or of a file."""
    period, _, revision = name.partition("@")
    if name == "-" or (period not in periods() and Path(name).exists()):
        return bp.read(_opened(name))
    if not revision:
        return load(period)
    for known in revisions(period):
        if revision == str(known):
            return load(period, revision=known)
    raise UnknownRevisionError(period, revision, revisions(period))


def _opened(name: str) -> Path | IO[bytes]:
    """The file of that name, or the standard input."""
    if name != "-":
        return Path(name)
    if sys.stdin is None:  # it was closed before we began
        raise UnreadableFileError(EBADF, os.strerror(EBADF), "standard input")
    return sys.stdin.buffer


def _complain(message: object, status: int) -> int:
    print(f"benelux-programme: {message}", file=sys.stderr)
    return status


def _width() -> int | None:
    """The columns of the terminal, or None where lines go to a pipe or a file."""
    seen = sys.stdout is not None and sys.stdout.isatty()
    return max(30, shutil.get_terminal_size().columns) if seen else None


def _write(text: str) -> None:
    """Print it."""
    if not text:
        return
    if sys.stdout is None:  # it was closed before we began
        raise UnwritableFileError(EBADF, os.strerror(EBADF), "standard output")
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        # Python would complain once more when it flushes on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # then the reader has had enough
            raise UnwritableFileError(error.errno, error.strerror, "standard output") from None
