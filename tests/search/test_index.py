"""The inverted index of programmes: passages, words, forms and compounds."""

import gc
from collections.abc import Iterable
from weakref import ref

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._search.index import COMPOUND_WEIGHT, InvertedIndex, get_index
from benelux_programme._search.tokenizer import stem_word, tokenize
from examples import ACTION, PARTNER, PROGRAMME, REFERENCE
from support import make_programme


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
        "paragraphs": (
            "NRW", "The region", "BPT", "Police treaty", "Treaty on police", "Police pact",
        ),
    }  # fmt: skip


def test_texts_without_a_language_are_searched_in_every_language() -> None:
    texts = collect_texts(PROGRAMME, PROGRAMME.own_actions[0], "nl")
    assert texts == {"paragraphs": ("NRW",)}
    with_partner = attrs.evolve(PROGRAMME.own_actions[0], partners=(PARTNER.id,))
    programme = attrs.evolve(PROGRAMME, own_actions=(with_partner,))
    assert collect_texts(programme, with_partner, "nl") == {
        "partners": ("NRW",),
        "paragraphs": ("NRW",),
    }


def test_an_index_is_built_once_per_corpus_and_language() -> None:
    programme = attrs.evolve(bp.load("2025-2028"))
    assert get_index([programme], "fr") is get_index([programme], "fr")
    assert get_index([programme], "fr") is not get_index([programme], "nl")
    assert get_index([programme], "fr") is not get_index([attrs.evolve(programme)], "fr")


def test_an_index_is_freed_with_its_corpus() -> None:
    programme = attrs.evolve(bp.load("2025-2028"))
    index = ref(get_index([programme], "fr"))
    assert index() is not None
    del programme
    gc.collect()
    assert index() is None


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_each_word_has_the_passages_that_contain_it(
    programme: bp.Programme, language: bp.Language
) -> None:
    index = get_index([programme], language)
    expected: dict[str, list[int]] = {}
    for position, passage in enumerate(index.passages):
        for word in set(tokenize(" ".join(passage.texts))):
            expected.setdefault(word, []).append(position)
    assert index.passages_of_words == expected


def test_an_index_of_several_programmes_has_the_actions_of_all() -> None:
    programmes = [bp.load(period) for period in bp.periods()]
    index = get_index(programmes, "en")
    assert index.actions == [action for each in programmes for action in each.actions]
    assert len(index.passages_of_documents) == len(index.actions)


def build_index(words: Iterable[str], language: bp.Language) -> InvertedIndex:
    """Return the index of texts of one word, without stems that were compiled."""
    return InvertedIndex([make_programme(*words, language=language)], language, {})


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_forms_of_a_word_are_the_words_with_the_same_stem(
    programme: bp.Programme, language: bp.Language
) -> None:
    index = get_index([programme], language)
    words_by_stem: dict[str, set[str]] = {}
    for word in index.passages_of_words:
        for stem in stem_word(word, language):
            words_by_stem.setdefault(stem, set()).add(word)
    for word in index.passages_of_words:
        forms = {
            form
            for form, weight in index.find_words_with_same_stem_or_part([word]).items()
            if weight == 1
        }
        stems = stem_word(word, language)
        assert forms == set[str]().union(*(words_by_stem[stem] for stem in stems))


@pytest.mark.parametrize(
    ("language", "word", "form"),
    [
        ("en", "die", "dying"),
        ("en", "hydrogen", "hydrogen"),
        ("fr", "électriques", "électricité"),
        ("fr", "evident", "évidemment"),
        ("nl", "ziekenhuis", "ziekenhuizen"),
        ("nl", "brief", "brieven"),
        ("nl", "hof", "hoven"),
        ("de", "behoerde", "behörden"),
    ],
)
def test_forms_may_differ_in_endings_and_accents(
    language: bp.Language, word: str, form: str
) -> None:
    assert build_index(["other", form], language).find_words_with_same_stem_or_part([word]) == {
        form: 1.0
    }


@pytest.mark.parametrize(
    ("language", "word", "compound"),
    [
        ("nl", "water", "waterstof"),
        ("nl", "wagen", "vrachtwagens"),
        ("nl", "stof", "waterstofwagen"),
        ("nl", "wagens", "watertaxiwagen"),
        ("de", "wasser", "trinkwasser"),
        ("de", "Waerme", "wärmevracht"),
        ("de", "Arbeit", "arbeitsmarkt"),
    ],
)
def test_the_compounds_of_a_word_consist_of_it_and_known_words(
    language: bp.Language, word: str, compound: str
) -> None:
    known = ["water", "wagen", "stof", "taxi", "vracht", "trink", "markt"]
    known += ["wasser", "wärme", "arbeit", compound]
    assert (
        build_index(known, language).find_words_with_same_stem_or_part([word])[compound]
        == COMPOUND_WEIGHT
    )


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        pytest.param("de", "hafen", "flughafen", id="after unknown letters"),
        pytest.param("de", "ehen", "auszugehen", id="after a stop word"),
        pytest.param("nl", "plaats", "geplaatst", id="between other letters"),
        pytest.param("nl", "zee", "waterzee", id="of three letters"),
        pytest.param("en", "water", "waterland", id="in English"),
        pytest.param("nl", "water", "water" + "land" * 14, id="in one of more than 60 letters"),
    ],
)
def test_other_words_that_contain_a_word_are_no_compounds(
    language: bp.Language, word: str, other: str
) -> None:
    known = ["water", "land", "aus", "zug", "ehen", "hafen", "plaats", "zee", other]
    assert other not in build_index(known, language).find_words_with_same_stem_or_part([word])


def test_an_index_without_words_has_no_forms() -> None:
    assert InvertedIndex([], "de", {}).find_words_with_same_stem_or_part(["Wasser"]) == {}


def test_the_index_of_texts_of_many_long_compounds_takes_linear_time() -> None:
    words = ["a" * length for length in range(3, 61)]
    assert build_index(words, "nl").find_words_with_same_stem_or_part(["aaa"])
