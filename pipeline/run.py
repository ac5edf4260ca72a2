"""One bounded run, from the command line's words to the report."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from datetime import datetime

import apache_beam as beam

from pipeline.console import write, write_json
from pipeline.engine import beam_options, finished, local_workers, stage_seconds
from pipeline.graph import build, build_dry_run
from pipeline.options import settings_from
from pipeline.outcome import EXIT_DONE, EXIT_FAILURES, EXIT_NOTHING, utc_now
from pipeline.progress import Progress
from pipeline.report import Report, keep
from pipeline.settings import RunSettings
from pipeline.storage import open_storage
from pipeline.summary import show
from schemas.errors import BooksError
from schemas.feed import Feed
from schemas.run import Manifest
from transforms.lake.lake import HeldLake, Lake
from transforms.lake.manifests import failure_path, load, manifest_path
from transforms.lake.reading import check_version
from transforms.poll import PollJob

_OUTCOMES = tuple(f"poll.{outcome}" for outcome in ("changed", "unchanged", "not_modified", "failed"))


def run(args: argparse.Namespace, feeds: Sequence[Feed], flags: list[str]) -> int:
    """Poll the feeds once into the lake that the arguments name, tell what came, and return the exit code."""
    if args.dry_run:
        return dry_run(args, feeds, flags)
    report = run_once(args, feeds, flags)
    if args.json:
        write_json(report.as_json(), indent=2)
    else:
        show(report)
    return exit_code(report, args.fail_on)


def run_once(args: argparse.Namespace, feeds: Sequence[Feed], flags: list[str]) -> Report:
    """Poll the feeds once into the lake that the arguments name.

    Raises the errors of `schemas.errors`: a lake that another run holds or that is newer, books that do not balance.
    """
    options = beam_options(flags)
    settings = settings_from(args, utc_now(), local_workers(options))
    start = time.monotonic()
    with Lake(open_storage(settings.output)).hold(settings.run_id, utc_now) as lake:
        with Progress(quiet=args.json):
            counted = _execute(lake, feeds, settings, options)
        manifest = committed(lake, settings.run_id)
        seconds = time.monotonic() - start
        report = Report(settings.output, seconds, manifest, stage_seconds(counted))
        keep(lake.storage, report)
    return report


def dry_run(args: argparse.Namespace, feeds: Sequence[Feed], flags: list[str]) -> int:
    """Poll the feeds and tell how many articles a run would fetch; nothing is written."""
    options = beam_options(flags)
    settings = settings_from(args, utc_now(), local_workers(options))
    lake = Lake(open_storage(settings.output))
    check_version(lake.storage)
    pipeline = beam.Pipeline(options=options)
    build_dry_run(pipeline, jobs_for(lake, feeds, settings.started_at), lake, settings)
    with Progress(quiet=args.json):
        counted = finished(pipeline)
    polls = {name.removeprefix("poll."): n for name, n in counted.items() if name in _OUTCOMES}
    entries, to_fetch = counted.get("poll.entries", 0), counted.get("dedupe.taken", 0)
    if args.json:
        write_json({"polls": polls, "entries": entries, "articles_to_fetch": to_fetch})
    else:
        outcomes = ", ".join(f"{n} {outcome}" for outcome, n in polls.items()) or "none asked"
        write(f"feeds {outcomes}; {entries} entries; {to_fetch} new articles to fetch")
        write("dry run: no article was fetched and nothing was written")
    return EXIT_NOTHING if set(polls) == {"failed"} else EXIT_DONE


def jobs_for(lake: Lake, feeds: Sequence[Feed], now: datetime) -> list[PollJob]:
    """Return each feed with what its last poll left."""
    last = lake.last_polls([feed.id for feed in feeds], now)
    return [PollJob(feed, last.get(feed.id)) for feed in feeds]


def exit_code(report: Report, fail_on: float) -> int:
    """Return 3 if no feed could be had, 1 if more failed than allowed, else 0."""
    polls = report.named("polls.")
    if polls and set(polls) == {"failed"}:
        return EXIT_NOTHING
    return EXIT_FAILURES if report.failed_share() > fail_on else EXIT_DONE


def _execute(lake: HeldLake, feeds: Sequence[Feed], settings: RunSettings, options: object) -> dict[str, int]:
    pipeline = beam.Pipeline(options=options)
    build(pipeline, jobs_for(lake, feeds, settings.started_at), lake, settings)
    return finished(pipeline)


def committed(lake: HeldLake, run_id: str) -> Manifest:
    """Return what the run committed; refuse to go on where its books did not balance."""
    if lake.storage.exists(manifest_path(run_id)):
        return load(lake.storage, manifest_path(run_id))
    refused = load(lake.storage, failure_path(run_id))
    raise BooksError(
        f"the books of run {run_id} do not balance: {'; '.join(refused.faults)}",
        f"nothing was published; report it with {lake.storage.root}/{failure_path(run_id)}",
    )
