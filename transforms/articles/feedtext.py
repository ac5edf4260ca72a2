"""What the feed itself holds of an article, for when the page cannot be had or holds none."""

from __future__ import annotations

from schemas.feed import Entry
from transforms.articles.words import count_words, html_text

#: A summary of this many words tells a story; a shorter one is a teaser, and stands as lead at most.
MIN_SUMMARY_WORDS = 80
#: A feed that gives content means it as the article; below this it is a caption.
MIN_CONTENT_WORDS = 30


def feed_text(entry: Entry) -> str:
    """Return the article's text as the feed gives it, one line a paragraph; empty where it gives a teaser only."""
    content = html_text(entry.content) if entry.content else ""
    summary = html_text(entry.summary) if entry.summary else ""
    if count_words(content) >= MIN_CONTENT_WORDS:
        return content
    return summary if count_words(summary) >= MIN_SUMMARY_WORDS else ""
