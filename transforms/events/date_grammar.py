"""Reads one date expression at a given token: a hand-written grammar over closed lists of words.

Every rule takes the tokens and a position and returns the anchor it read and the position after it, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from transforms.events import date_words as words
from transforms.events.date_anchors import (
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
from transforms.events.tokens import Token

Tokens = Sequence[Token]
Found = tuple[Anchor, int] | None


def word(tokens: Tokens, at: int) -> str:
    """Return the lower-case word at a position, or "" outside the sentence."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _capital(tokens: Tokens, at: int) -> bool:
    return tokens[at].text[:1].isupper()


def _number(text: str) -> int | None:
    """Return a small number in digits or words, or None."""
    return int(text) if text.isdecimal() and len(text) <= 3 else words.NUMBERS.get(text)


def _day_number(text: str) -> int | None:
    """Return the day of a month: 5, 5th; None if it is none."""
    if text[-2:] in ("st", "nd", "rd", "th"):
        text = text[:-2]
    return int(text) if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31 else None


def _year_number(text: str) -> int | None:
    """Return a year of the last two centuries or the next, or None."""
    return int(text) if len(text) == 4 and text.isdecimal() and 1800 <= int(text) <= 2100 else None


def _month(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Read the name of a month; "march", "may" and short forms need to look like one."""
    name = word(tokens, at)
    if name in words.MONTHS and _capital(tokens, at):
        return words.MONTHS[name], at + 1
    if name not in words.MONTHS_SHORT or not _capital(tokens, at):
        return None
    if word(tokens, at + 1) == ".":
        return words.MONTHS_SHORT[name], at + 2
    beside = (
        _day_number(word(tokens, at + 1)) or _year_number(word(tokens, at + 1)) or _day_number(word(tokens, at - 1))
    )
    return (words.MONTHS_SHORT[name], at + 1) if beside else None


def _year_after(tokens: Tokens, at: int) -> tuple[int | None, int | None, int]:
    """Read what tells the year behind a month or day: year, shift ("last year") and the position after it."""
    start = at + 1 if word(tokens, at) in (",", "of") else at
    year = _year_number(word(tokens, start))
    if year is not None:
        return year, None, start + 1
    if word(tokens, start) in words.SHIFTS and word(tokens, start + 1) == "year":
        return None, words.SHIFTS[word(tokens, start)], start + 2
    return None, None, at


def _with_year(tokens: Tokens, at: int, month: int, day: int | None) -> tuple[Calendar, int]:
    year, shift, end = _year_after(tokens, at)
    return Calendar(year, month, day, shift=shift), end


def _days(tokens: Tokens, at: int) -> tuple[int, int | None, int] | None:
    """Read one day of a month or a span of them: "5", "3-5", "3 to 5", "3 and 4"."""
    first = _day_number(word(tokens, at))
    if first is None:
        return None
    last = _day_number(word(tokens, at + 2)) if word(tokens, at + 1) in words.JOINERS else None
    return (first, None, at + 1) if last is None or last <= first else (first, last, at + 3)


def month_first(tokens: Tokens, at: int) -> Found:
    """May 10, 2017; Oct. 25; March 3-5; April 2015; January; May of last year."""
    month = _month(tokens, at)
    if month is None or _is_a_name(tokens, at):
        return None
    days = _days(tokens, month[1])
    if days is None:
        return _month_alone(tokens, at, *month)
    return _span(tokens, days, month[0], days[2])


def _span(tokens: Tokens, days: tuple[int, int | None, int], month: int, at: int) -> Found:
    first, last, _ = days
    calendar, end = _with_year(tokens, at, month, first)
    if last is None:
        return calendar, end
    return Between(calendar, Calendar(calendar.year, month, last, shift=calendar.shift)), end


def _month_alone(tokens: Tokens, at: int, month: int, end: int) -> Found:
    """A month without a day; "May", "March", "April" and the like may be people or verbs and need a sign."""
    calendar, after = _with_year(tokens, end, month, None)
    told = calendar.year is not None or calendar.shift is not None
    before = word(tokens, at - 1)
    signs = (
        words.PREPOSITIONS | set(words.BOUNDS) | set(words.SHIFTS) | set(words.PARTS) | {"the", "-", "and", "or", "to"}
    )
    if told or before in signs or month not in (3, 4, 5, 6, 8):
        return calendar, after
    return None


def _is_a_name(tokens: Tokens, at: int) -> bool:
    """Theresa May, Augustus April: a capitalised word right before, which is no weekday and begins no sentence."""
    if word(tokens, at) not in ("may", "april", "june", "august", "march") or at == 0:
        return False
    before = tokens[at - 1]
    known = before.lower in words.WEEKDAYS or before.lower in words.BOUNDS or before.lower in words.PREPOSITIONS
    return before.text[0].isupper() and not known and before.lower not in words.PARTS | words.SHIFTS and at > 1


def day_first(tokens: Tokens, at: int) -> Found:
    """10 May 2017; the 12th of April; 3-5 March."""
    days = _days(tokens, at)
    if days is None:
        return None
    after = days[2] + (word(tokens, days[2]) == "of")
    month = _month(tokens, after)
    if month is None:
        return None
    return _span(tokens, days, month[0], month[1])


def day_alone(tokens: Tokens, at: int) -> Found:
    """On the 12th."""
    text = word(tokens, at)
    day = _day_number(text) if text[-2:] in ("st", "nd", "rd", "th") else None
    after = word(tokens, at + 1)
    if day is None or (word(tokens, at - 2), word(tokens, at - 1)) != ("on", "the") or after[:1].isalpha():
        return None
    return Calendar(day=day), at + 1


def digits(tokens: Tokens, at: int) -> Found:
    """2017-05-12; 12/05/2017 (day first unless that cannot be); 12.05.2017."""
    text = word(tokens, at)
    parts = text.replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(p.isdecimal() for p in parts):
        return None
    first, second, third = (int(p) for p in parts)
    if len(parts[0]) == 4:
        return Calendar(first, second, third), at + 1
    if len(parts[2]) != 4:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    return Calendar(third, month, day), at + 1


def year(tokens: Tokens, at: int) -> Found:
    """In 2015; the 1990s; 2014-16. A bare number counts only where a year can stand."""
    text = word(tokens, at)
    if text.endswith("s") and text[:-1].isdecimal() and text[-2:] == "0s":
        return _decade(text[:-1], at)
    number = _year_number(text)
    before = word(tokens, at - 2) if word(tokens, at - 1) == "-" else word(tokens, at - 1)  # mid-2014
    if number is None or before not in words.BEFORE_YEAR or word(tokens, at + 1) == "%":
        return None
    if word(tokens, at + 1) in ("-", "–") and len(word(tokens, at + 2)) == 2 and word(tokens, at + 2).isdecimal():
        return Between(Calendar(number), Calendar(number // 100 * 100 + int(word(tokens, at + 2)))), at + 3
    return Calendar(number), at + 1


def _decade(number: str, at: int) -> Found:
    if len(number) == 2:
        return Decade(1900 + int(number)), at + 1
    return (Decade(int(number)), at + 1) if _year_number(number) else None


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
    if not _capital(tokens, at) or word(tokens, at - 1) in words.NAMED_BEFORE:
        return None
    if word(tokens, at + 1) in words.NAMED_AFTER and _capital(tokens, at + 1):
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


def shifted(tokens: Tokens, at: int) -> Found:
    """Last week, next Tuesday, this month, last March, the past two years, the coming days, last night."""
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
    month = _month(tokens, at + 1) if at + 1 < len(tokens) else None
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
        return Untold(), end + 1
    return Period(unit, shift), end + 1


def _count(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """Read a number in front of a unit; None is a vague one. Returns the position of the unit, or `at` if none."""
    if word(tokens, at) == "couple":
        return 2, at + 1 + (word(tokens, at + 1) == "of")
    if word(tokens, at) in words.VAGUE:
        return None, at + 1
    number = _number(word(tokens, at))
    return (number, at + 1) if number is not None else (None, at)


def _recent(tokens: Tokens, at: int) -> Found:
    """Recent days; the coming days are read with the shifts."""
    if word(tokens, at) != "recent":
        return None
    unit = words.UNITS.get(word(tokens, at + 1))
    return (Stretch(None, unit, forward=False), at + 2) if unit else None


def counted(tokens: Tokens, at: int) -> Found:
    """Two days ago, a week from now, in three weeks, within days, a day earlier."""
    if word(tokens, at) == "a" and word(tokens, at + 1) in words.VAGUE | {"couple"}:
        at += 1
    count, unit_at = _count(tokens, at)
    unit = words.UNITS.get(word(tokens, unit_at))
    if unit is None:
        return None
    end, before = unit_at + 1, word(tokens, at - 1)
    after = word(tokens, end)
    if after in ("earlier", "later", "beforehand", "afterwards"):
        return Untold(), end + 1
    if after == "ago":
        return _ago(count, unit), end + 1
    if after == "from" and word(tokens, end + 1) in ("now", "today"):
        return (Offset(count, unit) if count else Untold()), end + 2
    return _ahead(tokens, before, count, unit, end)


def _ago(count: int | None, unit: str) -> Anchor:
    if count is not None:
        return Offset(-count, unit)
    return Stretch(None, unit, forward=False)


def _ahead(tokens: Tokens, before: str, count: int | None, unit: str, end: int) -> Found:
    """Within days, in two weeks' time: what lies ahead. "In two weeks" alone may be how long it takes: not read."""
    if before == "within":
        return Stretch(count, unit, forward=True), end
    if before == "in" and word(tokens, end) in ("'", "’", "'s", "’s") and word(tokens, end + 1) == "time" and count:
        return Offset(count, unit), end + 2
    return None


def season(tokens: Tokens, at: int) -> Found:
    """The spring of 2014, summer 2015, in the winter; "fall" and "spring" alone are usually verbs."""
    name = word(tokens, at)
    if name not in words.SEASONS:
        return None
    number, shift, end = _year_after(tokens, at + 1)
    if number is not None or shift is not None:
        return Season(name, number, shift), end
    leads = (word(tokens, at - 2), word(tokens, at - 1)) in (("in", "the"), ("during", "the"), ("over", "the"))
    return (Season(name), at + 1) if leads and word(tokens, at + 1) not in ("of",) else None


def fixed(tokens: Tokens, at: int) -> Found:
    """Christmas Day, New Year's Eve."""
    for names, (month, day) in words.FIXED_DAYS.items():
        end = at + len(names)
        if all(word(tokens, at + k) == name for k, name in enumerate(names)) and _capital(tokens, at):
            return _with_year(tokens, end, month, day)
    return None


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
    if word(tokens, at - 1) == "the" and word(tokens, at) in ("week", "month", "year", "decade", "weekend"):
        return Period(words.UNITS[word(tokens, at)]), at + 1
    rules = (month_first, weekday, near_day, shifted, year) if name in ("earlier", "later") else _WHOLE
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
_RULES: tuple[Rule, ...] = (
    digits, day_first, day_alone, counted, year, month_first, weekday, part, near_day, shifted, season, weekend, fixed,
)  # fmt: skip


def anchor_at(tokens: Tokens, at: int) -> Found:
    """Return the anchor that begins exactly here and the position after it, or None."""
    for rule in _RULES:
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
    return (Between(first[0], second[0]), second[1]) if second else first


def _bare_end(tokens: Tokens, at: int, first: Anchor) -> Found:
    """The second of two years, which has no preposition of its own: "between 2014 and 2016"."""
    number = _year_number(word(tokens, at))
    years = isinstance(first, Calendar) and first.month is None and first.year is not None
    return (Calendar(number), at + 1) if number and years else None
