"""What a lake relies on in its storage: put every implementation through this by subclassing it.

A subclass, named Test..., gives the fixture `storage`: an empty one, whose root need not exist yet.
"""

from __future__ import annotations

import pickle

import pytest

from transforms.lake.storage import Storage, Stored


class StorageContract:
    """The tests themselves."""

    def test_nothing_is_listed_where_nothing_is(self, storage: Storage) -> None:
        assert list(storage.list("")) == []
        assert list(storage.list("articles/published_date=2026-11-24")) == []
        assert not storage.exists("articles")

    def test_what_is_written_is_read(self, storage: Storage) -> None:
        storage.write("_runs/r1.json", b"\x00one\r\n")
        assert storage.read("_runs/r1.json") == b"\x00one\r\n"
        assert storage.exists("_runs/r1.json")
        storage.write("_runs/empty", b"")
        assert storage.read("_runs/empty") == b""

    def test_writing_replaces(self, storage: Storage) -> None:
        storage.write("_runs/r1.json", b"a longer text")
        storage.write("_runs/r1.json", b"short")
        assert storage.read("_runs/r1.json") == b"short"
        assert list(storage.list("")) == [Stored("_runs/r1.json", 5)]

    def test_reading_what_is_absent_says_so(self, storage: Storage) -> None:
        with pytest.raises(FileNotFoundError):
            storage.read("_runs/r1.json")
        storage.write("_runs/r1.json", b"one")
        with pytest.raises(FileNotFoundError):
            storage.read("_runs/r2.json")

    def test_a_listing_is_deep_sorted_and_of_the_folder_alone(self, storage: Storage) -> None:
        for path in ("polls/d=2/b", "polls/d=1/c", "polls/a", "polls2/x", "other/polls/x"):
            storage.write(path, path.encode())
        assert list(storage.list("polls")) == [
            Stored("polls/a", 7),
            Stored("polls/d=1/c", 11),
            Stored("polls/d=2/b", 11),
        ]
        assert next(iter(storage.list(""))).path == "other/polls/x"

    def test_names_of_partitions_and_runs_come_back_unchanged(self, storage: Storage) -> None:
        path = "events/published_date=2026-11-24/20261124T120000.000001Z-00000.parquet"
        storage.write(path, b"x")
        assert [stored.path for stored in storage.list("events")] == [path]

    def test_creating_is_for_the_first_alone(self, storage: Storage) -> None:
        assert storage.create("_runs/LOCK", b"first")
        assert not storage.create("_runs/LOCK", b"second")
        assert storage.read("_runs/LOCK") == b"first"
        assert list(storage.list("")) == [Stored("_runs/LOCK", 5)]

    def test_renaming_moves_into_a_folder_that_is_new(self, storage: Storage) -> None:
        storage.write("_staging/r1/polls/d=1/f", b"rows")
        storage.rename("_staging/r1/polls/d=1/f", "polls/d=1/f")
        assert storage.read("polls/d=1/f") == b"rows"
        assert [stored.path for stored in storage.list("")] == ["polls/d=1/f"]

    def test_renaming_replaces(self, storage: Storage) -> None:
        storage.write("polls/d=1/f", b"of a copy that was cut short")
        storage.write("_staging/f", b"rows")
        storage.rename("_staging/f", "polls/d=1/f")
        assert storage.read("polls/d=1/f") == b"rows"

    def test_renaming_what_is_absent_says_so_and_harms_nothing(self, storage: Storage) -> None:
        storage.write("polls/d=1/f", b"rows")
        with pytest.raises(FileNotFoundError):
            storage.rename("_staging/f", "polls/d=1/f")
        assert storage.read("polls/d=1/f") == b"rows"

    def test_deleting_twice_is_deleting_once(self, storage: Storage) -> None:
        storage.write("a/b", b"1")
        storage.write("a/c", b"2")
        storage.delete("a/b")
        storage.delete("a/b")
        storage.delete("never/was")
        assert list(storage.list("")) == [Stored("a/c", 1)]

    def test_a_worker_gets_it_pickled(self, storage: Storage) -> None:
        storage.write("a", b"1")
        assert pickle.loads(pickle.dumps(storage)).read("a") == b"1"  # noqa: S301 - our own bytes
