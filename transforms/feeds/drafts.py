"""From what a dialect says of an item to an entry or a reject: the rules all dialects share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from schemas.feed import Entry, Feed
from schemas.ids import article_id
from schemas.reject import Reason, Reject, Stage, reject
from transforms.feeds.codes import language_of
from transforms.feeds.dates import parse_date
from transforms.feeds.markup import first_image, plain_text, trim_tail
from transforms.web.urls import absolute, canonicalize

_MAX_TAGS = 50  # more are a search engine's bait
_BETWEEN_AUTHORS = re.compile(r"\s*[;|]\s*|\s+(?:and|&)\s+")
_BYLINE = re.compile(r"^by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """An item as its dialect spells it: raw strings, candidates best first, all still relative and unread."""

    links: tuple[str, ...] = ()
    title: str | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft comes from: the feed as configured, the address its body came from, when, and its language."""

    feed: Feed
    url: str
    polled_at: datetime
    language: str | None


def settle(draft: Draft, origin: Origin) -> Entry | Reject:
    """Return the entry a draft stands for, or a reject if none of its links leads to an article."""
    links = _usable(draft.links, origin)
    if links is None:
        return _without_link(draft, origin)
    source_url, url = links
    country = origin.feed.country
    published_raw, published_at = _published(draft.published, origin)
    summary, content = _text(draft.summary), _text(draft.content)
    return Entry(
        article_id=article_id(url),
        url=url,
        source_url=source_url,
        feed_ids=(origin.feed.id,),
        seen_at=origin.polled_at,
        title=plain_text(draft.title),
        summary=None if summary == content else summary,
        content=content,
        authors=_authors(draft.authors),
        publisher=origin.feed.publisher or plain_text(draft.publisher),
        language=origin.feed.language or language_of(draft.language) or origin.language,
        section=plain_text(draft.section),
        tags=_tags(draft.tags),
        image_url=_image(draft, origin),
        published_at=published_at,
        published_raw=published_raw,
        modified_at=parse_date(draft.modified, origin.polled_at, country),
    )


def _usable(links: Iterable[str], origin: Origin) -> tuple[str, str] | None:
    """Return the first link that leads somewhere else than to the feed, absolute and canonical."""
    own = {canonicalize(origin.url), canonicalize(origin.feed.url)}
    for link in links:
        source_url = _absolute(link, origin)
        url = canonicalize(source_url) if source_url else None
        if source_url and url and url not in own:
            return source_url, url
    return None


def _absolute(link: str, origin: Origin) -> str | None:
    found = absolute(origin.url, link) if link.strip() else None
    return found.replace(" ", "%20") if found else None


def _without_link(draft: Draft, origin: Origin) -> Reject:
    name = plain_text(draft.title) or plain_text(draft.summary) or "without title"
    given = f"; its links: {', '.join(draft.links)[:200]}" if draft.links else ""
    message = f"entry has no link to an article: {name[:100]}{given}"
    return reject(
        Stage.POLL, Reason.ENTRY_WITHOUT_LINK, message, origin.polled_at, url=origin.url, feed_id=origin.feed.id
    )


def _published(spellings: Iterable[str], origin: Origin) -> tuple[str | None, datetime | None]:
    """Return the first spelling that can be read and its instant, or else the first spelling alone."""
    given = [s.strip() for s in spellings if s.strip()]
    for raw in given:
        instant = parse_date(raw, origin.polled_at, origin.feed.country)
        if instant is not None:
            return raw, instant
    return (given[0] if given else None), None


def _text(markup: str | None) -> str | None:
    return trim_tail(markup) or None if markup else None


def _authors(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names, each once: `A; B`, `A and B` and `A, B and C` are several, and `By` is no name."""
    found: dict[str, None] = {}
    for given in names:
        for part in _separate(plain_text(given) or ""):
            name = _BYLINE.sub("", part).strip(" ,")
            if name and "@" not in name and "://" not in name:
                found[name] = None
    return tuple(found)


def _separate(names: str) -> list[str]:
    """Split a list of names; a comma splits only a list that ends in `and`, for `Ann Day, Reuters` is one author."""
    parts = _BETWEEN_AUTHORS.split(names)
    return parts[0].split(",") + parts[1:] if " and " in names else parts


def _tags(terms: Iterable[str]) -> tuple[str, ...]:
    texts = (plain_text(term) for term in terms)
    return tuple(dict.fromkeys(t for t in texts if t and "://" not in t))[:_MAX_TAGS]


def _image(draft: Draft, origin: Origin) -> str | None:
    for candidate in (*draft.images, first_image(draft.summary), first_image(draft.content)):
        found = _absolute(candidate, origin) if candidate else None
        if found:
            return found
    return None
