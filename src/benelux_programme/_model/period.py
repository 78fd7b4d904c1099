"""Periods of days."""

import re
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import final

from attrs import field

from benelux_programme.errors import InvalidValueError

from .constraints import PARTIAL_DATE, YEAR, a_date
from .public import frozen

PERIOD_PATTERN = rf"{YEAR}-{YEAR}|{PARTIAL_DATE}(/{PARTIAL_DATE})?"
"""The notation of periods: years, or a year, month or day, or the first and the last of these."""

_split_ends = re.compile("/|(?<=^[0-9]{4})-(?=[0-9]{4}$)").split


@final
@frozen(kw_only=True, order=True)
class Period:
    """The days from `start` to `end`, both included.

    Attributes:
        start: The first day.
        end: The last day, not before the first.

    Raises:
        InvalidValueError: end is before start.

    >>> from datetime import date
    >>> import benelux_programme as bp
    >>> period = bp.Period.of_years(2025, 2028)
    >>> date(2026, 1, 1) in period
    True
    >>> str(period), str(bp.Period.of_years(2025))
    ('2025-2028', '2025')
    """

    start: date = field(validator=a_date)
    end: date = field(validator=a_date)

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            expected = f"on or after the start ({self.start})"
            raise InvalidValueError("Period", "end", str(self.end), expected, "bad-period")

    @classmethod
    def of_years(cls, first: int, last: int | None = None) -> "Period":
        """Return the period of whole calendar years from `first` to `last`, or of one year.

        Raises:
            InvalidValueError: first or last is not from 1 to 9999, or last is before first.

        >>> import benelux_programme as bp
        >>> bp.Period.of_years(2025, 2028).end
        datetime.date(2028, 12, 31)
        """
        last = first if last is None else last
        for name, year in (("first", first), ("last", last)):
            if not MINYEAR <= year <= MAXYEAR:
                expected = "a year from 1 to 9999"
                raise InvalidValueError("Period.of_years", name, year, expected, "bad-period")
        return cls(start=date(first, 1, 1), end=date(last, 12, 31))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Parse a year, month or day such as "2025-06", or two of them and a slash; or "2025-2028".

        Raises:
            InvalidValueError: text is not a period in one of these notations.

        >>> import benelux_programme as bp
        >>> bp.Period.parse("2025-06").end
        datetime.date(2025, 6, 30)
        >>> str(bp.Period.parse("2025-01/2025-06"))
        '2025-01-01/2025-06-30'
        >>> bp.Period.parse("2025-2028") == bp.load("2025-2028").period
        True
        """
        expected = "a period such as '2025', '2025-06', '2025-2028' or '2025-01-01/2025-06-30'"
        if re.fullmatch(PERIOD_PATTERN, text) is None:
            raise InvalidValueError("Period.parse", "text", text, expected, "bad-period")
        ends = _split_ends(text)
        try:
            start = date.fromisoformat(f"{ends[0]}-01-01"[:10])
            end = date.fromisoformat(f"{ends[-1]}-12-01"[:10])  # in the last month
        except ValueError:
            raise InvalidValueError("Period.parse", "text", text, expected, "bad-period") from None
        end = end if str(end) == ends[-1] else _find_end_of_month(end)
        if end < start:
            expected = "a period, as it ends before it begins"
            raise InvalidValueError("Period.parse", "text", text, expected, "bad-period")
        return cls(start=start, end=end)

    def overlaps(self, other: "Period") -> bool:
        """Return whether any day is in both periods.

        >>> import benelux_programme as bp
        >>> bp.Period.parse("2026-03").overlaps(bp.Period.parse("2025-09/2026-03"))
        True
        """
        return self.start <= other.end and other.start <= self.end

    def __contains__(self, day: date) -> bool:
        """Whether the day, or the day of a date with a time, is in the period.

        A missing date, such as `pandas.NaT`, is in no period.
        """
        if day != day:  # noqa: PLR0124  # only a missing date differs from itself
            return False
        return self.start <= (day.date() if isinstance(day, datetime) else day) <= self.end

    def __str__(self) -> str:
        """Return the years, the month or the day that the period is, or else both ISO 8601 days."""
        if (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31):
            first, last = f"{self.start.year:04}", f"{self.end.year:04}"
            return first if first == last else f"{first}-{last}"
        if self.start.day == 1 and self.end == _find_end_of_month(self.start):
            return self.start.isoformat()[:7]
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"


def _find_end_of_month(day: date) -> date:
    end_of_year = day.replace(month=12, day=31)
    if day.month == end_of_year.month:
        return end_of_year
    return day.replace(month=day.month + 1, day=1) - timedelta(days=1)
