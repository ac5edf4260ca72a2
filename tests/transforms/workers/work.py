"""What the children of the tests do: each value says what is to become of it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from transforms.workers.task import Task


def worker(greeting: str) -> Callable[[object], object]:
    """Return a function that sleeps for ever, ends its process, raises, answers much, or greets a value."""

    def work(value: object) -> object:
        if value == "hang":
            time.sleep(3600)
        if value == "die":
            os.kill(os.getpid(), signal.SIGSEGV)
        if value == "raise":
            raise ValueError("a bug")
        if value == "much":
            return "x" * 3_000_000
        return os.getpid() if value == "pid" else f"{greeting} {value}"

    return work


def length() -> Callable[[bytes], int]:
    """Return a function that measures what it is given."""
    return len


def unready() -> Callable[[object], object]:
    """Fail to become ready."""
    raise ValueError("nothing to work with")


GREETING = Task("tests.transforms.workers.work:worker", ("hello",))
LENGTH = Task("tests.transforms.workers.work:length")
UNREADY = Task("tests.transforms.workers.work:unready")
