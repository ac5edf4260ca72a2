"""What the demo counts: a perfect lake is found whole, and each fault is seen."""

from __future__ import annotations

from datetime import datetime, time, timezone
from typing import Any

import pytest

from pipeline.newsroom import odd
from pipeline.newsroom.expected import check, expected_articles, expected_events

Row = dict[str, Any]


@pytest.fixture
def articles() -> list[Row]:
    return [
        {
            "url": f"http://127.0.0.1:1{max(article.paths)}",
            "title": article.title,
            "published_at": datetime.combine(article.published, time(), timezone.utc),
            "language": article.language,
        }
        for article in expected_articles()
    ]


@pytest.fixture
def events() -> list[Row]:
    return [
        {
            "url": f"http://127.0.0.1:1{max(article.paths)}",
            "event_type": event.event_type,
            "sentence": event.sentence,
            "source_countries": [party.country or "" for party in event.source],
            "target_countries": [party.country or "" for party in event.target],
        }
        for article, event in expected_events()
    ]


def test_a_perfect_lake_is_found_whole(articles: list[Row], events: list[Row]) -> None:
    findings = check(articles, events)
    assert findings.articles_found == findings.articles_expected == len(articles)
    assert findings.events_found == findings.events_expected == len(events)
    assert (findings.missing, findings.differing) == ((), ())
    assert str(findings).startswith(f"{len(articles)} of {len(articles)} expected articles, {len(events)} of")


def test_an_empty_lake_has_nothing(articles: list[Row]) -> None:
    findings = check([], [])
    assert (findings.articles_found, findings.events_found) == (0, 0)
    assert len(findings.missing) == len(articles)


def test_an_article_that_is_there_twice_is_missing(articles: list[Row], events: list[Row]) -> None:
    findings = check([*articles, articles[3]], events)
    assert findings.articles_found == len(articles) - 1
    assert "2 articles instead of one" in findings.missing[0]


def test_a_wrong_day_is_named(articles: list[Row]) -> None:
    articles[0] = {**articles[0], "published_at": None, "language": "xx"}
    findings = check(articles, [])
    assert findings.articles_found == len(articles)
    assert [line.split(": ")[1][:3] for line in findings.differing] == ["day", "lan"]


def test_the_same_row_does_not_count_for_two_events(articles: list[Row], events: list[Row]) -> None:
    assert check(articles, events[:1]).events_found == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"event_type": "RETREAT"},
        {"source_countries": ["NRU"], "target_countries": ["TUV"]},
        {"sentence": "An entirely different sentence about ferries and fish."},
        {"url": "http://127.0.0.1:1/elsewhere"},
    ],
)
def test_a_wrong_event_does_not_count(articles: list[Row], events: list[Row], fault: Row) -> None:
    assert check(articles, [{**events[0], **fault}]).events_found == 0


def test_a_direction_counts_unless_both_sides_act() -> None:
    one_way = next(pair for pair in expected_events() if pair[1].event_type == "SANCTION" and not pair[1].reciprocal)
    both = next(pair for pair in expected_events() if pair[1].reciprocal and pair[1].target)
    found = []
    for article, event in (one_way, both):
        row = {
            "url": min(article.paths),
            "event_type": event.event_type,
            "sentence": event.sentence,
            "source_countries": [party.country for party in event.target],
            "target_countries": [party.country for party in event.source],
        }
        found.append(check([], [row]).events_found)
    assert found == [0, 1]


def test_pages_that_cannot_become_articles_are_not_expected() -> None:
    paths = {path for article in expected_articles() for path in article.paths}
    for slug, what in odd.ODDITIES.items():
        expected = what in (odd.Oddity.MOVED, odd.Oddity.FLAKY, odd.Oddity.FORBIDDEN)
        assert any(slug in path for path in paths) is expected


def test_the_moved_story_may_be_filed_under_either_address() -> None:
    (moved,) = [article for article in expected_articles() if len(article.paths) == 2]
    assert any("index.asp?article=" in path for path in moved.paths)
