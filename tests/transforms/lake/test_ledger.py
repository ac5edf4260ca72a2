"""What became of every article: the latest row counts, what feeds still list is not forgotten, nothing is lost."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.ledger import LedgerRow
from schemas.reject import Reason, Reject, Stage, reject
from schemas.tables import ARTICLES, LEDGER, REJECTS, Table
from tests.transforms.lake.rows import NOON, numbered
from transforms.lake import ledger
from transforms.lake.files import as_table, parquet
from transforms.lake.lake import Lake
from transforms.lake.ledger import MAX_ATTEMPTS, RENEWAL, RETENTION, Ledger, next_attempt
from transforms.lake.partitions import partition, published_path
from transforms.lake.storage import LocalStorage

DAY = timedelta(days=1)


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "lake")


def put(storage: LocalStorage, run_id: str, *rows: LedgerRow | Article | Reject, table: Table = LEDGER) -> None:
    """Write rows into a table, as a run would have published them."""
    for folder in {partition(table, row) for row in rows}:
        chosen = [row for row in rows if partition(table, row) == folder]
        storage.write(published_path(table, folder, 0, run_id), parquet(table, as_table(table, chosen)))


def row(article_id: str, seen_at: datetime = NOON, state: str = "article", attempts: int = 1) -> LedgerRow:
    return LedgerRow(article_id, state, seen_at, attempts=attempts)


def failure(article_id: str | None, reason: Reason = Reason.TIMEOUT, attempt: int = 1) -> Reject:
    return reject(Stage.FETCH, reason, "no answer", NOON, article_id=article_id, attempt=attempt)


def article(number: int, **values: object) -> Article:
    made = {"article_id": f"a{number}", "revision": 1, "content_hash": f"c{number}", "fingerprint": f"f{number}"}
    found: Article = numbered(ARTICLES, number, **(made | values))
    return found


def states(rows: Iterable[LedgerRow]) -> dict[str, tuple[str, int]]:
    return {found.article_id: (found.state, found.attempts) for found in rows}


def test_a_lake_that_is_not_there_has_an_empty_ledger(storage: LocalStorage) -> None:
    found = ledger.read(storage, NOON - RETENTION)
    assert len(found) == 0
    assert "a1" not in found
    assert list(found) == []


def test_the_latest_row_counts(storage: LocalStorage) -> None:
    put(storage, "r1", row("a1", NOON - 2 * DAY, "retry"), row("a2", NOON - 2 * DAY))
    put(storage, "r2", row("a1", NOON - DAY, "retry", 2))
    put(storage, "r3", row("a1", NOON, "article", 3), row("a3"))
    found = ledger.read(storage, NOON - RETENTION)
    assert states(found.values()) == {"a1": ("article", 3), "a2": ("article", 1), "a3": ("article", 1)}
    assert found["a1"] == row("a1", NOON, "article", 3)


def test_of_one_instant_the_article_counts(storage: LocalStorage) -> None:
    put(storage, "r1", row("a1", state="retry"), row("a1"), row("a1", state="rejected"))
    assert states(ledger.read(storage, NOON).values()) == {"a1": ("article", 1)}


@given(
    st.dictionaries(st.text("abcé\U0001f600", min_size=1, max_size=4), st.integers(1, 9)), st.text("abcé", max_size=4)
)
def test_look_up_agrees_with_a_dict(known: dict[str, int], asked: str) -> None:
    rows = [row(name, attempts=attempts) for name, attempts in known.items()]
    found = Ledger(ledger._latest(as_table(LEDGER, rows)))
    assert {name: found[name].attempts for name in known} == known
    assert (asked in found) == (asked in known)
    assert len(found) == len(known)


def test_a_worker_gets_it_pickled(storage: LocalStorage) -> None:
    put(storage, "r1", row("a1"), row("a2"))
    copy: Ledger = pickle.loads(pickle.dumps(ledger.read(storage, NOON)))  # noqa: S301 - our own bytes
    assert list(copy) == ["a1", "a2"]


def test_what_is_older_than_asked_is_not_opened(storage: LocalStorage) -> None:
    put(storage, "r1", row("a1", NOON - RETENTION), row("a2", NOON - RETENTION - timedelta(seconds=1)))
    storage.write(published_path(LEDGER, "seen_date=2026-01-01", 0, "r0"), b"not even Parquet")
    assert list(ledger.read(storage, NOON - RETENTION)) == ["a1"]


def test_an_article_that_feeds_list_for_years_is_written_once(storage: LocalStorage) -> None:
    """A ministry's feed may hold three entries a year: they must outlive the retention."""
    put(storage, "r0", row("a1", NOON), row("gone", NOON))
    for number in range(1, 60):
        now = NOON + number * 7 * DAY
        known = ledger.read(storage, now - RETENTION)
        assert next_attempt(known.get("a1")) is None
        again = ledger.renewed(known["a1"], now)
        if again is not None:
            put(storage, f"r{number:02}", again)
        ledger.compact(storage, now, f"r{number:02}")
    assert "gone" not in known
    days = {stored.path.split("/")[1] for stored in storage.list(LEDGER.name)}
    assert len(days) <= RETENTION / RENEWAL + 1


def test_what_failed_is_not_renewed_for_it_is_tried_again() -> None:
    old = NOON - RENEWAL
    assert ledger.renewed(row("a1", old), NOON) == row("a1", NOON)
    assert ledger.renewed(row("a1", old, "rejected"), NOON) == row("a1", NOON, "rejected")
    assert ledger.renewed(row("a1", old, "retry"), NOON) is None
    assert ledger.renewed(row("a1", old + timedelta(seconds=1)), NOON) is None


def test_rows_of_a_run() -> None:
    rejects = [
        failure("a1"),
        failure("a2", Reason.ROBOTS),
        failure("a3", attempt=MAX_ATTEMPTS),
        failure("a4", attempt=MAX_ATTEMPTS - 1),
        failure(None),
        failure("a9"),
    ]
    rows = ledger.rows_for([article(5), article(9)], rejects, NOON + DAY)
    assert states(rows) == {
        "a1": ("retry", 1),
        "a2": ("rejected", 1),
        "a3": ("rejected", 5),
        "a4": ("retry", 4),
        "a5": ("article", 1),
        "a9": ("article", 1),
    }
    assert {found.seen_at for found in rows} == {NOON + DAY}
    written = next(found for found in rows if found.article_id == "a5")
    assert (written.content_hash, written.fingerprint, written.revision) == ("c5", "f5", 1)


@pytest.mark.parametrize(
    ("known", "attempt"),
    [(None, 1), (row("a"), None), (row("a", state="rejected"), None), (row("a", state="retry", attempts=2), 3)],
)
def test_which_try_is_due(known: LedgerRow | None, attempt: int | None) -> None:
    assert next_attempt(known) == attempt


def test_a_lost_ledger_is_rebuilt_from_the_tables(storage: LocalStorage) -> None:
    old = NOON - 400 * DAY
    put(storage, "r1", article(1, published_at=old), article(2, revision=2), article(2), table=ARTICLES)
    rejects = [failure("a2"), failure("a3"), failure("a3", attempt=2), failure("a4", Reason.GONE), failure(None)]
    put(storage, "r1", *rejects, table=REJECTS)
    put(storage, "r2", failure("a3", attempt=3), table=REJECTS)
    rebuilt = ledger.rebuild(storage, NOON)
    assert states(rebuilt) == {"a1": ("article", 1), "a2": ("article", 1), "a3": ("retry", 3), "a4": ("rejected", 1)}
    assert {found.seen_at for found in rebuilt} == {NOON}
    assert {found.article_id: found.revision for found in rebuilt}["a2"] == 2


def test_a_lake_of_which_only_the_tables_were_kept_gets_its_ledger_back(storage: LocalStorage) -> None:
    put(storage, "r1", article(1), article(2), table=ARTICLES)
    with Lake(storage).hold("r2", lambda: NOON) as lake:
        assert list(lake.ledger(NOON)) == ["a1", "a2"]
    before = storage.list(LEDGER.name)
    with Lake(storage).hold("r3", lambda: NOON):
        assert storage.list(LEDGER.name) == before


def test_many_files_of_a_day_become_one(storage: LocalStorage) -> None:
    for number in range(20):
        put(storage, f"r{number:02}", row(f"a{number}"), row("a0", NOON + timedelta(seconds=number), attempts=number))
    put(storage, "s1", row("a1", NOON - DAY))
    before = dict(ledger.read(storage, NOON - RETENTION))
    ledger.compact(storage, NOON, "r99")
    assert dict(ledger.read(storage, NOON - RETENTION)) == before
    assert [stored.path for stored in storage.list(LEDGER.name)] == [
        "_ledger/seen_date=2026-11-23/s1-00000.parquet",
        "_ledger/seen_date=2026-11-24/r99-99999.parquet",
    ]
    ledger.compact(storage, NOON, "r99")
    assert dict(ledger.read(storage, NOON - RETENTION)) == before


def test_compacting_that_is_cut_short_changes_nothing(storage: LocalStorage) -> None:
    for number in range(20):
        put(storage, f"r{number:02}", row(f"a{number}"))
    before = storage.list(LEDGER.name)
    rows = dict(ledger.read(storage, NOON - RETENTION))
    data = {stored.path: storage.read(stored.path) for stored in before}
    ledger.compact(storage, NOON, "r98")
    for path, content in list(data.items())[:7]:  # as if the process had died before it came to delete these
        storage.write(path, content)
    assert dict(ledger.read(storage, NOON - RETENTION)) == rows
    ledger.compact(storage, NOON, "r99")
    assert dict(ledger.read(storage, NOON - RETENTION)) == rows


def test_days_past_the_retention_go(storage: LocalStorage) -> None:
    put(storage, "r1", row("a1", NOON - RETENTION), row("a2", NOON - RETENTION - DAY))
    ledger.compact(storage, NOON, "r2")
    assert [stored.path for stored in storage.list(LEDGER.name)] == ["_ledger/seen_date=2026-08-26/r1-00000.parquet"]


def test_a_later_row_replaces_an_earlier_one_of_another_file(storage: LocalStorage) -> None:
    put(storage, "r1", row("a1", state="retry"))
    put(storage, "r2", replace(row("a1"), seen_at=NOON + DAY))
    assert ledger.read(storage, NOON)["a1"].state == "article"
