"""What one run is told: a frozen value, made once from the command line and handed to the graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from transforms.web.settings import WebSettings


@dataclass(frozen=True, slots=True)
class RunSettings:
    """The settings of one run.

    `since` leaves out entries published before it, `limit` takes only that many of the newest ones (None: all).
    `due_only` polls only feeds whose interval is over. `scopes` are the event scopes kept.
    `shards` is how many workers may fetch at once, `workers` how many child processes each of them has to
    extract and as many to code, `deadline_s` the seconds that one document may take in either.
    """

    run_id: str
    started_at: datetime
    output: str
    web: WebSettings
    since: datetime | None = None
    limit: int | None = None
    due_only: bool = False
    scopes: frozenset[str] = frozenset({"international"})
    lexicons: tuple[Path, ...] = ()
    shards: int = 1
    workers: int = 2
    deadline_s: float = 20.0
