import os
from pathlib import Path
from typing import Any

import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidDataError, UnreadableFileError
from support import A_PILLAR, A_PROGRAMME

PLAN = "id: plan\nperiod: 2025\ntitle: {en: Plan}\n"
PILLAR = "id: {}\nnumber: {}\ntitle: {{en: Pillar}}\ncitations: ['{}']\n"
ACT = "{{id: {}, summary: {{en: Act.}}, commitment: firm, citations: ['1/1'], {}}}\n"
MARK = "{length: 9, start: '0000000000000000', end: '1111111111111111', whole: '2222222222222222'}"


def partner(id: str, more: str = "") -> str:
    return f"- {{id: {id}, kind: place, name: {{en: Name of {id}}}{more}}}\n"


def reference(id: str) -> str:
    return f"- {{id: {id}, kind: law, title: {{en: Title of {id}}}}}\n"


def field(id: str) -> str:
    return f"- {{id: {id}, label: {{en: Label of {id}}}}}\n"


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Reads a folder with these files."""

    def read(**files: str) -> bp.Programme:
        for name, text in files.items():
            (tmp_path / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
        return bp.read(tmp_path)

    return read


def ids(records: Any) -> list[str]:
    return [one.id for one in records]


def problems_of(read: Any, **files: str) -> list[str]:
    with pytest.raises(InvalidDataError) as caught:
        read(**files)
    return [str(problem) for problem in caught.value.problems]


def test_the_main_file_is_enough(read: Any) -> None:
    assert read(programme=PLAN) == bp.read(PLAN)


def test_pillars_are_in_the_order_of_their_files(read: Any, tmp_path: Path) -> None:
    (tmp_path / "2-a.yaml").write_text(PILLAR.format("second", 2, "2"))
    (tmp_path / "1-z.yaml").write_text(PILLAR.format("first", 1, "1"))
    assert ids(read(programme=PLAN).pillars) == ["first", "second"]


def test_files_may_end_in_yml(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "programme.yml").write_text(f"{PLAN}pages: {{'1': 6}}\n")
    own = ACT.format("act", "actors: [us], fields: [water]")
    (folder / "1-a.yml").write_text(f"{PILLAR.format('first', 1, '1')}own_actions: [{own}]\n")
    (folder / "2-b.YAML").write_text(PILLAR.format("second", 2, "1"))
    (folder / "fingerprints.yml").write_text(f"'1/1': {MARK}\n")
    (folder / "partners.yml").write_text(partner("us"))
    (tmp_path / "fields.yml").write_text(field("water"))
    programme = bp.read(folder)
    assert ids(programme.pillars) == ["first", "second"]
    assert programme.paragraphs[0].page == 6
    assert ids(programme.partners + programme.fields) == ["us", "water"]
    (folder / "2-b.YAML").write_text("just a text\n")
    with pytest.raises(InvalidDataError, match=r"2-b\.YAML:1:1"):
        bp.read(folder)


@pytest.mark.parametrize("name", ["programme", "1-first", "mentions", "partners"])
def test_a_file_with_both_endings_is_refused(name: str, tmp_path: Path) -> None:
    for written in ("programme", "notes", name):
        (tmp_path / f"{written}.yaml").write_text(PLAN)
    (tmp_path / "notes.yml").write_text("not read")
    (tmp_path / f"{name}.yml").write_text(PLAN)
    with pytest.raises(InvalidDataError) as caught:
        bp.read(tmp_path)
    message = f"{tmp_path}: {name}.yml beside {name}.yaml; keep one [repeated-key]"
    assert str(caught.value) == message


def test_registries_are_reduced_to_the_records_that_actions_refer_to(
    read: Any, tmp_path: Path
) -> None:
    theme = "themes: [{{id: theme, number: '1.1', title: {{en: T}}, citations: ['1'], {}}}]\n"
    in_theme = ACT.format("three", "actors: [p3], references: [r3], fields: [f3]")
    (tmp_path / "1-first.yaml").write_text(
        PILLAR.format("first", 1, "1")
        + f"own_actions: [{ACT.format('two', 'partners: [p2], references: [r2], fields: [f2]')}]\n"
        + theme.format(f"actions: [{in_theme}]")
    )
    own = ACT.format("one", "actors: [p1], partners: [p4], references: [r1], fields: [f1]")
    programme = read(
        programme=f"{PLAN}own_actions: [{own}]\n",
        partners="".join(map(partner, ["p4", "p3", "p0", "p2", "p1"])),
        references="".join(map(reference, ["r0", "r3", "r2", "r1"])),
        fields="".join(map(field, ["f3", "f2", "f1", "f0"])),
    )
    assert ids(programme.partners) == ["p4", "p3", "p2", "p1"]
    assert ids(programme.references) == ["r3", "r2", "r1"]
    assert ids(programme.fields) == ["f3", "f2", "f1"]


def test_the_publisher_is_among_the_partners(read: Any) -> None:
    publication = "publication: {kind: flyer, title: {en: T}, languages: [en], publisher: us}\n"
    programme = read(programme=PLAN + publication, partners=partner("us") + partner("them"))
    assert ids(programme.partners) == ["us"]


def test_the_parents_of_partners_are_among_the_partners(read: Any) -> None:
    programme = read(
        programme=f"{PLAN}own_actions: [{ACT.format('act', 'actors: [a]')}]\n",
        partners=partner("a", ", parents: [b, c]")
        + partner("b", ", parents: [d]")
        + partner("c")
        + partner("d")
        + partner("e", ", parents: [a]"),
    )
    assert ids(programme.partners) == ["a", "b", "c", "d"]


def test_mentions_become_citations_of_partners_and_references(read: Any) -> None:
    programme = read(
        programme=f"{PLAN}own_actions: [{ACT.format('act', 'actors: [p1], references: [r1]')}]\n",
        partners="".join(map(partner, ["p1", "p2", "p3"])),
        references="".join(map(reference, ["r1", "r2", "r3"])),
        mentions="partners: {p2: ['1/1', '1/2']}\nreferences: {r2: ['1']}\n",
    )
    assert [(one.id, one.citations) for one in programme.partners] == [
        ("p1", ()),
        ("p2", (bp.Citation(section="1", paragraph=1), bp.Citation(section="1", paragraph=2))),
    ]
    assert [(one.id, one.citations) for one in programme.references] == [
        ("r1", ()),
        ("r2", (bp.Citation(section="1"),)),
    ]


def test_registries_may_be_in_the_main_file(read: Any) -> None:
    programme = read(programme=f"{PLAN}partners:\n{partner('us')}", fields=field("energy"))
    assert ids(programme.partners) == ["us"]
    assert programme.fields == ()


def test_paragraphs_have_the_page_of_their_section(read: Any) -> None:
    programme = read(
        programme=f"{PLAN}pages: {{'1': 6}}\n",
        fingerprints=f"'1/1': {MARK}\n'1/2': {MARK}\n'2.1/1': {MARK}\n",
    )
    mark = bp.Fingerprint(length=9, start="0" * 16, end="1" * 16, whole="2" * 16)
    assert programme.paragraphs == (
        bp.Citation(section="1", paragraph=1, page=6, fingerprint=mark),
        bp.Citation(section="1", paragraph=2, page=6, fingerprint=mark),
        bp.Citation(section="2.1", paragraph=1, fingerprint=mark),
    )


def test_pages_may_be_missing(read: Any) -> None:
    (paragraph,) = read(programme=PLAN, fingerprints=f"'1/1': {MARK}\n").paragraphs
    assert paragraph.page is None


@pytest.mark.parametrize(
    ("key", "file", "text"),
    [
        ("partners", "partners", partner("us")),
        ("references", "references", reference("law")),
        ("fields", "fields", field("energy")),
        ("paragraphs", "fingerprints", f"'1/1': {MARK}\n"),
        ("paragraphs", "keywords", "'1/1': {en: [word]}\n"),
        ("pillars", "1-first", PILLAR.format("first", 1, "1")),
    ],
)
def test_a_duplicate_part_is_refused(
    key: str, file: str, text: str, read: Any, tmp_path: Path
) -> None:
    assert read(programme=f"{PLAN}{key}: []\n").id == "plan"
    (tmp_path / f"{file}.yaml").write_text(text)
    assert problems_of(read) == [
        f"programme.yaml:4:{len(key) + 3}: {key!r} here and in a file of its own [repeated-key]"
    ]


def test_a_duplicate_part_in_json_is_refused_with_its_place(read: Any) -> None:
    plan = '{"id": "plan", "period": "2025", "title": {"en": "Plan"}, "partners": []}'
    (problem,) = problems_of(read, programme=plan, partners=partner("us"))
    assert problem.startswith("programme.yaml:1:71: 'partners' here")


def test_problems_have_the_location_in_their_file(read: Any, tmp_path: Path) -> None:
    (tmp_path / "1-first.yaml").write_text(PILLAR.format("First", 1, "1"))
    own = ACT.format("act", "actors: [a]")
    found = problems_of(
        read,
        programme=f"{PLAN}subtitle: Text\nown_actions: [{own}]\n",
        partners=partner("a", ", nuts: x"),
        mentions="partners: {a: ['1/1', no]}\n",
    )
    assert [problem.partition(": ")[0] for problem in found] == [
        "1-first.yaml:1:5 pillars[0].id",
        "mentions.yaml:1:23 partners[0].citations[1]",
        "partners.yaml:1:53 partners[0].nuts",
        "programme.yaml:4:11 subtitle",
    ]


def test_problems_of_a_whole_pillar_have_the_location_of_its_start(
    read: Any, tmp_path: Path
) -> None:
    (tmp_path / "1-first.yaml").write_text("# A comment.\nid: first\nnumber: 1\ncitations: ['1']\n")
    assert problems_of(read, programme=PLAN) == [
        "1-first.yaml:2:1 pillars[0]: the key 'title' is missing [missing-key]"
    ]


def test_a_main_file_of_a_wrong_type_is_refused_with_its_name(read: Any) -> None:
    assert problems_of(read, programme="just a text\n", partners=partner("us")) == [
        f"programme.yaml:1:1: the text 'just a text' where {A_PROGRAMME} [wrong-type]"
    ]


def test_a_registry_may_be_missing(read: Any) -> None:
    own = ACT.format("act", "references: [r1], fields: [f1]")
    (problem,) = problems_of(read, programme=f"{PLAN}own_actions: [{own}]\n", fields=field("f1"))
    assert "'r1' is not the id of a reference" in problem


def test_a_paragraph_has_the_keywords_of_its_address(read: Any) -> None:
    keywords = "'1/1': {en: [smugglers], fr: [contrebande]}\n"
    (paragraph,) = read(programme=PLAN, keywords=keywords).paragraphs
    terms = bp.Terms(en=("smugglers",), fr=("contrebande",))
    assert paragraph == bp.Citation(section="1", paragraph=1, keywords=terms)
    marked, other = read(
        programme=PLAN, keywords=keywords, fingerprints=f"'1/1': {MARK}\n'1/2': {MARK}\n"
    ).paragraphs
    assert (marked.keywords, other.keywords) == (terms, bp.Terms())
    assert marked.fingerprint == other.fingerprint


def test_keywords_of_an_unknown_paragraph_are_refused(read: Any) -> None:
    assert problems_of(
        read, programme=PLAN, fingerprints=f"'1/1': {MARK}\n", keywords="'1/2': {en: [word]}\n"
    ) == ["keywords.yaml:1:8: '1/2' is not one of the paragraphs of fingerprints [bad-citation]"]


@pytest.mark.parametrize("name", ["mentions", "fingerprints", "keywords"])
@pytest.mark.parametrize("text", ["- '1/1'\n", "'1/1'\n"])
def test_a_file_of_addresses_that_is_no_mapping_is_refused(name: str, text: str, read: Any) -> None:
    assert problems_of(read, programme=PLAN, **{name: text}) == [
        f"{name}.yaml:1:1: not a mapping, which belongs here [wrong-type]"
    ]


def test_fingerprints_of_sections_are_refused(read: Any) -> None:
    (problem,) = problems_of(read, programme=PLAN, fingerprints=f"'1': {MARK}\n")
    assert "paragraphs[0].paragraph: " in problem


def test_a_pillar_of_a_wrong_type_is_refused_with_its_file(read: Any, tmp_path: Path) -> None:
    (tmp_path / "1-first.yaml").write_text("just a text\n")
    (tmp_path / "2-second.yaml").write_text("- x\n")
    assert problems_of(read, programme=PLAN) == [
        f"1-first.yaml:1:1 pillars[0]: the text 'just a text' where {A_PILLAR} [wrong-type]",
        f"2-second.yaml:1:1 pillars[1]: a list where {A_PILLAR} [wrong-type]",
    ]


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"programme": "just a text\n"}, ""),
        ({"programme": f"{PLAN}own_actions: x\n"}, "own_actions"),
        ({"programme": f"{PLAN}own_actions: [x]\n"}, "own_actions[0]"),
        ({"programme": f"{PLAN}own_actions: [{{actors: x}}]\n"}, "own_actions[0].actors"),
        ({"programme": f"{PLAN}own_actions: [{{actors: [[x]]}}]\n"}, "own_actions[0].actors[0]"),
        ({"programme": f"{PLAN}pillars: x\n"}, "pillars"),
        ({"programme": f"{PLAN}pillars: [{{themes: x}}]\n"}, "pillars[0].themes"),
        ({"programme": f"{PLAN}pillars: [{{themes: [x]}}]\n"}, "pillars[0].themes[0]"),
        ({"programme": f"{PLAN}publication: x\n"}, "publication"),
        ({"programme": f"{PLAN}publication: {{publisher: [x]}}\n"}, "publication.publisher"),
    ],
)
def test_wrong_types_are_left_for_the_decoder_to_report(
    files: dict[str, str], path: str, read: Any
) -> None:
    registries = {"partners": partner("us"), "mentions": "{}\n"}
    with pytest.raises(InvalidDataError) as caught:
        read(**files, **registries)
    assert path in [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize(
    "registry", ["just a text\n", "- just a text\n", "- {kind: place}\n", "- {id: [x]}\n"]
)
def test_a_registry_of_a_wrong_type_is_empty(registry: str, read: Any) -> None:
    own = f"{PLAN}own_actions: [{ACT.format('act', 'actors: [us]')}]\n"
    (problem,) = problems_of(read, programme=own, partners=registry)
    assert problem.startswith("programme.yaml:4:93 own_actions[0].actors[0]: 'us' is not the id")
    assert read(programme=PLAN).partners == ()


def test_a_parent_of_a_wrong_type_is_reported(read: Any) -> None:
    own = f"{PLAN}own_actions: [{ACT.format('act', 'actors: [us]')}]\n"
    assert problems_of(read, programme=own, partners=partner("us", ", parents: [[x]]")) == [
        "partners.yaml:1:59 partners[0].parents[0]: a list where a text belongs [wrong-type]"
    ]


@pytest.mark.parametrize("spelling", [".", "./", "../plan", "../plan/.", "link", "../links/plan"])
def test_the_folder_above_is_found_from_any_spelling(
    spelling: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "above" / "plan"
    folder.mkdir(parents=True)
    text = f"{PLAN}own_actions: [{ACT.format('act', 'fields: [water]')}]\n"
    (folder / "programme.yaml").write_text(text)
    (tmp_path / "above" / "fields.yaml").write_text(field("water"))
    (folder / "link").symlink_to(folder, target_is_directory=True)
    (tmp_path / "above" / "links").mkdir()
    (tmp_path / "above" / "links" / "plan").symlink_to(folder, target_is_directory=True)
    monkeypatch.chdir(folder)
    assert ids(bp.read(Path(spelling)).fields) == ["water"]


def test_the_folder_above_a_link_is_the_last_to_be_searched(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "plan"
    target.mkdir(parents=True)
    text = f"{PLAN}own_actions: [{ACT.format('act', 'fields: [water]')}]\n"
    (target / "programme.yaml").write_text(text)
    (tmp_path / "fields.yaml").write_text(field("water"))
    (tmp_path / "plan").symlink_to(target, target_is_directory=True)
    assert ids(bp.read(tmp_path / "plan").fields) == ["water"]
    (target.parent / "fields.yaml").write_text(field("water").replace("Label", "Other label"))
    assert bp.read(tmp_path / "plan").fields[0].label.en == "Other label of water"


def test_numbers_in_the_names_of_files_are_read_as_numbers(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(PLAN)
    for number in (*range(1, 12), 100):
        text = PILLAR.format(f"p{number}", number, number)
        (tmp_path / f"{number}-{chr(122 - number % 20)}.yaml").write_text(text)
    assert [pillar.number for pillar in bp.read(tmp_path).pillars] == [
        *map(str, range(1, 12)),
        "100",
    ]


def test_a_folder_that_cannot_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "programme.yaml").write_text(PLAN)

    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(UnreadableFileError, match="Permission denied") as caught:
        bp.read(tmp_path)
    assert caught.value.filename == str(tmp_path)
