"""Files and folders that are written completely or not at all."""

import os
import shutil
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import EBUSY, EEXIST, EINVAL, EISDIR, ENOTDIR
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme.errors import UnwritableFileError

_EXISTS: Final = "already exists; overwrite=True replaces it"
_PREFIX: Final = ".benelux-programme-"
_FORMER: Final = "former"
_FILES_OF_SYSTEMS: Final = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What file managers write into a folder that somebody looks at. It may be replaced."""


def _is_file_of_system(path: Path) -> bool:
    return path.name in _FILES_OF_SYSTEMS and path.is_file() and not path.is_symlink()


def write_file_atomically(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file, or raise an `UnwritableFileError` with its path."""
    with _convert_os_errors(path):
        path = _follow_links(path)
        if path.exists() and not path.is_file():
            raise UnwritableFileError(EISDIR, "is a folder or a device; name a file", str(path))
        if path.exists() and not overwrite:
            raise UnwritableFileError(EEXIST, _EXISTS, str(path))
        with _clean_up_and_stage_folder(path.parent) as temporary:
            draft = temporary / path.name
            draft.write_bytes(content)
            if path.exists():
                shutil.copymode(path, draft)
            draft.replace(path)


def write_folder_atomically(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    overwrite: bool,
    is_replaceable: Callable[[Path], bool] = lambda _: True,
) -> None:
    """Write a folder with these files and no others, and create the folders above it."""
    with _convert_os_errors(folder):
        folder = _follow_links(folder)
        if folder == Path.cwd():
            reason = "is the current folder, which cannot be replaced; name another"
            raise UnwritableFileError(EBUSY, reason, str(folder))
        if folder.exists() and not folder.is_dir():
            raise UnwritableFileError(ENOTDIR, "is a file; name a folder", str(folder))
        present = sorted(folder.iterdir()) if folder.exists() else []
        present = [path for path in present if not _is_file_of_system(path)]
        if present and not overwrite:
            raise UnwritableFileError(EEXIST, _EXISTS, str(folder))
        foreign = [path for path in present if path.name not in files or not path.is_file()]
        if foreign or (present and not is_replaceable(folder)):
            lost = foreign[0] if foreign else folder
            raise UnwritableFileError(EEXIST, "would be lost; move it first", str(lost))
        with (
            _create_folders(folder.parent),
            _clean_up_and_stage_folder(folder.parent) as temporary,
        ):
            draft = temporary / "draft"
            draft.mkdir()
            for name, content in files.items():
                (draft / name).write_bytes(content)
            if not folder.exists():
                draft.rename(folder)
                return
            shutil.copymode(folder, draft)
            if not _exchange_folders(draft, folder):
                _replace_folder_keeping_former(folder, draft, temporary / _FORMER)


def _exchange_folders(first: Path, second: Path) -> bool:
    """Exchange two folders in one step, and return whether the system can and did."""
    names = os.fsencode(first), os.fsencode(second)
    try:
        with IMPORT_LOCK:
            import ctypes  # noqa: PLC0415  # not part of every Python

        library = ctypes.CDLL(None)
        status: int
        if sys.platform == "darwin":
            status = library.renamex_np(*names, 2)  # RENAME_SWAP
        else:  # AT_FDCWD, which absolute paths ignore, and RENAME_EXCHANGE
            status = library.renameat2(-100, names[0], -100, names[1], 2)
    except (ImportError, AttributeError, TypeError, OSError):  # Windows has no such library
        return False
    return status == 0


def _replace_folder_keeping_former(folder: Path, draft: Path, former: Path) -> None:
    """Replace a folder in two steps, between which it is absent, or leave it as it was."""
    try:
        folder.rename(former)
        draft.rename(folder)
    except BaseException:
        if former.exists() and not folder.exists():
            former.rename(folder)
        raise


def _follow_links(path: Path) -> Path:
    """Return the absolute path to which links lead; links in a circle are an error."""
    with suppress(FileNotFoundError):
        path.stat()
    return Path(os.path.realpath(path))


@contextmanager
def _create_folders(folder: Path) -> Generator[None, None, None]:
    """Create a folder and those above it, and remove them again if what follows fails."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise


@contextmanager
def _clean_up_and_stage_folder(parent: Path) -> Generator[Path, None, None]:
    """Create a folder that only its owner can read, on the file system of its parent.

    Writers share a lock of the parent. One who gets it alone knows that all temporary folders are
    left over from writers that were killed, and removes them.
    """
    with ExitStack() as stack:
        with suppress(ImportError, OSError):  # Windows, and file systems without locks
            with IMPORT_LOCK:
                import fcntl  # noqa: PLC0415

            lock = os.open(parent, os.O_RDONLY)
            stack.callback(os.close, lock)
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for leftover in parent.glob(f"{_PREFIX}*"):
                    if not (leftover / _FORMER).exists():  # the only copy of a folder
                        shutil.rmtree(leftover, ignore_errors=True)
            fcntl.flock(lock, fcntl.LOCK_SH)
        folder = TemporaryDirectory(prefix=_PREFIX, dir=parent, ignore_cleanup_errors=True)
        yield Path(stack.enter_context(folder))


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
