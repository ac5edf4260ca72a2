"""Words and plain text: counting, comparing, and text out of small pieces of HTML."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from transforms.articles.tree import parse_fragment

#: Scripts written without spaces: kana, Han, Hangul syllables count as one word a character; Thai, too.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
#: Vowel signs and accents that belong to the letter before them, though `\w` leaves them out (Indic scripts above all).
_MARKS = (
    "\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03"
    "\u0a3c-\u0a51\u0a70-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3c-\u0c56"
    "\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d81-\u0d83\u0dca-\u0ddf\u102b-\u103e\u17b4-\u17d3\u200d"
)
_LETTERS = rf"[^\W_{_UNSPACED}]+"
_WORD = re.compile(rf"[{_UNSPACED}]|{_LETTERS}(?:(?:['’-]|[{_MARKS}]+){_LETTERS})*[{_MARKS}]*")
_NOT_LETTERS = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\x00-\x1f\x7f-\x9f]")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&[#\w]{2,10};")
_BLOCK_TAGS = """
    address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr li main ol p pre section table td th tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_SILENT = frozenset({"script", "style", "template", "noscript", "iframe"})


@lru_cache(maxsize=16)  # body, verdict, lead and columns ask about the same text
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in order; in scripts written without spaces every character is one."""
    return tuple(_WORD.findall(text))


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(words(text))


def squash(text: str) -> str:
    """Return only the letters and digits, folded: what two spellings of one sentence share."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def tidy(text: str | None) -> str:
    """Return a text as one line with single spaces, without soft hyphens and other characters that do not show."""
    if not text:
        return ""
    line = " ".join(text.split())
    return line if line.isprintable() else _INVISIBLE.sub("", line)


def plain(text: str | None) -> str:
    """Return a value that may carry markup or entities as one plain line."""
    if not text:
        return ""
    return tidy(html_text(text) if _MARKUP.search(text) else text)


def html_text(fragment: str) -> str:
    """Return the text of a piece of HTML, one line a block."""
    root = parse_fragment(f"<div>{fragment}</div>".encode("utf-8", "replace"))
    if root is None:
        return ""
    for element in root.iter():
        if element.tag in _SILENT:
            element.text = None
        if element.tag in _BLOCKS:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    lines = (tidy(line) for line in "".join(root.itertext()).split("\n"))
    return "\n".join(line for line in lines if line)
