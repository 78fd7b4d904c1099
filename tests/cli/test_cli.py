import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._cli.main import main
from support import compare_golden, titled

SMALL = """id: plan
period: 2026
title: {en: A plan}
own_actions:
  - {id: map, summary: {en: Draw a map.}, commitment: firm, citations: ["1/1"]}
"""


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "benelux_programme", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_list_has_a_line_for_each_programme(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(bp.periods())
    assert "5 pillars, 21 themes" in lines[0]
    assert "4 pillars, 17 themes" in lines[1]


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_show_has_every_title_and_summary(
    programme: bp.Programme, language: bp.Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", programme.id, "--language", language]) == 0
    shown = capsys.readouterr().out
    for node in titled(programme):
        assert f"{node.number} {node.title.in_(language)}" in shown
    for action in programme.actions:
        assert f"{action.summary.in_(language)}  ({action.id}; " in shown


def test_every_node_can_be_shown(
    programme: bp.Programme, capsys: pytest.CaptureFixture[str]
) -> None:
    for id in programme:
        assert main(["show", programme.id, id]) == 0
        assert capsys.readouterr().out.startswith(f"{programme.id}/{id}\n")


def test_lines_are_broken_only_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    main(["show", "2025-2028"])
    assert max(map(len, capsys.readouterr().out.splitlines())) > 80
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["show", "2025-2028"])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 50


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "1999-2002"], "unknown period '1999-2002' (available: 2021-2024, 2025-2028)"),
        (["show", "2025-2028", "securty"], "did you mean 'security'"),
    ],
)
def test_no_is_1(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("benelux-programme: ")
    assert message in captured.err


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["show"], ["list", "--language", "xx"], ["list", "more"]]
)
def test_wrong_use_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: benelux-programme" in capsys.readouterr().err


def test_it_runs_as_a_module() -> None:
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.decode().split() == ["benelux-programme", bp.__version__]


def test_it_runs_as_a_command() -> None:
    command = Path(sys.executable).with_name("benelux-programme")
    done = subprocess.run([command, "list"], capture_output=True, check=True)
    assert done.stdout == run("list").stdout != b""


def test_letters_that_the_output_cannot_hold_are_replaced() -> None:
    done = run("show", "2025-2028", "--language", "fr", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"?" in done.stdout
    assert done.stderr == b""


def test_a_reader_that_stops_early_is_no_mistake() -> None:
    script = f"{sys.executable} -m benelux_programme show 2025-2028 | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script], capture_output=True, check=False
    )
    assert done.stdout.decode() == f"{bp.load('2025-2028').title}\n"
    assert done.stderr == b""


def test_a_closed_pipe_ends_the_command_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        encoding = None

        def write(self, _: str) -> None:
            raise BrokenPipeError

        def fileno(self) -> int:
            return sink

    with open(os.devnull, "w") as null:  # noqa: PTH123
        sink = os.dup(null.fileno())
        monkeypatch.setattr(sys, "stdout", Closed())
        assert main(["list"]) == 0
        os.close(sink)


def test_diff_tells_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.json"
    document = bp.to_dict(bp.load("2025-2028"))
    document["mission"] = {"en": "Another."}
    mine.write_text(bp.to_json(bp.read(document)), encoding="utf-8")
    assert main(["diff", "2025-2028@1", str(mine)]) == 0
    assert "mission" in capsys.readouterr().out
    assert main(["diff", "2025-2028", "2025-2028@1"]) == 0
    assert "Nothing changed." in capsys.readouterr().out


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_compare_tells_what_became_of_promises(
    format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "2021-2024", "2025-2028", "--format", format, "--language", "nl"]) == 0
    printed = capsys.readouterr().out
    comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    rendered = {
        "text": bp.render.text(comparison, "nl", width=None),
        "markdown": bp.render.markdown(comparison, "nl"),
        "html": bp.render.html(comparison, "nl", page=True),
        "json": bp.render.json(comparison),
    }
    assert printed == rendered[format]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["diff", "2021-2024", "2025-2028"], 2, "use `compare`"),
        (["compare", "2025-2028", "2025-2028@1"], 2, "use `diff`"),
        (
            ["compare", "2025-2028", "2021-2024"],
            2,
            "2025-2028 continues 2021-2024; swap the arguments",
        ),
        (
            ["diff", "2025-2028@9", "2025-2028"],
            1,
            "unknown revision '9' of programme 2025-2028 (available: 1)",
        ),
        (["diff", "2025-2028@last", "2025-2028"], 1, "unknown revision 'last'"),
        (["diff", "1999", "2025-2028"], 1, "unknown period '1999'"),
        (["diff", "nowhere/mine.yaml", "2025-2028"], 1, "unknown period 'nowhere/mine.yaml'"),
    ],
)
def test_what_cannot_be_compared_is_explained(
    arguments: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == status
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "2025-2028", ""], "'' is not something to search for"),
        (
            ["export", "2025-2028", "--format", "skos", "--base", "x y"],
            "'x y' is not the",
        ),
        (["verify", "-", "-"], "is not a programme with the fingerprints of its paragraphs"),
    ],
)
def test_a_value_that_will_not_do_is_wrong_use(
    arguments: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SMALL.encode())))
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith("benelux-programme: ")
    assert message in error
    assert "(" not in error


@pytest.mark.parametrize("limit", ["0", "-1", "ten", "1.5", ""])
def test_a_limit_is_a_whole_number_from_1(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["search", "2025-2028", "water", "--limit", limit])
    assert caught.value.code == 2
    assert f"{limit!r} is not a whole number from 1" in capsys.readouterr().err
    assert main(["search", "2025-2028", "water", "--limit", "1"]) == 0
    assert capsys.readouterr().out.count("2025-2028/") == 1


def test_every_command_takes_a_revision_a_file_or_the_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(SMALL)
    for arguments, told in (
        (["show", "{}"], "Draw a map."),
        (["show", "{}", "map"], "Draw a map."),
        (["search", "{}", "map"], "plan/map"),
        (["export", "{}", "--format", "markdown"], "Draw a map."),
        (["diff", "{}", str(file)], "Nothing changed."),
        (["check", "{}"], "valid: plan"),
    ):
        for given in (str(file), "-"):
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SMALL.encode())))
            assert main([one.format(given) for one in arguments]) == 0
            assert told in capsys.readouterr().out
    assert main(["show", "2025-2028@1", "security"]) == 0
    assert main(["search", "2025-2028@1", "water"]) == 0
    assert main(["verify", "2025-2028@1", str(file)]) == 1
    assert "0 of 55 paragraphs found" in capsys.readouterr().out


def test_what_is_wrong_in_the_input_has_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"id: plan\n:")))
    assert main(["check", "-"]) == 1
    assert "2:1: " in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"id: plan\n:")))
    assert main(["show", "-"]) == 2
    assert "2:1: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("show 2025-2028 >&-", "standard output: Bad file descriptor"),
        ("list >&-", "standard output: Bad file descriptor"),
        ("check - <&-", "standard input: Bad file descriptor"),
        ("verify 2025-2028 - <&-", "standard input: Bad file descriptor"),
        ("show 2025-2028 >/dev/full", "standard output: No space left on device"),
        ("list >/dev/full", "standard output: No space left on device"),
    ],
)
def test_an_input_or_output_that_is_of_no_use_is_named(script: str, message: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m benelux_programme {script}"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode() == f"benelux-programme: {message}\n"


def test_a_file_is_written_whatever_the_output(tmp_path: Path) -> None:
    script = f"export 2025-2028 --format json --out {tmp_path / 'plan.json'} >&-"
    command = ["bash", "-c", f"{sys.executable} -m benelux_programme {script}"]
    subprocess.run(command, capture_output=True, check=True)
    assert bp.read(tmp_path / "plan.json") == bp.load("2025-2028")


COMMANDS = ("list", "show", "search", "diff", "compare", "export", "verify", "check")


def test_the_help_says_what_each_command_does(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")  # Pythons differ in where they break lines
    for arguments in ([], *([command] for command in COMMANDS)):
        with pytest.raises(SystemExit) as caught:
            main([*arguments, "--help"])
        assert caught.value.code == 0
    compare_golden("help.txt", capsys.readouterr().out, request)


def test_list_tells_of_actions_of_all_programmes_that_fit_all_filters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    energy = ["list", "--field", "energy", "--reference", "green-deal"]
    assert main(["list", "--language", "nl"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "2021-2024  Gemeenschappelijk Werkprogramma 2021-2024: 5 pillars, 21 themes, 30 actions"
    )
    assert main(["list", "--partner", "Lower Saxony", "--language", "fr"]) == 0
    assert capsys.readouterr().out == (
        "- Explorer les possibilités de renforcer la coopération avec la Basse-Saxe.  "
        "(2025-2028/explore-lower-saxony-cooperation; exploratory, 4 ¶3)\n"
    )
    several = ["list", "--pillar", "neighbourhood", "--partner", "NRW", "--partner", "Lower Saxony"]
    assert main([*several, "--pillar", "regional-cooperation"]) == 0
    found = bp.Selection()
    for period in bp.periods():
        found += bp.load(period).actions
    found = found.where(
        pillar=["neighbourhood", "regional-cooperation"], partner=["NRW", "Lower Saxony"]
    )
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("  (")[2].partition(";")[0] for line in lines] == list(map(str, found))
    assert {action.programme for action in found} == set(bp.periods())
    assert main([*energy[:3], "--partner", "Lower Saxony"]) == 1
    assert capsys.readouterr() == ("", "benelux-programme: no action found\n")


def test_search_is_in_one_language_or_in_all_and_shows_ten(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["search", "2025-2028", "cooperation"]) == 0
    assert capsys.readouterr().out.count("\n") == 10
    assert main(["search", "2025-2028", "brandweer", "--language", "nl"]) == 0
    assert "2025-2028/coordinated-emergency-response" in capsys.readouterr().out
    assert main(["search", "2025-2028", "brandweer", "--language", "de"]) == 1


def test_show_is_in_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "2025-2028", "explore-lower-saxony-cooperation", "--language", "fr"]) == 0
    assert "Explorer les possibilités de renforcer la coopération" in capsys.readouterr().out


@pytest.mark.parametrize(
    "command",
    [
        "list --partner NRW",
        "search 2025-2028 cooperation",
        "show 2025-2028",
        "show 2025-2028 security",
        "compare 2021-2024 2025-2028",
    ],
)
def test_all_lines_are_broken_at_the_width_of_a_terminal(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "10")  # which is taken for 30
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(command.split()) == 0
    lines = capsys.readouterr().out.splitlines()
    words = {word for line in lines for word in line.split() if len(word) > 20}
    assert max(len(line) for line in lines if not words.intersection(line.split())) <= 30


def test_verify_tells_what_became_of_each_paragraph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["They will draw a map of all the waters.", "They will then count all the fish in it."]
    marked = [
        bp.Citation(section="1", paragraph=number, fingerprint=bp.fingerprint(text))
        for number, text in enumerate(texts, start=1)
    ]
    plan = bp.read(SMALL)
    action = attrs.evolve(plan.actions[0], citations=(marked[0],))
    counted = attrs.evolve(action, id="count", citations=(marked[1],))
    plan = attrs.evolve(plan, own_actions=(action, counted), paragraphs=tuple(marked))
    (tmp_path / "plan.json").write_text(bp.to_json(plan), encoding="utf-8")
    (tmp_path / "copy.txt").write_text("\n".join(texts), encoding="utf-8")
    (tmp_path / "worse.txt").write_text(texts[0].replace("map", "mop"), encoding="utf-8")
    (tmp_path / "other.txt").write_text("Another text.", encoding="utf-8")
    command = ["verify", str(tmp_path / "plan.json")]
    assert main([*command, str(tmp_path / "copy.txt")]) == 0
    assert capsys.readouterr().out == "2 of 2 paragraphs found\n"
    assert main([*command, str(tmp_path / "copy.txt"), "--quotes"]) == 0
    assert capsys.readouterr().out == (
        f"2 of 2 paragraphs found\n\nmap (1 ¶1)\n{texts[0]}\n\ncount (1 ¶2)\n{texts[1]}\n"
    )
    assert main([*command, str(tmp_path / "worse.txt")]) == 1
    assert capsys.readouterr().out == "0 of 2 paragraphs found\naltered: 1 ¶1\nmissing: 1 ¶2\n"
    assert main([*command, str(tmp_path / "other.txt")]) == 1
    assert capsys.readouterr().out == (
        "0 of 2 paragraphs found; is this the edition that was read?\n"
    )


def test_check_has_a_line_for_each_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(SMALL.replace("firm", "hard").replace("2026", "soon"), encoding="utf-8")
    assert main(["check", str(file)]) == 1
    period, commitment = capsys.readouterr().out.splitlines()
    assert period.startswith(f"{file}:2:9 period: ")
    assert commitment.startswith(f"{file}:5:55 own_actions[0].commitment: ")


def test_what_cannot_be_found_or_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "2025-2028@7"]) == 1
    message = "unknown revision '7' of programme 2025-2028 (available: 1)"
    assert capsys.readouterr() == ("", f"benelux-programme: {message}\n")
    missing = str(tmp_path / "missing.yaml")
    assert main(["check", missing]) == 2
    message = f"{missing}: No such file or directory"
    assert capsys.readouterr() == ("", f"benelux-programme: {message}\n")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"benelux-programme {bp.__version__}\n"


@pytest.mark.parametrize(
    ("stream", "name", "arguments"),
    [
        ("stdout", "standard output", ["list"]),
        ("stdout", "standard output", ["show", "2025-2028"]),
        ("stdin", "standard input", ["check", "-"]),
    ],
)
def test_a_stream_that_was_closed_is_named(
    stream: str,
    name: str,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, stream, None)
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"benelux-programme: {name}: Bad file descriptor\n"


class Output:
    """An output that holds ASCII only, and perhaps is full."""

    encoding = "ascii"

    def __init__(self, sink: int | None = None) -> None:
        self.text = ""
        self.sink = sink

    def fileno(self) -> int | None:
        return self.sink

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> None:
        if self.sink is not None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.text += text

    def flush(self) -> None:
        pass


def test_an_output_gets_what_it_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    output = Output()
    monkeypatch.setattr(sys, "stdout", output)
    assert main(["search", "2025-2028", "Basse-Saxe", "--language", "fr"]) == 0
    assert output.text.startswith(
        "- Explorer les possibilit?s de renforcer la coop?ration avec la Basse-Saxe.  ("
    )


def test_an_output_that_is_full_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open(os.devnull, "w") as null:  # noqa: PTH123
        sink = os.dup(null.fileno())
        monkeypatch.setattr(sys, "stdout", Output(sink))
        assert main(["list"]) == 2
        os.close(sink)
    message = "benelux-programme: standard output: No space left on device\n"
    assert capsys.readouterr().err == message
