"""The measurements: what has a budget, and beside it what others take for the same work."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any

import deepdiff
import dictdiffer
import jsondiff
import relevance
import strictyaml
import yaml
from measuring import (
    Row,
    Work,
    compare,
    fit_exponent,
    measure_memory,
    prepare_process,
    time_call,
    time_rounds,
)
from ruamel.yaml import YAML
from sample import (
    RARE,
    build_content,
    build_copy,
    index_actions,
    revise,
    spoil,
)

import benelux_programme as bp
from benelux_programme._model.text import fold_to_letters_and_digits
from benelux_programme._search import tokenizer
from benelux_programme._search.index import InvertedIndex, get_index
from benelux_programme._serialization.codec import decode_trusted
from benelux_programme.errors import InvalidDataError

ROUNDS, FEW_ROUNDS = 21, 3
SIZES = (200, 2_000, 20_000)
LARGE, MAX_OF_PEERS = 200_000, 2_000
MAX_EXPONENT = 1.1
ATTRS, JSON, C_LOADER = "import attrs", "json.loads", "yaml.CSafeLoader"
FIRST_TITLE = "import, load and print a title"
OUR_DIFF, OUR_SEARCH = "our diff", "our search"
SCRIPTS = {
    ATTRS: ATTRS,
    "import benelux_programme": "import benelux_programme",
    FIRST_TITLE: "import benelux_programme as bp; print(bp.load('2025-2028').pillars[0].title)",
    "first answer of xyzservices": "import xyzservices.providers as x; x.OpenStreetMap.Mapnik.url",
    "first answer of holidays": "import holidays; holidays.BE(years=2026).get('2026-07-21')",
    "first answer of pycountry": "import pycountry; pycountry.countries.get(alpha_2='BE').name",
    "first answer of babel": "import babel; babel.Locale('nl').territories['BE']",
}
QUERIES: dict[bp.Language, str] = {
    "fr": "camions à hydrogène",
    "nl": "waterstof",
    "de": "Wasserstoff",
    "en": "hydrogen lorries",
}


def measure_start() -> Iterator[Row]:
    """Measure the import and the first title, in new processes."""
    seconds = time_rounds({name: prepare_process(one) for name, one in SCRIPTS.items()}, ROUNDS)
    budgets = {"import benelux_programme": 0.6, FIRST_TITLE: 1.75}
    for name in list(SCRIPTS)[1:]:
        yield compare(seconds, name, ATTRS, budgets.get(name))


def measure_load() -> Iterator[Row]:
    """Measure decoding compiled JSON, and how it grows."""
    points = {}
    for size in (*SIZES, LARGE):
        content = build_content(size)
        name = f"load {size:,} actions"
        work = {JSON: partial(json.loads, content), name: partial(load, content)}
        seconds = time_rounds(work, max(FEW_ROUNDS, min(ROUNDS, 20_000 // size)))
        yield compare(seconds, name, JSON, 3.0)
        points[size] = median(seconds[name])
    yield describe_growth("load", points)


def measure_read() -> Iterator[Row]:
    """Measure reading and checking a programme with the places of all values."""
    programme = bp.load("2025-2028")
    content, in_json = bp.to_yaml(programme), bp.to_json(programme)
    by_c_loader = partial(yaml.load, content, yaml.CSafeLoader)
    ours: dict[str, Work] = {
        "read YAML": partial(bp.read, content),
        "read JSON": partial(bp.read, in_json),
    }
    seconds = time_rounds({C_LOADER: by_c_loader, **ours}, ROUNDS)
    yield compare(seconds, "read YAML", C_LOADER, 1.2)
    yield compare(seconds, "read JSON", "read YAML", 1.0)
    peers: dict[str, Work] = {
        "yaml.SafeLoader": partial(yaml.load, content, yaml.SafeLoader),
        "ruamel.yaml": lambda: YAML().load(content),
        "strictyaml": partial(strictyaml.load, content),
    }
    seconds = time_rounds({C_LOADER: by_c_loader, **peers}, FEW_ROUNDS)
    yield from (compare(seconds, name, C_LOADER) for name in peers)


def measure_mistakes() -> Iterator[Row]:
    """Measure the report of many mistakes with their places."""
    content = spoil(build_content(10_000))
    yield Row("report 10,000 mistakes", "a second", time_median(partial(refuse, content)), 10.0)


def measure_first_search() -> Iterator[Row]:
    """Measure the first search of a process in a loaded programme, in each language."""
    content = bp.to_json(bp.load("2025-2028")).encode()
    rounds = ROUNDS // 3

    def prepare(language: bp.Language) -> Work:
        programmes = iter([load(content) for _ in range(rounds)])

        def search() -> object:
            forget_words()
            return next(programmes).search(QUERIES[language], language=language)

        return search

    ours = {f"first search, {language}": prepare(language) for language in QUERIES}
    seconds = time_rounds({JSON: partial(json.loads, content), **ours}, rounds)
    yield from (compare(seconds, name, JSON, 4.0) for name in ours)


def measure_search() -> Iterator[Row]:
    """Measure a search among many actions with an index, and the making of the index."""
    points = {}
    for size in SIZES:
        programme = load(build_content(size))
        points[size] = time_median(partial(build_index, programme))
    index = get_index([programme], "en")
    texts = [
        fold_to_letters_and_digits(" ".join(text for i in own for text in index.passages[i].texts))
        for own in index.passages_of_documents
    ]
    scan = f"scan {size:,} actions for {RARE!r}"
    functions: dict[str, Work] = {
        OUR_SEARCH: lambda: programme.search(RARE, language="en", limit=10),
        scan: lambda: [i for i, text in enumerate(texts) if RARE in text],
    }
    repeated = {name: partial(repeat, function) for name, function in functions.items()}
    seconds = time_rounds(repeated, ROUNDS)
    yield compare(seconds, scan, OUR_SEARCH, 50.0, at_least=True)
    yield describe_growth("index one language", points)


def measure_diff() -> Iterator[Row]:
    """Measure the diff of two revisions, of which one action in a hundred differs."""
    points = {}
    for size in (*SIZES, LARGE):
        contents = build_content(size), revise(build_content(size))
        functions: dict[str, Work] = {OUR_DIFF: partial(bp.diff, *map(load, contents))}
        peers: dict[str, Work] = {}
        if size <= MAX_OF_PEERS:
            old, new = map(index_actions, contents)
            peers = {
                f"deepdiff of {size:,} actions": partial(deepdiff.DeepDiff, old, new),
                f"dictdiffer of {size:,} actions": partial(list_changes, old, new),
                f"jsondiff of {size:,} actions": partial(jsondiff.diff, old, new),
            }
        seconds = time_rounds(functions | peers, FEW_ROUNDS)
        for name in peers:
            budget = 100.0 if name.startswith("deepdiff") else None
            yield compare(seconds, name, OUR_DIFF, budget, at_least=True)
        points[size] = median(seconds[OUR_DIFF])
    yield describe_growth("diff", points)


def measure_verify() -> Iterator[Row]:
    """Measure the search for all paragraphs in a copy of a publication."""
    points = {}
    for size in (200, 800, 3_200):
        programme, copy = build_copy(size)
        points[size] = time_median(partial(bp.verify, programme, copy))
    megabytes = len(copy.encode()) / 1e6
    yield Row("verify a MB of a copy", "a second", points[size] / megabytes, 2.0)
    yield describe_growth("verify", points, "paragraphs")


def measure_kept_memory() -> Iterator[Row]:
    """Measure the memory that a large programme keeps."""
    content = build_content(max(SIZES))
    ratio = measure_memory(partial(load, content)) / measure_memory(partial(json.loads, content))
    yield Row(f"memory of {max(SIZES):,} actions", "the dicts of json.loads", ratio, 0.75)


def measure_relevance() -> Iterator[Row]:
    """Score the search with queries on which nothing was tuned, if there are any."""
    folder = os.environ.get("BENELUX_PROGRAMME_QUERIES")
    if not folder:
        return
    queries = relevance.read_queries(Path(folder, "more.json"))
    queries = [query for query in queries if relevance.get_half(query) == "b"]
    questions = [query for query in queries if query["kind"] == "question"]
    for what, attribute, own, budget in (
        ("recall at 10", "recall", queries, 0.85),
        ("reciprocal rank", "reciprocal_rank", queries, 0.85),
        ("recall at 10 for questions", "recall", questions, 0.85),
        ("recall at 10 with a typing error", "recall", relevance.make_typos(queries), 0.75),
    ):
        for searcher, by, limit in (
            (relevance.search, "", budget),
            (relevance.search_by_plain_bm25, ", plain BM25", None),
        ):
            values = [getattr(relevance.score_query(query, searcher), attribute) for query in own]
            yield Row(f"{what}{by}", "the best possible", mean(values), limit, at_least=True)


MEASUREMENTS: dict[str, Callable[[], Iterator[Row]]] = {
    "start": measure_start,
    "load": measure_load,
    "read": measure_read,
    "mistakes": measure_mistakes,
    "first-search": measure_first_search,
    "search": measure_search,
    "diff": measure_diff,
    "verify": measure_verify,
    "memory": measure_kept_memory,
    "relevance": measure_relevance,
}


def describe_growth(work: str, points: Mapping[int, float], what: str = "actions") -> Row:
    """Return the row of how the seconds grow with the size."""
    name = f"{work}, {min(points):,} to {max(points):,} {what}"
    return Row(name, "power of the size", fit_exponent(points.items()), MAX_EXPONENT)


def time_median(function: Work) -> float:
    """Return the median of the seconds of a few calls."""
    return median(time_call(function) for _ in range(FEW_ROUNDS))


def load(content: bytes) -> bp.Programme:
    """Load a programme as those that are bundled."""
    return decode_trusted(json.loads(content))


def refuse(content: bytes) -> None:
    """Read an invalid programme of any size."""
    with suppress(InvalidDataError):
        bp.read(content, max_bytes=2**40, max_nodes=2**40)


def forget_words() -> None:
    """Forget the stems of words, which a new process does not know either."""
    for cached in (
        tokenizer.stem_word_with_cache,
        tokenizer.load_weighted_stems_by_word,
        tokenizer.load_stopwords,
    ):
        cached.cache_clear()


def build_index(programme: bp.Programme) -> InvertedIndex:
    """Build the index of a programme in English, with no stems known but those of the lexicon."""
    tokenizer.stem_word_with_cache.cache_clear()
    return InvertedIndex([programme], "en", tokenizer.load_weighted_stems_by_word("en"))


def list_changes(old: Any, new: Any) -> list[Any]:
    """Return the changes that dictdiffer finds, which it would find only when asked."""
    return list(dictdiffer.diff(old, new))


def repeat(function: Work) -> None:
    """Call a function several times, as one call is too short to measure."""
    for _ in range(10):
        function()
