"""Tokens: words, numbers and marks, each with its place in the text.

A hyphen is a token of its own, so that "US-Russian" and "Trump-Lavrov" show both their parts; names with a hyphen
in them are cut the same way in the gazetteer. Clitics are cut off as the Penn Treebank does: "Russia" "'s", "do" "n't".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LETTER = r"[^\W\d_]"
_CLITIC = r"(?i:s|re|ve|ll|d|m)\b"
_NOT = r"(?i:n)['’](?i:t)\b"

# A token and the blanks after it. Alternatives in order of preference; each consumes what it looks at once, so the scan
# is linear in the text. The first takes nine words of ten and decides nothing that the others would not.
_TOKEN = re.compile(
    rf"""
    (
      [A-Za-z]{{2,}}(?!{_LETTER}|['’])
    | (?:{_LETTER}\.){{2,}}                                       # U.S. a.m.
    | \d{{4}}-\d\d-\d\d                                           # an ISO date
    | \d+(?:[.,:/]\d+)*(?:%|{_LETTER}+)?                          # 1,200  10:30am  12/04/2017  5th  60%
    | {_LETTER}+?(?={_NOT}) | {_NOT}                              # do n't
    | ['’]{_CLITIC}                                               # 's 're
    | {_LETTER}+(?:['’](?!{_CLITIC}|(?i:t)\b){_LETTER}+)*         # words; O'Brien, d'Ivoire
    | \S
    )(\s*)
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One token; `start` and `end` are character offsets in the text it was cut from.

    A tuple, since a frozen dataclass takes four times as long to make, and every word of every article is one.
    """

    text: str
    lower: str
    start: int
    end: int


class Tokens(list[Token]):
    """The tokens of a sentence; `texts` are their texts and `words` those in lower case, as most steps want them."""

    __slots__ = ("texts", "words")

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self.texts = texts
        self.words = [*map(str.lower, texts)]


_make = tuple.__new__  # what the class calls itself, by way of a function of its own that takes as long again


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Return the tokens of `text[start:end]`, with offsets in the whole of `text`."""
    stop = len(text) if end is None else end
    part = text[start:stop]
    at = start + len(part) - len(part.lstrip())
    found = _TOKEN.findall(text, at, stop)
    tokens = Tokens([word for word, _ in found])
    for (word, blanks), lower in zip(found, tokens.words, strict=True):
        after = at + len(word)
        tokens.append(_make(Token, (word, lower, at, after)))
        at = after + len(blanks)
    return tokens
