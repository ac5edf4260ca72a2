"""The coder on sentences and on whole articles; both are specimen files, adding one needs no Python."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.events import tag, tag_article

DATA = Path(__file__).resolve().parents[2] / "data" / "events"
PUBLISHED = "2017-05-10"
SENTENCES = yaml.safe_load((DATA / "coding.yaml").read_text(encoding="utf-8"))
ARTICLES = sorted((DATA / "articles").glob("*.json"))


def side(event: dict[str, Any], name: str) -> str:
    return ",".join(sorted({actor["country"] or "-" for actor in event[name]})) or "-"


def show(event: dict[str, Any]) -> str:
    arrow = "=" if event["reciprocal"] else ">"
    act = f"{event['event_type']}/{event['mode'] or '-'}"
    return f"{act} {event['status']} {side(event, 'source')}{arrow}{side(event, 'target')}"


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence_tells_this_event(text: str, expected: str) -> None:
    told = [show(event) for event in tag(text, PUBLISHED) if event["scope"] == "international"]
    assert told == ([] if expected == "none" else [expected])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_article_tells_these_events(path: Path) -> None:
    article = json.loads(path.read_text(encoding="utf-8"))
    told = [(show(event), event["date"] and event["date"]["start"], event["trigger"]) for event in tag_article(article)]
    for wanted in article["events"]:
        assert (wanted["act"], wanted["date"], wanted["trigger"]) in told
    assert not {trigger for _, _, trigger in told} & set(article["none"])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_evidence_stands_where_the_offsets_say(path: Path) -> None:
    article = json.loads(path.read_text(encoding="utf-8"))
    parts = {"title": article["title"], "lead": article.get("lead"), "text": article["text"]}
    for event in tag_article(article):
        section = parts[event["section"]]
        assert section[event["start"] : event["end"]] == event["sentence"]
        assert section[event["trigger_start"] : event["trigger_end"]] == event["trigger"]


def test_a_title_the_text_begins_with_is_coded_once() -> None:
    line = "Sweden expels Russian diplomat"
    article = {"title": line, "text": f"{line}\nThe weather was fine.", "published": PUBLISHED}
    assert [event["section"] for event in tag_article(article)] == ["title"]


def test_the_first_line_of_a_text_may_be_its_title() -> None:
    events = tag("Sweden expels Russian diplomat\n\nIt rained.", PUBLISHED)
    assert [event["section"] for event in events] == ["title"]


def test_mentions_of_one_event_share_its_id_and_repeat_runs_agree() -> None:
    text = "Norway suspended aid to Myanmar. On Tuesday Norway suspended aid to Myanmar."
    first, second = tag(text, PUBLISHED), tag(text, PUBLISHED)
    assert first == second
    assert len({event["event_id"] for event in first}) == 1


def test_link_lines_and_tweets_are_no_evidence() -> None:
    text = "It rained.\nRead more: Sweden expels Russian diplomat\n@news: Sweden expels Russian diplomat https://t.co/x"
    assert tag(text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("last", "country"),
    [
        ("The Gambia said that it would not negotiate.", "SEN"),
        ("Senegal rejected the accusation.", "GMB"),
    ],
)
def test_what_names_no_other_side_is_towards_the_one_the_text_tells_of(last: str, country: str) -> None:
    text = f"The Gambia accused Senegal of closing the border. Senegal expelled the Gambian envoy. {last}"
    event = tag(text, PUBLISHED)[-1]
    assert (event["event_type"], [party["country"] for party in event["target"]]) == ("REJECT", [country])


@pytest.mark.parametrize("last", ["France urged all parties to stop fighting.", "France offered to mediate."])
def test_all_parties_are_the_two_the_text_tells_of(last: str) -> None:
    event = tag(f"The Gambia accused Senegal of closing the border. {last}", PUBLISHED)[-1]
    assert [party["country"] for party in event["target"]] == ["GMB", "SEN"]


def test_the_preposition_of_a_date_is_no_part_of_a_phrase() -> None:
    """Who calls somebody on a day does not call on him to do something."""
    told = [tag(f"Ghana's president called {whom}.", PUBLISHED) for whom in ("on Togo", "Togo on Monday")]
    assert [[event["event_type"] for event in events] for events in told] == [["REQUEST"], []]


def test_private_parties_of_two_countries_make_no_international_event() -> None:
    (event,) = tag("A Japanese student sued a Korean actor.", PUBLISHED)
    assert event["scope"] == "unresolved"


def test_importing_the_package_loads_neither_tables_nor_heavy_libraries() -> None:
    code = (
        "import sys, transforms.events as e; print([m for m in ('apache_beam', 'pyarrow', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.shared
def test_the_first_article_is_coded_right(shared: Path) -> None:
    """The article that started the project: every required mention right, no trap coded."""
    score = [sys.executable, str(shared / "tools" / "score_seed.py"), "--all", "--tagger", "transforms.events:tag"]
    done = subprocess.run(score, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
