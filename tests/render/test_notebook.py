"""Notebooks show values as compact HTML, in which nothing of the data is a tag."""

import re
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from examples import (
    ACTION,
    FIELD,
    HIT,
    PARTNER,
    PILLAR,
    PROGRAMME,
    REFERENCE,
    SELECTION,
    THEME,
    VERIFICATION,
)
from support import compare_golden, parsed

VALUES = [ACTION, THEME, PILLAR, PROGRAMME, PARTNER, SELECTION, HIT]
VALUES += [REFERENCE, FIELD, VERIFICATION]
ATTACK = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_shows_what_it_is_about(value: Any) -> None:
    html = value._repr_html_()
    told = {
        "Action": ["Do in-theme.", "2025-2028/in-theme", "conditional", "energy", "1.1 ¶1"],
        "Theme": ["1.1 Circular economy", "2 actions", "Do in-theme-too."],
        "Pillar": ["1 Security", "3 actions", "Do in-pillar.", "1.1 Circular economy"],
        "Programme": ["2025-2028", "revision 2", "4 actions", "1 Security"],
        "Partner": ["Rhénanie-du-Nord-Westphalie", "region", "DE-NW", "NRW"],
        "Reference": ["Police treaty", "police-treaty", "treaty", "signed: 2018-07-23"],
        "PolicyField": ["Energy", "energy", "eurovoc: 2498, c_86d7db98"],
        "Verification": ["2025-2028: 1 found, 0 altered, 1 missing", "missing: 1.1 ¶2"],
        "Selection": ["Selection of 4 actions of 2025-2028", "Do outside."],
        "Hit": ["Do it.", "2025-2028/in-theme", "score 1.50, in summary"],
    }
    for text in told[type(value).__name__]:
        assert text in parsed(html).text


def test_values_are_shown_as_they_were(request: pytest.FixtureRequest) -> None:
    values: list[Any] = [
        *VALUES,
        attrs.evolve(ACTION, partners=("utrecht", "north-rhine-westphalia")),
        attrs.evolve(HIT, fields=("summary", "keywords")),
        attrs.evolve(
            REFERENCE,
            abbreviations=("TPB", "PTB"),
            in_force="2023-10-01",
            treaty_series="Trb. 2018, 160",
        ),
        attrs.evolve(VERIFICATION, altered=VERIFICATION.found * 2, found=()),
    ]
    style = re.compile("<style>.*?</style>\n", re.DOTALL)
    shown = "\n".join(style.sub("", value._repr_html_()) for value in values)
    compare_golden("notebook.html", shown, request)


def test_a_long_list_is_cut() -> None:
    programme = bp.load("2025-2028")
    shown = parsed(programme.actions._repr_html_()).text
    assert str(programme.actions[9]) in shown
    assert str(programme.actions[10]) not in shown
    assert f"and {len(programme.actions) - 10} more" in shown
    assert not re.search(r"and \d+ more", parsed(programme.actions[:10]._repr_html_()).text)


@pytest.mark.parametrize(
    "value",
    [
        attrs.evolve(ACTION, summary=bp.Text(en=ATTACK)),
        attrs.evolve(THEME, title=bp.Text(en=ATTACK)),
        attrs.evolve(PILLAR, title=bp.Text(en=ATTACK)),
        attrs.evolve(PROGRAMME, title=bp.Text(en=ATTACK)),
        attrs.evolve(PARTNER, name=bp.Text(en=ATTACK), abbreviations=(ATTACK,)),
        bp.Selection((attrs.evolve(ACTION, summary=bp.Text(en=ATTACK)),)),
        attrs.evolve(HIT, excerpt=ATTACK, fields=(ATTACK,)),
        attrs.evolve(REFERENCE, title=bp.Text(en=ATTACK), document=ATTACK),
        attrs.evolve(FIELD, label=bp.Text(en=ATTACK)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_no_text_becomes_a_tag(value: Any) -> None:
    html = value._repr_html_()
    assert ATTACK in parsed(html).text
    used = {tag for tag, _ in parsed(html).tags}
    assert used <= {"section", "style", "p", "ul", "li", "code", "span"}
