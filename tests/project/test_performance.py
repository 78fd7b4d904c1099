"""The page on performance agrees with the measurements."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import report

FOLDER = Path(__file__).parents[2] / "docs" / "explanation"
REPORT = json.loads((FOLDER / "performance.json").read_text(encoding="utf-8"))


def test_the_picture_and_the_table_agree_with_the_json() -> None:
    for name, content in report.render_files(REPORT).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == content, name


def test_verdicts_follow_from_the_figures() -> None:
    assert [one["verdict"] for one in REPORT["rows"]] == [
        one.verdict for one in report.read_rows(REPORT)
    ]


def test_every_budget_is_in_the_picture_and_the_table() -> None:
    content = report.render_files(REPORT)
    picture = "".join(ET.fromstring(content["performance.svg"]).itertext())  # noqa: S314  # ours
    for row in report.read_rows(REPORT):
        assert f"| {row.what} | " in content["performance.txt"]
        assert row.budget is None or row.what in picture


def test_every_missed_budget_has_a_reason() -> None:
    _, _, reasons = report.render_files(REPORT)["performance.txt"].partition(
        "Why a budget is not met:"
    )
    for row in report.read_rows(REPORT):
        assert row.verdict != "not met" or row.what in reasons
