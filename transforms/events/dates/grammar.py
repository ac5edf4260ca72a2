"""Reads one date expression at a given token: a hand-written grammar over closed lists of words.

What the calendar names is read by `calendar`, what is told from today here.
Every rule takes the tokens and a position and returns the anchor it read and the position after it, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from transforms.events.dates import words as words
from transforms.events.dates.anchors import (
    Anchor,
    Between,
    Calendar,
    Day,
    Decade,
    Offset,
    Period,
    Season,
    Stretch,
    Turned,
    Untold,
    Weekday,
)
from transforms.events.dates.calendar import (
    Found,
    Tokens,
    capital,
    day_alone,
    day_first,
    digits,
    fixed,
    month_first,
    read_month,
    small_number,
    word,
    year,
    year_after,
    year_number,
)


def weekday(tokens: Tokens, at: int) -> Found:
    """Wednesday; Tuesday night; Monday, May 8; Thursday of last week; Sat."""
    number = _weekday_number(tokens, at)
    if number is None:
        return None
    end = at + 1 + (word(tokens, at + 1) == "." and word(tokens, at) in words.WEEKDAYS_SHORT)
    end += word(tokens, end) in words.PARTS_OF_DAY
    told = _day_told(tokens, end + (word(tokens, end) in (",", "the")))
    if told is not None:
        return told
    into = word(tokens, at - 1) in ("into", "to") and word(tokens, at - 2) == "overnight"
    return _week_told(tokens, end, number) or (Weekday(number, overnight=into), end)


def _weekday_number(tokens: Tokens, at: int) -> int | None:
    name = word(tokens, at)
    if not capital(tokens, at) or word(tokens, at - 1) in words.NAMED_BEFORE:
        return None
    if word(tokens, at + 1) in words.NAMED_AFTER and capital(tokens, at + 1):
        return None
    if name in words.WEEKDAYS_SHORT and word(tokens, at - 1) != "the" and word(tokens, at + 1) == ".":
        return words.WEEKDAYS_SHORT[name]
    return words.WEEKDAYS.get(name)


def _day_told(tokens: Tokens, at: int) -> Found:
    """The calendar day behind a weekday, which then only repeats it."""
    found = month_first(tokens, at) or day_first(tokens, at) or digits(tokens, at) if at < len(tokens) else None
    told = found and isinstance(found[0], Calendar) and found[0].day is not None
    return found if told else None


def _week_told(tokens: Tokens, at: int, number: int) -> Found:
    start = at + (word(tokens, at) == "of")
    if word(tokens, start) in words.SHIFTS and word(tokens, start + 1) == "week":
        return Weekday(number, week=words.SHIFTS[word(tokens, start)]), start + 2
    return None


def near_day(tokens: Tokens, at: int) -> Found:
    """Today, yesterday evening, tonight, overnight, the day before yesterday, the day after tomorrow."""
    name = word(tokens, at)
    if name == "overnight" and word(tokens, at + 1) not in ("into", "to"):
        return Day(0, through_night=True), at + 1
    if name in words.DAY_SHIFTS:
        end = at + 1 + (word(tokens, at + 1) in words.PARTS_OF_DAY)
        return Day(words.DAY_SHIFTS[name]), end
    pair = (name, word(tokens, at + 1), word(tokens, at + 2))
    if pair == ("day", "before", "yesterday"):
        return Day(-2), at + 3
    return (Day(2), at + 3) if pair == ("day", "after", "tomorrow") else None


def that_day(tokens: Tokens, at: int) -> Found:
    """That day, the same evening, later that night."""
    name = word(tokens, at + 1)
    return (Untold(0), at + 2) if name == "day" or name in words.PARTS_OF_DAY else None


def shifted(tokens: Tokens, at: int) -> Found:
    """Last week, next Tuesday, this month, last March, the past two years, the coming days, last night."""
    if (word(tokens, at), word(tokens, at + 1)) == ("this", "past"):
        return shifted(tokens, at + 1)
    shift = words.SHIFTS.get(word(tokens, at))
    if shift is None:
        return _recent(tokens, at)
    name = word(tokens, at + 1)
    number = _weekday_number(tokens, at + 1) if name else None
    if number is not None:
        end = at + 2 + (word(tokens, at + 2) in words.PARTS_OF_DAY)
        return Weekday(number, shift=shift), end
    if name in words.PARTS_OF_DAY and word(tokens, at) in ("this", "last"):
        return Day(shift), at + 2
    return _shifted_season(tokens, at, shift) or _shifted_month(tokens, at, shift) or _shifted_unit(tokens, at, shift)


def _shifted_season(tokens: Tokens, at: int, shift: int) -> Found:
    name = word(tokens, at + 1)
    return (Season(name, shift=shift), at + 2) if name in words.SEASONS else None


def _shifted_month(tokens: Tokens, at: int, shift: int) -> Found:
    month = read_month(tokens, at + 1) if at + 1 < len(tokens) else None
    if month is None:
        return None
    if shift == 0:
        return Calendar(None, month[0], shift=0), month[1]
    return Turned(Calendar(None, month[0]), "past" if shift < 0 else "future"), month[1]


def _shifted_unit(tokens: Tokens, at: int, shift: int) -> Found:
    count, end = _count(tokens, at + 1)
    name = word(tokens, end)
    unit = words.UNITS.get(name)
    if unit is None or unit in ("minute", "century"):
        return None
    if shift == 0 and end > at + 1:  # "these three days" has no anchor
        return None
    if end > at + 1 or (name.endswith("s") and shift):
        return Stretch(count, unit, forward=shift > 0), end + 1
    if word(tokens, at) in ("past", "coming") and unit != "weekend":
        return Stretch(1, unit, forward=shift > 0), end + 1
    if word(tokens, at) in ("previous", "preceding", "following") or unit in ("day", "hour"):
        return Untold(shift if unit == "day" and shift else None), end + 1
    return Period(unit, shift), end + 1


def _count(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """Read a number in front of a unit; None is a vague one. Returns the position of the unit, or `at` if none."""
    if word(tokens, at) == "couple":
        return 2, at + 1 + (word(tokens, at + 1) == "of")
    if word(tokens, at) in words.VAGUE:
        return None, at + 1
    number = small_number(word(tokens, at))
    return (number, at + 1) if number is not None else (None, at)


def _recent(tokens: Tokens, at: int) -> Found:
    """Recent days; the coming days are read with the shifts."""
    if word(tokens, at) != "recent":
        return None
    unit = words.UNITS.get(word(tokens, at + 1))
    return (Stretch(None, unit, forward=False), at + 2) if unit else None


def counted(tokens: Tokens, at: int) -> Found:
    """Two days ago, a week from now, in three weeks, within days, a day earlier."""
    if words.UNITS.keys().isdisjoint(tokens.lower[at : at + 4]):
        return None
    before = word(tokens, at - 1)
    if word(tokens, at) == "a" and word(tokens, at + 1) in words.VAGUE | {"couple"}:
        at += 1
    if word(tokens, at) == "half":
        return _half_ago(tokens, at)
    count, unit_at = _count(tokens, at)
    unit = words.UNITS.get(word(tokens, unit_at))
    if unit is None:
        return None
    end = unit_at + 1
    after = word(tokens, end)
    if after in ("earlier", "later", "beforehand", "afterwards"):
        return Untold(_days_after(count, unit, after)), end + 1
    if after == "ago":
        return _ago(count, unit), end + 1
    if after == "from" and word(tokens, end + 1) in ("now", "today"):
        return (Offset(count, unit) if count else Untold()), end + 2
    return _ahead(tokens, before, count, unit, end)


def _days_after(count: int | None, unit: str, way: str) -> int | None:
    """Two days later; minutes and hours later it is still the same day."""
    if unit in ("minute", "hour"):
        return 0
    if unit != "day" or count is None:
        return None
    return count if way in ("later", "afterwards") else -count


def _half_ago(tokens: Tokens, at: int) -> Found:
    """Half a year ago, half a century ago."""
    half = words.HALVES.get(word(tokens, at + 2))
    if half is None or word(tokens, at + 1) != "a" or word(tokens, at + 3) != "ago":
        return None
    return Offset(-half[0], half[1]), at + 4


def _ago(count: int | None, unit: str) -> Anchor:
    if count is not None:
        return Offset(-count, unit)
    return Stretch(None, unit, forward=False)


def _ahead(tokens: Tokens, before: str, count: int | None, unit: str, end: int) -> Found:
    """Within days, in the weeks ahead, in two weeks' time. "In two weeks" alone may be how long it takes: not read."""
    if before == "within" or word(tokens, end) == "ahead":
        end += word(tokens, end) == "ahead"
        return Stretch(count, unit, forward=True), end
    if before == "in" and word(tokens, end) in ("'", "’", "'s", "’s") and word(tokens, end + 1) == "time" and count:
        return Offset(count, unit), end + 2
    return None


def season(tokens: Tokens, at: int) -> Found:
    """The spring of 2014, summer 2015, in the winter; "fall" and "spring" alone are usually verbs."""
    name = word(tokens, at)
    if name not in words.SEASONS:
        return None
    number, shift, end = year_after(tokens, at + 1)
    if number is not None or shift is not None:
        return Season(name, number, shift), end
    leads = (word(tokens, at - 2), word(tokens, at - 1)) in (("in", "the"), ("during", "the"), ("over", "the"))
    return (Season(name), at + 1) if leads and word(tokens, at + 1) not in ("of",) else None


def weekend(tokens: Tokens, at: int) -> Found:
    """Over the weekend, at the weekend; the week and the year with "of the" are read by `part`."""
    if word(tokens, at) != "weekend" or word(tokens, at - 1) != "the":
        return None
    return Period("weekend"), at + 1


def part(tokens: Tokens, at: int) -> Found:
    """Early May, mid-2014, late last week, late Tuesday, the end of the year, the first half of 2015."""
    half = _half(tokens, at)
    name, start = half or (words.PARTS.get(word(tokens, at), ""), at + 1)
    if not name:
        return None
    while word(tokens, start) in ("-", "of", "in", "on", "the"):
        start += 1
    found = _whole(tokens, start, name)
    return (_apply(found[0], name), found[1]) if found else None


def _half(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The first half of, the third quarter of."""
    number, kind = words.ORDINALS.get(word(tokens, at)), word(tokens, at + 1)
    if number is None or kind not in ("half", "quarter") or word(tokens, at + 2) != "of":
        return None
    if number < 0:
        number = 2 if kind == "half" else 4
    return f"{kind} {number}", at + 2


def _whole(tokens: Tokens, at: int, name: str) -> Found:
    """The time that a part is of."""
    if at >= len(tokens):
        return None
    if name in ("earlier", "later") and (word(tokens, at - 1), word(tokens, at)) == ("the", "day"):
        return Day(0), at + 1
    if word(tokens, at - 1) == "the" and word(tokens, at) in ("week", "month", "year", "decade", "weekend"):
        return Period(words.UNITS[word(tokens, at)]), at + 1
    rules = (month_first, weekday, near_day, that_day, shifted, year) if name in ("earlier", "later") else _WHOLE
    for rule in rules:
        found = rule(tokens, at)
        if found:
            return found
    return None


def _apply(anchor: Anchor, name: str) -> Anchor:
    """Narrow an anchor to its part; a part of a day is still that day."""
    if isinstance(anchor, Calendar) and anchor.day is None:
        return Calendar(anchor.year, anchor.month, None, name, anchor.shift)
    if isinstance(anchor, Period):
        return Period(anchor.unit, anchor.shift, name)
    return Decade(anchor.first, name) if isinstance(anchor, Decade) else anchor


Rule = Callable[[Tokens, int], Found]
_WHOLE: tuple[Rule, ...] = (month_first, day_first, weekday, near_day, season, shifted, year)
_NUMERIC: tuple[Rule, ...] = (digits, day_first, day_alone, counted, year)
_OPENERS: tuple[tuple[Iterable[str], tuple[Rule, ...]], ...] = (
    ((*words.MONTHS, *words.MONTHS_SHORT), (month_first,)),
    ((*words.WEEKDAYS, *words.WEEKDAYS_SHORT), (weekday,)),
    (("overnight", "day", *words.DAY_SHIFTS), (near_day,)),
    (("that", "same"), (that_day,)),
    ((*words.NUMBERS, *words.VAGUE, *words.UNITS, "couple", "half"), (counted,)),
    (words.PARTS, (part,)),
    (words.ORDINALS, (part,)),
    ((*words.SHIFTS, "recent"), (shifted,)),
    (words.SEASONS, (season,)),
    (("weekend",), (weekend,)),
    ({names[0] for names in words.FIXED_DAYS}, (fixed,)),
)


def _by_first_word() -> dict[str, tuple[Rule, ...]]:
    """Return the rules worth trying at a word, so that most tokens cost one look-up."""
    rules: dict[str, tuple[Rule, ...]] = {}
    for openers, tried in _OPENERS:
        for opener in openers:
            rules[opener] = rules.get(opener, ()) + tried
    return rules


_RULES = _by_first_word()
OPENERS = _RULES.keys()
"""The words that an expression can begin with, besides numbers in digits."""


def anchor_at(tokens: Tokens, at: int) -> Found:
    """Return the anchor that begins exactly here and the position after it, or None."""
    first = tokens.lower[at]
    for rule in _NUMERIC if first[0].isdigit() else _RULES.get(first, ()):
        found = rule(tokens, at)
        if found:
            return found
    return None


def expression_at(tokens: Tokens, at: int) -> Found:
    """Return the anchor that begins here, joined with the one it runs to: "3 May to 5 June", "2014-2016"."""
    first = anchor_at(tokens, at)
    if first is None or word(tokens, first[1]) not in words.JOINERS or isinstance(first[0], Between):
        return first
    if word(tokens, first[1]) == "and" and word(tokens, at - 1) != "between":
        return first
    second_at = first[1] + 1
    second = anchor_at(tokens, second_at) if second_at < len(tokens) else None
    second = second or _bare_end(tokens, second_at, first[0])
    return (Between(_with_year_of(first[0], second[0]), second[0]), second[1]) if second else first


def _with_year_of(first: Anchor, second: Anchor) -> Anchor:
    """Give the first of two days or months the year that only the second names: "from January to March 2016"."""
    if not isinstance(first, Calendar) or not isinstance(second, Calendar) or second.year is None or first.year:
        return first
    turns = (first.month or 0) > (second.month or 0)  # "from November to March 2016"
    return first._replace(year=second.year - turns)


def _bare_end(tokens: Tokens, at: int, first: Anchor) -> Found:
    """The second of two years, which has no preposition of its own: "between 2014 and 2016"."""
    number = year_number(word(tokens, at))
    years = isinstance(first, Calendar) and first.month is None and first.year is not None
    return (Calendar(number), at + 1) if number and years else None
