"""Dates as pages write them for machines, and what each really states: a day, a time, a zone, or less."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point in time as written.

    `value` is aware, in UTC where `zoned`; otherwise it carries the written clock as if it were UTC.
    `timed` is false for a bare day (midnight then stands for the whole day).
    """

    value: datetime
    timed: bool
    zoned: bool


#: ISO 8601 as pages write it: a blank for T or before the zone, no colon in the zone, fractions of any length.
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)"
    r"(?:(?:[Tt]|\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?(?::\d{2})?)?)?"
)
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\D{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_ENGLISH = (
    re.compile(r"(?:\w+,?\s+)?(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b"),
    re.compile(r"(?:\w+,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})\b"),
)
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\s*([ap]\.?m\b\.?))?\s*"
    r"((?:GMT|UTC)?[+-]\d{2}:?\d{2}|Z\b|GMT\b|UTC\b|[A-Z]{2,4}\b)?",
    re.I,
)
#: Abbreviations that mean one zone in the news, with their hours from UTC.
_ZONES = {
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "SGT": 8,
    "HKT": 8,
    "JST": 9,
    "KST": 9,
}
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: at for at, name in enumerate(_MONTH_NAMES, start=1)}


def read_stamp(text: str | None) -> Stamp | None:
    """Return what a machine-readable or plain English date states, or None where it is neither.

    Numbers whose order depends on the country (04/05/2024) are not guessed at.
    """
    written = " ".join(text.split())[:80] if text else ""
    if not written:
        return None
    readers = (_iso, _epoch, _slashed, _english, _rfc_822)
    return next((stamp for reader in readers if (stamp := reader(written))), None)


def stamp_of(year: object, month: object, day: object, rest: str = "") -> Stamp | None:
    """Return the stamp of a day and of the clock that `rest`, the text after it, begins with; None for no such day."""
    clock, offset = _clock(rest)
    return _stamp((year, month, day), clock, offset)


def _iso(written: str) -> Stamp | None:
    match = _ISO.match(written)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    offset = _offset(zone)
    return _stamp((year, month, day), (hour, minute, second) if hour else None, offset)


def _slashed(written: str) -> Stamp | None:
    match = _SLASHED.match(written)
    if match is None:
        return None
    parts = match.groups()
    return _stamp(parts[:3], parts[3:] if parts[3] else None, None)


def _epoch(written: str) -> Stamp | None:
    if not _EPOCH.fullmatch(written):
        return None
    return Stamp(datetime.fromtimestamp(int(written[:10]), timezone.utc), timed=True, zoned=True)


def _rfc_822(written: str) -> Stamp | None:
    try:
        value = parsedate_to_datetime(written)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    timed = ":" in written
    if value.tzinfo is None:
        return Stamp(value.replace(tzinfo=timezone.utc), timed, zoned=False)
    return Stamp(value.astimezone(timezone.utc), timed, zoned=timed)


def _english(written: str) -> Stamp | None:
    """Read `March 14, 2024`, `14 March 2024 6:05 PM EDT` and what JavaScript's Date prints."""
    for pattern in _ENGLISH:
        match = pattern.match(written)
        if match and (month := _MONTHS.get(match["month"][:3].lower())):
            return stamp_of(match["year"], month, match["day"], written[match.end() :])
    return None


def _clock(rest: str) -> tuple[tuple[object, ...] | None, timedelta | None]:
    """Return hour, minute and second, and the offset, that follow a day; None for what is not there."""
    match = _CLOCK.search(rest)
    if match is None:
        return None, None
    hour, minute, second, half, zone = match.groups()
    afternoon = (half or "").lower().startswith("p")
    hours = int(hour) % 12 + 12 * afternoon if half else int(hour)
    named = _ZONES.get((zone or "").upper())
    return (hours, minute, second), _offset(zone) if named is None else timedelta(hours=named)


def _offset(zone: str | None) -> timedelta | None:
    """Return the offset from UTC a zone states, or None where none is stated or it is none we know."""
    if not zone:
        return None
    match = _OFFSET.search(zone)
    if match is None:
        return timedelta(0) if zone.upper() in {"Z", "UTC", "GMT"} else None
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return ahead if match[1] == "+" else -ahead


def _stamp(day: tuple[object, ...], clock: tuple[object, ...] | None, offset: timedelta | None) -> Stamp | None:
    numbers = [int(str(part or 0)) for part in (*day, *(clock or ()))]
    try:
        value = datetime(*numbers, tzinfo=timezone.utc)  # type: ignore[misc, arg-type]  # three to six numbers
        return Stamp(value - (offset or timedelta(0)), timed=clock is not None, zoned=offset is not None)
    except (ValueError, OverflowError):
        return None
