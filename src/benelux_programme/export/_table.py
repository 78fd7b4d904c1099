"""Actions, what they name, and comparisons as flat tables: one row per record."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from csv import QUOTE_ALL, QUOTE_MINIMAL, writer
from datetime import date
from enum import Enum
from io import StringIO
from operator import attrgetter
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

from attrs import frozen

from benelux_programme._comparison.comparison import Comparison, Continuation
from benelux_programme._model.constraints import is_list, is_tuple, require_choice
from benelux_programme._model.document import Document
from benelux_programme._model.nodes import Action, Predecessor
from benelux_programme._model.outcome import Bearing, Outcome
from benelux_programme._model.period import Period
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import LANGUAGES, Language, Terms, Text, require_known_language
from benelux_programme._model.words import LabelledEnum, load_catalogue, load_text, translate
from benelux_programme._programme.programme import Pillar, Programme
from benelux_programme._programme.selection import Selection
from benelux_programme._serialization.field_specs import FieldKind, get_field_specs
from benelux_programme._store.all_programmes import actions
from benelux_programme.errors import InvalidValueError

Cell: TypeAlias = str | int | float | list[str | int | None] | None
Record: TypeAlias = dict[str, Cell]
_Entry: TypeAlias = Action | Partner | Reference | PolicyField | Outcome | Document
Delimiter: TypeAlias = Literal[",", ";"]
Records: TypeAlias = Selection | Programme | Comparison | Iterable[_Entry]

_CELL_START: Final = re.compile(
    r"""([;,|][\s"']*|[\s"']+)          # a separator of cells, and what spreadsheets may strip
        ([=+\-@\uff1d\uff0b\uff0d\uff20]?)  # a sign that starts a formula; also full-width""",
    re.VERBOSE,
)
_LIKE_A_DATE: Final = re.compile(r"[0-9]{1,4}[./][0-9]{1,4}([./][0-9]{1,4})?|[0-9]{4}-[0-9]{2}")
"""A section, or a year and month, which a spreadsheet would read as a day."""
_SEPARATOR: Final = re.compile(r"[;,|\t\r\n]")


def records(
    values: Records, language: Language | None = None, *, lists: bool = False
) -> list[Record]:
    """Return one flat dict per action, in order, for pandas, Polars, DuckDB, Spark and the like.

    The columns are always these, in this order; the text columns (marked with a star) are in the
    requested language, or repeated per language, such as `summary@nl`:

    - programme, revision, programme_title*, period_start, period_end,
    - pillar, pillar_number, pillar_title*, theme, theme_number, theme_title*,
    - id, full_id, position (in the programme, from 1), summary*, commitment, commitment_label*,
    - actors, actor_names*, actor_codes, partners, partner_names*, partner_codes,
    - references, reference_titles*, fields, field_labels*,
    - deliverable*, timing_start, timing_end, citations, pages,
    - predecessors, relations, relation_labels*, note*, keywords*,
    - outcomes, outcome_dates, outcome_summaries*, outcome_urls (of all sources, each once),
    - outcome_bearing (the strongest of the outcomes), outcome_bearing_label*.

    Partners, references, policy fields, outcomes and documents have a table of their own, with a
    column per attribute, whose ids are those in the table of actions; outcomes of a bundled
    programme have its id and the full ids of the actions too. A comparison has a row per
    continuation, then one per dropped and per introduced action, with full ids. `columns` gives the
    types of all columns.

    Several values in one cell, such as partners, are a list, or joined by "; ". In a list, names
    and codes are in the same order as the ids, with None for a missing one, which the joined text
    leaves out. The code of a partner is the first of its `Partner.codes`. Dates are ISO 8601
    strings. A value that does not exist, or not in that language, is None; a text in another
    language never replaces it.

    The table loses whether a wording is official, alternative titles, the reasons of predecessors,
    and everything that does not belong to a record: mission, vision, values, context paragraphs,
    retired ids, and fingerprints.

    Args:
        values: A selection, or a programme for all of its actions, or actions of the bundled
            programmes; or partners, references, policy fields, outcomes or documents; or a
            comparison.
        language: The language of the text columns, or None for all languages.
        lists: Whether cells with several values are lists, instead of text.

    Raises:
        InvalidValueError: An action is not of a bundled programme, or a selection does not contain
            the programme of an action.
        MissingLanguageError: language is not a language of the data.
        TypeError: values are of several classes, or of one without a table.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> actions = programme.actions.where(id="police-treaty-operational")
    >>> record = bp.export.records(actions, "en", lists=True)[0]
    >>> record["pillar_number"], record["actors"], record["citations"]
    ('1', ['benelux-countries'], ['1.1/1'])
    >>> bp.export.records(programme.fields, "de")[0]["label"]
    'Polizeiliche Zusammenarbeit und Kriminalitätsbekämpfung'
    """
    columns, rows = _build_columns_and_rows(values, language, lists=lists)
    return [{column.name: _build_cell(row, column) for column in columns} for row in rows]


def columns(cls: type, language: Language | None = None, *, lists: bool = False) -> dict[str, type]:
    """Return the names and types of the columns of `records`: str, int, float or a list of these.

    Table libraries otherwise guess the type of a column without values.

    Args:
        cls: `Action`, `Partner`, `Reference`, `PolicyField`, `Outcome`, `Document` or
            `Comparison`.
        language: The language of the text columns, or None for all languages.
        lists: Whether cells with several values are lists, instead of text.

    Raises:
        MissingLanguageError: language is not a language of the data.

    >>> import benelux_programme as bp
    >>> bp.export.columns(bp.PolicyField, "nl", lists=True)
    {'id': <class 'str'>, 'label': <class 'str'>, 'eurovoc': list[str], 'keywords': list[str]}
    """
    return {column.name: column.type for column in _iter_columns(cls, language, keep_lists=lists)}


def labels(cls: type, language: Language | None = None) -> dict[str, str]:
    """Return the names for readers of the columns of `records`, by the names of the columns.

    Args:
        cls: What `columns` takes.
        language: The language of the text columns and of their names, or None for the text columns
            of all languages, with names in English.

    Raises:
        MissingLanguageError: language is not a language of the data.

    >>> import benelux_programme as bp
    >>> bp.export.labels(bp.Action, "nl")["actor_names"]
    'actoren'
    >>> bp.export.labels(bp.Action)["summary@de"]
    'summary (de)'
    """
    return {name: _translate_column_name(name, language) for name in columns(cls, language)}


def _translate_column_name(column: str, language: Language | None) -> str:
    name, _, text_language = column.partition("@")
    key = f"column.{name}" if f"column.{name}" in load_catalogue() else f"field.{name}"
    label = translate(key, language or "en")
    return f"{label} ({text_language})" if text_language else label


def csv(
    values: Records,
    language: Language | None = None,
    *,
    spreadsheet_safe: bool = False,
    labels: bool = False,
    delimiter: Delimiter = ",",
) -> str:
    r"""Return the records as comma-separated values (RFC 4180), with a header row.

    By default the values are exact, and lines end in a line feed. Excel, LibreOffice and other
    spreadsheets run text that looks like a formula, and read the section 1.1 and the month 2025-11
    as days; `spreadsheet_safe` prevents that: an apostrophe is put before these, and before =, +, -
    and @ at the start of a cell, or after a separator in it; every cell is quoted; and the text
    begins with a byte order mark. Such values are no longer exact: do not read them back.

    The text loses what `records` loses, and the difference between numbers and text: "1.10" is the
    number of a theme, which programs read as 1.1 unless every column is read as text.

    Args:
        values: What `records` takes.
        language: The language of the text columns, or None for all languages.
        labels: Whether the header has the names for readers, as the function `labels` returns them.
        spreadsheet_safe: Whether to escape formulas, and what looks like a day and is none.
        delimiter: The character between cells, a comma or a semicolon. Spreadsheets set to French,
            Dutch or German expect a semicolon.

    Returns:
        The text, to be written in UTF-8, and with `newline=""` on Windows.

    Raises:
        InvalidValueError: The selection does not contain the programme of an action, or delimiter
            is neither a comma nor a semicolon.
        MissingLanguageError: language is not a language of the data.
        TypeError: values are of several classes, or of one without a table.

    >>> import benelux_programme as bp
    >>> bp.export.csv(bp.load("2025-2028"), "nl").partition("\n")[0][:55]
    'programme,revision,programme_title,period_start,period_'
    """
    require_choice("csv", "delimiter", delimiter, get_args(Delimiter))
    columns, rows = _build_columns_and_rows(values, language, lists=False)
    names = [column.name for column in columns]
    header = [_translate_column_name(name, language) for name in names] if labels else names
    cells = [header, *([_build_cell(row, column) for column in columns] for row in rows)]
    return format_csv(cells, spreadsheet_safe=spreadsheet_safe, delimiter=delimiter)


def format_csv(
    rows: Iterable[Iterable[Cell]], *, spreadsheet_safe: bool = False, delimiter: Delimiter = ","
) -> str:
    """Format rows with line feeds, for programs or for spreadsheets; None is an empty cell."""
    text = StringIO()
    if spreadsheet_safe:
        text.write("\ufeff")
        rows = (map(_escape_formulas_and_dates, row) for row in rows)
    quoting: Literal[0, 1] = QUOTE_ALL if spreadsheet_safe else QUOTE_MINIMAL
    writer(text, lineterminator="\n", quoting=quoting, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def _escape_formulas_and_dates(cell: Cell) -> Cell:
    """Put an apostrophe before whatever a spreadsheet would read as a formula, or 1.1 as a day.

    Where the comma is the decimal sign, as in the Benelux, spreadsheets split cells at semicolons,
    so a formula may also begin in the middle of a cell.
    """
    if not isinstance(cell, str):
        return cell
    if _LIKE_A_DATE.fullmatch(cell):
        return f"'{cell}"
    return _CELL_START.sub(_escape_formula_start, f"\n{cell}").removeprefix("\n")


def _escape_formula_start(match: re.Match[str]) -> str:
    separators, sign = match.groups()
    return _SEPARATOR.sub(r"\g<0>'", separators) + sign if sign else separators


@frozen
class _Row:
    programme: Programme
    action: Action
    position: int

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return self.programme.outcomes_of(self.action)

    @property
    def strongest_bearing(self) -> Bearing | None:
        bearings = (outcome.bearing_on(self.action.id) for outcome in self.outcomes)
        return max(filter(None, bearings), default=None)

    @property
    def outcome_urls(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.url for one in self.outcomes for each in one.sources))


@frozen
class _OutcomeRow:
    outcome: Outcome
    programme: Programme | None

    @property
    def action_full_ids(self) -> tuple[str, ...]:
        bearings = () if self.programme is None else self.outcome.bearings
        return tuple(f"{self.programme}/{each.action}" for each in bearings)


@frozen
class _ComparisonRow:
    comparison: Comparison
    status: Literal["continued", "dropped", "introduced"]
    old: Action | None = None
    new: Action | None = None
    continuation: Continuation | None = None

    @property
    def status_label(self) -> Text:
        return load_text(f"status.{self.status}")

    @property
    def old_pillar(self) -> Pillar | None:
        return _get_pillar(self.old, self.comparison.old)

    @property
    def new_pillar(self) -> Pillar | None:
        return _get_pillar(self.new, self.comparison.new)


def _get_pillar(action: Action | None, programme: Programme) -> Pillar | None:
    return programme.pillar(action.pillar) if action and action.pillar else None


def _build_columns_and_rows(
    values: Records, language: Language | None, *, lists: bool
) -> "tuple[list[_Column], list[Any]]":
    """Return the columns and the rows of a table; actions alone are those of bundled programmes."""
    if isinstance(values, Comparison):
        rows = [*_iter_comparison_rows(values)]
        return [*_iter_columns(Comparison, language, keep_lists=lists)], rows
    if not isinstance(values, (Selection, Programme)):
        entries: tuple[Any, ...] = tuple(values)
        classes: set[type] = {type(each) for each in entries}
        found = sorted(classes, key=attrgetter("__name__"))
        if len(found) > 1 or not {*get_args(_Entry)} >= {*found}:
            names = ", ".join(each.__name__ for each in get_args(_Entry))
            others = " and ".join(each.__name__ for each in found)
            raise TypeError(f"records are all of one class of {names}, not of {others}")
        if found == [Outcome]:
            bundled = actions().programmes
            programme_of = {outcome: each for each in bundled for outcome in each.outcomes}
            entries = tuple(_OutcomeRow(each, programme_of.get(each)) for each in entries)
        if found not in ([], [Action]):
            return [*_iter_columns(found[0], language, keep_lists=lists)], [*entries]
        values = Selection(entries)
    return [*_iter_columns(Action, language, keep_lists=lists)], [*_iter_rows(values)]


def _iter_rows(actions: Selection | Programme) -> Iterator[_Row]:
    selection = actions.actions if isinstance(actions, Programme) else actions
    rows: dict[Action, _Row] = {}  # not by id: two revisions may have different actions with one id
    for programme in selection.programmes:
        for position, action in enumerate(programme.actions, start=1):
            rows.setdefault(action, _Row(programme, action, position))
    for action in selection:
        if action not in rows:
            expected = (
                "an action of a bundled programme, or of the programmes of the selection; "
                "pass the actions of a programme as programme.actions, or pass the programme"
            )
            raise InvalidValueError("records", "values", action, expected, "unknown-id")
        yield rows[action]


def _iter_comparison_rows(comparison: Comparison) -> Iterator[_ComparisonRow]:
    for each in comparison.continued:
        yield _ComparisonRow(comparison, "continued", each.old, each.new, each)
    for action in comparison.dropped:
        yield _ComparisonRow(comparison, "dropped", old=action)
    for action in comparison.introduced:
        yield _ComparisonRow(comparison, "introduced", new=action)


_TYPES: Final[Mapping[str, tuple[type, type]]] = {
    "revision": (int, list[int]),
    "position": (int, list[int]),
    "page": (int, list[int]),
    "score": (float, list[float]),
}
"""The types of cells with one value and with several, by the attribute; of others, text."""


class _Column(NamedTuple):
    """A column: its path, the attributes that lead from a row to a cell, and its language."""

    name: str
    path: list[str]
    language: Language
    type: type


def _iter_columns(cls: type, language: Language | None, *, keep_lists: bool) -> Iterator[_Column]:
    """Yield the columns of a table, with the text columns in one language or in each."""
    if language is not None:
        require_known_language(language)
    for marked_name, path in (_PATHS[cls] if cls in _PATHS else _derive_column_paths(cls)).items():
        name, has_many = marked_name.removesuffix("[]"), marked_name.endswith("[]")
        one, many = _TYPES.get(path.rpartition(".")[2], (str, list[str]))
        type_ = one if not has_many else many if keep_lists else str
        if name.endswith("@") and language is None:
            for each in LANGUAGES:
                yield _Column(f"{name}{each}", path.split("."), each, type_)
        else:
            yield _Column(name.rstrip("@"), path.split("."), language or LANGUAGES[0], type_)


def _derive_column_paths(cls: type) -> dict[str, str]:
    """Return the path to each attribute of the records of a registry, with the marks below."""
    paths: dict[str, str] = {}
    for spec in get_field_specs(cls):
        mark = "@" if spec.cls in (Text, Terms) else ""
        mark += "[]" if spec.many or spec.cls is Terms else ""
        is_address = spec.kind is FieldKind.ADDRESS
        paths[spec.name + mark] = f"{spec.name}.address" if is_address else spec.name
        if issubclass(spec.cls, LabelledEnum):
            paths[f"{spec.name}_label@"] = f"{spec.name}.label"
    return paths


def _build_cell(row: object, column: _Column) -> Any:
    cell = _evaluate_path(row, row, column.path, column.language)
    if column.type is str and is_list(cell):
        return "; ".join(str(each) for each in cell if each is not None) or None
    return cell


def _evaluate_path(row: Any, value: Any, path: Sequence[str], language: Language) -> Any:
    """Return what attributes lead to: from an id to its record, and from a tuple to a list."""
    if is_tuple(value):
        return [_evaluate_path(row, each, path, language) for each in value]
    if path and value is not None:
        if path[0] == "code":
            value = next(iter(value.codes), None)
        elif isinstance(value, str) and not isinstance(value, Enum):
            value = getattr(row.programme, path[0])(value)
        else:
            value = getattr(value, path[0])
        return _evaluate_path(row, value, path[1:], language)
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, Terms):
        return [*getattr(value, language)]
    return str(value) if isinstance(value, (Action, Predecessor, date, Enum, Period)) else value


_PATHS: Final[Mapping[type, Mapping[str, str]]] = {Action: {
    "programme": "programme.id", "revision": "programme.revision",
    "programme_title@": "programme.title",
    "period_start": "programme.period.start", "period_end": "programme.period.end",
    "pillar": "action.pillar", "pillar_number": "action.pillar.pillar.number",
    "pillar_title@": "action.pillar.pillar.title",
    "theme": "action.theme", "theme_number": "action.theme.theme.number",
    "theme_title@": "action.theme.theme.title",
    "id": "action.id", "full_id": "action", "position": "position",
    "summary@": "action.summary",
    "commitment": "action.commitment", "commitment_label@": "action.commitment.label",
    "actors[]": "action.actors", "actor_names@[]": "action.actors.partner.name",
    "actor_codes[]": "action.actors.partner.code",
    "partners[]": "action.partners", "partner_names@[]": "action.partners.partner.name",
    "partner_codes[]": "action.partners.partner.code",
    "references[]": "action.references", "reference_titles@[]": "action.references.reference.title",
    "fields[]": "action.fields", "field_labels@[]": "action.fields.field.label",
    "deliverable@": "action.deliverable",
    "timing_start": "action.timing.start", "timing_end": "action.timing.end",
    "citations[]": "action.citations.address", "pages[]": "action.citations.page",
    "predecessors[]": "action.predecessors", "relations[]": "action.predecessors.relation",
    "relation_labels@[]": "action.predecessors.relation.label",
    "note@": "action.note", "keywords@[]": "action.keywords",
    "outcomes[]": "outcomes.id", "outcome_dates[]": "outcomes.date",
    "outcome_summaries@[]": "outcomes.summary", "outcome_urls[]": "outcome_urls",
    "outcome_bearing": "strongest_bearing", "outcome_bearing_label@": "strongest_bearing.label",
}, Outcome: {
    "programme": "programme.id", "id": "outcome.id", "date": "outcome.date",
    "kind": "outcome.kind", "kind_label@": "outcome.kind.label", "summary@": "outcome.summary",
    "actions[]": "outcome.bearings.action", "action_full_ids[]": "action_full_ids",
    "bearings[]": "outcome.bearings.bearing", "bearing_labels@[]": "outcome.bearings.bearing.label",
    "urls[]": "outcome.sources.url", "publishers[]": "outcome.sources.publisher",
    "note@": "outcome.note",
}, Comparison: {
    "status": "status", "status_label@": "status_label",
    "old": "old", "old_summary@": "old.summary",
    "old_commitment": "old.commitment", "old_commitment_label@": "old.commitment.label",
    "old_pillar": "old_pillar.id", "old_pillar_title@": "old_pillar.title",
    "new": "new", "new_summary@": "new.summary",
    "new_commitment": "new.commitment", "new_commitment_label@": "new.commitment.label",
    "new_pillar": "new_pillar.id", "new_pillar_title@": "new_pillar.title",
    "relation": "continuation.relation", "relation_label@": "continuation.relation.label",
    "reason@": "continuation.reason", "score": "continuation.score",
    "firmness": "continuation.firmness", "firmness_label@": "continuation.firmness.label",
    "partners_gained[]": "continuation.partners_gained",
    "partners_lost[]": "continuation.partners_lost",
    "references_gained[]": "continuation.references_gained",
    "references_lost[]": "continuation.references_lost",
    "fields_gained[]": "continuation.fields_gained",
    "fields_lost[]": "continuation.fields_lost",
}}  # fmt: skip
"""The path from a row to each cell; "@" marks a column of texts, "[]" one of lists."""
