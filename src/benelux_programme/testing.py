"""Hypothesis strategies for the classes of the model, and revisions, for tests of your software.

Only this module needs Hypothesis. Every strategy draws valid values, and `programmes` draws
programmes whose parts are consistent with each other.

>>> from hypothesis import given, settings
>>> from benelux_programme.testing import programmes
>>> @settings(max_examples=20)
... @given(programmes())
... def test_my_tracker(programme):
...     assert len(programme.actions) <= len(programme)
...
>>> test_my_tracker()
"""

import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from typing import Any, TypeVar

from attrs import evolve

import benelux_programme as bp
from benelux_programme._model.characters import (
    compose_and_drop_invisible_characters,
    is_normalized_visible_text,
)
from benelux_programme._model.constraints import (
    a_partial_date,
    a_programme_id,
    a_text,
    a_url,
    an_id,
    is_list,
    is_mapping,
    wrap_single_value_in_list,
)
from benelux_programme._model.text import a_language, fold_to_letters_and_digits
from benelux_programme._serialization.codec import encode_value
from benelux_programme._serialization.field_specs import FieldSpec, get_field_specs
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
    "revisions",
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
    clean_text = any_text.map(lambda text: compose_and_drop_invisible_characters(text).strip())
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
    return _build(bp.Citation, section=_section_numbers())


@cache
def _section_numbers() -> Strategy[str]:
    return st.lists(st.integers(1, 12), min_size=1, max_size=2).map(
        lambda numbers: ".".join(map(str, numbers))
    )


@cache
def alternative_titles() -> Strategy[bp.AlternativeTitle]:
    """Return a strategy for other titles."""
    return _build(bp.AlternativeTitle)


def predecessors(programme: str = "earlier") -> Strategy[bp.Predecessor]:
    """Return a strategy for links to the actions of an earlier programme."""
    return _build(bp.Predecessor, programme=programme)


@cache
def partners() -> Strategy[bp.Partner]:
    """Return a strategy for partners without parents and citations."""
    return _build(bp.Partner, parents=(), citations=())


@cache
def references() -> Strategy[bp.Reference]:
    """Return a strategy for treaties, laws and documents without citations."""
    return _build(bp.Reference, citations=())


@cache
def policy_fields() -> Strategy[bp.PolicyField]:
    """Return a strategy for policy fields."""
    return _build(bp.PolicyField)


@cache
def publications() -> Strategy[bp.Publication]:
    """Return a strategy for publications without a publisher."""
    return _build(bp.Publication, publisher=None)


@cache
def context_paragraphs() -> Strategy[bp.ContextParagraph]:
    """Return a strategy for paragraphs without a commitment."""
    paragraphs = st.builds(bp.Citation, section=_section_numbers(), paragraph=st.integers(1, 30))
    return _build(bp.ContextParagraph, citation=paragraphs)


@cache
def outcomes() -> Strategy[bp.Outcome]:
    """Return a strategy for outcomes, which bear on actions that are nowhere."""
    return _build_outcome_strategy(ids())


def _build_outcome_strategy(action_ids: Strategy[str]) -> Strategy[bp.Outcome]:
    bearings = _build(bp.ActionBearing, action=action_ids)
    return _build(bp.Outcome, bearings=_short_tuples(bearings, attrgetter("action"), min_size=1))


@cache
def retired_ids() -> Strategy[bp.RetiredId]:
    """Return a strategy for retired ids, whose successors are nowhere."""
    return _build(bp.RetiredId, since=st.integers(2, 5))


@cache
def actions() -> Strategy[bp.Action]:
    """Return a strategy for actions, which refer to records that are nowhere."""
    return _build(bp.Action)


@cache
def themes() -> Strategy[bp.Theme]:
    """Return a strategy for themes without actions."""
    return _build(bp.Theme, number="1.1", actions=())


@cache
def pillars() -> Strategy[bp.Pillar]:
    """Return a strategy for pillars without themes and actions."""
    return _build(bp.Pillar, number="1", own_actions=(), themes=())


def _build(cls: type[T], **given: Any) -> Strategy[T]:
    """Return a strategy for values of a class.

    Attributes are drawn from the strategies that are given, have the values that are given, or are
    drawn as their types and constraints say.
    """
    attributes = {
        spec.name: _derive_strategy(spec)
        for spec in get_field_specs(cls, standalone=True)
        if spec.name not in given
    }
    for name, value in given.items():
        attributes[name] = value if isinstance(value, Strategy) else st.just(value)
    return st.builds(cls, **attributes)


@cache
def _derive_strategy(spec: FieldSpec) -> Strategy[Any]:
    constraint = spec.constraint.item or spec.constraint
    cls: Any = spec.cls
    values: Strategy[Any]
    if cls in _STRATEGIES_OF_CLASSES:
        values = _STRATEGIES_OF_CLASSES[cls]()
    elif constraint.expected in _STRATEGIES_OF_STRINGS:
        values = _STRATEGIES_OF_STRINGS[constraint.expected]()
    elif constraint.pattern:
        values = st.from_regex(constraint.pattern, fullmatch=True)
    else:
        values = st.sampled_from(cls) if issubclass(cls, Enum) else _build(cls)
    if spec.many:  # if it is required, it is not empty
        return _short_tuples(values, spec.constraint.unique_by, min_size=int(spec.required))
    return values if spec.required or spec.default is not None else st.none() | values


def _short_tuples(
    strategy: Strategy[T], unique_by: Callable[[T], str] | None = None, min_size: int = 0
) -> Strategy[tuple[T, ...]]:
    return st.lists(strategy, min_size=min_size, max_size=2, unique_by=unique_by).map(tuple)


_STRATEGIES_OF_CLASSES: Mapping[type, Callable[[], Strategy[Any]]] = {
    int: partial(st.integers, 1, 30),
    bp.Citation: citations,
    bp.Fingerprint: fingerprints,
    bp.Period: periods,
    bp.Predecessor: partial(predecessors, "0-earlier"),  # no id that is drawn begins like this
    bp.Publication: publications,
    bp.Terms: terms,
    bp.Text: texts,
}
_STRATEGIES_OF_STRINGS: Mapping[str, Callable[[], Strategy[str]]] = {
    an_id.expected: ids,
    a_programme_id.expected: ids,
    a_language.expected: lambda: st.sampled_from(bp.LANGUAGES),
    a_text.expected: lines,
    a_url.expected: lambda: ids().map("https://example.org/{}".format),
    a_partial_date.expected: lambda: st.dates().map(str) | st.sampled_from(["2025", "2025-06"]),
}


@st.composite
def programmes(
    draw: st.DrawFn, id: str | None = None, *, earlier: bp.Programme | None = None
) -> bp.Programme:
    """Return a strategy for programmes whose parts are consistent.

    Args:
        draw: The function that Hypothesis passes.
        id: The id of the programme, or None for any.
        earlier: The programme whose actions are continued, or None for one that is nowhere. What is
            drawn does not begin before it, and has another id if any will do.
    """
    other_ids = ids().filter(lambda each: earlier is None or each != earlier.id)
    return _ProgrammeBuilder(draw, draw(other_ids) if id is None else id, earlier).build()


@st.composite
def revisions(draw: st.DrawFn, programme: bp.Programme) -> bp.Programme:
    """Return a strategy for next revisions of a programme, with other words and retired ids.

    Up to two actions have another summary, commitment, deliverable, note and keywords, and one may
    be retired. `revise` makes the edits that you choose.

    Args:
        draw: The function that Hypothesis passes.
        programme: The programme, such as a bundled one.

    >>> import benelux_programme as bp
    >>> from hypothesis import given, settings
    >>> programme = bp.load("2021-2024")
    >>> @settings(max_examples=5, deadline=None)
    ... @given(bp.testing.revisions(programme))
    ... def test_a_diff_leads_to_the_revision(revision):
    ...     assert bp.apply(programme, bp.diff(programme, revision)) == revision
    ...
    >>> test_a_diff_leads_to_the_revision()
    """
    edits: dict[str, dict[str, Any]] = {}
    for action in draw(_sample(programme.actions, attrgetter("id"))):
        other = draw(actions())
        names = ("summary", "commitment", "deliverable", "note", "keywords")
        edits[action.id] = {name: getattr(other, name) for name in names}
    without_outcome = programme.actions.where(lambda action: not programme.outcomes_of(action))
    unused = [action.id for action in without_outcome if action.id not in edits]
    successors = _sample([id for id in programme if id not in unused])
    retired = {id: draw(successors) for id in draw(_sample(unused))[:1]}
    return revise(programme, edits, retire=retired)


class _ProgrammeBuilder:
    """Draws the parts of one programme, without repeated ids and names."""

    def __init__(self, draw: st.DrawFn, id: str, earlier: bp.Programme | None) -> None:
        self._draw = draw
        self._id = id
        self._ids_in_use: set[str] = set()
        self._unused_ids = ids().filter(lambda each: each not in self._ids_in_use)
        self._action_ids: list[str] = []
        self._revision = draw(st.integers(1, 3))
        self._period = draw(periods())
        self._predecessors = _short_tuples(predecessors("0-earlier"), str)
        if earlier is not None:
            self._period = max(self._period, earlier.period, key=attrgetter("start"))
            earlier_ids = st.sampled_from([each.id for each in earlier.actions] or [""])
            links = _build(bp.Predecessor, programme=earlier.id, action=earlier_ids)
            self._predecessors = _short_tuples(links, str) if earlier.actions else st.just(())
        self._paragraphs = [
            draw(_build(bp.Citation, section=str(section), paragraph=number))
            for section, count in enumerate(
                draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
            )
            for number in range(1, count + 1)
        ]
        self._citations = _sample(self._paragraphs, attrgetter("address"))
        self._partners = self._draw_partners()
        self._references = draw(_short_tuples(references(), attrgetter("id")))
        self._fields = draw(_short_tuples(policy_fields(), attrgetter("id")))
        self._partner_ids = _sample([partner.id for partner in self._partners])
        self._reference_ids = _sample([reference.id for reference in self._references])
        self._field_ids = _sample([field.id for field in self._fields])

    def build(self) -> bp.Programme:
        own_actions = self._draw_actions()
        pillars = tuple(self._draw_pillar(str(number)) for number in self._draw_number_range())
        context = _build(bp.ContextParagraph, citation=st.sampled_from(self._paragraphs))
        outcomes = self._draw_outcomes()
        latest = max((each.date for each in outcomes), default="2025")
        return self._draw(
            _build(
                bp.Programme,
                id=self._id,
                revision=self._revision,
                period=self._period,
                own_actions=own_actions,
                pillars=pillars,
                context=_short_tuples(context, attrgetter("citation.address")),
                partners=self._partners,
                references=self._references,
                fields=self._fields,
                paragraphs=tuple(self._paragraphs),
                retired=self._draw_retired_ids(),
                outcomes=outcomes,
                outcomes_as_of=st.sampled_from([None, latest, latest[:7], latest[:4]]),
            )
        )

    def _draw_partners(self) -> tuple[bp.Partner, ...]:
        drawn = self._draw(_short_tuples(partners()))
        keys = [
            key for each in drawn for key in {*map(fold_to_letters_and_digits, each.lookup_keys)}
        ]
        if len(keys) > len(set(keys)):
            drawn = drawn[:1]
        if len(drawn) > 1 and self._draw(st.booleans()):
            drawn = (drawn[0], evolve(drawn[1], parents=(drawn[0].id,)))
        return drawn

    def _draw_pillar(self, number: str) -> bp.Pillar:
        id, themes = self._draw_unused_id(), self._draw_number_range()
        pillar = _build(
            bp.Pillar,
            id=id,
            programme=self._id,
            number=number,
            citations=self._citations,
            own_actions=self._draw_actions(id),
            themes=tuple(self._draw_theme(id, f"{number}.{each}") for each in themes),
        )
        return self._draw(pillar)

    def _draw_theme(self, pillar_id: str, number: str) -> bp.Theme:
        id = self._draw_unused_id()
        theme = _build(
            bp.Theme,
            id=id,
            programme=self._id,
            pillar=pillar_id,
            number=number,
            citations=self._citations,
            actions=self._draw_actions(pillar_id, id),
        )
        return self._draw(theme)

    def _draw_actions(
        self, pillar_id: str | None = None, theme_id: str | None = None
    ) -> tuple[bp.Action, ...]:
        action = _build(
            bp.Action,
            id=self._unused_ids,
            programme=self._id,
            pillar=pillar_id,
            theme=theme_id,
            actors=self._partner_ids,
            partners=self._partner_ids,
            references=self._reference_ids,
            fields=self._field_ids,
            citations=self._citations,
            timing=st.sampled_from([None, self._period]),
            predecessors=self._predecessors,
        )
        actions = self._draw(_short_tuples(action, attrgetter("id")))
        self._action_ids += [each.id for each in actions]
        self._ids_in_use.update(self._action_ids)
        return actions

    def _draw_retired_ids(self) -> tuple[bp.RetiredId, ...]:
        if self._revision == 1:
            return ()
        successors = _sample(sorted(self._ids_in_use))
        since = st.integers(2, self._revision)
        retired = _build(bp.RetiredId, id=self._unused_ids, successors=successors, since=since)
        return self._draw(_short_tuples(retired, attrgetter("id")))

    def _draw_outcomes(self) -> tuple[bp.Outcome, ...]:
        if not self._action_ids:
            return ()
        outcomes = _build_outcome_strategy(st.sampled_from(self._action_ids))
        return self._draw(_short_tuples(outcomes, attrgetter("id")))

    def _draw_unused_id(self) -> str:
        new_id = self._draw(self._unused_ids)
        self._ids_in_use.add(new_id)
        return new_id

    def _draw_number_range(self) -> range:
        return range(1, self._draw(st.integers(0, 2)) + 1)


def _sample(values: Sequence[T], unique_by: Callable[[T], str] = str) -> Strategy[tuple[T, ...]]:
    return _short_tuples(st.sampled_from(values), unique_by) if values else st.just(())


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
    places = dict(_walk_ids_with_record_and_siblings({**document, "retired": ()}))
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
        retired_id["reason"] = {"en": "Made up for a test."}
        document.setdefault("retired", []).append(retired_id)
    return bp.read(document)


def _walk_ids_with_record_and_siblings(parent: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the records with ids in a document; nodes last, which thus win over other records."""
    for siblings in reversed([value for value in parent.values() if is_list(value)]):
        for record in siblings:
            if is_mapping(record) and "id" in record:
                yield record["id"], (record, siblings)
                yield from _walk_ids_with_record_and_siblings(record)


def __dir__() -> list[str]:
    return __all__
