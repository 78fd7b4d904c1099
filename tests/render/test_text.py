"""Plain text: wrapped at the width, with ids that can be copied."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError, MissingLanguageError
from examples import EARLIER, MINIMAL, PROGRAMME

COMPARISON = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
SMALL_COMPARISON = bp.compare(attrs.evolve(MINIMAL, own_actions=(EARLIER,)), PROGRAMME)


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_no_line_is_wider_than_the_width_unless_a_word_is(width: int) -> None:
    lines = bp.render.text(COMPARISON, "de", width=width).splitlines()
    longest_word = max(len(word) for line in lines for word in line.split() if word.strip("-="))
    assert max(map(len, lines)) <= max(width, longest_word + 4)


def test_without_a_width_every_item_is_one_line() -> None:
    programme = bp.load("2025-2028")
    lines = bp.render.text(programme, "de", width=None).splitlines()
    assert sum(line.startswith("- ") for line in lines) == len(programme.actions)


def test_wrapping_changes_nothing_but_line_breaks() -> None:
    selection = bp.load("2025-2028").actions
    wrapped = bp.render.text(selection, width=72)
    assert wrapped.split() == bp.render.text(selection, width=None).split()


def test_headings_of_two_levels_are_underlined() -> None:
    rendered = bp.render.text(PROGRAMME, "fr")
    assert rendered.startswith("Programme (2025-2028)\n=====================\n\n")
    assert "\n1 Sécurité (security)\n---------------------\n\n" in rendered
    assert "\n1.1 Économie circulaire (police)\n\n" in rendered


def test_continued_lines_are_indented_below_the_bullet() -> None:
    rendered = bp.render.text(PROGRAMME, width=40)
    assert (
        "\n- Do in-theme. (in-theme; conditional;\n  2025-2026; section 1.1, paragraph 1)\n"
        in rendered
    )
    nested = bp.render.text(SMALL_COMPARISON, width=60)
    assert "\n  - deepened by: Do outside. (2025-2028/outside;\n    conditional; " in nested


def test_ids_are_not_broken() -> None:
    rendered = bp.render.text(bp.load("2025-2028").actions, width=30)
    for action in bp.load("2025-2028").actions:
        assert str(action) in rendered


def test_tables_are_aligned_and_shrunk_to_the_width() -> None:
    rendered = bp.render.text(SMALL_COMPARISON, width=60)
    assert rendered[rendered.index("Pillar  ") : rendered.index("Policy fields")] == (
        "Pillar               Promises  Continued  Not continued  New\n"
        "-------------------  --------  ---------  -------------  ---\n"
        "2021-2024: Outside          1          1              0    0\n"
        "any pillar\n"
        "2025-2028: Outside          1          1              0    0\n"
        "any pillar\n"
        "2025-2028: 1                3          3              0    0\n"
        "Security\n"
        "\n"
    )


@pytest.mark.parametrize("width", [29, 0, -1, 80.0, True])
def test_an_invalid_width_is_refused(width: Any) -> None:
    with pytest.raises(InvalidValueError, match="a whole number from 30"):
        bp.render.text(PROGRAMME, width=width)


@pytest.mark.parametrize("render", [bp.render.text, bp.render.markdown, bp.render.html])
def test_an_unknown_language_is_refused(render: Any) -> None:
    with pytest.raises(MissingLanguageError, match="'it'"):
        render(PROGRAMME, "it")


def test_a_text_with_line_breaks_is_one_line() -> None:
    programme = attrs.evolve(PROGRAMME, title=bp.Text(en="one\ntwo"))
    assert bp.render.text(programme, width=None).startswith("one two (2025-2028)\n")


def test_a_value_of_another_class_is_an_error_that_names_those_that_can_be_rendered() -> None:
    value: Any = (*PROGRAMME.actions, 1)
    for render in (bp.render.text, bp.render.markdown, bp.render.html):
        with pytest.raises(
            TypeError, match="cannot render Action and int; expected one of Programme, "
        ):
            render(value)
