"""Files and folders are written completely or not at all."""

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from errno import EBUSY, EEXIST, EISDIR, ENOTDIR
from pathlib import Path

import pytest

from benelux_programme.errors import UnwritableFileError
from benelux_programme.export import _files
from benelux_programme.export._files import write_file_atomically, write_folder_atomically

EXISTS = "already exists; overwrite=True replaces it"


def get_mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def read_contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def fail_on_write(
    monkeypatch: pytest.MonkeyPatch, number: int, message: str = "No space left on device"
) -> None:
    """Let the call of `Path.write_bytes` with this number (from 0) fail half-way."""
    write, calls = Path.write_bytes, iter(range(100))

    def write_bytes(path: Path, content: bytes) -> int:
        if next(calls) == number:
            write(path, content[:1])
            raise OSError(28, message, str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)


def test_a_file_is_written(tmp_path: Path) -> None:
    write_file_atomically(tmp_path / "file", b"new", overwrite=False)
    assert read_contents(tmp_path) == {"file": b"new"}


def test_a_file_is_replaced_only_with_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(UnwritableFileError) as caught:
        write_file_atomically(path, b"new", overwrite=False)
    error = caught.value
    assert (error.errno, error.strerror, error.filename) == (EEXIST, EXISTS, str(path))
    assert read_contents(tmp_path) == {"file": b"old"}
    write_file_atomically(path, b"new", overwrite=True)
    assert read_contents(tmp_path) == {"file": b"new"}


def test_a_folder_or_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(UnwritableFileError) as caught:
            write_file_atomically(path, b"", overwrite=True)
        error = caught.value
        assert (error.errno, error.filename) == (EISDIR, str(path))
        assert error.strerror == "is a folder or a device; name a file"


def test_a_file_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    write_file_atomically(tmp_path / ("a" * 255), b"new", overwrite=False)
    assert read_contents(tmp_path) == {"a" * 255: b"new"}


def test_the_target_of_a_link_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    write_file_atomically(tmp_path / "link", b"new", overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_failure_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    fail_on_write(monkeypatch, 0)
    with pytest.raises(UnwritableFileError, match="No space left") as caught:
        write_file_atomically(path, b"new", overwrite=True)
    assert caught.value.filename == str(path)
    assert read_contents(tmp_path) == {"file": b"old"}


def test_a_replaced_file_and_folder_keep_their_permissions(tmp_path: Path) -> None:
    write_file_atomically(tmp_path / "file", b"old", overwrite=False)
    write_folder_atomically(tmp_path / "folder", {"a": b"old"}, overwrite=False)
    (tmp_path / "file").chmod(0o600)
    (tmp_path / "folder").chmod(0o700)
    write_file_atomically(tmp_path / "file", b"new", overwrite=True)
    write_folder_atomically(tmp_path / "folder", {"a": b"new"}, overwrite=True)
    assert (get_mode(tmp_path / "file"), get_mode(tmp_path / "folder")) == (0o600, 0o700)


def test_a_new_file_and_folder_have_the_usual_permissions(tmp_path: Path) -> None:
    write_file_atomically(tmp_path / "file", b"", overwrite=False)
    write_folder_atomically(tmp_path / "folder", {"a": b""}, overwrite=False)
    (tmp_path / "usual-file").touch()
    (tmp_path / "usual-folder").mkdir()
    for name in ("file", "folder"):
        assert get_mode(tmp_path / name) == get_mode(tmp_path / f"usual-{name}")


def test_a_folder_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    write_folder_atomically(tmp_path / "a" / "b", {"one": b"1", "two": b"2"}, overwrite=False)
    assert read_contents(tmp_path / "a" / "b") == {"one": b"1", "two": b"2"}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    write_folder_atomically(tmp_path / "folder", {"one": b"1"}, overwrite=False)
    assert read_contents(tmp_path / "folder") == {"one": b"1"}


def test_a_folder_is_replaced_only_with_overwrite(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    write_folder_atomically(folder, {"one": b"1", "two": b"2"}, overwrite=False)
    with pytest.raises(UnwritableFileError) as caught:
        write_folder_atomically(folder, {"one": b"3", "two": b"4"}, overwrite=False)
    error = caught.value
    assert (error.errno, error.strerror, error.filename) == (EEXIST, EXISTS, str(folder))
    assert read_contents(folder) == {"one": b"1", "two": b"2"}
    write_folder_atomically(folder, {"one": b"3", "two": b"4"}, overwrite=True)
    assert read_contents(folder) == {"one": b"3", "two": b"4"}
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("name", ["a-thesis", "one"])
def test_a_folder_with_foreign_files_is_never_replaced(name: str, tmp_path: Path) -> None:
    foreign = tmp_path / "folder" / name
    if name == "one":
        foreign.mkdir(parents=True)  # a folder with the name of a file
    else:
        foreign.parent.mkdir()
        foreign.touch()
    with pytest.raises(UnwritableFileError) as caught:
        write_folder_atomically(tmp_path / "folder", {"one": b"1"}, overwrite=True)
    error = caught.value
    assert (error.errno, error.strerror) == (EEXIST, "would be lost; move it first")
    assert error.filename == str(foreign)
    assert list((tmp_path / "folder").iterdir()) == [foreign]


def test_a_file_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(UnwritableFileError) as caught:
        write_folder_atomically(tmp_path / "file", {}, overwrite=True)
    error = caught.value
    assert (error.errno, error.strerror) == (ENOTDIR, "is a file; name a folder")
    assert error.filename == str(tmp_path / "file")


def test_a_failure_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder_atomically(tmp_path / "folder", {"one": b"1", "two": b"2"}, overwrite=False)
    fail_on_write(monkeypatch, 1)
    with pytest.raises(UnwritableFileError, match="No space left") as caught:
        write_folder_atomically(tmp_path / "folder", {"one": b"3", "two": b"4"}, overwrite=True)
    assert caught.value.filename == str(tmp_path / "folder")
    assert read_contents(tmp_path / "folder") == {"one": b"1", "two": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(
    ("exists", "refused"), [(True, "draft"), (True, "folder"), (False, "draft")]
)
def test_a_folder_that_cannot_be_renamed_is_left_as_it_was(
    exists: bool, refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_files, "_exchange_folders", lambda *_: False)
    if exists:
        write_folder_atomically(tmp_path / "folder", {"one": b"1"}, overwrite=False)
    rename = Path.rename

    def refuse_to_rename(path: Path, target: Path) -> Path:
        if path.name == refused:
            raise OSError(13, "Permission denied", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_to_rename)
    with pytest.raises(UnwritableFileError, match="Permission denied"):
        write_folder_atomically(tmp_path / "folder", {"one": b"2"}, overwrite=True)
    remaining = {path.name: read_contents(path) for path in tmp_path.iterdir()}
    assert remaining == ({"folder": {"one": b"1"}} if exists else {})


def test_what_another_program_has_open_on_windows_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setitem(sys.modules, "fcntl", None)  # which Windows lacks
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    write_file_atomically(tmp_path / "file", b"old", overwrite=False)
    write_folder_atomically(tmp_path / "folder", {"a": b"old"}, overwrite=False)
    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UnwritableFileError, match="cannot access") as of_file:
        write_file_atomically(tmp_path / "file", b"new", overwrite=True)
    with pytest.raises(UnwritableFileError, match="cannot access") as of_folder:
        write_folder_atomically(tmp_path / "folder", {"a": b"new"}, overwrite=True)
    assert of_file.value.filename == str(tmp_path / "file")
    assert of_folder.value.filename == str(tmp_path / "folder")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert read_contents(tmp_path / "folder") == {"a": b"old"}
    assert {each.name for each in tmp_path.iterdir()} == {"file", "folder"}


@pytest.mark.parametrize("name", ["missing/file", "file/below", "a\0b", "a\ud800b"])
def test_an_error_names_the_path_that_cannot_be_written(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableFileError) as caught:
        write_file_atomically(tmp_path / name, b"", overwrite=False)
    assert caught.value.filename == str(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_replaced_where_the_system_cannot_exchange_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder_atomically(tmp_path / "folder", {"one": b"1"}, overwrite=False)
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())  # a library without the function
    write_folder_atomically(tmp_path / "folder", {"one": b"2"}, overwrite=True)
    assert read_contents(tmp_path / "folder") == {"one": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_files_of_file_managers_do_not_protect_a_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).touch()
    write_folder_atomically(folder, {"one": b"1"}, overwrite=False)
    assert read_contents(folder) == {"one": b"1"}
    (folder / name).touch()
    write_folder_atomically(folder, {"one": b"2"}, overwrite=True)
    assert read_contents(folder) == {"one": b"2"}


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_a_folder_or_a_link_with_such_a_name_protects_its_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "first" / name).mkdir(parents=True)
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / name).symlink_to(__file__)
    for folder in (tmp_path / "first", tmp_path / "second"):
        for overwrite in (False, True):
            with pytest.raises(UnwritableFileError):
                write_folder_atomically(folder, {"one": b"1"}, overwrite=overwrite)
        assert [path.name for path in folder.iterdir()] == [name]


@pytest.mark.parametrize("name", ["", ".", "../folder"])
def test_the_current_folder_is_not_replaced(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path / "folder")
    with pytest.raises(UnwritableFileError) as caught:
        write_folder_atomically(Path(name), {"one": b"1"}, overwrite=True)
    assert caught.value.errno == EBUSY
    assert caught.value.filename == str(tmp_path / "folder")


@pytest.mark.parametrize("path", ["loop", "loop/below", "loop/below/that"])
def test_a_link_to_itself_is_an_error(path: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UnwritableFileError):
        write_file_atomically(tmp_path / path, b"", overwrite=True)
    with pytest.raises(UnwritableFileError):
        write_folder_atomically(tmp_path / path, {}, overwrite=True)
    assert (tmp_path / "loop").is_symlink()


@pytest.mark.parametrize("length", [240, 255])
def test_a_folder_name_may_be_as_long_as_the_system_allows(length: int, tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        write_folder_atomically(tmp_path / ("a" * length), {"one": content}, overwrite=True)
    assert read_contents(tmp_path / ("a" * length)) == {"one": b"2"}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_folders_that_were_created_for_a_failed_export_are_removed(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept").mkdir()

    def raise_error(_: Path, __: bytes) -> int:
        raise error

    monkeypatch.setattr(Path, "write_bytes", raise_error)
    with pytest.raises((UnwritableFileError, KeyboardInterrupt)):
        write_folder_atomically(tmp_path / "kept" / "a" / "b" / "c", {"x": b""}, overwrite=True)
    assert [path.name for path in tmp_path.rglob("*")] == ["kept"]


def test_folders_that_another_process_uses_meanwhile_are_not_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def use_and_fail(path: Path, _: bytes) -> int:
        (tmp_path / "a" / "other").mkdir()
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", use_and_fail)
    with pytest.raises(UnwritableFileError):
        write_folder_atomically(tmp_path / "a" / "b" / "c", {"x": b""}, overwrite=True)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["other"]


def test_leftovers_of_a_killed_writer_are_removed(tmp_path: Path) -> None:
    (tmp_path / ".benelux-programme-1" / "draft").mkdir(parents=True)
    (tmp_path / ".benelux-programme-2" / "former").mkdir(parents=True)  # the only copy
    write_file_atomically(tmp_path / "file", b"", overwrite=False)
    assert {path.name for path in tmp_path.iterdir()} == {"file", ".benelux-programme-2"}


@pytest.mark.skipif(
    sys.platform == "emscripten", reason="locks keep nobody away; nobody else is there"
)
def test_drafts_of_another_writer_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def write_another_meanwhile(path: Path, content: bytes) -> int:
        monkeypatch.setattr(Path, "write_bytes", write)
        write_file_atomically(tmp_path / "other", b"2", overwrite=False)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_another_meanwhile)
    write_file_atomically(tmp_path / "file", b"1", overwrite=False)
    assert read_contents(tmp_path) == {"file": b"1", "other": b"2"}


WRITE_FOR_EVER = """
import signal, sys
from pathlib import Path
from benelux_programme.export._files import write_folder_atomically
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in jobs in the background
for number in range(10**9):
    content = str(number).encode() * 1000
    write_folder_atomically(Path(sys.argv[1]), {"a": content, "b": content}, overwrite=True)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sends signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_folder_is_whole_at_every_moment(number: signal.Signals, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    write_folder_atomically(folder, {"a": b"", "b": b""}, overwrite=False)
    for attempt in range(4):
        command = [sys.executable, "-c", WRITE_FOR_EVER, str(folder)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as writer:
            first, end = folder.stat().st_ino, time.monotonic() + 20
            while folder.stat().st_ino == first and time.monotonic() < end:
                pass  # it is there at every moment
            for _ in range(200 + 37 * attempt):
                opened = os.open(folder, os.O_RDONLY)
                with suppress(FileNotFoundError):  # replaced, and removed by now
                    assert len({read_in(opened, name) for name in "ab"}) == 1
                os.close(opened)
            writer.send_signal(number)
        assert len(set(read_contents(folder).values())) == 1
    write_folder_atomically(folder, {"a": b"", "b": b""}, overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def read_in(folder: int, name: str) -> bytes:
    with open(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:  # noqa: PTH123
        return file.read()


class _LibraryOfMacOS:
    """The function of macOS that exchanges two folders, in three steps."""

    def renamex_np(self, first: bytes, second: bytes, flag: int) -> int:
        assert flag == 2
        one, other = Path(os.fsdecode(first)), Path(os.fsdecode(second))
        moved = one.rename(one.with_name("moved"))
        other.rename(one)
        moved.rename(other)
        return 0


def test_a_folder_is_exchanged_by_the_function_of_macos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder_atomically(tmp_path / "folder", {"one": b"1"}, overwrite=False)
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("ctypes.CDLL", lambda _: _LibraryOfMacOS())
    write_folder_atomically(tmp_path / "folder", {"one": b"2"}, overwrite=True)
    assert read_contents(tmp_path / "folder") == {"one": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
