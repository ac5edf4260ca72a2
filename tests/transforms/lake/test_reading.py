"""Reading a lake back: the feeds' state, a table's rows in small pieces, and lakes that are not for this program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.arrow import SCHEMA_VERSION, arrow_schema, from_arrow
from schemas.errors import LakeError, LakeVersionError
from schemas.poll import Poll
from schemas.run import Manifest
from schemas.tables import ARTICLES, EVENTS, LEDGER, POLLS, Table
from tests.transforms.lake.rows import NOON, numbered
from transforms.lake import ledger
from transforms.lake.files import as_table, parquet
from transforms.lake.lake import Lake
from transforms.lake.manifests import dumps, manifest_path
from transforms.lake.partitions import partition, published_path
from transforms.lake.reading import POLL_MEMORY, batches, check_version, files_of, find, last_polls, records
from transforms.lake.storage import LocalStorage, Stored

DAY = timedelta(days=1)


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "lake")


def put(storage: LocalStorage, where: Table, *rows: object, run_id: str = "r1") -> None:
    for folder in {partition(where, row) for row in rows}:
        chosen = [row for row in rows if partition(where, row) == folder]
        storage.write(published_path(where, folder, 0, run_id), parquet(where, as_table(where, chosen)))


def poll(feed_id: str, at: datetime, etag: str | None = None) -> Poll:
    return Poll(feed_id, f"https://example.org/{feed_id}", at, 200, "changed", etag=etag)


def test_no_lake_no_polls(storage: LocalStorage) -> None:
    assert last_polls(storage, ["f1"], NOON) == {}


def test_the_last_poll_of_each_feed_is_its_state(storage: LocalStorage) -> None:
    hour = timedelta(hours=1)
    put(storage, POLLS, poll("f1", NOON - DAY, "old"), poll("f2", NOON - DAY, "two"), run_id="r1")
    put(storage, POLLS, poll("f1", NOON - hour, "before"), poll("f3", NOON - hour, "three"), run_id="r2")
    put(storage, POLLS, poll("f1", NOON, "new"), poll("f1", NOON - hour / 2, "first"), poll("other", NOON), run_id="r3")
    found = last_polls(storage, ["f1", "f2", "f3", "never polled"], NOON)
    assert {feed_id: state.etag for feed_id, state in found.items()} == {"f1": "new", "f2": "two", "f3": "three"}


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-24"])
def test_no_more_files_are_opened_than_needed(storage: LocalStorage, day: str) -> None:
    put(storage, POLLS, poll("f1", NOON), poll("f2", NOON))
    storage.write(published_path(POLLS, f"polled_date={day}", 0, "r0"), b"not even Parquet")
    assert set(last_polls(storage, ["f1", "f2"], NOON)) == {"f1", "f2"}
    with pytest.raises(LakeError, match=r"r0-00000\.parquet is not readable as Parquet \(.*\); restore it from a copy"):
        last_polls(storage, ["f1", "f3"], NOON)


def test_a_feed_that_was_silent_too_long_starts_afresh(storage: LocalStorage) -> None:
    put(storage, POLLS, poll("f1", NOON - POLL_MEMORY), poll("f2", NOON - POLL_MEMORY - DAY))
    assert set(last_polls(storage, ["f1", "f2"], NOON)) == {"f1"}


def test_rows_come_a_row_group_at_a_time_and_by_partition(storage: LocalStorage) -> None:
    rows = [numbered(ARTICLES, number, published_at=NOON - (number % 3) * DAY) for number in range(30)]
    small = replace(ARTICLES, row_group_size=4)
    put(storage, small, *rows)
    found = list(batches(storage, ARTICLES))
    assert max(batch.num_rows for batch in found) == 4
    back = [article for batch in found for article in from_arrow(ARTICLES.record, batch)]
    assert sorted(back, key=repr) == sorted(rows, key=repr)
    second = [row for row in rows if partition(ARTICLES, row) == "published_date=2026-11-23"]
    chosen = list(batches(storage, ARTICLES, date(2026, 11, 23), date(2026, 11, 23)))
    assert sum(batch.num_rows for batch in chosen) == len(second) == 10


def test_rows_are_found_by_a_column_and_a_day(storage: LocalStorage) -> None:
    rows = [replace(numbered(EVENTS, n), event_id=f"e{n % 2}", published_at=NOON - n * DAY) for n in range(6)]
    put(storage, EVENTS, *rows)
    today = NOON.date()
    assert sorted(find(storage, EVENTS, "event_id", "e1"), key=repr) == sorted(rows[1::2], key=repr)
    assert list(find(storage, EVENTS, "event_id", "e1", today - 2 * DAY, today)) == [rows[1]]
    assert list(find(storage, EVENTS, "event_id", "e2")) == []


def test_a_file_comes_back_as_records(storage: LocalStorage) -> None:
    rows = [replace(numbered(ARTICLES, n), published_at=NOON) for n in range(3)]
    put(storage, ARTICLES, *rows)
    ((_, stored),) = files_of(storage, ARTICLES)
    assert sorted((row for part in records(storage, ARTICLES, stored.path) for row in part), key=repr) == sorted(
        rows, key=repr
    )


READERS: dict[str, tuple[Table, Callable[[LocalStorage], object]]] = {
    "the feeds' state": (POLLS, lambda storage: last_polls(storage, ["f1"], NOON)),
    "the ledger": (LEDGER, lambda storage: ledger.read(storage, NOON - DAY)),
    "batches": (EVENTS, lambda storage: list(batches(storage, EVENTS, columns=["event_type"]))),
    "records": (ARTICLES, lambda storage: list(records(storage, ARTICLES, path_of(ARTICLES)))),
    "find": (EVENTS, lambda storage: list(find(storage, EVENTS, "event_id", "e1"))),
}


def path_of(where: Table) -> str:
    return published_path(where, f"{where.partition_key}={NOON.date()}", 0, "r1")


@pytest.mark.parametrize("name", READERS)
def test_a_file_of_something_else_is_named(storage: LocalStorage, name: str) -> None:
    where, read = READERS[name]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"unheard_of": [1]}), sink)
    storage.write(path_of(where), sink.getvalue().to_pybytes())
    with pytest.raises(LakeError, match=rf"\.parquet is no file of the table {where.name}: it has no column"):
        read(storage)


class Forbidden(LocalStorage):
    """A lake whose files may be listed and not read."""

    def read(self, path: str) -> bytes:
        raise PermissionError(13, "Permission denied", path)


class Hidden(LocalStorage):
    """A lake whose folders may not even be listed."""

    def list(self, folder: str) -> list[Stored]:
        raise PermissionError(13, "Permission denied", folder)


@pytest.mark.parametrize(
    ("place", "name"),
    [(place, name) for place in (Forbidden, Hidden) for name in READERS if (place, name) != (Hidden, "records")],
)
def test_what_may_not_be_read_is_named(storage: LocalStorage, place: type[LocalStorage], name: str) -> None:
    where, read = READERS[name]
    put(storage, where, numbered(where, 1))
    with pytest.raises(LakeError, match=rf"cannot be used \(Permission denied: {where.name}"):
        read(place(Path(storage.root)))


def test_a_file_of_a_newer_version_is_refused_wherever_it_lies(storage: LocalStorage) -> None:
    put(storage, POLLS, poll("f1", NOON))
    storage.write(manifest_path("r1"), dumps(Manifest("r1", NOON, SCHEMA_VERSION, (), published=True)))
    schema = arrow_schema(POLLS.record).with_metadata({"attache.schema_version": str(SCHEMA_VERSION + 1)})
    sink = pa.BufferOutputStream()
    pq.write_table(schema.empty_table(), sink)
    storage.write(published_path(POLLS, f"{POLLS.partition_key}={NOON.date()}", 0, "r2"), sink.getvalue().to_pybytes())
    with pytest.raises(LakeVersionError, match="has schema version 2"):
        last_polls(storage, ["f1"], NOON)


@pytest.mark.parametrize("version", [SCHEMA_VERSION, SCHEMA_VERSION + 1])
def test_the_newest_manifest_tells_the_lakes_version(storage: LocalStorage, version: int) -> None:
    for run_id, written in (("r1", 1), ("r2", version)):
        storage.write(manifest_path(run_id), dumps(Manifest(run_id, NOON, written, (), published=True)))
    if version == SCHEMA_VERSION:
        check_version(storage)
        return
    with pytest.raises(LakeVersionError, match=r"r2\.json has schema version 2, and this program knows 1 at most; up"):
        check_version(storage)


@pytest.mark.parametrize("version", [SCHEMA_VERSION, SCHEMA_VERSION + 1])
def test_without_a_manifest_the_files_tell(storage: LocalStorage, version: int) -> None:
    schema = arrow_schema(EVENTS.record).with_metadata({"attache.schema_version": str(version)})
    sink = pa.BufferOutputStream()
    pq.write_table(schema.empty_table(), sink)
    storage.write("events/published_date=2026-11-24/f.parquet", sink.getvalue().to_pybytes())
    if version == SCHEMA_VERSION:
        check_version(storage)
        return
    with pytest.raises(LakeVersionError, match=r"events/published_date=2026-11-24/f\.parquet has schema version 2"):
        check_version(storage)


def test_a_newer_lake_is_refused_and_left_alone(storage: LocalStorage) -> None:
    storage.write(manifest_path("r1"), dumps(Manifest("r1", NOON, SCHEMA_VERSION + 1, (), published=False)))
    storage.write("_staging/r2/events/f", b"of the newer program")
    before = storage.list("")
    with pytest.raises(LakeVersionError), Lake(storage).hold("r3", lambda: NOON):
        pytest.fail("a newer lake was held")
    assert storage.list("") == before


def test_a_folder_of_something_else_is_no_obstacle(storage: LocalStorage) -> None:
    storage.write("events/readme.txt", b"no Parquet")
    storage.write("_runs/notes.txt", b"no manifest")
    check_version(storage)
    assert list(batches(storage, EVENTS)) == []
    with pytest.raises(LakeError, match="cannot be read"):
        check_version(LocalStorage(Path(storage.root) / "events" / "readme.txt" / "lake"))
