"""RSS 0.9x, 1.0 and 2.0, RDF, Atom and CDF, read by feedparser.

feedparser's sanitising and resolving of addresses in content are off: they cost half of its time, and the extractor
does both.
It gets text that `repair` mended, so that its strict parser, the better and the faster one, takes most feeds.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import feedparser

from schemas.reject import Reason
from transforms.feeds.drafts import Draft
from transforms.feeds.markup import has_tags, paragraphs
from transforms.feeds.results import FeedFailure, Hints

# feedparser would take a picture's caption for the entry's description.
_CAPTION = re.compile(r"<(/?)media:description\b[^>]*?(/?)>")
_SKIP_HOURS = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.DOTALL | re.IGNORECASE)
_PERIODS = {
    "hourly": 1,
    "daily": 24,
    "weekly": 168,
    "monthly": 720,
    "yearly": 8760,
}  # hours; RSS 1.0 syndication module
_ANOTHER_VIEW = frozenset({"application/atom+xml", "application/rss+xml", "application/json"})


def read_xml(text: str, url: str) -> Any:
    """Return feedparser's reading of mended XML text, or a FeedFailure where it breaks down.

    `url` is what links are relative to where no xml:base says otherwise.
    """
    text = _CAPTION.sub(r"<\1media:caption\2>", text)
    body = io.BytesIO(b"<?xml version='1.0' encoding='utf-8'?>\n" + text.encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        return feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever strange input makes a third party's parser do, it is that feed's failure
        return FeedFailure(Reason.FEED_UNREADABLE, f"the parser failed: {type(error).__name__}: {str(error)[:200]}")


def xml_drafts(document: Any) -> Iterator[Draft]:
    """Give one draft for each item of feedparser's reading."""
    atom = document["version"].startswith("atom")
    origins = Counter(_get(item, "feedburner_origlink") for item in document["entries"])
    for item in document["entries"]:
        # A FeedBurner feed may name the paper's front page as the origin of every item.
        own = origins[_get(item, "feedburner_origlink")] == 1
        yield _draft(item, atom=atom, trust_origin=own)


def xml_hints(text: str, channel: Any) -> Hints:
    """Return how often the feed wants to be read; feedparser keeps only the last of <skipHours>."""
    skipped = _SKIP_HOURS.search(text)
    hours = {int(h) % 24 for h in re.findall(r">\s*(\d{1,2})\s*<", skipped[1])} if skipped else set()
    wanted = [t for t in (_ttl(channel), _update_period(channel)) if t]
    return Hints(max(wanted, default=None), frozenset(hours) if len(hours) < 24 else frozenset())


def _ttl(channel: Any) -> timedelta | None:
    value = _get(channel, "ttl").strip()
    return timedelta(minutes=int(value)) if value.isdecimal() and len(value) < 6 else None


def _update_period(channel: Any) -> timedelta | None:
    hours = _PERIODS.get(_get(channel, "sy_updateperiod").strip().lower())
    times = _get(channel, "sy_updatefrequency").strip()
    often = int(times) if times.isdecimal() and 0 < len(times) < 6 else 1
    return timedelta(hours=hours) / max(often, 1) if hours else None


def _draft(item: Any, *, atom: bool, trust_origin: bool) -> Draft:
    content = _content(item)
    summary = _get(item, "summary") or _get(item, "media_caption")
    updated = _get(item, "updated")
    dates = (_get(item, "published"), updated, _get(item, "created"), _get(item, "prism_publicationdate"))
    return Draft(
        links=tuple(link for link in _links(item, trust_origin=trust_origin) if link),
        title=_get(item, "title"),
        summary=summary,
        content=content,
        authors=tuple(_get(a, "name") for a in _list(item, "authors")) or (_get(item, "author"),),
        publisher=_get(dict.get(item, "source"), "title") or _get(item, "publisher"),
        language=_get(dict.get(item, "title_detail"), "language"),
        section=_get(item, "prism_section"),
        tags=tuple(_get(t, "label") or _get(t, "term") for t in _list(item, "tags")),
        images=tuple(_images(item)),
        published=tuple(d for d in dates if d),
        modified=updated if atom or dict.get(item, "published") else None,
    )


def _get(holder: Any, key: str) -> str:
    """Return a string member or "". dict's own get: FeedParserDict's gives other members in a missing one's place."""
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""


def _list(item: Any, key: str) -> list[Any]:
    value = dict.get(item, key)
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def _links(item: Any, *, trust_origin: bool) -> Iterator[str]:
    """Give the item's links, best first; enclosures, comments and the feed's own views of the item are none."""
    if trust_origin:
        yield _get(item, "feedburner_origlink")
    alternates = [link for link in _list(item, "links") if _get(link, "rel") == "alternate"]
    for link in sorted(alternates, key=lambda link: "html" not in _get(link, "type")):
        if _get(link, "type") not in _ANOTHER_VIEW:
            yield _get(link, "href")
    yield _get(item, "link")
    identity = _get(item, "id")
    if identity.startswith(("http://", "https://")):
        yield identity


def _content(item: Any) -> str | None:
    """Return the longest content as HTML."""
    longest = max(_list(item, "content"), key=lambda c: len(_get(c, "value")), default=None)
    value = _get(longest, "value")
    plain = _get(longest, "type") == "text/plain" and not has_tags(value)
    return paragraphs(value) if plain else value or None


def _images(item: Any) -> Iterator[str]:
    """Give the item's images, best first: the widest of Media RSS, its thumbnails, enclosures, iTunes' own."""
    pictures = [m for m in _list(item, "media_content") if _is_picture(m, "medium")]
    for media in sorted(pictures, key=lambda m: -_width(m)):
        yield _get(media, "url")
    for media in sorted(_list(item, "media_thumbnail"), key=lambda m: -_width(m)):
        yield _get(media, "url")
    for link in _list(item, "links"):
        if _get(link, "rel") == "enclosure" and _is_picture(link, "rel"):
            yield _get(link, "href")
    yield _get(dict.get(item, "image"), "href")


def _is_picture(media: Any, kind: str) -> bool:
    address = (_get(media, "url") or _get(media, "href")).partition("?")[0].lower()
    named = address.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"))
    return _get(media, kind) == "image" or _get(media, "type").startswith("image/") or named


def _width(media: Any) -> int:
    width = _get(media, "width")
    return int(width) if width.isdecimal() and len(width) < 7 else 0
