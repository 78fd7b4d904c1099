"""What is searched, and that each text is read once."""

from itertools import chain

import pytest

import benelux_programme as bp
from benelux_programme.search import index_of, searched


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
