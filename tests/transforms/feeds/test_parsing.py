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
        assert parsed.message == expected.get("message", parsed.message) != ""
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


def test_a_body_cut_anywhere_never_raises_and_never_gives_more() -> None:
    for path in sorted(SPECIMENS.glob("*[!z].expected.json")):  # the packed ones are large on purpose
        expected = json.loads(path.read_text(encoding="utf-8"))
        whole = path.with_name(path.name.removesuffix(".expected.json")).read_bytes()
        for end in range(0, min(len(whole), 3000), 61):
            url = expected["url"]
            cut = parse_feed(whole[:end], feed=Feed("f", url), url=url, content_type=None, polled_at=NOW)
            if isinstance(cut, ParsedFeed):
                whole_seen = len(expected.get("entries", ())) + len(expected.get("rejects", ()))
                assert cut.entries_seen <= whole_seen, (path.name, end)


def rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def seen(folder: Path, row: dict[str, Any]) -> int:
    url = row["url"] or "http://feeds.example/rss.xml"
    body = (folder / row["file"]).read_bytes()
    parsed = parse_feed(body, feed=Feed("f", url), url=url, content_type=None, polled_at=NOW)
    return parsed.entries_seen if isinstance(parsed, ParsedFeed) else -1


@pytest.mark.shared
def test_every_real_feed_at_hand_gives_all_its_items(shared: Path) -> None:
    folder = shared / "corpora" / "feeds"
    real = [row for row in rows(folder) if row["kind"] == "real"]
    assert [row["file"] for row in real if seen(folder, row) != row["n_items"]] == []


@pytest.mark.heavy
@pytest.mark.shared
def test_no_feed_at_hand_raises(shared: Path) -> None:
    """2,081 conformance cases, most of them odd on purpose: nine are broken and have no item."""
    folder = shared / "corpora" / "feeds"
    unread = [row["file"] for row in rows(folder) if row["kind"] != "real" and seen(folder, row) < 0]
    assert len(unread) <= 9
