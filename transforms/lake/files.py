"""Rows to Arrow IPC for the shuffle, and to Parquet bytes for the lake.

The same rows, in whatever order they arrive, give the same bytes: so a replayed bundle changes nothing,
and a checksum says whether two files hold the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema, to_arrow
from schemas.tables import Table

#: Of zstd's levels 1 to 22: 3 is its own default, and costs a third of what 9 does.
ZSTD_LEVEL = 3

_WRITER = {
    "compression": "zstd",
    "compression_level": ZSTD_LEVEL,
    "write_page_index": True,
    "write_page_checksum": True,
}

#: A file of fewer rows is smaller without dictionaries, and written in half the time.
_FEW_ROWS = 400

#: The shuffle lives in memory; LZ4 halves the text at next to no time, unless threads are woken for each column.
_IPC = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_IPC_READ = pa.ipc.IpcReadOptions(use_threads=False)


def encode(table: Table, rows: Iterable[Any]) -> bytes:
    """Return records of a table as one Arrow IPC stream."""
    batch = _batch(table, rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema, options=_IPC) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue().to_pybytes())


def decode(table: Table, parts: Iterable[bytes]) -> pa.Table:
    """Return the rows of several Arrow IPC streams as one Arrow table; of none, an empty one."""
    tables = [pa.ipc.open_stream(part, options=_IPC_READ).read_all() for part in parts]
    return pa.concat_tables([arrow_schema(table.record).empty_table(), *tables])


def as_table(table: Table, rows: Iterable[Any]) -> pa.Table:
    """Return records of a table as an Arrow table."""
    return pa.Table.from_batches([_batch(table, rows)])


def _batch(table: Table, rows: Iterable[Any]) -> pa.RecordBatch:
    """Return records as a batch; half a character, which JSON can write and UTF-8 cannot, becomes U+FFFD."""
    rows = list(rows)
    try:
        return to_arrow(table.record, rows)
    except UnicodeEncodeError:
        return to_arrow(table.record, [_with_whole_characters(row) for row in rows])


def _with_whole_characters(row: Any) -> Any:
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    texts = {name: _whole(value) for name, value in values.items() if isinstance(value, str)}
    lists = {name: tuple(map(_whole, value)) for name, value in values.items() if isinstance(value, tuple)}
    return dataclasses.replace(row, **texts, **lists)


def _whole(text: str) -> str:
    """Join the halves of surrogate pairs and replace those that stand alone."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def parquet(table: Table, rows: pa.Table) -> bytes:
    """Return rows as the bytes of one Parquet file, sorted by the table's order.

    zstd, page index, page checksums, field ids and schema version; no metadata of any one reader.
    Raises pa.ArrowInvalid for a null in a column that has none.
    """
    sink = pa.BufferOutputStream()
    options = {**_WRITER, "use_dictionary": rows.num_rows >= _FEW_ROWS, "sorting_columns": _sorting(table, rows.schema)}
    with pq.ParquetWriter(sink, rows.schema, **options) as writer:
        for group in _in_order(table, rows):
            writer.write_table(group, table.row_group_size)
    return bytes(sink.getvalue().to_pybytes())


def _in_order(table: Table, rows: pa.Table) -> Iterator[pa.Table]:
    """Yield rows in the table's order, a row group at a time, so that no second copy of all of them is made."""
    if rows.num_rows == 1:  # as of most days that a run finds an article of
        yield rows
        return
    order = _order(table, rows)
    for start in range(0, rows.num_rows, table.row_group_size):
        yield rows.take(order.slice(start, table.row_group_size))


def open_parquet(data: bytes) -> pq.ParquetFile:
    """Return a Parquet file given as bytes, to read from."""
    return pq.ParquetFile(pa.BufferReader(data))


def _sorting(table: Table, schema: pa.Schema) -> list[pq.SortingColumn]:
    return list(pq.SortingColumn.from_ordering(schema, [(name, "ascending") for name in table.order]))


def _order(table: Table, rows: pa.Table) -> pa.Array:
    """Return the positions of the rows in the table's order, nulls last.

    Where that leaves ties, every other column decides, so that no two orders of arrival differ.
    """
    order = _sort(rows, table.order)
    if not _has_ties(rows.select(table.order), order):
        return order
    return _sort(rows, [*table.order, *(name for name in rows.column_names if name not in table.order)])


def _sort(rows: pa.Table, names: Sequence[str]) -> pa.Array:
    keys = {key: values for name in names for key, values in _sort_keys(name, rows.column(name))}
    return pc.sort_indices(pa.table(keys), sort_keys=[(key, "ascending") for key in keys])


def _has_ties(keys: pa.Table, order: pa.Array) -> bool:
    """Return whether neighbours may be equal in all keys; a null counts as equal to anything."""
    differ = pa.array([False] * max(0, keys.num_rows - 1), pa.bool_())
    for values in keys.columns:
        there = values.take(order).combine_chunks()
        differ = pc.or_(differ, pc.fill_null(pc.not_equal(there[1:], there[:-1]), False))
    return not pc.all(differ, min_count=0).as_py()


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
