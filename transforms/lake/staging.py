"""Finished files beside the tables, waiting for their run to be committed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date

import pyarrow as pa

from schemas.run import StagedFile
from schemas.tables import ARTICLES, EVENTS, POLLS, REJECTS, Table
from transforms.lake.files import as_table, parquet
from transforms.lake.manifests import newest_first
from transforms.lake.partitions import partition_of_day, published_path, staged_path, staging_folder
from transforms.lake.storage import Storage, told

#: A number that no shard of rows has, so that an empty file never takes the name of one with rows.
_EMPTY_SHARD = 99_998

_PUBLIC = (ARTICLES, EVENTS, POLLS, REJECTS)


def stage(storage: Storage, run_id: str, table: Table, partition: str, shard: int, rows: pa.Table) -> StagedFile:
    """Write the rows of one partition and shard as one file in staging; doing it again writes the same file again."""
    data = parquet(table, rows)
    staged = staged_path(table, partition, shard, run_id)
    with told(storage):
        storage.write(staged, data)
    return StagedFile(
        table=table.name,
        partition=partition,
        staged=staged,
        published=published_path(table, partition, shard, run_id),
        rows=rows.num_rows,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def drop_staging(storage: Storage, run_id: str) -> None:
    """Remove whatever a run has left in staging, half-written files included."""
    for stored in storage.list(staging_folder(run_id)):
        storage.delete(stored.path)


def stage_absent(storage: Storage, run_id: str, day: date) -> list[StagedFile]:
    """Stage an empty file for each public table that has none yet, if no run was published before.

    So every query works from the first run: readers (DuckDB for one) take an absent folder for an error.
    """
    if next(newest_first(storage), None) is not None:
        return []
    return [_empty(storage, run_id, table, day) for table in _PUBLIC if not storage.list(table.name)]


def stage_emptied(
    storage: Storage, run_id: str, day: date, files: Sequence[StagedFile], replaces: Collection[str]
) -> list[StagedFile]:
    """Stage an empty file for each public table of which a run replaces every file and writes none."""
    written = {file.table for file in files}
    replaced = {path.partition("/")[0] for path in replaces}
    return [
        _empty(storage, run_id, table, day)
        for table in _PUBLIC
        if table.name in replaced - written and {stored.path for stored in storage.list(table.name)} <= set(replaces)
    ]


def _empty(storage: Storage, run_id: str, table: Table, day: date) -> StagedFile:
    return stage(storage, run_id, table, partition_of_day(table, day), _EMPTY_SHARD, as_table(table, []))
