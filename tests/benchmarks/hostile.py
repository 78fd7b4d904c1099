"""The growth of the time for inputs that are made to be slow, as a table.

``python tests/benchmarks/hostile.py [entrance ...]`` measures every shape, or those of the
entrances that are named, and exits with 1 if one grows faster than its input.
"""

import itertools
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import attrs
from measuring import fit_exponent, time_call

import benelux_programme as bp

SIZES: Final = (1_000, 4_000, 16_000, 64_000)
MAX_EXPONENT: Final = 1.2
"""The limit of the power of the size: above 1, for the noise of short times, and far from 2."""
REPEATS: Final = 9
"""The number of times that a call is measured; the shortest counts."""
MIN_SECONDS: Final = 0.02
"""Shorter times are noise and do not count for the exponent."""
MAX_SECONDS: Final = 10.0
"""A shape that takes longer than this is not measured at a larger size."""


class Shape(NamedTuple):
    """An input that grows: a function prepares the call to measure for a size."""

    entrance: str
    name: str
    prepare: Callable[[int], Callable[[], object]]


class Result(NamedTuple):
    """The seconds that a shape takes at each size, and the power with which they grow."""

    shape: Shape
    seconds: dict[int, float]

    @property
    def exponent(self) -> float | None:
        """Return the power of the size, or None if all times are too short to tell."""
        points = [(size, time) for size, time in self.seconds.items() if time >= MIN_SECONDS]
        return fit_exponent(points) if len(points) > 1 else None

    @property
    def is_linear(self) -> bool:
        """Return whether the time grows no faster than the input, at every size."""
        return set(self.seconds) == set(SIZES) and (self.exponent or 0.0) <= MAX_EXPONENT


def _repeat(unit: str) -> Callable[[int], str]:
    return lambda size: unit * size


_CITED = "The three countries cooperate in all that concerns "

_COPIES: Final[dict[str, Callable[[int], str]]] = {
    "one letter": _repeat("a"),
    "unclosed comments": _repeat("<!--"),
    "unclosed declarations": _repeat("<!["),
    "unclosed tags": _repeat("<a "),
    "unclosed attributes": _repeat("<a b='"),
    "alternating quotation marks": _repeat("<a b=\"'"),
    "nested quotation marks": _repeat("<a b=\"<a b='\" c=\"' c='"),
    "scripts": _repeat("<script>"),
    "ends of a script": lambda size: "<script>" + "</script " * size,
    "iframes": _repeat("<iframe "),
    "ruby annotations": _repeat("<rt>"),
    "custom elements": lambda size: "".join(f"<a-{n} b></a-{n}>" for n in range(size // 8)),
    "footnote marks": _repeat("<a href=#fn"),
    "one long footnote mark": lambda size: "<a " + "#fn" * size + ">",
    "marks in a footnote mark": lambda size: "<a #fn>" + "<sup>1" * size,
    "character references": _repeat("&#"),
    "one long number": lambda size: "&#" + "1" * size + ";",
    "one long tag": lambda size: "<a " + "b " * size,
    "one long attribute": lambda size: "<a " + "b" * size + ">",
    "opening brackets": _repeat("["),
    "closing brackets": _repeat("]("),
    "escaped brackets": _repeat("[\\]"),
    "nested links": lambda size: "[" * size + "](x)" * size,
    "definitions": _repeat("\n[a]: b"),
    "references": _repeat("[a][b"),
    "references that are defined": lambda size: "".join(f"\n[{n}]:[a][{n}]" for n in range(size)),
    "escapes in a link": _repeat("[](\\( '\\'"),
    "spaces in a link": lambda size: "](" + " " * size,
    "asterisks": _repeat(" *a"),
    "backticks": lambda size: "` ``" * size,
    "hyphens at line ends": _repeat("a-\n"),
    "words of many hyphens at line ends": _repeat("a-a-\n"),
    "soft hyphens": _repeat("\n\xad"),
    "white space": lambda size: "a" + " " * size + "b",
    "combining marks out of order": lambda size: "a" + "\u0345" * size + "\u0334" * size,
    "signs that stand for many letters": _repeat("\ufdfa"),
    "escape sequences": _repeat("\x1b]"),
}


_DOCUMENTS: Final[dict[str, Callable[[int], str]]] = {
    "directives": lambda size: "".join(f"%TAG !{n}! t\n" for n in range(size // 12)),
    "directives after a document": lambda size: "id: x\n" + "%TAG !a! t\n" * (size // 11),
    "directives after a document end": lambda size: "...\n%TAG !a! t\n" * (size // 15),
    "words without quotes": lambda size: "id: " + "x " * size,
    "lines in quotes": lambda size: "id: '" + "x\n " * size + "'",
    "blank lines of a block": lambda size: "id: |\n" + "\n" * size + " x\n",
    "comments": _repeat("#\n"),
    "opening brackets": lambda size: "id: " + "[" * size,
    "nested keys": lambda size: "\n".join(" " * depth + "a:" for depth in range(size // 100)),
    "question marks": _repeat("? "),
    "anchors": lambda size: "".join(f"&a{number} " for number in range(size // 6)),
    "a tag": lambda size: "!" + "%41" * (size // 3) + " x",
    "a key": lambda size: "x" * size + ": y",
    "unknown keys": lambda size: "own_actions: [" + "{titel: x}," * (size // 11) + "]",
    "sexagesimal numbers": lambda size: (
        "values: [" + ("1" + ":1" * 500 + ",") * (size // 1000) + "]"
    ),
    "carriage returns": lambda size: "a: b\r" * (size // 5) + "\x07",
    "opening brackets in JSON": _repeat("["),
    "escapes in JSON": lambda size: '{"id":"' + "\\n" * size,
    "digits in JSON": lambda size: "[1." + "1" * size + "]",
    "retired ids in a cycle": lambda size: _retire_in_cycle(size // 60),
    "unknown predecessors": lambda size: _continue_unknown_actions(size // 90),
}


def _retire_in_cycle(count: int) -> str:
    records = (
        f"{{id: x{number}, successors: [x{(number + 1) % count}], reason: r, since: 2}}"
        for number in range(count)
    )
    return "id: x\nperiod: 2030\ntitle: {en: T}\nretired:\n- " + "\n- ".join(records) + "\n"


def _continue_unknown_actions(count: int) -> str:
    links = (
        f"{{programme: 2021-2024, action: x{number}, relation: continues, reason: r}}"
        for number in range(count)
    )
    action = "id: x, summary: {en: X}, commitment: firm, citations: [1]"
    return f"own_actions: [{{{action}, predecessors: [{', '.join(links)}]}}]\n"


def _words(size: int) -> str:
    return " ".join(f"abcdefghij{number:x}" for number in range(size // 16))


_TEXTS: Final[dict[str, Callable[[int], str]]] = {
    "one letter": _repeat("a"),
    "one letter, then words that begin alike": lambda size: "a" * (size // 2) + _words(size // 2),
    "words that begin alike": _words,
    "line feeds": lambda size: "a" + "\n" * (size - 2) + "b",
    "marks of gender": _repeat("a*in"),
    "points": _repeat("a."),
    "separators of cells": lambda size: "a" + "; " * (size // 2 - 1) + "=b",
    "web addresses": lambda size: "www.a.be/" * (size // 9),
    "mail addresses": lambda size: ("a@b.be " * (size // 7)).strip(),
    "brackets": _repeat("["),
    "backticks": lambda size: "` ``" * (size // 4),
    "combining marks": lambda size: "a" + "\u0345" * 20 + "b" * (size - 21),
}

_USES: Final[dict[str, Callable[[bp.Programme], object]]] = {
    "search": lambda plan: plan.search("water", language="de"),
    "export.csv": lambda plan: bp.export.csv(plan.actions, "de", spreadsheet_safe=True),
    "export.markdown": lambda plan: bp.export.markdown(plan, "de"),
    "export.skos": bp.export.skos,
    "render.text": lambda plan: bp.render.text(plan, "de", width=40),
    "render.html": lambda plan: bp.render.html(plan, "de"),
}


def _use_text(
    use: Callable[[bp.Programme], object], build: Callable[[int], str]
) -> Callable[[int], Callable[[], object]]:
    def prepare(size: int) -> Callable[[], object]:
        action = bp.Action(
            id="act",
            programme="plan",
            summary=bp.Text(de=build(size)[:size].strip()),
            commitment=bp.Commitment.FIRM,
            citations=(bp.Citation(section="1"),),
        )
        period, title = bp.Period.of_years(2030), bp.Text(de="Plan")
        plan = bp.Programme(id="plan", period=period, title=title, own_actions=(action,))
        return lambda: use(attrs.evolve(plan))  # a copy, of which nothing is cached

    return prepare


def _look_up(build: Callable[[int], str]) -> Callable[[int], Callable[[], object]]:
    programme = bp.load("2025-2028")

    def prepare(size: int) -> Callable[[], object]:
        key = build(size)
        return lambda: _look_up_unknown(programme, key)

    return prepare


def _look_up_unknown(programme: bp.Programme, key: str) -> str | None:
    try:
        programme.actions.where(partner=key)
    except bp.errors.UnknownIdError as error:
        return str(error)
    return None


def _read_document(build: Callable[[int], str]) -> Callable[[int], Callable[[], object]]:
    def prepare(size: int) -> Callable[[], object]:
        content = build(size).encode()
        return lambda: _count_problems(content)

    return prepare


def _count_problems(content: bytes) -> int:
    try:
        bp.read(content)
    except bp.errors.InvalidDataError as error:
        return len(str(error))
    return 0


def _verify_copy(build: Callable[[int], str]) -> Callable[[int], Callable[[], object]]:
    programme = bp.load("2025-2028")

    def prepare(size: int) -> Callable[[], object]:
        copy = build(size)
        return lambda: bp.verify(programme, copy)

    return prepare


def _verify_paragraphs(
    copy: Callable[[int], str], fingerprints: Callable[[int], list[bp.Fingerprint]]
) -> Callable[[int], Callable[[], object]]:
    def prepare(size: int) -> Callable[[], object]:
        paragraphs = tuple(
            bp.Citation(section="1", paragraph=number, fingerprint=fingerprint)
            for number, fingerprint in enumerate(fingerprints(size), 1)
        )
        period, title = bp.Period.of_years(2030), bp.Text(en="Plan")
        plan = bp.Programme(id="plan", period=period, title=title, paragraphs=paragraphs)
        text = copy(size)
        return lambda: bp.verify(plan, text)

    return prepare


def _fingerprints_of_repetitions(size: int) -> list[bp.Fingerprint]:
    """Return fingerprints with one start and end, of which each has a length of its own."""
    repetition = bp.fingerprint("a" * 64)
    return [
        attrs.evolve(repetition, length=length, whole=f"{length:016x}")
        for length in (*range(64, 64 + min(size, 5_000)), 10**9 - 1)
    ]


def _fingerprints_of_sentences(size: int) -> list[bp.Fingerprint]:
    """Return fingerprints with the ends of a repeated sentence, none of which fits its length."""
    sentence = bp.fingerprint(f"{_CITED}water and energy " * 4)
    period = sentence.length // 4
    lengths = (period * number + period // 2 for number in range(2, 2 + min(size // 16, 2_000)))
    return [attrs.evolve(sentence, length=each, whole=f"{each:016x}") for each in lengths]


def _paragraphs_that_begin_alike(size: int) -> list[str]:
    return [f"{_CITED} number {number}, and so on." for number in range(size // 32)]


def _shapes() -> Iterator[Shape]:
    for name, build in _DOCUMENTS.items():
        yield Shape("read", f"a document of {name}", _read_document(build))
    for name, build in _COPIES.items():
        yield Shape("verify", f"a copy of {name}", _verify_copy(build))
    for name, build in _TEXTS.items():
        yield Shape("where", f"an unknown partner of {name}", _look_up(build))
        for entrance, use in _USES.items():
            yield Shape(entrance, f"a summary of {name}", _use_text(use, build))
    yield Shape(
        "verify",
        "up to 5,000 paragraphs with one start, in a copy of one letter",
        _verify_paragraphs(_repeat("a"), _fingerprints_of_repetitions),
    )
    yield Shape(
        "verify",
        "up to 2,000 paragraphs with one start and one end, in a copy of one sentence",
        _verify_paragraphs(
            lambda size: f"{_CITED}water and energy " * (size // 48), _fingerprints_of_sentences
        ),
    )
    yield Shape(
        "verify",
        "paragraphs of every length up to 64 letters",
        _verify_paragraphs(
            lambda size: _CITED * (size // 48),
            lambda _: [bp.fingerprint("t" + "h" * length) for length in range(1, 64)],
        ),
    )
    yield Shape(
        "verify",
        "paragraphs that begin alike",
        _verify_paragraphs(
            lambda size: "\n".join(_paragraphs_that_begin_alike(size)),
            lambda size: [*map(bp.fingerprint, _paragraphs_that_begin_alike(size))],
        ),
    )


def measure(shape: Shape) -> Result:
    """Measure a shape at growing sizes, until one takes too long."""
    seconds: dict[int, float] = {}
    for size in SIZES:
        function = shape.prepare(size)
        seconds[size] = min(time_call(function) for _ in range(REPEATS))
        if seconds[size] > MAX_SECONDS:
            break
    return Result(shape, seconds)


def main(entrances: Sequence[str]) -> int:
    """Print a row for each shape; return 1 if one of them is not linear."""
    print("entrance | shape |", " | ".join(f"{size} (s)" for size in SIZES), "| power")
    shapes = [shape for shape in _shapes() if not entrances or shape.entrance in entrances]
    results = [measure(shape) for shape in shapes]
    for result in results:
        cells = itertools.zip_longest(SIZES, result.seconds.values())
        times = " | ".join("" if seconds is None else f"{seconds:.3f}" for _, seconds in cells)
        power = "-" if result.exponent is None else f"{result.exponent:.2f}"
        mark = "" if result.is_linear else " (not linear)"
        print(f"{result.shape.entrance} | {result.shape.name} | {times} | {power}{mark}")
    return 0 if all(result.is_linear for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
