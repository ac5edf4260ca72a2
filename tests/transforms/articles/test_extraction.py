"""Pages and what becomes of them: every specimen in tests/data/articles is a page, an entry and what to expect."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article, Page
from schemas.feed import Entry
from schemas.ids import article_id, content_hash
from schemas.reject import Reject
from transforms.articles.extraction import extract
from transforms.articles.words import count_words

DATA = Path(__file__).parents[2] / "data" / "articles"
SPECIMENS = sorted(path.stem for path in DATA.glob("*.json"))
FETCHED_AT = datetime(2024, 6, 1, 12, tzinfo=timezone.utc)


def specimen_page(name: str) -> tuple[dict[str, Any], Page]:
    """Return a specimen's description and the page it describes."""
    told = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    fields = dict(told["entry"])
    url = fields.pop("url", told["page"]["url"])
    if "published_at" in fields:
        fields["published_at"] = datetime.fromisoformat(fields["published_at"])
    for key in ("authors", "tags"):
        fields[key] = tuple(fields.get(key, ()))
    entry = Entry(article_id(url), url, url, ("specimens",), FETCHED_AT, **fields)
    html = DATA / told.get("html", f"{name}.html")
    body = html.read_bytes() if html.exists() else None
    return told, Page(entry=entry, fetched_at=FETCHED_AT, body=body, **told["page"])


@pytest.mark.parametrize("name", SPECIMENS)
def test_specimen(name: str) -> None:
    told, page = specimen_page(name)
    result = extract(page)
    if "reject" in told:
        assert isinstance(result, Reject), result
        assert (result.reason, result.stage) == (told["reject"], told.get("stage", "extract"))
        assert told["message"] in result.message
        assert result.article_id == page.entry.article_id
        return
    assert isinstance(result, Article), result
    for column, expected in told["expect"].items():
        assert _plain(getattr(result, column)) == expected, column
    for piece in told["contains"]:
        assert piece in result.text
    for piece in told["lacks"]:
        assert piece not in f"{result.lead}\n{result.text}"
    assert result.word_count >= told.get("min_words", 20)


def _plain(value: Any) -> Any:
    """Return a column's value as JSON spells it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def test_identity_columns_follow_from_what_is_read() -> None:
    _, page = specimen_page("wire_graph")
    article = extract(page)
    assert isinstance(article, Article)
    assert article.content_hash == content_hash(article.title, article.lead, article.text)
    assert article.word_count == count_words(article.lead) + count_words(article.text)
    assert (article.article_id, article.url) == (page.entry.article_id, page.entry.url)
    assert (article.revision, article.duplicate_of) == (1, None)
    assert extract(page) == article


def test_every_html_file_belongs_to_a_specimen() -> None:
    named = {json.loads((DATA / f"{name}.json").read_text("utf-8")).get("html", f"{name}.html") for name in SPECIMENS}
    assert {path.name for path in DATA.glob("*.html")} <= named
