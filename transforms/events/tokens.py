"""Tokens: words, numbers and marks, each with its place in the text.

A hyphen is a token of its own, so that "US-Russian" and "Trump-Lavrov" show both their parts; names with a hyphen
in them are cut the same way in the gazetteer. Clitics are cut off as the Penn Treebank does: "Russia" "'s", "do" "n't".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LETTER = r"[^\W\d_]"
_CLITIC = r"(?:s|re|ve|ll|d|m)\b"

# Alternatives in order of preference. Each consumes what it looks at once, so the scan is linear in the text.
_TOKEN = re.compile(
    rf"""
      (?:{_LETTER}\.){{2,}}                                       # U.S. a.m.
    | \d{{4}}-\d\d-\d\d                                           # an ISO date
    | \d+(?:[.,:/]\d+)*(?:%|{_LETTER}+)?                          # 1,200  10:30am  12/04/2017  5th  60%
    | {_LETTER}+?(?=n['’]t\b) | n['’]t\b                          # do n't
    | ['’]{_CLITIC}                                               # 's 're
    | {_LETTER}+(?:['’](?!{_CLITIC}|t\b){_LETTER}+)*              # words; O'Brien, d'Ivoire
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """One token; `start` and `end` are character offsets in the text it was cut from.

    A tuple, since a frozen dataclass takes four times as long to make, and every word of every article is one.
    """

    text: str
    lower: str
    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, with offsets in the whole of `text`."""
    stop = len(text) if end is None else end
    return [Token(m.group(), m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, stop)]
