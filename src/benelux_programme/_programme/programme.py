"""A programme, its pillars and themes, and look-ups of its nodes and of the records they name."""

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast, final

import attrs

from benelux_programme._model.citation import Citation, unique_citations
from benelux_programme._model.constraints import (
    a_dotted_number,
    a_partial_date,
    a_positive_integer,
    a_programme_id,
    an_id,
)
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.nodes import Action, AlternativeTitle, RetiredId, TitledNode
from benelux_programme._model.outcome import Outcome
from benelux_programme._model.period import Period
from benelux_programme._model.public import Caching, Displayable, Identified, frozen
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, Text, pluralize
from benelux_programme._search.hits import Hit
from benelux_programme.errors import (
    InvalidValueError,
    RetiredIdError,
    UnknownIdError,
)

from .lookup import NodeLocation, RecordIndex, find_similar_nodes, normalize_key

if TYPE_CHECKING:
    from .selection import Selection


class _Division(TitledNode, Caching):
    """A part of a programme that contains actions, and knows the programme once it is in one."""

    __slots__ = ()

    own_actions: tuple[Action, ...]

    @property
    def actions(self) -> "Selection":
        """All actions in printed order: its own, then those of its themes, if it has any.

        A division that is part of a programme has a selection that can look up names, and search.
        """
        themes: tuple[Theme, ...] = getattr(self, "themes", ())
        actions = chain(self.own_actions, *(theme.own_actions for theme in themes))
        programme = self._cache.get("programme")
        return _select_actions(actions, () if programme is None else (programme,))


@final
@frozen(kw_only=True, repr=False)
class Theme(_Division):
    """A division of a pillar with a printed title.

    As an argument, and in files, `own_actions` is named `actions`: a theme has no others.

    Attributes:
        id: The id, unique in the programme.
        programme: The id of the programme.
        pillar: The id of the pillar.
        number: The number, such as "1.2" for the second theme of the first pillar.
        title: The printed title, official in the language of the publication.
        alternative_titles: Other titles that official sources use.
        citations: The headings or paragraphs that print the title, if it is printed.
        note: A remark for users, such as a doubt about the text.
        own_actions: The actions, in printed order.

    >>> import benelux_programme as bp
    >>> theme = bp.load("2025-2028").theme("energy-supply")
    >>> theme.number, theme.title.en
    ('3.2', 'Energy security and security of supply')
    >>> [action.id for action in theme.actions.where(partner="Pentalateral Energy Forum")]
    ['pentalateral-forum-role']
    """

    id: str = attrs.field(validator=an_id)
    programme: str = attrs.field(validator=a_programme_id)
    pillar: str = attrs.field(validator=an_id)
    number: str = attrs.field(validator=a_dotted_number)
    title: Text
    alternative_titles: tuple[AlternativeTitle, ...] = ()
    citations: tuple[Citation, ...] = attrs.field(default=(), validator=unique_citations)
    note: Text | None = None
    own_actions: tuple[Action, ...] = attrs.field(default=(), alias="actions")

    def __repr__(self) -> str:
        return f"<Theme {self}: {pluralize(len(self.own_actions), 'action')}>"


@final
@frozen(kw_only=True, repr=False)
class Pillar(_Division):
    """A top division of a programme.

    Attributes:
        id: The id, unique in the programme.
        programme: The id of the programme.
        number: The number, such as "1".
        title: The printed title, official in the language of the publication.
        alternative_titles: Other titles that official sources use.
        citations: The headings or paragraphs that print the title, if it is printed.
        note: A remark for users, such as a doubt about the text.
        own_actions: The actions of its text outside any theme, in printed order.
        themes: The themes, in printed order.

    >>> import benelux_programme as bp
    >>> pillar = bp.load("2025-2028").pillar("security")
    >>> [theme.id for theme in pillar.themes]
    ['cross-border-security', 'migration', 'civil-security', 'cyber-resilience']
    """

    id: str = attrs.field(validator=an_id)
    programme: str = attrs.field(validator=a_programme_id)
    number: str = attrs.field(validator=a_dotted_number)
    title: Text
    alternative_titles: tuple[AlternativeTitle, ...] = ()
    citations: tuple[Citation, ...] = attrs.field(default=(), validator=unique_citations)
    note: Text | None = None
    own_actions: tuple[Action, ...] = ()
    themes: tuple[Theme, ...] = ()

    def __repr__(self) -> str:
        themes = pluralize(len(self.themes), "theme")
        return f"<Pillar {self}: {themes}, {pluralize(len(self.actions), 'action')}>"


Node: TypeAlias = Pillar | Theme | Action
"""A part of a programme that has an id of its own."""

Default = TypeVar("Default")
NodeT = TypeVar("NodeT", bound=Node)


@final
@frozen(kw_only=True, repr=False)
class Programme(Identified, Displayable, Caching):
    """One multi-year joint work programme, complete in itself.

    It is used like a mapping of ids to pillars, themes and actions: `programme[id]`,
    `id in programme`, `get`, `keys`, `items`, `dict(programme)`, and iteration over the ids in
    printed order. It is not a `Mapping`, as `values` are those that the document states. Wherever
    an id is given, it may be the full id, such as "2025-2028/smart-mobility".

    Attributes:
        id: The id, such as "2025-2028".
        revision: The number of this version of the data, from 1.
        period: The days it covers.
        title: The printed title.
        subtitle: The printed subtitle.
        alternative_titles: Other titles that official sources use.
        pillar_term: The term of the document for a pillar, if it has one.
        theme_term: The term of the document for a theme, if it has one.
        publication: The document from which the data were made.
        mission: The mission it states, in our words.
        vision: The vision it states, in our words.
        values: The values it states, in our words, in printed order.
        own_actions: The actions of its text outside any pillar, in printed order.
        pillars: The pillars, in printed order.
        context: The paragraphs without a commitment.
        partners: The partners that it names, and the partners to which these belong.
        references: The treaties, laws and documents that it names.
        fields: The policy fields of its actions.
        paragraphs: The paragraphs of the publication, in printed order; empty if not recorded.
        retired: The ids of earlier revisions that are no longer in use.
        outcomes: What became of the actions: dated facts with public sources. Those of bundled
            programmes begin with the earliest.
        outcomes_as_of: When the outcomes were gathered: an ISO 8601 day, month or year. What
            happened later was not looked for, and not all that happened earlier was found.

    Raises:
        InvalidValueError: An id is not unique, an id or citation refers to nothing in the
            programme, or an outcome is later than outcomes_as_of.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> programme["smart-mobility"].title.en
    'A common vision of smart and sustainable mobility'
    >>> "time-travel" in programme, str(programme.period)
    (False, '2025-2028')
    """

    id: str = attrs.field(validator=a_programme_id)
    revision: int = attrs.field(default=1, validator=a_positive_integer)
    period: Period
    title: Text
    subtitle: Text | None = None
    alternative_titles: tuple[AlternativeTitle, ...] = ()
    pillar_term: Text | None = None
    theme_term: Text | None = None
    publication: Publication | None = None
    mission: Text | None = None
    vision: Text | None = None
    values: tuple[Text, ...] = ()
    own_actions: tuple[Action, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    context: tuple[ContextParagraph, ...] = ()
    partners: tuple[Partner, ...] = ()
    references: tuple[Reference, ...] = ()
    fields: tuple[PolicyField, ...] = ()
    paragraphs: tuple[Citation, ...] = attrs.field(default=(), metadata={"written": "in full"})
    retired: tuple[RetiredId, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    outcomes_as_of: str | None = attrs.field(default=None, validator=a_partial_date)

    def __attrs_post_init__(self) -> None:
        with IMPORT_LOCK:  # bundled data need no checks
            from .integrity import find_inconsistencies  # noqa: PLC0415

        nodes = list(walk_nodes(self.own_actions, self.pillars))
        for code, path, value, expected in find_inconsistencies(self, nodes, {}):
            raise InvalidValueError("Programme", path, value, expected, code)
        self._bind_unbound_divisions()

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in attrs.fields(Programme)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)
        self._bind_unbound_divisions()

    def _bind_unbound_divisions(self) -> None:
        """Let pillars and themes look up names in this programme, unless they are in another."""
        for division in (*self.pillars, *self.themes):
            division._cache.setdefault("programme", self)  # noqa: SLF001  # of this package

    @property
    def label(self) -> Text:
        """The title."""
        return self.title

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes of all pillars, in printed order."""
        return tuple(theme for pillar in self.pillars for theme in pillar.themes)

    @property
    def actions(self) -> "Selection":
        """All actions, in printed order."""
        if "actions" not in self._cache:
            actions = (node for node in self._nodes_by_id.values() if isinstance(node, Action))
            # Of several threads that come first, all return what the first one keeps.
            self._cache.setdefault("actions", _select_actions(actions, (self,)))
        selection: Selection = self._cache["actions"]
        return selection

    @cached_property
    def _nodes_by_id(self) -> Mapping[str, Node]:
        locations = walk_nodes(self.own_actions, self.pillars)
        return {each.node.id: cast("Node", each.node) for each in locations}

    @cached_property
    def _retired_by_id(self) -> Mapping[str, RetiredId]:
        return {retired.id: retired for retired in self.retired}

    @cached_property
    def _indexes(self) -> Mapping[str, RecordIndex]:
        return {
            "pillar": RecordIndex("pillar", self.pillars, self.id),
            "theme": RecordIndex("theme", self.themes, self.id),
            "partner": RecordIndex("partner", self.partners, self.id),
            "reference": RecordIndex("reference", self.references, self.id),
            "field": RecordIndex("policy field", self.fields, self.id),
        }

    @cached_property
    def _outcomes_by_action(self) -> Mapping[str, Sequence[Outcome]]:
        outcomes: dict[str, list[Outcome]] = {}
        for outcome in sorted(self.outcomes, key=attrgetter("date")):
            for bearing in outcome.bearings:
                outcomes.setdefault(bearing.action, []).append(outcome)
        return outcomes

    def __getitem__(self, id: str) -> Node:
        """Return the pillar, theme or action with this id.

        Raises:
            UnknownIdError: No node has this id; a `KeyError` that suggests similar ids.
            RetiredIdError: The id is no longer in use; a `KeyError` that names the successors.
        """
        return self._get_node_in_use(id, (Pillar, Theme, Action), "pillar, theme or action")

    def __contains__(self, id: object) -> bool:
        return self._normalize_key(id) in self._nodes_by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes_by_id)

    def __len__(self) -> int:
        """Return the number of pillars, themes and actions."""
        return len(self._nodes_by_id)

    def get(self, id: str, default: Default | None = None) -> Node | Default | None:
        """Return the pillar, theme or action with this id, or the default if there is none.

        >>> import benelux_programme as bp
        >>> bp.load("2025-2028").get("migration"), bp.load("2025-2028").get("time-travel")
        (<Theme 2025-2028/migration: 3 actions>, None)
        """
        return self._nodes_by_id.get(self._normalize_key(id), default)

    def keys(self) -> KeysView[str]:
        """Return the ids of all pillars, themes and actions, in printed order.

        >>> import benelux_programme as bp
        >>> len(bp.load("2025-2028").keys())
        120
        """
        return self._nodes_by_id.keys()

    def items(self) -> ItemsView[str, Node]:
        """Return all pillars, themes and actions, each after its id, in printed order.

        >>> import benelux_programme as bp
        >>> [id for id, node in bp.load("2025-2028").items() if isinstance(node, bp.Pillar)]
        ['security', 'economy', 'sustainability', 'neighbourhood']
        """
        return self._nodes_by_id.items()

    def pillar(self, key: str | int) -> Pillar:
        """Return the pillar with this id, number, or title in any language.

        In titles, case, accents, spaces, hyphens and an article before them are ignored.

        Raises:
            UnknownIdError: No pillar, or more than one, matches.
            RetiredIdError: The id is no longer in use.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.pillar(3).id, programme.pillar("Développement durable et transition verte").id
        ('sustainability', 'sustainability')
        """
        return self._get_node_in_use(key, (Pillar,), "pillar")

    def theme(self, key: str) -> Theme:
        """Return the theme with this id, number, or title in any language, as `pillar` does.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.theme("3.3").title.fr, programme.theme("kreislaufwirtschaft").number
        ('Économie circulaire', '3.3')
        """
        return self._get_node_in_use(key, (Theme,), "theme")

    def action(self, id: str) -> Action:
        """Return the action with this id; the errors are those of `programme[id]`.

        >>> import benelux_programme as bp
        >>> bp.load("2025-2028").action("scheldt-council-chair").actors
        ('benelux-general-secretariat',)
        """
        return self._get_node_in_use(id, (Action,), "action")

    def resolve(self, id: str) -> tuple[Node, ...]:
        """Return the node with this id, or the nodes that replace a retired id.

        An id that was split has several successors; one that was dropped has none.

        Raises:
            UnknownIdError: The id was never in use.

        >>> import attrs
        >>> import benelux_programme as bp
        >>> ids = ("police-treaty-operational", "police-treaty-second-agreements")
        >>> split = bp.RetiredId(id="police-treaty", successors=ids, reason="Split.", since=2)
        >>> programme = attrs.evolve(bp.load("2025-2028"), revision=2, retired=(split,))
        >>> [action.id for action in programme.resolve("police-treaty")]
        ['police-treaty-operational', 'police-treaty-second-agreements']
        """
        nodes: list[Node] = []
        id = self._normalize_key(id)
        pending, seen = [id], {id}
        while pending:
            current = pending.pop()
            if current in self._retired_by_id:
                successors = dict.fromkeys(self._retired_by_id[current].successors)
                pending += [next_id for next_id in reversed(successors) if next_id not in seen]
                seen.update(successors)
            else:
                nodes.append(self[current])
        return tuple(nodes)

    def reference(self, id_or_name: str) -> Reference:
        """Return the treaty, law or document with this id, title, abbreviation or number.

        Case, accents, ligatures, spaces and hyphens are ignored.

        Raises:
            UnknownIdError: No reference, or more than one, matches `id_or_name`.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.reference("Trb. 2008, 135").id, programme.reference("32024R1183").id
        ('benelux-treaty-2008', 'eidas-2')
        """
        reference: Reference = self._indexes["reference"].get(id_or_name)
        return reference

    def field(self, id_or_name: str) -> PolicyField:
        """Return the policy field with this id, label in any language, or EuroVoc concept.

        Case, accents, ligatures, spaces and hyphens are ignored.

        Raises:
            UnknownIdError: No policy field, or more than one, matches `id_or_name`.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.field("Kreislaufwirtschaft").id, programme.field("217").id
        ('circular-economy', 'judicial-cooperation')
        """
        field: PolicyField = self._indexes["field"].get(id_or_name)
        return field

    def partner(self, id_or_name: str) -> Partner:
        """Return the partner with this id, code, abbreviation, name or alias in any language.

        Case, accents, ligatures, spaces and hyphens are ignored.

        Raises:
            UnknownIdError: No partner of the programme matches `id_or_name`.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.partner("NRW").id
        'north-rhine-westphalia'
        >>> programme.partner("rhenanie du nord westphalie") is programme.partner("DE-NW")
        True
        """
        partner: Partner = self._indexes["partner"].get(id_or_name)
        return partner

    def outcomes_of(self, action: Action | str) -> tuple[Outcome, ...]:
        """Return the outcomes that bear on an action, the earliest first.

        Args:
            action: The action, or its id.

        Raises:
            UnknownIdError: The programme does not contain the action.
            RetiredIdError: The id is no longer in use.

        >>> import benelux_programme as bp
        >>> bp.load("2025-2028", revision=1).outcomes_of("police-treaty-operational")
        ()
        """
        id = self.action(action if isinstance(action, str) else action.id).id
        return tuple(self._outcomes_by_action.get(id, ()))

    def search(
        self,
        query: str,
        *,
        language: Language | None = None,
        limit: int | None = 10,
        answer: Language | None = None,
    ) -> tuple[Hit, ...]:
        """Search all actions; the arguments, hits and errors are those of `Selection.search`.

        >>> import benelux_programme as bp
        >>> [hit.action.id for hit in bp.load("2025-2028").search("Schelde", limit=1)]
        ['scheldt-council-chair']
        """
        return self.actions.search(query, language=language, limit=limit, answer=answer)

    def parent(self, node: Node | str) -> "Programme | Pillar | Theme":
        """Return the theme, pillar or programme that contains a node, given by itself or its id.

        Raises:
            UnknownIdError: The node is not in this programme.
            RetiredIdError: The id is no longer in use.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.parent("water-agenda-preparation").id
        'water-management'
        >>> programme.parent(programme.pillar("economy")) is programme
        True
        """
        return cast("Programme | Pillar | Theme", self._get_path(node)[-2])

    def path(self, node: "Programme | Node | str") -> "tuple[Programme | Node, ...]":
        """Return the programme, the pillar and theme that contain a node, and the node itself.

        The path of the programme is the programme alone. The errors are those of `parent`.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> [str(each) for each in programme.path("migration")]
        ['2025-2028', '2025-2028/security', '2025-2028/migration']
        """
        return (self,) if node in (self.id, self) else self._get_path(node)

    def _get_path(self, node: Any) -> "tuple[Programme | Node, ...]":
        node = self[node] if isinstance(node, str) else node
        if self._nodes_by_id.get(node.id) != node:
            raise UnknownIdError("node", str(node), self.id, ())
        parents = (getattr(node, level, None) for level in ("pillar", "theme"))
        return (self, *(self[id] for id in parents if id is not None), node)

    def _normalize_key(self, key: object) -> str:
        """Normalize a key that is typed; of a full id of this programme, keep the short id."""
        return normalize_key(key).removeprefix(f"{self.id}/")

    def _get_node_in_use(self, key: str | int, types: tuple[type[NodeT], ...], kind: str) -> NodeT:
        """Return the node of these types with this id or, if its kind has an index, another key."""
        id = self._normalize_key(key)
        if id in self._retired_by_id:
            retired = self._retired_by_id[id]
            reason = str(retired.reason)
            raise RetiredIdError(id, self.id, retired.successors, reason, retired.since)
        node = self._nodes_by_id.get(id)
        found: Any = self._indexes[kind].find_one_or_none(id) if kind in self._indexes else node
        if isinstance(found, types):
            return found
        if node is not None:
            raise UnknownIdError(kind, id, self.id, (), type(node).__name__.lower())
        if kind in self._indexes:
            raise UnknownIdError(kind, id, self.id, self._indexes[kind].suggest(id))
        nodes = [each for each in self._nodes_by_id.values() if isinstance(each, types)]
        ids = tuple(each.id for each in find_similar_nodes(id, nodes))
        raise UnknownIdError(kind, id, self.id, ids)

    def _find_node_or_record(self, kind: str, key: str) -> Any | None:
        """Return the node or record of a kind that matches a key, or None, without suggestions."""
        id = self._normalize_key(key)
        if kind == "programme":
            return self if id == self.id else None
        if kind == "action":
            node = self._nodes_by_id.get(id)
            return node if isinstance(node, Action) else None
        return self._indexes[kind].find_one_or_none(id)

    def __repr__(self) -> str:
        parts = {"pillar": self.pillars, "theme": self.themes, "action": self.actions}
        counts = ", ".join(pluralize(len(own), noun) for noun, own in parts.items())
        return f"<Programme {self.id} revision {self.revision}: {counts}>"


def walk_nodes(own_actions: Iterable[Action], pillars: Iterable[Pillar]) -> Iterator[NodeLocation]:
    """Yield all pillars, themes and actions of a programme in printed order."""
    for i, action in enumerate(own_actions):
        yield NodeLocation(f"own_actions[{i}]", action)
    for p, pillar in enumerate(pillars):
        path = f"pillars[{p}]"
        yield NodeLocation(path, pillar)
        for i, action in enumerate(pillar.own_actions):
            yield NodeLocation(f"{path}.own_actions[{i}]", action, pillar.id)
        for t, theme in enumerate(pillar.themes):
            yield NodeLocation(f"{path}.themes[{t}]", theme, pillar.id)
            for i, action in enumerate(theme.own_actions):
                yield NodeLocation(f"{path}.themes[{t}].actions[{i}]", action, pillar.id, theme.id)


def _select_actions(actions: Iterable[Action], programmes: tuple[Programme, ...]) -> "Selection":
    with IMPORT_LOCK:
        from .selection import Selection  # noqa: PLC0415  # which imports this module

    return Selection(tuple(actions), programmes=programmes)
