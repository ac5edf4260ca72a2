"""A function run on values in child processes, with a hard deadline for each value.

An article can keep its reader busy for minutes: trafilatura has no timeout and holds the interpreter's lock, a crash
in libxml2 takes its process along, a pattern may backtrack for ever. So such work is done in children that can be
killed: the value comes back as failed, another child takes over, the run goes on.

Why not a library: concurrent.futures cannot kill one child; pebble 5.2.3 can, but hangs for ever where a child dies
while a value larger than a pipe waits to be sent, and its children outlive a pool that is killed.

The pool has no thread of its own: it moves on whenever it is called. Each child has one value in work and one more
in hand, so it stays busy while the caller does something else for the length of a value.
"""

from __future__ import annotations

import pickle
import selectors
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from transforms.workers.children import Nursery
from transforms.workers.frames import Channel
from transforms.workers.outcome import Cause, Failed, Outcome
from transforms.workers.standby import nursery_for
from transforms.workers.task import Task

#: One value in work, one in hand.
_DEPTH = 2
#: Where nothing else limits it, a wait is cut into pieces of this many seconds.
_TICK_S = 1.0


@dataclass(frozen=True, slots=True)
class _Job:
    value: Any
    tag: Any


@dataclass(slots=True)
class _Child:
    """A child, the values it holds (the first one in work), and when that one is overdue (monotonic seconds).

    The clock stands while bytes of the value or of its result wait for the pool to be called: its caller may be away
    for longer than a deadline, and a child cannot be late for that.
    """

    channel: Channel
    jobs: deque[_Job] = field(default_factory=deque)
    pid: int | None = None
    overdue_at: float | None = None

    @property
    def holds_the_first(self) -> bool:
        """Whether the child is up and the value it is to work on has left the pool whole."""
        return self.pid is not None and len(self.jobs) > self.channel.unsent

    def late(self, now: float) -> bool:
        """Whether its value is overdue and no part of the result is here."""
        return self.overdue_at is not None and self.overdue_at <= now and not self.channel.receiving


class WorkerPool:
    """Runs a task's function in `workers` child processes, on each value within `deadline_s` seconds.

    Every value submitted comes back exactly once as an `Outcome`, with its tag: its result is `Failed` where it took
    longer, where its process died, or where the function raised. The caller bounds how many are in flight. With
    `workers=0` the calling process does the work, at once, and nothing can stop a value that hangs: for debugging,
    and for runners that guard their own processes.

    Not for use by several threads at a time. Needs fork and passing of file descriptors: Linux or macOS.
    """

    def __init__(self, task: Task, workers: int, deadline_s: float) -> None:
        self._task = task
        self._workers = workers
        self._deadline_s = deadline_s
        self._here: Callable[[Any], Any] | None = None
        self._nursery: Nursery | None = None
        self._selector: selectors.BaseSelector | None = None
        self._children: list[_Child] = []
        self._waiting: deque[_Job] = deque()
        self._finished: deque[Outcome] = deque()

    def start(self) -> None:
        """Start the child processes and return at once; they load what they need meanwhile."""
        if self._workers == 0:
            self._here = self._here or self._task.make()
            return
        if self._selector is not None:
            return
        self._selector = selectors.DefaultSelector()
        self._nursery = nursery_for(self._task)
        for _ in range(self._workers):
            self._add_child()

    def close(self) -> None:
        """End the child processes; values still in flight are lost."""
        for child in self._children:
            child.channel.sock.close()
        self._children.clear()
        self._waiting.clear()
        if self._nursery is not None:
            self._nursery.close()
            self._nursery = None
        if self._selector is not None:
            self._selector.close()
            self._selector = None

    def __enter__(self) -> WorkerPool:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def in_flight(self) -> int:
        """How many values were submitted and not handed back yet."""
        return len(self._waiting) + len(self._finished) + sum(len(child.jobs) for child in self._children)

    @property
    def pids(self) -> list[int]:
        """Process ids of the children that are up, for measuring their memory."""
        return [child.pid for child in self._children if child.pid is not None]

    def submit(self, value: Any, tag: Any = None) -> None:
        """Take a value; `tag` comes back with its result. Never waits (except with `workers=0`)."""
        self.start()
        if self._here is not None:
            self._finished.append(Outcome(value, tag, _done_here(self._here, value)))
            return
        self._waiting.append(_Job(value, tag))
        self._hand_out()

    def ready(self) -> list[Outcome]:
        """Return what has finished, without waiting."""
        self._turn(0.0)
        finished = list(self._finished)
        self._finished.clear()
        return finished

    def wait_one(self, timeout_s: float | None = None) -> Outcome | None:
        """Return the next result, waiting for it; None where nothing is in flight or the time is up."""
        until = None if timeout_s is None else time.monotonic() + timeout_s
        self._turn(0.0)
        while not self._finished and self.in_flight:
            left = _TICK_S if until is None else until - time.monotonic()
            if left <= 0:
                return None
            self._turn(left)
        return self._finished.popleft() if self._finished else None

    def drain(self) -> Iterator[Outcome]:
        """Yield results until nothing is in flight."""
        while (outcome := self.wait_one()) is not None:
            yield outcome

    def _add_child(self) -> None:
        child = _Child(self._family().fork())
        self._children.append(child)
        self._select().register(child.channel.sock, selectors.EVENT_READ, child)

    def _family(self) -> Nursery:
        if self._nursery is None:
            raise RuntimeError("the pool was not started")
        return self._nursery

    def _select(self) -> selectors.BaseSelector:
        if self._selector is None:
            raise RuntimeError("the pool was not started")
        return self._selector

    def _hand_out(self) -> None:
        """Give waiting values to the children that hold fewest."""
        while self._waiting:
            child = min(self._children, key=lambda child: len(child.jobs))
            if len(child.jobs) >= _DEPTH:
                return
            job = self._waiting.popleft()
            child.jobs.append(job)
            child.channel.send(pickle.dumps(job.value, pickle.HIGHEST_PROTOCOL))
            self._sent(child)

    def _sent(self, child: _Child) -> None:
        """See whether more is to be sent, and start the clock of a value that has just been sent whole."""
        self._watch(child)
        if child.overdue_at is None:
            self._begin(child)

    def _begin(self, child: _Child) -> None:
        """Start the clock of the value that a child works on, if it has one."""
        child.overdue_at = time.monotonic() + self._deadline_s if child.holds_the_first else None

    def _watch(self, child: _Child) -> None:
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if child.channel.unsent else 0)
        if self._select().get_key(child.channel.sock).events != wanted:
            self._select().modify(child.channel.sock, wanted, child)

    def _turn(self, timeout_s: float) -> None:
        """Move what can move within the timeout: bytes, results, deadlines, waiting values."""
        if self._selector is None:
            return
        overdue = [child.overdue_at for child in self._children if child.overdue_at is not None]
        first = min(overdue, default=float("inf")) - time.monotonic()
        for key, events in self._selector.select(max(0.0, min(timeout_s, _TICK_S, first))):
            if events & selectors.EVENT_WRITE:
                key.data.channel.flush()
                self._sent(key.data)
            if events & selectors.EVENT_READ:
                self._read(key.data)
        now = time.monotonic()
        for child in [child for child in self._children if child.late(now)]:
            self._stop(child)
        self._hand_out()

    def _read(self, child: _Child) -> None:
        messages, alive = child.channel.receive()
        for message in messages:
            value = pickle.loads(message)  # noqa: S301  # our own child wrote it
            if child.pid is None:
                child.pid = value
            else:
                self._finish(child, value)
            self._begin(child)
        if not alive:
            self._replace(child, Cause.DIED)

    def _finish(self, child: _Child, result: Any) -> None:
        job = child.jobs.popleft()
        self._finished.append(Outcome(job.value, job.tag, result))

    def _stop(self, child: _Child) -> None:
        """End a child whose value is overdue, unless the result has arrived by now."""
        self._read(child)
        if child in self._children and child.late(time.monotonic()):
            self._replace(child, Cause.LATE)

    def _replace(self, child: _Child, cause: Cause) -> None:
        """Bury a child, give up the value it worked on, put the others back in front, and add a new child."""
        self._children.remove(child)
        self._select().unregister(child.channel.sock)
        child.channel.sock.close()
        if child.pid is None:
            raise RuntimeError(f"{self._task.maker}: no process for it could be started; standard error says why")
        ending = self._family().bury(child.pid)
        if child.jobs:
            told = f"the process that worked on it died ({ending})"
            late = f"took longer than {self._deadline_s:g} s and was stopped"
            self._finish(child, Failed(cause, late if cause is Cause.LATE else told))
        self._waiting.extendleft(reversed(child.jobs))
        if not self._family().running:
            self._family().close()
            self._family().start()
        self._add_child()


def _done_here(function: Callable[[Any], Any], value: Any) -> Any:
    try:
        return function(value)
    except Exception:
        return Failed(Cause.RAISED, traceback.format_exc())
