"""Citations of the paragraphs of a publication, and fingerprints of these."""

import re
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import final

from attrs import field

from benelux_programme.errors import InvalidValueError

from .constraints import (
    SECTION,
    Constraint,
    a_positive_integer,
    a_section,
    integer_from,
    matches_re,
    tuple_of_instances,
)
from .public import frozen
from .text import LANGUAGES, Language, Terms, Text
from .words import translate

_DIGEST = matches_re(r"[0-9a-f]{16}", "16 hexadecimal digits")


@final
@frozen(kw_only=True, order=True)
class Fingerprint:
    """A content hash that identifies a paragraph without storing its text.

    Only the letters and digits of the text count, without case and accents.

    Attributes:
        length: The number of letters and digits, two or more.
        start: A hash of the first 32 of them, or of the first half if there are fewer than 64.
        end: A hash of the last 32 of them, or of the last half.
        whole: A hash of all of them.

    >>> import benelux_programme as bp
    >>> bp.fingerprint("Vers une économie sans CO₂").length
    22
    """

    length: int = field(validator=integer_from(2))
    start: str = field(validator=_DIGEST)
    end: str = field(validator=_DIGEST)
    whole: str = field(validator=_DIGEST)


def _parse_section_numbers(section: str) -> tuple[int, ...]:
    return tuple(map(int, section.split(".")))


def _none_first_key(value: int | Fingerprint | None) -> tuple[int | Fingerprint, ...]:
    return () if value is None else (value,)


@final
@frozen(kw_only=True, repr=False, order=True)
class Citation:
    """One paragraph of a publication, or the heading of a section. Ordered as printed.

    Attributes:
        section: The number of the section, such as "1.1"; "0" is the introduction.
        paragraph: The number of the paragraph in its section, from 1, or None for the heading.
        page: The page on which the section begins, if the table of contents gives it.
        fingerprint: The fingerprint of the paragraph, if known.
        keywords: Words for what the paragraph says beside its promises. Ours.

    >>> import benelux_programme as bp
    >>> citation = bp.Citation(section="1.1", paragraph=2, page=6)
    >>> str(citation), citation.address
    ('1.1 ¶2', '1.1/2')
    >>> citation.label.de
    'Abschnitt 1.1 (ab Seite 6), Absatz 2'
    >>> citation < bp.Citation(section="1.10", paragraph=1)
    True
    """

    section: str = field(validator=a_section, order=_parse_section_numbers)
    paragraph: int | None = field(default=None, validator=a_positive_integer, order=_none_first_key)
    page: int | None = field(default=None, validator=a_positive_integer, order=_none_first_key)
    fingerprint: Fingerprint | None = field(default=None, order=_none_first_key)
    keywords: Terms = field(default=Terms(), order=False)

    @property
    def address(self) -> str:
        """The section and the paragraph, such as "1.1/2", or the section alone."""
        return self.section if self.paragraph is None else f"{self.section}/{self.paragraph}"

    @property
    def label(self) -> Text:
        """The place in words, with the page on which the section begins if it is known."""
        fr, nl, de, en = (format_place(self, each, with_page=True) for each in LANGUAGES)
        return Text(fr=fr, nl=nl, de=de, en=en)

    def __str__(self) -> str:
        return self.section if self.paragraph is None else f"{self.section} ¶{self.paragraph}"

    def __repr__(self) -> str:
        page = "" if self.page is None else f", section from page {self.page}"
        return f"<Citation {self}{page}>"


def format_place(citation: Citation, language: Language, *, with_page: bool = False) -> str:
    """Return where something is printed; with the page on which the section begins, if known."""
    section, paragraph, page = citation.section, citation.paragraph, citation.page
    if section == "0":
        key = "introduction_heading" if paragraph is None else "introduction"
    else:
        key = "heading" if paragraph is None else "paragraph"
    if with_page and page is not None:
        key += "_from_page"
    key = f"citation.{key}"
    return translate(key, language, section=section, paragraph=paragraph, page=page)


unique_citations: Constraint = tuple_of_instances(Citation, unique_by=attrgetter("address"))


def index_paragraphs_and_headings_by_address(paragraphs: Iterable[Citation]) -> dict[str, Citation]:
    """Return the paragraphs of a publication, and the headings of their sections, by address."""
    citations: dict[str, Citation] = {}
    for paragraph in paragraphs:
        citations[paragraph.address] = paragraph
        if paragraph.section not in citations:
            heading = Citation(section=paragraph.section, page=paragraph.page)
            citations[heading.address] = heading
    return citations


def get_or_parse_citation(address: str, citations: Mapping[str, Citation]) -> Citation:
    """Return the citation with this address, or else one that has nothing but the address."""
    if address in citations:
        return citations[address]
    section, _, number = address.partition("/")
    if not re.fullmatch(f"{SECTION}(/[0-9]{{1,9}})?", address, re.ASCII):
        expected = "an address such as '1.1' (a section) or '1.1/2' (a paragraph)"
        raise InvalidValueError("Citation", "address", address, expected, "bad-citation")
    return Citation(section=section, paragraph=int(number) if number else None)
