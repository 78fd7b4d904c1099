"""The command `benelux-programme`."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from errno import EBADF
from pathlib import Path
from typing import IO, TypeAlias

import benelux_programme as bp
from benelux_programme._model.text import LANGUAGES
from benelux_programme._programme.programme import summarize_counts
from benelux_programme._store import load, periods, revisions
from benelux_programme.errors import (
    BeneluxProgrammeError,
    InvalidDataError,
    InvalidValueError,
    UnknownRevisionError,
    UnreadableFileError,
    UnwritableFileError,
    format_for_message,
)
from benelux_programme.render._blocks import BulletList, Inline, ListItem, localize, to_plain_text
from benelux_programme.render._programme import build_value_blocks, format_action_with_citations
from benelux_programme.render._text import MIN_WIDTH, render_text

from .export import configure_export_parser

Command: TypeAlias = Callable[[argparse.Namespace], tuple[str, int]]
"""A function that returns what to print and the exit status."""

_FORMATS = ("text", "markdown", "html", "json")
_PROGRAMME = (
    "a period such as 2025-2028, a period and a revision such as 2025-2028@1, or the path of a "
    "programme of your own (./2025-2028 if it is named like a period; - for standard input)."
)
_ONE_PROGRAMME = f"The programme is {_PROGRAMME}"
_LIST = (
    "Without a filter, list the programmes; with filters, the actions that match all of them. A "
    "filter with several values matches any of them."
)
_FILTERS = {
    "programme": "of this programme",
    "pillar": "of this pillar",
    "theme": "of this theme",
    "partner": "that name this partner",
    "actor": "in which this partner acts",
    "reference": "that name this treaty, law or document",
    "field": "of this policy field",
    "commitment": "with this commitment: firm, conditional or exploratory",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, by default with the arguments of the process; return its exit status."""
    parsed = _build_parser().parse_args(arguments)
    command: Command = parsed.command
    try:
        output, status = command(parsed)
        _write_output(output)
    except OSError as error:
        return _report_error(f"{error.filename}: {error.strerror}", 2)
    except InvalidValueError as error:
        return _report_error(f"{format_for_message(error.value)} is not {error.expected}", 2)
    except BeneluxProgrammeError as error:
        return _report_error(error, 1 if isinstance(error, LookupError) else 2)
    return status


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="benelux-programme",
        description="Read the joint work programmes of the Benelux Union.",
        epilog="exit status: 0 success, 1 nothing found or a check failed, 2 usage error",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {bp.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="command")
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    programme = argparse.ArgumentParser(add_help=False)
    programme.add_argument("programme", help="such as 2025-2028")

    about = "list the programmes, or actions selected by filters"
    command = commands.add_parser("list", parents=[language], help=about, description=_LIST)
    for name, meaning in _FILTERS.items():
        command.add_argument(f"--{name}", action="append", help=f"only actions {meaning}")
    command.set_defaults(command=_list_programmes_or_filtered_actions)

    command = commands.add_parser(
        "search", parents=[programme], help="search for actions", description=_ONE_PROGRAMME
    )
    command.add_argument("query", help='words; "quoted words" must be next to each other')
    command.add_argument(
        "--limit",
        type=_parse_positive_int,
        default=10,
        help="maximum number of actions; default: 10",
    )
    command.add_argument("--language", choices=LANGUAGES, help="of the words; default: all")
    command.set_defaults(command=_search_actions)

    about = "show a programme, or a part of it"
    command = commands.add_parser(
        "show", parents=[language, programme], help=about, description=_ONE_PROGRAMME
    )
    command.add_argument("id", nargs="?", help="of a pillar, theme or action; default: all")
    command.set_defaults(command=_show_programme_or_part)

    about = "find the paragraphs of a programme in a copy of its publication"
    command = commands.add_parser(
        "verify", parents=[programme], help=about, description=_ONE_PROGRAMME
    )
    about = "the copy as UTF-8 text, HTML or Markdown (convert a PDF to text first)"
    command.add_argument("file", help=f"{about}; - for standard input")
    command.add_argument("--quotes", action="store_true", help="print the wording for each action")
    command.set_defaults(command=_verify_copy)

    for name, function, about in (
        ("diff", bp.diff, "show the changes between two revisions of one programme"),
        ("compare", bp.compare, "show which promises of one programme continue in another"),
    ):
        command = commands.add_parser(
            name, parents=[language], help=about, description=f"Each of the two is {_PROGRAMME}"
        )
        command.add_argument("old", help="the earlier one")
        command.add_argument("new", help="the later one")
        command.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
        command.set_defaults(command=_diff_or_compare, function=function)

    about = "write programmes in the format of another tool"
    command = commands.add_parser("export", help=about, epilog=f"Each programme is {_PROGRAMME}")
    configure_export_parser(command, _load_or_read_programme)

    command = commands.add_parser("check", help="report what is wrong with a programme file")
    about = "a YAML or JSON file, or a folder with programme.yaml and one file a pillar"
    command.add_argument("file", help=f"{about}; - for standard input")
    command.set_defaults(command=_check_programme_file)
    return parser


def _list_programmes_or_filtered_actions(arguments: argparse.Namespace) -> tuple[str, int]:
    programmes = [load(period) for period in periods()]
    filters = {name: getattr(arguments, name) for name in _FILTERS if getattr(arguments, name)}
    if not filters:
        lines = [_summarize_programme(programme, arguments.language) for programme in programmes]
        return "".join(f"{line}\n" for line in lines), 0
    actions = sum((programme.actions for programme in programmes), bp.Selection())
    found = actions.where(**filters)
    return _render_or_report_none(
        format_action_with_citations(action, arguments.language) for action in found
    )


def _search_actions(arguments: argparse.Namespace) -> tuple[str, int]:
    hits = _load_or_read_programme(arguments.programme).search(
        arguments.query, language=arguments.language, limit=arguments.limit
    )
    return _render_or_report_none(
        format_action_with_citations(hit.action, hit.language) for hit in hits
    )


def _show_programme_or_part(arguments: argparse.Namespace) -> tuple[str, int]:
    programme = _load_or_read_programme(arguments.programme)
    value = programme if arguments.id is None else programme[arguments.id]
    blocks = build_value_blocks(value, arguments.language, programme)
    return render_text(blocks, _get_terminal_width()), 0


def _verify_copy(arguments: argparse.Namespace) -> tuple[str, int]:
    programme, copy = (
        _load_or_read_programme(arguments.programme),
        _get_path_or_stdin(arguments.file),
    )
    verification = bp.verify(programme, copy)
    output = bp.render.text(verification, width=None)
    if not verification.found and not verification.altered:
        first_line = output.partition("\n")[0]
        return f"{first_line}; is it a copy of this publication?\n", 1
    if arguments.quotes:
        for wording in verification.wordings:
            output += f"\n{wording.action} ({wording.citation})\n{wording.text}\n"
    return output, 0 if verification.complete else 1


def _diff_or_compare(arguments: argparse.Namespace) -> tuple[str, int]:
    report = arguments.function(
        _load_or_read_programme(arguments.old), _load_or_read_programme(arguments.new)
    )
    if arguments.format == "markdown":
        return bp.render.markdown(report, arguments.language), 0
    if arguments.format == "html":
        return bp.render.html(report, arguments.language, page=True), 0
    if arguments.format == "json":
        return bp.render.json(report), 0
    return bp.render.text(report, arguments.language, width=_get_terminal_width()), 0


def _check_programme_file(arguments: argparse.Namespace) -> tuple[str, int]:
    try:
        programme = bp.read(_get_path_or_stdin(arguments.file))
    except InvalidDataError as error:
        return "".join(f"{problem}\n" for problem in error.problems), 1
    return f"valid: {_summarize_programme(programme, 'en')}\n", 0


def _parse_positive_int(argument: str) -> int:
    if argument.isdecimal() and int(argument):
        return int(argument)
    raise argparse.ArgumentTypeError(f"{argument!r} is not a whole number from 1")


def _load_or_read_programme(period_revision_or_path: str) -> bp.Programme:
    """Return the programme of a period, of a period and a revision, or of a file."""
    period, _, revision = period_revision_or_path.partition("@")
    if period_revision_or_path == "-" or (
        period not in periods() and Path(period_revision_or_path).exists()
    ):
        return bp.read(_get_path_or_stdin(period_revision_or_path))
    if not revision:
        return load(period)
    known = {str(number): number for number in revisions(period)}
    if revision not in known:
        raise UnknownRevisionError(period, revision, revisions(period))
    return load(period, revision=known[revision])


def _get_path_or_stdin(argument: str) -> Path | IO[bytes]:
    if argument != "-":
        return Path(argument)
    if sys.stdin is None:  # it was closed before Python started
        raise UnreadableFileError(EBADF, os.strerror(EBADF), "standard input")
    return sys.stdin.buffer


def _summarize_programme(programme: bp.Programme, language: bp.Language) -> str:
    title = to_plain_text(localize(programme.title, language))
    return f"{programme.id}  {title}: {summarize_counts(programme)}"


def _render_or_report_none(formatted_actions: Iterable[Inline]) -> tuple[str, int]:
    """Return a list of actions and the exit status, which is 1 if there are none."""
    items = tuple(map(ListItem, formatted_actions))
    if not items:
        return "", _report_error("no action found", 1)
    return render_text([BulletList(items)], _get_terminal_width()), 0


def _report_error(message: object, status: int) -> int:
    print(f"benelux-programme: {message}", file=sys.stderr)
    return status


def _get_terminal_width() -> int | None:
    """Return the columns of the terminal, or None if the output is a pipe or a file."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    return max(MIN_WIDTH, shutil.get_terminal_size().columns) if is_terminal else None


def _write_output(text: str) -> None:
    """Print a text, with characters replaced that the output cannot encode."""
    if not text:
        return
    if sys.stdout is None:  # it was closed before Python started
        raise UnwritableFileError(EBADF, os.strerror(EBADF), "standard output")
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        # Python would report it once more when it flushes on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # the reader stopped early, as `head` does
            raise UnwritableFileError(error.errno, error.strerror, "standard output") from None
