"""Files and folders that are written completely or not at all."""

import os
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from errno import EEXIST, EINVAL, EISDIR, ENOTDIR
from pathlib import Path
from tempfile import TemporaryDirectory

from benelux_programme.errors import UnwritableFileError

_EXISTS = "already exists; use overwrite=True or --force to replace it"


def write_file_atomically(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file, or raise an `UnwritableFileError` with its path."""
    with _convert_os_errors(path):
        path = _follow_links(path)
        if path.exists() and not path.is_file():
            raise UnwritableFileError(EISDIR, "is a folder or a device; name a file", str(path))
        if path.exists() and not overwrite:
            raise UnwritableFileError(EEXIST, _EXISTS, str(path))
        with _create_temporary_folder(path.parent) as temporary:
            draft = temporary / path.name
            draft.write_bytes(content)
            if path.exists():
                shutil.copymode(path, draft)
            draft.replace(path)


def write_folder_atomically(folder: Path, files: Mapping[str, bytes], *, overwrite: bool) -> None:
    """Write a folder with these files and no others, and create the folders above it."""
    with _convert_os_errors(folder):
        folder = _follow_links(folder)
        if folder.exists() and not folder.is_dir():
            raise UnwritableFileError(ENOTDIR, "is a file; name a folder", str(folder))
        present = sorted(folder.iterdir()) if folder.exists() else []
        if present and not overwrite:
            raise UnwritableFileError(EEXIST, _EXISTS, str(folder))
        foreign = [path for path in present if path.name not in files or not path.is_file()]
        if foreign:
            raise UnwritableFileError(EEXIST, "would be lost; move it first", str(foreign[0]))
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _create_temporary_folder(folder.parent) as temporary:
            draft, former = temporary / "draft", temporary / "former"
            draft.mkdir()
            for name, content in files.items():
                (draft / name).write_bytes(content)
            if folder.exists():
                shutil.copymode(folder, draft)
                folder.rename(former)
            try:
                draft.rename(folder)
            except OSError:
                if former.exists():
                    former.rename(folder)
                raise


def _follow_links(path: Path) -> Path:
    """Return the absolute path to which links lead; links in a circle are an error."""
    with suppress(FileNotFoundError):
        path.stat()
    return Path(os.path.realpath(path))


@contextmanager
def _create_temporary_folder(parent: Path) -> Generator[Path, None, None]:
    """Create a folder that only its owner can read, on the file system of its parent."""
    prefix = ".benelux-programme-"
    with TemporaryDirectory(prefix=prefix, dir=parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextmanager
def _convert_os_errors(path: Path) -> Generator[None, None, None]:
    """Raise errors that name the path to write rather than a temporary file."""
    try:
        yield
    except UnwritableFileError:
        raise
    except OSError as error:
        raise UnwritableFileError(error.errno, error.strerror, str(path)) from None
    except ValueError as error:  # a NUL or a lone surrogate in the path
        raise UnwritableFileError(EINVAL, str(error), str(path)) from None
