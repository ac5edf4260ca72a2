"""The stages that work in child processes: what comes of an element that hangs, ends its process, or raises."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from schemas.article import Article, Page
from schemas.event import Event
from schemas.tables import ARTICLES, EVENTS
from tests.transforms.articles.test_extraction import specimen_page
from tests.transforms.lake.rows import numbered
from transforms import extract, tag
from transforms.extract import Extract
from transforms.tag import CODED, Tag
from transforms.workers.task import Task

GOOD: Article = replace(numbered(ARTICLES, 1), title="good", feed_ids=("wire",))
EVENT: Event = numbered(EVENTS, 1)
PAGE = specimen_page("wire_graph")[1]

#: What a title or an address does to whoever works on it.
DEEDS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(3600),
    "die": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "raise": lambda: [].pop(),
    "good": lambda: None,
}


def coder() -> Callable[[Article], list[Event]]:
    def code(article: Article) -> list[Event]:
        DEEDS[article.title]()
        return [EVENT]

    return code


def extractor() -> Callable[[Page], Article]:
    def work(page: Page) -> Article:
        DEEDS[page.url]()
        return GOOD

    return work


def summary(reject: Any) -> tuple[str, str, str | None, str | None, bool, bool]:
    return (reject.stage, reject.reason, reject.feed_id, reject.article_id, reject.retryable, reject.message != "")


@pytest.mark.parametrize("workers", [1, 3])
def test_an_article_that_its_coder_does_not_survive_is_a_reject(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr(tag, "coding", lambda *_: Task(f"{__name__}:coder"))
    rows = [replace(GOOD, title=deed, article_id=f"{deed} {n}") for n, deed in enumerate([*DEEDS, "good", "hang"])]
    with beam.Pipeline("FnApiRunner") as pipeline:
        tagged = pipeline | beam.Create(rows) | Tag(frozenset(), (), workers, 1.0)
        assert_that(tagged.events, equal_to([EVENT, EVENT]), "events")
        assert_that(tagged[CODED], equal_to(["good 3", "good 4"]), "coded")
        expected = [
            ("tag", "coding_deadline", "wire", "hang 0", False, True),
            ("tag", "coding_worker_died", "wire", "die 1", False, True),
            ("tag", "unexpected_exception", "wire", "raise 2", True, True),
            ("tag", "coding_deadline", "wire", "hang 5", False, True),
        ]
        assert_that(tagged.rejects | beam.Map(summary), equal_to(expected), "rejects")


def test_a_page_that_its_extraction_does_not_survive_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "EXTRACTION", Task(f"{__name__}:extractor"))
    entry = replace(PAGE.entry, feed_ids=("wire",))
    pages = [replace(PAGE, url=deed, entry=replace(entry, article_id=deed)) for deed in DEEDS]
    with beam.Pipeline("FnApiRunner") as pipeline:
        extracted = pipeline | beam.Create(pages) | Extract(2, 1.0)
        assert_that(extracted.articles, equal_to([GOOD]), "articles")
        expected = [
            ("extract", "extraction_deadline", "wire", "hang", False, True),
            ("extract", "extraction_worker_died", "wire", "die", True, True),
            ("extract", "unexpected_exception", "wire", "raise", True, True),
        ]
        assert_that(extracted.rejects | beam.Map(summary), equal_to(expected), "rejects")


def test_the_tasks_of_the_stages_do_what_they_say() -> None:
    """In children as in this process: the specimen's article, and its events."""
    from transforms.articles.extraction import extract as extract_here
    from transforms.events.coder import Coder
    from transforms.events.rows import events_of

    article = extract_here(PAGE)
    assert isinstance(article, Article)
    text = "Kenya thanked Japan for the relief flights on Monday."
    thanks = replace(article, text=text, language="en")
    scopes = frozenset({"international"})
    with beam.Pipeline("FnApiRunner") as pipeline:
        assert_that(
            (pipeline | "Pages" >> beam.Create([PAGE]) | Extract(1, 60.0)).articles, equal_to([article]), "articles"
        )
        tagged = pipeline | "Articles" >> beam.Create([thanks]) | Tag(scopes, (), 1, 60.0)
        events = events_of(thanks, Coder.load(), scopes)
        assert events
        assert_that(tagged.events, equal_to(events), "events")
