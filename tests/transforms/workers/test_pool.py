"""The pool with real child processes: results, deadlines, deaths, exceptions, ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.transforms.workers.work import GREETING, LENGTH, UNREADY
from transforms.workers.outcome import Cause, Failed
from transforms.workers.pool import WorkerPool

#: Long enough for a child to answer on a busy machine, short enough for a test.
DEADLINE_S = 1.0


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(GREETING, workers=2, deadline_s=DEADLINE_S) as started:
        yield started


def results(pool: WorkerPool) -> dict[Any, Any]:
    return {outcome.tag: outcome.result for outcome in pool.drain()}


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_every_value_comes_back_once_with_its_tag(workers: int) -> None:
    with WorkerPool(GREETING, workers, DEADLINE_S) as pool:
        for number in range(20):
            pool.submit(number, f"tag {number}")
        assert pool.in_flight == 20
        found = list(pool.drain())
        assert pool.in_flight == 0
    assert sorted((o.value, o.tag, o.result) for o in found) == [(n, f"tag {n}", f"hello {n}") for n in range(20)]


def test_workers_are_other_processes(pool: WorkerPool) -> None:
    pool.submit("pid", "pid")
    assert results(pool)["pid"] in set(pool.pids) - {os.getpid()}


def test_no_workers_is_this_process() -> None:
    with WorkerPool(GREETING, 0, DEADLINE_S) as pool:
        pool.submit("pid", "pid")
        assert results(pool) == {"pid": os.getpid()}


def test_ready_does_not_wait(pool: WorkerPool) -> None:
    pool.submit("hang")
    started = time.monotonic()
    assert pool.ready() == []
    assert pool.wait_one(timeout_s=0.05) is None
    assert time.monotonic() - started < DEADLINE_S / 2


def test_a_value_that_hangs_is_stopped_and_the_others_go_on(pool: WorkerPool) -> None:
    pool.submit("hang", "hang")
    for tag in range(8):
        pool.submit("you", tag)
    found = results(pool)
    assert found.pop("hang") == Failed(Cause.LATE, "took longer than 1 s and was stopped")
    assert found == dict.fromkeys(range(8), "hello you")


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGSEGV])
def test_a_child_that_dies_costs_one_value(death: signal.Signals) -> None:
    with WorkerPool(GREETING, workers=1, deadline_s=60.0) as pool:
        pool.submit("you", "first")
        pool.wait_one()
        (pid,) = pool.pids
        pool.submit("hang", "in work")
        pool.submit("you", "in hand")
        pool.ready()
        os.kill(pid, death)
        found = results(pool)
        assert pool.pids != [pid]
    assert found["in work"].cause is Cause.DIED
    assert death.name in found["in work"].message
    assert found["in hand"] == "hello you"


def test_a_value_that_ends_its_process_is_told_from_the_others(pool: WorkerPool) -> None:
    for tag in range(4):
        pool.submit("you", tag)
        pool.submit("die", f"died {tag}")
    found = results(pool)
    assert [found[tag] for tag in range(4)] == ["hello you"] * 4
    assert {found[f"died {tag}"].cause for tag in range(4)} == {Cause.DIED}


@pytest.mark.parametrize("workers", [0, 1])
def test_an_exception_comes_back_with_its_traceback(workers: int) -> None:
    with WorkerPool(GREETING, workers, DEADLINE_S) as pool:
        pool.submit("raise", "bad")
        pool.submit("you", "good")
        found = results(pool)
    assert found["bad"].cause is Cause.RAISED
    assert "ValueError: a bug" in found["bad"].message
    assert found["good"] == "hello you"


def test_values_larger_than_a_socket_buffer_pass() -> None:
    with WorkerPool(LENGTH, workers=2, deadline_s=60.0) as pool:
        for tag in range(6):
            pool.submit(bytes(4_000_000 + tag), tag)
        assert results(pool) == {tag: 4_000_000 + tag for tag in range(6)}


def test_a_caller_that_was_away_does_not_make_large_values_late() -> None:
    """Bytes move only when the pool is called: a child that waits for them, or with them, has not taken too long."""
    large = b"x" * 3_000_000
    with WorkerPool(LENGTH, workers=1, deadline_s=DEADLINE_S) as pool:
        pool.submit(large, "to a child that is not up yet")
        pool.wait_one()
        for tag in ("in work", "in hand"):
            pool.submit(large, tag)
        time.sleep(1.5 * DEADLINE_S)
        assert results(pool) == dict.fromkeys(("in work", "in hand"), len(large))
    with WorkerPool(GREETING, workers=1, deadline_s=DEADLINE_S) as pool:
        pool.submit("you", "first")
        pool.wait_one()
        pool.submit("much", "large result")
        time.sleep(1.5 * DEADLINE_S)
        assert len(results(pool)["large result"]) == 3_000_000


def test_a_task_that_cannot_be_made_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with WorkerPool(UNREADY, workers=1, deadline_s=60.0) as pool:
        pool.submit("you")
        with pytest.raises(RuntimeError, match="unready"):
            pool.wait_one()
    assert "nothing to work with" in capfd.readouterr().err


def test_close_ends_all_processes_also_a_busy_one() -> None:
    pool = WorkerPool(GREETING, workers=2, deadline_s=60.0)
    pool.submit("you")
    pool.wait_one()
    pids = pool.pids
    pool.submit("hang")
    pool.ready()
    pool.close()
    assert pids
    assert not any(map(_alive, pids))
    pool.close()


def test_children_end_when_the_pools_process_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "import os, signal\n"
        "from tests.transforms.workers.work import GREETING\n"
        "from transforms.workers.pool import WorkerPool\n"
        "pool = WorkerPool(GREETING, 1, 60.0)\n"
        "pool.submit('you')\n"
        "pool.wait_one()\n"
        "pool.submit('hang')\n"
        "print(*pool.pids, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=ROOT, env=environment)
    assert done.returncode == -signal.SIGKILL, done.stderr
    gone = time.monotonic() + 5.0
    while _alive(int(done.stdout)):
        assert time.monotonic() < gone, "the child outlived its pool"
        time.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("module", "unwanted"), [("transforms.tasks", "trafilatura"), ("transforms.workers.nursery", "pyarrow")]
)
def test_neither_pool_nor_nursery_loads_what_it_does_not_need(module: str, unwanted: str) -> None:
    code = f"import sys, {module}; sys.exit({unwanted!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
