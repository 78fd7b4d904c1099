"""What is published, and whether an application can use it; for `tox -e package` only."""

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


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command prints; it must not fail."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source distribution, and the wheel that was made from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, cwd=root)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (file,) = built.glob("*.whl")
    return file


def test_builds_are_the_same_byte_for_byte(root: Path, built: Path, tmp_path: Path) -> None:
    """Also in another folder, at another time, and with the wheel made without the sdist."""
    copy = tmp_path / "elsewhere"
    no_copy = shutil.ignore_patterns(".git", ".tox", ".venv", ".*_cache", "__pycache__", "dist")
    shutil.copytree(root, copy, ignore=no_copy)
    for path in copy.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (0, 0))
    again = tmp_path / "dist"
    command = (sys.executable, "-m", "build", "--sdist", "--wheel", "--outdir", again)
    run(*command, cwd=copy, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    assert len(read_files(built)) == 2
    assert read_files(again) == read_files(built)


def test_the_files_are_fit_to_be_published(built: Path) -> None:
    run(sys.executable, "-m", "twine", "check", "--strict", *built.iterdir(), cwd=built)
    run("check-wheel-contents", ".", cwd=built)


def test_the_wheel_holds_the_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/licenses/")[2] for name in names} == LICENCES | {""}


def test_an_application_can_be_built_on_it(root: Path, wheel: Path, tmp_path: Path) -> None:
    """With types that its checker believes, and nothing from this folder."""
    application = tmp_path / "tracker"
    shutil.copytree(root / "tests" / "downstream", application)
    venv.create(tmp_path / "venv", with_pip=True)
    bin = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    run(bin / "python", "-m", "pip", "install", "--quiet", wheel, application, "mypy", cwd=tmp_path)
    assert "Success" in run(bin / "python", "-m", "mypy", cwd=application)

    records = {
        f"2025-2028/{id}": {"status": "done", "day": "2026-01-31", "source": "a test"}
        for id in ("police-treaty-operational", "no-such-action")
    }
    (tmp_path / "findings.json").write_text(json.dumps(records), encoding="utf-8")
    told = run(
        bin / "promise-tracker",
        "findings.json",
        "--day=2026-02-01",
        "--language=nl",
        "--about=politieverdrag",
        cwd=tmp_path,
    ).splitlines()
    assert [line.partition(" ")[0] for line in told[:5]] == ["0/4", "1/24", "0/36", "0/21", "0/14"]
    assert told[5:] == [
        "police-treaty-second-agreements <- benelux-police-treaty",
        "look again at 2025-2028/no-such-action",
    ]
