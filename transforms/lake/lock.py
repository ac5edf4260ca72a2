"""One run at a time: a lock file that says who holds the lake, kept fresh by a heartbeat."""

from __future__ import annotations

import dataclasses
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.errors import LakeError, LakeLockedError
from transforms.lake.partitions import RUNS
from transforms.lake.process import Process, current, is_dead
from transforms.lake.storage import Storage

LOCK = f"{RUNS}/LOCK"

#: Ten missed beats, and a holder on another machine counts as dead: longer than any pause of a live process
#: that we know of (a laptop asleep is caught by `Lock.check` before it commits).
STALE = timedelta(minutes=10)
BEAT = timedelta(minutes=1)

#: How often a lock may vanish under our hands before we give up: each time means that another run just ended.
_TRIES = 3

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lake: the run, its process, since when, and when it was last heard of."""

    run_id: str
    process: Process
    since: datetime
    heartbeat: datetime


class Lock:
    """A lake that this run holds."""

    def __init__(self, storage: Storage, holder: Holder) -> None:
        self._storage = storage
        self._holder = holder

    def check(self) -> None:
        """Raise LakeLockedError if the lock was lost meanwhile: call it before what must not happen twice."""
        found = _read(self._storage)
        if found is None or not self._is_ours(found):
            by = "released by someone" if found is None else f"taken over by run {found.run_id}"
            raise LakeLockedError(
                f"{self._storage.root}: the lock of run {self._holder.run_id} was {by}",
                "start again; nothing of this run was published",
            )

    def beat(self, now: datetime) -> None:
        """Say that the holder is alive, unless the lock is no longer ours."""
        found = _read(self._storage)
        if found is not None and self._is_ours(found):
            self._storage.write(LOCK, _dumps(dataclasses.replace(self._holder, heartbeat=now)))

    def release(self) -> None:
        """Give the lake back, if it is still ours."""
        found = _read(self._storage)
        if found is not None and self._is_ours(found):
            self._storage.delete(LOCK)

    def _is_ours(self, found: Holder) -> bool:
        return (found.run_id, found.process) == (self._holder.run_id, self._holder.process)


def refuse_if_taken(storage: Storage, run_id: str) -> None:
    """Raise LakeLockedError if a run other than this one, or than the one whose window this is, holds the lake."""
    found = _read(storage)
    if found is not None and not run_id.startswith(found.run_id):
        raise LakeLockedError(
            f"{storage.root}: run {found.run_id} has taken the lake over from run {run_id}",
            "start again; nothing of this run was published",
        )


@contextmanager
def lock(storage: Storage, run_id: str, clock: Clock) -> Iterator[Lock]:
    """Hold the lake for the length of a `with` block.

    A holder on this machine that has died is replaced at once, one elsewhere when its heartbeat is `STALE`.
    Raises LakeLockedError naming the holder, LakeError where the lake cannot be written.
    """
    held = _acquire(storage, run_id, clock())
    stop = threading.Event()
    heart = threading.Thread(target=_keep_beating, args=(held, stop, clock), name="lake-lock", daemon=True)
    heart.start()
    try:
        yield held
    finally:
        stop.set()
        heart.join()
        held.release()


def _keep_beating(held: Lock, stop: threading.Event, clock: Clock) -> None:
    while not stop.wait(BEAT.total_seconds()):
        try:
            held.beat(clock())
        except OSError:
            continue  # a store that fails for a minute is no reason to stop; `check` decides before the commit


def _acquire(storage: Storage, run_id: str, now: datetime) -> Lock:
    holder = Holder(run_id, current(), now, now)
    for _ in range(_TRIES):
        if _create(storage, holder):
            return Lock(storage, holder)
        found = _read(storage)
        if found is not None:
            _refuse_if_held(storage, found, now)
            _remove(storage, found, run_id)
    raise LakeLockedError(f"{storage.root}: other runs take and give back {LOCK} all the time", "run one at a time")


def _create(storage: Storage, holder: Holder) -> bool:
    try:
        return storage.create(LOCK, _dumps(holder))
    except OSError as error:
        raise LakeError(
            f"{storage.root} cannot be written ({error.strerror or error})", "name a folder that you may use"
        ) from error


def _refuse_if_held(storage: Storage, found: Holder, now: datetime) -> None:
    if is_dead(found.process) or now - found.heartbeat >= STALE:
        return
    raise LakeLockedError(
        f"{storage.root} is held by run {found.run_id} (process {found.process.pid} on {found.process.host},"
        f" since {found.since:%Y-%m-%d %H:%M:%S} UTC, last heard of {found.heartbeat:%H:%M:%S})",
        f"wait until it ends, or stop it; if that process is gone, delete {storage.root}/{LOCK}",
    )


def _remove(storage: Storage, dead: Holder, run_id: str) -> None:
    """Move a dead holder's lock aside and delete it; the lock of a run that was quicker than us is put back."""
    aside = f"{LOCK}.{run_id}.tmp"
    try:
        storage.rename(LOCK, aside)
    except FileNotFoundError:
        return
    data = storage.read(aside)
    if _loads(data) != dead:
        storage.create(LOCK, data)
    storage.delete(aside)


def _read(storage: Storage) -> Holder | None:
    try:
        data = storage.read(LOCK)
    except FileNotFoundError:
        return None
    try:
        return _loads(data)
    except (ValueError, KeyError, TypeError) as error:
        raise LakeLockedError(
            f"{storage.root}: {LOCK} is not a lock of ours ({error})", "delete it if no run is under way"
        ) from error


def _dumps(holder: Holder) -> bytes:
    value = dataclasses.asdict(holder)
    return json.dumps({**value, "since": holder.since.isoformat(), "heartbeat": holder.heartbeat.isoformat()}).encode()


def _loads(data: bytes) -> Holder:
    value = json.loads(data)
    since, heartbeat = (datetime.fromisoformat(value[name]) for name in ("since", "heartbeat"))
    if since.tzinfo is None or heartbeat.tzinfo is None:
        raise ValueError("an instant without a zone")
    return Holder(value["run_id"], Process(**value["process"]), since, heartbeat)
