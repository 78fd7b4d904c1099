"""The pages on the exports."""

from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[2] / "docs" / "how-to" / "export").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_page_says_what_its_format_loses_and_is_in_the_index(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    index = page.with_name("index.md").read_text(encoding="utf-8")
    if page.stem != "index":
        assert "\n## What it loses\n" in text
        assert f"({page.name})" in index
        assert f"\n{page.stem}\n" in index
