"""Rows for the lake's tests, made from the declarations: any valid row by hypothesis, or numbered ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from schemas.arrow import Column, columns
from schemas.tables import Table

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)

#: Anything that UTF-8 can carry, so no lone surrogates.
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_VALUES: dict[pa.DataType, st.SearchStrategy[Any]] = {
    pa.string(): _TEXT,
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.float64(): st.floats(allow_nan=False).map(lambda value: value + 0.0),  # no -0.0: it equals 0.0 and sorts like it
    pa.bool_(): st.booleans(),
    pa.date32(): st.dates(),
    pa.timestamp("us", tz="UTC"): st.datetimes(timezones=st.just(timezone.utc)),
}


def any_row(table: Table) -> st.SearchStrategy[Any]:
    """Return a strategy of valid rows of a table."""
    return st.builds(table.record, **{column.name: _any_value(column) for column in columns(table.record)})


def _any_value(column: Column) -> st.SearchStrategy[Any]:
    if pa.types.is_list(column.type):
        return st.lists(_TEXT, max_size=3).map(tuple)
    values = _VALUES[column.type]
    return st.none() | values if column.nullable else values


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
