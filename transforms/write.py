"""Rows of every table to finished files in staging.

Rows leave a worker in batches, as Arrow IPC: single Python objects cost the shuffle many times as much.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindow
from apache_beam.utils.windowed_value import WindowedValue

from schemas.run import StagedFile
from schemas.tables import TABLES, Table
from transforms.lake.files import decode, encode
from transforms.lake.partitions import partition
from transforms.lake.staging import stage
from transforms.lake.storage import AT_ONCE, Storage
from transforms.metrics import count, timed

#: A batch this long leaves at once, so that a bundle's size does not decide a worker's memory.
BATCH_ROWS = 2_000


class Write(beam.PTransform):
    """Stage rows of several tables; takes `{table name: rows}` and gives `schemas.run.StagedFile`s.

    One file a table, partition and run: a day's news fits one file, and small files are what slows readers down.
    """

    def __init__(self, storage: Storage, run_id: str) -> None:
        super().__init__()
        self._storage = storage
        self._run_id = run_id

    def expand(self, rows: dict[str, beam.PCollection]) -> beam.PCollection:
        batches = tuple(
            table_rows | f"Batch{name}" >> beam.ParDo(_Batch(TABLES[name])) for name, table_rows in rows.items()
        )
        return (
            batches
            | beam.Flatten()
            | "GroupByFile" >> beam.GroupByKey()
            | "Stage" >> beam.ParDo(_Stage(self._storage, self._run_id))
        )


class _Batch(beam.DoFn):
    """Collects the rows of a bundle by window and partition; holds them, hence a DoFn."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def start_bundle(self) -> None:
        self._rows: dict[tuple[Any, str], list[Any]] = defaultdict(list)

    def process(self, row: Any, window: Any = beam.DoFn.WindowParam) -> Iterator[WindowedValue]:
        key = (window, partition(self._table, row))
        self._rows[key].append(row)
        if len(self._rows[key]) >= BATCH_ROWS:
            yield self._batch(key)

    def finish_bundle(self) -> Iterator[WindowedValue]:
        for key in list(self._rows):
            yield self._batch(key)

    def _batch(self, key: tuple[Any, str]) -> WindowedValue:
        window, folder = key
        rows = self._rows.pop(key)
        count(f"write.{self._table.name}.rows", len(rows))
        element = (f"{self._table.name}/{folder}", encode(self._table, rows))
        return WindowedValue(element, window.max_timestamp(), [window])


class _Stage(beam.DoFn):
    """Writes files, several at once; a replayed bundle writes the same file again, under the same name."""

    def __init__(self, storage: Storage, run_id: str) -> None:
        self._storage = storage
        self._run_id = run_id

    def setup(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, "attache-stage")

    def teardown(self) -> None:
        self._threads.shutdown()

    def start_bundle(self) -> None:
        self._files: deque[tuple[Any, Future[StagedFile]]] = deque()

    def process(
        self, group: tuple[str, Iterable[bytes]], window: Any = beam.DoFn.WindowParam
    ) -> Iterator[WindowedValue]:
        self._files.append((window, self._threads.submit(self._write, group[0], list(group[1]), window)))
        if len(self._files) > AT_ONCE:
            yield self._first()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        while self._files:
            yield self._first()

    def _first(self) -> WindowedValue:
        window, file = self._files.popleft()
        with timed("write"):
            return WindowedValue(file.result(), window.max_timestamp(), [window])

    def _write(self, key: str, parts: list[bytes], window: Any) -> StagedFile:
        name, folder = key.split("/", 1)
        rows = decode(TABLES[name], parts)
        return stage(self._storage, commit_id(self._run_id, window), TABLES[name], folder, 0, rows)


def commit_id(run_id: str, window: Any) -> str:
    """Return the name under which a window of a run commits; a batch run is one window and commits as itself."""
    if isinstance(window, GlobalWindow):
        return run_id
    return f"{run_id}-{window.end.to_utc_datetime():%Y%m%dT%H%M%SZ}"
