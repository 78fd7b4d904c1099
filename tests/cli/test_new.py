"""The command `benelux-programme new`."""

import re
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
import yaml

import benelux_programme as bp
from benelux_programme._cli import main


@pytest.mark.parametrize("id", ["annual-plan", "2026", "no", "1e3"])
def test_it_writes_a_file_that_check_accepts(
    id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", id]) == 0
    assert f"benelux-programme check {id}.yaml\n" in capsys.readouterr().out
    assert main(["check", f"{id}.yaml"]) == 0
    assert capsys.readouterr().out.startswith(f"valid: {id}  ")
    programme = bp.read(f"{id}.yaml")
    assert programme.period.start.year >= datetime.now(UTC).year - 1
    assert programme.actions.where(partner="NRW", field="water")


@pytest.mark.parametrize("id", ["plan-2026", "first-plan", "2025-2028-b"])
def test_it_keeps_an_id_with_words_of_the_file(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", id, "--year", "2031", "--out", "-"]) == 0
    programme = bp.read(capsys.readouterr().out)
    assert (programme.id, str(programme.period)) == (id, "2031")


def test_it_overwrites_only_with_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine")
    assert main(["new", "plan", "--out", str(file)]) == 2
    assert "already exists; --force replaces it" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert main(["new", "plan", "--out", str(file), "--force"]) == 0
    assert bp.read(file).id == "plan"


def test_what_is_commented_out_is_valid_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "plan", "--year", "2031", "--out", "-"]) == 0
    text = capsys.readouterr().out
    uncommented = re.sub(r"^( *)# ((?:  )*(?:- )?\w+: .*|\w+:)$", r"\1\2", text, flags=re.MULTILINE)
    assert uncommented.count("\n") == text.count("\n")
    programme = bp.read(uncommented)
    (action,) = programme.actions
    assert programme.title.fr == "Plan pour 2031"
    assert action.deliverable
    assert str(action.citations[0]) == "1 ¶2"
    assert str(action.predecessors[0].relation) == "continues"
    assert str(action.timing) == "2031-06"
    assert programme.outcomes_of(action)[0].bearing_on(action) == "delivers"
    jsonschema.validate(yaml.safe_load(uncommented), bp.json_schema())


def test_it_names_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "plan", "--out", "-"]) == 0
    text = capsys.readouterr().out
    names = [
        str(each)
        for each in (*bp.Commitment, *bp.Relation, *bp.PartnerKind, *bp.OutcomeKind, *bp.Bearing)
    ]
    assert [name for name in names if name not in text] == []
