"""One run at a time, and nobody waits for the dead."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import LakeError, LakeLockedError
from tests.transforms.lake.rows import NOON
from transforms.lake import lock as locks
from transforms.lake.lock import LOCK, STALE, Lock, lock, refuse_if_taken
from transforms.lake.process import Process, current, is_dead
from transforms.lake.storage import LocalStorage

ROOT = Path(__file__).parents[3]

#: Takes the lock and dies with it, leaving it behind.
DIES_HOLDING = """
import os, signal, sys
from datetime import datetime, timezone
from pathlib import Path
from transforms.lake.lock import lock
from transforms.lake.storage import LocalStorage
with lock(LocalStorage(Path(sys.argv[1])), "dead-run", lambda: datetime(2026, 11, 24, 12, tzinfo=timezone.utc)):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "lake")


def at(instant: datetime) -> Callable[[], datetime]:
    return lambda: instant


def rewrite(storage: LocalStorage, **values: Any) -> None:
    """Change what the lock file says."""
    storage.write(LOCK, json.dumps(json.loads(storage.read(LOCK)) | values).encode())


def elsewhere() -> dict[str, Any]:
    return {"host": "another-machine", "space": "", "pid": 1, "started": ""}


def test_the_second_run_is_refused_and_told_by_whom(storage: LocalStorage) -> None:
    with lock(storage, "r1", at(NOON)), pytest.raises(LakeLockedError) as refused, lock(storage, "r2", at(NOON)):
        pytest.fail("two runs hold one lake")
    text = str(refused.value)
    for part in (
        storage.root,
        "run r1",
        f"process {current().pid} on {current().host}",
        "since 2026-11-24 12:00:00 UTC",
    ):
        assert part in text
    assert text.endswith(f"if that process is gone, delete {storage.root}/{LOCK}")


def test_the_lock_goes_with_its_run_however_that_ends(storage: LocalStorage) -> None:
    with pytest.raises(KeyError), lock(storage, "r1", at(NOON)):
        raise KeyError
    assert not storage.exists(LOCK)
    with lock(storage, "r2", at(NOON)):
        assert storage.exists(LOCK)
    assert storage.list("") == []


def test_a_dead_process_of_this_machine_is_replaced_at_once(storage: LocalStorage) -> None:
    subprocess.run([sys.executable, "-c", DIES_HOLDING, storage.root], cwd=ROOT, timeout=60, check=False)
    assert json.loads(storage.read(LOCK))["run_id"] == "dead-run"
    with lock(storage, "r2", at(NOON)) as held:
        held.check()
    assert storage.list("") == []


def test_a_number_that_another_process_has_by_now_is_not_the_holder(storage: LocalStorage) -> None:
    with lock(storage, "r1", at(NOON)):
        rewrite(storage, process={**json.loads(storage.read(LOCK))["process"], "started": "1"})
        with lock(storage, "r2", at(NOON)) as held:
            held.check()


@pytest.mark.parametrize(("age", "free"), [(STALE - timedelta(seconds=1), False), (STALE, True)])
def test_a_holder_elsewhere_counts_until_its_heartbeat_is_stale(
    storage: LocalStorage, age: timedelta, free: bool
) -> None:
    with lock(storage, "r1", at(NOON)):
        rewrite(storage, process=elsewhere())
        if not free:
            with pytest.raises(LakeLockedError, match="on another-machine"), lock(storage, "r2", at(NOON + age)):
                pytest.fail("two runs hold one lake")
        else:
            with lock(storage, "r2", at(NOON + age)) as held:
                held.check()


def test_a_heartbeat_keeps_the_lake(storage: LocalStorage) -> None:
    with lock(storage, "r1", at(NOON)) as held:
        held.beat(NOON + timedelta(minutes=30))
        rewrite(storage, process=elsewhere())
        with pytest.raises(LakeLockedError, match="last heard of 12:30:00"), lock(storage, "r2", at(NOON + 2 * STALE)):
            pytest.fail("two runs hold one lake")


def test_the_heart_beats_by_itself(storage: LocalStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "BEAT", timedelta(milliseconds=1))
    instants = iter(NOON + timedelta(seconds=n) for n in range(1_000_000))
    with lock(storage, "r1", lambda: next(instants)):
        first = json.loads(storage.read(LOCK))["heartbeat"]
        while json.loads(storage.read(LOCK))["heartbeat"] == first:  # the test's timeout ends it if none comes
            pass


def test_who_lost_the_lock_notices_and_harms_nobody(storage: LocalStorage) -> None:
    with lock(storage, "r1", at(NOON)) as slept:
        rewrite(storage, process=elsewhere())
        with lock(storage, "r2", at(NOON + STALE)) as taken:
            with pytest.raises(LakeLockedError, match="the lock of run r1 was taken over by run r2; start again"):
                slept.check()
            with pytest.raises(LakeLockedError, match="run r2 has taken the lake over from run r1"):
                refuse_if_taken(storage, "r1")
            refuse_if_taken(storage, "r2-window-1")
            slept.beat(NOON + STALE)
            slept.release()
            taken.check()
    with pytest.raises(LakeLockedError, match="was released by someone"):
        slept.check()


def test_of_two_who_take_over_the_slower_puts_the_lock_back(storage: LocalStorage) -> None:
    with lock(storage, "r1", at(NOON)) as held:
        stale = replace(held._holder, run_id="r0")
        locks._remove(storage, stale, "r2")
        held.check()
    assert storage.list("") == []


ZONELESS = locks._dumps(locks.Holder("r0", Process("elsewhere", "", 1, ""), NOON, NOON)).replace(b"+00:00", b"")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"run_id": 1', ZONELESS])
def test_a_lock_that_is_none_is_named(storage: LocalStorage, content: bytes) -> None:
    storage.write(LOCK, content)
    with pytest.raises(LakeLockedError, match=f"{LOCK} is not a lock of ours"), lock(storage, "r1", at(NOON)):
        pytest.fail("a lock that cannot be read was ignored")


@pytest.mark.parametrize("place", ["a file", "below a file"])
def test_an_output_that_cannot_be_written_is_named_before_any_work(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    root = tmp_path / "file" if place == "a file" else tmp_path / "file" / "lake"
    with (
        pytest.raises(LakeError, match=f"{root} cannot be written") as refused,
        lock(LocalStorage(root), "r1", at(NOON)),
    ):
        pytest.fail("the lock was taken")
    assert "\n" not in str(refused.value)


def test_a_worker_may_ask_whether_the_lock_still_holds(storage: LocalStorage) -> None:
    with lock(storage, "r1", at(NOON)) as held:
        copy: Lock = pickle.loads(pickle.dumps(held))  # noqa: S301 - our own bytes
        copy.check()


linux = pytest.mark.skipif(not Path("/proc").is_dir(), reason="only Linux tells when a process began")


@linux
def test_only_the_dead_are_dead() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        living = _process(child)
        assert not is_dead(current())
        assert not is_dead(living)
        child.kill()
        child.wait()
    assert is_dead(living)
    assert not is_dead(replace(living, host="another-machine"))
    assert not is_dead(replace(living, space="another container"))


@linux
def test_one_who_waits_to_be_reaped_is_dead() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        living = _process(child)
        child.kill()
        while not is_dead(living):  # the signal takes a moment to arrive; the test's timeout ends this
            pass


def _process(child: subprocess.Popen[bytes]) -> Process:
    started = Path(f"/proc/{child.pid}/stat").read_text("utf-8").rpartition(")")[2].split()[19]
    return replace(current(), pid=child.pid, started=started)
