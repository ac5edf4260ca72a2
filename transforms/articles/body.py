"""The text of an article: trafilatura's fast pass, its full one where that looks thin, JSON-LD's if half is missing."""

from __future__ import annotations

import logging

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from transforms.articles.expressions import quicken
from transforms.articles.words import count_words, html_text

#: A result of fewer words than this is thin, and worth the full pass (0.45 of the CPU more).
_SHORT_WORDS = 60
#: So is one below this share of what JSON-LD or the feed holds of the article.
_THIN = 0.75
#: So is one below this share of the words in the page's paragraphs; shorter paragraphs are teasers and notices.
#: On 561 pages the rules send 5 % to the full pass and bring nine tenths of what it would bring on all.
_OF_PARAGRAPHS = 0.5
_PARAGRAPH_WORDS = 25
#: A result of nearly all the page's words, few of them in paragraphs, is the page poured out, not its article.
_WHOLE_PAGE = 0.9
#: JSON-LD's body replaces the page's only below this share: preferring it always loses 1.5 points of F1.
_HALF = 0.5

#: What trafilatura is asked for, fast or in full; made once, because making it reads its settings: 3 % of a page.
_OPTIONS = {
    fast: Extractor(output_format="python", fast=fast, comments=False, dedup=False, with_metadata=False)
    for fast in (True, False)
}

# A page that yields nothing is a value of ours, not a warning for the log.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
quicken()


def body_text(root: HtmlElement, stated: str | None, feed_words: int) -> str:
    """Return the article's text, one line a paragraph; empty where the page holds none. The tree is not changed.

    `stated` is JSON-LD's articleBody, plain or HTML; `feed_words` counts the words of the text the feed holds.
    """
    rescue = html_text(stated) if stated and "<" in stated else stated or ""
    rescue_words = count_words(rescue)
    text = _from_page(root, max(rescue_words, feed_words))
    return rescue if count_words(text) < _HALF * rescue_words else text


def _from_page(root: HtmlElement, promised_words: int) -> str:
    text = _extract(root, fast=True)
    found = count_words(text)
    in_paragraphs = sum(count for count in map(_rough_words, root.iter("p")) if count >= _PARAGRAPH_WORDS)
    if found < max(_SHORT_WORDS, _THIN * promised_words, _OF_PARAGRAPHS * in_paragraphs):
        return max(text, _extract(root, fast=False), key=count_words)
    if in_paragraphs < _HALF * found and found > _WHOLE_PAGE * _rough_words(root):
        return _extract(root, fast=False) or text
    return text


def _rough_words(element: HtmlElement) -> int:
    return len(" ".join(element.itertext()).split())


def _extract(root: HtmlElement, *, fast: bool) -> str:
    document = bare_extraction(root, options=_OPTIONS[fast])
    return (document.text or "").strip() if document is not None else ""
