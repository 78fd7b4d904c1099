"""The copies of the pages as Markdown: what their writer does not know, in words that it knows."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

CARD_PART = "PassthroughTextElement"
"""The name of the nodes that are the title of a card and the link that covers it."""


class PlainNodes(SphinxPostTransform):
    """Replaces what the writer would leave out or show wrongly."""

    default_priority = 900  # after links are resolved
    formats = ("markdown",)

    def run(self, **_: Any) -> None:
        """Keep links, cards and the stars of signatures; remove comments and other formats."""
        for node in list(self.document.findall()):
            if isinstance(node, nodes.comment | nodes.raw):
                node.parent.remove(node)
            elif isinstance(node, nodes.abbreviation):
                node.replace_self(node.children)
            elif isinstance(node, nodes.Element) and node.tagname == CARD_PART:
                node.replace_self(nodes.paragraph("", "", *node.children))
            elif isinstance(node, nodes.reference) and "refid" in node:
                node["internal"] = True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.add_post_transform(PlainNodes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
