"""The files that come with the library."""

import os
from typing import Any


def bundled(file: str) -> bytes:
    """The content of a file under `_data`, whose name comes from the index and never from a user.

    It is read through the loader of this module, as it may be in a zip archive.
    """
    # importlib.resources or pathlib would do, but take long to import.
    path = os.path.join(os.path.dirname(__file__), "_data", *file.split("/"))  # noqa: PTH118, PTH120
    loader: Any = __spec__.loader  # of a folder or of a zip archive
    content: bytes = loader.get_data(path)
    return content
