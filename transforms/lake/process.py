"""Which process on which machine, and whether it still lives."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Process:
    """A process, told apart from a later one that got the same number.

    `host` is the machine's name and `space` what its process numbers count in (boot and container), so that two
    containers of one name are two machines. `started` is in clock ticks since boot. Both are empty where the
    system does not tell.
    """

    host: str
    space: str
    pid: int
    started: str


def current() -> Process:
    """Return this process."""
    return Process(socket.gethostname(), _space(), os.getpid(), _started(os.getpid()))


def is_dead(process: Process) -> bool:
    """Return whether a process is known to have ended; one on another machine never is."""
    if (process.host, process.space) != (socket.gethostname(), _space()) or os.name == "nt":
        return False  # on Windows signal 0 is Ctrl-C, not a question
    try:
        os.kill(process.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # it lives, under another user
    return _started(process.pid) != process.started


def _space() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def _started(pid: int) -> str:
    """Return field 22 of /proc/<pid>/stat (proc(5)), or nothing for a process that only waits to be reaped.

    The name in field 2 may hold spaces and brackets, so fields are counted from its last bracket.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return "" if fields[0] in "ZX" else fields[19]
    except (OSError, IndexError):
        return ""
