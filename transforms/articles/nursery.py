"""The process that the extraction children are forked from: single-threaded, small, extraction already imported.

The pool's own process may run Beam and gRPC threads, so it must not fork, and a child that starts an interpreter of
its own costs 0.7 s of CPU and 70 MB each time. The nursery pays that once; its children share its memory and
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

from transforms.articles.extraction import extract
from transforms.articles.frames import FORK, ORDER, STATUS, framed, read_frame


def serve(control: socket.socket) -> None:
    """Carry out orders until the pool closes its end, then end every child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pool's process to answer
    gc.freeze()  # keeps the collector from touching, and so from copying, pages shared with the children
    children: set[int] = set()
    while (received := _receive(control)) is not None:
        order, pid, fds = received
        if order == FORK:
            children.add(_fork(control, socket.socket(fileno=fds[0])))
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


def _fork(control: socket.socket, work: socket.socket) -> int:
    pid = os.fork()
    if pid == 0:
        control.close()
        _child(work)
    work.close()
    return pid


def _bury(pid: int) -> int:
    try:
        os.kill(pid, signal.SIGKILL)
        return os.waitpid(pid, 0)[1]
    except (ProcessLookupError, ChildProcessError):
        return 0


def _child(work: socket.socket) -> None:
    """Say hello with the process id, then answer pages with results until the pool closes the socket."""
    status = 1
    try:
        work.sendall(framed(pickle.dumps(os.getpid())))
        while (message := read_frame(work)) is not None:
            work.sendall(framed(_answer(message)))
        status = 0
    except OSError:
        status = 0  # the pool is gone: nobody to tell
    finally:
        os._exit(status)  # not exit(): the nursery's own clean-up is not ours to run


def _answer(message: bytes) -> bytes:
    """Return the pickled article or reject, or the traceback of an unexpected exception as a string."""
    try:
        return pickle.dumps(extract(pickle.loads(message)), pickle.HIGHEST_PROTOCOL)  # noqa: S301  # our own pool wrote it
    except Exception:
        return pickle.dumps(traceback.format_exc())


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
