"""Diffs: every change is in every format, as a sentence."""

import json
import re
from collections.abc import Callable

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._model.constraints import is_partial_date
from benelux_programme._model.words import translate
from edits import BASE, EDITS, RETIRED, with_action, with_partner
from examples import ACTION, PARTNER
from html_pages import Page

FORMATS: dict[str, Callable[[bp.Diff], str]] = {
    "text": lambda diff: bp.render.text(diff, width=None),
    "markdown": lambda diff: re.sub(r"\\(.)", r"\1", bp.render.markdown(diff)),
    "html": lambda diff: Page(bp.render.html(diff)).text,
    "json": bp.render.json,
}

ALTERNATIVE_TITLE = (
    "text: “Économie circulaire” (fr), “Circular economy” (en); sources: https://example.org/"
)


def name_field(path: str) -> str:
    return " / ".join(translate(f"field.{name}", "en") for name in filter(None, path.split(".")))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("edit", EDITS)
def test_every_change_is_in_every_format(format: str, edit: str) -> None:
    for diff in (bp.diff(BASE, EDITS[edit]), bp.diff(EDITS[edit], BASE)):
        (change,) = diff
        rendered = FORMATS[format](diff)
        assert change.id in rendered
        field = change.field or ""
        assert (field if format == "json" else name_field(field)) in rendered
        for value in (change.old, change.new):
            if isinstance(value, str) and not is_partial_date(value):
                assert value in rendered


def test_changes_are_grouped_by_severity_and_record() -> None:
    edited = with_action(actors=(), commitment=bp.Commitment.FIRM, note=None)
    edited = attrs.evolve(edited, partners=BASE.partners[:1])
    assert bp.render.text(bp.diff(BASE, edited), "nl") == (
        "2025-2028: van revisie 1 naar revisie 1\n"
        "=======================================\n"
        "\n"
        "4 wijzigingen: 1 ingrijpend, 2 inhoudelijk, 1 redactioneel. Aanbevolen\n"
        "versieverhoging: hoofdversie (major).\n"
        "\n"
        "Ingrijpend: iets is niet meer te vinden\n"
        "---------------------------------------\n"
        "\n"
        "- partner utrecht: U [en]\n"
        "  - verwijderd (soort: plaats)\n"
        "\n"
        "Inhoudelijk: de feiten zijn veranderd\n"
        "-------------------------------------\n"
        "\n"
        "- actie in-theme: Do in-theme. [en]\n"
        "  - actoren: north-rhine-westphalia verwijderd\n"
        "  - aard van de toezegging: was voorwaardelijk, is nu vast\n"
        "\n"
        "Redactioneel: dezelfde feiten, anders weergegeven\n"
        "-------------------------------------------------\n"
        "\n"
        "- actie in-theme: Do in-theme. [en]\n"
        "  - opmerking: “A doubt.” (en) verwijderd\n"
    )


def test_a_diff_without_changes_says_so() -> None:
    title = "2025-2028: revision 1 to revision 1\n===================================\n"
    assert bp.render.text(bp.diff(BASE, BASE)) == f"{title}\nNothing changed.\n"


@pytest.mark.parametrize(
    ("edit", "sentence", "inverse"),
    [
        ("moved action in-theme", "moved from police to security", "moved from security to police"),
        (
            "moved action outside",
            "moved from the programme itself to security",
            "moved from security to the programme itself",
        ),
        (
            "retired action in-theme",
            "retired; see in-theme-too (It was twice there.)",
            "restored",
        ),
        (
            "split action in-theme",
            "retired; see in-theme-too, in-pillar (It was twice there.)",
            "restored",
        ),
        (
            "added field digital",
            "added (EuroVoc: 2498, c_86d7db98)",
            "removed (EuroVoc: 2498, c_86d7db98)",
        ),
        (
            "removed context 1.1/2",
            "removed (citation: section 1.1, paragraph 2; reason: “Background.” (en))",
            "added (citation: section 1.1, paragraph 2; reason: “Background.” (en))",
        ),
        (
            "retitled theme police title fr",
            "title (fr): “Économie circulaire” became “Économie”",
            "title (fr): “Économie” became “Économie circulaire”",
        ),
        (
            "reordered programme 2025-2028 partners",
            "partners: new order utrecht, north-rhine-westphalia",
            "partners: new order north-rhine-westphalia, utrecht",
        ),
        (
            "edited partner north-rhine-westphalia abbreviations",
            "abbreviations: NRW became NW, NW",
            "abbreviations: NW, NW became NRW",
        ),
        (
            "gained action in-theme predecessors",
            "predecessors: gained 2021-2024/other (deepens: “The treaty was signed.” (en))",
            "predecessors: lost 2021-2024/other (deepens: “The treaty was signed.” (en))",
        ),
        (
            "edited action in-theme timing",
            "timing: 2025-2026 became 2027",
            "timing: 2027 became 2025-2026",
        ),
        (
            "edited programme 2025-2028 publication.adopted",
            "publication / adopted: 19 December 2024 became 2024",
            "publication / adopted: 2024 became 19 December 2024",
        ),
        (
            "lost pillar security alternative_titles",
            f"alternative titles: lost {ALTERNATIVE_TITLE}",
            f"alternative titles: gained {ALTERNATIVE_TITLE}",
        ),
    ],
)
def test_each_kind_of_change_is_a_sentence(edit: str, sentence: str, inverse: str) -> None:
    forwards, backwards = bp.diff(BASE, EDITS[edit]), bp.diff(EDITS[edit], BASE)
    assert f"\n  - {sentence}\n" in bp.render.text(forwards, width=None)
    assert f"\n  - {inverse}\n" in bp.render.text(backwards, width=None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            BASE,
            attrs.evolve(
                EDITS["removed action in-theme"],
                revision=2,
                retired=(attrs.evolve(RETIRED, successors=()),),
            ),
            "  - retired without a successor (It was twice there.)\n",
        ),
        (
            BASE,
            attrs.evolve(
                BASE, fields=(*BASE.fields, bp.PolicyField(id="bare", label=ACTION.summary))
            ),
            "- policy field bare: Do in-theme.\n  - added\n",
        ),
        (
            with_action(keywords=bp.Terms(en=("deed", "word"))),
            with_action(keywords=bp.Terms(en=("word", "deed"))),
            "  - keywords (en): new order “word”, “deed”\n",
        ),
        (
            BASE,
            EDITS["edited context 1.1/2 reason en"],
            (
                "- paragraph that commits to nothing 1.1/2\n"
                "  - reason (en): “Background.” became “Motives.”\n"
            ),
        ),
    ],
)
def test_rare_changes_are_sentences_too(
    old: bp.Programme, new: bp.Programme, expected: str
) -> None:
    assert expected in bp.render.text(bp.diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (("deed",), ("deed", "act", "feat", "work"), "3 words added"),
        (("deed", "act"), ("feat", "work"), "2 words added, 2 words removed"),
        (
            ("a", "b", "c"),
            ("b", "a", "d"),
            "1 word added, 1 word removed, others in another order",
        ),
    ],
)
def test_many_search_words_are_counted(
    old: tuple[str, ...], new: tuple[str, ...], line: str
) -> None:
    before, after = (
        with_action(keywords=bp.Terms(en=words, fr=("faire",))) for words in (old, new)
    )
    rendered = bp.render.text(bp.diff(before, after))
    assert f"  - keywords (en): {line}\n" in rendered
    assert rendered.count("\n  - ") == 1
    changes = json.loads(bp.render.json(bp.diff(before, after)))["changes"]
    assert len(changes) == len(bp.diff(before, after)) > 1


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "note (fr): only spaces changed"),
        ("de", "Anmerkung (fr): nur Leerzeichen geändert"),
        ("nl", "opmerking (fr): alleen spaties gewijzigd"),
        ("fr", "remarque (fr)\u00a0: seules les espaces ont changé"),
    ],
)
def test_a_change_of_spaces_shows_no_text_twice(language: bp.Language, line: str) -> None:
    before, after = (with_action(note=bp.Text(fr=text)) for text in ("Oui !", "Oui\u00a0!"))
    assert f"  - {line}\n" in bp.render.text(bp.diff(before, after), language)


def test_lost_aliases_are_named() -> None:
    before, after = (with_partner(aliases=bp.Terms(de=words)) for words in (("a", "b"), ("c", "d")))
    rendered = bp.render.text(bp.diff(before, after))
    assert "  - aliases (de): lost “a”\n  - aliases (de): lost “b”\n" in rendered
    assert "  - aliases (de): 2 words added\n" in rendered


def test_other_changes_of_one_text_are_told_apart() -> None:
    (change,) = bp.diff(BASE, EDITS["edited action in-theme summary fr"])
    twice = bp.Diff(programme="2025-2028", old_revision=1, new_revision=2, changes=(change, change))
    assert bp.render.text(twice).count("“Faire in-theme.” became “Autre.”") == 2


@pytest.mark.parametrize(
    ("edit", "language", "text"),
    [
        ("edited action in-theme summary fr", "fr", "Faire in-theme."),
        ("lost action in-theme note", "en", "A doubt."),
    ],
)
def test_a_text_is_quoted_in_its_language(edit: str, language: str, text: str) -> None:
    html = bp.render.html(bp.diff(BASE, EDITS[edit]), "de")
    assert f'„<span lang="{language}">{text}</span>“' in html


def test_json_is_decoded_to_the_same_diff() -> None:
    diff = bp.diff(BASE, with_action(actors=()))
    assert bp.Diff.from_dict(json.loads(bp.render.json(diff))) == diff


def test_items_that_have_commas_are_separated_by_semicolons() -> None:
    citations = tuple(bp.Citation(section="1.1", paragraph=number) for number in (1, 2))
    partner = attrs.evolve(PARTNER, citations=citations, abbreviations=("NRW", "NW"))
    change = bp.Change(
        kind=bp.ChangeKind.ADDED, subject=bp.Subject.PARTNER, id=partner.id, new=partner
    )
    diff = bp.Diff(programme="2025-2028", old_revision=1, new_revision=2, changes=(change,))
    rendered = bp.render.text(diff, width=None)
    assert "citations: section 1.1, paragraph 1; section 1.1, paragraph 2" in rendered
    assert "abbreviations: NRW, NW;" in rendered


@pytest.mark.parametrize(
    ("attribute", "ids", "name"),
    [
        ("partners", ("north-rhine-westphalia",), "Rhénanie-du-Nord-Westphalie"),
        ("references", (), "Police treaty [en]"),
        ("fields", (), "Energy [en]"),
    ],
)
def test_a_programme_gives_names_for_ids(attribute: str, ids: tuple[str, ...], name: str) -> None:
    changed = with_action(**{attribute: ids})
    diff = bp.diff(BASE, changed)
    plain = bp.render.text(diff, "fr", width=None)
    named = bp.render.text(diff, "fr", width=None, programme=BASE)
    assert name not in plain
    assert name in named
    other = bp.Programme(id="plan", period=BASE.period, title=BASE.title)
    assert bp.render.text(diff, "fr", width=None, programme=other) == plain
