"""A feed as the user configures it, and an entry as the feed gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed to poll.

    `id` names it in every table and is unique within a feeds file; `country` is ISO 3166 alpha-3,
    `language` an ISO 639-1 code; both and the publisher are what the user says of the feed, or None.
    """

    id: str
    url: str
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: where an article is and what the feed says of it.

    `url` is canonical, `source_url` is as the feed gave it (made absolute). `content` is the HTML of
    content:encoded, atom:content or JSON Feed's content, `summary` that of the description.
    `published_raw` is the feed's own spelling of the instant, `published_at` what it means (UTC-aware) or None.
    After entries are merged, `feed_ids` names every feed that carried the article, in sorted order.
    `attempt` counts the tries at this article, this one included.
    """

    article_id: str
    url: str
    source_url: str
    feed_ids: tuple[str, ...]
    seen_at: datetime
    title: str | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image_url: str | None = None
    published_at: datetime | None = None
    published_raw: str | None = None
    modified_at: datetime | None = None
    attempt: int = 1
