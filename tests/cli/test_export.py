"""The command `benelux-programme export`."""

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._cli import CommandError, main, run_command
from examples import EARLIER, MINIMAL, PROGRAMME

OLD, NEW = attrs.evolve(MINIMAL, own_actions=(EARLIER,)), PROGRAMME
LOAD = {programme.id: programme for programme in (OLD, NEW)}.__getitem__


def run(*arguments: str, load_programme: Callable[[str], bp.Programme] = LOAD) -> bytes:
    """Run the command on the examples and return its output."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "benelux_programme._cli._load_or_read_programme", lambda name, _: load_programme(name)
        )
        output, status = run_command(["export", *arguments])
    assert status == 0
    assert isinstance(output, bytes)
    return output


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
        (
            ["2025-2028", "--format", "csv", "--labels", "--language", "de"],
            bp.export.csv(NEW, "de", labels=True),
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
def test_the_output_is_what_the_function_returns(
    arguments: list[str], expected: str, tmp_path: Path
) -> None:
    assert run(*arguments) == run(*arguments, "--out", "-") == expected.encode()
    assert run(*arguments, "--out", str(tmp_path / "out")) == b""
    assert (tmp_path / "out").read_bytes() == expected.encode()
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_file_is_overwritten_only_with_force(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("mine")
    arguments = ["2021-2024", "--format", "markdown", "--out", str(file)]
    with pytest.raises(bp.errors.UnwritableFileError, match="already exists"):
        run(*arguments)
    assert file.read_text() == "mine"
    run(*arguments, "--force")
    assert file.read_text(encoding="utf-8") == bp.export.markdown(OLD)


def test_what_exists_is_explained_without_python(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.md").touch()
    out = str(tmp_path / "plan.md")
    assert main(["export", "2021-2024", "--format", "markdown", "--out", out]) == 2
    expected = f"benelux-programme: {out}: already exists; --force replaces it\n"
    assert capsys.readouterr() == ("", expected)


def test_a_data_package_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    arguments = ["2021-2024", "2025-2028", "--format", "datapackage", "--out", str(folder)]
    assert run(*arguments) == b""
    bp.export.datapackage([OLD, NEW], tmp_path / "expected")
    for file in (tmp_path / "expected").iterdir():
        assert (folder / file.name).read_bytes() == file.read_bytes()
    with pytest.raises(OSError, match="already exists"):
        run(*arguments)
    assert run(*arguments, "--force") == b""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["2025-2028", "2021-2024", "--format", "json"],
            "error: json contains one programme; name one\n",
        ),
        (
            ["2025-2028", "--format", "json", "--language", "nl"],
            "error: --language is for csv, stratml, markdown only\n",
        ),
        (
            ["2025-2028", "--format", "skos", "--part", "1"],
            "error: --part is for stratml only\n",
        ),
        (["2025-2028", "--format", "csv", "--base", "https://x.org/"], "--base is for skos only"),
        (
            ["2025-2028", "--format", "json", "--spreadsheet-safe"],
            "--spreadsheet-safe is for csv only",
        ),
        (
            ["2025-2028", "--format", "datapackage"],
            "error: a datapackage is a folder; name it with --out\n",
        ),
        (
            ["2025-2028", "--format", "datapackage", "--out", "-"],
            "error: a datapackage is a folder; name it with --out\n",
        ),
        (["2025-2028", "--format", "json", "--labels"], "--labels is for csv only"),
        (["2025-2028", "--format", "xlsx"], "invalid choice"),
        (["--format", "json"], "required: programme"),
    ],
)
def test_options_that_do_not_fit_together_are_usage_errors(
    arguments: list[str], message: str
) -> None:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert caught.value.status == 2
    assert message.strip() in caught.value.message


@pytest.mark.parametrize("format", ["skos", "datapackage"])
def test_two_programmes_of_one_id_are_not_exported_together(format: str, tmp_path: Path) -> None:
    load = {"old": OLD, "revised": attrs.evolve(OLD, revision=2)}.__getitem__
    out = str(tmp_path / "out")
    with pytest.raises(CommandError) as caught:
        run("old", "revised", "--format", format, "--out", out, load_programme=load)
    message = f"error: {format} contains programmes with different ids, not 2021-2024, 2021-2024"
    assert message in caught.value.message


def test_all_programmes_are_exported_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for names in (["all"], ["2021-2024,2025-2028,"], ["2021-2024", "2025-2028"]):
        assert main(["export", *names, "--format", "csv", "--language", "nl"]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] == outputs[2]
    assert main(["export", "all", "--format", "json"]) == 2
    assert "json contains one programme; name one" in capsys.readouterr().err


def test_a_programme_named_twice_is_written_once() -> None:
    for format, export in (("csv", bp.export.csv), ("skos", bp.export.skos)):
        arguments = ["2025-2028", "2025-2028@1", "--format", format]
        output = run(*arguments, load_programme=lambda name: LOAD(name.partition("@")[0]))
        assert output == export(NEW).encode()
