"""The data files that come with the library, and what tells that a copy is whole."""

import json
from importlib.resources import files
from typing import NamedTuple

import benelux_programme as bp

_DATA = files("benelux_programme") / "_data"


class Revision(NamedTuple):
    """One state of the data of a programme, as a file."""

    period: str
    number: int
    path: str
    """Where the site has it, from its root."""
    sha256: str
    content: bytes


def revisions(period: str) -> tuple[Revision, ...]:
    """The revisions of a programme, the oldest first."""
    known = json.loads((_DATA / "index.json").read_bytes())["programmes"][period]["revisions"]
    return tuple(
        Revision(
            period,
            number,
            f"data/{known[str(number)]['file']}",
            known[str(number)]["sha256"],
            (_DATA / known[str(number)]["file"]).read_bytes(),
        )
        for number in bp.revisions(period)
    )
