"""`attache retag`: all articles of a lake through the coder again, their events committed like those of any run."""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections import Counter
from datetime import datetime

import apache_beam as beam

from pipeline.console import write, write_json
from pipeline.engine import beam_options, finished, stage_seconds
from pipeline.knowledge import load_coder
from pipeline.options import scopes
from pipeline.outcome import EXIT_DONE, EXIT_FAILURES, utc_now
from pipeline.progress import Progress
from pipeline.report import RetagReport, keep
from pipeline.run import committed
from pipeline.storage import open_storage
from schemas.errors import LakeError
from schemas.ids import run_id
from schemas.tables import ARTICLES, EVENTS, REJECTS
from transforms.commit import Commit
from transforms.lake.lake import HeldLake, Lake
from transforms.lake.reading import batches, check_version, files_of
from transforms.lake.storage import Storage
from transforms.metrics import LIVE, SumTallies, Tally, of_coded, of_event, of_reject
from transforms.retag import TALLIES, ReadArticles
from transforms.tag import Tag
from transforms.write import Write


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """What a lake holds before it is coded again: its files, and its events by type and by scope."""

    articles: tuple[str, ...]
    events: tuple[str, ...]
    by_type: Counter[str]
    scopes: frozenset[str]


def retag(args: argparse.Namespace, flags: list[str]) -> int:
    """Code the articles of the lake again and tell what has changed; 1 if the coder failed on some."""
    report = retag_once(args, flags)
    if args.json:
        write_json(report.as_json(), indent=2)
    else:
        write(report.as_text())
    return EXIT_FAILURES if report.books.tag_rejects else EXIT_DONE


def retag_once(args: argparse.Namespace, flags: list[str]) -> RetagReport:
    """Code the articles of the lake again.

    Raises the errors of `schemas.errors`: a lake without articles, held or newer, books that do not balance.
    """
    options = beam_options(flags)
    if args.lexicon:
        load_coder(args.lexicon)  # a bad line is told before any work
    lake = Lake(open_storage(args.lake))
    refuse_bare(lake.storage)
    start, now = time.monotonic(), utc_now()
    with lake.hold(run_id(now), utc_now) as held:
        before = held_by(held.storage)
        kept = scopes(args.scope) if args.scope else before.scopes or scopes(None)
        pipeline = beam.Pipeline(options=options)
        build(pipeline, held, now, before, Tag(kept, args.lexicon, args.workers, args.deadline))
        with Progress(quiet=args.json, tell=_line):
            counted = finished(pipeline)
        manifest = committed(held, held.run_id)
        seconds = time.monotonic() - start
        report = RetagReport(args.lake, seconds, manifest, stage_seconds(counted), before.by_type)
        keep(held.storage, report)
    return report


def build(root: beam.Pipeline, lake: HeldLake, now: datetime, before: Held, tag: Tag) -> beam.PCollection:
    """Add a retag to a pipeline; what comes out is its manifest.

    article files -> ReadArticles -> articles -> Tag -> events;   events, rejects -> Write -> Commit
    """
    read = root | "ArticleFiles" >> beam.Create(before.articles) | "ReadArticles" >> ReadArticles(lake.storage)
    tagged = read.articles | "Tag" >> tag
    tallies = (
        read[TALLIES],
        tagged.coded | "TallyCoded" >> Tally(of_coded),
        tagged.events | "TallyEvents" >> Tally(of_event),
        tagged.rejects | "TallyRejects" >> Tally(of_reject),
    ) | "Tallies" >> SumTallies()
    rows = {EVENTS.name: tagged.events, REJECTS.name: tagged.rejects}
    files = rows | "Write" >> Write(lake.storage, lake.run_id)
    return {"files": files, "tallies": tallies} | "Commit" >> Commit(lake, now, "retag", before.events)


def refuse_bare(storage: Storage) -> None:
    """Raise LakeError where there is nothing to code again, before anything is written there."""
    check_version(storage)
    if not files_of(storage, ARTICLES):
        raise LakeError(f"{storage.root} holds no articles", "name a lake that attache run has written")


def held_by(storage: Storage) -> Held:
    """Return what a lake holds; of the events two columns are read, a file at a time."""
    by_type: Counter[str] = Counter()
    found: set[str] = set()
    for batch in batches(storage, EVENTS, columns=["event_type", "scope"]):
        by_type.update(batch.column("event_type").to_pylist())
        found.update(batch.column("scope").to_pylist())
    articles, events = (tuple(file.path for _, file in files_of(storage, table)) for table in (ARTICLES, EVENTS))
    return Held(articles, events, by_type, frozenset(found))


def _line(seconds: float) -> str:
    return f"{seconds:4.0f} s  articles {LIVE['retag.articles']} read · events {LIVE['tag.events']}"
