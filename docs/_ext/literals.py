"""Names in the text that do not break at their hyphens."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

LONGEST = 24
"""The length of the longest that a phone surely has room for, in letters."""


class ShortLiterals(SphinxPostTransform):
    """Gives short names with hyphens, such as options of commands, a class of their own."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Mark them for the style sheet."""
        for literal in self.document.findall(nodes.literal):
            text = literal.astext()
            if "-" in text and len(text) <= LONGEST:
                literal["classes"].append("short")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.add_post_transform(ShortLiterals)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
