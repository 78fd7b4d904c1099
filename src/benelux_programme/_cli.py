"""The command `benelux-programme`."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from errno import EAGAIN, EBADF
from io import RawIOBase, StringIO
from pathlib import Path
from typing import IO, NoReturn, TextIO, TypeAlias

from attrs import frozen

import benelux_programme as bp
from benelux_programme import export
from benelux_programme._model.text import LANGUAGES
from benelux_programme._programme.programme import summarize_counts
from benelux_programme.errors import escape_controls, format_for_message, truncate_middle
from benelux_programme.export._files import write_file_atomically
from benelux_programme.render._blocks import (
    BulletList,
    Inline,
    ListItem,
    localize,
    to_one_line_plain_text,
)
from benelux_programme.render._programme import (
    build_value_blocks,
    format_action_commitment_and_citations,
)
from benelux_programme.render._text import MIN_WIDTH, render_text

Command: TypeAlias = Callable[[argparse.Namespace], tuple[str | bytes, int]]
"""A function that returns text for people or the content of a document, and the exit status."""

_PROGRAM = "benelux-programme"

_REPORT_FORMATS = ("text", "markdown", "html", "json")
_EXPORT_FORMATS = ("csv", "json", "datapackage", "skos", "stratml", "markdown")
_FORMATS_FOR_SEVERAL = {"csv", "datapackage", "skos"}
_FORMATS_OF_OPTIONS = {
    "language": ("csv", "stratml", "markdown"),
    "spreadsheet_safe": ("csv",),
    "part": ("stratml",),
    "base": ("skos",),
}
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


@frozen
class CommandError(Exception):
    """A message for standard error, and the exit status."""

    message: str
    status: int


class _ArgumentParser(argparse.ArgumentParser):
    """A parser that raises a `CommandError` instead of writing to standard error."""

    def error(self, message: str) -> NoReturn:
        message = truncate_middle(escape_controls(message), 1_000)
        raise CommandError(f"{self.format_usage()}{self.prog}: error: {message}", 2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, by default with the arguments of the process; return its exit status."""
    try:
        output, status = run_command(arguments)
        _write_safe_text_or_document(sys.stdout, output)
    except (bp.errors.BeneluxProgrammeError, CommandError, OSError) as error:
        message, status = _describe_error(error)
        try:
            _write_safe_text_or_document(sys.stderr, f"{message}\n")
        except OSError:
            return 2
    return status


def run_command(arguments: Sequence[str] | None) -> tuple[str | bytes, int]:
    help_text = StringIO()
    try:
        with redirect_stdout(help_text):
            parsed = _build_parser().parse_args(arguments)
    except SystemExit:  # after --help or --version
        return help_text.getvalue(), 0
    sources = [getattr(parsed, name, None) for name in ("programme", "file", "old", "new")]
    if [*sources, *getattr(parsed, "programmes", ())].count("-") > 1:
        parsed.fail("standard input can be read only once")
    run: Command = parsed.run
    return run(parsed)


def _describe_error(error: Exception) -> tuple[str, int]:
    """Return the message for an error, and the exit status."""
    match error:
        case CommandError():
            return error.message, error.status
        case bp.errors.InvalidDataError():
            message = str(error)  # a line for each problem
        case bp.errors.InvalidValueError():
            message = f"{format_for_message(error.value)} is not {error.expected}"
        case OSError():
            message = escape_controls(f"{error.filename}: {error.strerror}")
        case _:
            message = escape_controls(str(error))
    return f"{_PROGRAM}: {message}", 1 if isinstance(error, LookupError) else 2


def _write_safe_text_or_document(stream: TextIO | None, output: str | bytes) -> None:
    """Write text for people, made safe for terminals, or the content of a document exactly."""
    if not output:
        return
    if stream is None:
        raise OSError(EBADF, os.strerror(EBADF), "standard output")
    buffer: RawIOBase | None = getattr(stream, "buffer", None)
    if isinstance(output, str):
        text = os.linesep.join(map(escape_controls, output.split("\n")))
        output = text.encode(stream.encoding if buffer else "utf-8", "backslashreplace")
    try:
        stream.flush()
        if buffer is None:  # as of `io.StringIO`
            stream.write(output.decode())
        else:
            _write_all(buffer, output)
        stream.flush()
    except (KeyboardInterrupt, OSError) as error:
        # On exit, Python would write the rest, and report an error once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            return  # the reader stopped early, as `head` does
        if isinstance(error, OSError):
            error.filename = "standard output"
        raise


def _write_all(stream: RawIOBase, content: bytes) -> None:
    """Write in as many steps as it takes: an unbuffered stream may take a part at a time."""
    rest = memoryview(content)
    while rest:
        count = stream.write(rest)
        if count is None:  # it does not block, and is full
            raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))
        rest = rest[count:]


def _build_parser() -> argparse.ArgumentParser:
    parser = _ArgumentParser(
        prog=_PROGRAM,
        description="Read the joint work programmes of the Benelux Union.",
        epilog="exit status: 0 success, 1 nothing found or a check failed, 2 usage error, or "
        "something cannot be read or written, 130 interrupted",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {bp.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="command")
    language = _ArgumentParser(add_help=False)
    language.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    programme = _ArgumentParser(add_help=False)
    programme.add_argument("programme", type=_parse_source, help="such as 2025-2028")

    def add_command(
        name: str,
        run: Command,
        about: str,
        description: str | None = None,
        *parents: _ArgumentParser,
    ) -> _ArgumentParser:
        command = commands.add_parser(name, parents=parents, help=about, description=description)
        command.set_defaults(run=run, fail=command.error)
        return command

    about = "list the programmes, or actions selected by filters"
    command = add_command("list", _list_programmes_or_filtered_actions, about, _LIST, language)
    for name, meaning in _FILTERS.items():
        about = f"only actions {meaning}"
        command.add_argument(f"--{name}", action="append", type=_parse_text, help=about)

    about = "search for actions"
    command = add_command("search", _search_actions, about, _ONE_PROGRAMME, programme)
    about = 'words; "quoted words" must be next to each other'
    command.add_argument("query", type=_parse_text, help=about)
    about = "maximum number of actions; default: 10"
    command.add_argument("--limit", type=_parse_positive_int, default=10, help=about)
    command.add_argument("--language", choices=LANGUAGES, help="of the words; default: all")
    about = "of the actions found; default: the one in which each matches best"
    command.add_argument("--answer", choices=LANGUAGES, help=about)

    about = "show a programme, or a part of it"
    parents = (language, programme)
    command = add_command("show", _show_programme_or_part, about, _ONE_PROGRAMME, *parents)
    about = "of a pillar, theme or action; default: all"
    command.add_argument("id", nargs="?", type=_parse_text, help=about)

    about = "find the paragraphs of a programme in a copy of its publication"
    command = add_command("verify", _verify_copy_of_publication, about, _ONE_PROGRAMME, programme)
    about = "the copy as UTF-8 text, HTML or Markdown (convert a PDF to text first)"
    command.add_argument("file", type=_parse_source, help=f"{about}; - for standard input")
    command.add_argument("--quotes", action="store_true", help="print the wording for each action")

    for name, function, about in (
        ("diff", bp.diff, "show the changes between two revisions of one programme"),
        ("compare", bp.compare, "show which promises of one programme continue in another"),
    ):
        description = f"Each of the two is {_PROGRAMME}"
        command = add_command(name, _render_diff_or_comparison, about, description, language)
        command.add_argument("old", type=_parse_source, help="the earlier one")
        command.add_argument("new", type=_parse_source, help="the later one")
        command.add_argument(
            "--format", choices=_REPORT_FORMATS, default="text", help="default: text"
        )
        command.set_defaults(function=function)

    about = "write programmes in the format of another tool"
    description = "Write programmes in the format of another tool, whole or not at all."
    command = add_command("export", _export_programmes, about, description)
    command.epilog = f"Each programme is {_PROGRAMME}"
    _add_export_arguments(command)

    about = "report what is wrong with a programme file"
    command = add_command("check", _check_programme_file, about)
    about = "a YAML or JSON file, or a folder with programme.yaml and one file a pillar"
    command.add_argument("file", type=_parse_source, help=f"{about}; - for standard input")
    return parser


def _add_export_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "programmes", nargs="+", metavar="programme", type=_parse_source, help="such as 2025-2028"
    )
    command.add_argument("--format", choices=_EXPORT_FORMATS, required=True)
    about = "for csv, stratml and markdown; default: all for csv, en for the others"
    command.add_argument("--language", choices=LANGUAGES, help=about)
    about = "the file, or the folder of a datapackage; default: standard output, also called -"
    command.add_argument("--out", type=_parse_output_path, help=about)
    command.add_argument("--force", action="store_true", help="overwrite existing files")
    about = "write no csv cell that a spreadsheet would take for a formula"
    command.add_argument("--spreadsheet-safe", action="store_true", help=about)
    command.add_argument("--part", type=int, choices=(1, 2), help="of StratML; default: 1")
    command.add_argument("--base", type=_parse_text, help="the base of the addresses in skos")


def _parse_text(argument: str) -> str:
    """Return text that is not empty, decoded as UTF-8 where the locale could not decode it."""
    if not argument:
        raise argparse.ArgumentTypeError("'' is empty")
    try:
        return argument.encode(errors="surrogateescape").decode()
    except UnicodeError:
        message = f"{format_for_message(argument)} is not UTF-8 text"
        raise argparse.ArgumentTypeError(message) from None


def _parse_positive_int(argument: str) -> int:
    max_digits = 18
    if argument.isdecimal() and len(argument) <= max_digits and int(argument):
        return int(argument)
    expected = "a whole number from 1"
    raise argparse.ArgumentTypeError(f"{format_for_message(argument)} is not {expected}")


def _parse_source(argument: str) -> str:
    """Return the name of a period or a path, unless it is empty."""
    if not argument:
        raise argparse.ArgumentTypeError("'' is neither a programme nor a path")
    return argument


def _parse_output_path(argument: str) -> Path | None:
    """Return a path, or None for standard output."""
    return None if argument == "-" else Path(_parse_source(argument))


def _get_path_or_open_stdin(argument: str) -> Path | IO[bytes]:
    if argument != "-":
        return Path(argument)
    if sys.stdin is None:  # it was closed before Python started
        raise bp.errors.UnreadableFileError(EBADF, os.strerror(EBADF), "standard input")
    return sys.stdin.buffer


def _load_or_read_programme(period_revision_or_path: str) -> bp.Programme:
    """Return the programme of a period, of a period and a revision, or of a file."""
    period, sign, revision = period_revision_or_path.partition("@")
    if period not in bp.periods() and (
        period_revision_or_path == "-" or _is_path(period_revision_or_path)
    ):
        return bp.read(_get_path_or_open_stdin(period_revision_or_path))
    if not sign:
        return bp.load(period)
    known = {str(number): number for number in bp.revisions(period)}
    if revision not in known:
        raise bp.errors.UnknownRevisionError(period, revision, bp.revisions(period))
    return bp.load(period, revision=known[revision])


def _is_path(argument: str) -> bool:
    """Whether an argument names a file or folder, present or not, rather than a period."""
    try:
        os.lstat(argument)
    except FileNotFoundError:
        return any(sign in "./\\" or "\ud800" <= sign <= "\udfff" for sign in argument)
    except (OSError, ValueError):
        return True  # reading it reports the reason
    return True


def _list_programmes_or_filtered_actions(arguments: argparse.Namespace) -> tuple[str, int]:
    programmes = [bp.load(period) for period in bp.periods()]
    filters = {name: getattr(arguments, name) for name in _FILTERS if getattr(arguments, name)}
    if not filters:
        lines = [_summarize_programme(programme, arguments.language) for programme in programmes]
        return "".join(f"{line}\n" for line in lines), 0
    actions = sum((programme.actions for programme in programmes), bp.Selection())
    return _render_actions_or_fail(
        format_action_commitment_and_citations(action, arguments.language)
        for action in actions.where(**filters)
    )


def _search_actions(arguments: argparse.Namespace) -> tuple[str, int]:
    hits = _load_or_read_programme(arguments.programme).search(
        arguments.query, language=arguments.language, limit=arguments.limit
    )
    return _render_actions_or_fail(
        format_action_commitment_and_citations(hit.action, arguments.answer or hit.language)
        for hit in hits
    )


def _show_programme_or_part(arguments: argparse.Namespace) -> tuple[str, int]:
    programme = _load_or_read_programme(arguments.programme)
    value = programme if arguments.id is None else programme[arguments.id]
    blocks = build_value_blocks(value, arguments.language, programme)
    return render_text(blocks, _get_output_width_if_terminal()), 0


def _verify_copy_of_publication(arguments: argparse.Namespace) -> tuple[str, int]:
    programme = _load_or_read_programme(arguments.programme)
    verification = bp.verify(programme, _get_path_or_open_stdin(arguments.file))
    output = bp.render.text(verification, width=None)
    if not verification.found and not verification.altered:
        first_line = output.partition("\n")[0]
        return f"{first_line}; is it a copy of this publication?\n", 1
    if arguments.quotes:
        for wording in verification.wordings:
            output += f"\n{wording.action} ({wording.citation})\n{wording.text}\n"
    return output, 0 if verification.complete else 1


def _render_diff_or_comparison(arguments: argparse.Namespace) -> tuple[str | bytes, int]:
    report = arguments.function(*map(_load_or_read_programme, (arguments.old, arguments.new)))
    if arguments.format == "markdown":
        return bp.render.markdown(report, arguments.language).encode(), 0
    if arguments.format == "html":
        return bp.render.html(report, arguments.language, page=True).encode(), 0
    if arguments.format == "json":
        return bp.render.json(report).encode(), 0
    return bp.render.text(report, arguments.language, width=_get_output_width_if_terminal()), 0


def _export_programmes(arguments: argparse.Namespace) -> tuple[bytes, int]:
    """Write the file or folder asked for; return what to print and the exit status."""
    format: str = arguments.format
    options = {name: getattr(arguments, name) for name in _FORMATS_OF_OPTIONS}
    options = {name: value for name, value in options.items() if value not in (None, False)}
    for name in options:
        if format not in _FORMATS_OF_OPTIONS[name]:
            option, formats = name.replace("_", "-"), ", ".join(_FORMATS_OF_OPTIONS[name])
            arguments.fail(f"--{option} is for {formats} only")
    if len(arguments.programmes) > 1 and format not in _FORMATS_FOR_SEVERAL:
        arguments.fail(f"{format} contains one programme; name one")
    if format == "datapackage" and not arguments.out:
        arguments.fail("a datapackage is a folder; name it with --out")
    programmes = [*dict.fromkeys(map(_load_or_read_programme, arguments.programmes))]
    if format == "datapackage":
        export.datapackage(programmes, arguments.out, overwrite=arguments.force)
        return b"", 0
    sources = {
        "csv": sum((programme.actions for programme in programmes), bp.Selection()),
        "skos": programmes,
    }
    text: str = getattr(export, format)(sources.get(format, programmes[0]), **options)
    if arguments.out is None:
        return text.encode(), 0
    write_file_atomically(arguments.out, text.encode(), overwrite=arguments.force)
    return b"", 0


def _check_programme_file(arguments: argparse.Namespace) -> tuple[str, int]:
    try:
        programme = bp.read(_get_path_or_open_stdin(arguments.file))
    except bp.errors.InvalidDataError as error:
        if error.problems[0].code == "not-a-file":
            raise
        return "".join(f"{problem}\n" for problem in error.problems), 1
    return f"valid: {_summarize_programme(programme, 'en')}\n", 0


def _summarize_programme(programme: bp.Programme, language: bp.Language) -> str:
    title = to_one_line_plain_text(localize(programme.title, language))
    return f"{programme.id}  {title}: {summarize_counts(programme)}"


def _render_actions_or_fail(formatted_actions: Iterable[Inline]) -> tuple[str, int]:
    items = tuple(map(ListItem, formatted_actions))
    if not items:
        raise CommandError(f"{_PROGRAM}: no action found", 1)
    return render_text([BulletList(items)], _get_output_width_if_terminal()), 0


def _get_output_width_if_terminal() -> int | None:
    """Return the columns of the terminal, or None if the output is a pipe or a file."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    return max(MIN_WIDTH, shutil.get_terminal_size().columns) if is_terminal else None
