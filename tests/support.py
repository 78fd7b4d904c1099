"""Functions that several tests share."""

import os
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

import benelux_programme as bp
from benelux_programme.errors import InvalidDataError

YAML_LOADERS = [name for name in ("CSafeLoader", "SafeLoader") if hasattr(yaml, name)]
"""The loaders of PyYAML that are there; it may be installed without its compiled module."""

A_PROGRAMME = "a mapping belongs; write {id: …, period: …, title: {en: …}}"
A_PILLAR = "a mapping belongs; write {id: …, number: …, title: {en: …}}"
"""What belongs where a document has another value, in messages."""


def make_fifo(path: Path) -> None:
    """Make a named pipe, or skip the test where there are none."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes")
    os.mkfifo(path)


def read_problem(text: str | bytes, folder: Path, **limits: Any) -> str:
    """Read a text from a file `mine` in a folder, and return the one problem with it."""
    file = folder / "mine"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(InvalidDataError) as caught:
        bp.read(file, **limits)
    (problem,) = caught.value.problems
    return str(problem).removeprefix(f"{folder}{os.sep}")


Paragraphs: TypeAlias = dict[str, dict[str, str]]


def get_titled_nodes(programme: bp.Programme) -> list[bp.Pillar | bp.Theme]:
    """Return the pillars and themes, which have printed titles."""
    return [*programme.pillars, *programme.themes]


def make_programme(*summaries: str, language: bp.Language = "en") -> bp.Programme:
    """Return a programme of actions with these summaries and the ids act-1, act-2 and so on."""
    return bp.Programme(
        id="plan",
        period=bp.Period.of_years(2025),
        title=bp.Text(en="Plan"),
        own_actions=tuple(
            bp.Action(
                id=f"act-{number}",
                programme="plan",
                summary=bp.Text(**dict[str, Any]({language: summary})),
                commitment=bp.Commitment.FIRM,
                citations=(bp.Citation(section="1"),),
            )
            for number, summary in enumerate(summaries, 1)
        ),
    )


def search_ids(programme: bp.Programme, query: str, language: bp.Language = "en") -> list[str]:
    """Return the ids of all hits, best first."""
    return [hit.action.id for hit in programme.search(query, language=language, limit=None)]


def compare_golden(name: str, text: str, request: pytest.FixtureRequest) -> None:
    """Compare with a golden file, or write it if pytest runs with --golden."""
    file = Path(__file__).parent / "golden" / name
    if request.config.getoption("--golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text
