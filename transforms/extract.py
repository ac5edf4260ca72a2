"""Pages to articles, in child processes that can be killed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from schemas.article import Article, Page
from schemas.reject import Reject, Stage
from transforms.metrics import count
from transforms.rejects import REJECTS, given_up
from transforms.tasks import EXTRACTION
from transforms.work import InChildren
from transforms.workers.outcome import Failed


class Extract(beam.PTransform):
    """Extract the article of each page; main output: articles, and `rejects`.

    It is fused with the fetch before it, so that raw HTML never crosses a shuffle. `workers` child processes do the
    work (0: this process does, without a hard deadline); a document that takes longer than `deadline_s` is given up.
    """

    def __init__(self, workers: int, deadline_s: float) -> None:
        super().__init__()
        self._fn = _Extract("extract", EXTRACTION, workers, deadline_s)

    def expand(self, pages: beam.PCollection) -> beam.pvalue.DoOutputsTuple:
        return pages | "ExtractPage" >> beam.ParDo(self._fn).with_outputs(REJECTS, main="articles")


class _Extract(InChildren):
    def outputs(self, element: Page, result: Article | Reject | Failed) -> Iterator[Any]:
        if isinstance(result, Article):
            count("extract.articles")
            yield result
            return
        count("extract.rejects")
        if isinstance(result, Failed):
            entry = element.entry
            result = given_up(Stage.EXTRACT, result, element.fetched_at, element.url, entry, entry.attempt)
        yield TaggedOutput(REJECTS, result)
