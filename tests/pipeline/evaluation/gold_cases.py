"""Gold events and cases for the tests of the scorer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.evaluation.gold import Case, Event

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
