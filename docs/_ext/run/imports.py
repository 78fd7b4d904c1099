"""Loads the archive of a module when an example first imports it."""

import functools
import json
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType


class ArchiveFinder(MetaPathFinder):
    """Finds modules in archives, which it has unpacked into a folder when they are needed."""

    def __init__(
        self, archives: Mapping[str, str], load: Callable[[str], object], folder: Path
    ) -> None:
        self._archives = archives
        self._load = functools.cache(load)
        self._folder = folder

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """Load the archive of a module and find it there; its package may be elsewhere."""
        if fullname not in self._archives:
            return None
        self._load(self._archives[fullname])
        folder = str(self._folder.joinpath(*fullname.split(".")[:-1]))
        sys.path_importer_cache.pop(folder, None)  # what was there before
        return PathFinder.find_spec(fullname, [folder], target)


def load_when_imported(load: Callable[[str], object]) -> None:
    """Let a function unpack, by its name, each archive that the index beside this module has."""
    index = Path(__file__).with_name("index.json").read_text(encoding="utf-8")
    folder = Path(sysconfig.get_path("purelib"))
    sys.meta_path.append(ArchiveFinder(json.loads(index), load, folder))
