"""`attache demo`: the whole job on the embedded newsroom."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pipeline.console import write, write_json
from pipeline.newsroom.expected import Findings, check
from pipeline.newsroom.server import Newsroom, serve
from pipeline.outcome import EXIT_FAILURES
from pipeline.run import exit_code, run_once
from pipeline.storage import open_storage
from pipeline.summary import show
from schemas.tables import ARTICLES, EVENTS
from transforms.feeds.configuration import load_feeds
from transforms.lake.reading import batches

#: The newsroom's address is part of its articles' URLs: with a fixed port a second demo finds the first one's articles.
PORT = 8471


def demo(args: argparse.Namespace, flags: list[str]) -> int:
    """Serve the newsroom, run once into the lake, and compare what came with what its editors expect."""
    with newsroom() as open_newsroom, tempfile.TemporaryDirectory() as scratch:
        feeds = Path(scratch) / "newsroom.yaml"
        feeds.write_text(open_newsroom.feeds_yaml(), encoding="utf-8")
        report = run_once(args, load_feeds(feeds), flags)
    findings = compare(args.output)
    if args.json:
        write_json(report.as_json() | {"expected": str(findings), "missing": findings.missing}, indent=2)
    else:
        show(report)
        write(f"expected          {findings}")
        for fault in (*findings.missing, *findings.differing):
            write(f"                  {fault}")
    complete = findings.articles_found == findings.articles_expected
    return exit_code(report, args.fail_on) if complete else EXIT_FAILURES


def compare(output: str) -> Findings:
    """Return how much of what the newsroom's editors expect a lake holds."""
    storage = open_storage(output)
    articles, events = ([row for b in batches(storage, table) for row in b.to_pylist()] for table in (ARTICLES, EVENTS))
    return check(articles, events)


@contextmanager
def newsroom() -> Iterator[Newsroom]:
    """Open the newsroom on its port, or on any free one where that is taken."""
    with ExitStack() as stack:
        try:
            room = stack.enter_context(serve(PORT))
        except OSError:
            room = stack.enter_context(serve())
        yield room
