"""Pages for measuring: repeatable, distinct, and as heavy as real ones."""

from __future__ import annotations

from statistics import median

import lxml.html

from pipeline.newsroom.pages import make_pages

#: Elements of a kind on a news page: medians of 250 saved ones.
REAL = {"div": 144, "a": 143, "img": 17, "script": 26}


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


def test_pages_are_built_of_what_news_pages_are_built_of() -> None:
    trees = [lxml.html.fromstring(page) for _, page in make_pages(56)]
    counts = {tag: median(len(tree.findall(f".//{tag}")) for tree in trees) for tag in ("div", "a", "img", "script")}
    assert all(within(count, REAL[tag]) for tag, count in counts.items()), counts


def within(count: float, real: int) -> bool:
    return 0.5 * real <= count <= 2 * real
