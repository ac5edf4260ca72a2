"""The pool's side of the nursery: starts it, asks it for children, has them buried."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
from pathlib import Path

from transforms.workers.frames import BURY, FORK, ORDER, STATUS, Channel, framed
from transforms.workers.task import Task

#: The folder that `transforms` is imported from, so that the nursery finds the same code.
_ROOT = Path(__file__).resolve().parents[2]


class Nursery:
    """A process that forks children for one task; see `transforms.workers.nursery` for why it is not this one."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def start(self) -> None:
        """Start the process and return at once; it takes orders when it has made the function."""
        control, theirs = socket.socketpair()
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                [sys.executable, "-m", "transforms.workers.nursery", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # a Ctrl-C on the terminal is for the caller to answer
            )
        control.sendall(framed(pickle.dumps(self._task)))
        self._control = control

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def fork(self) -> Channel:
        """Order a child and return the channel to it; the child's first message is its process id."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._orders(), [ORDER.pack(FORK, 0)], [theirs.fileno()])
        return Channel(ours)

    def bury(self, pid: int) -> str:
        """Kill a child if it still lives and return how it ended, for a person."""
        try:
            self._orders().sendall(ORDER.pack(BURY, pid))
            answer = self._orders().recv(STATUS.size, socket.MSG_WAITALL)
        except OSError:
            answer = b""
        if len(answer) < STATUS.size:
            _kill(pid)
            return "its parent process died, too"
        return _ending(STATUS.unpack(answer)[0])

    def close(self) -> None:
        """End the process and with it all children; does nothing if it is not running."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.wait()
        self._control = self._process = None

    def _orders(self) -> socket.socket:
        if self._control is None:
            raise RuntimeError("the nursery was not started")
        return self._control


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _ending(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return f"exit status {code}"
    return f"killed by {signal.Signals(-code).name}"
