"""Programmes whose parts are not consistent are refused with the path to the value."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError
from examples import ACTION, FIELD, PARTNER, PILLAR, PROGRAMME, REFERENCE, THEME, make_action

PREDECESSOR = attrs.evolve(ACTION.predecessors[0], programme="2025-2028")
UNKNOWN_PARAGRAPH = bp.Citation(section="9", paragraph=1)
UNLISTED = attrs.evolve(PARTNER.citations[0], paragraph=9)


def with_action(**changes: Any) -> dict[str, Any]:
    return {"own_actions": (attrs.evolve(PROGRAMME.own_actions[0], **changes),)}


def with_pillar(**changes: Any) -> dict[str, Any]:
    return {"pillars": (attrs.evolve(PILLAR, **changes),)}


def with_theme(**changes: Any) -> dict[str, Any]:
    return with_pillar(themes=(attrs.evolve(THEME, **changes),))


A_PARTNER = "the id of a partner of the programme"
A_PARAGRAPH = "one of the paragraphs of the programme, or its heading"
SECURITY, NO_PILLAR = (f"the pillar that contains it, {id}" for id in ("'security'", "None"))
NAMESAKE = attrs.evolve(PARTNER, id="other", name=bp.Text(en="Other"), aliases=bp.Terms())
EMPTY = attrs.evolve(PILLAR, id="next", number="2", own_actions=(), themes=())
UNPUBLISHED = bp.Publication(kind="flyer", title=bp.Text(en="x"), languages=("fr",), publisher="x")


@pytest.mark.parametrize(
    ("wrong", "code", "path", "value", "expected"),
    [
        (
            with_action(id="police"),
            "repeated-id",
            "pillars[0].themes[0].id",
            "police",
            "unique: own_actions[0].id is the same",
        ),
        (
            {"partners": (PARTNER, PARTNER)},
            "repeated-id",
            "partners[1].id",
            PARTNER.id,
            "unique: partners[0].id is the same",
        ),
        (
            {"references": (REFERENCE, REFERENCE)},
            "repeated-id",
            "references[1].id",
            REFERENCE.id,
            "unique: references[0].id is the same",
        ),
        (
            {"fields": (FIELD, FIELD)},
            "repeated-id",
            "fields[1].id",
            "energy",
            "unique: fields[0].id is the same",
        ),
        (
            {"partners": (PARTNER, NAMESAKE)},
            "ambiguous-name",
            "partners[1]",
            "NRW",
            "a unique name or code: north-rhine-westphalia has it too",
        ),
        (
            {"paragraphs": (*PROGRAMME.paragraphs, PROGRAMME.paragraphs[0])},
            "repeated-id",
            "paragraphs[2]",
            "1.1/1",
            "unique: paragraphs[0] is the same",
        ),
        (
            {"context": PROGRAMME.context * 2},
            "repeated-id",
            "context[1]",
            "1.1/2",
            "unique: context[0] is the same",
        ),
        (
            with_action(programme="other"),
            "misplaced",
            "own_actions[0].programme",
            "other",
            "the programme that contains it, '2025-2028'",
        ),
        (
            with_pillar(programme="other"),
            "misplaced",
            "pillars[0].programme",
            "other",
            "the programme that contains it, '2025-2028'",
        ),
        (
            with_action(pillar="security"),
            "misplaced",
            "own_actions[0].pillar",
            "security",
            NO_PILLAR,
        ),
        (
            with_pillar(themes=(attrs.evolve(THEME, pillar="other"),)),
            "misplaced",
            "pillars[0].themes[0].pillar",
            "other",
            SECURITY,
        ),
        (
            with_pillar(own_actions=(make_action("x"),)),
            "misplaced",
            "pillars[0].own_actions[0].pillar",
            None,
            SECURITY,
        ),
        (
            with_theme(actions=(make_action("in-theme", None, "police"),)),
            "misplaced",
            "pillars[0].themes[0].actions[0].pillar",
            None,
            SECURITY,
        ),
        (
            with_action(theme="police"),
            "misplaced",
            "own_actions[0].theme",
            "police",
            "the theme that contains it, None",
        ),
        (
            with_theme(actions=(make_action("in-theme", "security"),)),
            "misplaced",
            "pillars[0].themes[0].actions[0].theme",
            None,
            "the theme that contains it, 'police'",
        ),
        (
            with_action(predecessors=(PREDECESSOR,)),
            "not-earlier",
            "own_actions[0].predecessors[0].programme",
            "2025-2028",
            "an earlier programme",
        ),
        (
            {"pillars": (PILLAR, attrs.evolve(EMPTY, number="1"))},
            "bad-order",
            "pillars[1].number",
            "1",
            "higher than the number before it",
        ),
        (
            with_pillar(themes=(attrs.evolve(THEME, number="2.1"),)),
            "misplaced",
            "pillars[0].themes[0].number",
            "2.1",
            "a number of pillar 1; did you mean '1.1'?",
        ),
        (
            with_pillar(themes=(attrs.evolve(THEME, number="11.2"),)),
            "misplaced",
            "pillars[0].themes[0].number",
            "11.2",
            "a number of pillar 1; did you mean '1.2'?",
        ),
        (
            with_pillar(themes=(THEME, attrs.evolve(THEME, id="x", number="1.1", actions=()))),
            "bad-order",
            "pillars[0].themes[1].number",
            "1.1",
            "higher than the number before it",
        ),
        (
            {
                "pillars": (
                    attrs.evolve(PILLAR, number="10", themes=(attrs.evolve(THEME, number="1"),)),
                    EMPTY,
                )
            },
            "bad-order",
            "pillars[1].number",
            "2",
            "higher than the number before it",
        ),
        (
            with_action(timing=bp.Period.of_years(2024, 2025)),
            "out-of-period",
            "own_actions[0].timing",
            "2024-2025",
            "in the period of the programme, 2025-2028",
        ),
        (
            with_action(timing=bp.Period.of_years(2028, 2029)),
            "out-of-period",
            "own_actions[0].timing",
            "2028-2029",
            "in the period of the programme, 2025-2028",
        ),
        (with_action(actors=("x",)), "unknown-id", "own_actions[0].actors[0]", "x", A_PARTNER),
        (with_action(partners=("x",)), "unknown-id", "own_actions[0].partners[0]", "x", A_PARTNER),
        (
            with_action(references=("x",)),
            "unknown-id",
            "own_actions[0].references[0]",
            "x",
            "the id of a reference of the programme",
        ),
        (
            with_action(fields=("energy", "x")),
            "unknown-id",
            "own_actions[0].fields[1]",
            "x",
            "the id of a policy field of the programme",
        ),
        ({"publication": UNPUBLISHED}, "unknown-id", "publication.publisher", "x", A_PARTNER),
        (
            {"partners": (attrs.evolve(PARTNER, parents=("x",)),)},
            "unknown-id",
            "partners[0].parents[0]",
            "x",
            A_PARTNER,
        ),
        (
            with_action(citations=(PARTNER.citations[0], UNKNOWN_PARAGRAPH)),
            "not-printed",
            "own_actions[0].citations[1]",
            "9/1",
            A_PARAGRAPH,
        ),
        (
            with_pillar(citations=(bp.Citation(section="9"),)),
            "not-printed",
            "pillars[0].citations[0]",
            "9",
            A_PARAGRAPH,
        ),
        (
            {"context": (bp.ContextParagraph(citation=UNKNOWN_PARAGRAPH, reason=bp.Text(en="x")),)},
            "not-printed",
            "context[0].citation",
            "9/1",
            A_PARAGRAPH,
        ),
        (
            {"partners": (attrs.evolve(PARTNER, citations=(UNLISTED,)),)},
            "not-printed",
            "partners[0].citations[0]",
            "<Citation 1.1 ¶9, section from page 6>",
            A_PARAGRAPH,
        ),
        (
            {"references": (attrs.evolve(REFERENCE, citations=(UNLISTED,)),)},
            "not-printed",
            "references[0].citations[0]",
            "<Citation 1.1 ¶9, section from page 6>",
            A_PARAGRAPH,
        ),
    ],
)
def test_an_inconsistent_value_is_refused(
    wrong: dict[str, Any], code: str, path: str, value: object, expected: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(PROGRAMME, **wrong)
    assert caught.value.args == ("Programme", path, value, expected, code)
    assert code in {one.code for one in bp.PROBLEM_CODES}


def test_numbers_may_have_gaps_but_must_increase() -> None:
    last = attrs.evolve(EMPTY, number="10")
    assert attrs.evolve(PROGRAMME, pillars=(PILLAR, EMPTY, attrs.evolve(last, id="last")))
    other = attrs.evolve(THEME, id="other", number="1.10", actions=())
    assert attrs.evolve(PROGRAMME, **with_pillar(themes=(THEME, other)))


def test_the_timing_of_an_action_may_be_the_whole_period() -> None:
    assert attrs.evolve(PROGRAMME, **with_action(timing=PROGRAMME.period))


def test_a_citation_must_have_the_page_and_fingerprint_of_its_paragraph() -> None:
    (listed,) = PARTNER.citations
    for bare in (attrs.evolve(listed, page=None), attrs.evolve(listed, fingerprint=None)):
        with pytest.raises(InvalidValueError, match=A_PARAGRAPH):
            attrs.evolve(PROGRAMME, **with_action(citations=(bare,)))
    copy = attrs.evolve(listed)
    assert attrs.evolve(PROGRAMME, **with_action(citations=(copy,))).actions[0].citations == (copy,)


def test_a_programme_need_not_list_its_paragraphs() -> None:
    bare = bp.Citation(section="1", paragraph=2)
    plan = bp.Programme(
        id="plan",
        period=bp.Period.of_years(2025),
        title=bp.Text(en="Plan"),
        references=(attrs.evolve(REFERENCE, citations=(bare,)),),
    )
    assert plan.paragraphs == ()
    with pytest.raises(InvalidValueError, match=A_PARAGRAPH):
        attrs.evolve(PROGRAMME, paragraphs=())


@pytest.mark.parametrize("known", [{"page": 6}, {"fingerprint": PARTNER.citations[0].fingerprint}])
def test_without_listed_paragraphs_citations_have_no_page_or_fingerprint(known: Any) -> None:
    cited = bp.Citation(section="1", paragraph=2, **known)
    with pytest.raises(InvalidValueError, match=A_PARAGRAPH):
        bp.Programme(
            id="plan",
            period=bp.Period.of_years(2025),
            title=bp.Text(en="Plan"),
            references=(attrs.evolve(REFERENCE, citations=(cited,)),),
        )


def test_keywords_of_a_paragraph_that_is_not_listed_are_refused() -> None:
    keywords = bp.Terms(en=("tunnel",))
    citation = bp.Citation(section="1", paragraph=1, keywords=keywords)
    action = attrs.evolve(ACTION, programme="plan", pillar=None, theme=None, citations=(citation,))
    action = attrs.evolve(action, partners=(), actors=(), references=(), fields=())
    with pytest.raises(InvalidValueError) as caught:
        bp.Programme(
            id="plan",
            period=PROGRAMME.period,
            title=PROGRAMME.title,
            own_actions=(attrs.evolve(action, predecessors=()),),
        )
    assert caught.value.code == "not-printed"
