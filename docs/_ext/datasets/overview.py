"""The overview of all data."""

from collections.abc import Mapping
from string import Template
from typing import Final

import benelux_programme as bp
from benelux_programme import LANGUAGES, Programme

from .bundled import read_revisions
from .markdown import escape, format_front_matter, format_link, format_table, link_file, link_text
from .words import LANGUAGE_NAMES

_PAGE: Final = Template("""\
$front_matter

# Datasets

Each programme has a page in each language: all pillars, themes and actions with the place where
they are printed, then who and what they name, where the data come from, and their checksum. Every
pillar, theme and action has an anchor: its id.

$programmes

See also the [partners](partners/index.md), the [policy fields](fields/index.md), the
[explorer](../explorer.md), and the [register of documents](documents.md) since 2009, most of which
are only listed.

## Which words are whose

Titles are the printed ones; the publications that were read are in French. Where a wording is
ours, the pages say so. Summaries, mission, vision and values are in our own words in all four
languages. Policy fields, how firm a commitment is and which earlier action one continues are
our judgement. [How the data were made](../explanation/how-the-data-were-made.md) has the details,
and [a mistake can be reported](../how-to/correct-data.md).

{#files}
## Files

$files

The catalogue of these files is $catalogue, in DCAT; their schema is $schema, in JSON Schema.

{#cite}
## How to cite

$citation

For one programme, use the line at the end of its page, and add the checksum if it matters which
state of the data was used.

{#licence}
## Licence

The data are under the [Creative Commons Attribution 4.0 International
licence](https://creativecommons.org/licenses/by/4.0/), the code under the MIT licence. The
publications themselves are protected by copyright and not included. This is not an official
publication of the Benelux Union.

```{toctree}
:hidden:

$tree
partners/index
fields/index
documents
```
""")


def render_page(programmes: Mapping[str, Programme]) -> str:
    """Return the overview as Markdown."""
    return _PAGE.substitute(
        front_matter=format_front_matter(
            "The pages, files and checksums of both programmes, and how to cite them."
        ),
        programmes=_render_programmes(programmes),
        files=_render_files(programmes),
        catalogue=link_file("catalogue.jsonld", "catalogue.jsonld"),
        schema=link_file("schema.json", "schema.json"),
        citation=escape(
            f"benelux-programme authors. benelux-programme {bp.__version__}. CC BY 4.0."
        ),
        tree="\n".join(
            f"{id} {LANGUAGE_NAMES[language]} <{id}.{language}>"
            for id in programmes
            for language in LANGUAGES
        ),
    )


def _render_programmes(programmes: Mapping[str, Programme]) -> str:
    return format_table(
        ["Programme", "Pillars", "Themes", "Actions", "In"],
        (
            [
                link_text(one.title, "en", f"{one.id}.en.md"),
                str(len(one.pillars)),
                str(len(one.themes)),
                str(len(one.actions)),
                " · ".join(
                    format_link(LANGUAGE_NAMES[language], f"{one.id}.{language}.md", language)
                    for language in LANGUAGES
                ),
            ]
            for one in programmes.values()
        ),
    )


def _render_files(programmes: Mapping[str, Programme]) -> str:
    return format_table(
        ["Programme", "Revision", "File", "Bytes", "SHA-256"],
        (
            [
                escape(one.period),
                str(one.number),
                link_file("JSON", one.path),
                str(len(one.content)),
                f"`{one.sha256}`",
            ]
            for id in programmes
            for one in read_revisions(id)
        ),
    )
