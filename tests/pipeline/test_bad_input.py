"""Bad input: one line that names the thing and the remedy, the right exit code, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.pipeline.conftest import LOCAL, Done, Site, attache


def is_one_line(done: Done, *told: str) -> bool:
    lines = done.err.strip().splitlines()
    return len(lines) == 1 and lines[0].startswith("attache: ") and all(word in lines[0] for word in told)


FEEDS_FILES = {
    "empty": ("", ["feeds.yaml"]),
    "not a list": ("feeds: 3\n", ["feeds.yaml"]),
    "unknown key": ("- url: https://example.org/rss\n  publsher: X\n", ["publsher", "publisher", "feeds.yaml:2"]),
    "no url": ("- id: a\n", ["url", "feeds.yaml:1"]),
    "duplicate id": (
        "- {id: a, url: https://a.org/1}\n- {id: a, url: https://a.org/2}\n",
        ["feeds.yaml:2", "another id"],
    ),
    "bad url": ("- {id: a, url: 'ftp://a.org/1'}\n", ["ftp://a.org/1"]),
    "broken yaml": ("- {id: a\n", ["feeds.yaml", "line"]),
    "bad country": ("- {id: a, url: https://a.org/1, country: Russia}\n", ["country", "Russia"]),
}


@pytest.mark.parametrize("name", FEEDS_FILES)
def test_a_wrong_feeds_file(tmp_path: Path, name: str) -> None:
    text, told = FEEDS_FILES[name]
    (tmp_path / "feeds.yaml").write_text(text, encoding="utf-8")
    for command in (("run", "--output", tmp_path / "lake", "--feeds"), ("check",)):
        done = attache(*command, tmp_path / "feeds.yaml")
        assert done.code == 2
        assert is_one_line(done, *told), done.err
    assert not (tmp_path / "lake").exists()


def test_an_unreadable_feeds_file(tmp_path: Path) -> None:
    done = attache("run", "--feeds", tmp_path / "none.yaml", "--output", tmp_path / "lake")
    assert done.code == 2
    assert is_one_line(done, "none.yaml")


def test_an_output_that_cannot_be_written(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = site.run(tmp_path / "file" / "lake")
    assert done.code == 2
    assert is_one_line(done, str(tmp_path / "file"))


@pytest.mark.parametrize("output", ["", "nowhere://bucket/lake"])
def test_an_output_that_is_no_place(site: Site, output: str) -> None:
    done = attache("run", "--feeds", site.feeds, "--output", output)
    assert done.code == 2
    assert is_one_line(done, "name a folder"), done.err


def test_a_lake_without_room_for_the_report(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.report.report_path", lambda _: "_runs/LOCK/in the way")
    done = site.only(tmp_path, "worldwire").run(tmp_path / "lake", "--limit", "1")
    assert done.code == 0
    assert is_one_line(done, "the run is published", "its report could not be kept")
    assert done.report["published"]


def test_a_lake_with_a_foreign_file_loses_nothing(site: Site, tmp_path: Path) -> None:
    site.only(tmp_path, "worldwire").run(tmp_path / "lake", "--limit", "1")
    (mine,) = (tmp_path / "lake/articles").glob("*/*-00000.parquet")
    pq.write_table(pa.table({"a": [1]}), mine)
    before = sorted((tmp_path / "lake/events").glob("*/*"))
    done = retag(tmp_path / "lake")
    assert done.code == 2
    assert is_one_line(done, mine.name, "no column article_id")
    assert sorted((tmp_path / "lake/events").glob("*/*")) == before


def test_a_lake_of_a_newer_version(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire")
    some.run(tmp_path / "lake", "--limit", "1")
    (manifest,) = (tmp_path / "lake/_runs").glob("2*Z.json")
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"schema_version": 99}))
    for command in (some.run(tmp_path / "lake"), some.run(tmp_path / "lake", "--dry-run"), retag(tmp_path / "lake")):
        assert command.code == 2
        assert is_one_line(command, "99", "upgrade")


def retag(lake: Path) -> Done:
    return attache("retag", lake)


def test_a_lake_that_another_run_holds(site: Site, tmp_path: Path) -> None:
    from datetime import datetime, timezone

    from transforms.lake.lake import Lake
    from transforms.lake.storage import LocalStorage

    with Lake(LocalStorage(tmp_path / "lake")).hold("20260101T000000.000000Z", lambda: datetime.now(timezone.utc)):
        done = site.run(tmp_path / "lake")
    assert done.code == 2
    assert is_one_line(done, "20260101T000000.000000Z")


def test_a_lake_that_is_taken_over_in_the_middle_of_a_run(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import run

    build, lock = run.build, tmp_path / "lake/_runs/LOCK"

    def building(*arguments: Any) -> Any:
        lock.write_text(lock.read_text().replace('"run_id": "2', '"run_id": "3'))
        return build(*arguments)

    monkeypatch.setattr(run, "build", building)
    done = site.only(tmp_path, "worldwire").run(tmp_path / "lake", "--limit", "1")
    assert done.code == 2
    assert is_one_line(done, "taken over by run 3")
    assert "while running" not in done.err
    assert not list((tmp_path / "lake").glob("articles/*/*.parquet"))


@pytest.mark.parametrize(
    "flags",
    [
        ("--host-delay", "-1"),
        ("--limit", "0"),
        ("--since", "yesterday"),
        ("--scope", "galactic"),
        ("--fail-on", "2"),
        ("--extract-deadline", "soon"),
        ("--no-such-option", "1"),
        ("--runer", "DirectRunner"),
    ],
)
def test_wrong_usage(tmp_path: Path, flags: tuple[str, str]) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text("- {id: a, url: https://a.org/1}\n")
    done = attache("run", "--feeds", feeds, "--output", tmp_path / "lake", *flags)
    assert done.code == 2
    assert flags[0] in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "lake").exists()


def test_two_feeds_files(tmp_path: Path) -> None:
    done = attache("run", "--feeds", tmp_path / "a.yaml", "--feeds", tmp_path / "b.yaml")
    assert done.code == 2
    assert "--feeds: given twice" in done.err


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    for command in ("tag", "explain"):
        done = attache(command, "-")
        assert done.code == 2
        assert is_one_line(done, "standard input is closed"), done.err


@pytest.mark.parametrize(("runner", "told"), [("NoRunner", "FnApiRunner"), ("DataflowRunner", "region")])
def test_a_runner_that_cannot_be_used(site: Site, tmp_path: Path, runner: str, told: str) -> None:
    done = site.run(tmp_path / "lake", f"--runner={runner}")
    assert done.code == 2
    assert is_one_line(done, runner, told), done.err
    assert not (tmp_path / "lake").exists()


def test_a_lexicon_that_is_not_there(site: Site, tmp_path: Path) -> None:
    done = attache("run", "--feeds", site.feeds, "--output", tmp_path / "lake", *LOCAL, "--lexicon", tmp_path / "none")
    assert done.code == 2
    assert is_one_line(done, "none")
    assert not (tmp_path / "lake").exists()


def test_no_feed_can_be_had(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text("- {id: a, url: 'http://127.0.0.1:9/rss'}\n")  # the discard port: nobody listens
    done = attache("run", "--feeds", feeds, "--output", tmp_path / "lake", "--json", *LOCAL)
    assert done.code == 3
    assert done.report["rejects"] == {"connect_error": 1}


LEXICONS = {
    "absent": (None, "", ["--lexicon", "No such file"]),
    "misnamed": ("trigger.tsv", "parley\tCONSULT\n", ["trigger.tsv", "triggers.tsv"]),
    "bad line": ("triggers.tsv", "parley\tTALK\n", ["triggers.tsv:1", "TALK", "CONSULT"]),
    "bad dictionary": ("our.actors.txt", "+SYNONYM\n", ["our.actors.txt:1", "before any name"]),
}


@pytest.mark.parametrize("name", LEXICONS)
def test_a_wrong_lexicon_is_told_before_any_work(site: Site, tmp_path: Path, name: str) -> None:
    file, text, told = LEXICONS[name]
    folder = tmp_path / "lexicon"
    if file is not None:
        folder.mkdir()
        (folder / file).write_text(text, encoding="utf-8")
    done = site.run(tmp_path / "lake", "--lexicon", folder)
    assert done.code == 2
    assert is_one_line(done, *told), done.err
    assert not (tmp_path / "lake").exists()
    for command in ("tag", "explain"):
        done = attache(command, "--lexicon", folder, "-")
        assert done.code == 2
        assert is_one_line(done, *told), done.err


def test_what_a_dictionary_leaves_unsaid_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "our.agents.txt").write_text("FERRYMAN [~BUS]\nBARGEE\nPUNTER\n", encoding="utf-8")
    (tmp_path / "text.txt").write_text("Chad met Togo.", encoding="utf-8")
    done = attache("tag", "--lexicon", tmp_path, tmp_path / "text.txt")
    assert done.code == 0
    assert done.err.splitlines() == [
        f"{tmp_path}/our.agents.txt: passed over: 2 without a code like [~GOV] (first in line 2)"
    ]
