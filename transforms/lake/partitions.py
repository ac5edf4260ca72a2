"""Where a row goes: its partition, its shard, and the name of the file that holds it.

Names follow from (table, partition, shard, run) alone, so a bundle that is run again writes the same file again.
"""

from __future__ import annotations

import zlib
from datetime import date
from typing import Any

from schemas.tables import Table

STAGING = "_staging"
RUNS = "_runs"


def partition(table: Table, row: Any) -> str:
    """Return the partition folder of a row, such as `published_date=2026-11-24`."""
    return partition_of_day(table, table.day(row))


def partition_of_day(table: Table, day: date) -> str:
    """Return the partition folder of a day."""
    return f"{table.partition_key}={day.isoformat()}"


def day_of(path: str) -> date | None:
    """Return the day in the partition folder of a path, or None where there is none."""
    for part in path.split("/"):
        value = part.partition("=")[2]
        if value:
            return _day(value)
    return None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def shard(key: str, shards: int) -> int:
    """Return the shard of a key, 0 to shards - 1; the same on every machine and in every process."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % shards


def file_name(shard: int, run_id: str) -> str:
    """Return the file's name; files of one folder sort by run."""
    return f"{run_id}-{shard:05d}.parquet"


def published_path(table: Table, partition: str, shard: int, run_id: str) -> str:
    """Return the path under which readers find the file."""
    return f"{table.name}/{partition}/{file_name(shard, run_id)}"


def staged_path(table: Table, partition: str, shard: int, run_id: str) -> str:
    """Return the path under which the file waits for its run to be committed."""
    return f"{staging_folder(run_id)}/{published_path(table, partition, shard, run_id)}"


def staging_folder(run_id: str) -> str:
    """Return the folder of one run's staged files."""
    return f"{STAGING}/{run_id}"
