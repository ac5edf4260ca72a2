"""The local file system as a lake's storage."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.transforms.lake.storage_contract import StorageContract
from transforms.lake.storage import LocalStorage


class TestLocalStorage(StorageContract):
    """The contract, and what a file system adds to it."""

    @pytest.fixture
    def storage(self, tmp_path: Path) -> LocalStorage:
        return LocalStorage(tmp_path / "not" / "there")

    def test_a_file_is_never_seen_half_written(self, storage: LocalStorage) -> None:
        versions = [bytes([n]) * 300_000 for n in range(20)]
        storage.write("f", versions[0])
        done = threading.Event()
        seen: list[bytes] = []

        def look() -> None:
            while not done.is_set():
                seen.append(storage.read("f"))

        reader = threading.Thread(target=look)
        reader.start()
        for version in versions:
            storage.write("f", version)
        done.set()
        reader.join()
        assert seen
        assert set(seen) <= set(versions)

    def test_of_many_who_create_at_once_one_wins(self, storage: LocalStorage) -> None:
        with ThreadPoolExecutor(8) as pool:
            won = list(pool.map(lambda n: storage.create("_runs/LOCK", b"%d" % n), range(32)))
        assert won.count(True) == 1
        assert storage.read("_runs/LOCK") == b"%d" % won.index(True)

    def test_creating_works_where_there_are_no_hard_links(
        self, storage: LocalStorage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError("Operation not permitted")  # what exFAT answers

        monkeypatch.setattr("os.link", refuse)
        self.test_creating_is_for_the_first_alone(storage)

    def test_a_folder_that_cannot_be_listed_is_not_an_empty_one(self, storage: LocalStorage) -> None:
        storage.write("polls", b"a file where a folder should be")
        with pytest.raises(NotADirectoryError):
            storage.list("polls")

    def test_the_same_file_may_be_written_from_several_threads(self, storage: LocalStorage) -> None:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: storage.write("a/f", b"rows"), range(32)))
        assert [(stored.path, stored.size) for stored in storage.list("")] == [("a/f", 4)]

    def test_folders_left_empty_go_and_those_of_all_runs_stay(self, storage: LocalStorage) -> None:
        for name in ("f", "g"):
            storage.write(f"_staging/r1/polls/{name}", b"rows")
        storage.delete("_staging/r1/polls/f")
        storage.rename("_staging/r1/polls/g", "polls/d=1/g")
        root = Path(storage.root)
        assert sorted(path.relative_to(root).as_posix() for path in root.rglob("*")) == [
            "_staging",
            "polls",
            "polls/d=1",
            "polls/d=1/g",
        ]

    @pytest.mark.parametrize("path", ["/etc/passwd", "../outside", "polls/../../outside"])
    def test_no_path_leads_outside(self, storage: LocalStorage, path: str) -> None:
        with pytest.raises(ValueError, match="inside the lake"):
            storage.write(path, b"x")
