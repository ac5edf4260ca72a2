"""A feed's bytes to entries, whatever the dialect."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from schemas.feed import Entry, Feed
from schemas.reject import Reason, Reject
from transforms.feeds.codes import language_of
from transforms.feeds.decoding import MAX_BYTES, TooLargeError, decode, unpack
from transforms.feeds.discovery import feed_of_page
from transforms.feeds.drafts import Draft, Origin, settle
from transforms.feeds.json_feed import json_drafts, json_format, read_json
from transforms.feeds.markup import plain_text
from transforms.feeds.repair import feed_root, mend, tag_count
from transforms.feeds.results import FeedFailure, Hints, ParsedFeed
from transforms.feeds.xml_feed import read_xml, xml_drafts, xml_hints

#: feedparser takes some 50 µs a tag, and twice that where the feed is cut off, so this many keep a hostile feed near
#: ten seconds. The largest real feed measured, of 730 entries, has 20,000.
MAX_TAGS = 100_000


def parse_feed(
    body: bytes, *, feed: Feed, url: str, content_type: str | None, polled_at: datetime
) -> ParsedFeed | FeedFailure:
    """Return the entries and rejects of a feed's body, or why it gave none.

    `url` is the final address after redirects, `content_type` the header as sent (only its charset is used).
    Never raises for anything a body holds. A feed without items is a feed; one that broke off gives what came before.
    """
    try:
        text = decode(unpack(body), content_type).strip()
    except TooLargeError:
        return FeedFailure(Reason.TOO_LARGE, f"the feed is larger than {MAX_BYTES // 2**20} MiB")
    origin = Origin(feed, url, polled_at, None)
    if not text:
        return FeedFailure(Reason.EMPTY_BODY, "the feed's body is empty")
    return _json(text, origin) if text.startswith(("{", "[")) else _xml(text, origin)


def _json(text: str, origin: Origin) -> ParsedFeed | FeedFailure:
    document = read_json(text)
    if isinstance(document, FeedFailure):
        return document
    return _parsed(
        json_drafts(document), origin, document.get("title"), document.get("language"), json_format(document), Hints()
    )


def _xml(text: str, origin: Origin) -> ParsedFeed | FeedFailure:
    root = feed_root(text)
    if root is None:
        return FeedFailure(Reason.NOT_A_FEED, _what_it_is(text, origin.url))
    mended = mend(text, root)
    if tag_count(mended) > MAX_TAGS:
        return FeedFailure(Reason.TOO_LARGE, f"the feed has more than {MAX_TAGS:,} tags")
    document = read_xml(mended, origin.url)
    if isinstance(document, FeedFailure):
        return document
    channel = document["feed"]
    if document["bozo"] and not document["entries"]:
        return FeedFailure(Reason.FEED_UNREADABLE, f"broken XML: {str(document.get('bozo_exception'))[:200]}")
    title, language = dict.get(channel, "title"), dict.get(channel, "language")
    dialect = document["version"] or root["feed"].lower()
    return _parsed(xml_drafts(document), origin, title, language, dialect, xml_hints(mended, channel))


def _what_it_is(text: str, url: str) -> str:
    if "<html" not in text[:2000].lower():
        return "neither RSS, Atom nor JSON Feed"
    own = feed_of_page(text, url)
    return "a web page, not a feed; " + (f"its feed is {own}" if own else "it names no feed of its own")


def _parsed(
    drafts: Iterable[Draft], origin: Origin, title: object, language: object, format: str, hints: Hints
) -> ParsedFeed:
    spoken = language_of(language) if isinstance(language, str) else None
    origin = Origin(origin.feed, origin.url, origin.polled_at, spoken)
    settled = [settle(draft, origin) for draft in drafts]
    return ParsedFeed(
        entries=tuple(s for s in settled if isinstance(s, Entry)),
        rejects=tuple(s for s in settled if isinstance(s, Reject)),
        title=plain_text(title) if isinstance(title, str) else None,
        language=spoken,
        format=format,
        hints=hints,
    )
