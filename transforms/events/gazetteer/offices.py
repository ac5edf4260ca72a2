"""Offices with dates: who held what on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from schemas.errors import ConfigError

_OFFICE: Final = re.compile(r"([^;\d]+) (\d{4}(?:-\d\d(?:-\d\d)?)?)\.\.(\d{4}(?:-\d\d(?:-\d\d)?)?|)")


@dataclass(frozen=True, slots=True)
class Office:
    """One term of one office; `start` and `end` are days written YYYY-MM-DD, so that they compare as text."""

    role: str
    start: str
    end: str


def check_offices(text: str, source: str) -> None:
    """Raise ConfigError if `text` is not a list like "foreign minister 2004-03..2008; senator 2010.."."""
    for part in text.split(";"):
        if text and not _OFFICE.fullmatch(part.strip()):
            raise ConfigError(f"{source}: office {part.strip()!r} has no dates", "write it as: office 2004-03..2008-05")


@lru_cache(maxsize=4096)
def offices(text: str) -> tuple[Office, ...]:
    """Return the offices of a checked list, in its order."""
    found = (_OFFICE.fullmatch(part.strip()) for part in text.split(";") if part.strip())
    return tuple(Office(m[1].strip(), m[2], m[3] or "9999") for m in found if m)


@lru_cache(maxsize=4096)  # one document names the same few people on the same day
def held_on(text: str, day: date | None) -> Office | None:
    """Return the office held on `day`, the one that began last if there are several."""
    if day is None:
        return None
    held = [office for office in offices(text) if _covers(office, day.isoformat())]
    return max(held, key=lambda office: office.start, default=None)


def _covers(office: Office, day: str) -> bool:
    # A term written to the month or year covers all of it.
    return office.start[: len(day)] <= day[: len(office.start)] and day[: len(office.end)] <= office.end


@lru_cache(maxsize=4096)
def began(text: str) -> str:
    """Return the first day of the first office, or "" if there is none."""
    return min((office.start for office in offices(text)), default="")


@lru_cache(maxsize=4096)
def ended(text: str) -> str:
    """Return the last day of the last office, or "" if there is none."""
    return max((office.end for office in offices(text)), default="")
