"""Corrections of autodoc and napoleon."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def keep_first_line(
    _app: Sphinx, what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Keep napoleon from reading the text before a colon as the type of a property."""
    if what in {"attribute", "data", "property"}:
        lines[:0] = ["..", ""]  # an empty comment


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("autodoc-process-docstring", keep_first_line, priority=400)  # before napoleon
    return {"parallel_read_safe": True, "parallel_write_safe": True}
