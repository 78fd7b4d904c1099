"""Actions that were selected: filtered, grouped, joined, searched."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, final, overload

from attrs import field, frozen

from benelux_programme._model.constraints import check_callable, ensure_list, instance_of, tuple_of
from benelux_programme._model.display import Displayable
from benelux_programme._model.nodes import Action, Commitment, Pillar, Theme, parse_commitment
from benelux_programme._model.public import public
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, pluralize
from benelux_programme.errors import InvalidValueError, RetiredIdError, UnknownIdError

from .lookup import suggest
from .programme import Programme

if TYPE_CHECKING:
    from benelux_programme._search.hits import Hit

T = TypeVar("T")
Some: TypeAlias = T | Iterable[T]
"""One value, or several of which any is meant."""

Predicate: TypeAlias = Callable[[Action], bool]
CommitmentName: TypeAlias = Commitment | Literal["firm", "conditional", "exploratory"]
Group: TypeAlias = Literal[
    "programme", "pillar", "theme", "partner", "actor", "reference", "field", "commitment"
]
"""By what actions can be grouped."""

Pair: TypeAlias = tuple[str | None, str | None]
"""A programme, or None for any, and what something is called there."""


@final
@public
@frozen(repr=False)
class Selection(Displayable, Sequence[Action]):
    """An immutable sequence of actions of one or several programmes, in printed order.

    It compares and hashes by its actions. Slices, sums, unions (`|`), intersections (`&`) and
    differences (`-`) of selections are selections.

    Attributes:
        actions: The actions.
        programmes: The programmes in which they stand. Without them, nothing that is named by a
            word (a partner, a field, ...) is known, and nothing can be searched.

    Raises:
        InvalidValueError: The actions are not a tuple of actions.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> programme.actions.where(partner="NRW", commitment="exploratory")
    <Selection of 1 action of 2025-2028>
    """

    actions: tuple[Action, ...] = field(default=(), validator=tuple_of(instance_of(Action)))
    programmes: tuple[Programme, ...] = field(
        default=(), eq=False, kw_only=True, validator=tuple_of(instance_of(Programme))
    )

    @overload
    def __getitem__(self, index: int) -> Action: ...
    @overload
    def __getitem__(self, index: slice) -> "Selection": ...
    def __getitem__(self, index: int | slice) -> "Action | Selection":
        """The action at a place, or the selection of a slice."""
        if isinstance(index, slice):
            return self._of(self.actions[index])
        return self.actions[index]

    def __len__(self) -> int:
        return len(self.actions)

    def __iter__(self) -> Iterator[Action]:
        return iter(self.actions)

    def __contains__(self, action: object) -> bool:
        return action in self.actions

    def __add__(self, other: "Selection") -> "Selection":
        """These actions, then those."""
        if not isinstance(other, Selection):
            return NotImplemented
        return Selection(self.actions + other.actions, programmes=self._programmes_with(other))

    def __or__(self, other: "Selection") -> "Selection":
        """These actions, then those that are not among them."""
        if not isinstance(other, Selection):
            return NotImplemented
        actions = tuple(dict.fromkeys(self.actions + other.actions))
        return Selection(actions, programmes=self._programmes_with(other))

    def __and__(self, other: "Selection") -> "Selection":
        """Those of these actions that are in both."""
        if not isinstance(other, Selection):
            return NotImplemented
        both = set(other.actions)
        return self._of(action for action in self.actions if action in both)

    def __sub__(self, other: "Selection") -> "Selection":
        """Those of these actions that are not in the other."""
        if not isinstance(other, Selection):
            return NotImplemented
        without = set(other.actions)
        return self._of(action for action in self.actions if action not in without)

    def where(  # noqa: PLR0913  # one for each way to ask
        self,
        *predicates: Predicate,
        programme: Some[Programme | str] | None = None,
        pillar: Some[Pillar | str] | None = None,
        theme: Some[Theme | str] | None = None,
        id: Some[str] | None = None,
        partner: Some[Partner | str] | None = None,
        actor: Some[Partner | str] | None = None,
        reference: Some[Reference | str] | None = None,
        field: Some[PolicyField | str] | None = None,
        commitment: Some[CommitmentName] | None = None,
        year: Some[int] | None = None,
    ) -> "Selection":
        """The actions of which all that is asked is true.

        Of several values for one keyword, any will do. Partners, references and fields are given
        by object, id, code, name or alias in any language; accents and hyphens do not matter.
        Each programme is asked by itself, so a name may stand for one id here and another there.

        Args:
            predicates: Functions of an action that say whether it is wanted.
            programme: The programme it stands in.
            pillar: The pillar it stands in.
            theme: The theme it stands in.
            id: The id it has.
            partner: A partner it names beside those who act.
            actor: A partner who acts.
            reference: A treaty, law or document it names.
            field: A policy field it belongs to.
            commitment: How firmly it is promised.
            year: A year that its timing covers; most actions have none.

        Raises:
            UnknownIdError: A value is nowhere in the programmes; it suggests near ones.
            RetiredIdError: An id is in use in none of them, and retired in one; it names the
                successors.
            InvalidValueError: There is no such commitment, a year lies outside the programmes, or
                a predicate is no function.

        >>> import benelux_programme as bp
        >>> actions = bp.load("2025-2028").actions
        >>> [one.id for one in actions.where(field="health")]
        ['cross-border-health-cooperation', 'regional-health-stocks']
        >>> [one.id for one in actions.where(lambda one: "misp" in one.partners)]
        ['cyber-threat-information']
        """
        tests = [check_callable(one, "Selection", "where(predicates)") for one in predicates]
        asked: tuple[tuple[Group, Some[Any] | None], ...] = (
            ("programme", programme),
            ("pillar", pillar),
            ("theme", theme),
            ("partner", partner),
            ("actor", actor),
            ("reference", reference),
            ("field", field),
            ("commitment", commitment),
        )
        for key, values in asked:
            if values is not None:
                wanted = {pair for one in ensure_list(values) for pair in self._known(key, one)}
                tests.append(_having(key, wanted))
        if id is not None:
            ids = {pair for one in ensure_list(id) for pair in self._known("action", one)}
            tests.append(lambda action: (action.programme, action.id) in ids)
        if year is not None:
            years = {self._known_year(one) for one in ensure_list(year)}
            tests.append(lambda action: _timed(action, years))
        return self._of(action for action in self.actions if all(test(action) for test in tests))

    def group_by(self, key: Group) -> "dict[str | None, Selection]":
        """The actions by what they have, in the order in which that first appears.

        An action that has several (partners, fields, ...) is in several groups; those that have
        none are under None. Pillars and themes are told by id.

        Args:
            key: "programme", "pillar", "theme", "partner", "actor", "reference", "field" or
                "commitment".

        Raises:
            InvalidValueError: It is none of these.

        >>> import benelux_programme as bp
        >>> groups = bp.load("2025-2028").actions.where(field="energy").group_by("pillar")
        >>> list(groups), groups["economy"][0].id
        (['economy', 'sustainability', 'neighbourhood'], 'sme-reliable-energy-supply')
        """
        if key not in list(_VALUES):  # which compares, where a dict would hash
            expected = f"one of {', '.join(_VALUES)}"
            raise InvalidValueError("Selection", "group_by(key)", key, expected)
        groups: dict[str | None, list[Action]] = {}
        for action in self.actions:
            for value in _VALUES[key](action):
                groups.setdefault(value, []).append(action)
        return {value: self._of(actions) for value, actions in groups.items()}

    def count_by(self, key: Group) -> dict[str | None, int]:
        """How many actions there are in each group.

        Args:
            key: "programme", "pillar", "theme", "partner", "actor", "reference", "field" or
                "commitment".

        Raises:
            InvalidValueError: It is none of these.

        >>> import benelux_programme as bp
        >>> archiving = bp.load("2025-2028").actions.where(theme="electronic-archiving")
        >>> archiving.count_by("commitment")
        {'exploratory': 2, 'firm': 3}
        """
        return {value: len(actions) for value, actions in self.group_by(key).items()}

    def search(
        self, query: str, *, language: Language | None = None, limit: int | None = 10
    ) -> "tuple[Hit, ...]":
        """The actions about something, the best first.

        Words are found in all their forms, whatever their accents and case, and so are the parts
        of Dutch and German compounds; words in double quotes are found side by side. An action
        that has all words comes before one that has most of them.

        Args:
            query: What people would type.
            language: The language of the words, or None for all.
            limit: How many hits there are at most, or None for all.

        Raises:
            InvalidValueError: There is no word in the query, or more than 2000 characters, or the
                limit is not a whole number from 1.
            MissingLanguageError: It is not a language of the data.

        >>> import benelux_programme as bp
        >>> hits = bp.load("2025-2028").actions.search('"traite de police"', language="fr")
        >>> [hit.action.id for hit in hits]
        ['police-treaty-operational', 'police-treaty-second-agreements']
        """
        from benelux_programme._search.hits import search  # noqa: PLC0415  # the stemmers are for searches only

        return search(self, query, language=language, limit=limit)

    def _of(self, actions: Iterable[Action]) -> "Selection":
        return Selection(tuple(actions), programmes=self.programmes)

    def _programmes_with(self, other: "Selection") -> tuple[Programme, ...]:
        new = (one for one in other.programmes if one not in self.programmes)
        return (*self.programmes, *new)

    def _known(self, kind: str, value: Any) -> set[Pair]:
        """The programmes that know what was asked for, each with its id there.

        Raises:
            UnknownIdError: None knows it.
            RetiredIdError: None knows it any more.
            InvalidValueError: It is no commitment.
        """
        if kind == "commitment":
            return {(None, str(parse_commitment(value, "Selection", "where(commitment)")))}
        asked = getattr(value, "id", value)
        found: set[Pair]
        if kind == "programme":
            found = {(one.id, one.id) for one in self.programmes if one.id == asked}
        else:
            look_up = "partner" if kind == "actor" else kind
            records = [(one.id, one._find(look_up, asked)) for one in self.programmes]  # noqa: SLF001  # quick
            found = {(home, record.id) for home, record in records if record is not None}
        if not found:
            raise self._unknown(kind, asked)
        if isinstance(value, (Pillar, Theme)):  # which stand in one programme only
            return {(home, id) for home, id in found if home == value.programme}
        return found

    def _unknown(self, kind: str, asked: object) -> UnknownIdError | RetiredIdError:
        """What is said of something that no programme knows."""
        if kind == "programme":
            known = [programme.id for programme in self.programmes]
            return UnknownIdError(kind, asked, self._where, suggest(asked, known))
        suggestions: dict[str, None] = {}
        for programme in self.programmes:
            look_up = getattr(programme, "partner" if kind == "actor" else kind)
            try:
                look_up(asked)
            except RetiredIdError as error:
                return error
            except UnknownIdError as error:
                suggestions |= dict.fromkeys(error.suggestions)
        return UnknownIdError(kind, asked, self._where, tuple(suggestions))

    def _known_year(self, year: int) -> int:
        for programme in self.programmes:
            if (
                type(year) is int
                and programme.period.start.year <= year <= programme.period.end.year
            ):
                return year
        expected = f"a year of {self._where}"
        raise InvalidValueError("Selection", "where(year)", year, expected)

    @property
    def _where(self) -> str:
        return ", ".join(programme.id for programme in self.programmes) or "no programme"

    def __repr__(self) -> str:
        return f"<Selection of {pluralize(len(self.actions), 'action')} of {self._where}>"


def _having(key: Group, wanted: set[Pair]) -> Predicate:
    def having(action: Action) -> bool:
        values = _VALUES[key](action)
        return any((home, id) in wanted for id in values for home in (None, action.programme))

    return having


_VALUES: dict[Group, Callable[[Action], tuple[str | None, ...]]] = {
    "programme": lambda action: (action.programme,),
    "pillar": lambda action: (action.pillar,),
    "theme": lambda action: (action.theme,),
    "partner": lambda action: action.partners or (None,),
    "actor": lambda action: action.actors or (None,),
    "reference": lambda action: action.references or (None,),
    "field": lambda action: action.fields or (None,),
    "commitment": lambda action: (str(action.commitment),),
}
"""What an action has of each kind, or None."""


def _timed(action: Action, years: set[int]) -> bool:
    timing = action.timing
    return timing is not None and any(timing.start.year <= one <= timing.end.year for one in years)
