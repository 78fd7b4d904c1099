"""Writing whole files and folders, or nothing."""

import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from errno import EEXIST, EINVAL, EISDIR, ENOTDIR
from pathlib import Path
from secrets import token_hex

from benelux_programme.errors import UnwritableFileError

_EXISTS = "it already exists; `overwrite`, or --force, replaces it"
_NO_FILE = "it is a folder or a device; name a file"
_NO_FOLDER = "it is a file; name a folder"


def write_file(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file.

    Args:
        path: Where it is to be.
        content: What it is to hold.
        overwrite: Whether it may take the place of another file.

    Raises:
        UnwritableFileError: It cannot be written, or there is something already.
    """
    with _errors(path):
        path = path.resolve()
        if path.exists() and not path.is_file():
            raise UnwritableFileError(EISDIR, _NO_FILE, str(path))
        if path.exists() and not overwrite:
            raise UnwritableFileError(EEXIST, _EXISTS, str(path))
        draft = _beside(path)
        try:
            _write(draft, content, path)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, bytes], *, overwrite: bool) -> None:
    """Write a folder with these files, and no others.

    Args:
        folder: Where it is to be; the folders above it are made.
        files: What the files are to hold, by name.
        overwrite: Whether it may take the place of a folder that holds no file but some of these.

    Raises:
        UnwritableFileError: It cannot be written, or there is something already.
    """
    with _errors(folder):
        folder = folder.resolve()
        if folder.exists() and not folder.is_dir():
            raise UnwritableFileError(ENOTDIR, _NO_FOLDER, str(folder))
        there: set[str] = {one.name for one in folder.iterdir()} if folder.exists() else set()
        if there and not overwrite:
            raise UnwritableFileError(EEXIST, _EXISTS, str(folder))
        if there - files.keys():
            stranger = folder / min(there - files.keys())
            raise UnwritableFileError(EEXIST, "it would be lost", str(stranger))
        draft = _beside(folder)
        draft.mkdir(0o700 if folder.exists() else 0o777, parents=True)
        try:
            for name, content in files.items():
                _write(draft / name, content, folder / name)
            _put(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _write(draft: Path, content: bytes, path: Path) -> None:
    """Write what is to take a path; nobody may read it who may not read what is there."""
    if path.exists():
        draft.touch(0o600)
    draft.write_bytes(content)
    if path.exists():
        shutil.copymode(path, draft)


def _put(draft: Path, folder: Path) -> None:
    """Give a folder its name, which another may have."""
    if not folder.exists():
        draft.rename(folder)
        return
    shutil.copymode(folder, draft)
    former = _beside(folder)
    folder.rename(former)
    try:
        draft.rename(folder)
    except OSError:
        former.rename(folder)
        raise
    shutil.rmtree(former)


def _beside(path: Path) -> Path:
    """A path in the same folder where nothing is."""
    return path.with_name(f".{path.name}.{token_hex(8)}")


@contextmanager
def _errors(path: Path) -> Generator[None, None, None]:
    """Errors that name what was to be written, and not a draft of it."""
    try:
        yield
    except UnwritableFileError:
        raise
    except OSError as error:
        raise UnwritableFileError(error.errno, error.strerror, str(path)) from None
    except ValueError as error:  # a name with a NUL in it, or half a character
        raise UnwritableFileError(EINVAL, str(error), str(path)) from None
