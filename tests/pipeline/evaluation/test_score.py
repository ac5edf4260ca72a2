"""The command that scores: its sets, its floors, its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.evaluation import score as scorer
from pipeline.evaluation.gold import load_sentences
from pipeline.evaluation.scoring import score
from schemas.errors import ConfigError
from tests.pipeline.evaluation.gold_cases import RECALL, TALKS, case, write_gold


def test_a_lake_neither_keeps_nor_owes_domestic_events() -> None:
    domestic = RECALL | {"scope": "domestic", "target": [{"country": "MLT"}]}
    sets = scorer.score_all([case(TALKS, domestic)], [], lambda _: [TALKS, domestic])
    assert (sets["sentences"].act.hits, sets["international"].act.hits) == (2, 1)
    sets = scorer.score_all([case(domestic)], [], lambda _: [RECALL])
    assert (sets["international"].act.extras, sets["international"].event_free) == (1, 1)


def test_press_and_everyday_news_are_sets_of_their_own_and_the_last() -> None:
    sets = scorer.score_all([case(TALKS)], [], lambda c: list(c.events), [case(RECALL)], [case()])
    assert list(sets) == ["sentences", "international", "articles", "press", "everyday"]
    assert (sets["press"].texts, sets["press"].act.hits) == (1, 1)
    assert (sets["everyday"].texts, sets["everyday"].clean) == (1, 1)
    assert not {"press", "everyday"} & set(scorer.score_all([case(TALKS)], [], lambda _: []))


def test_floors_that_are_not_met_are_named() -> None:
    sets = {"sentences": score([case(RECALL)], lambda _: [])}
    floors = {"sentences": {"act_f1": 0.5, "act_recall": 0.0}, "articles": {"act_f1": 0.1}}
    lines = scorer.below(floors, sets)
    assert lines == ["sentences act_f1 is 0.000, its floor is 0.5", "articles act_f1 is 0.000, its floor is 0.1"]


def test_command_reports_and_fails_below_a_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_gold(tmp_path)
    monkeypatch.setattr(scorer, "load_stories", list)
    monkeypatch.setattr(scorer, "code", lambda c: list(c.events))
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"sentences": {"act_f1": 1.0}}), encoding="utf-8")
    assert scorer.main(["--gold", str(tmp_path), "--floors", str(floors)]) == 0
    assert "F1 1.000" in capsys.readouterr().out
    monkeypatch.setattr(scorer, "code", lambda _: [])
    assert scorer.main(["--gold", str(tmp_path), "--floors", str(floors), "-v"]) == 1
    out = capsys.readouterr().out
    assert "MISS  one:1 SANCTION/withdraw MLT>GHA occurred 2019-03-04" in out
    assert "BELOW sentences act_f1" in out


def test_missing_gold_is_named_with_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ConfigError, match="--gold"):
        load_sentences(tmp_path)
    assert scorer.main(["--gold", str(tmp_path)]) == 2
    assert "--gold" in capsys.readouterr().err
