"""Rows for the lake's tests, made from the declarations and told apart by a number."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa

from schemas.arrow import Column, columns
from schemas.tables import Table

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)


def numbered(table: Table, number: int, **values: Any) -> Any:
    """Return a row whose values tell its number, with some of them as given; its day is that of `NOON`."""
    made = {column.name: _numbered_value(column, number) for column in columns(table.record)}
    return table.record(**(made | values))


def _numbered_value(column: Column, number: int) -> Any:
    if pa.types.is_list(column.type):
        return tuple(f"{column.name} {number}.{part}" for part in range(number % 3))
    if column.nullable and number % 4 == 3 and not pa.types.is_timestamp(column.type):
        return None
    return _NUMBERED[column.type](column.name, number)


_NUMBERED: dict[pa.DataType, Any] = {
    pa.string(): lambda name, number: f"{name} {number} žluťoučký",
    pa.int64(): lambda _, number: number,
    pa.float64(): lambda _, number: number / 8,
    pa.bool_(): lambda _, number: number % 2 == 0,
    pa.date32(): lambda _, number: date(2026, 11, 1) + timedelta(days=number % 28),
    pa.timestamp("us", tz="UTC"): lambda _, number: NOON + timedelta(microseconds=number * 1_000_001),
}
