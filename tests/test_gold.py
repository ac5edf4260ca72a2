"""The gold is sound: what it quotes stands in its texts, and its codes exist. Anyone may add to it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from pipeline.evaluation.gold import (
    MODES,
    STATUSES,
    Case,
    load_everyday,
    load_press,
    load_sentences,
    load_stories,
    problems,
)

GOLD = Path(__file__).resolve().parent / "data" / "gold"
# PLOVER's codes of sides that are no state.
NON_STATES = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}


@pytest.fixture(scope="module")
def sentences() -> list[Case]:
    return load_sentences(GOLD / "sentences")


@pytest.fixture(scope="module")
def countries() -> set[str]:
    table = resources.files("transforms.events") / "data" / "en" / "countries.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return NON_STATES | {line.split("\t")[0] for line in lines if line and not line.startswith("#")}


def test_every_sentence_is_sound(sentences: list[Case], countries: set[str]) -> None:
    assert [problem for case in sentences for problem in problems(case, countries)] == []


def test_every_story_is_sound(countries: set[str]) -> None:
    assert [problem for case in load_stories() for problem in problems(case, countries)] == []


def test_every_press_article_is_sound(countries: set[str]) -> None:
    assert [problem for case in load_press(GOLD) for problem in problems(case, countries)] == []


def test_every_article_of_everyday_news_is_sound(countries: set[str]) -> None:
    assert [problem for case in load_everyday(GOLD) for problem in problems(case, countries)] == []


def test_most_everyday_news_tells_of_no_event() -> None:
    cases = load_everyday(GOLD)
    assert len(cases) >= 24
    assert 2 * sum(not case.events for case in cases) > len(cases)


def test_no_sentence_stands_twice(sentences: list[Case]) -> None:
    counts = Counter(case.article["text"] for case in sentences)
    assert [text for text, n in counts.items() if n > 1] == []


def test_every_sentence_says_when_it_was_published(sentences: list[Case]) -> None:
    days = [date.fromisoformat(case.article["published"]) for case in sentences]
    assert min(days).year <= 1995
    assert max(days).year >= 2026


def test_gold_is_wide_enough(sentences: list[Case]) -> None:
    events = [event for case in sentences for event in case.events]
    types = Counter(event["event_type"] for event in events)
    assert len(sentences) >= 400
    assert sum(not case.events for case in sentences) >= 80
    assert set(types) == set(MODES)
    assert min(types.values()) >= 15
    assert {event["status"] for event in events} == STATUSES
    assert {event["scope"] for event in events} >= {"international", "domestic"}
    assert sum(event["reciprocal"] for event in events) >= 40
    assert sum(event["quoted"] for event in events) >= 30
