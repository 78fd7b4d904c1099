"""What importing the package and loading a programme bring in, and where both work."""

import json
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
"""What a programme needs of the standard library beside what attrs does."""

CORE = {
    "_data",
    "_model",
    "_model.citation",
    "_model.constraints",
    "_model.display",
    "_model.nodes",
    "_model.period",
    "_model.public",
    "_model.publication",
    "_model.registry",
    "_model.text",
    "_programme",
    "_programme.lookup",
    "_programme.programme",
    "_serialization",
    "_serialization.codec",
    "_serialization.field_specs",
    "_store",
    "errors",
}
"""The modules of which a programme is made; those that check, search and so on are not."""


def run(code: str, *path: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in an interpreter that knows these folders only, and no environment."""
    given = f"import sys; sys.path[:0] = {[str(one) for one in path]!r}\n{code}"
    command = [sys.executable, "-I", "-S", "-c", given]
    return subprocess.run(command, capture_output=True, check=True, text=True)


def imported(code: str) -> set[str]:
    """The modules that a script brings in beside attrs and what that needs."""
    told = "print(json.dumps(sorted(set(sys.modules) - before)))"
    program = f"import attrs; before = set(sys.modules)\n{code}\nimport json\n{told}"
    done = run(program, PACKAGE.parent, DEPENDENCIES)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_brings_in_only_the_hook_for_notebooks() -> None:
    own = {"benelux_programme", "benelux_programme._model", "benelux_programme._model.display"}
    assert imported("import benelux_programme") - {*STANDARD} == own


def test_loading_brings_in_what_a_programme_is_made_of() -> None:
    own = {f"benelux_programme.{name}" for name in CORE}
    assert imported(LOAD) - STANDARD == {"benelux_programme", *own}


@pytest.mark.parametrize("name", sorted(bp.__all__))
def test_no_name_brings_in_what_could_reach_a_network(name: str) -> None:
    network = {"asyncio", "http.client", "socket", "ssl", "urllib.request"}
    assert not imported(f"import benelux_programme as bp; bp.{name}") & network


def test_it_works_without_site_packages_where_attrs_is_on_the_path() -> None:
    title = bp.load("2025-2028").pillars[0].title.en
    assert run(LOAD, PACKAGE.parent, DEPENDENCIES).stdout == f"{title}\n"


def test_it_works_from_a_zip_archive(tmp_path: Path) -> None:
    archive = tmp_path / "library.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for file in PACKAGE.rglob("*"):
            if file.suffix in {".py", ".json"}:
                opened.write(file, file.relative_to(PACKAGE.parent))
    done = run(f"{SEARCH}; print(bp.__file__)", archive, DEPENDENCIES)
    title, found, place = done.stdout.splitlines()
    assert title == bp.load("2025-2028").pillars[0].title.en
    assert found == bp.load("2025-2028").search("hydrogen")[0].action.id
    assert place.startswith(str(archive))
