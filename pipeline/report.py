"""The reports of runs: what came of the feeds, or what coding again changed, as plain data."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter, defaultdict
from typing import Any

from pipeline.console import remark
from schemas.run import Books, Manifest, RetagBooks
from transforms.lake.manifests import report_path
from transforms.lake.storage import Storage

#: How many hosts the summary names.
WORST_HOSTS = 5
#: What would stand for other characters in DuckDB's names of files.
_GLOB = re.compile(r"[\[*?]")


@dataclasses.dataclass(frozen=True, slots=True)
class _Work:
    """What every report tells; `stage_seconds` is wall time by stage, summed over workers."""

    output: str
    seconds: float
    manifest: Manifest
    stage_seconds: dict[str, float]

    def named(self, prefix: str) -> dict[str, int]:
        """Return the tallies below a prefix, by what follows it, the largest first."""
        found = {name[len(prefix) :]: n for name, n in self.manifest.tallies.items() if name.startswith(prefix)}
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def around(self, own: dict[str, Any]) -> dict[str, Any]:
        """Return what the JSON of every report begins and, with what is long, ends with, around a report's own."""
        return {
            "run_id": self.manifest.run_id,
            "output": self.output,
            "published": self.manifest.published,
            "seconds": round(self.seconds, 3),
            "books": dataclasses.asdict(self.manifest.books),
            **own,
            "files": [dataclasses.asdict(file) for file in self.manifest.files],
            "stage_seconds": {stage: round(s, 3) for stage, s in self.stage_seconds.items()},
        }


@dataclasses.dataclass(frozen=True, slots=True)
class Report(_Work):
    """What a run over feeds did."""

    @property
    def books(self) -> Books:
        """Return the counts that must add up."""
        return Books.of(self.manifest.tallies)

    def worst_hosts(self) -> list[tuple[str, dict[str, int]]]:
        """Return the hosts with the most rejects, each with its reasons."""
        hosts: dict[str, Counter[str]] = defaultdict(Counter)
        for name, n in self.named("host.").items():
            host, _, reason = name.rpartition(".")
            hosts[host][reason] += n
        ranked = sorted(hosts.items(), key=lambda item: (-item[1].total(), item[0]))
        return [(host, dict(reasons.most_common())) for host, reasons in ranked[:WORST_HOSTS]]

    def query(self) -> str:
        """Return a DuckDB line that reads the events of this lake."""
        folder = _GLOB.sub(r"[\g<0>]", self.output.rstrip("/"))
        files = f"{folder}/events/*/*.parquet".replace("'", "''")
        columns = "event_type, source_names, target_names, status, date_start, sentence"
        return f"SELECT {columns} FROM read_parquet('{files}') LIMIT 20;"  # noqa: S608 - shown to a person, not run

    def failed_share(self) -> float:
        """Return the larger of the shares of polls that failed and of new entries that became rejects."""
        books = self.books
        polls = self.manifest.tallies.get("polls.failed", 0) / books.polls if books.polls else 0.0
        return max(polls, books.article_rejects / books.entries_new if books.entries_new else 0.0)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return self.around(
            {
                "balanced": not self.books.faults(),
                "polls": self.named("polls."),
                "events": self.named("events."),
                "rejects": self.named("rejects."),
                "worst_hosts": [{"host": host, "reasons": reasons} for host, reasons in self.worst_hosts()],
                "query": self.query(),
            }
        )


@dataclasses.dataclass(frozen=True, slots=True)
class RetagReport(_Work):
    """What coding a lake again changed; `before` counts the events that were there, by type."""

    before: Counter[str]

    @property
    def books(self) -> RetagBooks:
        """Return the counts that must add up."""
        return RetagBooks.of(self.manifest.tallies)

    def by_type(self) -> dict[str, tuple[int, int]]:
        """Return the counts of events before and after, by type."""
        after = self.named("events.")
        return {name: (self.before[name], after.get(name, 0)) for name in sorted({*self.before, *after})}

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return self.around(
            {
                "events_before": self.before.total(),
                "events": {name: {"before": old, "after": new} for name, (old, new) in self.by_type().items()},
                "replaces": list(self.manifest.replaces),
            }
        )

    def as_text(self) -> str:
        """Return the report for a person."""
        books = self.books
        rows = [f"  {name:10}{old:8} ->{new:8}" for name, (old, new) in self.by_type().items()]
        failed = f", {books.tag_rejects} could not be coded (see rejects)" if books.tag_rejects else ""
        events = f"{self.before.total()} events before, {books.events} now"
        manifest = f"manifest _runs/{self.manifest.run_id}.json"
        return "\n".join([*rows, f"{books.articles_read} articles{failed}; {events}; {self.seconds:.1f} s; {manifest}"])


def keep(storage: Storage, report: Report | RetagReport) -> None:
    """Write a report beside its manifest; nothing depends on it, so a lake that has no room for it is no failure."""
    try:
        storage.write(report_path(report.manifest.run_id), json.dumps(report.as_json(), indent=2).encode())
    except OSError as error:
        remark(f"attache: the run is published, but its report could not be kept ({error.strerror or error})")
