"""The tables of a lake: which record each holds, where it lies, and which day a row belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any

from schemas.article import Article
from schemas.event import Event
from schemas.ledger import LedgerRow
from schemas.poll import Poll
from schemas.reject import Reject


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name and folder, its record class, its partition key and its order.

    `day` gives the partition of a row, a day in UTC, and is never None.
    `order` names the columns by which the rows of a file are sorted, nulls last.
    `row_group_size` is in rows, sized so that a row group is about a megabyte.
    """

    name: str
    record: type
    partition_key: str
    day: Callable[[Any], date]
    order: tuple[str, ...]
    row_group_size: int


def _utc_day(instant: datetime) -> date:
    return instant.astimezone(timezone.utc).date()


def _published_day(row: Article | Event) -> date:
    return _utc_day(row.published_at or row.fetched_at)


ARTICLES = Table(
    "articles",
    Article,
    "published_date",
    _published_day,
    ("published_at", "fetched_at", "article_id", "revision"),
    1_000,
)
EVENTS = Table(
    "events",
    Event,
    "published_date",
    _published_day,
    ("published_at", "fetched_at", "article_id", "section", "trigger_start", "mention_id"),
    50_000,
)
POLLS = Table("polls", Poll, "polled_date", lambda p: _utc_day(p.polled_at), ("polled_at", "feed_id"), 50_000)
REJECTS = Table(
    "rejects",
    Reject,
    "rejected_date",
    lambda r: _utc_day(r.rejected_at),
    ("rejected_at", "stage", "reason", "url", "message"),
    50_000,
)
LEDGER = Table("_ledger", LedgerRow, "seen_date", lambda r: _utc_day(r.seen_at), ("seen_at", "article_id"), 50_000)

#: By name; the ledger is not for readers, hence its underscore.
TABLES: dict[str, Table] = {t.name: t for t in (ARTICLES, EVENTS, POLLS, REJECTS, LEDGER)}
