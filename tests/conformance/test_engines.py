"""The tables of actions and partners in pandas, Polars, DuckDB and Spark."""

import importlib
from pathlib import Path
from shutil import which
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


@pytest.fixture
def lists() -> list[dict[str, Any]]:
    return [dict(one) for one in bp.export.records(BOTH, "nl", lists=True)]


ACTION_COLUMNS = bp.export.columns(bp.Action, "nl", lists=True)
PARTNER_COLUMNS = bp.export.columns(bp.Partner, "nl", lists=True)
PARTNERS = bp.load("2025-2028").partners
REGIONS = {one.id for one in PARTNERS if one.iso_3166_2}


def count_actions_of_regions(actions: bp.Selection = BOTH) -> int:
    return sum(len(REGIONS & {*one.partners}) for one in actions)


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


def test_pandas_with_lists(lists: list[dict[str, Any]]) -> None:
    pandas = pytest.importorskip("pandas")
    types = {name: "string" for name, one in ACTION_COLUMNS.items() if one is str}
    frames = [
        pandas.DataFrame(bp.export.records(bp.load(period), "nl", lists=True)).astype(types)
        for period in bp.periods()
    ]
    assert frames[0].dtypes.to_dict() == frames[1].dtypes.to_dict()
    actions = pandas.concat(frames)
    assert actions.to_dict("list")["actors"] == [one["actors"] for one in lists]
    partners = pandas.DataFrame(bp.export.records(PARTNERS, "nl"))
    each = actions.explode("partners").merge(partners, left_on="partners", right_on="id")
    assert each.iso_3166_2.notna().sum() == count_actions_of_regions() > 0


def test_polars(records: list[dict[str, Any]], file: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(records, infer_schema_length=None)
    assert frame.to_dicts() == records
    counts = frame.filter(polars.col("commitment") == "firm").group_by("programme").len()
    assert dict(counts.iter_rows()) == count_firm_by_programme(records)
    read = polars.read_csv(file, infer_schema=False).fill_null("")
    assert read.to_dicts() == convert_to_text(records)


def test_polars_with_lists(lists: list[dict[str, Any]]) -> None:
    polars = pytest.importorskip("polars")
    frames = [
        polars.DataFrame(
            bp.export.records(bp.load(period), "nl", lists=True), schema=ACTION_COLUMNS
        )
        for period in bp.periods()
    ]
    assert not {type_ for frame in frames for type_ in frame.dtypes} & {polars.Null, polars.Object}
    actions = polars.concat(frames)  # which needs the same types
    assert actions.to_dicts() == lists
    partners = polars.DataFrame(
        bp.export.records(PARTNERS, "nl", lists=True), schema=PARTNER_COLUMNS
    )
    each = actions.explode("partners").join(partners, left_on="partners", right_on="id")
    assert each["iso_3166_2"].count() == count_actions_of_regions() > 0


def test_duckdb_with_lists(lists: list[dict[str, Any]]) -> None:
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    with duckdb.connect() as connection:
        connection.register("actions", polars.DataFrame(lists, schema=ACTION_COLUMNS))
        partners = bp.export.records(PARTNERS, "nl", lists=True)
        connection.register("partners", polars.DataFrame(partners, schema=PARTNER_COLUMNS))
        found = connection.execute("FROM actions")
        names = [name for name, *_ in found.description]
        assert [dict(zip(names, row, strict=True)) for row in found.fetchall()] == lists
        query = """
            SELECT count(iso_3166_2)
            FROM (SELECT unnest(partners) AS partner FROM actions)
            JOIN partners ON id = partner
        """
        assert connection.execute(query).fetchone() == (count_actions_of_regions(),)


@pytest.mark.skipif(which("java") is None, reason="Spark needs Java")
def test_spark(lists: list[dict[str, Any]], file: Path, language: bp.Language | None) -> None:
    sql = pytest.importorskip("pyspark.sql")
    types = importlib.import_module("pyspark.sql.types")
    text, number = types.StringType(), types.IntegerType()
    by_type: dict[Any, Any] = {
        str: text,
        int: number,
        list[str]: types.ArrayType(text),
        list[int]: types.ArrayType(number),
    }

    def build_table(rows: list[dict[str, Any]], columns: dict[str, type]) -> Any:
        fields = [types.StructField(name, by_type[one]) for name, one in columns.items()]
        return spark.createDataFrame([(*one.values(),) for one in rows], types.StructType(fields))

    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", value=False)
    spark = builder.config("spark.sql.shuffle.partitions", value=1).getOrCreate()
    try:
        actions = build_table(lists, ACTION_COLUMNS)
        assert [row.asDict() for row in actions.collect()] == lists
        rows = [dict(one) for one in bp.export.records(PARTNERS, "nl", lists=True)]
        partners = build_table(rows, PARTNER_COLUMNS)
        each = actions.select(sql.functions.explode("partners").alias("id")).join(partners, "id")
        regions = each.where("iso_3166_2 IS NOT NULL")
        assert regions.count() == count_actions_of_regions() > 0
        read = spark.read.csv(str(file), header=True, multiLine=True, escape='"', encoding="UTF-8")
        found = [row.asDict() for row in read.collect()]
        records = [dict(one) for one in bp.export.records(BOTH, language)]
        assert convert_to_text(found) == convert_to_text(records)
    finally:
        spark.stop()


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
