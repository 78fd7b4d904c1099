"""The data agree with the publications, and do not copy them."""

import re
from collections.abc import Iterator
from pathlib import Path

import benelux_programme as bp
from benelux_programme.text import fold
from conftest import Paragraphs, titled

RUN = 12


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1))


def test_the_paragraphs_are_those_of_the_publication(
    programme: bp.Programme, printed: Paragraphs
) -> None:
    assert [one.address for one in programme.paragraphs] == list(printed[programme.id])


def test_titles_are_printed_so(programme: bp.Programme, sources: Path) -> None:
    publication = next(sources.glob(f"{programme.id}.fr.*")).read_text(encoding="utf-8")
    for node in titled(programme):
        assert node.title.fr is not None
        in_capitals = node.title.fr.upper()
        assert node.title.fr in publication or in_capitals in publication
        assert fold(node.title.fr) in fold(publication)


def test_no_file_copies_a_sentence_of_the_booklet(root: Path, printed: Paragraphs) -> None:
    copied = {run for text in printed["2025-2028"].values() for run in runs(text)}
    checked = 0
    for file in root.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
        if not hidden and file.suffix in {".py", ".yaml", ".json", ".md", ".toml"}:
            checked += 1
            assert not copied & set(runs(file.read_text(encoding="utf-8"))), file
    assert checked > 30
