"""Which feeds the newsroom has: each in its dialect, over the stories of one site or of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from pipeline.newsroom import dialects, odd
from pipeline.newsroom.dialects import Channel, Item
from pipeline.newsroom.sites import address
from pipeline.newsroom.story import Story

Dialect = Callable[[Channel, list[Item]], bytes]


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """A feed of the newsroom.

    `sites` are those whose stories it lists, `sections` (if any) narrow them. `tail` is appended to every link, as
    campaigns do; `relative` leaves scheme and host out. `country` is what a feeds file says of the publisher.
    """

    id: str
    path: str
    title: str
    dialect: Dialect
    sites: tuple[str, ...]
    language: str = "en"
    country: str | None = None
    sections: tuple[str, ...] = ()
    tail: str = ""
    relative: bool = False
    media_type: str = "application/rss+xml; charset=utf-8"

    def holds(self, story: Story) -> bool:
        """Return whether the story is listed."""
        return story.site in self.sites and (not self.sections or story.section in self.sections)


_WESTERN = ("worldwire", "capitalherald", "beacon", "gulfobserver", "asiadispatch")

FEEDS: tuple[NewsFeed, ...] = (
    NewsFeed("worldwire", "/worldwire/rss", "World Wire", dialects.rss, ("worldwire",), country="GBR"),
    NewsFeed(
        "moscowtoday",
        "/moscowtoday/rss/news/",
        "Moscow Today",
        dialects.rss_cdata,
        ("moscowtoday",),
        country="RUS",
        tail="?utm_source=rss&utm_medium=rss&utm_campaign=RSS",
    ),
    NewsFeed(
        "capitalherald",
        "/capitalherald/world/rss",
        "The Capital Herald",
        dialects.rss_full_text,
        ("capitalherald",),
        country="GBR",
    ),
    NewsFeed(
        "beacon",
        "/beacon/feed.atom",
        "Beacon News",
        dialects.atom,
        ("beacon",),
        country="USA",
        media_type="application/atom+xml",
    ),
    NewsFeed(
        "gulfobserver",
        "/gulfobserver/xml/rss/all.xml",
        "Gulf Observer",
        dialects.rss_without_dates,
        ("gulfobserver",),
        country="QAT",
        media_type="text/xml",
    ),
    NewsFeed(
        "agora",
        "/agora/headlines.rss",
        "Agora Daily",
        dialects.rss_091,
        ("agora",),
        country="GRC",
        media_type="text/xml",
    ),
    NewsFeed(
        "asiadispatch",
        "/asiadispatch/feed/",
        "Asia Dispatch",
        dialects.rss_odd_zones,
        ("asiadispatch",),
        country="SGP",
    ),
    NewsFeed(
        "bulletin",
        "/bulletin/en/feed.rdf",
        "Assembly Bulletin",
        dialects.rdf,
        ("bulletin",),
        media_type="application/rdf+xml",
    ),
    NewsFeed(
        "pressroom",
        "/pressroom/rss.xml",
        "Foreign Press Room",
        dialects.rss,
        ("pressroom",),
        country="CHE",
        relative=True,
    ),
    NewsFeed(
        "liveline",
        "/liveline/feed.json",
        "Liveline",
        dialects.json_feed,
        ("liveline",),
        country="IRL",
        media_type="application/feed+json",
    ),
    NewsFeed(
        "gazeta",
        "/gazeta/export/rss.xml",
        "Вестник столицы",
        dialects.rss_1251,
        ("gazeta",),
        language="ru",
        country="RUS",
        media_type="text/xml",  # without a charset: the XML declaration alone tells
    ),
    NewsFeed(
        "continental",
        "/continental/atom.xml",
        "Continental",
        dialects.atom,
        ("continental",),
        language="fr",
        country="BEL",
        media_type="application/atom+xml; charset=utf-8",
    ),
    NewsFeed("pocket", "/pocket/rss", "Pocket Paper", dialects.truncated, ("pocket",), country="AUS"),
    NewsFeed(
        "roundup",
        "/roundup/feed",
        "Diplomatic Roundup",
        dialects.rss,
        _WESTERN,
        sections=("Diplomacy", "Conflict"),
        tail="?utm_source=roundup&utm_medium=feed&fbclid=IwAR0demo#comments",
    ),
    NewsFeed("backstairs", "/backstairs/rss", "The Back Stairs", dialects.rss, ("backstairs",)),
    NewsFeed(
        "gazette",
        "/gazette/feed.xml",
        "The Old Gazette",
        dialects.not_a_feed,
        ("agora",),
        media_type="text/html; charset=utf-8",
    ),
)


def _link(feed: NewsFeed, story: Story, base: str) -> str:
    path = odd.listed_address(story) or address(story)
    tail = feed.tail.replace("?", "&", 1) if "?" in path else feed.tail
    return ("" if feed.relative else base) + path + tail


def render_feed(feed: NewsFeed, stories: Sequence[Story], base: str) -> bytes:
    """Return a feed's bytes, newest story first; `base` is scheme and host."""
    listed = sorted((s for s in stories if feed.holds(s)), key=lambda s: (s.published, s.slug), reverse=True)
    items = [Item(story, _link(feed, story, base)) for story in listed]
    channel = Channel(feed.title, feed.language, f"{base}/{feed.id}", newest(listed))
    return feed.dialect(channel, items)


def newest(stories: Sequence[Story]) -> datetime:
    """Return the latest publication among stories; the epoch if there is none."""
    return max((s.published_utc for s in stories), default=datetime(1970, 1, 1, tzinfo=timezone.utc))
