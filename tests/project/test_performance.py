"""What the documentation says of speed is what was measured."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import report

FOLDER = Path(__file__).parents[2] / "docs" / "explanation"
TOLD = json.loads((FOLDER / "performance.json").read_text(encoding="utf-8"))


def test_the_files_beside_the_page_say_the_same() -> None:
    for name, content in report.render_files(TOLD).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == content, name


def test_verdicts_follow_from_the_figures() -> None:
    assert [one["verdict"] for one in TOLD["rows"]] == [
        one.verdict for one in report.read_rows(TOLD)
    ]


def test_every_budget_is_in_the_picture_and_in_the_table() -> None:
    content = report.render_files(TOLD)
    picture = "".join(ET.fromstring(content["performance.svg"]).itertext())  # noqa: S314  # ours
    for row in report.read_rows(TOLD):
        assert f"| {row.what} | " in content["performance.txt"]
        assert row.budget is None or row.what in picture


def test_every_budget_that_is_not_met_has_its_reason() -> None:
    _, _, reasons = report.render_files(TOLD)["performance.txt"].partition(
        "Why a budget is not met:"
    )
    for row in report.read_rows(TOLD):
        assert row.verdict != "not met" or row.what in reasons
