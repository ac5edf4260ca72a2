"""What the coder passes over to be fast changes nothing that it finds."""

from __future__ import annotations

import gc
from datetime import date

import pytest

from pipeline.evaluation.gold import Case, load_stories
from transforms.events.api import coder, sections_of
from transforms.events.coder import INTERNATIONAL, Section
from transforms.events.dates.dates import day_of
from transforms.events.gazetteer.gazetteer import Gazetteer
from transforms.events.lasting import lasting
from transforms.events.reading.matching import Matcher
from transforms.events.reading.prospects import Prospects
from transforms.events.syntax import tagger
from transforms.events.text import remembered
from transforms.events.text.remembered import Remembered
from transforms.events.text.tokens import Words

STORIES = load_stories()


@pytest.mark.parametrize("story", STORIES[::6], ids=lambda story: story.id)
def test_events_are_those_of_a_coder_that_keeps_every_word(story: Case) -> None:
    sections = sections_of(*(story.article.get(part) for part in ("title", "lead", "text")))
    published: date | None = day_of(story.article["published"])
    kept, traces = coder().traced(sections, published)
    assert coder().code(sections, published) == kept
    assert all(trace.words for trace in traces)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_sentences_without_prospects_tell_nothing(story: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    sections = sections_of(*(story.article.get(part) for part in ("title", "lead", "text")))
    published = day_of(story.article["published"])
    kept = coder().code(sections, published, INTERNATIONAL)
    monkeypatch.setattr(Prospects, "any", lambda *_: True)
    assert kept == coder().code(sections, published, INTERNATIONAL)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("France works on its campaign.", False),
        ("France took a long look at Togo's schools.", False),
        ("France took over a bank.", True),
        ("Togo has soldiers.", False),
        ("Togo had talks on Monday.", True),
        ("Togo wants soldiers.", True),
        ("Togo's envoy said the weather in France was fine.", False),
        ("Togo's envoy said the weather in France was a disgrace.", True),
        ("Togo's envoy said France should laugh.", True),
        ("Togo's critics said France slept.", True),
        ("Togo told France about it.", False),
        ("Togo told France to laugh.", True),
        ("Togo's threat to laugh was heard in France.", True),
        ("The decision to laugh was heard in France.", False),
        ("France laughed at the request of Togo.", True),
    ],
)
def test_what_a_sentence_lets_one_expect(sentence: str, told: bool) -> None:
    words = Words(sentence)
    tags = tagger.tag(words, [], [], coder().lexicon)
    assert Prospects(Matcher(words, tags, coder().lexicon)).any([], []) is told


def test_who_speaks_is_known_of_sentences_that_were_not_read() -> None:
    text = """Togo's president, Faure Gnassingbe, said the weather was fine on Monday in France.

“France must leave Mali.”
"""
    (event,) = coder().code([Section("text", text)], date(2024, 5, 8), INTERNATIONAL)
    assert (event.event_type, event.source[0].country, event.attributed_to) == ("REQUEST", "TGO", "Faure Gnassingbe")


@pytest.mark.parametrize("collecting", [True, False])
def test_what_is_loaded_is_kept_from_the_garbage_collector(collecting: bool) -> None:
    before = gc.get_freeze_count()
    if not collecting:
        gc.disable()
    try:
        with lasting():
            kept: list[list[int]] = [[] for _ in range(1000)]
            assert not gc.isenabled()
        assert (gc.isenabled(), gc.get_freeze_count() - before >= len(kept)) == (collecting, True)
    finally:
        gc.enable()


def test_a_coded_text_leaves_nothing_to_the_garbage_collector() -> None:
    text = "Togo's king, who met Ghana's envoy, said on Monday that Benin had threatened to attack Togo."
    for _ in range(2):
        gc.collect()
        gc.disable()
        try:
            assert coder().code([Section("text", text)], date(2024, 5, 8))
            left = gc.collect()
        finally:
            gc.enable()
    assert left == 0  # what the second time finds; the first fills tables that stay


def test_a_chunk_begins_with_a_name_a_joint_or_a_capital() -> None:
    opens = Gazetteer.load().opens
    told = {word: opens[word] is not None for word in ("CHAD", "the", "after", "After", "'s", "Zorg", "zorg", ".")}
    assert told == dict(zip(told, (True, True, False, False, True, True, False, False), strict=True))


def test_words_once_met_are_forgotten_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_WORDS_KEPT", 3)
    lengths = Remembered(len)
    assert [lengths[word] for word in ("chad", "a", "b", "c", "d", "chad", "o" * 99)] == [4, 1, 1, 1, 1, 4, 99]
    assert len(lengths) == 3
