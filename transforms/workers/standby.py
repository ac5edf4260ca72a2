"""Nurseries started ahead of need: they load what they know while the pools' own process loads Beam."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from transforms.workers.children import Nursery
from transforms.workers.task import Task

_WAITING: dict[Task, Nursery] = {}


@contextmanager
def standing_by(tasks: Iterable[Task]) -> Iterator[None]:
    """Start a nursery for each task; those that no pool has taken when the block ends are closed."""
    started = {task: _started(task) for task in tasks}
    _WAITING.update(started)
    try:
        yield
    finally:
        for task, nursery in started.items():
            if _WAITING.get(task) is nursery:
                del _WAITING[task]
                nursery.close()


def nursery_for(task: Task) -> Nursery:
    """Return a started nursery for a task: the one that stands by, or a new one. It is the caller's to close."""
    return _WAITING.pop(task, None) or _started(task)


def _started(task: Task) -> Nursery:
    nursery = Nursery(task)
    nursery.start()
    return nursery
