"""The data, the scripts and the style sheet of the explorer page."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sphinx
from datasets.markdown import capitalize_first
from datasets.words import LANGUAGE_NAMES, find_keys
from scripts import write_script
from sphinx.application import Sphinx

import benelux_programme as bp
from benelux_programme._model.characters import INVISIBLE_CHARACTERS, Treatment
from benelux_programme._model.words import find_pattern, translate
from benelux_programme._programme.lookup import build_related_finder
from benelux_programme._search import index, query, search, tokenizer
from benelux_programme.render._phrases import Phrasebook

PAGE = "explorer"
GUIDE = "how-to/search"
FOLDER = Path(__file__).parent.parent / "explorer"
STYLE = "explorer.css"
SCRIPTS = ("search.js", "query.js", "results.js", "csv.js", "view.js")
DATA = "data.js"
INDEXES = "indexes.js"
STEMMERS = tuple(
    f"{name}-stemmer.js" for name in ("base", "french", "dutch_porter", "german", "english")
)
STEMMER_FOLDER = Path(sphinx.__file__).parent / "search" / "minified-js"

SHARED = {
    "lead": "page.introduction",
    "actions": "field.actions",
    "programme": "Subject.programme",
    "pillar": "Subject.pillar",
    "outside": "page.outside_pillars",
    "field": "Subject.field",
    "partner": "Subject.partner",
    "firmness": "field.commitment",
    "language": "field.language",
    "actors": "field.actors",
    "partners": "page.also_named",
    "fields": "field.fields",
    "references": "field.references",
    "deliverable": "field.deliverable",
    "timing": "field.timing",
    "printed": "programme.printed_in",
    "introduction": "citation.introduction",
    "paragraph": "citation.paragraph",
    "heading": "citation.heading",
    "introduction_heading": "citation.introduction_heading",
    "page": "page.page",
    "note": "field.note",
    "outcome": "field.outcomes",
    "outcomes": "field.outcomes",
    "no_outcome": "page.no_outcome",
    "outcomes_note": "page.outcomes_note",
    "heading_link": "theme.heading",
    "predecessors": "page.predecessors",
    "successors": "page.successors",
    "semicolon": "form.semicolon",
    **{str(each): f"Commitment.{each}" for each in bp.Commitment},
    **{str(each): f"Bearing.{each}" for each in bp.Bearing},
    **{str(each): f"Relation.{each}" for each in bp.Relation},
    **{f"is {each}": f"successor.{each}" for each in bp.Relation},
}
"""The words that the explorer shares with the pages of the data, as keys of the catalogue."""

LABELLED = (bp.Commitment, bp.Relation, bp.Bearing)
STATUSES = {
    "continued": "status.continued",
    "dropped": "status.dropped",
    "new": "status.introduced",
}
"""The words of a file as CSV, which has them as the library has them in its tables."""

NAMES = ("Bearing.", "Commitment.", "Relation.", "Subject.", "field.", "programme.", "successor.")
"""How the keys of names begin, which are in lower case in the catalogue."""


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
    for name in STEMMERS:
        shutil.copy(STEMMER_FOLDER / name, folder / name)
    programmes = [bp.load(period) for period in bp.periods()]
    content = build_data(programmes)
    content["words"] = read_words()
    content["frame"] = [_translate_all(key) for key in find_keys("theme").values()]
    content["columns"] = {
        one: bp.export.labels(bp.Comparison, one) | bp.export.labels(bp.Action, one)
        for one in bp.LANGUAGES
    }
    content["guide"] = app.builder.get_relative_uri(PAGE, GUIDE)
    content["pages"] = {
        period: {
            language: app.builder.get_relative_uri(PAGE, f"datasets/{period}.{language}")
            for language in bp.LANGUAGES
        }
        for period in bp.periods()
    }
    write_script(folder / DATA, explorerData=content)
    write_script(
        folder / INDEXES,
        explorerIndexes={language: build_index(programmes, language) for language in bp.LANGUAGES},
        explorerConstants=read_constants(),
    )


def add_files(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object
) -> None:
    """Add the style sheet and the scripts to the explorer page only."""
    if pagename == PAGE:
        app.add_css_file(f"{PAGE}/{STYLE}")
        for name in (DATA, INDEXES, *STEMMERS, *SCRIPTS):
            app.add_js_file(f"{PAGE}/{name}", loading_method="defer")


def build_index(programmes: Sequence[bp.Programme], language: bp.Language) -> dict[str, Any]:
    """Return the index of the library's search in a language for the scripts."""
    built = index.get_index(programmes, language)
    return {
        "passages": [(passage.field, passage.texts) for passage in built.passages],
        "passages_of_documents": built.passages_of_documents,
        "length_factors": built.length_factors,
        "words": [
            (word, built.stems_of_words[word], positions)
            for word, positions in built.passages_of_words.items()
        ],
        "stopwords": sorted(tokenizer.load_stopwords()[language]),
    }


def read_constants() -> dict[str, Any]:
    """Return the constants of the library's search for the scripts."""
    return {
        "DROPPED_CHARACTERS": "".join(INVISIBLE_CHARACTERS[Treatment.DROPPED].values()),
        **{
            name: value
            for module in (tokenizer, index, query, search)
            for name, value in vars(module).items()
            if name.isupper() and not name.startswith("_") and isinstance(value, int | float | dict)
        },
    }


def read_words() -> dict[str, dict[bp.Language, str]]:
    """Return the words of the page in all languages."""
    return {name: _translate_all(key) for name, key in (SHARED | find_keys(PAGE)).items()}


def _translate_all(key: str) -> dict[bp.Language, str]:
    return {language: _translate(key, language) for language in bp.LANGUAGES}


def _translate(key: str, language: bp.Language) -> str:
    """Return the pattern of a word, a name with an initial capital."""
    pattern = find_pattern(key, language)
    return capitalize_first(pattern) if key.startswith(NAMES) else pattern


def build_data(programmes: Sequence[bp.Programme]) -> dict[str, Any]:
    """Return the data of the programmes for the scripts."""
    return {
        "languages": LANGUAGE_NAMES,
        "order": [*bp.Commitment, *bp.Relation, *bp.Bearing, "no_outcome"],
        "programmes": [
            {
                "id": one.id,
                "pillars": [_encode_node(pillar) for pillar in one.pillars],
                "themes": [_encode_node(theme) for theme in one.themes],
                "related": _find_related_partners(one),
            }
            for one in programmes
        ],
        "actions": [_encode_action(action, one) for one in programmes for action in one.actions],
        "outcomes": {
            f"{one.id}/{outcome.id}": _encode_outcome(outcome)
            for one in programmes
            for outcome in one.outcomes
        },
        "outcomesAsOf": {each: _format_day_of_outcomes(programmes, each) for each in bp.LANGUAGES},
        "labels": {
            **{str(each): _encode_text(each.label) for cls in LABELLED for each in cls},
            **{
                name: {one: translate(key, one) for one in bp.LANGUAGES}
                for name, key in STATUSES.items()
            },
        },
        "partners": {
            partner.id: {"name": _encode_text(partner.name)}
            for one in programmes
            for partner in one.partners
        },
        "references": {
            reference.id: {"name": _encode_text(reference.short_title or reference.title)}
            for one in programmes
            for reference in one.references
        },
        "fields": {
            field.id: {"name": _encode_text(field.label)}
            for one in programmes
            for field in one.fields
        },
    }


def _format_day_of_outcomes(programmes: Sequence[bp.Programme], language: bp.Language) -> str:
    """Return a sentence that says as of which day the outcomes of the programmes were gathered."""
    words = Phrasebook(language)
    days = dict.fromkeys(filter(None, (one.outcomes_as_of for one in programmes)))
    name = words.translate_capitalized("field.outcomes_as_of")
    return (
        words.translate("form.fact", name=name, value=", ".join(map(words.format_date, days))) + "."
    )


def _encode_node(node: bp.Pillar | bp.Theme) -> dict[str, Any]:
    return {"id": str(node), "number": node.number, "title": _encode_text(node.title)}


def _find_related_partners(programme: bp.Programme) -> dict[str, list[str]]:
    """Return the ids of each partner, of those to which it belongs, and of its parts."""
    find = build_related_finder(programme.partners)
    return {partner.id: sorted(find(partner.id)) for partner in programme.partners}


def _encode_outcome(outcome: bp.Outcome) -> dict[str, Any]:
    return {
        "date": outcome.date,
        "written": {one: Phrasebook(one).format_date(outcome.date) for one in bp.LANGUAGES},
        "texts": [_encode_text(one) for one in (outcome.summary, outcome.note) if one],
        "sources": [
            {"url": one.url, "publisher": _encode_text(one.label)} for one in outcome.sources
        ],
    }


def _encode_action(action: bp.Action, programme: bp.Programme) -> dict[str, Any]:
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
        "outcomes": [
            {"id": f"{programme.id}/{one.id}", "bearing": one.bearing_on(action.id)}
            for one in programme.outcomes_of(action)
        ],
        "predecessors": [
            {
                "id": f"{one.programme}/{one.action}",
                "relation": one.relation,
                "reason": _encode_text(one.reason),
            }
            for one in action.predecessors
        ],
    }
    return {key: value for key, value in found.items() if value is not None}


def _encode_text(text: bp.Text) -> dict[str, str | None]:
    return {language: text.in_(language, *bp.LANGUAGES) for language in bp.LANGUAGES}
