"""Cut a sentence into chunks: the longest names of the gazetteer, runs of unknown capitalised words, joints.

One pass from left to right. What is neither a name nor a joint leaves a gap, and a gap ends a noun phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

from transforms.events.gazetteer.entries import SHORT, Entry
from transforms.events.gazetteer.gazetteer import Gazetteer
from transforms.events.gazetteer.names import ACCEPT, Node, fitting
from transforms.events.gazetteer.openings import UNKNOWN, alone
from transforms.events.text.tokens import Words

_SURNAMES: Final = frozenset(
    "RAMTLCNDF"
)  # classes of words that are surnames, too: Tom King, Jack London, Emily French
# Small words inside a name: "Daniel arap Moi", "Ursula von der Leyen", "Mohammed bin Salman", "Ban al-Din".
_PARTICLES: Final = frozenset(
    [
        "al",
        "bin",
        "ibn",
        "de",
        "van",
        "von",
        "der",
        "den",
        "da",
        "dos",
        "das",
        "du",
        "del",
        "el",
        "la",
        "di",
        "arap",
        "ag",
        "ul",
        "bint",
        "abu",
        "ould",
        "ben",
        "e",
        "y",
        "zu",
    ]
)


_COURTESY: Final = frozenset(("Mr", "Mrs", "Ms", "Miss"))
_ENDS: Final = (" ", " ")  # no keys; what looks two words ahead need not look for the end


@dataclass(slots=True)
class Chunk:
    """Tokens [first, last) that are one thing; `entries` are what the gazetteer knows of it, best first."""

    first: int
    last: int
    cls: str
    entries: tuple[Entry, ...] = ()


def cut(words: Words, gazetteer: Gazetteer, introduced: frozenset[str] | set[str]) -> list[Chunk]:
    """Return the chunks of a sentence; `introduced` holds names of persons the document has named in full."""
    chunks: list[Chunk] = []
    texts, keys = words.texts, [*words.keys(), *_ENDS]
    openings = [*map(gazetteer.opens.__getitem__, texts), None]
    loud = _is_headline(texts)
    end = last = -1  # of the last chunk that was found, and of the last that was kept
    for at in compress(range(len(texts)), openings):
        opening = openings[at]
        if opening is None or at < end:
            continue
        node = opening.node
        if not opening.settled or keys[at + 1] in node or (keys[at + 2] == "." and node and _is_initial(texts, at + 1)):
            chunk = _chunk(words, keys, at, node, introduced, chunks)
        elif not opening.cls or (opening.leads and (openings[at + 1] is None or (opening.joins and last != at))):
            continue
        elif opening.cls == UNKNOWN:
            chunk = _unknown(words, at, chunks)
        else:
            chunk = Chunk(at, at + 1, opening.cls, opening.entries)
        if not chunk.cls or (loud and chunk.cls == UNKNOWN):
            continue
        if chunks and chunks[-1].last == chunk.first:
            chunk = _with_name_before(texts, chunk, chunks, gazetteer)
        end = chunk.last
        if chunk.cls != "w":  # a word that is no part of a phrase leaves a gap
            chunks.append(chunk)
            last = end
    return chunks


def _chunk(
    words: Words,
    keys: Sequence[str],
    at: int,
    node: Node,
    introduced: frozenset[str] | set[str],
    before: list[Chunk],
) -> Chunk:
    """Return the chunk that opens with a word which means several things, or is part of longer names."""
    chunk = _longest(words.texts, keys, at, node, introduced, before)
    if chunk is not None:
        return chunk
    cls = alone(words.texts[at])
    return _unknown(words, at, before) if cls == UNKNOWN else Chunk(at, at + 1, cls)


def _is_headline(texts: Sequence[str]) -> bool:
    """Return whether most words are capitalised, so that a capital says nothing; a headline has no full stop."""
    if not texts or texts[-1] == ".":
        return False
    initials = [text[0] for text in texts if len(text) > 3 and text[0].isalpha()]
    return len(initials) > 5 and sum(map(str.isupper, initials)) > 0.8 * len(initials)


def _longest(
    texts: Sequence[str],
    keys: Sequence[str],
    first: int,
    node: Node,
    introduced: frozenset[str] | set[str],
    before: list[Chunk],
) -> Chunk | None:
    best: Chunk | None = None
    last = first + 1
    while True:
        if ACCEPT in node:
            entries = _allowed(fitting(node[ACCEPT], texts, first, last), texts, first, introduced, before)
            if entries:
                best = Chunk(first, last, entries[0].cls, entries)
            if len(node) == 1:
                return best
        key = keys[last]
        if key not in node and _is_initial(texts, last):  # "Gerald R. Ford"
            last += 2
            key = keys[last]
        if key not in node:
            return best
        node = node[key]
        last += 1


def _is_initial(texts: Sequence[str], index: int) -> bool:
    """Return whether a token is the initial of a middle name: a capital, a full stop, and a word after them."""
    following = texts[index : index + 3]
    return len(following) == 3 and following[1] == "." and len(following[0]) == 1 and following[0].isupper()


def _allowed(
    entries: list[Entry], texts: Sequence[str], first: int, introduced: frozenset[str] | set[str], before: list[Chunk]
) -> tuple[Entry, ...]:
    """Keep the best class of entries; a short name that needs an introduction must have one, or a title before it.

    "Ms. Lee" introduces nobody: papers say it of whom they have named in full.
    """
    titled = bool(before) and before[-1].last == first and before[-1].cls in "RTA"
    ranked = titled and texts[before[-1].first] not in _COURTESY
    kept = [e for e in entries if e.needs != "introduction" or ranked or e.name in introduced]
    if len(kept) > 1:
        cls = SHORT if titled and any(e.cls == SHORT for e in kept) else kept[0].cls
        return tuple(e for e in kept if e.cls == cls)
    return tuple(kept)


def _unknown(words: Words, index: int, chunks: list[Chunk]) -> Chunk:
    """Return the run of unknown capitalised words that ends at `index`, taking over the part already in `chunks`."""
    if not chunks or chunks[-1].cls not in (UNKNOWN, "-"):
        return Chunk(index, index + 1, UNKNOWN)
    back = index
    while back > 0 and index - back < 4 and _inside_name(words, back - 1):
        back -= 1
    held = len(chunks) - 1
    while held >= 0 and chunks[held].cls == "-" and chunks[held].first >= back:
        held -= 1
    if held >= 0 and chunks[held].cls == UNKNOWN and chunks[held].last >= back:
        first = chunks[held].first
        del chunks[held:]
        return Chunk(first, index + 1, UNKNOWN)
    return Chunk(index, index + 1, UNKNOWN)


def _with_name_before(texts: Sequence[str], chunk: Chunk, chunks: list[Chunk], gazetteer: Gazetteer) -> Chunk:
    """Return a chunk, or the stranger of which it is one name and the chunk before it the other."""
    if chunks[-1].cls == UNKNOWN:
        return _surname(texts, chunk, chunks, gazetteer)
    return _full_name(texts, chunk, chunks, gazetteer) if chunk.cls == UNKNOWN else chunk


def _surname(texts: Sequence[str], chunk: Chunk, chunks: list[Chunk], gazetteer: Gazetteer) -> Chunk:
    """Return an unknown person where a known word or short name is the surname of a given name before it.

    "Ferit Hoxha" is not Enver Hoxha, "Tom King" is no king; but "Vladmir Putin", of the same initial, is a spelling.
    """
    given = texts[chunks[-1].first]
    if chunk.cls == SHORT:
        if given.endswith("ly"):
            return chunk
        if any(entry.name[0] == given[0] for entry in chunk.entries):
            return Chunk(chunks.pop().first, chunk.last, SHORT, chunk.entries)
        return Chunk(chunks.pop().first, chunk.last, UNKNOWN)
    one = chunk.last - chunk.first == 1 and texts[chunk.first][0].isupper()
    if one and chunk.cls in _SURNAMES and gazetteer.gender(given):
        return Chunk(chunks.pop().first, chunk.last, UNKNOWN)
    return chunk


def _full_name(texts: Sequence[str], chunk: Chunk, chunks: list[Chunk], gazetteer: Gazetteer) -> Chunk:
    """Return an unknown person where what is a place's name, too, or a leader's stands before it: "David Keith".

    "Yang Hengjun" is not Yang Jiechi.
    """
    before = chunks[-1]
    if before.cls == SHORT and before.last - before.first == 1:
        return Chunk(chunks.pop().first, chunk.last, UNKNOWN)
    if before.last - before.first == 1 and before.cls in _SURNAMES and gazetteer.gender(texts[before.first]):
        return Chunk(chunks.pop().first, chunk.last, UNKNOWN)
    return chunk


def _inside_name(words: Words, index: int) -> bool:
    """Return whether a small word or mark may stand inside a name: "arap" in "Daniel arap Moi", "-" in "Jean-Yves"."""
    text = words.texts[index]
    if text == "-":
        return words.joined(index)
    if text == ".":
        return len(words.texts[index - 1]) <= 2 and words.joined(index)
    return words.lower[index] in _PARTICLES
