"""`attache check`: what a feeds file holds, and what each feed answers."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.console import write, write_json
from pipeline.options import web_settings_from
from pipeline.outcome import EXIT_DONE, EXIT_FAILURES, EXIT_NOTHING, utc_now
from schemas.feed import Feed
from transforms.feeds.parsing import parse_feed
from transforms.feeds.results import FeedFailure
from transforms.web.engine import Engine
from transforms.web.messages import Failure, Request, Result


def check(args: argparse.Namespace, feeds: Sequence[Feed]) -> int:
    """Tell what the file holds; with `online` try each feed, and return 1 if some failed, 3 if all did."""
    rows = _online(args, feeds) if args.online else ({"feed_id": feed.id, "url": feed.url} for feed in feeds)
    results = Counter[str]()
    for row in rows:
        results[row.get("result", "listed")] += 1
        if args.json:
            write_json(row)
        elif args.online:
            write(f"{row['result']:8} {row['feed_id']:32} {row['message']}")
    if not args.json:
        write(_conclusion(args.feeds, feeds, results, online=args.online))
    if results["failed"] == 0:
        return EXIT_DONE
    return EXIT_NOTHING if results["failed"] == len(feeds) else EXIT_FAILURES


def _conclusion(name: str, feeds: Sequence[Feed], results: Counter[str], *, online: bool) -> str:
    if online:
        return f"{name}: {results['ok']} of {len(feeds)} feeds can be read"
    languages = Counter(feed.language or "unknown" for feed in feeds)
    told = ", ".join(f"{n} {language}" for language, n in languages.most_common())
    return f"{name}: {len(feeds)} {'feed' if len(feeds) == 1 else 'feeds'}, no fault found; languages: {told}"


def _online(args: argparse.Namespace, feeds: Sequence[Feed]) -> Iterator[dict[str, Any]]:
    requests = [Request(url=feed.url, kind="feed", tag=feed, check_robots=False) for feed in feeds]
    with Engine(web_settings_from(args), utc_now) as engine:
        for request, result in engine.results(requests):
            if isinstance(request.tag, Feed):
                yield _told(request.tag, result)


def _told(feed: Feed, result: Result) -> dict[str, Any]:
    row = {"feed_id": feed.id, "url": feed.url}
    if isinstance(result, Failure):
        return {**row, "result": "failed", "message": f"{result.reason.value}: {result.message}"}
    parsed = parse_feed(result.body, feed=feed, url=result.url, content_type=result.content_type, polled_at=utc_now())
    if isinstance(parsed, FeedFailure):
        return {**row, "result": "failed", "message": f"{parsed.reason.value}: {parsed.message}"}
    moved = f"; moved permanently to {result.moved_to}" if result.moved_to else ""
    return {**row, "result": "ok", "message": f"{parsed.format}, {parsed.entries_seen} entries{moved}"}
