"""The distributions, and an application that uses them; for `tox -e package` only."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.package

LICENCES = {"LICENSE", "LICENSES/MIT.txt", "LICENSES/CC-BY-4.0.txt"}


def run_command(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command that must succeed, and return its output."""
    completed = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return completed.stdout


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the source distribution and the wheel built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run_command(sys.executable, "-m", "build", "--outdir", folder, cwd=root)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (file,) = built.glob("*.whl")
    return file


def test_builds_are_reproducible(root: Path, built: Path, tmp_path: Path) -> None:
    """In another folder, at another time, and with the wheel built without the sdist."""
    copy = tmp_path / "elsewhere"
    no_copy = shutil.ignore_patterns(".git", ".tox", ".venv", ".*_cache", "__pycache__", "dist")
    shutil.copytree(root, copy, ignore=no_copy)
    for path in copy.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (0, 0))
    again = tmp_path / "dist"
    command = (sys.executable, "-m", "build", "--sdist", "--wheel", "--outdir", again)
    run_command(*command, cwd=copy, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    assert len(read_files(built)) == 2
    assert read_files(again) == read_files(built)


def test_the_distributions_are_valid(built: Path) -> None:
    run_command(sys.executable, "-m", "twine", "check", "--strict", *built.iterdir(), cwd=built)
    run_command("check-wheel-contents", ".", cwd=built)


def test_the_wheel_contains_the_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/licenses/")[2] for name in names} == LICENCES | {""}


def test_an_application_can_use_the_wheel(root: Path, wheel: Path, tmp_path: Path) -> None:
    """With its types, and without this source tree."""
    application = tmp_path / "tracker"
    shutil.copytree(root / "tests" / "downstream", application)
    venv.create(tmp_path / "venv", with_pip=True)
    bin = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    run_command(
        bin / "python", "-m", "pip", "install", "--quiet", wheel, application, "mypy", cwd=tmp_path
    )
    assert "Success" in run_command(bin / "python", "-m", "mypy", cwd=application)

    records = {
        f"2025-2028/{id}": {"status": "done", "day": "2026-01-31", "source": "a test"}
        for id in ("police-treaty-operational", "no-such-action")
    }
    (tmp_path / "findings.json").write_text(json.dumps(records), encoding="utf-8")
    output = run_command(
        bin / "promise-tracker",
        "findings.json",
        "--day=2026-02-01",
        "--language=nl",
        "--about=politieverdrag",
        cwd=tmp_path,
    ).splitlines()
    assert [line.partition(" ")[0] for line in output[:5]] == [
        "0/4",
        "1/24",
        "0/36",
        "0/21",
        "0/14",
    ]
    assert output[5] == "police-treaty-second-agreements <- benelux-police-treaty"
    assert output[-1] == "look again at 2025-2028/no-such-action"
