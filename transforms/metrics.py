"""Counting: Beam counters for dashboards, exact tallies for the books.

Beam's counters are attempted values on some runners: a replayed bundle counts twice. The books therefore rest on
tallies, which travel through the graph as elements and are exact on every runner.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics

#: Namespace of every Beam counter of this project.
NAMESPACE = "attache"


def count(name: str, n: int = 1) -> None:
    """Add to a Beam counter, such as `fetch.pages`."""
    Metrics.counter(NAMESPACE, name).inc(n)


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Add the wall time of a block to the Beam counter `<stage>.us` (microseconds)."""
    start = time.perf_counter_ns()
    try:
        yield
    finally:
        count(f"{stage}.us", (time.perf_counter_ns() - start) // 1000)


class Tally(beam.PTransform):
    """Turn each element into `(name, 1)`, where the name is told by the element."""

    def __init__(self, name: Callable[[Any], str]) -> None:
        super().__init__()
        self._name = name

    def expand(self, elements: beam.PCollection) -> beam.PCollection:
        name = self._name
        return elements | "Name" >> beam.Map(lambda element: (name(element), 1))


class SumTallies(beam.PTransform):
    """Add up `(name, n)` pairs of several collections by name."""

    def expand(self, tallies: tuple[beam.PCollection, ...]) -> beam.PCollection:
        return tallies | beam.Flatten() | "Sum" >> beam.CombinePerKey(sum)
