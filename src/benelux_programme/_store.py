"""The programmes that are bundled: which there are, and loading them.

The bundled data were checked when they were compiled, so loading does not check them again.
"""

import json
from datetime import date, datetime
from functools import cache
from typing import Any, TypeAlias

from ._data import read_bundled
from ._programme.programme import Programme
from ._serialization.codec import decode
from .errors import InvalidValueError, NotInForceError, UnknownPeriodError, UnknownRevisionError

Index: TypeAlias = dict[str, dict[str, Any]]


def periods() -> tuple[str, ...]:
    """The periods of the bundled programmes, in order of time.

    >>> periods()
    ('2021-2024', '2025-2028')
    """
    return tuple(_index())


def revisions(period: str) -> tuple[int, ...]:
    """The numbers of the revisions of one programme, oldest first.

    Raises:
        UnknownPeriodError: No such programme is bundled; it names those that are.

    >>> revisions("2025-2028")
    (1,)
    """
    return tuple(map(int, _entry(period)["revisions"]))


def load(period: str, *, revision: int | None = None) -> Programme:
    """A bundled programme, in its latest revision or the one asked for.

    Raises:
        UnknownPeriodError: No such programme is bundled; it names those that are.
        UnknownRevisionError: The programme has no such revision; it names those it has.

    >>> load("2025-2028").pillars[0].title.en
    'Security, immigration, judicial cooperation and a resilient society'
    """
    known = revisions(period)
    if revision is None:
        revision = known[-1]
    if type(revision) is not int or revision not in known:
        raise UnknownRevisionError(period, revision, known)
    return _load(period, revision)


def in_force(day: date) -> Programme:
    """The programme that covers this day, in its latest revision.

    Raises:
        NotInForceError: No bundled programme covers it; it names the periods there are.
        InvalidValueError: It is not a date.

    >>> in_force(date(2026, 1, 1)).id
    '2025-2028'
    """
    if not isinstance(day, date):
        raise InvalidValueError("in_force", "day", day, "a date", "bad-date")
    iso = (day.date() if isinstance(day, datetime) else day).isoformat()
    for period, entry in _index().items():
        if entry["start"] <= iso <= entry["end"]:
            return load(period)
    raise NotInForceError(iso, periods())


def _entry(period: object) -> dict[str, Any]:
    if not isinstance(period, str) or period not in _index():
        raise UnknownPeriodError(period, periods())
    return _index()[period]


@cache
def _index() -> Index:
    programmes: Index = json.loads(read_bundled("index.json"))["programmes"]
    return programmes


@cache
def _load(period: str, revision: int) -> Programme:
    file = _entry(period)["revisions"][str(revision)]["file"]
    return decode(json.loads(read_bundled(file)))
