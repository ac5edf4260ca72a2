"""Articles to articles that know of which earlier one they are a near copy: one agency text in many papers."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsSingleton

from schemas.article import Article
from transforms.articles.duplicates import MIN_WORDS, Print, bands, original
from transforms.lake.ledger import Ledger

#: Copies of a text appear within days; looking back further would cost every run an index of the whole ledger.
LOOK_BACK = timedelta(days=7)


class MarkDuplicates(beam.PTransform):
    """Fill `duplicate_of` from the run's own articles and those of the ledger's last days; no article is dropped.

    Fingerprints meet by band, and only ids go back to the articles: texts are shuffled once.
    """

    def __init__(self, ledger: beam.PCollection, now: datetime) -> None:
        super().__init__()
        self._ledger = ledger
        self._now = now

    def expand(self, articles: beam.PCollection) -> beam.PCollection:
        originals = (
            articles
            | "ByBand" >> beam.FlatMap(_by_band)
            | "GroupByBand" >> beam.GroupByKey()
            | "Compare" >> beam.ParDo(_Compare(self._now), AsSingleton(self._ledger))
        )
        keyed = {"articles": articles | "KeyById" >> beam.Map(lambda a: (a.article_id, a)), "originals": originals}
        return keyed | "GroupById" >> beam.CoGroupByKey() | "Mark" >> beam.FlatMap(_marked)


def _by_band(article: Article) -> Iterator[tuple[str, Print]]:
    if article.word_count >= MIN_WORDS:
        at = article.published_at or article.fetched_at
        yield from ((band, Print(article.article_id, article.fingerprint, at)) for band in bands(article.fingerprint))


class _Compare(beam.DoFn):
    """Holds the index of the ledger's last days, made once a bundle and only where there is something to compare."""

    def __init__(self, now: datetime) -> None:
        self._since = now - LOOK_BACK

    def start_bundle(self) -> None:
        self._known: dict[str, list[Print]] | None = None

    def process(self, group: tuple[str, Iterable[Print]], ledger: Ledger) -> Iterator[tuple[str, Print]]:
        if self._known is None:
            self._known = defaultdict(list)
            for article_id, fingerprint, seen_at in ledger.prints(self._since):
                for band in bands(fingerprint):
                    self._known[band].append(Print(article_id, fingerprint, seen_at))
        own, known = list(group[1]), self._known.get(group[0], [])
        for article in own:
            # what an earlier run wrote comes first, whatever the papers say of their hours
            first = original(article._replace(at=datetime.max.replace(tzinfo=article.at.tzinfo)), known)
            first = first or original(article, own)
            if first is not None:
                yield article.article_id, first


def _marked(group: tuple[str, dict[str, Iterable[Any]]]) -> Iterator[Article]:
    originals = list(group[1]["originals"])
    for article in group[1]["articles"]:
        if originals:
            first = min(originals, key=lambda found: (found.at, found.article_id))
            yield dataclasses.replace(article, duplicate_of=first.article_id)
        else:
            yield article
