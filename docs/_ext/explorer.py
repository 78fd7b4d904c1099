"""The page that explores the programmes: its data, its scripts and its style."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from datasets.words import LANGUAGE_NAMES, PASSIVE, TERMS, word
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
"""The words that the explorer shares with the pages of the data, by their name there."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the files of the page, and name them on it alone."""
    app.connect("builder-inited", write_files)
    app.connect("html-page-context", name_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_files(app: Sphinx) -> None:
    """Put the data, the scripts and the style where the site serves them."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static", PAGE)
    folder.mkdir(parents=True, exist_ok=True)
    for name in (STYLE, *SCRIPTS):
        shutil.copy(FOLDER / name, folder / name)
    found = data(bp.load(period) for period in bp.periods())
    found["words"] = words()
    found["pages"] = {
        period: {
            language: app.builder.get_relative_uri(PAGE, f"datasets/{period}.{language}")
            for language in bp.LANGUAGES
        }
        for period in bp.periods()
    }
    written = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    # A script, not JSON: a page that is opened from a disk may not fetch.
    (folder / DATA).write_text(f"globalThis.explorerData = {written};\n", encoding="utf-8")


def name_files(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object
) -> None:
    """Add the style and the scripts to the page, and to no other."""
    if pagename == PAGE:
        app.add_css_file(f"{PAGE}/{STYLE}")
        for name in (DATA, *SCRIPTS):
            app.add_js_file(f"{PAGE}/{name}", loading_method="defer")


def words() -> dict[str, dict[str, str]]:
    """The words of the page, by language."""
    own: dict[str, dict[str, str]] = yaml.safe_load(
        (FOLDER / "words.yaml").read_text(encoding="utf-8")
    )
    return {key: _shared(name) for key, name in SHARED.items()} | own


def _shared(name: str) -> dict[str, str]:
    """What the pages of the data call something; a term alone begins with a capital."""
    texts: dict[str, str] = {language: word(name, language) for language in bp.LANGUAGES}
    if name not in TERMS:
        return texts
    return {language: text[0].upper() + text[1:] for language, text in texts.items()}


def data(programmes: Iterable[bp.Programme]) -> dict[str, Any]:
    """What the scripts know of the programmes."""
    programmes = list(programmes)
    return {
        "languages": LANGUAGE_NAMES,
        "order": [*bp.Commitment, *bp.Relation],
        "programmes": [
            {
                "id": one.id,
                "pillars": [_titled(pillar) for pillar in one.pillars],
                "themes": [_titled(theme) for theme in one.themes],
            }
            for one in programmes
        ],
        "actions": [_action(action) for one in programmes for action in one.actions],
        "partners": {
            partner.id: _named(partner.name, partner.aliases, *partner.abbreviations)
            for one in programmes
            for partner in one.partners
        },
        "references": {
            reference.id: _reference(reference)
            for one in programmes
            for reference in one.references
        },
        "fields": {
            field.id: _named(field.label, field.keywords)
            for one in programmes
            for field in one.fields
        },
    }


def _titled(node: bp.Pillar | bp.Theme) -> dict[str, Any]:
    return {"id": str(node), "number": node.number, "title": _text(node.title)}


def _named(name: bp.Text, others: bp.Terms, *more: bp.Text | str) -> dict[str, Any]:
    """A name, and by language the other words that a search finds it by."""
    return {
        "name": _text(name),
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


def _reference(reference: bp.Reference) -> dict[str, Any]:
    short = reference.short_title or reference.title
    return _named(short, reference.aliases, reference.title, *reference.abbreviations)


def _action(action: bp.Action) -> dict[str, Any]:
    found = {
        "id": str(action),
        "programme": action.programme,
        "pillar": action.pillar and f"{action.programme}/{action.pillar}",
        "theme": action.theme and f"{action.programme}/{action.theme}",
        "summary": _text(action.summary),
        "firmness": action.commitment,
        "actors": action.actors,
        "partners": action.partners,
        "references": action.references,
        "fields": action.fields,
        "deliverable": action.deliverable and _text(action.deliverable),
        "note": action.note and _text(action.note),
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


def _text(text: bp.Text) -> dict[str, str | None]:
    return {language: text.in_(language, *bp.LANGUAGES) for language in bp.LANGUAGES}
