"""Pages for measuring: repeatable, distinct, and as heavy as real ones."""

from __future__ import annotations

from statistics import median

import lxml.html

from pipeline.newsroom.pages import make_pages


def test_the_same_seed_gives_the_same_bytes_and_another_does_not() -> None:
    assert make_pages(20, seed=7) == make_pages(20, seed=7)
    assert make_pages(20, seed=7) != make_pages(20, seed=8)


def test_pages_are_distinct() -> None:
    pages = make_pages(120)
    assert len({path for path, _ in pages}) == len({page for _, page in pages}) == 120


def test_pages_weigh_what_news_pages_weigh() -> None:
    pages = [page for _, page in make_pages(56)]
    assert 70_000 <= median(len(page) for page in pages) <= 95_000
    elements = [sum(1 for _ in lxml.html.fromstring(page).iter()) for page in pages]
    assert 850 <= median(elements) <= 1_150
