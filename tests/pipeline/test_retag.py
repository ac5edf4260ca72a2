"""`attache retag`: what it replaces, what it leaves alone, and what a failure in the middle of it leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from pipeline import retagging
from schemas.article import Article
from tests.conftest import ROOT
from tests.pipeline.conftest import Done, Site, attache, read
from tests.pipeline.test_kill import SCRIPT
from transforms.events import rows


@pytest.fixture(scope="module")
def source(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small lake with events of every scope."""
    folder = tmp_path_factory.mktemp("retag")
    site.only(folder, "worldwire", "capitalherald").run(folder / "lake", "--scope", "all", "--limit", "6")
    return folder / "lake"


@pytest.fixture
def lake(source: Path, tmp_path: Path) -> Path:
    """Return a copy of it to be coded again."""
    return Path(copytree(source, tmp_path / "lake"))


def by_id(lake: Path) -> list[dict[str, Any]]:
    return sorted(read(lake, "events"), key=lambda row: str(row["mention_id"]))


def test_the_same_lexicon_gives_the_same_events(source: Path, lake: Path) -> None:
    done = attache("retag", lake, "--json")
    assert done.code == 0, done.err
    assert by_id(lake) == by_id(source)
    assert len({row["mention_id"] for row in by_id(lake)}) == len(by_id(lake)) > 0
    assert read(lake, "articles") == read(source, "articles")
    books = done.report["books"]
    assert books["articles_read"] == books["articles_coded"] == len(read(source, "articles"))
    assert books["events"] == done.report["events_before"] == len(by_id(source))
    assert sum(counts["after"] for counts in done.report["events"].values()) == books["events"]
    assert sorted(done.report["replaces"]) == [
        path.relative_to(source).as_posix() for path in sorted((source / "events").rglob("*.parquet"))
    ]


def test_todays_lexicon_decides(source: Path, lake: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.mkdir()
    words = {row["trigger"].split()[0].lower() for row in by_id(source)}
    (ours / "stop_phrases.tsv").write_text("".join(f"{word}\n" for word in sorted(words)), encoding="utf-8")
    done = attache("retag", lake, "--lexicon", ours)
    assert done.code == 0, done.err
    assert len(by_id(lake)) < len(by_id(source)) / 2
    assert not {row["lexicon_version"] for row in by_id(lake)} & {row["lexicon_version"] for row in by_id(source)}
    last = done.out.rstrip().splitlines()[-1]
    assert f"6 articles; {len(by_id(source))} events before, {len(by_id(lake))} now" in last


def test_scope_decides_what_is_kept(source: Path, lake: Path) -> None:
    assert attache("retag", lake, "--scope", "international").code == 0
    assert {row["scope"] for row in by_id(lake)} == {"international"}
    assert {row["scope"] for row in by_id(source)} > {"international"}


def test_a_table_that_becomes_empty_keeps_a_file(site: Site, tmp_path: Path) -> None:
    site.only(tmp_path, "gazeta").run(tmp_path / "lake")  # in Russian, which the coder does not read
    before = {path.name for path in (tmp_path / "lake/events").rglob("*.parquet")}
    assert attache("retag", tmp_path / "lake").code == 0
    after = {path.name for path in (tmp_path / "lake/events").rglob("*.parquet")}
    assert len(after) == 1
    assert not after & before
    assert read(tmp_path / "lake", "events") == []


def test_an_article_that_the_coder_fails_on_is_told(source: Path, lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = read(source, "articles")[0]["article_id"]
    whole = rows.events_of

    def failing(article: Article, *arguments: Any) -> Any:
        if article.article_id == bad:
            raise ZeroDivisionError("a bug")
        return whole(article, *arguments)

    monkeypatch.setattr(rows, "events_of", failing)
    done = attache("retag", lake, "--json", "--workers", "0")
    assert done.code == 1
    assert (done.report["books"]["tag_rejects"], done.report["books"]["articles_coded"]) == (1, 5)
    assert [row["article_id"] for row in read(lake, "rejects") if row["stage"] == "tag"] == [bad]
    assert by_id(lake) == [row for row in by_id(source) if row["article_id"] != bad]


def test_articles_that_take_longer_than_the_deadline_are_told(lake: Path) -> None:
    done = attache("retag", lake, "--json", "--deadline", "0")
    assert done.code == 1
    late = [row for row in read(lake, "rejects") if row["stage"] == "tag"]
    assert {row["reason"] for row in late} == {"coding_deadline"}
    assert done.report["books"]["tag_rejects"] == len(late) > 0
    assert done.report["books"]["articles_coded"] == 6 - len(late)


def test_books_that_do_not_balance_publish_nothing(source: Path, lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retagging, "of_coded", lambda _: [])  # the stage loses count
    done = attache("retag", lake, "--json")
    assert done.code == 3
    assert "6 articles read, but 0 coded" in done.err
    assert by_id(lake) == by_id(source)
    assert not list((lake / "_staging").rglob("*.parquet"))
    assert list((lake / "_runs").glob("*.failed.json"))


def test_a_lake_that_is_none(tmp_path: Path) -> None:
    done = attache("retag", tmp_path / "lake")
    assert done.code == 2
    assert "holds no articles" in done.err
    assert not (tmp_path / "lake").exists()


# --- failures in the middle of a run


def steal_the_lock(lake: Path) -> None:
    lock = lake / "_runs/LOCK"
    lock.write_text(lock.read_text().replace('"run_id": "2', '"run_id": "3'))


def close_staging(lake: Path) -> None:
    (lake / "_staging").rmdir() if (lake / "_staging").exists() else None
    (lake / "_staging").write_text("in the way")


FAILURES: dict[str, tuple[Callable[[Path], None], str]] = {
    "the lock is stolen": (steal_the_lock, "taken over by run 3"),
    "staging cannot be written": (close_staging, "cannot be used"),
}
WORKERS: dict[str, tuple[str, ...]] = {
    "one process": (),
    "two processes": ("--direct_num_workers=2", "--direct_running_mode=multi_processing"),
}


@pytest.mark.parametrize("workers", ["one process", pytest.param("two processes", marks=pytest.mark.heavy)])
@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_of_the_lake_is_one_line(
    source: Path, lake: Path, monkeypatch: pytest.MonkeyPatch, failure: str, workers: str
) -> None:
    sabotage, told = FAILURES[failure]
    build = retagging.build

    def building(*arguments: Any) -> Any:
        sabotage(lake)
        return build(*arguments)

    monkeypatch.setattr(retagging, "build", building)
    done = attache("retag", lake, "--json", *WORKERS[workers])
    assert done.code == 2
    assert told in done.err
    assert is_one_line(done)
    assert by_id(lake) == by_id(source)


def is_one_line(done: Done) -> bool:
    lines = done.err.strip().splitlines()
    return len(lines) == 1 and lines[0].startswith("attache: ") and "while running" not in lines[0]


@pytest.mark.heavy
@pytest.mark.parametrize("step", ["verified", "decided", "moved", "removed", "published"])
def test_no_event_is_lost_or_doubled_by_a_kill(source: Path, lake: Path, step: str) -> None:
    assert killed(lake, step) == -signal.SIGKILL
    assert killed(lake, "never") == 0
    assert by_id(lake) == by_id(source)
    assert set(Counter(row["mention_id"] for row in by_id(lake)).values()) == {1}
    assert not list((lake / "_staging").rglob("*.parquet"))


def killed(lake: Path, step: str) -> int:
    """Code the lake again in a process that kills itself at a step of its commit; return how it ended."""
    command = [sys.executable, "-c", SCRIPT, step, "retag", str(lake), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False).returncode
