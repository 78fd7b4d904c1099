import io
from pathlib import Path

import pytest

from benelux_programme._serialization.sources import (
    decode_text,
    encode_text,
    get_path_text_or_empty,
    read_one_byte_beyond_limit,
)
from benelux_programme.errors import InvalidDataError


def problem_in(content: bytes, max_bytes: int) -> str:
    with pytest.raises(InvalidDataError) as caught:
        decode_text(content, "mine", max_bytes)
    (problem,) = caught.value.problems
    return str(problem)


def test_files_are_read_up_to_one_byte_beyond_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_bytes(b"0123456789")
    assert read_one_byte_beyond_limit(file, 3) == b"0123"
    assert read_one_byte_beyond_limit(file, 10) == b"0123456789"
    with file.open("rb") as opened:
        assert read_one_byte_beyond_limit(opened, 3) == b"0123"


def test_the_limit_is_inclusive() -> None:
    assert decode_text(b"abc", None, 3) == "abc"
    assert problem_in(b"abc", 2) == "mine: larger than 2 bytes [too-large]"


def test_a_byte_order_mark_is_removed_at_the_beginning_only() -> None:
    mark = "\ufeff"
    assert decode_text(f"{mark}a{mark}".encode(), None, 100) == f"a{mark}"
    assert problem_in(b"a\nb\nc\xff", 100) == "mine:3:1: not UTF-8: invalid start byte [encoding]"


def test_only_names_that_are_texts_count(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.touch()
    with file.open() as opened, open(opened.fileno(), closefd=False) as numbered:
        assert get_path_text_or_empty(file) == get_path_text_or_empty(opened) == str(file)
        assert get_path_text_or_empty(numbered) == ""
    assert get_path_text_or_empty(io.StringIO()) == ""


def test_lone_surrogates_are_encoded_and_then_refused() -> None:
    assert encode_text("a\ud800") == b"a\xed\xa0\x80"
    problem = problem_in(encode_text("a\ud800"), 100)
    assert problem == "mine:1:1: not UTF-8: invalid continuation byte [encoding]"
