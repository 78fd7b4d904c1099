"""The Data Package: it loses nothing, and its descriptors describe it."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import benelux_programme as bp
from benelux_programme.errors import UnwritableFileError
from benelux_programme.export import _datapackage
from benelux_programme.export._datapackage import tables
from benelux_programme.testing import programmes
from examples import PROGRAMME
from package_reader import Package
from payloads import PAYLOADS, fill_programme
from support import compare_golden


def read_package(folder: Path) -> list[bp.Programme]:
    return [bp.read(document) for document in Package(folder).build_documents()]


def test_the_bundled_programmes_are_read_back(tmp_path: Path) -> None:
    both = [bp.load(period) for period in bp.periods()]
    path = bp.export.datapackage(both, tmp_path / "package")
    assert path == tmp_path / "package" / "datapackage.json"
    assert read_package(path.parent) == both


@settings(max_examples=10)
@given(one=programmes("one"), two=programmes("two"))
def test_any_two_programmes_are_read_back(
    one: bp.Programme, two: bp.Programme, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("packages") / "package"
    bp.export.datapackage([one, two], folder)
    assert read_package(folder) == [one, two]


@pytest.mark.parametrize("example", [PROGRAMME, *map(fill_programme, PAYLOADS[::4])])
def test_every_kind_of_record_and_hostile_texts_are_read_back(
    example: bp.Programme, tmp_path: Path
) -> None:
    bp.export.datapackage(example, tmp_path / "package")
    assert read_package(tmp_path / "package") == [example]


def test_citations_of_unlisted_paragraphs_are_read_back(tmp_path: Path) -> None:
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
    assert read_package(tmp_path / "package") == [bare]


def test_missing_values_are_empty_cells(tmp_path: Path) -> None:
    bare = bp.Programme(
        id="2025-2028",
        period=PROGRAMME.period,
        title=PROGRAMME.title,
        publication=bp.Publication(kind="booklet", title=PROGRAMME.title, languages=("nl",)),
    )
    folder = bp.export.datapackage(bare, tmp_path / "package").parent
    assert read_package(folder) == [bare]
    rows = (folder / "programme_publication.csv").read_text(encoding="utf-8").splitlines()
    assert [set(row.split(",")) for row in rows[1:]] == [{"2025-2028", "booklet", ""}]


def test_the_tables_and_columns_are_stable(request: pytest.FixtureRequest) -> None:
    lines = []
    for table in tables.build_tables([]):
        lines.append(f"{table.name} ({', '.join(table.primary_key)})\n")
        for column in table.columns:
            required = "required" if column.required else "optional"
            reference = f" -> {column.foreign_table}" if column.foreign_table else ""
            lines.append(f"  {column.name}: {column.type}, {required}{reference}\n")
    compare_golden("export.tables.txt", "".join(lines), request)


def test_the_descriptor_has_types_keys_hashes_and_sizes(tmp_path: Path) -> None:
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


def test_only_unmodified_bundled_programmes_have_a_licence(tmp_path: Path) -> None:
    def read_licences(programme: bp.Programme | list[bp.Programme], name: str) -> object:
        path = bp.export.datapackage(programme, tmp_path / name)
        web = json.loads((path.parent / "csv-metadata.json").read_text(encoding="utf-8"))
        package = json.loads(path.read_text(encoding="utf-8"))
        addresses = [{"@id": one["path"]} for one in package.get("licenses", ())]
        assert addresses == ([web["dc:license"]] if "dc:license" in web else [])
        return package.get("licenses")

    ours = bp.load("2021-2024")
    assert read_licences(ours, "ours") == [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0 International",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ]
    assert read_licences(attrs.evolve(ours, subtitle=bp.Text(en="Mine")), "changed") is None
    assert read_licences(attrs.evolve(ours, revision=99), "later") is None
    assert read_licences(PROGRAMME, "example") is None
    stranger = bp.Programme(id="mine", period=ours.period, title=ours.title)
    assert read_licences(stranger, "stranger") is None
    assert read_licences([ours, stranger], "both") is None


def test_an_earlier_revision_has_a_licence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = bp.load("2021-2024")
    known = {ours.revision: ours, ours.revision + 1: attrs.evolve(ours, revision=ours.revision + 1)}

    def load(_: str, *, revision: int | None = None) -> bp.Programme:
        return known[revision or max(known)]

    monkeypatch.setattr(_datapackage, "revisions", lambda _: tuple(known))
    monkeypatch.setattr(_datapackage, "load", load)
    for revision, programme in known.items():
        path = bp.export.datapackage(programme, tmp_path / str(revision))
        assert "licenses" in json.loads(path.read_text(encoding="utf-8"))


def test_the_descriptors_of_two_programmes_have_both_titles(tmp_path: Path) -> None:
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


def test_the_files_are_reproducible(tmp_path: Path) -> None:
    for name in ("one", "two"):
        bp.export.datapackage(map(bp.load, bp.periods()), tmp_path / name)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_descriptors_do_not_escape_letters(tmp_path: Path) -> None:
    programme = attrs.evolve(PROGRAMME, title=bp.Text(fr="Programme général"))
    bp.export.datapackage(programme, tmp_path / "package")
    for name in ("datapackage.json", "csv-metadata.json"):
        assert "Programme général" in (tmp_path / "package" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("programmes", [[], [PROGRAMME, PROGRAMME]])
def test_programmes_have_different_ids(programmes: list[bp.Programme], tmp_path: Path) -> None:
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.export.datapackage(programmes, tmp_path / "package")
    expected = "one or more programmes with different ids"
    assert caught.value.args == ("datapackage", "programmes", programmes, expected, "bad-value")
    assert not list(tmp_path.iterdir())


def test_a_package_is_replaced_only_with_overwrite(tmp_path: Path) -> None:
    folder = str(tmp_path / "package")
    bp.export.datapackage(bp.load("2021-2024"), folder)
    with pytest.raises(UnwritableFileError, match="already exists"):
        bp.export.datapackage(PROGRAMME, folder)
    bp.export.datapackage(PROGRAMME, folder, overwrite=True)
    assert read_package(tmp_path / "package") == [PROGRAMME]


@pytest.mark.parametrize(
    "own",
    [
        {"actions.csv": b"mine"},
        {"partners.csv": b"mine", "references.csv": b"mine"},
        {"datapackage.json": b'{"name": "mine", "resources": []}', "fields.csv": b"mine"},
        {"datapackage.json": b'{"name": "programmes-mine", "resources": []}', "fields.csv": b""},
        *({"datapackage.json": text} for text in (b"", b"[]", b"{}", b"\xff", b'{"name": 1}')),
        {"csv-metadata.json": b"{}"},
    ],
)
def test_no_file_of_others_is_replaced(own: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in own.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnwritableFileError, match="would be lost; move it first"):
        bp.export.datapackage(PROGRAMME, tmp_path, overwrite=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == own


def get_actions_table() -> tables.Table:
    return next(table for table in tables.build_tables([]) if table.name == "actions")


def test_descriptions_are_empty_without_docstrings(monkeypatch: pytest.MonkeyPatch) -> None:
    documented = get_actions_table()
    definitions: dict[str, Any] = {
        name: {"properties": {attribute: {} for attribute in definition["properties"]}}
        for name, definition in bp.json_schema()["$defs"].items()
    }
    monkeypatch.setattr(tables, "_get_class_schema", lambda cls: definitions[cls.__name__])
    bare = get_actions_table()
    assert documented.description
    assert not bare.description
    assert [column.name for column in bare.columns] == [
        column.name for column in documented.columns
    ]
