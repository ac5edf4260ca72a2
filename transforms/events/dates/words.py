"""The words that dates are written with in English: closed lists, so that finding dates costs a set look-up a token."""

from __future__ import annotations

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
# Short forms count only beside a full stop or a number: "Jan Egeland", "Mar del Plata" and "Dec" are other things.
MONTHS_SHORT = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}

WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)}
# As for months: "the Sun" is a newspaper, the Mon a people.
WEEKDAYS_SHORT = {name[:3]: number for name, number in WEEKDAYS.items()} | {"tues": 1, "thur": 3, "thurs": 3}
# A weekday in a name is no date: Black Friday, Super Tuesday, the Sunday Times.
NAMED_BEFORE = frozenset({"black", "bloody", "good", "super", "ash", "palm", "fat", "cyber", "easter"})
NAMED_AFTER = frozenset({"times", "telegraph", "mirror", "express", "herald", "mail", "review", "agreement"})

# First month of each season in the northern hemisphere, where the meteorologists begin it (WMO: 1 March, 1 June ...).
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
FIXED_DAYS = {
    ("christmas", "day"): (12, 25),
    ("christmas", "eve"): (12, 24),
    ("boxing", "day"): (12, 26),
    ("new", "year", "'s", "day"): (1, 1),
    ("new", "year", "'s", "eve"): (12, 31),
    ("new", "year", "’s", "day"): (1, 1),
    ("new", "year", "’s", "eve"): (12, 31),
    ("christmas",): (12, 25),
}

UNITS = {
    "minute": "minute", "minutes": "minute", "hour": "hour", "hours": "hour", "day": "day", "days": "day",
    "night": "day", "nights": "day", "week": "week", "weeks": "week", "weekend": "weekend", "weekends": "weekend",
    "fortnight": "fortnight", "month": "month", "months": "month", "quarter": "quarter", "year": "year",
    "years": "year", "decade": "decade", "decades": "decade", "century": "century",
}  # fmt: skip
HALVES = {"year": (6, "month"), "decade": (5, "year"), "century": (50, "year")}  # half a year is six months
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
VAGUE = frozenset({"few", "several", "some", "many"})  # a number that is not told

SHIFTS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
DAY_SHIFTS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
PARTS_OF_DAY = frozenset(
    {"morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "lunchtime", "dawn", "nightfall"}
)
# Which third of a period, or which side of today, a word means.
PARTS = {
    "early": "early", "beginning": "early", "start": "early", "outset": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "late", "close": "late", "earlier": "earlier", "later": "later",
}  # fmt: skip
# What a preposition makes of the time it stands before.
BOUNDS = {
    "since": "since", "until": "until", "till": "until", "through": "until", "by": "by", "before": "before",
    "after": "after",
}  # fmt: skip
PREPOSITIONS = frozenset({"on", "in", "at", "during", "over", "from", "for", "of", "between", "within", "throughout"})
JOINERS = frozenset({"to", "-", "–", "—", "until", "till", "through", "and"})
# What a noun phrase begins with: a date after it may belong to the noun ("his 2017 visit").
OWNERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "this", "that", "'s", "’s"})
# A bare number is a year only after one of these.
BEFORE_YEAR = (
    frozenset(BOUNDS) | PREPOSITIONS | {"the", "year", "late", "early", "mid", "(", "summer", "winter", "spring"}
)

AS_YEAR = frozenset({"ago", "back", "early", "late", "recently"})

STARTERS = (
    frozenset(MONTHS)
    | frozenset(MONTHS_SHORT)
    | frozenset(WEEKDAYS)
    | frozenset(WEEKDAYS_SHORT)
    | frozenset(SEASONS)
    | frozenset(DAY_SHIFTS)
    | frozenset(UNITS)
    | {"overnight", "ago", "christmas", "boxing", "eve", "morning", "afternoon", "evening"}
)
