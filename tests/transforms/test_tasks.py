"""The tasks of the children: what they load starts no thread, so that the process that holds it may fork."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

THREADS = Path("/proc/self/task")

_MADE = """
import os, sys
from transforms.tasks import EXTRACTION, coding
{"extraction": EXTRACTION, "coding": coding(frozenset({"international"}), ())}[sys.argv[1]].make()
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not THREADS.exists(), reason="this system does not tell a process's threads as files")
@pytest.mark.parametrize("task", ["extraction", "coding"])
def test_a_task_starts_no_thread(task: str) -> None:
    made = subprocess.run([sys.executable, "-c", _MADE, task], cwd=ROOT, capture_output=True, text=True, check=True)
    assert made.stdout.split() == ["1"]
