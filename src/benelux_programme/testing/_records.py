"""Strategies for single nodes and records, which refer to ids that are nowhere."""

import string
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

import hypothesis.strategies as st

from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import (
    Action,
    AlternativeTitle,
    Commitment,
    Pillar,
    Predecessor,
    Relation,
    RetiredId,
    Theme,
)
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import (
    Partner,
    PartnerKind,
    PolicyField,
    Reference,
    ReferenceKind,
)
from benelux_programme._model.text import LANGUAGES

from ._values import (
    Strategy,
    citations,
    ids,
    lines,
    periods,
    section_numbers,
    short_tuples,
    terms,
    texts,
)


@cache
def alternative_titles() -> Strategy[AlternativeTitle]:
    """Return a strategy for other titles."""
    return st.builds(AlternativeTitle, text=texts(), sources=short_tuples(lines()))


def predecessors(programme: str = "earlier") -> Strategy[Predecessor]:
    """Return a strategy for links to the actions of an earlier programme."""
    return st.builds(
        Predecessor,
        programme=st.just(programme),
        action=ids(),
        relation=st.sampled_from(Relation),
        reason=lines(),
    )


@cache
def partners() -> Strategy[Partner]:
    """Return a strategy for partners with some of the codes."""
    return st.builds(
        Partner,
        id=ids(),
        kind=st.sampled_from(PartnerKind),
        name=texts(),
        abbreviations=short_tuples(lines()),
        aliases=terms(),
        wikidata=st.none() | st.integers(1).map("Q{}".format),
        iso_3166_1=st.none() | st.text(string.ascii_uppercase, min_size=2, max_size=2),
        homepage=st.none() | ids().map("https://example.org/{}".format),
        note=st.none() | texts(),
        sources=short_tuples(lines()),
    )


@cache
def references() -> Strategy[Reference]:
    """Return a strategy for treaties, laws and documents."""
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


@cache
def policy_fields() -> Strategy[PolicyField]:
    """Return a strategy for policy fields."""
    concepts = st.integers(1, 9999).map(str) | st.just("c_86d7db98")
    return st.builds(
        PolicyField, id=ids(), label=texts(), eurovoc=short_tuples(concepts, unique_by=str)
    )


@cache
def publications() -> Strategy[Publication]:
    """Return a strategy for publications without a publisher."""
    return st.builds(
        Publication,
        kind=st.sampled_from(["booklet", "flyer"]),
        title=texts(),
        languages=short_tuples(st.sampled_from(LANGUAGES), min_size=1, unique_by=str),
        responsible=st.none() | lines(),
        published=st.none() | st.just("2025-01"),
        rights=st.none() | texts(),
    )


@cache
def context_paragraphs() -> Strategy[ContextParagraph]:
    """Return a strategy for paragraphs without a commitment."""
    paragraphs = st.builds(Citation, section=section_numbers(), paragraph=st.integers(1, 30))
    return st.builds(ContextParagraph, citation=paragraphs, reason=texts())


@cache
def retired_ids() -> Strategy[RetiredId]:
    """Return a strategy for retired ids, whose successors are nowhere."""
    return build_retired_id_strategy(ids(), short_tuples(ids(), unique_by=str))


@cache
def actions() -> Strategy[Action]:
    """Return a strategy for actions, which refer to records that are nowhere."""
    return build_action_strategy(
        id=ids(),
        programme=ids(),
        actors=short_tuples(ids(), unique_by=str),
        partners=short_tuples(ids(), unique_by=str),
        references=short_tuples(ids(), unique_by=str),
        fields=short_tuples(ids(), unique_by=str),
        citations=short_tuples(citations(), min_size=1, unique_by=attrgetter("address")),
        timing=st.none() | periods(),
    )


@cache
def themes() -> Strategy[Theme]:
    """Return a strategy for themes without actions."""
    return st.builds(
        Theme, pillar=ids(), number=st.just("1.1"), **_build_shared_node_field_strategies()
    )


@cache
def pillars() -> Strategy[Pillar]:
    """Return a strategy for pillars without themes and actions."""
    return st.builds(Pillar, number=st.just("1"), **_build_shared_node_field_strategies())


def _build_shared_node_field_strategies() -> dict[str, Strategy[Any]]:
    return {
        "id": ids(),
        "programme": ids(),
        "title": texts(),
        "alternative_titles": short_tuples(alternative_titles()),
        "citations": short_tuples(citations(), min_size=1, unique_by=attrgetter("address")),
        "note": st.none() | texts(),
    }


def build_action_strategy(**other_attribute_strategies: Strategy[Any]) -> Strategy[Action]:
    """Return a strategy for actions, with strategies for some of their attributes."""
    return st.builds(
        Action,
        summary=texts(),
        commitment=st.sampled_from(Commitment),
        deliverable=st.none() | texts(),
        predecessors=short_tuples(predecessors("0-earlier"), unique_by=attrgetter("action")),
        note=st.none() | texts(),
        **other_attribute_strategies,
    )


def build_retired_id_strategy(
    ids: Strategy[str], successors: Strategy[tuple[str, ...]], last_revision: int = 5
) -> Strategy[RetiredId]:
    since = st.integers(2, last_revision)
    return st.builds(RetiredId, id=ids, successors=successors, reason=lines(), since=since)
