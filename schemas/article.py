"""A page as fetched and an article as extracted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schemas.columns import column
from schemas.feed import Entry


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes fetched for an entry; lives inside one worker and never crosses a shuffle.

    `body` is decompressed; `url` is the final address after redirects; `content_type` is the header as sent.
    `body` is None where the page could not be had and the feed's own content has to serve;
    `failure` then says why, as a `schemas.reject.Reason` value, and `failure_message` for a person.
    """

    entry: Entry
    url: str
    fetched_at: datetime
    body: bytes | None
    content_type: str | None = None
    failure: str | None = None
    failure_message: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One revision of one article."""

    article_id: str = column("Id of the article: a versioned hash of its canonical URL.", id=1)
    revision: int = column("1 for the first version seen, then counting up.", id=2)
    url: str = column("Canonical address.", id=3)
    source_url: str = column("Address as the feed gave it.", id=4)
    feed_ids: tuple[str, ...] = column("Every feed of the run that carried it, sorted.", id=5)
    publisher: str | None = column("Publisher, from the feeds file or the page.", id=6)
    title: str = column("Headline.", id=7)
    lead: str = column("Standfirst or summary that stands before the text; empty if none.", id=8)
    text: str = column("Body, paragraphs separated by a newline.", id=9)
    authors: tuple[str, ...] = column("Names of the authors.", id=10)
    section: str | None = column("Section of the paper.", id=11)
    tags: tuple[str, ...] = column("Keywords and categories.", id=12)
    image_url: str | None = column("Lead image.", id=13)
    language: str | None = column("ISO 639-1 code of the text.", id=14)
    published_at: datetime | None = column("Instant of publication.", id=15)
    published_source: str | None = column("Where it was read: jsonld, meta, time, feed, text; null if unknown.", id=16)
    modified_at: datetime | None = column("Instant of the last change the page or feed states.", id=17)
    fetched_at: datetime = column("Instant of the fetch.", id=18)
    text_source: str = column("page, or feed where the page could not be had.", id=19)
    content_hash: str = column("Hash of title, lead and text.", id=20)
    fingerprint: str = column("SimHash of the text, 16 hex digits; near copies differ in few bits.", id=21)
    duplicate_of: str | None = column("Article of which this is a near copy, or null.", id=22)
    word_count: int = column("Words in lead and text.", id=23)
    title_source: str | None = column("Where the title was read: h1, jsonld, og, feed or meta.", id=24, default=None)
    language_source: str | None = column("Where the language was read: text, html, feed.", id=25, default=None)
