"""The report of a run: what came of the feeds, as plain data and as a page for a person."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from typing import Any

from schemas.run import Books, Manifest

#: How many hosts the summary names.
WORST_HOSTS = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """What a run did. `tallies` are its exact counts, `stage_seconds` wall time by stage, summed over workers."""

    run_id: str
    output: str
    seconds: float
    manifest: Manifest
    stage_seconds: dict[str, float]

    @property
    def books(self) -> Books:
        """Return the counts that must add up."""
        return Books.of(self.manifest.tallies)

    def named(self, prefix: str) -> dict[str, int]:
        """Return the tallies below a prefix, by what follows it, the largest first."""
        found = {name[len(prefix) :]: n for name, n in self.manifest.tallies.items() if name.startswith(prefix)}
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

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
        files = f"{self.output.rstrip('/')}/events/*/*.parquet"
        columns = "event_type, source_names, target_names, status, date_start, sentence"
        return f"SELECT {columns} FROM read_parquet('{files}') LIMIT 20;"  # noqa: S608 - shown to a person, not run

    def failed_share(self) -> float:
        """Return the larger of the shares of polls that failed and of new entries that became rejects."""
        books = self.books
        polls = self.manifest.tallies.get("polls.failed", 0) / books.polls if books.polls else 0.0
        return max(polls, books.article_rejects / books.entries_new if books.entries_new else 0.0)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "run_id": self.run_id,
            "output": self.output,
            "published": self.manifest.published,
            "seconds": round(self.seconds, 3),
            "books": dataclasses.asdict(self.books),
            "balanced": not self.books.faults(),
            "polls": self.named("polls."),
            "events": self.named("events."),
            "rejects": self.named("rejects."),
            "worst_hosts": [{"host": host, "reasons": reasons} for host, reasons in self.worst_hosts()],
            "files": [dataclasses.asdict(file) for file in self.manifest.files],
            "stage_seconds": {stage: round(s, 3) for stage, s in self.stage_seconds.items()},
            "query": self.query(),
        }
