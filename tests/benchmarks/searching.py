"""How long it takes to make an index, and to search it."""

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import tantivy
from measuring import Row, measure_ratios, time_call
from rank_bm25 import BM25Okapi
from sample import RARE
from whoosh.analysis import LanguageAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser

import benelux_programme as bp
from benelux_programme._model.text import fold
from benelux_programme._search import words
from benelux_programme._search.hits import index_of
from benelux_programme._search.passages import searched
from benelux_programme._serialization.codec import decode

QUERY = "hydrogen lorries"
CALLS = 10
"""How often a search is made in one measurement."""
Searcher = Callable[[], Any]


def first_rows(rounds: int) -> Iterator[Row]:
    """The first search in one language, as in a fresh process: nothing is known of any word.

    The programme is there, as to load it has a budget of its own.
    """
    document = bp.to_dict(bp.load("2025-2028"))
    content = bp.to_json(bp.load("2025-2028")).encode()
    texts = [f"{one.summary:en}" for one in bp.load("2025-2028").actions]
    queries = {"en": QUERY, "fr": "camions à hydrogène", "nl": "waterstof", "de": "Wasserstoff"}

    def first(language: Any) -> Callable[[], Any]:
        programmes = iter([decode(document) for _ in range(rounds)])

        def run() -> object:
            words.stems.cache_clear()
            return next(programmes).search(queries[language], language=language)

        return run

    ours = {f"first search, {language}": first(language) for language in queries}
    engines = {"whoosh": whoosh, "rank-bm25": bm25, "tantivy": with_tantivy}

    def anew(engine: Callable[[list[str]], Searcher]) -> Searcher:
        def run() -> object:
            return engine(texts)()

        return run

    peers = {f"first search by {name}, summaries": anew(engine) for name, engine in engines.items()}
    found = measure_ratios(lambda: json.loads(content), ours | peers, rounds)
    for name, ratio in found.items():
        yield Row(name, "json.loads", ratio, 2.0 if name in ours else None)


def warm_rows(programme: bp.Programme, rounds: int) -> Iterator[Row]:
    """The ten best of many actions, when the index is there, against a look at every text."""
    size = len(programme.actions)
    index_of(programme, "en")
    folded = [
        fold(" ".join(chain.from_iterable(searched(programme, action, "en").values())))
        for action in programme.actions
    ]
    texts = [f"{one.summary:en}" for one in programme.actions]
    peers = {"rank-bm25": bm25(texts, RARE), "tantivy": with_tantivy(texts, RARE)}
    for query, budget in ((RARE, 50.0), (QUERY, None)):
        needles = [fold(word) for word in query.split()]

        def scan(needles: list[str] = needles) -> list[int]:
            return [row for row, text in enumerate(folded) if all(one in text for one in needles)]

        def search(query: str = query) -> tuple[bp.Hit, ...]:
            return programme.search(query, language="en", limit=10)

        others: dict[str, Searcher] = {f"scan {size} actions for {query!r}": scan}
        if query == RARE:
            others |= {f"{name}, {size} summaries": peer for name, peer in peers.items()}
        again = {name: often(one) for name, one in others.items()}
        for name, ratio in measure_ratios(often(search), again, rounds).items():
            yield Row(name, "our search", ratio, budget if "scan" in name else None, at_least=True)


def often(function: Searcher) -> Searcher:
    """What calls a function again and again, as one call is too short for the clock."""

    def run() -> None:
        for _ in range(CALLS):
            function()

    return run


def index_seconds(programme: bp.Programme) -> float:
    """How long the index of one language takes, nothing known."""
    words.stems.cache_clear()
    return time_call(lambda: index_of(programme, "en"))


def whoosh(texts: list[str], query: str = QUERY) -> Searcher:
    """An index of whoosh, and what searches it."""
    schema = Schema(id=ID(stored=True), text=TEXT(analyzer=LanguageAnalyzer("en")))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for place, text in enumerate(texts):
        writer.add_document(id=str(place), text=text)
    writer.commit()
    parsed = QueryParser("text", schema).parse(query)
    return lambda: index.searcher().search(parsed, limit=10)


def bm25(texts: list[str], query: str = QUERY) -> Searcher:
    """An index of rank-bm25, and what searches it."""
    index = BM25Okapi([text.lower().split() for text in texts])
    return lambda: index.get_top_n(query.split(), texts, n=10)


def with_tantivy(texts: list[str], query: str = QUERY) -> Searcher:
    """An index of tantivy, and what searches it."""
    schema = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="en_stem").build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for text in texts:
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    index.reload()
    parsed = index.parse_query(query, ["text"])
    return lambda: index.searcher().search(parsed, 10)
