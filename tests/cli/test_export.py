"""The command `benelux-programme export`."""

import argparse
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._cli.export import add_export
from examples import EARLIER, MINIMAL, PROGRAMME
from support import compare_golden

OLD, NEW = attrs.evolve(MINIMAL, own_actions=(EARLIER,)), PROGRAMME
FIND = {one.id: one for one in (OLD, NEW)}.__getitem__


def run(*arguments: str, find: Callable[[str], bp.Programme] = FIND) -> str:
    """Return what the command prints for the examples."""
    parser = argparse.ArgumentParser()
    add_export(parser, find)
    parsed = parser.parse_args(arguments)
    text, status = parsed.command(parsed)
    assert status == 0
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["2025-2028", "--format", "csv"], bp.export.csv(NEW)),
        (["2025-2028", "--format", "csv", "--language", "nl"], bp.export.csv(NEW, "nl")),
        (
            ["2021-2024", "2025-2028", "--format", "csv", "--spreadsheet-safe"],
            bp.export.csv(OLD.actions + NEW.actions, spreadsheet_safe=True),
        ),
        (["2025-2028", "--format", "json"], bp.export.json(NEW)),
        (["2021-2024", "--format", "stratml"], bp.export.stratml(OLD, "en")),
        (
            ["2021-2024", "--format", "stratml", "--part", "2", "--language", "de"],
            bp.export.stratml(OLD, "de", part=2),
        ),
        (["2025-2028", "--format", "markdown"], bp.export.markdown(NEW, "en")),
        (["2025-2028", "--format", "markdown", "--language", "fr"], bp.export.markdown(NEW, "fr")),
        (["2021-2024", "--format", "skos"], bp.export.skos(OLD)),
        (
            ["2021-2024", "--format", "skos", "--base", "https://example.org/"],
            bp.export.skos(OLD, base="https://example.org/"),
        ),
    ],
)
def test_it_prints_or_writes_what_the_function_returns(
    arguments: list[str], expected: str, tmp_path: Path
) -> None:
    assert run(*arguments) == expected
    assert run(*arguments, "--out", str(tmp_path / "out")) == ""
    assert (tmp_path / "out").read_bytes() == expected.encode()
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_it_overwrites_a_file_only_with_force(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("mine")
    arguments = ["2021-2024", "--format", "markdown", "--out", str(file)]
    with pytest.raises(bp.errors.UnwritableFileError, match="already exists"):
        run(*arguments)
    assert file.read_text() == "mine"
    run(*arguments, "--force")
    assert file.read_text(encoding="utf-8") == bp.export.markdown(OLD)


def test_it_writes_a_data_package(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    arguments = ["2021-2024", "2025-2028", "--format", "datapackage", "--out", str(folder)]
    assert run(*arguments) == ""
    bp.export.datapackage([OLD, NEW], tmp_path / "expected")
    for file in (tmp_path / "expected").iterdir():
        assert (folder / file.name).read_bytes() == file.read_bytes()
    with pytest.raises(OSError, match="already exists"):
        run(*arguments)
    assert run(*arguments, "--force") == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["2025-2028", "2021-2024", "--format", "json"],
            "error: json holds one programme; name one\n",
        ),
        (
            ["2025-2028", "--format", "json", "--language", "nl"],
            "error: leave --language out; it is for csv, stratml and markdown only\n",
        ),
        (
            ["2025-2028", "--format", "skos", "--part", "1"],
            "error: leave --part out; it is for stratml only\n",
        ),
        (["2025-2028", "--format", "csv", "--base", "https://x.org/"], "leave --base out"),
        (["2025-2028", "--format", "json", "--spreadsheet-safe"], "leave --spreadsheet-safe out"),
        (
            ["2025-2028", "--format", "datapackage"],
            "error: a datapackage is a folder; name it with --out\n",
        ),
        (["2025-2028", "--format", "xlsx"], "invalid choice"),
        (["--format", "json"], "required: programme"),
    ],
)
def test_a_usage_error_is_explained(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_the_help_is_stable(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")  # Pythons differ in where they break lines
    parser = argparse.ArgumentParser("export")
    add_export(parser)
    compare_golden("export-help.txt", parser.format_help(), request)


def test_the_default_programmes_are_the_bundled_ones() -> None:
    parser = argparse.ArgumentParser()
    add_export(parser)
    parsed = parser.parse_args(["2021-2024", "--format", "markdown"])
    assert parsed.command(parsed) == (bp.export.markdown(bp.load("2021-2024")), 0)
    unknown = parser.parse_args(["2029-2032", "--format", "json"])
    with pytest.raises(bp.errors.UnknownPeriodError):
        unknown.command(unknown)


def test_a_repeated_programme_is_written_once() -> None:
    assert bp.revisions("2025-2028") == (1,)
    for format, export in (("csv", bp.export.csv), ("skos", bp.export.skos)):
        parser = argparse.ArgumentParser()
        add_export(parser, lambda name: bp.load(name.partition("@")[0]))
        parsed = parser.parse_args(["2025-2028", "2025-2028@1", "--format", format])
        assert parsed.command(parsed)[0] == export(bp.load("2025-2028"))
