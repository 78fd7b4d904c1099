"""Checking a copy of a publication against the fingerprints of its paragraphs.

The publications are protected by copyright and not part of this library. Whoever has a copy can
find in it, to the letter, what each action rests on.
"""

import html
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import IO, NamedTuple, final

from attrs import field, frozen

from benelux_programme._model.public import public

from ._model.citation import Citation, Fingerprint
from ._model.constraints import (
    Constraint,
    a_programme_id,
    an_id,
    check_type,
    instance_of,
    is_readable,
    is_string,
    tuple_of,
)
from ._model.display import Displayable
from ._model.text import fold, pluralize
from ._programme.programme import Programme
from ._serialization.sources import decode_text, file_name, read_content
from .errors import InvalidValueError

WINDOW = 32
"""How many letters and digits at the start and at the end of a paragraph tell its place."""

MOST = 64 * 1024 * 1024
"""How many bytes of a file are read at most: far more than a publication has."""

_BASE, _PRIME = 1_000_003, (1 << 61) - 1
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|<!--(?:(?!-->).){0,2000}-->", re.DOTALL)
_BLOCK = re.compile(r"</?(?:br|p|div|li|td|th|tr|h[1-6])\b[^<>]{0,1000}>", re.IGNORECASE)
_HYPHENATED = re.compile(r"\u00ad\s*|(?<=\w)-[ \t]*\r?\n\s*(?=[^\W\d_A-ZÀ-Þ])")
_SPACE = re.compile(r"\s+")
_PIECE = 512
_CLOSING = re.compile(r"\A[\u0300-\u036f]*(?:[*_]*[.!?…)»”\u2019]+)?")


def _is_said(value: object) -> bool:
    return type(value) is str and bool(value) and value == value.strip()


@final
@public
@frozen(kw_only=True, repr=False)
class Quote:
    """The exact wording on which an action rests, from the copy that was checked.

    Attributes:
        action: The id of the action.
        citation: The paragraph.
        text: Its wording, in one line; words broken at the end of a line are whole again.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> cited = bp.Citation(section="2.5", paragraph=4)
    >>> bp.Quote(action="military-mobility", citation=cited, text="The words of your copy.")
    <Quote military-mobility: 2.5 ¶4, 23 characters>
    """

    action: str = field(validator=an_id)
    citation: Citation = field(validator=instance_of(Citation))
    text: str = field(validator=Constraint(_is_said, "a text that is not blank"))

    def __repr__(self) -> str:
        return f"<Quote {self.action}: {self.citation}, {pluralize(len(self.text), 'character')}>"


_citations = tuple_of(instance_of(Citation))


@final
@public
@frozen(kw_only=True, repr=False)
class Verification(Displayable):
    """What became of each paragraph of a publication in a copy of it.

    Attributes:
        programme: The id of the programme.
        found: The paragraphs that stand there to the letter, as printed.
        altered: Those of which the beginning or the end stands there, but not the whole.
        missing: Those of which neither does.
        wordings: The wording of each paragraph that was found, for each action that cites it.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> checked = bp.verify(bp.load("2025-2028"), "A copy of something else.")
    >>> checked.complete, checked.found
    (False, ())
    """

    programme: str = field(validator=a_programme_id)
    found: tuple[Citation, ...] = field(default=(), validator=_citations)
    altered: tuple[Citation, ...] = field(default=(), validator=_citations)
    missing: tuple[Citation, ...] = field(default=(), validator=_citations)
    wordings: tuple[Quote, ...] = field(default=(), validator=tuple_of(instance_of(Quote)))

    @property
    def complete(self) -> bool:
        """Whether every paragraph was found."""
        return not self.altered and not self.missing

    @cached_property
    def quotes(self) -> Mapping[str, tuple[Quote, ...]]:
        """The wordings by the id of the action, as printed."""
        quotes: dict[str, list[Quote]] = {}
        for quote in self.wordings:
            quotes.setdefault(quote.action, []).append(quote)
        return MappingProxyType({action: tuple(some) for action, some in quotes.items()})

    def __repr__(self) -> str:
        return (
            f"<Verification of {self.programme}: {len(self.found)} found, "
            f"{len(self.altered)} altered, {len(self.missing)} missing>"
        )


def verify(
    programme: Programme, text: str | os.PathLike[str] | IO[str] | IO[bytes]
) -> Verification:
    """Find the paragraphs of a publication in a copy of it.

    Line breaks, hyphenation, case, accents, ligatures, punctuation and mark-up do not matter, nor
    what stands between the paragraphs. The time it takes grows with the length of the text.

    Args:
        programme: The programme, with the fingerprints of its paragraphs.
        text: The copy, in the language of the publication: plain text, as from a PDF, or HTML or
            Markdown. A `pathlib.Path` is that of a file in UTF-8 of at most 64 MiB, and so is what
            an open file gives; a string is the text itself.

    Raises:
        InvalidValueError: It is no programme, or one without fingerprints; or the text is not a
            string, or it is the path of a file.
        InvalidDataError: The file is no regular file, too large, or not in UTF-8.
        UnreadableFileError: The file is not there, or cannot be read.

    >>> import benelux_programme as bp
    >>> mark = bp.fingerprint("We will open a ferry between the ports.")
    >>> cited = bp.Citation(section="1", paragraph=1, fingerprint=mark)
    >>> years, title = bp.Period.of_years(2030), bp.Text(en="Ferries")
    >>> plan = bp.Programme(id="ferries", period=years, title=title, paragraphs=(cited,))
    >>> bp.verify(plan, "1. We will open a <b>FERRY</b> bet-ween the ports")
    <Verification of ferries: 1 found, 0 altered, 0 missing>
    """
    marks = _marks(programme)
    copy = _Folded.of(_copied(text))
    whole, partly = _search(copy.letters, set(marks.values()))
    found = {
        one: copy.wording(whole[mark], whole[mark] + mark.length)
        for one, mark in marks.items()
        if mark in whole
    }
    return Verification(
        programme=programme.id,
        found=tuple(found),
        altered=tuple(one for one in marks if one not in found and marks[one] in partly),
        missing=tuple(one for one in marks if one not in found and marks[one] not in partly),
        wordings=tuple(
            Quote(action=action.id, citation=citation, text=found[citation])
            for action in programme.actions
            for citation in action.citations
            if citation in found
        ),
    )


def _marks(programme: Programme) -> dict[Citation, Fingerprint]:
    """The fingerprints of the paragraphs of a programme."""
    paragraphs = check_type(Programme, programme, "verify", "programme").paragraphs
    marks = {one: one.fingerprint for one in paragraphs if one.fingerprint is not None}
    if not marks:
        expected = "a programme with the fingerprints of its paragraphs"
        raise InvalidValueError("verify", "programme", programme, expected)
    return marks


def _copied(source: str | os.PathLike[str] | IO[str] | IO[bytes]) -> str:
    """The text of a copy."""
    if isinstance(source, str) and not os.path.isfile(source):  # noqa: PTH113  # never raises
        return source
    file = Path(source) if isinstance(source, os.PathLike) else source
    if isinstance(file, Path) or is_readable(file):
        return decode_text(read_content(file, MOST), file_name(file), MOST)
    expected = "the text of a copy, its pathlib.Path or an open file"
    raise InvalidValueError("verify", "text", source, expected)


def fingerprint(text: str) -> Fingerprint:
    r"""What tells a paragraph with this text in any copy of it.

    Raises:
        InvalidValueError: There are fewer than two letters or digits in it.

    >>> fingerprint("Économie circulaire") == fingerprint("économie cir-\nculaire.")
    True
    """
    letters = _Folded.of(text).letters if is_string(text) else ""
    if len(letters) < 2:  # noqa: PLR2004
        raise InvalidValueError("fingerprint", "text", text, "a text with two letters or more")
    size = _window(len(letters))
    return Fingerprint(
        length=len(letters),
        start=f"{_hash(letters[:size]):016x}",
        end=f"{_hash(letters[-size:]):016x}",
        whole=_digest(letters),
    )


class _Folded(NamedTuple):
    """A text without its mark-up, and its letters and digits folded."""

    text: str
    letters: str
    counts: list[int]
    """How many letters and digits there are up to the end of each piece of the text."""

    @classmethod
    def of(cls, text: str) -> "_Folded":
        plain = html.unescape(_TAG.sub("", _BLOCK.sub(" ", text)))
        folded = [fold(plain[place : place + _PIECE]) for place in range(0, len(plain), _PIECE)]
        return cls(plain, "".join(folded), [*accumulate(map(len, folded))])

    def wording(self, start: int, end: int) -> str:
        """The text from one letter up to another, in one line."""
        after = self._place(end - 1) + 1
        closing = _CLOSING.sub("", self.text[after : after + _PIECE])
        after += len(self.text[after : after + _PIECE]) - len(closing)
        text = _HYPHENATED.sub("", self.text[self._place(start) : after])
        return _SPACE.sub(" ", text).strip()

    def _place(self, letter: int) -> int:
        """Where in the text a letter stands."""
        piece = bisect_right(self.counts, letter)
        before = self.counts[piece - 1] if piece else 0
        begin = piece * _PIECE
        counts = accumulate(len(fold(one)) for one in self.text[begin : begin + _PIECE])
        return begin + next(i for i, count in enumerate(counts) if before + count > letter)


def _search(
    letters: str, marks: Iterable[Fingerprint]
) -> tuple[dict[Fingerprint, int], set[Fingerprint]]:
    """The place of each mark found whole, and the marks of which the start or the end is there.

    Paragraphs may begin or end alike, so what lies in one that was found is no trace of another.
    """
    whole: dict[Fingerprint, int] = {}
    traces: list[tuple[int, Fingerprint]] = []
    by_size: dict[int, list[Fingerprint]] = {}
    for mark in marks:
        by_size.setdefault(_window(mark.length), []).append(mark)
    for size, some in by_size.items():
        starts: dict[int, list[Fingerprint]] = {}
        ends: dict[int, list[Fingerprint]] = {}
        for mark in some:
            starts.setdefault(int(mark.start, 16), []).append(mark)
            ends.setdefault(int(mark.end, 16), []).append(mark)
        for place, value in _places(letters, size, starts.keys() | ends.keys()):
            for mark in starts.get(value, ()):
                if mark not in whole and mark.whole == _digest(
                    letters[place : place + mark.length]
                ):
                    whole[mark] = place
                traces.append((place, mark))
            traces += [(place, mark) for mark in ends.get(value, ())]
    spans = sorted((place, place + mark.length) for mark, place in whole.items())
    begins = [begin for begin, _ in spans]

    def outside(place: int) -> bool:
        before = bisect_right(begins, place)
        return before == 0 or spans[before - 1][1] <= place

    return whole, {mark for place, mark in traces if outside(place)}


def _window(length: int) -> int:
    return min(WINDOW, length // 2)


def _places(letters: str, size: int, wanted: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """Where runs of so many letters have a hash that is wanted.

    Each hash comes from the one before it, after Rabin and Karp.
    """
    codes = [*map(ord, letters)]
    weight = _BASE**size % _PRIME
    value = _hash(letters[: size - 1])
    gone = 0
    for place, come in enumerate(codes[size - 1 :]):
        value = (value * _BASE + come - gone * weight) % _PRIME
        if value in wanted:
            yield place, value
        gone = codes[place]


def _hash(letters: str) -> int:
    value = 0
    for letter in letters:
        value = (value * _BASE + ord(letter)) % _PRIME
    return value


def _digest(letters: str) -> str:
    return sha256(letters.encode()).hexdigest()[:16]
