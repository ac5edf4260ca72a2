"""Scoring: a perfect coder scores 1, a silent one 0, and every kind of mistake shows in its own figure."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from pipeline.evaluation.gold import Event
from pipeline.evaluation.scoring import FIELDS, agreement, score
from tests.pipeline.evaluation.gold_cases import RECALL, TALKS, TEXT, case


def scored(golds: list[Event], coded: list[Event]) -> dict[str, float]:
    return score([case(*golds)], lambda _: coded).figures()


def test_a_perfect_coder_scores_one_in_everything() -> None:
    cases = [case(RECALL, TALKS), case()]
    figures = score(cases, lambda c: copy.deepcopy(list(c.events))).figures()
    names = {*FIELDS, "act_precision", "act_recall", "act_f1", "dyad_f1", "clean"}
    assert figures == dict.fromkeys(names, 1.0)


def test_a_silent_coder_finds_nothing_and_leaves_the_event_free_clean() -> None:
    figures = score([case(RECALL, TALKS), case()], lambda _: []).figures()
    assert figures == {"act_precision": 0, "act_recall": 0, "act_f1": 0, "dyad_f1": 0, "clean": 1}


def test_an_event_where_there_is_none_is_seen() -> None:
    figures = score([case()], lambda _: [RECALL]).figures()
    assert (figures["act_precision"], figures["clean"]) == (0.0, 0.0)


def test_a_second_copy_of_one_event_is_an_extra() -> None:
    assert scored([RECALL], [RECALL, RECALL])["act_precision"] == 0.5


def swapped(e: Event) -> Event:
    return e | {"source": e["target"], "target": e["source"]}


@pytest.mark.parametrize(
    ("spoil", "figure"),
    [
        (swapped, "direction"),
        (lambda e: e | {"mode": "expel"}, "mode"),
        (lambda e: e | {"status": "planned"}, "status"),
        (lambda e: e | {"date": {"start": "2019-03-05"}}, "date"),
        (lambda e: e | {"date": None}, "date"),
        (lambda e: e | {"quoted": True}, "quoted"),
        (lambda e: e | {"reciprocal": True}, "reciprocal"),
        (lambda e: e | {"scope": "domestic"}, "scope"),
        (lambda e: e | {"target": [{"country": "GRC"}]}, "dyad_f1"),
        (lambda e: e | {"target": [{"country": "GHA"}, {"country": "GRC"}]}, "dyad_f1"),
        (lambda e: e | {"target": []}, "dyad_f1"),
    ],
)
def test_each_mistake_shows_in_its_figure_and_leaves_the_act_right(
    spoil: Callable[[Event], Event], figure: str
) -> None:
    figures = scored([RECALL], [spoil(RECALL)])
    assert figures[figure] == 0.0
    assert figures["act_f1"] == 1.0


def test_a_reciprocal_event_has_no_direction() -> None:
    figures = scored([TALKS], [swapped(TALKS)])
    assert figures["dyad_f1"] == 1.0
    assert "direction" not in figures


def test_half_of_many_parties_is_enough() -> None:
    gold = TALKS | {"source": [{"country": c} for c in ("MLT", "GHA", "TGO", "BEN")], "target": []}
    assert scored([gold], [TALKS])["dyad_f1"] == 1.0


def test_a_wrong_type_is_a_miss_and_an_extra() -> None:
    figures = scored([RECALL], [RECALL | {"event_type": "COERCE"}])
    assert (figures["act_precision"], figures["act_recall"]) == (0.0, 0.0)


def test_a_second_reading_is_as_good() -> None:
    gold = RECALL | {"event_type_alt": "REJECT", "mode_alt": "meet"}
    figures = scored([gold], [RECALL | {"event_type": "REJECT", "mode": "meet"}])
    assert (figures["act_f1"], figures["mode"]) == (1.0, 1.0)


def test_arguable_gold_is_free_whether_found_or_missed() -> None:
    arguable = TALKS | {"certainty": 1}
    assert scored([RECALL, arguable], [RECALL])["act_f1"] == 1.0
    assert scored([RECALL, arguable], [RECALL, TALKS])["act_f1"] == 1.0
    assert scored([RECALL, arguable], [RECALL, TALKS, TALKS])["act_precision"] == 0.5


def test_of_two_candidates_the_one_with_the_right_sides_is_paired() -> None:
    other = RECALL | {"target": [{"country": "GRC"}]}
    assert scored([RECALL], [other, RECALL])["dyad_f1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("evidence", "fits"),
    [
        (TEXT, True),
        ("Malta recalled its ambassador", True),
        ("talks between Malta and Ghana in Lagos", False),
        ("It said so. " + TEXT, True),
        ("Nothing of the sort was reported from Accra", False),
        ("", False),
        (None, False),
    ],
)
def test_evidence_must_hold_the_act(evidence: str | None, fits: bool) -> None:
    assert bool(agreement(evidence, RECALL)) is fits
