"""The instant a feed's date means.

Feeds write RFC 822 (RSS), RFC 3339 and W3CDTF (Atom, Dublin Core), and whatever their authors thought of: other
languages, zones by name, `GMT+9`, Unix time, no year's century, no space after the weekday. One reader takes them all:
it finds the clock and its zone, then the day in what is left.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from transforms.feeds.date_words import fold, month_of, zone_minutes

#: Before this no feed existed; a date after `now` by more than the slack is a mistake or a trick to stay on top.
EARLIEST = datetime(1990, 1, 1, tzinfo=timezone.utc)
FUTURE_SLACK = timedelta(days=2)

_LONGEST = 100  # characters; longer ones are texts, not dates
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{10})\d{3}")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[t ]?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_CJK_DAY = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_CLOCK = re.compile(
    r"(?P<before>오전|오후|上午|下午)?\s*(?<![\d:+-])(?P<hour>\d{1,2})\s?[:h]\s?(?P<minute>\d{2})"
    r"(?::(?P<second>\d{1,2})(?:[.,](?P<fraction>\d+))?)?(?!\d)\s*(?P<after>[ap]\.?\s?m\b\.?)?"
)
_OFFSET = re.compile(r"[\s(]*(?:z|utc?|gmt)?\s*(?P<sign>[+-])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_MONTH_FIRST_COUNTRIES = frozenset({"USA", "PHL"})


def parse_date(raw: str | None, now: datetime, country: str | None = None) -> datetime | None:
    """Return the instant a feed's date means, in UTC, or None if it cannot be told or is absurd.

    A date without a zone is read as UTC, one without a time as midnight; a month or year alone is no date.
    `country` (ISO alpha-3) decides between readings: zone names that several countries use, and 3/4/2017, which stays
    unread where the country is unknown. Absurd is before 1990 or more than two days after `now`.
    """
    if not raw or len(raw) > _LONGEST:
        return None
    text = fold(raw).replace("−", "-").strip()
    try:
        instant = _epoch(text) or _civil(text, country)
    except (ValueError, OverflowError):  # a 31st of February, an hour 25
        return None
    return instant if instant and EARLIEST <= instant <= now + FUTURE_SLACK else None


def _epoch(text: str) -> datetime | None:
    found = _EPOCH.fullmatch(text)
    return datetime.fromtimestamp(int(found[1] or found[2]), timezone.utc) if found else None


def _civil(text: str, country: str | None) -> datetime | None:
    clock, zone, rest = _split_clock(_spelled_out(text), country)
    day = _day(rest, country)
    if day is None:
        return None
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
    return midnight + clock - timedelta(minutes=zone)


def _spelled_out(text: str) -> str:
    """Return 20170510T1230 and 2017年5月10日 as 2017-05-10 12:30 and 2017-5-10."""
    text = _CJK_DAY.sub(r"\1-\2-\3 ", text)
    compact = _COMPACT.match(text)
    if compact is None:
        return text
    year, month, day, hour, minute, second = compact.groups()
    clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
    return f"{year}-{month}-{day}{clock}{text[compact.end() :]}"


def _split_clock(text: str, country: str | None) -> tuple[timedelta, int, str]:
    """Return the time since midnight, the zone in minutes east of UTC, and the text without both."""
    found = _CLOCK.search(text)
    if found is None:
        return timedelta(0), 0, text
    zone, tail = _split_zone(text[found.end() :], country)
    return _since_midnight(found), zone, f"{text[: found.start()]} {tail}"


def _since_midnight(clock: re.Match[str]) -> timedelta:
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError("no such time of day")
    half = clock["after"] or clock["before"]
    if half:
        hour = hour % 12 + (12 if half.startswith(("p", "오후", "下午")) else 0)
    micro = int((clock["fraction"] or "0")[:6].ljust(6, "0"))
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)


def _split_zone(tail: str, country: str | None) -> tuple[int, str]:
    offset = _OFFSET.match(tail)
    if offset:
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        sound = minutes <= 14 * 60  # Kiribati; what is further is a typing error, and UTC the least wrong
        signed = -minutes if offset["sign"] == "-" else minutes
        return signed if sound else 0, tail[offset.end() :]
    names = ((word, zone_minutes(word, country)) for word in _LETTERS.findall(tail))
    name, minutes_or_none = next(((w, m) for w, m in names if m is not None), ("", None))
    return minutes_or_none or 0, tail.replace(name, " ", 1) if name else tail


def _day(text: str, country: str | None) -> date | None:
    first = _YEAR_FIRST.search(text)
    if first:
        return date(int(first[1]), int(first[2]), int(first[3]))
    return _day_with_month_name(text) or _day_with_year_last(text, country)


def _day_with_month_name(text: str) -> date | None:
    """Read `28 Nov 2017`, `November 28th, 2017`, `28-nov-17`: of several month-like words the last counts.

    A weekday comes first and may look like a month: French `mar. 28 nov.` is a Tuesday in November.
    """
    months = [month for month in map(month_of, _LETTERS.findall(text)) if month]
    numbers = re.findall(r"\d+", text)
    if not months or len(numbers) < 2:
        return None
    year = next((n for n in numbers if len(n) == 4), numbers[1])
    numbers.remove(year)
    return date(_full_year(year), months[-1], int(numbers[0]))


def _full_year(digits: str) -> int:
    """Return a year by RFC 2822 section 4.3: two digits below 50 are of this century, three count from 1900."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(digits) == 3 else year


def _day_with_year_last(text: str, country: str | None) -> date | None:
    found = _YEAR_LAST.search(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), _full_year(found[4])
    if found[2] == "." or first > 12:
        return date(year, second, first)
    if second > 12 or country in _MONTH_FIRST_COUNTRIES:
        return date(year, first, second)
    return date(year, second, first) if country else None
