"""The pages of the data, generated before each build, and the files that belong to them.

They are written to `datasets/` beside the other sources. Pages that have not changed are not
written again, so that a second build is fast.
"""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

import benelux_programme as bp

from . import linked_data, outcomes, overview, programmes, registries
from .bundled import read_revisions

_FOLDER = "datasets"
_PROGRAMMES = {period: bp.load(period) for period in bp.periods()}
_PAGES = {
    f"{_FOLDER}/{period}.{language}": (programme, language)
    for period, programme in _PROGRAMMES.items()
    for language in bp.LANGUAGES
}
"""The programme and language of each page, by the name of the document."""
_OUTCOME_PAGES = {
    f"{_FOLDER}/{outcomes.name_page(programme, language)}": (programme, language)
    for programme, language in _PAGES.values()
    if programme.outcomes
}


class LocalIds(SphinxTransform):
    """Makes headings of the data linkable by their ids alone.

    An id is an anchor of each language's page, so it cannot be a label of the whole site; and the
    title of one heading may read like the id of another.
    """

    default_priority = 500  # after the ids are there, before labels are collected

    def apply(self, **_: Any) -> None:
        """Replace the slugs that MyST made of the titles by the ids."""
        if self.env.docname in _PAGES | _OUTCOME_PAGES:
            self.document.nametypes.update(dict.fromkeys(self.document.nametypes, False))
            self.env.metadata[self.env.docname]["myst_slugs"] = {
                section["ids"][0]: (section.line, section["ids"][0], section[0].astext())
                for section in self.document.findall(nodes.section)
            }


def write_pages(app: Sphinx) -> None:
    """Write the pages that have changed, and remove obsolete ones."""
    folder = Path(app.srcdir, _FOLDER)
    pages = {
        "index": overview.render_page(_PROGRAMMES),
        "documents": registries.render_document_page(),
        **registries.render_partner_pages(_PROGRAMMES),
        **registries.render_field_pages(_PROGRAMMES),
    }
    for programme, language in _PAGES.values():
        pages[f"{programme.id}.{language}"] = programmes.render_page(
            programme, language, _PROGRAMMES
        )
    for programme, language in _OUTCOME_PAGES.values():
        name = outcomes.name_page(programme, language)
        pages[name] = outcomes.render_page(programme, language)
    files = {folder / f"{name}.md": content for name, content in pages.items()}
    for file, content in files.items():
        if not file.exists() or file.read_text(encoding="utf-8") != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
    for file in set(folder.rglob("*.md")) - set(files):
        file.unlink()


def describe_page(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Add linked data and links to the other languages to the head of a page."""
    kind = next((pages for pages in (_PAGES, _OUTCOME_PAGES) if pagename in pages), None)
    if kind is None:
        return
    site = app.config.html_baseurl
    programme, language = kind[pagename]
    lines = [
        f'<link rel="alternate" hreflang="{one}" href="{site}{name}.html">'
        for name, (other, one) in kind.items()
        if other is programme
    ]
    if kind is _PAGES:
        dataset = linked_data.describe_dataset(programme, language, site)
        lines.append(linked_data.render_script(dataset))
    context["metatags"] = "\n".join([context.get("metatags", ""), *lines])


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the data, their schema and their catalogue beside the pages."""
    if exception is not None or app.builder.format != "html":
        return
    catalogue = linked_data.describe_catalogue(_PROGRAMMES, app.config.html_baseurl)
    files = {
        "schema.json": _encode_json(bp.json_schema()),
        "catalogue.jsonld": _encode_json(catalogue),
    }
    files |= {one.path: one.content for period in _PROGRAMMES for one in read_revisions(period)}
    for name, content in files.items():
        file = Path(app.outdir, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _encode_json(document: dict[str, Any]) -> bytes:
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    # Before the extensions that start a second build of the same sources.
    app.connect("builder-inited", write_pages, priority=100)
    app.connect("html-page-context", describe_page)
    app.connect("build-finished", write_files)
    app.add_transform(LocalIds)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
