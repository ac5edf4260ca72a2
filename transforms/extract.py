"""Pages to articles, in child processes that can be killed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput
from apache_beam.utils.windowed_value import WindowedValue

from schemas.article import Article, Page
from transforms.articles.pool import ExtractionPool, Outcome
from transforms.metrics import count, timed
from transforms.rejects import REJECTS

#: Pages in flight a worker: one in each child's hands, one waiting for it, and room for the fetch to run ahead.
IN_FLIGHT = 4


class Extract(beam.PTransform):
    """Extract the article of each page; main output: articles, and `rejects`.

    It is fused with the fetch before it, so that raw HTML never crosses a shuffle. `workers` child processes do the
    work (0: this process does, without a hard deadline); a document that takes longer than `deadline_s` is given up.
    """

    def __init__(self, workers: int, deadline_s: float) -> None:
        super().__init__()
        self._fn = _Extract(workers, deadline_s)

    def expand(self, pages: beam.PCollection) -> beam.pvalue.DoOutputsTuple:
        return pages | "ExtractPage" >> beam.ParDo(self._fn).with_outputs(REJECTS, main="articles")


class _Extract(beam.DoFn):
    """Keeps the children busy: hands each page over at once, and takes whatever is finished."""

    def __init__(self, workers: int, deadline_s: float) -> None:
        self._workers = workers
        self._deadline_s = deadline_s

    def setup(self) -> None:
        self._pool = ExtractionPool(self._workers, self._deadline_s)
        self._pool.start()

    def teardown(self) -> None:
        self._pool.close()

    def process(
        self, page: Page, timestamp: Any = beam.DoFn.TimestampParam, window: Any = beam.DoFn.WindowParam
    ) -> Iterator[Any]:
        self._pool.submit(page, (timestamp, window))
        while self._pool.in_flight > IN_FLIGHT * max(1, self._workers):
            yield from self._outputs(self._wait())
        yield from self._outputs(self._pool.ready())

    def finish_bundle(self) -> Iterator[Any]:
        while self._pool.in_flight:
            yield from self._outputs(self._wait())

    def _wait(self) -> Iterable[Outcome]:
        """Return the next result; the time it takes is what extraction costs the run beyond the fetch."""
        with timed("extract"):
            outcome = self._pool.wait_one()
        return [] if outcome is None else [outcome]

    def _outputs(self, outcomes: Iterable[Outcome]) -> Iterator[Any]:
        """Yield results in the window of the page they came from."""
        for (timestamp, window), result in outcomes:
            value = WindowedValue(result, timestamp, [window])
            if isinstance(result, Article):
                count("extract.articles")
                yield value
            else:
                count("extract.rejects")
                yield TaggedOutput(REJECTS, value)
