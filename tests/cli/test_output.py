"""What is written: exact documents for machines, safe lines for people."""

import io
import json
import os
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._cli import main
from benelux_programme.errors import Problem, escape_controls

ENCODINGS = ["ascii", "cp1252", "cp437", "utf-16", "utf-8"]
ENVIRONMENTS = [
    {"PYTHONIOENCODING": "ascii:replace"},
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "utf-8"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C", "PYTHONUNBUFFERED": "1"},
]
SEARCH = "search 2025-2028 Basse-Saxe --language fr"
DOCUMENTS = [
    "export 2025-2028 --format json",
    "export 2025-2028 --format csv",
    "export 2025-2028 --format csv --spreadsheet-safe",
    "export 2025-2028 --format stratml",
    "export 2021-2024 --format skos",
    "export 2025-2028 --format markdown --language fr",
    "list --format json",
    "list --partner NRW --format json",
    "search all energy --format json",
    "show 2025-2028 security --format json",
    "compare 2021-2024 2025-2028 --format json",
    "compare 2021-2024 2025-2028 --format html --language fr",
    "compare 2021-2024 2025-2028 --format markdown --language de",
    "diff 2025-2028 2025-2028@1 --format html",
]
HOSTILE = "\x1b[31m\x07\x9b2J\u202e\u2066\u2028\x85\r\nzzz.yaml:9:9 zz: forged [zzz-zz]\x7f"


def run_main(encoding: str, newline: str, arguments: list[str]) -> bytes:
    """Return what is written to an output with this encoding and line ending."""
    raw = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, newline=newline))
        assert main(arguments) == 0
        return raw.getvalue()


@cache
def get_document(arguments: str) -> bytes:
    return run_main("utf-8", "\n", arguments.split())


def run_process(arguments: str, environment: dict[str, str]) -> bytes:
    process = subprocess.run(
        [sys.executable, "-m", "benelux_programme", *arguments.split()],
        capture_output=True,
        check=True,
        env={**os.environ, **environment},
    )
    assert process.stderr == b""
    return process.stdout


def assert_safe(output: str) -> None:
    """Assert that a terminal shows the output as it is, and that no line of it is forged."""
    assert output.replace("\n", "").isprintable()
    assert not any(line.startswith("plan.yaml:9:9") for line in output.split("\n"))


@pytest.mark.parametrize("arguments", DOCUMENTS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_documents_are_utf_8_with_line_feeds_on_every_output(arguments: str, encoding: str) -> None:
    expected = get_document(arguments)
    assert run_main(encoding, "\r\n", arguments.split()) == expected
    assert b"\r" not in expected
    expected.decode()


class PartialOutput(io.RawIOBase):
    """An output without a buffer that takes a few bytes at a time, up to a limit."""

    def __init__(self, limit: int) -> None:
        self.content = b""
        self._limit = limit

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return os.dup(0)

    def write(self, data: Any) -> int | None:
        part = bytes(data[: min(1000, self._limit - len(self.content))])
        self.content += part
        return len(part) or None


@pytest.mark.parametrize("arguments", ["export 2021-2024 --format json", "show 2021-2024"])
def test_an_output_without_a_buffer_is_written_whole_or_status_2(
    arguments: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = get_document(arguments)
    for limit, status in ((10**6, 0), (2500, 2)):
        output = PartialOutput(limit)
        stream = io.TextIOWrapper(output, encoding="utf-8", write_through=True)  # type: ignore[type-var]
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(arguments.split()) == status
        assert output.content == expected[:limit]
    assert "standard output" in capsys.readouterr().err


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=str)
def test_documents_are_the_same_bytes_in_a_pipe_and_a_file(
    environment: dict[str, str], tmp_path: Path
) -> None:
    arguments = "export 2025-2028 --format json"
    piped = run_process(arguments, environment)
    assert main([*arguments.split(), "--out", str(tmp_path / "file")]) == 0
    expected = bp.export.json(bp.load("2025-2028")).encode()
    assert piped == (tmp_path / "file").read_bytes() == expected


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=str)
def test_no_letter_for_people_is_lost_in_a_process(environment: dict[str, str]) -> None:
    encoding = environment.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    assert_no_letter_is_lost(run_process(SEARCH, environment).decode(encoding))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_letter_for_people_is_lost(encoding: str) -> None:
    assert_no_letter_is_lost(run_main(encoding, "\n", SEARCH.split()).decode(encoding))


def assert_no_letter_is_lost(output: str) -> None:
    hit, *_ = bp.load("2025-2028").search("Basse-Saxe", language="fr")
    assert "é" in f"{hit.action.summary:fr}"
    for letter in "éà\u00a0":
        output = output.replace(rf"\x{ord(letter):x}", letter)
    facts = (
        f"{hit.action}\u00a0; exploratoire\u00a0; section\u00a04 (à partir de la page\u00a013), "
    )
    assert output.startswith(f"- {hit.action.summary:fr} ({facts}")


def test_letters_that_the_output_lacks_are_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    assert b"possibilit\\xe9s de renforcer la coop\\xe9ration" in run_main(
        "ascii", "\n", ["search", "2025-2028", "Basse-Saxe", "--language", "fr"]
    )
    assert b" \\u2192 Programme" in run_main(
        "cp1252", "\n", ["compare", "2021-2024", "2025-2028", "--language", "fr"]
    )
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("key", [HOSTILE, f"id{HOSTILE}", HOSTILE * 3])
@pytest.mark.parametrize("command", ["check", "show"])
def test_problems_in_a_file_are_safe_lines(
    command: str, key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan\x1b.json"
    document = {
        "id": key,
        "period": key,
        "title": {"en": key, key: key},
        key: {key: [key]},
        "own_actions": [{"id": "x", key: key, "actors": [key]}],
    }
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert main([command, str(file)]) == (1 if command == "check" else 2)
    output, errors = capsys.readouterr()
    assert_safe(output)
    assert_safe(errors)
    assert "\\x1b" in output + errors
    with pytest.raises(bp.errors.InvalidDataError) as caught:
        bp.read(file)
    for problem in caught.value.problems:
        assert "\n" not in str(problem)
        assert_safe(str(problem))


@pytest.mark.parametrize(
    "text", ["id: !x\x1b[31m y", "\x1b[31m: 1", "a: 'b\x9b'\n\u202e: [", HOSTILE]
)
def test_problems_of_syntax_are_safe_lines(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path / "plan.yaml")]) == 1
    assert_safe(capsys.readouterr().out)


def test_quotations_of_a_copy_are_safe_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paragraph = "They will draw a map \x1b]0;title\x07 of \x9b31m all \u202e the waters."
    cited = bp.Citation(section="1", paragraph=1, fingerprint=bp.fingerprint(paragraph))
    action = bp.Action(
        id="map",
        programme="plan",
        summary=bp.Text(en="Draw."),
        commitment=bp.Commitment.FIRM,
        citations=(cited,),
    )
    plan = bp.Programme(
        id="plan",
        period=bp.Period.of_years(2026),
        title=bp.Text(en="Plan"),
        own_actions=(action,),
        paragraphs=(cited,),
    )
    (tmp_path / "plan.json").write_text(bp.to_json(plan), encoding="utf-8")
    (tmp_path / "copy.txt").write_text(paragraph, encoding="utf-8")
    assert (
        main(["verify", str(tmp_path / "plan.json"), str(tmp_path / "copy.txt"), "--quotes"]) == 0
    )
    output = capsys.readouterr().out
    assert "They will draw a map" in output
    assert_safe(output)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", HOSTILE],
        ["show", "2025-2028", HOSTILE],
        ["show", "2025-2028@" + HOSTILE],
        ["search", "2025-2028", HOSTILE],
        ["search", "2025-2028", "--limit", HOSTILE, "x"],
        ["list", "--partner", HOSTILE],
        ["list", HOSTILE],
        ["list", f"--{HOSTILE}"],
        ["check", HOSTILE],
        ["verify", "2025-2028", HOSTILE],
        ["diff", HOSTILE, "2025-2028"],
        ["compare", "2025-2028", HOSTILE],
        ["export", "2025-2028", "--format", HOSTILE],
        ["export", "2025-2028", "--format", "skos", "--base", HOSTILE],
        ["export", "2025-2028", "--format", "csv", "--out", f"/nowhere/{HOSTILE}"],
        [HOSTILE],
    ],
)
def test_messages_about_arguments_are_safe_lines(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) in (1, 2)
    output, errors = capsys.readouterr()
    assert output == ""
    assert_safe(errors)


def test_a_reason_with_line_breaks_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reason = "Too narrow.\nplan.yaml:9:9 id: forged"
    gone = bp.RetiredId(id="gas", successors=("energy-supply",), reason=reason, since=2)
    programme = attrs.evolve(bp.load("2025-2028"), revision=2, retired=(gone,))
    (tmp_path / "plan.json").write_text(bp.to_json(programme), encoding="utf-8")
    assert main(["show", str(tmp_path / "plan.json"), "gas"]) == 2
    assert_safe(capsys.readouterr().err)


def test_all_that_a_terminal_obeys_is_escaped() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        category = unicodedata.category(character)
        is_obeyed = category in {"Cc", "Cs", "Zl", "Zp"} or (
            unicodedata.bidirectional(character)
            in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        )
        if is_obeyed:
            assert escape_controls(character).isascii()
        elif category[0] in "LMNPS":
            assert escape_controls(character) == character


def test_a_problem_is_one_line() -> None:
    assert str(Problem(code="x", message="a\nb\x1b", path="c\rd")) == r"c\rd: a\nb\x1b [x]"


def test_an_output_without_an_encoding_is_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdout", output)
    assert main(["search", "2025-2028", "Basse-Saxe", "--language", "fr"]) == 0
    assert "possibilités" in output.getvalue()
