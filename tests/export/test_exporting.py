"""The command `benelux-programme export`."""

import argparse
import stat
from collections.abc import Callable
from errno import EEXIST
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
    """What the command prints of the examples."""
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
def test_it_prints_or_writes_what_the_function_gives(
    arguments: list[str], expected: str, tmp_path: Path
) -> None:
    assert run(*arguments) == expected
    assert run(*arguments, "--out", str(tmp_path / "out")) == ""
    assert (tmp_path / "out").read_bytes() == expected.encode()
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_it_writes_a_data_package(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    arguments = ["2021-2024", "2025-2028", "--format", "datapackage", "--out", str(folder)]
    assert run(*arguments) == ""
    bp.export.datapackage([OLD, NEW], tmp_path / "expected")
    for file in (tmp_path / "expected").iterdir():
        assert (folder / file.name).read_bytes() == file.read_bytes()
    with pytest.raises(OSError, match="it already exists"):
        run(*arguments)
    assert run(*arguments, "--force") == ""


def test_it_overwrites_a_file_only_if_forced(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("mine")
    arguments = ["2021-2024", "--format", "markdown", "--out", str(file)]
    with pytest.raises(bp.errors.UnwritableFileError) as caught:
        run(*arguments)
    error = caught.value
    assert (error.errno, error.filename) == (EEXIST, str(file))
    assert error.strerror == "it already exists; `overwrite`, or --force, replaces it"
    assert file.read_text() == "mine"
    run(*arguments, "--force")
    assert file.read_text(encoding="utf-8") == bp.export.markdown(OLD)
    folder = [*arguments[:-1], str(tmp_path), "--force"]
    with pytest.raises(OSError, match="it is a folder or a device; name a file"):
        run(*folder)


def test_a_file_may_have_a_long_name(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 200)
    run("2021-2024", "--format", "markdown", "--out", str(file))
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_a_failure_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(bp.errors.BeneluxProgrammeError, match="No space left"):
        run("2021-2024", "--format", "markdown", "--out", str(tmp_path / "out"))
    assert not list(tmp_path.iterdir())


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
def test_wrong_use_is_explained(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_the_help_says_what_each_option_does(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")  # Pythons differ in where they break lines
    parser = argparse.ArgumentParser("export")
    add_export(parser)
    compare_golden("export-help.txt", parser.format_help(), request)


def test_the_programmes_are_those_of_the_library_unless_others_are_given() -> None:
    parser = argparse.ArgumentParser()
    add_export(parser)
    parsed = parser.parse_args(["2021-2024", "--format", "markdown"])
    assert parsed.command(parsed) == (bp.export.markdown(bp.load("2021-2024")), 0)
    unknown = parser.parse_args(["2029-2032", "--format", "json"])
    with pytest.raises(bp.errors.UnknownPeriodError):
        unknown.command(unknown)


def test_a_programme_that_is_named_twice_is_written_once() -> None:
    assert bp.revisions("2025-2028") == (1,)
    for format, export in (("csv", bp.export.csv), ("skos", bp.export.skos)):
        parser = argparse.ArgumentParser()
        add_export(parser, lambda name: bp.load(name.partition("@")[0]))
        parsed = parser.parse_args(["2025-2028", "2025-2028@1", "--format", format])
        assert parsed.command(parsed)[0] == export(bp.load("2025-2028"))


def test_it_names_the_file_that_cannot_be_written(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing" / "plan.md")
    with pytest.raises(bp.errors.UnwritableFileError, match="No such file") as caught:
        run("2021-2024", "--format", "markdown", "--out", missing)
    assert caught.value.filename == missing
    (tmp_path / "file").touch()
    with pytest.raises(bp.errors.UnwritableFileError, match="it is a file; name a folder"):
        run("2021-2024", "--format", "datapackage", "--out", str(tmp_path / "file"), "--force")
    below = str(tmp_path / "file" / "package")
    with pytest.raises(bp.errors.UnwritableFileError) as caught:
        run("2021-2024", "--format", "datapackage", "--out", below)
    assert caught.value.filename == below


@pytest.mark.parametrize("format", ["csv", "datapackage"])
def test_what_takes_the_place_of_a_secret_is_one(format: str, tmp_path: Path) -> None:
    arguments = ["2021-2024", "--format", format, "--out", str(tmp_path / "out")]
    run(*arguments)
    made = [tmp_path / "out", *tmp_path.glob("out/*")]
    modes = {one: stat.S_IMODE(one.stat().st_mode) & 0o700 for one in made}
    for one, mode in modes.items():
        one.chmod(mode)
    run(*arguments, "--force")
    assert {one: stat.S_IMODE(one.stat().st_mode) for one in made} == modes
