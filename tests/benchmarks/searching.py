"""The time to build an index, and to search it."""

import json
from collections.abc import Callable, Iterator
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
from benelux_programme._model.text import fold_to_letters_and_digits
from benelux_programme._search import tokenizer
from benelux_programme._search.index import InvertedIndex, get_index
from benelux_programme._serialization.codec import decode_trusted

QUERY = "hydrogen lorries"
CALLS = 10
"""The number of searches in one measurement."""
Searcher = Callable[[], Any]


def compare_first_searches(rounds: int) -> Iterator[Row]:
    """Compare the first search in a loaded programme with parsing its JSON.

    The stems are not cached, as in a new process. Loading a programme has a budget of its own.
    """
    document = bp.to_dict(bp.load("2025-2028"))
    content = bp.to_json(bp.load("2025-2028")).encode()
    texts = [f"{action.summary:en}" for action in bp.load("2025-2028").actions]
    queries = {"en": QUERY, "fr": "camions à hydrogène", "nl": "waterstof", "de": "Wasserstoff"}

    def prepare_search(language: Any) -> Searcher:
        programmes = iter([decode_trusted(document) for _ in range(rounds)])

        def run() -> object:
            tokenizer.stem_word.cache_clear()
            return next(programmes).search(queries[language], language=language)

        return run

    ours = {f"first search, {language}": prepare_search(language) for language in queries}

    def prepare_peer(build_search: Callable[[list[str]], Searcher]) -> Searcher:
        def run() -> object:
            return build_search(texts)()

        return run

    peers = {
        "first search by whoosh, summaries": prepare_peer(build_whoosh_search),
        "first search by rank-bm25, summaries": prepare_peer(build_bm25_search),
        "first search by tantivy, summaries": prepare_peer(build_tantivy_search),
    }
    for name, ratio in measure_ratios(lambda: json.loads(content), ours | peers, rounds).items():
        yield Row(name, "json.loads", ratio, 2.0 if name in ours else None)


def compare_repeated_searches(programme: bp.Programme, rounds: int) -> Iterator[Row]:
    """Compare a search for the ten best of many actions, index built, with a scan of all texts."""
    size = len(programme.actions)
    index = get_index([programme], "en")
    folded_texts = [
        fold_to_letters_and_digits(
            " ".join(text for i in positions for text in index.passages[i].texts)
        )
        for positions in index.passages_of_documents
    ]
    summaries = [f"{action.summary:en}" for action in programme.actions]
    peers = {
        "rank-bm25": build_bm25_search(summaries, RARE),
        "tantivy": build_tantivy_search(summaries, RARE),
    }
    for query, budget in ((RARE, 50.0), (QUERY, None)):
        needles = [fold_to_letters_and_digits(word) for word in query.split()]

        def scan(needles: list[str] = needles) -> list[int]:
            return [
                i
                for i, text in enumerate(folded_texts)
                if all(needle in text for needle in needles)
            ]

        def search(query: str = query) -> tuple[bp.Hit, ...]:
            return programme.search(query, language="en", limit=10)

        others: dict[str, Searcher] = {f"scan {size} actions for {query!r}": scan}
        if query == RARE:
            others |= {f"{name}, {size} summaries": peer for name, peer in peers.items()}
        repeated = {name: repeat_calls(other) for name, other in others.items()}
        for name, ratio in measure_ratios(repeat_calls(search), repeated, rounds).items():
            yield Row(name, "our search", ratio, budget if "scan" in name else None, at_least=True)


def repeat_calls(function: Searcher) -> Searcher:
    """Return a function that calls another several times, as one call is too short to measure."""

    def run() -> None:
        for _ in range(CALLS):
            function()

    return run


def measure_index_seconds(programme: bp.Programme) -> float:
    """Return the time to build the index of one language, in seconds, with no stems cached."""
    tokenizer.stem_word.cache_clear()
    return time_call(lambda: InvertedIndex([programme], "en", tokenizer.load_lexicon("en")))


def build_whoosh_search(texts: list[str], query: str = QUERY) -> Searcher:
    """Build an index with Whoosh, and return a function that searches it."""
    schema = Schema(id=ID(stored=True), text=TEXT(analyzer=LanguageAnalyzer("en")))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for position, text in enumerate(texts):
        writer.add_document(id=str(position), text=text)
    writer.commit()
    parsed = QueryParser("text", schema).parse(query)
    return lambda: index.searcher().search(parsed, limit=10)


def build_bm25_search(texts: list[str], query: str = QUERY) -> Searcher:
    """Build an index with rank-bm25, and return a function that searches it."""
    index = BM25Okapi([text.lower().split() for text in texts])
    return lambda: index.get_top_n(query.split(), texts, n=10)


def build_tantivy_search(texts: list[str], query: str = QUERY) -> Searcher:
    """Build an index with Tantivy, and return a function that searches it."""
    schema = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="en_stem").build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for text in texts:
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    index.reload()
    parsed = index.parse_query(query, ["text"])
    return lambda: index.searcher().search(parsed, 10)
