"""Articles to the events they tell, in child processes that can be killed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from schemas.article import Article
from schemas.event import Event
from schemas.reject import Stage
from transforms.metrics import count
from transforms.rejects import REJECTS, given_up
from transforms.tasks import coding
from transforms.work import InChildren
from transforms.workers.outcome import Failed

#: Name of the output on which the ids of the articles come that the coder ended with.
CODED = "coded"


class Tag(beam.PTransform):
    """Code the events of each article; main output: events, and `rejects` for articles on which the coder failed.

    `coded` are the ids of the others, each once, also where they tell no event.
    `scopes` are the scopes to keep; `lexicons` are folders that overlay the lexicon. `workers` child processes do the
    work (0: this process does, without a hard deadline); an article that takes longer than `deadline_s` is given up.
    """

    def __init__(self, scopes: frozenset[str], lexicons: Iterable[Path], workers: int, deadline_s: float) -> None:
        super().__init__()
        self._fn = _Code("tag", coding(scopes, lexicons), workers, deadline_s)

    def expand(self, articles: beam.PCollection) -> beam.pvalue.DoOutputsTuple:
        return articles | "Code" >> beam.ParDo(self._fn).with_outputs(REJECTS, CODED, main="events")


class _Code(InChildren):
    def outputs(self, element: Article, result: list[Event] | Failed) -> Iterator[Any]:
        if isinstance(result, Failed):
            yield TaggedOutput(REJECTS, given_up(Stage.TAG, result, element.fetched_at, element.url, element))
        else:
            count("tag.events", len(result))
            yield TaggedOutput(CODED, element.article_id)
            yield from result
