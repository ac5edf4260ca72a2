"""Gold files: read with their defaults, and what is wrong with them named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.gold import load_press, load_sentences, problems
from tests.pipeline.evaluation.gold_cases import RECALL, case, write_gold


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
