"""The command `benelux-programme export`."""

import argparse
from collections.abc import Sequence

from benelux_programme import export
from benelux_programme._model.text import LANGUAGES
from benelux_programme._programme.programme import Programme
from benelux_programme._programme.selection import Selection

from .arguments import load_or_read_programme, parse_output_path, parse_source, parse_text

_FORMATS = ("csv", "json", "datapackage", "skos", "stratml", "markdown")
_FORMATS_FOR_SEVERAL = {"csv", "datapackage", "skos"}
_FORMATS_OF_OPTIONS = {
    "language": ("csv", "stratml", "markdown"),
    "spreadsheet-safe": ("csv",),
    "part": ("stratml",),
    "base": ("skos",),
}


def configure_export_parser(parser: argparse.ArgumentParser) -> None:
    parser.description = "Write programmes in the format of another tool, whole or not at all."
    parser.add_argument(
        "programmes", nargs="+", metavar="programme", type=parse_source, help="such as 2025-2028"
    )
    parser.add_argument("--format", choices=_FORMATS, required=True)
    about = "for csv, stratml and markdown; default: all for csv, en for the others"
    parser.add_argument("--language", choices=LANGUAGES, help=about)
    about = "the file, or the folder of a datapackage; default: standard output, also called -"
    parser.add_argument("--out", type=parse_output_path, help=about)
    parser.add_argument("--force", action="store_true", help="overwrite existing files")
    about = "write no csv cell that a spreadsheet would take for a formula"
    parser.add_argument("--spreadsheet-safe", action="store_true", help=about)
    parser.add_argument("--part", type=int, choices=(1, 2), help="of StratML; default: 1")
    parser.add_argument("--base", type=parse_text, help="the base of the addresses in skos")


def export_programmes(arguments: argparse.Namespace) -> tuple[bytes, int]:
    """Write the file or folder asked for; return what to print and the exit status."""
    _reject_arguments_unfit_for_format(arguments)
    programmes = [*dict.fromkeys(map(load_or_read_programme, arguments.programmes))]
    if arguments.format == "datapackage":
        export.datapackage(programmes, arguments.out, overwrite=arguments.force)
        return b"", 0
    content = _export_to_text(arguments, programmes).encode()
    if arguments.out is None:
        return content, 0
    from benelux_programme.export._files import write_file_atomically  # noqa: PLC0415  # most commands write nothing

    write_file_atomically(arguments.out, content, overwrite=arguments.force)
    return b"", 0


def _reject_arguments_unfit_for_format(arguments: argparse.Namespace) -> None:
    if len(arguments.programmes) > 1 and arguments.format not in _FORMATS_FOR_SEVERAL:
        arguments.fail(f"{arguments.format} contains one programme; name one")
    for option, formats in _FORMATS_OF_OPTIONS.items():
        is_given = getattr(arguments, option.replace("-", "_")) not in (None, False)
        if is_given and arguments.format not in formats:
            arguments.fail(f"--{option} is for {', '.join(formats)} only")
    if arguments.format == "datapackage" and arguments.out is None:
        arguments.fail("a datapackage is a folder; name it with --out")


def _export_to_text(arguments: argparse.Namespace, programmes: Sequence[Programme]) -> str:
    first, language = programmes[0], arguments.language
    match arguments.format:
        case "csv":
            actions = sum((programme.actions for programme in programmes), Selection())
            return export.csv(actions, language, spreadsheet_safe=arguments.spreadsheet_safe)
        case "json":
            return export.json(first)
        case "skos":
            base = {} if arguments.base is None else {"base": arguments.base}
            return export.skos(programmes, **base)
        case "stratml":
            return export.stratml(first, language or "en", part=arguments.part or 1)
        case _:
            return export.markdown(first, language or "en")
