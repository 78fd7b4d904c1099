"""What there is in files is read up to a size, and taken for UTF-8."""

import io
from pathlib import Path

import pytest

from benelux_programme._serialization.sources import content, encoded, name_of, text_of
from benelux_programme.errors import InvalidDataError


def refusal(given: bytes, max_bytes: int) -> str:
    with pytest.raises(InvalidDataError) as caught:
        text_of(given, "mine", max_bytes)
    (problem,) = caught.value.problems
    return str(problem)


def test_no_more_is_read_than_tells_that_it_is_too_much(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_bytes(b"0123456789")
    assert content(file, 3) == b"0123"
    assert content(file, 10) == b"0123456789"
    with file.open("rb") as opened:
        assert content(opened, 3) == b"0123"


def test_text_may_have_all_bytes_that_are_allowed() -> None:
    assert text_of(b"abc", None, 3) == "abc"
    assert refusal(b"abc", 2) == "mine: larger than 2 bytes [too-large]"


def test_a_byte_order_mark_is_left_out_where_it_begins_a_text() -> None:
    mark = "\ufeff"
    assert text_of(f"{mark}a{mark}".encode(), None, 100) == f"a{mark}"
    assert refusal(b"a\nb\nc\xff", 100) == "mine:3:1: not UTF-8: invalid start byte [encoding]"


def test_files_have_names_if_these_are_texts(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.touch()
    with file.open() as opened, open(opened.fileno(), closefd=False) as numbered:
        assert name_of(file) == name_of(opened) == str(file)
        assert name_of(numbered) == ""
    assert name_of(io.StringIO()) == ""


def test_half_a_character_is_kept_for_others_to_refuse() -> None:
    assert encoded("a\ud800") == b"a\xed\xa0\x80"
    assert encoded(b"a\xff") == b"a\xff"
