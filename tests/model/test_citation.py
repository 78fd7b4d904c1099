import pytest
from hypothesis import given
from hypothesis import strategies as st

from benelux_programme import LANGUAGES, Citation, Fingerprint
from benelux_programme._model.citation import (
    get_or_parse_citation,
    index_paragraphs_and_headings_by_address,
)
from benelux_programme.errors import InvalidValueError

numbers = st.integers(1, 30)
sections = st.lists(numbers, min_size=1, max_size=3).map(lambda parts: ".".join(map(str, parts)))
citations = st.builds(
    Citation, section=sections, paragraph=st.none() | numbers, page=st.none() | numbers
)


@given(st.lists(citations))
def test_citations_are_ordered_as_printed(cited: list[Citation]) -> None:
    keys = [
        ([int(part) for part in one.section.split(".")], one.paragraph or 0)
        for one in sorted(cited)
    ]
    assert keys == sorted(keys)


def test_citations_without_page_or_fingerprint_come_first() -> None:
    marks = [Fingerprint(length=n, start="0" * 16, end="0" * 16, whole="0" * 16) for n in (2, 3)]
    cited = [
        Citation(section="1", paragraph=1, page=page, fingerprint=mark)
        for page in (None, 1, 2)
        for mark in (None, *marks)
    ]
    backwards = cited[::-1]
    assert sorted(backwards) == cited


@given(citations)
def test_the_address_contains_section_and_paragraph(citation: Citation) -> None:
    section, _, paragraph = citation.address.partition("/")
    assert section == citation.section
    assert paragraph == ("" if citation.paragraph is None else str(citation.paragraph))


def test_str_and_repr_of_a_heading() -> None:
    assert str(Citation(section="1.1")) == "1.1"
    assert repr(Citation(section="1.1")) == "<Citation 1.1>"
    assert Citation(section="1.1").address == "1.1"


def test_str_and_repr_of_a_paragraph() -> None:
    assert str(Citation(section="1.1", paragraph=2)) == "1.1 ¶2"
    paragraph = Citation(section="1.1", paragraph=2, page=6)
    assert repr(paragraph) == "<Citation 1.1 ¶2, section from page 6>"


@pytest.mark.parametrize(
    ("citation", "label"),
    [
        (Citation(section="1.1", paragraph=2, page=6),
         ("section\u00a01.1 (à partir de la page\u00a06), paragraphe\u00a02",
          "deel 1.1 (vanaf bladzijde 6), alinea 2", "Abschnitt 1.1 (ab Seite 6), Absatz 2",
          "section 1.1 (from page 6), paragraph 2")),
        (Citation(section="1.1", paragraph=2),
         ("section\u00a01.1, paragraphe\u00a02", "deel 1.1, alinea 2", "Abschnitt 1.1, Absatz 2",
          "section 1.1, paragraph 2")),
        (Citation(section="3"),
         ("intitulé de la section\u00a03", "titel van deel 3", "Überschrift von Abschnitt 3",
          "heading of section 3")),
        (Citation(section="0"),
         ("intitulé de l’introduction", "titel van de inleiding", "Überschrift der Einleitung",
          "heading of the introduction")),
        (Citation(section="0", paragraph=1),
         ("introduction, paragraphe\u00a01", "inleiding, alinea 1", "Einleitung, Absatz 1",
          "introduction, paragraph 1")),
    ],
)  # fmt: skip
def test_the_label_names_the_place_in_four_languages(
    citation: Citation, label: tuple[str, ...]
) -> None:
    assert tuple(f"{citation.label:{language}}" for language in LANGUAGES) == label


def test_an_address_is_resolved_to_a_listed_citation_or_a_new_one() -> None:
    known = Citation(section="1.1", paragraph=2, page=6)
    assert get_or_parse_citation("1.1/2", {"1.1/2": known}) is known
    assert get_or_parse_citation("1.2", {}) == Citation(section="1.2")
    assert get_or_parse_citation("1.2/123456789", {}) == Citation(
        section="1.2", paragraph=123456789
    )


def test_an_index_by_address_contains_the_headings() -> None:
    first, second = (Citation(section="1", paragraph=number, page=6) for number in (1, 2))
    heading = Citation(section="1", page=6)
    assert index_paragraphs_and_headings_by_address([first, second]) == {
        "1/1": first,
        "1/2": second,
        "1": heading,
    }
    named = Citation(section="1", page=7)
    assert index_paragraphs_and_headings_by_address([named, first]) == {"1/1": first, "1": named}


@pytest.mark.parametrize("address", ["1.1/", "1.1/a", "1.1/-1", "1.1/٣", "1.1/²", "1.1/1234567890"])
def test_an_invalid_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        get_or_parse_citation(address, {})
    expected = "an address such as '1.1' (a section) or '1.1/2' (a paragraph)"
    assert caught.value.args == ("Citation", "address", address, expected, "bad-citation")


@pytest.mark.parametrize("section", ["", "1.", "01", "1.0", "a", "1,1", "٣"])
def test_an_invalid_section_is_refused(section: str) -> None:
    with pytest.raises(InvalidValueError, match="section number"):
        Citation(section=section)
