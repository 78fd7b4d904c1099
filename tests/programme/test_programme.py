import copy
import pickle
import sys
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError, RetiredIdError, UnknownIdError
from examples import ACTION, FIELD, PARTNER, PILLAR, PROGRAMME, REFERENCE, RETIRED, THEME


def pickle_and_unpickle(programme: bp.Programme) -> bp.Programme:
    unpickled: bp.Programme = pickle.loads(pickle.dumps(programme))  # noqa: S301  # our own
    return unpickled


def test_actions_are_in_printed_order() -> None:
    ids = ["outside", "in-pillar", "in-theme", "in-theme-too"]
    assert [one.id for one in PROGRAMME.actions] == ids
    assert [one.id for one in PILLAR.actions] == ids[1:]
    assert PROGRAMME.themes == (THEME,)


def test_the_actions_of_a_division_are_a_selection_of_its_programme() -> None:
    programme = bp.load("2025-2028")
    for division in (*programme.pillars, *programme.themes):
        own: dict[str, Any] = {type(division).__name__.lower(): division}
        assert division.actions == programme.actions.where(**own)
        assert division.actions.programmes == (programme,)
        by_label: dict[str, Any] = {"field": f"{programme.field('energy').label:de}"}
        assert division.actions.where(partner="NRW") == programme.actions.where(
            partner="NRW", **own
        )
        assert division.actions.where(**by_label) == programme.actions.where(**by_label, **own)
    for division in (programme.pillar("security"), programme.theme("cross-border-security")):
        (hit, *_) = division.actions.search("police")
        assert hit.action in division.actions


@pytest.mark.parametrize("change", [copy.copy, copy.deepcopy, pickle_and_unpickle, attrs.evolve])
def test_the_divisions_of_every_programme_know_one(
    change: Callable[[bp.Programme], bp.Programme],
) -> None:
    read = bp.read(bp.to_dict(PROGRAMME))
    for programme in (change(PROGRAMME), change(bp.load("2021-2024")), change(read)):
        for pillar in programme.pillars:
            assert pillar.actions.where(partner="NRW") == (
                programme.actions.where(partner="NRW", pillar=pillar)
            )
        for theme in programme.themes:
            assert theme.actions.where(partner="NRW") == (
                programme.actions.where(partner="NRW", theme=theme)
            )


def test_a_theme_is_built_and_changed_with_its_actions() -> None:
    theme = attrs.evolve(THEME, actions=THEME.actions[:1])  # type: ignore[arg-type]
    assert theme.own_actions == THEME.own_actions[:1] == tuple(theme.actions)
    assert list(bp.to_dict(theme)["actions"]) == bp.to_dict(THEME)["actions"][:1]
    assert bp.from_dict(bp.Theme, bp.to_dict(theme)) == theme


def test_a_pillar_knows_the_first_programme_of_which_it_is_part() -> None:
    pillar = attrs.evolve(PILLAR)
    assert pillar.actions == PILLAR.actions
    assert [pillar.actions.programmes, copy.copy(PILLAR).actions.programmes] == [(), ()]
    assert pillar.actions.where(commitment="conditional") == PILLAR.actions
    for ask in (pillar.actions.search, lambda name: pillar.actions.where(partner=name)):
        with pytest.raises(InvalidValueError, match="the programmes of the actions"):
            ask("NRW")
    first = attrs.evolve(PROGRAMME, pillars=(pillar,))
    later = attrs.evolve(first, revision=3)
    assert later.pillars == (pillar,)
    (known,) = pillar.actions.programmes
    assert known is first


def test_a_programme_is_a_mapping_of_ids_to_nodes() -> None:
    assert list(PROGRAMME) == [
        "outside",
        "security",
        "in-pillar",
        "police",
        "in-theme",
        "in-theme-too",
    ]
    assert len(PROGRAMME) == 6
    assert all(PROGRAMME[id].id == id for id in PROGRAMME)
    assert "police" in PROGRAMME
    assert "nrw" not in PROGRAMME
    assert dict(PROGRAMME) == dict(PROGRAMME.items()) == {id: PROGRAMME[id] for id in PROGRAMME}
    assert list(PROGRAMME.keys()) == list(PROGRAMME)


def test_get_returns_a_node_or_the_default() -> None:
    assert PROGRAMME.get("police") is PROGRAMME.get("2025-2028/police", 1) is THEME
    assert PROGRAMME.get("nrw") is None
    for id in ("nrw", RETIRED.id, "2021-2024/police"):
        assert PROGRAMME.get(id, PROGRAMME) is PROGRAMME


@pytest.mark.parametrize("node", [PILLAR, THEME, ACTION])
def test_full_ids_are_taken_wherever_short_ids_are(node: bp.Node) -> None:
    full_id, look_up = str(node), getattr(PROGRAMME, type(node).__name__.lower())
    assert PROGRAMME[full_id] is look_up(full_id) is look_up(node.id) is node
    assert full_id in PROGRAMME
    assert PROGRAMME.resolve(full_id) == (node,)
    assert PROGRAMME.parent(full_id) is PROGRAMME.parent(node.id) is PROGRAMME.parent(node)
    assert PROGRAMME.path(full_id) == PROGRAMME.path(node.id) == PROGRAMME.path(node)


def test_full_ids_of_retired_ids_are_taken() -> None:
    assert PROGRAMME.resolve(f"2025-2028/{RETIRED.id}") == PROGRAMME.resolve(RETIRED.id)
    for look_up in (PROGRAMME.__getitem__, PROGRAMME.action, PROGRAMME.path, PROGRAMME.parent):
        with pytest.raises(RetiredIdError):
            look_up(f"2025-2028/{RETIRED.id}")


def test_full_ids_of_another_programme_are_named_as_such() -> None:
    other_id = f"2021-2024/{THEME.id}"
    assert other_id not in PROGRAMME
    for look_up in (
        *(PROGRAMME.__getitem__, PROGRAMME.pillar, PROGRAMME.theme, PROGRAMME.action),
        *(PROGRAMME.resolve, PROGRAMME.parent, PROGRAMME.path),
    ):
        with pytest.raises(UnknownIdError, match="the id names programme 2021-2024"):
            look_up(other_id)


def test_pillars_and_themes_are_found_by_number_and_by_title_in_any_language() -> None:
    for key in (1, "1", "Sécurité", "securite", "SECURITY", "the security", "economie-circulaire"):
        assert PROGRAMME.pillar(key) is PILLAR
    for key in ("1.1", "Économie circulaire", "circular  economy", "l’économie circulaire"):
        assert PROGRAMME.theme(key) is THEME
    programme = bp.load("2025-2028")
    assert programme.theme("Een coherente aanpak van migratie").id == "migration"
    for unknown in (2, "1.1", "police"):
        with pytest.raises(UnknownIdError):
            PROGRAMME.pillar(unknown)


def test_a_title_of_two_themes_is_ambiguous() -> None:
    other = attrs.evolve(THEME, id="other", number="1.2", actions=())
    pillar = attrs.evolve(PILLAR, themes=(THEME, other))
    programme = attrs.evolve(PROGRAMME, pillars=(pillar,))
    assert programme.theme("1.2") is programme.theme("other") is other
    with pytest.raises(UnknownIdError, match="did you mean 'police' or 'other'"):
        programme.theme("circular economy")
    with pytest.raises(UnknownIdError, match="'police' or 'other'"):
        programme.actions.where(theme="circular economy")


def test_each_kind_of_node_and_record_has_a_look_up() -> None:
    assert PROGRAMME["security"] is PROGRAMME.pillar("security") is PILLAR
    assert PROGRAMME["police"] is PROGRAMME.theme("police") is THEME
    assert PROGRAMME["in-theme"] is PROGRAMME.action("in-theme") is ACTION
    assert PROGRAMME.reference("police-treaty") is REFERENCE
    assert PROGRAMME.field("energy") is FIELD


@pytest.mark.parametrize(
    ("look_up", "kind"),
    [
        ("__getitem__", "pillar, theme or action"),
        ("pillar", "pillar"),
        ("theme", "theme"),
        ("action", "action"),
        ("reference", "reference"),
        ("field", "policy field"),
        ("partner", "partner"),
    ],
)
@pytest.mark.parametrize("key", ["nothing-like-it", "outside-it", ""])
def test_an_unknown_id_is_a_key_error(look_up: str, kind: str, key: str) -> None:
    with pytest.raises(UnknownIdError, match="in programme 2025-2028") as caught:
        getattr(PROGRAMME, look_up)(key)
    assert caught.value.key == key
    assert (caught.value.kind, caught.value.where) == (kind, "2025-2028")


def test_similar_ids_are_suggested() -> None:
    with pytest.raises(UnknownIdError) as caught:
        PROGRAMME["in-temes"]
    assert caught.value.suggestions[0] == "in-theme"
    with pytest.raises(UnknownIdError, match="did you mean 'police'"):
        PROGRAMME.theme("Polices")


@pytest.mark.parametrize(
    ("key", "suggestions"),
    [
        ("Make the Benelux Police Treaty operational", ("police-treaty-operational",)),
        ("the police treaty", ("police-treaty-operational", "police-treaty-second-agreements")),
        ("Polizeivertrag", ("police-treaty-operational", "police-treaty-second-agreements")),
        ("Draw up a regional water agenda", ("water-agenda-preparation",)),
        ("Die Nordsee", ("north-sea", "north-sea-infrastructure-protection")),
        ("Support the national football team", ()),
        ("the", ()),
        ("2025", ()),
    ],
)
def test_ids_are_suggested_by_words_and_similar_labels(
    key: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownIdError) as caught:
        bp.load("2025-2028")[key]
    assert caught.value.suggestions == suggestions


def test_labels_of_any_length_lead_to_their_nodes(programme: bp.Programme) -> None:
    for id, node in sorted(programme.items(), key=lambda item: len(str(item[1].label)))[::12]:
        with pytest.raises(UnknownIdError) as caught:
            programme[str(node.label)]
        assert id in caught.value.suggestions


def test_a_look_up_does_not_find_nodes_of_another_kind() -> None:
    with pytest.raises(UnknownIdError, match="unknown action 'police'"):
        PROGRAMME.action("police")


@pytest.mark.parametrize(
    "key",
    [
        "north-rhine-westphalia",
        "NRW",
        "nrw",
        "DE-NW",
        "Q1198",
        "Rhénanie-du-Nord-Westphalie",
        "RHENANIE DU NORD WESTPHALIE",
        "nordrhein westfalen",
        "Rhénanie du Nord Westfalie",
    ],
)
def test_a_partner_is_found_by_id_code_name_and_alias(key: str) -> None:
    assert PROGRAMME.partner(key) is PARTNER


def test_similar_names_of_partners_are_suggested() -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'Nordrhein-Westfalen'"):
        PROGRAMME.partner("Nordrhein-Westphalen")


def test_parents_and_paths() -> None:
    assert PROGRAMME.parent(ACTION) is THEME
    assert PROGRAMME.parent(THEME) is PILLAR
    assert PROGRAMME.parent(PILLAR) is PROGRAMME
    assert PROGRAMME.parent(PILLAR.own_actions[0]) is PILLAR
    assert PROGRAMME.parent(PROGRAMME.own_actions[0]) is PROGRAMME
    assert PROGRAMME.path(ACTION) == (PROGRAMME, PILLAR, THEME, ACTION)
    assert PROGRAMME.path(PILLAR) == (PROGRAMME, PILLAR)


def test_the_path_of_a_programme_is_the_programme(programme: bp.Programme) -> None:
    assert programme.path(programme) == programme.path(programme.id) == (programme,)


def test_a_programme_has_no_parent(programme: bp.Programme) -> None:
    for node in (programme.id, programme):
        with pytest.raises(UnknownIdError):
            programme.parent(node)  # type: ignore[arg-type]  # the mistake under test


def test_the_path_of_a_node_of_another_programme_is_an_error() -> None:
    other = attrs.evolve(ACTION, commitment=bp.Commitment.FIRM)
    with pytest.raises(UnknownIdError) as caught:
        PROGRAMME.path(other)
    assert caught.value.args == ("node", "2025-2028/in-theme", "2025-2028", (), None, False)


def test_the_path_of_an_equal_node_is_the_same() -> None:
    assert PROGRAMME.path(attrs.evolve(ACTION)) == (PROGRAMME, PILLAR, THEME, ACTION)


def test_search_searches_all_actions() -> None:
    assert PROGRAMME.search("faire", limit=2) == PROGRAMME.actions.search("faire", limit=2)
    assert PROGRAMME.search("faire", language="fr", limit=None)
    assert not PROGRAMME.search("faire", language="nl", limit=None)
    assert len(PROGRAMME.search("faire", limit=None)) == 4
    assert len(PROGRAMME.search("faire", limit=2)) == 2
    assert len(bp.load("2025-2028").search("benelux")) == 10


def test_an_id_has_priority_over_a_similar_name() -> None:
    other = attrs.evolve(REFERENCE, id="other", abbreviations=("Police treaty",))
    programme = attrs.evolve(PROGRAMME, references=(REFERENCE, other))
    assert programme.reference("police-treaty") is REFERENCE
    with pytest.raises(UnknownIdError):
        programme.reference("Police Treaty")


def test_an_id_has_priority_over_an_equal_abbreviation() -> None:
    other = attrs.evolve(REFERENCE, id="other", abbreviations=("police-treaty",))
    programme = attrs.evolve(PROGRAMME, references=(REFERENCE, other))
    assert programme.reference("police-treaty") is REFERENCE


def test_names_that_fold_alike_are_found_by_exact_spelling() -> None:
    other = attrs.evolve(REFERENCE, id="other", title=bp.Text(en="Police Treaty"))
    programme = attrs.evolve(PROGRAMME, references=(REFERENCE, other))
    assert programme.reference("Police treaty") is REFERENCE
    assert programme.reference("Police Treaty") is other
    with pytest.raises(UnknownIdError, match="did you mean 'Police Treaty'"):
        programme.reference("Police treat")
    with pytest.raises(UnknownIdError):
        programme.reference("police treaty")


def test_repr_counts_pillars_themes_and_actions() -> None:
    assert repr(PROGRAMME) == "<Programme 2025-2028 revision 2: 1 pillar, 1 theme, 4 actions>"


def test_cached_values_are_not_fields() -> None:
    PROGRAMME.search("faire")
    PROGRAMME.partner("NRW")
    assert {field.name for field in attrs.fields(bp.Programme)}.isdisjoint({"actions", "themes"})
    assert not [field.name for field in attrs.fields(bp.Programme) if field.name.startswith("_")]


@pytest.mark.parametrize("mark", ["\ufeff", "\xad", "\u200b", "\u2060", "\u3164"])
def test_invisible_characters_of_ids_and_names_are_dropped(mark: str) -> None:
    programme = bp.load("2025-2028")
    for look_up, key in (
        (programme.__getitem__, "migration"),
        (programme.pillar, "security"),
        (programme.theme, "migration"),
        (programme.action, "scheldt-council-chair"),
        (programme.resolve, "migration"),
        (programme.partner, "Nederland"),
        (programme.field, "Économie circulaire"),
        (programme.reference, "eIDAS 2.0"),
        (bp.load, "2025-2028"),
        (bp.revisions, "2025-2028"),
        (bp.find, "2025-2028/migration"),
        (bp.predecessors, "2025-2028/police-treaty-operational"),
        (bp.successors, "2021-2024/benelux-police-treaty"),
        (programme.outcomes_of, "mobility-agenda"),
        (programme.outcomes_of("mobility-agenda")[0].bearing_on, "mobility-agenda"),
    ):
        typed = unicodedata.normalize("NFD", f"{mark}{key[:3]}{mark}{key[3:]}")
        assert look_up(typed) == look_up(key)
    assert f"migration{mark}" in programme


def count_selections_of_threads(programme: bp.Programme) -> int:
    """Return how many objects 16 threads get that ask for the actions at the same time."""
    barrier = Barrier(16)

    def get_actions(_: int) -> bp.Selection:
        barrier.wait()
        return programme.actions

    with ThreadPoolExecutor(16) as threads:
        return len({id(selection) for selection in threads.map(get_actions, range(16))})


def test_all_threads_get_the_same_actions() -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(20):
            assert count_selections_of_threads(copy.deepcopy(bp.load("2025-2028"))) == 1
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.parametrize("change", [copy.copy, copy.deepcopy, pickle_and_unpickle, attrs.evolve])
def test_a_copy_has_actions_of_its_own(change: Callable[[bp.Programme], bp.Programme]) -> None:
    programme = bp.load("2025-2028")
    actions = programme.actions
    copied = change(programme)
    assert copied.actions == actions
    assert copied.actions is copied.actions is not actions
    assert copied.actions.programmes == (copied,)
    assert copied.actions.programmes[0] is copied
