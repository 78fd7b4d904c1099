"""Actions as a flat table: one row per action, with its programme, pillar, theme and records."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from benelux_programme._model.nodes import Action, Pillar, Theme
from benelux_programme._model.registry import Partner
from benelux_programme._model.text import LANGUAGES, Language, Text, check_language
from benelux_programme._programme.lookup import walk_nodes
from benelux_programme._programme.programme import Programme
from benelux_programme._programme.selection import Selection
from benelux_programme.errors import InvalidValueError

from ._csv import Cell, format_csv, format_spreadsheet_csv

Record: TypeAlias = dict[str, Cell]


def records(actions: Selection | Programme, language: Language | None = None) -> list[Record]:
    """Return one flat dict per action, for pandas, Polars, DuckDB, Spark and the like.

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

    Returns:
        The dicts, in the order of the actions.

    Raises:
        InvalidValueError: The selection does not contain the programme of an action.
        MissingLanguageError: language is not a language of the data.

    >>> import benelux_programme as bp
    >>> actions = bp.load("2025-2028").actions.where(id="police-treaty-operational")
    >>> record = bp.export.records(actions, "en")[0]
    >>> record["pillar_number"], record["actors"], record["citations"]
    ('1', 'benelux-countries', '1.1/1')
    """
    columns = _select_columns(language)
    return [
        {name: compute_cell(row) for name, compute_cell in columns.items()}
        for row in _list_rows(actions)
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
    columns = _select_columns(language)
    cells = (
        [compute_cell(row) for compute_cell in columns.values()] for row in _list_rows(actions)
    )
    format_rows = format_spreadsheet_csv if spreadsheet_safe else format_csv
    return format_rows([list(columns), *cells])


class _ProgrammeIndex:
    """A programme whose actions, partners, references and policy fields are indexed by id."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.partners = {partner.id: partner for partner in programme.partners}
        self.references = {reference.id: reference for reference in programme.references}
        self.fields = {field.id: field for field in programme.fields}
        self.rows: Mapping[str, _Row] = {row.action.id: row for row in self._build_rows()}

    def _build_rows(self) -> "Iterator[_Row]":
        pillars: dict[str | None, Pillar] = {pillar.id: pillar for pillar in self.programme.pillars}
        themes: dict[str | None, Theme] = {theme.id: theme for theme in self.programme.themes}
        position = 0
        for location in walk_nodes(self.programme):
            if isinstance(location.node, Action):
                position += 1
                pillar, theme = pillars.get(location.pillar), themes.get(location.theme)
                yield _Row(self, location.node, position, pillar, theme)


class _Row(NamedTuple):
    """An action with the programme, pillar and theme that contain it."""

    lookup: _ProgrammeIndex
    action: Action
    position: int
    pillar: Pillar | None
    theme: Theme | None


def _list_rows(actions: Selection | Programme) -> Iterator[_Row]:
    """Yield a row per action.

    Raises:
        InvalidValueError: The selection does not contain the programme of an action.
    """
    selection = actions.actions if isinstance(actions, Programme) else actions
    indexes = [_ProgrammeIndex(programme) for programme in selection.programmes]
    for action in selection:
        candidates = (index.rows.get(action.id) for index in indexes)
        # Two revisions of a programme have rows with the same id, of actions that may differ.
        row = next((row for row in candidates if row is not None and row.action == action), None)
        if row is None:
            expected = f"a tuple with the programme of the action {action}"
            raise InvalidValueError(
                "Selection", "programmes", selection.programmes, expected, "unknown-id"
            )
        yield row


_Column: TypeAlias = Callable[[_Row], Cell]
_TextColumn: TypeAlias = Callable[[_Row, Language], str | None]


def _select_columns(language: Language | None) -> dict[str, _Column]:
    """Return the columns by name, with the text columns in one language or in each.

    Raises:
        MissingLanguageError: language is not a language of the data.
    """
    if language is not None:
        check_language(language)
    columns: dict[str, _Column] = {}
    for name, column in _COLUMNS.items():
        if column is not None:
            columns[name] = column
        elif language is not None:
            columns[name] = _bind_language(_TEXT_COLUMNS[name], language)
        else:
            for each in LANGUAGES:
                columns[f"{name}@{each}"] = _bind_language(_TEXT_COLUMNS[name], each)
    return columns


def _bind_language(column: _TextColumn, language: Language) -> _Column:
    return lambda row: column(row, language)


def _join_values(values: Iterable[object]) -> str | None:
    return "; ".join("" if value is None else str(value) for value in values) or None


def _translate(text: Text | None, language: Language) -> str | None:
    return None if text is None else text.in_(language)


def _get_first_code(partner: Partner) -> str | None:
    return next(iter(partner.codes), None)


_COLUMNS: Final[dict[str, _Column | None]] = {
    "programme": lambda row: row.lookup.programme.id,
    "revision": lambda row: row.lookup.programme.revision,
    "programme_title": None,
    "period_start": lambda row: row.lookup.programme.period.start.isoformat(),
    "period_end": lambda row: row.lookup.programme.period.end.isoformat(),
    "pillar": lambda row: row.pillar and row.pillar.id,
    "pillar_number": lambda row: row.pillar and row.pillar.number,
    "pillar_title": None,
    "theme": lambda row: row.theme and row.theme.id,
    "theme_number": lambda row: row.theme and row.theme.number,
    "theme_title": None,
    "id": lambda row: row.action.id,
    "position": lambda row: row.position,
    "summary": None,
    "commitment": lambda row: str(row.action.commitment),
    "actors": lambda row: _join_values(row.action.actors),
    "actor_names": None,
    "actor_codes": lambda row: _join_values(
        _get_first_code(row.lookup.partners[id]) for id in row.action.actors
    ),
    "partners": lambda row: _join_values(row.action.partners),
    "partner_names": None,
    "partner_codes": lambda row: _join_values(
        _get_first_code(row.lookup.partners[id]) for id in row.action.partners
    ),
    "references": lambda row: _join_values(row.action.references),
    "reference_titles": None,
    "fields": lambda row: _join_values(row.action.fields),
    "field_labels": None,
    "deliverable": None,
    "timing_start": lambda row: row.action.timing and row.action.timing.start.isoformat(),
    "timing_end": lambda row: row.action.timing and row.action.timing.end.isoformat(),
    "citations": lambda row: _join_values(citation.address for citation in row.action.citations),
    "pages": lambda row: _join_values(citation.page for citation in row.action.citations),
    "predecessors": lambda row: _join_values(
        f"{predecessor.programme}/{predecessor.action}" for predecessor in row.action.predecessors
    ),
    "relations": lambda row: _join_values(
        predecessor.relation for predecessor in row.action.predecessors
    ),
    "note": None,
    "keywords": None,
}
"""All columns in order; None for a text column."""

_TEXT_COLUMNS: Final[dict[str, _TextColumn]] = {
    "programme_title": lambda row, language: row.lookup.programme.title.in_(language),
    "pillar_title": lambda row, language: _translate(row.pillar and row.pillar.title, language),
    "theme_title": lambda row, language: _translate(row.theme and row.theme.title, language),
    "summary": lambda row, language: row.action.summary.in_(language),
    "actor_names": lambda row, language: _join_values(
        row.lookup.partners[id].name.in_(language) for id in row.action.actors
    ),
    "partner_names": lambda row, language: _join_values(
        row.lookup.partners[id].name.in_(language) for id in row.action.partners
    ),
    "reference_titles": lambda row, language: _join_values(
        row.lookup.references[id].title.in_(language) for id in row.action.references
    ),
    "field_labels": lambda row, language: _join_values(
        row.lookup.fields[id].label.in_(language) for id in row.action.fields
    ),
    "deliverable": lambda row, language: _translate(row.action.deliverable, language),
    "note": lambda row, language: _translate(row.action.note, language),
    "keywords": lambda row, language: _join_values(getattr(row.action.keywords, language)),
}
"""The columns that contain text, which depends on the language."""
