"""Reading a lake back: the state of the feeds, the rows of a table, and whether this program may write to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import from_arrow
from schemas.columns import required
from schemas.errors import LakeError
from schemas.poll import Poll
from schemas.tables import POLLS, TABLES, Table
from transforms.lake.files import open_parquet
from transforms.lake.manifests import load, manifest_path, newest_first, refuse_newer
from transforms.lake.partitions import day_of, partition_of_day
from transforms.lake.storage import Storage, Stored, told

#: How far back the state of a feed is looked for: twice the longest wait between polls, a week after 410 Gone.
#: A feed that was silent for longer starts afresh.
POLL_MEMORY = timedelta(days=14)

_VERSION_KEY = b"attache.schema_version"


def last_polls(storage: Storage, feed_ids: Collection[str], now: datetime) -> dict[str, Poll]:
    """Return the latest poll of each of these feeds that has one within `POLL_MEMORY`.

    Files are read newest first and no further than needed: runs do not overlap, so their ids tell the order of polls.
    """
    found: dict[str, Poll] = {}
    wanted = set(feed_ids)
    for path in _newest_first(storage, POLLS, now):
        polls = sorted(from_arrow(Poll, read_rows(storage, POLLS, path)), key=lambda poll: poll.polled_at)
        found |= {poll.feed_id: poll for poll in polls if poll.feed_id in wanted}
        wanted -= set(found)
        if not wanted:
            break
    return found


def _newest_first(storage: Storage, table: Table, now: datetime) -> Iterator[str]:
    """Yield the files of the last days; a day is listed when it is come to, for a table's whole list grows long."""
    today = now.astimezone(timezone.utc).date()
    for back in range(POLL_MEMORY.days + 1):
        folder = f"{table.name}/{partition_of_day(table, today - timedelta(days=back))}"
        with told(storage):
            found = storage.list(folder)
        yield from sorted((stored.path for stored in found if _is_ours(stored)), reverse=True)


def _is_ours(stored: Stored) -> bool:
    return stored.path.endswith(".parquet")


def files_of(storage: Storage, table: Table) -> list[tuple[date, Stored]]:
    """Return the files of a table with the day of their partition, by path; other files are none of ours."""
    with told(storage):
        dated = [(day_of(stored.path), stored) for stored in storage.list(table.name) if _is_ours(stored)]
    return [(day, stored) for day, stored in dated if day is not None]


def read_rows(storage: Storage, table: Table, path: str) -> pa.Table:
    """Return the rows of one file of a table; raises LakeError where it is none."""
    file = _opened(storage, table, path)
    with _named(storage, path):
        return file.read()


def _opened(storage: Storage, table: Table, path: str) -> pq.ParquetFile:
    """Open one file of a table; raises LakeError where it cannot be read, is no Parquet, or is not of that table.

    Of a file that lacks all columns asked for, Arrow would give no rows and no error.
    """
    with told(storage):
        data = storage.read(path)
    with _named(storage, path):
        file = open_parquet(data)
    schema = file.schema_arrow
    refuse_newer(storage, path, int((schema.metadata or {}).get(_VERSION_KEY, b"0")))
    absent = [name for name in required(table.record) if name not in schema.names]
    if absent:
        raise LakeError(
            f"{storage.root}: {path} is no file of the table {table.name}: it has no column {absent[0]}",
            "move it out of the lake",
        )
    return file


@contextmanager
def _named(storage: Storage, path: str) -> Iterator[None]:
    """Tell which file it is that Arrow cannot read."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise LakeError(
            f"{storage.root}: {path} is not readable as Parquet ({str(error).splitlines()[0]})",
            "restore it from a copy; or delete it, and its rows are lost",
        ) from error


def batches(
    storage: Storage,
    table: Table,
    first: date = date.min,
    last: date = date.max,
    columns: Sequence[str] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a table's partitions from `first` to `last`, oldest first, a row group at a time.

    One file is held in memory, compressed, and one row group of it as Arrow. Raises LakeError for a broken file.
    """
    for day, stored in files_of(storage, table):
        if first <= day <= last:
            yield from _row_groups(storage, table, stored.path, columns)


def records(storage: Storage, table: Table, path: str) -> Iterator[list[Any]]:
    """Yield the rows of one file as lists of records, one a row group."""
    for batch in _row_groups(storage, table, path, None):
        yield from_arrow(table.record, batch)


def find(
    storage: Storage, table: Table, column: str, value: str, first: date = date.min, last: date = date.max
) -> Iterator[Any]:
    """Yield the records of a table whose `column` is `value`, those of the partitions from `first` to `last`.

    Of a file without one only that column is decoded.
    """
    for day, stored in files_of(storage, table):
        if first <= day <= last and _holds(storage, table, stored.path, column, value):
            for batch in _row_groups(storage, table, stored.path, None):
                yield from from_arrow(table.record, batch.filter(pc.equal(batch.column(column), value)))


def _holds(storage: Storage, table: Table, path: str, column: str, value: str) -> bool:
    groups = _row_groups(storage, table, path, [column])
    return any(pc.any(pc.equal(batch.column(column), value)).as_py() for batch in groups)


def _row_groups(storage: Storage, table: Table, path: str, columns: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
    file = _opened(storage, table, path)
    for group in range(file.num_row_groups):
        with _named(storage, path):
            rows = file.read_row_group(group, columns=columns)
        yield from rows.to_batches()


def check_version(storage: Storage) -> None:
    """Raise LakeVersionError if a newer program wrote this lake, LakeError if it cannot be read at all.

    The newest manifest tells; a lake without one is asked through one file a table.
    """
    try:
        newest = next(newest_first(storage), None)
        if newest is None:
            _check_files(storage)
        else:
            load(storage, manifest_path(newest))
    except OSError as error:
        raise LakeError(
            f"{storage.root} cannot be read as a lake ({error.strerror or error})", "name a folder that you may use"
        ) from error


def _check_files(storage: Storage) -> None:
    for table in TABLES.values():
        for _, stored in files_of(storage, table)[-1:]:
            _opened(storage, table, stored.path)
