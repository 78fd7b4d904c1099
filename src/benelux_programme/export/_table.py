"""Actions as one flat table: a row an action, with all that it stands in and names."""

from typing import TypeAlias

from benelux_programme._model.text import Language
from benelux_programme._programme.programme import Programme
from benelux_programme._programme.selection import Selection

from ._arguments import a_selection
from ._columns import columns, standings
from ._csv import Cell, separated, separated_for_spreadsheets

Record: TypeAlias = dict[str, Cell]


def records(actions: Selection | Programme, language: Language | None = None) -> list[Record]:
    """One flat dict an action, for pandas, Polars, DuckDB, Spark and the like.

    The columns are always these, in this order; the words among them (those with a star) are in
    the language asked for, or in columns such as `summary@nl`, one a language:

    - programme, revision, programme_title*, period_start, period_end,
    - pillar, pillar_number, pillar_title*, theme, theme_number, theme_title*,
    - id, position (in the programme, from 1), summary*, commitment,
    - actors, actor_names*, actor_codes, partners, partner_names*, partner_codes,
    - references, reference_titles*, fields, field_labels*,
    - deliverable*, timing_start, timing_end, citations, pages,
    - predecessors, relations, note*, keywords*.

    Where there are several, such as partners, they are joined by "; ", and the names and codes
    stand in the same order as the ids. The code of a partner is the first that it has of
    `Partner.codes`. Days are ISO 8601 strings. What there is not, or not in that language, is
    None; a text in another language never stands in for it.

    It loses whether a wording is official, other titles, other codes, aliases, all notes but those
    on actions, the reasons of predecessors, and what is no action's: mission, vision, values, the
    paragraphs that commit to nothing, retired ids, and fingerprints.

    Args:
        actions: The actions, or a programme for all of its actions.
        language: The language of the words, or None for all.

    Returns:
        The dicts, in the order of the actions.

    Raises:
        InvalidValueError: The selection does not hold the programme of an action.
        MissingLanguageError: It is not a language of the data.

    >>> import benelux_programme as bp
    >>> row = records(bp.load("2025-2028").actions.where(id="police-treaty-operational"), "en")[0]
    >>> row["pillar_number"], row["actors"], row["citations"]
    ('1', 'benelux-countries', '1.1/1')
    """
    values = columns(language)
    return [
        {name: value(standing) for name, value in values.items()}
        for standing in standings(a_selection(actions, "records"))
    ]


def csv(
    actions: Selection | Programme,
    language: Language | None = None,
    *,
    spreadsheet_safe: bool = False,
) -> str:
    r"""The records as comma-separated values (RFC 4180), with the names of the columns first.

    By default the values are exact, and lines end in a line feed. For Excel, LibreOffice and other
    spreadsheets, which run what looks like a formula, ask for `spreadsheet_safe`: an apostrophe
    then stands before =, +, - and @ at the start of a cell, or of what comes after a separator in
    it; every cell is in quotes; and the text begins with a byte order mark. That is no longer
    exact: do not read it back.

    It loses what `records` loses, and the difference between numbers and text: "1.10" is the
    number of a theme, which programs take for 1.1 unless they are told that all is text.

    Args:
        actions: The actions, or a programme for all of its actions.
        language: The language of the words, or None for all.
        spreadsheet_safe: Whether to guard against formulas.

    Returns:
        The text, to be written in UTF-8, and with `newline=""` on Windows.

    Raises:
        InvalidValueError: The selection does not hold the programme of an action.
        MissingLanguageError: It is not a language of the data.

    >>> import benelux_programme as bp
    >>> csv(bp.load("2025-2028"), "nl").partition("\n")[0][:55]
    'programme,revision,programme_title,period_start,period_'
    """
    values = columns(language)
    found = standings(a_selection(actions, "csv"))
    rows = ([value(standing) for value in values.values()] for standing in found)
    write = separated_for_spreadsheets if spreadsheet_safe else separated
    return write([list(values), *rows])
