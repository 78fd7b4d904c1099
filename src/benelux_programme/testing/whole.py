"""Strategies for whole programmes, whose parts fit together."""

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, Pillar, RetiredId, Theme
from benelux_programme._model.period import Period
from benelux_programme._model.publication import ContextParagraph
from benelux_programme._model.registry import Partner
from benelux_programme._model.text import fold
from benelux_programme._programme.programme import Programme

from .records import (
    action,
    alternative_titles,
    partners,
    policy_fields,
    publications,
    references,
    retired,
)
from .values import Strategy, T, ids, periods, some, texts


@st.composite
def programmes(draw: st.DrawFn, id: str | None = None) -> Programme:
    """Programmes whose parts fit together.

    Args:
        draw: Given by Hypothesis.
        id: The id of the programme, or None for any.
    """
    id = draw(ids()) if id is None else id
    parts = _Parts(draw)
    paragraphs = parts.paragraphs()
    named: dict[str, Any] = {
        "partners": parts.unique(partners(), _found_by),
        "references": parts.unique(references(), lambda one: [one.id]),
        "fields": parts.unique(policy_fields(), lambda one: [one.id]),
    }
    period = draw(periods())
    nodes = _Nodes(parts, id, period, paragraphs, named)
    own_actions = nodes.actions(None, None)
    pillars = tuple(nodes.pillar(number) for number in range(1, draw(st.integers(0, 2)) + 1))
    return Programme(
        id=id,
        revision=draw(st.integers(1, 3)),
        period=period,
        title=draw(texts()),
        subtitle=draw(st.none() | texts()),
        alternative_titles=draw(some(alternative_titles())),
        publication=draw(st.none() | publications()),
        mission=draw(st.none() | texts()),
        values=draw(some(texts())),
        own_actions=own_actions,
        pillars=pillars,
        context=parts.unique(_context(paragraphs), lambda one: [one.citation.address]),
        paragraphs=paragraphs,
        retired=parts.retired(),
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
        for record in self.draw(some(strategy)):
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
        successors = some(st.sampled_from(used)) if used else st.just(())
        count = self.draw(st.integers(0, 2))
        return tuple(self.draw(retired(st.just(self.id()), successors)) for _ in range(count))

    def of(self, records: tuple[Any, ...]) -> tuple[str, ...]:
        """The ids of some of these records."""
        if not records:
            return ()
        return self.draw(some(st.sampled_from([record.id for record in records])))


class _Nodes:
    """The levels of one programme."""

    def __init__(
        self,
        parts: _Parts,
        programme: str,
        period: Period,
        paragraphs: tuple[Citation, ...],
        named: dict[str, Any],
    ) -> None:
        self._parts = parts
        self._draw = parts.draw
        self._programme = programme
        self._period = period
        self._paragraphs = paragraphs
        self._named = named

    def pillar(self, number: int) -> Pillar:
        id = self._parts.id()
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
        id = self._parts.id()
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
        return action(
            id=st.just(self._parts.id()),
            programme=st.just(self._programme),
            pillar=st.just(pillar),
            theme=st.just(theme),
            actors=st.just(self._parts.of(self._named["partners"])),
            partners=st.just(self._parts.of(self._named["partners"])),
            references=st.just(self._parts.of(self._named["references"])),
            fields=st.just(self._parts.of(self._named["fields"])),
            citations=st.just(self._cited()),
            timing=st.sampled_from([None, self._period]),
        )

    def _cited(self) -> tuple[Citation, ...]:
        return self._draw(some(st.sampled_from(self._paragraphs), min_size=1))


def _context(paragraphs: tuple[Citation, ...]) -> Strategy[ContextParagraph]:
    return st.builds(ContextParagraph, citation=st.sampled_from(paragraphs), reason=texts())


def _found_by(partner: Partner) -> list[str]:
    return [fold(key) for key in partner.lookup_keys]
