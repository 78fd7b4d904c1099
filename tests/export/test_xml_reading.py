"""XML: what is read of it, and what is refused, with its place."""

import errno
import io
import os
import tracemalloc
from pathlib import Path

import pytest

import benelux_programme as bp
from benelux_programme._serialization.source_map import Limits
from benelux_programme.errors import InvalidDataError
from benelux_programme.export._xml_reading import XmlElement, read_xml
from examples import PROGRAMME


def refusal(source: object, **limits: int) -> str:
    """What is said of it."""
    with pytest.raises(InvalidDataError) as caught:
        read_xml(source, Limits(**limits))  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    return str(problem)


def shown(element: XmlElement) -> object:
    """All of an element and what is in it."""
    return element.name, element.attributes, element.text, list(map(shown, element.children))


def test_elements_have_names_attributes_texts_places_and_each_other() -> None:
    root = read_xml('<a x="1" y="2">b\n <c>d</c>e<f><g/></f>h<c>i</c></a>', Limits())
    assert shown(root) == (
        "a",
        {"x": "1", "y": "2"},
        "b\n eh",
        [("c", {}, "d", []), ("f", {}, "", [("g", {}, "", [])]), ("c", {}, "i", [])],
    )
    c, f, _ = root.children
    assert (root.place, c.place, f.place) == ((None, 1, 1), (None, 2, 2), (None, 2, 11))


def test_elements_are_found_by_name_in_the_namespace_of_their_parent() -> None:
    root = read_xml('<a xmlns="urn:x" xmlns:o="urn:y"><o:b/><b i="1"/><b i="2"/><c/></a>', Limits())
    assert (root.namespace, root.name) == ("urn:x", "a")
    assert [one.attributes for one in root.all("b")] == [{"i": "1"}, {"i": "2"}]
    assert root.first("b") is root.all("b")[0]
    assert root.first("a") is None
    bare = read_xml("<a><b/></a>", Limits())
    assert (bare.namespace, bare.name, len(bare.all("b"))) == ("", "a", 1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a>\n <b>\n</a>", "3:3: not XML: mismatched tag [syntax]"),
        ("\n <!DOCTYPE a><a/>", "2:13: a document type; leave it out [directive]"),
        (
            b'<?xml version="1.0" encoding="klingon"?><x/>',
            "not text: unknown encoding: klingon [encoding]",
        ),
        (42, "a int where a path, text or file belongs [wrong-type]"),
        ("a\0b", "no file can have this name [not-a-file]"),
    ],
)
def test_what_is_refused_is_told_with_its_place(source: object, expected: str) -> None:
    assert refusal(source) == expected


@pytest.mark.parametrize(
    ("source", "limit", "least", "expected"),
    [
        ("<a>\n  <b><c/></b></a>", "max_depth", 3, "2:6: nested deeper than 2 [too-deep]"),
        ("<a>\n  <b/><c/></a>", "max_nodes", 3, "2:7: more than 2 elements [too-many]"),
        ("<a>\n<b>cd<e/>fg</b></a>", "max_text", 4, "2:1: longer than 3 characters [too-long]"),
        ("<a>\u00e9</a>", "max_bytes", 9, "larger than 8 bytes [too-large]"),
    ],
)
def test_what_is_too_much_is_refused(source: str, limit: str, least: int, expected: str) -> None:
    assert refusal(source, **{limit: least - 1}) == expected
    for given in (source, source.encode(), io.StringIO(source), io.BytesIO(source.encode())):
        assert read_xml(given, Limits()._replace(**{limit: least})).name == "a"


def test_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    text = "<a>\n<b>c</b></a>"
    file.write_text(text)
    limits = Limits(max_text=0)
    for source in (file, str(file)):
        assert read_xml(source, Limits()).children[0].place == (str(file), 2, 1)
        assert refusal(source, max_bytes=1) == f"{file}: larger than 1 bytes [too-large]"
        assert refusal(source, max_text=0) == f"{file}:1:1: longer than 0 characters [too-long]"
        assert refusal(source, max_nodes=1) == f"{file}:2:1: more than 1 elements [too-many]"
    with file.open("rb") as content, file.open() as words:
        assert read_xml(content, limits._replace(max_text=1)).place == (str(file), 1, 1)
        assert read_xml(words, Limits()).place == (str(file), 1, 1)
        number = content.fileno()
        with open(number, "rb", closefd=False) as same:  # that has no name
            same.seek(0)
            assert read_xml(same, Limits()).place == (None, 1, 1)
    file.write_text("<a>")
    assert refusal(file) == f"{file}:1:4: not XML: no element found [syntax]"
    file.write_text('<?xml version="1.0" encoding="klingon"?><x/>')
    assert refusal(file) == f"{file}: not text: unknown encoding: klingon [encoding]"
    assert refusal(tmp_path) == f"{tmp_path}: not a regular file [not-a-file]"


def test_no_more_is_read_than_is_needed_to_refuse_it(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            assert size == 8
            return b" " * size

    assert refusal(Endless(), max_bytes=7) == "larger than 7 bytes [too-large]"
    file = tmp_path / "large"
    with file.open("wb") as large:
        large.truncate(64 * 1024 * 1024)
    tracemalloc.start()
    assert "larger than 7 bytes" in refusal(file, max_bytes=7)
    assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    tracemalloc.stop()


@pytest.mark.parametrize("start", ["", " ", "\n", "\r\n\t", "\ufeff", "\ufeff \n"])
def test_what_begins_like_xml_is_the_text(start: str) -> None:
    assert read_xml(f"{start}<a/>", Limits()).name == "a"


def test_the_mark_of_utf_8_is_no_column() -> None:
    assert read_xml("\ufeff<a/>", Limits()).place == (None, 1, 1)


@pytest.mark.parametrize("name", ["X<a/>", "a", ".<"])
def test_any_other_text_is_a_path(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(bp.errors.UnreadableFileError) as caught:
        read_xml(name, Limits())
    assert (caught.value.errno, caught.value.filename) == (errno.ENOENT, name)


def test_files_that_are_closed_or_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_bytes("<a>\u00e9</a>".encode("latin-1"))
    with file.open(encoding="utf-8") as opened:
        assert refusal(opened) == (
            "cannot be read: 'utf-8' codec can't decode byte 0xe9 in position 3: invalid "
            "continuation byte [encoding]"
        )
    assert refusal(opened) == "cannot be read: I/O operation on closed file. [not-a-file]"
    written = '<?xml version="1.0" encoding="latin-1"?><a>\u00e9</a>'
    assert read_xml(written.encode("latin-1"), Limits()).text == "\u00e9"
    assert read_xml(written, Limits()).text == "\u00e9"


def problems(source: object) -> list[tuple[str, int | None]]:
    with pytest.raises(InvalidDataError) as caught:
        bp.export.read_stratml(source)  # type: ignore[arg-type]
    return [(one.code, one.line) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<!DOCTYPE StrategicPlan><StrategicPlan/>", "directive"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "directive"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "directive"),
        ('<!DOCTYPE x [<!ENTITY % p SYSTEM "https://example.org/x.dtd"> %p;]><x/>', "directive"),
        ("<x>&undefined;</x>", "syntax"),
        ("<x>", "syntax"),
        ("<x/><y/>", "syntax"),
        (b"", "syntax"),
        (b"\xff\xfe\x00", "syntax"),
        (b"<x>\xff</x>", "syntax"),
        ('<?xml version="1.0" encoding="utf-8"?><x>\ud800</x>', "syntax"),
        (b'<?xml version="1.0" encoding="klingon"?><x/>', "encoding"),
        ("<x>" * 40 + "</x>" * 40, "too-deep"),
        ("<x>" + "<y/>" * 40_000 + "</x>", "too-many"),
        ("<x>" + "y" * 70_000 + "</x>", "too-long"),
        (b"<x>" + b"<!-- -->" * 600_000 + b"</x>", "too-large"),
        ({"id": "plan"}, "wrong-type"),
        (None, "wrong-type"),
    ],
)
def test_what_is_harmful_or_no_xml_is_refused(source: object, code: str) -> None:
    assert [one for one, _ in problems(source)] == [code]


def test_paths_texts_bytes_and_open_files_are_read(tmp_path: Path) -> None:
    text = bp.export.stratml(PROGRAMME, "fr")
    file = tmp_path / "plan.xml"
    file.write_text(text, encoding="utf-8")
    expected = bp.export.read_stratml(text, "fr")
    utf_16 = text.replace("?>", ' encoding="UTF-16"?>', 1)
    with file.open(encoding="utf-8") as words, file.open("rb") as content:
        for source in (
            file,
            str(file),
            text.encode(),
            "\ufeff" + text,
            utf_16,
            utf_16.encode("utf-16"),
            words,
            content,
            io.StringIO(text),
        ):
            assert bp.export.read_stratml(source, "fr") == expected


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(bp.errors.UnreadableFileError, match="No such file"):
        bp.export.read_stratml(tmp_path / "nothing.xml")
    assert [code for code, _ in problems(tmp_path)] == ["not-a-file"]
    assert [code for code, _ in problems(os.devnull)] == ["not-a-file"]
