"""Feeds and their last polls to polls, entries and rejects."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, cast

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from schemas.feed import Feed
from schemas.poll import Poll as PollRow
from schemas.reject import Reason, Stage, reject
from transforms.feeds.decision import Answer, PollPlan, conclude, failure_of, is_unchanged, plan
from transforms.feeds.parsing import parse_feed
from transforms.feeds.results import FeedFailure, ParsedFeed
from transforms.fetch import host_shard, utc_now
from transforms.metrics import count, timed
from transforms.rejects import REJECTS, bug
from transforms.web.engine import Engine
from transforms.web.messages import Failure, Request, Result
from transforms.web.settings import WebSettings


@dataclasses.dataclass(frozen=True, slots=True)
class PollJob:
    """A feed to poll, and its last poll if there was one."""

    feed: Feed
    last: PollRow | None = None


class Poll(beam.PTransform):
    """Ask each feed that is not to wait; outputs `polls`, `entries`, `rejects`, and `waiting` (the feeds not asked).

    Feeds are grouped by host, as pages are when they are fetched: one worker owns a host.
    """

    def __init__(self, web: WebSettings, shards: int, *, due_only: bool = False) -> None:
        super().__init__()
        self._fn = _Ask(web, due_only)
        self._shards = shards

    def expand(self, jobs: beam.PCollection) -> beam.pvalue.DoOutputsTuple:
        shards = self._shards
        return (
            jobs
            | "KeyByHost" >> beam.Map(lambda job: (host_shard(job.feed.url, shards), job))
            | "GroupByHost" >> beam.GroupByKey()
            | "Ask" >> beam.ParDo(self._fn).with_outputs(REJECTS, "entries", "waiting", main="polls")
        )


class _Ask(beam.DoFn):
    """Holds the engine: one event loop and one connection pool a worker."""

    def __init__(self, web: WebSettings, due_only: bool) -> None:
        self._web = web
        self._due_only = due_only

    def setup(self) -> None:
        self._engine = Engine(self._web, utc_now).start()

    def teardown(self) -> None:
        self._engine.close()

    def process(self, shard: tuple[str, Iterable[PollJob]]) -> Iterator[Any]:
        now = utc_now()
        plans = [(job, plan(job.feed, job.last, now, due_only=self._due_only)) for job in shard[1]]
        yield from (TaggedOutput("waiting", job.feed.id) for job, planned in plans if not planned.ask)
        requests = [
            Request(url=job.feed.url, kind="feed", headers=planned.headers, tag=(job, planned), check_robots=False)
            for job, planned in plans
            if planned.ask
        ]
        for request, result in self._engine.results(requests):
            job, planned = cast(tuple[PollJob, PollPlan], request.tag)
            yield from _outputs(job, planned, result)


def _outputs(job: PollJob, planned: PollPlan, result: Result) -> Iterator[Any]:
    """Yield the poll's row, its entries and its rejects."""
    now = utc_now()
    try:
        with timed("poll"):
            answer = read(job, result, now)
    except Exception as error:  # the boundary of the stage: see transforms.rejects
        yield TaggedOutput(REJECTS, bug(Stage.POLL, error, url=job.feed.url, feed_id=job.feed.id))
        answer = Answer(status=None, failure=FeedFailure(Reason.BUG, repr(error)))
    row = conclude(job.feed, job.last, planned, answer, now)
    count(f"poll.{row.outcome}")
    count("poll.entries", row.entries_seen)
    yield row
    if isinstance(answer.parsed, ParsedFeed):
        yield from (TaggedOutput("entries", entry) for entry in answer.parsed.entries)
        yield from (TaggedOutput(REJECTS, item) for item in answer.parsed.rejects)
    elif (failure := failure_of(answer, planned)) is not None and failure.reason is not Reason.BUG:
        attempt = row.failures
        item = reject(
            Stage.POLL, failure.reason, failure.message, now, url=job.feed.url, feed_id=job.feed.id, attempt=attempt
        )
        yield TaggedOutput(REJECTS, item)


def read(job: PollJob, result: Result, now: datetime) -> Answer:
    """Return what came back from a poll, read unless it is the body that the last poll read."""
    if isinstance(result, Failure):
        failure = FeedFailure(result.reason, result.message)
        waits = {} if result.retry_after_s is None else {"retry-after": str(int(result.retry_after_s))}
        return Answer(status=result.status, headers=waits, failure=failure)
    answer = Answer(result.status, result.headers, None if result.status == 304 else result.body)
    if answer.body is None or is_unchanged(job.last, answer.body):
        return answer
    parsed = parse_feed(result.body, feed=job.feed, url=result.url, content_type=result.content_type, polled_at=now)
    return dataclasses.replace(answer, parsed=parsed, moved_to=result.moved_to)


class Settle(beam.PTransform):
    """Complete the polls with what became of their entries.

    Takes `{"polls": Poll, "fresh": Entry, "unfinished": feed ids}`. `entries_new` is counted from the fresh entries.
    A feed with unfinished entries (left out by --since or --limit, or worth another try) forgets its validators and
    its body's hash: otherwise the next poll would answer "unchanged", and those entries would never be seen again.
    """

    def expand(self, inputs: dict[str, beam.PCollection]) -> beam.PCollection:
        keyed = {
            "polls": inputs["polls"] | "KeyPolls" >> beam.Map(lambda poll: (poll.feed_id, poll)),
            "fresh": inputs["fresh"] | "FeedsOf" >> beam.FlatMap(lambda entry: [(feed, 1) for feed in entry.feed_ids]),
            "unfinished": inputs["unfinished"] | "KeyUnfinished" >> beam.Map(lambda feed_id: (feed_id, 1)),
        }
        return keyed | "GroupByFeed" >> beam.CoGroupByKey() | "Complete" >> beam.FlatMap(_settled)


def _settled(group: tuple[str, dict[str, Iterable[Any]]]) -> Iterator[PollRow]:
    found = group[1]
    for poll in found["polls"]:
        settled = dataclasses.replace(poll, entries_new=sum(found["fresh"]))
        if any(found["unfinished"]):
            settled = dataclasses.replace(settled, etag=None, last_modified=None, body_hash=None, full_at=None)
        yield settled
