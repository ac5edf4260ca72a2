"""Every candidate that became no event comes with its reason; specimens are the cases below."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT
from transforms.events.api import coder, sections_of_text
from transforms.events.coder import Coder
from transforms.events.explain import RULES, Explained, explain
from transforms.events.files.lines import line_at

DAY = date(2017, 5, 10)


def explained(text: str) -> list[Explained]:
    return explain(coder(), sections_of_text(text), DAY)


REFUSED = {
    "If Russia attacks Ukraine, prices will rise.": ("attacks", '"if"'),
    "Iraq accused Iran of shelling a village.": ("shelling", "in the scope of another word"),
    "France hopes to meet Mali's president.": ("meet", "in the scope of another word"),
    "The aid was welcome in Paris.": ("aid", "only together with a verb"),
    "France was asked to comment by Mali.": ("comment", "stop phrase"),
    "The attack came at dawn.": ("attack", "neither side is named"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_candidate_is_refused_with_its_reason(text: str) -> None:
    word, reason = REFUSED[text]
    (sentence,) = explained(text)
    refusals = {refused.text: refused.reason for refused in sentence.refused}
    assert reason in refusals[word]


SKIPPED = {
    "Did Russia attack Ukraine?": "question",
    "The hills are green.": "no word",
    "Read more: Iran and Iraq hold talks": "link",
}


@pytest.mark.parametrize("text", SKIPPED)
def test_a_sentence_is_left_unread_for_a_reason(text: str) -> None:
    (sentence,) = explained(text)
    assert sentence.skipped is not None
    assert SKIPPED[text] in sentence.skipped
    assert not sentence.events


def test_a_report_on_sport_is_refused_as_a_whole() -> None:
    text = (
        "England beat Germany 2-1 in the semi-final.\nThe striker scored twice before half-time, and the goalkeeper"
        " saved a penalty. Germany attacked England from the kick-off. The midfielder's goal won the match."
    )
    sentences = explained(text)
    assert not any(sentence.events for sentence in sentences)
    assert {refused.reason for sentence in sentences for refused in sentence.refused} >= {"the document tells of sport"}


def test_a_discard_of_the_user_is_named(tmp_path: Path) -> None:
    (tmp_path / "our.discards.txt").write_text("CHESS +\nSOCCER\n", encoding="utf-8")
    sections = sections_of_text("Iran attacked Iraq in soccer.")
    (sentence,) = explain(Coder.load([tmp_path]), sections, DAY)
    assert sentence.skipped is not None
    assert "our.discards.txt:2" in sentence.skipped


def test_offsets_stand_in_the_text() -> None:
    text = "Iran and Iraq hold talks\nOn Monday Iraq accused Iran of shelling a village. Iran denied the charge."
    for sentence in explained(text):
        for words in (*sentence.actors, *sentence.words, *sentence.refused):
            assert text[words.start : words.end] == words.text
        assert text[sentence.start : sentence.end] == sentence.text


def test_a_surname_names_the_line_it_is_known_from() -> None:
    _, second = explained("Russian Foreign Minister Sergey Lavrov met Rex Tillerson. He also met Turkey's minister.")
    he = second.actors[0]
    assert (he.text, he.name, he.entry) == ("He", "Sergey Lavrov", "document")
    assert "Lavrov" in line_at(he.known_from)
    assert he.held is not None
    assert he.held.role == "foreign minister"


def test_events_of_every_scope_are_told_with_their_rules() -> None:
    (sentence,) = explained("French police arrested French protesters in Lyon.")
    assert {event.scope for event, _ in sentence.events} == {"domestic"}
    assert all(rules for _, rules in sentence.events)


def test_every_rule_of_the_coder_is_told_in_words() -> None:
    sources = (ROOT / "transforms/events").glob("*.py")
    used = {rule for path in sources for rule in re.findall(r'"(rule:[a-z-]+)"', path.read_text(encoding="utf-8"))}
    assert used == set(RULES)  # say in RULES of transforms/events/explain.py what a new one does


@pytest.mark.parametrize("where", ["", "rule:again", "nowhere.tsv:3", "leaders.tsv:0", "leaders.tsv:9999999"])
def test_a_line_that_is_not_there_is_empty(where: str) -> None:
    assert line_at(where) == ""
