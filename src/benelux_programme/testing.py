"""Hypothesis strategies for the classes of the model, and revisions, for tests of your software.

Only this module needs Hypothesis. Every strategy draws valid values, and `programmes` draws
programmes whose parts are consistent with each other.

>>> from hypothesis import given, settings
>>> @settings(max_examples=20)
... @given(programmes())
... def test_my_tracker(programme):
...     assert len(programme.actions) <= len(programme)
>>> test_my_tracker()
"""

import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import benelux_programme as bp
from benelux_programme._model.characters import (
    drop_ignorable_characters_and_compose,
    is_normalized_visible_text,
)
from benelux_programme._model.constraints import is_list, is_mapping, wrap_single_value_in_list
from benelux_programme._model.text import fold_to_letters_and_digits
from benelux_programme._serialization.codec import encode_value
from benelux_programme.errors import MissingExtraError

try:
    import hypothesis.strategies as st
except ModuleNotFoundError as _error:
    raise MissingExtraError("testing", str(_error.name)) from None

__all__ = [
    "actions",
    "alternative_titles",
    "citations",
    "context_paragraphs",
    "fingerprints",
    "ids",
    "lines",
    "outcomes",
    "partners",
    "periods",
    "pillars",
    "policy_fields",
    "predecessors",
    "programmes",
    "publications",
    "references",
    "retired_ids",
    "revise",
    "terms",
    "texts",
    "themes",
]

T = TypeVar("T")
Strategy = st.SearchStrategy

_ID_CHARACTERS = string.ascii_lowercase + string.digits


@cache
def ids() -> Strategy[str]:
    """Return a strategy for ids: lower-case words joined by hyphens."""
    letters = st.text(_ID_CHARACTERS, min_size=1, max_size=6)
    first_word = st.builds(str.__add__, st.sampled_from(string.ascii_lowercase), letters)
    return st.tuples(first_word, _short_tuples(letters)).map(
        lambda words: "-".join((words[0], *words[1]))
    )


@cache
def lines() -> Strategy[str]:
    """Return a strategy for texts in one language, in any script, with any character allowed."""
    any_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
    clean_text = any_text.map(lambda text: drop_ignorable_characters_and_compose(text).strip())
    examples = st.sampled_from(
        ["œuvre", "l\u2019énergie", "Straße", "ĳs", "a: b", "- c", "#", "no", "1.1"]
    )
    return st.one_of(examples, clean_text.filter(is_normalized_visible_text))


@cache
def texts() -> Strategy[bp.Text]:
    """Return a strategy for texts in one to four languages."""

    def build_text(texts: dict[str, str], official: set[str]) -> bp.Text:
        languages: list[bp.Language] = [
            each for each in bp.LANGUAGES if each in {*texts} & official
        ]
        return bp.Text(**texts, official=tuple(languages))

    texts = st.dictionaries(st.sampled_from(bp.LANGUAGES), lines(), min_size=1)
    return st.builds(build_text, texts, st.sets(st.sampled_from(bp.LANGUAGES)))


@cache
def terms() -> Strategy[bp.Terms]:
    """Return a strategy for words by language."""
    words = _short_tuples(lines())
    return st.builds(bp.Terms, fr=words, nl=words, de=words, en=words)


@cache
def periods() -> Strategy[bp.Period]:
    """Return a strategy for periods, some of them of whole years."""
    days = st.tuples(st.dates(), st.dates()).map(sorted)
    years = st.tuples(st.integers(1, 9999), st.integers(1, 9999)).map(sorted)
    return st.one_of(
        days.map(lambda ends: bp.Period(start=ends[0], end=ends[1])),
        years.map(lambda ends: bp.Period.of_years(*ends)),
    )


@cache
def fingerprints() -> Strategy[bp.Fingerprint]:
    """Return a strategy for fingerprints, which are those of no text."""
    digest = st.text("0123456789abcdef", min_size=16, max_size=16)
    length = st.integers(2, 10_000)
    return st.builds(bp.Fingerprint, length=length, start=digest, end=digest, whole=digest)


@cache
def citations() -> Strategy[bp.Citation]:
    """Return a strategy for citations of paragraphs and headings."""
    return st.builds(
        bp.Citation,
        section=_section_numbers(),
        paragraph=st.none() | st.integers(1, 30),
        page=st.none() | st.integers(1, 30),
        fingerprint=st.none() | fingerprints(),
    )


@cache
def _section_numbers() -> Strategy[str]:
    """Return a strategy for numbers of sections."""
    return st.lists(st.integers(1, 12), min_size=1, max_size=2).map(
        lambda numbers: ".".join(map(str, numbers))
    )


def _short_tuples(
    strategy: Strategy[T], unique_by: Callable[[T], str] | None = None, min_size: int = 0
) -> Strategy[tuple[T, ...]]:
    """Return a strategy for tuples of up to two values of a strategy, different ones if asked."""
    return st.lists(strategy, min_size=min_size, max_size=2, unique_by=unique_by).map(tuple)


@cache
def alternative_titles() -> Strategy[bp.AlternativeTitle]:
    """Return a strategy for other titles."""
    return st.builds(bp.AlternativeTitle, text=texts(), sources=_short_tuples(lines()))


def predecessors(programme: str = "earlier") -> Strategy[bp.Predecessor]:
    """Return a strategy for links to the actions of an earlier programme."""
    return st.builds(
        bp.Predecessor,
        programme=st.just(programme),
        action=ids(),
        relation=st.sampled_from(bp.Relation),
        reason=lines(),
    )


@cache
def partners() -> Strategy[bp.Partner]:
    """Return a strategy for partners with some of the codes."""
    return st.builds(
        bp.Partner,
        id=ids(),
        kind=st.sampled_from(bp.PartnerKind),
        name=texts(),
        abbreviations=_short_tuples(lines()),
        aliases=terms(),
        wikidata=st.none() | st.integers(1).map("Q{}".format),
        iso_3166_1=st.none() | st.text(string.ascii_uppercase, min_size=2, max_size=2),
        homepage=st.none() | ids().map("https://example.org/{}".format),
        note=st.none() | texts(),
        sources=_short_tuples(lines()),
    )


@cache
def references() -> Strategy[bp.Reference]:
    """Return a strategy for treaties, laws and documents."""
    years = st.integers(1900, 2100).map(str)
    return st.builds(
        bp.Reference,
        id=ids(),
        kind=st.sampled_from(bp.ReferenceKind),
        title=texts(),
        short_title=st.none() | texts(),
        aliases=terms(),
        signed=st.none() | years | st.dates().map(date.isoformat),
        celex=st.none() | st.just("32024R1183"),
        note=st.none() | texts(),
    )


@cache
def policy_fields() -> Strategy[bp.PolicyField]:
    """Return a strategy for policy fields."""
    concepts = st.integers(1, 9999).map(str) | st.just("c_86d7db98")
    return st.builds(bp.PolicyField, id=ids(), label=texts(), eurovoc=_short_tuples(concepts, str))


@cache
def publications() -> Strategy[bp.Publication]:
    """Return a strategy for publications without a publisher."""
    return st.builds(
        bp.Publication,
        kind=st.sampled_from(["booklet", "flyer"]),
        title=texts(),
        languages=_short_tuples(st.sampled_from(bp.LANGUAGES), str, min_size=1),
        responsible=st.none() | lines(),
        published=st.none() | st.just("2025-01"),
        rights=st.none() | texts(),
    )


@cache
def context_paragraphs() -> Strategy[bp.ContextParagraph]:
    """Return a strategy for paragraphs without a commitment."""
    paragraphs = st.builds(bp.Citation, section=_section_numbers(), paragraph=st.integers(1, 30))
    return st.builds(bp.ContextParagraph, citation=paragraphs, reason=texts())


@cache
def outcomes() -> Strategy[bp.Outcome]:
    """Return a strategy for outcomes, which bear on actions that are nowhere."""
    return _build_outcome_strategy(ids())


def _build_outcome_strategy(action_ids: Strategy[str]) -> Strategy[bp.Outcome]:
    bearing = st.sampled_from(bp.Bearing)
    bearings = st.builds(bp.ActionBearing, action=action_ids, bearing=bearing)
    urls = ids().map("https://example.org/{}".format)
    language = st.sampled_from(bp.LANGUAGES)
    sources = st.builds(bp.OutcomeSource, url=urls, publisher=lines(), language=language)
    return st.builds(
        bp.Outcome,
        id=ids(),
        date=st.sampled_from(["2025", "2025-06"]) | st.dates().map(date.isoformat),
        kind=st.sampled_from(bp.OutcomeKind),
        summary=texts(),
        bearings=_short_tuples(bearings, attrgetter("action"), min_size=1),
        sources=_short_tuples(sources, attrgetter("url"), min_size=1),
        note=st.none() | texts(),
    )


@cache
def retired_ids() -> Strategy[bp.RetiredId]:
    """Return a strategy for retired ids, whose successors are nowhere."""
    since = st.integers(2, 5)
    return st.builds(
        bp.RetiredId, id=ids(), successors=_short_tuples(ids(), str), reason=lines(), since=since
    )


@cache
def actions() -> Strategy[bp.Action]:
    """Return a strategy for actions, which refer to records that are nowhere."""
    return _build_action_strategy(
        id=ids(),
        programme=ids(),
        actors=_short_tuples(ids(), str),
        partners=_short_tuples(ids(), str),
        references=_short_tuples(ids(), str),
        fields=_short_tuples(ids(), str),
        citations=_short_tuples(citations(), attrgetter("address")),
        timing=st.none() | periods(),
    )


@cache
def themes() -> Strategy[bp.Theme]:
    """Return a strategy for themes without actions."""
    return _build_titled_node_strategy(bp.Theme, pillar=ids(), number=st.just("1.1"))


@cache
def pillars() -> Strategy[bp.Pillar]:
    """Return a strategy for pillars without themes and actions."""
    return _build_titled_node_strategy(bp.Pillar, number=st.just("1"))


def _build_titled_node_strategy(cls: type[T], **other_attributes: Strategy[Any]) -> Strategy[T]:
    return st.builds(
        cls,
        id=ids(),
        programme=ids(),
        title=texts(),
        alternative_titles=_short_tuples(alternative_titles()),
        citations=_short_tuples(citations(), attrgetter("address")),
        note=st.none() | texts(),
        **other_attributes,
    )


def _build_action_strategy(**other_attributes: Strategy[Any]) -> Strategy[bp.Action]:
    return st.builds(
        bp.Action,
        summary=texts(),
        commitment=st.sampled_from(bp.Commitment),
        deliverable=st.none() | texts(),
        predecessors=_short_tuples(predecessors("0-earlier"), attrgetter("action")),
        note=st.none() | texts(),
        **other_attributes,
    )


@st.composite
def programmes(draw: st.DrawFn, id: str | None = None) -> bp.Programme:
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
        self._action_ids: list[str] = []
        self._revision = draw(st.integers(1, 3))
        self._period = draw(periods())
        self._paragraphs = [
            bp.Citation(section=str(section), paragraph=number)
            for section, count in enumerate(
                draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
            )
            for number in range(1, count + 1)
        ]
        self._partners = self._draw_partners_without_common_keys()
        self._references = draw(_short_tuples(references(), attrgetter("id")))
        self._fields = draw(_short_tuples(policy_fields(), attrgetter("id")))

    def build(self) -> bp.Programme:
        draw = self._draw
        own_actions = self._draw_actions()
        pillars = tuple(self._draw_pillar(str(number)) for number in self._draw_number_range())
        citation = st.sampled_from(self._paragraphs)
        context = st.builds(bp.ContextParagraph, citation=citation, reason=texts())
        return bp.Programme(
            id=self._id,
            revision=self._revision,
            period=self._period,
            title=draw(texts()),
            subtitle=draw(st.none() | texts()),
            alternative_titles=draw(_short_tuples(alternative_titles())),
            publication=draw(st.none() | publications()),
            mission=draw(st.none() | texts()),
            values=draw(_short_tuples(texts())),
            own_actions=own_actions,
            pillars=pillars,
            context=draw(_short_tuples(context, attrgetter("citation.address"))),
            partners=self._partners,
            references=self._references,
            fields=self._fields,
            paragraphs=tuple(self._paragraphs),
            retired=self._draw_retired_ids(),
            outcomes=self._draw_outcomes(),
        )

    def _draw_partners_without_common_keys(self) -> tuple[bp.Partner, ...]:
        drawn = self._draw(_short_tuples(partners()))
        keys = [
            key for each in drawn for key in {*map(fold_to_letters_and_digits, each.lookup_keys)}
        ]
        return drawn if len(keys) == len(set(keys)) else drawn[:1]

    def _draw_pillar(self, number: str) -> bp.Pillar:
        fields = self._draw_fields_of_titled_node(number)
        return bp.Pillar(
            **fields,
            own_actions=self._draw_actions(fields["id"]),
            themes=tuple(
                self._draw_theme(fields["id"], f"{number}.{n}") for n in self._draw_number_range()
            ),
        )

    def _draw_theme(self, pillar_id: str, number: str) -> bp.Theme:
        fields = self._draw_fields_of_titled_node(number)
        actions = self._draw_actions(pillar_id, fields["id"])
        return bp.Theme(**fields, pillar=pillar_id, actions=actions)

    def _draw_fields_of_titled_node(self, number: str) -> dict[str, Any]:
        return {
            "id": self._draw_unused_id(),
            "programme": self._id,
            "number": number,
            "title": self._draw(texts()),
            "citations": self._draw_citations(),
        }

    def _draw_actions(
        self, pillar_id: str | None = None, theme_id: str | None = None
    ) -> tuple[bp.Action, ...]:
        return tuple(self._draw_action(pillar_id, theme_id) for _ in self._draw_number_range())

    def _draw_action(self, pillar_id: str | None, theme_id: str | None) -> bp.Action:
        id = self._draw_unused_id()
        self._action_ids.append(id)
        partner_ids = [partner.id for partner in self._partners]
        actions = _build_action_strategy(
            id=st.just(id),
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

    def _draw_citations(self) -> tuple[bp.Citation, ...]:
        paragraphs = st.sampled_from(self._paragraphs)
        return self._draw(_short_tuples(paragraphs, attrgetter("address")))

    def _draw_retired_ids(self) -> tuple[bp.RetiredId, ...]:
        if self._revision == 1:
            return ()
        successors = _sample_ids(sorted(self._ids_in_use))
        return tuple(
            bp.RetiredId(
                id=self._draw_unused_id(),
                successors=self._draw(successors),
                reason=self._draw(lines()),
                since=self._draw(st.integers(2, self._revision)),
            )
            for _ in self._draw_number_range()
        )

    def _draw_outcomes(self) -> tuple[bp.Outcome, ...]:
        if not self._action_ids:
            return ()
        outcomes = _build_outcome_strategy(st.sampled_from(self._action_ids))
        return self._draw(_short_tuples(outcomes, attrgetter("id")))

    def _draw_unused_id(self) -> str:
        new_id = self._draw(ids().filter(lambda new_id: new_id not in self._ids_in_use))
        self._ids_in_use.add(new_id)
        return new_id

    def _draw_number_range(self) -> range:
        return range(1, self._draw(st.integers(0, 2)) + 1)


def _sample_ids(ids: Sequence[str]) -> Strategy[tuple[str, ...]]:
    return _short_tuples(st.sampled_from(ids), str) if ids else st.just(())


def revise(
    programme: bp.Programme,
    edits: Mapping[str, Mapping[str, Any]],
    *,
    retire: Mapping[str, str | Iterable[str]] | None = None,
) -> bp.Programme:
    """Return a made-up next revision of a programme, for tests of upgrades.

    Args:
        programme: The programme.
        edits: New values of attributes, by the id of a pillar, theme, action, partner, reference or
            policy field: values of the model or of documents, None for no value.
        retire: The successors, or none, by the id of a pillar, theme or action.

    Raises:
        UnknownIdError: An id is not in use.
        InvalidDataError: The revision would be invalid; `problems` lists every mistake.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> edits = {"police-treaty-operational": {"commitment": "conditional"}}
    >>> later = bp.testing.revise(programme, edits)
    >>> for change in bp.diff(programme, later):
    ...     print(change)
    edited action police-treaty-operational commitment: firm -> conditional
    """
    document = bp.to_dict(programme)
    document["revision"] += 1
    places = dict(_iter_records_with_siblings_by_id({**document, "retired": ()}))
    for id, values in edits.items():
        record, _ = places.get(id) or places[programme[id].id]
        record |= {name: encode_value(value) for name, value in values.items()}
        for name in [name for name, value in record.items() if value is None]:
            del record[name]
    for id, successors in (retire or {}).items():
        record, siblings = places.get(id) or places[programme[id].id]
        siblings.remove(record)
        retired_id = {"id": record["id"], "since": document["revision"]}
        retired_id["successors"] = [*wrap_single_value_in_list(successors)]
        retired_id["reason"] = "Made up for a test."
        document.setdefault("retired", []).append(retired_id)
    return bp.read(document)


def _iter_records_with_siblings_by_id(parent: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the records with ids in a document; nodes last, which thus win over other records."""
    for siblings in reversed([value for value in parent.values() if is_list(value)]):
        for record in siblings:
            if is_mapping(record) and "id" in record:
                yield record["id"], (record, siblings)
                yield from _iter_records_with_siblings_by_id(record)


def __dir__() -> list[str]:
    return __all__
