"""Looking up nodes by id and records by id, name or code, and suggestions for unknown keys."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar, final

from benelux_programme._model.characters import compose_and_replace_refused_characters
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.nodes import Action, NodeBase, TitledNode
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import LANGUAGES, fold_to_letters_and_digits, list_wordings
from benelux_programme.errors import UnknownIdError, format_for_message

NodeT = TypeVar("NodeT", bound=NodeBase)
Record: TypeAlias = TitledNode | Partner | Reference | PolicyField

_MAX_COMPARED: Final = 100
"""The characters of an unknown key that are compared, so that a long one does not take long."""

_MIN_LABEL_WORD_LENGTH: Final = 3
"""The letters of a word of a label that stands for it."""

_MIN_SIMILARITY: Final = 0.7
"""The ratio of `difflib` from which a key is suggested: Deutschland is not near Netherlands."""


class NodeLocation(NamedTuple):
    """A node, the path to it, and the ids of the pillar and the theme that contain it."""

    path: str
    node: Action | TitledNode
    pillar: str | None = None
    theme: str | None = None


@final
class RecordIndex:
    """The pillars, themes or records of a kind in a programme, by id, number, name and code."""

    def __init__(self, kind: str, records: Sequence[Record], programme: str) -> None:
        self._kind = kind
        self._records = records
        self._programme = programme
        self._by_id = {record.id: record for record in records}

    @cached_property
    def _indexes(self) -> list[tuple[Callable[[str], str], Mapping[str, list[Record]]]]:
        """The records by their keys, as these are spelt and folded, which only names need."""
        spellings = (str, _fold_to_letters_and_digits_unless_number, _fold_name_without_article)
        by_name = [(spell, _index_by_spelling(self._records, spell)) for spell in spellings]
        fields = [record for record in self._records if isinstance(record, PolicyField)]
        by_word = [
            (_fold_name_without_article, _index_by_words(fields, list_words))
            for list_words in (_list_keywords, _list_label_words)
        ]
        return [*by_name, *by_word]

    def find_one_or_none(self, key: str) -> Record | None:
        """Return the record with this id, or else with this key, as it is spelt or folded, or None.

        Raises:
            UnknownIdError: Several records have the key; the error names them.
        """
        key = normalize_key(key)
        if key in self._by_id:
            return self._by_id[key]
        for spell, index in self._indexes:
            records = index.get(spell(key), [])
            if len(records) > 1:
                ids = tuple(record.id for record in records)
                raise UnknownIdError(self._kind, key, self._programme, ids, is_ambiguous=True)
            if records:
                return records[0]
        return None

    def get(self, key: str) -> Any:
        record = self.find_one_or_none(key)
        if record is None:
            suggestions = self.suggest(normalize_key(key))
            raise UnknownIdError(self._kind, key, self._programme, suggestions)
        return record

    def suggest(self, key: str) -> tuple[str, ...]:
        """Return a similar key of up to three records, or the id of one with a similar keyword."""
        shown: dict[str, dict[str, str]] = defaultdict(dict)
        for record in self._records:
            for name in record.lookup_keys:
                shown[name][record.id] = name
            for keyword in record.keywords.all if isinstance(record, PolicyField) else ():
                shown[keyword].setdefault(record.id, record.id)
        suggestions: dict[str, str] = {}
        for name in _iter_suggestions(key, shown):
            suggestions |= shown[name] | suggestions
        return tuple(suggestions.values())[:3]


def _index_by_spelling(
    records: Iterable[Record], spell: Callable[[str], str]
) -> dict[str, list[Record]]:
    index: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for key in set(map(spell, record.lookup_keys)):
            index[key].append(record)
    return index


def _index_by_words(
    fields: Iterable[PolicyField], list_words: Callable[[PolicyField], Iterable[str]]
) -> dict[str, list[Record]]:
    index: dict[str, list[Record]] = defaultdict(list)
    for policy_field in fields:
        for word in set(map(_fold_name_without_article, list_words(policy_field))):
            index[word].append(policy_field)
    return index


def _list_keywords(policy_field: PolicyField) -> Iterable[str]:
    return policy_field.keywords.all


def _list_label_words(policy_field: PolicyField) -> Iterator[str]:
    """Return the words of a label that may stand for it, unlike "and"."""
    with IMPORT_LOCK:  # it takes longer than to load a programme
        from benelux_programme._search.tokenizer import is_stopword, tokenize  # noqa: PLC0415

    for language in LANGUAGES:
        for word in tokenize(policy_field.label.in_(language) or ""):
            if len(word) >= _MIN_LABEL_WORD_LENGTH and not is_stopword(word, language):
                yield word


_match_article: Final = re.compile(
    r"(?:the|de|het|les?|la|d(?:er|ie|as))\s+|l['\u2019]\s*", re.IGNORECASE
).match


def _fold_to_letters_and_digits_unless_number(name: str) -> str:
    """Fold a name to letters and digits, but not a number, as 1.2 is not 12."""
    folded = fold_to_letters_and_digits(name)
    return name.strip() if folded.isdecimal() else folded


def _fold_name_without_article(name: str) -> str:
    """Fold a name without the article before it."""
    stripped = name.strip()
    article = _match_article(stripped)
    return _fold_to_letters_and_digits_unless_number(
        stripped[article.end() :] if article else stripped
    )


def normalize_key(key: object) -> str:
    """Return an id, name or code that is typed, also as a number, in the form of those of data."""
    return compose_and_replace_refused_characters(
        format_for_message(key) if isinstance(key, int) else str(key)
    )


def build_related_finder(partners: Iterable[Partner]) -> Callable[[str], set[str]]:
    """Return a function: the ids of a partner, of those to which it belongs, and of its parts."""
    parents = {partner.id: partner.parents for partner in partners}
    parts: dict[str, list[str]] = defaultdict(list)
    for part, its_parents in parents.items():
        for parent in its_parents:
            parts[parent].append(part)
    return lambda own: find_reachable_ids(parents, {own}) | find_reachable_ids(parts, {own})


def find_reachable_ids(links: Mapping[str, Iterable[str]], ids: set[str]) -> set[str]:
    """Return the ids, those to which they are linked, and so on."""
    reachable: set[str] = set()
    pending = ids
    while pending:
        reachable |= pending
        pending = {other for id in pending for other in links.get(id, ())} - reachable
    return reachable


def suggest(key: object, known_keys: Collection[str]) -> tuple[str, ...]:
    """Return up to three of the known keys that are similar to a key, the most similar first.

    Nothing is similar to a key of a document that is not a string.
    """
    return tuple(islice(_iter_suggestions(key, known_keys), 3)) if isinstance(key, str) else ()


def find_similar_nodes(key: str, nodes: Sequence[NodeT]) -> list[NodeT]:
    """Return up to three nodes with an id or a label similar to a key, the most similar first.

    A key without a word of four letters, such as "the" or "2025", is compared with ids only.
    """
    by_name: dict[str, dict[str, NodeT]] = defaultdict(dict)
    for node in nodes:
        by_name[node.id][str(node)] = node
    for node in nodes if re.search(r"[^\W\d_]{4}", key) else ():
        for label in list_wordings(node.label):
            by_name[label][str(node)] = node
    similar: dict[str, NodeT] = {}
    for name in _iter_suggestions(key, by_name):
        similar |= by_name[name]
    return [*similar.values()][:3]


def _iter_suggestions(key: str, known_keys: Collection[str]) -> Iterator[str]:
    """Yield the three keys that are spelt most like a key, then those with all words of the key.

    Case, accents and marks are not compared, and of long keys only the beginning.
    """
    with IMPORT_LOCK:
        from difflib import get_close_matches  # noqa: PLC0415  # only errors need it

    spellings = {fold_to_letters_and_digits(known[:_MAX_COMPARED]): known for known in known_keys}
    folded = fold_to_letters_and_digits(key[:_MAX_COMPARED])
    near = get_close_matches(folded, spellings, cutoff=_MIN_SIMILARITY)
    words = _split_into_folded_words(key[:_MAX_COMPARED])
    by_words = (each for each in known_keys if words <= _split_into_folded_words(each))
    yield from dict.fromkeys((*map(spellings.__getitem__, near), *(by_words if words else ())))


def _split_into_folded_words(text: str) -> set[str]:
    return set(map(fold_to_letters_and_digits, re.findall(r"[^\W_]+", text)))
