"""The ledger: what each article came to, so that no article is fetched or written twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schemas.columns import column


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What became of one article in one run; of several rows the latest `seen_at` counts."""

    article_id: str = column("Id of the article.", id=1)
    state: str = column("article (written), rejected (given up for good) or retry (failed, tried again).", id=2)
    seen_at: datetime = column("Instant of the run that wrote this row.", id=3)
    content_hash: str | None = column("Content hash of the article.", id=4, default=None)
    fingerprint: str | None = column("SimHash of the article.", id=5, default=None)
    attempts: int = column("Tries so far.", id=6, default=1)
    revision: int = column("Latest revision written; 0 if none.", id=7, default=0)
