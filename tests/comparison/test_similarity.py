"""Matches proposed by similarity, where no predecessors are recorded."""

import math
from time import process_time

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._comparison import similarity
from examples import ACTION, EARLIER, MINIMAL, PROGRAMME

OLD = attrs.evolve(MINIMAL, own_actions=(EARLIER,))
BUNDLED_OLD, BUNDLED_NEW = bp.load("2021-2024"), bp.load("2025-2028")

SHARED, UNSHARED = math.log(1 + 2 / 2), math.log(1 + 2 / 1)
"""The inverse document frequency of a word of both of two actions, and of one of them."""


def make_programme(id: str, **summary: str) -> bp.Programme:
    """Return a programme with one action, which has this summary and refers to nothing."""
    action = bp.Action(
        id="act",
        programme=id,
        summary=bp.Text(**summary),  # type: ignore[arg-type]  # one language
        commitment=bp.Commitment.FIRM,
        citations=EARLIER.citations,
    )
    return attrs.evolve(MINIMAL, id=id, own_actions=(action,), fields=())


def make_large_programme(id: str, summaries: list[str]) -> bp.Programme:
    """Return a programme with an action for each summary."""
    (action,) = make_programme(id, en="x").own_actions
    actions = (
        attrs.evolve(action, id=f"act-{i}", summary=bp.Text(en=summary))
        for i, summary in enumerate(summaries)
    )
    return attrs.evolve(MINIMAL, id=id, own_actions=tuple(actions), fields=())


def remove_predecessors(value: object) -> None:
    """Remove the predecessors from a document."""
    if isinstance(value, dict):
        value.pop("predecessors", None)
        for child in value.values():
            remove_predecessors(child)
    elif isinstance(value, list):
        for child in value:
            remove_predecessors(child)


@pytest.fixture(scope="module")
def proposed() -> bp.Comparison:
    document = bp.to_dict(BUNDLED_NEW)
    remove_predecessors(document)
    return bp.compare(BUNDLED_OLD, bp.read(document))


def test_most_proposals_are_recorded_predecessors(proposed: bp.Comparison) -> None:
    recorded = {
        (each.old.id, each.new.id) for each in bp.compare(BUNDLED_OLD, BUNDLED_NEW).continued
    }
    pairs = [(each.old.id, each.new.id) for each in proposed.continued]
    assert len(pairs) > 30
    assert sum(pair in recorded for pair in pairs) / len(pairs) > 0.85


def test_one_old_action_is_proposed_for_each_new_one(proposed: bp.Comparison) -> None:
    assert len({each.new for each in proposed.continued}) == len(proposed.continued)


def test_a_proposal_has_a_score_instead_of_a_relation(proposed: bp.Comparison) -> None:
    assert proposed.proposed
    for continuation in proposed.continued:
        assert continuation.score is not None
        assert (continuation.relation, continuation.reason) == (None, None)
    assert "resembles" in repr(proposed.continued[0])


def test_a_proposal_is_encoded_with_its_score() -> None:
    old = make_programme("old", en="Sign the treaty.")
    encoded = bp.compare(old, make_programme("new", en="Sign the register.")).to_dict()
    (continuation,) = encoded["continued"]
    assert encoded["proposed"] is True
    assert (continuation["relation"], continuation["reason"]) == (None, None)
    assert continuation["score"] == pytest.approx(SHARED**2 / (SHARED**2 + UNSHARED**2))


def test_actions_without_a_common_term_are_not_proposed() -> None:
    action = attrs.evolve(ACTION, predecessors=(), pillar=None, theme=None)
    new = attrs.evolve(PROGRAMME, own_actions=(action,), pillars=(), retired=())
    assert bp.compare(OLD, new).continued == ()


@pytest.mark.parametrize(
    "summary",
    [EARLIER.summary, attrs.evolve(EARLIER.summary, nl="Het verdrag ondertekenen.")],
)
def test_the_same_text_has_the_score_1(summary: bp.Text) -> None:
    action = attrs.evolve(EARLIER, programme="2025-2028", id="again", summary=summary)
    new = attrs.evolve(MINIMAL, id="2025-2028", own_actions=(action,))
    (continuation,) = bp.compare(OLD, new).continued
    assert continuation.score == pytest.approx(1)


@pytest.mark.parametrize(
    ("old", "new", "cosine"),
    [
        ("Sign the treaty.", "Sign the register.", SHARED**2 / (SHARED**2 + UNSHARED**2)),
        (
            "Sign, sign the treaty.",
            "Sign the register.",
            (1 + math.log(2))
            * SHARED**2
            / math.hypot((1 + math.log(2)) * SHARED, UNSHARED)
            / math.hypot(SHARED, UNSHARED),
        ),
        ("Sign it.", "It signs.", 1),
        ("Alpha beta.", "Beta alpha.", 1),
    ],
)
def test_the_score_is_the_cosine_of_the_tf_idf_vectors(old: str, new: str, cosine: float) -> None:
    (continuation,) = bp.compare(
        make_programme("old", en=old), make_programme("new", en=new)
    ).continued
    assert continuation.score == pytest.approx(cosine)


def test_a_word_with_accents_counts_once() -> None:
    old = make_programme("old", fr="Sécurité, traité.")
    (continuation,) = bp.compare(old, make_programme("new", fr="Sécurité, registre.")).continued
    assert continuation.score == pytest.approx(SHARED**2 / (SHARED**2 + UNSHARED**2))


def test_the_least_similarity_is_enough_for_a_proposal(monkeypatch: pytest.MonkeyPatch) -> None:
    old = make_programme("old", en="Sign the treaty.")
    new = make_programme("new", en="Sign the register.")
    (continuation,) = bp.compare(old, new).continued
    monkeypatch.setattr(similarity, "MIN_SIMILARITY", continuation.score)
    assert bp.compare(old, new).continued == (continuation,)


@pytest.mark.parametrize(("max_comparisons", "is_proposed"), [(3, True), (0, False)])
def test_terms_of_too_many_actions_are_not_compared(
    max_comparisons: int, is_proposed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = (make_programme(id, en="Sign the treaty.") for id in ("old", "new"))
    monkeypatch.setattr(similarity, "MAX_COMPARISONS", max_comparisons)
    assert bool(bp.compare(old, new).continued) is is_proposed


def test_programmes_of_common_terms_are_compared_in_linear_time() -> None:
    def measure(size: int) -> float:
        text = " ".join(f"w{chr(97 + i)}x" for i in range(20))
        actions = [f"{text} x{i % 40}x" for i in range(size)]
        old, new = (make_large_programme(id, actions) for id in ("old", "new"))
        start = process_time()
        bp.compare(old, new)
        return process_time() - start

    measure(50)
    assert measure(3200) < 30 * measure(400)  # 64 times if quadratic
