"""What a lake promises to its readers: DuckDB, Polars, pandas and pyarrow see the same rows and types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from schemas.arrow import columns
from schemas.run import Manifest
from schemas.tables import ARTICLES, EVENTS, POLLS, REJECTS, Table
from tests.transforms.lake.rows import NOON, numbered
from transforms.lake.files import as_table
from transforms.lake.lake import Lake
from transforms.lake.partitions import partition
from transforms.lake.staging import stage
from transforms.lake.storage import LocalStorage

PUBLIC = (ARTICLES, EVENTS, POLLS, REJECTS)
ROWS = {"none": 0, "one partition": 5, "several partitions": 40}

#: What each column type is called by readers whose types are not Arrow's.
DUCKDB = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP WITH TIME ZONE",
}
POLARS = {
    pa.string(): pl.String(),
    pa.int64(): pl.Int64(),
    pa.float64(): pl.Float64(),
    pa.bool_(): pl.Boolean(),
    pa.date32(): pl.Date(),
    pa.timestamp("us", tz="UTC"): pl.Datetime("us", "UTC"),
}


@pytest.fixture(scope="module", params=ROWS)
def lake(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Return a lake and how many rows each of its tables has."""
    root, count = tmp_path_factory.mktemp("lake"), ROWS[request.param]
    with Lake(LocalStorage(root)).hold("r1", lambda: NOON) as held:
        files = held.found(NOON.date())
        for table in PUBLIC:
            rows = table_rows(table, count)
            for folder in sorted({partition(table, row) for row in rows}):
                chosen = as_table(table, [row for row in rows if partition(table, row) == folder])
                files.append(stage(held.storage, "r1", table, folder, 0, chosen))
        held.commit(Manifest("r1", NOON, 1, tuple(files)))
    return root, count


def table_rows(table: Table, count: int) -> list[Any]:
    """Return rows of one day, or of four where there are many."""
    instant = {"articles": "published_at", "events": "published_at", "polls": "polled_at", "rejects": "rejected_at"}
    days = 4 if count > 10 else 1
    return [numbered(table, n, **{instant[table.name]: NOON - timedelta(days=n % days)}) for n in range(count)]


def expected(table: Table, count: int) -> list[dict[str, Any]]:
    """Return the rows as dicts, with the partition's day, in a fixed order."""
    names = [column.name for column in columns(table.record)]
    rows = [
        {name: _plain(getattr(row, name)) for name in names} | {table.partition_key: table.day(row)}
        for row in table_rows(table, count)
    ]
    return in_order(rows)


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: repr(sorted(row.items(), key=lambda item: item[0])))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def glob(root: Path, table: Table) -> str:
    return f"{root}/{table.name}/*/*.parquet"


def from_duckdb(root: Path, table: Table) -> pa.Table:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return connection.sql(f"SELECT * FROM read_parquet('{glob(root, table)}')").to_arrow_table()  # noqa: S608


def from_polars(root: Path, table: Table) -> pa.Table:
    return pl.scan_parquet(glob(root, table), hive_partitioning=True).collect().to_arrow()


def from_pandas(root: Path, table: Table) -> pa.Table:
    found = pd.read_parquet(root / table.name, dtype_backend="pyarrow")
    return pa.Table.from_pandas(found, preserve_index=False)


def from_pyarrow(root: Path, table: Table) -> pa.Table:
    return ds.dataset(root / table.name, format="parquet", partitioning="hive").to_table()


READERS: list[Callable[[Path, Table], pa.Table]] = [from_duckdb, from_polars, from_pandas, from_pyarrow]
each_table = pytest.mark.parametrize("table", PUBLIC, ids=[table.name for table in PUBLIC])


@each_table
@pytest.mark.parametrize("reader", READERS, ids=[reader.__name__ for reader in READERS])
def test_every_reader_finds_the_same_rows(
    lake: tuple[Path, int], table: Table, reader: Callable[[Path, Table], pa.Table]
) -> None:
    root, count = lake
    found = reader(root, table).to_pylist()
    for row in found:  # the partition's day: a date, or the text of one, as the reader prefers
        row[table.partition_key] = type(NOON.date()).fromisoformat(str(row[table.partition_key])[:10])
    assert in_order(found) == expected(table, count)


@each_table
def test_duckdb_sees_the_declared_types(lake: tuple[Path, int], table: Table) -> None:
    with duckdb.connect() as connection:
        described = connection.sql(f"DESCRIBE SELECT * FROM read_parquet('{glob(lake[0], table)}')").fetchall()  # noqa: S608
    assert {name: kind for name, kind, *_ in described} == {
        **{column.name: _duckdb_type(column.type) for column in columns(table.record)},
        table.partition_key: "DATE",
    }


def _duckdb_type(kind: pa.DataType) -> str:
    return f"{DUCKDB[kind.value_type]}[]" if pa.types.is_list(kind) else DUCKDB[kind]


@each_table
def test_polars_sees_the_declared_types(lake: tuple[Path, int], table: Table) -> None:
    found = pl.scan_parquet(glob(lake[0], table), hive_partitioning=True).collect_schema()
    assert dict(found) == {
        **{column.name: _polars_type(column.type) for column in columns(table.record)},
        table.partition_key: pl.Date(),
    }


def _polars_type(kind: pa.DataType) -> pl.DataType:
    return pl.List(POLARS[kind.value_type]) if pa.types.is_list(kind) else POLARS[kind]


@each_table
def test_pyarrow_and_pandas_see_the_declared_types(lake: tuple[Path, int], table: Table) -> None:
    declared = {column.name: column.type for column in columns(table.record)}
    schema = ds.dataset(lake[0] / table.name, format="parquet", partitioning="hive").schema
    assert {name: schema.field(name).type for name in declared} == declared
    frame = pd.read_parquet(lake[0] / table.name, dtype_backend="pyarrow")
    assert {name: frame.dtypes[name].pyarrow_dtype for name in declared} == declared


@each_table
def test_no_column_is_called_as_the_partition(table: Table) -> None:
    assert table.partition_key not in {column.name for column in columns(table.record)}


@each_table
def test_one_day_is_read_from_its_own_files(lake: tuple[Path, int], table: Table) -> None:
    root, count = lake
    query = f"SELECT count(*) FROM read_parquet('{glob(root, table)}') WHERE {table.partition_key} = DATE '2026-11-24'"  # noqa: S608
    with duckdb.connect() as connection:
        rows = connection.sql(query).fetchall()
        plan = str(connection.sql(f"EXPLAIN {query}").fetchall())
    of_the_day = [row for row in table_rows(table, count) if table.day(row) == NOON.date()]
    assert rows == [(len(of_the_day),)]
    if count > 10:
        assert "Scanning Files: 2/5" in plan  # the day's rows and the table's empty first file, of four days


def test_a_tables_folders_hold_finished_files_and_nothing_else(lake: tuple[Path, int]) -> None:
    for table in PUBLIC:
        files = [path for path in (lake[0] / table.name).rglob("*") if path.is_file()]
        assert files
        assert {path.suffix for path in files} == {".parquet"}
        assert not [path for path in files if path.name.startswith((".", "_"))]
