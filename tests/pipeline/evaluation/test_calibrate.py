"""Fitting confidence: what the data say comes out, and no text checks itself."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from pipeline.evaluation import calibrate
from pipeline.evaluation.calibrate import Guess, brier, crossed, halves, report, sure, table
from pipeline.evaluation.fitting import Example, fit
from pipeline.evaluation.gold import load_articles
from schemas.errors import ConfigError
from transforms.events.lexicon.weights import BASE, Weights

GOOD, BAD = ("told=yes",), ("told=no",)


def shown(signs: tuple[str, ...], right: int, wrong: int) -> list[Example]:
    return [Example(signs, right=True)] * right + [Example(signs, right=False)] * wrong


def test_a_fit_without_ridge_gives_back_the_shares() -> None:
    weights = Weights(fit(shown(GOOD, 90, 10) + shown(BAD, 20, 80), ridge=1e-6))
    assert weights.confidence(GOOD) == pytest.approx(0.9, abs=0.002)
    assert weights.confidence(BAD) == pytest.approx(0.2, abs=0.002)


def test_a_ridge_draws_towards_the_base_rate() -> None:
    found = shown(GOOD, 9, 1) + shown(BAD, 2, 8)
    loose, tight = Weights(fit(found, ridge=0.1)), Weights(fit(found, ridge=100))
    assert loose.confidence(GOOD) > tight.confidence(GOOD) > tight.confidence(BAD) > loose.confidence(BAD)
    assert tight.confidence(GOOD) == pytest.approx(0.55, abs=0.05)


def test_what_all_events_show_does_not_break_the_fit() -> None:
    weights = fit(shown(("same=1", *GOOD), 5, 0))
    assert all(map(math.isfinite, weights.values()))


def test_halves_share_no_text() -> None:
    texts = [[Example((f"text={i}",), right=True)] * 2 for i in range(5)]
    first, second = halves(texts)
    assert len(first) == 6
    assert len(second) == 4
    assert {one.signs for one in first}.isdisjoint(one.signs for one in second)


def test_what_only_one_half_shows_does_not_help_on_the_other() -> None:
    texts = [shown((f"text={i}",), 3 * (i // 2 % 2), 3 * (1 - i // 2 % 2)) for i in range(40)]
    seen, unseen = crossed(texts, ridge=0.1)
    assert brier(seen) < 0.05
    assert brier(unseen) == pytest.approx(0.25, abs=0.02)


def test_figures_of_reliability() -> None:
    found = [Guess(0.9, right=True), Guess(0.85, right=False), Guess(0.1, right=False), Guess(1.0, right=True)]
    assert brier(found) == pytest.approx((0.01 + 0.7225 + 0.01 + 0) / 4)
    assert sure(found) == (pytest.approx(2 / 3), 3)
    assert sure([]) == (0.0, 0)
    text = report("these", found)
    assert "these: 4 events, 0.500 right" in text
    assert "0.9-1.0  predicted 0.950  right 1.000  n 2" in text


def test_the_table_holds_weight_count_and_share() -> None:
    lines = [line for line in table(shown(GOOD, 3, 1)).splitlines() if not line.startswith("#")]
    assert [line.split("\t")[0] for line in lines] == [BASE, "told=yes"]
    assert lines[0].split("\t")[2:] == ["4", "0.75"]


def test_a_folder_of_coded_articles_is_read(tmp_path: Path) -> None:
    event = {"sentence": "Malta sued Ghana.", "trigger": "sued", "event_type": "ACCUSE", "certainty": 1}
    sides = {"source": [{"country": "MLT"}], "target": [{"country": "GHA"}], "status": "occurred"}
    article = {"title": "T", "summary": "S", "text": event["sentence"], "published": "2019-03-06"}
    (tmp_path / "one.json").write_text(json.dumps(article | {"events": [event | sides]}), encoding="utf-8")
    (case,) = load_articles(tmp_path)
    assert case.whole
    assert case.article["lead"] == "S"
    assert case.events[0]["certainty"] == 1
    assert case.events[0]["scope"] == "international"


def test_a_folder_without_articles_is_a_user_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ConfigError, match="no coded articles"):
        load_articles(tmp_path)
    (tmp_path / "one.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_articles(tmp_path)
    assert calibrate.main(["--gold", str(tmp_path / "none")]) == 2
    assert "no gold in" in capsys.readouterr().err
