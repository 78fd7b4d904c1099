"""A strategy for whole programmes, whose parts are consistent with each other."""

from collections.abc import Sequence
from operator import attrgetter

import hypothesis.strategies as st

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, Pillar, RetiredId, Theme
from benelux_programme._model.publication import ContextParagraph
from benelux_programme._model.registry import Partner
from benelux_programme._model.text import fold_to_letters_and_digits
from benelux_programme._programme.programme import Programme

from ._records import (
    alternative_titles,
    build_action_strategy,
    build_retired_id_strategy,
    partners,
    policy_fields,
    publications,
    references,
)
from ._values import Strategy, ids, periods, short_tuples, texts


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
        self._revision = draw(st.integers(1, 3))
        self._period = draw(periods())
        self._paragraphs = self._draw_consecutive_paragraphs()
        self._partners = self._draw_partners_without_common_keys()
        self._references = draw(short_tuples(references(), unique_by=attrgetter("id")))
        self._fields = draw(short_tuples(policy_fields(), unique_by=attrgetter("id")))

    def build(self) -> Programme:
        own_actions = self._draw_actions(None, None)
        pillars = tuple(self._draw_pillar(str(number)) for number in self._draw_number_range())
        context = st.builds(
            ContextParagraph, citation=st.sampled_from(self._paragraphs), reason=texts()
        )
        return Programme(
            id=self._id,
            revision=self._revision,
            period=self._period,
            title=self._draw(texts()),
            subtitle=self._draw(st.none() | texts()),
            alternative_titles=self._draw(short_tuples(alternative_titles())),
            publication=self._draw(st.none() | publications()),
            mission=self._draw(st.none() | texts()),
            values=self._draw(short_tuples(texts())),
            own_actions=own_actions,
            pillars=pillars,
            context=self._draw(short_tuples(context, unique_by=attrgetter("citation.address"))),
            partners=self._partners,
            references=self._references,
            fields=self._fields,
            paragraphs=self._paragraphs,
            retired=self._draw_retired_ids(),
        )

    def _draw_consecutive_paragraphs(self) -> tuple[Citation, ...]:
        paragraph_counts = self._draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
        return tuple(
            Citation(section=str(section), paragraph=number)
            for section, count in enumerate(paragraph_counts)
            for number in range(1, count + 1)
        )

    def _draw_partners_without_common_keys(self) -> tuple[Partner, ...]:
        drawn = self._draw(short_tuples(partners()))
        keys = [
            key
            for partner in drawn
            for key in {*map(fold_to_letters_and_digits, partner.lookup_keys)}
        ]
        return drawn if len(keys) == len(set(keys)) else drawn[:1]

    def _draw_pillar(self, number: str) -> Pillar:
        id = self._draw_unused_id()
        return Pillar(
            id=id,
            programme=self._id,
            number=number,
            title=self._draw(texts()),
            citations=self._draw_citations(),
            own_actions=self._draw_actions(id, None),
            themes=tuple(self._draw_theme(id, f"{number}.{n}") for n in self._draw_number_range()),
        )

    def _draw_theme(self, pillar_id: str, number: str) -> Theme:
        id = self._draw_unused_id()
        return Theme(
            id=id,
            programme=self._id,
            pillar=pillar_id,
            number=number,
            title=self._draw(texts()),
            citations=self._draw_citations(),
            actions=self._draw_actions(pillar_id, id),
        )

    def _draw_actions(self, pillar_id: str | None, theme_id: str | None) -> tuple[Action, ...]:
        return tuple(self._draw_action(pillar_id, theme_id) for _ in self._draw_number_range())

    def _draw_action(self, pillar_id: str | None, theme_id: str | None) -> Action:
        partner_ids = [partner.id for partner in self._partners]
        actions = build_action_strategy(
            id=st.just(self._draw_unused_id()),
            programme=st.just(self._id),
            pillar=st.just(pillar_id),
            theme=st.just(theme_id),
            actors=_sample_ids(partner_ids),
            partners=_sample_ids(partner_ids),
            references=_sample_ids([reference.id for reference in self._references]),
            fields=_sample_ids([field.id for field in self._fields]),
            citations=st.just(self._draw_citations()),
            timing=st.sampled_from([None, self._period]),
        )
        return self._draw(actions)

    def _draw_citations(self) -> tuple[Citation, ...]:
        paragraphs = st.sampled_from(self._paragraphs)
        return self._draw(short_tuples(paragraphs, min_size=1, unique_by=attrgetter("address")))

    def _draw_retired_ids(self) -> tuple[RetiredId, ...]:
        if self._revision == 1:
            return ()
        successors = _sample_ids(sorted(self._ids_in_use))
        return tuple(
            self._draw(
                build_retired_id_strategy(
                    st.just(self._draw_unused_id()), successors, self._revision
                )
            )
            for _ in self._draw_number_range()
        )

    def _draw_unused_id(self) -> str:
        new_id = self._draw(ids().filter(lambda new_id: new_id not in self._ids_in_use))
        self._ids_in_use.add(new_id)
        return new_id

    def _draw_number_range(self) -> range:
        return range(1, self._draw(st.integers(0, 2)) + 1)


def _sample_ids(ids: Sequence[str]) -> Strategy[tuple[str, ...]]:
    return short_tuples(st.sampled_from(ids), unique_by=str) if ids else st.just(())
