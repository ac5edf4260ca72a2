"""`attache tag`: the nested form of events, from text and from articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.conftest import attache

TEXT = "Kenya thanked Japan for the relief flights on Monday."
KEYS = {
    "event_type", "mode", "status", "contexts", "cameo_code", "source", "target", "reciprocal", "scope", "date",
    "sentence", "section", "start", "end", "trigger", "trigger_start", "trigger_end", "quoted", "attributed_to",
    "historical", "confidence", "rule_id", "event_id", "place", "place_country", "latitude", "longitude",
}  # fmt: skip


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_text_gives_a_line_an_event(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (event,) = lines(attache("tag", tmp_path / "a.txt", "--published", "2024-05-07").out)
    assert set(event) >= KEYS
    assert event["event_type"] == "SUPPORT"
    assert [party["country"] for party in event["source"] + event["target"]] == ["KEN", "JPN"]
    assert event["date"] == {"start": "2024-05-06", "end": "2024-05-06", "precision": "day", "expression": "on Monday"}
    assert TEXT[event["trigger_start"] : event["trigger_end"]] == event["trigger"]


def test_a_title_is_a_section_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    events = lines(attache("tag", tmp_path / "a.txt", "--title", "Kenya thanks Japan").out)
    assert [event["section"] for event in events] == ["title", "text"]


def test_articles_give_a_line_an_article(tmp_path: Path) -> None:
    rows = [
        {"id": "one", "title": "", "text": TEXT, "published": "2024-05-07T10:00:00+03:00"},
        {"id": "two", "title": "Weather", "summary": None, "text": "It rained.", "published": None},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    one, two = lines(attache("tag", tmp_path / "a.jsonl").out)
    assert (one["id"], len(one["events"])) == ("one", 1)
    assert two == {"id": "two", "events": []}


@pytest.mark.parametrize(
    ("name", "content", "flags", "told"),
    [
        ("a.jsonl", b'{"id": 1}\n', (), "a.jsonl, line 1"),
        ("a.jsonl", b'{"id": "x", "text": "y"}\nno json\n', (), "a.jsonl, line 2"),
        ("a.txt", b"\xff\xfe\x00", (), "a.txt: not UTF-8"),
        ("a.txt", b"x", ("--published", "some day"), "--published some day"),
        ("none.txt", None, (), "none.txt cannot be read"),
    ],
)
def test_bad_input_is_named(
    tmp_path: Path, name: str, content: bytes | None, flags: tuple[str, ...], told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = attache("tag", tmp_path / name, *flags)
    assert done.code == 2
    assert told in done.err
    assert len(done.err.strip().splitlines()) == 1
