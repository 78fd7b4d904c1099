"""Strategies for the records of a programme that stand alone: what they name is nowhere."""

import string
from datetime import date
from functools import cache
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

from .values import Strategy, citations, ids, lines, periods, sections, some, terms, texts


@cache
def alternative_titles() -> Strategy[AlternativeTitle]:
    """Other titles."""
    return st.builds(AlternativeTitle, text=texts(), sources=some(lines()))


def predecessors(programme: str = "earlier") -> Strategy[Predecessor]:
    """Links to the actions of an earlier programme."""
    return st.builds(
        Predecessor,
        programme=st.just(programme),
        action=ids(),
        relation=st.sampled_from(Relation),
        reason=lines(),
    )


@cache
def partners() -> Strategy[Partner]:
    """Partners with some of the codes."""
    return st.builds(
        Partner,
        id=ids(),
        kind=st.sampled_from(PartnerKind),
        name=texts(),
        abbreviations=some(lines()),
        aliases=terms(),
        wikidata=st.none() | st.integers(1).map("Q{}".format),
        iso_3166_1=st.none() | st.text(string.ascii_uppercase, min_size=2, max_size=2),
        homepage=st.none() | ids().map("https://example.org/{}".format),
        note=st.none() | texts(),
        sources=some(lines()),
    )


@cache
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


@cache
def policy_fields() -> Strategy[PolicyField]:
    """Policy fields."""
    concepts = st.integers(1, 9999).map(str) | st.just("c_86d7db98")
    return st.builds(PolicyField, id=ids(), label=texts(), eurovoc=some(concepts))


@cache
def publications() -> Strategy[Publication]:
    """Publications whose publisher is not named."""
    return st.builds(
        Publication,
        kind=st.sampled_from(["booklet", "flyer"]),
        title=texts(),
        languages=some(st.sampled_from(LANGUAGES), min_size=1),
        responsible=st.none() | lines(),
        published=st.none() | st.just("2025-01"),
        rights=st.none() | texts(),
    )


@cache
def context_paragraphs() -> Strategy[ContextParagraph]:
    """Paragraphs that commit to nothing."""
    numbered = st.builds(Citation, section=sections(), paragraph=st.integers(1, 30))
    return st.builds(ContextParagraph, citation=numbered, reason=texts())


@cache
def retired_ids() -> Strategy[RetiredId]:
    """Retired ids that stand alone: their successors are nowhere."""
    return retired(ids(), some(ids()))


@cache
def actions() -> Strategy[Action]:
    """Actions that stand alone: what they name is nowhere."""
    return action(
        id=ids(),
        programme=ids(),
        actors=some(ids()),
        partners=some(ids()),
        references=some(ids()),
        fields=some(ids()),
        citations=some(citations(), min_size=1),
        timing=st.none() | periods(),
    )


@cache
def themes() -> Strategy[Theme]:
    """Themes without actions."""
    return st.builds(
        Theme,
        id=ids(),
        programme=ids(),
        pillar=ids(),
        number=st.just("1.1"),
        title=texts(),
        alternative_titles=some(alternative_titles()),
        citations=some(citations(), min_size=1),
        note=st.none() | texts(),
    )


@cache
def pillars() -> Strategy[Pillar]:
    """Pillars without themes and actions."""
    return st.builds(
        Pillar,
        id=ids(),
        programme=ids(),
        number=st.just("1"),
        title=texts(),
        alternative_titles=some(alternative_titles()),
        citations=some(citations(), min_size=1),
        note=st.none() | texts(),
    )


def action(**known: Strategy[Any]) -> Strategy[Action]:
    """Actions of which some attributes are drawn from strategies of their own."""
    return st.builds(
        Action,
        summary=texts(),
        commitment=st.sampled_from(Commitment),
        deliverable=st.none() | texts(),
        predecessors=some(predecessors("0-earlier")),
        note=st.none() | texts(),
        **known,
    )


def retired(id: Strategy[str], successors: Strategy[tuple[str, ...]]) -> Strategy[RetiredId]:
    """Retired ids with such successors."""
    since = st.integers(2, 5)
    return st.builds(RetiredId, id=id, successors=successors, reason=lines(), since=since)
