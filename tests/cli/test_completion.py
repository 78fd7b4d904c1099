"""The command `benelux-programme completion`."""

import subprocess
import sys
from pathlib import Path

import pytest

from benelux_programme._cli import main

COMPLETE = """
source ./script
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_shtab_benelux_programme
printf "%s\\n" "${COMPREPLY[@]}"
"""


def complete(words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the completions of the last word in bash."""
    assert main(["completion", "bash"]) == 0
    (folder / "script").write_text(capsys.readouterr().out, encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", COMPLETE, "bash", "benelux-programme", *words],
        capture_output=True,
        check=True,
        cwd=folder,
        text=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([""], ["list", "search", "show", "new", "completion"]),
        (["show", "2025"], ["2025-2028"]),
        (["search", ""], ["2021-2024", "2025-2028", "all"]),
        (["show", "2025-2028", "police-treaty-o"], ["police-treaty-operational"]),
        (["show", "2021-2024", "benelux-p"], ["benelux-police-treaty"]),
        (["show", "2025-2028", "mig"], ["migration"]),
        (["list", "--field", "wat"], ["water"]),
        (["list", "--partner", "north-r"], ["north-rhine-westphalia"]),
        (["list", "--commitment", "f"], ["firm"]),
        (["compare", "2021-2024", "2025-2028", "--format", "m"], ["markdown"]),
        (["check", "pl"], ["plan.yaml"]),
        (["verify", "2025-2028", "pl"], ["plan.yaml"]),
        (["show", "2025-2028", "--with", "pl"], ["plan.yaml"]),
        (["diff", "--fail-on", "b"], ["breaking"]),
    ],
)
def test_bash_completes_commands_options_ids_and_files(
    words: list[str], expected: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.yaml").touch()
    completions = complete(words, tmp_path, capsys)
    assert set(expected) <= set(completions)
    assert all(each.startswith(words[-1]) for each in completions)


def test_what_a_command_does_not_take_is_not_completed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["show", "a"], ["new", "mig"], ["verify", "a"]):
        assert complete(words, tmp_path, capsys) == []


@pytest.mark.parametrize("shell", ["fish", "tcsh", "zsh"])
def test_other_shells_have_scripts_too(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "north-rhine-westphalia" in script
    assert "2025-2028" in script


def test_without_the_library_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert "pip install 'benelux-programme[completion]'" in capsys.readouterr().err
