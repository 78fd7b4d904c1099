"""Buttons that run the Python examples of a page in the page, and the cells of "Try it"."""

import ast
import base64
import builtins
import functools
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from doctest import DocTestParser
from importlib.metadata import packages_distributions
from importlib.resources import files
from pathlib import Path
from typing import Any

from datasets.words import find_keys
from docutils import nodes
from scripts import write_script
from sphinx.application import Sphinx
from sphinx.util import logging

import benelux_programme as bp
from benelux_programme._model.words import find_pattern
from run.packages import FETCHED_FILES, WHEELS, find_packed_distributions, write_python

FOLDER = Path(__file__).parents[2] / "run"
FILES = ("run.css", "run.js", "worker.js")
WORDS = "words.js"
NPM_FILES = ("package.json", "package-lock.json")
"""The files that name the version of Pyodide and the checksums of its packages."""
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs")
LIBRARY = "benelux_programme"
PAGE = "try"
"""The page that has cells of its own."""

_LOGGER = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", write_files)
    app.connect("html-page-context", add_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_files(app: Sphinx) -> None:
    """Write Python, the library and the scripts to the site, if npm provides Pyodide."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static", "run")
    shutil.rmtree(folder, ignore_errors=True)
    source = install_pyodide(Path(app.doctreedir) / "npm")
    if source is None:
        return
    target = folder / "pyodide"
    target.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(FOLDER / name, folder / name)
    for name in PYODIDE_FILES:
        shutil.copy(source / name, target / name)
    write_python(source, folder, download_wheels(source, Path(app.doctreedir) / "wheels"))
    write_script(folder / WORDS, runWords=read_words())


def read_words() -> dict[str, dict[bp.Language, str]]:
    """Return the words of the buttons in all languages."""
    return {
        name: {language: find_pattern(key, language) for language in bp.LANGUAGES}
        for name, key in (find_keys("run") | {"fact": "form.fact"}).items()
    }


def install_pyodide(folder: Path) -> Path | None:
    """Install Pyodide with npm and return its path, or None if npm is missing or fails."""
    npm = shutil.which("npm")
    if npm is None:
        _LOGGER.info("run: npm is not installed, so the examples have no buttons")
        return None
    folder.mkdir(parents=True, exist_ok=True)
    for name in NPM_FILES:
        shutil.copy(FOLDER.parent / name, folder / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    result = subprocess.run(  # noqa: S603  # the command is ours
        command, cwd=folder, capture_output=True, check=False, encoding="utf-8"
    )
    if result.returncode:
        _LOGGER.info("run: npm failed, so the examples have no buttons:\n%s", result.stderr)
        return None
    return folder / "node_modules" / "pyodide"


def download_wheels(pyodide: Path, folder: Path) -> dict[str, Path]:
    """Download wheels for Pyodide and return their paths by distribution, or none if pip fails."""
    shutil.rmtree(folder, ignore_errors=True)  # which may have other versions
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    python = "".join(lock["python"].split(".")[:2])
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--require-hashes", "--no-deps", "--only-binary", ":all:", "--implementation", "cp"),
        *("--python-version", python, "--abi", f"cp{python}"),
        *("--platform", f"pyemscripten_{lock['abi_version']}_{lock['arch']}"),
        *("--requirement", str(WHEELS), "--dest", str(folder)),
    ]
    result = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")  # noqa: S603
    if result.returncode:
        _LOGGER.info("run: pip failed, so some examples do not run in the page:\n%s", result.stderr)
        return {}
    return {path.name.partition("-")[0]: path for path in folder.glob("*.whl")}


def add_files(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the style sheet, the script and the security policy to pages that have cells."""
    folder = Path(app.outdir, "_static", "run")
    if doctree is None or not folder.exists():
        return
    missing = find_missing(doctree, find_packed_distributions(folder))
    if missing or pagename == PAGE:
        context["metatags"] += format_policy()
        app.add_css_file("run/run.css")
        attributes: dict[str, Any] = {
            "data-bytes": str(sum((folder / name).stat().st_size for name in FETCHED_FILES)),
            "data-missing": json.dumps([sorted(names) for names in missing]),
        }
        app.add_js_file(f"run/{WORDS}", loading_method="defer")
        app.add_js_file("run/run.js", loading_method="defer", **attributes)


def find_missing(doctree: nodes.document, packed: AbstractSet[str]) -> list[set[str]]:
    """Return for each example of a page the distributions that it needs and the archives lack."""
    texts = [node.astext() for node in doctree.findall(is_block)]
    examples = [text for text in texts if re.search(r"^>>>", text, re.MULTILINE)]
    known: dict[str, set[str]] = {name: set() for name in dir(builtins)}
    return [find_needed(text, known, packed) for text in examples]


def is_block(node: nodes.Node) -> bool:
    """Return whether a node is shown as a block of code."""
    return isinstance(node, nodes.literal_block | nodes.doctest_block)


def find_needed(text: str, known: dict[str, set[str]], packed: AbstractSet[str]) -> set[str]:
    """Return the distributions that an example needs and the archives lack.

    They include what the known names need that it uses. The names that it binds are added.
    """
    tree = ast.parse("".join(one.source for one in DocTestParser().get_examples(text)))
    needed = set(find_distributions(tree)) - packed
    found: set[str] = set()
    for statement in tree.body:
        found |= find_bound(statement)
        for name in find_used(statement) - found:
            if name not in known:
                _LOGGER.warning("run: no example above binds %r, which is used in:\n%s", name, text)
            needed |= known.get(name, set())
    for name in found:
        if not needed or name not in known:
            known[name] = needed
    return needed


def find_bound(statement: ast.stmt) -> set[str]:
    """Return the names that a statement binds."""
    found = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.ExceptHandler) and node.name:
            found.add(node.name)
    return found


def find_used(statement: ast.stmt) -> set[str]:
    """Return the names that a statement uses."""
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def find_modules(tree: ast.Module) -> Iterator[str]:
    """Yield the full names of the modules that code imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


def find_distributions(tree: ast.Module) -> Iterator[str]:
    """Yield the distributions that code imports, besides the library."""
    for name in find_modules(tree):
        package = name.partition(".")[0]
        if package not in {LIBRARY, *sys.stdlib_module_names}:
            yield find_installed().get(package, [package])[0]


@functools.cache
def find_installed() -> Mapping[str, list[str]]:
    """Return the names of the installed distributions by the packages that they have."""
    return packages_distributions()


def format_policy() -> str:
    """Return the security policy of a page, which its workers inherit: nothing from elsewhere."""
    template = files("furo").joinpath("theme", "furo", "base.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", template, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts]
    hashes = " ".join(f"'sha256-{one}'" for one in digests)
    policy = (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; "
        "worker-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
