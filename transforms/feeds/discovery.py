"""The feed that a web page names, for a person who gave the page's address instead."""

from __future__ import annotations

import re

from transforms.feeds.markup import attributes
from transforms.web.urls import absolute

_PEEK = 256 * 1024  # characters; pages name their feeds in the head
_LINK = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})


def feed_of_page(page: str, url: str) -> str | None:
    """Return the absolute address of the first feed that the page at `url` links to as its own, or None.

    That is `<link rel=alternate>` with a feed's media type, as the RSS Advisory Board's autodiscovery asks for.
    """
    for tag in _LINK.findall(page, 0, _PEEK):
        given = attributes(tag)
        if "alternate" in given.get("rel", "").lower().split() and given.get("type", "").lower() in _FEED_TYPES:
            return absolute(url, given.get("href", ""))
    return None
