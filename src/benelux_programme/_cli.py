"""The command `benelux-programme`."""

import argparse
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout, suppress
from datetime import date
from errno import EAGAIN, EBADF
from inspect import signature
from io import RawIOBase, StringIO
from itertools import chain
from pathlib import Path
from string import Template
from typing import IO, Any, Final, NoReturn, TextIO, TypeAlias

from attrs import frozen

import benelux_programme as bp
from benelux_programme import export
from benelux_programme._data import read_bundled
from benelux_programme._model.constraints import a_programme_id, wrap_single_value_in_list
from benelux_programme._model.text import LANGUAGES
from benelux_programme._model.words import translate
from benelux_programme._programme.selection import PARTNER_KEYS
from benelux_programme.errors import escape_controls, format_for_message, truncate_middle
from benelux_programme.export._files import write_file_atomically
from benelux_programme.render._blocks import (
    Block,
    BulletList,
    Inline,
    ListItem,
    Paragraph,
    to_one_line_plain_text,
)
from benelux_programme.render._phrases import Phrasebook
from benelux_programme.render._programme import build_correction_blocks, format_action_line
from benelux_programme.render._text import MIN_WIDTH, render_text, wrap_inline

Output: TypeAlias = tuple[str | bytes, int]
"""Text for people or the content of a document, and the exit status."""

Command: TypeAlias = Callable[[argparse.Namespace], Output]

_Options: TypeAlias = dict[str, Any]
"""The options of an argument of a command."""

_PROGRAM = "benelux-programme"

_EXPORT_FORMATS = ("csv", "json", "datapackage", "skos", "stratml", "markdown")
_EXPORT_OPTIONS = ("language", "labels", "spreadsheet_safe", "delimiter", "part", "base")
_FILTERS = {
    "programme": "of this programme",
    "pillar": "of this pillar",
    "theme": "of this theme",
    "partner": "that name this partner",
    "actor": "in which this partner acts",
    "involves": "in which this partner acts, or that name it",
    "reference": "that name this treaty, law or document",
    "field": "of this policy field",
    "commitment": "with this commitment: firm, conditional or exploratory",
    "year": "with a timing in this year",
    "outcome": "with such an outcome: delivers, advances or context",
}
_SOURCE_ARGUMENTS = ("programme", "programmes", "file", "files", "old", "new", "earlier")


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


def _decode_nonempty_text(argument: str) -> str:
    """Return text that is not empty, decoded as UTF-8 where the locale could not decode it."""
    if not argument:
        raise argparse.ArgumentTypeError("'' is empty")
    try:
        return argument.encode(errors="surrogateescape").decode()
    except UnicodeError:
        message = f"{format_for_message(argument)} is not UTF-8 text"
        raise argparse.ArgumentTypeError(message) from None


def _build_pattern_parser(pattern: str, expected: str, convert: Callable[[str], Any]) -> Any:
    """Return a function that converts arguments that a pattern matches as a whole."""

    def parse(argument: str) -> Any:
        if re.fullmatch(pattern, argument) is None:
            raise argparse.ArgumentTypeError(f"{format_for_message(argument)} is not {expected}")
        return convert(argument)

    return parse


_parse_limit = _build_pattern_parser("0*[1-9][0-9]{0,17}", "a whole number from 1", int)
_parse_year = _build_pattern_parser("[1-9][0-9]{3}", "a year such as 2026", int)
_parse_id = _build_pattern_parser(str(a_programme_id.pattern), a_programme_id.expected, str)


def _require_nonempty_source(argument: str) -> str:
    """Return the name of a period or a path, unless it is empty."""
    if not argument:
        raise argparse.ArgumentTypeError("'' is neither a programme nor a path")
    return argument


def _parse_output_path(argument: str) -> Path | None:
    """Return a path, or None for standard output."""
    return None if argument == "-" else Path(_require_nonempty_source(argument))


def _build_options(
    help: str, type: Callable[[str], Any] = _require_nonempty_source, **others: Any
) -> _Options:
    return {"help": help, "type": type, **others}


def _choice(help: str, choices: Iterable[Any], default: str | None = None) -> _Options:
    return {"help": help, "choices": choices, "default": default}


def _flag(help: str) -> _Options:
    return {"help": help, "action": "store_true"}


_PROGRAMME = (
    "a period such as 2025-2028, a period and a revision such as 2025-2028@1, or the path of a "
    "programme of your own (./2025-2028 if it is named like a period; - for standard input)."
)
_PROGRAMMES = f"A programme is {_PROGRAMME} Commas join several; all is those of the library."
_LIST = (
    "List programmes, their parts, or actions selected by filters. Without arguments, list the "
    "programmes of the library; with programmes, their pillars and themes; with filters, the "
    "actions that match all of them. A filter with several values matches any of them. "
    f"{_PROGRAMMES}"
)
_SEARCH = f"Search for actions. {_PROGRAMMES}"
_ONE = f"The programme is {_PROGRAMME}"
_SHOW = f"Show a programme or a part of it. {_ONE}"
_VERIFY = f"Find the paragraphs of a programme in a copy of its publication. {_ONE}"
_DIFF = f"Show the changes between two revisions of one programme. Each is {_PROGRAMME}"
_COMPARE = f"Show which promises of one programme continue in another. Each is {_PROGRAMME}"
_EXPORT = f"Write programmes in the format of another tool, whole or not at all. {_PROGRAMMES}"
_CHECK = "Report what is wrong with programme files. Each may refer to those before it."
_NEW = "Write a first file of a programme of your own. It has examples, with comments."
_COMPLETION = "Write a script that completes commands. It needs benelux-programme[completion]."

_SOURCE = _build_options("such as 2025-2028")
_SOURCES = _build_options("such as 2025-2028, or all", metavar="programme")
_LOCALE = "locale"
"""The default of a language, which is not a choice."""
_LANGUAGE = _choice("default: that of the locale, or else en", LANGUAGES, _LOCALE)
_WITH = _build_options(
    "a programme of your own to which the others may refer; repeatable",
    action="append",
    default=[],
    dest="earlier",
    metavar="FILE",
)
_FORMAT = _choice("default: text", ("text", "json"), "text")
_RENDERED_FORMAT = _choice("default: text", ("text", "markdown", "html", "json"), "text")
_LIST_ARGUMENTS = {
    "programmes": _SOURCES | {"nargs": "*"},
    "--language": _LANGUAGE,
    "--format": _FORMAT,
    "--related": _flag(
        "with --partner, --actor or --involves: also groups to which it belongs, and its parts"
    ),
    **{
        f"--{name}": _build_options(f"only actions {meaning}", parse, action="append")
        for name, meaning in _FILTERS.items()
        for parse in (_parse_year if name == "year" else _decode_nonempty_text,)
    },
    "--with": _WITH,
}
_SEARCH_ARGUMENTS = {
    "programmes": _SOURCES,
    "word": _build_options(
        "'\"quoted words\"' must be next to each other", _decode_nonempty_text, nargs="+"
    ),
    "--limit": _build_options("maximum number of actions; default: 10", _parse_limit, default=10),
    "--language": _choice("of the words; default: all", LANGUAGES),
    "--answer": _choice(
        "of the actions; default: --language, or that of the locale, if any", LANGUAGES
    ),
    "--format": _FORMAT,
    "--with": _WITH,
}
_SHOW_ARGUMENTS = {
    "programme": _SOURCE,
    "id": _build_options(
        "of a part, also joined as 2025-2028/id; default: all", _decode_nonempty_text, nargs="?"
    ),
    "--language": _LANGUAGE,
    "--format": _RENDERED_FORMAT,
    "--with": _WITH,
}
_VERIFY_ARGUMENTS = {
    "programme": _SOURCE,
    "file": _build_options("the copy: text (of a PDF too), HTML or Markdown; - for standard input"),
    "--quotes": _flag("print the wording for each action"),
    "--language": _LANGUAGE,
    "--with": _WITH,
}
_COMPARE_ARGUMENTS = {
    "old": _build_options("the earlier one"),
    "new": _build_options("the later one"),
    "--language": _LANGUAGE,
    "--format": _RENDERED_FORMAT,
    "--with": _WITH,
}
_DIFF_ARGUMENTS = _COMPARE_ARGUMENTS | {
    "--exit-code": _flag("exit with 1 if there are changes"),
    "--fail-on": _choice("exit with 1 if there are changes at least as severe", [*bp.Severity]),
}
_EXPORT_ARGUMENTS = {
    "programmes": _SOURCES | {"nargs": "+"},
    "--format": _choice("of the tool", _EXPORT_FORMATS) | {"required": True},
    "--language": _choice("for csv (default: all), stratml, markdown (default: en)", LANGUAGES),
    "--out": _build_options(
        "a file, or folder of a datapackage; default: output (-)", _parse_output_path
    ),
    "--force": _flag("overwrite existing files"),
    "--labels": _flag("name the columns of csv for readers"),
    "--spreadsheet-safe": _flag(
        "write no csv cell that a spreadsheet would take for a formula or a day"
    ),
    "--delimiter": _choice("a comma (the default) or a semicolon, between csv cells", (",", ";"))
    | {"metavar": "DELIMITER"},
    "--part": _choice("of StratML; default: 1", (1, 2)) | {"type": int},
    "--base": _build_options("the base of the addresses in skos", _decode_nonempty_text),
    "--with": _WITH,
}
_NEW_ARGUMENTS = {
    "id": _build_options("of the programme, such as annual-plan", _parse_id),
    "--year": _build_options("that it covers; default: this one", _parse_year),
    "--out": _build_options("the file; default: the id and .yaml; - for standard output"),
    "--force": _flag("overwrite an existing file"),
}
_COMPLETION_ARGUMENTS = {"shell": _choice("of the script", ("bash", "fish", "tcsh", "zsh"))}
_CHECK_ARGUMENTS = {
    "files": _build_options(
        "YAML or JSON, or a folder; - for standard input", nargs="+", metavar="file"
    ),
    "--with": _WITH,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, by default with the arguments of the process; return its exit status."""
    try:
        output, status = run_command(arguments)
        _write_escaped_text_or_bytes(sys.stdout, output)
    except (bp.errors.BeneluxProgrammeError, CommandError, OSError) as error:
        message, status = _get_message_and_status(error)
        try:
            _write_escaped_text_or_bytes(sys.stderr, f"{message}\n")
        except OSError:
            return 2
    return status


def run_command(arguments: Sequence[str] | None) -> Output:
    help_text = StringIO()
    try:
        with redirect_stdout(help_text):
            parsed, unknown = _build_parser().parse_known_args(arguments)
    except SystemExit:  # after --help or --version
        return help_text.getvalue(), 0
    if unknown:
        parsed.fail(f"unrecognized arguments: {' '.join(unknown)}")
    sources = (getattr(parsed, name, None) or () for name in _SOURCE_ARGUMENTS)
    if _expand_all_and_comma_lists(chain(*map(wrap_single_value_in_list, sources))).count("-") > 1:
        parsed.fail("standard input can be read only once")
    if getattr(parsed, "language", None) == _LOCALE:
        parsed.language = _find_language_of_locale() or "en"
    parsed.earlier = _load_or_read_programmes(getattr(parsed, "earlier", ()))
    run: Command = parsed.run
    return run(parsed)


def _get_reader_language(arguments: argparse.Namespace) -> bp.Language:
    return getattr(arguments, "language", None) or _find_language_of_locale() or "en"


def _find_language_of_locale() -> bp.Language | None:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides
    locale = next(filter(None, map(os.environ.get, names)), "")
    language = locale[:2]
    return language if bp.is_language(language) and locale[2:3] in "_.@" else None


def _get_message_and_status(error: Exception) -> tuple[str, int]:
    match error:
        case CommandError():
            return error.message, error.status
        case bp.errors.InvalidDataError():
            message = str(error)  # a line for each problem
        case bp.errors.InvalidValueError():
            is_text = isinstance(error.value, str)
            value = format_for_message(error.value) if is_text else error.value
            message = f"{value} is not {error.expected}"
        case OSError():
            reason = str(error.strerror).replace("overwrite=True", "--force")
            message = escape_controls(f"{error.filename}: {reason}")
        case _:
            message = escape_controls(str(error))
    return f"{_PROGRAM}: {message}", 2


def _write_escaped_text_or_bytes(stream: TextIO | None, output: str | bytes) -> None:
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


def _build_parser(
    prepare: Callable[[argparse.Action], object] = lambda _: None,
) -> argparse.ArgumentParser:
    """Return the parser of all commands, each argument of which is prepared by a function."""
    parser = _ArgumentParser(
        prog=_PROGRAM,
        description="Read the joint work programmes of the Benelux Union.",
        epilog="exit status: 0 success, 1 nothing found, changes found or a check failed, 2 usage "
        "error, unknown name, or something cannot be read or written, 130 interrupted",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {bp.__version__}")
    commands = parser.add_subparsers(
        title="commands", required=True, metavar="command", dest="command"
    )
    for name, (run, description, arguments) in _COMMANDS.items():
        about = description[0].lower() + description[1:].partition(". ")[0]
        command = commands.add_parser(name, help=about, description=description)
        command.set_defaults(run=run, fail=command.error)
        for argument, options in arguments.items():
            prepare(command.add_argument(argument, **options))
    return parser


def _get_source(argument: str) -> Path | IO[bytes]:
    if argument != "-":
        return Path(argument)
    if sys.stdin is None:  # it was closed before Python started
        raise bp.errors.UnreadableFileError(EBADF, os.strerror(EBADF), "standard input")
    return sys.stdin.buffer


def _load_or_read_programme(
    period_revision_or_path: str, earlier: Iterable[bp.Programme]
) -> bp.Programme:
    """Return a programme of the library, or one of a file, which may refer to earlier ones."""
    period, sign, revision = period_revision_or_path.partition("@")
    if period not in bp.periods() and (
        period_revision_or_path == "-" or _is_path_rather_than_period(period_revision_or_path)
    ):
        return bp.read(_get_source(period_revision_or_path), programmes=earlier)
    if not sign:
        return bp.load(period)
    known = {str(number): number for number in bp.revisions(period)}
    if not revision:
        message = f"{period}@ names no revision; the latest one is {period}@{[*known][-1]}"
        raise CommandError(f"{_PROGRAM}: {message}", 2)
    if revision not in known:
        raise bp.errors.UnknownRevisionError(period, revision, bp.revisions(period))
    return bp.load(period, revision=known[revision])


def _load_or_read_programmes(
    names: Iterable[str], earlier: Iterable[bp.Programme] = ()
) -> list[bp.Programme]:
    """Return programmes, each of which may refer to those before it, and to earlier ones."""
    programmes: list[bp.Programme] = []
    for name in names:
        programmes.append(_load_or_read_programme(name, (*earlier, *programmes)))
    return programmes


def _load_or_read_each_once(
    sources: Iterable[str], earlier: Iterable[bp.Programme]
) -> list[bp.Programme]:
    """Return the programmes of arguments that may name several."""
    names = _expand_all_and_comma_lists(sources)
    return [*dict.fromkeys(_load_or_read_programmes(names, earlier))]


def _expand_all_and_comma_lists(sources: Iterable[str]) -> list[str]:
    """Return the programmes that arguments name: all, several joined by commas, or one each."""
    names: list[str] = []
    for source in sources:
        separate = [] if os.path.lexists(source) else [*filter(None, source.split(","))]
        for name in separate or [source]:
            names += bp.periods() if name == "all" else [name]
    return names


def _is_path_rather_than_period(argument: str) -> bool:
    """Whether an argument names a file or folder, present or not, rather than a period."""
    try:
        os.lstat(argument)
    except FileNotFoundError:
        return any(sign in "./\\" or "\ud800" <= sign <= "\udfff" for sign in argument)
    except (OSError, ValueError):
        return True  # reading it reports the reason
    return True


def _run_list_of_programmes_or_actions(arguments: argparse.Namespace) -> Output:
    programmes = _load_or_read_each_once(arguments.programmes or ["all"], arguments.earlier)
    filters = {name: vars(arguments)[name] for name in ("related", *_FILTERS)}
    filters = {name: value for name, value in filters.items() if value}
    language = arguments.language
    if arguments.related and not filters.keys() & PARTNER_KEYS:
        arguments.fail("--related is for --partner, --actor and --involves only")
    if filters:
        actions = _select_actions(programmes).where(**filters)
        return _render_results(arguments, actions, [(action, language) for action in actions])
    if arguments.format == "json":
        return _encode_json(programmes), 0
    if not arguments.programmes:
        width = _get_output_width_if_terminal()
        lines = [
            line
            for programme in programmes
            for line in wrap_inline((_summarize_programme(programme, language),), width)
        ]
        return "".join(f"{line}\n" for line in lines), 0
    blocks = chain(
        *(_build_summary_and_theme_outline_blocks(programme, language) for programme in programmes)
    )
    return render_text(blocks, _get_output_width_if_terminal()), 0


def _select_actions(programmes: Iterable[bp.Programme]) -> bp.Selection:
    return sum((programme.actions for programme in programmes), bp.Selection())


def _build_summary_and_theme_outline_blocks(
    programme: bp.Programme, language: bp.Language
) -> Iterator[Block]:
    words = Phrasebook(language)

    def format_title_and_id(node: bp.Pillar | bp.Theme) -> Inline:
        return (*words.format_title(node), f" ({node.id})")

    yield Paragraph((_summarize_programme(programme, language),))
    yield BulletList(
        tuple(
            ListItem(format_title_and_id(pillar), tuple(map(format_title_and_id, pillar.themes)))
            for pillar in programme.pillars
        )
    )


def _run_search(arguments: argparse.Namespace) -> Output:
    programmes = _load_or_read_each_once([arguments.programmes], arguments.earlier)
    hits = _select_actions(programmes).search(
        " ".join(arguments.word), language=arguments.language, limit=arguments.limit
    )
    answer = arguments.answer or arguments.language or _find_language_of_locale()
    return _render_results(arguments, hits, [(hit.action, answer or hit.language) for hit in hits])


def _find_part_or_record(programme: bp.Programme, key: str) -> Any:
    """Return what has an id, a number, a title or a name."""
    try:
        return programme[key]
    except bp.errors.UnknownIdError:
        for kind in ("pillar", "theme", "partner", "reference", "field"):
            with suppress(bp.errors.UnknownIdError):
                return getattr(programme, kind)(key)
        raise


def _run_show(arguments: argparse.Namespace) -> Output:
    source, id = arguments.programme, arguments.id
    period, slash, node_id = source.partition("/")
    if slash and id is None and period.partition("@")[0] in bp.periods():
        source, id = period, node_id
    programme = _load_or_read_programme(source, arguments.earlier)
    value = programme if id is None else _find_part_or_record(programme, id)
    if arguments.format == "json":
        return bp.to_json(value).encode(), 0
    return _render(value, arguments, programme=programme), 0


def _run_verify(arguments: argparse.Namespace) -> Output:
    programme = _load_or_read_programme(arguments.programme, arguments.earlier)
    verification = bp.verify(programme, _get_source(arguments.file))
    output = bp.render.text(verification, arguments.language, width=None)
    if not verification.found and not verification.altered:
        first_line = output.partition("\n")[0]
        question = Phrasebook(arguments.language).translate("programme.no_copy", found=first_line)
        return f"{question}\n", 1
    if arguments.quotes:
        for wording in verification.wordings:
            place = wording.citation.label.best(arguments.language)
            output += f"\n{wording.action} ({place})\n{wording.text}\n"
    return output, 0 if verification.complete else 1


def _run_diff_or_compare(arguments: argparse.Namespace) -> Output:
    programmes = _load_or_read_programmes((arguments.old, arguments.new), arguments.earlier)
    report: bp.Diff | bp.Comparison = getattr(bp, arguments.command)(*programmes)
    status = 1 if isinstance(report, bp.Diff) and _has_failing_changes(report, arguments) else 0
    if arguments.format == "json":
        return bp.render.json(report).encode(), status
    options = {"programme": programmes[1]} if isinstance(report, bp.Diff) else {}
    return _render(report, arguments, **options), status


def _has_failing_changes(diff: bp.Diff, arguments: argparse.Namespace) -> bool:
    """Whether there are changes that --exit-code or --fail-on asks for."""
    if arguments.fail_on is None:
        return bool(arguments.exit_code and diff.changes)
    return any(bp.severity(change) >= arguments.fail_on for change in diff)


def _render(value: Any, arguments: argparse.Namespace, **options: Any) -> str | bytes:
    if arguments.format == "text":
        width = _get_output_width_if_terminal()
        return bp.render.text(value, arguments.language, width=width, **options)
    if arguments.format == "html":
        options["page"] = True
    text: str = getattr(bp.render, arguments.format)(value, arguments.language, **options)
    return text.encode()


def _run_export(arguments: argparse.Namespace) -> Output:
    """Write the file or folder asked for; return what to print and the exit status."""
    format: str = arguments.format
    options = {name: getattr(arguments, name) for name in _EXPORT_OPTIONS}
    options = {name: value for name, value in options.items() if value not in (None, False)}
    functions = {each: getattr(export, each) for each in _EXPORT_FORMATS}
    for name in options:
        formats = [each for each, run in functions.items() if name in signature(run).parameters]
        if format not in formats:
            arguments.fail(f"--{name.replace('_', '-')} is for {', '.join(formats)} only")
    if format == "datapackage" and not arguments.out:
        arguments.fail("a datapackage is a folder; name it with --out")
    programmes = _load_or_read_each_once(arguments.programmes, arguments.earlier)
    several = {"csv": _select_actions(programmes), "datapackage": programmes, "skos": programmes}
    if len(programmes) > 1 and format not in several:
        arguments.fail(f"{format} contains one programme; name one")
    ids = [programme.id for programme in programmes]
    if format in ("datapackage", "skos") and len(set(ids)) < len(ids):
        arguments.fail(f"{format} contains programmes with different ids, not {', '.join(ids)}")
    if format == "datapackage":
        export.datapackage(programmes, arguments.out, overwrite=arguments.force)
        return b"", 0
    text: str = getattr(export, format)(several.get(format, programmes[0]), **options)
    if arguments.out is None:
        return text.encode(), 0
    write_file_atomically(arguments.out, text.encode(), overwrite=arguments.force)
    return b"", 0


def _run_check(arguments: argparse.Namespace) -> Output:
    programmes: list[bp.Programme] = []
    lines: list[str] = []
    unreadable: list[Exception] = []
    for file in arguments.files:
        try:
            known = (*arguments.earlier, *programmes)
            programme = bp.read(_get_source(file), programmes=known)
        except bp.errors.InvalidDataError as error:
            if error.problems[0].code == "not-a-file":
                unreadable.append(error)
            else:
                lines += map(str, error.problems)
        except OSError as error:
            unreadable.append(error)
        else:
            programmes.append(programme)
            language = _get_reader_language(arguments)
            summary = _summarize_programme(programme, language)
            lines.append(translate("command.valid", language, programme=summary))
    output = "".join(f"{line}\n" for line in lines)
    if unreadable:
        _write_escaped_text_or_bytes(sys.stdout, output)
        raise CommandError("\n".join(_get_message_and_status(error)[0] for error in unreadable), 2)
    return output, 0 if len(programmes) == len(arguments.files) else 1


def _run_new(arguments: argparse.Namespace) -> Output:
    year = arguments.year or date.today().year  # noqa: DTZ011
    template = Template(read_bundled("first.txt").decode())
    text = template.substitute(id=arguments.id, period=bp.periods()[-1], year=year)
    path = _parse_output_path(arguments.out or f"{arguments.id}.yaml")
    if path is None:
        return text.encode(), 0
    write_file_atomically(path, text.encode(), overwrite=arguments.force)
    language, command = _get_reader_language(arguments), f"{_PROGRAM} check {path}"
    return f"{translate('command.written', language, file=path, command=command)}\n", 0


def _run_completion(arguments: argparse.Namespace) -> Output:
    try:
        import shtab  # noqa: PLC0415  # an extra
    except ImportError:
        raise bp.errors.MissingExtraError("completion", "shtab") from None
    actions = bp.actions()

    def add_completions(argument: argparse.Action) -> None:
        if argument.dest in ("file", "files", "out", "earlier"):
            vars(argument)["complete"] = shtab.FILE
        elif argument.dest in _SOURCE_ARGUMENTS and not argument.option_strings:
            argument.choices = [*bp.periods(), *(["all"] if argument.dest == "programmes" else [])]
        elif argument.dest == "id" and argument.nargs:  # not that of a new programme
            argument.choices = sorted({id for programme in actions.programmes for id in programme})
        elif argument.dest in _FILTERS.keys() - {"year"}:
            key: Any = argument.dest
            argument.choices = sorted(filter(None, actions.count_by(key)))

    return shtab.complete(_build_parser(add_completions), arguments.shell).encode(), 0


def _summarize_programme(programme: bp.Programme, language: bp.Language) -> str:
    words = Phrasebook(language)
    title = (f"{programme.id}  ", *words.localize(programme.title))
    return to_one_line_plain_text(words.build_fact(title, words.format_part_counts(programme)))


def _render_results(
    arguments: argparse.Namespace,
    found: Sequence[bp.Action | bp.Hit],
    actions_with_languages: Iterable[tuple[bp.Action, bp.Language]],
) -> Output:
    """Return what was found as JSON, or as a list of the actions, each in a language."""
    if arguments.format == "json":
        return _encode_json(found), 0 if found else 1
    if not found:
        language = _get_reader_language(arguments)
        raise CommandError(f"{_PROGRAM}: {translate('command.no_action', language)}", 1)
    items = tuple(
        ListItem(format_action_line(action, Phrasebook(language)))
        for action, language in actions_with_languages
    )
    hits = [each for each in found if isinstance(each, bp.Hit)]
    corrections = build_correction_blocks(hits, Phrasebook(_get_reader_language(arguments)))
    return render_text([*corrections, BulletList(items)], _get_output_width_if_terminal()), 0


def _encode_json(values: Iterable[bp.Programme | bp.Action | bp.Hit]) -> bytes:
    return f"{json.dumps([*map(bp.to_dict, values)], ensure_ascii=False, indent=1)}\n".encode()


def _get_output_width_if_terminal() -> int | None:
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    return max(MIN_WIDTH, shutil.get_terminal_size().columns) if is_terminal else None


_COMMANDS: Final[Mapping[str, tuple[Command, str, Mapping[str, _Options]]]] = {
    "list": (_run_list_of_programmes_or_actions, _LIST, _LIST_ARGUMENTS),
    "search": (_run_search, _SEARCH, _SEARCH_ARGUMENTS),
    "show": (_run_show, _SHOW, _SHOW_ARGUMENTS),
    "verify": (_run_verify, _VERIFY, _VERIFY_ARGUMENTS),
    "diff": (_run_diff_or_compare, _DIFF, _DIFF_ARGUMENTS),
    "compare": (_run_diff_or_compare, _COMPARE, _COMPARE_ARGUMENTS),
    "export": (_run_export, _EXPORT, _EXPORT_ARGUMENTS),
    "new": (_run_new, _NEW, _NEW_ARGUMENTS),
    "check": (_run_check, _CHECK, _CHECK_ARGUMENTS),
    "completion": (_run_completion, _COMPLETION, _COMPLETION_ARGUMENTS),
}
"""The function, the description and the arguments of each command."""
