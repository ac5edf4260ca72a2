"""One declaration a record: Arrow schema, field ids, round trips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timezone
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.arrow import arrow_schema, columns, from_arrow, to_arrow
from schemas.columns import column
from schemas.tables import TABLES

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_VALUES: dict[Any, st.SearchStrategy[Any]] = {
    pa.string(): _TEXT,
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.float64(): st.floats(allow_nan=False),
    pa.bool_(): st.booleans(),
    pa.timestamp("us", tz="UTC"): st.datetimes(timezones=st.just(timezone.utc)),
    pa.date32(): st.dates(date(1900, 1, 1)),
}


def value(type_: pa.DataType, nullable: bool) -> st.SearchStrategy[Any]:
    plain = st.lists(_TEXT, max_size=3).map(tuple) if pa.types.is_list(type_) else _VALUES[type_]
    return st.none() | plain if nullable else plain


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_rows_come_back_as_they_went(table: Any) -> None:
    record = st.builds(table.record, **{c.name: value(c.type, c.nullable) for c in columns(table.record)})

    @settings(deadline=None, suppress_health_check=list(HealthCheck))  # the machine may be busy; the rows are wide
    @given(st.lists(record, max_size=4))
    def round_trip(rows: list[Any]) -> None:
        assert from_arrow(table.record, to_arrow(table.record, rows)) == rows

    round_trip()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_described_and_has_its_own_id(table: Any) -> None:
    declared = columns(table.record)
    assert all(c.description.endswith(".") and len(c.description) > 8 for c in declared)
    assert len({c.id for c in declared}) == len(declared)
    ids = [field.metadata[b"PARQUET:field_id"] for field in arrow_schema(table.record)]
    assert ids == [str(c.id).encode() for c in declared]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_partition_key_shares_no_name_with_a_column(table: Any) -> None:
    assert table.partition_key not in {c.name for c in columns(table.record)}


def test_an_id_used_twice_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Twice:
        a: str = column("First column.", id=1)
        b: str = column("Second column.", id=1)

    with pytest.raises(TypeError, match="twice"):
        columns(Twice)


def test_a_null_where_none_may_be_is_refused_by_the_schema() -> None:
    assert not arrow_schema(TABLES["articles"].record).field("title").nullable
