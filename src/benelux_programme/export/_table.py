"""Actions as a flat table: one row per action, with its programme, pillar, theme and records."""

import re
from collections.abc import Callable, Iterable, Iterator
from csv import QUOTE_ALL, QUOTE_MINIMAL, writer
from functools import partial
from io import StringIO
from typing import Final, Literal, NamedTuple, TypeAlias

from benelux_programme._model.nodes import Action, Pillar, Theme
from benelux_programme._model.text import LANGUAGES, Language, require_known_language
from benelux_programme._programme.programme import Programme
from benelux_programme._programme.selection import Selection
from benelux_programme.errors import InvalidValueError

Cell: TypeAlias = str | int | None
Record: TypeAlias = dict[str, Cell]

_CELL_START: Final = re.compile(
    r"""([;,|][\s"']*|[\s"']+)          # a separator of cells, and what spreadsheets may strip
        ([=+\-@\uff1d\uff0b\uff0d\uff20]?)  # a sign that starts a formula; also full-width""",
    re.VERBOSE,
)
_SEPARATOR: Final = re.compile(r"[;,|\t\r\n]")


def records(actions: Selection | Programme, language: Language | None = None) -> list[Record]:
    """Return one flat dict per action, in order, for pandas, Polars, DuckDB, Spark and the like.

    The columns are always these, in this order; the text columns (marked with a star) are in the
    requested language, or repeated per language, such as `summary@nl`:

    - programme, revision, programme_title*, period_start, period_end,
    - pillar, pillar_number, pillar_title*, theme, theme_number, theme_title*,
    - id, position (in the programme, from 1), summary*, commitment,
    - actors, actor_names*, actor_codes, partners, partner_names*, partner_codes,
    - references, reference_titles*, fields, field_labels*,
    - deliverable*, timing_start, timing_end, citations, pages,
    - predecessors, relations, note*, keywords*.

    Several values in one cell, such as partners, are joined by "; ", and names and codes are in the
    same order as the ids. The code of a partner is the first of its `Partner.codes`. Dates are
    ISO 8601 strings. A value that does not exist, or not in that language, is None; a text in
    another language never replaces it.

    The table loses whether a wording is official, alternative titles, other codes, aliases, notes
    except those on actions, the reasons of predecessors, and everything that does not belong to
    an action: mission, vision, values, context paragraphs, retired ids, and fingerprints.

    Args:
        actions: The actions, or a programme for all of its actions.
        language: The language of the text columns, or None for all languages.

    Raises:
        InvalidValueError: The selection does not contain the programme of an action.
        MissingLanguageError: language is not a language of the data.

    >>> import benelux_programme as bp
    >>> actions = bp.load("2025-2028").actions.where(id="police-treaty-operational")
    >>> record = bp.export.records(actions, "en")[0]
    >>> record["pillar_number"], record["actors"], record["citations"]
    ('1', 'benelux-countries', '1.1/1')
    """
    getters = _build_cell_getters(language)
    return [
        {name: get_cell(row) for name, get_cell in getters.items()} for row in _iter_rows(actions)
    ]


def csv(
    actions: Selection | Programme,
    language: Language | None = None,
    *,
    spreadsheet_safe: bool = False,
) -> str:
    r"""Return the records as comma-separated values (RFC 4180), with a header row.

    By default the values are exact, and lines end in a line feed. Excel, LibreOffice and other
    spreadsheets run text that looks like a formula; `spreadsheet_safe` prevents that: an apostrophe
    is put before =, +, - and @ at the start of a cell, or after a separator in it; every cell is
    quoted; and the text begins with a byte order mark. Such values are no longer exact: do not
    read them back.

    The text loses what `records` loses, and the difference between numbers and text: "1.10" is the
    number of a theme, which programs read as 1.1 unless every column is read as text.

    Args:
        actions: The actions, or a programme for all of its actions.
        language: The language of the text columns, or None for all languages.
        spreadsheet_safe: Whether to escape formulas.

    Returns:
        The text, to be written in UTF-8, and with `newline=""` on Windows.

    Raises:
        InvalidValueError: The selection does not contain the programme of an action.
        MissingLanguageError: language is not a language of the data.

    >>> import benelux_programme as bp
    >>> bp.export.csv(bp.load("2025-2028"), "nl").partition("\n")[0][:55]
    'programme,revision,programme_title,period_start,period_'
    """
    rows = (record.values() for record in records(actions, language))
    return format_csv([_build_cell_getters(language), *rows], spreadsheet_safe=spreadsheet_safe)


def format_csv(rows: Iterable[Iterable[Cell]], *, spreadsheet_safe: bool = False) -> str:
    """Format rows with line feeds, for programs or for spreadsheets; None is an empty cell."""
    text = StringIO()
    if spreadsheet_safe:
        text.write("\ufeff")
        rows = (map(_escape_formulas_after_any_separator, row) for row in rows)
    quoting: Literal[0, 1] = QUOTE_ALL if spreadsheet_safe else QUOTE_MINIMAL
    writer(text, lineterminator="\n", quoting=quoting).writerows(rows)
    return text.getvalue()


def _escape_formulas_after_any_separator(cell: Cell) -> Cell:
    """Put an apostrophe before whatever a spreadsheet would read as a formula.

    Where the comma is the decimal sign, as in the Benelux, spreadsheets split cells at semicolons,
    so a formula may also begin in the middle of a cell.
    """
    if not isinstance(cell, str):
        return cell
    return _CELL_START.sub(_escape_formula_start, f"\n{cell}").removeprefix("\n")


def _escape_formula_start(match: re.Match[str]) -> str:
    separators, sign = match.groups()
    return _SEPARATOR.sub(r"\g<0>'", separators) + sign if sign else separators


class _Row(NamedTuple):
    """An action with the programme, pillar and theme that contain it."""

    programme: Programme
    action: Action
    position: int
    pillar: Pillar | None
    theme: Theme | None


def _iter_rows(actions: Selection | Programme) -> Iterator[_Row]:
    selection = actions.actions if isinstance(actions, Programme) else actions
    rows: dict[Action, _Row] = {}  # not by id: two revisions may have different actions with one id
    for programme in selection.programmes:
        pillars: dict[str | None, Pillar] = {pillar.id: pillar for pillar in programme.pillars}
        themes: dict[str | None, Theme] = {theme.id: theme for theme in programme.themes}
        for position, action in enumerate(programme.actions, start=1):
            pillar, theme = pillars.get(action.pillar), themes.get(action.theme)
            rows.setdefault(action, _Row(programme, action, position, pillar, theme))
    for action in selection:
        if action not in rows:
            expected = f"a tuple with the programme of the action {action}"
            raise InvalidValueError(
                "Selection", "programmes", selection.programmes, expected, "unknown-id"
            )
        yield rows[action]


def _build_cell_getters(language: Language | None) -> dict[str, Callable[[_Row], Cell]]:
    """Return a function per column, with the text columns in one language or in each."""
    if language is not None:
        require_known_language(language)
    getters: dict[str, Callable[[_Row], Cell]] = {}
    for name, get_cell in _COLUMNS.items():
        if not name.endswith("@"):
            getters[name] = partial(get_cell, LANGUAGES[0])  # which the cell does not depend on
        elif language is not None:
            getters[name.removesuffix("@")] = partial(get_cell, language)
        else:
            getters |= {f"{name}{each}": partial(get_cell, each) for each in LANGUAGES}
    return getters


def _join_values(values: Iterable[object]) -> str | None:
    return "; ".join("" if value is None else str(value) for value in values) or None


def _join_partner_names(row: _Row, ids: Iterable[str], language: Language) -> str | None:
    return _join_values(row.programme.partner(id).name.in_(language) for id in ids)


def _join_first_partner_codes(row: _Row, ids: Iterable[str]) -> str | None:
    return _join_values(next(iter(row.programme.partner(id).codes), None) for id in ids)


_COLUMNS: Final[dict[str, Callable[[Language, _Row], Cell]]] = {
    "programme": lambda _, row: row.programme.id,
    "revision": lambda _, row: row.programme.revision,
    "programme_title@": lambda language, row: row.programme.title.in_(language),
    "period_start": lambda _, row: row.programme.period.start.isoformat(),
    "period_end": lambda _, row: row.programme.period.end.isoformat(),
    "pillar": lambda _, row: row.pillar and row.pillar.id,
    "pillar_number": lambda _, row: row.pillar and row.pillar.number,
    "pillar_title@": lambda language, row: row.pillar and row.pillar.title.in_(language),
    "theme": lambda _, row: row.theme and row.theme.id,
    "theme_number": lambda _, row: row.theme and row.theme.number,
    "theme_title@": lambda language, row: row.theme and row.theme.title.in_(language),
    "id": lambda _, row: row.action.id,
    "position": lambda _, row: row.position,
    "summary@": lambda language, row: row.action.summary.in_(language),
    "commitment": lambda _, row: str(row.action.commitment),
    "actors": lambda _, row: _join_values(row.action.actors),
    "actor_names@": lambda language, row: _join_partner_names(row, row.action.actors, language),
    "actor_codes": lambda _, row: _join_first_partner_codes(row, row.action.actors),
    "partners": lambda _, row: _join_values(row.action.partners),
    "partner_names@": lambda language, row: _join_partner_names(row, row.action.partners, language),
    "partner_codes": lambda _, row: _join_first_partner_codes(row, row.action.partners),
    "references": lambda _, row: _join_values(row.action.references),
    "reference_titles@": lambda language, row: _join_values(
        row.programme.reference(id).title.in_(language) for id in row.action.references
    ),
    "fields": lambda _, row: _join_values(row.action.fields),
    "field_labels@": lambda language, row: _join_values(
        row.programme.field(id).label.in_(language) for id in row.action.fields
    ),
    "deliverable@": lambda language, row: (
        row.action.deliverable and row.action.deliverable.in_(language)
    ),
    "timing_start": lambda _, row: row.action.timing and row.action.timing.start.isoformat(),
    "timing_end": lambda _, row: row.action.timing and row.action.timing.end.isoformat(),
    "citations": lambda _, row: _join_values(citation.address for citation in row.action.citations),
    "pages": lambda _, row: _join_values(citation.page for citation in row.action.citations),
    "predecessors": lambda _, row: _join_values(
        str(predecessor) for predecessor in row.action.predecessors
    ),
    "relations": lambda _, row: _join_values(
        predecessor.relation for predecessor in row.action.predecessors
    ),
    "note@": lambda language, row: row.action.note and row.action.note.in_(language),
    "keywords@": lambda language, row: _join_values(getattr(row.action.keywords, language)),
}
"""All columns in order; the names of those that depend on the language end in "@"."""
