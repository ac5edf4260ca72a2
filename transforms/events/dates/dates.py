"""Dates in a sentence: where they stand, and the days they mean to a text published on a given day.

The usual library reads "Wednesday" on a Wednesday as last week's and gives nothing for "late Tuesday" (measured with
dateparser 1.2), so the rules are our own: `grammar` reads the words, `anchors` knows the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import compress
from typing import NamedTuple

from transforms.events.dates import words as words
from transforms.events.dates.anchors import Anchor, Between, Calendar, Period, Weekday
from transforms.events.dates.calendar import day_first, digits, month_first
from transforms.events.dates.grammar import OPENERS, expression_at, weekday
from transforms.events.dates.ranges import UNKNOWN, DateRange
from transforms.events.text.remembered import Remembered
from transforms.events.text.tokens import POSSESSIVES, Words

__all__ = ["DateExpression", "DateRange", "day_of", "find_dates", "resolve"]


class DateExpression(NamedTuple):
    """The tokens [first, last) that tell a time, preposition included, and what they point at.

    `bound` is since, until, by, before, after or "": what the preposition makes of it. `modifier` is true where the
    time belongs to the noun that follows ("Wednesday's talks", "the 2015 deal") and not to the clause's verb.
    """

    first: int
    last: int
    text: str
    anchor: Anchor
    bound: str = ""
    modifier: bool = False


def find_dates(tokens: Words) -> list[DateExpression]:
    """Return the date expressions of a sentence in order, none inside another."""
    telling = [*map(_TELLING.__getitem__, tokens.lower)]
    return list(_scan(tokens, telling)) if _DATES in telling else []


_OPENS, _DATES = 1, 2
# Whether a word is one without which there is no date, or else may open an expression that holds one, or neither.
_TELLING = Remembered[int](
    lambda word: _DATES if word in words.STARTERS or word[0].isdigit() else _OPENS if word in OPENERS else 0
)


def _scan(tokens: Words, telling: Sequence[int]) -> Iterator[DateExpression]:
    end = 0
    for at in compress(range(len(tokens)), telling):
        if at >= end and (found := expression_at(tokens, at)) is not None:
            yield _expression(tokens, at, *found)
            end = found[1]


def _expression(tokens: Words, at: int, anchor: Anchor, end: int) -> DateExpression:
    """Take the preposition and article before the anchor into the expression, unless they belong to a noun after it."""
    if _dates_a_noun(tokens, at, anchor, end):
        return DateExpression(at, end, tokens.between(at, end), anchor, modifier=True)
    first = at - (at > 0 and tokens.lower[at - 1] == "the")
    before = tokens.lower[first - 1] if first else ""
    if isinstance(anchor, Weekday) and anchor.overnight:
        return DateExpression(at - 2, end, tokens.between(at - 2, end), anchor)
    bound = words.BOUNDS.get(before, "")
    first -= before in words.PREPOSITIONS or bool(bound)
    return DateExpression(first, end, tokens.between(first, end), anchor, bound)


def _dates_a_noun(tokens: Words, at: int, anchor: Anchor, end: int) -> bool:
    """Tell "the 2015 deal" and "Wednesday's talks" from "in 2015": an article or possessive with a noun to come."""
    after = tokens.lower[end] if end < len(tokens) else ""
    if after in POSSESSIVES:
        return True
    owned = at > 0 and tokens.lower[at - 1] in words.OWNERS and isinstance(anchor, Calendar | Weekday | Between)
    return owned and after.isalpha() and after not in _NO_NOUNS


# A noun phrase ends before these, so "the 12 May and" dates no noun.
_NO_NOUNS = (
    words.PREPOSITIONS
    | frozenset(words.BOUNDS)
    | frozenset({"to", "with", "and", "or", "but", "as", "that", "which", "who", "when", "where", "while", "said"})
    | frozenset({"says", "was", "were", "is", "are", "has", "had", "have", "will", "would"})
)


def resolve(expression: DateExpression, published: date | None, tense: str) -> DateRange:
    """Return the days an expression means in a clause of `tense` (past, present or future).

    Without `published` only what names its year is known. "Since" gives the first day and runs to publication;
    "until", "by" and "before" give the last day alone, unless the future bounds the first as well.
    """
    days = expression.anchor.days(published, tense)
    if expression.bound:
        days = _bounded(days, expression, published, tense)
    start, end, precision, _ = days
    return DateRange(start, end, precision, expression.text)


def _bounded(days: DateRange, expression: DateExpression, published: date | None, tense: str) -> DateRange:
    bound = expression.bound
    if bound in ("since", "after"):
        start = days.start if bound == "since" else days.end
        end = published if published and start and start <= published and tense != "future" else None
        return DateRange(start, end, days.precision) if start else UNKNOWN
    if days.end is None:
        return UNKNOWN
    whole = isinstance(expression.anchor, Calendar | Period) and expression.anchor.part == "late"
    last = days.start - timedelta(days=1) if bound == "before" and days.start and not whole else days.end
    start = published if tense == "future" and published and published <= last else None
    return DateRange(start, last, days.precision)


_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*$")
_DASHED = re.compile(r"(?<![\d-])(\d{1,4})-(\w{1,9})-(\d{1,4})(?![\d-])")


#: Whatever a text says of a day of these years ("a century ago", "next year"), the calendar can count to it.
_COUNTED_YEARS = range(1000, 9000)


def day_of(published: str | date | None) -> date | None:
    """Return the day of a date or instant, as its own zone counts it; None for what is no date of a text.

    Reads ISO 8601 with or without time and zone, RFC 822 ("Wed, 10 May 2017 12:00:00 GMT"), "10/05/2017" (day first
    unless that cannot be), "May 10, 2017" and "10 May 2017" with a weekday or time about them.
    """
    day = _day_of(published)
    return day if day and day.year in _COUNTED_YEARS else None


def _day_of(published: str | date | None) -> date | None:
    if published is None or isinstance(published, date):
        return date(published.year, published.month, published.day) if published else None
    iso = _ISO.match(published) or _COMPACT.match(published)
    if iso:
        return _valid(*(int(group) for group in iso.groups()))
    return _rfc_822(published) or _written(published)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rfc_822(text: str) -> date | None:
    from email.utils import parsedate_to_datetime  # brings sockets along, which no other form of a date needs

    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written(text: str) -> date | None:
    """Return the first full calendar day in a text."""
    tokens = Words(_DASHED.sub(lambda m: ("/" if m[2].isdecimal() else " ").join(m.groups()), text))
    for at in range(len(tokens)):
        for rule in (digits, weekday, month_first, day_first):
            found = rule(tokens, at)
            if found and isinstance(found[0], Calendar) and found[0].year and found[0].day:
                return found[0].days(None, "past").start
    return None
