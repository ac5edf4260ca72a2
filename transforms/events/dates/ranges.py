"""Ranges of days, and the arithmetic of weeks, months and years that makes them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


class DateRange(NamedTuple):
    """First and last day of a time, either of which may be unknown; precision is day, week, month, year or unknown."""

    start: date | None
    end: date | None
    precision: str
    expression: str | None = None


UNKNOWN = DateRange(None, None, "unknown")


def one_day(day: date) -> DateRange:
    """Return the range of a single day."""
    return DateRange(day, day, "day")


def days_of(start: date, end: date, precision: str) -> DateRange:
    """Return the range from `start` to `end`."""
    return DateRange(start, end, precision)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return year and month `count` months later."""
    whole = year * 12 + month - 1 + count
    return whole // 12, whole % 12 + 1


def monday_of(day: date) -> date:
    """Return the Monday of the day's ISO week."""
    return day - timedelta(days=day.weekday())


def clip(days: DateRange, published: date, tense: str) -> DateRange:
    """Cut off what the tense rules out: a past act lies before publication, a future one after it."""
    if days.start is None or days.end is None or not days.start <= published <= days.end:
        return days
    if tense == "past":
        return DateRange(days.start, published, days.precision)
    if tense == "future":
        return DateRange(published, days.end, days.precision)
    return days


def part_of_month(year: int, month: int, part: str) -> DateRange:
    """Return a month or its third: early 1-10, mid 11-20, late 21 to the end."""
    last = monthrange(year, month)[1]
    first_day, last_day = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return days_of(date(year, month, first_day), date(year, month, last_day), "month")


_PARTS_OF_YEAR = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "half 1": (1, 6),
    "half 2": (7, 12),
    "quarter 1": (1, 3),
    "quarter 2": (4, 6),
    "quarter 3": (7, 9),
    "quarter 4": (10, 12),
}


def part_of_year(year: int, part: str) -> DateRange:
    """Return a year, or the months of it that a part names."""
    if part not in _PARTS_OF_YEAR:
        return days_of(date(year, 1, 1), date(year, 12, 31), "year")
    first, last = _PARTS_OF_YEAR[part]
    return days_of(date(year, first, 1), month_end(year, last), "month")


def part_of_week(monday: date, part: str) -> DateRange:
    """Return a week, or its beginning (Monday, Tuesday), middle or end (from Thursday)."""
    first, last = {"early": (0, 1), "mid": (1, 3), "late": (3, 6)}.get(part, (0, 6))
    return days_of(monday + first * DAY, monday + last * DAY, "week")
