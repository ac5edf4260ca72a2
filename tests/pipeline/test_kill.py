"""A run that is killed with -9 at any step of its commit, and the run after it: every article exactly once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.pipeline.conftest import LOCAL, Site, read

pytestmark = pytest.mark.heavy

#: Runs `attache` and kills its own process the moment the commit passes a step.
SCRIPT = """
import os, signal, sys
from transforms.lake import commit

step, arguments = sys.argv[1], sys.argv[2:]

def kill(name):
    if name == step:
        os.kill(os.getpid(), signal.SIGKILL)

commit._pass = kill
commit.commit.__defaults__ = (kill,)
from pipeline.cli import main
sys.exit(main(arguments))
"""

STEPS = ("verified", "decided", "moved", "published", "swept")


def run(site: Site, lake: Path, step: str) -> int:
    command = [sys.executable, "-c", SCRIPT, step, "run", "--feeds", str(site.feeds), "--output", str(lake), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([*command, *LOCAL], cwd=ROOT, env=environment, capture_output=True, check=False).returncode


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.timeout(300)
def test_every_article_is_there_once_after_the_next_run(site: Site, tmp_path: Path, step: str) -> None:
    some = site.only(tmp_path, "worldwire", "capitalherald")
    lake = tmp_path / "lake"
    assert run(some, lake, step) == -signal.SIGKILL
    assert run(some, lake, "never") == 0
    counted = Counter(row["article_id"] for row in read(lake, "articles"))
    whole = tmp_path / "whole"
    assert run(some, whole, "never") == 0
    assert counted == Counter(row["article_id"] for row in read(whole, "articles"))
    assert set(counted.values()) == {1}
    mentions = Counter(row["mention_id"] for row in read(lake, "events"))
    assert set(mentions.values()) == {1}
    assert not list((lake / "_staging").rglob("*.parquet"))


@pytest.mark.parametrize(("number", "after"), [("SIGINT", 0.0), ("SIGINT", 0.6), ("SIGINT", 2.0), ("SIGTERM", 1.2)])
@pytest.mark.timeout(120)
def test_an_interrupt_ends_the_run_with_130_and_the_next_one_mends_it(
    site: Site, tmp_path: Path, number: str, after: float
) -> None:
    lake = tmp_path / "lake"
    command = [sys.executable, "-m", "pipeline", "run", "--feeds", str(site.feeds), "--output", str(lake), *LOCAL]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        while not (lake / "_runs/LOCK").exists():  # the run has begun; the maze alone keeps it for its deadline
            time.sleep(0.05)
        time.sleep(after)
        process.send_signal(signal.Signals[number])
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.strip().splitlines()[-1].startswith("attache: interrupted")
    assert run(site, lake, "never") == 0


def test_an_interrupted_tag_speaks_of_no_commit(tmp_path: Path) -> None:
    pipe = tmp_path / "text"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "pipeline", "tag", str(pipe)]
    with (
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process,
        pipe.open("w"),  # waits until the command reads, which then waits for a text
    ):
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (130, "attache: interrupted\n")
