"""Loading the bundled programmes and the register of documents.

Their data were validated when they were compiled, so loading does not validate them again.
"""

import json
from datetime import date

from benelux_programme._data import read_bundled
from benelux_programme._model.document import Document
from benelux_programme._programme.lookup import normalize_key
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.codec import (
    build_trusted_decoder,
    load_bundled_programme,
    read_bundled_periods_and_revisions,
)
from benelux_programme.errors import NotInForceError, UnknownPeriodError, UnknownRevisionError

_documents: dict[str, tuple[Document, ...]] = {}


def periods() -> tuple[str, ...]:
    """Return the periods of the bundled programmes in chronological order.

    >>> import benelux_programme as bp
    >>> bp.periods()
    ('2021-2024', '2025-2028')
    """
    return tuple(read_bundled_periods_and_revisions())


def revisions(period: str) -> tuple[int, ...]:
    """Return the revisions of a bundled programme, oldest first.

    Args:
        period: The period of the programme, such as "2025-2028".

    Raises:
        UnknownPeriodError: No programme of this period is bundled.

    >>> import benelux_programme as bp
    >>> bp.revisions("2025-2028")
    (1, 2)
    """
    period = normalize_key(period)
    if period not in read_bundled_periods_and_revisions():
        raise UnknownPeriodError(period, periods())
    return tuple(map(int, read_bundled_periods_and_revisions()[period]["revisions"]))


def load(period: str, *, revision: int | None = None) -> Programme:
    """Return a bundled programme.

    Args:
        period: The period of the programme, such as "2025-2028".
        revision: The revision, or None for the latest.

    Raises:
        UnknownPeriodError: No programme of this period is bundled.
        UnknownRevisionError: The programme does not have this revision.

    >>> import benelux_programme as bp
    >>> bp.load("2025-2028").pillars[0].title.en
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

    >>> from datetime import date
    >>> import benelux_programme as bp
    >>> bp.in_force(date(2026, 1, 1)).id
    '2025-2028'
    """
    iso = day.isoformat()[:10]  # without the time of day
    for period, entry in read_bundled_periods_and_revisions().items():
        if entry["start"] <= iso <= entry["end"]:
            return load(period)
    raise NotInForceError(iso, periods())


def documents() -> tuple[Document, ...]:
    """Return the joint work programmes, annual plans, reports and declarations since 2009.

    They are in the order of the years that they are about, the oldest first. Two of them are data
    here, and `load` returns them; of the others only what a `Document` has is known.

    >>> import benelux_programme as bp
    >>> [str(each.period) for each in bp.documents() if each.kind == "joint-work-programme"]
    ['2009-2012', '2013-2016', '2017-2020', '2021-2024', '2025-2028']
    """
    if not _documents:
        decode = build_trusted_decoder(Document)
        records = [decode(each, {}, {}) for each in json.loads(read_bundled("documents.json"))]
        _documents.setdefault("", tuple(records))  # of several threads, all return the first one's
    return _documents[""]
