"""A strategy for whole programmes, whose parts are consistent with each other."""

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, Pillar, RetiredId, Theme
from benelux_programme._model.publication import ContextParagraph
from benelux_programme._model.text import fold_text
from benelux_programme._programme.programme import Programme

from ._records import (
    alternative_titles,
    build_actions,
    build_retired_ids,
    partners,
    policy_fields,
    publications,
    references,
)
from ._values import Strategy, T, ids, periods, short_tuples, texts


@st.composite
def programmes(draw: st.DrawFn, id: str | None = None) -> Programme:
    """Return a strategy for programmes whose parts are consistent.

    Args:
        draw: The function that Hypothesis passes.
        id: The id of the programme, or None for any.
    """
    return _ProgrammeBuilder(draw, draw(ids()) if id is None else id).build()


class _ProgrammeBuilder:
    """Draws the parts of one programme, without repeated ids and names."""

    def __init__(self, draw: st.DrawFn, id: str) -> None:
        self._draw = draw
        self._id = id
        self._ids_in_use: set[str] = set()
        self._period = draw(periods())
        self._paragraphs = self._draw_paragraphs()
        self._partners = self._draw_unique(
            partners(), lambda partner: [*map(fold_text, partner.lookup_keys)]
        )
        self._references = self._draw_unique(references(), lambda reference: [reference.id])
        self._fields = self._draw_unique(policy_fields(), lambda field: [field.id])

    def build(self) -> Programme:
        draw = self._draw
        own_actions = self._draw_actions(None, None)
        pillars = tuple(
            self._draw_pillar(str(number)) for number in self._draw_consecutive_numbers()
        )
        context = st.builds(
            ContextParagraph, citation=st.sampled_from(self._paragraphs), reason=texts()
        )
        return Programme(
            id=self._id,
            revision=draw(st.integers(1, 3)),
            period=self._period,
            title=draw(texts()),
            subtitle=draw(st.none() | texts()),
            alternative_titles=draw(short_tuples(alternative_titles())),
            publication=draw(st.none() | publications()),
            mission=draw(st.none() | texts()),
            values=draw(short_tuples(texts())),
            own_actions=own_actions,
            pillars=pillars,
            context=self._draw_unique(context, lambda paragraph: [paragraph.citation.address]),
            partners=self._partners,
            references=self._references,
            fields=self._fields,
            paragraphs=self._paragraphs,
            retired=self._draw_retired_ids(),
        )

    def _draw_paragraphs(self) -> tuple[Citation, ...]:
        paragraph_counts = self._draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
        return tuple(
            Citation(section=str(section), paragraph=number)
            for section, count in enumerate(paragraph_counts)
            for number in range(1, count + 1)
        )

    def _draw_pillar(self, number: str) -> Pillar:
        id = self._draw_new_id()
        return Pillar(
            id=id,
            programme=self._id,
            number=number,
            title=self._draw(texts()),
            citations=self._draw_citations(),
            own_actions=self._draw_actions(id, None),
            themes=tuple(
                self._draw_theme(id, f"{number}.{n}") for n in self._draw_consecutive_numbers()
            ),
        )

    def _draw_theme(self, pillar: str, number: str) -> Theme:
        id = self._draw_new_id()
        return Theme(
            id=id,
            programme=self._id,
            pillar=pillar,
            number=number,
            title=self._draw(texts()),
            citations=self._draw_citations(),
            actions=self._draw_actions(pillar, id),
        )

    def _draw_actions(self, pillar: str | None, theme: str | None) -> tuple[Action, ...]:
        return tuple(self._draw_action(pillar, theme) for _ in self._draw_consecutive_numbers())

    def _draw_action(self, pillar: str | None, theme: str | None) -> Action:
        actions = build_actions(
            id=st.just(self._draw_new_id()),
            programme=st.just(self._id),
            pillar=st.just(pillar),
            theme=st.just(theme),
            actors=_build_ids_of_records(self._partners),
            partners=_build_ids_of_records(self._partners),
            references=_build_ids_of_records(self._references),
            fields=_build_ids_of_records(self._fields),
            citations=st.just(self._draw_citations()),
            timing=st.sampled_from([None, self._period]),
        )
        return self._draw(actions)

    def _draw_citations(self) -> tuple[Citation, ...]:
        return self._draw(short_tuples(st.sampled_from(self._paragraphs), min_size=1))

    def _draw_retired_ids(self) -> tuple[RetiredId, ...]:
        ids_in_use = sorted(self._ids_in_use)
        successors = short_tuples(st.sampled_from(ids_in_use)) if ids_in_use else st.just(())
        return tuple(
            self._draw(build_retired_ids(st.just(self._draw_new_id()), successors))
            for _ in self._draw_consecutive_numbers()
        )

    def _draw_new_id(self) -> str:
        new_id = self._draw(ids().filter(lambda new_id: new_id not in self._ids_in_use))
        self._ids_in_use.add(new_id)
        return new_id

    def _draw_consecutive_numbers(self) -> range:
        return range(1, self._draw(st.integers(0, 2)) + 1)

    def _draw_unique(
        self, strategy: Strategy[T], get_keys: Callable[[T], list[str]]
    ) -> tuple[T, ...]:
        """Draw values of a strategy that have no key in common."""
        values: list[T] = []
        used_keys: set[str] = set()
        for value in self._draw(short_tuples(strategy)):
            keys = get_keys(value)
            if used_keys.isdisjoint(keys):
                used_keys.update(keys)
                values.append(value)
        return tuple(values)


def _build_ids_of_records(records: tuple[Any, ...]) -> Strategy[tuple[str, ...]]:
    if not records:
        return st.just(())
    return short_tuples(st.sampled_from([record.id for record in records]))
