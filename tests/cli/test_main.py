import io
import json
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._cli import main
from support import compare_golden, get_titled_nodes

PLAN = """id: plan
period: 2026
title: {en: A plan}
own_actions:
  - {id: map, summary: {en: Draw a map.}, commitment: firm, citations: ["1/1"]}
"""
COMMANDS = (
    *("list", "show", "search", "diff", "compare", "export", "verify", "check", "new"),
    "completion",
)


def test_list_without_filters_has_a_line_for_each_programme(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["list", "--language", "nl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "2021-2024  Gemeenschappelijk Werkprogramma 2021-2024: 5 pijlers, 21 thema’s, 30 acties"
    )
    assert [line.split()[0] for line in lines] == list(bp.periods())


def test_list_with_filters_has_a_line_for_each_action(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--partner", "Lower Saxony", "--language", "fr"]) == 0
    assert capsys.readouterr().out == (
        "- Explorer les possibilités de renforcer la coopération avec la Basse-Saxe. "
        "(2025-2028/explore-lower-saxony-cooperation\u00a0; exploratoire\u00a0; "
        "section\u00a04 (à partir de la page\u00a013), paragraphe\u00a03)\n"
    )


def render_without_outcomes(selection: bp.Selection) -> str:
    lines = bp.render.text(selection, width=None).splitlines(keepends=True)[2:]
    return "".join(line for line in lines if not line.startswith("  - "))


def test_several_values_of_a_filter_are_alternatives(capsys: pytest.CaptureFixture[str]) -> None:
    pillars, partners = ["neighbourhood", "regional-cooperation"], ["NRW", "Lower Saxony"]
    arguments = [f"--pillar={pillar}" for pillar in pillars]
    assert main(["list", *arguments, *(f"--partner={partner}" for partner in partners)]) == 0
    output = capsys.readouterr().out
    both = bp.load("2021-2024").actions + bp.load("2025-2028").actions
    expected = both.where(pillar=pillars, partner=partners)
    assert output == render_without_outcomes(expected)
    assert {action.programme for action in expected} == set(bp.periods())


def test_list_with_programmes_has_their_pillars_and_themes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    assert main(["list", "2025-2028@1", str(tmp_path / "plan.yaml"), "--language", "fr"]) == 0
    programme = bp.load("2025-2028")
    expected = [f"2025-2028  {programme.title:fr}\u00a0: 4 piliers, 17 thèmes, 99 actions", ""]
    for pillar in programme.pillars:
        expected.append(f"- {pillar.number} {pillar.title:fr} ({pillar.id})")
        expected += [f"  - {each.number} {each.title:fr} ({each.id})" for each in pillar.themes]
    expected += ["", "plan  A plan [en]\u00a0: 0 pilier, 0 thème, 1 action", "", ""]
    assert capsys.readouterr().out == "\n".join(expected)


def test_list_has_the_actions_of_programmes_and_years(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "2025-2028", "--partner", "NRW"]) == 0
    listed = capsys.readouterr().out
    assert listed.count("\n") == listed.count("(2025-2028/") > 1
    assert main(["list", "--partner", "NRW"]) == 0
    assert "(2021-2024/" in capsys.readouterr().out
    assert main(["list", "all", "--year", "2025", "--year", "2026"]) == 0
    actions = bp.load("2025-2028").actions.where(year=[2025, 2026])
    assert capsys.readouterr().out == render_without_outcomes(actions)


def test_json_has_whole_programmes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed == [bp.to_dict(bp.load(period)) for period in bp.periods()]


def test_json_has_actions_with_the_ids_of_their_parents(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["list", "--partner", "NRW", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    both = bp.load("2021-2024").actions + bp.load("2025-2028").actions
    assert [f"{each['programme']}/{each['id']}" for each in listed] == [
        str(action) for action in both.where(partner="NRW")
    ]
    assert main(["search", "all", "police", "treaty", "--limit", "1", "--format", "json"]) == 0
    (hit,) = both.search("police treaty", limit=1)
    assert json.loads(capsys.readouterr().out) == [bp.to_dict(hit)]
    assert main(["show", str(hit.action), "--format", "json"]) == 0
    assert capsys.readouterr().out == bp.to_json(hit.action)
    assert main(["show", "2025-2028", "--format", "json"]) == 0
    assert bp.read(capsys.readouterr().out) == bp.load("2025-2028")


def test_no_action_in_json_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "2025-2028", "xyzzy", "--format", "json"]) == 1
    assert capsys.readouterr() == ("[]\n", "")


@pytest.mark.parametrize("related", [False, True])
def test_list_takes_who_is_involved(capsys: pytest.CaptureFixture[str], *, related: bool) -> None:
    options = ["--related"] if related else []
    arguments = ["list", "2025-2028", "--involves", "France", *options, "--format", "json"]
    assert main(arguments) == 0
    expected = bp.load("2025-2028").actions.where(involves="France", related=related)
    assert [each["id"] for each in json.loads(capsys.readouterr().out)] == [a.id for a in expected]


def test_related_needs_a_partner(capsys: pytest.CaptureFixture[str]) -> None:
    for filters in ([], ["--field", "energy"]):
        assert main(["list", "2025-2028", "--related", *filters]) == 2
        message = "--related is for --partner, --actor and --involves only\n"
        assert capsys.readouterr().err.endswith(message)


def test_no_action_found_is_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--field", "energy", "--partner", "Lower Saxony"]) == 1
    assert capsys.readouterr() == ("", "benelux-programme: no action found\n")
    assert main(["search", "2025-2028", "brandweer", "--language", "de"]) == 1
    assert capsys.readouterr() == ("", "benelux-programme: keine Maßnahme gefunden\n")


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_show_has_every_title_and_summary(
    programme: bp.Programme, language: bp.Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", programme.id, "--language", language]) == 0
    output = capsys.readouterr().out
    for node in get_titled_nodes(programme):
        assert f"\n{node.number} {node.title.in_(language)} ({node.id})\n" in output
    for action in programme.actions:
        assert f"\n- {action.summary.in_(language)} ({action.id}" in output


def test_show_has_every_node(programme: bp.Programme, capsys: pytest.CaptureFixture[str]) -> None:
    for id in programme:
        assert main(["show", programme.id, id]) == 0
        first_line = capsys.readouterr().out.partition("\n")[0]
        assert first_line.endswith(f" ({programme.id}/{id})")
        assert main(["show", f"{programme.id}@{programme.revision}/{id}"]) == 0
        assert capsys.readouterr().out.partition("\n")[0] == first_line


def test_show_names_what_an_action_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "2025-2028", "police-treaty-operational", "--language", "fr"]) == 0
    output = capsys.readouterr().out
    assert (
        "\n- thème\u00a0: 1.1 Sécurité transfrontalière et lutte contre la criminalité\n" in output
    )
    assert "\n- documents cités\u00a0: traité de police Benelux\n" in output


def test_search_has_ten_hits_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "2025-2028", "cooperation"]) == 0
    assert capsys.readouterr().out.count("\n") == 10
    assert main(["search", "2025-2028", "cooperation", "--limit", "1"]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_search_says_for_what_a_word_was_taken(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["search", "all", "militry", "mobility", "--limit", "1"]
    assert main([*arguments, "--language", "en"]) == 0
    note, empty, *hits = capsys.readouterr().out.splitlines()
    assert (note, empty) == (
        "“militry” appears in no text; the search was for “military” instead.",
        "",
    )
    assert len(hits) == 1
    assert main([*arguments, "--format", "json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)
    assert hit["corrections"] == [["militry", "military"]]


def test_search_takes_words_with_and_without_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for words in (["wind", "energy"], ["wind energy"]):
        assert main(["search", "2025-2028", *words, "--answer", "en"]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert main(["search", "2025-2028", '"energy wind"']) == 1


def test_search_takes_several_programmes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a,b.yaml").write_text(PLAN)
    outputs = []
    for programmes in ("all", "2021-2024,2025-2028", "2021-2024,2025-2028@2"):
        assert main(["search", programmes, "police", "--answer", "nl"]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] == outputs[2]
    assert "(2021-2024/" in outputs[0]
    assert "(2025-2028/" in outputs[0]
    assert main(["search", str(tmp_path / "a,b.yaml"), "map"]) == 0
    assert "(plan/map; " in capsys.readouterr().out


def test_search_is_in_one_language_or_in_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "2025-2028", "brandweer", "--language", "nl"]) == 0
    in_dutch = capsys.readouterr().out
    assert "(2025-2028/coordinated-emergency-response; " in in_dutch
    assert main(["search", "2025-2028", "brandweer"]) == 0
    assert capsys.readouterr().out == in_dutch


def test_search_answers_in_the_language_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_BE.UTF-8")
    hit, *_ = bp.load("2025-2028").search("brandweer")
    assert main(["search", "2025-2028", "brandweer"]) == 0
    assert capsys.readouterr().out.startswith(f"- {hit.action.summary:fr} ({hit.action}\u00a0; ")
    assert main(["search", "2025-2028", "brandweer", "--language", "nl"]) == 0
    assert capsys.readouterr().out.startswith(f"- {hit.action.summary:nl} ({hit.action}; ")


def test_search_answers_in_another_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "2025-2028", "brandweer", "--answer", "de"]) == 0
    hit, *_ = bp.load("2025-2028").search("brandweer")
    assert capsys.readouterr().out.startswith(f"- {hit.action.summary:de} ({hit.action}; ")


@pytest.mark.parametrize("limit", ["0", "-1", "ten", "1.5", "", "9" * 19])
def test_an_invalid_limit_is_a_usage_error(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "2025-2028", "water", "--limit", limit]) == 2
    assert f"{limit!r} is not a whole number from 1" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_compare_has_four_formats(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "2021-2024", "2025-2028", "--format", format, "--language", "nl"]) == 0
    comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    rendered = {
        "text": bp.render.text(comparison, "nl", width=None),
        "markdown": bp.render.markdown(comparison, "nl"),
        "html": bp.render.html(comparison, "nl", page=True),
        "json": bp.render.json(comparison),
    }
    assert capsys.readouterr().out == rendered[format]


def test_diff_shows_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "edited.json"
    document = bp.to_dict(bp.load("2025-2028"))
    document["mission"] = {"en": "Another."}
    file.write_text(bp.to_json(bp.read(document)), encoding="utf-8")
    assert main(["diff", "2025-2028@1", str(file)]) == 0
    assert "mission (en): " in capsys.readouterr().out
    assert main(["diff", "2025-2028", "2025-2028@2"]) == 0
    assert "Nothing changed." in capsys.readouterr().out
    for format in ("text", "markdown", "html", "json"):
        options = ["--format", format, "--exit-code"]
        assert main(["diff", "2025-2028@1", str(file), *options]) == 1
        assert capsys.readouterr().out
        assert main(["diff", "2025-2028", "2025-2028@2", *options]) == 0


@pytest.mark.parametrize(
    ("copy", "options", "status", "output"),
    [
        ("FIRST\nSECOND", [], 0, "2 of 2 paragraphs found\n"),
        (
            "FIRST\nSECOND",
            ["--quotes"],
            0,
            (
                "2 of 2 paragraphs found\n\nmap (section 1, paragraph 1)\nFIRST\n\n"
                "count (section 1, paragraph 2)\nSECOND\n"
            ),
        ),
        (
            "MAP",
            [],
            1,
            (
                "0 of 2 paragraphs found\n\n"
                "- altered: section 1, paragraph 1\n- missing: section 1, paragraph 2\n"
            ),
        ),
        (
            "Another text.",
            ["--quotes"],
            1,
            "0 of 2 paragraphs found; is it a copy of this publication?\n",
        ),
    ],
)
def test_verify_reports_the_paragraphs_of_a_copy(
    copy: str,
    options: list[str],
    status: int,
    output: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    texts = {
        "FIRST": "They will draw a map of all the waters.",
        "SECOND": "They will then count all the fish in it.",
        "MAP": "They will draw a mop of all the waters.",
    }
    paragraphs = tuple(
        bp.Citation(section="1", paragraph=number, fingerprint=bp.fingerprint(texts[name]))
        for number, name in enumerate(("FIRST", "SECOND"), start=1)
    )
    plan = bp.read(PLAN)
    first = attrs.evolve(plan.actions[0], citations=paragraphs[:1])
    second = attrs.evolve(first, id="count", citations=paragraphs[1:])
    plan = attrs.evolve(plan, own_actions=(first, second), paragraphs=paragraphs)
    for name, text in texts.items():
        copy, output = copy.replace(name, text), output.replace(name, text)
    (tmp_path / "plan.json").write_text(bp.to_json(plan), encoding="utf-8")
    (tmp_path / "copy.txt").write_text(copy, encoding="utf-8")
    assert (
        main(["verify", str(tmp_path / "plan.json"), str(tmp_path / "copy.txt"), *options])
        == status
    )
    assert capsys.readouterr().out == output


def test_check_has_a_line_for_each_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN.replace("firm", "hard").replace("2026", "soon"), encoding="utf-8")
    assert main(["check", str(file)]) == 1
    period, commitment = capsys.readouterr().out.splitlines()
    assert period.startswith(f"{file}:2:9 period: ")
    assert commitment.startswith(f"{file}:5:55 own_actions[0].commitment: ")


def test_check_names_all_files_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    files = [str(tmp_path / name) for name in ("one.yaml", "plan.yaml", "two.yaml")]
    assert main(["check", *files]) == 2
    output, errors = capsys.readouterr()
    assert output == "valid: plan  A plan: 0 pillars, 0 themes, 1 action\n"
    assert [line.partition(": No such")[0] for line in errors.splitlines()] == [
        f"benelux-programme: {file}" for file in (files[0], files[2])
    ]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr_BE.UTF-8", "valide\u00a0: plan  A plan [en]\u00a0: 0 pilier, 0 thème, 1 action\n"),
        ("nl_NL", "geldig: plan  A plan [en]: 0 pijlers, 0 thema’s, 1 actie\n"),
        ("C.UTF-8", "valid: plan  A plan: 0 pillars, 0 themes, 1 action\n"),
    ],
)
def test_check_says_in_the_language_of_the_reader_that_a_file_is_valid(
    locale: str,
    expected: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN)
    assert main(["check", str(file)]) == 0
    assert capsys.readouterr().out == expected


def test_check_takes_several_files_of_which_later_ones_follow_earlier_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = PLAN.replace("id: plan", "id: next").replace(
        "citations",
        "predecessors: [{programme: plan, action: maps, relation: continues, "
        "reason: {en: Same.}}], citations",
    )
    files = [tmp_path / name for name in ("plan.yaml", "next.yaml")]
    for file, text in zip(files, (PLAN, later), strict=True):
        file.write_text(text)
    arguments = ["check", *map(str, files)]
    assert main(arguments) == 1
    valid, problem = capsys.readouterr().out.splitlines()
    assert valid == "valid: plan  A plan: 0 pillars, 0 themes, 1 action"
    assert "'maps' is not an action of programme plan; did you mean 'map'?" in problem
    files[1].write_text(later.replace("maps", "map"))
    assert main(arguments) == 0
    assert capsys.readouterr().out.count("valid: ") == 2


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder with three plans, each of which extends the one before, the current one."""
    extending = PLAN.replace("firm", "firm, actors: [survey]").replace(
        "title", "extends: plan\ntitle"
    )
    survey = "partners: [{id: survey, kind: network, name: {en: Survey}}]\n"
    (tmp_path / "plan.yaml").write_text(f"{PLAN}{survey}".replace("firm", "firm, actors: [survey]"))
    (tmp_path / "next.yaml").write_text(extending.replace("id: plan", "id: next"))
    last = extending.replace("id: plan", "id: last").replace("extends: plan", "extends: next")
    (tmp_path / "last.yaml").write_text(last)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "command",
    [
        "list plan.yaml next.yaml last.yaml",
        "list plan.yaml,next.yaml,last.yaml --actor Survey",
        "list all,plan.yaml,next.yaml --actor Survey",
        "list next.yaml --with plan.yaml",
        "search plan.yaml,next.yaml map",
        "search next.yaml map --with plan.yaml",
        "show next.yaml --with plan.yaml",
        "show last.yaml map --with plan.yaml --with next.yaml",
        "diff next.yaml next.yaml --with plan.yaml",
        "compare plan.yaml next.yaml",
        "compare next.yaml last.yaml --with plan.yaml",
        "compare 2025-2028 next.yaml --with plan.yaml",
        "export plan.yaml next.yaml --format csv",
        "export next.yaml --format json --with plan.yaml",
        "check plan.yaml next.yaml last.yaml",
        "check last.yaml --with plan.yaml --with next.yaml",
    ],
)
@pytest.mark.usefixtures("plans")
def test_a_programme_may_refer_to_those_before_it_and_those_of_with(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command.split()) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "command",
    [
        "list next.yaml",
        "search next.yaml,plan.yaml map",
        "show next.yaml",
        "compare next.yaml plan.yaml",
        "diff next.yaml next.yaml",
        "export next.yaml plan.yaml --format csv",
        "verify next.yaml plan.yaml",
        "check next.yaml plan.yaml",
        "check last.yaml --with next.yaml",
    ],
)
@pytest.mark.usefixtures("plans")
def test_a_programme_that_is_not_named_before_is_unknown(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command.split()) in (1, 2)
    advice = "if it is yours, name its file before this one or after --with (in Python: read("
    assert f"'plan' is not a known programme; {advice}" in "".join(capsys.readouterr())


@pytest.mark.usefixtures("plans")
def test_a_programme_of_with_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "next.yaml", "--with", "plan.yaml", "--format", "json"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)] == ["next"]
    assert main(["check", "next.yaml", "--with", "plan.yaml"]) == 0
    assert capsys.readouterr().out.startswith("valid: next")


def test_all_is_joined_with_programmes_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN)
    for programmes, ids in (
        (f"all,{file}", [*bp.periods(), "plan"]),
        (f"{file},all", ["plan", *bp.periods()]),
        ("all,2025-2028", [*bp.periods()]),
    ):
        assert main(["list", programmes, "--format", "json"]) == 0
        assert [each["id"] for each in json.loads(capsys.readouterr().out)] == ids


@pytest.mark.parametrize(
    ("attributes", "severity"),
    [
        ({}, None),
        ({"id": "maps"}, "breaking"),
        ({"commitment": "conditional"}, "notable"),
        ({"summary": {"en": "Draw the map."}}, "editorial"),
    ],
)
@pytest.mark.parametrize(
    "option",
    ["--exit-code", "--fail-on breaking", "--fail-on=notable", "--exit-code --fail-on editorial"],
)
def test_diff_exits_with_1_for_changes_at_least_as_severe(
    attributes: dict[str, object],
    severity: str | None,
    option: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old, new = bp.to_dict(bp.read(PLAN)), bp.to_dict(bp.read(PLAN))
    new["own_actions"][0] |= attributes
    files = [str(tmp_path / name) for name in ("old.json", "new.json")]
    for file, document in zip(files, (old, new), strict=True):
        Path(file).write_text(json.dumps(document), encoding="utf-8")
    severities = [None, "editorial", "notable", "breaking"]
    least = next((each for each in severities[1:] if str(each) in option), "editorial")
    status = int(severities.index(severity) >= severities.index(least))
    assert main(["diff", *option.split(), *files]) == status
    assert main(["diff", *files, *option.split()]) == status
    assert main(["diff", *files]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["show", "PLAN"], "Draw a map."),
        (["show", "PLAN", "map"], "Draw a map."),
        (["search", "PLAN", "map"], "plan/map"),
        (["export", "PLAN", "--format", "markdown"], "Draw a map."),
        (["diff", "PLAN", "PLAN_FILE"], "Nothing changed."),
        (["check", "PLAN"], "valid: plan  A plan: 0 pillars, 0 themes, 1 action\n"),
    ],
)
@pytest.mark.parametrize("is_input", [False, True])
def test_a_programme_can_be_a_file_or_the_input(
    arguments: list[str],
    expected: str,
    is_input: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode())))
    names = {"PLAN": "-" if is_input else str(file), "PLAN_FILE": str(file)}
    assert main([names.get(argument, argument) for argument in arguments]) == 0
    assert expected in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["show", "2025-2028@1", "security"], ["search", "2025-2028@1", "water"]]
)
def test_a_programme_can_be_a_revision(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["show", "1999-2002"], 2, "'1999-2002'"),
        (["show", "2025-2028", "securty"], 2, "'security'"),
        (["show", "2025-2028/securty"], 2, "'security'"),
        (["show", "2025-2028@7"], 2, "unknown revision '7'"),
        (["show", "2025-2028@"], 2, "2025-2028@ names no revision; the latest one is 2025-2028@"),
        (["diff", "2025-2028@last", "2025-2028"], 2, "unknown revision 'last'"),
        (["list", "--partner", "Lower Saxon"], 2, "did you mean 'Lower Saxony'"),
        (["list", "--outcome", "bad"], 2, "'bad' is not one of delivers, advances, context"),
        (["list", "--year", "2029"], 2, "2029 is not a year of 2021-2024, 2025-2028"),
        (["search", "2021-2024,2025", "water"], 2, "unknown period '2025'"),
        (["search", "2021-2024,nope.yaml", "water"], 2, "nope.yaml: No such file or directory"),
        (["list", ","], 2, "unknown period ','"),
        (["check", "missing.yaml"], 2, "missing.yaml: No such file or directory"),
        (["diff", "2021-2024", "2025-2028"], 2, "`compare`"),
        (["compare", "2025-2028", "2025-2028@1"], 2, "`diff`"),
        (["compare", "2025-2028", "2021-2024"], 2, "swap the arguments"),
        (["search", "2025-2028", "?"], 2, "'?' is not a query with a letter or digit"),
        (["export", "2025-2028", "--format", "skos", "--base", "x y"], 2, "'x y' is not"),
        (
            ["verify", "-", __file__],
            2,
            "plan is not a programme whose paragraphs have fingerprints, which `fingerprint` makes",
        ),
    ],
)
def test_errors_are_reported_without_a_traceback(
    arguments: list[str],
    status: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode())))
    assert main(arguments) == status
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("benelux-programme: ")
    assert message in errors


@pytest.mark.parametrize(("command", "status"), [("check", 1), ("show", 2)])
def test_problems_in_the_input_have_positions(
    command: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"id: plan\n:")))
    assert main([command, "-"]) == status
    assert "2:1: " in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["show"],
        ["show", ""],
        ["show", "2025-2028", ""],
        ["list", "--language", "xx"],
        ["list", "--partner", ""],
        ["list", "--more"],
        ["list", "--year", "26"],
        ["list", "--year", "soon"],
        ["diff", "2025-2028", "2025-2028", "--fail-on=grave"],
        ["show", "2025-2028", "--with"],
        ["search", "2025-2028"],
        ["check"],
        ["search", "2025-2028", ""],
        ["search", "2025-2028", "water", "--answer", "it"],
        ["export", "2025-2028", "--format", "skos", "--base", ""],
    ],
)
def test_usage_errors_are_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    command = arguments[0] if arguments and arguments[0] in COMMANDS else "["
    assert capsys.readouterr().err.startswith(f"usage: benelux-programme {command}")


def test_the_help_describes_every_command(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")  # versions of Python wrap lines differently
    for arguments in ([], *([command] for command in COMMANDS)):
        assert main([*arguments, "--help"]) == 0
    text = re.sub(r"(?<=\S)(\n {10,}| {2,})", "  ", capsys.readouterr().out)
    compare_golden("help.txt", text, request)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"benelux-programme {bp.__version__}\n"


def test_the_module_and_the_script_are_the_command() -> None:
    script = Path(sys.executable).with_name("benelux-programme")
    from_script = subprocess.run([script, "list"], capture_output=True, check=True)
    from_module = subprocess.run(
        [sys.executable, "-m", "benelux_programme", "list"], capture_output=True, check=True
    )
    assert from_script.stdout == from_module.stdout != b""


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
def test_lines_are_wrapped_at_the_width_of_a_terminal(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "10")  # the minimum is 30
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(command.split()) == 0
    lines = capsys.readouterr().out.splitlines()
    long_words = {word for line in lines for word in line.split() if len(word) > 20}
    assert max(len(line) for line in lines if not long_words.intersection(line.split())) <= 30


def test_lines_are_not_wrapped_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    main(["show", "2025-2028"])
    assert max(map(len, capsys.readouterr().out.splitlines())) > 80


@pytest.mark.parametrize(
    ("stream", "name", "arguments"),
    [("stdout", "standard output", ["list"]), ("stdin", "standard input", ["check", "-"])],
)
def test_a_missing_stream_is_named(
    stream: str,
    name: str,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, stream, None)
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"benelux-programme: {name}: Bad file descriptor\n"


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "nl_BE.UTF-8"}, "pijlers"),
        ({"LANG": "nl_BE.UTF-8", "LC_MESSAGES": "de"}, "Säulen"),
        ({"LANG": "nl", "LC_MESSAGES": "de", "LC_ALL": "fr_LU@euro"}, "piliers"),
        ({"LANG": "nl", "LC_ALL": ""}, "pijlers"),
        ({"LANG": "nl", "LC_ALL": "C"}, "pillars"),
        ({"LANG": "nds_DE"}, "pillars"),
        ({"LANG": "del_US"}, "pillars"),
        ({}, "pillars"),
    ],
)
def test_the_language_is_that_of_the_locale(
    environment: dict[str, str],
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["list"]) == 0
    assert f" {word}, " in capsys.readouterr().out
    assert main(["list", "--language", "de"]) == 0
    assert " Säulen, " in capsys.readouterr().out


@pytest.mark.parametrize(
    "command",
    [
        "list --format json",
        "show 2025-2028 --format json",
        "search 2025-2028 police --format json",
        "compare 2021-2024 2025-2028 --format json",
        *(f"export 2025-2028 --format {name}" for name in ("csv", "json", "stratml")),
    ],
)
def test_formats_for_machines_are_the_same_in_every_locale(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = []
    for locale in ("C", "nl_NL.UTF-8"):
        monkeypatch.setenv("LC_ALL", locale)
        assert main(command.split()) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


def test_a_copy_is_verified_in_the_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "copy.txt").write_text("Something else.")
    assert main(["verify", "2025-2028", str(tmp_path / "copy.txt"), "--language", "de"]) == 1
    output = capsys.readouterr().out
    assert output.startswith("0 von ")
    assert output.endswith(" Absätzen gefunden. Ist dies ein Exemplar dieser Publikation?\n")


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("1.2", "A coherent approach to migration (2025-2028/migration)"),
        ("1", "Security"),
        ("Holland", "Netherlands"),
        ("Lëtzebuerg", "Luxembourg"),
        ("Climate, environment and green transition", "Climate"),
    ],
)
def test_show_takes_numbers_and_names(
    key: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "2025-2028", key, "--language", "en"]) == 0
    assert line in capsys.readouterr().out.partition("\n")[0]
