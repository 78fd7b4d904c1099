"""Hypothesis strategies for every class of the model, for tests of what is built on it.

Hypothesis is imported only here. Every strategy gives values that the classes accept, and
`programmes` gives programmes whose parts fit together.

>>> from hypothesis import given
>>> @given(programmes())
... def test_my_tracker(programme):
...     assert len(programme.actions) <= len(programme)
>>> test_my_tracker()
"""

import string
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import hypothesis.strategies as st

from .citation import Citation, Fingerprint
from .nodes import Action, AlternativeTitle, Commitment, Pillar, Predecessor, Relation, Theme
from .period import Period
from .programme import Programme
from .publication import ContextParagraph, Publication
from .registry import Partner, PartnerKind, PolicyField, Reference, ReferenceKind
from .retirement import RetiredId
from .text import LANGUAGES, Terms, Text, fold
from .validators import is_line

__all__ = [
    "actions",
    "alternative_titles",
    "citations",
    "context_paragraphs",
    "fingerprints",
    "ids",
    "lines",
    "partners",
    "periods",
    "pillars",
    "policy_fields",
    "predecessors",
    "programmes",
    "publications",
    "references",
    "retired_ids",
    "terms",
    "texts",
    "themes",
]

T = TypeVar("T")
Strategy = st.SearchStrategy

_LETTERS = string.ascii_lowercase + string.digits


def ids() -> Strategy[str]:
    """Ids: lower-case words joined by hyphens."""
    word = st.text(_LETTERS, min_size=1, max_size=6)
    first = st.builds(str.__add__, st.sampled_from(string.ascii_lowercase), word)
    return st.builds("-".join, st.builds(lambda one, more: [one, *more], first, _some(word)))


def lines() -> Strategy[str]:
    """Texts of one language, in any script, with all signs that are allowed."""
    anything = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
    cleaned = anything.map(lambda text: unicodedata.normalize("NFC", text).strip())
    words = st.sampled_from(
        ["œuvre", "l\u2019énergie", "Straße", "ĳs", "a: b", "- c", "#", "no", "1.1"]
    )
    return st.one_of(words, cleaned.filter(is_line))


def texts() -> Strategy[Text]:
    """Texts in one to four languages."""

    def text(given: dict[str, str], official: set[str]) -> Text:
        languages = tuple(one for one in LANGUAGES if one in given and one in official)
        return Text(**given, official=languages)

    given = st.dictionaries(st.sampled_from(LANGUAGES), lines(), min_size=1)
    return st.builds(text, given, st.sets(st.sampled_from(LANGUAGES)))


def terms() -> Strategy[Terms]:
    """Words by language."""
    words = _some(lines())
    return st.builds(Terms, fr=words, nl=words, de=words, en=words)


def periods() -> Strategy[Period]:
    """Spans of days, some of them of whole years."""
    days = st.tuples(st.dates(), st.dates()).map(sorted)
    years = st.tuples(st.integers(1, 9999), st.integers(1, 9999)).map(sorted)
    return st.one_of(
        days.map(lambda ends: Period(start=ends[0], end=ends[1])),
        years.map(lambda ends: Period.of_years(*ends)),
    )


def fingerprints() -> Strategy[Fingerprint]:
    """Fingerprints of paragraphs that nobody wrote."""
    digest = st.text("0123456789abcdef", min_size=16, max_size=16)
    length = st.integers(2, 10_000)
    return st.builds(Fingerprint, length=length, start=digest, end=digest, whole=digest)


def citations() -> Strategy[Citation]:
    """Paragraphs and headings."""
    return st.builds(
        Citation,
        section=_sections(),
        paragraph=st.none() | st.integers(1, 30),
        page=st.none() | st.integers(1, 30),
        fingerprint=st.none() | fingerprints(),
    )


def alternative_titles() -> Strategy[AlternativeTitle]:
    """Other titles."""
    return st.builds(AlternativeTitle, text=texts(), sources=_some(lines()))


def predecessors(programme: str = "earlier") -> Strategy[Predecessor]:
    """Links to the actions of an earlier programme."""
    return st.builds(
        Predecessor,
        programme=st.just(programme),
        action=ids(),
        relation=st.sampled_from(Relation),
        reason=lines(),
    )


def partners() -> Strategy[Partner]:
    """Partners with some of the codes."""
    return st.builds(
        Partner,
        id=ids(),
        kind=st.sampled_from(PartnerKind),
        name=texts(),
        abbreviations=_some(lines()),
        aliases=terms(),
        wikidata=st.none() | st.integers(1).map("Q{}".format),
        iso_3166_1=st.none() | st.text(string.ascii_uppercase, min_size=2, max_size=2),
        homepage=st.none() | ids().map("https://example.org/{}".format),
        note=st.none() | texts(),
        sources=_some(lines()),
    )


def references() -> Strategy[Reference]:
    """Treaties, laws and documents."""
    years = st.integers(1900, 2100).map(str)
    return st.builds(
        Reference,
        id=ids(),
        kind=st.sampled_from(ReferenceKind),
        title=texts(),
        short_title=st.none() | texts(),
        aliases=terms(),
        signed=st.none() | years | st.dates().map(date.isoformat),
        celex=st.none() | st.just("32024R1183"),
        note=st.none() | texts(),
    )


def policy_fields() -> Strategy[PolicyField]:
    """Policy fields."""
    concepts = st.integers(1, 9999).map(str) | st.just("c_86d7db98")
    return st.builds(PolicyField, id=ids(), label=texts(), eurovoc=_some(concepts))


def publications() -> Strategy[Publication]:
    """Publications whose publisher is not named."""
    return st.builds(
        Publication,
        kind=st.sampled_from(["booklet", "flyer"]),
        title=texts(),
        languages=_some(st.sampled_from(LANGUAGES), min_size=1),
        responsible=st.none() | lines(),
        published=st.none() | st.just("2025-01"),
        rights=st.none() | texts(),
    )


def context_paragraphs() -> Strategy[ContextParagraph]:
    """Paragraphs that commit to nothing."""
    numbered = st.builds(Citation, section=_sections(), paragraph=st.integers(1, 30))
    return st.builds(ContextParagraph, citation=numbered, reason=texts())


def retired_ids() -> Strategy[RetiredId]:
    """Retired ids that stand alone: their successors are nowhere."""
    return _retired(ids(), _some(ids()))


def actions() -> Strategy[Action]:
    """Actions that stand alone: what they name is nowhere."""
    return _action(
        id=ids(),
        programme=ids(),
        actors=_some(ids()),
        partners=_some(ids()),
        references=_some(ids()),
        fields=_some(ids()),
        citations=_some(citations(), min_size=1),
        timing=st.none() | periods(),
    )


def themes() -> Strategy[Theme]:
    """Themes without actions."""
    return st.builds(
        Theme,
        id=ids(),
        programme=ids(),
        pillar=ids(),
        number=st.just("1.1"),
        title=texts(),
        alternative_titles=_some(alternative_titles()),
        citations=_some(citations(), min_size=1),
        note=st.none() | texts(),
    )


def pillars() -> Strategy[Pillar]:
    """Pillars without themes and actions."""
    return st.builds(
        Pillar,
        id=ids(),
        programme=ids(),
        number=st.just("1"),
        title=texts(),
        alternative_titles=_some(alternative_titles()),
        citations=_some(citations(), min_size=1),
        note=st.none() | texts(),
    )


@st.composite
def programmes(draw: st.DrawFn, id: str | None = None) -> Programme:
    """Programmes whose parts fit together.

    Args:
        draw: Given by Hypothesis.
        id: The id of the programme, or None for any.
    """
    id = draw(ids()) if id is None else id
    some = _Parts(draw)
    paragraphs = some.paragraphs()
    named: dict[str, Any] = {
        "partners": some.unique(partners(), _found_by),
        "references": some.unique(references(), lambda one: [one.id]),
        "fields": some.unique(policy_fields(), lambda one: [one.id]),
    }
    period = draw(periods())
    nodes = _Nodes(some, id, period, paragraphs, named)
    own_actions = nodes.actions(None, None)
    pillars = tuple(nodes.pillar(number) for number in range(1, draw(st.integers(0, 2)) + 1))
    return Programme(
        id=id,
        revision=draw(st.integers(1, 3)),
        period=period,
        title=draw(texts()),
        subtitle=draw(st.none() | texts()),
        alternative_titles=draw(_some(alternative_titles())),
        publication=draw(st.none() | publications()),
        mission=draw(st.none() | texts()),
        values=draw(_some(texts())),
        own_actions=own_actions,
        pillars=pillars,
        context=some.unique(_context(paragraphs), lambda one: [one.citation.address]),
        paragraphs=paragraphs,
        retired=some.retired(),
        **named,
    )


class _Parts:
    """What a programme is made of, without repeated ids and names."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self._ids: set[str] = set()

    def id(self) -> str:
        """An id that no other node has."""
        new = self.draw(ids().filter(lambda one: one not in self._ids))
        self._ids.add(new)
        return new

    def unique(self, strategy: Strategy[T], keys: Callable[[T], list[str]]) -> tuple[T, ...]:
        """Some records of which no two are found by the same."""
        kept: list[T] = []
        known: set[str] = set()
        for record in self.draw(_some(strategy)):
            if not known & set(keys(record)):
                known.update(keys(record))
                kept.append(record)
        return tuple(kept)

    def paragraphs(self) -> tuple[Citation, ...]:
        """All paragraphs of a publication."""
        sections = self.draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
        return tuple(
            Citation(section=str(section), paragraph=number)
            for section, count in enumerate(sections)
            for number in range(1, count + 1)
        )

    def retired(self) -> tuple[RetiredId, ...]:
        """Ids no longer in use, with ids in use for successors."""
        used = sorted(self._ids)
        successors = _some(st.sampled_from(used)) if used else st.just(())
        count = self.draw(st.integers(0, 2))
        return tuple(self.draw(_retired(st.just(self.id()), successors)) for _ in range(count))

    def of(self, records: tuple[Any, ...]) -> tuple[str, ...]:
        """The ids of some of these records."""
        if not records:
            return ()
        return self.draw(_some(st.sampled_from([record.id for record in records])))


class _Nodes:
    """The levels of one programme."""

    def __init__(
        self,
        some: _Parts,
        programme: str,
        period: Period,
        paragraphs: tuple[Citation, ...],
        named: dict[str, Any],
    ) -> None:
        self._some = some
        self._draw = some.draw
        self._programme = programme
        self._period = period
        self._paragraphs = paragraphs
        self._named = named

    def pillar(self, number: int) -> Pillar:
        id = self._some.id()
        return Pillar(
            id=id,
            programme=self._programme,
            number=str(number),
            title=self._draw(texts()),
            citations=self._cited(),
            own_actions=self.actions(id, None),
            themes=tuple(
                self._theme(id, f"{number}.{theme}")
                for theme in range(1, self._draw(st.integers(0, 2)) + 1)
            ),
        )

    def _theme(self, pillar: str, number: str) -> Theme:
        id = self._some.id()
        return Theme(
            id=id,
            programme=self._programme,
            pillar=pillar,
            number=number,
            title=self._draw(texts()),
            citations=self._cited(),
            actions=self.actions(pillar, id),
        )

    def actions(self, pillar: str | None, theme: str | None) -> tuple[Action, ...]:
        return tuple(
            self._draw(self._action(pillar, theme)) for _ in range(self._draw(st.integers(0, 2)))
        )

    def _action(self, pillar: str | None, theme: str | None) -> Strategy[Action]:
        return _action(
            id=st.just(self._some.id()),
            programme=st.just(self._programme),
            pillar=st.just(pillar),
            theme=st.just(theme),
            actors=st.just(self._some.of(self._named["partners"])),
            partners=st.just(self._some.of(self._named["partners"])),
            references=st.just(self._some.of(self._named["references"])),
            fields=st.just(self._some.of(self._named["fields"])),
            citations=st.just(self._cited()),
            timing=st.sampled_from([None, self._period]),
        )

    def _cited(self) -> tuple[Citation, ...]:
        return self._draw(_some(st.sampled_from(self._paragraphs), min_size=1))


def _action(**known: Strategy[Any]) -> Strategy[Action]:
    return st.builds(
        Action,
        summary=texts(),
        commitment=st.sampled_from(Commitment),
        deliverable=st.none() | texts(),
        predecessors=_some(predecessors("0-earlier")),
        note=st.none() | texts(),
        **known,
    )


def _retired(id: Strategy[str], successors: Strategy[tuple[str, ...]]) -> Strategy[RetiredId]:
    since = st.integers(2, 5)
    return st.builds(RetiredId, id=id, successors=successors, reason=lines(), since=since)


def _context(paragraphs: tuple[Citation, ...]) -> Strategy[ContextParagraph]:
    return st.builds(ContextParagraph, citation=st.sampled_from(paragraphs), reason=texts())


def _found_by(partner: Partner) -> list[str]:
    return [fold(key) for key in partner.keys]


def _sections() -> Strategy[str]:
    return st.lists(st.integers(1, 12), min_size=1, max_size=2).map(
        lambda parts: ".".join(map(str, parts))
    )


def _some(strategy: Strategy[T], min_size: int = 0) -> Strategy[tuple[T, ...]]:
    return st.lists(strategy, min_size=min_size, max_size=2).map(tuple)
