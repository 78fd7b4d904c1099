"""The flat tables of actions, partners, references and fields, compared with the model."""

import csv
import inspect
import re
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from examples import ACTION, DOCUMENT, OUTCOME, PROGRAMME

TEXT_COLUMNS = [
    "programme_title",
    "pillar_title",
    "theme_title",
    "summary",
    "commitment_label",
    "actor_names",
    "partner_names",
    "reference_titles",
    "field_labels",
    "deliverable",
    "relation_labels",
    "note",
    "keywords",
    "outcome_summaries",
    "outcome_bearing_label",
]


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_a_record_has_the_values_of_the_action(
    programme: bp.Programme, language: bp.Language
) -> None:
    found = bp.export.records(programme.actions, language, lists=True)
    assert len(found) == len(programme.actions) > 0
    for position, (record, action) in enumerate(zip(found, programme.actions, strict=True), 1):
        above = programme.path(action)
        pillar = next((one for one in above if isinstance(one, bp.Pillar)), None)
        theme = next((one for one in above if isinstance(one, bp.Theme)), None)
        assert record["programme"] == programme.id
        assert record["programme_title"] == f"{programme.title:{language}}"
        assert record["position"] == position
        assert record["id"] == action.id
        assert record["full_id"] == str(action)
        assert record["pillar"] == (pillar and pillar.id)
        assert record["pillar_number"] == (pillar and pillar.number)
        assert record["pillar_title"] == (pillar and f"{pillar.title:{language}}")
        assert record["theme"] == (theme and theme.id)
        assert record["theme_number"] == (theme and theme.number)
        assert record["theme_title"] == (theme and f"{theme.title:{language}}")
        assert record["summary"] == f"{action.summary:{language}}"
        assert record["commitment"] == action.commitment.value
        assert record["commitment_label"] == f"{action.commitment.label:{language}}"
        assert record["actors"] == list(action.actors)
        assert record["partners"] == list(action.partners)
        names = [programme.partner(id).name.in_(language) for id in action.partners]
        assert record["partner_names"] == names
        assert record["references"] == list(action.references)
        assert record["fields"] == list(action.fields)
        labels = [programme.field(id).label.in_(language) for id in action.fields]
        assert record["field_labels"] == labels
        assert record["citations"] == [one.address for one in action.citations]
        assert record["predecessors"] == [
            f"{one.programme}/{one.action}" for one in action.predecessors
        ]
        assert record["relations"] == [str(one.relation) for one in action.predecessors]
        assert record["relation_labels"] == [
            f"{one.relation.label:{language}}" for one in action.predecessors
        ]
        outcomes = programme.outcomes_of(action)
        assert record["outcomes"] == [one.id for one in outcomes]
        assert record["outcome_dates"] == [one.date for one in outcomes]
        assert record["outcome_summaries"] == [f"{one.summary:{language}}" for one in outcomes]
        urls = [source.url for one in outcomes for source in one.sources]
        assert record["outcome_urls"] == list(dict.fromkeys(urls))


def test_codes_are_in_the_order_of_the_partners(programme: bp.Programme) -> None:
    for action in programme.actions:
        (record,) = bp.export.records(programme.actions.where(id=action.id), lists=True)
        codes = [programme.partner(id).codes for id in action.partners]
        assert record["partner_codes"] == [one[0] if one else None for one in codes]


@pytest.mark.parametrize("language", [None, *bp.LANGUAGES])
def test_without_lists_the_known_values_are_joined(
    programme: bp.Programme, language: bp.Language | None
) -> None:
    texts = bp.export.records(programme, language)
    lists = bp.export.records(programme, language, lists=True)
    for record, expected in zip(texts, lists, strict=True):
        for name, cell in expected.items():
            if isinstance(cell, list):
                known = [str(one) for one in cell if one is not None]
                assert record[name] == ("; ".join(known) or None)
            else:
                assert record[name] == cell
    assert any(None in cell for one in lists for cell in one.values() if isinstance(cell, list))


@pytest.mark.parametrize("lists", [False, True])
@pytest.mark.parametrize("language", [None, "fr"])
@pytest.mark.parametrize("table", ["actions", "partners", "references", "fields", "outcomes"])
def test_the_types_of_the_columns_are_those_of_the_cells(
    table: str, language: bp.Language | None, lists: bool
) -> None:
    types: set[type] = set()
    for values in (getattr(bp.load(period), table) for period in bp.periods()):
        columns = bp.export.columns(type(values[0]), language, lists=lists)
        types |= {*columns.values()}
        for record in bp.export.records(values, language, lists=lists):
            assert record.keys() == columns.keys()
            for name, cell in record.items():
                if isinstance(cell, list):
                    item = int if name == "pages" else str
                    assert columns[name] == list[item]  # type: ignore[valid-type]
                    assert all(one is None or type(one) is item for one in cell)
                elif cell is not None:
                    assert columns[name] is type(cell)
    assert (list[str] in types) is lists


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_a_record_of_a_partner_has_its_attributes(language: bp.Language) -> None:
    partners = bp.load("2025-2028").partners
    for record, partner in zip(
        bp.export.records(partners, language, lists=True), partners, strict=True
    ):
        attributes = [attribute.name for attribute in attrs.fields(bp.Partner)]
        assert [name for name in record if name != "kind_label"] == attributes
        assert record["kind"] == str(partner.kind)
        assert record["kind_label"] == f"{partner.kind.label:{language}}"
        assert record["name"] == partner.name.in_(language)
        assert record["aliases"] == list(getattr(partner.aliases, language))
        assert record["parents"] == list(partner.parents)
        assert record["wikidata"] == partner.wikidata
        assert record["citations"] == [one.address for one in partner.citations]


@pytest.mark.parametrize(
    ("table", "column"),
    [("partners", "actors"), ("partners", "partners"), ("references",) * 2, ("fields",) * 2],
)
def test_tables_are_joined_by_id(programme: bp.Programme, table: str, column: str) -> None:
    ids = {one["id"] for one in bp.export.records(getattr(programme, table))}
    for record in bp.export.records(programme, lists=True):
        named = record[column]
        assert isinstance(named, list)
        assert ids.issuperset(named)


def test_an_action_has_the_strongest_bearing_of_its_outcomes(programme: bp.Programme) -> None:
    remaining = programme.actions
    for bearing in ("delivers", "advances", "context"):
        chosen = remaining.where(outcome=bearing)
        assert {one["outcome_bearing"] for one in bp.export.records(chosen)} == {bearing}
        remaining -= chosen
    assert {one["outcome_bearing"] for one in bp.export.records(remaining)} == {None}


def test_outcomes_have_their_actions_and_sources(programme: bp.Programme) -> None:
    records = bp.export.records(programme.outcomes, "fr", lists=True)
    for record, outcome in zip(records, programme.outcomes, strict=True):
        assert record == {
            "id": outcome.id,
            "date": outcome.date,
            "kind": str(outcome.kind),
            "kind_label": outcome.kind.label.fr,
            "summary": outcome.summary.fr,
            "programme": programme.id,
            "actions": [each.action for each in outcome.bearings],
            "action_full_ids": [f"{programme.id}/{each.action}" for each in outcome.bearings],
            "bearings": [str(each.bearing) for each in outcome.bearings],
            "bearing_labels": [each.bearing.label.fr for each in outcome.bearings],
            "urls": [each.url for each in outcome.sources],
            "publishers": [each.publisher for each in outcome.sources],
            "note": outcome.note and outcome.note.fr,
        }


def test_documents_are_a_table() -> None:
    (record,) = bp.export.records([DOCUMENT], "fr", lists=True)
    assert record.keys() == bp.export.columns(bp.Document, "fr", lists=True).keys()
    assert (record["period"], record["headings"]) == ("2016", ["Énergie"])


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_a_comparison_has_a_row_for_each_continued_dropped_and_introduced_action(
    language: bp.Language,
) -> None:
    comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    records = bp.export.records(comparison, language, lists=True)
    continued = [one for one in records if one["status"] == "continued"]
    for record, each in zip(continued, comparison.continued, strict=True):
        assert each.relation
        assert each.reason
        assert record["relation"] == each.relation
        assert record["relation_label"] == f"{each.relation.label:{language}}"
        assert record["reason"] == f"{each.reason:{language}}"
        assert (record["firmness"], record["score"]) == (each.firmness, None)
        for kind in ("partners", "references", "fields"):
            for direction in ("gained", "lost"):
                column = f"{kind}_{direction}"
                assert record[column] == [*getattr(each, column)]
    for side, alone in (("old", comparison.dropped), ("new", comparison.introduced)):
        programme: bp.Programme = getattr(comparison, side)
        status = "dropped" if side == "old" else "introduced"
        assert [one[side] for one in records if one["status"] == status] == [*map(str, alone)]
        for record in records:
            action = record[side] and programme.action(str(record[side]))
            assert bool(action) is (record["status"] in ("continued", status))
            if action:
                pillar = action.pillar and programme.pillar(action.pillar)
                assert record[f"{side}_summary"] == f"{action.summary:{language}}"
                assert record[f"{side}_commitment"] == action.commitment
                label = record[f"{side}_commitment_label"]
                assert label == f"{action.commitment.label:{language}}"
                assert record[f"{side}_pillar"] == action.pillar
                assert record[f"{side}_pillar_title"] == (pillar and f"{pillar.title:{language}}")
    columns = bp.export.columns(bp.Comparison, language, lists=True)
    assert {record.keys() == columns.keys() for record in records} == {True}


def test_proposals_have_scores_in_a_table() -> None:
    old, new = bp.load("2021-2024"), bp.load("2025-2028")
    proposal = bp.Continuation(old=old.actions[0], new=new.actions[0], score=0.25)
    comparison = bp.Comparison(old=old, new=new, continued=(proposal,), proposed=True)
    row = bp.export.records(comparison, "en")[0]
    assert (row["status"], row["score"], row["relation"]) == ("continued", 0.25, None)
    assert bp.export.columns(bp.Comparison)["score"] is float


def test_any_iterable_of_records_is_a_table() -> None:
    fields = bp.load("2025-2028").fields
    assert bp.export.records(iter(fields), "nl") == bp.export.records(fields, "nl")
    assert bp.export.records(()) == []


def test_the_columns_are_in_the_documented_order() -> None:
    documented = re.findall(
        r"^- (.*?)[,.]\n", inspect.getdoc(bp.export.records) or "", re.MULTILINE | re.DOTALL
    )
    names = re.findall(r"[a-z_]+(?:\*)?", re.sub(r"\(.*?\)", "", " ".join(documented)))
    one_language = list(bp.export.records(PROGRAMME, "nl")[0])
    assert one_language == [name.rstrip("*") for name in names]
    assert [name.rstrip("*") for name in names if name.endswith("*")] == TEXT_COLUMNS
    all_languages = list(bp.export.records(PROGRAMME)[0])
    for name in TEXT_COLUMNS:
        start = all_languages.index(f"{name}@fr")
        assert all_languages[start : start + 4] == [f"{name}@{one}" for one in bp.LANGUAGES]
    assert [name for name in one_language if name not in TEXT_COLUMNS] == [
        name for name in all_languages if "@" not in name
    ]


def test_all_languages_are_the_single_languages_side_by_side(programme: bp.Programme) -> None:
    translated = bp.export.records(programme)
    for language in bp.LANGUAGES:
        single = bp.export.records(programme, language)
        for name in TEXT_COLUMNS:
            expected = [record[name] for record in single]
            assert [record[f"{name}@{language}"] for record in translated] == expected


def test_no_other_language_replaces_a_missing_text() -> None:
    record = bp.export.records(PROGRAMME, "nl")[0]
    texts = [name for name in TEXT_COLUMNS if "_label" not in name or name == "field_labels"]
    assert [record[name] for name in texts] == [None] * len(texts)


def test_a_selection_over_both_programmes_keeps_its_order() -> None:
    old, new = map(bp.load, bp.periods())
    chosen = new.actions[3:5] + old.actions[:2]
    found = bp.export.records(chosen, "fr")
    assert [(one["programme"], one["id"]) for one in found] == [
        (action.programme, action.id) for action in chosen
    ]
    assert [one["position"] for one in found] == [4, 5, 1, 2]


def test_two_revisions_of_a_programme_are_distinguished() -> None:
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


def test_an_action_without_its_programme_is_an_error() -> None:
    for lost in (
        bp.Selection((ACTION,)),
        bp.Selection((ACTION,), programmes=(bp.load("2021-2024"),)),
    ):
        with pytest.raises(bp.errors.InvalidValueError) as caught:
            bp.export.records(lost)
        assert (caught.value.attribute, caught.value.value) == ("values", ACTION)
        assert "pass the actions of a programme as programme.actions, or pass" in str(caught.value)


def test_an_unknown_language_is_an_error() -> None:
    unknown: Any = "it"
    for build in (
        lambda: bp.export.records(PROGRAMME, unknown),
        lambda: bp.export.columns(bp.Partner, unknown),
    ):
        with pytest.raises(bp.errors.MissingLanguageError) as caught:
            build()
        assert (caught.value.language, caught.value.available) == ("it", bp.LANGUAGES)


def test_no_actions_have_no_records() -> None:
    assert bp.export.records(bp.Selection()) == []


def test_actions_alone_are_those_of_the_bundled_programmes() -> None:
    hits = bp.load("2025-2028").search("energy", limit=3)
    found = [hit.action for hit in hits]
    assert [record["id"] for record in bp.export.records(found)] == [each.id for each in found]


def test_actions_and_outcomes_are_joined_by_full_id_across_programmes() -> None:
    actions = {one["full_id"]: one for one in bp.export.records(bp.actions(), lists=True)}
    outcomes = bp.export.records(bp.actions().outcomes, lists=True)
    assert {one["programme"] for one in outcomes} == {*bp.periods()}
    for outcome in outcomes:
        full_ids, urls = outcome["action_full_ids"], outcome["urls"]
        assert isinstance(full_ids, list)
        assert isinstance(urls, list)
        for full_id in full_ids:
            found = actions[str(full_id)]
            assert isinstance(found["outcomes"], list)
            assert isinstance(found["outcome_urls"], list)
            assert outcome["id"] in found["outcomes"]
            assert {*urls} <= {*found["outcome_urls"]}


def test_outcomes_of_no_bundled_programme_have_the_ids_of_actions_only() -> None:
    (record,) = bp.export.records([OUTCOME], lists=True)
    ids = [each.action for each in OUTCOME.bearings]
    assert (record["programme"], record["actions"], record["action_full_ids"]) == (None, ids, [])


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        (bp.load("2025-2028").search("energy", limit=1), "Hit"),
        (bp.load("2025-2028").pillars, "Pillar"),
        ([ACTION, *PROGRAMME.partners], "Action and Partner"),
        ([*PROGRAMME.references, *PROGRAMME.partners], "Partner and Reference"),
    ],
)
def test_records_of_several_or_other_classes_are_refused(values: Any, classes: str) -> None:
    for function in (bp.export.records, bp.export.csv):
        with pytest.raises(TypeError, match=rf"one class of Action, .*, not of {classes}$"):
            function(values)


@pytest.mark.parametrize("table", ["partners", "references", "fields", "outcomes"])
def test_the_text_of_a_table_has_the_columns_of_its_records(table: str) -> None:
    values = getattr(bp.load("2025-2028"), table)
    header, *rows = csv.reader(bp.export.csv(values, "nl").splitlines())
    assert header == list(bp.export.records(values, "nl")[0])
    assert len(rows) == len(values)


@pytest.mark.parametrize("language", bp.LANGUAGES)
@pytest.mark.parametrize(
    "cls",
    [bp.Action, bp.Partner, bp.Reference, bp.PolicyField, bp.Outcome, bp.Document, bp.Comparison],
)
def test_every_column_has_a_label_of_its_own(cls: type, language: bp.Language) -> None:
    labels = bp.export.labels(cls, language)
    assert labels.keys() == bp.export.columns(cls, language).keys()
    assert len({*labels.values()}) == len(labels)


def test_without_a_language_labels_are_english_and_name_that_of_the_column() -> None:
    labels = bp.export.labels(bp.PolicyField)
    assert labels["id"] == "id"
    assert [labels[f"label@{each}"] for each in bp.LANGUAGES] == [
        f"{bp.export.labels(bp.PolicyField, 'en')['label']} ({each})" for each in bp.LANGUAGES
    ]


@pytest.mark.parametrize("language", [None, *bp.LANGUAGES])
def test_a_header_may_have_labels(language: bp.Language | None) -> None:
    plain, labelled = (
        bp.export.csv(bp.load("2021-2024"), language, labels=labels) for labels in (False, True)
    )
    header, *rows = csv.reader(labelled.splitlines())
    assert header == [*bp.export.labels(bp.Action, language).values()]
    assert rows == [*csv.reader(plain.splitlines())][1:]
