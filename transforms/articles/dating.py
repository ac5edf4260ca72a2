"""When an article was published and last changed, from page and feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone

from lxml.html import HtmlElement

from transforms.articles.jsonld import Story
from transforms.articles.meta import Head
from transforms.articles.sight import stamps_in_sight
from transforms.articles.stamps import Stamp, read_stamp

_PUBLISHED = (
    "article:published_time",
    "article:published:time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "article.published",
    "cxenseparse:recs:publishtime",
    "last-published",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")

#: No news site is older than the web; a date before it is a default that nobody set.
_EARLIEST = datetime(1991, 8, 6, tzinfo=timezone.utc)
#: Clocks of publishers run ahead, and a bare day may begin 14 hours before UTC's does.
_AHEAD = timedelta(days=1)
#: A clock without zone belongs to the same publication as an instant if some zone on earth makes them equal.
_ANY_ZONE = timedelta(hours=14)
#: Other articles' times stand on the page, too: an unmarked time element counts if the feed says nearly the same.
_NEAR = timedelta(days=2)

Dated = tuple["datetime | None", "str | None"]


def published(story: Story, head: Head, feed: datetime | None, fetched_at: datetime) -> Dated:
    """Return the instant of publication in UTC and which witness gave it; (None, None) where none does.

    The page's instant with a zone comes first (it is finer than the feed's), then the feed's where the page gives
    a clock without zone or a bare day that fits it, then the page's as if in UTC: a bare day is its midnight.
    """
    witnesses = [(name, stamp) for name, stamp in _witnesses(story, head, feed) if _plausible(stamp.value, fetched_at)]
    zoned = next(((name, stamp) for name, stamp in witnesses if stamp.zoned and stamp.timed), None)
    if zoned is not None:
        return zoned[1].value, zoned[0]
    if feed is not None and (not witnesses or _same(witnesses[0][1], feed)):
        return feed, "feed"
    timed = next(((name, stamp) for name, stamp in witnesses if stamp.timed), None)
    best = timed or next(iter(witnesses), None)
    return (best[1].value, best[0]) if best else (None, None)


def modified(
    story: Story, head: Head, feed: datetime | None, published_at: datetime | None, fetched_at: datetime
) -> datetime | None:
    """Return the instant of the last change, or None where none is stated, or none that can be."""
    stamps = filter(None, map(read_stamp, (story.modified, head.first(*_MODIFIED))))
    stated = next((stamp.value for stamp in stamps if stamp.timed), None) or feed
    if stated is None or not _plausible(stated, fetched_at):
        return None
    return stated if published_at is None or stated >= published_at else None


def date_in_sight(root: HtmlElement, url: str, fetched_at: datetime) -> Dated:
    """Return the instant or day that a reader sees on the page or in its address: the last resort."""
    seen = (stamp for stamp in stamps_in_sight(root, url) if _plausible(stamp.value, fetched_at))
    first = next(seen, None)
    return (first.value, "text") if first else (None, None)


def _witnesses(story: Story, head: Head, feed: datetime | None) -> Iterator[tuple[str, Stamp]]:
    yield from _read("jsonld", [story.published])
    yield from _read("meta", head.every(*_PUBLISHED))
    for name, stamp in _read("time", head.times):
        if feed is None or abs(stamp.value - feed) < _NEAR:
            yield name, stamp
            return


def _read(name: str, values: Iterable[str | None]) -> Iterator[tuple[str, Stamp]]:
    for value in values:
        stamp = read_stamp(value)
        if stamp is not None:
            yield name, stamp


def _plausible(value: datetime, fetched_at: datetime) -> bool:
    return _EARLIEST <= value <= fetched_at + _AHEAD


def _same(stamp: Stamp, instant: datetime) -> bool:
    """Return whether a stamp without zone can mean this instant."""
    gap = abs(stamp.value - instant)
    return gap <= (_ANY_ZONE if stamp.timed else _ANY_ZONE + timedelta(days=1))
