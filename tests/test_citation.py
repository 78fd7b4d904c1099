import pytest
from hypothesis import given
from hypothesis import strategies as st

from benelux_programme import Citation
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


@given(citations)
def test_the_address_tells_section_and_paragraph(citation: Citation) -> None:
    section, _, paragraph = citation.address.partition("/")
    assert section == citation.section
    assert paragraph == ("" if citation.paragraph is None else str(citation.paragraph))


def test_a_heading_has_no_paragraph() -> None:
    assert str(Citation(section="1.1")) == "1.1"
    assert repr(Citation(section="1.1")) == "<Citation 1.1>"
    assert Citation(section="1.1").address == "1.1"


@pytest.mark.parametrize("section", ["", "1.", "01", "1.0", "a", "1,1", "٣"])
def test_what_is_not_a_section(section: str) -> None:
    with pytest.raises(InvalidValueError, match="section number"):
        Citation(section=section)
