from collections.abc import Callable
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import RetiredIdError, UnknownIdError
from examples import TEXT


def test_find_returns_every_node_of_every_bundled_programme_by_its_full_id() -> None:
    for period in bp.periods():
        for id, node in bp.load(period).items():
            assert bp.find(f"{period}/{id}") is node
    assert bp.find("2025-2028/migration\ufeff") is bp.load("2025-2028")["migration"]


@pytest.mark.parametrize(
    ("full_id", "suggestions"),
    [
        ("2025-2028/migratoin", ("2025-2028/migration",)),
        ("migration", ("2025-2028/migration",)),
        ("2025-2029/migration", ("2025-2028/migration",)),
        ("the police treaty",
         ("2021-2024/new-police-treaty", "2021-2024/benelux-police-treaty",
          "2025-2028/police-treaty-operational")),
        ("2025-2028/police-treaty",
         ("2025-2028/police-treaty-operational", "2025-2028/police-treaty-second-agreements")),
        ("security", ("2021-2024/security", "2025-2028/security")),
        ("2025-2028", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_an_unknown_full_id_is_an_error_that_suggests_full_ids(
    full_id: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownIdError, match="in programmes 2021-2024, 2025-2028") as caught:
        bp.find(full_id)
    assert (caught.value.key, caught.value.suggestions) == (full_id, suggestions)


def test_find_names_the_successors_of_a_retired_id() -> None:
    retired = bp.RetiredId(id="old", successors=("migration",), reason="Renamed.", since=2)
    programme = attrs.evolve(bp.load("2025-2028"), retired=(retired,))
    with pytest.raises(RetiredIdError, match="'migration'"):
        bp.find("2025-2028/old", programmes=(programme,))


def test_find_searches_own_programmes_too_which_replace_bundled_ones() -> None:
    action = bp.Action(id="wind", programme="plan", summary=TEXT, commitment=bp.Commitment.FIRM)
    year = bp.Period.of_years(2026)
    plan = bp.Programme(id="plan", period=year, title=TEXT, own_actions=(action,))
    assert bp.find("plan/wind", programmes=(plan,)) is action
    first = bp.load("2025-2028", revision=1)
    assert bp.find("2025-2028/migration", programmes=iter((plan, first))) is first["migration"]
    where = "in programmes 2021-2024, 2025-2028, plan; did you mean 'plan/wind'"
    with pytest.raises(UnknownIdError, match=where):
        bp.find("plan/winds", programmes=(plan,))


def test_actions_are_those_of_all_programmes_and_of_ones_own() -> None:
    old, new = bp.load("2021-2024"), bp.load("2025-2028")
    assert bp.actions() == old.actions + new.actions
    assert bp.actions().programmes == (old, new)
    first = bp.load("2025-2028", revision=1)
    assert bp.actions(programmes=[first]) == old.actions + first.actions


@pytest.mark.parametrize("key", [5, 10**5000, None, 2.5], ids=["5", "long", "None", "2.5"])
@pytest.mark.parametrize(
    "look_up", [bp.find, bp.load, bp.revisions, bp.predecessors, bp.successors]
)
def test_a_key_of_another_type_is_unknown(look_up: Callable[[Any], object], key: Any) -> None:
    with pytest.raises((bp.errors.UnknownIdError, bp.errors.UnknownPeriodError)):
        look_up(key)
