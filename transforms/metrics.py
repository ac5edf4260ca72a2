"""Counting: Beam counters for dashboards and progress, exact tallies for the books.

Beam's counters are attempted values on some runners: a replayed bundle counts twice. The books therefore rest on
tallies, which travel through the graph as elements and are exact on every runner.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import apache_beam as beam
from apache_beam.metrics import Metrics

from schemas.article import Article
from schemas.event import Event
from schemas.poll import Poll
from schemas.reject import Reason, Reject, Stage

#: Namespace of every Beam counter of this project.
NAMESPACE = "attache"

#: What this process has counted so far, for a progress display; it sees only workers that are threads of this process.
LIVE: Counter[str] = Counter()

Tallied = Iterable[tuple[str, int]]


def count(name: str, n: int = 1) -> None:
    """Add to a Beam counter, such as `fetch.pages`."""
    _counter(name).inc(n)
    LIVE[name] += n


@cache
def _counter(name: str) -> Any:
    return Metrics.counter(NAMESPACE, name)


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Add the wall time of a block to the Beam counter `<stage>.us` (microseconds)."""
    start = time.perf_counter_ns()
    try:
        yield
    finally:
        count(f"{stage}.us", (time.perf_counter_ns() - start) // 1000)


class Tally(beam.PTransform):
    """Turn each element into the `(name, n)` pairs that it counts for."""

    def __init__(self, pairs: Callable[[Any], Tallied]) -> None:
        super().__init__()
        self._pairs = pairs

    def expand(self, elements: beam.PCollection) -> beam.PCollection:
        return elements | "Pairs" >> beam.FlatMap(self._pairs)


class SumTallies(beam.PTransform):
    """Add up `(name, n)` pairs of several collections by name."""

    def expand(self, tallies: Iterable[beam.PCollection]) -> beam.PCollection:
        return tuple(tallies) | beam.Flatten() | "Sum" >> beam.CombinePerKey(sum)


def of_feed(feed: Any) -> Tallied:
    """Count a feed of the run, whether it is polled or not."""
    del feed
    return [("feeds", 1)]


def of_waiting(feed_id: str) -> Tallied:
    """Count a feed that is not asked in this run."""
    del feed_id
    return [("feeds_waiting", 1)]


def of_poll(poll: Poll) -> Tallied:
    """Count a poll by its outcome, and the entries that it saw."""
    return [("polls", 1), (f"polls.{poll.outcome}", 1), ("entries_seen", poll.entries_seen)]


def of_article(article: Article) -> Tallied:
    """Count an article by where its text came from."""
    copies = [("articles.copies", 1)] if article.duplicate_of else []
    return [("articles", 1), (f"articles.{article.text_source}", 1), *copies]


def of_coded(article_id: str) -> Tallied:
    """Count an article that the coder ended with."""
    del article_id
    return [("articles_coded", 1)]


def of_event(event: Event) -> Tallied:
    """Count an event mention by its type."""
    return [("events", 1), (f"events.{event.event_type}", 1)]


def of_reject(reject: Reject) -> Tallied:
    """Count a reject by its reason and host, and for the books by what it stands for."""
    yield "rejects", 1
    yield f"rejects.{reject.reason}", 1
    if host := urlsplit(reject.url or "").hostname:
        yield f"host.{host}.{reject.reason}", 1
    if reject.reason == Reason.ENTRY_WITHOUT_LINK.value:
        yield "entries_rejected", 1
    if reject.stage in (Stage.FETCH.value, Stage.EXTRACT.value):
        yield "article_rejects", 1
    if reject.stage == Stage.TAG.value:
        yield "tag_rejects", 1
