"""New entries to the pages they point at."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import cast

import apache_beam as beam

from schemas.article import Page
from schemas.feed import Entry
from transforms.lake.partitions import shard
from transforms.metrics import count
from transforms.web.engine import Engine
from transforms.web.messages import Request, Response, Result
from transforms.web.settings import WebSettings
from transforms.web.urls import host_of


class Fetch(beam.PTransform):
    """Fetch the page of each entry; what cannot be had comes out as a page without a body that says why.

    Entries are grouped by host first: one worker owns a host, so its delay, concurrency and robots.txt hold for the
    whole run, not for each worker. `shards` is how many workers may fetch at once.
    """

    def __init__(self, web: WebSettings, shards: int) -> None:
        super().__init__()
        self._web = web
        self._shards = shards

    def expand(self, entries: beam.PCollection) -> beam.PCollection:
        shards = self._shards
        return (
            entries
            | "KeyByHost" >> beam.Map(lambda entry: (host_shard(entry.source_url, shards), entry))
            | "GroupByHost" >> beam.GroupByKey()
            | "Get" >> beam.ParDo(_Get(self._web))
        )


class _Get(beam.DoFn):
    """Holds the engine: one event loop and one connection pool a worker."""

    def __init__(self, web: WebSettings) -> None:
        self._web = web

    def setup(self) -> None:
        self._engine = Engine(self._web, utc_now).start()

    def teardown(self) -> None:
        self._engine.close()

    def process(self, shard: tuple[str, Iterable[Entry]]) -> Iterator[Page]:
        requests = (Request(url=entry.source_url, tag=entry) for entry in shard[1])
        for request, result in self._engine.results(requests):
            count("fetch.pages" if isinstance(result, Response) else "fetch.failures")
            yield page_of(cast(Entry, request.tag), result, utc_now())


def page_of(entry: Entry, result: Result, now: datetime) -> Page:
    """Return what came of an entry's fetch as a page; that its host would not be asked is no try at it."""
    if isinstance(result, Response):
        return Page(entry, result.url, result.fetched_at, result.body, result.content_type)
    if not result.attempts:
        entry = dataclasses.replace(entry, attempt=entry.attempt - 1)
    return Page(entry, entry.source_url, now, None, None, result.reason.value, result.message)


def host_shard(url: str, shards: int) -> str:
    """Return the shard that owns a host, as a group key."""
    return str(shard(host_of(url), shards))


def utc_now() -> datetime:
    """Return the present instant: the clock of the stages that talk to the web."""
    return datetime.now(timezone.utc)
