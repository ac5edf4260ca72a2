"""A feed poll: what was asked, what came back, and when to ask again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from schemas.columns import column

Outcome = Literal["changed", "unchanged", "not_modified", "failed"]


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll of one feed; the latest row of a feed is its state."""

    feed_id: str = column("Id of the feed in the feeds file.", id=1)
    url: str = column("Address that was polled.", id=2)
    polled_at: datetime = column("Instant of the poll.", id=3)
    status: int | None = column("HTTP status of the last response; null if none came.", id=4)
    outcome: str = column("changed, unchanged (same body), not_modified (304) or failed.", id=5)
    etag: str | None = column("ETag validator to send next time.", id=6, default=None)
    last_modified: str | None = column("Last-Modified validator to send next time.", id=7, default=None)
    body_hash: str | None = column("Hash of the last body that was read.", id=8, default=None)
    entries_seen: int = column("Entries in the feed's body.", id=9, default=0)
    entries_new: int = column("Entries that were first seen in this poll's run.", id=10, default=0)
    next_poll_at: datetime | None = column("Not due again before this instant.", id=11, default=None)
    error: str | None = column("Why the poll failed, or null.", id=12, default=None)
    full_at: datetime | None = column(
        "Instant of the last unconditional request that gave a body.", id=13, default=None
    )
    failures: int = column("Failed polls in a row, this one included.", id=14, default=0)
    interval_s: float | None = column("Current poll interval in seconds.", id=15, default=None)
    must_wait: bool = column(
        "The server told us to wait (Retry-After) or the feed is gone (410).", id=16, default=False
    )
