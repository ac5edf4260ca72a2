"""Pages to articles, in child processes that can be killed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.utils.windowed_value import WindowedValue

from schemas.article import Article, Page
from transforms.articles.pool import ExtractionPool
from transforms.metrics import count
from transforms.rejects import REJECTS


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
        yield from self._outputs(self._pool.ready())

    def finish_bundle(self) -> Iterator[Any]:
        yield from self._outputs(self._pool.drain())
