"""The package of the exports as a whole, and its pages."""

import subprocess
import sys
from pathlib import Path

import pytest

import benelux_programme as bp

PAGES = sorted((Path(__file__).parents[2] / "docs" / "how-to" / "export").glob("*.md"))


def test_every_export_is_a_function_that_documents_what_it_loses() -> None:
    for name in bp.export.__all__:
        function = getattr(bp.export, name)
        assert callable(function)
        assert function.__name__ == name
        assert "lose" in (function.__doc__ or "")


def test_dir_lists_the_exports() -> None:
    assert dir(bp.export) == sorted(bp.export.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'parquet'"):
        getattr(bp.export, "parquet")  # noqa: B009  # so that type checkers accept it


@pytest.mark.parametrize(
    ("expression", "unused"),
    [
        ("bp", ["benelux_programme.export", "csv", "xml.etree.ElementTree", "rdflib"]),
        ("bp.export", ["benelux_programme.export._table", "csv", "rdflib"]),
        ("bp.export.records", ["xml.etree.ElementTree", "rdflib"]),
        ("bp.export.skos", ["csv", "rdflib"]),
    ],
)
def test_a_format_is_imported_on_first_use(expression: str, unused: list[str]) -> None:
    script = (
        f"import sys, benelux_programme as bp; {expression}; "
        f"print(*set({unused}) & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == []


def test_importing_the_modules_replaces_no_function() -> None:
    script = (
        "import pkgutil, importlib, benelux_programme.export as export\n"
        "for module in pkgutil.iter_modules(export.__path__):\n"
        "    importlib.import_module(f'benelux_programme.export.{module.name}')\n"
        "print(all(callable(getattr(export, name)) for name in export.__all__))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"True"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_documents_what_its_format_loses_and_is_in_the_index(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    index = page.with_name("index.md").read_text(encoding="utf-8")
    if page.stem != "index":
        assert "\n## What it loses\n" in text
        assert f"({page.name})" in index
        assert f"\n{page.stem}\n" in index
