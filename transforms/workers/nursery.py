"""The process that the children of a pool are forked from: single-threaded, small, the task's function already made.

The pool's own process may run Beam and gRPC threads, so it must not fork, and a child that starts an interpreter of
its own costs 0.3 s of CPU and 40 MB each time. The nursery pays that once; its children share its memory and
start in milliseconds. (multiprocessing's forkserver would do the same, but makes every child import the parent's main
module, which in a Beam worker is Beam.)

Only the nursery waits for children, and only when told to bury one, so a process id cannot be reused before that.
When the control socket closes, the pool is gone, and so are all children.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from typing import Any

from transforms.workers.frames import FORK, ORDER, STATUS, framed, read_frame
from transforms.workers.outcome import Cause, Failed

#: Python looks for garbage among the objects made last at every 700th, which is a sixth of the time that an article's
#: coding takes, and hardly anything that is made there refers to itself. Collections this far apart cost nothing.
_GARBAGE_AFTER = 20_000

Function = Callable[[Any], Any]


def serve(control: socket.socket) -> None:
    """Read the task, then carry out orders until the pool closes its end, then end every child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pool's process to answer
    gc.set_threshold(_GARBAGE_AFTER)
    task = read_frame(control)
    if task is None:
        return
    function = pickle.loads(task).make()  # noqa: S301  # our own pool wrote it
    gc.freeze()  # keeps the collector from touching, and so from copying, pages shared with the children
    children: set[int] = set()
    while (received := _receive(control)) is not None:
        order, pid, fds = received
        if order == FORK:
            children.add(_fork(control, socket.socket(fileno=fds[0]), function))
        else:
            control.sendall(STATUS.pack(_bury(pid)))
            children.discard(pid)
    for pid in children:
        _bury(pid)


def _receive(control: socket.socket) -> tuple[bytes, int, list[int]] | None:
    data, fds = b"", []
    while len(data) < ORDER.size:
        piece, new_fds, _, _ = socket.recv_fds(control, ORDER.size - len(data), 1)
        if not piece:
            return None
        data += piece
        fds += new_fds
    return (*ORDER.unpack(data), fds)


def _fork(control: socket.socket, work: socket.socket, function: Function) -> int:
    pid = os.fork()
    if pid == 0:
        control.close()
        _child(work, function)
    work.close()
    return pid


def _bury(pid: int) -> int:
    try:
        os.kill(pid, signal.SIGKILL)
        return os.waitpid(pid, 0)[1]
    except (ProcessLookupError, ChildProcessError):
        return 0


def _child(work: socket.socket, function: Function) -> None:
    """Say hello with the process id, then answer values with results until the pool closes the socket."""
    status = 1
    try:
        work.sendall(framed(pickle.dumps(os.getpid())))
        while (message := read_frame(work)) is not None:
            work.sendall(framed(_answer(message, function)))
        status = 0
    except OSError:
        status = 0  # the pool is gone: nobody to tell
    finally:
        os._exit(status)  # not exit(): the nursery's own clean-up is not ours to run


def _answer(message: bytes, function: Function) -> bytes:
    """Return the pickled result, or `Failed` with the traceback of an exception."""
    try:
        result = function(pickle.loads(message))  # noqa: S301  # our own pool wrote it
        return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except Exception:
        return pickle.dumps(Failed(Cause.RAISED, traceback.format_exc()))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
