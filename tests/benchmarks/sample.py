"""Generated programmes of any size, with texts like those of the library."""

import json
import random
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Any

import benelux_programme as bp

Document = dict[str, Any]

PATTERN = bp.load("2025-2028")
WORDS = {
    language: " ".join(f"{one.summary:{language}}" for one in PATTERN.actions).split()
    for language in bp.LANGUAGES
}
THEME = 6
"""The number of actions of a theme."""
RARE, EVERY = "sturgeon", 2_000
"""A word in no text of the library, and the number of actions of which one contains it."""


def build_document(size: int) -> Document:
    """Return a document like that of the programme of 2025-2028, with `size` actions."""
    chosen = random.Random(size)  # noqa: S311  # the same numbers for everybody
    pattern = bp.to_dict(PATTERN)
    paragraphs = [_build_paragraph(chosen, number) for number in range(size // 2)]
    models = list(_iterate_actions(pattern))
    actions = [_build_action(chosen, number, models, paragraphs) for number in range(size)]
    themes = [actions[start : start + THEME] for start in range(0, size, THEME)]
    share = -(-len(themes) // len(pattern["pillars"]))
    pillars = []
    for place, pillar in enumerate(pattern["pillars"]):
        part = list(enumerate(themes))[place * share : (place + 1) * share]
        inside = [_build_theme(pillar, number, actions) for number, actions in part]
        pillars.append({**_replace_citations(pillar), "themes": inside, "own_actions": []})
    registries = {
        name: [_replace_citations(one) for one in pattern[name]]
        for name in ("partners", "references", "fields")
    }
    kept = ("id", "period", "title", "publication", "mission")
    head = {name: pattern[name] for name in kept if name in pattern}
    return {**head, **registries, "pillars": pillars, "paragraphs": paragraphs}


@cache
def build_content(size: int) -> bytes:
    """Return such a document as JSON."""
    return _serialize(build_document(size))


def revise(content: bytes) -> bytes:
    """Return the next revision, in which the summary of every hundredth action differs."""
    document = json.loads(content)
    for number, action in enumerate(_iterate_actions(document)):
        if number % 100 == 0:
            action["summary"]["en"] += " And more."
    return _serialize({**document, "revision": 2})


def spoil(content: bytes) -> bytes:
    """Return the document with one mistake in each action."""
    document = json.loads(content)
    for action in _iterate_actions(document):
        action["commitment"] = "perhaps"
    return _serialize(document)


def index_actions(content: bytes) -> dict[str, Document]:
    """Return the actions by id, which spares other libraries the search for matching ones."""
    return {action["id"]: action for action in _iterate_actions(json.loads(content))}


def build_copy(size: int) -> tuple[bp.Programme, str]:
    """Return a programme of as many paragraphs, each of an action, and its publication."""
    chosen = random.Random(size)  # noqa: S311  # the same words for everybody
    texts = [" ".join(chosen.choices(WORDS["fr"], k=90)) for _ in range(size)]
    paragraphs = tuple(
        bp.Citation(section="1", paragraph=number, fingerprint=bp.fingerprint(text))
        for number, text in enumerate(texts, 1)
    )
    actions = tuple(
        bp.Action(
            id=f"action-{one.paragraph}",
            programme="plan",
            summary=PATTERN.title,
            commitment=bp.Commitment.FIRM,
            citations=(one,),
        )
        for one in paragraphs
    )
    programme = bp.Programme(
        id="plan",
        period=PATTERN.period,
        title=PATTERN.title,
        own_actions=actions,
        paragraphs=paragraphs,
    )
    return programme, "\n\n".join(map(textwrap.fill, texts))


def _serialize(content: Document) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _iterate_actions(content: Document) -> Iterator[Document]:
    for pillar in content["pillars"]:
        yield from pillar.get("own_actions", ())
        for theme in pillar.get("themes", ()):
            yield from theme["actions"]


def _build_action(
    chosen: random.Random, number: int, models: list[Document], paragraphs: list[Document]
) -> Document:
    """Return an action with the attributes of one of the models, and other texts."""
    model = chosen.choice(models)
    texts = [name for name in ("summary", "deliverable", "note") if name in model]
    cited = chosen.choices(paragraphs, k=len(model["citations"]))
    own: Document = {name: _build_text(chosen, model[name]) for name in texts}
    if number % EVERY == 0:
        own["summary"]["en"] += f" {RARE}"
    return {
        **model,
        **own,
        "id": f"action-{number}",
        "citations": [f"{one['section']}/{one['paragraph']}" for one in cited],
    }


def _build_text(chosen: random.Random, model: dict[str, str]) -> dict[str, str]:
    """Return as many random words in the same languages."""
    return {
        language: " ".join(chosen.choices(WORDS[language], k=len(text.split())))
        for language, text in model.items()
        if language in bp.LANGUAGES
    }


def _build_theme(pillar: Document, number: int, actions: list[Document]) -> Document:
    return {
        "id": f"theme-{number}",
        "number": f"{pillar['number']}.{number + 1}",
        "title": pillar["title"],
        "citations": actions[0]["citations"],
        "actions": actions,
    }


def _build_paragraph(chosen: random.Random, number: int) -> Document:
    digests = {name: f"{chosen.getrandbits(64):016x}" for name in ("start", "end", "whole")}
    return {
        "section": str(number // 5 + 1),
        "paragraph": number % 5 + 1,
        "page": 6,
        "fingerprint": {"length": chosen.randint(100, 900), **digests},
    }


def _replace_citations(record: Document) -> Document:
    """Return the record with a citation of section 1, if it has citations."""
    if "citations" not in record:
        return record
    return {**record, "citations": ["1"]}
