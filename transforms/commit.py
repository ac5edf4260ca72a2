"""Staged files and the run's tallies to one published manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import apache_beam as beam

from schemas.arrow import SCHEMA_VERSION
from schemas.run import Manifest, StagedFile
from transforms.lake.lake import HeldLake
from transforms.metrics import timed
from transforms.write import commit_id


class Commit(beam.PTransform):
    """Publish what a window staged, all of it or nothing.

    Takes `{"files": StagedFile, "tallies": (name, n)}` and gives the published `schemas.run.Manifest`.
    Books that do not balance publish nothing: a wrong count means that rows were lost or doubled on the way. The
    manifest then comes out unpublished, and is kept as `_runs/<run>.failed.json`; the caller makes the noise.
    `work` is what the run is, which decides its books; `replaces` are the published files that its own take the place
    of.
    """

    def __init__(
        self, lake: HeldLake, started_at: datetime, work: str = "ingest", replaces: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._publish = _Publish(lake, started_at, work, replaces)

    def expand(self, inputs: dict[str, beam.PCollection]) -> beam.PCollection:
        one_key = {name: pcoll | f"One{name}" >> beam.Map(lambda item: ("", item)) for name, pcoll in inputs.items()}
        return one_key | "GroupRun" >> beam.CoGroupByKey() | "Publish" >> beam.ParDo(self._publish)


class _Publish(beam.DoFn):
    def __init__(self, lake: HeldLake, started_at: datetime, work: str, replaces: Sequence[str]) -> None:
        self._lake = lake
        self._started_at = started_at
        self._work = work
        self._replaces = tuple(replaces)

    def process(
        self, group: tuple[str, dict[str, Iterable[Any]]], window: Any = beam.DoFn.WindowParam
    ) -> Iterator[Manifest]:
        day = self._started_at.date()
        files: list[StagedFile] = [*group[1]["files"], *self._lake.found(day)]
        files += self._lake.emptied(day, files, self._replaces)
        manifest = Manifest(
            run_id=commit_id(self._lake.run_id, window),
            started_at=self._started_at,
            schema_version=SCHEMA_VERSION,
            files=tuple(sorted(files, key=lambda file: file.published)),
            tallies=dict(group[1]["tallies"]),
            replaces=self._replaces,
            work=self._work,
        )
        with timed("commit"):
            yield self._lake.refuse(manifest) if manifest.faults else self._lake.commit(manifest)
