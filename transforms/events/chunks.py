"""Cut a sentence into chunks: the longest names of the gazetteer, runs of unknown capitalised words, joints.

One pass from left to right. What is neither a name nor a joint leaves a gap, and a gap ends a noun phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import Final, NamedTuple

from transforms.events.entries import SHORT, Entry, fold
from transforms.events.gazetteer import ACCEPT, ANY_CASE, EXACT, Gazetteer, Node
from transforms.events.openings import JOINTS
from transforms.events.tokens import Token, Tokens

UNKNOWN: Final = "U"
_SURNAMES: Final = frozenset(
    "RAMTLCNDF"
)  # classes of words that are surnames, too: Tom King, Jack London, Emily French
# Small words that mean something only before a chunk ("the", "former"), and those that do only between two ("of", "-").
_LEADING: Final = frozenset("dhMFV")
_JOINING: Final = frozenset("oitfsb,-")
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


class Chunk(NamedTuple):
    """Tokens [first, last) that are one thing; `entries` are what the gazetteer knows of it, best first."""

    first: int
    last: int
    cls: str
    entries: tuple[Entry, ...] = ()


def cut(tokens: Tokens, gazetteer: Gazetteer, introduced: frozenset[str] | set[str]) -> list[Chunk]:
    """Return the chunks of a sentence; `introduced` holds names of persons the document has named in full."""
    chunks: list[Chunk] = []
    keys, loud = _keys(tokens.words), _is_headline(tokens.texts)
    opens, plain = gazetteer.opens, gazetteer.plain
    opening = [opens[text] for text in tokens.texts]
    opening.append(False)
    end, count = 0, len(tokens)
    for at in compress(range(count), opening):
        if at < end:
            continue
        word, after = plain.get(keys[at]), opening[at + 1]
        beside = bool(chunks) and chunks[-1].last == at
        if word is None or (at + 1 < count and keys[at + 1] in word.longer):
            chunk = _chunk(tokens, keys, at, gazetteer, introduced, chunks, loud=loud)
        elif (word.cls in _JOINING and not (beside and after)) or (
            word.cls in _LEADING and not after and tokens.texts[at][0].islower()
        ):
            continue
        else:
            chunk = Chunk(at, at + 1, word.cls, word.entries)
        if chunk is None:
            continue
        if chunks and chunks[-1].cls == UNKNOWN and chunks[-1].last == chunk.first:
            chunk = _surname(tokens, chunk, chunks, gazetteer)
        elif chunk.cls == UNKNOWN and chunks and chunks[-1].last == chunk.first:
            chunk = _full_name(tokens, chunk, chunks, gazetteer)
        if chunk.cls != "w":  # a word that is no part of a phrase leaves a gap
            chunks.append(chunk)
        end = chunk.last
    return chunks


def _chunk(
    tokens: Sequence[Token],
    keys: Sequence[str],
    at: int,
    gazetteer: Gazetteer,
    introduced: frozenset[str] | set[str],
    before: list[Chunk],
    *,
    loud: bool,
) -> Chunk | None:
    """Return the chunk that opens with a word which means several things, is part of longer names, or is unknown."""
    if keys[at] in gazetteer.starts:
        chunk = _longest(tokens, keys, at, gazetteer.node(keys[at]), introduced, before)
        if chunk is not None:
            return chunk
    text = tokens[at].text
    if text in JOINTS:
        return Chunk(at, at + 1, JOINTS[text])
    return _unknown(tokens, at, before) if not loud and text[0].isupper() else None


def _keys(words: list[str]) -> list[str]:
    """Return lower-case words as the gazetteer's keys are written; most sentences hold no letter that needs folding."""
    if "".join(words).isascii():
        return words
    return [word if word.isascii() else fold(word) for word in words]


def _is_headline(texts: Sequence[str]) -> bool:
    """Return whether most words are capitalised, so that a capital says nothing; a headline has no full stop."""
    if not texts or texts[-1] == ".":
        return False
    words = [text for text in texts if len(text) > 3 and text[0].isalpha()]
    return len(words) > 5 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _longest(
    tokens: Sequence[Token],
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
            entries = _fitting(node[ACCEPT], tokens, first, last, introduced, before)
            if entries:
                best = Chunk(first, last, entries[0].cls, entries)
            if len(node) == 1:
                return best
        if last >= len(keys):
            return best
        key = keys[last]
        if key not in node and len(key) == 1 and _is_initial(tokens, last):  # "Gerald R. Ford"
            last += 2
            key = keys[last]
        if key not in node:
            return best
        node = node[key]
        last += 1


def _is_initial(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a token is the initial of a middle name: a capital, a full stop, and a word after them."""
    text = tokens[index].text
    return len(text) == 1 and text.isupper() and index + 2 < len(tokens) and tokens[index + 1].text == "."


def _fitting(
    accepted: list[tuple[int, str, Entry]],
    tokens: Sequence[Token],
    first: int,
    last: int,
    introduced: frozenset[str] | set[str],
    before: list[Chunk],
) -> tuple[Entry, ...]:
    if len(accepted) == 1:  # most names mean one thing
        case, name, entry = accepted[0]
        if case != ANY_CASE and not _fits(tokens, first, last, case, name):
            return ()
        return (entry,) if entry.needs != "introduction" else _allowed([entry], first, introduced, before)
    fitting = [entry for case, name, entry in accepted if case == ANY_CASE or _fits(tokens, first, last, case, name)]
    return _allowed(fitting, first, introduced, before)


def _fits(tokens: Sequence[Token], first: int, last: int, case: int, name: str) -> bool:
    if case == EXACT:
        return last - first > 1 or tokens[first].text == name
    if not tokens[first].text[0].isupper() and name[0].isupper():
        return False
    # "Islamic State" is a name, "an Islamic state" is not.
    end = last - 1 if tokens[last - 1].text != "." else last - 2
    return not name[name.rfind(" ") + 1].isupper() or tokens[end].text[0].isupper()


def _allowed(
    entries: list[Entry], first: int, introduced: frozenset[str] | set[str], before: list[Chunk]
) -> tuple[Entry, ...]:
    """Keep the best class of entries; a short name that needs an introduction must have one, or a title before it."""
    titled = bool(before) and before[-1].last == first and before[-1].cls in "RTA"
    kept = [e for e in entries if e.needs != "introduction" or titled or e.name in introduced]
    if len(kept) > 1:
        cls = SHORT if titled and any(e.cls == SHORT for e in kept) else kept[0].cls
        return tuple(e for e in kept if e.cls == cls)
    return tuple(kept)


def _unknown(tokens: Sequence[Token], index: int, chunks: list[Chunk]) -> Chunk:
    """Return the run of unknown capitalised words that ends at `index`, taking over the part already in `chunks`."""
    back = index
    while back > 0 and index - back < 4 and _inside_name(tokens, back - 1):
        back -= 1
    held = len(chunks) - 1
    while held >= 0 and chunks[held].cls == "-" and chunks[held].first >= back:
        held -= 1
    if held >= 0 and chunks[held].cls == UNKNOWN and chunks[held].last >= back:
        first = chunks[held].first
        del chunks[held:]
        return Chunk(first, index + 1, UNKNOWN)
    return Chunk(index, index + 1, UNKNOWN)


def _surname(tokens: Sequence[Token], chunk: Chunk, chunks: list[Chunk], gazetteer: Gazetteer) -> Chunk:
    """Return an unknown person where a known word or short name is the surname of a given name before it.

    "Ferit Hoxha" is not Enver Hoxha, "Tom King" is no king; but "Vladmir Putin", of the same initial, is a spelling.
    """
    given = tokens[chunks[-1].first].text
    if chunk.cls == SHORT:
        if given.endswith("ly"):
            return chunk
        if any(entry.name[0] == given[0] for entry in chunk.entries):
            return Chunk(chunks.pop().first, chunk.last, SHORT, chunk.entries)
        return Chunk(chunks.pop().first, chunk.last, UNKNOWN)
    one = chunk.last - chunk.first == 1 and tokens[chunk.first].text[0].isupper()
    if one and chunk.cls in _SURNAMES and gazetteer.gender(given):
        return Chunk(chunks.pop().first, chunk.last, UNKNOWN)
    return chunk


def _full_name(tokens: Sequence[Token], chunk: Chunk, chunks: list[Chunk], gazetteer: Gazetteer) -> Chunk:
    """Return an unknown person where a given name that is a place's, too, stands before it: "David Keith"."""
    before = chunks[-1]
    if before.last - before.first == 1 and before.cls in _SURNAMES and gazetteer.gender(tokens[before.first].text):
        return Chunk(chunks.pop().first, chunk.last, UNKNOWN)
    return chunk


def _inside_name(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a small word or mark may stand inside a name: "arap" in "Daniel arap Moi", "-" in "Jean-Yves"."""
    token, before = tokens[index], tokens[index - 1]
    if token.text == "-":
        return before.end == token.start
    if token.text == ".":
        return len(before.text) <= 2 and before.end == token.start
    return token.lower in _PARTICLES
