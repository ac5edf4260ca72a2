"""Which witness gives the instant of publication."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from transforms.articles import dating
from transforms.articles.jsonld import Story
from transforms.articles.meta import Head

FEED = datetime(2024, 3, 14, 17, 0, tzinfo=timezone.utc)
FETCHED_AT = datetime(2024, 6, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("jsonld", "meta", "time", "feed", "expected", "source"),
    [
        ("2024-03-14T18:05:30+01:00", None, None, FEED, "2024-03-14T17:05:30", "jsonld"),
        (None, "2024-03-14T17:05:30Z", None, FEED, "2024-03-14T17:05:30", "meta"),
        ("2024-03-14", "2024-03-14T17:05:30Z", None, None, "2024-03-14T17:05:30", "meta"),
        ("2024-03-14T18:05:30", None, None, FEED, "2024-03-14T17:00:00", "feed"),
        ("2024-03-14", None, None, FEED, "2024-03-14T17:00:00", "feed"),
        ("2024-03-11T09:00:00", None, None, FEED, "2024-03-11T09:00:00", "jsonld"),
        ("2024-03-14", None, None, None, "2024-03-14T00:00:00", "jsonld"),
        (None, None, "2024-03-14T17:05:00Z", FEED, "2024-03-14T17:05:00", "time"),
        (None, None, "2023-01-02T08:00:00Z", FEED, "2024-03-14T17:00:00", "feed"),
        (None, None, "2023-01-02T08:00:00Z", None, "2023-01-02T08:00:00", "time"),
        ("1970-01-01T00:00:00Z", None, None, FEED, "2024-03-14T17:00:00", "feed"),
        ("2031-01-01T00:00:00Z", None, None, FEED, "2024-03-14T17:00:00", "feed"),
        ("soon", None, None, None, None, None),
    ],
)
def test_published(
    jsonld: str | None,
    meta: str | None,
    time: str | None,
    feed: datetime | None,
    expected: str | None,
    source: str | None,
) -> None:
    head = Head({"article:published_time": [meta]} if meta else {}, times=(time,) if time else ())
    value, witness = dating.published(Story(published=jsonld), head, feed, FETCHED_AT)
    assert (value.isoformat().removesuffix("+00:00") if value else None, witness) == (expected, source)


@pytest.mark.parametrize(
    ("stated", "feed", "expected"),
    [
        ("2024-03-15T08:00:00Z", None, datetime(2024, 3, 15, 8, tzinfo=timezone.utc)),
        ("2024-03-10T08:00:00Z", None, None),
        ("2024-03-15", None, None),
        ("9999-12-31T23:59:00-05:00", None, None),
        (None, datetime(2024, 3, 16, tzinfo=timezone.utc), datetime(2024, 3, 16, tzinfo=timezone.utc)),
    ],
)
def test_modified(stated: str | None, feed: datetime | None, expected: datetime | None) -> None:
    assert dating.modified(Story(modified=stated), Head(), feed, FEED, FETCHED_AT) == expected
