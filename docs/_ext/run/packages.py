"""Python, the library and what the examples import, compressed for Pyodide."""

import io
import itertools
import json
import re
import shutil
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

import benelux_programme as bp

Files = Mapping[str, bytes]
"""The contents of files by their paths."""

DEPENDENCIES = ("attrs", "cattrs", "PyYAML", "snowballstemmer", "typing_extensions")
"""The distributions that the library imports. PyYAML goes without its compiled module."""
EXTRAS = {
    "django": ("Django", "asgiref", "sqlparse"),
    "fastapi": (
        *("annotated_doc", "anyio", "fastapi", "idna", "opentelemetry_api", "starlette"),
        *("httpx2", "httpx2_jsfetch"),  # which the test client imports
    ),
    "hypothesis": ("hypothesis", "sortedcontainers"),
    "jinja2": ("Jinja2", "MarkupSafe"),  # which goes without its compiled module
    "jsonschema": ("jsonschema", "pyrsistent"),
    "markdown": ("markdown-it-py", "mdurl"),
    "msgspec": ("msgspec",),
    "pydantic": ("annotated_types", "pydantic", "pydantic_core", "typing_inspection"),
    "rdflib": ("rdflib", "pyparsing"),
}
"""The archives that are loaded when an example first imports them, and their distributions."""
WHEELS = Path(__file__).parents[2] / "wheels.txt"
"""The distributions that are not taken as they are installed here, but for Pyodide."""
WITHOUT_THREADS = {
    "anyio/from_thread.py": b"\nfrom run.portal import start_blocking_portal\n",
    "anyio/to_thread.py": b"\nfrom run.portal import run_sync\n",
}
"""What is added to modules that would start threads."""
PACKAGES = "packages.tar.xz"
FETCHED_FILES = (
    PACKAGES,
    "pyodide/pyodide.asm.wasm.zlib",
    "pyodide/python_stdlib.zip.zlib",
    "pyodide/pyodide-lock.json.zlib",
)
"""The files that the worker fetches, whose bytes it counts."""
SUFFIXES = {".css", ".html", ".json", ".py", ".typed"}
"""How the names of the modules and the data end."""


def write_python(source: Path, folder: Path, wheels: Mapping[str, Path]) -> None:
    """Write Pyodide and the library, compressed, and archives of the modules that can wait."""
    with zipfile.ZipFile(source / "python_stdlib.zip") as archive:
        stdlib = {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
    archives = {"python": stdlib}
    for extra, names in find_extras(wheels).items():
        archives[extra] = read_distributions(set(names) - wheels.keys())
        for name in wheels.keys() & set(names):
            archives[extra] |= read_wheel(wheels[name])
    library = read_library() | read_distributions(DEPENDENCIES)
    library["run/index.json"] = format_index(archives)
    write_archive(folder / PACKAGES, library)
    first = set(find_first_modules(source, folder / PACKAGES))
    archives["python"] = {name: stdlib[name] for name in stdlib.keys() - first}
    for name, files in archives.items():
        write_archive(folder / f"{name}.tar.xz", files)
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = {}  # which Pyodide would fetch from another host
    contents = {
        "pyodide.asm.wasm": (source / "pyodide.asm.wasm").read_bytes(),
        "python_stdlib.zip": format_zip({name: stdlib[name] for name in first}),
        "pyodide-lock.json": json.dumps(lock).encode(),
    }
    for name, content in contents.items():
        (folder / "pyodide" / f"{name}.zlib").write_bytes(zlib.compress(content, 9))


def find_first_modules(source: Path, packages: Path) -> list[str]:
    """Return the files of the standard library that are loaded with the library."""
    script = shutil.copy(Path(__file__).with_name("modules.mjs"), source.parents[1])
    command = ["node", script, packages]
    output = subprocess.check_output(command, encoding="utf-8")  # noqa: S603  # the command is ours
    return list(json.loads(output))


def format_zip(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files as they are, so that all can be compressed together."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in sorted(files):
            archive.writestr(name, files[name])
    return content.getvalue()


def read_library() -> dict[str, bytes]:
    """Return the files of the library, and those that run examples."""
    source = Path(bp.__file__).parent
    files = {
        file.relative_to(source.parent).as_posix(): file.read_bytes()
        for file in source.rglob("*")
        if file.suffix in SUFFIXES
    }
    for name in ("imports.py", "portal.py", "session.py"):
        files[f"run/{name}"] = Path(__file__).with_name(name).read_bytes()
    return files


def read_distributions(names: Iterable[str]) -> dict[str, bytes]:
    """Return the files of installed distributions, as sources."""
    return {
        entry.as_posix(): entry.read_binary()
        for name in names
        for entry in distribution(name).files or ()
        if ".." not in entry.parts
        and (entry.suffix in SUFFIXES or entry.parts[0].endswith(".dist-info"))
    }


def read_wheel(path: Path) -> dict[str, bytes]:
    """Return the files of a wheel, in which modules that would start threads do not."""
    with zipfile.ZipFile(path) as wheel:
        return {
            name: wheel.read(name) + WITHOUT_THREADS.get(name, b"") for name in wheel.namelist()
        }


def find_pinned_distributions() -> set[str]:
    """Return the distributions that are taken for Pyodide."""
    return set(re.findall(r"^(\w+)==", WHEELS.read_text(encoding="utf-8"), re.MULTILINE))


def find_extras(wheels: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the extras, except those that lack a wheel for Pyodide."""
    lacking = find_pinned_distributions().difference(wheels)
    return {extra: names for extra, names in EXTRAS.items() if lacking.isdisjoint(names)}


def find_packed_distributions(folder: Path) -> set[str]:
    """Return the distributions whose modules are in the archives of a folder."""
    extras = [names for extra, names in EXTRAS.items() if (folder / f"{extra}.tar.xz").exists()]
    return {*DEPENDENCIES, *itertools.chain(*extras)}


def format_index(archives: Mapping[str, Iterable[str]]) -> bytes:
    """Return, as JSON, the archive of each module, given the paths of the files in each archive."""
    index = {}
    for archive, names in archives.items():
        for path in map(PurePosixPath, names):
            if path.suffix == ".py":
                parts = path.parent.parts if path.stem == "__init__" else path.with_suffix("").parts
                index[".".join(parts)] = archive
    return json.dumps(index).encode()


def write_archive(path: Path, files: Files) -> None:
    """Write files to an archive, compressed together."""
    with tarfile.open(path, "w:xz") as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            archive.addfile(entry, io.BytesIO(files[name]))
