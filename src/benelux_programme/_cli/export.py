"""The command `benelux-programme export`."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benelux_programme import export
from benelux_programme._model.text import LANGUAGES
from benelux_programme._programme.selection import Selection
from benelux_programme._store import load

if TYPE_CHECKING:
    from benelux_programme._programme.programme import Programme

_FORMATS = ("csv", "json", "datapackage", "skos", "stratml", "markdown")
_OF_SEVERAL = {"csv", "datapackage", "skos"}
"""The formats that hold several programmes."""
_ONLY_FOR = {
    "language": ("csv", "stratml", "markdown"),
    "spreadsheet-safe": ("csv",),
    "part": ("stratml",),
    "base": ("skos",),
}
"""The formats for which there are such options."""


def add_export(parser: argparse.ArgumentParser, find: "Callable[[str], Programme]" = load) -> None:
    """Make a parser that of the command.

    Args:
        parser: The parser.
        find: What gives a programme by what was typed.
    """
    parser.description = "Write programmes in the format of another tool, whole or not at all."
    parser.add_argument("programmes", nargs="+", metavar="programme", help="such as 2025-2028")
    parser.add_argument("--format", choices=_FORMATS, required=True)
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        help="for csv, stratml and markdown; default: all for csv, en for the others",
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="the file, or the folder of a datapackage; default: standard output",
    )
    parser.add_argument("--force", action="store_true", help="overwrite what already exists")
    parser.add_argument(
        "--spreadsheet-safe", action="store_true", help="guard a csv against formulas"
    )
    parser.add_argument("--part", type=int, choices=(1, 2), help="of StratML; default: 1")
    parser.add_argument("--base", help="the beginning of the addresses in skos")
    parser.set_defaults(command=_export, complain=parser.error, find=find)


def _export(arguments: argparse.Namespace) -> tuple[str, int]:
    """Write what is asked for; returns what to print, and the exit status."""
    if len(arguments.programmes) > 1 and arguments.format not in _OF_SEVERAL:
        arguments.complain(f"{arguments.format} holds one programme; name one")
    for option, formats in _ONLY_FOR.items():
        asked = getattr(arguments, option.replace("-", "_")) not in (None, False)
        if asked and arguments.format not in formats:
            arguments.complain(f"leave --{option} out; it is for {_listed(formats)} only")
    if arguments.format == "datapackage" and not arguments.out:
        arguments.complain("a datapackage is a folder; name it with --out")
    programmes = [*dict.fromkeys(arguments.find(name) for name in arguments.programmes)]
    if arguments.format == "datapackage":
        export.datapackage(programmes, arguments.out, overwrite=arguments.force)
        return "", 0
    text = _text(arguments, programmes)
    if arguments.out is None:
        return text, 0
    from benelux_programme.export._files import write_file  # noqa: PLC0415  # most commands write nothing

    write_file(arguments.out, text.encode(), overwrite=arguments.force)
    return "", 0


def _listed(names: Sequence[str]) -> str:
    """The names as a sentence has them."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _text(arguments: argparse.Namespace, programmes: "Sequence[Programme]") -> str:
    first, language = programmes[0], arguments.language
    match arguments.format:
        case "csv":
            everything = sum((one.actions for one in programmes), Selection())
            return export.csv(everything, language, spreadsheet_safe=arguments.spreadsheet_safe)
        case "json":
            return export.json(first)
        case "skos":
            base = {} if arguments.base is None else {"base": arguments.base}
            return export.skos(programmes, **base)
        case "stratml":
            return export.stratml(first, language or "en", part=arguments.part or 1)
        case _:
            return export.markdown(first, language or "en")
