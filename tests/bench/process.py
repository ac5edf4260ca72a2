"""Runs a command and measures its whole process tree from outside."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

#: Seconds between two looks at the tree's memory.
_LOOK_S = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """A finished command: its output, wall and CPU seconds, and the peak of its tree's resident memory in MB.

    Memory is the proportional set size where the kernel tells it (pages that processes share are counted once).
    """

    output: str
    wall_s: float
    cpu_s: float
    peak_mb: float


def measure(command: list[str], cwd: Path) -> Measured:
    """Run a command to its end; raises CalledProcessError with what it said if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    watch = _Watch(process.pid)
    output, errors = process.communicate()
    wall = time.monotonic() - start
    peak = watch.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output, errors)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(output, wall, cpu, peak)


class _Watch:
    """Looks at a process tree's memory until it is stopped."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._peak_kb = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self._peak_kb / 1024

    def _look(self) -> None:
        while not self._done.wait(_LOOK_S):
            self._peak_kb = max(self._peak_kb, sum(_memory_kb(pid) for pid in _tree(self._root)))


def _tree(root: int) -> list[int]:
    """Return the process and all its descendants."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found = [root]
    for pid in found:
        found.extend(parents.get(pid, []))
    return found


def _memory_kb(pid: int) -> int:
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{pid}/{name}").read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            if line.startswith(key):
                return int(line.split()[1])
    return 0


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))
