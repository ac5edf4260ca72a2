"""Entries: what a line of the gazetteer's files says, one file a reader.

The files under `data/en/` are the knowledge; their first lines say what their columns mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from schemas.errors import ConfigError
from transforms.events.files.overlays import decode, files, package_text
from transforms.events.gazetteer.offices import check_offices
from transforms.events.gazetteer.variants import plural, short_names, spellings

# Classes of entries, one letter each, since the grammar of noun phrases compares them at every token.
STATE: Final = "N"
DEMONYM: Final = "D"
PEOPLE: Final = "E"
CITY: Final = "C"
PLACE: Final = "L"
ORGANISATION: Final = "O"
OFFICE: Final = "R"
AGENT: Final = "A"
PERSON: Final = "P"
SHORT: Final = "p"
WORD_CLASSES: Final = {
    "determiner": "d",
    "possessive": "h",
    "former": "F",
    "participle": "V",
    "modifier": "M",
    "title": "T",
    "of": "o",
    "in": "i",
    "to": "t",
    "from": "f",
    "link": "l",
    "base": "b",
    "word": "w",
}
#: PLOVER's sectors of actors, and NGO for words like "aid workers", whose body has no other.
SECTORS: Final = frozenset(
    (
        *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM"),
        *("CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "NGO"),
    )
)
REFERENCES: Final = {"pronoun": "I", "states": "S", "sides": "S", "people": "S"}
REFERENCE_CLASSES: Final = frozenset(REFERENCES.values())


@dataclass(slots=True)
class Entry:
    """What the gazetteer knows under one name; `source` is the file and line it comes from."""

    cls: str
    kind: str
    name: str
    country: str
    sector: str
    source: str
    neutral: bool = False  # a head like "spokesman", whose sector is that of the word before it
    needs: str = ""  # "determiner" or "introduction": not taken on its own
    plural: bool = False
    offices: str = ""


Pair = tuple[str, Entry]
Row = tuple[str, list[str]]  # "file:line" and its columns


def split_names(text: str) -> list[str]:
    """Return the names of a cell, which commas set apart."""
    return [part for part in (word.strip() for word in text.split(",")) if part]


def _check(source: str, code: str, sector: str, names: str) -> None:
    """Raise ConfigError for what is no code of a country or non-state, no sector, or no name."""
    if code and not (len(code) == 3 and code.isalpha() and code.isupper()):
        raise ConfigError(f"{source}: {code!r} is no code of a country or non-state", "write ISO 3166 alpha-3: FRA")
    if sector and sector not in SECTORS:
        raise ConfigError(f"{source}: unknown sector {sector!r}", f"write one of {' '.join(sorted(SECTORS))}")
    if not all(split_names(one) for one in names.split(";")):
        raise ConfigError(f"{source}: a name is missing", "write the columns as the table's first line says")


def _countries(row: Row) -> Iterator[Pair]:
    source, (code, name, others, adjectives, people, capitals) = row
    _check(source, code, "", name)
    state = Entry(STATE, "state", name, code, "", source)
    for alias in (name, *split_names(others)):
        if alias.startswith("~"):  # "the North" is North Korea where the document has named it
            yield alias[1:], replace(state, needs="introduction")
        else:
            yield alias, state
    demonym = Entry(DEMONYM, "demonym", name, code, "", source)
    for adjective in split_names(adjectives):
        yield adjective, demonym
    folk = Entry(PEOPLE, "state", name, code, "", source, plural=True)
    for word in split_names(people):
        yield word, folk
    for capital in split_names(capitals):
        yield capital, Entry(CITY, "city", capital, code, "GOV", source)


def _seats(row: Row) -> Iterator[Pair]:
    source, (code, name, sector, kind) = row
    _check(source, code, sector, name)
    if kind not in ("seat", "city", "place"):
        raise ConfigError(f"{source}: unknown kind {kind!r}", "write seat, city or place")
    yield name, Entry(PLACE if kind == "place" else CITY, kind, name, code, sector, source)


def _named(kind: str) -> Callable[[Row], Iterator[Pair]]:
    def pairs(row: Row) -> Iterator[Pair]:
        source, (code, sector, names) = row
        _check(source, code, sector, names)
        for one in names.split(";"):
            aliases = split_names(one)
            entry = Entry(ORGANISATION, kind, aliases[0], code, sector, source)
            for alias in aliases:
                yield alias, entry

    return pairs


def _leaders(row: Row) -> Iterator[Pair]:
    source, (code, names, shorts, offices) = row
    _check(source, code, "", names)
    check_offices(offices, source)
    aliases = split_names(names)
    entry = Entry(PERSON, "person", aliases[0], code, "", source, offices=offices)
    for alias in aliases:
        for spelling in spellings(alias):
            yield spelling, entry
    for short, needs in short_names(aliases[0], split_names(shorts)):
        brief = Entry(SHORT, "person", aliases[0], code, "", source, needs=needs, offices=offices)
        for spelling in spellings(short):
            yield spelling, brief


def _roles(row: Row) -> Iterator[Pair]:
    source, (sector, kind, nature, words) = row
    _check(source, "", sector, words)
    if kind not in ("office", "head", "agent"):
        raise ConfigError(f"{source}: unknown kind {kind!r}", "write office, head or agent")
    listed = split_names(words)
    canonical = listed[0] if kind == "office" else ""
    for word in listed:
        bare, _, country = word.partition("=")
        needs = "determiner" if bare.endswith("*") else ""
        bare, given, many = bare.rstrip("*").partition("|")
        cls, label = (OFFICE, "role") if kind == "office" else (AGENT, "agent")
        name = canonical or bare
        neutral = nature == "neutral"
        yield bare, Entry(cls, label, name, country, sector, source, neutral, needs)
        many = many if given else plural(bare)
        if many and many != bare:
            yield many, Entry(cls, label, name, country, sector, source, neutral, needs, plural=True)


def _words(row: Row) -> Iterator[Pair]:
    source, (cls, words) = row
    if cls not in WORD_CLASSES:
        raise ConfigError(f"{source}: unknown class {cls!r}", f"write one of {', '.join(WORD_CLASSES)}")
    for word in split_names(words):
        yield word, Entry(WORD_CLASSES[cls], "word", word, "", "", source)


def _references(row: Row) -> Iterator[Pair]:
    source, (nature, phrases) = row
    if nature not in REFERENCES:
        raise ConfigError(f"{source}: unknown class {nature!r}", f"write one of {', '.join(REFERENCES)}")
    for phrase in split_names(phrases):
        yield phrase, Entry(REFERENCES[nature], "pronoun" if nature == "pronoun" else "set", nature, "", "", source)


def _discards(row: Row) -> Iterator[Pair]:
    source, (name,) = row
    yield name, Entry("w", "word", name, "", "", source)


def _places(row: Row) -> Iterator[Pair]:
    source, (name, others, country, *_) = row
    entry = Entry(PLACE, "place", name, country, "", source)
    for alias in (name, *split_names(others)):
        yield alias, entry


# File, number of columns, and what a row of it says. In this order names are preferred where two files know one.
FILES: Final[tuple[tuple[str, int, Callable[[Row], Iterator[Pair]]], ...]] = (
    ("discards.tsv", 1, _discards),
    ("countries.tsv", 6, _countries),
    ("seats.tsv", 4, _seats),
    ("leaders.tsv", 4, _leaders),
    ("organisations.tsv", 3, _named("organisation")),
    ("groups.tsv", 3, _named("group")),
    ("references.tsv", 2, _references),
    ("roles.tsv", 4, _roles),
    ("words.tsv", 2, _words),
    ("regions.tsv", 5, _places),
    ("places.tsv", 6, _places),
)


def rows(text: str, name: str, columns: int) -> Iterator[Row]:
    """Return the rows of a tab-separated file; `#` opens a comment line, trailing empty columns may be left out."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns or not cells[0]:
            raise ConfigError(
                f"{name}:{number}: {len(cells)} columns, the first {'empty' if not cells[0] else 'filled'}",
                f"write {columns} columns set apart by tabs, as the file's first line says",
            )
        yield f"{name}:{number}", cells + [""] * (columns - len(cells))


def texts(name: str, overlays: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file, those of the overlays first, each with its name for error messages."""
    yield from ((decode(path), str(path)) for path in files(name, overlays))
    yield package_text(name), name
