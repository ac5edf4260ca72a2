"""Who a name means on a day: of several persons of one name, the one whose country, office and time fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from transforms.events.gazetteer.entries import Entry
from transforms.events.gazetteer.offices import began, ended, held_on, offices

_FIT_COUNTRY = 8
_FIT_MEMORY = 4
_FIT_OFFICE = 4
_FIT_DAY = 2
_FIT_RECENT = 1
_REMEMBERED_YEARS = 12  # after which a surname alone is more often another person's
_RECENT_YEARS = 4  # after leaving office a name still stands alone in the news


def choose(entries: Sequence[Entry], country: str, role: str, day: date | None, introduced: set[str]) -> Entry | None:
    """Return the best of `entries`, or None if a country was said and none of them is from there."""
    if country and not any(entry.country == country for entry in entries):
        return None
    if len(entries) == 1:
        return entries[0]
    return max(entries, key=lambda entry: _fit(entry, country, role, day, introduced))


def _fit(entry: Entry, country: str, role: str, day: date | None, introduced: set[str]) -> int:
    fit = _FIT_COUNTRY * (entry.country == country)
    fit += _FIT_MEMORY * (entry.name in introduced)
    fit += _FIT_OFFICE * any(office.role == role for office in offices(entry.offices))
    if day is not None:
        fit += _FIT_DAY * (held_on(entry.offices, day) is not None)
        fit += _FIT_RECENT * _is_near(entry, day)
    return fit


def _is_near(entry: Entry, day: date) -> bool:
    last = ended(entry.offices)[:4]
    return began(entry.offices)[:4] <= str(day.year) and bool(last) and int(last) + _RECENT_YEARS >= day.year


def in_the_news(entry: Entry, day: date | None) -> bool:
    """Return whether a short name alone may mean this person on `day`: not yet, or too long ago, is someone else."""
    if day is None or not entry.offices:
        return True
    last = ended(entry.offices)[:4]
    return int(began(entry.offices)[:4]) <= day.year + 1 and int(last) + _REMEMBERED_YEARS >= day.year


def office_on(entry: Entry, day: date | None) -> tuple[str, bool]:
    """Return the role held on `day` ("" if none) and whether the person has left an office by then."""
    if day is None:
        known = offices(entry.offices)
        return (known[0].role if len(known) == 1 else "", False)
    held = held_on(entry.offices, day)
    if held is not None:
        return held.role, False
    return "", bool(entry.offices) and began(entry.offices) < day.isoformat()
