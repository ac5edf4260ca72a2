"""A DoFn whose work child processes do, within a hard deadline for each element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput
from apache_beam.utils.windowed_value import WindowedValue

from transforms.metrics import timed
from transforms.workers.outcome import Outcome
from transforms.workers.pool import WorkerPool
from transforms.workers.task import Task

#: Elements in flight a worker: one in each child's hands, one waiting for it, and room for what comes before to run
#: ahead.
IN_FLIGHT = 4


class InChildren(beam.DoFn):
    """Keeps the children busy: hands each element over at once, and takes whatever is finished.

    A subclass says in `outputs` what comes of an element. `name` is that of the counter `<name>.us`: the time spent
    waiting for the children, which is what this work costs a run beyond the steps before it.
    """

    def __init__(self, name: str, task: Task, workers: int, deadline_s: float) -> None:
        self._name = name
        self._task = task
        self._workers = workers
        self._deadline_s = deadline_s

    def outputs(self, element: Any, result: Any) -> Iterator[Any]:
        """Yield what comes of an element, given the task's result or `Failed`."""
        raise NotImplementedError

    def setup(self) -> None:
        self._pool = WorkerPool(self._task, self._workers, self._deadline_s)
        self._pool.start()

    def teardown(self) -> None:
        self._pool.close()

    def process(
        self, element: Any, timestamp: Any = beam.DoFn.TimestampParam, window: Any = beam.DoFn.WindowParam
    ) -> Iterator[Any]:
        self._pool.submit(element, (timestamp, window))
        while self._pool.in_flight > IN_FLIGHT * max(1, self._workers):
            yield from self._windowed(self._wait())
        yield from self._windowed(self._pool.ready())

    def finish_bundle(self) -> Iterator[Any]:
        while self._pool.in_flight:
            yield from self._windowed(self._wait())

    def _wait(self) -> Iterable[Outcome]:
        with timed(self._name):
            outcome = self._pool.wait_one()
        return [] if outcome is None else [outcome]

    def _windowed(self, outcomes: Iterable[Outcome]) -> Iterator[Any]:
        """Yield outputs in the window of the element they came from."""
        for outcome in outcomes:
            timestamp, window = outcome.tag
            for output in self.outputs(outcome.value, outcome.result):
                if isinstance(output, TaggedOutput):
                    yield TaggedOutput(output.tag, WindowedValue(output.value, timestamp, [window]))
                else:
                    yield WindowedValue(output, timestamp, [window])
