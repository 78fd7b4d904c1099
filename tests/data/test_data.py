"""The data follow their rules."""

import re

import pytest

import benelux_programme as bp
from benelux_programme._model.words import load_catalogue
from support import get_titled_nodes

PARAGRAPHS = {
    "2021-2024": {"0": 1, "1": 5, "2": 4, "3": 5, "4": 4, "5": 3},
    "2025-2028": dict.fromkeys(
        ["1", "1.4", "2", "2.3", "2.6", "2.7", "3", "3.4", "3.6", "5.1", "5.2", "5.3"], 1
    )
    | dict.fromkeys(["1.2", "2.1", "2.2", "3.2", "3.3", "3.5"], 2)
    | dict.fromkeys(["1.3", "2.4", "3.1"], 3)
    | dict.fromkeys(["1.1", "2.5", "4"], 4)
    | {"0": 10},
}
"""How many paragraphs each section of the publications has: 77 in all."""

THEMES = {"2021-2024": [5, 4, 5, 4, 3], "2025-2028": [4, 7, 6, 0]}
"""How many themes each pillar has."""

PAGES = {
    "0": 4,
    "1": 6,
    "1.4": 7,
    "2": 8,
    "2.5": 9,
    "2.7": 10,
    "3": 11,
    "3.6": 12,
    "4": 13,
    "5.3": 14,
}
"""Some pages of the table of contents of the booklet."""


def test_there_are_77_paragraphs() -> None:
    assert sum(sum(sections.values()) for sections in PARAGRAPHS.values()) == 77


def test_the_paragraphs_are_those_of_the_publication(programme: bp.Programme) -> None:
    expected = {
        f"{section}/{number}"
        for section, count in PARAGRAPHS[programme.id].items()
        for number in range(1, count + 1)
    }
    assert {paragraph.address for paragraph in programme.paragraphs} == expected
    assert len(programme.paragraphs) == len(expected)
    assert list(programme.paragraphs) == sorted(programme.paragraphs)


def test_every_paragraph_is_cited_or_is_context(programme: bp.Programme) -> None:
    cited = {citation for action in programme.actions for citation in action.citations}
    context = [one.citation for one in programme.context]
    assert sorted(cited | set(context)) == list(programme.paragraphs)
    assert not cited & set(context)
    assert context == sorted(set(context))


def test_pillars_and_themes_are_those_of_the_publication(programme: bp.Programme) -> None:
    assert [len(pillar.themes) for pillar in programme.pillars] == THEMES[programme.id]
    for p, pillar in enumerate(programme.pillars, 1):
        assert pillar.number == str(p)
        for t, theme in enumerate(pillar.themes, 1):
            assert theme.number == f"{p}.{t}"


def test_a_title_is_cited_where_it_is_printed(programme: bp.Programme) -> None:
    for pillar in programme.pillars:
        assert [one.address for one in pillar.citations] == [pillar.number]
    for theme in programme.themes:
        bullet = theme.number.replace(".", "/")
        address = bullet if programme.id == "2021-2024" else theme.number
        assert [one.address for one in theme.citations] == [address]


def test_every_action_is_cited(programme: bp.Programme) -> None:
    assert all(action.citations for action in programme.actions)


def test_pages_are_those_of_the_table_of_contents() -> None:
    programme = bp.load("2025-2028")
    for section, page in PAGES.items():
        assert {one.page for one in programme.paragraphs if one.section == section} == {page}
    assert {one.page for one in bp.load("2021-2024").paragraphs} == {None}


def test_actions_cite_the_section_of_their_parent(programme: bp.Programme) -> None:
    for action in programme.actions:
        first = programme.parent(action)
        section = "0" if isinstance(first, bp.Programme) else first.citations[0].section
        assert {citation.section for citation in action.citations} == {section}
        assert list(action.citations) == sorted(set(action.citations))


def test_actions_are_in_printed_order(programme: bp.Programme) -> None:
    firsts = [action.citations[0] for action in programme.actions]
    assert firsts == sorted(firsts)


def test_every_theme_has_an_action(programme: bp.Programme) -> None:
    assert all(theme.actions for theme in programme.themes)


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_every_summary_is_one_sentence_in_every_language(
    programme: bp.Programme, language: bp.Language
) -> None:
    seen: dict[str, str] = {}
    for action in programme.actions:
        summary = action.summary.in_(language)
        assert summary is not None, action
        assert summary[0].isupper(), summary
        assert re.fullmatch(r"[^.!?;\n]+\.", summary.replace("2.0", "")), summary
        assert len(summary.split()) <= 45, summary
        assert seen.setdefault(summary, action.id) == action.id


def test_summaries_are_ours_and_titles_are_printed_in_french(programme: bp.Programme) -> None:
    assert all(action.summary.official == () for action in programme.actions)
    for node in get_titled_nodes(programme):
        assert node.title.official == ("fr",)


def test_every_action_has_actors_and_policy_fields(programme: bp.Programme) -> None:
    for action in programme.actions:
        assert action.actors
        assert not set(action.actors) & set(action.partners)
        assert 1 <= len(action.fields) <= 3
        assert len(set(action.fields)) == len(action.fields)


def test_ids_contain_no_numbers_of_sections(programme: bp.Programme) -> None:
    for id in programme:
        assert not re.search(r"\b\d{1,2}\b", id)


def test_timing_lies_in_the_period(programme: bp.Programme) -> None:
    for action in programme.actions:
        if action.timing is not None:
            assert action.timing.start in programme.period
            assert action.timing.end in programme.period


@pytest.mark.parametrize("period", bp.periods())
def test_no_meeting_delivers_what_is_promised(period: str) -> None:
    outcomes = bp.load(period).outcomes
    assert outcomes
    meetings = [each for each in outcomes if each.kind is bp.OutcomeKind.HELD]
    assert bp.Bearing.DELIVERS not in {one.bearing for each in meetings for one in each.bearings}


@pytest.mark.parametrize("period", bp.periods())
def test_every_source_of_a_programme_is_an_address_or_has_a_name_in_four_languages(
    period: str,
) -> None:
    programme = bp.load(period)
    records = [*programme.alternative_titles, programme.publication, *programme.references]
    sources = {source for record in records if record for source in record.sources}
    names = {source for source in sources if not source.startswith(("http://", "https://"))}
    assert names <= {key.removeprefix("publisher.") for key in load_catalogue()}
