"""The queries of docs/queries.md, run in their order on a small lake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import duckdb
import pytest

from schemas.event import Event
from schemas.tables import EVENTS
from tests.conftest import ROOT
from transforms.lake.files import as_table, parquet

PAGE = (ROOT / "docs/queries.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"^## (.+?)\n.*?^```sql\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
VIEWS = ("The mentions that count", "Events, with how widely they were told")
NOON = datetime(2024, 5, 8, 12, tzinfo=timezone.utc)


def mention(number: int, event_id: str, publisher: str, **values: Any) -> Event:
    """Return a mention of Russia meeting the United States, but for `values`."""
    told = {
        "mention_id": f"m{number}", "event_id": event_id, "article_id": f"a-{publisher}", "revision": 1,
        "url": f"https://{publisher}.example/1", "publisher": publisher, "language": "en",
        "published_at": NOON + timedelta(hours=number), "event_type": "CONSULT", "mode": None,
        "contexts": ("diplomatic",), "cameo_code": "040", "quad_class": 1, "goldstein": 1.0, "plover_score": 2.5,
        "is_diplomatic": True, "source_names": ("Russia",), "source_countries": ("RUS",), "source_sectors": ("GOV",),
        "source_roles": ("",), "target_names": ("United States",), "target_countries": ("USA",),
        "target_sectors": ("GOV",), "target_roles": ("",), "reciprocal": True, "scope": "international",
        "status": "occurred", "quoted": False, "attributed_to": None, "historical": False,
        "date_start": date(2024, 5, 7), "date_end": date(2024, 5, 7), "date_precision": "day",
        "date_expression": "on Tuesday", "place": None, "place_country": None, "latitude": None, "longitude": None,
        "section": "text", "sentence": f"They met, as sentence {number} says.", "sentence_start": 0,
        "sentence_end": 30, "trigger": "met", "trigger_start": 5, "trigger_end": 8, "rule_id": "triggers.tsv:1",
        "confidence": 0.8, "coder_version": "1", "lexicon_version": "x", "fetched_at": NOON,
    }  # fmt: skip
    return Event(**{**told, **values})


MENTIONS = [
    mention(1, "e-talks", "alpha", confidence=0.6),
    mention(2, "e-talks", "beta", mode="visit", place="Geneva", place_country="CHE", confidence=0.9),
    mention(3, "e-talks", "beta", confidence=0.7),
    # The first revision of gamma's article was wrong; only the second counts.
    mention(4, "e-wrong", "gamma"),
    mention(
        5, "e-blame", "gamma", revision=2, event_type="ACCUSE", mode="disapprove", cameo_code="111", quad_class=3,
        goldstein=-2.0, plover_score=-3.0, reciprocal=False, source_names=("United States", "France"),
        source_countries=("USA", "FRA"), source_sectors=("GOV", "GOV"), source_roles=("", ""),
        target_names=("Russia",), target_countries=("RUS",), quoted=True, attributed_to="Pat Lee",
        date_start=date(2024, 5, 8), date_end=date(2024, 5, 8), confidence=0.55,
    ),
    mention(
        6, "e-plan", "alpha", event_type="AGREE", cameo_code="036", status="planned", goldstein=4.0,
        date_start=date(2024, 5, 20), date_end=date(2024, 5, 21), confidence=0.85,
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("queries")
    path = folder / "lake/events/published_date=2024-05-08/run.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes(parquet(EVENTS, as_table(EVENTS, MENTIONS)))
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for view in VIEWS:
            connection.execute(QUERIES[view].replace("'lake/", f"'{folder}/lake/"))
        yield connection


EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "What happened, and who tells it": [
        (date(2024, 5, 7), "CONSULT", "visit", ["Russia"], ["United States"], "Geneva", 2, 0.9, "https://beta.example/1")
    ],
    "Why an event is in the table": [
        (
            who, NOON + timedelta(hours=n), "text", f"They met, as sentence {n} says.", "met", "triggers.tsv:1", None,
            "occurred",
        )
        for n, who in ((1, "alpha"), (2, "beta"), (3, "beta"))
    ],
    "Pairs of countries, month by month": [
        (date(2024, 5, 1), "FRA", "RUS", 0, 0, 1, 0),
        (date(2024, 5, 1), "RUS", "USA", 1, 0, 0, 0),
        (date(2024, 5, 1), "USA", "RUS", 0, 0, 1, 0),
    ],
    "How two countries get on: a Goldstein series": [(date(2024, 5, 6), 2, -0.5, -0.25)],
    "What is planned": [
        (
            date(2024, 5, 20), date(2024, 5, 21), "AGREE", ["Russia"], ["United States"], None,
            "They met, as sentence 6 says.",
        )
    ],
    "What one side asserts": [("Pat Lee", "ACCUSE", ["United States", "France"], ["Russia"], 1)],
    "Columns as GDELT has them": [
        (
            "e-talks", "20240507", "202405", "RUS", "Russia", "USA", "United States", "040", "040", "04", 1, 1.0, 3, 2,
            2, "Geneva", "CHE", "20240508130000", "https://beta.example/1",
        ),
        (
            "e-blame", "20240508", "202405", "USA;FRA", "United States;France", "RUS", "Russia", "111", "111", "11", 3,
            -2.0, 1, 1, 1, None, None, "20240508170000", "https://gamma.example/1",
        ),
    ],
    "Only what is likely right": [(0.9, 1, 2.0), (0.8, 1, 1.0), (0.5, 1, 1.0)],
}  # fmt: skip


@pytest.mark.parametrize("title", [title for title in QUERIES if title not in VIEWS])
def test_a_query_gives_what_it_says(connection: duckdb.DuckDBPyConnection, title: str) -> None:
    rows = connection.execute(QUERIES[title]).fetchall()
    if title == "Columns as GDELT has them":  # the order of distinct values in a list is the engine's
        rows = [tuple("USA;FRA" if value == "FRA;USA" else value for value in row) for row in rows]
    assert rows == EXPECTED[title]


def test_every_section_has_its_query() -> None:
    assert list(QUERIES) == re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert set(EXPECTED) == set(QUERIES) - set(VIEWS)


def test_only_the_last_revision_counts(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        "SELECT event_id, mentions, articles, publishers FROM events ORDER BY event_id"
    ).fetchall()
    assert found == [("e-blame", 1, 1, 1), ("e-plan", 1, 1, 1), ("e-talks", 3, 2, 2)]
