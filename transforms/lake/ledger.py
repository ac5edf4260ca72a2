"""What became of every article: read, asked, renewed, compacted, and rebuilt from the tables.

Retention. A row that no run has written or renewed for `RETENTION` is not read any more, and its file may go.
That is safe because an article that a feed still lists is renewed: a run that meets it again writes its row anew
once the row is older than `RENEWAL`. So what is forgotten has been in no feed for `RETENTION - RENEWAL` at least.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import arrow_schema, from_arrow
from schemas.article import Article
from schemas.ledger import LedgerRow
from schemas.reject import Reject
from schemas.tables import ARTICLES, LEDGER, REJECTS
from transforms.lake.files import as_table, parquet
from transforms.lake.partitions import partition, partition_of_day, published_path
from transforms.lake.reading import batches, files_of, read_rows
from transforms.lake.storage import Storage, Stored

RETENTION = timedelta(days=90)
RENEWAL = timedelta(days=30)

#: Tries after which a failure that might have passed is taken for final.
MAX_ATTEMPTS = 5

#: A day with more files than this is rewritten as one: each run adds a file, and a run every five minutes 288 a day.
_MANY_FILES = 16

#: Numbers that no shard of a run has, so that these files never take the name of a run's own.
_REBUILT_SHARD, _MERGED_SHARD = 99_998, 99_999


class Ledger(Mapping[str, LedgerRow]):
    """The latest row of each article, by article id.

    Rows stay in Arrow, sorted by id, and a look-up is a binary search: 110 bytes an article and not the 450 of a dict
    of records, and it pickles without copying row by row.
    """

    def __init__(self, rows: pa.Table) -> None:
        self._columns = dict(zip(rows.column_names, rows.columns, strict=True))
        # without its zone, an instant is read without a time zone database, and ten times as fast
        self._columns["seen_at"] = rows.column("seen_at").cast(pa.timestamp("us"))
        self._ids = rows.column("article_id")

    def __getitem__(self, article_id: str) -> LedgerRow:
        at = self._find(article_id)
        if at is None:
            raise KeyError(article_id)
        values = {name: column[at].as_py() for name, column in self._columns.items()}
        return LedgerRow(**(values | {"seen_at": values["seen_at"].replace(tzinfo=timezone.utc)}))

    def __iter__(self) -> Iterator[str]:
        for chunk in self._ids.chunks:
            yield from chunk.to_pylist()

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, article_id: object) -> bool:
        return isinstance(article_id, str) and self._find(article_id) is not None

    def prints(self, since: datetime) -> Iterator[tuple[str, str, datetime]]:
        """Yield id, fingerprint and instant of the articles written at or after `since`."""
        floor = pa.scalar(since.astimezone(timezone.utc).replace(tzinfo=None), pa.timestamp("us"))
        recent = pc.and_(pc.greater_equal(self._columns["seen_at"], floor), pc.is_valid(self._columns["fingerprint"]))
        wanted = [self._columns[name].filter(recent).to_pylist() for name in ("article_id", "fingerprint", "seen_at")]
        for article_id, fingerprint, seen_at in zip(*wanted, strict=True):
            yield article_id, fingerprint, seen_at.replace(tzinfo=timezone.utc)

    def _find(self, article_id: str) -> int | None:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._ids[middle].as_py() < article_id:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self._ids[low].as_py() == article_id else None


def read(storage: Storage, since: datetime) -> Ledger:
    """Return the ledger as of the rows written at or after `since`; files of earlier days are not opened."""
    recent = [stored.path for day, stored in files_of(storage, LEDGER) if day >= since.astimezone(timezone.utc).date()]
    rows = pa.concat_tables([_empty(), *(read_rows(storage, LEDGER, path) for path in recent)])
    return Ledger(_latest(rows.filter(pc.greater_equal(rows.column("seen_at"), since))))


def _empty() -> pa.Table:
    return arrow_schema(LedgerRow).empty_table()


def _latest(rows: pa.Table) -> pa.Table:
    """Keep the last row of each article; of one instant an article outweighs a reject, and a final one a retry."""
    rows = rows.sort_by(
        [("article_id", "ascending"), ("seen_at", "ascending"), ("state", "descending"), ("attempts", "ascending")]
    ).combine_chunks()
    if rows.num_rows < 2:
        return rows
    ids = rows.column("article_id")
    changes = pc.not_equal(ids.slice(1), ids.slice(0, len(ids) - 1))
    return rows.filter(pa.chunked_array([*changes.chunks, pa.array([True])]))


def next_attempt(row: LedgerRow | None) -> int | None:
    """Return which try an article is due for, from 1; None where nothing is left to do."""
    if row is None:
        return 1
    return row.attempts + 1 if row.state == "retry" else None


def of_article(article: Article, seen_at: datetime) -> LedgerRow:
    """Return the ledger row of an article that a run writes; `seen_at` is the instant of the run."""
    return LedgerRow(
        article.article_id, "article", seen_at, article.content_hash, article.fingerprint, revision=article.revision
    )


def of_reject(failed: Reject, seen_at: datetime) -> LedgerRow | None:
    """Return the ledger row of a failure: to be tried again, or final; None where it belongs to no article."""
    if failed.article_id is None:
        return None
    state = "retry" if is_tried_again(failed) else "rejected"
    return LedgerRow(failed.article_id, state, seen_at, attempts=failed.attempt)


def is_tried_again(failed: Reject) -> bool:
    """Return whether a later run takes up the article of a failure."""
    return failed.article_id is not None and failed.retryable and failed.attempt < MAX_ATTEMPTS


def rows_for(articles: Iterable[Article], rejects: Iterable[Reject], seen_at: datetime) -> list[LedgerRow]:
    """Return the ledger rows of a run, one an article; where a later stage failed on it, the article counts."""
    failed = (row for row in (of_reject(reject, seen_at) for reject in rejects) if row is not None)
    rows = {row.article_id: row for row in failed}
    rows.update({row.article_id: row for row in (of_article(article, seen_at) for article in articles)})
    return list(rows.values())


def renewed(row: LedgerRow, now: datetime) -> LedgerRow | None:
    """Return the row anew if it is due for it: call it for an article that a feed lists still."""
    if row.state == "retry" or now - row.seen_at < RENEWAL:
        return None
    return dataclasses.replace(row, seen_at=now)


def rebuild(storage: Storage, now: datetime) -> list[LedgerRow]:
    """Return the ledger as the articles and rejects tables tell it.

    Every row is as of `now`: which articles the feeds list still is not known, so all get a full retention again.
    """
    found: dict[str, LedgerRow] = {}
    for row in itertools.chain(_rows_of_rejects(storage, now), _rows_of_articles(storage, now)):
        found[row.article_id] = _further(row, found.get(row.article_id))
    return [found[key] for key in sorted(found)]


def _rows_of_rejects(storage: Storage, now: datetime) -> Iterator[LedgerRow]:
    for batch in batches(storage, REJECTS):
        yield from rows_for([], from_arrow(Reject, batch), now)


def _rows_of_articles(storage: Storage, now: datetime) -> Iterator[LedgerRow]:
    """Read four columns: the texts are nearly all of the bytes."""
    for batch in batches(storage, ARTICLES, columns=["article_id", "content_hash", "fingerprint", "revision"]):
        for values in batch.to_pylist():
            yield LedgerRow(state="article", seen_at=now, **values)


def _further(one: LedgerRow, other: LedgerRow | None) -> LedgerRow:
    """Return which of two rows of one article came later in its life."""
    if other is None:
        return one
    return max(
        one, other, key=lambda row: (row.state == "article", row.revision, row.attempts, row.state == "rejected")
    )


def restore(storage: Storage, now: datetime, run_id: str) -> None:
    """Write the ledger anew where there is none beside articles; call it holding the lock.

    Without it a lake of which only the tables were copied would get every article a second time.
    """
    if files_of(storage, LEDGER):
        return
    rows = rebuild(storage, now)
    if rows:
        path = published_path(LEDGER, partition(LEDGER, rows[0]), _REBUILT_SHARD, run_id)
        storage.write(path, parquet(LEDGER, as_table(LEDGER, rows)))


def compact(storage: Storage, now: datetime, run_id: str) -> None:
    """Rewrite days of many files as one file each, and remove days past the retention; call it holding the lock.

    A kill in between leaves rows twice, which changes nothing: of several the latest counts.
    """
    for day, dated in itertools.groupby(files_of(storage, LEDGER), key=lambda pair: pair[0]):
        files = [stored for _, stored in dated]
        if day < (now - RETENTION).date():
            _delete(storage, files)
        elif len(files) > _MANY_FILES:
            _merge(storage, day, files, run_id)


def _merge(storage: Storage, day: date, files: Sequence[Stored], run_id: str) -> None:
    """Write one file of the latest rows of a day; its shard number is one that no run gives."""
    rows = _latest(pa.concat_tables([read_rows(storage, LEDGER, stored.path) for stored in files]))
    merged = published_path(LEDGER, partition_of_day(LEDGER, day), _MERGED_SHARD, run_id)
    storage.write(merged, parquet(LEDGER, rows))
    _delete(storage, [stored for stored in files if stored.path != merged])


def _delete(storage: Storage, files: Sequence[Stored]) -> None:
    for stored in files:
        storage.delete(stored.path)
