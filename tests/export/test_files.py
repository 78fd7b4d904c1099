"""Files and folders are written whole or not at all, and nobody sees more of them than before."""

import os
import shutil
import stat
from errno import EEXIST, EISDIR, ENOTDIR
from pathlib import Path

import pytest

from benelux_programme.errors import UnwritableFileError
from benelux_programme.export._files import write_file, write_folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(UnwritableFileError) as caught:
            write_file(path, b"", overwrite=True)
        assert caught.value.errno == EISDIR
        assert caught.value.strerror == "it is a folder or a device; name a file"
        assert caught.value.filename == str(path)


def test_what_is_no_folder_is_not_replaced_by_one(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.touch()
    with pytest.raises(UnwritableFileError) as caught:
        write_folder(file, {}, overwrite=True)
    assert caught.value.errno == ENOTDIR
    assert caught.value.strerror == "it is a file; name a folder"
    assert caught.value.filename == str(file)
    with pytest.raises(UnwritableFileError) as caught:
        write_file(file, b"", overwrite=False)
    assert (caught.value.errno, caught.value.filename) == (EEXIST, str(file))


def test_nobody_may_read_a_draft_who_may_not_read_what_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts: dict[str, int] = {}
    copy = shutil.copymode

    def copymode(path: Path, draft: Path) -> None:
        drafts[path.name] = mode(draft)
        copy(path, draft)

    monkeypatch.setattr(shutil, "copymode", copymode)
    before = os.umask(0o022)
    try:
        write_file(tmp_path / "mine", b"old", overwrite=False)
        write_folder(tmp_path / "ours", {"one": b"old"}, overwrite=False)
        assert not drafts
        assert mode(tmp_path / "ours") == 0o755
        write_file(tmp_path / "mine", b"new", overwrite=True)
        write_folder(tmp_path / "ours", {"one": b"new"}, overwrite=True)
    finally:
        os.umask(before)
    assert drafts == {"mine": 0o600, "one": 0o600, "ours": 0o700}
    assert (mode(tmp_path / "mine"), mode(tmp_path / "ours")) == (0o644, 0o755)
