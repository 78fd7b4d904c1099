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
        if name not in ("columns", "labels"):  # of a table that documents it
            assert "lose" in (function.__doc__ or "")


def test_rdflib_is_imported_only_to_make_a_graph() -> None:
    script = "import sys, benelux_programme as bp; bp.export.skos; print('rdflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"False"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_documents_what_its_format_loses_and_is_in_the_index(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    index = page.with_name("index.md").read_text(encoding="utf-8")
    if page.stem != "index":
        assert "\n## What it loses\n" in text
        assert f"({page.name})" in index
        assert f"\n{page.stem}\n" in index
