"""Programmes, their parts, and what is found in them, for people to read."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from examples import (
    ACTION,
    FIELD,
    HIT,
    OUTCOME,
    PARAGRAPH,
    PARTNER,
    PILLAR,
    PROGRAMME,
    PROGRAMME_WITH_OUTCOMES,
    REFERENCE,
    SELECTION,
    THEME,
    VERIFICATION,
    make_action,
)


def test_a_programme_is_an_outline() -> None:
    facts = "sous condition ; 2025-2026 ; section 1.1, paragraphe 1"
    assert bp.render.text(PROGRAMME, "fr", width=None).replace("\u00a0", " ") == (
        "Programme (2025-2028)\n"
        "=====================\n"
        "\n"
        "A subtitle [en]\n"
        "\n"
        "Période : du 1er janvier 2025 au 31 décembre 2028 – révision 2 : "
        "1 pilier, 1 thème, 4 actions\n"
        "\n"
        "Mission : Do good. [en]\n"
        "\n"
        "Valeurs : Trust [en]\n"
        "\n"
        f"- Faire outside. (outside ; {facts})\n"
        "\n"
        "1 Sécurité (security)\n"
        "---------------------\n"
        "\n"
        "Remarque : A note on the pillar. [en]\n"
        "\n"
        f"- Faire in-pillar. (in-pillar ; {facts})\n"
        "\n"
        "1.1 Économie circulaire (police)\n"
        "\n"
        f"- Faire in-theme. (in-theme ; {facts})\n"
        f"- Faire in-theme-too. (in-theme-too ; {facts})\n"
    )


def test_an_action_that_is_not_printed_has_no_citations() -> None:
    action = attrs.evolve(ACTION, citations=())
    printed = bp.render.text(ACTION, width=None)
    expected = "".join(
        line for line in printed.splitlines(keepends=True) if not line.startswith("- printed in: ")
    )
    assert bp.render.text(action, width=None) == expected != printed
    selection = bp.Selection((action,), programmes=(PROGRAMME,))
    assert bp.render.text(selection, width=None).endswith(f"({action}; conditional; 2025-2026)\n")


OUTCOME_LINE = (
    "juin 2025, avancée\u00a0: Le traité a été signé. (Gazette) The day is not known. [en]"
)


def test_an_action_with_its_programme_has_names_and_outcomes() -> None:
    action = PROGRAMME_WITH_OUTCOMES.action("in-pillar")
    lines = bp.render.text(action, "fr", width=None, programme=PROGRAMME_WITH_OUTCOMES).splitlines()
    assert "- pilier\u00a0: 1 Sécurité" in lines
    assert lines[-1] == f"- {OUTCOME_LINE}"
    alone = bp.render.text(action, "fr", width=None).splitlines()
    assert "- pilier\u00a0: security" in alone
    assert not any("Gazette" in line for line in alone)


@pytest.mark.parametrize("value", [PROGRAMME_WITH_OUTCOMES, *PROGRAMME_WITH_OUTCOMES.pillars])
def test_the_actions_of_an_outline_have_outcomes(value: bp.Programme | bp.Pillar) -> None:
    text = bp.render.text(value, "fr", width=None, programme=PROGRAMME_WITH_OUTCOMES)
    facts = "sous condition\u00a0; 2025-2026\u00a0; section\u00a01.1, paragraphe\u00a01"
    assert f"- Faire in-pillar. (in-pillar\u00a0; {facts})\n  - {OUTCOME_LINE}\n" in text
    assert text.count("Gazette") == 1


def test_an_action_of_another_programme_is_an_error() -> None:
    with pytest.raises(bp.errors.UnknownIdError):
        bp.render.html(ACTION, programme=bp.load("2021-2024"))


def test_an_outcome_has_its_actions_and_sources() -> None:
    assert bp.render.markdown(OUTCOME, "fr").splitlines() == [
        "Le traité a été signé. (`treaty-signed`)",
        "",
        "- date\u00a0: juin 2025",
        "- type\u00a0: signature",
        "- actions concernées\u00a0: `in-pillar` (avancée)",
        "- sources\u00a0: [Gazette](<https://example.org/news>)",
        "- remarque\u00a0: The day is not known. \\[en\\]",
    ]


def test_text_has_a_publisher_once_where_markup_has_links() -> None:
    urls = ("a", "b", "c", "d")
    sources = tuple(
        bp.OutcomeSource(url=f"https://example.org/{url}", publisher=publisher, language="fr")
        for url, publisher in zip(urls, ("Gazette", "Herald", "Gazette", "Gazette"), strict=True)
    )
    outcome = attrs.evolve(OUTCOME, sources=sources)
    again = attrs.evolve(OUTCOME, id="treaty-signed-again")
    programme = attrs.evolve(PROGRAMME_WITH_OUTCOMES, outcomes=(outcome, again))
    action = programme.action("in-pillar")
    assert "- sources: Gazette, Herald\n" in bp.render.text(outcome)
    lines = bp.render.text(action, width=None, programme=programme).splitlines()
    assert [line.partition(". (")[2].partition(")")[0] for line in lines[-2:]] == [
        "Gazette, Herald",
        "Gazette",
    ]
    for markdown in (bp.render.markdown(outcome), bp.render.markdown(action, programme=programme)):
        assert all(f"](<https://example.org/{url}>)" in markdown for url in urls)


def test_mission_vision_and_values_are_named_in_the_language() -> None:
    programme = bp.load("2025-2028")
    assert programme.mission is not None
    lines = bp.render.text(programme, "nl", width=None).splitlines()
    assert f"Missie: {programme.mission.nl}" in lines
    assert f"Waarden: {', '.join(f'{value:nl}' for value in programme.values)}" in lines
    assert any(line.startswith("Visie: ") for line in lines)


def test_a_programme_without_optional_parts_has_no_empty_paragraphs() -> None:
    bare = attrs.evolve(PROGRAMME, subtitle=None, mission=None, values=(), own_actions=())
    assert bp.render.text(bare).splitlines()[2:7] == [
        "",
        "1 January 2025 to 31 December 2028, revision 2: 1 pillar, 1 theme, 3 actions",
        "",
        "1 Security (security)",
        "---------------------",
    ]


def test_a_pillar_alone_has_its_full_id() -> None:
    assert bp.render.markdown(PILLAR) == (
        "# 1 Security (`2025-2028/security`)\n"
        "\n"
        "Note: A note on the pillar.\n"
        "\n"
        "- Do in-pillar. (`in-pillar`; conditional; 2025-2026; section 1.1, paragraph 1)\n"
        "\n"
        "## 1.1 Circular economy (`police`)\n"
        "\n"
        "- Do in-theme. (`in-theme`; conditional; 2025-2026; section 1.1, paragraph 1)\n"
        "- Do in-theme-too. (`in-theme-too`; conditional; 2025-2026; section 1.1, paragraph 1)\n"
    )


def test_a_theme_alone_has_its_full_id() -> None:
    facts = "unter Vorbehalt; 2025-2026; Abschnitt 1.1, Absatz 1"
    assert bp.render.markdown(THEME, "de") == (
        "# 1.1 Circular economy \\[en\\] (`2025-2028/police`)\n"
        "\n"
        f"- Do in-theme. \\[en\\] (`in-theme`; {facts})\n"
        f"- Do in-theme-too. \\[en\\] (`in-theme-too`; {facts})\n"
    )


def test_an_action_alone_has_the_ids_of_what_it_names() -> None:
    assert bp.render.markdown(ACTION, "nl") == (
        "Do in-theme. \\[en\\] (`2025-2028/in-theme`)\n"
        "\n"
        "- pijler: `security`\n"
        "- thema: `police`\n"
        "- aard van de toezegging: voorwaardelijk\n"
        "- actoren: `north-rhine-westphalia`\n"
        "- genoemde documenten: `police-treaty`\n"
        "- beleidsterreinen: `energy`\n"
        "- op te leveren resultaat: Register \\[en\\]\n"
        "- termijn: 2025-2026\n"
        "- vindplaats: deel 1.1 (vanaf bladzijde 6), alinea 1\n"
        "- verdiept: `2021-2024/benelux-police-treaty` (The treaty was signed. \\[en\\])\n"
        "- opmerking: A doubt. \\[en\\]\n"
    )


def render_lines(programme: bp.Programme, id: str, language: bp.Language = "en") -> list[str]:
    """The lines of an action with the names that its programme uses."""
    action = programme.action(id)
    return bp.render.text(action, language, width=None, programme=programme).splitlines()


def test_an_action_within_its_programme_has_names() -> None:
    assert render_lines(PROGRAMME, "in-theme", "fr")[2:8] == [
        "- pilier\u00a0: 1 Sécurité",
        "- thème\u00a0: 1.1 Économie circulaire",
        "- degré d’engagement\u00a0: sous condition",
        "- acteurs\u00a0: Rhénanie-du-Nord-Westphalie",
        "- documents cités\u00a0: Police treaty [en]",
        "- domaines d’action\u00a0: Energy [en]",
    ]


def test_names_are_in_the_order_of_the_data() -> None:
    law = bp.Reference(
        id="law",
        kind=bp.ReferenceKind.LAW,
        title=bp.Text(en="The law of 2018"),
        short_title=bp.Text(en="The law"),
        citations=(PARAGRAPH,),
    )
    utrecht = bp.Partner(id="utrecht", kind=bp.PartnerKind.PLACE, name=bp.Text(en="Utrecht"))
    unpaged = bp.Citation(section="2", paragraph=1)
    outside = attrs.evolve(
        make_action("outside"),
        partners=("utrecht", "north-rhine-westphalia"),
        references=("law", "police-treaty"),
        citations=(PARAGRAPH, unpaged),
    )
    programme = attrs.evolve(
        PROGRAMME,
        own_actions=(outside,),
        partners=(PARTNER, utrecht),
        references=(REFERENCE, law),
        paragraphs=(*PROGRAMME.paragraphs, unpaged),
    )
    lines = render_lines(programme, "outside")
    assert "- partners: Utrecht, Rhénanie-du-Nord-Westphalie [fr]" in lines
    assert "- references: The law, Police treaty" in lines
    assert "- printed in: section 1.1 (from page 6), paragraph 1; section 2, paragraph 1" in lines


def test_facts_that_are_not_known_are_left_out() -> None:
    bare = bp.Action(
        id="act",
        programme="2025-2028",
        summary=bp.Text(en="Act."),
        commitment=bp.Commitment.FIRM,
        citations=(PARAGRAPH,),
    )
    assert bp.render.text(bare) == (
        "Act. (2025-2028/act)\n"
        "\n"
        "- commitment: firm\n"
        "- printed in: section 1.1 (from page 6), paragraph 1\n"
    )


def test_a_selection_has_full_ids_and_pages() -> None:
    title, _, *items = bp.render.text(SELECTION, width=None).splitlines()
    assert title == "Selection of 4 actions of 2025-2028"
    place = "conditional; 2025-2026; section 1.1 (from page 6), paragraph 1"
    assert items == [f"- {each.summary} ({each}; {place})" for each in SELECTION]
    assert bp.render.text(SELECTION[:0]) == "Selection of 0 actions of 2025-2028\n"


@pytest.mark.parametrize("several", [list, tuple])
def test_several_actions_have_the_outcomes_of_a_programme_that_is_passed(
    several: Callable[[Iterable[bp.Action]], Sequence[bp.Action]],
) -> None:
    programme = PROGRAMME_WITH_OUTCOMES
    actions = several(programme.actions)
    url = programme.outcomes[0].sources[0].url
    assert url in bp.render.markdown(actions, programme=programme)
    assert url not in bp.render.markdown(actions)
    assert bp.render.text(actions, programme=programme) == bp.render.text(programme.actions)


def test_the_actions_of_a_selection_have_outcomes_if_their_programmes_are_known() -> None:
    (action,) = selection = PROGRAMME_WITH_OUTCOMES.actions.where(pillar="security", theme="")
    facts = "sous condition\u00a0; 2025-2026\u00a0; section\u00a01.1 (à partir de la page\u00a06), "
    item = f"- Faire in-pillar. ({action}\u00a0; {facts}"
    *_, shown, outcome = bp.render.text(selection, "fr", width=None).splitlines()
    assert shown.startswith(item)
    assert outcome == f"  - {OUTCOME_LINE}"
    for programmes in ((), (bp.load("2021-2024"),)):
        alone = bp.Selection(selection.actions, programmes=programmes)
        assert bp.render.text(alone, "fr", width=None).splitlines()[2:] == [shown]


def test_a_hit_has_its_excerpt_and_score() -> None:
    hit = attrs.evolve(HIT, fields=("summary", "keywords"))
    assert bp.render.text(hit) == (
        "Do it. (2025-2028/in-theme)\n\nscore 1.50; found in: summary, keywords\n"
    )
    assert bp.render.text(hit, "nl").startswith("Do it. [en] (2025-2028/in-theme)\n")


def test_hits_are_a_list() -> None:
    hits = bp.load("2025-2028").search("police", language="en", limit=2)
    lines = bp.render.text(hits, "nl", width=None).splitlines()
    assert lines[0] == "2 acties"
    assert [line for line in lines if line.startswith("- ")] == [
        f"- {hit.action.summary.en} [en] ({hit.action})" for hit in hits
    ]
    assert bp.render.text(list(hits), "de") == bp.render.text(hits, "de")
    assert bp.render.markdown((), "fr") == "0 action\n"


def test_a_word_that_was_corrected_is_named_before_the_hits() -> None:
    hits = bp.load("2025-2028").search("militry mobilty", language="en", limit=1)
    lines = bp.render.text(hits, "nl", width=None).splitlines()
    assert lines[2:5:2] == [
        "“militry” komt in geen enkele tekst voor; er is gezocht naar “military”.",
        "“mobilty” komt in geen enkele tekst voor; er is gezocht naar “mobility”.",
    ]


def test_several_actions_are_rendered_as_a_selection_of_them() -> None:
    programme = bp.load("2025-2028")
    actions = programme.actions[3:5]
    for language in bp.LANGUAGES:
        assert bp.render.text(list(actions), language) == bp.render.text(actions, language)
    assert bp.render.text(programme.actions[:1].actions, "nl").startswith("Selectie van 1 actie")


def test_continuations_are_rendered_by_old_action() -> None:
    programmes = [bp.load(period) for period in bp.periods()]
    comparison = bp.compare(*programmes)
    old = programmes[0].action("benelux-police-treaty")
    continuations = bp.successors(old)
    assert len(continuations) > 1
    for language in bp.LANGUAGES:
        first, *rest = bp.render.text(continuations, language, width=None).splitlines()
        assert f"- {old.summary:{language}} ({old}" in first
        assert len(rest) == len(continuations)
        alone = bp.render.text(continuations[0], language, width=None).splitlines()
        assert alone == [first, rest[0]]
        assert {f"{line}\n" for line in (first, *rest)} <= {
            f"{line}\n" for line in bp.render.text(comparison, language, width=None).splitlines()
        }


@pytest.mark.parametrize("values", [[1], [bp.load("2025-2028"), 1], "text", {}, (bp.Text(en="x"),)])
def test_other_values_are_refused(values: Any) -> None:
    with pytest.raises(TypeError, match=r"cannot render [A-Za-z ]+; expected one of Programme, "):
        bp.render.text(values)


def test_parts_of_a_bundled_programme_have_its_names_and_outcomes() -> None:
    for programme in map(bp.load, bp.periods()):
        for node in (programme.pillars[0], programme.pillars[0].themes[0], programme.actions[5]):
            for render in (bp.render.text, bp.render.markdown, bp.render.html):
                assert render(node, "nl") == render(node, "nl", programme=programme)


def test_parts_of_other_programmes_have_neither() -> None:
    old = bp.load("2025-2028", revision=1)
    changed = attrs.evolve(bp.load("2025-2028").actions[5], note=bp.Text(nl="Van ons."))
    for action in (attrs.evolve(old.actions[5], programme="mine"), changed):
        assert f"- actoren: {', '.join(action.actors)}" in bp.render.text(action, "nl")


def test_a_pillar_has_the_name_that_its_document_uses() -> None:
    flyer = bp.load("2021-2024")
    assert "- krachtlijn: 1 Een sterke" in bp.render.text(flyer.actions[3], "nl", programme=flyer)
    assert "Naam van de pijlers: krachtlijn" in bp.render.text(flyer, "nl")
    other = attrs.evolve(flyer.actions[3], programme="mine")
    assert "- pijler: " in bp.render.text(other, "nl")


@pytest.mark.parametrize(
    ("language", "day", "start"),
    [
        ("fr", "26 janvier 2026", "Qu’aucune suite ne soit connue"),
        ("nl", "26 januari 2026", "Dat er geen resultaat bekend is"),
        ("de", "26. Januar 2026", "Dass kein Ergebnis bekannt ist"),
        ("en", "26 January 2026", "That no outcome is known says nothing"),
    ],
)
def test_a_programme_says_as_of_which_day_its_outcomes_were_gathered(
    language: bp.Language, day: str, start: str
) -> None:
    text = bp.render.text(bp.load("2025-2028"), language, width=None)
    assert day in text.partition(start)[0]
    assert start in text
    assert start not in bp.render.text(attrs.evolve(PROGRAMME, outcomes=()), language, width=None)


def test_a_partner_has_its_codes() -> None:
    assert bp.render.text(PARTNER) == (
        "Rhénanie-du-Nord-Westphalie [fr] (north-rhine-westphalia)\n"
        "\n"
        "- kind: region\n"
        "- abbreviations: NRW\n"
        "- codes: DE-NW, Q1198\n"
    )


def test_a_reference_has_its_dates_and_numbers() -> None:
    reference = attrs.evolve(
        REFERENCE, in_force="2023-10-01", treaty_series="Trb. 2018, 160", abbreviations=("TPB",)
    )
    assert bp.render.text(reference) == (
        "Police treaty (police-treaty)\n"
        "\n"
        "- kind: treaty\n"
        "- abbreviations: TPB\n"
        "- signed: 23 July 2018\n"
        "- in force since: 1 October 2023\n"
        "- treaty series: Trb. 2018, 160\n"
    )


def test_a_policy_field_has_its_concepts() -> None:
    assert bp.render.text(FIELD) == "Energy (energy)\n\n- EuroVoc: 2498, c_86d7db98\n"
    assert bp.render.text(attrs.evolve(FIELD, eurovoc=())) == "Energy (energy)\n"


def test_a_verification_has_what_was_not_found() -> None:
    assert (
        bp.render.text(VERIFICATION)
        == "1 of 2 paragraphs found\n\n- missing: section 1.1, paragraph 2\n"
    )
    altered = attrs.evolve(VERIFICATION, found=(), altered=VERIFICATION.found)
    assert bp.render.text(altered) == (
        "0 of 2 paragraphs found\n\n"
        "- altered: section 1.1, paragraph 1\n- missing: section 1.1, paragraph 2\n"
    )
