"""The summary at the end of a run, for a person."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from pipeline.report import Report
from pipeline.terminal import Terminal

_BAR = 30  # columns of the longest bar


def show(report: Report) -> None:
    """Print what came of a run."""
    console = Terminal()
    for line in (*_counts(report), *_events(report), *_hosts(report), *_end(report)):
        console.print(line)


def _counts(report: Report) -> Iterator[Text]:
    books, polls = report.books, report.named("polls.")
    unchanged = polls.get("unchanged", 0) + polls.get("not_modified", 0)
    rejects = ", ".join(f"{n} {reason}" for reason, n in report.named("rejects.").items())
    for label, told in {
        "feeds": f"{polls.get('changed', 0)} new, {unchanged} unchanged, {polls.get('failed', 0)} failed,"
        f" {books.feeds_waiting} not asked yet",
        "entries": f"{books.entries_new} new, {books.entries_again} seen before, {books.entries_skipped} skipped,"
        f" {books.entries_rejected} without a link",
        "articles": f"{books.articles} ({report.named('articles.').get('feed', 0)} from the feed's own text)",
        "events": str(books.events),
        "rejects": rejects or "0",
    }.items():
        yield Text.assemble((label.ljust(10), "bold"), told)


def _events(report: Report) -> Iterator[Text]:
    events = report.named("events.")
    if events:
        yield Text("events by type", "italic")
    for name, n in events.items():
        yield Text(f"  {name:10} {n:4}  " + "█" * max(1, round(_BAR * n / max(events.values()))))


def _hosts(report: Report) -> Iterator[Text]:
    hosts = report.worst_hosts()
    if hosts:
        yield Text("most rejects", "italic")
    for host, reasons in hosts:
        yield Text(f"  {host}  " + ", ".join(f"{n} {reason}" for reason, n in reasons.items()))


def _end(report: Report) -> Iterator[Text]:
    files = report.manifest.files
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.stage_seconds.items())
    size = sum(file.bytes for file in files) / 1e6
    for label, told in {
        "seconds by stage": f"{stages}; {report.seconds:.1f} in all",
        "written": f"{sum(file.rows for file in files)} rows, {len(files)} files, {size:.2f} MB",
        "lake": report.output,
        "manifest": f"_runs/{report.manifest.run_id}.json; the books balance",
        "query": f'duckdb -c "{report.query()}"',
    }.items():
        yield Text.assemble((label.ljust(18), "dim"), told)
