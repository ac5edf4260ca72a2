"""Places: the name of a city, region, sea or state to its country and coordinates.

Read from places.tsv (written by tools/build_gazetteer.py) and regions.tsv (written by hand, and preferred).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schemas.errors import ConfigError
from transforms.events.gazetteer.entries import rows, split_names, texts
from transforms.events.text.folding import fold

_FILES: Final = (("regions.tsv", 5), ("places.tsv", 6))
_LONGEST: Final = 5  # tokens of the longest name worth trying


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `country` is ISO 3166 alpha-3, "" for seas and what no one state holds; degrees north and east."""

    name: str
    country: str
    latitude: float
    longitude: float


class Places:
    """All places by name; load it when the first place is asked for, the coder needs it for events alone."""

    def __init__(self, by_name: dict[str, Place]) -> None:
        self._by_name = by_name
        self._beginnings = frozenset([name.partition(" ")[0] for name in by_name])

    @classmethod
    def load(cls, overlays: Sequence[Path] = ()) -> Places:
        """Read places and the other names of states, overlays first; raises ConfigError with file and line."""
        by_name: dict[str, Place] = {}
        for file, columns in _FILES:
            for text, label in texts(file, overlays):
                for source, cells in rows(text, label, columns):
                    _add(by_name, cells, source)
        for text, label in texts("countries.tsv", overlays):
            for _, cells in rows(text, label, 6):
                _add_aliases(by_name, cells[1], split_names(cells[2]))
        return cls(by_name)

    def get(self, name: str) -> Place | None:
        """Return the place of that name, in any case and with or without accents, or None."""
        return self._by_name.get(_key(name))

    def find(self, texts: Sequence[str]) -> Iterator[tuple[int, int, Place]]:
        """Yield the places named in a row of words as (first, last, place), the longest names, from left to right."""
        first = 0
        while first < len(texts):
            found = self._at(texts, first) if texts[first][0].isupper() else None
            if found is not None:
                yield found
            first = found[1] if found is not None else first + 1

    def _at(self, texts: Sequence[str], first: int) -> tuple[int, int, Place] | None:
        if _key(texts[first]).partition(" ")[0] not in self._beginnings:
            return None
        for last in range(min(first + _LONGEST, len(texts)), first, -1):
            place = self._by_name.get(_key(" ".join(texts[first:last])))
            if place is not None:
                return first, last, place
        return None


def _key(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").replace(".", " ").split())


def _add(by_name: dict[str, Place], cells: Sequence[str], source: str) -> None:
    name, others, country, latitude, longitude = cells[:5]
    try:
        place = Place(name, country, float(latitude), float(longitude))
    except ValueError as error:
        raise ConfigError(f"{source}: {latitude!r}, {longitude!r} are no coordinates", "write degrees") from error
    for alias in (name, *split_names(others)):
        by_name.setdefault(_key(alias), place)


def _add_aliases(by_name: dict[str, Place], name: str, others: Sequence[str]) -> None:
    place = by_name.get(_key(name))
    if place is not None:
        for alias in others:
            by_name.setdefault(_key(alias), place)
