"""What is searched, and that each text is read once."""

from itertools import chain

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._search.hits import index_of
from benelux_programme._search.passages import searched
from examples import ACTION, PARTNER, PROGRAMME, REFERENCE


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_passages_of_an_action_are_its_texts(
    programme: bp.Programme, language: bp.Language
) -> None:
    index = index_of(programme, language)
    for action, places in zip(programme.actions, index.rows, strict=True):
        every = searched(programme, action, language)
        passages = [index.passages[place] for place in places]
        assert [text for one in passages for text in one.texts] == [*chain(*every.values())]
        assert {one.field for one in passages if one.texts} == every.keys()
        assert every["summary"] == (action.summary.in_(language),)


def test_a_text_that_actions_share_is_one_passage(programme: bp.Programme) -> None:
    passages = index_of(programme, "en").passages
    labels = [one.texts[0] for one in passages if one.field == "fields"]
    assert sorted(labels) == sorted(str(one.label) for one in programme.fields)


def test_an_action_is_searched_by_all_that_it_and_what_it_names_are_called() -> None:
    treaty = attrs.evolve(
        REFERENCE,
        short_title=bp.Text(en="Treaty on police"),
        abbreviations=("BPT",),
        aliases=bp.Terms(en=("Police pact",), fr=("Pacte",)),
    )
    energy = bp.PolicyField(
        id="energy", label=bp.Text(en="Energy"), keywords=bp.Terms(en=("power",), fr=("courant",))
    )
    region = attrs.evolve(PARTNER, aliases=bp.Terms(en=("The region",)))
    programme = attrs.evolve(PROGRAMME, references=(treaty,), fields=(energy,), partners=(region,))
    action = attrs.evolve(ACTION, partners=(region.id,))
    assert searched(programme, action, "en") == {
        "summary": ("Do in-theme.",),
        "deliverable": ("Register",),
        "keywords": ("deed",),
        "partners": ("NRW", "The region"),
        "references": ("BPT", "Police treaty", "Treaty on police", "Police pact"),
        "title": ("Security", "Circular economy"),
        "fields": ("Energy", "power"),
        "note": ("A doubt.",),
    }
