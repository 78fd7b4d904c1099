"""A whole programme: its levels, what they name, and how to find things in it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, final

import attrs

from benelux_programme._model.citation import Citation
from benelux_programme._model.constraints import (
    a_positive_integer,
    a_programme_id,
    instance_of,
    is_string,
    optional,
    tuple_of,
)
from benelux_programme._model.display import Displayable
from benelux_programme._model.nodes import Action, AlternativeTitle, Node, Pillar, RetiredId, Theme
from benelux_programme._model.period import Period
from benelux_programme._model.public import public
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, Text, pluralize
from benelux_programme.errors import InvalidValueError, RetiredIdError, UnknownIdError

from .lookup import find_record, get_record, index_by_key, suggest

if TYPE_CHECKING:
    from benelux_programme._search.hits import Hit
    from benelux_programme._search.index import Index

    from .selection import Selection

_KINDS: Mapping[str, type[Node]] = {"pillar": Pillar, "theme": Theme, "action": Action}
_NODES = tuple(_KINDS.values())

Found = TypeVar("Found", bound=Node)


@final
@public
@attrs.frozen(kw_only=True, repr=False)
class Programme(Displayable):
    """One multi-year joint work programme, complete in itself.

    It can be searched like a mapping of ids to pillars, themes and actions: `programme[id]`,
    `id in programme`; it iterates over the ids, as printed. `actions` and `themes` are all of
    them, as printed.

    Attributes:
        id: The id, such as "2025-2028".
        revision: The number of this state of the data, from 1.
        period: The days it covers.
        title: The printed title.
        subtitle: The printed subtitle.
        alternative_titles: Other titles that official sources use.
        pillar_term: What the document calls a pillar, if it has a word for it.
        theme_term: What the document calls a theme, if it has a word for it.
        publication: The document from which the data were made.
        mission: The mission it states, in our words.
        vision: The vision it states, in our words.
        values: The values it states, in our words, as printed.
        own_actions: The actions of its text that stand outside any pillar, as printed.
        pillars: The pillars, as printed.
        context: The paragraphs that commit to nothing.
        partners: The partners that it names, and those they belong to.
        references: The treaties, laws and documents that it names.
        fields: The policy fields of its actions.
        paragraphs: The paragraphs of the publication, as printed; empty if not recorded.
        retired: The ids of earlier revisions that are no longer in use.

    Raises:
        InvalidValueError: An attribute is not of this form, an id is used twice, or something is
            named that is not there.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> programme["smart-mobility"].title.en
    'A common vision of smart and sustainable mobility'
    >>> "time-travel" in programme, str(programme.period)
    (False, '2025-2028')
    """

    id: str = attrs.field(validator=a_programme_id)
    revision: int = attrs.field(default=1, validator=a_positive_integer)
    period: Period = attrs.field(validator=instance_of(Period))
    title: Text = attrs.field(validator=instance_of(Text))
    subtitle: Text | None = attrs.field(default=None, validator=optional(instance_of(Text)))
    alternative_titles: tuple[AlternativeTitle, ...] = attrs.field(
        default=(), validator=tuple_of(instance_of(AlternativeTitle))
    )
    pillar_term: Text | None = attrs.field(default=None, validator=optional(instance_of(Text)))
    theme_term: Text | None = attrs.field(default=None, validator=optional(instance_of(Text)))
    publication: Publication | None = attrs.field(
        default=None, validator=optional(instance_of(Publication))
    )
    mission: Text | None = attrs.field(default=None, validator=optional(instance_of(Text)))
    vision: Text | None = attrs.field(default=None, validator=optional(instance_of(Text)))
    values: tuple[Text, ...] = attrs.field(default=(), validator=tuple_of(instance_of(Text)))
    own_actions: tuple[Action, ...] = attrs.field(
        default=(), validator=tuple_of(instance_of(Action))
    )
    pillars: tuple[Pillar, ...] = attrs.field(default=(), validator=tuple_of(instance_of(Pillar)))
    context: tuple[ContextParagraph, ...] = attrs.field(
        default=(), validator=tuple_of(instance_of(ContextParagraph))
    )
    partners: tuple[Partner, ...] = attrs.field(
        default=(), validator=tuple_of(instance_of(Partner))
    )
    references: tuple[Reference, ...] = attrs.field(
        default=(), validator=tuple_of(instance_of(Reference))
    )
    fields: tuple[PolicyField, ...] = attrs.field(
        default=(), validator=tuple_of(instance_of(PolicyField))
    )
    paragraphs: tuple[Citation, ...] = attrs.field(
        default=(), validator=tuple_of(instance_of(Citation)), metadata={"written": "in full"}
    )
    retired: tuple[RetiredId, ...] = attrs.field(
        default=(), validator=tuple_of(instance_of(RetiredId))
    )

    def __attrs_post_init__(self) -> None:
        from .integrity import find_inconsistencies  # noqa: PLC0415  # bundled data need no checks

        for code, path, value, expected in find_inconsistencies(self):
            raise InvalidValueError("Programme", path, value, expected, code)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes of all pillars, as printed."""
        return tuple(theme for pillar in self.pillars for theme in pillar.themes)

    @cached_property
    def actions(self) -> "Selection":
        """All actions, as printed."""
        from .selection import Selection  # noqa: PLC0415  # which knows programmes itself

        actions = tuple(node for node in self._nodes.values() if isinstance(node, Action))
        return Selection(actions, programmes=(self,))

    @cached_property
    def _indexes(self) -> "dict[Language, Index]":
        """The search indexes made so far; `search` keeps them here."""
        return {}

    @cached_property
    def _nodes(self) -> Mapping[str, Node]:
        from .integrity import walk_nodes  # noqa: PLC0415  # as above

        return {place.node.id: place.node for place in walk_nodes(self)}

    @cached_property
    def _retired_by_id(self) -> Mapping[str, RetiredId]:
        return {one.id: one for one in self.retired}

    @cached_property
    def _partners_by_key(self) -> Mapping[str, Partner]:
        return index_by_key(self.partners)

    @cached_property
    def _references_by_key(self) -> Mapping[str, Reference]:
        return index_by_key(self.references)

    @cached_property
    def _fields_by_key(self) -> Mapping[str, PolicyField]:
        return index_by_key(self.fields)

    def __getitem__(self, id: str) -> Node:
        """The pillar, theme or action with this id.

        Raises:
            UnknownIdError: There is none; a `KeyError` that suggests near ids.
            RetiredIdError: There is none any more; a `KeyError` that names the successors.
        """
        return self._node(_NODES, id, "pillar, theme or action")

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and id in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        """How many pillars, themes and actions there are."""
        return len(self._nodes)

    def pillar(self, id: str) -> Pillar:
        """The pillar with this id.

        Raises:
            UnknownIdError: There is none.
            RetiredIdError: There is none any more.

        >>> import benelux_programme as bp
        >>> bp.load("2025-2028").pillar("sustainability").title.en
        'Sustainable development and green transition'
        """
        return self._node((Pillar,), id, "pillar")

    def theme(self, id: str) -> Theme:
        """The theme with this id.

        Raises:
            UnknownIdError: There is none.
            RetiredIdError: There is none any more.

        >>> import benelux_programme as bp
        >>> bp.load("2025-2028").theme("circular-economy").title.fr
        'Économie circulaire'
        """
        return self._node((Theme,), id, "theme")

    def action(self, id: str) -> Action:
        """The action with this id.

        Raises:
            UnknownIdError: There is none.
            RetiredIdError: There is none any more.

        >>> import benelux_programme as bp
        >>> bp.load("2025-2028").action("scheldt-council-chair").actors
        ('benelux-general-secretariat',)
        """
        return self._node((Action,), id, "action")

    def resolve(self, id: str) -> tuple[Node, ...]:
        """What stands in the place of an id: its node, or those that succeed a retired one.

        An id that was split has several successors; one that was dropped has none.

        Raises:
            UnknownIdError: The id never was in use.

        >>> import attrs
        >>> import benelux_programme as bp
        >>> ids = ("police-treaty-operational", "police-treaty-second-agreements")
        >>> split = bp.RetiredId(id="police-treaty", successors=ids, reason="Split.", since=2)
        >>> programme = attrs.evolve(bp.load("2025-2028"), revision=2, retired=(split,))
        >>> [action.id for action in programme.resolve("police-treaty")]
        ['police-treaty-operational', 'police-treaty-second-agreements']
        """
        if not is_string(id):
            return (self[id],)  # which refuses it
        found: list[Node] = []
        ahead, seen = [id], {id}
        while ahead:
            one = ahead.pop()
            if one in self._retired_by_id:
                successors = dict.fromkeys(self._retired_by_id[one].successors)
                ahead += [next for next in reversed(successors) if next not in seen]
                seen.update(successors)
            else:
                found.append(self[one])
        return tuple(found)

    def reference(self, key: str) -> Reference:
        """The treaty, law or document with this id, title, abbreviation or number.

        Case, accents, ligatures, spaces and hyphens do not matter.

        Raises:
            UnknownIdError: The programme names no such document.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.reference("Trb. 2008, 135").id, programme.reference("32024R1183").id
        ('benelux-treaty-2008', 'eidas-2')
        """
        return get_record(self._references_by_key, self.references, key, "reference", self.id)

    def field(self, key: str) -> PolicyField:
        """The policy field with this id or label, in any language, or EuroVoc concept.

        Raises:
            UnknownIdError: No action of the programme belongs to such a field.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.field("Kreislaufwirtschaft").id, programme.field("217").id
        ('circular-economy', 'judicial-cooperation')
        """
        return get_record(self._fields_by_key, self.fields, key, "policy field", self.id)

    def partner(self, key: str) -> Partner:
        """The partner with this id, code, abbreviation, name or alias, in any language.

        Case, accents, ligatures, spaces and hyphens do not matter.

        Raises:
            UnknownIdError: The programme names no such partner.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.partner("NRW").id
        'north-rhine-westphalia'
        >>> programme.partner("rhenanie du nord westphalie") is programme.partner("DE-NW")
        True
        """
        return get_record(self._partners_by_key, self.partners, key, "partner", self.id)

    def search(
        self, query: str, *, language: Language | None = None, limit: int | None = 10
    ) -> "tuple[Hit, ...]":
        """The actions about something, the best first; see `Selection.search`.

        Raises:
            InvalidValueError: There is no word in the query, or more than 2000 characters, or the
                limit is not a whole number from 1.
            MissingLanguageError: It is not a language of the data.

        >>> import benelux_programme as bp
        >>> [hit.action.id for hit in bp.load("2025-2028").search("Schelde", limit=1)]
        ['scheldt-council-chair']
        """
        return self.actions.search(query, language=language, limit=limit)

    def parent(self, node: Node) -> "Programme | Pillar | Theme":
        """The theme, pillar or programme in which a node stands.

        Raises:
            UnknownIdError: The node is not of this programme.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> programme.parent(programme["water-agenda-preparation"]).id
        'water-management'
        >>> programme.parent(programme.pillar("economy")) is programme
        True
        """
        known = self._nodes.get(node.id) if isinstance(node, _NODES) else None
        if known is None or (known is not node and known != node):
            key = str(node) if isinstance(node, _NODES) else node
            raise UnknownIdError("node", key, self.id, ())
        if isinstance(node, Action) and node.theme is not None:
            return self.theme(node.theme)
        if not isinstance(node, Pillar) and node.pillar is not None:
            return self.pillar(node.pillar)
        return self

    def path(self, node: Node) -> "tuple[Programme | Node, ...]":
        """The programme, then what stands between, then the node itself.

        Raises:
            UnknownIdError: The node is not of this programme.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> [str(one) for one in programme.path(programme.theme("migration"))]
        ['2025-2028', '2025-2028/security', '2025-2028/migration']
        """
        parent = self.parent(node)
        return (self, node) if isinstance(parent, Programme) else (*self.path(parent), node)

    def _node(self, kinds: tuple[type[Found], ...], id: object, what: str) -> Found:
        if isinstance(id, str) and id in self._retired_by_id:
            retired = self._retired_by_id[id]
            raise RetiredIdError(id, self.id, retired.successors, retired.reason, retired.since)
        found = self._nodes.get(id) if isinstance(id, str) else None
        if isinstance(found, kinds):
            return found
        known = (one.id for one in self._nodes.values() if isinstance(one, kinds))
        raise UnknownIdError(what, id, self.id, suggest(id, known))

    def _find(self, kind: str, key: object) -> "Node | Partner | Reference | PolicyField | None":
        """What is called so, or None; near names, for which the others look, take long to find."""
        match kind:
            case "partner":
                return find_record(self._partners_by_key, self.partners, key)
            case "reference":
                return find_record(self._references_by_key, self.references, key)
            case "field":
                return find_record(self._fields_by_key, self.fields, key)
            case _:
                found = self._nodes.get(key) if isinstance(key, str) else None
                return found if isinstance(found, _KINDS[kind]) else None

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return f"<Programme {self.id} revision {self.revision}: {summarize_counts(self)}>"


def summarize_counts(programme: Programme) -> str:
    """How much is in a programme, in a few words."""
    pillars = pluralize(len(programme.pillars), "pillar")
    themes = pluralize(len(programme.themes), "theme")
    return f"{pillars}, {themes}, {pluralize(len(programme.actions), 'action')}"
