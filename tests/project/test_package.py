"""The installed package."""

from importlib.metadata import distribution
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import attrs

import benelux_programme as bp


def test_it_contains_the_compiled_data_and_no_yaml() -> None:
    installed = [str(file) for file in distribution("benelux-programme").files or ()]
    assert not [name for name in installed if name.endswith((".yaml", ".yml"))]
    for period in bp.periods():
        for revision in bp.revisions(period):
            assert (files(bp) / "_data" / period / f"{revision}.json").is_file()


def test_it_is_typed_and_names_its_licences() -> None:
    assert (files(bp) / "py.typed").is_file()
    metadata = distribution("benelux-programme").metadata
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0"


def test_the_citation_file_names_this_version(root: Path) -> None:
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {bp.__version__}\n" in citation


def test_the_changelog_contains_what_is_notable_in_revisions(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8").replace("#", "")
    for period in bp.periods():
        for old, new in pairwise(bp.revisions(period)):
            diff = bp.diff(bp.load(period, revision=old), bp.load(period, revision=new))
            notable = diff.where(severity=["breaking", "notable"])
            changes = notable.where(lambda each: each.subject != bp.Subject.OUTCOME).changes
            text = bp.render.markdown(attrs.evolve(diff, changes=changes)).replace("#", "")
            assert text in changelog
            counts = bp.render.markdown(diff).splitlines()[2]
            assert f"{period}, revision {new}: {counts}" in changelog
