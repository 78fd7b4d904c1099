"""Where a publication prints something."""

from collections.abc import Iterable, Mapping
from typing import final

from attrs import field, frozen

from benelux_programme.errors import InvalidValueError

from .constraints import (
    Constraint,
    a_positive_integer,
    a_section,
    instance_of,
    is_positive_integer,
    matches_re,
    optional,
)
from .public import public

_DIGEST = matches_re(r"[0-9a-f]{16}", "16 hexadecimal digits")


@final
@public
@frozen(kw_only=True, order=True)
class Fingerprint:
    """What tells a paragraph in any copy of the publication, without its text.

    The text is folded to its letters and digits first (see `benelux_programme.text.fold`).

    Attributes:
        length: How many letters and digits there are, two or more.
        start: A hash of the first 32 of them, or of the first half if there are fewer than 64.
        end: A hash of as many at the end.
        whole: A hash of all of them.

    Raises:
        InvalidValueError: The length is less than 2, or a hash not 16 hexadecimal digits.

    >>> import benelux_programme as bp
    >>> bp.fingerprint("Vers une économie sans CO₂").length
    22
    """

    length: int = field(
        validator=Constraint(
            lambda value: is_positive_integer(value) and value > 1,
            "a whole number from 2",
            "bad-number",
        )
    )
    start: str = field(validator=_DIGEST)
    end: str = field(validator=_DIGEST)
    whole: str = field(validator=_DIGEST)


def _numbers(section: str) -> tuple[int, ...]:
    return tuple(map(int, section.split(".")))


def _or_zero(number: int | None) -> int:
    return number or 0


def _or_first(fingerprint: Fingerprint | None) -> tuple[Fingerprint, ...]:
    return () if fingerprint is None else (fingerprint,)


@final
@public
@frozen(kw_only=True, repr=False, order=True)
class Citation:
    """One paragraph of a publication, or the heading of a section. Ordered as printed.

    Attributes:
        section: The number of the section, such as "1.1"; "0" is the introduction.
        paragraph: The number of the paragraph in its section, from 1, or None for the heading.
        page: The page on which the section begins, if the table of contents gives it.
        fingerprint: What tells the paragraph in a copy of the publication, if known.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> citation = bp.Citation(section="1.1", paragraph=2, page=6)
    >>> str(citation), citation.address
    ('1.1 ¶2', '1.1/2')
    >>> citation < bp.Citation(section="1.10", paragraph=1)
    True
    """

    section: str = field(validator=a_section, order=_numbers)
    paragraph: int | None = field(
        default=None, validator=optional(a_positive_integer), order=_or_zero
    )
    page: int | None = field(default=None, validator=optional(a_positive_integer), order=_or_zero)
    fingerprint: Fingerprint | None = field(
        default=None, validator=optional(instance_of(Fingerprint)), order=_or_first
    )

    @property
    def address(self) -> str:
        """Section and paragraph in one, such as "1.1/2", or the section alone."""
        return self.section if self.paragraph is None else f"{self.section}/{self.paragraph}"

    def __str__(self) -> str:
        return self.section if self.paragraph is None else f"{self.section} ¶{self.paragraph}"

    def __repr__(self) -> str:
        page = "" if self.page is None else f", section from page {self.page}"
        return f"<Citation {self}{page}>"


def index_by_address(paragraphs: Iterable[Citation]) -> dict[str, Citation]:
    """The paragraphs of a publication, and the headings of their sections, by address."""
    found: dict[str, Citation] = {}
    for paragraph in paragraphs:
        found[paragraph.address] = paragraph
        if paragraph.section not in found:
            found[paragraph.section] = Citation(section=paragraph.section, page=paragraph.page)
    return found


def resolve_address(address: str, cited: Mapping[str, Citation]) -> Citation:
    """The paragraph or heading with this address.

    Raises:
        InvalidValueError: It is not an address.
    """
    if address in cited:
        return cited[address]
    section, slash, number = address.partition("/")
    if slash and not (number.isascii() and number.isdecimal() and len(number) < 10):  # noqa: PLR2004
        expected = "an address such as '1.1/2' or '1.1'"
        raise InvalidValueError("Citation", "address", address, expected, "bad-citation")
    return Citation(section=section, paragraph=int(number) if slash else None)
