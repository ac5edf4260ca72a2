"""The summary at the end of a run, for a person."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from pipeline.report import Report


def show(report: Report) -> None:
    """Print what came of a run."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(_counts(report))
    if report.named("events."):
        console.print(_pairs("events by type", report.named("events.")))
    if report.worst_hosts():
        console.print(_hosts(report))
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.stage_seconds.items())
    console.print(f"[dim]seconds by stage[/dim]  {stages}; {report.seconds:.1f} in all")
    rows = sum(file.rows for file in report.manifest.files)
    size = sum(file.bytes for file in report.manifest.files)
    console.print(f"[dim]written[/dim]           {rows} rows, {len(report.manifest.files)} files, {size / 1e6:.2f} MB")
    console.print(f"[dim]lake[/dim]              {report.output}")
    console.print(f"[dim]manifest[/dim]          _runs/{report.manifest.run_id}.json; the books balance")
    console.print(f'[dim]query[/dim]             duckdb -c "{report.query()}"', soft_wrap=True)


def _counts(report: Report) -> Table:
    books, polls = report.books, report.named("polls.")
    unchanged = polls.get("unchanged", 0) + polls.get("not_modified", 0)
    table = Table.grid(padding=(0, 2))
    table.add_row(
        "[bold]feeds[/bold]",
        f"{polls.get('changed', 0)} new, {unchanged} unchanged, {polls.get('failed', 0)} failed,"
        f" {books.feeds_waiting} not asked yet",
    )
    table.add_row(
        "[bold]entries[/bold]",
        f"{books.entries_new} new, {books.entries_again} seen before, {books.entries_skipped} skipped,"
        f" {books.entries_rejected} without a link",
    )
    from_feed = report.named("articles.").get("feed", 0)
    table.add_row("[bold]articles[/bold]", f"{books.articles} ({from_feed} from the feed's own text)")
    table.add_row("[bold]events[/bold]", str(books.events))
    table.add_row(
        "[bold]rejects[/bold]", ", ".join(f"{n} {reason}" for reason, n in report.named("rejects.").items()) or "0"
    )
    return table


def _pairs(title: str, pairs: dict[str, int]) -> Table:
    table = Table.grid(padding=(0, 2))
    widest = max(pairs.values())
    for name, n in pairs.items():
        table.add_row(f"  {name}", f"{n:4d}", "█" * max(1, round(30 * n / widest)))
    table.title = title
    table.title_justify = "left"
    return table


def _hosts(report: Report) -> Table:
    table = Table.grid(padding=(0, 2))
    table.title = "most rejects"
    table.title_justify = "left"
    for host, reasons in report.worst_hosts():
        table.add_row(f"  {host}", ", ".join(f"{n} {reason}" for reason, n in reasons.items()))
    return table
