"""The books: each equation is seen when it fails."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timezone

import pytest

from schemas.run import Books, Manifest, RetagBooks

BALANCED = Books(
    feeds=3, feeds_waiting=1, polls=2, entries_seen=10, entries_new=4, entries_again=3, entries_skipped=2,
    entries_rejected=1, articles=3, article_rejects=1, events=7, rejects=2,
)  # fmt: skip


def test_balanced_books_have_no_fault() -> None:
    assert BALANCED.faults() == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"polls": 1}, "3 feeds"),
        ({"entries_seen": 11}, "11 entries seen"),
        ({"entries_rejected": 0}, "10 entries seen"),
        ({"articles": 2}, "4 new entries"),
        ({"article_rejects": 2}, "4 new entries"),
    ],
)
def test_a_lost_or_doubled_row_is_told(changed: dict[str, int], told: str) -> None:
    faults = dataclasses.replace(BALANCED, **changed).faults()
    assert len(faults) == 1
    assert faults[0].startswith(told)


def test_books_are_read_from_the_tallies_that_belong_to_them() -> None:
    tallies = {**dataclasses.asdict(BALANCED), "rejects.timeout": 2, "host.example.org.timeout": 2}
    assert Books.of(tallies) == BALANCED


@pytest.mark.parametrize(("coded", "rejects"), [(8, 2), (9, 0), (10, 2)])
def test_a_retag_ends_with_as_many_articles_as_it_read(coded: int, rejects: int) -> None:
    faults = RetagBooks(articles_read=10, articles_coded=coded, tag_rejects=rejects).faults()
    assert bool(faults) is (coded + rejects != 10)
    assert all("10 articles read" in fault for fault in faults)


def test_what_a_run_is_decides_its_books() -> None:
    tallies = {"articles_read": 3, "articles_coded": 2}
    manifest = Manifest("r", datetime(2026, 1, 1, tzinfo=timezone.utc), 1, tallies=tallies, work="retag")
    assert len(manifest.faults) == 1
    assert dataclasses.replace(manifest, work="ingest").faults == []
