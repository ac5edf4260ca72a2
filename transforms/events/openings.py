"""Which words can open a chunk: most of a text cannot, and is passed over by one look-up a word."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from transforms.events.entries import fold

#: Marks that join the parts of a noun phrase, each with its class.
JOINTS: Final = {"'s": "s", "’s": "s", "'": "s", "’": "s", ",": ",", "-": "-", "–": "-"}
_WORDS_KEPT: Final = 1 << 16


class Openings(dict[str, bool]):
    """Says of a word, as written, whether a chunk can begin with it; remembers what it has said.

    `starts` are the words that names begin with, `skips` those of them that are part of no name.
    """

    def __init__(self, starts: Container[str], skips: Container[str]) -> None:
        super().__init__()
        self._starts = starts
        self._skips = skips

    def __missing__(self, word: str) -> bool:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        key = fold(word)
        opens = key not in self._skips and (key in self._starts or word in JOINTS or word[0].isupper())
        self[word] = opens
        return opens
