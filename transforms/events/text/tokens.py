"""Tokens: words, numbers and marks, each with its place in the text.

A hyphen is a token of its own, so that "US-Russian" and "Trump-Lavrov" show both their parts; names with a hyphen
in them are cut the same way in the gazetteer. Clitics are cut off as the Penn Treebank does: "Russia" "'s", "do" "n't".
"""

from __future__ import annotations

import re
from itertools import chain
from sys import intern

from transforms.events.text.folding import fold
from transforms.events.text.remembered import Remembered

_LETTER = r"[^\W\d_]"
#: Marks of the possessive, as tokens.
POSSESSIVES = frozenset(["'s", "’s"])
_CLITIC = r"(?i:s|re|ve|ll|d|m)\b"
_NOT = r"(?i:n)['’](?i:t)\b"

# A token. Alternatives in order of preference; each consumes what it looks at once, so the scan is linear in the text.
# The first takes nine words of ten and decides nothing that the others would not.
_TOKEN = re.compile(
    rf"""
      [A-Za-z]{{2,}}(?!{_LETTER}|['’])
    | (?:{_LETTER}\.){{2,}}                                       # U.S. a.m.
    | \d{{4}}-\d\d-\d\d                                           # an ISO date
    | \d+(?:[.,:/]\d+)*(?:%|{_LETTER}+)?                          # 1,200  10:30am  12/04/2017  5th  60%
    | {_LETTER}+?(?={_NOT}) | {_NOT}                              # do n't
    | ['’]{_CLITIC}                                               # 's 're
    | {_LETTER}+(?:['’](?!{_CLITIC}|(?i:t)\b){_LETTER}+)*         # words; O'Brien, d'Ivoire
    | \S
    """,
    re.VERBOSE,
)
# No token reaches over a blank, so what stands between blanks is cut once for all texts.
_CUT = Remembered[tuple[str, ...]](lambda piece: tuple(map(intern, _TOKEN.findall(piece))))
_LOWER = Remembered[str](lambda word: intern(word.lower()))
_FOLDED = Remembered[str](lambda word: intern(fold(word)))


class Words:
    """The tokens of `text[start:end]`: `texts` and, in lower case, `lower`, of which `present` has each once.

    Most are never asked where they stand.
    """

    __slots__ = ("_ascii", "_part", "_pieces", "_start", "_starts", "lower", "present", "texts")

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._part = part = text[start:end]
        self._pieces = [*map(_CUT.__getitem__, part.split())]
        self.texts = [*chain.from_iterable(self._pieces)]
        self.lower = [*map(_LOWER.__getitem__, self.texts)]
        self.present = {*self.lower}
        self._start = start
        self._starts: list[int] = []
        self._ascii = part.isascii()

    def __len__(self) -> int:
        return len(self.texts)

    def keys(self) -> list[str]:
        """Return the words as the gazetteer's keys are written; most sentences hold no letter that needs folding."""
        return self.lower if self._ascii else [*map(_FOLDED.__getitem__, self.lower)]

    def between(self, first: int, last: int) -> str:
        """Return the words of tokens [first, last), set apart as in the text."""
        if last - first == 1:
            return self.texts[first]
        starts = self._places()
        return " ".join(self._part[starts[first] : starts[last - 1] + len(self.texts[last - 1])].split())

    def joined(self, at: int) -> bool:
        """Return whether no blank stands before a token, which is not the first."""
        starts = self._places()
        return starts[at] == starts[at - 1] + len(self.texts[at - 1])

    def start(self, at: int) -> int:
        """Return where a token begins in the text."""
        return self._start + self._places()[at]

    def end(self, at: int) -> int:
        """Return where a token ends in the text."""
        return self.start(at) + len(self.texts[at])

    def _places(self) -> list[int]:
        """Return where each token begins in the sentence."""
        if not self._starts:
            starts, at = self._starts, 0
            for piece in self._pieces:
                for word in piece:
                    starts.append(at)
                    at += len(word)
                at += 1  # the blank
            if at - 1 != len(self._part):  # there are more blanks than one somewhere
                self._starts = self._sought()
        return self._starts

    def _sought(self) -> list[int]:
        starts, at = [], 0
        for word in self.texts:
            at = self._part.index(word, at)
            starts.append(at)
            at += len(word)
        return starts
