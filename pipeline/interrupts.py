"""Ctrl-C and SIGTERM end a run soon, tidily and with one exit code, whatever the engine makes of them.

Beam turns an exception into one of its own as it passes through a stage, a KeyboardInterrupt too, and a stage that
waits in C code may not see it at all. So the wish is noted first: whatever comes out after it counts as an interrupt,
and a process that has not ended some seconds later is ended. That is safe: the next run sweeps what was not committed.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EXIT_INTERRUPTED = 130

#: Seconds that stages get to stop; ending the extraction children and the web engine takes one or two.
PATIENCE_S = 10.0


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise KeyboardInterrupt for whatever the block raises after a SIGINT or SIGTERM.

    Outside the main thread, which alone is told of signals, it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = threading.Event()

    def note(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        if not asked.is_set():
            asked.set()
            last_resort = threading.Timer(PATIENCE_S, os._exit, [EXIT_INTERRUPTED])
            last_resort.daemon = True
            last_resort.start()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except Exception as error:
        if asked.is_set():
            raise KeyboardInterrupt from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
