"""Rows to Parquet and back: the same rows give the same bytes, and nothing is lost on the way."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.arrow import SCHEMA_VERSION, arrow_schema, columns, from_arrow
from schemas.columns import column
from schemas.tables import ARTICLES, POLLS, TABLES, Table
from tests.transforms.lake.rows import NOON, numbered
from tests.transforms.lake.strategies import any_row
from transforms.lake.files import as_table, decode, encode, open_parquet, parquet

GOLDEN = Path(__file__).parents[2] / "data" / "lake" / "golden.json"

every_table = pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))


@dataclass(frozen=True, slots=True)
class Sample:
    """A record with a column of each type, so that the golden bytes do not change when a table gains a column."""

    at: datetime = column("An instant.", id=1)
    name: str = column("A text.", id=2)
    note: str | None = column("A text or none.", id=3)
    count: int = column("A number.", id=4)
    share: float | None = column("A share or none.", id=5)
    flag: bool = column("Yes or no.", id=6)
    day: date | None = column("A day or none.", id=7)
    parts: tuple[str, ...] = column("Texts.", id=8)


SAMPLES = Table("samples", Sample, "at_date", lambda row: row.at.date(), ("at", "name"), 10)


def shuffled(rows: list[Any], seed: int) -> list[Any]:
    return random.Random(seed).sample(rows, len(rows))  # noqa: S311 - an order, not a secret


def rows_of(table: Table, data: bytes) -> list[Any]:
    return from_arrow(table.record, open_parquet(data).read())


@every_table
def test_the_order_of_arrival_leaves_no_trace(table: Table) -> None:
    rows = [numbered(table, number) for number in range(100)]
    files = {parquet(table, decode(table, [encode(table, part) for part in parts])) for parts in _splits(rows)}
    assert len(files) == 1


def _splits(rows: list[Any]) -> list[list[list[Any]]]:
    """Return the same rows shuffled, and cut into bundles, in several ways."""
    orders = [rows, rows[::-1], *(shuffled(rows, seed) for seed in range(3))]
    return [
        [order[at : at + size] for at in range(0, len(order), size)]
        for order, size in zip(orders, (100, 1, 7, 50, 99), strict=True)
    ]


@every_table
def test_rows_come_back_equal_and_in_order(table: Table) -> None:
    rows = [numbered(table, number) for number in range(50)]
    found = rows_of(table, parquet(table, as_table(table, shuffled(rows, 1))))
    assert sorted(found, key=repr) == sorted(rows, key=repr)
    keys = [tuple((value is None, value) for value in (getattr(row, name) for name in table.order)) for row in found]
    assert keys == sorted(keys)


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_valid_rows_survive(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(list(TABLES.values())))
    rows = data.draw(st.lists(any_row(table), max_size=4))
    rows = rows + (data.draw(st.lists(st.sampled_from(rows), max_size=2)) if rows else [])
    there = parquet(table, decode(table, [encode(table, rows)]))
    back = parquet(table, decode(table, [encode(table, [row]) for row in reversed(rows)]))
    assert there == back
    assert sorted(rows_of(table, there), key=repr) == sorted(rows, key=repr)


def test_rows_that_differ_in_a_list_alone_have_one_order() -> None:
    parts = [
        (),
        ("",),
        ("a", "b"),
        ("a\x1fb",),
        ("a\x1f", "b"),
        ("a", "\x1fb"),
        ("a\x1f,", "b"),
        ("a", "\x1f,b"),
        ("a", ",\x1fb"),
    ]
    rows = [numbered(SAMPLES, 1, parts=value) for value in parts]
    files = {parquet(SAMPLES, as_table(SAMPLES, shuffled(rows, seed))) for seed in range(20)}
    assert len(files) == 1


def test_golden_bytes() -> None:
    """The bytes are the same on every machine; another pyarrow may encode otherwise, and then has no golden here."""
    golden = json.loads(GOLDEN.read_text("utf-8"))
    if pa.__version__ not in golden:
        pytest.skip(f"no golden bytes for pyarrow {pa.__version__}: add its line to {GOLDEN.name}")
    data = parquet(SAMPLES, as_table(SAMPLES, [numbered(SAMPLES, number) for number in range(25)]))
    assert hashlib.sha256(data).hexdigest() == golden[pa.__version__]


def test_no_rows_make_a_file_with_all_columns() -> None:
    found = open_parquet(parquet(ARTICLES, decode(ARTICLES, []))).read()
    assert found.num_rows == 0
    assert found.schema.equals(arrow_schema(ARTICLES.record))


@every_table
def test_what_a_reader_finds_in_the_file(table: Table) -> None:
    rows = as_table(table, [numbered(table, number) for number in range(1_100)])
    file = pq.ParquetFile(pa.BufferReader(parquet(table, rows)))
    assert file.metadata.metadata[b"attache.schema_version"] == str(SCHEMA_VERSION).encode()
    assert set(file.metadata.metadata) == {b"attache.schema_version", b"ARROW:schema"}
    ids = {field.name: int(field.metadata[b"PARQUET:field_id"]) for field in file.schema_arrow}
    assert ids == {column.name: column.id for column in columns(table.record)}
    group = file.metadata.row_group(0)
    assert group.num_rows == min(table.row_group_size, 1_100)
    chunks = [group.column(at) for at in range(group.num_columns)]
    assert {chunk.compression for chunk in chunks} == {"ZSTD"}
    assert all(chunk.has_offset_index for chunk in chunks)
    names = file.metadata.schema.names
    assert [names[key.column_index] for key in group.sorting_columns] == list(table.order)


def test_a_flipped_bit_is_noticed() -> None:
    data = bytearray(parquet(POLLS, as_table(POLLS, [numbered(POLLS, number) for number in range(100)])))
    chunk = pq.ParquetFile(pa.BufferReader(bytes(data))).metadata.row_group(0).column(0)
    data[chunk.data_page_offset + chunk.total_compressed_size // 2] ^= 1
    with pytest.raises(OSError, match=r"(?i)crc|checksum"):
        pq.ParquetFile(pa.BufferReader(bytes(data)), page_checksum_verification=True).read()


@pytest.mark.parametrize(
    ("half", "whole"),
    [("a \ud83d b", "a \ufffd b"), ("\ude00", "\ufffd"), ("\ud83d\ude00 \udc80", "😀 \ufffd"), ("\ufeffa", "\ufeffa")],
)
def test_half_a_character_ends_no_run(half: str, whole: str) -> None:
    """JSON can write one (`"\\ud83d"`), and a page's or feed's JSON does."""
    rows = [numbered(ARTICLES, 1), numbered(ARTICLES, 2, title=half, authors=(half, "b"), section=None)]
    found = rows_of(ARTICLES, parquet(ARTICLES, decode(ARTICLES, [encode(ARTICLES, rows)])))
    assert found == [rows[0], replace(rows[1], title=whole, authors=(whole, "b"))]


@pytest.mark.parametrize("wrong", [{"title": None}, {"authors": (None,)}])
def test_a_null_where_none_may_be_is_loud(wrong: dict[str, Any]) -> None:
    with pytest.raises(pa.ArrowInvalid, match="null"):
        parquet(ARTICLES, as_table(ARTICLES, [numbered(ARTICLES, 1, **wrong)]))


def test_an_instant_is_stored_in_utc() -> None:
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    (found,) = rows_of(POLLS, parquet(POLLS, as_table(POLLS, [numbered(POLLS, 1, polled_at=tokyo)])))
    assert found.polled_at == NOON
    assert found.polled_at.utcoffset() == timedelta(0)
