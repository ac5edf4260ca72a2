"""What a sound run over the newsroom's feeds must find, and how much of it a lake holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from pipeline.newsroom import odd
from pipeline.newsroom.feeds import FEEDS
from pipeline.newsroom.sites import address
from pipeline.newsroom.story import GoldEvent, Party, Story, load_stories

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExpectedArticle:
    """An article that must come out: its paths (either is right), title, day of publication in UTC, language."""

    paths: frozenset[str]
    title: str
    published: date
    language: str


@dataclass(frozen=True, slots=True)
class Findings:
    """How much of the newsroom a lake holds; `missing` and `differing` name what is not there or not as told."""

    articles_found: int
    articles_expected: int
    events_found: int
    events_expected: int
    missing: tuple[str, ...]
    differing: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.articles_found} of {self.articles_expected} expected articles, "
            f"{self.events_found} of {self.events_expected} expected events found"
        )


def _published_stories() -> list[Story]:
    """Return the stories that some feed lists and that can become articles."""
    return [s for s in load_stories() if odd.becomes_article(s) and any(feed.holds(s) for feed in FEEDS)]


def _paths(story: Story) -> frozenset[str]:
    return frozenset(_bare(path) for path in (address(story), odd.listed_address(story)) if path)


def _bare(url: str) -> str:
    """Return path and query of an address, without a slash at the end."""
    parts = urlsplit(url)
    return parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")


def expected_articles() -> tuple[ExpectedArticle, ...]:
    """Return the articles that a run over all feeds must write, oldest first."""
    return tuple(
        ExpectedArticle(_paths(story), story.title, story.published_utc.date(), story.language)
        for story in _published_stories()
    )


def expected_events() -> tuple[tuple[ExpectedArticle, GoldEvent], ...]:
    """Return the events that any careful reader finds (certainty 2), each with its article."""
    pairs = zip(expected_articles(), _published_stories(), strict=True)
    return tuple((article, event) for article, story in pairs for event in story.events if event.certainty == 2)


def _differences(article: ExpectedArticle, row: Row) -> list[str]:
    published = row["published_at"]
    found = {
        "title": (row["title"], article.title),
        "day": (published.date() if published else None, article.published),
        "language": (row["language"], article.language),
    }
    return [f"{row['url']}: {name} is {got!r}, not {want!r}" for name, (got, want) in found.items() if got != want]


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _same_evidence(gold: str, found: str) -> bool:
    """Return whether two sentences share half of the words of the longer, or one is the other's clause."""
    ours, theirs = _words(gold), _words(found)
    shared = sum((ours & theirs).values())
    return 2 * shared >= max(sum(ours.values()), sum(theirs.values())) or gold in found or found in gold


def _countries(side: Iterable[Party]) -> set[str]:
    return {party.country for party in side if party.country}


def _same_sides(gold: GoldEvent, row: Row) -> bool:
    """Return whether each side names a country of gold's side; of a reciprocal event the two sides count together."""
    wanted = [_countries(gold.source), _countries(gold.target)]
    found = [set(row["source_countries"]), set(row["target_countries"])]
    if gold.reciprocal:
        wanted, found = [wanted[0] | wanted[1]], [found[0] | found[1]]
    return all(not want or want & got for want, got in zip(wanted, found, strict=True))


def _tells(row: Row, gold: GoldEvent) -> bool:
    return (
        row["event_type"] in (gold.event_type, gold.event_type_alt)
        and _same_sides(gold, row)
        and _same_evidence(gold.sentence, str(row["sentence"]))
    )


def _count_events(rows: Iterable[Row]) -> tuple[int, int]:
    """Return how many expected events the rows tell, each row telling one at most, and how many are expected."""
    by_path: dict[str, list[Row]] = {}
    for row in rows:
        by_path.setdefault(_bare(row["url"]), []).append(row)
    found, expected = 0, expected_events()
    for article, gold in expected:
        for row in (row for path in article.paths for row in by_path.get(path, [])):
            if _tells(row, gold):
                by_path[_bare(row["url"])].remove(row)
                found += 1
                break
    return found, len(expected)


def check(articles: Iterable[Row], events: Iterable[Row]) -> Findings:
    """Compare rows of the articles and events tables with what the newsroom published.

    An article counts as found if it is there exactly once; if its title, day or language differ it counts, and is
    named in `differing`.
    """
    rows = list(articles)
    missing, differing = [], []
    for article in expected_articles():
        own = [row for row in rows if _bare(row["url"]) in article.paths]
        if len(own) != 1:
            missing.append(f"{min(article.paths)}: {len(own)} articles instead of one")
        else:
            differing.extend(_differences(article, own[0]))
    total = len(expected_articles())
    found, expected = _count_events(events)
    return Findings(total - len(missing), total, found, expected, tuple(missing), tuple(differing))
