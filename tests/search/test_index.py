"""The inverted index of programmes: passages and postings."""

import gc
from weakref import ref

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._search.index import get_index
from benelux_programme._search.tokenizer import tokenize
from examples import ACTION, PARTNER, PROGRAMME, REFERENCE


def collect_texts(
    programme: bp.Programme, action: bp.Action, language: bp.Language
) -> dict[str, tuple[str, ...]]:
    """Return the searched texts of an action by field."""
    index = get_index([programme], language)
    texts: dict[str, tuple[str, ...]] = {}
    for position in index.passages_of_documents[programme.actions.index(action)]:
        passage = index.passages[position]
        if passage.texts:
            texts[passage.field] = (*texts.get(passage.field, ()), *passage.texts)
    return texts


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_first_passage_of_an_action_is_its_summary(
    programme: bp.Programme, language: bp.Language
) -> None:
    index = get_index([programme], language)
    for action, positions in zip(programme.actions, index.passages_of_documents, strict=True):
        summary = index.passages[positions[0]]
        assert (summary.field, summary.texts) == ("summary", (action.summary.in_(language),))


def test_a_passage_lists_the_actions_that_have_it(programme: bp.Programme) -> None:
    index = get_index([programme], "en")
    for position, passage in enumerate(index.passages):
        with_passage = [i for i, own in enumerate(index.passages_of_documents) if position in own]
        assert passage.documents == with_passage


def test_actions_that_refer_to_the_same_record_share_a_passage(programme: bp.Programme) -> None:
    passages = get_index([programme], "en").passages
    labels = [passage.texts[0] for passage in passages if passage.field == "fields"]
    assert sorted(labels) == sorted(str(field.label) for field in programme.fields)


def test_the_texts_of_an_action_include_the_names_of_its_records_and_parents() -> None:
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
    action = attrs.evolve(ACTION, partners=(region.id,))
    theme = attrs.evolve(PROGRAMME.themes[0], actions=(action,))
    pillar = attrs.evolve(PROGRAMME.pillars[0], themes=(theme,))
    programme = attrs.evolve(
        PROGRAMME, pillars=(pillar,), references=(treaty,), fields=(energy,), partners=(region,)
    )
    assert collect_texts(programme, action, "en") == {
        "summary": ("Do in-theme.",),
        "deliverable": ("Register",),
        "keywords": ("deed",),
        "partners": ("NRW", "The region"),
        "references": ("BPT", "Police treaty", "Treaty on police", "Police pact"),
        "title": ("Security", "Circular economy"),
        "fields": ("Energy", "power"),
        "note": ("A doubt.",),
    }


def test_texts_without_a_language_are_searched_in_every_language() -> None:
    texts = collect_texts(PROGRAMME, PROGRAMME.own_actions[0], "nl")
    assert texts == {}
    with_partner = attrs.evolve(PROGRAMME.own_actions[0], partners=(PARTNER.id,))
    programme = attrs.evolve(PROGRAMME, own_actions=(with_partner,))
    assert collect_texts(programme, with_partner, "nl") == {"partners": ("NRW",)}


def test_an_index_is_built_once_per_corpus_and_language() -> None:
    programme = attrs.evolve(bp.load("2025-2028"))
    assert get_index([programme], "fr") is get_index([programme], "fr")
    assert get_index([programme], "fr") is not get_index([programme], "nl")
    assert get_index([programme], "fr") is not get_index([attrs.evolve(programme)], "fr")


def test_an_index_is_freed_with_its_corpus() -> None:
    programme = attrs.evolve(bp.load("2025-2028"))
    index = ref(get_index([programme], "fr").vocabulary)
    assert index() is not None
    del programme
    gc.collect()
    assert index() is None


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_postings_list_each_occurrence_of_a_word(
    programme: bp.Programme, language: bp.Language
) -> None:
    index = get_index([programme], language)
    words_of_passages = [tokenize(" ".join(passage.texts)) for passage in index.passages]
    occurrences: dict[str, list[int]] = {}
    for position, words in enumerate(words_of_passages):
        for word in words:
            occurrences.setdefault(word, []).append(position)
    assert index.postings == occurrences


def test_an_index_of_several_programmes_has_the_actions_of_all() -> None:
    programmes = [bp.load(period) for period in bp.periods()]
    index = get_index(programmes, "en")
    assert index.actions == [action for each in programmes for action in each.actions]
    assert len(index.passages_of_documents) == len(index.actions)
