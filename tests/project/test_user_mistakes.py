"""Mistakes in what people type end in an error of this library."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import benelux_programme as bp
from benelux_programme import errors
from examples import PROGRAMME, RETIRED

ACTIONS: Any = PROGRAMME.actions
DIFF: Any = bp.diff(bp.load("2025-2028"), bp.load("2025-2028"))
TEXT: Any = bp.Text(fr="énergie", nl="energie")
TYPED: Any = bp  # as people type arguments that type checkers would refuse

MISTAKES: list[tuple[Callable[[], object], type[Exception]]] = [
    (lambda: bp.load("2025"), errors.UnknownPeriodError),
    (lambda: bp.load(""), errors.UnknownPeriodError),
    (lambda: bp.load("../../secret"), errors.UnknownPeriodError),
    (lambda: bp.revisions("2025"), errors.UnknownPeriodError),
    (lambda: bp.load("2025-2028", revision=99), errors.UnknownRevisionError),
    (lambda: bp.in_force(date(1958, 2, 3)), errors.NotInForceError),
    (lambda: bp.read("nowhere.yaml"), errors.UnreadableFileError),
    (lambda: bp.Period.parse("2025 to 2028"), errors.InvalidValueError),
    (lambda: bp.Period.parse(""), errors.InvalidValueError),
    (lambda: bp.Period.of_years(20250), errors.InvalidValueError),
    (lambda: bp.Period.of_years(2028, 2025), errors.InvalidValueError),
    (lambda: bp.Citation(section="1,1"), errors.InvalidValueError),
    (lambda: PROGRAMME["in-tehme"], errors.UnknownIdError),
    (lambda: PROGRAMME[RETIRED.id], errors.RetiredIdError),
    (lambda: PROGRAMME.pillar("securty"), errors.UnknownIdError),
    (lambda: PROGRAMME.theme("polcie"), errors.UnknownIdError),
    (lambda: PROGRAMME.action(""), errors.UnknownIdError),
    (lambda: PROGRAMME.resolve("old treaty"), errors.UnknownIdError),
    (lambda: PROGRAMME.partner("NRX"), errors.UnknownIdError),
    (lambda: PROGRAMME.partner("\ud800"), errors.UnknownIdError),
    (lambda: PROGRAMME.reference("police\0treaty 2"), errors.UnknownIdError),
    (lambda: PROGRAMME.field("x" * 100_000), errors.UnknownIdError),
    (lambda: ACTIONS.where(programme="2025"), errors.UnknownIdError),
    (lambda: ACTIONS.where(pillar="securty"), errors.UnknownIdError),
    (lambda: ACTIONS.where(id=["in-theme", "in-tehme"]), errors.UnknownIdError),
    (lambda: ACTIONS.where(theme=RETIRED.id), errors.RetiredIdError),
    (lambda: ACTIONS.where(commitment="frim"), errors.InvalidValueError),
    (lambda: ACTIONS.where(year=25), errors.InvalidValueError),
    (lambda: ACTIONS.group_by("pilar"), errors.InvalidValueError),
    (lambda: ACTIONS.count_by(""), errors.InvalidValueError),
    (lambda: ACTIONS.search(""), errors.InvalidValueError),
    (lambda: ACTIONS.search("?!"), errors.InvalidValueError),
    (lambda: ACTIONS.search("x" * 2001), errors.InvalidValueError),
    (lambda: PROGRAMME.search("energy", limit=0), errors.InvalidValueError),
    (lambda: ACTIONS.search("energy", language="be"), errors.MissingLanguageError),
    (lambda: TEXT.in_("be"), errors.MissingLanguageError),
    (lambda: f"{TEXT:de}", errors.MissingLanguageError),
    (lambda: DIFF.where(kind="moves"), errors.InvalidValueError),
    (lambda: DIFF.count_by("kinds"), errors.InvalidValueError),
    (lambda: bp.bump(DIFF, {"action-aded": "notable"}), errors.InvalidValueError),
    (lambda: TYPED.render.text(DIFF, "be"), errors.BeneluxProgrammeError),
    (lambda: TYPED.render.text(DIFF, width=8), errors.InvalidValueError),
    (lambda: TYPED.export.records(ACTIONS, language="be"), errors.MissingLanguageError),
    (lambda: TYPED.export.csv(ACTIONS, language="be"), errors.MissingLanguageError),
    (lambda: TYPED.export.markdown(PROGRAMME, language="be"), errors.MissingLanguageError),
    (lambda: TYPED.export.stratml(PROGRAMME, language="be"), errors.MissingLanguageError),
    (lambda: TYPED.export.skos(PROGRAMME, format="xml"), errors.InvalidValueError),
    (lambda: TYPED.export.skos(PROGRAMME, base="example.org"), errors.InvalidValueError),
]


@pytest.mark.parametrize(("call", "error"), MISTAKES)
def test_a_mistake_ends_in_an_error_of_this_library(
    call: Callable[[], object], error: type[errors.BeneluxProgrammeError]
) -> None:
    with pytest.raises(error) as caught:
        call()
    assert 0 < len(str(caught.value)) < 1000
