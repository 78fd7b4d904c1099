"""The divisions of a programme: pillars and themes."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, final

from attrs import field

from benelux_programme._model.citation import Citation, unique_citations
from benelux_programme._model.constraints import a_dotted_number, a_programme_id, an_id
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.nodes import Action, AlternativeTitle, TitledNode
from benelux_programme._model.public import Caching, frozen
from benelux_programme._model.text import Text, pluralize

from .lookup import NodeLocation

if TYPE_CHECKING:
    from .programme import Programme
    from .selection import Selection


def select_actions(actions: Iterable[Action], programmes: "tuple[Programme, ...]") -> "Selection":
    with IMPORT_LOCK:
        from .selection import Selection  # noqa: PLC0415  # which refers to this module

    return Selection(tuple(actions), programmes=programmes)


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
        return select_actions(actions, () if programme is None else (programme,))


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

    id: str = field(validator=an_id)
    programme: str = field(validator=a_programme_id)
    pillar: str = field(validator=an_id)
    number: str = field(validator=a_dotted_number)
    title: Text
    alternative_titles: tuple[AlternativeTitle, ...] = ()
    citations: tuple[Citation, ...] = field(default=(), validator=unique_citations)
    note: Text | None = None
    own_actions: tuple[Action, ...] = field(default=(), alias="actions")

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

    id: str = field(validator=an_id)
    programme: str = field(validator=a_programme_id)
    number: str = field(validator=a_dotted_number)
    title: Text
    alternative_titles: tuple[AlternativeTitle, ...] = ()
    citations: tuple[Citation, ...] = field(default=(), validator=unique_citations)
    note: Text | None = None
    own_actions: tuple[Action, ...] = ()
    themes: tuple[Theme, ...] = ()

    def __repr__(self) -> str:
        themes = pluralize(len(self.themes), "theme")
        return f"<Pillar {self}: {themes}, {pluralize(len(self.actions), 'action')}>"


Node: TypeAlias = Pillar | Theme | Action
"""A part of a programme that has an id of its own."""


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
