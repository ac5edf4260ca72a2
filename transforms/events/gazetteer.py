"""The gazetteer: every name, office and agent word the coder knows, in tries over lowercased tokens.

The files under `data/en/` are the knowledge (see `entries`). A user's folder may hold files of the same names: their
lines come first where both know a name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from schemas.errors import ConfigError
from transforms.events.entries import (
    AGENT,
    FILES,
    OFFICE,
    PERSON,
    SECTORS,
    STATE,
    Entry,
    Pair,
    Row,
    fold,
    rows,
    split_names,
    texts,
)
from transforms.events.offices import held_on, offices
from transforms.events.openings import JOINTS, Openings
from transforms.events.overlays import decode, files, package_text
from transforms.events.petrarch_actors import Line, actors
from transforms.events.tokens import tokenize

# How the case of the text must agree with that of the name.
ANY_CASE: Final = 0
CAPITAL: Final = 1
EXACT: Final = 2

Node = dict[str, Any]
ACCEPT: Final = ""  # the key under which a node keeps the entries that end there; no token is empty
Layer = tuple[str, str, int, Callable[[Row], Iterator[Pair]]]  # a file: text, name, columns, and what a row says


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


class Plain(NamedTuple):
    """What a word means where none of the names in `longer` goes on from it."""

    cls: str
    entries: tuple[Entry, ...]
    longer: Node


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
        self.opens = Openings(names, {word for word, pairs in names.items() if len(pairs) == 1 and _is_small(pairs[0])})
        self._nodes: dict[str, Node] = {}
        # Of words met: what they mean alone, whatever is before or in capitals.
        self.plain = {mark: Plain(cls, (), {}) for mark, cls in JOINTS.items() if mark not in names}
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

    @property
    def starts(self) -> Mapping[str, object]:
        """The words, folded, that names begin with: what a text mostly asks."""
        return self._names

    def node(self, word: str) -> Node:
        """Return the trie of the names that begin with `word`, one of `starts`, from the second word on."""
        node = self._nodes.get(word)
        if node is None:
            node = self._nodes[word] = _trie(self._names[word])
            accepted = node.get(ACCEPT, ())
            if len(accepted) == 1 and accepted[0][0] == ANY_CASE and accepted[0][2].needs != "introduction":
                entry = accepted[0][2]
                self.plain[word] = Plain(entry.cls, (entry,), node)
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
            node = self.node(keys[0]) if keys and keys[0] in self._names else None
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


def _is_small(pair: Pair) -> bool:
    phrase, entry = pair
    return entry.cls == "w" and phrase.isalpha() and phrase.islower()


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
