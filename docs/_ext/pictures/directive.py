"""The directive `picture`: the drawing in HTML, and everywhere the same facts as a table."""

import re
import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from benelux_programme._model.words import translate

from . import PICTURES
from .canvas import Cell, Graph, Picture

COLUMN = 40
"""The largest width of a column, in letters."""

logger = logging.getLogger(__name__)


class picture(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """A placeholder of the picture that its attribute `name` names."""


class PictureDirective(SphinxDirective):
    """Inserts a picture by its name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a placeholder, since links are known only when the page is written."""
        name = self.arguments[0]
        if name not in PICTURES:
            raise self.error(f"unknown picture {name!r} (available: {', '.join(PICTURES)})")
        placeholder = picture(name=name)
        self.set_source_info(placeholder)
        return [placeholder]


class PictureTransform(SphinxPostTransform):
    """Replaces the placeholders by pictures."""

    default_priority = 5

    def run(self, **_: Any) -> None:
        """Replace each placeholder by what the builder can show."""
        for placeholder in list(self.document.findall(picture)):
            name = placeholder["name"]
            drawn = PICTURES[name]()
            table = self._table(drawn.header, drawn.rows)
            drawing = self._drawing(name, drawn) if self.app.builder.format == "html" else None
            if drawing is None:
                summary = nodes.paragraph("", f"{drawn.title}. {drawn.description}")
                placeholder.replace_self([summary, table])
                continue
            title = escape(drawn.title)
            before = (
                '<figure class="picture"><div class="picture-view" tabindex="0" role="group" '
                f'aria-label="{title}">'
            )
            as_table = escape(translate("picture.as_table", drawn.language))
            between = (
                f"</div><figcaption>{title}</figcaption><details><summary>{as_table}</summary>"
            )
            placeholder.replace_self(
                [_html(before), drawing, _html(between), table, _html("</details></figure>")]
            )

    def _drawing(self, name: str, drawn: Picture | Graph) -> nodes.Element | None:
        """Return the drawing, or None if Graphviz is not installed."""
        if isinstance(drawn, Graph):
            dot = shutil.which(self.config.graphviz_dot)
            return dot and _html(_draw_graph(drawn, dot))
        svg = drawn.svg(f"picture-{name}", self._address)
        if drawn.narrow is not None:
            svg += drawn.narrow.svg(f"picture-{name}-narrow", self._address)
        return _html(svg)

    def _table(self, header: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> nodes.table:
        group = nodes.tgroup("", cols=len(header))
        for column in zip(header, *rows, strict=True):
            longest = max(len(cell if isinstance(cell, str) else cell.text) for cell in column)
            group += nodes.colspec(colwidth=min(longest, COLUMN))
        group += nodes.thead("", self._row(header))
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
        """Return the address of a page, of a class (`class:Action`), or of a website."""
        if urlsplit(target).netloc:
            return target
        page, _, anchor = target.partition("#")
        if page.startswith("class:"):
            anchor = f"benelux_programme.{page.removeprefix('class:')}"
            known = self.env.domains.python_domain.objects.get(anchor)
            page = known.docname if known else page
        if page not in self.env.all_docs:
            logger.warning("a picture links to %r, which does not exist", target)
            return ""
        address = self.app.builder.get_relative_uri(self.env.docname, page)
        return f"{address}#{anchor}" if anchor else address


def _draw_graph(drawn: Graph, dot: str) -> str:
    """Return a graph as SVG, without names that would be tooltips and ids of the page."""
    command = [dot, "-Tsvg"]
    svg = subprocess.run(  # noqa: S603  # the program that the configuration names
        command, input=drawn.source, capture_output=True, check=True, encoding="utf-8"
    ).stdout
    svg = re.sub(r' id="[^"]*"|<title>.*?</title>\n', "", svg[svg.index("<svg") :])
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(drawn.description)}"', 1)


def _html(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directive and the style sheet."""
    static = str(Path(__file__).parent / "static")
    app.add_config_value("graphviz_dot", "dot", "env", str)
    app.add_node(picture)
    app.add_directive("picture", PictureDirective)
    app.add_post_transform(PictureTransform)
    app.connect("builder-inited", lambda app: app.config.html_static_path.append(static))
    app.add_css_file("pictures.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
