"""PETRARCH's dictionaries: what their files share, and what their codes mean here.

The formats are those of PETRARCH and PETRARCH2, and of TABARI's actor files before them, as the documentation and
the published dictionaries show them. A file is translated to lines of our own tables (see `actors` and
`verbs`), so that it is understood as those are. A line that says something only PETRARCH can do, or that
says nothing, is passed over and counted, since PETRARCH passes over it, too; a line that would make others be
misread (a synonym before any name, a comment without an end) is an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from schemas.errors import ConfigError
from transforms.events.files.overlays import decode, package_text

NO_CODE: Final = "---"
# CAMEO's codes of states that ISO 3166 writes otherwise or no longer knows: as their successor.
_COUNTRIES: Final = {
    "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "SUN": "RUS", "YUG": "SRB", "SCG": "SRB", "MTN": "MNE", "GDR": "DEU",
    "DDR": "DEU", "GFR": "DEU", "BRD": "DEU", "CSK": "CZE", "CZS": "CZE", "BUR": "MMR", "KSV": "XKX", "KOS": "XKX",
    "WSB": "PSE", "GZS": "PSE", "PAL": "PSE", "YMD": "YEM", "YAR": "YEM", "ADO": "AND",
}  # fmt: skip
_NON_STATES: Final = {"IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "IMG": "IMG", "MNC": "MNC", "ISM": "ISM"}
_UNITED_NATIONS: Final = "UNO"
_EUROPEAN_UNION: Final = "EEC"
# CAMEO's sectors that PLOVER has under another code; MED is the press there and medicine here.
_SECTORS: Final = {
    "INS": "REB", "SEP": "REB", "MED": "JRN", "HLH": "MED", "HRI": "SOC", "ENV": "SOC", "DEV": "SOC", "SET": "CVL",
    "REL": "REL", "CHR": "REL", "MUS": "REL", "MOS": "REL", "JEW": "REL", "HIN": "REL", "BUD": "REL",
}  # fmt: skip
_SAME_SECTORS: Final = frozenset(
    (
        *("COP", "GOV", "JUD", "LEG", "MIL", "OPP", "PTY", "PRM", "REB", "SPY"),
        *("UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "LAB", "REF", "UNK"),
    )
)
_MARKUP: Final = re.compile(r"<!.*?-->|<!--.*")


class Dictionary:
    """One file being read: its lines without comments, and what of it was passed over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = decode(path)
        self.taken = 0
        self._skipped: Counter[str] = Counter()
        self._first: dict[str, int] = {}

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield number and text of the lines that say something; raises ConfigError for a comment without an end."""
        opened = 0
        for number, line in enumerate(self.text.splitlines(), 1):
            if opened:
                opened = 0 if "-->" in line else opened
                continue
            if "<!--" in line and "-->" not in line:
                opened = number
            said = re.split("[#;]", _MARKUP.sub("", line), maxsplit=1)[0].strip()
            if said:
                yield number, said
        if opened:
            raise self.error(opened, "the comment has no end", "close it with -->")

    def where(self, number: int) -> str:
        """Return file and line, as messages and rules name them."""
        return f"{self.path}:{number}"

    def error(self, number: int, problem: str, remedy: str) -> ConfigError:
        """Return the error for a line, to be raised by who reads it."""
        return ConfigError(f"{self.where(number)}: {problem}", remedy)

    def skip(self, number: int, reason: str) -> None:
        """Count a line as passed over."""
        self._skipped[reason] += 1
        self._first.setdefault(reason, number)

    def remarks(self) -> list[str]:
        """Return one line about what was passed over, or none; raises ConfigError where nothing could be used."""
        reasons = "; ".join(f"{n} {reason} (first in line {self._first[reason]})" for reason, n in self._reasons())
        if not self.taken:
            raise ConfigError(
                f"{self.path}: no line can be used: {reasons or 'it is empty'}", "check the file's format"
            )
        return [f"{self.path}: passed over: {reasons}"] if reasons else []

    def _reasons(self) -> list[tuple[str, int]]:
        return self._skipped.most_common()


def words(phrase: str) -> list[str]:
    """Return the words of a phrase, which blanks or underscores set apart, in lower case."""
    return phrase.replace("_", " ").lower().split()


def actor(code: str) -> tuple[str, str] | None:
    """Return country (or non-state code) and sector of an actor's code ("AFGGOVMIL": AFG, GOV), or None for no one."""
    groups = letters(code)
    country = _country(groups)
    sector = next((found for found in map(sector_of, groups) if found), "")
    return (country, sector) if country else None


def letters(code: str) -> list[str]:
    """Return a code's groups of three letters."""
    return [code[i : i + 3] for i in range(0, len(code), 3)]


def sector_of(group: str) -> str:
    """Return PLOVER's sector for three letters of a CAMEO code, "" if they name none."""
    return group if group in _SAME_SECTORS else _SECTORS.get(group, "")


def _country(groups: list[str]) -> str:
    if _UNITED_NATIONS in groups:
        return "UNO"
    if _EUROPEAN_UNION in groups:
        return "EUR"
    first = groups[0] if groups else ""
    known = _COUNTRIES.get(first, first)
    return known if known in countries() else _NON_STATES.get(first, "")


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """Return the names of the package's states by code."""
    lines = (line.split("\t") for line in package_text("countries.tsv").splitlines() if not line.startswith("#"))
    return {cells[0].strip(): cells[1].strip() for cells in lines if len(cells) > 1}


@lru_cache(maxsize=1)
def plover() -> dict[str, tuple[str, str]]:
    """Return PLOVER's type and mode by CAMEO code; the type is "" for mere statements."""
    lines = (line.split("\t") for line in package_text("cameo_plover.tsv").splitlines() if not line.startswith("#"))
    return {code: (_filled(event_type), _filled(mode)) for code, event_type, mode in lines}


def _filled(cell: str) -> str:
    return "" if cell == "-" else cell
