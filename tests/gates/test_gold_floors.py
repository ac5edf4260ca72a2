"""The event coder does not get worse: its figures on the project's gold stay above the floors of `floors.json`."""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluation.gold import load_everyday, load_press, load_sentences, load_stories
from pipeline.evaluation.score import below, code, read_floors, score_all

HERE = Path(__file__).resolve().parent


def test_figures_stay_above_their_floors() -> None:
    gold = HERE.parent / "data" / "gold"
    sentences, stories = load_sentences(gold / "sentences"), load_stories()
    sets = score_all(sentences, stories, code, load_press(gold), load_everyday(gold))
    assert below(read_floors(HERE / "floors.json"), sets) == []
