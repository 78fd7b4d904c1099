"""Selections of actions: filtering, grouping, set operations and search."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Final, Literal, TypeAlias, TypeVar, final, get_args, overload

import attrs

from benelux_programme._model.constraints import require_choice, wrap_single_value_in_list
from benelux_programme._model.hooks import HOOKS
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.nodes import Action, Commitment
from benelux_programme._model.outcome import Bearing, Outcome
from benelux_programme._model.period import Period
from benelux_programme._model.public import Displayable, frozen
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, pluralize
from benelux_programme._search.hits import Hit
from benelux_programme.errors import InvalidValueError, RetiredIdError, UnknownIdError

from .lookup import build_related_finder, normalize_key, suggest
from .programme import Pillar, Programme, Theme

T = TypeVar("T")
OneOrMany: TypeAlias = T | Iterable[T]
"""A value, or several values of which any may match."""

Predicate: TypeAlias = Callable[[Action], bool]
BearingName: TypeAlias = Bearing | Literal["delivers", "advances", "context", ""]
CommitmentName: TypeAlias = Commitment | Literal["firm", "conditional", "exploratory"]
Group: TypeAlias = Literal[
    "programme",
    "pillar",
    "theme",
    "partner",
    "actor",
    "involves",
    "reference",
    "field",
    "commitment",
    "outcome",
    "year",
]
"""The keys by which actions are grouped."""

ScopedId: TypeAlias = tuple[str, str | None]
"""The id of a programme, and an id in that programme, or None for actions without one."""


@final
@frozen(repr=False)
class Selection(Displayable, Sequence[Action]):
    """An immutable sequence of actions of one or several programmes.

    They are in printed order, unless a sum or a union puts them in another. A selection is compared
    and hashed by its actions. Slices, sums, unions (`|`), intersections (`&`) and differences (`-`)
    of selections are selections.

    Attributes:
        actions: The actions.
        programmes: The programmes that contain them, which searches and look-ups by id or name
            need; by default the latest revisions of the bundled ones.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> programme.actions.where(partner="NRW", commitment="exploratory")
    <Selection of 1 action of 2025-2028>
    """

    actions: tuple[Action, ...] = ()
    programmes: tuple[Programme, ...] = attrs.field(
        default=(), eq=False, kw_only=True, metadata={"written": "never"}
    )

    def __attrs_post_init__(self) -> None:
        if self.actions and not self.programmes:
            object.__setattr__(
                self, "programmes", HOOKS["find_bundled_programmes_containing_all"](self.actions)
            )

    @overload
    def __getitem__(self, index: int) -> Action: ...
    @overload
    def __getitem__(self, index: slice) -> "Selection": ...
    def __getitem__(self, index: int | slice) -> "Action | Selection":
        if isinstance(index, slice):
            return self._replace_actions(self.actions[index])
        return self.actions[index]

    def __len__(self) -> int:
        return len(self.actions)

    def __add__(self, other: "Selection") -> "Selection":
        """Return the actions of this selection, then those of the other."""
        if not isinstance(other, Selection):
            return NotImplemented
        return Selection(self.actions + other.actions, programmes=self._merge_programmes(other))

    def __or__(self, other: "Selection") -> "Selection":
        """Return the actions of this selection, then those that only the other has."""
        if not isinstance(other, Selection):
            return NotImplemented
        actions = tuple(dict.fromkeys(self.actions + other.actions))
        return Selection(actions, programmes=self._merge_programmes(other))

    def __and__(self, other: "Selection") -> "Selection":
        """Return the actions of this selection that the other has too."""
        if not isinstance(other, Selection):
            return NotImplemented
        others = set(other.actions)
        return self._replace_actions(action for action in self.actions if action in others)

    def __sub__(self, other: "Selection") -> "Selection":
        """Return the actions of this selection that the other does not have."""
        if not isinstance(other, Selection):
            return NotImplemented
        others = set(other.actions)
        return self._replace_actions(action for action in self.actions if action not in others)

    @property
    def partners(self) -> tuple[Partner, ...]:
        """The partners who act in the actions or whom these name, in the order of the actions.

        Of several programmes, each is as in the first one whose actions name it; so are references
        and policy fields. Those to which they belong may be others, which `partner` finds.
        """
        return self._list_records_in_order_named("partners", ("actors", "partners"))

    @property
    def references(self) -> tuple[Reference, ...]:
        """The treaties, laws and documents that the actions name, in the order of the actions."""
        return self._list_records_in_order_named("references", ("references",))

    @property
    def fields(self) -> tuple[PolicyField, ...]:
        """The policy fields of the actions, in the order of the actions."""
        return self._list_records_in_order_named("fields", ("fields",))

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that bear on any of the actions, each once, programme by programme."""
        self._require_programmes_of_actions("outcomes")
        full_ids = set(map(str, self.actions))
        outcomes = (
            outcome
            for programme in self.programmes
            for outcome in programme.outcomes
            if any(f"{programme.id}/{each.action}" in full_ids for each in outcome.bearings)
        )
        return tuple(dict.fromkeys(outcomes))  # two revisions have most in common

    def outcomes_of(self, action: Action | str) -> tuple[Outcome, ...]:
        """Return what `Programme.outcomes_of` returns, of the first programme with the action.

        Raises:
            UnknownIdError: No programme has the action.
            RetiredIdError: The id is no longer in use.
            InvalidValueError: The selection has no programmes.

        >>> import benelux_programme as bp
        >>> bp.actions().outcomes_of("2025-2028/more-public-communication")
        (<Outcome benelux-day-2024: reported 2024-03-16, 1 action>,)
        """
        found = self.action(str(action))
        return next(each for each in self.programmes if found in each).outcomes_of(found)

    def action(self, id: str) -> Action:
        """Return the action that `Programme.action` returns, of the first programme with one.

        Raises:
            UnknownIdError: No action of the programmes has the id.
            RetiredIdError: The id is no longer in use.
            InvalidValueError: The selection has no programmes.

        >>> import benelux_programme as bp
        >>> print(bp.actions().action("2021-2024/benelux-police-treaty").summary)
        Provide the Benelux with a new police treaty.
        """
        action: Action = self._find_record_in_programmes("action", id)
        return action

    def partner(self, id_or_name: str) -> Partner:
        """Return the partner that `Programme.partner` returns, of the first programme with one.

        Raises:
            UnknownIdError: No partner of the programmes, or more than one, matches `id_or_name`.
            InvalidValueError: The selection has no programmes.

        >>> import benelux_programme as bp
        >>> bp.actions().partner("Belgique").id
        'belgium'
        """
        partner: Partner = self._find_record_in_programmes("partner", id_or_name)
        return partner

    def reference(self, id_or_name: str) -> Reference:
        """Return the reference that `Programme.reference` returns, of the first programme with one.

        Raises:
            UnknownIdError: No reference of the programmes, or more than one, matches `id_or_name`.
            InvalidValueError: The selection has no programmes.

        >>> import benelux_programme as bp
        >>> bp.actions().reference("Trb. 2008, 135").id
        'benelux-treaty-2008'
        """
        reference: Reference = self._find_record_in_programmes("reference", id_or_name)
        return reference

    def field(self, id_or_name: str) -> PolicyField:
        """Return the policy field that `Programme.field` returns, of the first programme with one.

        Raises:
            UnknownIdError: No field of the programmes, or more than one, matches `id_or_name`.
            InvalidValueError: The selection has no programmes.

        >>> import benelux_programme as bp
        >>> bp.actions().field("Kreislaufwirtschaft").id
        'circular-economy'
        """
        field: PolicyField = self._find_record_in_programmes("field", id_or_name)
        return field

    def where(  # noqa: PLR0913  # one for each criterion
        self,
        *predicates: Predicate,
        programme: OneOrMany[Programme | str] | None = None,
        pillar: OneOrMany[Pillar | str | int] | None = None,
        theme: OneOrMany[Theme | str] | None = None,
        id: OneOrMany[str] | None = None,
        partner: OneOrMany[Partner | str] | None = None,
        actor: OneOrMany[Partner | str] | None = None,
        reference: OneOrMany[Reference | str] | None = None,
        field: OneOrMany[PolicyField | str] | None = None,
        commitment: OneOrMany[CommitmentName] | None = None,
        involves: OneOrMany[Partner | str] | None = None,
        related: bool = False,
        outcome: OneOrMany[BearingName] | None = None,
        year: OneOrMany[int | str] | None = None,
    ) -> "Selection":
        """Return the actions that satisfy all predicates and criteria.

        A criterion with several values is satisfied by any of them. Partners, references and fields
        are values of the model, or ids, codes, names or aliases in any language, of which case,
        accents and hyphens are ignored. Each programme resolves a name to an id of its own. An
        empty string stands for no value, as in the keys of `group_by`.

        Args:
            predicates: Functions that return whether an action is included.
            programme: The programme that contains the action.
            pillar: The pillar that contains the action, or its id, number or title.
            theme: The theme that contains the action, or its id, number or title.
            id: The id of the action.
            partner: A partner that the action names beside those who act.
            actor: A partner who acts.
            involves: A partner who acts, or whom the action names.
            related: Whether an action also matches if its partners, instead of one of those in
                partner, actor and involves, are groups to which that one belongs, or parts of it.
            reference: A treaty, law or document that the action names.
            field: A policy field of the action.
            commitment: How firmly the action is promised.
            outcome: What any recorded outcome means for the action.
            year: A year of the timing of the action, such as 2026 or "2026"; most actions have no
                timing.

        Raises:
            UnknownIdError: A value is unknown in all programmes; the error suggests similar ones.
            RetiredIdError: An id is retired in one of the programmes, and in use in none; the error
                names its successors.
            InvalidValueError: commitment is not a commitment, outcome is not a bearing, a year is
                outside the programmes, or related is true without a partner.

        >>> import benelux_programme as bp
        >>> actions = bp.load("2025-2028").actions
        >>> [action.id for action in actions.where(field="health")]
        ['cross-border-health-cooperation', 'regional-health-stocks']
        >>> [each.id for each in actions.where(lambda action: "misp" in action.partners)]
        ['cyber-threat-information']
        """
        tests = list(predicates)
        criteria = {
            "programme": programme, "pillar": pillar, "theme": theme, "action": id, "field": field,
            "partner": partner, "actor": actor, "involves": involves, "reference": reference,
        }  # fmt: skip
        if related and all(criteria[key] is None for key in PARTNER_KEYS):
            expected = "used with partner, actor or involves"
            raise InvalidValueError("where", "related", related, expected)
        for key, values in criteria.items():
            if values is not None:
                ids: set[ScopedId] = set()
                for value in wrap_single_value_in_list(values):
                    ids |= self._resolve_criterion(key, value, related=related)
                tests.append(_matches_any(key, ids))
        if commitment is not None:
            commitments = [normalize_key(each) for each in wrap_single_value_in_list(commitment)]
            for each in commitments:
                require_choice("where", "commitment", each, Commitment, "bad-choice")
            tests.append(lambda action: action.commitment in commitments)
        if outcome is not None:
            bearings = {normalize_key(each) for each in wrap_single_value_in_list(outcome)}
            for each in filter(None, bearings):
                require_choice("where", "outcome", each, Bearing, "bad-choice")
            bearings_by_action = self._index_outcome_bearings_by_full_id()
            tests.append(
                lambda action: not bearings.isdisjoint(bearings_by_action[str(action)] or [""])
            )
        if year is not None:
            years = {normalize_key(each): each for each in wrap_single_value_in_list(year)}
            self._require_known_years(years)
            tests.append(
                lambda action: not years.keys().isdisjoint(_list_years(action.timing) or [""])
            )
        return self._replace_actions(
            action for action in self.actions if all(test(action) for test in tests)
        )

    def group_by(self, key: Group, *, related: bool = False) -> "dict[str, Selection]":
        """Group the actions by the values of a key, in the order of their first appearance.

        An action with several values (partners, fields, ...) is in several groups, in each once,
        even if the selection contains it twice or in two revisions. Actions without a value are in
        the group "", so that keys can be sorted. Pillars, themes and records are identified by id;
        over several programmes, pillars and themes by full id.

        Args:
            key: "programme", "pillar", "theme", "partner", "actor", "involves", "reference",
                "field", "commitment", "outcome" or "year"; all mean what they mean in `where`.
            related: Whether an action is also in the groups of the partners that are related to its
                own, as in `where`.

        Raises:
            InvalidValueError: key is none of these, related is true and key is not "partner",
                "actor" or "involves", or the selection does not have the programmes of the actions,
                which outcomes and related partners need.

        >>> import benelux_programme as bp
        >>> groups = bp.load("2025-2028").actions.where(field="energy").group_by("pillar")
        >>> list(groups), groups["economy"][0].id
        (['economy', 'sustainability', 'neighbourhood'], 'sme-reliable-energy-supply')
        """
        require_choice("group_by", "key", key, get_args(Group))
        is_scoped = key in ("pillar", "theme") and len({each.id for each in self.programmes}) > 1
        get_values = self._build_values_getter(key, related=related)
        groups: dict[str, dict[str, Action]] = {}
        for action in self.actions:
            for value in get_values(action) or ("",):
                group_key = f"{action.programme}/{value}" if is_scoped and value else value or ""
                groups.setdefault(group_key, {}).setdefault(str(action), action)
        return {value: self._replace_actions(group.values()) for value, group in groups.items()}

    def count_by(self, key: Group, *, related: bool = False) -> dict[str, int]:
        """Count the actions of each group; the arguments and errors are those of `group_by`.

        >>> import benelux_programme as bp
        >>> archiving = bp.load("2025-2028").actions.where(theme="electronic-archiving")
        >>> archiving.count_by("commitment")
        {'exploratory': 2, 'firm': 3}
        """
        return {
            value: len(actions) for value, actions in self.group_by(key, related=related).items()
        }

    def search(
        self,
        query: str,
        *,
        language: Language | None = None,
        limit: int | None = 10,
        answer: Language | None = None,
    ) -> tuple[Hit, ...]:
        """Search the actions in all texts, names and keywords.

        Words match in all inflected forms, whatever their accents and case, and so do the parts of
        Dutch and German compounds. Words in quotation marks match only next to each other, and an
        asterisk after a word stands for any ending. A word that is in no text is taken for one that
        differs by a letter, if there is one, also as a part of a compound. Any word suffices for a
        hit, unless too little of the query is known; of a long query, the first 40 different words
        count. What else the cited paragraphs say and name is searched too.

        Args:
            query: The words to search for, or a question.
            language: The language of the query, or None for all.
            limit: The maximum number of hits, or None for all.
            answer: The language of the excerpts, or None for the language in which an action
                matches best.

        Returns:
            The hits, the most relevant first.

        Raises:
            InvalidValueError: query has no word or more than 2000 characters; limit is neither None
                nor a whole number from 1; or the selection has actions without their programmes.
            MissingLanguageError: language or answer is not a language of the data.

        >>> import benelux_programme as bp
        >>> hits = bp.load("2025-2028").actions.search('"traite de police"', language="fr", limit=2)
        >>> [hit.action.id for hit in hits]
        ['police-treaty-second-agreements', 'police-treaty-operational']
        """
        with IMPORT_LOCK:  # only searches need it
            from benelux_programme._search.search import search_actions  # noqa: PLC0415

        return search_actions(
            self, self.programmes, query, language=language, limit=limit, answer=answer
        )

    def _build_values_getter(
        self, key: Group, *, related: bool
    ) -> Callable[[Action], Iterable[str | None]]:
        if related and key not in PARTNER_KEYS:
            expected = f"used with {', '.join(PARTNER_KEYS)}"
            raise InvalidValueError("group_by", "related", related, expected)
        if key == "outcome":
            bearings = self._index_outcome_bearings_by_full_id()
            return lambda action: bearings[str(action)]
        get_values = _VALUES_BY_KEY[key]
        if not related:
            return get_values
        self._require_programmes_of_actions("partners")
        partners = {programme.id: programme.partners for programme in self.programmes}
        finders = {id: build_related_finder(known) for id, known in partners.items()}

        def get_related_ids(action: Action) -> Iterable[str]:
            find = finders[action.programme]
            ids = {each for id in get_values(action) if id is not None for each in find(id)}
            return [partner.id for partner in partners[action.programme] if partner.id in ids]

        return get_related_ids

    def _require_programmes_of_actions(self, kind: str) -> None:
        known = {programme.id for programme in self.programmes}
        if not known.issuperset(action.programme for action in self.actions):
            raise self._build_missing_programmes_error(kind)

    def _index_outcome_bearings_by_full_id(self) -> Mapping[str, Sequence[str]]:
        """Return the bearings of the outcomes on each action, once each, by its full id."""
        self._require_programmes_of_actions("outcomes")
        bearings: dict[str, set[Bearing]] = {str(action): set() for action in self.actions}
        for programme in self.programmes:
            for outcome in programme.outcomes:
                for each in outcome.bearings:
                    bearings.setdefault(f"{programme.id}/{each.action}", set()).add(each.bearing)
        return {id: [*map(str, sorted(own, reverse=True))] for id, own in bearings.items()}

    def _list_records_in_order_named(self, kind: str, attributes: Iterable[str]) -> tuple[Any, ...]:
        """Return the records of a kind that the actions name, each once."""
        programmes = self.programmes[::-1]
        records = {(p.id, record.id): record for p in programmes for record in getattr(p, kind)}
        named: dict[str, Any] = {}
        for action in self.actions:
            for id in (id for attribute in attributes for id in getattr(action, attribute)):
                if (action.programme, id) not in records:
                    raise self._build_missing_programmes_error(kind)
                named.setdefault(id, records[action.programme, id])
        return tuple(named.values())

    def _find_record_in_programmes(self, kind: str, key: str) -> Any:
        if not self.programmes:
            raise self._build_missing_programmes_error(kind)
        for programme in self.programmes:
            record = programme._find_node_or_record(kind, key)  # noqa: SLF001  # of this package
            if record is not None:
                return record
        raise self._build_unknown_value_error(kind, key)

    def _replace_actions(self, actions: Iterable[Action]) -> "Selection":
        return Selection(tuple(actions), programmes=self.programmes)

    def _merge_programmes(self, other: "Selection") -> tuple[Programme, ...]:
        new = (each for each in other.programmes if each not in self.programmes)
        return (*self.programmes, *new)

    def _resolve_criterion(self, key: str, value: Any, *, related: bool) -> set[ScopedId]:
        """Return the ids that a value of a criterion has in the programmes, at least one."""
        id_or_name = getattr(value, "id", value)
        kind = "partner" if key in PARTNER_KEYS else key
        self._require_programmes_of_actions(kind)
        if value == "" and key in _OPTIONAL_KEYS:
            return {(programme.id, None) for programme in self.programmes}
        found: set[ScopedId] = set()
        for programme in self.programmes:
            match = programme._find_node_or_record(kind, id_or_name)  # noqa: SLF001  # of this package
            if match is not None:
                ids = {match.id}
                if related and kind == "partner":
                    ids = build_related_finder(programme.partners)(match.id)
                found |= {(programme.id, id) for id in ids}
        if not found:
            raise self._build_unknown_value_error(key, id_or_name)
        if isinstance(value, (Pillar, Theme)):  # of one programme only
            return {scoped_id for scoped_id in found if scoped_id[0] == value.programme}
        return found

    def _build_missing_programmes_error(self, kind: str) -> InvalidValueError:
        expected = (
            f"the programmes of the actions, in which to find the {kind}; pass them, as in "
            "Selection(actions, programmes=[programme])"
        )
        return InvalidValueError("Selection", "programmes", self.programmes, expected)

    def _build_unknown_value_error(self, key: str, value: str) -> UnknownIdError | RetiredIdError:
        if key == "programme":
            ids = [programme.id for programme in self.programmes]
            return UnknownIdError(key, value, self._programme_ids, suggest(value, ids))
        suggestions: dict[str, None] = {}
        other_kind: str | None = None
        for programme in self.programmes:
            look_up = getattr(programme, "partner" if key in PARTNER_KEYS else key)
            try:
                look_up(value)
            except RetiredIdError as error:
                return error
            except UnknownIdError as error:
                suggestions |= dict.fromkeys(error.suggestions)
                other_kind = other_kind or error.other_kind
        kind = "partner" if key == "involves" else key
        return UnknownIdError(kind, value, self._programme_ids, tuple(suggestions), other_kind)

    def _require_known_years(self, years: Mapping[str, object]) -> None:
        known = {"", *chain(*(_list_years(each.period) for each in self.programmes))}
        for year, value in years.items():
            if year not in known:
                expected = f"a year of {self._programme_ids}"
                raise InvalidValueError("where", "year", value, expected)

    @property
    def _programme_ids(self) -> str:
        return ", ".join(programme.id for programme in self.programmes) or "no programme"

    def __repr__(self) -> str:
        return f"<Selection of {pluralize(len(self.actions), 'action')} of {self._programme_ids}>"


PARTNER_KEYS: Final = ("partner", "actor", "involves")
"""The criteria whose values are partners."""

_OPTIONAL_KEYS: Final = ("pillar", "theme", *PARTNER_KEYS, "reference", "field")
"""The criteria of which an action may have no value."""

_VALUES_BY_KEY: Mapping[str, Callable[[Action], tuple[str | None, ...]]] = {
    "programme": lambda action: (action.programme,),
    "pillar": lambda action: (action.pillar,),
    "theme": lambda action: (action.theme,),
    "action": lambda action: (action.id,),
    "partner": lambda action: action.partners or (None,),
    "actor": lambda action: action.actors or (None,),
    "involves": lambda action: (*action.actors, *action.partners) or (None,),
    "reference": lambda action: action.references or (None,),
    "field": lambda action: action.fields or (None,),
    "commitment": lambda action: (str(action.commitment),),
    "year": lambda action: _list_years(action.timing),
}
"""The values that an action has for each key, or none, or only None."""


def _matches_any(key: str, ids: set[ScopedId]) -> Predicate:
    get_values = _VALUES_BY_KEY[key]
    return lambda action: any((action.programme, value) in ids for value in get_values(action))


def _list_years(period: Period | None) -> tuple[str, ...]:
    """Return the years of a period, or none if there is no period."""
    return () if period is None else tuple(map(str, range(period.start.year, period.end.year + 1)))
