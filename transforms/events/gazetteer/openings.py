"""What a word can open: most words of a text open nothing, and most others mean one thing wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from transforms.events.gazetteer.entries import SHORT, Entry
from transforms.events.gazetteer.names import ACCEPT, Node, fitting

UNKNOWN: Final = "U"
#: Marks that join the parts of a noun phrase, each with its class.
_JOINTS: Final = {"'s": "s", "’s": "s", "'": "s", "’": "s", ",": ",", "-": "-", "–": "-"}
# Small words that mean something only before a chunk ("the", "former"), and those that do only between two ("of", "-").
_LEADING: Final = frozenset("dhMFV")
_JOINING: Final = frozenset("oitfsb,-")


@dataclass(frozen=True, slots=True)
class Opening:
    """A word that can open a chunk: by itself one of class `cls`, unless a name goes on from it in `node`.

    The class is "" where the word is none alone. Where it is not `settled`, what stands before decides.
    """

    node: Node
    settled: bool
    cls: str
    entries: tuple[Entry, ...]
    leads: bool  # is nothing unless something follows it
    joins: bool  # ... and something stands before it


def opening(text: str, node: Node) -> Opening | None:
    """Return what a word as written can open; `node` is the trie of the names that begin with it."""
    entries = fitting(node.get(ACCEPT, []), [text], 0, 1)
    cls = entries[0].cls if entries else alone(text)
    if any(entry.needs == "introduction" or (entry.cls == SHORT != cls) for entry in entries):
        return Opening(node, False, "", (), False, False)
    if cls in ("", "w") and len(node) == (ACCEPT in node):
        return None
    joins = cls in _JOINING
    leads = joins or (cls in _LEADING and text[0].islower())
    return Opening(node, True, cls if cls != "w" else "", tuple(e for e in entries if e.cls == cls), leads, joins)


def alone(text: str) -> str:
    """Return the class of a word that is no name the gazetteer knows: a joint, a stranger's name, or "" for neither."""
    return _JOINTS.get(text) or (UNKNOWN if text[0].isupper() else "")
