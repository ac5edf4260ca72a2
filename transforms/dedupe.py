"""Entries to the articles that are new: not in the ledger, and each only once in a run."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsSingleton, TaggedOutput

from schemas.feed import Entry
from transforms.feeds.merging import merge
from transforms.lake.lake import Lake
from transforms.lake.ledger import Ledger, next_attempt, renewed
from transforms.metrics import count

#: Output on which `(name, n)` pairs for the books come out.
TALLIES = "tallies"


class ReadLedger(beam.PTransform):
    """Read what earlier runs made of each article, as one element: `transforms.lake.ledger.Ledger`."""

    def __init__(self, lake: Lake, now: datetime) -> None:
        super().__init__()
        self._lake = lake
        self._now = now

    def expand(self, root: beam.Pipeline) -> beam.PCollection:
        lake = self._lake
        return root | "Now" >> beam.Create([self._now]) | "Read" >> beam.Map(lambda now: lake.ledger(now))


class DropSeen(beam.PTransform):
    """Merge entries of one article and drop those that the ledger knows.

    Main output `fresh`: one entry an article that is new, or due for another try. The copies and the known ones are
    counted on `tallies`, so that the books balance; `renewed` are the ledger's rows of known articles that a feed lists
    still. The feeds of entries published before `since` come out on `unfinished`: see `Settle`.
    A GroupByKey and not a stateful DoFn: on the local runner the latter costs 1.2 ms a distinct key.
    """

    def __init__(self, ledger: beam.PCollection, now: datetime, since: datetime | None = None) -> None:
        super().__init__()
        self._ledger = ledger
        self._keep = _KeepNew(now, since)

    def expand(self, entries: beam.PCollection) -> beam.pvalue.DoOutputsTuple:
        return (
            entries
            | "KeyByArticle" >> beam.Map(lambda entry: (entry.article_id, entry))
            | "GroupByArticle" >> beam.GroupByKey()
            | "KeepNew"
            >> beam.ParDo(self._keep, AsSingleton(self._ledger)).with_outputs(
                TALLIES, "renewed", "unfinished", main="fresh"
            )
        )


class _KeepNew(beam.DoFn):
    def __init__(self, now: datetime, since: datetime | None) -> None:
        self._now = now
        self._since = since

    def process(self, group: tuple[str, Iterable[Entry]], ledger: Ledger) -> Iterator[Any]:
        entries = list(group[1])
        entry = merge(entries)
        last = ledger.get(entry.article_id)
        attempt = next_attempt(last)
        if attempt is None:
            yield TaggedOutput(TALLIES, ("entries_again", len(entries)))
            if last is not None and (row := renewed(last, self._now)) is not None:
                yield TaggedOutput("renewed", row)
        elif self._since is not None and entry.published_at is not None and entry.published_at < self._since:
            yield TaggedOutput(TALLIES, ("entries_skipped", len(entries)))
            yield from (TaggedOutput("unfinished", feed_id) for feed_id in entry.feed_ids)
        else:
            count("dedupe.fresh")
            yield dataclasses.replace(entry, attempt=attempt)
            yield TaggedOutput(TALLIES, ("entries_new", 1))
            yield TaggedOutput(TALLIES, ("entries_again", len(entries) - 1))


class Newest(beam.PTransform):
    """Keep the `limit` newest entries, or all where it is None.

    The others are counted on `tallies`, and the feeds that carried them come out on `unfinished`: see `Settle`.
    """

    def __init__(self, limit: int | None) -> None:
        super().__init__()
        self._limit = limit

    def expand(self, entries: beam.PCollection) -> beam.pvalue.DoOutputsTuple:
        if self._limit is not None:
            grouped = entries | "One" >> beam.Map(lambda entry: ("", entry)) | "GroupAll" >> beam.GroupByKey()
        else:  # nothing to compare with, so no shuffle
            grouped = entries | "Alone" >> beam.Map(lambda entry: ("", [entry]))
        return grouped | "Cut" >> beam.FlatMap(_cut, self._limit).with_outputs(TALLIES, "unfinished", main="fresh")


def _cut(group: tuple[str, Iterable[Entry]], limit: int | None) -> Iterator[Any]:
    entries = sorted(group[1], key=lambda e: ((e.published_at or e.seen_at), e.article_id), reverse=True)
    count("dedupe.taken", len(entries[:limit]))
    yield from entries[:limit]
    for entry in entries[limit:] if limit is not None else ():
        yield TaggedOutput(TALLIES, ("entries_skipped", 1))
        yield TaggedOutput(TALLIES, ("entries_new", -1))
        yield from (TaggedOutput("unfinished", feed_id) for feed_id in entry.feed_ids)
