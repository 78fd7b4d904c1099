from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._programme.lookup import RecordIndex, suggest
from benelux_programme.errors import InvalidValueError, UnknownIdError
from examples import FIELD, PARTNER, THEME


def test_up_to_three_suggestions_start_with_the_most_similar() -> None:
    known_keys = ["water", "titled", "subtitle", "tiles", "titles", "title"]
    assert suggest("Titel", known_keys) == ("title", "titles", "titled")
    assert suggest("nothing like it", known_keys) == ()


def test_what_has_many_letters_in_common_but_not_in_order_is_no_suggestion() -> None:
    assert suggest("Netherlands", ["Deutschland"]) == ()


def test_accents_spaces_and_hyphens_are_not_compared() -> None:
    assert suggest("l economie circulare", ["Économie-circulaire"]) == ("Économie-circulaire",)


def test_keys_that_differ_in_marks_only_are_both_suggested() -> None:
    assert suggest("water plan", ["Water plan.", "water-plan"]) == ("water-plan", "Water plan.")


def test_suggestions_keep_their_spelling() -> None:
    assert suggest("nordrhein", ["NORDRHEIN"]) == ("NORDRHEIN",)


def test_only_the_first_hundred_characters_are_compared() -> None:
    assert suggest("a" * 101, ["a" * 101, "a" * 100])[0] == "a" * 100


def test_nothing_is_similar_to_a_key_that_is_not_a_string() -> None:
    assert suggest(7, ["7"]) == ()


def make_index(*names: str) -> RecordIndex:
    """Return an index of partners with these names and the ids p-0, p-1 and so on."""
    partners = [
        attrs.evolve(
            PARTNER,
            id=f"p-{i}",
            name=bp.Text(en=name),
            aliases=bp.Terms(),
            abbreviations=(),
            iso_3166_2=None,
            wikidata=None,
        )
        for i, name in enumerate(names)
    ]
    return RecordIndex("partner", partners, "plan")


@pytest.mark.parametrize(
    "article", ["the ", "The  ", "de ", "het ", "le ", "la ", "les ", "l'", "L’ ", "der ", "die "]
)
def test_an_article_before_a_name_is_ignored(article: str) -> None:
    index = make_index("Netherlands", f"{article}Havre")
    for name in ("Netherlands", "Havre"):
        assert index.get(article + name) is index.get(name) is index.get(f"das {name}")


def test_a_name_is_found_before_another_without_its_article() -> None:
    index = make_index("La Haye", "Haye", "DE NW", "nw")
    assert [index.get(name).id for name in ("la haye", "haye")] == ["p-0", "p-1"]
    assert [index.get(name).id for name in ("de-nw", "de nw", "NW")] == ["p-2", "p-2", "p-3"]


def test_what_only_begins_like_an_article_is_kept() -> None:
    with pytest.raises(UnknownIdError):
        make_index("mark", "sel").get("Denmark")


def test_a_name_of_several_records_is_ambiguous() -> None:
    index = make_index("Énergie", "energie", "Water")
    assert index.get("Énergie").id == "p-0"
    for look_up in (index.get, index.find_one_or_none):
        with pytest.raises(UnknownIdError) as caught:
            look_up("ENERGIE")
        assert caught.value.args == ("partner", "ENERGIE", "plan", ("p-0", "p-1"), None, True)
        assert str(caught.value).startswith("ambiguous partner 'ENERGIE' in programme plan; did")


@pytest.mark.parametrize(
    ("word", "id"),
    [
        *(("eau", "water"), ("l'eau", "water"), ("l’Eau", "water"), ("l'énergie", "energy")),
        *(("énergie", "energy"), ("Energie", "energy"), ("Numérique", "digital")),
    ],
)
def test_a_field_is_found_by_a_keyword_before_a_word_of_its_label(word: str, id: str) -> None:
    fields = [
        bp.PolicyField(id="energy", label=bp.Text(fr="Approvisionnement"), keywords=ENERGY),
        bp.PolicyField(id="sea", label=bp.Text(fr="Mer et énergie en mer", nl="Energie op zee")),
        bp.PolicyField(id="water", label=bp.Text(fr="Gestion de l’eau et des sols")),
        bp.PolicyField(id="digital", label=bp.Text(fr="Le numérique et les médias")),
    ]
    index = RecordIndex("field", fields, "plan")
    assert index.get(word).id == id
    for stop_word in ("des", "les", "et", "op"):
        assert index.find_one_or_none(stop_word) is None
    with pytest.raises(UnknownIdError, match="ambiguous field 'mer'") as caught:
        RecordIndex("field", [*fields, attrs.evolve(fields[1], id="s")], "plan").get("mer")
    assert caught.value.is_ambiguous
    assert caught.value.suggestions == ("sea", "s")


ENERGY = bp.Terms(fr=("énergie",), nl=("energie",))


def test_a_number_is_not_folded() -> None:
    themes = [attrs.evolve(THEME, id=f"t-{n[-1]}", number=n) for n in ("1.2", "11.3", "1.14")]
    index = RecordIndex("theme", themes, "plan")
    assert [index.get(number).id for number in ("1.2", " 11.3 ", "1.14")] == ["t-2", "t-3", "t-4"]
    for number in ("12", "113", "1.13"):
        assert index.find_one_or_none(number) is None


def make_field_index() -> RecordIndex:
    """Return an index of three policy fields, one of which has keywords."""
    labels = {
        "mobility": "Mobility and transport",
        "ports": "Harbours of transport",
        "digital": "AI and the like",
    }
    words = {"ports": bp.Terms(fr=("fret maritime",), nl=("de havens",))}
    fields = [
        attrs.evolve(FIELD, id=id, label=bp.Text(en=label), keywords=words.get(id, bp.Terms()))
        for id, label in labels.items()
    ]
    return RecordIndex("field", fields, "plan")


def test_fields_are_found_by_keywords_and_words_of_their_labels() -> None:
    index = make_field_index()
    for key, id in {"Mobility": "mobility", "harbours": "ports", "de Havens": "ports"}.items():
        assert index.get(key).id == id
    with pytest.raises(UnknownIdError) as caught:
        index.get("transport")
    assert caught.value.suggestions == ("mobility", "ports")


def test_records_are_suggested_by_words_of_their_names_and_keywords() -> None:
    index = make_field_index()
    for key, suggestions in {
        "maritime fret": ("ports",),
        "traffic transport": (),
        "AI": ("AI and the like",),
        "and": ("Mobility and transport", "AI and the like"),
        "?": (),
    }.items():
        with pytest.raises(UnknownIdError) as caught:
            index.get(key)
        assert caught.value.suggestions == suggestions


def test_each_record_is_suggested_once_and_no_more_than_three_are() -> None:
    index = make_index(
        "North Port", "North-Port", "Port of W", "Port of X", "Port of Y", "Port of Z"
    )
    with pytest.raises(UnknownIdError) as caught:
        index.get("Northern Ports")
    assert caught.value.suggestions == ("North-Port",)
    with pytest.raises(UnknownIdError) as caught:
        index.get("of")
    assert caught.value.suggestions == ("Port of W", "Port of X", "Port of Y")


@pytest.mark.parametrize(
    ("kind", "key", "suggestion"),
    [
        ("partner", "Scheldt Commission", "Flemish-Dutch Scheldt Commission"),
        ("theme", "archivering", "Elektronische archivering"),
    ],
)
def test_words_suggest_records_of_the_programme(kind: str, key: str, suggestion: str) -> None:
    with pytest.raises(UnknownIdError) as caught:
        getattr(bp.load("2025-2028"), kind)(key)
    assert caught.value.suggestions[0] == suggestion


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("transport", "mobility"),
        ("klimaat", "climate-environment"),
        ("Umwelt", "climate-environment"),
        ("gezondheid", "health"),
        ("santé", "health"),
        ("police", "police-cooperation"),
    ],
)
def test_everyday_words_name_fields_of_the_programme(word: str, id: str) -> None:
    programme = bp.load("2025-2028")
    assert programme.field(word).id == id
    assert programme.actions.where(field=word) == programme.actions.where(field=id)


@pytest.mark.parametrize(
    ("kind", "id", "other"),
    [
        ("action", "security", "a pillar"),
        ("pillar", "migration", "a theme"),
        ("theme", "police-treaty-operational", "an action"),
    ],
)
def test_the_id_of_another_kind_is_told(kind: str, id: str, other: str) -> None:
    with pytest.raises(
        UnknownIdError, match=f"unknown {kind} '{id}' .*, where it is {other}$"
    ) as caught:
        getattr(bp.load("2025-2028"), kind)(id)
    assert caught.value.other_kind == other.split()[1]
    criterion: dict[str, Any] = {"id" if kind == "action" else kind: id}
    with pytest.raises(UnknownIdError, match=f"unknown {kind} '{id}' .*, where it is {other}$"):
        bp.load("2025-2028").actions.where(**criterion)


@pytest.mark.parametrize("number", [10**5000, -(10**5000)], ids=["positive", "negative"])
def test_a_number_of_thousands_of_digits_is_unknown(number: Any) -> None:
    programme = bp.load("2025-2028")
    nodes = (programme.pillar, programme.theme, programme.action, programme.resolve)
    records = (programme.partner, programme.field, programme.reference, bp.actions().partner)
    for look_up in (*nodes, *records):
        with pytest.raises(UnknownIdError, match="a number of thousands of digits"):
            look_up(number)
    for criterion in ("pillar", "partner", "involves", "reference"):
        with pytest.raises(UnknownIdError, match="a number of thousands of digits"):
            programme.actions.where(**{criterion: number})
    for year in (number, [2026, number]):
        with pytest.raises(InvalidValueError, match="a number of thousands of digits"):
            programme.actions.where(year=year)
    assert number not in programme
    assert programme.get(number) is None


def test_an_article_within_a_name_is_a_part_of_it() -> None:
    with pytest.raises(UnknownIdError):
        bp.load("2025-2028").partner("Benelux the countries")


@pytest.mark.parametrize("name", ["\n" * 64_000, " \t" * 32_000, "the " * 16_000, "l'" * 32_000])
def test_names_of_many_spaces_and_articles_take_linear_time(name: str) -> None:
    with pytest.raises(UnknownIdError):
        bp.load("2025-2028").partner(name + "x")
