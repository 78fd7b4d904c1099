"""Programmes of any size whose texts resemble those of the library."""

import json
import random
from collections.abc import Iterator
from typing import Any

import benelux_programme as bp

Document = dict[str, Any]

PATTERN = bp.load("2025-2028")
WORDS = {
    language: " ".join(f"{one.summary:{language}}" for one in PATTERN.actions).split()
    for language in bp.LANGUAGES
}
THEME = 6
"""How many actions a theme has, as in the programme that is the pattern."""
RARE, EVERY = "sturgeon", 2_000
"""A word that is in no text of the library, and stands in one summary of so many."""


def document(size: int) -> Document:
    """A document like that of the programme of 2025-2028, with so many actions."""
    chosen = random.Random(size)  # noqa: S311  # the same numbers for everybody
    pattern = bp.to_dict(PATTERN)
    paragraphs = [_paragraph(chosen, number) for number in range(size // 2)]
    models = list(_actions(pattern))
    actions = [_action(chosen, number, models, paragraphs) for number in range(size)]
    themes = [actions[start : start + THEME] for start in range(0, size, THEME)]
    share = -(-len(themes) // len(pattern["pillars"]))
    pillars = []
    for place, pillar in enumerate(pattern["pillars"]):
        some = list(enumerate(themes))[place * share : (place + 1) * share]
        inside = [_theme(pillar, number, held) for number, held in some]
        pillars.append({**_uncited(pillar), "themes": inside, "own_actions": []})
    registries = {
        name: [_uncited(one) for one in pattern[name]]
        for name in ("partners", "references", "fields")
    }
    kept = ("id", "period", "title", "publication", "mission")
    head = {name: pattern[name] for name in kept if name in pattern}
    return {**head, **registries, "pillars": pillars, "paragraphs": paragraphs}


def revised(old: Document) -> Document:
    """The next revision: the summary of one action in a hundred says something else."""
    new: Document = json.loads(written(old))
    for number, action in enumerate(_actions(new)):
        if number % 100 == 0:
            action["summary"]["en"] += " And more."
    return {**new, "revision": 2}


def wrong(size: int) -> Document:
    """A document with one mistake in each of its actions."""
    spoilt = document(size)
    for action in _actions(spoilt):
        action["commitment"] = "perhaps"
    return spoilt


def written(content: Document) -> bytes:
    """A document as the library writes and bundles it."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _actions(content: Document) -> Iterator[Document]:
    for pillar in content["pillars"]:
        yield from pillar.get("own_actions", ())
        for theme in pillar.get("themes", ()):
            yield from theme["actions"]


def _action(
    chosen: random.Random, number: int, models: list[Document], paragraphs: list[Document]
) -> Document:
    """An action that has what an action of the pattern has, with other texts."""
    model = chosen.choice(models)
    texts = [name for name in ("summary", "deliverable", "note") if name in model]
    cited = chosen.choices(paragraphs, k=len(model["citations"]))
    own: Document = {name: _text(chosen, model[name]) for name in texts}
    if number % EVERY == 0:
        own["summary"]["en"] += f" {RARE}"
    return {
        **model,
        **own,
        "id": f"action-{number}",
        "citations": [f"{one['section']}/{one['paragraph']}" for one in cited],
    }


def _text(chosen: random.Random, model: dict[str, str]) -> dict[str, str]:
    """As many words in the same languages."""
    return {
        language: " ".join(chosen.choices(WORDS[language], k=len(text.split())))
        for language, text in model.items()
        if language in bp.LANGUAGES
    }


def _theme(pillar: Document, number: int, actions: list[Document]) -> Document:
    return {
        "id": f"theme-{number}",
        "number": f"{pillar['number']}.{number + 1}",
        "title": pillar["title"],
        "citations": actions[0]["citations"],
        "actions": actions,
    }


def _paragraph(chosen: random.Random, number: int) -> Document:
    digests = {name: f"{chosen.getrandbits(64):016x}" for name in ("start", "end", "whole")}
    return {
        "section": str(number // 5 + 1),
        "paragraph": number % 5 + 1,
        "page": 6,
        "fingerprint": {"length": chosen.randint(100, 900), **digests},
    }


def _uncited(record: Document) -> Document:
    """A record that names a heading of the sample, or nothing."""
    if "citations" not in record:
        return record
    return {**record, "citations": ["1"]}
