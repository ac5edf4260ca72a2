"""Confidence means what it says: of the events it calls sure about four in five or more are right."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from pipeline.evaluation.calibrate import brier, crossed, examples, guesses, sure
from pipeline.evaluation.fitting import Example
from pipeline.evaluation.gold import load_articles, load_gold
from transforms.events.api import coder

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold"
#: Of the events with confidence 0.8 or more: the least share that is right, and their least share of all events.
RIGHT, SURE = 0.78, 0.15


@pytest.fixture(scope="module")
def texts() -> list[list[Example]]:
    return examples(coder(), load_gold(GOLD))


def test_sure_events_are_right_on_the_gold(texts: list[list[Example]]) -> None:
    found = guesses(coder().lexicon.weights, chain.from_iterable(texts))
    right, n = sure(found)
    assert right >= RIGHT
    assert n >= SURE * len(found)


def test_sure_events_are_right_on_the_half_that_was_not_fitted(texts: list[list[Example]]) -> None:
    _, unseen = crossed(texts)
    right, n = sure(unseen)
    assert right >= RIGHT
    assert n >= SURE * len(unseen)
    assert brier(unseen) < 0.18  # 0.24 for who knows only the share that is right


@pytest.mark.shared
def test_sure_events_are_right_on_articles_of_others(shared: Path) -> None:
    found = examples(coder(), load_articles(shared / "gold" / "articles"))
    right, n = sure(guesses(coder().lexicon.weights, chain.from_iterable(found)))
    assert n >= 10
    assert right >= 0.7  # some twenty events: one more or less is five points
