import errno
import gzip
import io
import json
import os
import threading
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme import testing
from benelux_programme._cli import main
from benelux_programme._serialization import yaml_parser
from benelux_programme.errors import InvalidDataError, InvalidValueError, UnreadableFileError
from examples import PROGRAMME
from payloads import fill_programme
from support import A_PILLAR, A_PROGRAMME, YAML_LOADERS, make_fifo, make_programme

GOLDEN = Path(__file__).parents[1] / "golden"

MINIMAL = """\
id: plan
period: 2025
title:
  en: A plan
fields:
  - id: energy
    label: {en: Energy}
partners:
  - id: us
    kind: country
    name: {en: Us}
own_actions:
  - id: act
    summary:
      en: Do it.
    commitment: firm
    actors: [us]
    fields: [energy]
    citations: ["0/1"]
"""


def problems(source: Any, **limits: Any) -> list[str]:
    with pytest.raises(InvalidDataError) as caught:
        bp.read(source, **limits)
    assert caught.value.problems
    return [str(problem) for problem in caught.value.problems]


# --- valid input ------------------------------------------------------------------------------


@pytest.mark.parametrize("timing", ["2025", "2025-06", "2025-06-01", "2025-01/2025-03"])
def test_a_timing_needs_no_quotes(timing: str) -> None:
    programme = bp.read(MINIMAL.replace("commitment", f"timing: {timing}\n    commitment"))
    assert programme.actions[0].timing == bp.Period.parse(timing)
    assert bp.read(bp.to_yaml(programme)) == bp.read(bp.to_json(programme)) == programme


@pytest.mark.parametrize("write", [bp.to_dict, bp.to_json, bp.to_yaml])
def test_reading_is_the_inverse_of_writing(
    programme: bp.Programme, write: Callable[[bp.Programme], Any]
) -> None:
    assert bp.read(write(programme)) == programme


def test_the_authored_layout_is_read(programme: bp.Programme, root: Path) -> None:
    assert bp.read(root / "data" / programme.id) == programme
    assert bp.read(str(root / "data" / programme.id)) == programme


@settings(max_examples=20)
@given(testing.programmes())
def test_reading_is_the_inverse_of_writing_for_any_programme(programme: bp.Programme) -> None:
    for written in (bp.to_dict(programme), bp.to_json(programme), bp.to_yaml(programme)):
        assert bp.read(written) == programme
    jsonschema.validate(bp.to_dict(programme), bp.json_schema())


def test_every_kind_of_source_is_read(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(MINIMAL, encoding="utf-8-sig")
    expected = bp.read(MINIMAL)
    assert expected.action("act").summary.en == "Do it."
    assert bp.read(MINIMAL.encode()) == expected
    assert bp.read(file) == bp.read(str(file)) == expected
    with file.open("rb") as opened:
        assert bp.read(opened) == expected
    assert bp.read(io.StringIO(MINIMAL)) == expected
    assert bp.read(MINIMAL.replace("\n", "\r\n")) == expected
    assert bp.read(bp.to_json(expected)) == expected
    assert bp.read("{id: plan, period: 2025, title: {en: A plan}}").id == "plan"


def test_null_is_the_same_as_a_missing_key() -> None:
    assert bp.read(MINIMAL + "mission:\nvision: ~\nsubtitle: null\nvalues:\n") == bp.read(MINIMAL)


def test_a_folder_may_contain_its_own_registries(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(
        "id: plan\nperiod: 2025\ntitle: {en: A plan}\npublication:\n"
        "  {kind: flyer, title: {en: x}, languages: [en], publisher: us}\n"
    )
    (tmp_path / "partners.yaml").write_text(
        "- {id: us, kind: country, name: {en: Us}, parents: [all]}\n"
        "- {id: all, kind: country-group, name: {en: All}}\n"
        "- {id: other, kind: country, name: {en: Other}}\n"
    )
    assert [one.id for one in bp.read(tmp_path).partners] == ["us", "all"]


def test_files_of_a_folder_that_are_not_mappings_are_refused(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text("just a text\n")
    assert problems(tmp_path) == [
        f"programme.yaml:1:1: the text 'just a text' where {A_PROGRAMME} [wrong-type]"
    ]
    (tmp_path / "programme.yaml").write_text("id: plan\nperiod: 2025\ntitle: {en: A plan}\n")
    (tmp_path / "1-first.yaml").write_text("just a text\n")
    (tmp_path / "2-second.yaml").write_text("[]\n")
    assert problems(tmp_path) == [
        f"1-first.yaml:1:1 pillars[0]: the text 'just a text' where {A_PILLAR} [wrong-type]",
        f"2-second.yaml:1:1 pillars[1]: a list where {A_PILLAR} [wrong-type]",
    ]


def test_duplicate_parts_and_wrong_types_in_a_folder_are_refused(tmp_path: Path) -> None:
    text = "id: plan\nperiod: 2025\ntitle: {en: A plan}\n"
    (tmp_path / "programme.yaml").write_text(f"{text}partners: []\npillars: []\n")
    assert bp.read(tmp_path).partners == ()
    (tmp_path / "partners.yaml").write_text("- {id: [x]}\n")
    assert problems(tmp_path) == [
        "programme.yaml:4:11: 'partners' here and in a file of its own [repeated-key]"
    ]
    (tmp_path / "programme.yaml").write_text(f"{text}publication: {{publisher: [x]}}\n")
    assert any("publication" in problem for problem in problems(tmp_path))
    (tmp_path / "programme.yaml").write_text(text)
    (tmp_path / "1-p.yaml").write_text("own_actions: [{actors: [p0]}]\n")
    chain = (f"- {{id: p{i}, parents: [p{i + 1}]}}\n" for i in range(1500))
    (tmp_path / "partners.yaml").write_text("".join(chain))
    assert problems(tmp_path)
    (tmp_path / "fingerprints.yaml").write_text("{}\n")
    (tmp_path / "programme.yaml").write_text(f"{text}paragraphs: []\n")
    assert "'paragraphs' here" in problems(tmp_path)[0]


def test_names_without_letters_are_compared_too() -> None:
    text = MINIMAL.replace("{en: Us}", '{en: "?x"}')
    other = "  - {id: them, kind: country, name: {en: '?x'}}\nown_actions:"
    (problem,) = problems(text.replace("own_actions:", other))
    assert "us has it too" in problem


def test_closed_files_and_files_in_another_encoding_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes("title: {fr: été}".encode("latin-1"))
    with file.open(encoding="utf-8") as opened:
        (problem,) = problems(opened)
        assert problem.startswith(
            "cannot be read: 'utf-8' codec can't decode byte 0xe9 in position 12: "
        )
        assert problem.endswith(" [encoding]")
    assert problems(opened) == ["cannot be read: I/O operation on closed file. [not-a-file]"]


def test_text_with_a_lone_surrogate_is_refused() -> None:
    text = "title: {en: \ud800}\n"
    for source in (text, io.StringIO(text)):
        assert problems(source) == ["1:1: not UTF-8: invalid continuation byte [encoding]"]


def test_problems_have_the_name_of_an_open_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("[]")
    message = f"1:1: a list where {A_PROGRAMME} [wrong-type]"
    with file.open() as words, file.open("rb") as content:
        assert problems(words) == problems(content) == [f"{file}:{message}"]
    for source in ("[]", b"[]", bytearray(b"[]"), io.StringIO("[]"), io.BytesIO(b"[]")):
        assert problems(source) == [message]
    assert problems(" []") == [message.replace("1:1", "1:2")]
    assert problems("\n[]") == [message.replace("1:1", "2:1")]


def test_large_files_are_not_read_beyond_the_limit(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            assert size == 8
            return b"#" * size

    assert problems(Endless(), max_bytes=7) == ["larger than 7 bytes [too-large]"]
    file = tmp_path / "large"
    with file.open("wb") as large:
        large.truncate(64 * 1024 * 1024)
    tracemalloc.start()
    assert problems(file, max_bytes=7) == [f"{file}: larger than 7 bytes [too-large]"]
    assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (42, "type int where a path, text, file or mapping belongs [wrong-type]"),
        ("a\0b", "no file can have this name [not-a-file]"),
        (os.devnull, f"{os.devnull}: not a regular file [not-a-file]"),
    ],
)
def test_sources_that_are_not_files_are_refused(source: object, message: str) -> None:
    assert problems(source) == [message]


def test_problems_of_a_mapping_have_no_location() -> None:
    with pytest.raises(InvalidDataError) as caught:
        bp.read({"id": "A", "period": "2025", "title": {"en": " "}})
    found = caught.value.problems
    assert [(one.path, one.file, one.line, one.column) for one in found] == [
        ("id", None, None, None),
        ("title.en", None, None, None),
    ]


def test_the_length_of_a_json_string_is_that_of_its_text() -> None:
    long = json.dumps({"title": {"en": "é" * 20_000}})
    assert "too-long" not in codes(long)
    assert codes(json.dumps({"values": ['"' * 70_000]})) == ["too-long"]
    assert bp.read(bp.to_json(PROGRAMME), max_text=2**40) == PROGRAMME


def test_written_json_is_reproducible() -> None:
    text = bp.to_json(PROGRAMME)
    assert text == bp.to_json(bp.read(text))
    assert list(json.loads(text))[:4] == ["id", "revision", "period", "title"]
    assert text.endswith("}\n")
    assert "\r" not in bp.to_yaml(PROGRAMME)


def test_json_and_yaml_have_a_fixed_layout() -> None:
    programme = bp.read(MINIMAL.replace("A plan", "Été"))
    whole = bp.to_dict(programme)
    assert bp.to_json(programme).startswith(
        '{\n "id": "plan",\n "revision": 1,\n "period": "2025",\n "title": {\n  "en": "Été"\n },\n'
    )
    assert json.loads(bp.to_json(programme)) == yaml.safe_load(bp.to_yaml(programme)) == whole
    text = "Étés!" + " word" * 25
    assert bp.to_yaml(bp.read(MINIMAL.replace("A plan", text))).startswith(
        "id: plan\nrevision: 1\nperiod: '2025'\ntitle:\n"
        f"  en: Étés!{' word' * 18}\n    word{' word' * 6}\n"
    )


def test_the_files_of_a_folder_are_assembled(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    for name, text in {
        "programme.yaml": "id: plan\nperiod: 2025\ntitle: {en: A plan}\n",
        "10-last.yaml": "id: last\nnumber: 3\ntitle: {en: L}\ncitations: [3]\n",
        "1-first.yaml": (
            "id: first\nnumber: 1\ntitle: {en: F}\ncitations: [1]\nown_actions:\n- "
            "{id: act, summary: {en: Do.}, commitment: firm, fields: [tax], actors: [us], "
            "citations: [1/1]}\n"
        ),
        "notes.yaml": "not read",
        "2-notes.txt": "not read",
        "mentions.yaml": "{partners: {us: [1/2]}}",
        "fingerprints.yaml": "{}",
        "fields.yaml": "- {id: tax, label: {en: Tax}}",
        "../fields.yaml": "- {id: tax, label: {en: Taxes}}",
        "../partners.yaml": "- {id: us, kind: country, name: {en: Us}}",
    }.items():
        (folder / name).write_text(text)
    plan = bp.read(folder)
    assert [one.id for one in plan.pillars] == ["first", "last"]
    assert [one.label.en for one in plan.fields] == ["Tax"]
    assert [citation.address for citation in plan.partners[0].citations] == ["1/2"]
    (folder / "mentions.yaml").unlink()
    assert bp.read(folder).partners[0].citations == ()
    (folder / "fingerprints.yaml").write_text("{}")
    assert bp.read(folder).paragraphs == ()


# --- mistakes ------------------------------------------------------------------------------

TREATY = "references: [{id: t, kind: treaty, title: {en: T}, signed: 23/07/2018}]\n"
PILLAR = "pillars: [{id: p, number: I, title: {en: P}, citations: [1]}]\n"
THEME = PILLAR.replace("I", "2").replace(
    "citations", 'themes: [{id: t, number: "1.3", title: {en: T}}], citations'
)

MISTAKES = {
    "wrong-indent": ("  en: A plan", " en: A plan\n  nl: Een plan"),
    "tab": ("  en: A plan", "\ten: A plan"),
    "missing-colon": ("commitment: firm", "commitment firm"),
    "misspelt-key": ("title:", "titel:"),
    "missing-key": ("    commitment: firm\n", ""),
    "missing-language": ("      en: Do it.\n", "      official: []\n"),
    "unknown-language": ("  en: A plan", "  es: Un plan"),
    "unknown-partner": ("actors: [us]", "actors: [uss]"),
    "repeated-id": ("  - id: energy", "  - id: energy\n    label: {en: Power}\n  - id: energy"),
    "repeated-key": ("period: 2025", "period: 2025\nperiod: 2026"),
    "bad-id": ("id: act", "id: My Action"),
    "bad-choice": ("commitment: firm", "commitment: frim"),
    "bad-period": ("period: 2025", "period: from 2025 to 2028"),
    "bad-date": ("name: {en: Us}\n", f"name: {{en: Us}}\n{TREATY}"),
    "bad-citation": ('["0/1"]', "[section 0]"),
    "bad-address": ("citations:", "homepage: x\n    citations:"),
    "bad-paragraph": ('["0/1"]', "[0/first]"),
    "two-wrong-actors": ("actors: [us]", "actors: [No One, nobody]"),
    "bad-number": ("fields:\n", f"{PILLAR}fields:\n"),
    "repeated-parent": ("    commitment: firm", "    commitment: firm\n    programme: plan"),
    "list-for-text": ("en: Do it.", "en: [Do it.]"),
    "text-for-list": ("actors: [us]", "actors: us"),
    "text-for-mapping": ("title:\n  en: A plan", "title: A plan"),
    "text-for-number": ("period: 2025", "period: 2025\nrevision: first"),
    "quoted-number": ("period: 2025", 'period: 2025\nrevision: "1"'),
    "blank-text": ("en: Do it.", 'en: " "'),
    "out-of-period": ("commitment: firm", "commitment: firm\n    timing: 2031"),
    "colon-in-text": ("en: Do it.", "en: Do it: now."),
    "theme-of-another-pillar": ("fields:\n", f"{THEME}fields:\n"),
    "anchor": ("title:\n", "title: &t\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_messages_for_typical_mistakes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    old, new = MISTAKES[name]
    assert old in MINIMAL
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text(MINIMAL.replace(old, new, 1), encoding="utf-8")
    found = "".join(f"{line}\n" for line in problems("mine.yaml"))
    golden = GOLDEN / "mistakes" / f"{name}.txt"
    if request.config.getoption("--golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == found


def test_all_problems_are_reported_at_once_in_the_order_of_the_file() -> None:
    text = MINIMAL.replace("id: plan", "id: A Plan").replace("en: Do it.", "en: ' '")
    text = text.replace("[us]", "[nobody]").replace("0/1", "one")
    found = problems(text)
    assert [line.split()[0] for line in found] == ["1:5", "15:11", "17:14", "19:17"]


def test_problems_are_sorted_by_line_before_column() -> None:
    found = problems('title: {en: " "}\nid: A Plan\nperiod: 2025\n')
    assert [line.split(":")[:2] for line in found] == [["1", "13 title.en"], ["2", "5 id"]]


def test_problems_of_one_line_are_sorted_by_column() -> None:
    found = problems('{title: {en: " "}, period: 2025, id: A Plan}')
    assert [line.split(":")[:2] for line in found] == [["1", "14 title.en"], ["1", "38 id"]]


def test_problems_of_a_folder_are_sorted_by_file(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text("id: A Plan\nperiod: 2025\ntitle: {en: A plan}\n")
    (tmp_path / "1-first.yaml").write_text("number: 1\ntitle: {en: F}\ncitations: [1]\nid: A B\n")
    found = problems(tmp_path)
    assert [line.split(" ")[0] for line in found] == ["1-first.yaml:4:5", "programme.yaml:1:5"]


def test_problems_of_json_have_locations() -> None:
    text = bp.to_json(bp.read(MINIMAL)).replace('"firm"', '"frim"')
    (problem,) = problems(text)
    line = text.splitlines().index('   "commitment": "frim",') + 1
    expected = f"{line}:18 own_actions[0].commitment: 'frim' is not one of"
    assert problem.startswith(expected)
    assert problem.endswith("did you mean 'firm'? [bad-choice]")


def test_problems_of_a_folder_name_the_file(root: Path, tmp_path: Path) -> None:
    for name in ("partners", "references", "fields"):
        (tmp_path / f"{name}.yaml").write_bytes((root / f"data/{name}.yaml").read_bytes())
    folder = tmp_path / "2021-2024"
    folder.mkdir()
    for file in (root / "data" / "2021-2024").iterdir():
        text = file.read_text(encoding="utf-8")
        if file.name == "3-security.yaml":
            text = text.replace("actors: [benelux-union]", "actors: [benelux-onion]", 1)
            line = text[: text.index("benelux-onion")].count("\n") + 1
        (folder / file.name).write_text(text, encoding="utf-8")
    (problem,) = problems(folder)
    assert problem.startswith(
        f"3-security.yaml:{line}:18 pillars[2].themes[0].actions[0].actors[0]"
    )
    text = (tmp_path / "partners.yaml").read_text(encoding="utf-8")
    (tmp_path / "partners.yaml").write_text(text.replace("wikidata: Q13116", "wikidata: 13116"))
    assert any(one.startswith("partners.yaml:") for one in problems(folder))


@pytest.mark.parametrize("code", bp.PROBLEM_CODES, ids=lambda code: code.code)
def test_every_problem_code_is_unique_and_explained(code: bp.ProblemCode) -> None:
    assert code.meaning.endswith(".")
    assert code.example
    assert len({one.code for one in bp.PROBLEM_CODES}) == len(bp.PROBLEM_CODES)


def test_the_codes_of_typical_mistakes_are_listed(root: Path) -> None:
    listed = {one.code for one in bp.PROBLEM_CODES}
    for file in (root / "tests" / "golden" / "mistakes").iterdir():
        for line in file.read_text(encoding="utf-8").splitlines():
            assert line.rpartition("[")[2].rstrip("]") in listed


# --- attacks ------------------------------------------------------------------------------------

LAUGHS = "a: &a [x, x]\n" + "\n".join(
    f"{new}: &{new} [*{old}, *{old}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGE = "m0: &m0 {k: 1}\n" + "\n".join(
    f"m{i}: &m{i} {{<<: [*m{i - 1}, *m{i - 1}]}}" for i in range(1, 24)
)

ATTACKS: dict[str, tuple[Any, str]] = {
    "deep yaml flow": (b"x: " + b"[" * 25_100 + b"]" * 25_100, "too-deep"),
    "deep yaml block": (
        "\n".join(" " * i + "a:" for i in range(2000)).encode(),
        "too-deep",
    ),
    "deep json": (b"[" * 100_000 + b"]" * 100_000, "too-deep"),
    "deep json in mapping": (b'{"a":' * 30_000 + b"1" + b"}" * 30_000, "too-deep"),
    "unclosed json": (b"[" * 25_100, "too-deep"),
    "laughs": (LAUGHS, "alias"),
    "merge keys": (MERGE, "alias"),
    "alias alone": ("id: *x\n", "alias"),
    "no colon": ('{"id" "x"}', "syntax"),
    "no value": ('{"id": }', "syntax"),
    "long section": ("own_actions: [{citations: [" + "9" * 5000 + "]}]\n", "bad-citation"),
    "long theme number": ("pillars: [{number: " + "9" * 5000 + "}]\n", "bad-number"),
    "recursive alias": ("a: &a [*a]\n", "alias"),
    "sexagesimal": ("id: " + "1:" * 30_000 + "1\n", "bad-id"),
    "long number": ("revision: " + "9" * 5000 + "\n", "wrong-type"),
    "long json number": ('{"revision": ' + "9" * 5000 + "}", "bad-number"),
    "json exponent": ('{"revision": 1e999}', "wrong-type"),
    "json nan": ('{"revision": NaN}', "syntax"),
    "tag": ("id: !!python/object/apply:os.system [ls]\n", "tag"),
    "plain tag": ("id: !!int 3\n", "tag"),
    "directive": ("%YAML 1.1\n---\nid: x\n", "directive"),
    "two documents": ("id: x\n---\nid: y\n", "many-documents"),
    "repeated yaml key": ("id: x\nid: y\n", "repeated-key"),
    "repeated json key": ('{"id": "x", "id": "y"}', "repeated-key"),
    "key that is no text": ("id: {[x]: y}\n", "bad-key"),
    "utf-16": (MINIMAL.encode("utf-16"), "encoding"),
    "latin-1": ("title: {fr: été}\n".encode("latin-1"), "encoding"),
    "nul": (b"id: \0\n", "syntax"),
    "nul in json": (b'{"id": "\0"}', "syntax"),
    "escaped nul": ('title: {en: "a\\0b"}\n', "bad-text"),
    "lone surrogate": ('{"title": {"en": "\\ud800"}}', "bad-text"),
    "lone surrogate in text": ("title: {en: \ud800}\n", "encoding"),
    "bidirectional override": ("title: {en: a\u202eb}\n", "bad-text"),
    "norway": ("id: x\nperiod: 2025\ntitle: {en: no}\n", "wrong-type"),
    "octal": ("id: x\nperiod: 2025\ntitle: {en: x}\nrevision: 010\n", "wrong-type"),
    "empty": (b"", "wrong-type"),
    "only a comment": ("# nothing\n", "wrong-type"),
    "scalar": (b"42", "wrong-type"),
    "list": (b"[]", "wrong-type"),
    "long text": ("title: {en: " + "x" * 70_000 + "}\n", "too-long"),
    "long json text": ('{"title": {"en": "' + "x" * 70_000 + '"}}', "too-long"),
    "many nodes": ("values: [" + "x," * 150_000 + "]\n", "too-many"),
    "many json nodes": ('{"values": [' + '"x",' * 150_000 + '"x"]}', "too-many"),
    "large": (b"#" * 5_000_000, "too-large"),
    "number": (42, "wrong-type"),
    "nothing": (None, "wrong-type"),
    "trailing comma": ('{"id": "x",}', "syntax"),
    "json and more": ('{"id": "x"} {"id": "y"}', "syntax"),
    "escape": ('title: {en: "\\UFFFFFFFF"}\n', "syntax"),
    "tab": ("a:\n\tb: c\n", "syntax"),
    "name with a nul": ("a\0b", "not-a-file"),
    "surrogate in an address": ('{"partners": [{"homepage": "https://\\ud800"}]}', "bad-value"),
    "nested value": ({"id": [[[[]]]]}, "wrong-type"),
}


def codes(source: Any) -> list[str]:
    try:
        bp.read(source)
    except InvalidDataError as error:
        return [problem.code for problem in error.problems]
    return []


@pytest.mark.parametrize("loader", YAML_LOADERS)
@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_input_is_refused_with_problems(
    name: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, code = ATTACKS[name]
    monkeypatch.setattr(yaml_parser, "LOADER", getattr(yaml, loader))
    found: list[list[str]] = []
    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.append(codes(source)))
        thread.start()
        thread.join(90)
    finally:
        threading.stack_size(before)
    assert found
    assert (code in found[0]) if code else found == [[]]


@pytest.mark.parametrize("kind", ["fifo", "device", "large file"])
def test_special_and_large_files_are_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    if kind == "fifo":
        make_fifo(path)
    elif kind == "device":
        path = Path(os.devnull)
    else:
        with path.open("wb") as file:
            file.truncate(100_000_000)
    code = "too-large" if kind == "large file" else "not-a-file"
    assert codes(path) == [code]


def test_unreadable_files_are_refused_with_the_error_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for missing in (tmp_path / "missing.yaml", tmp_path):
        with pytest.raises(UnreadableFileError) as caught:
            bp.read(missing)
        assert isinstance(caught.value, FileNotFoundError | OSError)
        assert caught.value.errno == errno.ENOENT
        assert str(caught.value.filename).endswith(("missing.yaml", "programme.yaml"))
    (tmp_path / "secret.yaml").write_text(MINIMAL)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "secret.yaml")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFileError, match="Permission denied"):
        bp.read(tmp_path / "secret.yaml")


def test_the_limits_are_keywords() -> None:
    assert "too-deep" in problems(MINIMAL, max_depth=2)[0]
    assert "too-many" in problems(MINIMAL, max_nodes=5)[0]
    assert "too-long" in problems(MINIMAL, max_text=5)[0]
    assert "too-large" in problems(MINIMAL, max_bytes=5)[0]
    text = bp.to_json(bp.read(MINIMAL))
    assert "too-deep" in problems(text, max_depth=2)[0]
    assert "too-many" in problems(text, max_nodes=5)[0]
    assert "too-long" in problems(text, max_text=5)[0]


# --- laws ---------------------------------------------------------------------------------------

DOCUMENT = bp.to_dict(PROGRAMME)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text() | st.sampled_from(list(DOCUMENT)), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(anything)
@example({"pillars": [{"themes": [None]}]})
@example({"partners": {"a": 1}, "own_actions": [[], {}]})
def test_anything_is_read_or_refused(source: Any) -> None:
    try:
        programme = bp.read(source)
    except (InvalidDataError, OSError):
        return
    assert bp.read(bp.to_json(programme)) == programme


@given(anything)
def test_any_json_is_read_or_refused(value: Any) -> None:
    text = json.dumps(value, default=str)
    try:
        programme = bp.read(text.encode())
    except InvalidDataError:
        return
    assert bp.read(bp.to_json(programme)) == programme


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for key, one in inner for found in paths(one, (*path, key)))]


def replace(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    if not path:
        return new
    copied: Any = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = replace(value[path[0]], path[1:], new)
    return copied


@settings(max_examples=300)
@given(st.sampled_from(paths(DOCUMENT)[1:]), st.sampled_from([object(), True, b"x"]))
def test_a_wrong_value_is_reported_at_its_path(path: tuple[str | int, ...], wrong: object) -> None:
    document = replace(DOCUMENT, path, wrong)
    with pytest.raises(InvalidDataError) as caught:
        bp.read(document)
    shown = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    assert shown.removeprefix(".") in [problem.path for problem in caught.value.problems]


def test_the_schema_is_valid_and_describes_everything() -> None:
    jsonschema.Draft202012Validator.check_schema(bp.json_schema())
    for definition in bp.json_schema()["$defs"].values():
        assert definition["description"]
        assert all(one["description"] for one in definition["properties"].values())


@pytest.mark.parametrize("name", sorted({*testing.__all__} - {"revise", "revisions"}))
def test_every_strategy_generates_values(name: str) -> None:
    @settings(max_examples=10, database=None)
    @given(getattr(testing, name)())
    def holds(value: object) -> None:
        assert value == value  # noqa: PLR0124  # that it can be made is what counts

    holds()


# --- the command --------------------------------------------------------------------------------


def test_the_check_command_prints_valid_or_the_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(MINIMAL)
    assert main(["check", str(file)]) == 0
    assert capsys.readouterr().out == "valid: plan  A plan: 0 pillars, 0 themes, 1 action\n"
    file.write_text(MINIMAL.replace("firm", "frim"))
    assert main(["check", str(file)]) == 1
    assert capsys.readouterr().out.startswith(f"{file}:16:17 own_actions[0].commitment: ")
    assert main(["check", str(tmp_path / "missing")]) == 2
    assert "No such file" in capsys.readouterr().err


@pytest.mark.parametrize("blank", ["", " ", "\n", "\ufeff", b""])
def test_blank_text_is_an_empty_document_and_not_the_current_folder(
    blank: str | bytes, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "data" / "2025-2028")
    assert problems(blank) == [f"1:1: nothing where {A_PROGRAMME} [wrong-type]"]


def test_one_line_of_json_after_a_byte_order_mark_is_text() -> None:
    line = json.dumps(bp.to_dict(PROGRAMME))
    assert "\n" not in line
    assert bp.read("\ufeff" + line) == bp.read(f" {line}") == PROGRAMME


class FileLike:
    """An object with a method `read`, as files have."""

    def __init__(self, content: object) -> None:
        self.content = content

    def read(self, _: int) -> Any:
        if isinstance(self.content, Exception):
            raise self.content
        return self.content


def test_file_like_objects_without_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "plain.gz").write_bytes(b"no gzip")
    closed = io.StringIO("id: x")
    closed.close()
    with (
        gzip.open(tmp_path / "plain.gz") as wrong,
        (tmp_path / "new").open("wb") as write_only,
    ):
        sources: dict[str, Any] = {
            "type NoneType where a file gives text": FileLike(None),
            "type list where a file gives text": FileLike(["id: x"]),
            "cannot be read: I/O operation on closed file": closed,
            "cannot be read: Not a gzipped file": wrong,
            "cannot be read: read": write_only,
            "cannot be read: half of it": FileLike(EOFError("half of it")),
            "cannot be read: ": io.StringIO,
        }
        for message, source in sources.items():
            with pytest.raises(InvalidDataError) as caught:
                bp.read(source)
            (problem,) = caught.value.problems
            assert problem.message.startswith(message)
            assert problem.code == "not-a-file"
    full: Any = FileLike(OSError(5, "no disk"))
    with pytest.raises(UnreadableFileError, match="no disk"):
        bp.read(full)


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_impossible_file_names_are_refused(name: str) -> None:
    with pytest.raises(InvalidDataError) as caught:
        bp.read(name)
    assert [problem.code for problem in caught.value.problems] == ["not-a-file"]


def test_paths_in_bytes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(MINIMAL)
    (entry,) = os.scandir(tmp_path)
    assert bp.read(entry).id == "plan"
    (entry_in_bytes,) = os.scandir(os.fsencode(tmp_path))
    assert codes(entry_in_bytes) == ["wrong-type"]


@pytest.mark.parametrize("limit", ["max_bytes", "max_depth", "max_nodes", "max_text"])
def test_limits_are_whole_numbers_from_1(limit: str) -> None:
    for wrong in ("x", None, 0, -1, 1.5, True, 2**63):
        limits: Any = {limit: wrong}
        with pytest.raises(InvalidValueError) as caught:
            bp.read(MINIMAL, **limits)
        expected = "a whole number from 1 to 281474976710656"
        assert caught.value.args == ("read", limit, wrong, expected, "bad-number")


def test_limits_have_a_maximum() -> None:
    most = 2**48
    assert bp.read(MINIMAL, max_bytes=most).id == bp.read(MINIMAL).id
    for wrong in (most + 1, 0):
        with pytest.raises(InvalidValueError) as caught:
            bp.read(MINIMAL, max_bytes=wrong)
        assert caught.value.args[:3] == ("read", "max_bytes", wrong)


@pytest.mark.parametrize("text", ["id: x", "id: plan, period: 2026", "# a comment: x"])
def test_a_text_of_one_line_is_taken_for_a_path(text: str) -> None:
    reason = r"a text of one line is taken for a path: add a line break"
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        bp.read(text)
    assert caught.value.errno == errno.ENOENT


def test_a_missing_file_is_not_taken_for_a_text() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        bp.read("nowhere.yaml")
    assert "line break" not in str(caught.value)


DECOMPOSED = "Se\u0301curite\u0301"


@pytest.mark.parametrize(
    "source",
    [
        f"id: x\nperiod: 2030\ntitle: {{fr: {DECOMPOSED}}}\n",
        json.dumps({"id": "x", "period": "2030", "title": {"fr": DECOMPOSED}}),
        {"id": "x", "period": "2030", "title": {"fr": DECOMPOSED}},
    ],
)
def test_decomposed_letters_are_composed(source: Any) -> None:
    assert bp.read(source).title.fr == "Sécurité"


@pytest.mark.parametrize("write", [bp.to_dict, bp.to_json, bp.to_yaml])
def test_what_is_built_at_the_limits_is_read_again(
    write: Callable[[bp.Programme], Any],
) -> None:
    text, revision = "x" * 65_536, 999_999_999
    programme = bp.Programme(
        id="x", revision=revision, period=bp.Period.of_years(2030), title=bp.Text(en=text)
    )
    assert bp.read(write(programme)) == programme


@pytest.mark.parametrize("new", [{"revision": 10**9}, {"revision": 10**5000}, {"id": "x" * 65_537}])
def test_what_is_beyond_the_limits_is_neither_built_nor_read(new: dict[str, Any]) -> None:
    document: dict[str, Any] = {"id": "x", "period": "2030", "title": {"en": "x"}}
    with pytest.raises(InvalidDataError):
        bp.read(document | new)
    with pytest.raises(InvalidValueError):
        attrs.evolve(bp.read(document), **new)


def test_a_text_beyond_the_limit_is_neither_built_nor_read() -> None:
    long = "x" * 65_537
    assert codes({"id": "x", "period": "2030", "title": {"en": long}}) == ["too-long"]
    assert codes(f"id: x\nperiod: 2030\ntitle: {{en: {long}}}\n") == ["too-long"]
    with pytest.raises(InvalidValueError):
        bp.Text(en=long)


def measure(value: Any) -> dict[str, int]:
    """Return the limits that a document just keeps."""
    inner = [*value.values()] if isinstance(value, dict) else value
    if not isinstance(inner, list):
        return {"max_depth": 0, "max_nodes": 1, "max_text": len(str(value))}
    found = [measure(each) for each in inner]
    return {
        "max_depth": 1 + max(each["max_depth"] for each in found),
        "max_nodes": 1 + sum(each["max_nodes"] for each in found),
        "max_text": max([*map(len, value), *(each["max_text"] for each in found)])
        if isinstance(value, dict)
        else max(each["max_text"] for each in found),
    }


@pytest.mark.parametrize("limit", ["max_depth", "max_nodes", "max_text"])
@pytest.mark.parametrize("write", [bp.to_dict, bp.to_json, bp.to_yaml])
@pytest.mark.parametrize(
    "programme", [PROGRAMME, fill_programme("plain"), bp.load("2021-2024")], ids=repr
)
def test_files_and_mappings_are_read_up_to_the_same_limits(
    programme: bp.Programme, write: Callable[[bp.Programme], Any], limit: str
) -> None:
    limits: Any = measure(bp.to_dict(programme))
    assert limits["max_depth"] <= 12  # of at most 32
    assert bp.read(write(programme), **limits) == programme
    with pytest.raises(InvalidDataError) as caught:
        bp.read(write(programme), **{**limits, limit: limits[limit] - 1})
    (problem,) = caught.value.problems
    code = {"max_depth": "too-deep", "max_nodes": "too-many", "max_text": "too-long"}[limit]
    assert problem.code == code


@pytest.mark.parametrize("write", [bp.to_dict, bp.to_json])
def test_a_larger_programme_than_files_of_strangers_is_read_if_asked(
    write: Callable[[bp.Programme], Any],
) -> None:
    action = make_programme("x").own_actions[0]
    keywords = bp.Terms(en=tuple(f"x{number}" for number in range(100_001)))
    many = attrs.evolve(make_programme(), own_actions=(attrs.evolve(action, keywords=keywords),))
    large = make_programme(*["x" * 65_536] * 65)
    assert codes(write(many)) == ["too-many"]
    assert bp.read(write(many), max_nodes=200_000) == many
    assert codes(write(large)) == (["too-large"] if write is bp.to_json else [])
    assert bp.read(write(large), max_bytes=5_000_000) == large


def test_a_mapping_that_contains_itself_is_refused() -> None:
    cycle: dict[str, Any] = {"id": "x"}
    cycle["pillars"] = [cycle]
    lists: list[Any] = []
    for _ in range(20):
        lists = [lists] * 10
    assert codes(cycle) == ["too-deep"]
    assert codes({"id": "x", "values": lists}) == ["too-many"]
    assert codes(yaml.safe_load("id: x\npillars: &a [*a]\n")) == ["too-deep"]


def test_many_directives_are_refused_at_once() -> None:
    directives = b"".join(b"%%TAG !%x! t\n" % number for number in range(150_000))
    for content in (directives, b"# a\n" + directives, b"id: x\n...\n" + directives):
        start = time.perf_counter()
        assert codes(content) == ["directive"]
        assert time.perf_counter() - start < 2


def test_reasons_may_be_english_strings_as_in_older_documents() -> None:
    programme = bp.load("2025-2028")
    document = bp.to_dict(programme)

    def replace_reasons(value: Any) -> Any:
        if isinstance(value, list):
            return [replace_reasons(item) for item in value]
        if not isinstance(value, dict):
            return value
        value = {key: replace_reasons(item) for key, item in value.items()}
        return {**value, "reason": value["reason"]["en"]} if "relation" in value else value

    old = bp.read(replace_reasons(document))
    assert old != programme
    assert list(old.actions) == [
        attrs.evolve(
            action,
            predecessors=tuple(
                attrs.evolve(each, reason=bp.Text(en=each.reason.en))
                for each in action.predecessors
            ),
        )
        for action in programme.actions
    ]
    predecessor = {
        "programme": "2021-2024",
        "action": "x",
        "relation": "continues",
        "reason": "Same.",
    }
    assert bp.from_dict(bp.Predecessor, predecessor).reason == bp.Text(en="Same.")
    with pytest.raises(InvalidDataError, match=r"reason.en: '' is not"):
        bp.from_dict(bp.Predecessor, {**predecessor, "reason": ""})
