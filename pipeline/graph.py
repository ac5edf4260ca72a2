"""The graph: how feeds become events in a lake."""

from __future__ import annotations

import apache_beam as beam

from pipeline.settings import RunSettings
from schemas.tables import ARTICLES, EVENTS, LEDGER, POLLS, REJECTS
from transforms.commit import Commit
from transforms.dedupe import TALLIES, DropSeen, Newest, ReadLedger
from transforms.duplicates import MarkDuplicates
from transforms.extract import Extract
from transforms.fetch import Fetch
from transforms.lake.lake import HeldLake, Lake
from transforms.lake.ledger import is_tried_again
from transforms.ledger import LedgerRows
from transforms.metrics import SumTallies, Tally, of_article, of_event, of_feed, of_poll, of_reject, of_waiting
from transforms.poll import Poll, PollJob, Settle
from transforms.tag import Tag
from transforms.write import Write


def build(root: beam.Pipeline, jobs: list[PollJob], lake: HeldLake, settings: RunSettings) -> beam.PCollection:
    """Add one run to a pipeline; what comes out is its manifest.

    feeds + last poll -> Poll -> entries -> DropSeen -> Fetch -> pages -> Extract -> articles -> Tag -> events
    every stage -> rejects;   polls, articles, events, rejects -> Write -> Commit
    """
    feeds = root | "Feeds" >> beam.Create(jobs)
    polled = feeds | "Poll" >> Poll(settings.web, settings.shards, due_only=settings.due_only)
    ledger = root | "ReadLedger" >> ReadLedger(lake, settings.started_at)
    known = polled.entries | "DropSeen" >> DropSeen(ledger, settings.started_at, settings.since)
    fresh = known.fresh | "Newest" >> Newest(settings.limit)
    pages = fresh.fresh | "Fetch" >> Fetch(settings.web, settings.shards)
    extracted = pages | "Extract" >> Extract(settings.workers, settings.deadline_s)
    coding = Tag(settings.scopes, settings.lexicons, settings.workers, settings.deadline_s)
    tagged = extracted.articles | "Tag" >> coding

    rejects = (polled.rejects, extracted.rejects, tagged.rejects) | "Rejects" >> beam.Flatten()
    retried = rejects | "Retried" >> beam.Filter(is_tried_again)
    retried_feeds = retried | beam.Map(lambda reject: reject.feed_id)
    unfinished = (retried_feeds, known.unfinished, fresh.unfinished) | "Unfinished" >> beam.Flatten()
    polls = {"polls": polled.polls, "fresh": fresh.fresh, "unfinished": unfinished} | "Settle" >> Settle()

    articles = extracted.articles | "MarkDuplicates" >> MarkDuplicates(ledger, settings.started_at)

    tallies = (
        feeds | "TallyFeeds" >> Tally(of_feed),
        polled.waiting | "TallyWaiting" >> Tally(of_waiting),
        polled.polls | "TallyPolls" >> Tally(of_poll),
        known[TALLIES],
        fresh[TALLIES],
        articles | "TallyArticles" >> Tally(of_article),
        tagged.events | "TallyEvents" >> Tally(of_event),
        rejects | "TallyRejects" >> Tally(of_reject),
    ) | "Tallies" >> SumTallies()

    files = {
        ARTICLES.name: articles,
        EVENTS.name: tagged.events,
        POLLS.name: polls,
        REJECTS.name: rejects,
        LEDGER.name: (extracted.articles, rejects, known.renewed) | "LedgerRows" >> LedgerRows(settings.started_at),
    } | "Write" >> Write(lake.storage, settings.run_id)
    return {"files": files, "tallies": tallies} | "Commit" >> Commit(lake, settings.started_at)


def build_dry_run(root: beam.Pipeline, jobs: list[PollJob], lake: Lake, settings: RunSettings) -> None:
    """Add a run that stops before the first article is fetched and writes nothing; its counters tell what is new."""
    feeds = root | "Feeds" >> beam.Create(jobs)
    polled = feeds | "Poll" >> Poll(settings.web, settings.shards, due_only=settings.due_only)
    ledger = root | "ReadLedger" >> ReadLedger(lake, settings.started_at)
    known = polled.entries | "DropSeen" >> DropSeen(ledger, settings.started_at, settings.since)
    known.fresh | "Newest" >> Newest(settings.limit)
