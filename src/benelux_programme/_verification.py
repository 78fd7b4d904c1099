"""Verification of a copy of a publication by the fingerprints of its paragraphs.

The publications are protected by copyright and not part of this library. Whoever has a copy can
find in it the exact wording of every paragraph that an action cites.
"""

import html
import os
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import IO, NamedTuple, TypeAlias, final

from attrs import field, frozen

from ._model.citation import Citation, Fingerprint
from ._model.constraints import Constraint, a_programme_id, an_id, instance_of, tuple_of
from ._model.public import Displayable, public
from ._model.text import fold_text, pluralize
from ._programme.programme import Programme
from ._serialization.sources import decode_text, get_file_name, read_content
from .errors import InvalidValueError

WINDOW_LENGTH = 32
"""The number of letters and digits that are hashed at the start and the end of a paragraph."""

MAX_BYTES = 64 * 1024 * 1024

_BASE, _PRIME = 1_000_003, (1 << 61) - 1
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|<!--(?:(?!-->).){0,2000}-->", re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:br|p|div|li|td|th|tr|h[1-6])\b[^<>]{0,1000}>", re.IGNORECASE)
_HYPHENATION = re.compile(r"\u00ad\s*|(?<=\w)-[ \t]*\r?\n\s*(?=[^\W\d_A-ZÀ-Þ])")
_WHITE_SPACE = re.compile(r"\s+")
_CLOSING_PUNCTUATION = re.compile(r"[\u0300-\u036f]*(?:[*_]*[.!?…)»”\u2019]+)?")
_CHUNK_LENGTH = 512

TextOrFile: TypeAlias = str | os.PathLike[str] | IO[str] | IO[bytes]
ActionId: TypeAlias = str


_citations = tuple_of(instance_of(Citation))
_a_stripped_text = Constraint(
    lambda value: type(value) is str and value != "" and value == value.strip(),
    "a text that is not blank",
)


@final
@public
@frozen(kw_only=True, repr=False)
class Quote:
    """The exact wording of a paragraph that an action cites, from the verified copy.

    Attributes:
        action: The id of the action.
        citation: The paragraph.
        text: The wording on one line, without hyphenation at line breaks.

    Raises:
        InvalidValueError: An attribute has a value of the wrong type or form.

    >>> import benelux_programme as bp
    >>> cited = bp.Citation(section="2.5", paragraph=4)
    >>> bp.Quote(action="military-mobility", citation=cited, text="The words of your copy.")
    <Quote military-mobility: 2.5 ¶4, 23 characters>
    """

    action: str = field(validator=an_id)
    citation: Citation = field(validator=instance_of(Citation))
    text: str = field(validator=_a_stripped_text)

    def __repr__(self) -> str:
        return f"<Quote {self.action}: {self.citation}, {pluralize(len(self.text), 'character')}>"


@final
@public
@frozen(kw_only=True, repr=False)
class Verification(Displayable):
    """The paragraphs of a publication that a copy has: found, altered and missing.

    Attributes:
        programme: The id of the programme.
        found: The paragraphs with the same letters and digits, in printed order.
        altered: The paragraphs of which only the beginning or the end is found.
        missing: The paragraphs of which neither is found.
        wordings: The wording of each paragraph that was found, for each action that cites it.

    Raises:
        InvalidValueError: An attribute has a value of the wrong type or form.

    >>> import benelux_programme as bp
    >>> verification = bp.verify(bp.load("2025-2028"), "A copy of something else.")
    >>> verification.complete, verification.found
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
    def quotes(self) -> Mapping[ActionId, tuple[Quote, ...]]:
        """The wordings by the id of the action, in printed order."""
        quotes: dict[ActionId, list[Quote]] = {}
        for quote in self.wordings:
            quotes.setdefault(quote.action, []).append(quote)
        return MappingProxyType({id: tuple(of_action) for id, of_action in quotes.items()})

    def __repr__(self) -> str:
        return (
            f"<Verification of {self.programme}: {len(self.found)} found, "
            f"{len(self.altered)} altered, {len(self.missing)} missing>"
        )


def verify(programme: Programme, copy: TextOrFile) -> Verification:
    """Find the paragraphs of the publication of a programme in a copy of it.

    Line breaks, hyphenation, case, accents, ligatures, punctuation and mark-up do not matter, nor
    does text between the paragraphs. The time grows with the length of the copy.

    Args:
        programme: The programme, with the fingerprints of its paragraphs.
        copy: The text, in the language of the publication, as plain text, HTML or Markdown: a
            string, or a file in UTF-8 of at most 64 MiB, as a `pathlib.Path` or open.

    Raises:
        InvalidValueError: programme has no fingerprints, or copy is the path of a file as a string.
        InvalidDataError: The file is not a regular file, too large, or not in UTF-8.
        UnreadableFileError: The file does not exist, or cannot be read.

    >>> import benelux_programme as bp
    >>> mark = bp.fingerprint("We will open a ferry between the ports.")
    >>> cited = bp.Citation(section="1", paragraph=1, fingerprint=mark)
    >>> years, title = bp.Period.of_years(2030), bp.Text(en="Ferries")
    >>> plan = bp.Programme(id="ferries", period=years, title=title, paragraphs=(cited,))
    >>> bp.verify(plan, "1. We will open a <b>FERRY</b> bet-ween the ports")
    <Verification of ferries: 1 found, 0 altered, 0 missing>
    """
    fingerprints = {each: each.fingerprint for each in programme.paragraphs if each.fingerprint}
    if not fingerprints:
        expected = "a programme with the fingerprints of its paragraphs"
        raise InvalidValueError("verify", "programme", programme, expected)
    folded = _FoldedCopy.from_text(_read_copy(copy))
    positions, partial_matches = _find_whole_and_partial_matches(
        folded.letters, set(fingerprints.values())
    )
    wordings: dict[Citation, str] = {}
    altered: list[Citation] = []
    missing: list[Citation] = []
    for citation, each in fingerprints.items():
        if each in positions:
            wordings[citation] = folded.extract_one_line_quotation(positions[each], each.length)
        else:
            (altered if each in partial_matches else missing).append(citation)
    return Verification(
        programme=programme.id,
        found=tuple(wordings),
        altered=tuple(altered),
        missing=tuple(missing),
        wordings=tuple(
            Quote(action=action.id, citation=citation, text=wordings[citation])
            for action in programme.actions
            for citation in action.citations
            if citation in wordings
        ),
    )


def fingerprint(text: str) -> Fingerprint:
    r"""Return the fingerprint of a paragraph, which identifies it without storing its text.

    Raises:
        InvalidValueError: text has fewer than two letters or digits.

    >>> fingerprint("Économie circulaire") == fingerprint("économie cir-\nculaire.")
    True
    """
    letters = _FoldedCopy.from_text(text).letters
    if len(letters) < 2:  # noqa: PLR2004
        expected = "a text with at least two letters or digits"
        raise InvalidValueError("fingerprint", "text", text, expected)
    length = _get_window_length(len(letters))
    return Fingerprint(
        length=len(letters),
        start=f"{_compute_polynomial_hash(letters[:length]):016x}",
        end=f"{_compute_polynomial_hash(letters[-length:]):016x}",
        whole=_compute_digest(letters),
    )


def _read_copy(copy: TextOrFile) -> str:
    if isinstance(copy, str):
        if os.path.isfile(copy):  # noqa: PTH113  # for any string, where Path raises
            expected = "the text of a copy (pass the path of a file as a pathlib.Path)"
            raise InvalidValueError("verify", "copy", copy, expected)
        return copy
    file = Path(copy) if isinstance(copy, os.PathLike) else copy
    return decode_text(read_content(file, MAX_BYTES), get_file_name(file), MAX_BYTES)


class _FoldedCopy(NamedTuple):
    """A text without mark-up, and its folded letters and digits."""

    text: str
    letters: str
    letter_counts: list[int]
    """The number of letters up to the end of each chunk of the text."""

    @classmethod
    def from_text(cls, text: str) -> "_FoldedCopy":
        plain = html.unescape(_TAG.sub("", _BLOCK_TAG.sub(" ", text)))
        starts = range(0, len(plain), _CHUNK_LENGTH)
        chunks = [fold_text(plain[start : start + _CHUNK_LENGTH]) for start in starts]
        return cls(plain, "".join(chunks), [*accumulate(map(len, chunks))])

    def extract_one_line_quotation(self, first_letter: int, letter_count: int) -> str:
        """Return the text of some of the letters, with its punctuation, on one line."""
        after = self._find_text_offset(first_letter + letter_count - 1) + 1
        closing = next(_CLOSING_PUNCTUATION.finditer(self.text, after, after + _CHUNK_LENGTH))
        text = self.text[self._find_text_offset(first_letter) : closing.end()]
        return _WHITE_SPACE.sub(" ", _HYPHENATION.sub("", text)).strip()

    def _find_text_offset(self, letter: int) -> int:
        """Return the offset in the text of a position in the letters."""
        chunk = bisect_right(self.letter_counts, letter)
        start = chunk * _CHUNK_LENGTH
        letter -= self.letter_counts[chunk - 1] if chunk else 0
        lengths = map(len, map(fold_text, self.text[start : start + _CHUNK_LENGTH]))
        return start + next(i for i, count in enumerate(accumulate(lengths)) if count > letter)


def _find_whole_and_partial_matches(
    letters: str, fingerprints: Iterable[Fingerprint]
) -> tuple[dict[Fingerprint, int], set[Fingerprint]]:
    """Return the position of each paragraph that is found, and those found only in part.

    Paragraphs may begin or end alike, so a part inside a paragraph that was found is ignored.
    """
    positions: dict[Fingerprint, int] = {}
    partial_matches: list[tuple[int, Fingerprint]] = []
    by_window: dict[int, list[Fingerprint]] = defaultdict(list)
    for each in fingerprints:
        by_window[_get_window_length(each.length)].append(each)
    for window, group in by_window.items():
        by_hash: dict[int, list[Fingerprint]] = defaultdict(list)
        for each in group:
            for end in {each.start, each.end}:
                by_hash[int(end, 16)].append(each)
        for position, value in _find_substrings_by_hash(letters, window, by_hash.keys()):
            for each in by_hash[value]:
                if each not in positions and value == int(each.start, 16):
                    paragraph = letters[position : position + each.length]
                    if each.whole == _compute_digest(paragraph):
                        positions[each] = position
                partial_matches.append((position, each))
    spans = sorted((start, start + each.length) for each, start in positions.items())
    starts = [start for start, _ in spans]

    def is_outside_spans(position: int) -> bool:
        before = bisect_right(starts, position)
        return before == 0 or spans[before - 1][1] <= position

    return positions, {each for position, each in partial_matches if is_outside_spans(position)}


def _get_window_length(length: int) -> int:
    """Return the number of letters to hash at both ends of a paragraph of a length."""
    return min(WINDOW_LENGTH, length // 2)


def _find_substrings_by_hash(
    letters: str, length: int, hashes: AbstractSet[int]
) -> Iterator[tuple[int, int]]:
    """Yield the position and the hash of every substring of a length with one of these hashes.

    Each hash is computed from the one before it, as by Rabin and Karp.
    """
    codes = [*map(ord, letters)]
    weight = _BASE**length % _PRIME
    value = _compute_polynomial_hash(letters[: length - 1])
    removed = 0
    for position, added in enumerate(codes[length - 1 :]):
        value = (value * _BASE + added - removed * weight) % _PRIME
        if value in hashes:
            yield position, value
        removed = codes[position]


def _compute_polynomial_hash(letters: str) -> int:
    value = 0
    for letter in letters:
        value = (value * _BASE + ord(letter)) % _PRIME
    return value


def _compute_digest(letters: str) -> str:
    """Return the first 16 hexadecimal digits of a SHA-256 hash."""
    return sha256(letters.encode()).hexdigest()[:16]
