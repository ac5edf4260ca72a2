"""The pool with real child processes: results, deadlines, deaths, exceptions, ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schemas.article import Article, Page
from schemas.reject import Reason, Reject
from tests.transforms.articles.test_extraction import specimen_page
from transforms.articles.extraction import extract
from transforms.articles.pool import ExtractionPool

#: Long enough for a page of a few kilobytes on a busy machine, short enough for a test.
DEADLINE_S = 2.0
GOOD = specimen_page("wire_graph")[1]


def _endless() -> Page:
    """Return a page that keeps trafilatura busy for far longer than the deadline: tables sixty deep, many times."""
    nest = "<table><tr><td>" * 60 + "The envoys spoke for an hour about the border. " + "</td></tr></table>" * 60
    return replace(GOOD, body=f"<html><body>{nest * 300}</body></html>".encode())


def _raising() -> Page:
    """Return a page whose extraction raises, because a caller broke the record's contract."""
    return replace(GOOD, body="text where bytes belong")  # type: ignore[arg-type]


@pytest.fixture
def pool() -> Iterator[ExtractionPool]:
    with ExtractionPool(workers=2, deadline_s=DEADLINE_S) as started:
        yield started


def test_every_page_comes_back_once_with_its_tag(pool: ExtractionPool) -> None:
    names = ["wire_graph", "agency_plain", "soft_404", "not_fetched", "cyrillic_1251"] * 4
    for tag, name in enumerate(names):
        pool.submit(specimen_page(name)[1], tag)
    assert pool.in_flight == len(names)
    results = dict(pool.drain())
    assert results == {tag: extract(specimen_page(name)[1]) for tag, name in enumerate(names)}
    assert pool.in_flight == 0


def test_ready_does_not_wait(pool: ExtractionPool) -> None:
    pool.submit(_endless())
    started = time.monotonic()
    assert pool.ready() == []
    assert pool.wait_one(timeout_s=0.05) is None
    assert time.monotonic() - started < DEADLINE_S / 2


def test_a_page_that_hangs_is_stopped_and_the_others_go_on(pool: ExtractionPool) -> None:
    pool.submit(_endless(), "endless")
    for tag in range(8):
        pool.submit(GOOD, tag)
    results = dict(pool.drain())
    stopped = results.pop("endless")
    assert isinstance(stopped, Reject)
    assert (stopped.reason, stopped.retryable) == (Reason.DEADLINE.value, False)
    assert "longer than 2 s" in stopped.message
    assert set(results) == set(range(8))
    assert all(isinstance(result, Article) for result in results.values())


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGSEGV])
def test_a_child_that_dies_costs_one_page(death: signal.Signals) -> None:
    with ExtractionPool(workers=1, deadline_s=60.0) as pool:
        pool.submit(GOOD, "first")
        pool.wait_one()
        (pid,) = pool.pids
        pool.submit(_endless(), "in work")
        pool.submit(GOOD, "in hand")
        pool.ready()
        os.kill(pid, death)
        results = dict(pool.drain())
        assert pool.pids != [pid]
    died = results["in work"]
    assert isinstance(died, Reject)
    assert (died.reason, died.retryable) == (Reason.WORKER_DIED.value, True)
    assert death.name in died.message
    assert isinstance(results["in hand"], Article)


@pytest.mark.parametrize("workers", [0, 1])
def test_an_exception_is_a_reject_with_its_traceback(workers: int) -> None:
    with ExtractionPool(workers, DEADLINE_S) as pool:
        pool.submit(_raising(), "bad")
        pool.submit(GOOD, "good")
        results = dict(pool.drain())
    bad = results["bad"]
    assert isinstance(bad, Reject)
    assert bad.reason == Reason.BUG.value
    assert "Traceback" in bad.message
    assert isinstance(results["good"], Article)


def test_pages_larger_than_a_socket_buffer_pass(pool: ExtractionPool) -> None:
    assert GOOD.body is not None
    padded = replace(GOOD, body=GOOD.body.replace(b"<main>", b"<!--" + b"x" * 4_000_000 + b"--><main>"))
    for tag in range(6):
        pool.submit(padded, tag)
    results = dict(pool.drain())
    assert set(results) == set(range(6))
    assert {result.text for result in results.values() if isinstance(result, Article)} == {_text(GOOD)}


def _text(page: Page) -> str:
    article = extract(page)
    assert isinstance(article, Article)
    return article.text


def test_close_ends_all_processes_also_a_busy_one() -> None:
    pool = ExtractionPool(workers=2, deadline_s=60.0)
    pool.submit(GOOD)
    pool.wait_one()
    pids = pool.pids
    pool.submit(_endless())
    pool.ready()
    pool.close()
    assert not any(map(_alive, pids))
    pool.close()


def test_children_end_when_the_pools_process_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "import os, signal\n"
        "from tests.transforms.articles.test_pool import GOOD, _endless\n"
        "from transforms.articles.pool import ExtractionPool\n"
        "pool = ExtractionPool(1, 60.0)\n"
        "pool.submit(GOOD)\n"
        "pool.wait_one()\n"
        "pool.submit(_endless())\n"
        "print(*pool.pids, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    )
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


def test_neither_pool_nor_children_load_what_they_do_not_need() -> None:
    for module, unwanted in (("pool", "trafilatura"), ("nursery", "apache_beam")):
        code = f"import sys, transforms.articles.{module}; sys.exit({unwanted!r} in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3]).returncode == 0
