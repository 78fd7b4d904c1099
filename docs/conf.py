"""How the documentation is built."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import benelux_programme as bp

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "benelux-programme"
author = "The benelux-programme authors"
project_copyright = "2026 benelux-programme · MIT · CC BY 4.0"  # in no language
version = release = bp.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_llm.txt",
    "sphinx_sitemap",
    "sphinxext.opengraph",
    "notfound.extension",
    "datasets",
    "explorer",
    "languages",
    "literals",
    "markdown_copies",
    "pictures",
    "reference",
    "run",
    "signatures",
]
exclude_patterns = ["_ext", "_templates", "explorer", "node_modules", "run"]
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(attr|collections|datetime|hypothesis|os|pathlib|types|typing)\..*"),
    ("py:class", "Some"),  # one or several, which the text says
]
smartquotes = False  # texts of the data are shown as they are

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 4

default_role = "literal"  # of docstrings

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

# The real address is known where the site is published; `.example` belongs to nobody.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "https://benelux-programme.example/")
html_theme = "furo"
html_title = f"{project} {version}"
pygments_dark_style = "a11y-high-contrast-dark"
html_favicon = "_static/favicon.svg"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["benelux.css"]
html_show_sourcelink = False
html_show_sphinx = False

copybutton_exclude = ".linenos"
copybutton_prompt_is_regexp = True
copybutton_prompt_text = r">>> |\.\.\.(?: |$)|\$ "  # without it, a line is output
llms_txt_description = "The joint work programmes of the Benelux Union as typed Python values."
linkcheck_ignore = [
    r"\.\./(data/|explorer\.html|schema\.json|catalogue\.jsonld)"
]  # made by the build
llms_txt_suppress_unknown_node_warnings = ["meta"]
notfound_urls_prefix = urlsplit(html_baseurl).path
notfound_context = {
    "title": "Page not found",
    "body": f"""<h1>Page not found</h1>
<p>There is no page at this address. Go to the <a href="{notfound_urls_prefix}index.html">start</a>,
<a href="{notfound_urls_prefix}search.html">search</a> these pages, or
<a href="{notfound_urls_prefix}explorer.html">explore the programmes</a>.</p>""",
}
ogp_site_url = html_baseurl
ogp_social_cards = {"enable": False}
sitemap_excludes = ["404.html", "genindex.html", "py-modindex.html", "search.html"]
sitemap_url_scheme = "{link}"
