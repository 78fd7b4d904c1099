"""The bundled data files with their checksums."""

import json
from importlib.resources import files
from typing import NamedTuple

import benelux_programme as bp

_DATA = files("benelux_programme") / "_data"


class Revision(NamedTuple):
    """A revision of a programme, as a file."""

    period: str
    number: int
    path: str
    """Its path from the root of the site."""
    sha256: str
    content: bytes


def read_revisions(period: str) -> tuple[Revision, ...]:
    """Return the revisions of a programme, the oldest first."""
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
