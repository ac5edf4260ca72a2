"""Articles to the events they tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apache_beam as beam

from schemas.article import Article
from schemas.reject import Stage
from transforms.metrics import count, timed
from transforms.rejects import REJECTS, bug

#: Name of the output on which the ids of the articles come that the coder ended with.
CODED = "coded"


class Tag(beam.PTransform):
    """Code the events of each article; main output: events, and `rejects` for articles on which the coder failed.

    `coded` are the ids of the others, each once, also where they tell no event.
    `scopes` are the scopes to keep; `lexicons` are folders that overlay the lexicon.
    """

    def __init__(self, scopes: frozenset[str], lexicons: tuple[Path, ...] = ()) -> None:
        super().__init__()
        self._scopes = scopes
        self._lexicons = lexicons

    def expand(self, articles: beam.PCollection) -> beam.pvalue.DoOutputsTuple:
        return articles | "Code" >> beam.ParDo(_Code(self._scopes, self._lexicons)).with_outputs(
            REJECTS, CODED, main="events"
        )


class _Code(beam.DoFn):
    """Holds the coder: it loads once a worker."""

    def __init__(self, scopes: frozenset[str], lexicons: tuple[Path, ...]) -> None:
        self._scopes = scopes
        self._lexicons = lexicons

    def setup(self) -> None:
        from transforms.events.coder import Coder  # here, so that the graph is built without the lexicon

        self._coder = Coder.load(self._lexicons)

    def process(self, article: Article) -> Iterator[Any]:
        from transforms.events.rows import events_of

        try:
            with timed("tag"):
                events = events_of(article, self._coder, self._scopes)
        except Exception as error:  # the boundary of the stage: see transforms.rejects
            yield beam.pvalue.TaggedOutput(
                REJECTS,
                bug(Stage.TAG, error, url=article.url, feed_id=article.feed_ids[0], article_id=article.article_id),
            )
            return
        count("tag.events", len(events))
        yield beam.pvalue.TaggedOutput(CODED, article.article_id)
        yield from events
