"""What all subcommands do alike: a table of subcommands and situations."""

import subprocess
import sys
from collections.abc import Iterator
from io import FileIO, TextIOWrapper
from pathlib import Path
from typing import TextIO

import pytest

from benelux_programme.__main__ import main as run_program
from benelux_programme._cli import main

PLAN = """{"id": "plan", "period": "2026", "title": {"en": "A plan"}, "paragraphs": [
{"section": "1", "paragraph": 1, "fingerprint": {"length": 9, "start": "0123456789abcdef",
"end": "0123456789abcdef", "whole": "0123456789abcdef"}}], "own_actions": [{"id": "map",
"summary": {"en": "Draw a map."}, "commitment": "firm", "citations": ["1/1"]}]}"""

SOURCES = {
    "list": ["list", "2025-2028", "SOURCE"],
    "show": ["show", "SOURCE"],
    "search": ["search", "SOURCE", "map"],
    "diff, old": ["diff", "SOURCE", "PLAN"],
    "diff, new": ["diff", "PLAN", "SOURCE"],
    "compare, old": ["compare", "SOURCE", "2025-2028"],
    "compare, new": ["compare", "2021-2024", "SOURCE"],
    "export": ["export", "SOURCE", "--format", "json"],
    "export of several": ["export", "2025-2028", "SOURCE", "--format", "csv"],
    "verify": ["verify", "SOURCE", "PLAN"],
    "verify, copy": ["verify", "PLAN", "SOURCE"],
    **{
        f"{words[0]} --with": [*words, "--with", "SOURCE"]
        for words in (
            ["list", "PLAN"],
            ["show", "PLAN"],
            ["search", "PLAN", "map"],
            ["diff", "PLAN", "PLAN"],
            ["compare", "2021-2024", "PLAN"],
            ["export", "PLAN", "--format", "csv"],
            ["verify", "PLAN", "PLAN"],
            ["check", "PLAN"],
        )
    },
    "check": ["check", "SOURCE"],
    "check of several": ["check", "PLAN", "SOURCE"],
}
UNREADABLE = {
    "": "'' is neither a programme nor a path",
    "./nope.yaml": "nope.yaml: No such file or directory",
    "nope.yaml": "nope.yaml: No such file or directory",
    "nowhere/nope": "nowhere/nope: No such file or directory",
    "PLAN/plan": "plan.json/plan: Not a directory",
    "/dev/null": "/dev/null: not a regular file [not-a-file]",
    "loop": "loop: Too many levels of symbolic links",
    "nowhere-link": "nowhere-link: No such file or directory",
    "x" * 300: "File name too long",
    f"{'x' * 300}.yaml": "File name too long",
    "nope\udcff": r"nope\udcff: No such file or directory",
    "./\x1b[31m\nplan:1:1": r"\x1b[31m\nplan:1:1: No such file or directory",
}
WORKING = {
    "list": "list",
    "list with filters": "list --field energy",
    "list as JSON": "list --format json",
    "show": "show 2025-2028",
    "search": "search 2025-2028 energy",
    "diff": "diff 2025-2028 2025-2028@1",
    "diff as JSON": "diff 2025-2028 2025-2028@1 --format json",
    "compare": "compare 2021-2024 2025-2028",
    "export": "export 2025-2028 --format json",
    "verify": "verify plan.json plan.json",
    "check": "check plan.json",
    "help": "--help",
    "help of a subcommand": "check --help",
    "version": "--version",
}
FAILING = {
    "list": ("list nope", 2),
    "list with filters": ("list --field energy --partner NRW --commitment exploratory", 1),
    "list with an unknown name": ("list --field nothing", 2),
    "show": ("show nope", 2),
    "search": ("search plan.json nothing", 1),
    "diff": ("diff 2021-2024 2025-2028", 2),
    "compare": ("compare 2025-2028 2021-2024", 2),
    "export": ("export nope --format json", 2),
    "verify": ("verify 2025-2028 nope.txt", 2),
    "check": ("check nope.yaml", 2),
    "usage": ("check", 2),
}
FULL, CLOSED = "No space left on device", "Bad file descriptor"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a plan and strange files the current one."""
    (tmp_path / "plan.json").write_text(PLAN, encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere-link").symlink_to("nowhere")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_in_shell(script: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of bash, in which COMMAND is the command."""
    script = script.replace("COMMAND", f"{sys.executable} -m benelux_programme")
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script], capture_output=True, check=False, text=True
    )


@pytest.mark.parametrize("source", UNREADABLE, ids=lambda name: repr(name[:30]))
@pytest.mark.parametrize("subcommand", SOURCES)
@pytest.mark.usefixtures("folder")
def test_a_source_that_cannot_be_read_is_status_2(
    subcommand: str,
    source: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = {"SOURCE": source.replace("PLAN", "plan.json"), "PLAN": "plan.json"}
    arguments = [names.get(argument, argument) for argument in SOURCES[subcommand]]
    assert main(arguments) == 2
    output, errors = capsys.readouterr()
    if subcommand == "check of several" and source:
        assert output.startswith("valid: plan")
    else:
        assert output == ""
    assert errors.endswith(f"{UNREADABLE[source]}\n")


@pytest.fixture
def full() -> Iterator[TextIO]:
    """Return an output on a disk that is full."""
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        yield stream


@pytest.mark.parametrize("subcommand", WORKING)
@pytest.mark.usefixtures("folder")
def test_an_output_that_cannot_be_written_is_status_2(
    subcommand: str,
    full: TextIO,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = WORKING[subcommand].split()
    for output, reason in ((full, FULL), (None, CLOSED)):
        monkeypatch.setattr(sys, "stdout", output)
        assert main(arguments) == 2
        assert capsys.readouterr().err == f"benelux-programme: standard output: {reason}\n"


@pytest.mark.parametrize("subcommand", ["list", "export"])
def test_a_process_whose_output_cannot_be_written_reports_it_once(subcommand: str) -> None:
    for streams, reason in ((">/dev/full", FULL), (">&-", CLOSED)):
        process = run_in_shell(f"COMMAND {WORKING[subcommand]} {streams}")
        assert (process.returncode, process.stdout) == (2, "")
        assert process.stderr == f"benelux-programme: standard output: {reason}\n"


@pytest.mark.parametrize("subcommand", FAILING)
@pytest.mark.usefixtures("folder")
def test_messages_are_written_to_standard_error_or_nowhere(
    subcommand: str,
    full: TextIO,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments, status = FAILING[subcommand]
    assert main(arguments.split()) == status
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith(("benelux-programme: ", "usage: "))
    for stream in (full, None):
        monkeypatch.setattr(sys, "stderr", stream)
        assert main(arguments.split()) == 2
        assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "streams",
    ["2>&-", "2>/dev/full", ">/dev/full 2>/dev/full", ">&- 2>&-", ">/dev/full 2>&-"],
)
@pytest.mark.parametrize("arguments", ["show nope", "export 2021-2024 --format json"])
def test_one_or_both_streams_of_a_process_can_fail(arguments: str, streams: str) -> None:
    process = run_in_shell(f"COMMAND {arguments} {streams} | cat")
    is_written = arguments.startswith("export") and streams.startswith("2")
    assert (process.returncode, process.stderr) == (0 if is_written else 2, "")
    assert (process.stdout != "") == is_written


@pytest.mark.parametrize("subcommand", ["show", "export", "verify", "help"])
@pytest.mark.usefixtures("folder")
def test_a_reader_that_stops_early_is_no_error(subcommand: str) -> None:
    process = run_in_shell(f"(sleep 0.1; COMMAND {WORKING[subcommand]}) | true")
    assert process.stderr == ""
    assert process.returncode == (1 if subcommand == "verify" else 0)


@pytest.mark.parametrize("arguments", ["check -", "show -", "verify 2025-2028 -", "search - x"])
def test_an_input_that_is_closed_is_status_2(
    arguments: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(arguments.split()) == 2
    assert capsys.readouterr() == ("", f"benelux-programme: standard input: {CLOSED}\n")


def test_the_closed_input_of_a_process_is_status_2() -> None:
    process = run_in_shell("COMMAND check - <&-")
    assert process.returncode == 2
    assert process.stderr == f"benelux-programme: standard input: {CLOSED}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        "diff - -",
        "compare - -",
        "verify - -",
        "export - - --format csv",
        "export - plan - --format csv",
        "check - -",
        "list - plan -",
        "search plan,-,- map",
        "show - --with -",
        "check plan --with - --with -",
    ],
)
def test_standard_input_can_be_read_only_once(
    arguments: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments.split()) == 2
    subcommand = arguments.partition(" ")[0]
    errors = capsys.readouterr().err
    assert errors.startswith(f"usage: benelux-programme {subcommand} ")
    assert errors.endswith("error: standard input can be read only once\n")


@pytest.mark.parametrize("arguments", [["check", "-"], ["verify", "2025-2028", "-"], ["show", "-"]])
def test_an_interruption_is_status_130_without_a_traceback(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class InterruptedInput:
        @property
        def buffer(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["benelux-programme", *arguments])
    monkeypatch.setattr(sys, "stdin", InterruptedInput())
    assert run_program() == 130
    assert capsys.readouterr() == ("", "")


def test_an_interrupted_output_is_status_130_without_a_traceback(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class InterruptedFile(FileIO):
        def write(self, _: object) -> int:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["benelux-programme", "show", "2025-2028"])
    with TextIOWrapper(InterruptedFile(folder / "output", "wb")) as output:
        monkeypatch.setattr(sys, "stdout", output)
        assert run_program() == 130
    assert capsys.readouterr().err == ""


def test_an_interrupted_import_is_status_130_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class InterruptedFinder:
        @staticmethod
        def find_spec(name: str, _path: object, _target: object = None) -> None:
            if name == "benelux_programme._cli":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "benelux_programme._cli")
    monkeypatch.setattr(sys, "meta_path", [InterruptedFinder, *sys.meta_path])
    assert run_program() == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "script",
    [
        "sleep {long} | {interrupted} check -",
        "{interrupted} export 2025-2028 --format json | sleep {long}",  # which does not read
    ],
)
def test_a_process_that_waits_can_be_interrupted(script: str) -> None:
    for seconds in (0.5, 4, 16):  # a busy machine takes long to start it
        interrupted = f"timeout --preserve-status --signal=INT {seconds} COMMAND"
        process = run_in_shell(script.format(interrupted=interrupted, long=seconds * 4))
        if process.returncode == 130:
            break
    assert (process.returncode, process.stderr) == (130, "")


@pytest.mark.parametrize(
    ("name", "status"),
    [("x" * 240, 0), ("x" * 255, 0), ("x" * 256, 2), ("loop", 2), ("loop/x", 2), ("", 2)],
)
@pytest.mark.parametrize("format", ["csv", "datapackage"])
def test_an_output_path_is_written_or_status_2(
    format: str,
    name: str,
    status: int,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["export", "2021-2024", "--format", format, "--out", name]
    before = sorted(path.name for path in folder.iterdir())
    assert main(arguments) == status
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*before, *([name] if status == 0 else [])]
    )
    output, errors = capsys.readouterr()
    assert output == ""
    assert (errors == "") == (status == 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "2025-2028", "w\udcffater"],
        ["show", "2025-2028", "\udcff"],
        ["list", "--partner", "Basse-Saxe\udcff"],
        ["list", "--commitment", "\ud800"],
        ["list", "--language", "\udcff"],
        ["export", "2025-2028", "--format", "skos", "--base", "http://x/\udcff/"],
        ["\udcff"],
        ["show", "\udcff"],
        ["show", "2025-2028", "security", "\udcff"],
        ["show", "2025-2028/\udcff"],
        ["search", "2025-2028,\udcff", "water"],
    ],
)
def test_arguments_that_are_not_text_are_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.isprintable() or errors.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "2025-2028", "se\u0301curite\u0301", "--language", "fr"],
        ["search", "2025-2028", "s\udcc3\udca9curit\udcc3\udca9", "--language", "fr"],
        ["list", "--partner", "Rhe\u0301nanie-du-Nord-Westphalie"],
    ],
)
def test_arguments_are_normalized_and_decoded(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    composed = [
        argument.replace("e\u0301", "é").replace("\udcc3\udca9", "é") for argument in arguments
    ]
    outputs = []
    for each in (arguments, composed):
        assert main(each) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] != ""


def test_a_file_named_like_an_undecodable_argument_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(folder, "plan\udcff").write_text(PLAN, encoding="utf-8")
    assert main(["show", "plan\udcff"]) == 0
    assert capsys.readouterr().out.startswith("A plan (plan)\n")
