"""Corrections of autodoc and napoleon."""

from pkgutil import walk_packages

from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.typing import ExtensionMetadata

import benelux_programme as bp


def merge_analyzers(_app: Sphinx) -> None:
    """Let autodoc find docstrings of members, and their order, in the private modules.

    It looks for them in the module that a class names, which is the public package.
    """
    merged = ModuleAnalyzer.for_module(bp.__name__)
    merged.analyze()
    for module in walk_packages(bp.__path__, f"{bp.__name__}."):
        if "._" in module.name and not module.name.endswith("__main__"):
            analyzer = ModuleAnalyzer.for_module(module.name)
            analyzer.analyze()
            merged.attr_docs |= analyzer.attr_docs
            merged.tagorder |= analyzer.tagorder


def keep_first_line(
    _app: Sphinx, what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Keep napoleon from reading the text before a colon as the type of a property."""
    if what in {"attribute", "data", "property"}:
        lines[:0] = ["..", ""]  # an empty comment


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("builder-inited", merge_analyzers)
    app.connect("autodoc-process-docstring", keep_first_line, priority=400)  # before napoleon
    return {"parallel_read_safe": True, "parallel_write_safe": True}
