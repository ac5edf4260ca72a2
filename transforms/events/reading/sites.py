"""Where an act happened, and what that says of sides that have no country of their own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from transforms.events.gazetteer.places import Place, Places
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.reading.readings import Reading
from transforms.events.reading.sides import Party, Sides, official
from transforms.events.syntax.groups import NounGroup

_GROUNDS = frozenset(["state", "city", "seat", "demonym"])
_AT = ("in", "at", "near", "outside", "inside", "across", "off", "into")
_AT_VIOLENCE = (*_AT, "on", "over")  # an attack on a town is in it; talks on or over it need not be
_FROM = ("from", "out of")  # "expelled from Togo": by Togo
_SENT_OUT = ("expel", "deport")
_KILLING = frozenset(["kill", "murder", "assassinate", "injure", "wound"])  # by whom is open, wherever it was
_VIOLENT = frozenset(["ASSAULT", "COERCE"])
_NAMELESS = frozenset(["phrase", "agent", "group", "role"])


@lru_cache(maxsize=4)
def _places(overlays: tuple[Path, ...]) -> Places:
    """Return the places of the package and of the users' folders, loaded when the first event has one."""
    return Places.load(overlays)


class Site(NamedTuple):
    """Where an act happened: the place with its coordinates, and the country it is told to be in."""

    place: Place | None
    country: str


def site_of(reading: Reading, sides: Sides) -> Site:
    """Return the place a reading's clause names, the nearest to its verb first."""
    prepositions = _prepositions(reading)
    for group in _phrases(reading):
        if group.prep in prepositions:
            found = next(_places(sides.lexicon.overlays).find(sides.tokens.texts[group.first : group.last]), None)
            named = (party.country for party in sides.of(group) if party.kind in _GROUNDS and party.country)
            country = (found[2].country if found is not None else "") or next(named, "")
            if found is not None or country:
                return Site(found[2] if found is not None else None, country)
    return Site(None, "")


def _prepositions(reading: Reading) -> tuple[str, ...]:
    if reading.mode in _SENT_OUT:
        return _FROM
    return _AT_VIOLENCE if reading.type in _VIOLENT else _AT


def dateline(name: str | None, lexicon: Lexicon) -> Place | None:
    """Return the place a sentence is dated from ("PARIS (Reuters) - ")."""
    return _places(lexicon.overlays).get(name) if name else None


def _phrases(reading: Reading) -> Iterator[NounGroup]:
    clause = reading.clause
    yield from clause.phrases
    yield from clause.before
    for group in clause.objects:
        yield from group.after
    if clause.kind == "coord" and clause.parent is not None:
        yield from clause.parent.phrases  # "crossed into Sudan and attacked a post"


def locate(reading: Reading, country: str) -> None:
    """Give nameless sides of violence the country of the place: those hit there, or those who hit foreigners there."""
    if country and reading.type == "CONSULT":
        _host(reading, country)
    if country and reading.type == "PROTEST":
        _crowd(reading, country)
    if not country or not (reading.type in _VIOLENT or reading.mode in _SENT_OUT):
        return
    here, there = (_countries(side) for side in (reading.source, reading.target))
    hit = reading.target or [Party(country, country, "", "", "", "state", "", reading.first, reading.last)]
    struck = here and country not in here and not there and reading.mode not in _SENT_OUT
    unclaimed = not here and not there and reading.type == "ASSAULT" and not reading.nominal
    if struck or unclaimed:
        reading.target = [party._replace(country=country) for party in hit]
        reading.fill("rule:place")
    elif _by_nobody(reading) and there and country not in there:
        reading.source = [Party(country, country, country, "", "", "state", "", reading.first, reading.last)]
        reading.fill("rule:place")  # "was arrested in Turkey", "was shot down over Chad"
    elif there and not here and country not in there and reading.source and _nameless(reading.source):
        reading.source = [party._replace(country=country) for party in reading.source]
        reading.fill("rule:place")


def _by_nobody(reading: Reading) -> bool:
    """Who arrests or hits foreigners goes without saying where it is those of the place, as it does not of murders."""
    if reading.source or reading.mode == "targeted":
        return False
    verb = reading.clause.verb
    killed = verb is not None and verb.lemma in _KILLING
    return reading.mode in ("arrest", *_SENT_OUT) or (reading.type == "ASSAULT" and not reading.nominal and not killed)


def _crowd(reading: Reading, country: str) -> None:
    """ "Gathered outside the Russian embassy in Kyiv": people of the place."""
    foreign = _countries(reading.target) - {country}
    if foreign and reading.source and not _countries(reading.source) and _nameless(reading.source):
        reading.source = [party._replace(country=country) for party in reading.source]
        reading.fill("rule:place")


def _host(reading: Reading, country: str) -> None:
    """ "Met officials in Hanoi": they are of the place."""
    known = _countries(reading.source)
    strange = known and country not in known and not _countries(reading.target)
    if strange and reading.target and all(p.kind in ("agent", "role") and official(p) for p in reading.target):
        reading.target = [party._replace(country=country) for party in reading.target]
        reading.fill("rule:place")


def _countries(parties: list[Party]) -> set[str]:
    return {party.country for party in parties if party.country}


def _nameless(parties: list[Party]) -> bool:
    return all(party.kind in _NAMELESS for party in parties)
