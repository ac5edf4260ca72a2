"""What reading a feed's body comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from schemas.feed import Entry
from schemas.reject import Reason, Reject


@dataclass(frozen=True, slots=True)
class Hints:
    """What a feed says about how often it wants to be read.

    `interval` is the longer of RSS <ttl> (minutes) and the syndication module's updatePeriod / updateFrequency;
    `skip_hours` are the hours of the day, UTC, in which RSS <skipHours> asks not to be read.
    """

    interval: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed that was read: each item is an entry or a reject, in the feed's order.

    `format` is feedparser's name of the dialect (rss20, atom10, rss10, cdf ...) or json1, json11;
    `language` is an ISO 639-1 code. Copies of one article within the feed stay apart: the caller merges.
    """

    entries: tuple[Entry, ...]
    rejects: tuple[Reject, ...]
    title: str | None
    language: str | None
    format: str
    hints: Hints = Hints()

    @property
    def entries_seen(self) -> int:
        """Return the number of items in the body, usable or not."""
        return len(self.entries) + len(self.rejects)


@dataclass(frozen=True, slots=True)
class FeedFailure:
    """A feed that gave nothing: why, and in words for a person."""

    reason: Reason
    message: str
