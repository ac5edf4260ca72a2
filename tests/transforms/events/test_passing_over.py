"""What the coder passes over to be fast changes nothing that it finds."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.gold import Case, load_stories
from transforms.events import remembered
from transforms.events.api import coder, sections_of
from transforms.events.dates import day_of
from transforms.events.gazetteer import Gazetteer
from transforms.events.remembered import Remembered

STORIES = load_stories()


@pytest.mark.parametrize("story", STORIES[::6], ids=lambda story: story.id)
def test_events_are_those_of_a_coder_that_keeps_every_word(story: Case) -> None:
    sections = sections_of(*(story.article.get(part) for part in ("title", "lead", "text")))
    published: date | None = day_of(story.article["published"])
    kept, traces = coder().traced(sections, published)
    assert coder().code(sections, published) == kept
    assert all(trace.tokens for trace in traces)


def test_a_chunk_begins_with_a_name_a_joint_or_a_capital() -> None:
    opens = Gazetteer.load().opens
    told = {word: opens[word] is not None for word in ("CHAD", "the", "after", "After", "'s", "Zorg", "zorg", ".")}
    assert told == dict(zip(told, (True, True, False, False, True, True, False, False), strict=True))


def test_words_once_met_are_forgotten_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_WORDS_KEPT", 3)
    lengths = Remembered(len)
    assert [lengths[word] for word in ("chad", "a", "b", "c", "d", "chad", "o" * 99)] == [4, 1, 1, 1, 1, 4, 99]
    assert len(lengths) == 3
