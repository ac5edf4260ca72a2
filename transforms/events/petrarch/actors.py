"""PETRARCH's actor and agent files, translated to lines of leaders, organisations, groups, countries and roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from transforms.events.files.overlays import dictionaries
from transforms.events.petrarch.dictionaries import NO_CODE, Dictionary, actor, countries, letters, sector_of, words

#: A line of a table of ours: the table, `file:line`, its columns.
Line = tuple[str, str, list[str]]

_BRACKETS: Final = re.compile(r"\[([^\[\]]*)\]")
_DAY: Final = r"(\d{8}|\d{6})"
_RESTRICTED: Final = re.compile(rf"(\S+?)\s*(?:([<>])\s*{_DAY}|\s{_DAY}\s*-\s*{_DAY})?")
_EVER: Final = "0001"  # the year from which an undated code holds
_TURN: Final = 30  # of two-digit years, those up to this one are 20xx
_ARMED: Final = frozenset(["REB", "PRM", "UAF", "CRM", "PTY"])
_SMALL: Final = frozenset(["of", "the", "and", "for", "in", "on", "to", "at", "by", "with"])
_MARKER: Final = re.compile(r"!\w+!")
_PLURAL: Final = re.compile(r"\{([^{}]*)\}")
_UNWRITABLE: Final = re.compile(r"[,;=*|\t]")  # what sets words apart in our tables


class BadCodeError(ValueError):
    """A code in brackets that cannot be read; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A code with the days it holds for, written as our tables write them; `start` is "" where it is not dated."""

    country: str
    sector: str
    start: str
    end: str


@dataclass(slots=True)
class _Record:
    """A name, its synonyms and its codes, as they stand one below the other."""

    number: int
    names: list[str]
    terms: list[_Term] = field(default_factory=list)


def actors(overlays: Sequence[Path]) -> tuple[list[Line], list[str], list[str]]:
    """Return the lines of the folders' actor and agent files, remarks on what was passed over, and the texts read."""
    lines: list[Line] = []
    remarks: list[str] = []
    read: list[str] = []
    for kind, translate in (("actors", _actor_lines), ("agents", _agent_lines)):
        for path in dictionaries(kind, overlays):
            dictionary = Dictionary(path)
            lines += translate(dictionary)
            remarks += dictionary.remarks()
            read.append(dictionary.text)
    return lines, remarks, read


def _actor_lines(dictionary: Dictionary) -> Iterator[Line]:
    for record in _records(dictionary):
        names = list(dict.fromkeys(filter(None, map(_name, record.names))))
        if not record.terms or not names:
            dictionary.skip(record.number, "without the code of a country or body")
            continue
        dictionary.taken += 1
        where = dictionary.where(record.number)
        yield from ((table, where, cells) for table, cells in _translated(names, record.terms))


def _records(dictionary: Dictionary) -> Iterator[_Record]:
    record: _Record | None = None
    for number, line in dictionary.lines():
        if line[0] not in "+[":
            if record is not None:
                yield record
            record = _Record(number, [line.partition("[")[0]])
        elif record is None:
            raise dictionary.error(number, f"{line!r} stands before any name", "begin with a line that holds a name")
        elif line[0] == "+":
            record.names.append(line[1:].partition("[")[0])
        _add_terms(dictionary, record, number, line)
    if record is not None:
        yield record


def _add_terms(dictionary: Dictionary, record: _Record, number: int, line: str) -> None:
    if "[" in line and not _BRACKETS.search(line):
        dictionary.skip(number, "whose bracket has no end")
    for inside in _BRACKETS.findall(line):
        try:
            term = _term(inside.strip())
        except BadCodeError as error:
            dictionary.skip(number, str(error))
            continue
        if term is not None:
            record.terms.append(term)


def _term(inside: str) -> _Term | None:
    """Return what a bracket says, None for the null code."""
    match = _RESTRICTED.fullmatch(inside)
    if match is None:
        raise BadCodeError("whose dates cannot be read")
    code, sign, day, first, last = match.groups()
    if code == NO_CODE:
        return None
    found = actor(code)
    if found is None:
        raise BadCodeError("with a code of no country or body")
    if sign:
        first, last = (None, day) if sign == "<" else (day, None)
    start = _day(first) if first else _EVER if last else ""
    return _Term(*found, start, _day(last) if last else "")


def _day(digits: str) -> str:
    """Return YYYYMMDD or YYMMDD as YYYY-MM-DD."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= _TURN else "19") + digits
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError as error:
        raise BadCodeError("whose dates cannot be read") from error


def _name(phrase: str) -> str:
    """Return a name as the press writes it: "Army of the North" for "ARMY_OF_THE_NORTH_"; "PKK" stays as it is."""
    parts = _UNWRITABLE.sub(" ", phrase).replace("_", " ").split()
    return " ".join(_capital(part, first=at == 0) for at, part in enumerate(parts))


def _capital(word: str, *, first: bool) -> str:
    if len(word) > 1 and not set(word.upper()) & set("AEIOUY") and word.isascii():
        return word.upper()
    if word.lower() in _SMALL and not first:
        return word.lower()
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def _lenient(name: str) -> str:
    """Return a name that is found whether or not the words after its first are capitalised: "Northern rebels"."""
    first, *rest = name.split()
    return " ".join((first, *(word if word.isupper() else word.lower() for word in rest)))


def _translated(names: list[str], terms: list[_Term]) -> Iterator[tuple[str, list[str]]]:
    """Yield the table and columns for a name: by what its codes say it is a state, a person or a body."""
    listed = ", ".join(dict.fromkeys((names[0], *map(_lenient, names))))
    last = max(terms, key=lambda term: (not term.end and not term.start, not term.end, term.end))
    if not any(term.sector for term in terms) and last.country in countries():
        yield "countries.tsv", [last.country, countries()[last.country], listed, "", "", ""]
    elif any(term.start or term.sector == "ELI" for term in terms):
        yield from (("leaders.tsv", row) for row in _persons(names, terms))
    else:
        armed = last.sector in _ARMED or last.country in ("IMG", "ISM")
        table = "groups.tsv" if armed else "organisations.tsv"
        yield table, [last.country, last.sector, listed]


def _persons(names: list[str], terms: list[_Term]) -> Iterator[list[str]]:
    """Yield a line for each country a person acted for; a sector stands where the table names an office."""
    short = [name for name in names if " " not in name]
    full = [name for name in names if " " in name] or short
    for country in dict.fromkeys(term.country for term in terms):
        offices = [
            f"{term.sector} {term.start or _EVER}..{term.end}"
            for term in terms
            if term.country == country and term.sector
        ]
        yield [country, ", ".join(full), ", ".join(short) or "-", "; ".join(offices)]


def _agent_lines(dictionary: Dictionary) -> Iterator[Line]:
    sets: dict[str, list[str]] = {}
    for number, line in dictionary.lines():
        if line[0] == "!" and "=" in line:
            marker, _, listed = line.partition("=")
            sets[marker.strip()] = [item.strip() for item in listed.split(",") if item.strip()]
            continue
        for cells in _agent(dictionary, number, line, sets):
            dictionary.taken += 1
            yield "roles.tsv", dictionary.where(number), cells


def _agent(dictionary: Dictionary, number: int, line: str, sets: dict[str, list[str]]) -> Iterator[list[str]]:
    code = _BRACKETS.search(line)
    if code is None or "~" not in code[1]:
        dictionary.skip(number, "without a code like [~GOV]")
        return
    found = _agent_code(code[1].strip())
    forms = _forms(line[: code.start()], sets)
    if found is None or not forms:
        dictionary.skip(number, "with a code of no sector or body" if found is None else "with a set not defined")
        return
    sector, body = found
    listed = (f"{form}{'=' + body if body else ''}" for form in forms)
    yield [sector, "agent", "", ", ".join(listed)]


def _agent_code(code: str) -> tuple[str, str] | None:
    """Return sector and non-state code of "~GOV" (added after the actor's) or "NGO~" (before it)."""
    bare = code.replace("~", "")
    sector = next((found for found in map(sector_of, letters(bare)) if found), "")
    body = actor(bare) if code.endswith("~") else None
    return (sector, body[0] if body else "") if sector or body else None


def _forms(phrase: str, sets: dict[str, list[str]]) -> list[str]:
    """Return a word with its plural as roles.tsv writes them: `word`, `word|plural`, or `word|` for none."""
    given = _PLURAL.search(phrase)
    plural = None if given is None else " ".join(words(given[1]))
    bare = _UNWRITABLE.sub(" ", _PLURAL.sub(" ", phrase))
    marker = _MARKER.search(bare)
    if marker is not None:  # what a set stands for needs no further plural
        return [f"{' '.join(words(bare.replace(marker[0], item)))}|" for item in sets.get(marker[0], ())]
    word = " ".join(words(bare))
    return [word if plural is None else f"{word}|{plural}"] if word else []
