"""Text to sentences: where each begins and ends, and which lines are no evidence.

A line break ends a sentence, since extracted articles hold one paragraph a line. Within a line, a full stop,
question or exclamation mark ends one unless the word before it is an abbreviation or an initial, or what follows
does not look like a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from transforms.events.files import tables

_LINE = re.compile(r".+")
_OTHER_BREAKS = ("\r", "\u2028", "\u2029")

# A possible end: the mark and what may close after it, a blank, what may open the next sentence. The mark is looked for
# as one of a set and not as a run of them, since sets are skipped to; that it is the first of a run is asked only then,
# and must be: a run that no blank ends would be tried from each of its marks.
_END = re.compile(r"([.!?…](?<![.!?…]{2})[.!?…]*[\"'”’)\]»]*)\s+(?=[\"'“‘(\[«—–-]*\s?[A-Z0-9À-ÖØ-ÞА-Я@#])")
_WORD_BACKWARDS = re.compile(r"[^\s\"'“”‘’(\[]+")


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    """Words that end in a full stop without ending a sentence."""
    return frozenset(word for row in tables.read("abbreviations.tsv") for word in row.cell(0).split())


# Those that may well end a sentence: only a following lower-case letter or digit shows that they do not.
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?$")

# These are tried on lines in lower case.
_LINK_LINE = re.compile(
    r"\s*(?:[-–—•*>|]\s*)?(?:read\s+(?:more|also|next|the\s+full)|see\s+also|also\s+read|related(?:\s+(?:article|stor|coverage|topic)\w*)?|"
    r"more(?:\s+(?:on|from|stories)\b.*)?|watch(?:\s+(?:live|now|also))?|photos?|file\s+photo|image|video|listen|follow\s+us|"
    r"sign\s+up|subscribe|share\s+(?:this|on)|advertisement|recommended|in\s+pictures|don't\s+miss|must\s+read)\b(?P<rest>.*)",
)
_LINK_HEAD = re.compile(
    r"\s*(?:read\s+(?:more|also|next)|see\s+also|also\s+read|more\s+on\s+this|file\s+photo|related)\b"
)
_TWEET = re.compile(r"^\s*(?:<u>)?@\w+|pic\.twitter\.com/|https?://t\.co/|\bRT @\w+|https?://\S+\s*$|\(@\w+\)")
_CREDIT = re.compile(
    r"\b(?:via\s+(?:REUTERS|AP|AFP|Getty)|REUTERS/|AFP/|AP Photo|Getty Images|EPA-EFE|File Photo)", re.IGNORECASE
)
# Without one of these, in lower case, the expressions above need not be tried.
_TWEETED = ("@", "://", "pic.twitter")
_CREDITED = ("via", "reuters/", "afp/", "photo", "getty", "epa-efe")
_OPENS = re.compile(r"[\"'“‘(]*(?:The|A|An|He|She|It|They|We|In|On|But|And|At|This|That)\b")
# CAIRO —   PARIS (Reuters) –   MOSCOW (UrduPoint News / Sputnik - 29th April, 2020)   WASHINGTON, June 5 (Xinhua) --
_WORD = r"[A-Z][A-Za-z.'’-]*"
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)"
_DATELINE = re.compile(
    rf"\s*(?:—\s*)?(?P<place>{_WORD}(?:[ ,/]+{_WORD}){{0,5}})(?:,?\s+{_DAY},?)?"
    r"\s*(?:\([^()]{2,60}\)\s*(?:--?|—|–|:)?|--|—|–|-(?=\s))\s*"
)


class Sentence(NamedTuple):
    """One sentence: `text[start:end]`; `kind` is `text`, or `link`, `tweet`, `credit` for lines that prove nothing.

    `body` is where the sentence proper begins, after a dateline ("PARIS (Reuters) - "), whose place is `dateline`.
    """

    start: int
    end: int
    kind: str = "text"
    body: int = -1
    dateline: str | None = None


def split(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """Return the sentences of `text[start:end]` in order, blanks around them trimmed, offsets in the whole text."""
    out: list[Sentence] = []
    follows_link = False
    for mark in _OTHER_BREAKS:
        text = text.replace(mark, "\n")
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        kind = _kind(line.group())
        if follows_link and kind == "text" and not line.group().rstrip().endswith((".", "!", "?", '"', "”")):
            kind = "link"  # "Read more" stands on a line of its own before the headline it leads to
        follows_link = kind == "link" and len(line.group().split()) <= 3
        out.extend(_sentence(text, a, b, kind) for a, b in _cut(text, line.start(), line.end()))
    return out


def _kind(line: str) -> str:
    lower = line.lower()
    if _holds(lower, _TWEETED) and _TWEET.search(line):
        return "tweet"
    if _LINK_HEAD.match(lower):
        return "link"
    match = _LINK_LINE.match(lower)
    if match and (not match["rest"].strip(" :.…") or match["rest"].lstrip().startswith((":", "|"))):
        return "link"
    return "credit" if len(line) < 400 and _holds(lower, _CREDITED) and _CREDIT.search(line) else "text"


def _holds(line: str, signs: Iterable[str]) -> bool:
    for sign in signs:  # noqa: SIM110 - a generator takes as long again as what it asks
        if sign in line:
            return True
    return False


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of one line."""
    line = text[start:end]
    begin, last = end - len(line.lstrip()), start + len(line.rstrip())
    for match in _END.finditer(text, begin, last):
        if _ends(text, begin, match):
            yield begin, match.end(1)
            begin = match.end()
    if begin < last:
        yield begin, last


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    """Say whether a mark ends the sentence from `begin`: it does not after an abbreviation or an initial."""
    mark, dot = match[1], match.start()
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    last = _WORD_BACKWARDS.match(text[max(begin, dot - 40) : dot][::-1])
    if last is None:
        return True
    word = last.group()[::-1]
    if word.lower() in _abbreviations():
        return word.lower() in {"no", "sun", "sat", "art", "mass", "ill", "miss"} and word.islower()
    if len(word) == 1 and word.isupper():
        return False
    if _DOTTED.fullmatch(word):
        return _OPENS.match(text, match.end()) is not None
    return True


def _sentence(text: str, start: int, end: int, kind: str) -> Sentence:
    if text[start + 1 : start + 2].islower():  # a dateline's place is written in capitals
        return Sentence(start, end, kind, start)
    match = _DATELINE.match(text, start, end)
    if match and match["place"].split(",")[0].strip().isupper() and len(match["place"]) > 2:
        return Sentence(start, end, kind, match.end(), match["place"].strip(" ,").title())
    return Sentence(start, end, kind, start)
