"""Change the code of modules in small ways, and report which changes no test notices.

python tests/mutation/run.py [--jobs N] MODULE ...       for instance _changes.differ render._text

The tests are those of the module's folder, its own file first: tests/changes/test_differ.py, if
there is one, and then the rest of tests/changes. The command fails if the tests of a module notice
fewer than nine changes in ten.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("src", "tests", "data", "README.md", "conftest.py", "pyproject.toml")
PRELOADED = ("pytest", "hypothesis", "hypothesis.strategies", "sybil", "sybil.parsers.myst")
NOTICED = {"killed", "timeout", "check was interrupted by user"}  # the last: import failed
THRESHOLD = 0.9


def main(arguments: list[str] | None = None) -> int:
    """Test the modules one after the other, and return the exit status."""
    parser = argparse.ArgumentParser(description="Change the code, and see what tests notice.")
    parser.add_argument("modules", nargs="+", metavar="MODULE", help="such as _changes.differ")
    parser.add_argument("--jobs", default="1", help="changes tested at once; default: 1")
    options = parser.parse_args(arguments)
    status = 0
    for module in options.modules:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            states = run_mutants(module, folder, options.jobs)
            survivors = [mutant for mutant, state in states.items() if state not in NOTICED]
            for mutant in survivors:
                print(show_mutant(mutant, folder))
        noticed = 1 - len(survivors) / len(states)
        print(f"{module}: {noticed:.1%} of {len(states)} changes noticed", flush=True)
        if noticed < THRESHOLD:
            status = 1
    return status


def find_tests(module: str) -> list[str]:
    """Return the test files and folders of a module, the most specific first."""
    *packages, name = (part.removeprefix("_") for part in module.split("."))
    folder = Path("tests", *packages)
    file = folder / f"test_{name}.py"
    found = [path for path in (file, folder) if (ROOT / path).exists()]
    return [path.as_posix() for path in (found if packages else found[:1])]


def run_mutants(module: str, folder: Path, jobs: str) -> dict[str, str]:
    """Test every change of a module in a copy of the project, and return the states by name."""
    source = f"src/benelux_programme/{module.replace('.', '/')}.py"
    tests = find_tests(module)
    if not (ROOT / source).exists() or not tests:
        raise SystemExit(f"{module}: no module {source}, or no tests of it")
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, folder / name)
    (folder / "preloaded.txt").write_text("\n".join(PRELOADED), encoding="utf-8")
    settings = {
        "source_paths": ["src"],
        "only_mutate": [source],
        "also_copy": [name for name in COPIED if name != "src"],
        "pytest_add_cli_args_test_selection": tests,
        # Each change is tested in a process that has not imported the library yet, by all tests:
        # code that runs on import, or once because its result is cached, is changed too.
        "process_isolation": "forkserver",
        "forkserver_warmup": "import",
        "preload_modules_file": "preloaded.txt",
        "pytest_add_cli_args": [
            *tests,
            "--numprocesses=0",
            "-W=ignore::pytest.PytestAssertRewriteWarning",
        ],
    }
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n[tool.mutmut]\n")
        project.writelines(f"{name} = {value!r}\n" for name, value in settings.items())
    run_mutmut(folder, "run", "--max-children", jobs)
    report = run_mutmut(folder, "results", "--all", "true")
    states = dict(re.findall(r"^ *(\S+): (.+)$", report, re.MULTILINE))
    if not states or "not checked" in states.values():
        raise SystemExit(f"{module}: mutmut found no function, or did not finish\n{report}")
    return states


def show_mutant(name: str, folder: Path) -> str:
    """Return a change as a diff of one function, under the name of the function."""
    function = name.rpartition(".x")[2].rpartition("__mutmut_")[0]
    function = function.removeprefix("_").strip("ǁ").replace("ǁ", ".")
    lines = re.findall(r"^[-+](?!--|\+\+).*$", run_mutmut(folder, "show", name), re.MULTILINE)
    return "\n".join([f"{function}:", *lines])


def run_mutmut(folder: Path, *arguments: str) -> str:
    """Run mutmut in a folder, and return what it prints."""
    completed = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=folder,
        env=os.environ
        | {
            "HYPOTHESIS_PROFILE": "quick",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPATH": "",  # the changed copy is tested, not the code in use
        },
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if completed.returncode:
        output = completed.stdout + completed.stderr
        output = re.sub(r"^[\u2800-\u28ff].*\n", "", output, flags=re.MULTILINE)  # progress bars
        raise SystemExit(f"mutmut {' '.join(arguments)} failed ({completed.returncode})\n{output}")
    return completed.stdout


if __name__ == "__main__":
    raise SystemExit(main())
