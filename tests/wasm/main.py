"""Runs the tests of the library in Pyodide, under Node."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from run.packages import (
    DEPENDENCIES,
    EXTRAS,
    read_distributions,
    read_library,
    write_archive,
)

ROOT = Path(__file__).parents[2]
TOOLS = (
    *EXTRAS["hypothesis"],
    *EXTRAS["markdown"],
    *EXTRAS["rdflib"],
    "iniconfig",
    "packaging",
    "pluggy",
    "pycountry",
    "pygments",
    "pytest",
    "sybil",
)
"""The distributions that the tests import, as far as they are pure Python."""
FOLDERS = (
    "changes",
    "comparison",
    "export",
    "model",
    "programme",
    "render",
    "search",
    "serialization",
    "store",
    "test_*.py",
)
"""The folders and files of tests that run without an argument."""


def main() -> int:
    """Run the tests that the arguments name, and return the exit status of pytest."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        print("skipped: Node or npm is not installed")
        return 0
    tests = sys.argv[1:] or [
        path.relative_to(ROOT).as_posix()
        for pattern in FOLDERS
        for path in sorted((ROOT / "tests").glob(pattern))
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / "docs" / file, folder / file)
        shutil.copy(Path(__file__).with_name("tests.mjs"), folder / "tests.mjs")
        install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(install, cwd=folder, check=True)
        files = read_library() | read_distributions((*DEPENDENCIES, *TOOLS))
        write_archive(folder / "packages.tar.xz", files)
        command = [node, str(folder / "tests.mjs"), str(ROOT)]
        return run_in_two_processes(command, tests)


def run_in_two_processes(command: list[str], tests: list[str]) -> int:
    """Run a command with every other test each, and return an exit status that is not 0, if any."""
    processes = [
        subprocess.Popen([*command, *half], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for half in (tests[::2], tests[1::2])
        if half
    ]
    for process in processes:
        output, _ = process.communicate()
        print(output.decode(), flush=True)
    statuses = [process.returncode for process in processes]  # negative after a signal
    return next(filter(None, statuses), 0)


if __name__ == "__main__":
    sys.exit(main())
