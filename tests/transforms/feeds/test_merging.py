"""One article in several feeds is one entry that knows them all."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from schemas.feed import Entry
from transforms.feeds.merging import merge

NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
PAPER = Entry(
    article_id="a1-1",
    url="https://courier.example/1",
    source_url="https://courier.example/1?utm_source=rss",
    feed_ids=("courier",),
    seen_at=NOW,
    title="Envoys meet",
    summary="They met.",
    content="<p>They met and they talked.</p>",
    authors=("Ada Quill",),
    publisher="Courier",
    tags=("World",),
    published_at=NOW - timedelta(hours=3),
    published_raw="09:00",
)
AGGREGATOR = Entry(
    article_id="a1-1",
    url="http://courier.example/1",
    source_url="http://courier.example/1",
    feed_ids=("aggregator",),
    seen_at=NOW - timedelta(minutes=1),
    title="Envoys meet - Courier",
    summary="They met, says the Courier, and talked at length.",
    language="en",
    tags=("World", "Diplomacy"),
    image_url="https://img.example/1.jpg",
    published_at=NOW - timedelta(hours=1),
    published_raw="11:00",
    modified_at=NOW,
)
DAY_ONLY = replace(AGGREGATOR, feed_ids=("daily",), published_at=NOW.replace(hour=0), published_raw="24 Nov")


def test_the_richest_copy_speaks_and_the_others_fill_its_gaps() -> None:
    merged = merge([AGGREGATOR, PAPER])
    assert merged == replace(
        PAPER,
        feed_ids=("aggregator", "courier"),
        seen_at=AGGREGATOR.seen_at,
        summary=AGGREGATOR.summary,
        language="en",
        tags=("World", "Diplomacy"),
        image_url=AGGREGATOR.image_url,
        modified_at=NOW,
    )


def test_the_order_of_the_copies_does_not_show() -> None:
    copies = [PAPER, AGGREGATOR, DAY_ONLY, replace(PAPER, feed_ids=("courier-2",), title="Envoys met")]
    assert len({merge(order) for order in itertools.permutations(copies)}) == 1


def test_a_day_without_a_time_gives_way_to_an_instant() -> None:
    assert merge([DAY_ONLY, AGGREGATOR]).published_raw == "11:00"
    assert merge([DAY_ONLY, replace(AGGREGATOR, published_at=None)]).published_raw == "24 Nov"


def test_one_copy_is_left_as_it_is() -> None:
    assert merge([PAPER]) is PAPER
