"""The text of an article: trafilatura's fast pass, its full one where that looks thin, JSON-LD's if half is missing."""

from __future__ import annotations

import logging

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from transforms.articles.words import count_words, html_text

#: A result below this share of what JSON-LD or the feed holds is thin, and worth the full pass (0.4 of the CPU more).
_THIN = 0.75
#: A page that says it is an article and yields fewer words than this is thin, too.
_SHORT_WORDS = 60
#: JSON-LD's body replaces the page's only below this share: preferring it always loses 1.5 points of F1.
_HALF = 0.5

# A page that yields nothing is a value of ours, not a warning for the log.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def body_text(root: HtmlElement, stated: str | None, feed_words: int, *, is_article: bool) -> str:
    """Return the article's text, one line a paragraph; empty where the page holds none. The tree is not changed.

    `stated` is JSON-LD's articleBody, plain or HTML; `feed_words` counts the words of the text the feed holds.
    `is_article` is whether the page calls itself one.
    """
    rescue = html_text(stated) if stated and "<" in stated else stated or ""
    rescue_words = count_words(rescue)
    text = _extract(root, fast=True)
    found = count_words(text)
    if found < _THIN * max(rescue_words, feed_words) or (is_article and found < _SHORT_WORDS):
        text = max(text, _extract(root, fast=False), key=count_words)
    return rescue if count_words(text) < _HALF * rescue_words else text


def _extract(root: HtmlElement, *, fast: bool) -> str:
    options = Extractor(output_format="python", fast=fast, comments=False, dedup=False, with_metadata=False)
    document = bare_extraction(root, options=options)
    return (document.text or "").strip() if document is not None else ""
