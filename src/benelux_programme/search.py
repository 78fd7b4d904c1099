"""Full-text search in four languages: SQLite's FTS5 over stems without accents."""

import math
import re
import sqlite3
import weakref
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, final

from attrs import field, frozen

from .errors import InvalidValueError
from .nodes import Action
from .text import LANGUAGES, Language, fold
from .validators import Must, a_line, instance_of, is_string, lines
from .words import (
    COMPOUNDING,
    compound_parts,
    folded,
    head_of,
    is_stopword,
    split_compound,
    stems,
    tokens,
    words_of,
)

if TYPE_CHECKING:
    from .programme import Programme
    from .selection import Selection

__all__ = ["Hit"]

_WEIGHTS = {
    "summary": 4.0,
    "deliverable": 3.0,
    "keywords": 3.0,
    "partners": 3.0,
    "references": 3.0,
    "title": 2.0,
    "fields": 1.0,
    "note": 0.5,
}
"""The fields of an action that are searched, and how much a word in them counts."""

_ENOUGH, _ENOUGH_OF_MANY, _MANY = 0.36, 0.2, 4
"""How much of a query an action must answer, by the weight of its words; of one of many words."""

_NOWHERE = 1.5
"""What a word counts more if it is nowhere, as the query is then about something else."""

_ABOUT = 20.0
"""What an action counts more if its summary says nothing but what was asked for."""

_ITSELF = 100.0
"""What an action counts more that is asked for by its whole summary."""

_EXACT = 2.0
"""What a word counts more if it stands there in the very form that was asked for."""


@final
@frozen(kw_only=True, repr=False)
class Hit:
    """An action that a search found.

    Attributes:
        action: The action.
        score: How well it answers, from above 0; higher is better, within one search only.
        language: The language in which it answers best.
        fields: The fields in which words were found, such as "summary" or "partners".
        excerpt: The text of the first of them, with the words found between two asterisks.

    Raises:
        InvalidValueError: An attribute is not of this form.
    """

    action: Action = field(validator=instance_of(Action))
    score: float = field(
        validator=Must(lambda value: type(value) is float and value > 0, "a number above 0")
    )
    language: Language = field(
        validator=Must(lambda value: type(value) is str and value in LANGUAGES, "a language")
    )
    fields: tuple[str, ...] = field(validator=lines)
    excerpt: str = field(validator=a_line)

    def _repr_html_(self) -> str:
        from .notebook import html  # noqa: PLC0415  # which shows these values

        return html(self)

    def __repr__(self) -> str:
        return f"<Hit {self.action}: {self.score:.2f} in {self.language}>"


class _Term(NamedTuple):
    """What is asked for by one word, or by several side by side."""

    expression: str
    """What FTS5 is to match."""
    stems: frozenset[str]
    """The stems of which it is made."""
    word: str = ""
    """The word as it was asked for, without accents."""


class _Document(NamedTuple):
    """One action as it is searched."""

    action: Action
    texts: dict[str, tuple[str, ...]]
    stems: dict[str, frozenset[str]]
    words: frozenset[str]
    itself: str
    """The summary, folded."""


class _Answer(NamedTuple):
    """A document that answers enough of a query."""

    document: _Document
    score: float
    asked: frozenset[str]
    """The stems that were asked for and found."""
    found_by: "Index"

    def hit(self) -> Hit:
        return self.found_by.hit(self.document, self.asked, self.score)


def search(
    selection: "Selection", query: str, *, language: Language | None, limit: int | None
) -> tuple[Hit, ...]:
    """See `Selection.search`."""
    if not is_string(query) or len(query) > _LONGEST or not any(tokens(query)):
        expected = f"something to search for, in at most {_LONGEST} characters"
        raise InvalidValueError("Selection", "search(query)", query, expected)
    if limit is not None and (type(limit) is not int or limit < 1):
        raise InvalidValueError(
            "Selection", "search(limit)", limit, "a whole number from 1, or None"
        )
    languages = LANGUAGES if language is None else (language,)
    if selection.actions and not selection.programmes:
        expected = "the programmes of the actions, without which there is nothing to search"
        raise InvalidValueError("Selection", "programmes", (), expected)
    found = [
        one
        for programme in selection.programmes
        for is_wanted in [_membership(selection, programme)]
        for each in languages
        for one in index_of(programme, each).search(query)
        if is_wanted(one.document.action)
    ]
    hits: dict[Action, Hit] = {}
    for one in sorted(found, key=lambda one: -one.score):
        if len(hits) == limit:
            break
        if one.document.action not in hits:
            hits[one.document.action] = one.hit()
    return tuple(hits.values())


def _membership(selection: "Selection", programme: "Programme") -> Callable[[Action], bool]:
    """What tells whether an action of a programme is in a selection."""
    if selection.actions is programme.actions.actions:
        return lambda _: True
    by_id: dict[str, list[Action]] = {}  # by which they are told quickly, unlike by their content
    for action in selection:
        by_id.setdefault(action.id, []).append(action)
    return lambda action: action in by_id.get(action.id, ())


def index_of(programme: "Programme", language: Language) -> "Index":
    """The index of a programme in a language, made when it is first needed, and kept."""
    kept = programme._indexes  # noqa: SLF001  # kept with the programme, for as long as it lives
    with _LOCK:
        if language not in kept:
            kept[language] = Index(programme, language)
    return kept[language]


_LOCK = Lock()


class Index:
    """The actions of one programme in one language, to be searched from any thread."""

    def __init__(self, programme: "Programme", language: Language) -> None:
        self._language = language
        self._lock = Lock()
        texts = [(action, searched(programme, action, language)) for action in programme.actions]
        words_in = {
            item: words_of(item)
            for _, fields in texts
            for items in fields.values()
            for item in items
        }
        words = set(chain.from_iterable(words_in.values()))
        self._known = {stem for word in words for stem in stems(word, language)}
        self._parts = compound_parts({folded(word, language) for word in words} | self._known)
        self._known_forms: dict[str, tuple[str, ...]] = {}
        indexed = {item: self._indexed(some) for item, some in words_in.items()}
        stems_in = {item: frozenset(text.split()) for item, text in indexed.items()}
        folded_in = {
            item: frozenset([folded(word, language) for word in some])
            for item, some in words_in.items()
        }
        nothing = frozenset[str]()
        self._documents = [
            _Document(
                action,
                fields,
                {
                    name: nothing.union(*map(stems_in.__getitem__, items))
                    for name, items in fields.items()
                },
                nothing.union(*map(folded_in.__getitem__, chain.from_iterable(fields.values()))),
                fold(*fields.get("summary", ("",))),
            )
            for action, fields in texts
        ]
        columns = ", ".join(f'"{name}"' for name in _WEIGHTS)
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(f"CREATE VIRTUAL TABLE actions USING fts5({columns}, content='')")
        weakref.finalize(self, self._database.close)
        marks = ", ".join("?" for _ in _WEIGHTS)
        self._database.executemany(
            f"INSERT INTO actions (rowid, {columns}) VALUES (?, {marks})",  # noqa: S608
            (
                (row, *(" ".join(map(indexed.__getitem__, one.get(name, ()))) for name in _WEIGHTS))
                for row, (_, one) in enumerate(texts)
            ),
        )

    def search(self, query: str) -> Iterator[_Answer]:
        """The actions that answer enough of a query."""
        answered: dict[int, list[_Term]] = {}
        ranks: dict[int, float] = {}
        weights: dict[int, float] = {}
        total = 0.0
        terms = list(self._terms(query))
        for term in terms:
            rows = self._matching(term)
            weight = math.log(1 + len(self._documents) / (len(rows) + 0.5))
            weight *= 1.0 if rows else _NOWHERE
            total += weight
            for row, rank in rows:
                answered.setdefault(row, []).append(term)
                exact = _EXACT if term.word in self._documents[row].words else 0.0
                ranks[row] = ranks.get(row, 0.0) + exact - rank
                weights[row] = weights.get(row, 0.0) + weight
        enough = _ENOUGH if len(terms) < _MANY else _ENOUGH_OF_MANY
        itself = fold(query)
        for row, found in sorted(answered.items()):
            coverage = weights[row] / total
            if coverage >= enough:
                asked = frozenset[str]().union(*(term.stems for term in found))
                summary = self._documents[row].stems.get("summary", frozenset())
                about = len(asked & summary) / max(len(summary), 1)
                score = 100 * coverage + ranks[row] + _ABOUT * about
                score += _ITSELF if self._documents[row].itself == itself else 0
                yield _Answer(self._documents[row], score, asked, self)

    def _terms(self, query: str) -> Iterator[_Term]:
        """What is asked for: phrases in quotes, and the other words that say something."""
        for phrase in re.findall(r'"([^"]*)"', query):
            found = [stems(word, self._language)[:1] for word in words_of(phrase)]
            parts = [stem for one in found for stem in one]
            if parts:
                yield _Term(_quoted(" ".join(parts)), frozenset(parts))
        words = words_of(re.sub(r'"[^"]*"', " ", query))
        telling = [word for word in words if not is_stopword(word, self._language)] or words
        place = 0
        while place < len(telling):
            pair = telling[place : place + 2]
            joined = [one for one in stems("".join(pair), self._language) if one in self._known]
            if len(pair) == 2 and joined:  # noqa: PLR2004
                yield _any_of(joined)
                place += 2
            else:
                for word in self._understood(telling[place]):
                    yield self._term(word)
                place += 1

    def _understood(self, word: str) -> tuple[str, ...]:
        """The word, or if nobody uses it the parts of which it is made."""
        if any(stem in self._known for stem in stems(word, self._language)):
            return (word,)
        plain = folded(word, self._language)
        if self._language == "nl" and plain.removesuffix("en") in self._known:
            return (plain.removesuffix("en"),)  # the stemmer takes its short vowel for a long one
        return split_compound(plain, self._parts) or (word,)

    def _term(self, word: str) -> _Term:
        found = stems(word, self._language)
        plain = folded(word, self._language)
        known = [stem for stem in found if stem in self._known]
        compounding = self._language in COMPOUNDING
        if compounding and len(plain) > _SHORT:
            known += sorted(
                one
                for one in self._known
                if one.startswith(plain)
                or any(one != stem and one.endswith(stem) for stem in found)
            )
        if known:
            return _any_of(known, plain)
        head = head_of(plain, self._parts) if compounding else None
        return _any_of([*found, *(stems(head, self._language) if head else ())], plain)

    def _matching(self, term: _Term) -> list[tuple[int, float]]:
        weights = ", ".join(map(str, _WEIGHTS.values()))
        select = f"SELECT rowid, bm25(actions, {weights}) FROM actions WHERE actions MATCH ?"  # noqa: S608
        with self._lock:
            return self._database.execute(select, (term.expression,)).fetchall()

    def _indexed(self, words: Sequence[str]) -> str:
        """The stems of a text in their order, then other forms and the parts of compounds."""
        forms = [self._forms(word) for word in words]
        first = (one[0] for one in forms if one)
        return " ".join(
            (*first, _BOUNDARY, *(stem for one in forms for stem in one[1:]), _BOUNDARY)
        )

    def _forms(self, word: str) -> tuple[str, ...]:
        """The stems of a word, then those of the parts of which it is made."""
        if word not in self._known_forms:
            forms = stems(word, self._language)
            if self._language in COMPOUNDING:
                parts = split_compound(folded(word, self._language), self._parts)
                forms += tuple(stem for part in parts for stem in stems(part, self._language))
            self._known_forms[word] = forms
        return self._known_forms[word]

    def hit(self, document: _Document, asked: frozenset[str], score: float) -> Hit:
        """What is said of a document that was found."""
        fields = tuple(name for name in _WEIGHTS if asked & document.stems.get(name, frozenset()))
        return Hit(
            action=document.action,
            score=score,
            language=self._language,
            fields=fields,
            excerpt=self._marked("; ".join(document.texts[fields[0]]), asked),
        )

    def _marked(self, text: str, asked: frozenset[str]) -> str:
        marked, last = "", 0
        for start, end, word in tokens(text):
            if not asked.isdisjoint(self._forms(word)):
                marked += f"{text[last:start]}**{word}**"
                last = end
        return marked + text[last:]


_LONGEST = 2000
"""How many characters a query has at most."""

_BOUNDARY = "0boundary0"
"""Stands between texts, so that no phrase is found across them."""

_SHORT = 4
"""Up to so many letters a stem is not looked for at the ends of other words."""


def _any_of(found: Sequence[str], word: str = "") -> _Term:
    return _Term(" OR ".join(map(_quoted, found)), frozenset(found), word)


def _quoted(stem: str) -> str:
    return f'"{stem}"'


def searched(
    programme: "Programme", action: Action, language: Language
) -> dict[str, tuple[str, ...]]:
    """What is searched of an action in a language, by field."""
    partners = [programme.partner(id) for id in action.partners]
    references = [programme.reference(id) for id in action.references]
    fields = [programme.field(id) for id in action.fields]
    above = [node.title for node in programme.path(action)[1:-1] if not isinstance(node, Action)]
    every = {
        "summary": [action.summary.in_(language)],
        "deliverable": [action.deliverable and action.deliverable.in_(language)],
        "keywords": [*getattr(action.keywords, language)],
        "partners": [
            key
            for one in partners
            for key in (*one.abbreviations, one.name.in_(language), *getattr(one.aliases, language))
        ],
        "references": [
            key
            for one in references
            for key in (
                *one.abbreviations,
                one.title.in_(language),
                one.short_title and one.short_title.in_(language),
                *getattr(one.aliases, language),
            )
        ],
        "title": [title.in_(language) for title in above],
        "fields": [
            key
            for one in fields
            for key in (one.label.in_(language), *getattr(one.keywords, language))
        ],
        "note": [action.note and action.note.in_(language)],
    }
    return {name: tuple(filter(None, some)) for name, some in every.items() if any(some)}
