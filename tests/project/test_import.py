"""What importing the package and loading a programme import, and where both work."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import attrs
import pytest

import benelux_programme as bp

PACKAGE = Path(bp.__file__).parent
DEPENDENCIES = Path(attrs.__file__).parent.parent
LOAD = "import benelux_programme as bp; print(bp.load('2025-2028').pillars[0].title.en)"
SEARCH = f"{LOAD}; print(bp.load('2025-2028').search('hydrogen')[0].action.id)"

STANDARD = {"_datetime", "_json", "_pydatetime", "datetime", "math"}
STANDARD |= {"json", "json.decoder", "json.encoder", "json.scanner", "unicodedata"}
STANDARD |= {"_weakrefset", "threading"}
"""The modules of the standard library that a programme needs and attrs does not."""

CORE = {
    "_data",
    "_model",
    "_model.characters",
    "_model.citation",
    "_model.constraints",
    "_model.document",
    "_model.hooks",
    "_model.import_lock",
    "_model.nodes",
    "_model.outcome",
    "_model.period",
    "_model.public",
    "_model.publication",
    "_model.registry",
    "_model.text",
    "_model.words",
    "_programme",
    "_programme.lookup",
    "_programme.programme",
    "_search",
    "_search.hits",
    "_serialization",
    "_serialization.codec",
    "_serialization.field_specs",
    "_store",
    "errors",
}
"""The modules that a programme needs; those that validate, search and so on are not among them."""


def run(script: str, *path: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in an interpreter with these folders as path, and without an environment."""
    set_path = f"import sys; sys.path[:0] = {[str(folder) for folder in path]!r}"
    command = [sys.executable, "-I", "-S", "-c", f"{set_path}\n{script}"]
    return subprocess.run(command, capture_output=True, check=True, text=True)


def list_imports(script: str) -> set[str]:
    """Return the modules that a script imports in addition to those that attrs imports."""
    print_imports = "print(json.dumps(sorted(set(sys.modules) - before)))"
    script = f"import attrs; before = set(sys.modules)\n{script}\nimport json\n{print_imports}"
    return set(json.loads(run(script, PACKAGE.parent, DEPENDENCIES).stdout.splitlines()[-1]))


def test_the_package_imports_only_the_lock_of_imports_and_the_hook_for_notebooks() -> None:
    own = {"_model", "_model.hooks", "_model.import_lock"}
    expected = {"benelux_programme", *(f"benelux_programme.{name}" for name in own)}
    assert list_imports("import benelux_programme") - STANDARD == expected


def test_loading_imports_only_the_modules_that_a_programme_needs() -> None:
    own = {f"benelux_programme.{name}" for name in CORE}
    assert list_imports(LOAD) - STANDARD == {"benelux_programme", *own}


def test_nothing_is_imported_that_could_use_the_network() -> None:
    network = {"asyncio", "http.client", "socket", "ssl", "urllib.request"}
    use_all_names = "[getattr(bp, name) for name in bp.__all__]"
    assert not list_imports(f"import benelux_programme as bp; {use_all_names}") & network


def test_nothing_is_imported_on_first_use_that_waits_for_other_locks_of_a_fork() -> None:
    use_all_names = "[getattr(bp, name) for name in bp.__all__]"
    search = "bp.load('2025-2028').search('police')"
    script = f"import benelux_programme as bp; {use_all_names}; {search}"
    assert "logging" not in list_imports(script)  # whose lock a forking process holds too


FORK_DURING_IMPORT = """
import faulthandler, os, sys, time
from threading import Event, Thread
import attrs
import benelux_programme as bp
from benelux_programme._programme.lookup import suggest
DOCUMENT = {"programme": "2025-2028", "old_revision": 1, "new_revision": 2, "changes": []}
expression, file = sys.argv[1:]
programme = bp.load("2025-2028")
importing = Event()
def wait_in_module(event, arguments):
    if event == "exec" and arguments[0].co_filename.endswith(file) and not importing.is_set():
        importing.set()
        time.sleep(0.2)
sys.addaudithook(wait_in_module)
thread = Thread(target=eval, args=(expression, globals()))
thread.start()
assert importing.wait(10)
child = os.fork()
if child == 0:
    faulthandler.dump_traceback_later(60, exit=True)
    eval(expression)
    os._exit(0)
thread.join()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
@pytest.mark.parametrize(
    ("expression", "file"),
    [
        ("bp.read(bp.to_json(programme))", "/yaml/__init__.py"),
        ("bp.export.records(programme.actions)", "/export/_table.py"),
        ("programme._repr_html_()", "/render/_formats.py"),
        ("bp.Diff.from_dict(DOCUMENT)", "/_changes/decoder.py"),
        ("bp.from_dict(bp.Diff, DOCUMENT)", "/_changes/decoder.py"),
        ("bp.to_yaml(programme)", "/yaml/__init__.py"),
        ("bp.converter()", "/cattrs/preconf/json.py"),
        ("attrs.evolve(programme)", "/_programme/integrity.py"),
        ("programme.actions", "/_programme/selection.py"),
        ("programme.search('police')", "/_search/search.py"),
        ("programme.search('police')", "/snowballstemmer/__init__.py"),
        ("suggest('securty', programme)", "/difflib.py"),
    ],
)
def test_a_child_that_is_forked_during_the_first_import_can_import(
    expression: str, file: str
) -> None:
    command = [sys.executable, "-W", "ignore", "-c", FORK_DURING_IMPORT, expression, file]
    subprocess.run(command, check=True, timeout=60)


def test_the_package_works_without_site_packages_if_attrs_is_on_the_path() -> None:
    title = bp.load("2025-2028").pillars[0].title.en
    assert run(LOAD, PACKAGE.parent, DEPENDENCIES).stdout == f"{title}\n"


def test_the_package_works_from_a_zip_archive(tmp_path: Path) -> None:
    archive = tmp_path / "library.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for file in PACKAGE.rglob("*"):
            if file.suffix in {".py", ".json"}:
                opened.write(file, file.relative_to(PACKAGE.parent))
    process = run(f"{SEARCH}; print(bp.__file__)", archive, DEPENDENCIES)
    title, action, location = process.stdout.splitlines()
    assert title == bp.load("2025-2028").pillars[0].title.en
    assert action == bp.load("2025-2028").search("hydrogen")[0].action.id
    assert location.startswith(str(archive))
