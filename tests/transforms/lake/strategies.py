"""Any valid row of a table, made from its declaration."""

from __future__ import annotations

from datetime import timezone
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from schemas.arrow import Column, columns
from schemas.tables import Table

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
