"""Decode documents that people wrote, and report every problem in them.

A cattrs converter has a structure hook for every class and field, derived from the field specs. A
hook never fails: it reports a problem with its path and returns a placeholder, so that one pass
finds everything. The placeholders make no other check fail.
"""

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

import attrs
import cattrs

from benelux_programme._model.characters import compose_and_drop_invisible_characters
from benelux_programme._model.citation import (
    Citation,
    get_or_parse_citation,
    index_paragraphs_and_headings_by_address,
)
from benelux_programme._model.constraints import (
    Constraint,
    a_programme_id,
    instance_of,
    is_list,
    is_mapping,
)
from benelux_programme._model.nodes import Action, Predecessor
from benelux_programme._model.period import Period
from benelux_programme._model.text import list_wordings
from benelux_programme._programme.integrity import Inconsistency, find_inconsistencies
from benelux_programme._programme.lookup import NodeLocation, find_reachable_ids, suggest
from benelux_programme._programme.programme import Programme, walk_nodes
from benelux_programme.errors import (
    InvalidDataError,
    InvalidValueError,
    Problem,
    UnknownIdError,
    format_for_message,
    truncate_middle,
)

from .codec import (
    ParentIds,
    build_trusted_decoder,
    load_bundled_programme,
    read_bundled_periods_and_revisions,
)
from .documents import (
    JSON_NUMBER,
    MAX_DIGITS,
    UNKNOWN_LOCATION,
    AmbiguousScalar,
    Location,
    build_problem,
    find_location,
    format_scalar,
)
from .field_specs import (
    EXTENDS,
    LEVELS,
    FieldKind,
    FieldSpec,
    get_field_specs,
    get_field_specs_and_extends_key,
)

T = TypeVar("T")

Path: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead to a value of a document."""

Hook: TypeAlias = Callable[[Any, Any], Any]
"""A structure hook of cattrs: a function of an unstructured value and a class."""

_Suggester: TypeAlias = Callable[[object, Collection[str]], str]
"""A function of an unknown word and the known ones, which returns a suggestion or ""."""

_FieldHooks: TypeAlias = dict[str, tuple[FieldSpec, Hook]]

_MISSPELT = 0.85
"""The similarity from which the id of an unknown programme is taken for that of a known one."""
_MAX_SUGGESTIONS = 20
"""How many unknown ids are compared with all known ones, which takes long."""
_MAX_ADVISED = 1000
"""After how many problems unknown keys and choices have no suggestion, which takes long."""
_MAX_LISTED_KEYS = 8
"""How many keys of a mapping are listed for one that is unknown."""
_match_full_id = re.compile("([a-z0-9-]{1,80})/([a-z0-9-]{1,80})").fullmatch
_PLACEHOLDER = "\0"
"""The placeholder for a string; no valid text contains it."""
_PLACEHOLDERS = {"id": _PLACEHOLDER, "section": _PLACEHOLDER}
"""The document of a placeholder for a record."""


def decode_programme(
    document: object, start: Location, programmes: Iterable[Programme]
) -> Programme:
    """Decode a parsed document as a programme, or raise an error with all problems in it.

    Its predecessors and base are looked up in these programmes and the bundled ones.
    """
    known = {each.id: each for each in programmes}
    decoder = ValidatingDecoder(document, start)
    paragraphs = decoder.decode_and_index_paragraphs()
    if is_mapping(document):
        document = {**document, "paragraphs": ()}
    programme: Programme = decoder.decode_record_with_placeholders(Programme, document, ())
    object.__setattr__(programme, "paragraphs", paragraphs)
    base = None if decoder.base_id is None else _find_programme(decoder.base_id, known)
    nodes = list(walk_nodes(programme.own_actions, programme.pillars))
    owners: dict[str, str] = {}
    if base is not None:
        own_partners = {partner.id for partner in programme.partners}
        _add_missing_registry_records(programme, nodes, base)
        owners = {each.id: base.id for each in programme.partners if each.id not in own_partners}
    elif decoder.base_id is not None:
        advice = _suggestion(decoder.base_id, {*known, *read_bundled_periods_and_revisions()})
        message = f"{decoder.base_id!r} is not {_describe_known_programme(advice)}"
        decoder.report("unknown-id", message, decoder.base_id, (EXTENDS.name,))
    has_unknown_base = base is None and is_mapping(document) and document.get("extends") is not None
    suggest_similar = _build_limited_suggester()
    for i, problem in enumerate(decoder.problems):
        if problem.code == "bad-id" and not problem.message.endswith("?"):
            advice = _suggest_record(problem.path, problem.value, programme, base, suggest_similar)
            decoder.problems[i] = attrs.evolve(problem, message=problem.message + advice)
    inconsistencies = (
        find_inconsistencies(programme, nodes, owners),
        _find_predecessors_missing_or_in_misspelt_programme(
            programme, nodes, known, suggest_similar
        ),
    )
    explained: set[tuple[str, object]] = {("unknown-id", None)} if has_unknown_base else set()
    if _is_named_like_programme_of_predecessors(programme, nodes, known):
        message = f"{programme.id!r} is the id of a programme in which this one has predecessors"
        decoder.report("not-earlier", f"{message}; choose another", programme.id, ("id",))
        explained.add(("not-earlier", programme.id))
    for code, path, value, expected in itertools.chain(*inconsistencies):
        if _PLACEHOLDER not in str(value) and not explained & {(code, None), (code, value)}:
            message = f"{format_for_message(value)} is not {expected}"
            if code == "unknown-id":
                message += _suggest_record(path, value, programme, base, suggest_similar)
            decoder.report(code, message, value, parse_path(path))
    decoder.raise_problems()
    programme._bind_unbound_divisions()  # noqa: SLF001  # as its constructor, not called, does
    return programme


def _find_predecessors_missing_or_in_misspelt_programme(
    programme: Programme,
    nodes: Sequence[NodeLocation],
    programmes: Mapping[str, Programme],
    suggest_similar: _Suggester,
) -> Iterator[Inconsistency]:
    """Yield predecessors that a known programme does not contain, or in a misspelt programme.

    The programme of a predecessor may be one that is not known, unless its id is nearly the same.
    """
    for path, predecessor in _iter_predecessors(nodes):
        id, action = predecessor.programme, predecessor.action
        # Other checks report those in the same programme.
        known = None if id == programme.id else _find_programme(id, programmes)
        if known is None:
            ids = {*programmes, *read_bundled_periods_and_revisions()} - {id, programme.id}
            for similar in get_close_matches(id[:100], ids, 1, _MISSPELT):
                expected = _describe_known_programme(f"; did you mean {similar!r}?")
                yield Inconsistency("unknown-id", f"{path}.programme", id, expected)
        elif date.min < programme.period.start < known.period.start:  # date.min: a placeholder
            yield Inconsistency("not-earlier", f"{path}.programme", id, "an earlier programme")
        elif not _has_or_had_action(known, action):
            expected = f"an action of programme {id}"
            if action in known:
                expected += f", where it is a {type(known[action]).__name__.lower()}"
            else:
                ids = {each.id for each in (*known.actions, *known.retired)}
                expected += suggest_similar(action, ids)
            yield Inconsistency("unknown-id", f"{path}.action", action, expected)


def _is_named_like_programme_of_predecessors(
    programme: Programme, nodes: Sequence[NodeLocation], programmes: Mapping[str, Programme]
) -> bool:
    """Whether predecessors are actions of another known programme with the id of this one."""
    own_ids = {location.node.id for location in nodes}
    ids = {
        each.action for _, each in _iter_predecessors(nodes) if each.programme == programme.id
    } - own_ids
    namesake = _find_programme(programme.id, programmes) if ids else None
    return namesake is not None and any(_has_or_had_action(namesake, id) for id in ids)


def _iter_predecessors(nodes: Iterable[NodeLocation]) -> Iterator[tuple[str, Predecessor]]:
    for location in nodes:
        predecessors = location.node.predecessors if isinstance(location.node, Action) else ()
        for index, predecessor in enumerate(predecessors):
            yield f"{location.path}.predecessors[{index}]", predecessor


def _has_or_had_action(programme: Programme, id: str) -> bool:
    """Whether a programme has an action with an id, or had anything with it."""
    is_action = programme._find_node_or_record("action", id) is not None  # noqa: SLF001  # no error
    return is_action or id in programme._retired_by_id  # noqa: SLF001


def _describe_known_programme(suggestion: str) -> str:
    """Describe a known programme, and what to do about one's own that is unknown."""
    start = f"{suggestion} If" if suggestion else "; if"
    return (
        f"a known programme{start} it is yours, name its file before this one or after --with "
        "(in Python: read(…, programmes=[…]))"
    )


def _find_programme(id: str, programmes: Mapping[str, Programme]) -> Programme | None:
    """Return one of the programmes, or else the latest revision of a bundled one, or None."""
    bundled = read_bundled_periods_and_revisions().get(id)
    if id in programmes or bundled is None:
        return programmes.get(id)
    return load_bundled_programme(id, max(map(int, bundled["revisions"])))


def _add_missing_registry_records(
    programme: Programme, nodes: Iterable[NodeLocation], base: Programme
) -> None:
    """Add the partners, references and fields of a base that a programme names and lacks."""
    actions = [location.node for location in nodes if isinstance(location.node, Action)]
    named: dict[str, set[Any]] = {
        name: {id for action in actions for id in getattr(action, name)}
        for name in ("actors", "partners", "references", "fields")
    }
    named["partners"] |= named.pop("actors") | {each.id for each in programme.partners}
    named["partners"].add(getattr(programme.publication, "publisher", None))
    parents = {each.id: each.parents for each in (*base.partners, *programme.partners)}
    named["partners"] = find_reachable_ids(parents, named["partners"])
    for name, ids in named.items():
        own: tuple[Any, ...] = getattr(programme, name)
        missing = ids - {each.id for each in own}
        taken = [each for each in getattr(base, name) if each.id in missing]
        if name != "fields":  # which have none
            taken = [attrs.evolve(each, citations=()) for each in taken]
        object.__setattr__(programme, name, (*own, *taken))


class ValidatingDecoder:
    """Decodes the parts of one document, and collects the problems in them."""

    def __init__(
        self, document: object, start: Location = UNKNOWN_LOCATION, *, standalone: bool = False
    ) -> None:
        self.problems: list[Problem] = []
        self._document = document
        self._start = start
        self._standalone = standalone
        self._path: list[str | int] = []
        self._parents: ParentIds = {}
        self._citations: dict[str, Citation] = {}
        self.base_id: str | None = None
        self._converter = cattrs.Converter()
        self._converter.register_structure_hook(str, _structure_scalar_as_text_or_choice)
        self._converter.register_structure_hook(int, _structure_whole_number)
        for cls in (float, bool, tuple):
            self._converter.register_structure_hook(
                cls, _convert_lists_to_tuples_and_ints_to_floats
            )
        self._converter.register_structure_hook(Period, _structure_period)
        self._converter.register_structure_hook_factory(attrs.has, self._build_record_hook)
        if standalone:
            self._converter.register_structure_hook(Programme, self._structure_nested_programme)

    def decode_and_index_paragraphs(self) -> tuple[Citation, ...]:
        """Index the paragraphs to which addresses refer, and return those without a problem."""
        records = self._document.get("paragraphs") if is_mapping(self._document) else None
        if records is not None and not is_list(records):
            self._report_wrong_type("a list belongs", records, path=("paragraphs",))
            records = None
        paragraphs: list[Citation] = []
        for index, record in enumerate(records or ()):
            known = len(self.problems)
            paragraph = self.decode_record_with_placeholders(
                Citation, record, ("paragraphs", index)
            )
            if len(self.problems) == known:
                paragraphs.append(paragraph)
        self._citations = index_paragraphs_and_headings_by_address(paragraphs)
        return tuple(paragraphs)

    def decode_record_with_placeholders(self, cls: type[Any], document: object, path: Path) -> Any:
        """Decode a mapping as a record of a class, with placeholders where it has a problem."""
        self._path = [*path]
        return self._converter.structure(document, cls)

    def decode(self, cls: type[T]) -> T:
        """Decode the document as a value of a class, or raise an error with all problems in it."""
        kind = FieldKind.PERIOD if cls is Period else FieldKind.RECORD
        spec = FieldSpec("", kind, cls, False, True, None, instance_of(cls))
        value: T = self.decode_field(spec, self._document, ())
        self.raise_problems()
        return value

    def decode_field(self, spec: FieldSpec, value: object, path: Path) -> Any:
        self._path = [*path]
        return self._build_value_hook(spec)(value, spec.cls)

    def report(
        self, code: str, message: str, value: object = None, path: Path | None = None
    ) -> None:
        """Collect a problem at a path, by default that of the value that is being decoded."""
        path = tuple(self._path) if path is None else path
        location = find_location(self._document, path, self._start)
        self.problems.append(build_problem(code, message, location, format_path(path), value))

    def raise_problems(self) -> None:
        """Raise an `InvalidDataError` with all problems in the order of the files, if any."""
        if self.problems:
            in_order = sorted(self.problems, key=attrgetter("file", "line", "column"))
            raise InvalidDataError(tuple(in_order))

    def _build_record_hook(self, cls: type[Any]) -> Hook:
        fields = self._build_field_hooks(
            get_field_specs_and_extends_key(cls, standalone=self._standalone)
        )
        omitted = [
            (one.name, None if one.default is attrs.NOTHING else one.default)
            for one in attrs.fields(cls)
            if one.alias not in fields
        ]
        level, form = LEVELS.get(cls), _describe_required_keys(cls, standalone=self._standalone)
        advice = f"; write {form}" if form else ""
        create: Any = cls.__new__
        check = None if cls is Programme else getattr(cls, "__attrs_post_init__", None)

        def structure_record(document: object, _: object) -> Any:
            known, outer_parents = len(self.problems), self._parents
            record: Any = create(cls)
            for name, default in omitted:
                object.__setattr__(record, name, outer_parents.get(name, default))
            for name, value in self._structure_all_fields(fields, document, advice):
                if name == EXTENDS.name:
                    self.base_id = value
                else:
                    object.__setattr__(record, fields[name][0].attribute, value)
                if level is not None and name == "id":
                    self._parents = {**outer_parents, level: value}
            self._parents = outer_parents
            if check is not None and len(self.problems) == known:
                try:
                    check(record)
                except InvalidValueError as error:
                    attribute = "" if error.value is None else error.attribute
                    path = (*self._path, *parse_path(attribute))
                    self.report(error.code, format_value_and_expectation(error), path=path)
            return record

        return structure_record

    def _structure_nested_programme(self, document: object, _: object) -> Programme:
        """Structure a programme in a standalone document, with all checks of a programme."""
        try:
            return decode_programme(document, UNKNOWN_LOCATION, ())
        except InvalidDataError as error:
            for problem in error.problems:
                path = ".".join(filter(None, (format_path(tuple(self._path)), problem.path)))
                self.problems.append(attrs.evolve(problem, path=path))
        return Programme.__new__(Programme)

    def _build_field_hooks(self, specs: Iterable[FieldSpec]) -> _FieldHooks:
        return {spec.name: (spec, self._build_value_hook(spec)) for spec in specs}

    def _structure_all_fields(
        self, fields: _FieldHooks, document: object, advice: str = ""
    ) -> Iterator[tuple[str, Any]]:
        """Structure the values of a mapping one by one, so that an id is known to those below."""
        if not is_mapping(document):
            self._report_wrong_type(f"a mapping belongs{advice}", document)
            yield from ((name, _build_placeholder(spec)) for name, (spec, _) in fields.items())
            return
        self._report_unknown_keys(fields, document)
        for name, (spec, hook) in fields.items():
            value = document.get(name)
            if value is not None:
                self._path.append(name)
                structured = hook(value, spec.cls)
                self._path.pop()
                yield name, structured
            elif spec.required:
                self.report("missing-key", f"the key {name!r} is missing")
                yield name, _build_placeholder(spec)
            else:
                yield name, spec.default

    def _report_unknown_keys(self, names: Collection[str], document: Mapping[Any, Any]) -> None:
        for key in document:
            if key not in names:
                path = tuple(self._path)
                location = find_location(self._document, path, self._start, key)
                path = (*path, key) if isinstance(key, str) else path
                advice = self._suggest(key, names)
                if not advice and "en" in names and document[key] is None:
                    advice = "; put a text with a comma in quotes"
                elif not advice and len(names) <= _MAX_LISTED_KEYS:
                    advice = f"; the keys here are {', '.join(names)}"
                message = f"unknown key {format_for_message(key)}{advice}"
                problem = build_problem("unknown-key", message, location, format_path(path))
                self.problems.append(problem)

    def _build_value_hook(self, spec: FieldSpec) -> Hook:
        if not spec.many:
            return self._build_item_hook(spec)
        structure_item = self._build_item_hook(spec._replace(many=False, required=True))
        may_be_empty = spec.constraint.predicate(())

        def structure_list(values: object, cls: type) -> tuple[Any, ...]:
            if not is_list(values):
                is_item = isinstance(values, str) and spec.kind is not FieldKind.RECORD
                advice = f"; write [{format_for_message(values)}]" if is_item else ""
                self._report_wrong_type(f"a list belongs{advice}", values)
                return ()
            if not values and not may_be_empty:
                self.report("missing-key", "an empty list where one item or more belong")
            items: list[Any] = []
            self._path.append(0)
            for index, value in enumerate(values):
                self._path[-1] = index
                items.append(structure_item(value, cls))
            self._path.pop()
            if spec.constraint.unique_by is not None:
                self._report_repeated_items(map(spec.constraint.unique_by, items), values)
            return tuple(items)

        return structure_list

    def _report_repeated_items(self, keys: Iterable[str], values: Sequence[object]) -> None:
        indexes: dict[str, int] = {}
        for index, key in enumerate(keys):
            if indexes.setdefault(key, index) != index and _PLACEHOLDER not in key:
                message = f"{format_for_message(key)} a second time in this list"
                self.report("repeated-id", message, values[index], (*self._path, index))

    def _build_item_hook(self, spec: FieldSpec) -> Hook:
        constraint = spec.constraint.item or spec.constraint
        hook = self._converter.get_structure_hook(spec.cls)
        if spec.kind is FieldKind.ADDRESS:
            hook = self._structure_address
        if spec.may_be_string:
            hook = _build_text_or_string_hook(hook)
        takes_addresses = spec.cls is Citation and self._standalone

        def structure_item(value: Any, cls: Any) -> Any:
            known = len(self.problems)
            try:
                is_address = takes_addresses and isinstance(value, str)
                item = (self._structure_address if is_address else hook)(value, cls)
                if len(self.problems) > known:
                    return item  # a record with placeholders
                if not constraint.predicate(item):
                    expected = constraint.describe_expected(item)
                    message = f"{format_for_message(item)} is not {expected}"
                    self.report(
                        constraint.code, message + _suggest_id_or_date(item, constraint), item
                    )
                elif type(value) is AmbiguousScalar and spec.kind is not FieldKind.NUMBER:
                    text = truncate_middle(value)
                    message = f'{text} is something else to other parsers; write it as "{text}"'
                    self.report("wrong-type", message, value)
                else:
                    return item
            except _WrongTypeError as error:
                self._report_wrong_type(str(error), value)
            except InvalidValueError as error:
                is_period = error.code == _a_period.code
                advice = _suggest_id_or_date(value, _a_period) if is_period else ""
                self.report(error.code, format_value_and_expectation(error) + advice, value)
            except ValueError:
                choices = [str(member) for member in cls]
                labels = {
                    label.casefold(): str(each)
                    for each in cls
                    for label in list_wordings(each.label)
                }
                advice = self._suggest(labels.get(str(value).strip().casefold(), value), choices)
                message = f"{format_for_message(value)} is not one of {', '.join(choices)}"
                self.report("bad-choice", message + advice, value)
            return _build_placeholder(spec)

        return structure_item

    def _structure_address(self, value: object, _: object) -> Citation:
        return get_or_parse_citation(
            _structure_scalar_as_text_or_choice(value, str), self._citations
        )

    def _suggest(self, word: object, known_words: Collection[str]) -> str:
        return _suggestion(word, known_words) if len(self.problems) < _MAX_ADVISED else ""

    def _report_wrong_type(self, expected: str, value: object, path: Path | None = None) -> None:
        message = f"{describe_value(value)} where {expected}"
        self.report("wrong-type", message, value, path)


class _WrongTypeError(TypeError):
    """A value of a wrong type; the message is what belongs in its place."""


def _structure_scalar_as_text_or_choice(value: Any, cls: type) -> Any:
    """Structure a text or a member of an enumeration; a number or a date is its shortest text."""
    if type(value) in (str, AmbiguousScalar):
        return cls(compose_and_drop_invisible_characters(value))
    is_number = type(value) in (int, float) and abs(value) < 10**MAX_DIGITS
    if is_number or type(value) is date:
        return cls(format_scalar(value))
    advice = "; a word such as yes or no needs quotes" if isinstance(value, bool) else ""
    raise _WrongTypeError(f"a text belongs{advice}")


def _build_text_or_string_hook(structure_text: Hook) -> Hook:
    """Return a hook for texts that takes a string for an English text."""
    return lambda value, cls: structure_text({"en": value} if type(value) is str else value, cls)


def _structure_whole_number(value: object, _: object) -> int:
    """Structure a whole number; 1.0 is one, for other parsers and the JSON Schema too."""
    if type(value) is AmbiguousScalar and re.fullmatch(JSON_NUMBER, value):
        value = float(value)
    if type(value) is int or (type(value) is float and value.is_integer()):
        return int(value)
    raise _WrongTypeError("a whole number belongs")


def _convert_lists_to_tuples_and_ints_to_floats(value: object, cls: type) -> object:
    """Structure a value of these types; the constraints of their fields refuse all others."""
    if is_list(value):
        return tuple(value)
    if cls is float and type(value) is int and abs(value) < 10**MAX_DIGITS:
        return float(value)
    return value


def _structure_period(value: object, _: object) -> Period:
    return Period.parse(_structure_scalar_as_text_or_choice(value, str))


def _is_period(text: str) -> bool:
    try:
        return bool(Period.parse(text))
    except InvalidValueError:
        return False


_a_period = Constraint(_is_period, "a period", "bad-period")


def _suggest_id_or_date(value: object, constraint: Constraint) -> str:
    """Return a suggestion for a full id in place of an id, or a month or day of one digit."""
    suggested: object = None
    if isinstance(value, str) and constraint.code == "bad-id":
        is_of_programme = constraint.pattern == a_programme_id.pattern
        full_id = _match_full_id(value)
        suggested = full_id and full_id[1 if is_of_programme else 2]
    elif isinstance(value, str) and constraint.code in ("bad-date", "bad-period"):
        suggested = re.sub("(?<![0-9])[0-9](?![0-9])", r"0\g<0>", value)
    is_valid = suggested is not None and constraint.predicate(suggested)
    return f"; did you mean {suggested!r}?" if is_valid else ""


def _describe_required_keys(cls: type, *, standalone: bool) -> str:
    """Describe the mapping of a record by the keys that it needs; in texts, `en` will do."""
    specs = get_field_specs(cls, standalone=standalone)
    required = [spec for spec in specs if spec.required or spec.name == "en"]
    entries: list[str] = []
    for spec in required:
        is_record = spec.kind is FieldKind.RECORD and not spec.may_be_string
        value = _describe_required_keys(spec.cls, standalone=standalone) if is_record else "…"
        entries.append(f"{spec.name}: {f'[{value}]' if spec.many else value}")
    return f"{{{', '.join(entries)}}}" if entries else ""


def _build_placeholder(spec: FieldSpec) -> Any:
    """Return a value for a field without a valid one, which makes no other check fail."""
    if spec.many or not (spec.required or spec.kind is FieldKind.NUMBER):
        return () if spec.many else spec.default
    match spec.kind:
        case FieldKind.TEXT:
            return _PLACEHOLDER
        case FieldKind.PERIOD:
            return Period(start=date.min, end=date.max)
        case FieldKind.ADDRESS | FieldKind.RECORD:
            return build_trusted_decoder(spec.cls)(_PLACEHOLDERS, {}, {})
        case _:
            return 0


def _suggest_record(
    path: str,
    value: object,
    programme: Programme,
    base: Programme | None,
    suggest_similar: _Suggester,
) -> str:
    """Return a suggestion for an unknown id: the record of this kind with the name, or near.

    Without a base, it is to extend the latest bundled programme that has the id.
    """
    kind = path.rpartition(".")[2].partition("[")[0]
    name = "partners" if kind in ("actors", "parents", "publisher") else kind
    if kind == "action" and path.startswith("outcomes"):
        nodes = [location.node for location in walk_nodes(programme.own_actions, programme.pillars)]
        return suggest_similar(value, [node.id for node in nodes if isinstance(node, Action)])
    if name not in ("partners", "references", "fields") or not isinstance(value, str):
        return ""
    own_ids = [record.id for record in getattr(programme, name)]
    if base is None:
        for id in reversed(read_bundled_periods_and_revisions()):
            if value in {record.id for record in getattr(_find_programme(id, {}), name)}:
                return f"; write extends: {id}, which has it, or list it"
        return suggest_similar(value, own_ids)
    try:
        found = base._find_node_or_record(name.removesuffix("s"), value)  # noqa: SLF001  # None if unknown
    except UnknownIdError as error:  # several have the name
        return f"; did you mean {' or '.join(map(repr, error.suggestions))}?"
    known_ids = own_ids + [record.id for record in getattr(base, name)]
    return f"; did you mean {found.id!r}?" if found else suggest_similar(value, known_ids)


def _build_limited_suggester() -> _Suggester:
    """Return a function that suggests similar words, until it has been called too often."""
    calls = itertools.count()
    return lambda word, known_words: (
        _suggestion(word, known_words) if next(calls) < _MAX_SUGGESTIONS else ""
    )


def _suggestion(word: object, known_words: Collection[str]) -> str:
    suggestions = suggest(word, known_words)
    return f"; did you mean {suggestions[0]!r}?" if suggestions else ""


def parse_path(text: str) -> Path:
    """Parse a path such as "pillars[1].id"; `format_path` is the inverse."""
    parts = filter(None, text.replace("]", "").replace("[", ".").split("."))
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def format_path(path: Path) -> str:
    """Format a path as people read it, such as "pillars[1].id"."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def format_value_and_expectation(error: InvalidValueError) -> str:
    """Describe what is wrong with a value, as a phrase."""
    if error.code == "bad-language" and error.value is None:
        return "a text in no language; give at least one of fr, nl, de, en"
    value = [*error.value] if is_list(error.value) else error.value
    return f"{format_for_message(value)} is not {error.expected}"


def describe_value(value: object) -> str:
    """Describe a value in the terms of YAML and JSON."""
    if isinstance(value, bool) or value is None:
        return "nothing" if value is None else str(value).lower()
    for types, noun in (((int, float), "the number"), (str, "the text")):
        if isinstance(value, types):
            return f"{noun} {format_for_message(value)}"
    if is_list(value):
        return "a list"
    return "a mapping" if is_mapping(value) else "something else"
