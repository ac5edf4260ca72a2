"""Each specimen in tests/data/feeds/parsing is a feed and, in *.expected.json, what must be read in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from schemas.feed import Feed
from schemas.reject import Stage
from transforms.feeds.parsing import parse_feed
from transforms.feeds.results import FeedFailure, ParsedFeed

SPECIMENS = Path(__file__).resolve().parents[2] / "data" / "feeds" / "parsing"
NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)


def read(path: Path, expected: dict[str, Any]) -> ParsedFeed | FeedFailure:
    url = expected["url"]
    return parse_feed(
        path.read_bytes(), feed=Feed("desk", url), url=url, content_type=expected.get("content_type"), polled_at=NOW
    )


def plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", sorted(SPECIMENS.glob("*.expected.json")), ids=lambda p: p.name.partition(".e")[0])
def test_specimen(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    parsed = read(path.with_name(path.name.removesuffix(".expected.json")), expected)
    if "failure" in expected:
        assert isinstance(parsed, FeedFailure), parsed
        assert parsed.reason.value == expected["failure"]
        assert parsed.message
        return
    assert isinstance(parsed, ParsedFeed), parsed
    check_feed(parsed, expected)
    check_entries(parsed, expected["entries"])


def check_feed(parsed: ParsedFeed, expected: dict[str, Any]) -> None:
    assert [r.reason for r in parsed.rejects] == expected["rejects"]
    assert all(r.stage == Stage.POLL.value and r.feed_id == "desk" and r.message for r in parsed.rejects)
    for field in ("format", "title", "language"):
        assert getattr(parsed, field) == expected.get(field, getattr(parsed, field))
    if "interval_minutes" in expected:
        assert parsed.hints.interval is not None
        assert parsed.hints.interval.total_seconds() == expected["interval_minutes"] * 60
    if "skip_hours" in expected:
        assert sorted(parsed.hints.skip_hours) == expected["skip_hours"]


def check_entries(parsed: ParsedFeed, expected: list[dict[str, Any]]) -> None:
    assert len(parsed.entries) == len(expected)
    assert parsed.entries_seen == len(parsed.entries) + len(parsed.rejects)
    for entry, wanted in zip(parsed.entries, expected, strict=True):
        got = asdict(entry)
        assert {field: plain(got[field]) for field in wanted} == wanted
        assert entry.feed_ids == ("desk",)
        assert entry.seen_at == NOW


def test_what_the_user_says_of_a_feed_counts() -> None:
    feed = Feed("desk", "http://p.example/rss", publisher="The Desk", language="de", country="ISR")
    body = (
        b"<rss version='2.0'><channel><title>x</title><item><link>http://p.example/1</link>"
        b"<pubDate>1 Jun 2017 12:00 IST</pubDate></item></channel></rss>"
    )
    parsed = parse_feed(body, feed=feed, url=feed.url, content_type=None, polled_at=NOW)
    assert isinstance(parsed, ParsedFeed)
    (entry,) = parsed.entries
    assert (entry.publisher, entry.language) == ("The Desk", "de")
    assert entry.published_at == datetime(2017, 6, 1, 10, tzinfo=timezone.utc)


@pytest.mark.shared
def test_every_feed_at_hand_is_read(shared: Path) -> None:
    """No file of 2,178 raises; of the real ones each gives as many items as it has."""
    folder = shared / "corpora" / "feeds"
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    missing = []
    for row in rows:
        url = row["url"] or "http://feeds.example/rss.xml"
        body = (folder / row["file"]).read_bytes()
        parsed = parse_feed(body, feed=Feed("f", url), url=url, content_type=None, polled_at=NOW)
        seen = parsed.entries_seen if isinstance(parsed, ParsedFeed) else -1
        if row["kind"] == "real" and seen != row["n_items"]:
            missing.append((row["file"], row["n_items"], seen))
    assert not missing
