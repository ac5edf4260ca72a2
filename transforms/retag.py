"""The articles of a lake, read back to be coded again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam

from schemas.tables import ARTICLES
from transforms.lake.reading import records
from transforms.lake.storage import Storage
from transforms.metrics import count

#: Name of the output on which the reader hands over what the books need: `(name, n)` pairs.
TALLIES = "tallies"


class ReadArticles(beam.PTransform):
    """Read article files, given as paths; main output: articles, and `tallies` of the rows that the files hold.

    A worker holds one file at a time, compressed, and one row group of it as records.
    """

    def __init__(self, storage: Storage) -> None:
        super().__init__()
        self._storage = storage

    def expand(self, paths: beam.PCollection) -> beam.pvalue.DoOutputsTuple:
        return (
            paths
            | "Spread" >> beam.Reshuffle()
            | "ReadFile" >> beam.ParDo(_ReadFile(self._storage)).with_outputs(TALLIES, main="articles")
        )


class _ReadFile(beam.DoFn):
    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def process(self, path: str) -> Iterator[Any]:
        yield beam.pvalue.TaggedOutput(TALLIES, ("articles_read", 0))  # a lake without an article has books, too
        for articles in records(self._storage, ARTICLES, path):
            yield beam.pvalue.TaggedOutput(TALLIES, ("articles_read", len(articles)))
            count("retag.articles", len(articles))
            yield from articles
