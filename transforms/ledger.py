"""What a run adds to the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import apache_beam as beam

from schemas.article import Article
from schemas.ledger import LedgerRow
from schemas.reject import Reject, Stage
from transforms.lake import ledger

#: Failures of these stages end an article; those of later ones leave it written.
_FINAL_STAGES = frozenset({Stage.FETCH.value, Stage.EXTRACT.value})


class LedgerRows(beam.PTransform):
    """Turn articles, rejects and renewed rows into ledger rows, one an article of the run.

    Takes a tuple of the three collections. `now` is the instant of the run.
    """

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._now = now

    def expand(self, inputs: tuple[beam.PCollection, ...]) -> beam.PCollection:
        return inputs | beam.Flatten() | "Rows" >> beam.FlatMap(_rows, self._now)


def _rows(item: Any, now: datetime) -> Iterator[LedgerRow]:
    if isinstance(item, LedgerRow):
        yield item
    elif isinstance(item, Article):
        yield ledger.of_article(item, now)
    elif isinstance(item, Reject) and item.stage in _FINAL_STAGES:
        row = ledger.of_reject(item, now)
        if row is not None:
            yield row
