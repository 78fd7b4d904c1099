"""The packages that the examples import, as one archive for Pyodide."""

import zipfile
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

import benelux_programme as bp

DEPENDENCIES = ("attrs", "cattrs", "PyYAML", "snowballstemmer", "typing_extensions")
"""The distributions that the library imports. PyYAML goes without its compiled module."""
SUFFIXES = {".css", ".html", ".json", ".py", ".typed"}
"""How the names of the modules and the data end."""


def write_packages(path: Path, distributions: Iterable[str] = DEPENDENCIES) -> None:
    """Write the library, the session and installed distributions, as sources, to an archive."""
    source = Path(bp.__file__).parent
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(source.rglob("*")):
            if file.suffix in SUFFIXES:
                archive.write(file, file.relative_to(source.parent))
        archive.write(Path(__file__).with_name("session.py"), "run/session.py")
        for name in distributions:
            for entry in distribution(name).files or ():
                if ".." not in entry.parts and (
                    entry.suffix in SUFFIXES or entry.parts[0].endswith(".dist-info")
                ):
                    archive.write(str(entry.locate()), str(entry))
