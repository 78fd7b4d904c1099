"""The table of actions as CSV: exact, or safe in spreadsheets."""

import csv
import io
import re
from time import process_time

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.export._table import format_csv
from examples import OUTCOME, PROGRAMME
from payloads import FORMULAS, PAYLOADS, fill_programme
from support import compare_golden

FORMULA = re.compile(r"[\s\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""The start of a formula."""


def parse_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("spreadsheet_safe", [False, True])
def test_cells_may_be_separated_by_semicolons(*, spreadsheet_safe: bool) -> None:
    by_comma, by_semicolon = (
        list(csv.reader(io.StringIO(text), delimiter=delimiter))
        for delimiter in (",", ";")
        for text in [
            bp.export.csv(PROGRAMME, spreadsheet_safe=spreadsheet_safe, delimiter=delimiter)
        ]
    )
    assert by_comma == by_semicolon
    with pytest.raises(bp.errors.InvalidValueError, match="one of ,, ;"):
        bp.export.csv(PROGRAMME, delimiter="|")  # type: ignore[arg-type]


def test_the_text_is_stable(request: pytest.FixtureRequest) -> None:
    compare_golden("export.csv", bp.export.csv(PROGRAMME), request)


@pytest.mark.parametrize("text", ["plain", *PAYLOADS[::3]])
def test_the_cells_are_exactly_the_values_of_the_records(text: str) -> None:
    programme = fill_programme(text)
    assert parse_csv(bp.export.csv(programme)) == [
        {name: "" if value is None else str(value) for name, value in record.items()}
        for record in bp.export.records(programme)
    ]


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(bp.errors.MissingLanguageError):
        bp.export.csv(PROGRAMME, "it")  # type: ignore[arg-type]


def test_no_actions_are_a_header_row() -> None:
    header = bp.export.csv(PROGRAMME, "nl").partition("\n")[0]
    assert bp.export.csv(bp.Selection(), "nl") == header + "\n"


def test_lines_end_in_a_line_feed_and_texts_keep_theirs() -> None:
    text = bp.export.csv(fill_programme('one\ntwo, "three"'), "fr")
    assert "\r" not in text
    assert parse_csv(text)[0]["summary"] == 'one\ntwo, "three"'


def test_the_safe_text_has_a_byte_order_mark_and_quotes_every_cell() -> None:
    text = bp.export.csv(PROGRAMME, "fr", spreadsheet_safe=True)
    assert text.startswith('\ufeff"programme","revision",')
    assert text.splitlines()[1].startswith('"2025-2028","2",')
    assert ',"",' in text


def test_no_section_of_a_safe_text_looks_like_a_date() -> None:
    rows = parse_csv(bp.export.csv(PROGRAMME, "fr", spreadsheet_safe=True).removeprefix("\ufeff"))
    exact = parse_csv(bp.export.csv(PROGRAMME, "fr"))
    for name in ("theme_number", "citations"):
        cells = [(safe[name], row[name]) for safe, row in zip(rows, exact, strict=True)]
        assert {safe for safe, cell in cells if ";" not in cell} == {
            cell and f"'{cell}" for _, cell in cells if ";" not in cell
        }


@pytest.mark.parametrize(
    ("date", "cell"),
    [("2022", "2022"), ("2022-03", "'2022-03"), ("2022-03-04", "2022-03-04")],  # a day is one
)
def test_no_month_of_a_safe_text_looks_like_a_day(date: str, cell: str) -> None:
    outcome = attrs.evolve(OUTCOME, date=date)
    (row,) = parse_csv(bp.export.csv([outcome], "en", spreadsheet_safe=True).removeprefix("\ufeff"))
    assert row["date"] == cell


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_safe_cell_is_a_formula_for_any_delimiter(payload: str) -> None:
    text = bp.export.csv(fill_programme(payload), spreadsheet_safe=True)
    assert "\r" not in text
    for delimiter in ",;\t|":
        lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
        for row in csv.reader(lines, delimiter=delimiter):
            assert not [cell for cell in row if FORMULA.match(cell)]


@pytest.mark.parametrize("text", ["a{}b", "{}=", "=1{}"])
@pytest.mark.parametrize("repeated", ["\n", " ", '"', "'", ";", ";='", "-"])
def test_long_runs_of_separators_take_linear_time(text: str, repeated: str) -> None:
    start = process_time()
    format_csv([[text.format(repeated * 100_000)]], spreadsheet_safe=True)
    assert process_time() - start < 5  # a minute if quadratic


@pytest.mark.parametrize("payload", PAYLOADS)
def test_safe_cells_differ_only_in_apostrophes(payload: str) -> None:
    safe = bp.export.csv(fill_programme(payload), spreadsheet_safe=True).removeprefix("\ufeff")
    exact = bp.export.csv(fill_programme(payload))
    assert remove_apostrophes(parse_csv(safe)) == remove_apostrophes(parse_csv(exact))


def remove_apostrophes(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: cell.replace("'", "") for name, cell in row.items()} for row in rows]


def test_the_payloads_are_formulas_in_the_exact_text() -> None:
    for payload in FORMULAS[:40]:
        (first, *_) = parse_csv(bp.export.csv(fill_programme(payload), "fr"))
        assert FORMULA.match(first["summary"])


def test_no_cell_of_the_bundled_programmes_starts_like_a_formula(
    programme: bp.Programme,
) -> None:
    safe = bp.export.csv(programme, spreadsheet_safe=True).removeprefix("\ufeff")
    cells = [cell for row in parse_csv(safe) for cell in row.values() if cell.startswith("'")]
    assert not [cell for cell in cells if not cell[1].isdigit()]
