"""The compiled files are what the YAML files say, and a mistake in these does not pass."""

import json
import shutil
from pathlib import Path

import compile as compiler
import pytest

import benelux_programme as bp


@pytest.fixture
def project(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that a test may spoil."""
    for name in ("partners", "references", "fields", "stopwords"):
        shutil.copy(root / "data" / f"{name}.yaml", tmp_path)
    shutil.copytree(root / "data" / "2021-2024", tmp_path / "2021-2024")
    monkeypatch.setattr(compiler, "AUTHORED", tmp_path)
    monkeypatch.setattr(compiler, "COMPILED", tmp_path / "compiled")
    return tmp_path


def test_the_bundled_files_are_what_the_yaml_files_say() -> None:
    assert compiler.main(["--check"]) == 0


def test_what_is_written_passes_the_check(project: Path) -> None:
    assert compiler.main([]) == 0
    assert compiler.main(["--check"]) == 0
    index = json.loads((project / "compiled" / "index.json").read_bytes())
    assert list(index["programmes"]) == ["2021-2024"]


def test_an_earlier_revision_stays(project: Path) -> None:
    compiler.main([])
    first = (project / "compiled" / "2021-2024" / "1.json").read_bytes()
    file = project / "2021-2024" / "programme.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("revision: 1", "revision: 2"))
    assert compiler.main([]) == compiler.main(["--check"]) == 0
    index = json.loads((project / "compiled" / "index.json").read_bytes())["programmes"]
    assert list(index["2021-2024"]["revisions"]) == ["1", "2"]
    assert (project / "compiled" / "2021-2024" / "1.json").read_bytes() == first


def test_a_difference_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compiler.main([])
    (project / "compiled" / "2021-2024" / "1.json").write_text("{}")
    (project / "compiled" / "stray.json").write_text("{}")
    assert compiler.main(["--check"]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in errors] == ["stray.json", "2021-2024/1.json"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("3-security.yaml", "commitment: firm", "commitment: maybe", "maybe"),
        ("3-security.yaml", "actors: [benelux-union]", "actors: [nobody]", "'nobody'"),
        ("3-security.yaml", "id: new-police-treaty", "id: New Treaty", "'New Treaty'"),
        ("3-security.yaml", 'citations: ["3/1"]', 'citations: ["3/9"]', "3 ¶9"),
        ("programme.yaml", 'citation: "0/1"', 'citation: "1/1"', "0 ¶1"),
        ("fingerprints.yaml", '"0/1"', '"0/2"', "0 ¶1"),
    ],
)
def test_a_mistake_does_not_pass(
    project: Path,
    file: str,
    old: str,
    new: str,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = project / "2021-2024" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert compiler.main([]) == 1
    assert message in capsys.readouterr().err
    assert not (project / "compiled").exists()


def test_partners_bring_those_they_belong_to() -> None:
    programme = bp.load("2025-2028")
    ids = {partner.id for partner in programme.partners}
    assert {parent for partner in programme.partners for parent in partner.parents} <= ids
    assert "germany" in ids
