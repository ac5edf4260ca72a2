"""Where an act happened, and what that says of sides that have no country of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.events.groups import NounGroup
from transforms.events.readings import Reading
from transforms.events.sides import Party, Sides

_AT = ("in", "at", "near", "outside", "inside", "across", "over", "off", "on")
_SITES = frozenset(["state", "city", "seat", "demonym"])
_VIOLENT = frozenset(["ASSAULT", "COERCE"])
_NAMELESS = frozenset(["phrase", "agent", "group", "role"])


@dataclass(frozen=True, slots=True)
class Site:
    """A place as named in the text and its country."""

    name: str
    country: str


def site_of(reading: Reading, sides: Sides) -> Site | None:
    """Return the place a reading's clause names, the nearest to its verb first."""
    for group in _phrases(reading):
        if group.prep in _AT:
            for party in sides.of(group):
                if party.kind in _SITES and party.country:
                    return Site(party.name, party.country)
    return None


def _phrases(reading: Reading) -> Iterator[NounGroup]:
    clause = reading.clause
    yield from clause.phrases
    yield from clause.before
    for group in clause.objects:
        yield from group.after


def locate(reading: Reading, site: Site | None) -> None:
    """Give nameless sides of violence the country of the place: those hit there, or those who hit foreigners there."""
    if site is None or reading.type not in _VIOLENT:
        return
    here, there = (_countries(side) for side in (reading.source, reading.target))
    hit = reading.target or [Party(site.name, site.name, "", "", "", "city", "", reading.first, reading.last)]
    struck = here and site.country not in here and not there
    unclaimed = not here and not there and reading.type == "ASSAULT" and not reading.nominal
    if struck or unclaimed:
        reading.target = [replace(party, country=site.country) for party in hit]
        reading.fill("rule:place")
    elif there and not here and site.country not in there and reading.source and _nameless(reading.source):
        reading.source = [replace(party, country=site.country) for party in reading.source]
        reading.fill("rule:place")


def _countries(parties: list[Party]) -> set[str]:
    return {party.country for party in parties if party.country}


def _nameless(parties: list[Party]) -> bool:
    return all(party.kind in _NAMELESS for party in parties)
