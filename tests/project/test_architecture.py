"""The page on the architecture agrees with the tree."""

import re
from pathlib import Path


def test_every_module_of_the_page_exists(root: Path) -> None:
    page = (root / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    package = root / "src/benelux_programme"
    modules = re.findall(r"`([\w/]+\.py)`", page.partition("## Where does a new line belong?")[2])
    assert len(modules) > 10
    assert [name for name in modules if not (package / name).is_file()] == []
