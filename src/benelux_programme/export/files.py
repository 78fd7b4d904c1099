"""Writing whole files and folders, or nothing."""

import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from errno import EEXIST, EINVAL
from pathlib import Path
from secrets import token_hex

from benelux_programme.errors import UnwritableFileError

__all__ = ["write_file", "write_folder"]

_EXISTS = "it already exists; `overwrite`, or --force, replaces it"


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
        if path.is_dir() or (path.exists() and not overwrite):
            raise FileExistsError(EEXIST, _EXISTS, str(path))
        draft = _beside(path)
        try:
            draft.write_bytes(content)
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
        there: set[str] = {one.name for one in folder.iterdir()} if folder.is_dir() else set()
        if folder.exists() and (not folder.is_dir() or (there and not overwrite)):
            raise FileExistsError(EEXIST, _EXISTS, str(folder))
        if there - files.keys():
            stranger = folder / min(there - files.keys())
            raise FileExistsError(EEXIST, "it would be lost", str(stranger))
        draft = _beside(folder)
        draft.mkdir(parents=True)
        try:
            for name, content in files.items():
                (draft / name).write_bytes(content)
            _put(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _put(draft: Path, folder: Path) -> None:
    """Give a folder its name, which another may have."""
    if not folder.exists():
        draft.rename(folder)
        return
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
    try:
        yield
    except OSError as error:
        raise UnwritableFileError(error.errno, error.strerror, error.filename) from None
    except ValueError as error:  # a name with a NUL in it, or half a character
        raise UnwritableFileError(EINVAL, str(error), str(path)) from None
