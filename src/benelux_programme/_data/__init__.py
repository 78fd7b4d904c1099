"""The files bundled with the library."""

import os
from typing import Any


def read_bundled(file: str) -> bytes:
    """Return the content of a bundled file, whose path starts in the folder of this module.

    The loader of this module reads it, as the library may be in a zip archive.
    """
    # not with importlib.resources or pathlib, which take long to import
    path = os.path.join(os.path.dirname(__file__), *file.split("/"))  # noqa: PTH118, PTH120
    loader: Any = __spec__.loader  # of a folder or of a zip archive
    content: bytes = loader.get_data(path)
    return content
