"""Pages in another language than the site: the words of the theme, and the languages of links."""

import re
from typing import Any

from datasets.words import find_keys
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from benelux_programme._model.words import translate

PAGE = r"(?:[^\"#]*[/.])?(fr|nl|de)\.html"
"""The address of a page in another language."""


def adapt_page(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Mark the languages of links; around a page in another language, use its words."""
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = re.sub(rf'(?=href="{PAGE}")', r'lang="\1" ', tree)
    found = re.fullmatch(PAGE, app.builder.get_target_uri(pagename))
    if doctree is None or found is None:
        return
    language: Any = found[1]
    words = {translate(key, "en"): translate(key, language) for key in find_keys("theme").values()}
    context["gettext"] = lambda text: words.get(text, text)
    context["furo_navigation_tree"] = context["furo_navigation_tree"].replace(
        'href="#"', f'lang="{language}" href="#"'
    )
    title = translate("theme.heading", "en")
    body = context["body"].replace(f'title="{title}"', f'title="{words[title]}"')
    others = rf'(?<=<a class="reference internal" )(?=href="(?!{PAGE})[^"#]+\.html)'
    context["body"] = re.sub(others, 'hreflang="en" ', body)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("html-page-context", adapt_page, priority=900)  # after the theme
    return {"parallel_read_safe": True, "parallel_write_safe": True}
