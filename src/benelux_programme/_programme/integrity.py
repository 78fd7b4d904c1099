"""What must hold between the parts of a programme."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple, Protocol, TypeAlias

from benelux_programme._model.citation import Citation, index_by_address
from benelux_programme._model.nodes import Action, Node, Pillar, RetiredId
from benelux_programme._model.period import Period
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import fold

Problem: TypeAlias = tuple[str, str, object, str]
"""The kind of mistake, the path to a value, the value, and what was expected there."""


class ProgrammeContent(Protocol):
    """The attributes of a programme that these checks read."""

    @property
    def id(self) -> str: ...
    @property
    def period(self) -> Period: ...
    @property
    def publication(self) -> Publication | None: ...
    @property
    def own_actions(self) -> tuple[Action, ...]: ...
    @property
    def pillars(self) -> tuple[Pillar, ...]: ...
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


class NodeLocation(NamedTuple):
    """A node, the path to it, and the ids of the pillar and the theme in which it stands."""

    path: str
    node: Node
    pillar: str | None = None
    theme: str | None = None


def walk_nodes(programme: ProgrammeContent) -> Iterator[NodeLocation]:
    """All pillars, themes and actions, as printed."""
    for i, action in enumerate(programme.own_actions):
        yield NodeLocation(f"own_actions[{i}]", action)
    for p, pillar in enumerate(programme.pillars):
        path = f"pillars[{p}]"
        yield NodeLocation(path, pillar)
        for i, action in enumerate(pillar.own_actions):
            yield NodeLocation(f"{path}.own_actions[{i}]", action, pillar.id)
        for t, theme in enumerate(pillar.themes):
            yield NodeLocation(f"{path}.themes[{t}]", theme, pillar.id)
            for i, action in enumerate(theme.actions):
                yield NodeLocation(f"{path}.themes[{t}].actions[{i}]", action, pillar.id, theme.id)


def find_inconsistencies(programme: ProgrammeContent) -> Iterator[Problem]:
    """Everything that does not fit together."""
    places = list(walk_nodes(programme))
    used = [(place.path, place.node.id) for place in places]
    retired = [(f"retired[{i}]", one.id) for i, one in enumerate(programme.retired)]
    yield from _repeated(used + retired)
    yield from _misled(programme, {id for _, id in used})
    for name in ("partners", "references", "fields"):
        records = getattr(programme, name)
        yield from _repeated(((f"{name}[{i}]", one.id) for i, one in enumerate(records)))
    yield from _ambiguous(programme.partners)
    yield from _misplaced(programme.id, places)
    yield from _disordered(places)
    yield from _untimely(programme, places)
    yield from _dangling(programme, places)
    yield from _unprinted(programme, places)


def _repeated(ids: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path, id in ids:
        if first.setdefault(id, path) != path:
            yield "repeated-id", f"{path}.id", id, f"unique: {first[id]} has it too"


def _misled(programme: ProgrammeContent, used: set[str]) -> Iterator[Problem]:
    """Retired ids that lead to ids that never were, or in a circle."""
    successors = {one.id: one.successors for one in programme.retired}
    for i, retired in enumerate(programme.retired):
        for s, id in enumerate(retired.successors):
            if id not in used and id not in successors:
                path = f"retired[{i}].successors[{s}]"
                yield "unknown-id", path, id, "an id of the programme, or a retired one"
    try:
        TopologicalSorter(successors).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        i = list(successors).index(circle[0])
        said = f"on the way to an id in use: {' leads to '.join(circle[::-1])}"
        yield "circular", f"retired[{i}].successors", circle[0], said


def _ambiguous(partners: Iterable[Partner]) -> Iterator[Problem]:
    """Names and codes that two partners have."""
    first: dict[str, str] = {}
    for i, partner in enumerate(partners):
        for key in partner.lookup_keys:
            known = first.setdefault(fold(key), partner.id)
            if known != partner.id:
                yield (
                    "ambiguous-name",
                    f"partners[{i}]",
                    key,
                    f"a name or code of one partner: {known} has it too",
                )


def _misplaced(programme: str, places: Iterable[NodeLocation]) -> Iterator[Problem]:
    """Nodes that say they stand where they do not."""
    for path, node, pillar, theme in places:
        if node.programme != programme:
            yield (
                "misplaced",
                f"{path}.programme",
                node.programme,
                f"the programme it is in, {programme!r}",
            )
        if not isinstance(node, Pillar) and node.pillar != pillar:
            yield "misplaced", f"{path}.pillar", node.pillar, f"the pillar it is in, {pillar!r}"
        if isinstance(node, Action) and node.theme != theme:
            yield "misplaced", f"{path}.theme", node.theme, f"the theme it is in, {theme!r}"
        if isinstance(node, Action):
            for i, predecessor in enumerate(node.predecessors):
                if predecessor.programme == programme:
                    where = f"{path}.predecessors[{i}].programme"
                    yield "not-earlier", where, predecessor.programme, "an earlier programme"


def _disordered(places: Iterable[NodeLocation]) -> Iterator[Problem]:
    """Pillars and themes whose numbers do not rise."""
    last: dict[str | None, tuple[int, ...]] = {}
    for path, node, pillar, _ in places:
        if not isinstance(node, Action):
            number = tuple(int(part) for part in node.number.split(".") if part.isdecimal())
            if number and number <= last.get(pillar, ()):
                yield "bad-order", f"{path}.number", node.number, "higher than the number before it"
            last[pillar] = number


def _untimely(programme: ProgrammeContent, places: Iterable[NodeLocation]) -> Iterator[Problem]:
    """Actions at a time at which the programme is not in force."""
    for path, node, _, _ in places:
        if isinstance(node, Action) and node.timing is not None:
            inside = node.timing.start in programme.period and node.timing.end in programme.period
            if not inside:
                expected = f"in the period of the programme, {programme.period}"
                yield "out-of-period", f"{path}.timing", str(node.timing), expected


def _dangling(programme: ProgrammeContent, places: Iterable[NodeLocation]) -> Iterator[Problem]:
    """Ids of partners, references and fields that the programme does not hold."""
    partners = {partner.id for partner in programme.partners}
    references = {reference.id for reference in programme.references}
    fields = {field.id for field in programme.fields}
    publication = programme.publication
    if publication is not None and publication.publisher not in {None, *partners}:
        yield "unknown-id", "publication.publisher", publication.publisher, _among("partners")
    for i, partner in enumerate(programme.partners):
        yield from _missing(f"partners[{i}].parents", partner.parents, partners, "partners")
    for path, node, _, _ in places:
        if isinstance(node, Action):
            yield from _missing(f"{path}.actors", node.actors, partners, "partners")
            yield from _missing(f"{path}.partners", node.partners, partners, "partners")
            yield from _missing(f"{path}.references", node.references, references, "references")
            yield from _missing(f"{path}.fields", node.fields, fields, "fields")


def _missing(path: str, ids: Iterable[str], known: set[str], where: str) -> Iterator[Problem]:
    for i, id in enumerate(ids):
        if id not in known:
            yield "unknown-id", f"{path}[{i}]", id, _among(where)


def _among(where: str) -> str:
    return f"the id of one of the {where} of the programme"


def _unprinted(programme: ProgrammeContent, places: Iterable[NodeLocation]) -> Iterator[Problem]:
    """Citations that are not among the paragraphs of the programme and their headings.

    Without such a list, a citation has neither page nor fingerprint.
    """
    yield from _repeated_paragraphs("paragraphs", programme.paragraphs)
    yield from _repeated_paragraphs("context", (one.citation for one in programme.context))
    listed = index_by_address(programme.paragraphs)
    cited: list[tuple[str, Citation]] = [
        (f"context[{i}].citation", one.citation) for i, one in enumerate(programme.context)
    ]
    for path, node, _, _ in places:
        cited += [(f"{path}.citations[{i}]", one) for i, one in enumerate(node.citations)]
    for name in ("partners", "references"):
        for r, record in enumerate(getattr(programme, name)):
            path = f"{name}[{r}].citations"
            cited += [(f"{path}[{i}]", one) for i, one in enumerate(record.citations)]
    for path, citation in cited:
        bare = citation.page is None and citation.fingerprint is None
        known = listed.get(citation.address)
        if not (citation is known or citation == known if listed else bare):
            yield "not-printed", path, repr(citation), _AS_LISTED


def _repeated_paragraphs(path: str, paragraphs: Iterable[Citation]) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, paragraph in enumerate(paragraphs):
        if paragraph.address in seen:
            yield "repeated-id", f"{path}[{i}]", str(paragraph), "unique: it is there already"
        seen.add(paragraph.address)


_AS_LISTED = "as the paragraphs of the programme have it"
