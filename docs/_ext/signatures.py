"""Corrections of autodoc and napoleon."""

from pkgutil import walk_packages
from typing import Any

from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.inspect import signature, stringify_signature
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


def show_attributes(
    _app: Sphinx, what: str, _name: str, value: Any, _options: object, arguments: str, *_: object
) -> tuple[str, None] | None:
    """Show the attributes of a class whose `__new__` takes anything."""
    if what != "class" or "_attributes" not in (arguments or ""):
        return None
    found = signature(value.__init__, bound_method=True)
    return stringify_signature(found, show_annotation=False), None


def hide_draw(
    _app: Sphinx, _what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Leave out the argument that Hypothesis passes."""
    lines[:] = [line for line in lines if not line.lstrip().startswith("draw: ")]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("builder-inited", merge_analyzers)
    app.connect("autodoc-process-signature", show_attributes)
    app.connect("autodoc-process-docstring", hide_draw, priority=400)
    app.connect("autodoc-process-docstring", keep_first_line, priority=400)  # before napoleon
    return {"parallel_read_safe": True, "parallel_write_safe": True}
