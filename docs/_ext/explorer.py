"""The data, the scripts and the style sheet of the explorer page."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from datasets.words import LANGUAGE_NAMES, PASSIVE, TERMS, translate
from sphinx.application import Sphinx

import benelux_programme as bp

PAGE = "explorer"
FOLDER = Path(__file__).parent.parent / "explorer"
STYLE = "explorer.css"
SCRIPTS = ("query.js", "results.js", "csv.js", "view.js")
DATA = "data.js"

SHARED = {
    "lead": "introduction",
    "actions": "actions",
    "pillar": "pillar",
    "outside": "outside pillars",
    "field": "policy field",
    "partner": "partner",
    "firmness": "commitment",
    "actors": "actors",
    "partners": "also named",
    "fields": "policy fields",
    "references": "references",
    "deliverable": "deliverable",
    "timing": "timing",
    "printed": "printed in",
    "where": "where",
    "heading": "heading",
    "page": "page",
    "note": "note",
    "predecessors": "predecessors",
    "successors": "successors",
    **{one: one for one in (*bp.Commitment, *bp.Relation)},
    **{f"is {relation}": passive for relation, passive in PASSIVE.items()},
}
"""The keys of the words that the explorer shares with the pages of the data."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", write_files)
    app.connect("html-page-context", add_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_files(app: Sphinx) -> None:
    """Write the data, the scripts and the style sheet to the site."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static", PAGE)
    folder.mkdir(parents=True, exist_ok=True)
    for name in (STYLE, *SCRIPTS):
        shutil.copy(FOLDER / name, folder / name)
    content = build_data(bp.load(period) for period in bp.periods())
    content["words"] = read_words()
    content["pages"] = {
        period: {
            language: app.builder.get_relative_uri(PAGE, f"datasets/{period}.{language}")
            for language in bp.LANGUAGES
        }
        for period in bp.periods()
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # A script, not JSON: a page that is opened from a disk may not fetch.
    (folder / DATA).write_text(f"globalThis.explorerData = {written};\n", encoding="utf-8")


def add_files(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object
) -> None:
    """Add the style sheet and the scripts to the explorer page only."""
    if pagename == PAGE:
        app.add_css_file(f"{PAGE}/{STYLE}")
        for name in (DATA, *SCRIPTS):
            app.add_js_file(f"{PAGE}/{name}", loading_method="defer")


def read_words() -> dict[str, dict[str, str]]:
    """Return the words of the page in all languages."""
    own: dict[str, dict[str, str]] = yaml.safe_load(
        (FOLDER / "words.yaml").read_text(encoding="utf-8")
    )
    return {key: _translate_term(name) for key, name in SHARED.items()} | own


def _translate_term(name: str) -> dict[str, str]:
    """Return a word of the pages of the data; a term gets a capital first letter."""
    texts: dict[str, str] = {language: translate(name, language) for language in bp.LANGUAGES}
    if name not in TERMS:
        return texts
    return {language: text[0].upper() + text[1:] for language, text in texts.items()}


def build_data(programmes: Iterable[bp.Programme]) -> dict[str, Any]:
    """Return the data of the programmes for the scripts."""
    programmes = list(programmes)
    return {
        "languages": LANGUAGE_NAMES,
        "order": [*bp.Commitment, *bp.Relation],
        "programmes": [
            {
                "id": one.id,
                "pillars": [_encode_node(pillar) for pillar in one.pillars],
                "themes": [_encode_node(theme) for theme in one.themes],
            }
            for one in programmes
        ],
        "actions": [_encode_action(action) for one in programmes for action in one.actions],
        "partners": {
            partner.id: _encode_record(partner.name, partner.aliases, *partner.abbreviations)
            for one in programmes
            for partner in one.partners
        },
        "references": {
            reference.id: _encode_reference(reference)
            for one in programmes
            for reference in one.references
        },
        "fields": {
            field.id: _encode_record(field.label, field.keywords)
            for one in programmes
            for field in one.fields
        },
    }


def _encode_node(node: bp.Pillar | bp.Theme) -> dict[str, Any]:
    return {"id": str(node), "number": node.number, "title": _encode_text(node.title)}


def _encode_record(name: bp.Text, others: bp.Terms, *more: bp.Text | str) -> dict[str, Any]:
    """Return a name, and by language the other words that a search finds."""
    return {
        "name": _encode_text(name),
        "also": {
            language: [
                *(
                    one if isinstance(one, str) else one.in_(language, *bp.LANGUAGES)
                    for one in more
                ),
                *getattr(others, language),
            ]
            for language in bp.LANGUAGES
        },
    }


def _encode_reference(reference: bp.Reference) -> dict[str, Any]:
    short = reference.short_title or reference.title
    return _encode_record(short, reference.aliases, reference.title, *reference.abbreviations)


def _encode_action(action: bp.Action) -> dict[str, Any]:
    found = {
        "id": str(action),
        "programme": action.programme,
        "pillar": action.pillar and f"{action.programme}/{action.pillar}",
        "theme": action.theme and f"{action.programme}/{action.theme}",
        "summary": _encode_text(action.summary),
        "firmness": action.commitment,
        "actors": action.actors,
        "partners": action.partners,
        "references": action.references,
        "fields": action.fields,
        "deliverable": action.deliverable and _encode_text(action.deliverable),
        "note": action.note and _encode_text(action.note),
        "years": action.timing and sorted({action.timing.start.year, action.timing.end.year}),
        "citations": [(one.section, one.paragraph, one.page) for one in action.citations],
        "predecessors": [
            {
                "id": f"{one.programme}/{one.action}",
                "relation": one.relation,
                "reason": one.reason,
            }
            for one in action.predecessors
        ],
        "keywords": {language: getattr(action.keywords, language) for language in bp.LANGUAGES},
    }
    return {key: value for key, value in found.items() if value is not None}


def _encode_text(text: bp.Text) -> dict[str, str | None]:
    return {language: text.in_(language, *bp.LANGUAGES) for language in bp.LANGUAGES}
