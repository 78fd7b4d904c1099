import io
from pathlib import Path

import pytest

from benelux_programme._serialization.sources import get_file_name, read_text
from benelux_programme.errors import InvalidDataError


def problem_in(content: bytes, max_bytes: int) -> str:
    with pytest.raises(InvalidDataError) as caught:
        read_text(io.BytesIO(content), "mine", max_bytes)
    (problem,) = caught.value.problems
    return str(problem)


def test_files_are_read_up_to_one_byte_beyond_the_limit(tmp_path: Path) -> None:
    class File(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size == 11
            return super().read(size)

    file = tmp_path / "mine"
    file.write_bytes(b"0123456789")
    assert read_text(file, "mine", 10) == "0123456789"
    assert read_text(File(b"0123456789"), "mine", 10) == "0123456789"


def test_the_limit_is_inclusive() -> None:
    assert read_text(io.BytesIO(b"abc"), None, 3) == "abc"
    assert problem_in(b"abc", 2) == "mine: larger than 2 bytes [too-large]"


def test_a_byte_order_mark_is_removed_at_the_beginning_only() -> None:
    mark = "\ufeff"
    assert read_text(io.StringIO(f"{mark}a{mark}"), None, 100) == f"a{mark}"
    assert problem_in(b"a\nb\nc\xff", 100) == "mine:3:1: not UTF-8: invalid start byte [encoding]"


def test_only_names_that_are_texts_count(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.touch()
    with file.open() as opened, open(opened.fileno(), closefd=False) as numbered:
        assert get_file_name(file) == get_file_name(opened) == str(file)
        assert get_file_name(numbered) is None
    assert get_file_name(io.StringIO()) is None


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(InvalidDataError, match="mine:1:1: not UTF-8: invalid continuation byte"):
        read_text(io.StringIO("a\ud800"), "mine", 100)
