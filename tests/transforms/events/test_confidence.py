"""Confidence: a probability that every sign moves its own way, from a table that can be read and checked."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import ConfigError
from transforms.events.api import coder, sections_of_text
from transforms.events.document.coded import CodedEvent
from transforms.events.explain import explain
from transforms.events.files import tables
from transforms.events.lexicon.loading import load as load_lexicon
from transforms.events.lexicon.weights import BASE, TABLE, Weights

TEXT = """Maltese minister visits Ghana

Malta's foreign minister visited Ghana on Monday and held talks with his Ghanaian counterpart. The two countries \
agreed to open embassies. Ghana accused Togo of shelling a border post, and said it would expel Togolese diplomats. \
"We reject the accusations," Togo's president said. Malta urged both sides to refrain from violence. Police arrested \
a journalist."""
ROWS = list(tables.read(TABLE, least=4))
numbers = st.floats(-20, 20)


@pytest.fixture(scope="module")
def events() -> list[CodedEvent]:
    return coder().code(sections_of_text(TEXT), date(2019, 3, 6))


def question(sign: str) -> str:
    return sign.partition("=")[0]


@given(st.dictionaries(st.sampled_from("abcdef"), numbers), st.lists(st.sampled_from("abcdefgh")), numbers)
def test_confidence_is_a_probability_and_each_weight_moves_it_its_own_way(
    by_sign: dict[str, float], signs: list[str], weight: float
) -> None:
    weights = Weights({**by_sign, "more": weight})
    before, after = weights.confidence(signs), weights.confidence([*signs, "more"])
    assert 0 <= before <= 1
    assert after >= before if weight > 0 else after <= before


def test_an_event_of_no_known_sign_has_the_base_rate() -> None:
    assert Weights({BASE: math.log(3)}).confidence(["new=sign"]) == 0.75
    assert Weights().confidence([]) == 0.5


def test_the_table_says_for_each_sign_how_often_it_was_seen_and_right() -> None:
    assert len({row.cell(0) for row in ROWS}) == len(ROWS)
    for row in ROWS:
        weight, n, share = (float(row.cell(i)) for i in (1, 2, 3))
        assert math.isfinite(weight), row.where
        assert n >= 1, row.where
        assert 0 <= share <= 1, row.where


def test_every_event_answers_each_question_of_the_table_once(events: list[CodedEvent]) -> None:
    questions = {question(row.cell(0)) for row in ROWS} - {BASE}
    assert len(events) >= 5
    for event in events:
        assert sorted(map(question, event.signs)) == sorted(questions)


def test_every_question_makes_a_difference() -> None:
    answers: dict[str, set[float]] = {}
    for row in ROWS:
        answers.setdefault(question(row.cell(0)), set()).add(float(row.cell(1)))
    del answers[BASE]
    assert [asked for asked, weights in answers.items() if len(weights) < 2] == []


def test_confidence_is_what_the_table_says_of_the_signs(events: list[CodedEvent]) -> None:
    weights = load_lexicon().weights
    assert [event.confidence for event in events] == [weights.confidence(event.signs) for event in events]
    assert len({event.confidence for event in events}) > 1


def test_the_explanation_of_an_event_names_its_signs() -> None:
    explained = explain(coder(), sections_of_text("Malta condemned Ghana on Monday."), date(2019, 3, 6))
    ((event,),) = (one.as_dict()["events"] for one in explained)
    assert coder().lexicon.weights.confidence(event["signs"]) == event["confidence"]


def test_an_act_between_states_is_surer_than_one_whose_sides_are_not_known() -> None:
    (known,) = coder().code(sections_of_text("Malta condemned Ghana on Monday."), date(2019, 3, 6))
    (unknown,) = coder().code(sections_of_text("Malta condemned the attack on Monday."), date(2019, 3, 6))
    assert known.confidence > unknown.confidence


def test_a_folder_of_the_users_may_bring_its_own_weights(tmp_path: Path) -> None:
    (tmp_path / TABLE).write_text("any\t2.5\n", encoding="utf-8")
    assert load_lexicon([tmp_path]).weights.by_sign[BASE] == 2.5


@pytest.mark.parametrize("weight", ["much", "nan", "inf"])
def test_a_weight_that_is_no_number_is_named_with_its_line(tmp_path: Path, weight: str) -> None:
    (tmp_path / TABLE).write_text(f"# mine\nany\t{weight}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{TABLE}:2: no weight: '{weight}'"):
        load_lexicon([tmp_path])
