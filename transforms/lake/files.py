"""Rows to Arrow IPC for the shuffle, and to Parquet bytes for the lake.

The same rows, in whatever order they arrive, give the same bytes: so a replayed bundle changes nothing,
and a checksum says whether two files hold the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema, to_arrow
from schemas.tables import Table

#: Of zstd's levels 1 to 22: 3 is its own default, and costs a third of what 9 does.
ZSTD_LEVEL = 3

#: The shuffle lives in memory; LZ4 halves the text at next to no time.
_IPC = pa.ipc.IpcWriteOptions(compression="lz4")


def encode(table: Table, rows: Iterable[Any]) -> bytes:
    """Return records of a table as one Arrow IPC stream.

    Raises what pyarrow raises for a value that its column cannot hold: `unwritable` finds the row.
    """
    batch = to_arrow(table.record, rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema, options=_IPC) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue().to_pybytes())


def decode(table: Table, parts: Iterable[bytes]) -> pa.Table:
    """Return the rows of several Arrow IPC streams as one Arrow table; of none, an empty one."""
    tables = [pa.ipc.open_stream(part).read_all() for part in parts]
    return pa.concat_tables(tables) if tables else arrow_schema(table.record).empty_table()


def as_table(table: Table, rows: Iterable[Any]) -> pa.Table:
    """Return records of a table as an Arrow table."""
    return pa.Table.from_batches([to_arrow(table.record, rows)])


def unwritable(table: Table, row: Any) -> str | None:
    """Return why a record cannot become a row (a lone surrogate, a null where none may be), or None if it can."""
    try:
        parquet(table, as_table(table, [row]))
    except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def parquet(table: Table, rows: pa.Table) -> bytes:
    """Return rows as the bytes of one Parquet file, sorted by the table's order.

    zstd, page index, page checksums, field ids and schema version; no metadata of any one reader.
    Raises pa.ArrowInvalid for a null in a column that has none.
    """
    sink = pa.BufferOutputStream()
    ordering = [(name, "ascending") for name in table.order]
    pq.write_table(
        _sorted(table, rows),
        sink,
        row_group_size=table.row_group_size,
        compression="zstd",
        compression_level=ZSTD_LEVEL,
        write_page_index=True,
        write_page_checksum=True,
        sorting_columns=pq.SortingColumn.from_ordering(rows.schema, ordering),
    )
    return bytes(sink.getvalue().to_pybytes())


def read_parquet(data: bytes) -> pa.Table:
    """Return the rows of a Parquet file given as bytes."""
    return pq.ParquetFile(pa.BufferReader(data)).read()


def _sorted(table: Table, rows: pa.Table) -> pa.Table:
    """Sort by the table's order and then by every other column, so that no two orders of arrival differ.

    One chunk a column comes out: chunks of other lengths would make other pages.
    """
    if rows.num_rows == 0:
        return rows.combine_chunks()
    names = [*table.order, *(name for name in rows.column_names if name not in table.order)]
    keys = {key: values for name in names for key, values in _sort_keys(name, rows.column(name))}
    order = pc.sort_indices(pa.table(keys), sort_keys=[(key, "ascending") for key in keys])  # nulls go last
    return rows.combine_chunks().take(order).combine_chunks()


def _sort_keys(name: str, values: pa.ChunkedArray) -> list[tuple[str, pa.ChunkedArray]]:
    """Return what a column is sorted by: Arrow cannot sort lists, but their length and their parts joined.

    The separator is doubled inside a part, so that different lists of one length never join alike.
    """
    if not pa.types.is_list(values.type):
        return [(name, values)]
    return [
        (f"{name}/length", pc.list_value_length(values)),
        (f"{name}/parts", pa.chunked_array([_joined(chunk) for chunk in values.chunks], pa.string())),
    ]


def _joined(lists: pa.ListArray) -> pa.StringArray:
    parts = pc.replace_substring(lists.flatten(), "\x1f", "\x1f\x1f")
    start = lists.offsets[0]
    offsets = pc.subtract(lists.offsets, start)
    return pc.binary_join(pa.ListArray.from_arrays(offsets, parts), "\x1f,")
