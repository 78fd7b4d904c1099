from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benelux_programme import Period
from benelux_programme.errors import InvalidValueError

days = st.dates()
periods = st.tuples(days, days).map(lambda ends: Period(start=min(ends), end=max(ends)))
years = st.integers(1, 9999)


@given(periods)
def test_parse_is_the_inverse_of_str(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(years, years)
def test_whole_years_are_written_as_years(one: int, other: int) -> None:
    first, last = sorted((one, other))
    period = Period.of_years(first, last)
    assert str(period) == (f"{first:04}" if first == last else f"{first:04}-{last:04}")
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("text", "start", "end", "written"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026"),
        ("2026-06", "2026-06-01", "2026-06-30", "2026-06"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
        ("9999-12", "9999-12-01", "9999-12-31", "9999-12"),
        ("0001-02", "0001-02-01", "0001-02-28", "0001-02"),
        ("2026-06-01", "2026-06-01", "2026-06-01", "2026-06-01"),
        ("2026-06-30", "2026-06-30", "2026-06-30", "2026-06-30"),
        ("2026-01/2026-03", "2026-01-01", "2026-03-31", "2026-01-01/2026-03-31"),
        ("2026-06-15/2026-07", "2026-06-15", "2026-07-31", "2026-06-15/2026-07-31"),
        ("2026/2027-01", "2026-01-01", "2027-01-31", "2026-01-01/2027-01-31"),
        ("2025/2028", "2025-01-01", "2028-12-31", "2025-2028"),
        ("2025-01/2025-12", "2025-01-01", "2025-12-31", "2025"),
    ],
)
def test_years_months_and_days_and_the_first_and_last_of_them(
    text: str, start: str, end: str, written: str
) -> None:
    period = Period.parse(text)
    assert (str(period.start), str(period.end), str(period)) == (start, end, written)


months = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}")


@given(months)
def test_months_are_written_as_months(month: str) -> None:
    assert str(Period.parse(month)) == month


@given(periods, days)
def test_a_period_contains_its_days(period: Period, day: date) -> None:
    assert (day in period) == (period.start <= day <= period.end)
    assert period.start in period
    assert period.end in period


@given(periods, periods)
def test_periods_are_ordered_by_start_and_end(one: Period, other: Period) -> None:
    assert (one < other) == ((one.start, one.end) < (other.start, other.end))


def test_a_date_with_a_time_is_in_the_period_of_its_day() -> None:
    assert datetime(2025, 12, 31, 23, 59, tzinfo=UTC) in Period.of_years(2025)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "2025-",
        "2025-1",
        "2025-00",
        "2025-13",
        "2025-01-",
        "2025-01-32",
        "2025-02-30",
        "2025-01-01/",
        "2025/",
        "2025-13-01/2026-01-01",
        "2025-01-01-2025-02-01",
        "２０２５",
    ],
)
def test_a_text_in_another_notation_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Period.parse(text)
    expected = "a period such as '2025', '2025-06', '2025-2028' or '2025-01-01/2025-06-30'"
    assert caught.value.args == ("Period.parse", "text", text, expected, "bad-period")


@pytest.mark.parametrize("text", ["2028-2025", "2028-01-01/2025-01-01", "2025-02/2025-01", "0000"])
def test_an_impossible_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        Period.parse(text)


@pytest.mark.parametrize("year", [0, 10000, -1])
def test_a_year_out_of_range_is_refused(year: int) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Period.of_years(year)
    expected = "a year from 1 to 9999"
    assert caught.value.args == ("Period.of_years", "first", year, expected, "bad-period")


def test_the_first_and_the_last_year_are_years() -> None:
    assert Period.of_years(1, 9999) == Period(start=date.min, end=date.max)


def test_the_end_must_not_be_before_the_start() -> None:
    end = date(2025, 1, 1)
    with pytest.raises(InvalidValueError) as caught:
        Period(start=date(2025, 1, 2), end=end)
    expected = "on or after the start (2025-01-02)"
    assert caught.value.args == ("Period", "end", "2025-01-01", expected, "bad-period")
    assert end in Period(start=end, end=end)


def test_start_and_end_are_dates_without_time() -> None:
    with pytest.raises(InvalidValueError, match=r"Period\.start: .* is not a date"):
        Period(start=datetime(2025, 1, 1, tzinfo=UTC), end=date(2025, 1, 1))


class _Missing(datetime):
    """A missing date, such as `pandas.NaT`: a datetime that differs from itself."""

    __hash__ = datetime.__hash__

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True


def test_a_missing_date_is_in_no_period() -> None:
    assert _Missing(2026, 1, 1) not in Period.of_years(2025, 2028)


def test_dates_and_years_of_pandas_and_numpy_are_taken() -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    period = Period.of_years(numpy.int64(2025), numpy.int64(2028))
    assert period == Period.of_years(2025, 2028)
    assert type(period.start.year) is int
    assert pandas.Timestamp("2026-01-01 12:00") in period
    assert pandas.Timestamp("2029-01-01") not in period
    assert pandas.NaT not in period


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2025", "2025-03", True),
        ("2025", "2025-12-31/2026-02-01", True),
        ("2025", "2026", False),
        ("2025-01/2025-03", "2025-04", False),
        ("2025-03", "2025-03", True),
    ],
)
def test_periods_overlap_if_any_day_is_in_both(one: str, other: str, overlap: bool) -> None:
    periods = Period.parse(one), Period.parse(other)
    assert periods[0].overlaps(periods[1]) is periods[1].overlaps(periods[0]) is overlap


@given(periods, periods)
def test_overlapping_periods_have_an_end_of_one_in_the_other(one: Period, other: Period) -> None:
    assert one.overlaps(other) is (one.start in other or other.start in one)
