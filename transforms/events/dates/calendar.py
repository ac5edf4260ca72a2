"""Reads the dates of the calendar: days, months, years and decades, in words and in digits.

Every rule takes the tokens and a position and returns the anchor it read and the position after it, or None.
"""

from __future__ import annotations

from transforms.events.dates import words as words
from transforms.events.dates.anchors import Anchor, Between, Calendar, Decade
from transforms.events.text.tokens import Words

Tokens = Words
Found = tuple[Anchor, int] | None


def word(tokens: Tokens, at: int) -> str:
    """Return the lower-case word at a position, or "" outside the sentence."""
    return tokens.lower[at] if 0 <= at < len(tokens.lower) else ""


def capital(tokens: Tokens, at: int) -> bool:
    return tokens.texts[at][:1].isupper()


def small_number(text: str) -> int | None:
    """Return a small number in digits or words, or None."""
    return int(text) if text.isdecimal() and len(text) <= 3 else words.NUMBERS.get(text)


def _day_number(text: str) -> int | None:
    """Return the day of a month: 5, 5th; None if it is none."""
    if text[-2:] in ("st", "nd", "rd", "th"):
        text = text[:-2]
    return int(text) if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31 else None


def year_number(text: str) -> int | None:
    """Return a year of the last two centuries or the next, or None."""
    return int(text) if len(text) == 4 and text.isdecimal() and 1800 <= int(text) <= 2100 else None


def read_month(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Read the name of a month; "march", "may" and short forms need to look like one."""
    name = word(tokens, at)
    if name in words.MONTHS and capital(tokens, at):
        return words.MONTHS[name], at + 1
    if name not in words.MONTHS_SHORT or not capital(tokens, at):
        return None
    if word(tokens, at + 1) == ".":
        return words.MONTHS_SHORT[name], at + 2
    beside = _day_number(word(tokens, at + 1)) or year_number(word(tokens, at + 1)) or _day_number(word(tokens, at - 1))
    return (words.MONTHS_SHORT[name], at + 1) if beside else None


def year_after(tokens: Tokens, at: int) -> tuple[int | None, int | None, int]:
    """Read what tells the year behind a month or day: year, shift ("last year") and the position after it."""
    start = at + 1 if word(tokens, at) in (",", "of") else at
    year = year_number(word(tokens, start))
    if year is not None:
        return year, None, start + 1
    if word(tokens, start) in words.SHIFTS and word(tokens, start + 1) == "year":
        return None, words.SHIFTS[word(tokens, start)], start + 2
    return None, None, at


def _with_year(tokens: Tokens, at: int, month: int, day: int | None) -> tuple[Calendar, int]:
    year, shift, end = year_after(tokens, at)
    return Calendar(year, month, day, shift=shift), end


def read_days(tokens: Tokens, at: int) -> tuple[int, int | None, int] | None:
    """Read one day of a month or a span of them: "5", "3-5", "3 to 5", "3 and 4"."""
    first = _day_number(word(tokens, at))
    if first is None:
        return None
    last = _day_number(word(tokens, at + 2)) if word(tokens, at + 1) in words.JOINERS else None
    return (first, None, at + 1) if last is None or last <= first else (first, last, at + 3)


def month_first(tokens: Tokens, at: int) -> Found:
    """May 10, 2017; Oct. 25; March 3-5; April 2015; January; May of last year."""
    month = read_month(tokens, at)
    if month is None or _is_a_name(tokens, at):
        return None
    days = read_days(tokens, month[1])
    if days is None:
        return _month_alone(tokens, at, *month)
    return _span(tokens, days, month[0], days[2])


def _span(tokens: Tokens, days: tuple[int, int | None, int], month: int, at: int) -> Found:
    first, last, _ = days
    calendar, end = _with_year(tokens, at, month, first)
    if last is None:
        return calendar, end
    return Between(calendar, Calendar(calendar.year, month, last, shift=calendar.shift)), end


# Words after which "May" and "March" are months.
_MONTH_SIGNS = (
    words.PREPOSITIONS | set(words.BOUNDS) | set(words.SHIFTS) | set(words.PARTS) | {"the", "-", "and", "or", "to"}
)


def _month_alone(tokens: Tokens, at: int, month: int, end: int) -> Found:
    """A month without a day; "May", "March", "April" and the like may be people or verbs and need a sign."""
    calendar, after = _with_year(tokens, end, month, None)
    told = calendar.year is not None or calendar.shift is not None
    if told or month not in (3, 4, 5, 6, 8) or word(tokens, at - 1) in _MONTH_SIGNS:
        return calendar, after
    return None


def _is_a_name(tokens: Tokens, at: int) -> bool:
    """Theresa May, Augustus April: a capitalised word right before, which is no weekday and begins no sentence."""
    if word(tokens, at) not in ("may", "april", "june", "august", "march") or at == 0:
        return False
    before = tokens.lower[at - 1]
    known = before in words.WEEKDAYS or before in words.BOUNDS or before in words.PREPOSITIONS
    return capital(tokens, at - 1) and not known and before not in words.PARTS | words.SHIFTS and at > 1


def day_first(tokens: Tokens, at: int) -> Found:
    """10 May 2017; the 12th of April; 3-5 March."""
    days = read_days(tokens, at)
    if days is None:
        return None
    after = days[2] + (word(tokens, days[2]) == "of")
    month = read_month(tokens, after)
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
    number = year_number(text)
    before = word(tokens, at - 2) if word(tokens, at - 1) == "-" else word(tokens, at - 1)  # mid-2014
    if before in ("and", "or", ","):  # "in 2014, 2015 and 2016"
        before = "in" if year_number(word(tokens, at - 2)) else before
    if before == "as" and word(tokens, at - 2) in words.AS_YEAR:  # "as long ago as 2015"
        before = "in"
    if number is None or before not in words.BEFORE_YEAR or word(tokens, at + 1) == "%":
        return None
    if word(tokens, at + 1) in ("-", "–") and len(word(tokens, at + 2)) == 2 and word(tokens, at + 2).isdecimal():
        return Between(Calendar(number), Calendar(number // 100 * 100 + int(word(tokens, at + 2)))), at + 3
    return Calendar(number), at + 1


def _decade(number: str, at: int) -> Found:
    if len(number) == 2:
        return Decade(1900 + int(number)), at + 1
    return (Decade(int(number)), at + 1) if year_number(number) else None


def fixed(tokens: Tokens, at: int) -> Found:
    """Christmas Day, New Year's Eve."""
    for names, (month, day) in words.FIXED_DAYS.items():
        end = at + len(names)
        if all(word(tokens, at + k) == name for k, name in enumerate(names)) and capital(tokens, at):
            return _with_year(tokens, end, month, day)
    return None
