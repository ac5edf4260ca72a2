"""Names follow from table, partition, shard and run alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from schemas.tables import ARTICLES, POLLS
from tests.transforms.lake.rows import NOON, numbered
from transforms.lake.partitions import day_of, partition, published_path, shard, staged_path


def test_the_day_of_publication_decides() -> None:
    row = numbered(ARTICLES, 1, published_at=NOON - timedelta(days=3))
    assert partition(ARTICLES, row) == "published_date=2026-11-21"


def test_without_a_date_of_publication_the_day_of_the_fetch_decides() -> None:
    row = numbered(ARTICLES, 1, published_at=None, fetched_at=NOON)
    assert partition(ARTICLES, row) == "published_date=2026-11-24"


@pytest.mark.parametrize(("hours", "day"), [(3, "2026-11-23"), (-5, "2026-11-24"), (0, "2026-11-24")])
def test_a_day_is_one_in_utc(hours: int, day: str) -> None:
    half_past_one = datetime(2026, 11, 24, 1, 30, tzinfo=timezone(timedelta(hours=hours)))
    assert partition(POLLS, numbered(POLLS, 1, polled_at=half_past_one)) == f"polled_date={day}"


def test_paths() -> None:
    name = ("polled_date=2026-11-24", 7, "20261124T120000.000000Z")
    assert published_path(POLLS, *name) == "polls/polled_date=2026-11-24/20261124T120000.000000Z-00007.parquet"
    assert staged_path(POLLS, *name) == f"_staging/20261124T120000.000000Z/{published_path(POLLS, *name)}"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("polls/polled_date=2026-11-24/f.parquet", date(2026, 11, 24)),
        ("polls/f.parquet", None),
        ("polls/polled_date=soon/f.parquet", None),
        ("polls/polled_date=/f.parquet", None),
    ],
)
def test_the_day_of_a_path(path: str, day: date | None) -> None:
    assert day_of(path) == day


def test_shards_are_even_and_the_same_everywhere() -> None:
    found = [shard(f"a1-{n}", 4) for n in range(4_000)]
    assert found[:8] == [2, 0, 2, 0, 3, 1, 3, 1]
    assert all(900 < found.count(n) < 1_100 for n in range(4))
    assert shard("\ud800", 4) in range(4)
