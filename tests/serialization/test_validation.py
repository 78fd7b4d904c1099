from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._serialization.documents import AmbiguousScalar
from benelux_programme.errors import InvalidDataError

PLAN = {"id": "plan", "period": "2025", "title": {"en": "Plan"}}
ACT = {"id": "act", "summary": {"en": "Act."}, "commitment": "firm", "citations": ["1/1"]}
PILLAR = {"id": "p", "number": "1", "title": {"en": "P"}, "citations": ["1"]}
THEME = {"id": "t", "number": "1.1", "title": {"en": "T"}, "citations": ["1"]}
US = {"id": "us", "kind": "country", "name": {"en": "Us"}}

AN_ID = "an id (lower-case words joined by hyphens)"
A_PROGRAMME_ID = "an id (lower-case words and numbers joined by hyphens)"
REASON = {"en": "It was wrong."}
BLANK = "a text, as it is blank"
A_PERIOD = "a period such as '2025', '2025-06', '2025-2028' or '2025-01-01/2025-06-30'"
ADDRESS = "an address such as '1.1' (a section) or '1.1/2' (a paragraph)"
FIRMNESS = "firm, conditional, exploratory"

YOURS = (
    "it is yours, name its file before this one or after --with "
    "(in Python: read(…, programmes=[…]))"
)
LINK = {"programme": "plan-a", "action": "act", "relation": "continues", "reason": REASON}

Found = list[tuple[str, str, str, str | None]]


def problems_of(document: Any) -> Found:
    with pytest.raises(InvalidDataError) as caught:
        bp.read(document)
    return [(one.path, one.code, one.message, one.value) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("changes", "path", "code", "message", "value"),
    [
        ({"titel": "x"}, "titel", "unknown-key",
         "unknown key 'titel'; did you mean 'title'?", None),
        ({7: "x"}, "", "bad-key", "a key that is not a string; write '7'", None),
        ({"id": None}, "", "missing-key", "the key 'id' is missing", None),
        ({"id": "A B"}, "id", "bad-id", f"'A B' is not {A_PROGRAMME_ID}", "A B"),
        ({"id": -7}, "id", "bad-id", f"'-7' is not {A_PROGRAMME_ID}", "-7"),
        ({"id": 10**15}, "id", "wrong-type",
         "the number 1000000000000000 where a text belongs", "1" + "0" * 15),
        ({"citations": [1.01]}, "own_actions[0].citations[0]", "bad-citation",
         f"'1.01' is not {ADDRESS}", None),
        ({"period": 20255}, "period", "bad-period", f"'20255' is not {A_PERIOD}", "20255"),
        ({"title": {"en": True}}, "title.en", "wrong-type",
         "true where a text belongs; a word such as yes or no needs quotes", "True"),
        ({"title": {"en": AmbiguousScalar("1.10")}}, "title.en", "wrong-type",
         '1.10 is something else to other parsers; write it as "1.10"', "1.10"),
        ({"title": {"en": float("nan")}}, "title.en", "wrong-type",
         "the number nan where a text belongs", None),
        ({"period": "soon"}, "period", "bad-period", f"'soon' is not {A_PERIOD}", "soon"),
        ({"title": "Plan"}, "title", "wrong-type",
         "the text 'Plan' where a mapping belongs; write {en: …}", "Plan"),
        ({"keywords": ["eau"]}, "own_actions[0].keywords", "wrong-type",
         "a list where a mapping belongs; write {en: […]}", None),
        ({"own_actions": "Plan"}, "own_actions", "wrong-type",
         "the text 'Plan' where a list belongs", "Plan"),
        ({"title": {}}, "title", "bad-language",
         "a text in no language; give at least one of fr, nl, de, en", None),
        ({"title": {"en": " "}}, "title.en", "bad-text", f"' ' is not {BLANK}", " "),
        ({"title": {"it": "Piano"}}, "title.it", "unknown-key",
         "unknown key 'it'; the keys here are fr, nl, de, en, official", None),
        ({"keywords": {"es": ["mar"]}}, "own_actions[0].keywords.es", "unknown-key",
         "unknown key 'es'; the keys here are fr, nl, de, en", None),
        ({"title": {"en": "Offshore "}}, "title.en", "bad-text",
         "'Offshore ' is not a text without white space at its end", "Offshore "),
        ({"title": {"en": "a\x07b"}}, "title.en", "bad-text",
         (r"'a\x07b' is not a text (in NFC, not blank, no white space around it, no control or "
         "invisible characters, at most 65536 characters)"), "a\x07b"),
        ({"period": "2026-5"}, "period", "bad-period",
         f"'2026-5' is not {A_PERIOD}; did you mean '2026-05'?", "2026-5"),
        ({"timing": "2025-6-1/2025-12"}, "own_actions[0].timing", "bad-period",
         f"'2025-6-1/2025-12' is not {A_PERIOD}; did you mean '2025-06-01/2025-12'?",
         "2025-6-1/2025-12"),
        ({"timing": "2025-6-31"}, "own_actions[0].timing", "bad-period",
         f"'2025-6-31' is not {A_PERIOD}", "2025-6-31"),
        ({"timing": "2026-09/2026-03"}, "own_actions[0].timing", "bad-period",
         "'2026-09/2026-03' is not a period, as it ends before it begins", "2026-09/2026-03"),
        ({"period": "2028-2025"}, "period", "bad-period",
         "'2028-2025' is not a period, as it ends before it begins", "2028-2025"),
        ({"outcomes_as_of": "2026-5"}, "outcomes_as_of", "bad-date",
         ("'2026-5' is not an ISO 8601 date, or its year and month, or its year; "
         "did you mean '2026-05'?"), "2026-5"),
        ({"extends": "2025-2028/migration"}, "extends", "bad-id",
         f"'2025-2028/migration' is not {A_PROGRAMME_ID}; did you mean '2025-2028'?",
         "2025-2028/migration"),
        ({"predecessors": [LINK | {"action": "2021-2024/benelux-police-treaty"}]},
         "own_actions[0].predecessors[0].action", "bad-id",
         (f"'2021-2024/benelux-police-treaty' is not {AN_ID}; "
         "did you mean 'benelux-police-treaty'?"), "2021-2024/benelux-police-treaty"),
        ({"actors": ["plan/us"]}, "own_actions[0].actors[0]", "bad-id",
         f"'plan/us' is not {AN_ID}; did you mean 'us'?", "plan/us"),
        ({"predecessors": ["2025-2028/police-treaty-operational"]},
         "own_actions[0].predecessors[0]", "wrong-type",
         ("the text '2025-2028/police-treaty-operational' where a mapping belongs; "
         "write {programme: …, action: …, relation: …, reason: …}"),
         "2025-2028/police-treaty-operational"),
        ({"partners": ["us"]}, "partners[0]", "wrong-type",
         "the text 'us' where a mapping belongs; write {id: …, kind: …, name: {en: …}}", "us"),
        ({"publication": "booklet"}, "publication", "wrong-type",
         ("the text 'booklet' where a mapping belongs; "
         "write {kind: …, title: {en: …}, languages: […]}"), "booklet"),
        ({"outcomes": ["signed"]}, "outcomes[0]", "wrong-type",
         ("the text 'signed' where a mapping belongs; write {id: …, date: …, kind: …, "
         "summary: {en: …}, bearings: [{action: …, bearing: …}], "
         "sources: [{url: …, publisher: …, language: …}]}"), "signed"),
        ({"title": {"en": "Sun", "wind": None}}, "title.wind", "unknown-key",
         "unknown key 'wind'; put a text with a comma in quotes", None),
        ({"title": {"en": "Plan", "official": ["fr"]}}, "title.official", "bad-language",
         "['fr'] is not a list of languages among en, in this order", None),
        ({"title": {"en": "Plan", "official": ["it"]}}, "title.official[0]", "bad-choice",
         "'it' is not fr, nl, de or en", "it"),
        ({"title": {"en": "Plan", "official": "en"}}, "title.official", "wrong-type",
         "the text 'en' where a list belongs; write ['en']", "en"),
        ({"publication": {"kind": "leaflet", "title": {"en": "X"}, "languages": []}},
         "publication.languages", "missing-key", "an empty list where one item or more belong",
         None),
        ({"revision": "1"}, "revision", "wrong-type",
         "the text '1' where a whole number belongs", "1"),
        ({"revision": AmbiguousScalar("010")}, "revision", "wrong-type",
         "the text '010' where a whole number belongs", "010"),
        ({"revision": 0}, "revision", "bad-number",
         "0 is not a whole number from 1 to 999999999", "0"),
        ({"revision": 10**9}, "revision", "bad-number",
         "1000000000 is not a whole number from 1 to 999999999", "1" + "0" * 9),
        ({"revision": True}, "revision", "wrong-type",
         "true where a whole number belongs", "True"),
        ({"revision": 1.5}, "revision", "wrong-type",
         "the number 1.5 where a whole number belongs", None),
        ({"revision": object()}, "revision", "wrong-type",
         "something else where a whole number belongs", None),
        ({"values": {}}, "values", "wrong-type", "a mapping where a list belongs", None),
        ({"paragraphs": "1/1"}, "paragraphs", "wrong-type",
         "the text '1/1' where a list belongs", "1/1"),
        ({"values": [None]}, "values[0]", "wrong-type",
         "nothing where a mapping belongs; write {en: …}", None),
        ({"values": [{"en": "x"}, ()]}, "values[1]", "wrong-type",
         "a list where a mapping belongs; write {en: …}", None),
        ({"commitment": "frim"}, "own_actions[0].commitment", "bad-choice",
         f"'frim' is not one of {FIRMNESS}; did you mean 'firm'?", "frim"),
        ({"commitment": "vast"}, "own_actions[0].commitment", "bad-choice",
         f"'vast' is not one of {FIRMNESS}; did you mean 'firm'?", "vast"),
        ({"commitment": "zzz"}, "own_actions[0].commitment", "bad-choice",
         f"'zzz' is not one of {FIRMNESS}", "zzz"),
        ({"commitment": None}, "own_actions[0]", "missing-key",
         "the key 'commitment' is missing", None),
        ({"commitment": ["firm"]}, "own_actions[0].commitment", "wrong-type",
         "a list where a text belongs", None),
        ({"actors": "us"}, "own_actions[0].actors", "wrong-type",
         "the text 'us' where a list belongs; write ['us']", "us"),
        ({"actors": [7]}, "own_actions[0].actors[0]", "bad-id", f"'7' is not {AN_ID}", "7"),
        ({"actors": ["A"]}, "own_actions[0].actors[0]", "bad-id", f"'A' is not {AN_ID}", "A"),
        ({"actors": ["us"]}, "own_actions[0].actors[0]", "unknown-id",
         "'us' is not the id of a partner of the programme", "us"),
        ({"citations": ["1/1", "1/x"]}, "own_actions[0].citations[1]", "bad-citation",
         f"'1/x' is not {ADDRESS}", "1/x"),
        ({"citations": ["y"]}, "own_actions[0].citations[0]", "bad-citation",
         f"'y' is not {ADDRESS}", "y"),
        ({"timing": "2031"}, "own_actions[0].timing", "out-of-period",
         "'2031' is not in the period of the programme, 2025", "2031"),
        ({"note": {"en": "x", "nl": ""}}, "own_actions[0].note.nl", "bad-text",
         f"'' is not {BLANK}", ""),
        ({"keywords": {"en": ["x", ""]}}, "own_actions[0].keywords.en[1]", "bad-text",
         f"'' is not {BLANK}", ""),
        ({"pillar": None}, "own_actions[0].pillar", "unknown-key", "unknown key 'pillar'", None),
        ({"retired": [{"id": "x", "reason": REASON, "since": 1}]}, "retired[0].since", "bad-number",
         "1 is not a revision from 2 to 999999999", "1"),
        ({"retired": [{"id": "x", "reason": REASON, "since": 9}]}, "retired[0].since", "bad-order",
         "9 is not at most the revision of the programme, 1", "9"),
        ({"partners": [US | {"parents": ["us"]}]}, "partners[0].parents", "circular",
         "'us' is not part of a larger partner: the parents are a cycle (us, us)", "us"),
    ],
)  # fmt: skip
def test_each_mistake_is_reported_with_path_code_message_and_value(
    changes: dict[Any, Any], path: str, code: str, message: str, value: str | None
) -> None:
    about_action = path.startswith("own_actions[0]")
    document = PLAN | ({"own_actions": [ACT | changes]} if about_action else changes)
    assert problems_of(document) == [(path, code, message, value)]


@pytest.mark.parametrize(
    ("id", "advice"), [("ac", "; did you mean 'act'?"), ("open-a-ferri", ""), ("p", "")]
)
def test_the_action_of_an_outcome_is_suggested(id: str, advice: str) -> None:
    outcome = {
        "id": "o", "date": "2025-03-01", "kind": "held", "summary": {"en": "They met."},
        "bearings": [{"action": id, "bearing": "context"}],
        "sources": [{"url": "https://example.org", "publisher": "other", "language": "en"}],
    }  # fmt: skip
    document = PLAN | {"own_actions": [ACT], "pillars": [PILLAR], "outcomes": [outcome]}
    path, message = "outcomes[0].bearings[0].action", f"{id!r} is not the id of an action"
    found = problems_of(document)
    assert found == [(path, "unknown-id", f"{message}, in use or retired{advice}", id)]


@pytest.mark.parametrize("mistake", [{"sumary": "x"}, {"commitment": "frim"}])
def test_only_the_first_thousand_mistakes_have_advice(mistake: dict[str, str]) -> None:
    acts = [ACT | {"id": f"a{number}"} | mistake for number in range(1002)]
    messages = [message for _, _, message, _ in problems_of(PLAN | {"own_actions": acts})]
    assert ["did you mean" in each for each in messages] == [True] * 1000 + [False] * 2


def test_a_document_that_is_not_a_mapping_is_refused() -> None:
    message = "a list where a mapping belongs; write {id: …, period: …, title: {en: …}}"
    assert problems_of("[]") == [("", "wrong-type", message, None)]


def test_problems_have_file_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("id: plan\nperiod: soon\ntitle: {en: Plan}\n")
    with pytest.raises(InvalidDataError) as caught:
        bp.read(file)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == (str(file), 2, 9)


@pytest.mark.parametrize(
    "right",
    [
        {"revision": 2.0},
        {"values": []},
        {"values": None},
        {"own_actions": [ACT | {"actors": [], "citations": ("1/1",)}]},
        {"paragraphs": [{"section": "1", "paragraph": 1}], "own_actions": [ACT]},
    ],
)
def test_valid_values_beside_a_mistake_are_not_reported(right: dict[str, Any]) -> None:
    assert [path for path, *_ in problems_of(PLAN | right | {"period": "soon"})] == ["period"]


def test_every_item_of_a_list_is_checked() -> None:
    acts = [ACT | {"actors": ["A B", "nobody"]}]
    assert [one[:2] for one in problems_of(PLAN | {"own_actions": acts})] == [
        ("own_actions[0].actors[0]", "bad-id"),
        ("own_actions[0].actors[1]", "unknown-id"),
    ]


def test_placeholders_of_names_are_not_ambiguous() -> None:
    partners = [{"id": id, "kind": "country"} for id in ("us", "them")]
    assert [one[:2] for one in problems_of(PLAN | {"partners": partners})] == [
        ("partners[0]", "missing-key"),
        ("partners[1]", "missing-key"),
    ]


@pytest.mark.parametrize("document", [{}, {"own_actions": [{}]}])
def test_every_missing_key_is_reported(document: dict[str, Any]) -> None:
    missing = [f"the key {name!r} is missing" for name in ("id", "period", "title")]
    lacking = (
        [f"the key {name!r} is missing" for name in ("id", "summary", "commitment")]
        if document
        else []
    )
    messages = [message for _, _, message, _ in problems_of(document)]
    assert sorted(messages) == sorted([*missing, *lacking])


def test_placeholders_cause_no_other_problem() -> None:
    broken = ACT | {"id": "act 2", "commitment": "zzz", "timing": "soon", "citations": ["no"]}
    document = PLAN | {
        "id": "A Plan",
        "period": "soon",
        "paragraphs": [{"section": "1"}, {"section": "1", "paragraph": 1}, {"section": "x"}],
        "own_actions": [broken, broken, ACT | {"timing": "2031"}],
        "pillars": [
            PILLAR | {"id": "P", "own_actions": [ACT | {"id": "in-pillar"}]},
            PILLAR | {"number": "I", "themes": [THEME | {"id": "T", "title": "T"}]},
            PILLAR | {"id": "last", "number": "0", "citations": "1"},
        ],
        "partners": [US | {"name": "Us"}, US | {"id": None, "name": {}}],
        "fields": [{"id": "x y", "label": {"en": "x"}}, {"id": "x y", "label": {"en": "y"}}],
    }
    assert sorted(path for path, _, _, _ in problems_of(document)) == sorted(
        [
            "id",
            "period",
            "paragraphs[2].section",
            *[
                f"own_actions[{i}].{name}"
                for i in (0, 1)
                for name in ("id", "commitment", "timing")
            ],
            "own_actions[0].citations[0]",
            "own_actions[1].citations[0]",
            "pillars[0].id",
            "pillars[1].number",
            "pillars[1].themes[0].id",
            "pillars[1].themes[0].title",
            "pillars[2].number",
            "pillars[2].citations",
            "partners[0].name",
            "partners[1]",
            "partners[1].name",
            "fields[0].id",
            "fields[1].id",
        ]
    )


def test_integrity_is_checked_beside_other_mistakes() -> None:
    themes = [THEME | {"actions": [ACT, ACT | {"id": "other", "actors": ["nobody"]}]}, THEME]
    document = PLAN | {"pillars": [PILLAR | {"themes": themes}], "revision": "first"}
    assert [(path, code) for path, code, _, _ in problems_of(document)] == [
        ("revision", "wrong-type"),
        ("pillars[0].themes[1].id", "repeated-id"),
        ("pillars[0].themes[1].number", "bad-order"),
        ("pillars[0].themes[0].actions[1].actors[0]", "unknown-id"),
    ]


def test_placeholders_of_context_paragraphs_are_not_duplicates() -> None:
    context = [{"citation": "x", "reason": {"en": "Motives."}}] * 2
    assert [problem[:2] for problem in problems_of(PLAN | {"context": context})] == [
        ("context[0].citation", "bad-citation"),
        ("context[1].citation", "bad-citation"),
    ]


def test_invalid_paragraphs_are_not_indexed() -> None:
    paragraphs = [{"section": "1", "paragraph": 1}, {"section": "2", "paragraph": "1"}]
    acts = [ACT | {"citations": ["1/1", "2/1"]}]
    (wrong, unknown) = problems_of(PLAN | {"paragraphs": paragraphs, "own_actions": acts})
    assert wrong[:2] == ("paragraphs[1].paragraph", "wrong-type")
    assert unknown[:2] == ("own_actions[0].citations[1]", "not-printed")


@pytest.mark.parametrize(
    ("changes", "read"),
    [
        ({"revision": 2.0}, {"revision": 2}),
        ({"revision": 999_999_999}, {"revision": 999_999_999}),
        ({"id": 2025, "period": 2025.0}, {"id": "2025", "period": bp.Period.of_years(2025)}),
        ({"period": date(2026, 1, 31)}, {"period": bp.Period.parse("2026-01-31")}),
        ({"title": {"en": date(2026, 1, 31)}}, {"title": bp.Text(en="2026-01-31")}),
        ({"title": {"en": 0.00001}}, {"title": bp.Text(en="0.00001")}),
        ({"values": ({"en": "Trust"},)}, {"values": (bp.Text(en="Trust"),)}),
        ({"mission": None, "values": None}, {"mission": None, "values": ()}),
    ],
)
def test_numbers_dates_tuples_and_null_are_decoded(
    changes: dict[str, Any], read: dict[str, Any]
) -> None:
    programme = bp.read(PLAN | changes)
    assert {name: getattr(programme, name) for name in read} == read


def test_long_values_are_truncated() -> None:
    ((_, _, message, value),) = problems_of(PLAN | {"id": "x " * 500})
    assert len(message) < 200
    assert value is not None
    assert len(value) < 100


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("actors", ["us", "us"]),
        ("partners", ["us", "us"]),
        ("references", ["law", "law"]),
        ("fields", ["water", "water"]),
        ("citations", ["1/1", "1/01"]),
        ("predecessors", [LINK, LINK | {"relation": "deepens"}]),
    ],
)
def test_an_item_that_is_twice_in_a_list_of_an_action_is_reported(
    name: str, values: list[Any]
) -> None:
    ((path, code, message, _),) = problems_of(
        PLAN
        | {
            "own_actions": [ACT | {name: values}],
            "partners": [US],
            "references": [{"id": "law", "kind": "law", "title": {"en": "Law"}}],
            "fields": [{"id": "water", "label": {"en": "Water"}}],
        }
    )
    assert (path, code) == (f"own_actions[0].{name}[1]", "repeated-id")
    assert message.endswith("a second time in this list")


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ({"partners": [US, US | {"id": "them", "parents": ["us", "us"], "name": {"en": "Them"}}]},
         "partners[1].parents[1]"),
        ({"partners": [US | {"citations": ["1", "1"]}]}, "partners[0].citations[1]"),
        ({"fields": [{"id": "x", "label": {"en": "X"}, "eurovoc": ["1", 1]}]},
         "fields[0].eurovoc[1]"),
        ({"publication": {"kind": "flyer", "title": {"en": "X"}, "languages": ["fr", "fr"]}},
         "publication.languages[1]"),
        ({"own_actions": [ACT], "retired": [
            {"id": "x", "successors": ["act", "act"], "reason": REASON, "since": 2}
        ], "revision": 2}, "retired[0].successors[1]"),
    ],
)  # fmt: skip
def test_an_item_that_is_twice_in_a_list_of_a_record_is_reported(
    part: dict[str, Any], path: str
) -> None:
    assert [problem[:2] for problem in problems_of(PLAN | part)] == [(path, "repeated-id")]


def test_an_invalid_revision_makes_no_retired_id_wrong() -> None:
    retired = [
        {"id": "x", "reason": REASON, "since": 9},
        {"id": "y", "reason": REASON, "since": "9"},
    ]
    paths = [path for path, *_ in problems_of(PLAN | {"revision": "9", "retired": retired})]
    assert paths == ["revision", "retired[1].since"]


def test_messages_about_long_keys_and_cycles_are_short() -> None:
    ids = [f"id-{number}" for number in range(2000)]
    retired = [
        {"id": id, "successors": [successor], "reason": REASON, "since": 2}
        for id, successor in zip(ids, [*ids[1:], ids[0]], strict=True)
    ]
    document = PLAN | {"x" * 60_000: 1, "retired": retired, "revision": 2}
    for path, _, message, _ in problems_of(document):
        assert len(message) < 510
        assert len(path) < 510


EARLIER = bp.read(PLAN | {"id": "plan-a", "own_actions": [ACT]})


def read_with_predecessor(**changes: str) -> bp.Programme:
    document = PLAN | {"own_actions": [ACT | {"predecessors": [LINK | changes]}]}
    return bp.read(document, programmes=[EARLIER])


@pytest.mark.parametrize(
    ("programme", "action"),
    [
        ("2025-2028", "police-treaty-operational"),
        ("2021-2024", "benelux-police-treaty"),
        ("plan-a", "act"),
        ("annual-plan-2024", "anything"),
        ("2024", "anything"),
        ("2017-2020", "anything"),
        ("2029-2032", "anything"),
    ],
)
def test_predecessors_are_known_actions_or_in_an_unknown_programme(
    programme: str, action: str
) -> None:
    (read,) = read_with_predecessor(programme=programme, action=action).actions
    assert [(each.programme, each.action) for each in read.predecessors] == [(programme, action)]


@pytest.mark.parametrize(
    ("programme", "action", "field", "message"),
    [
        ("2025-2028", "police-treaty-operationl", "action",
         "is not an action of programme 2025-2028; did you mean 'police-treaty-operational'?"),
        ("2025-2028", "xxxxxxxx", "action",
         "'xxxxxxxx' is not an action of programme 2025-2028"),
        ("2025-2028", "smart-mobility", "action",
         "is not an action of programme 2025-2028, where it is a theme"),
        ("2025-2028", "security", "action",
         "is not an action of programme 2025-2028, where it is a pillar"),
        ("plan-a", "acts", "action",
         "'acts' is not an action of programme plan-a; did you mean 'act'?"),
        ("2025-2029", "police-treaty-operational", "programme",
         "'2025-2029' is not a known programme; did you mean '2025-2028'?"),
        ("2025-28", "police-treaty-operational", "programme",
         "'2025-28' is not a known programme; did you mean '2025-2028'?"),
        ("20252028", "police-treaty-operational", "programme",
         "'20252028' is not a known programme; did you mean '2025-2028'?"),
        ("2020-2024", "benelux-police-treaty", "programme",
         "'2020-2024' is not a known programme; did you mean '2021-2024'?"),
        ("plan-aa", "act", "programme",
         "'plan-aa' is not a known programme; did you mean 'plan-a'?"),
    ],
)  # fmt: skip
def test_misspelt_predecessors_are_reported_with_suggestions(
    programme: str, action: str, field: str, message: str
) -> None:
    with pytest.raises(InvalidDataError) as caught:
        read_with_predecessor(programme=programme, action=action)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == (
        f"own_actions[0].predecessors[0].{field}",
        "unknown-id",
    )
    assert message in problem.message


@pytest.mark.parametrize(
    ("period", "programme", "action"),
    [
        ("2020", "2025-2028", "police-treaty-operational"),
        ("2024-12-31", "2025-2028", "police-treaty-operational"),
        ("2020", "2021-2024", "benelux-police-treaty"),
    ],
)
def test_predecessors_are_in_earlier_programmes(period: str, programme: str, action: str) -> None:
    link = LINK | {"programme": programme, "action": action}
    document = PLAN | {"period": period, "own_actions": [ACT | {"predecessors": [link]}]}
    (problem,) = problems_of(document)
    assert problem[:2] == ("own_actions[0].predecessors[0].programme", "not-earlier")
    link["programme"] = "unknown-plan"
    assert bp.read(document)
    for later in ("2025", "2026", "2029"):
        link["programme"] = programme
        assert bp.read(document | {"period": later}).actions[0].predecessors


def test_predecessors_are_not_compared_with_an_invalid_period() -> None:
    link = LINK | {"programme": "2025-2028", "action": "police-treaty-operational"}
    document = PLAN | {"period": "soon", "own_actions": [ACT | {"predecessors": [link]}]}
    assert [path for path, *_ in problems_of(document)] == ["period"]


def test_a_retired_action_is_a_predecessor() -> None:
    retired = bp.RetiredId(id="old-act", successors=("act",), reason="Split.", since=2)
    earlier = attrs.evolve(EARLIER, id="plan-b", revision=2, own_actions=(), retired=())
    earlier = attrs.evolve(earlier, retired=(attrs.evolve(retired, successors=()),))
    predecessors = [LINK | {"programme": "plan-b", "action": "old-act"}]
    document = PLAN | {"own_actions": [ACT | {"predecessors": predecessors}]}
    assert bp.read(document, programmes=[earlier]).actions[0].predecessors[0].action == "old-act"


def test_a_programme_that_is_passed_stands_for_the_bundled_one() -> None:
    predecessors = [LINK | {"programme": "2021-2024"}]
    document = PLAN | {"own_actions": [ACT | {"predecessors": predecessors}]}
    (problem,) = problems_of(document)
    assert problem[0] == "own_actions[0].predecessors[0].action"
    bundled = bp.read(PLAN | {"id": "2021-2024", "own_actions": [ACT]})
    assert bp.read(document, programmes=[bundled]).id == "plan"


def test_only_the_first_unknown_predecessors_have_suggestions() -> None:
    links = [
        LINK | {"programme": "2021-2024", "action": f"benelux-police-treat-{i}"} for i in range(30)
    ]
    messages = [
        message
        for _, _, message, _ in problems_of(PLAN | {"own_actions": [ACT | {"predecessors": links}]})
    ]
    assert ["did you mean" in message for message in messages] == [True] * 20 + [False] * 10


BASE = bp.read(
    PLAN
    | {
        "id": "base",
        "own_actions": [
            ACT | {"actors": ["port", "us"], "references": ["law"], "fields": ["water", "wind"]}
        ],
        "partners": [
            US,
            {"id": "port", "kind": "port", "name": {"en": "Port"}, "parents": ["city"]},
            {"id": "city", "kind": "place", "name": {"en": "City"}, "parents": ["land"]},
            {"id": "land", "kind": "region", "name": {"en": "Land"}, "citations": ["1/1"]},
        ],
        "references": [
            {"id": "law", "kind": "law", "title": {"en": "Law"}, "citations": ["1/1"]},
            {"id": "treaty", "kind": "treaty", "title": {"en": "Treaty"}},
        ],
        "fields": [{"id": id, "label": {"en": id}} for id in ("water", "wind")],
    }
)
EXTENDING = PLAN | {"extends": "base"}


def read_extending(changes: dict[str, Any], action: dict[str, Any]) -> bp.Programme:
    return bp.read(EXTENDING | changes | {"own_actions": [ACT | action]}, programmes=[BASE])


def test_a_programme_takes_what_it_names_from_its_base() -> None:
    programme = read_extending(
        {}, {"partners": ["port"], "references": ["law"], "fields": ["wind"]}
    )
    assert [each.id for each in programme.partners] == ["port", "city", "land"]
    assert programme.partners[:2] == BASE.partners[1:3]
    assert programme.partners[2] == attrs.evolve(BASE.partners[3], citations=())
    assert programme.references == (attrs.evolve(BASE.references[0], citations=()),)
    assert programme.fields == BASE.fields[1:]
    assert "extends" not in bp.to_dict(programme)
    for text in (bp.to_json(programme), bp.to_yaml(programme)):
        assert bp.read(text) == programme


def test_records_of_a_programme_precede_and_replace_those_of_its_base() -> None:
    ours = US | {"name": {"en": "Ours"}}
    guild = {"id": "guild", "kind": "network", "name": {"en": "Guild"}, "parents": ["city"]}
    programme = read_extending({"partners": [guild, ours]}, {"actors": ["us"]})
    assert [each.id for each in programme.partners] == ["guild", "us", "city", "land"]
    assert programme.partners[1].name.en == "Ours"


def test_the_publisher_is_taken_from_the_base() -> None:
    publication = {"kind": "leaflet", "title": {"en": "X"}, "languages": ["en"], "publisher": "us"}
    programme = read_extending({"publication": publication}, {})
    assert programme.partners == BASE.partners[:1]


def test_a_bundled_programme_is_a_base() -> None:
    document = PLAN | {"extends": "2025-2028", "own_actions": [ACT | {"actors": ["belgium"]}]}
    partner = bp.read(document).partner("BEL")
    assert partner == attrs.evolve(bp.load("2025-2028").partner("BEL"), citations=())
    assert bp.from_dict(bp.Programme, document).partner("BEL") == partner


def test_without_a_base_nothing_is_taken() -> None:
    document = PLAN | {"extends": None, "own_actions": [ACT | {"actors": ["belgium"]}]}
    ((path, code, message, _),) = problems_of(document)
    expected = "'belgium' is not the id of a partner of the programme"
    advice = "; write extends: 2025-2028, which has it, or list it"
    assert (path, code, message) == ("own_actions[0].actors[0]", "unknown-id", expected + advice)


def test_the_latest_bundled_programme_that_has_an_unknown_id_is_named() -> None:
    action = ACT | {"partners": ["gas-platform", "nobody"], "fields": ["energy"]}
    publication = {"kind": "leaflet", "title": {"en": "X"}, "languages": ["en"]}
    document = PLAN | {
        "own_actions": [action],
        "publication": publication | {"publisher": "benelux-general-secretariat"},
    }
    advised = {value: message.partition("; ")[2] for _, _, message, value in problems_of(document)}
    assert advised == {
        "benelux-general-secretariat": "write extends: 2025-2028, which has it, or list it",
        "gas-platform": "write extends: 2021-2024, which has it, or list it",
        "nobody": "",
        "energy": "write extends: 2025-2028, which has it, or list it",
    }


@pytest.mark.parametrize(
    ("base", "code", "message"),
    [
        ("2025-2029", "unknown-id",
         f"'2025-2029' is not a known programme; did you mean '2025-2028'? If {YOURS}"),
        ("else", "unknown-id", f"'else' is not a known programme; if {YOURS}"),
        ("A B", "bad-id", f"'A B' is not {A_PROGRAMME_ID}"),
    ],
)  # fmt: skip
def test_an_unknown_base_is_reported_instead_of_what_it_may_contain(
    base: str, code: str, message: str
) -> None:
    act = ACT | {"actors": ["nobody"], "timing": 1999}
    found = problems_of(PLAN | {"extends": base, "own_actions": [act]})
    assert found[0] == ("extends", code, message, base)
    assert [each[1] for each in found[1:]] == ["out-of-period"]


def test_only_costly_suggestions_are_limited() -> None:
    ids = [record.id for record in bp.load("2025-2028").partners[:30]]
    act = ACT | {"partners": ids, "actors": [f"belgium-{number}" for number in range(30)]}
    messages = {
        value: message for _, _, message, value in problems_of(PLAN | {"own_actions": [act]})
    }
    assert all(
        messages[id].endswith("; write extends: 2025-2028, which has it, or list it") for id in ids
    )
    names = [record.name.en for record in bp.load("2025-2028").partners if record.name.en]
    act = ACT | {"partners": [name for name in names if " " in name], "actors": act["actors"]}
    extending = PLAN | {"extends": "2025-2028", "own_actions": [act]}
    messages = {value: message for _, _, message, value in problems_of(extending)}
    found = {value for value, message in messages.items() if "did you mean" in message}
    assert found >= {*act["partners"]}
    assert len(found.intersection(act["actors"])) == 20


def test_ids_that_a_base_does_not_contain_have_suggestions() -> None:
    with pytest.raises(InvalidDataError) as caught:
        read_extending({}, {"actors": ["ports"], "fields": [f"wind-{i}" for i in range(30)]})
    messages = [problem.message for problem in caught.value.problems]
    partner = "'ports' is not the id of a partner of the programme; did you mean 'port'?"
    assert messages[0] == partner
    assert ["did you mean" in message for message in messages] == [True] * 20 + [False] * 11


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nrw", "unknown-id"),
        ("noordrijn-westfalen", "unknown-id"),
        ("de-nw", "unknown-id"),
        ("NRW", "bad-id"),
        ("Rhénanie-du-Nord-Westphalie", "bad-id"),
    ],
)
def test_the_name_of_a_partner_of_a_base_suggests_its_id(name: str, code: str) -> None:
    document = PLAN | {"extends": "2025-2028", "own_actions": [ACT | {"partners": [name]}]}
    (problem,) = problems_of(document)
    path, found_code, message, value = problem
    assert (path, found_code, value) == ("own_actions[0].partners[0]", code, name)
    assert message.endswith("; did you mean 'north-rhine-westphalia'?")


def test_a_name_that_several_records_of_the_base_have_suggests_them() -> None:
    document = PLAN | {"extends": "2025-2028", "own_actions": [ACT | {"fields": ["numérique"]}]}
    ((_, _, message, _),) = problems_of(document)
    assert message.endswith("; did you mean 'cybersecurity' or 'digital'?")


def test_a_near_id_of_the_programme_itself_is_suggested() -> None:
    survey = {"id": "survey", "kind": "Netzwerk", "name": {"en": "Survey"}}
    document = PLAN | {"partners": [survey], "own_actions": [ACT | {"actors": ["survy"]}]}
    messages = [message for _, _, message, _ in problems_of(document)]
    assert [message.rpartition("; ")[2] for message in messages] == [
        "did you mean 'network'?",
        "did you mean 'survey'?",
    ]


def test_a_name_that_a_record_of_the_base_has_too_is_reported_in_the_document() -> None:
    document = """id: plan
period: 2025
title: {en: Plan}
extends: 2025-2028
partners: [{id: we, kind: country, name: {en: We}, abbreviations: [BEL]}]
own_actions:
  - {id: act, summary: {en: Act.}, commitment: firm, actors: [belgium, we]}
"""
    with pytest.raises(InvalidDataError) as caught:
        bp.read(document)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("ambiguous-name", 5, 12)


@pytest.mark.parametrize(
    ("partner", "taken", "message"),
    [
        ({"name": {"en": "Port of Ghent"}}, "north-sea-port",
         "'Port of Ghent' is not a unique name or code: north-sea-port"),
        ({"abbreviations": ["NL"]}, "netherlands",
         "'NL' is not a unique name or code: netherlands"),
        ({"aliases": {"fr": ["Rhénanie du Nord Westphalie"]}}, "north-rhine-westphalia",
         "'Rhénanie du Nord Westphalie' is not a unique name or code: north-rhine-westphalia"),
    ],
)  # fmt: skip
def test_a_name_of_a_partner_of_the_base_is_a_problem_of_the_own_partner(
    partner: dict[str, Any], taken: str, message: str
) -> None:
    partners = [
        US | {"name": {"en": "Ours"}},
        US | {"id": "mine", "name": {"en": "Mine"}} | partner,
    ]
    act = ACT | {"actors": ["us", "mine", taken]}
    document = PLAN | {"extends": "2025-2028", "partners": partners, "own_actions": [act]}
    ((path, code, found, _),) = problems_of(document)
    assert (path, code) == ("partners[1]", "ambiguous-name")
    assert found == f"{message} of programme 2025-2028 has it too"


@pytest.mark.parametrize(
    ("own", "index", "cycle"),
    [
        ([US, {"id": "land", "kind": "region", "name": {"en": "L"}, "parents": ["port"]}], 1,
         ["port of programme base", "city of programme base", "land"]),
        ([{"id": "city", "kind": "place", "name": {"en": "C"}, "parents": ["port"]}], 0,
         ["port of programme base", "city"]),
    ],
)  # fmt: skip
def test_parents_that_are_a_cycle_with_a_base_are_a_problem_of_the_own_partner(
    own: list[dict[str, Any]], index: int, cycle: list[str]
) -> None:
    with pytest.raises(InvalidDataError) as caught:
        read_extending({"partners": own}, {"actors": ["port"]})
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == (f"partners[{index}].parents", "circular")
    assert problem.value == own[index]["id"]
    assert all(each in problem.message for each in cycle)


@pytest.mark.parametrize("id", ["2025-2028", "2021-2024"])
def test_a_programme_named_like_that_of_its_predecessors_needs_another_id(id: str) -> None:
    links = [LINK | {"programme": id, "action": action.id} for action in bp.load(id).actions[:8]]
    document = PLAN | {"id": id, "own_actions": [ACT | {"predecessors": links}]}
    message = f"{id!r} is the id of a programme in which this one has predecessors; choose another"
    assert problems_of(document) == [("id", "not-earlier", message, id)]
    assert bp.read(document | {"id": "plan"}).actions[0].predecessors


@pytest.mark.parametrize("action", ["act", "nowhere"])
def test_a_predecessor_in_the_same_programme_is_reported_there(action: str) -> None:
    links = [LINK | {"programme": "2025-2028", "action": action}]
    document = PLAN | {"id": "2025-2028", "own_actions": [ACT | {"predecessors": links}]}
    ((path, code, _, _),) = problems_of(document)
    assert (path, code) == ("own_actions[0].predecessors[0].programme", "not-earlier")


def test_a_folder_can_extend_a_programme(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(
        "id: plan\nperiod: 2025\ntitle: {en: Plan}\nextends: 2025-2028\n"
        "own_actions: [{id: a, summary: {en: A.}, commitment: firm, actors: [belgium, we]}]\n"
    )
    (tmp_path / "partners.yaml").write_text("- {id: we, kind: network, name: {en: We}}\n")
    assert [each.id for each in bp.read(tmp_path).partners][:2] == ["we", "belgium"]
