"""The tables of a lake: which record each holds, where it lies, and which day a row belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.article import Article
from schemas.event import Event
from schemas.ledger import LedgerRow
from schemas.poll import Poll
from schemas.reject import Reject


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name and folder, its record class, its partition key and its order.

    `day` gives the partition of a row and is never None. `order` sorts the rows of a file.
    `row_group_size` is in rows, sized so that a row group is about a megabyte.
    """

    name: str
    record: type
    partition_key: str
    day: Callable[[Any], date]
    order: Callable[[Any], tuple[Any, ...]]
    row_group_size: int


def _published_day(row: Article | Event) -> date:
    return (row.published_at or row.fetched_at).date()


ARTICLES = Table(
    "articles",
    Article,
    "published_date",
    _published_day,
    lambda a: (a.published_at or a.fetched_at, a.article_id, a.revision),
    1_000,
)
EVENTS = Table(
    "events",
    Event,
    "published_date",
    _published_day,
    lambda e: (e.published_at or e.fetched_at, e.article_id, e.section, e.trigger_start, e.mention_id),
    50_000,
)
POLLS = Table("polls", Poll, "polled_date", lambda p: p.polled_at.date(), lambda p: (p.polled_at, p.feed_id), 50_000)
REJECTS = Table(
    "rejects",
    Reject,
    "rejected_date",
    lambda r: r.rejected_at.date(),
    lambda r: (r.rejected_at, r.stage, r.reason, r.url or "", r.message),
    50_000,
)
LEDGER = Table(
    "_ledger", LedgerRow, "seen_date", lambda r: r.seen_at.date(), lambda r: (r.seen_at, r.article_id), 50_000
)

#: By name; the ledger is not for readers, hence its underscore.
TABLES: dict[str, Table] = {t.name: t for t in (ARTICLES, EVENTS, POLLS, REJECTS, LEDGER)}
