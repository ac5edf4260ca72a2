"""What a date expression points at, and the days it covers as seen from the day of publication.

Every anchor answers `days(published, tense)`. News writes dates from the day it is published and leaves out what the
tense says: "on Friday" is the last one in a past tense and the next one in the future.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from transforms.events.dates.ranges import (
    DAY,
    UNKNOWN,
    WEEK,
    DateRange,
    add_months,
    clip,
    days_of,
    monday_of,
    month_end,
    one_day,
    part_of_month,
    part_of_week,
    part_of_year,
)
from transforms.events.dates.words import SEASONS


class Anchor(Protocol):
    """A point or stretch of time as the words give it."""

    def days(self, published: date | None, tense: str) -> DateRange:
        """Return the days meant by a text published on that day, in a clause of that tense (past, present, future)."""


class Calendar(NamedTuple):
    """A day, month or year of the calendar; what is left out (None) is supplied by tense.

    `shift` moves a missing year: 0 "March this year", -1 "March last year"; None when nothing is said.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    shift: int | None = None

    def days(self, published: date | None, tense: str) -> DateRange:
        """See `Anchor`."""
        try:
            found = self._days(published, tense)
        except ValueError:  # 31 April, 29 February of a common year
            return UNKNOWN
        return clip(found, published, tense) if published else found

    def _days(self, published: date | None, tense: str) -> DateRange:
        year = self.year
        if year is None and self.shift is not None and published is not None:
            year = published.year + self.shift
        if year is not None:
            return self._in_year(year)
        if published is None:
            return UNKNOWN
        if self.month is None:
            return self._day_of_month(self.day or 1, published, tense)
        if self.day is None:
            return self._in_year(_year_of_month(self.month, published, tense))
        return one_day(_nearest_day(self.month, self.day, published, tense))

    def _in_year(self, year: int) -> DateRange:
        if self.month is None:
            return part_of_year(year, self.part)
        if self.day is None:
            return part_of_month(year, self.month, self.part)
        return one_day(date(year, self.month, self.day))

    @staticmethod
    def _day_of_month(day: int, published: date, tense: str) -> DateRange:
        """The 12th: of this month if the tense allows, else of the one before or after."""
        step = 1 if tense == "future" and day < published.day else 0
        step = -1 if tense != "future" and day > published.day else step
        return one_day(date(*add_months(published.year, published.month, step), day))


def _year_of_month(month: int, published: date, tense: str) -> int:
    behind = (published.month - month) % 12
    if tense == "past" or (tense == "present" and behind <= 8):
        return published.year - (month > published.month)
    return published.year + (month < published.month)


def _nearest_day(month: int, day: int, published: date, tense: str) -> date:
    """Return the day of no stated year that is meant.

    Past: the last one, a day's grace for time zones; but nearly a year ago (over 330 days) news would name the year,
    so the coming one is meant. Future: the next one, with a week's grace for texts published late.
    """
    years = [y for y in range(published.year - 4, published.year + 5) if day < 29 or monthrange(y, month)[1] >= day]
    every = [date(y, month, day) for y in years]
    before = max(d for d in every if d <= published + DAY)
    after = min(d for d in every if d > published + DAY)
    if tense == "future":
        return before if published - before <= WEEK else after
    limit = 330 if tense == "past" else 240
    return before if (published - before).days <= limit or (after - published).days > 60 else after


class Turned(NamedTuple):
    """An anchor whose words, not the clause, say which way to look: "last March", "next May"."""

    anchor: Anchor
    tense: str

    def days(self, published: date | None, tense: str) -> DateRange:  # noqa: ARG002 - the words rule
        """See `Anchor`."""
        return self.anchor.days(published, self.tense)


class Decade(NamedTuple):
    """The 1990s, or the early, mid or late part of them."""

    first: int
    part: str = ""

    def days(self, published: date | None, tense: str) -> DateRange:  # noqa: ARG002 - absolute
        """See `Anchor`."""
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(self.part, (0, 9))
        return days_of(date(self.first + first, 1, 1), date(self.first + last, 12, 31), "year")


class Season(NamedTuple):
    """The spring of 2014, last summer, this winter; northern hemisphere, winter counted to the year it begins in."""

    name: str
    year: int | None = None
    shift: int | None = None

    def days(self, published: date | None, tense: str) -> DateRange:
        """See `Anchor`."""
        if self.year is not None:
            return self._in(self.year)
        if published is None:
            return UNKNOWN
        if self.shift == 0:  # in January "this winter" began last year
            return clip(self._in(published.year - (self.name == "winter" and published.month < 6)), published, tense)
        years = [self._in(published.year + step) for step in (-2, -1, 0, 1, 2)]
        if self.shift == 1 or (tense == "future" and self.shift != -1):
            begun = self.shift != 1  # "next spring" is not the one we are in
            later = [s for s in years if s.start and s.end and (s.end if begun else s.start) > published]
            return clip(later[0], published, tense)
        limit = published if self.shift is None else published - timedelta(days=92)
        return clip([s for s in years if s.start is not None and s.start <= limit][-1], published, tense)

    def _in(self, year: int) -> DateRange:
        first = SEASONS[self.name]
        return days_of(date(year, first, 1), month_end(*add_months(year, first, 2)), "month")


class Weekday(NamedTuple):
    """A day of the week: 0 is Monday. `shift` -1 "last Friday", 1 "next Friday"; `week` -1 "Friday of last week".

    `overnight` is the night that ends on that day ("overnight into Sunday").
    """

    number: int
    shift: int | None = None
    week: int | None = None
    overnight: bool = False

    def days(self, published: date | None, tense: str) -> DateRange:
        """See `Anchor`."""
        if published is None:
            return UNKNOWN
        day = self._day(published, tense)
        return DateRange(day - DAY, day, "day") if self.overnight else one_day(day)

    def _day(self, published: date, tense: str) -> date:
        if self.week is not None or self.shift == 1:
            week = 1 if self.week is None else self.week
            return monday_of(published) + week * WEEK + self.number * DAY
        back = (published.weekday() - self.number) % 7
        if self.shift == -1:
            return published - (back or 7) * DAY
        if tense == "future":
            return published + (-back % 7) * DAY
        return published - back * DAY


class Day(NamedTuple):
    """Today and its neighbours; `through_night` is the night before ("overnight")."""

    shift: int
    through_night: bool = False

    def days(self, published: date | None, tense: str) -> DateRange:  # noqa: ARG002 - the same in every tense
        """See `Anchor`."""
        if published is None:
            return UNKNOWN
        day = published + self.shift * DAY
        return DateRange(day - DAY, day, "day") if self.through_night else one_day(day)


class Period(NamedTuple):
    """This, last or next week, weekend, month, quarter, year or decade, or a part of it."""

    unit: str
    shift: int = 0
    part: str = ""

    def days(self, published: date | None, tense: str) -> DateRange:
        """See `Anchor`."""
        if published is None:
            return UNKNOWN
        if self.unit == "weekend":
            return _weekend(published, tense, self.shift)
        # "Later this month" says without a tense which side of today it is.
        side = {"earlier": "past", "later": "future"}.get(self.part, tense)
        return clip(self._whole(published), published, side)

    def _whole(self, published: date) -> DateRange:
        if self.unit in ("week", "fortnight"):
            return part_of_week(monday_of(published) + self.shift * WEEK, self.part)
        if self.unit == "month":
            return part_of_month(*add_months(published.year, published.month, self.shift), self.part)
        if self.unit == "quarter":
            first = add_months(published.year, (published.month - 1) // 3 * 3 + 1, 3 * self.shift)
            return days_of(date(*first, 1), month_end(*add_months(*first, 2)), "month")
        if self.unit == "year":
            return part_of_year(published.year + self.shift, self.part)
        first_year = (published.year // 10 + self.shift) * 10
        return Decade(first_year, self.part).days(published, "past")


def _looks_back(published: date, tense: str) -> bool:
    return tense == "past" or (tense == "present" and published.weekday() <= 1)


def _weekend(published: date, tense: str, shift: int) -> DateRange:
    """Return Saturday and Sunday. Without "last" or "next" it is the one at hand, on a Monday or Tuesday the one past.

    Precision is the day: an act of the weekend is dated no worse than by two days.
    """
    saturday = monday_of(published) + 5 * DAY
    if shift > 0:
        saturday += WEEK
    elif shift < 0 or (published < saturday and _looks_back(published, tense)):
        saturday -= WEEK
    return DateRange(saturday, saturday + DAY, "day")


@dataclass(frozen=True, slots=True)
class Offset:
    """Two days ago, three weeks from now: `count` is negative for the past. As exact as its unit."""

    count: int
    unit: str

    def days(self, published: date | None, tense: str) -> DateRange:
        """See `Anchor`."""
        if published is None:
            return UNKNOWN
        if self.unit in ("minute", "hour"):
            hours = self.count if self.unit == "hour" else 0
            return one_day(published + int(hours / 24) * DAY)
        if self.unit == "day":
            return one_day(published + self.count * DAY)
        if self.unit in _WEEKS:
            return Period("week", self.count * _WEEKS[self.unit]).days(published, tense)
        if self.unit in _MONTHS:
            return Period("month", self.count * _MONTHS[self.unit]).days(published, tense)
        year = published.year + self.count * _YEARS[self.unit]
        return part_of_year(year, "") if 0 < year < 9999 else UNKNOWN


_WEEKS = {"week": 1, "weekend": 1, "fortnight": 2}
_MONTHS = {"month": 1, "quarter": 3}
_YEARS = {"year": 1, "decade": 10, "century": 100}
_LENGTHS = {"minute": 0, "hour": 0, "day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The past two weeks, the coming days: from today `count` units back or on. `count` None: vague."""

    count: int | None
    unit: str
    forward: bool

    def days(self, published: date | None, tense: str) -> DateRange:  # noqa: ARG002 - the words say which way
        """See `Anchor`; "recent days" are counted as a week, "recent weeks" as a month, longer ones stay unknown."""
        length = self._length()
        if published is None or length is None:
            return UNKNOWN
        precision = "day" if length <= 2 else "week" if length <= 14 else "month" if length <= 92 else "year"
        try:
            other = published + (length if self.forward else -length) * DAY
        except OverflowError:
            return UNKNOWN
        return DateRange(min(published, other), max(published, other), precision)

    def _length(self) -> int | None:
        if self.count is None:
            return {"hour": 1, "day": 7, "week": 30}.get(self.unit)
        if self.unit == "hour":
            return -(-self.count // 24)
        return self.count * _LENGTHS[self.unit] if self.unit in _LENGTHS else self.count * 3652


class Between(NamedTuple):
    """From one time to another; the two are read together ("from 28 April to 2 May")."""

    first: Anchor
    second: Anchor

    def days(self, published: date | None, tense: str) -> DateRange:
        """See `Anchor`."""
        first = self.first.days(published, tense)
        if isinstance(self.second, Weekday):  # from Saturday to Monday: the Monday after that Saturday
            second = self.second.days(first.start, "future")
        else:
            second = self.second.days(published, tense)
        if first.start is None or second.end is None or first.start > second.end:
            return UNKNOWN
        return DateRange(first.start, second.end, second.precision)


@dataclass(frozen=True, slots=True)
class Untold:
    """A time that only the surrounding story can tell: "a day earlier", "years ago".

    `after` is how many days it lies after the time that was told last, where the words say so.
    """

    after: int | None = None

    def days(self, published: date | None, tense: str) -> DateRange:  # noqa: ARG002 - never known
        """See `Anchor`."""
        return UNKNOWN
