"""The directive `picture`: the drawing in HTML, and everywhere the same facts as a table."""

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from . import PICTURES
from .canvas import Cell

__all__ = ["PictureDirective", "PictureTransform", "setup"]

COLUMN = 40
"""How many letters wide a column is at most, where that is counted in letters."""

logger = logging.getLogger(__name__)


class picture(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Where a picture will stand; its attribute `name` says which."""


class PictureDirective(SphinxDirective):
    """Puts a picture on a page, by its name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A place for the picture; its links are known only when the page is written."""
        name = self.arguments[0]
        if name not in PICTURES:
            raise self.error(f"no picture is called {name!r}; there are {', '.join(PICTURES)}")
        place = picture(name=name)
        self.set_source_info(place)
        return [place]


class PictureTransform(SphinxPostTransform):
    """Puts the pictures in their places."""

    default_priority = 5

    def run(self, **_: Any) -> None:
        """Draw what the builder can show."""
        for place in list(self.document.findall(picture)):
            drawn = PICTURES[place["name"]]()
            table = self._table(drawn.head, drawn.rows)
            if self.app.builder.format != "html":
                words = nodes.paragraph("", f"{drawn.title}. {drawn.description}")
                place.replace_self([words, table])
                continue
            name, title = f"picture-{place['name']}", escape(drawn.title)
            before = (
                f'<figure class="picture"><div class="picture-view" tabindex="0" role="group" '
                f'aria-label="{title}">{drawn.svg(name, self._address)}</div>'
                f"<figcaption>{title}</figcaption>"
                "<details><summary>The same as a table</summary>"
            )
            place.replace_self(
                [
                    nodes.raw("", before, format="html"),
                    table,
                    nodes.raw("", "</details></figure>", format="html"),
                ]
            )

    def _table(self, head: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> nodes.table:
        group = nodes.tgroup("", cols=len(head))
        for column in zip(head, *rows, strict=True):
            longest = max(len(cell if isinstance(cell, str) else cell.text) for cell in column)
            group += nodes.colspec(colwidth=min(longest, COLUMN))
        group += nodes.thead("", self._row(head))
        group += nodes.tbody("", *map(self._row, rows))
        return nodes.table("", group, classes=["colwidths-auto"])

    def _row(self, cells: tuple[Cell, ...]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", self._paragraph(cell)) for cell in cells))

    def _paragraph(self, cell: Cell) -> nodes.paragraph:
        if isinstance(cell, str):
            return nodes.paragraph("", cell)
        internal = not urlsplit(cell.target).netloc
        address = self._address(cell.target)
        if not address:
            return nodes.paragraph("", cell.text)
        anchor = nodes.reference("", cell.text, refuri=address, internal=internal)
        return nodes.paragraph("", "", anchor)

    def _address(self, target: str) -> str:
        """The address of a page with an anchor, of a class in the reference, or of a website."""
        if urlsplit(target).netloc:
            return target
        page, _, anchor = target.partition("#")
        if page.startswith("class:"):
            anchor = f"benelux_programme.{page.removeprefix('class:')}"
            known = self.env.domains.python_domain.objects.get(anchor)
            page = known.docname if known else page
        if page not in self.env.all_docs:
            logger.warning("a picture leads to %r, which is not there", target)
            return ""
        address = self.app.builder.get_relative_uri(self.env.docname, page)
        return f"{address}#{anchor}" if anchor else address


def setup(app: Sphinx) -> dict[str, Any]:
    """Give Sphinx the directive, and the pages their style."""
    static = str(Path(__file__).parent / "static")
    app.add_node(picture)
    app.add_directive("picture", PictureDirective)
    app.add_post_transform(PictureTransform)
    app.connect("builder-inited", lambda app: app.config.html_static_path.append(static))
    app.add_css_file("pictures.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
