"""`attache tag`: the nested form of events, from text and from articles."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from tests.conftest import ROOT
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
        ("a.jsonl", b'{"title": 5, "text": "y"}\n', (), "a.jsonl, line 1: title is no text"),
        ("a.jsonl", b'{"published": 20240507, "text": "y"}\n', (), "a.jsonl, line 1: published is no text"),
        ("a.jsonl", b"[" * 100_000, (), "a.jsonl, line 1: not JSON"),
        ("a.txt", b"\xff\xfe\x00", (), "a.txt: not UTF-8"),
        ("a.txt", b"x", ("--published", "some day"), "--published some day"),
        ("none.txt", None, (), "none.txt cannot be read"),
        (".", None, (), "cannot be read (Is a directory)"),
        ("a\0b", None, (), "cannot be read"),
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


def printed(encoding: str, *arguments: str | Path) -> str:
    """Return what a command prints into a pipe of this encoding, which is as strict as Python makes it."""
    pipe = TextIOWrapper(BytesIO(), encoding)
    with redirect_stdout(pipe):
        assert main([str(argument) for argument in arguments]) == 0
    return pipe.detach().getvalue().decode(encoding)


def test_half_a_character_comes_out_as_it_came_in(tmp_path: Path) -> None:
    text = TEXT.replace("Japan", "Japan \ud83d")
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "half", "text": text}), encoding="ascii")
    (article,) = lines(printed("utf-8", "tag", tmp_path / "a.jsonl"))
    assert [event["sentence"] for event in article["events"]] == [text]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_no_terminal_is_too_narrow(tmp_path: Path, encoding: str) -> None:
    text = "Côte d’Ivoire thanked Japan 日本 for the relief flights \N{GRINNING FACE} on Monday."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (event,) = lines(printed(encoding, "tag", tmp_path / "a.txt"))
    assert event["sentence"] == text
    assert "thanked Japan" in printed(encoding, "explain", text)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", [("schema",), ("explain", TEXT)])
def test_output_without_room_is_told_in_one_line(command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *command], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.stderr == "attache: the output cannot be written (No space left on device); see that it has room\n"
    assert done.returncode == 2


@pytest.mark.parametrize("command", [("schema", "--json"), ("explain", TEXT)])
def test_a_reader_that_has_enough_is_no_failure(command: tuple[str, ...]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0
