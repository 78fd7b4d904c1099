"""Loading the bundled programmes.

Their data were validated when they were compiled, so loading does not validate them again.
"""

from datetime import date

from ._programme.lookup import normalize_key
from ._programme.programme import Programme
from ._serialization.codec import load_bundled_programme, read_bundled_index
from .errors import NotInForceError, UnknownPeriodError, UnknownRevisionError


def periods() -> tuple[str, ...]:
    """Return the periods of the bundled programmes in chronological order.

    >>> periods()
    ('2021-2024', '2025-2028')
    """
    return tuple(read_bundled_index())


def revisions(period: str) -> tuple[int, ...]:
    """Return the revisions of a bundled programme, oldest first.

    Args:
        period: The period of the programme, such as "2025-2028".

    Raises:
        UnknownPeriodError: No programme of this period is bundled.

    >>> revisions("2025-2028")
    (1,)
    """
    period = normalize_key(period)
    if period not in read_bundled_index():
        raise UnknownPeriodError(period, periods())
    return tuple(map(int, read_bundled_index()[period]["revisions"]))


def load(period: str, *, revision: int | None = None) -> Programme:
    """Return a bundled programme.

    Args:
        period: The period of the programme, such as "2025-2028".
        revision: The revision, or None for the latest.

    Raises:
        UnknownPeriodError: No programme of this period is bundled.
        UnknownRevisionError: The programme does not have this revision.

    >>> load("2025-2028").pillars[0].title.en
    'Security, immigration, judicial cooperation and a resilient society'
    """
    period = normalize_key(period)
    known = revisions(period)
    if revision is None:
        revision = known[-1]
    if revision not in known:
        raise UnknownRevisionError(period, revision, known)
    return load_bundled_programme(period, int(revision))


def in_force(day: date) -> Programme:
    """Return the latest revision of the bundled programme that is in force on a day.

    Raises:
        NotInForceError: No bundled programme is in force on the day.

    >>> in_force(date(2026, 1, 1)).id
    '2025-2028'
    """
    iso = day.isoformat()[:10]  # without the time of day
    for period, entry in read_bundled_index().items():
        if entry["start"] <= iso <= entry["end"]:
            return load(period)
    raise NotInForceError(iso, periods())
