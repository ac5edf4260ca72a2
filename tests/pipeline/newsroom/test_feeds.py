"""Feeds: each dialect says what the stories say, and the broken ones are broken as meant."""

from __future__ import annotations

import json

import feedparser
import pytest

from pipeline.newsroom import odd
from pipeline.newsroom.feeds import FEEDS, NewsFeed, render_feed
from pipeline.newsroom.sites import address
from pipeline.newsroom.story import load_stories

BASE = "http://127.0.0.1:1"
STORIES = load_stories()
BY_ID = {feed.id: feed for feed in FEEDS}
WHOLE = [feed for feed in FEEDS if feed.id not in ("liveline", "gazette", "pocket")]


def _bytes(feed: NewsFeed) -> bytes:
    return render_feed(feed, STORIES, BASE)


@pytest.mark.parametrize("feed", WHOLE, ids=lambda feed: feed.id)
def test_a_feed_lists_its_stories(feed: NewsFeed) -> None:
    parsed = feedparser.parse(_bytes(feed))
    assert not parsed.bozo or "encoding" in str(parsed.bozo_exception)
    listed = [story for story in STORIES if feed.holds(story)]
    assert listed
    assert sorted(entry.title for entry in parsed.entries) == sorted(story.title for story in listed)
    paths = {odd.listed_address(story) or address(story) for story in listed}
    assert {entry.link.removeprefix(BASE).removesuffix(feed.tail) for entry in parsed.entries} == paths


def test_the_dialects_are_what_they_say() -> None:
    versions = {feed.id: feedparser.parse(_bytes(feed)).version for feed in WHOLE}
    assert versions["worldwire"] == "rss20"
    assert versions["beacon"] == "atom10"
    assert versions["bulletin"] == "rss10"
    assert versions["agora"].startswith("rss091")


def test_the_json_feed_carries_text_and_instant() -> None:
    data = json.loads(_bytes(BY_ID["liveline"]))
    stories = {str(story.number): story for story in STORIES if story.site == "liveline"}
    assert {item["id"] for item in data["items"]} == set(stories)
    for item in data["items"]:
        assert item["date_published"] == stories[item["id"]].published.isoformat()
        assert item["content_html"].count("<p>") == len(stories[item["id"]].text)


def test_full_text_feeds_carry_the_text() -> None:
    for entry in feedparser.parse(_bytes(BY_ID["capitalherald"])).entries:
        (story,) = [story for story in STORIES if story.title == entry.title]
        assert len(entry.content[0].value) > len("".join(story.text))


def test_feeds_without_dates_have_none() -> None:
    for name in ("gulfobserver", "agora"):
        entries = feedparser.parse(_bytes(BY_ID[name])).entries
        assert not any("published" in entry or "updated" in entry for entry in entries)


def test_odd_zones_are_odd() -> None:
    feeds = [feedparser.parse(_bytes(BY_ID[name])) for name in ("asiadispatch", "moscowtoday")]
    stamps = [entry.published for feed in feeds for entry in feed.entries]
    assert {stamp.split()[-1] for stamp in stamps} == {"JST", "GMT+8", "MSK"}


def test_relative_links_are_relative() -> None:
    links = [entry.link for entry in feedparser.parse(_bytes(BY_ID["pressroom"])).entries]
    assert links
    assert all(link.startswith("/pressroom/") for link in links)


def test_the_russian_feed_is_in_its_old_encoding() -> None:
    raw = _bytes(BY_ID["gazeta"])
    assert "Министры" in raw.decode("windows-1251")
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")


def test_the_truncated_feed_still_has_its_entries() -> None:
    parsed = feedparser.parse(_bytes(BY_ID["pocket"]))
    assert parsed.bozo
    titles = {entry.title for entry in parsed.entries}
    assert titles >= {story.title for story in STORIES if story.site == "pocket"}


def test_the_page_in_a_feeds_place_is_no_feed() -> None:
    parsed = feedparser.parse(_bytes(BY_ID["gazette"]))
    assert not parsed.version
    assert not parsed.entries


def test_some_stories_are_in_several_feeds() -> None:
    carried = [sum(feed.holds(story) for feed in FEEDS) for story in STORIES]
    assert min(carried) >= 1
    assert sum(count > 1 for count in carried) >= 10
