"""The compiled files agree with the YAML files, and mistakes are refused."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import compile as compiler
import pytest

import benelux_programme as bp


@pytest.fixture
def project(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that a test may change."""
    for file in (root / "data").glob("*.yaml"):
        shutil.copy(file, tmp_path)
    shutil.copytree(root / "data" / "2021-2024", tmp_path / "2021-2024")
    replace(tmp_path / "2021-2024" / "programme.yaml", "revision: 2", "revision: 1")
    monkeypatch.setattr(compiler, "SOURCE", tmp_path)
    monkeypatch.setattr(compiler, "OUTPUT", tmp_path / "compiled")
    return tmp_path


def test_the_bundled_files_are_up_to_date() -> None:
    assert compiler.main(["--check"]) == 0


def test_compiled_files_pass_the_check(project: Path) -> None:
    assert compiler.main([]) == 0
    assert compiler.main(["--check"]) == 0
    index = json.loads((project / "compiled" / "index.json").read_bytes())
    assert list(index["programmes"]) == ["2021-2024"]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def read_revisions(project: Path) -> Any:
    text = (project / "compiled" / "index.json").read_bytes()
    return json.loads(text)["programmes"]["2021-2024"]["revisions"]


def test_an_unpublished_revision_may_change(project: Path) -> None:
    compiler.main([])
    before = read_revisions(project)["1"]["sha256"]
    replace(
        project / "2021-2024" / "3-security.yaml", "commitment: firm", "commitment: conditional"
    )
    assert compiler.main([]) == 0
    assert read_revisions(project)["1"]["sha256"] != before


def test_a_published_revision_never_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compiler.main(["publish", "2021-2024"]) == 0
    assert compiler.main(["publish", "2021-2024"]) == compiler.main(["--check"]) == 0
    lock = json.loads((project / "published.json").read_bytes())
    first = (project / "compiled" / "2021-2024" / "1.json").read_bytes()
    assert lock == {"2021-2024": {"1": hashlib.sha256(first).hexdigest()}}

    replace(
        project / "2021-2024" / "3-security.yaml", "commitment: firm", "commitment: conditional"
    )
    for arguments in ([], ["--check"], ["publish", "2021-2024"]):
        assert compiler.main(arguments) == 1
        assert "revision 2 is next" in capsys.readouterr().err
    assert json.loads((project / "published.json").read_bytes()) == lock
    assert (project / "compiled" / "2021-2024" / "1.json").read_bytes() == first

    replace(project / "2021-2024" / "programme.yaml", "revision: 1", "revision: 2")
    assert compiler.main([]) == compiler.main(["--check"]) == 0
    assert list(read_revisions(project)) == ["1", "2"]
    assert (project / "compiled" / "2021-2024" / "1.json").read_bytes() == first
    assert compiler.main(["publish", "2021-2024"]) == 0
    assert list(json.loads((project / "published.json").read_bytes())["2021-2024"]) == ["1", "2"]


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("{}")])
def test_a_changed_published_file_is_refused(
    project: Path, spoil: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    compiler.main(["publish", "2021-2024"])
    replace(project / "2021-2024" / "programme.yaml", "revision: 1", "revision: 2")
    compiler.main([])
    spoil(project / "compiled" / "2021-2024" / "1.json")
    assert compiler.main([]) == 1
    assert "2021-2024.revision: 1 is not what was published" in capsys.readouterr().err


def test_a_published_programme_cannot_be_removed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compiler.main(["publish", "2021-2024"])
    shutil.rmtree(project / "2021-2024")
    assert compiler.main([]) == 1
    assert "'2021-2024' is not there, though it was published" in capsys.readouterr().err


def test_check_cannot_be_combined_with_publish(project: Path) -> None:
    with pytest.raises(SystemExit):
        compiler.main(["--check", "publish", "2021-2024"])
    assert not (project / "published.json").exists()


def test_a_revision_cannot_be_skipped(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(project / "2021-2024" / "programme.yaml", "revision: 1", "revision: 2")
    assert compiler.main([]) == 1
    assert "2021-2024.revision: 2 is not 1" in capsys.readouterr().err


def test_an_unknown_programme_is_not_published(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compiler.main(["publish", "1999"]) == 1
    assert "'1999' is not one of 2021-2024" in capsys.readouterr().err
    assert not (project / "published.json").exists()


RETIRED = "retired: [{id: %s, successors: [], reason: {en: A mistake.}, since: %d}]\nrevision: 2"


@pytest.mark.parametrize(
    ("id", "retired", "message"),
    [
        ("police-treaty", RETIRED % ("new-police-treaty", 2), None),
        ("police-treaty", "revision: 2", "'new-police-treaty' is not in use, or retired"),
        ("police-treaty", RETIRED % ("new-police-treaty", 3), "at most the revision"),
        ("new-police-treaty", RETIRED % ("never-was", 2), "'never-was' is not an id of revision 1"),
    ],
)
def test_an_id_is_in_use_or_retired(
    project: Path, id: str, retired: str, message: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    compiler.main(["publish", "2021-2024"])
    replace(project / "2021-2024" / "3-security.yaml", "id: new-police-treaty", f"id: {id}")
    replace(project / "2021-2024" / "programme.yaml", "revision: 1", retired)
    assert compiler.main([]) == (0 if message is None else 1)
    assert (message or "") in capsys.readouterr().err


def test_an_id_keeps_its_kind(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compiler.main(["publish", "2021-2024"])
    file = project / "2021-2024" / "3-security.yaml"
    replace(file, "id: new-police-treaty", "id: for-a-while")
    replace(file, "id: security", "id: new-police-treaty")
    replace(file, "id: for-a-while", "id: security")
    replace(project / "2021-2024" / "programme.yaml", "revision: 1", "revision: 2")
    assert compiler.main([]) == 1
    assert "'Theme' is not a Pillar for ever" in capsys.readouterr().err


def test_a_retired_id_stays_retired(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main = project / "2021-2024" / "programme.yaml"
    compiler.main(["publish", "2021-2024"])
    replace(project / "2021-2024" / "3-security.yaml", "id: new-police-treaty", "id: police-treaty")
    replace(main, "revision: 1", RETIRED % ("new-police-treaty", 2))
    assert compiler.main(["publish", "2021-2024"]) == 0
    replace(main, RETIRED % ("new-police-treaty", 2), "revision: 3")
    assert compiler.main([]) == 1
    assert "'new-police-treaty' is not retired for ever, since 2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: annual-plan", "kind: novel", "'novel' is not one of"),
        ("id: annual-plan-2009", "id: programme-2009-2012", "Document.id: 33 is not 34"),
    ],
)
def test_a_mistake_in_the_register_is_refused(
    project: Path, old: str, new: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(project / "documents.yaml", old, new)
    assert compiler.main([]) == 1
    assert message in capsys.readouterr().err


def test_outdated_files_are_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
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
        ("3-security.yaml", 'citations: ["3/1"]', 'citations: ["3/9"]', "3/9"),
        ("programme.yaml", 'citation: "0/1"', 'citation: "1/1"', "0 ¶1"),
        ("fingerprints.yaml", '"0/1"', '"0/2"', "0/1"),
    ],
)
def test_a_mistake_is_refused(
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


def test_a_programme_contains_the_parents_of_its_partners() -> None:
    programme = bp.load("2025-2028")
    ids = {partner.id for partner in programme.partners}
    assert {parent for partner in programme.partners for parent in partner.parents} <= ids
    assert "germany" in ids
