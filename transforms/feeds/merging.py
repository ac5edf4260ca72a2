"""One entry from the entries of one article in several feeds, or several times in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import TypeVar

from schemas.feed import Entry

T = TypeVar("T")


def merge(entries: Sequence[Entry]) -> Entry:
    """Return one entry that knows all feeds of its copies and has the best of each field, whatever their order.

    The richest copy, the one with most text, speaks first; an aggregator's shorter copy only fills its gaps. Longest
    wins for content and summary, all tags count, the secure address is preferred. Published is the earliest instant
    that has a time of day: copies are stamped anew, never back.
    """
    if len(entries) == 1:
        return entries[0]
    ranked = sorted(entries, key=_rank)
    address = min(ranked, key=lambda e: (not e.url.startswith("https:"), e.url))
    published = _earliest(ranked)
    return Entry(
        article_id=address.article_id,
        url=address.url,
        source_url=address.source_url,
        feed_ids=tuple(sorted({feed for e in ranked for feed in e.feed_ids})),
        seen_at=min(e.seen_at for e in ranked),
        title=_first(e.title for e in ranked),
        summary=_longest(e.summary for e in ranked),
        content=_longest(e.content for e in ranked),
        authors=_first(e.authors for e in ranked) or (),
        publisher=_first(e.publisher for e in ranked),
        language=_first(e.language for e in ranked),
        section=_first(e.section for e in ranked),
        tags=tuple(dict.fromkeys(tag for e in ranked for tag in e.tags)),
        image_url=_first(e.image_url for e in ranked),
        published_at=published.published_at,
        published_raw=published.published_raw,
        modified_at=max((e.modified_at for e in ranked if e.modified_at), default=None),
        attempt=max(e.attempt for e in ranked),
    )


def _rank(entry: Entry) -> tuple[int, int, tuple[str, ...], str]:
    """Order copies by their text, and equal ones by all they hold, so that no order of arrival shows."""
    return -len(entry.content or ""), -len(entry.summary or ""), entry.feed_ids, repr(entry)


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value), None)


def _longest(values: Iterable[str | None]) -> str | None:
    return max((value for value in values if value), key=len, default=None)


def _earliest(ranked: Sequence[Entry]) -> Entry:
    """Return the entry with the earliest instant; one at midnight is a day without a time, and waits for the others."""

    def order(entry: Entry) -> tuple[bool, bool, datetime]:
        at = entry.published_at or entry.seen_at
        return entry.published_at is None, at.time() == time(0), at

    return min(ranked, key=order)
