"""The command of the tracker."""

import argparse
from datetime import date
from pathlib import Path

import benelux_programme as bp

from .overlay import Overlay
from .report import inherited, progress, still_open


def main(arguments: list[str] | None = None) -> int:
    """Print the state of the programme of a day; returns the exit status."""
    parser = argparse.ArgumentParser(description="Tell what became of promises.")
    parser.add_argument("findings", type=Path)
    parser.add_argument("--day", type=date.fromisoformat, required=True)
    parser.add_argument("--language", choices=bp.LANGUAGES, default="en")
    parser.add_argument("--about", default="")
    asked = parser.parse_args(arguments)
    language: bp.Language = asked.language
    overlay = Overlay.read(asked.findings)
    programme = bp.in_force(asked.day)
    for title, done, total in progress(programme, overlay, language):
        print(f"{done}/{total} {title}")
    if asked.about:
        for hit in still_open(programme, overlay, asked.about, language):
            before = ", ".join(action.id for action in inherited(programme, hit.action))
            print(f"{hit.action.id} <- {before or 'new'}")
    for full_id in overlay.astray():
        print(f"look again at {full_id}")
    return 0
