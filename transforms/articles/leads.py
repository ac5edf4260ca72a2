"""The lead: a standfirst or summary that stands before the text and says something of its own."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from transforms.articles.words import count_words, plain, squash, tidy, words

_MIN_WORDS = 5
_MAX_WORDS = 120
_CUT_OFF = re.compile(r"\s*(?:\.{3,}|…|\[\s*(?:…|\.{3,})\s*\])\s*$")
_PARAGRAPH_TAGS = ("p", "h2", "h3", "h4", "div", "span", "strong", "section", "header")
#: A description that shares fewer of its longer words than this with title and text describes the site.
_MIN_SHARED = 0.2
_LONG_WORD = 5
#: Letters by which a cut-off description is looked for on the page.
_PROBE = 40


def choose_lead(root: HtmlElement | None, candidates: list[str | None], title: str, text: str) -> str:
    """Return the first candidate (descriptions of page and feed) that adds to title and text; empty where none does.

    A candidate that the page shows as a paragraph is taken as the page shows it; one that only repeats the
    text's beginning, or was cut off and is nowhere whole, is dropped. `root` is None where there is no page.
    """
    body, headline = squash(text), squash(title)
    for candidate in candidates:
        described = plain(candidate)
        stem = _CUT_OFF.sub("", described)
        letters = squash(stem)
        if not letters or letters in body or letters in headline or not _fits(described, title, text):
            continue
        whole = _shown(root, letters)
        if whole and squash(whole) in body:
            continue
        if whole or stem == described:
            return whole or described
    return ""


def _fits(described: str, title: str, text: str) -> bool:
    if not _MIN_WORDS <= count_words(described) <= _MAX_WORDS:
        return False
    telling = {word.casefold() for word in words(described) if len(word) >= _LONG_WORD or not word.isascii()}
    known = {word.casefold() for word in (*words(title), *words(text))}
    return not telling or len(telling & known) >= _MIN_SHARED * len(telling)


def _shown(root: HtmlElement | None, letters: str) -> str:
    """Return the paragraph of the page that begins with these letters, as shown; empty where none does."""
    for element in root.iter(*_PARAGRAPH_TAGS) if root is not None else ():
        start = squash((element.text or "").lstrip()[:_PROBE])
        if not start or not letters.startswith(start):
            continue
        shown = tidy("".join(element.itertext()))
        if squash(shown).startswith(letters) and count_words(shown) <= _MAX_WORDS:
            return shown
    return ""
