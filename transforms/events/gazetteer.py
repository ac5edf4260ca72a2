"""The gazetteer: every name, office and agent word the coder knows, in one trie over lowercased tokens.

The files under `data/en/` are the knowledge; their first lines say what their columns mean. A user's folder may hold
files of the same names: their lines come first where both know a name.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from schemas.errors import ConfigError
from transforms.events.offices import check_offices, held_on, offices
from transforms.events.overlays import decode, files, package_text
from transforms.events.petrarch_actors import Line, actors
from transforms.events.tokens import tokenize
from transforms.events.variants import plural, short_names, spellings

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

# How the case of the text must agree with that of the name.
ANY_CASE: Final = 0
CAPITAL: Final = 1
EXACT: Final = 2

Node = dict[str, Any]
ACCEPT: Final = ""  # the key under which a node keeps the entries that end there; no token is empty


@dataclass(frozen=True, slots=True)
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
Layer = tuple[str, str, int, Callable[[Row], Iterator[Pair]]]  # a file: text, name, columns, and what a row says


_FOLDED: Final = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "’": "'", "‘": "'"})


def fold(text: str) -> str:
    """Return `text` in lower case, without accents and with straight apostrophes, as the trie's keys are written."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_FOLDED)


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


def _keys(phrase: str) -> list[str]:
    folded = fold(phrase)
    words = (folded.replace("-", " - ") if "-" in folded else folded).split()
    # What is letters and hyphens alone needs no tokenizer, and most of the files is.
    if "".join(words).replace("-", "").isalpha():
        return words
    return [token.lower for token in tokenize(folded)]


def _case(phrase: str) -> int:
    """Return how strictly a name's case binds: "US" only in capitals, "Iran" capitalised, "troops" in any case."""
    letters = phrase.replace(".", "")
    if letters.isupper() and len(letters) > 1 and " " not in phrase:
        return EXACT
    return CAPITAL if phrase != phrase.lower() else ANY_CASE


class Gazetteer:
    """All entries of the frozen files and of a user's overlays.

    Names are kept by their first word; the trie under a word is built when a text first holds the word, since most
    names of the world are in no one text and building them all would take most of the loading time.
    """

    def __init__(
        self, names: dict[str, list[Pair]], genders: dict[str, str], version: str, remarks: Sequence[str] = ()
    ) -> None:
        self.version = version
        self.remarks = remarks
        self._genders = genders
        self._names = names
        self._nodes: dict[str, Node] = {}
        self._sectors: dict[str, str] = {}
        self._states: dict[str, str] = {}
        self._holders: dict[tuple[str, str], dict[str, Entry]] = {}

    @classmethod
    def load(cls, overlays: Sequence[Path] = ()) -> Gazetteer:
        """Read the frozen files, and before them the files of the same names in `overlays`, the last folder first.

        Raises ConfigError with file and line for a line that cannot be read.
        """
        genders: dict[str, str] = {}
        digest = hashlib.sha256()
        names = _indexed(_overlaid(overlays), digest)
        known = _indexed(_packaged(), digest)
        lines, remarks, read = actors(overlays)
        if lines:
            digest.update("".join(read).encode())
            _add_dictionaries(names, known, lines)
        for word, pairs in known.items() if names else ():
            names.setdefault(word, []).extend(pairs)
        for text, label in texts("given_names.tsv", overlays):
            digest.update(text.encode())
            for source, (gender, given) in rows(text, label, 2):
                if gender not in ("f", "m"):
                    raise ConfigError(f"{source}: unknown gender {gender!r}", "write f or m")
                for name in split_names(given):
                    genders.setdefault(name, gender)
        return cls(names or known, genders, digest.hexdigest()[:12], remarks)

    def node(self, word: str) -> Node | None:
        """Return the trie of the names that begin with `word` (a folded token), or None if there are none."""
        node = self._nodes.get(word)
        if node is None and word in self._names:
            node = self._nodes[word] = _trie(self._names[word])
        return node

    def holder(self, country: str, role: str, day: date) -> Entry | None:
        """Return who held an office of a state on `day`, or None if the files do not say, or name several."""
        if not self._holders:
            for pairs in self._names.values():
                for _, entry in pairs:
                    for office in offices(entry.offices) if entry.cls == PERSON else ():
                        self._holders.setdefault((entry.country, office.role), {})[entry.name] = entry
        known = self._holders.get((country, role), {}).values()
        held = [entry for entry in known if (on := held_on(entry.offices, day)) is not None and on.role == role]
        return held[0] if len(held) == 1 else None

    def state_name(self, code: str) -> str:
        """Return the name of a state, the code itself if the files have none."""
        if not self._states:
            known = (entry for pairs in self._names.values() for _, entry in pairs if entry.cls == STATE)
            self._states = {entry.country: entry.name for entry in known}
        return self._states.get(code, code)

    def gender(self, name: str) -> str:
        """Return "f" or "m" for a person's name, "" if its given name says neither."""
        return self._genders.get(name) or self._genders.get(name.partition(" ")[0], "")

    def sector(self, person: Entry, role: str) -> str:
        """Return the sector of a person in `role`, or that of the first office of theirs the files know."""
        for office in (role, *(office.role for office in offices(person.offices))):
            sector = self.role_sector(office)
            if sector:
                return sector
        return ""

    def role_sector(self, role: str) -> str:
        """Return the sector of an office, "" if the files do not know it; a sector may stand for an office unnamed."""
        if role in SECTORS:
            return role
        if role not in self._sectors:
            keys = _keys(role)
            node = self.node(keys[0]) if keys else None
            for key in keys[1:]:
                node = node.get(key) if node else None
            accepted = node.get(ACCEPT, ()) if node else ()
            self._sectors[role] = next((entry.sector for _, _, entry in accepted if entry.cls in (OFFICE, AGENT)), "")
        return self._sectors[role]


def texts(name: str, overlays: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file, those of the overlays first, each with its name for error messages."""
    yield from ((decode(path), str(path)) for path in files(name, overlays))
    yield package_text(name), name


def _overlaid(overlays: Sequence[Path]) -> Iterator[Layer]:
    """Yield the users' files, folder by folder, the last folder first."""
    for folder in reversed(overlays):
        for file, columns, pairs in FILES:
            yield from ((decode(path), str(path), columns, pairs) for path in files(file, [folder]))


def _packaged() -> Iterator[Layer]:
    for file, columns, pairs in FILES:
        yield package_text(file), file, columns, pairs


def _indexed(layers: Iterable[Layer], digest: hashlib._Hash) -> dict[str, list[Pair]]:
    """Return the names of files by their first word, and add the files to the digest."""
    names: dict[str, list[Pair]] = {}
    for text, label, columns, pairs in layers:
        digest.update(text.encode())
        for row in rows(text, label, columns):
            for pair in pairs(row):
                names.setdefault(_first_word(pair[0]), []).append(pair)
    return names


def _add_dictionaries(names: dict[str, list[Pair]], known: dict[str, list[Pair]], lines: Iterable[Line]) -> None:
    """Add what PETRARCH's dictionaries say, unless `known` says the same, and better.

    They do not tell a state from its adjective or its capital, nor an office from another word: what is known by that
    name with the same country, and with the same sector where they give one, stays as it is.
    """
    there = {(fold(name), e.country, e.sector) for pairs in known.values() for name, e in pairs}
    there |= {(name, country, "") for name, country, _ in there}
    readers = {file: pairs for file, _, pairs in FILES}
    for table, where, cells in lines:
        for name, entry in readers[table]((where, cells)):
            if entry.offices or (fold(name), entry.country, entry.sector) not in there:
                names.setdefault(_first_word(name), []).append((name, entry))


def _first_word(phrase: str) -> str:
    first = phrase.partition(" ")[0]
    return fold(first) if first.isalpha() else _keys(phrase)[0]


def _trie(pairs: Sequence[Pair]) -> Node:
    """Return the trie of names that share their first word, from the second word on."""
    root: Node = {}
    for phrase, entry in pairs:
        node = root
        for key in _keys(phrase)[1:]:
            node = node.setdefault(key, {})
        node.setdefault(ACCEPT, []).append((_case(phrase), phrase, entry))
    return root
