"""The pages on tools that the other tests do without."""

from pathlib import Path

import pytest

from pages import run_examples


@pytest.mark.parametrize("tool", ["pandas", "polars", "duckdb"])
def test_the_examples_run(tool: str, root: Path) -> None:
    pytest.importorskip(tool)
    assert run_examples(root / "docs" / "how-to" / "export" / f"{tool}.md") > 3
