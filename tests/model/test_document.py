"""Documents, and the register of them."""

from itertools import pairwise

import pytest

import benelux_programme as bp
from examples import DOCUMENT

DOCUMENTS = bp.documents()


def test_the_register_is_loaded_once() -> None:
    assert bp.documents() is DOCUMENTS


def test_documents_are_valid() -> None:
    for document in DOCUMENTS:
        assert bp.from_dict(bp.Document, bp.to_dict(document)) == document


def test_ids_are_unique_and_documents_are_in_order() -> None:
    assert len({document.id for document in DOCUMENTS}) == len(DOCUMENTS) == 34
    kinds = [*bp.DocumentKind]
    keys = [(document.period.start, kinds.index(document.kind)) for document in DOCUMENTS]
    assert all(first <= second for first, second in pairwise(keys))


def test_the_bundled_programmes_are_those_with_actions() -> None:
    with_actions = [each for each in DOCUMENTS if each.completeness == "actions"]
    assert tuple(str(document.period) for document in with_actions) == bp.periods()
    for document in with_actions:
        programme = bp.load(str(document.period))
        assert programme.publication is not None
        assert document.approved == programme.publication.adopted
        assert document.presented == programme.publication.presented
        for language in document.title.official:
            assert document.title.in_(language) == programme.title.in_(language)


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_what_is_known_of_a_document_agrees(document: bp.Document) -> None:
    assert bool(document.headings) == (document.completeness != "metadata")
    dates = [document.approved, document.presented, document.published]
    known = [date for date in dates if date is not None]
    assert known == sorted(known)
    assert document.note is None or document.note.languages == bp.LANGUAGES
    assert str(document.period.start.year) in document.id or document.kind == "action-plan"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "novel"),
        ("period", "16"),
        ("title", {}),
        ("urls", []),
        ("urls", ["ftp://example.org"]),
        ("completeness", "all"),
        ("approved", "16"),
    ],
)
def test_mistakes_in_a_document_are_reported(name: str, value: object) -> None:
    with pytest.raises(bp.errors.InvalidDataError) as caught:
        bp.from_dict(bp.Document, bp.to_dict(DOCUMENT) | {name: value})
    (problem,) = caught.value.problems
    assert problem.path.startswith(name)


def test_a_document_is_shown_with_its_headings_and_pages() -> None:
    lines = bp.render.text(DOCUMENT, "fr", width=None).replace("\u00a0", " ").splitlines()
    assert lines == [
        "Plan annuel 2016 (annual-plan-2016)",
        "",
        "- type : plan annuel",
        "- période : 2016",
        "- date d’approbation : 16 novembre 2015",
        "- étendue des données : sommaire partiel",
        "- intitulés : Énergie",
        "- adresses web : https://example.org/plan",
        "- remarque : Only the first page was seen. [en]",
    ]
