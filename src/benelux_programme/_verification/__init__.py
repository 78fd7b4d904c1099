"""Verification of a copy of a publication by the fingerprints of its paragraphs.

The publications are protected by copyright and not part of this library. Whoever has a copy can
find in it the exact wording of every paragraph that an action cites.
"""

import os
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, chain, islice
from pathlib import Path
from struct import unpack_from
from types import MappingProxyType
from typing import IO, TypeAlias, final

from attrs import field

from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.constraints import (
    Constraint,
    a_programme_id,
    an_id,
    instance_of,
    tuple_of_instances,
)
from benelux_programme._model.public import Displayable, frozen
from benelux_programme._model.text import pluralize
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.sources import get_file_name, read_text
from benelux_programme.errors import InvalidValueError

from .plain_text import FoldedCopy

WINDOW_LENGTH = 32
"""The number of letters and digits that are hashed at the start and the end of a paragraph."""

MAX_BYTES = 64 * 1024 * 1024

_BASE, _PRIME = 1_000_003, (1 << 61) - 1
_STEPS_PER_LETTER, _MIN_STEPS = 8, 1 << 20

_BLOCK_LENGTH = 4096
"""The number of windows of which the hashes are computed at once, packed in one integer."""
_SLOT, _SLOT_COUNT = 16, _BLOCK_LENGTH + WINDOW_LENGTH
"""The bytes for a packed hash, which hold a product of two, and the number of packed hashes."""
_MASK = int.from_bytes(_PRIME.to_bytes(_SLOT, "little") * _SLOT_COUNT, "little")

TextOrFile: TypeAlias = str | os.PathLike[str] | IO[str] | IO[bytes]
_Window: TypeAlias = tuple[int, int]
"""The number of letters at an end of a paragraph, and their hash."""

_citations = tuple_of_instances(Citation)
_a_stripped_text = Constraint(
    lambda value: type(value) is str and value != "" and value == value.strip(),
    "a text that is not blank",
)


@final
@frozen(kw_only=True, repr=False)
class Quote:
    """The exact wording of a paragraph that an action cites, from the verified copy.

    Attributes:
        action: The id of the action.
        citation: The paragraph.
        text: The wording on one line, composed (NFC), with the marks that belong to its ends
            (quotation marks, `%`, `€`), and without hyphenation at line breaks, mark-up and
            control characters.

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
@frozen(kw_only=True, repr=False)
class Verification(Displayable):
    """The paragraphs of a publication that a copy has: found, altered and missing.

    Attributes:
        programme: The id of the programme.
        found: The paragraphs with the same letters and digits, in printed order.
        altered: The paragraphs of which only the beginning or the end is found.
        missing: The paragraphs of which neither is found.
        wordings: The wording of each paragraph that was found, for each action that cites it.

    >>> import benelux_programme as bp
    >>> verification = bp.verify(bp.load("2025-2028"), "A copy of something else.")
    >>> verification.complete, verification.found
    (False, ())
    """

    programme: str = field(validator=a_programme_id)
    found: tuple[Citation, ...] = field(default=(), validator=_citations)
    altered: tuple[Citation, ...] = field(default=(), validator=_citations)
    missing: tuple[Citation, ...] = field(default=(), validator=_citations)
    wordings: tuple[Quote, ...] = field(default=(), validator=tuple_of_instances(Quote))

    @property
    def complete(self) -> bool:
        """Whether every paragraph was found."""
        return not self.altered and not self.missing

    @property
    def quotes(self) -> Mapping[str, tuple[Quote, ...]]:
        """The wordings by the id of the action, in printed order."""
        return self._quotes_by_action

    @cached_property
    def _quotes_by_action(self) -> Mapping[str, tuple[Quote, ...]]:
        quotes: dict[str, list[Quote]] = {}
        for wording in self.wordings:
            quotes.setdefault(wording.action, []).append(wording)
        return MappingProxyType({id: tuple(of_action) for id, of_action in quotes.items()})

    def __repr__(self) -> str:
        return (
            f"<Verification of {self.programme}: {len(self.found)} found, "
            f"{len(self.altered)} altered, {len(self.missing)} missing>"
        )


def verify(programme: Programme, copy: TextOrFile) -> Verification:
    """Find the paragraphs of the publication of a programme in a copy of it.

    Line breaks, hyphenation, case, accents, ligatures, punctuation and mark-up do not matter, nor
    does text between the paragraphs. Time and memory grow with the length of the copy: in one that
    repeats itself without end, a paragraph may be reported as altered instead of found.

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
        expected = "a programme whose paragraphs have fingerprints, which `fingerprint` makes"
        raise InvalidValueError("verify", "programme", programme, expected)
    copy_text = FoldedCopy(_read_copy(copy))
    positions, partial_matches = _find_whole_and_partial_matches(
        copy_text.letters, set(fingerprints.values())
    )
    texts = {
        each: copy_text.quote_on_one_line(start, each.length) for each, start in positions.items()
    }
    wordings = {citation: texts[each] for citation, each in fingerprints.items() if each in texts}
    others = {citation: each for citation, each in fingerprints.items() if each not in texts}
    return Verification(
        programme=programme.id,
        found=tuple(wordings),
        altered=tuple(each for each, mark in others.items() if mark in partial_matches),
        missing=tuple(each for each, mark in others.items() if mark not in partial_matches),
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

    >>> import benelux_programme as bp
    >>> bp.fingerprint("Économie circulaire") == bp.fingerprint("économie cir-\nculaire.")
    True
    """
    letters = FoldedCopy(text).letters
    if len(letters) < 2:  # noqa: PLR2004
        expected = "a text with at least two letters or digits"
        raise InvalidValueError("fingerprint", "text", text, expected)
    length = _get_window_length(len(letters))
    ends = (letters[:length], letters[-length:])
    start, end = (f"{[*_iter_prefix_hashes(each)][-1]:016x}" for each in ends)
    whole = _compute_truncated_sha256(letters)
    return Fingerprint(length=len(letters), start=start, end=end, whole=whole)


def _read_copy(copy: TextOrFile) -> str:
    if isinstance(copy, str):
        if os.path.isfile(copy):  # noqa: PTH113  # for any string, where Path raises
            expected = "the text of a copy (pass the path of a file as a pathlib.Path)"
            raise InvalidValueError("verify", "copy", copy, expected)
        return copy
    file = Path(copy) if isinstance(copy, os.PathLike) else copy
    return read_text(file, get_file_name(file), MAX_BYTES)


def _get_window_length(length: int) -> int:
    """Return the number of letters to hash at both ends of a paragraph of a length."""
    return min(WINDOW_LENGTH, length // 2)


def _find_whole_and_partial_matches(
    letters: str, fingerprints: AbstractSet[Fingerprint]
) -> tuple[dict[Fingerprint, int], set[Fingerprint]]:
    """Return the position of each paragraph that is found, and the paragraphs found in part."""
    windows = {each: _get_start_and_end_windows(each) for each in fingerprints}
    places = _find_window_positions(letters, chain.from_iterable(windows.values()))
    groups: dict[tuple[_Window, _Window, int], dict[str, Fingerprint]] = defaultdict(dict)
    for each, (start, end) in windows.items():
        if places[start] and places[end]:
            groups[start, end, each.length][each.whole] = each
    positions: dict[Fingerprint, int] = {}
    covered = bytearray(len(letters))
    # Rare windows are first, so that only repetitions meet the limit of steps.
    steps = _MIN_STEPS + _STEPS_PER_LETTER * len(letters)
    counts = {window: len(found) for window, found in places.items()}
    for start, end, length in sorted(groups, key=lambda key: min(counts[key[0]], counts[key[1]])):
        wanted = groups[start, end, length]
        offsets = ((start, 0), (end, length - end[0]))
        (rarest, offset), (other, other_offset) = sorted(offsets, key=lambda pair: counts[pair[0]])
        distance = other_offset - offset
        text = letters[places[other][0] : places[other][0] + other[0]]
        tried = 0
        for tried, place in enumerate(islice(places[rarest], max(0, steps)), 1):
            if place + distance >= 0 and letters.startswith(text, place + distance):
                position = place - offset
                steps -= length
                digest = _compute_truncated_sha256(letters[position : position + length])
                if paragraph := wanted.pop(digest, None):
                    positions[paragraph] = position
                    covered[position : position + length] = b"\1" * length
                if steps < tried or not wanted:
                    break
        steps -= tried
    # Paragraphs may begin or end alike, so a window inside a paragraph that was found is ignored.
    uncovered = {
        window for window, found in places.items() if not all(map(covered.__getitem__, found))
    }
    return positions, {each for each, pair in windows.items() if not uncovered.isdisjoint(pair)}


def _get_start_and_end_windows(fingerprint: Fingerprint) -> tuple[_Window, _Window]:
    length = _get_window_length(fingerprint.length)
    return (length, int(fingerprint.start, 16)), (length, int(fingerprint.end, 16))


def _find_window_positions(
    letters: str, windows: Iterable[_Window]
) -> Mapping[_Window, Sequence[int]]:
    """Return the positions of each window, from the differences of the hashes of prefixes."""
    positions = {window: array("Q") for window in windows}
    hashes: dict[int, set[int]] = defaultdict(set)
    for length, value in positions:
        hashes[length].add(value)
    for first in range(0, len(letters), _BLOCK_LENGTH):
        block = letters[first : first + _BLOCK_LENGTH + WINDOW_LENGTH - 1]
        packed = _pack(_iter_prefix_hashes(block))
        for length, wanted in hashes.items():
            count = min(_BLOCK_LENGTH, len(block) - length + 1)
            for position, value in enumerate(_hash_packed_windows(packed, length, count), first):
                if value in wanted:
                    positions[length, value].append(position)
    return positions


def _pack(hashes: Iterable[int]) -> int:
    """Return hashes as one integer, so that Python computes with all of them at once."""
    return int.from_bytes(b"".join(each.to_bytes(_SLOT, "little") for each in hashes), "little")


def _hash_packed_windows(packed_prefix_hashes: int, length: int, count: int) -> Sequence[int]:
    """Return the hashes of the first windows of a length, from the packed hashes of prefixes."""
    sums = (packed_prefix_hashes >> 8 * _SLOT * length) + packed_prefix_hashes * (
        _PRIME - pow(_BASE, length, _PRIME)
    )
    for _ in range(2):  # as 2 ** 61 is 1 modulo the prime, this leaves at most the prime itself
        sums = (sums & _MASK) + (sums >> 61 & _MASK)
    return unpack_from(f"<{2 * max(0, count)}Q", sums.to_bytes(_SLOT * _SLOT_COUNT, "little"))[::2]


def _iter_prefix_hashes(letters: str) -> Iterator[int]:
    """Yield the polynomial hashes of all prefixes, from the empty one to all letters."""
    codes = map(ord, letters)
    return accumulate(codes, lambda value, code: (value * _BASE + code) % _PRIME, initial=0)


def _compute_truncated_sha256(letters: str) -> str:
    return sha256(letters.encode()).hexdigest()[:16]
