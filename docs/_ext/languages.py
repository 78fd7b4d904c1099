"""Pages in another language than the site: the words of the theme, and the languages of links."""

import json
import re
from pathlib import Path
from typing import Any

from datasets.words import find_keys
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import benelux_programme as bp
from benelux_programme import Language
from benelux_programme._model.words import translate

PAGE = r"(?:[^\"#]*[/.])?(fr|nl|de)\.html"
"""The address of a page in another language."""

SCRIPT = "words.{}.js"
"""The file with the words of Sphinx's scripts in a language."""


def adapt_page(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> str | None:
    """Mark the languages of links; around a page in another language, use its words."""
    language = find_language(app.builder.get_target_uri(pagename))
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = _mark_links(tree, language)
    for link in filter(None, (context.get("next"), context.get("prev"))):
        link["title"] = f'<span lang="{find_language(link["link"])}">{link["title"]}</span>'
    if doctree is None or language == "en":
        return None
    context["language"] = language
    context["translate_frame"] = lambda page: _translate_frame(page, language)
    app.add_js_file(SCRIPT.format(language))
    others = rf'(?<=<a class="reference internal" )(?=href="(?!{PAGE})[^"#]+\.html)'
    context["body"] = re.sub(others, 'hreflang="en" ', context["body"])
    return "translated.html"


def find_language(address: str) -> Language:
    """Return the language of the page at an address."""
    found: Any = re.fullmatch(PAGE, address.partition("#")[0])
    return found[1] if found else "en"


def _mark_links(tree: str, language: Language) -> str:
    """Return the navigation with the language of each link, whose text also names its switch."""

    def add_language(found: re.Match[str]) -> str:
        own = found["address"] == "#"
        attribute = f'lang="{language if own else find_language(found["address"])}"'
        link = found[1].replace("Toggle navigation of ", "")
        return f"<a {attribute}{link}".replace("<input ", f"<input {attribute} ")

    link = r'<a( [^>]*href="(?P<address>[^"]*)"[^>]*>[^<]*</a>(?:<input [^>]*>)?)'
    return re.sub(link, add_language, tree)


def _translate_frame(page: str, language: Language) -> str:
    """Return a page with the words of the theme in a language, outside its article."""
    words = _read_words(language)
    known = "|".join(map(re.escape, words))

    def translate_words(html: str) -> str:
        return re.sub(
            rf'((?:>|(?:aria-label|placeholder|title)=")\s*)({known})(?=\s*["<])',
            lambda found: found[1] + words[found[2]],
            html,
        )

    before, start, rest = page.partition("<article ")
    article, end, after = rest.partition("</article>")
    heading = 'title="{}"'.format
    title = translate("theme.heading", "en")
    article = article.replace(heading(title), heading(words[title]))
    return translate_words(before) + start + article + end + translate_words(after)


def _read_words(language: Language) -> dict[str, str]:
    """Return the words of the theme in a language, by those in English."""
    return {translate(key, "en"): translate(key, language) for key in find_keys("theme").values()}


def write_scripts(app: Sphinx) -> None:
    """Write the words of Sphinx's scripts to the site."""
    folder = Path(app.outdir, "_static")
    if app.builder.format == "html":
        folder.mkdir(parents=True, exist_ok=True)
        for language in bp.LANGUAGES:
            words = json.dumps(_read_words(language))
            code = f"Object.assign(Documentation.TRANSLATIONS, {words});\n"
            (folder / SCRIPT.format(language)).write_text(code, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("builder-inited", write_scripts)
    app.connect("html-page-context", adapt_page, priority=900)  # after the theme
    return {"parallel_read_safe": True, "parallel_write_safe": True}
