"""The scorer: a perfect coder scores 1, a silent one 0, and every kind of mistake shows in its own figure."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import score as scorer
from pipeline.gold import Case, Event, load_press, load_sentences, problems
from schemas.errors import ConfigError

TEXT = "Malta recalled its ambassador to Ghana on Monday, a day after talks between Malta and Ghana in Lagos."


def event(kind: str, trigger: str, source: str, target: str, **more: Any) -> Event:
    base: Event = {"event_type": kind, "mode": None, "status": "occurred", "reciprocal": False, "quoted": False}
    base |= {"historical": False, "scope": "international", "certainty": 2, "date": None, "sentence": TEXT}
    return base | {"trigger": trigger, "source": [{"country": source}], "target": [{"country": target}]} | more


RECALL = event("SANCTION", "recalled", "MLT", "GHA", mode="withdraw", date={"start": "2019-03-04", "end": "2019-03-04"})
TALKS = event("CONSULT", "talks", "MLT", "GHA", mode="third-party", reciprocal=True)


def case(*events: Event, text: str = TEXT) -> Case:
    article = {"id": "x", "title": "", "lead": "", "text": text, "published": "2019-03-06"}
    return Case("x", article, events, whole=False)


def scored(golds: list[Event], coded: list[Event]) -> dict[str, float]:
    return scorer.score([case(*golds)], lambda _: coded).figures()


def test_a_perfect_coder_scores_one_in_everything() -> None:
    cases = [case(RECALL, TALKS), case()]
    figures = scorer.score(cases, lambda c: copy.deepcopy(list(c.events))).figures()
    names = {*scorer.FIELDS, "act_precision", "act_recall", "act_f1", "dyad_f1", "clean"}
    assert figures == dict.fromkeys(names, 1.0)


def test_a_silent_coder_finds_nothing_and_leaves_the_event_free_clean() -> None:
    figures = scorer.score([case(RECALL, TALKS), case()], lambda _: []).figures()
    assert figures == {"act_precision": 0, "act_recall": 0, "act_f1": 0, "dyad_f1": 0, "clean": 1}


def test_an_event_where_there_is_none_is_seen() -> None:
    figures = scorer.score([case()], lambda _: [RECALL]).figures()
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
    assert bool(scorer.agreement(evidence, RECALL)) is fits


def test_a_lake_neither_keeps_nor_owes_domestic_events() -> None:
    domestic = RECALL | {"scope": "domestic", "target": [{"country": "MLT"}]}
    sets = scorer.score_all([case(TALKS, domestic)], [], lambda _: [TALKS, domestic])
    assert (sets["sentences"].act.hits, sets["international"].act.hits) == (2, 1)
    sets = scorer.score_all([case(domestic)], [], lambda _: [RECALL])
    assert (sets["international"].act.extras, sets["international"].event_free) == (1, 1)


def test_press_is_a_set_of_its_own_and_the_last() -> None:
    sets = scorer.score_all([case(TALKS)], [], lambda c: list(c.events), [case(RECALL)])
    assert list(sets) == ["sentences", "international", "articles", "press"]
    assert (sets["press"].texts, sets["press"].act.hits) == (1, 1)
    assert "press" not in scorer.score_all([case(TALKS)], [], lambda _: [])


def test_floors_that_are_not_met_are_named() -> None:
    sets = {"sentences": scorer.score([case(RECALL)], lambda _: [])}
    floors = {"sentences": {"act_f1": 0.5, "act_recall": 0.0}, "articles": {"act_f1": 0.1}}
    lines = scorer.below(floors, sets)
    assert lines == ["sentences act_f1 is 0.000, its floor is 0.5", "articles act_f1 is 0.000, its floor is 0.1"]


def write_gold(folder: Path) -> None:
    (folder / "sentences").mkdir()
    (folder / "sentences" / "one.yaml").write_text(
        "- text: Malta recalled its ambassador to Ghana.\n"
        "  published: 2019-03-06\n"
        "  events:\n"
        "    - {event_type: SANCTION, mode: withdraw, status: occurred, trigger: recalled,\n"
        "       source: [{country: MLT}], target: [{country: GHA}], date: {start: 2019-03-04, precision: day}}\n"
        "- {text: It rained., published: 2019-03-06, events: []}\n",
        encoding="utf-8",
    )


def test_gold_is_read_with_its_defaults(tmp_path: Path) -> None:
    write_gold(tmp_path)
    first, second = load_sentences(tmp_path / "sentences")
    assert first.id == "one:1"
    assert first.events[0]["sentence"] == first.article["text"]
    assert first.events[0]["date"]["start"] == "2019-03-04"
    assert (first.events[0]["certainty"], first.events[0]["scope"]) == (2, "international")
    assert (first.article["published"], second.events) == ("2019-03-06", ())


def test_articles_of_the_gold_are_read_as_whole_texts(tmp_path: Path) -> None:
    assert load_press(tmp_path) == []
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a-recall.yaml").write_text(
        "title: Malta recalls envoy\npublished: '2019-03-06'\ntext: [It rained., Malta recalled its envoy to Ghana.]\n"
        "events:\n"
        "  - {event_type: SANCTION, status: occurred, sentence: Malta recalls envoy, trigger: recalls,\n"
        "     source: [{country: MLT}], target: [{country: GHA}]}\n",
        encoding="utf-8",
    )
    (article,) = load_press(tmp_path)
    assert (article.id, article.whole) == ("a-recall", True)
    assert article.article["text"] == "It rained.\n\nMalta recalled its envoy to Ghana."
    assert article.events[0]["certainty"] == 2


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


@pytest.mark.parametrize(
    ("spoiled", "problem"),
    [
        ({"event_type": "PRAISE"}, "PRAISE is no PLOVER type"),
        ({"mode": "arrest"}, "arrest is no mode of SANCTION"),
        ({"status": "done"}, "done is no status"),
        ({"trigger": "recall of"}, "does not hold the trigger"),
        ({"sentence": "Malta left."}, "does not hold the sentence"),
        ({"source": []}, "has no source"),
        ({"source": [{"country": "Malta"}]}, "Malta is no country"),
        ({"scope": "global"}, "global is no scope"),
        ({"certainty": 3}, "neither 1 nor 2"),
        ({"date": {"start": "2019-03-04", "end": "2019-03-01", "precision": "day"}}, "is no date range"),
    ],
)
def test_a_bad_gold_event_is_named(spoiled: dict[str, Any], problem: str) -> None:
    good = RECALL | {"date": {"start": "2019-03-04", "end": None, "precision": "day"}}
    assert problems(case(good), ["MLT", "GHA"]) == []
    assert any(problem in found for found in problems(case(good | spoiled), ["MLT", "GHA"]))
