"""The script that computes the fingerprints of the publications."""

import json
from pathlib import Path

import attrs
import fingerprint
import pytest
import yaml

import benelux_programme as bp


def test_fingerprints_are_written_without_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"1.1/1": "Do good.", "1.1/2": 'Do well: "always".'}
    records = [
        {"section": address.split("/")[0], "paragraph": int(address.split("/")[1]), "text": text}
        for address, text in texts.items()
    ]
    (tmp_path / "paragraphs.json").write_text(json.dumps({"2029-2032": records}))
    (tmp_path / "2029-2032").mkdir()
    monkeypatch.setattr(fingerprint, "SOURCE", tmp_path)
    fingerprint.main([str(tmp_path)])
    written = (tmp_path / "2029-2032" / "fingerprints.yaml").read_text()
    fingerprints = {id: attrs.asdict(bp.fingerprint(text)) for id, text in texts.items()}
    assert yaml.safe_load(written) == fingerprints
    assert "good" not in written


def test_usage_is_printed_without_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        fingerprint.main([])
    assert caught.value.code == 2
    assert "usage: " in capsys.readouterr().err
