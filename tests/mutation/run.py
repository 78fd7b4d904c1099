"""Change the code of the pure modules in small ways, and tell which changes no test notices.

python tests/mutation/run.py [--jobs N] [MODULE ...]     all modules of survivors.toml, or some

It fails if the tests notice fewer than nine changes in ten, or if a change that they do not notice
is not explained in survivors.toml.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
MODULES: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("survivors.toml").read_text(encoding="utf-8")
)
NEEDED = ("src", "tests", "data", "README.md", "conftest.py", "pyproject.toml")
PRELOADED = ("pytest", "hypothesis", "hypothesis.strategies", "sybil", "sybil.parsers.myst")
NOTICED = {"killed", "timeout", "check was interrupted by user"}  # the last: not even imported
ENOUGH = 0.9


class Survivor(NamedTuple):
    """A change that no test noticed."""

    function: str
    becomes: str


def main(arguments: list[str] | None = None) -> int:
    """Try the modules one after the other; returns the exit status."""
    parser = argparse.ArgumentParser(description="Change the code, and see what tests notice.")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(MODULES))
    parser.add_argument("--jobs", default="1", help="changes tried at once; default: 1")
    asked = parser.parse_args(arguments)
    noticed = total = unexplained = 0
    for module in asked.modules or MODULES:
        with tempfile.TemporaryDirectory() as folder:
            states = tried(module, Path(folder), asked.jobs)
            missed = list(surviving(states, Path(folder)))
        noticed += len(states) - len(missed)
        total += len(states)
        print(f"{module}: {len(states) - len(missed)} of {len(states)} changes noticed", flush=True)
        survivors = set(missed)
        explained = {
            Survivor(one["function"], one["becomes"])
            for one in MODULES[module].get("survivors", ())
        }
        unexplained += len(survivors ^ explained)
        for one in sorted(survivors - explained):
            print(f"  not explained: {one.function}: {one.becomes}")
        for one in sorted(explained - survivors):
            print(f"  explained, but noticed: {one.function}: {one.becomes}")
    print(f"{noticed / total:.1%} of all noticed")
    return 1 if unexplained or noticed < ENOUGH * total else 0


def tried(module: str, folder: Path, jobs: str) -> dict[str, str]:
    """What became of each change of a module, by its name."""
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, folder / name)
    (folder / "preloaded.txt").write_text("\n".join(PRELOADED), encoding="utf-8")
    tests = [f"tests/test_{name}.py" for name in MODULES[module]["tests"]]
    slow = " or ".join(MODULES[module].get("without", ()))
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/benelux_programme/{module.replace('.', '/')}.py"],
        "also_copy": [name for name in NEEDED if name != "src"],
        "pytest_add_cli_args_test_selection": tests,
        # Each change is tried in a process that has not imported the library yet, by all tests:
        # code that runs on import, or once because its result is kept, is changed too.
        "process_isolation": "forkserver",
        "forkserver_warmup": "import",
        "preload_modules_file": "preloaded.txt",
        "pytest_add_cli_args": [
            *tests,
            *([f"-k=not ({slow})"] if slow else ()),
            "--numprocesses=0",
            "-W=ignore::pytest.PytestAssertRewriteWarning",
        ],
    }
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n[tool.mutmut]\n")
        project.writelines(f"{name} = {value!r}\n" for name, value in settings.items())
    mutmut(folder, "run", "--max-children", jobs)
    listed = mutmut(folder, "results", "--all", "true")
    states = dict(re.findall(r"^ *(\S+): (.+)$", listed, re.MULTILINE))
    if not states or "not checked" in states.values():
        raise SystemExit(f"{module}: mutmut did not come to an end\n{listed}")
    return states


def surviving(states: Mapping[str, str], folder: Path) -> Iterator[Survivor]:
    """The changes that no test noticed."""
    for name, state in states.items():
        if state not in NOTICED:
            function = name.rpartition(".x")[2].rpartition("__mutmut_")[0]
            function = function.removeprefix("_").strip("ǁ").replace("ǁ", ".")
            added = re.findall(r"^\+(?!\+\+)(.*)$", mutmut(folder, "show", name), re.MULTILINE)
            yield Survivor(function, " ".join(line.strip() for line in added))


def mutmut(folder: Path, *arguments: str) -> str:
    """What mutmut prints."""
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=folder,
        env=os.environ | {"HYPOTHESIS_PROFILE": "mutation", "PYTHONDONTWRITEBYTECODE": ""},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        told = re.sub(r"^[\u2800-\u28ff].*\n", "", done.stdout + done.stderr, flags=re.MULTILINE)
        raise SystemExit(f"mutmut {' '.join(arguments)} failed ({done.returncode})\n{told}")
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main())
