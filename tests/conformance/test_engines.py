"""The table of actions in pandas, Polars and DuckDB."""

from pathlib import Path
from typing import Any

import pytest

import benelux_programme as bp

BOTH = sum((bp.load(period).actions for period in bp.periods()), bp.Selection())


@pytest.fixture(params=[None, "nl"])
def language(request: pytest.FixtureRequest) -> bp.Language | None:
    chosen: bp.Language | None = request.param
    return chosen


@pytest.fixture
def records(language: bp.Language | None) -> list[dict[str, Any]]:
    return [dict(one) for one in bp.export.records(BOTH, language)]


@pytest.fixture
def file(language: bp.Language | None, tmp_path: Path) -> Path:
    path = tmp_path / "actions.csv"
    path.write_text(bp.export.csv(BOTH, language), encoding="utf-8", newline="")
    return path


def convert_to_text(records: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the records with all values as text, and None as an empty string."""
    return [
        {name: "" if cell is None else str(cell) for name, cell in one.items()} for one in records
    ]


def count_firm_by_programme(records: list[dict[str, Any]]) -> dict[str, int]:
    names = [one["programme"] for one in records if one["commitment"] == "firm"]
    return {name: names.count(name) for name in names}


def test_pandas(records: list[dict[str, Any]], file: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(records)
    assert list(frame.columns) == list(records[0])
    counts = frame[frame.commitment == "firm"].groupby("programme").size()
    assert counts.to_dict() == count_firm_by_programme(records)
    read = pandas.read_csv(file, dtype=str, keep_default_na=False)
    assert read.to_dict("records") == convert_to_text(records)
    actors = frame.assign(actor=frame.actors.str.split("; ")).explode("actor")
    assert set(actors.actor.dropna()) == {id for one in BOTH for id in one.actors}


def test_polars(records: list[dict[str, Any]], file: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(records, infer_schema_length=None)
    assert frame.to_dicts() == records
    counts = frame.filter(polars.col("commitment") == "firm").group_by("programme").len()
    assert dict(counts.iter_rows()) == count_firm_by_programme(records)
    read = polars.read_csv(file, infer_schema=False).fill_null("")
    assert read.to_dicts() == convert_to_text(records)


def test_duckdb(records: list[dict[str, Any]], file: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE actions AS FROM read_csv(?, all_varchar = true, header = true)",
            [str(file)],
        )
        found = connection.execute("FROM actions").fetchall()
        rows = [{n: c or "" for n, c in zip(records[0], row, strict=True)} for row in found]
        assert rows == convert_to_text(records)
        firm = (
            "SELECT programme, count(*) FROM actions WHERE commitment = 'firm' GROUP BY programme"
        )
        assert dict(connection.execute(firm).fetchall()) == count_firm_by_programme(records)
        each = "SELECT DISTINCT unnest(string_split(actors, '; ')) FROM actions"
        actors = {id for (id,) in connection.execute(each).fetchall()}
        assert actors == {id for one in BOTH for id in one.actors}


def test_duckdb_joins_the_tables_of_a_data_package(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    folder = bp.export.datapackage(map(bp.load, bp.periods()), tmp_path / "package").parent
    query = f"""
        SELECT texts.text
        FROM '{folder}/action_partners.csv' AS links
        JOIN '{folder}/partners.csv' AS partners ON partners.key = links.partner
        JOIN '{folder}/texts.csv' AS texts ON texts.key = links.action
        WHERE partners.iso_3166_2 = 'DE-NW' AND texts.field = 'summary' AND texts.language = 'fr'
        ORDER BY ALL
    """  # noqa: S608  # the folder is ours
    found = [text for (text,) in duckdb.sql(query).fetchall()]
    assert found == sorted(str(one.summary.fr) for one in BOTH.where(partner="DE-NW"))
    assert found
