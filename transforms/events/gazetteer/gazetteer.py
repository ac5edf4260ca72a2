"""The gazetteer: every name, office and agent word the coder knows, in tries over lowercased tokens.

The files under `data/en/` are the knowledge (see `entries`). A user's folder may hold files of the same names: their
lines come first where both know a name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import ConfigError
from transforms.events.files.overlays import decode, files, package_text
from transforms.events.gazetteer.entries import (
    AGENT,
    FILES,
    OFFICE,
    PERSON,
    SECTORS,
    STATE,
    Entry,
    Pair,
    Row,
    rows,
    split_names,
    texts,
)
from transforms.events.gazetteer.names import ACCEPT, Node, first_key, keys_of, trie
from transforms.events.gazetteer.offices import held_on, offices
from transforms.events.gazetteer.openings import Opening, opening
from transforms.events.text.folding import fold
from transforms.events.text.remembered import Remembered

if TYPE_CHECKING:
    from transforms.events.petrarch.actors import Line

Layer = tuple[str, str, int, Callable[[Row], Iterator[Pair]]]  # a file: text, name, columns, and what a row says


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
        self.opens = Remembered[Opening | None](self._opening)
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
        remarks: list[str] = []
        if overlays:
            from transforms.events.petrarch.actors import actors  # a twentieth of all imports, and few have such files

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

    def _opening(self, word: str) -> Opening | None:
        key = fold(word)
        return opening(word, self._node(key) if key in self._names else {})

    def _node(self, key: str) -> Node:
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = trie(self._names[key])
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
            keys = keys_of(role)
            node = self._node(keys[0]) if keys and keys[0] in self._names else None
            for key in keys[1:]:
                node = node.get(key) if node else None
            accepted = node.get(ACCEPT, ()) if node else ()
            self._sectors[role] = next((entry.sector for _, _, entry in accepted if entry.cls in (OFFICE, AGENT)), "")
        return self._sectors[role]


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
                names.setdefault(first_key(pair[0]), []).append(pair)
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
                names.setdefault(first_key(name), []).append((name, entry))
