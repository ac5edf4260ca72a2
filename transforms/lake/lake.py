"""A lake as a run uses it, in the order in which a run does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from schemas.poll import Poll
from schemas.run import Manifest, StagedFile
from transforms.lake import commit as commits
from transforms.lake import ledger as ledgers
from transforms.lake import reading
from transforms.lake.lock import Clock, Lock, lock
from transforms.lake.staging import stage_absent, stage_emptied
from transforms.lake.storage import Storage, told


class Lake:
    """A lake that may be read; `hold` it to write."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    @contextmanager
    def hold(self, run_id: str, clock: Clock) -> Iterator[HeldLake]:
        """Hold the lake for one run: refuse a second run and a newer lake, mend what a killed run left.

        Raises LakeVersionError, LakeLockedError, and LakeError where it cannot be read or written, all before any work.
        """
        reading.check_version(self.storage)
        with lock(self.storage, run_id, clock) as held:
            with told(self.storage):
                recovery = commits.recover(self.storage)
                ledgers.restore(self.storage, clock(), run_id)
                ledgers.compact(self.storage, clock(), run_id)
            yield HeldLake(self.storage, run_id, held, recovery)

    def last_polls(self, feed_ids: Collection[str], now: datetime) -> dict[str, Poll]:
        """Return the latest poll of each of these feeds that has one."""
        return reading.last_polls(self.storage, feed_ids, now)

    def ledger(self, now: datetime) -> ledgers.Ledger:
        """Return what became of every article within the retention."""
        return ledgers.read(self.storage, now - ledgers.RETENTION)


class HeldLake(Lake):
    """A lake that one run holds and may write to; `recovery` is what the run found to mend."""

    def __init__(self, storage: Storage, run_id: str, held: Lock, recovery: commits.Recovery) -> None:
        super().__init__(storage)
        self.run_id = run_id
        self.recovery = recovery
        self._held = held

    def found(self, day: date) -> list[StagedFile]:
        """Stage an empty file for each public table that has none yet, in the partition of a day."""
        return stage_absent(self.storage, self.run_id, day)

    def emptied(self, day: date, files: Sequence[StagedFile], replaces: Collection[str]) -> list[StagedFile]:
        """Stage an empty file for each table that a run would leave without any."""
        return stage_emptied(self.storage, self.run_id, day, files, replaces)

    def commit(self, manifest: Manifest) -> Manifest:
        """Publish what the run has staged, if the lake is still held."""
        with told(self.storage):
            self._held.check()
            return commits.commit(self.storage, manifest)

    def refuse(self, manifest: Manifest) -> Manifest:
        """Keep the record of a run that must not be published, and drop its files."""
        with told(self.storage):
            return commits.refuse(self.storage, manifest)
