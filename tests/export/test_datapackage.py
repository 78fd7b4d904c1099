"""The Data Package: it loses nothing, and is written whole or not at all."""

import json
from errno import EEXIST
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import benelux_programme as bp
from benelux_programme.errors import UnwritableFileError
from benelux_programme.export._datapackage import descriptors as package_descriptors
from benelux_programme.export._datapackage.tables import described
from benelux_programme.testing import programmes
from examples import PROGRAMME
from package_reader import Package
from payloads import PAYLOADS, filled_with


def read_back(folder: Path) -> list[bp.Programme]:
    return [bp.read(document) for document in Package(folder).documents()]


def test_the_bundled_programmes_come_back(tmp_path: Path) -> None:
    both = [bp.load(period) for period in bp.periods()]
    path = bp.export.datapackage(both, tmp_path / "package")
    assert path == tmp_path / "package" / "datapackage.json"
    assert read_back(path.parent) == both


@settings(max_examples=30)
@given(one=programmes("one"), two=programmes("two"))
def test_all_that_a_programme_holds_comes_back(
    one: bp.Programme, two: bp.Programme, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("packages") / "package"
    bp.export.datapackage([one, two], folder)
    assert read_back(folder) == [one, two]


@pytest.mark.parametrize("example", [PROGRAMME, *map(filled_with, PAYLOADS[::4])])
def test_every_kind_of_record_and_harmful_texts_come_back(
    example: bp.Programme, tmp_path: Path
) -> None:
    bp.export.datapackage(example, tmp_path / "package")
    assert read_back(tmp_path / "package") == [example]


def test_a_citation_that_no_paragraph_lists_comes_back(tmp_path: Path) -> None:
    action = attrs.evolve(
        PROGRAMME.own_actions[0],
        actors=(),
        references=(),
        fields=(),
        citations=(bp.Citation(section="2", paragraph=3), bp.Citation(section="4")),
    )
    bare = bp.Programme(
        id="2025-2028", period=PROGRAMME.period, title=PROGRAMME.title, own_actions=(action,)
    )
    bp.export.datapackage(bare, tmp_path / "package")
    assert read_back(tmp_path / "package") == [bare]


def test_what_nobody_knows_stays_unknown(tmp_path: Path) -> None:
    bare = bp.Programme(
        id="2025-2028",
        period=PROGRAMME.period,
        title=PROGRAMME.title,
        publication=bp.Publication(kind="booklet", title=PROGRAMME.title, languages=("nl",)),
    )
    folder = bp.export.datapackage(bare, tmp_path / "package").parent
    assert read_back(folder) == [bare]
    rows = (folder / "programme_publication.csv").read_text(encoding="utf-8").splitlines()
    assert [set(row.split(",")) for row in rows[1:]] == [{"2025-2028", "booklet", ""}]


def test_the_descriptor_tells_types_keys_hashes_and_sizes(tmp_path: Path) -> None:
    path = bp.export.datapackage(bp.load("2025-2028"), tmp_path / "package")
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    resources = {one["name"]: one for one in descriptor["resources"]}
    for resource in resources.values():
        content = (path.parent / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        header = content.decode().partition("\n")[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])
    schema = resources["action_partners"]["schema"]
    assert schema["primaryKey"] == ["action", "position"]
    assert {"fields": ["partner"], "reference": {"resource": "partners", "fields": ["key"]}} in (
        schema["foreignKeys"]
    )
    by_name = {one["name"]: one for one in resources["actions"]["schema"]["fields"]}
    assert by_name["commitment"]["constraints"]["enum"] == [one.value for one in bp.Commitment]
    assert by_name["position"]["type"] == "integer"
    assert by_name["timing_start"]["type"] == "date"


def test_every_file_is_in_both_descriptors(tmp_path: Path) -> None:
    folder = bp.export.datapackage(PROGRAMME, tmp_path / "package").parent
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    web = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    tables = {file.name for file in folder.glob("*.csv")}
    assert {one["path"] for one in package["resources"]} == tables
    assert {one["url"] for one in web["tables"]} == tables
    assert {file.name for file in folder.iterdir()} == tables | {
        "datapackage.json",
        "csv-metadata.json",
    }


def test_a_licence_is_given_only_for_what_we_may_license(tmp_path: Path) -> None:
    def licences(programme: bp.Programme | list[bp.Programme], name: str) -> object:
        path = bp.export.datapackage(programme, tmp_path / name)
        web = json.loads((path.parent / "csv-metadata.json").read_text(encoding="utf-8"))
        package = json.loads(path.read_text(encoding="utf-8"))
        addresses = [{"@id": one["path"]} for one in package.get("licenses", ())]
        assert addresses == ([web["dc:license"]] if "dc:license" in web else [])
        return package.get("licenses")

    ours = bp.load("2021-2024")
    assert licences(ours, "ours") == [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0 International",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ]
    assert licences(attrs.evolve(ours, subtitle=bp.Text(en="Mine")), "changed") is None
    assert licences(attrs.evolve(ours, revision=99), "later") is None
    assert licences(PROGRAMME, "example") is None
    stranger = bp.Programme(id="mine", period=ours.period, title=ours.title)
    assert licences(stranger, "stranger") is None
    assert licences([ours, stranger], "both") is None


def test_an_earlier_revision_has_the_licence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = bp.load("2021-2024")
    known = {ours.revision: ours, ours.revision + 1: attrs.evolve(ours, revision=ours.revision + 1)}

    def load(_: str, *, revision: int | None = None) -> bp.Programme:
        return known[revision or max(known)]

    monkeypatch.setattr(package_descriptors, "revisions", lambda _: tuple(known))
    monkeypatch.setattr(package_descriptors, "load", load)
    for revision, programme in known.items():
        path = bp.export.datapackage(programme, tmp_path / str(revision))
        assert "licenses" in json.loads(path.read_text(encoding="utf-8"))


def test_a_package_of_two_programmes_names_both(tmp_path: Path) -> None:
    other = bp.Programme(
        id="other", revision=3, period=PROGRAMME.period, title=bp.Text(nl="Ander", en="Other")
    )
    path = bp.export.datapackage([PROGRAMME, other], tmp_path / "package")
    package = json.loads(path.read_text(encoding="utf-8"))
    assert package["name"] == "programmes-2025-2028-other"
    assert package["version"] == "2.3"
    assert package["title"] == "Programme; Other"
    assert package["sources"] == [{"title": "Circular economy"}]
    web = json.loads((path.parent / "csv-metadata.json").read_text(encoding="utf-8"))
    assert web["dc:title"] == "Programme; Other"


def test_the_files_are_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        bp.export.datapackage(map(bp.load, bp.periods()), tmp_path / name)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


@pytest.mark.parametrize(
    "wrong", [[], [PROGRAMME, PROGRAMME], [PROGRAMME, "2025-2028"], 1, PROGRAMME.actions]
)
def test_what_are_not_programmes_with_ids_of_their_own_is_refused(
    wrong: list[bp.Programme], tmp_path: Path
) -> None:
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.export.datapackage(wrong, tmp_path / "package")
    expected = "one or more programmes, each with an id of its own"
    assert caught.value.args == ("datapackage", "programmes", wrong, expected, "wrong-type")
    assert not list(tmp_path.iterdir())


def test_descriptors_are_in_plain_letters(tmp_path: Path) -> None:
    programme = attrs.evolve(PROGRAMME, title=bp.Text(fr="Programme général"))
    bp.export.datapackage(programme, tmp_path / "package")
    for name in ("datapackage.json", "csv-metadata.json"):
        assert "Programme général" in (tmp_path / "package" / name).read_text(encoding="utf-8")


def test_an_empty_folder_is_filled_and_folders_above_are_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    bp.export.datapackage(PROGRAMME, tmp_path / "empty")
    bp.export.datapackage(PROGRAMME, str(tmp_path / "a" / "b"))
    assert read_back(tmp_path / "empty") == read_back(tmp_path / "a" / "b") == [PROGRAMME]


def test_nothing_is_overwritten_unless_it_is_asked_for(tmp_path: Path) -> None:
    bp.export.datapackage(bp.load("2021-2024"), tmp_path / "package")
    with pytest.raises(UnwritableFileError) as caught:
        bp.export.datapackage(PROGRAMME, tmp_path / "package")
    error = caught.value
    assert (error.errno, error.filename) == (EEXIST, str(tmp_path / "package"))
    assert error.strerror == "it already exists; `overwrite`, or --force, replaces it"
    assert read_back(tmp_path / "package") == [bp.load("2021-2024")]
    bp.export.datapackage(PROGRAMME, tmp_path / "package", overwrite=True)
    assert read_back(tmp_path / "package") == [PROGRAMME]
    assert [one.name for one in tmp_path.iterdir()] == ["package"]


def test_a_folder_with_other_files_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "thesis.txt").write_text("mine")
    with pytest.raises(UnwritableFileError) as caught:
        bp.export.datapackage(PROGRAMME, tmp_path / "package", overwrite=True)
    error = caught.value
    assert (error.errno, error.strerror) == (EEXIST, "it would be lost")
    assert error.filename == str(tmp_path / "package" / "thesis.txt")
    assert [one.name for one in (tmp_path / "package").iterdir()] == ["thesis.txt"]
    assert [one.name for one in tmp_path.iterdir()] == ["package"]


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in ("file", "file/package"):
        with pytest.raises(UnwritableFileError):
            bp.export.datapackage(PROGRAMME, tmp_path / folder, overwrite=True)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_failure_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bp.export.datapackage(PROGRAMME, tmp_path / "package")
    write, count = Path.write_bytes, iter(range(100))

    def full(path: Path, content: bytes) -> int:
        if next(count) == 5:
            raise OSError(28, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UnwritableFileError, match="No space left"):
        bp.export.datapackage(bp.load("2021-2024"), tmp_path / "package", overwrite=True)
    assert [one.name for one in tmp_path.iterdir()] == ["package"]
    assert read_back(tmp_path / "package") == [PROGRAMME]


def test_the_former_package_comes_back_if_the_new_one_cannot_take_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bp.export.datapackage(PROGRAMME, tmp_path / "package")
    rename, count = Path.rename, iter(range(100))

    def refuse(path: Path, target: Path) -> Path:
        if next(count) == 1:
            raise OSError(13, "Permission denied", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UnwritableFileError, match="Permission denied"):
        bp.export.datapackage(bp.load("2021-2024"), tmp_path / "package", overwrite=True)
    assert [one.name for one in tmp_path.iterdir()] == ["package"]
    assert read_back(tmp_path / "package") == [PROGRAMME]


def test_the_folder_is_the_path_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder: Any
    for folder in (None, 1, "", b"package", ["package"]):
        with pytest.raises(bp.errors.InvalidValueError) as caught:
            bp.export.datapackage(PROGRAMME, folder)
        expected = "the path of a folder"
        assert caught.value.args == ("datapackage", "folder", folder, expected, "wrong-type")
    for folder in ("a\0b", "a\ud800b"):
        with pytest.raises(bp.errors.UnwritableFileError) as unwritable:
            bp.export.datapackage(PROGRAMME, folder)
        assert unwritable.value.filename == folder
    assert not list(tmp_path.iterdir())


def test_nothing_is_said_of_columns_where_docstrings_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    definitions = {"Text": {"properties": {"fr": {"type": "string"}}}}
    monkeypatch.setattr(
        "benelux_programme.export._datapackage.tables._definitions", lambda: definitions
    )
    assert described(bp.Text) == described(bp.Text, "fr") == ("", ())
