"""Floors on real pages: every seventh of those that people or publishers' parsers checked, by the corpus's scorer."""

from __future__ import annotations

import gzip
import importlib.util
import json
from datetime import datetime, timezone
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from schemas.article import Article, Page
from schemas.feed import Entry
from schemas.ids import article_id
from transforms.articles.extraction import extract

_FETCHED_AT = datetime(2026, 11, 1, tzinfo=timezone.utc)
_CHECKED = ("parser-verified", "human", "human-fragments", "human-meta", "human-date")
#: A little under what this sample reached (0.963, 0.940, 0.871, 0.908), so that only a real loss trips them.
_FLOORS = {"body_f1": 0.955, "frag_recall": 0.92, "title": 0.85, "date_1d": 0.89}


def extract_page(html: bytes, url: str) -> dict[str, Any]:
    """Extract a page that no feed speaks of, as the scorer asks for it."""
    entry = Entry(article_id(url), url, url, ("corpus",), _FETCHED_AT)
    article = extract(Page(entry, url, _FETCHED_AT, html))
    if not isinstance(article, Article):
        return {}
    columns = ("url", "title", "lead", "text", "authors", "published_at", "language")
    return {name: getattr(article, name) for name in columns}


@pytest.mark.shared
def test_floors(shared: Path) -> None:
    scorer = _scorer(shared / "tools" / "score_extraction.py")
    pages = shared / "corpora" / "pages"
    rows = [json.loads(line) for line in (pages / "manifest.jsonl").read_text("utf-8").splitlines()]
    sample = [row for row in rows if row["tier"] in _CHECKED][::7]
    scores = [
        scorer.score(row, extract_page(gzip.decompress((pages / row["file"]).read_bytes()), row["url"]))
        for row in sample
    ]
    reached = {name: _mean([score[name] for score in scores if name in score]) for name in _FLOORS}
    assert {name: value for name, value in reached.items() if value < _FLOORS[name]} == {}, reached


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_extraction", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
