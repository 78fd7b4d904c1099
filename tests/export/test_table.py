"""The flat table: against the model, as CSV, and safe in spreadsheets."""

import csv
import inspect
import io
import re

import attrs
import pytest
from hypothesis import given, settings

import benelux_programme as bp
from benelux_programme.testing import programmes
from examples import ACTION, PROGRAMME
from payloads import FORMULAS, PAYLOADS, filled_with

WORDS = [
    "programme_title",
    "pillar_title",
    "theme_title",
    "summary",
    "actor_names",
    "partner_names",
    "reference_titles",
    "field_labels",
    "deliverable",
    "note",
    "keywords",
]

FORMULA = re.compile(r"[\s\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""The start of a formula."""


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_a_record_says_what_the_action_says(programme: bp.Programme, language: bp.Language) -> None:
    found = bp.export.records(programme.actions, language)
    assert len(found) == len(programme.actions) > 0
    for position, (record, action) in enumerate(zip(found, programme.actions, strict=True), 1):
        above = programme.path(action)
        pillar = next((one for one in above if isinstance(one, bp.Pillar)), None)
        theme = next((one for one in above if isinstance(one, bp.Theme)), None)
        assert record["programme"] == programme.id
        assert record["programme_title"] == f"{programme.title:{language}}"
        assert record["position"] == position
        assert record["id"] == action.id
        assert record["pillar"] == (pillar and pillar.id)
        assert record["pillar_number"] == (pillar and pillar.number)
        assert record["pillar_title"] == (pillar and f"{pillar.title:{language}}")
        assert record["theme"] == (theme and theme.id)
        assert record["theme_number"] == (theme and theme.number)
        assert record["theme_title"] == (theme and f"{theme.title:{language}}")
        assert record["summary"] == f"{action.summary:{language}}"
        assert record["commitment"] == action.commitment.value
        assert split(record["actors"]) == list(action.actors)
        assert split(record["partners"]) == list(action.partners)
        names = [programme.partner(id).name.in_(language) for id in action.partners]
        assert split(record["partner_names"]) == names
        assert split(record["references"]) == list(action.references)
        assert split(record["fields"]) == list(action.fields)
        labels = [programme.field(id).label.in_(language) for id in action.fields]
        assert split(record["field_labels"]) == labels
        assert split(record["citations"]) == [one.address for one in action.citations]
        assert split(record["predecessors"]) == [
            f"{one.programme}/{one.action}" for one in action.predecessors
        ]
        assert split(record["relations"]) == [one.relation for one in action.predecessors]


def split(cell: str | int | None) -> list[str]:
    return [] if cell is None else str(cell).split("; ")


def test_codes_stand_in_the_order_of_the_partners() -> None:
    programme = bp.load("2025-2028")
    action = next(one for one in programme.actions if len(one.partners) > 1)
    (record,) = bp.export.records(programme.actions.where(id=action.id))
    codes = [programme.partner(id).codes[:1] for id in action.partners]
    assert str(record["partner_codes"]).split("; ") == ["".join(one) for one in codes]
    assert any(codes)


def test_the_columns_are_those_that_are_documented_in_that_order() -> None:
    documented = re.findall(
        r"^- (.*?)[,.]\n", inspect.getdoc(bp.export.records) or "", re.MULTILINE | re.DOTALL
    )
    names = re.findall(r"[a-z_]+(?:\*)?", re.sub(r"\(.*?\)", "", " ".join(documented)))
    one_language = list(bp.export.records(PROGRAMME, "nl")[0])
    assert one_language == [name.rstrip("*") for name in names]
    assert [name.rstrip("*") for name in names if name.endswith("*")] == WORDS
    all_languages = list(bp.export.records(PROGRAMME)[0])
    for name in WORDS:
        start = all_languages.index(f"{name}@fr")
        assert all_languages[start : start + 4] == [f"{name}@{one}" for one in bp.LANGUAGES]
    assert [name for name in one_language if name not in WORDS] == [
        name for name in all_languages if "@" not in name
    ]


def test_all_languages_are_the_single_ones_side_by_side(programme: bp.Programme) -> None:
    together = bp.export.records(programme)
    for language in bp.LANGUAGES:
        for record, alone in zip(together, bp.export.records(programme, language), strict=True):
            assert [record[f"{name}@{language}"] for name in WORDS] == [alone[n] for n in WORDS]


def test_a_text_in_another_language_never_stands_in() -> None:
    record = bp.export.records(PROGRAMME, "nl")[0]
    assert [record[name] for name in WORDS] == [None] * len(WORDS)


def test_a_selection_over_both_programmes_keeps_its_order() -> None:
    old, new = map(bp.load, bp.periods())
    chosen = new.actions[3:5] + old.actions[:2]
    found = bp.export.records(chosen, "fr")
    assert [(one["programme"], one["id"]) for one in found] == [
        (action.programme, action.id) for action in chosen
    ]
    assert [one["position"] for one in found] == [4, 5, 1, 2]


def test_two_revisions_are_told_apart() -> None:
    changed = attrs.evolve(ACTION, commitment=bp.Commitment.FIRM)
    theme = PROGRAMME.themes[0]
    pillar = attrs.evolve(
        PROGRAMME.pillars[0], themes=(attrs.evolve(theme, actions=(changed, theme.actions[1])),)
    )
    later = attrs.evolve(PROGRAMME, revision=PROGRAMME.revision + 1, pillars=(pillar,))
    found = bp.export.records((PROGRAMME.actions + later.actions).where(id=ACTION.id))
    assert [(one["revision"], one["commitment"]) for one in found] == [
        (PROGRAMME.revision, "conditional"),
        (PROGRAMME.revision + 1, "firm"),
    ]


def test_an_action_whose_programme_is_not_there_is_refused() -> None:
    for lost in (
        bp.Selection((ACTION,)),
        bp.Selection((ACTION,), programmes=(bp.load("2021-2024"),)),
    ):
        with pytest.raises(bp.errors.InvalidValueError) as caught:
            bp.export.records(lost)
        expected = "a tuple with the programme of the action 2025-2028/in-theme"
        told = ("Selection", "programmes", lost.programmes, expected, "unknown-id")
        assert caught.value.args == told


@pytest.mark.parametrize("wrong", [[ACTION], None, "2025-2028"])
def test_what_is_no_selection_is_refused(wrong: bp.Selection) -> None:
    for export in (bp.export.records, bp.export.csv):
        with pytest.raises(bp.errors.InvalidValueError) as caught:
            export(wrong)
        expected = "a Selection or a Programme"
        told = (export.__name__, "actions", wrong, expected, "wrong-type")
        assert caught.value.args == told


def test_another_language_is_refused() -> None:
    with pytest.raises(bp.errors.MissingLanguageError) as caught:
        bp.export.csv(PROGRAMME, "it")  # type: ignore[arg-type]
    assert (caught.value.language, caught.value.available) == ("it", bp.LANGUAGES)


def test_no_actions_are_a_table_with_its_columns() -> None:
    empty = bp.Selection()
    assert bp.export.records(empty) == []
    assert bp.export.csv(empty, "nl") == bp.export.csv(PROGRAMME, "nl").partition("\n")[0] + "\n"


@settings(max_examples=30)
@given(programmes())
def test_the_csv_holds_exactly_the_records(programme: bp.Programme) -> None:
    found = rows(bp.export.csv(programme))
    expected = bp.export.records(programme)
    assert found == [
        {name: "" if cell is None else str(cell) for name, cell in record.items()}
        for record in expected
    ]


def test_lines_end_in_a_line_feed_and_texts_keep_theirs() -> None:
    programme = filled_with('one\ntwo, "three"')
    text = bp.export.csv(programme, "fr")
    assert "\r" not in text
    assert rows(text)[0]["summary"] == 'one\ntwo, "three"'


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_the_safe_csv_is_a_formula_however_it_is_divided(payload: str) -> None:
    text = bp.export.csv(filled_with(payload), spreadsheet_safe=True)
    assert text.startswith("\ufeff")
    assert "\r" not in text
    for delimiter in ",;\t|":
        lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
        for line in csv.reader(lines, delimiter=delimiter):
            assert not [cell for cell in line if FORMULA.match(cell)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_safe_csv_says_the_same_but_for_apostrophes(payload: str) -> None:
    safe = bp.export.csv(filled_with(payload), spreadsheet_safe=True).removeprefix("\ufeff")
    exact = bp.export.csv(filled_with(payload))
    assert bare(rows(safe)) == bare(rows(exact))


def bare(table: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: cell.replace("'", "") for name, cell in row.items()} for row in table]


def test_the_payloads_are_formulas_in_the_exact_csv() -> None:
    for payload in FORMULAS[:40]:
        (first, *_) = rows(bp.export.csv(filled_with(payload), "fr"))
        assert FORMULA.match(first["summary"])


def test_nothing_in_the_programmes_needs_a_guard_at_the_start(programme: bp.Programme) -> None:
    safe = bp.export.csv(programme, spreadsheet_safe=True).removeprefix("\ufeff")
    assert not [cell for row in rows(safe) for cell in row.values() if cell.startswith("'")]
