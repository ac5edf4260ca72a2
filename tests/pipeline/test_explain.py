"""`attache explain`: of a sentence, a file, standard input, a page and an event of a lake; and what it refuses."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.pipeline.conftest import Done, Site, attache

SENTENCE = "Lavrov refused to meet Trump on Monday."

Rows = Callable[[str], list[dict[str, Any]]]


def told(*arguments: str | Path) -> list[dict[str, Any]]:
    """Return what an explanation says, a sentence a dict."""
    done = attache("explain", *arguments, "--json")
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_sentence() -> None:
    (sentence,) = told(SENTENCE, "--published", "2017-05-10")
    assert sentence["sentence"] == SENTENCE
    lavrov, trump = sentence["actors"]
    assert (lavrov["name"], lavrov["held"]["role"], lavrov["held"]["start"]) == (
        "Sergey Lavrov",
        "foreign minister",
        "2004-03-09",
    )
    assert trump["held"]["end"] == "2021-01-20"
    assert re.fullmatch(r"leaders\.tsv:\d+", trump["entry"])
    words = {word["text"]: word for word in sentence["words"]}
    assert (words["refused"]["kind"], words["refused"]["start"], words["refused"]["end"]) == ("operator", 7, 14)
    assert (words["meet"]["kind"], words["meet"]["says"]) == ("trigger", "CONSULT")
    (event,) = sentence["events"]
    assert event["event_type"] == "REJECT"
    assert {rule["where"].partition(":")[0] for rule in event["rules"]} == {
        "rewrites.tsv",
        "operators.tsv",
        "triggers.tsv",
    }


def test_the_day_decides_the_office() -> None:
    (sentence,) = told(SENTENCE, "--published", "2022-05-10")
    assert sentence["actors"][1]["held"] is None
    assert len(sentence["actors"][1]["offices"]) > 1


def test_a_person_reads_it_without_colours(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(f"{SENTENCE}\n", encoding="utf-8")
    done = attache(
        "explain", tmp_path / "article.txt", "--title", "Iran and Iraq hold talks", "--published", "2017-05-10"
    )
    assert done.code == 0, done.err
    assert "\x1b" not in done.out
    for words in ("title 0-24", "actor", "foreign minister 2004-03-09..", '"meet" 18-22', "because", "REJECT"):
        assert words in done.out
    assert done.out.rstrip().splitlines()[-1].startswith("2 sentences, 2 events")


def test_a_terminal_obeys_no_word_of_the_text() -> None:
    done = attache("explain", "Iran \x1b[31mattacked\x9b2J Iraq.")
    assert done.code == 0
    assert not {"\x1b", "\x9b"} & set(done.out)
    assert "Iran \N{REPLACEMENT CHARACTER}[31mattacked" in done.out


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    (sentence,) = told()
    assert sentence["events"][0]["event_type"] == "REJECT"


def test_a_page(rows: Rows) -> None:
    article = next(row for row in rows("articles") if row["language"] == "en" and row["text_source"] == "page")
    told_events = [row for row in rows("events") if row["article_id"] == article["article_id"]]
    sentences = told(article["source_url"], "--allow-private-networks")
    assert {one["section"] for one in sentences} >= {"title", "text"}
    assert sentences[0]["published"] == str(article["published_at"].date())
    found = {event["trigger"] for one in sentences for event in one["events"]}
    assert found >= {row["trigger"] for row in told_events}


def test_a_private_page_needs_leave(site: Site) -> None:
    done = attache("explain", f"{site.newsroom.url}/worldwire/rss")
    assert done.code == 3
    assert "address_refused" in done.err


def test_a_page_that_is_no_article(site: Site) -> None:
    done = attache("explain", f"{site.newsroom.url}/worldwire/rss", "--allow-private-networks")
    assert done.code == 3
    assert len(done.err.splitlines()) == 1


def test_an_event_of_a_lake(first_run: tuple[Path, Done], rows: Rows) -> None:
    lake, _ = first_run
    row = rows("events")[0]
    (sentence,) = told(row["mention_id"], "--lake", lake)
    assert sentence["sentence"] == row["sentence"]
    assert sentence["recorded"][0]["mention_id"] == row["mention_id"]
    assert (row["event_type"], row["trigger"]) in {(e["event_type"], e["trigger"]) for e in sentence["events"]}
    mentions = [one for one in rows("events") if one["event_id"] == row["event_id"]]
    all_of_it = told(row["event_id"], "--lake", lake)
    assert {one["sentence"] for one in all_of_it} == {one["sentence"] for one in mentions}


def test_users_own_words(tmp_path: Path) -> None:
    (tmp_path / "triggers.tsv").write_text("besmirch\tACCUSE\tdisapprove\tobj\t-\t-\n", encoding="utf-8")
    (sentence,) = told("Iran besmirched Iraq.", "--lexicon", tmp_path)
    assert sentence["words"][0]["where"] == f"{tmp_path / 'triggers.tsv'}:1"
    assert sentence["events"][0]["rules"][-1]["says"].startswith("besmirch ACCUSE")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nonsense.txt",), "nonsense.txt"),
        (("m1-0123456789abcdef01234567",), "--lake"),
        (("A sentence of words.", "--published", "soon"), "soon"),
        (("A sentence of words.", "--lexicon", "/nowhere"), "/nowhere"),
    ],
)
def test_what_it_cannot_explain(arguments: tuple[str, ...], words: str) -> None:
    done = attache("explain", *arguments)
    assert done.code == 2
    assert words in done.err
    assert len(done.err.splitlines()) == 1


def test_an_event_that_the_lake_does_not_hold(first_run: tuple[Path, Done]) -> None:
    done = attache("explain", "e1-0123456789abcdef01234567", "--lake", first_run[0])
    assert done.code == 2
    assert "holds no event" in done.err


def test_a_lake_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = attache("explain", "e1-0123456789abcdef01234567", "--lake", tmp_path / "file")
    assert done.code == 2
    assert "file cannot be read as a lake (Not a directory)" in done.err
    assert len(done.err.splitlines()) == 1


def test_beam_is_not_loaded() -> None:
    check = (
        f"from pipeline.cli import main; main(['explain', {SENTENCE!r}])\n"
        "import sys; assert not [m for m in sys.modules if m.startswith('apache_beam')]"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
