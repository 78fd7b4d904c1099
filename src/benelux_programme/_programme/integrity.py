"""Checking that the parts of a programme are consistent with each other."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple, Protocol

from benelux_programme._model.citation import Citation, index_paragraphs_and_headings_by_address
from benelux_programme._model.constraints import MAX_SUCCESSORS
from benelux_programme._model.nodes import Action, RetiredId
from benelux_programme._model.outcome import Outcome
from benelux_programme._model.period import Period
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Terms, fold_to_letters_and_digits
from benelux_programme.errors import truncate_middle

from .lookup import NodeLocation


class ProgrammeContent(Protocol):
    """The attributes of a programme that the checks read."""

    @property
    def id(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def period(self) -> Period: ...
    @property
    def publication(self) -> Publication | None: ...
    @property
    def context(self) -> tuple[ContextParagraph, ...]: ...
    @property
    def partners(self) -> tuple[Partner, ...]: ...
    @property
    def references(self) -> tuple[Reference, ...]: ...
    @property
    def fields(self) -> tuple[PolicyField, ...]: ...
    @property
    def paragraphs(self) -> tuple[Citation, ...]: ...
    @property
    def retired(self) -> tuple[RetiredId, ...]: ...
    @property
    def outcomes(self) -> tuple[Outcome, ...]: ...
    @property
    def outcomes_as_of(self) -> str | None: ...


class Inconsistency(NamedTuple):
    code: str
    path: str
    value: object
    expected: str


def find_inconsistencies(
    programme: ProgrammeContent, nodes: Sequence[NodeLocation], owners: Mapping[str, str]
) -> Iterator[Inconsistency]:
    """Yield the values of a programme, of which these are all nodes, that are not consistent.

    `owners` has the programme from which a partner is taken, by the id of the partner. A conflict
    with such a partner is one of the record that is the programme's own.
    """
    ids_in_use = [(f"{location.path}.id", location.node.id) for location in nodes]
    retired_ids = [(f"retired[{i}].id", retired.id) for i, retired in enumerate(programme.retired)]
    yield from _find_repeated_ids(ids_in_use + retired_ids)
    yield from _find_unknown_cyclic_or_too_many_successors(
        programme.retired, {id for _, id in ids_in_use}
    )
    for name in ("partners", "references", "fields", "outcomes"):
        records = enumerate(getattr(programme, name))
        yield from _find_repeated_ids((f"{name}[{i}].id", record.id) for i, record in records)
    context = [paragraph.citation for paragraph in programme.context]
    for name, citations in (("paragraphs", programme.paragraphs), ("context", context)):
        yield from _find_repeated_ids((f"{name}[{i}]", c.address) for i, c in enumerate(citations))
    for i, retired in enumerate(programme.retired):
        if retired.since > programme.revision > 0:  # 0 if the revision itself is invalid
            expected = f"at most the revision of the programme, {programme.revision}"
            yield Inconsistency("bad-order", f"retired[{i}].since", retired.since, expected)
    labels = {id: f"{id} of programme {owner}" for id, owner in owners.items()}
    parents = {partner.id: partner.parents for partner in programme.partners}
    paths = {
        partner.id: f"partners[{i}].parents"
        for i, partner in enumerate(programme.partners)
        if partner.id not in owners
    }
    yield from _find_cycle(parents, paths, "part of a larger partner: the parents", labels)
    yield from _find_ambiguous_names(programme.partners, labels)
    yield from _find_mismatched_parents(programme.id, nodes)
    yield from _find_division_numbers_out_of_order(nodes)
    actions = [
        (location.path, node) for location in nodes if isinstance(node := location.node, Action)
    ]
    yield from _find_timings_outside_period(programme.period, actions)
    yield from _find_predecessors_in_same_programme(programme.id, actions)
    yield from _find_undefined_record_ids(programme, actions)
    action_ids = {action.id for _, action in actions} | {each.id for each in programme.retired}
    for i, outcome in enumerate(programme.outcomes):
        for b, bearing in enumerate(outcome.bearings):
            if bearing.action not in action_ids:
                path = f"outcomes[{i}].bearings[{b}].action"
                expected = "the id of an action, in use or retired"
                yield Inconsistency("unknown-id", path, bearing.action, expected)
        as_of = programme.outcomes_as_of
        if as_of is not None and outcome.date[: len(as_of)] > as_of:  # 2026-05-31 is in 2026-05
            expected = f"a date up to outcomes_as_of, {as_of}"
            yield Inconsistency("bad-order", f"outcomes[{i}].date", outcome.date, expected)
    yield from _find_citations_not_listed(programme, nodes)


def _find_repeated_ids(paths_and_ids: Iterable[tuple[str, str]]) -> Iterator[Inconsistency]:
    paths: dict[str, str] = {}
    for path, id in paths_and_ids:
        first_path = paths.setdefault(id, path)
        if first_path != path:
            yield Inconsistency("repeated-id", path, id, f"unique: {first_path} is the same")


def _find_unknown_cyclic_or_too_many_successors(
    retired_ids: Sequence[RetiredId], ids_in_use: set[str]
) -> Iterator[Inconsistency]:
    """Yield successors that do not exist, that are cycles, or that are too many in the end."""
    successors = {retired.id: retired.successors for retired in retired_ids}
    paths = {retired.id: f"retired[{i}].successors" for i, retired in enumerate(retired_ids)}
    known_ids = ids_in_use | successors.keys()
    expected = "an id of the programme, in use or retired"
    for id, path in paths.items():
        yield from _find_unknown_ids(path, successors[id], known_ids, expected)
    cycles = [*_find_cycle(successors, paths, "replaced by an id in use: the successors", {})]
    yield from cycles
    if not cycles:
        found: dict[str, set[str]] = {}
        for id in TopologicalSorter(successors).static_order():
            if id in successors:
                ids = {one for each in successors[id] for one in found.get(each, {each})}
                found[id] = ids if len(ids) <= MAX_SUCCESSORS else set()
                if len(ids) > MAX_SUCCESSORS:
                    expected = f"an id that leads to at most {MAX_SUCCESSORS} ids in use"
                    yield Inconsistency("too-many", paths[id], id, expected)


def _find_cycle(
    graph: Mapping[str, Iterable[str]],
    paths: Mapping[str, str],
    expected: str,
    labels: Mapping[str, str],
) -> Iterator[Inconsistency]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1][::-1]
        shown = ", ".join(labels.get(id, id) for id in cycle)
        expected += f" are a cycle ({truncate_middle(shown)})"
        id = next(filter(paths.__contains__, cycle))
        yield Inconsistency("circular", paths[id], id, expected)


def _find_ambiguous_names(
    partners: Iterable[Partner], labels: Mapping[str, str]
) -> Iterator[Inconsistency]:
    """Yield names of two partners; those that have labels, taken from a base, come first."""
    ids: dict[str, str] = {}
    for i, partner in sorted(enumerate(partners), key=lambda each: each[1].id not in labels):
        for key in partner.lookup_keys:
            first_id = ids.setdefault(fold_to_letters_and_digits(key), partner.id)
            if first_id != partner.id:
                first = labels.get(first_id, first_id)
                expected = f"a unique name or code: {first} has it too"
                yield Inconsistency("ambiguous-name", f"partners[{i}]", key, expected)


def _find_mismatched_parents(
    programme: str, nodes: Iterable[NodeLocation]
) -> Iterator[Inconsistency]:
    for path, node, pillar, theme in nodes:
        for level, actual in (("programme", programme), ("pillar", pillar), ("theme", theme)):
            value = getattr(node, level, actual)  # pillars and themes do not have all levels
            if value != actual:
                expected = f"the {level} that contains it, {actual!r}"
                yield Inconsistency("misplaced", f"{path}.{level}", value, expected)


def _find_division_numbers_out_of_order(nodes: Iterable[NodeLocation]) -> Iterator[Inconsistency]:
    """Yield numbers of pillars and themes that are not higher than the one before.

    The numbers of themes must not be those of another pillar either.
    """
    last: dict[str | None, tuple[int, ...]] = {}
    for path, node, pillar, _ in nodes:
        if not isinstance(node, Action):
            number = tuple(int(part) for part in node.number.split(".") if part.isdecimal())
            if number and number <= last.get(pillar, ()):
                expected = "higher than the number before it"
                yield Inconsistency("bad-order", f"{path}.number", node.number, expected)
            last[pillar] = number
            if len(number) > 1 and pillar is not None and number[: len(last[None])] != last[None]:
                parent = ".".join(map(str, last[None]))
                expected = f"a number of pillar {parent}; did you mean '{parent}.{number[-1]}'?"
                yield Inconsistency("misplaced", f"{path}.number", node.number, expected)


def _find_timings_outside_period(
    period: Period, actions: Iterable[tuple[str, Action]]
) -> Iterator[Inconsistency]:
    for path, action in actions:
        timing = action.timing
        if timing is not None and not (timing.start in period and timing.end in period):
            expected = f"in the period of the programme, {period}"
            yield Inconsistency("out-of-period", f"{path}.timing", str(timing), expected)


def _find_predecessors_in_same_programme(
    programme: str, actions: Iterable[tuple[str, Action]]
) -> Iterator[Inconsistency]:
    for path, action in actions:
        for i, predecessor in enumerate(action.predecessors):
            if predecessor.programme == programme:
                id_path, expected = f"{path}.predecessors[{i}].programme", "an earlier programme"
                yield Inconsistency("not-earlier", id_path, programme, expected)


def _find_undefined_record_ids(
    programme: ProgrammeContent, actions: Iterable[tuple[str, Action]]
) -> Iterator[Inconsistency]:
    partners = {partner.id for partner in programme.partners}
    references = {reference.id for reference in programme.references}
    fields = {field.id for field in programme.fields}
    a_partner = "the id of a partner of the programme"
    publication = programme.publication
    if publication is not None and publication.publisher not in {None, *partners}:
        yield Inconsistency("unknown-id", "publication.publisher", publication.publisher, a_partner)
    for i, partner in enumerate(programme.partners):
        yield from _find_unknown_ids(f"partners[{i}].parents", partner.parents, partners, a_partner)
    for path, action in actions:
        for name, known_ids, expected in (
            ("actors", partners, a_partner),
            ("partners", partners, a_partner),
            ("references", references, "the id of a reference of the programme"),
            ("fields", fields, "the id of a policy field of the programme"),
        ):
            ids = getattr(action, name)
            yield from _find_unknown_ids(f"{path}.{name}", ids, known_ids, expected)


def _find_unknown_ids(
    path: str, ids: Iterable[str], known_ids: Container[str], expected: str
) -> Iterator[Inconsistency]:
    for i, id in enumerate(ids):
        if id not in known_ids:
            yield Inconsistency("unknown-id", f"{path}[{i}]", id, expected)


def _find_citations_not_listed(
    programme: ProgrammeContent, nodes: Iterable[NodeLocation]
) -> Iterator[Inconsistency]:
    """Yield citations that are not equal to a listed paragraph or the heading of its section.

    If the programme does not list its paragraphs, citations have neither page nor fingerprint.
    """
    citations = [
        (f"context[{i}].citation", each.citation) for i, each in enumerate(programme.context)
    ]
    for path, node, _, _ in nodes:
        citations += [(f"{path}.citations[{i}]", each) for i, each in enumerate(node.citations)]
    for name in ("partners", "references"):
        for r, record in enumerate(getattr(programme, name)):
            path = f"{name}[{r}].citations"
            citations += [(f"{path}[{i}]", each) for i, each in enumerate(record.citations)]
    listed = index_paragraphs_and_headings_by_address(programme.paragraphs)
    for path, citation in citations:
        listed_citation = listed.get(citation.address)
        details = (citation.page, citation.fingerprint, citation.keywords)
        is_bare = details == (None, None, Terms())
        if not (citation is listed_citation or citation == listed_citation if listed else is_bare):
            expected = "one of the paragraphs of the programme, or its heading"
            address = citation.address if is_bare else repr(citation)
            yield Inconsistency("not-printed", path, address, expected)
