"""A run over the newsroom: what must come out, what must not come twice, what each option does."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.newsroom import odd
from pipeline.newsroom.expected import check, expected_articles
from tests.pipeline.conftest import LOCAL, Done, Site, attache, read

Rows = Callable[[str], list[dict[str, Any]]]


def test_every_expected_article_is_there_once_and_as_told(first_run: tuple[Path, Done], rows: Rows) -> None:
    findings = check(rows("articles"), rows("events"))
    assert findings.missing == ()
    assert findings.differing == ()
    assert len(rows("articles")) == len(expected_articles())
    assert first_run[1].code == 0, first_run[1].err


def test_events_are_told_and_most_expected_ones_among_them(rows: Rows) -> None:
    findings = check(rows("articles"), rows("events"))
    assert findings.events_found > findings.events_expected / 4


def test_the_books_balance_and_agree_with_the_tables(first_run: tuple[Path, Done], rows: Rows) -> None:
    report = first_run[1].report
    assert report["balanced"]
    assert report["published"]
    books = report["books"]
    assert books["articles"] == len(rows("articles"))
    assert books["events"] == len(rows("events")) == sum(report["events"].values())
    assert books["rejects"] == len(rows("rejects")) == sum(report["rejects"].values())
    assert books["polls"] == len(rows("polls"))
    assert books["entries_seen"] == sum(poll["entries_seen"] for poll in rows("polls"))


def test_each_oddity_becomes_the_reject_it_deserves(rows: Rows) -> None:
    reasons = {(row["reason"], row["retryable"]) for row in rows("rejects")}
    assert ("extraction_deadline", False) in reasons
    assert ("too_large", False) in reasons
    assert ("http_client_error", False) in reasons
    assert ("robots_disallowed", False) in reasons
    assert ("not_a_feed", False) in reasons
    assert ("entry_without_link", False) in reasons
    assert "unexpected_exception" not in {reason for reason, _ in reasons}


def test_the_page_that_cannot_be_had_is_read_from_its_feed(rows: Rows) -> None:
    slug = next(slug for slug, oddity in odd.ODDITIES.items() if oddity is odd.Oddity.FORBIDDEN)
    (article,) = [row for row in rows("articles") if slug in row["url"] or row["text_source"] == "feed"]
    assert article["text_source"] == "feed"
    assert article["word_count"] > 80


def test_an_article_of_several_feeds_is_one_and_knows_them(rows: Rows) -> None:
    shared = [row for row in rows("articles") if len(row["feed_ids"]) > 1]
    assert shared
    assert all(row["feed_ids"] == sorted(set(row["feed_ids"])) for row in shared)


def test_evidence_stands_in_the_article_at_its_offsets(rows: Rows) -> None:
    articles = {row["article_id"]: row for row in rows("articles")}
    events = rows("events")
    assert events
    for event in events:
        section = articles[event["article_id"]][event["section"]]
        assert section[event["sentence_start"] : event["sentence_end"]] == event["sentence"]
        assert section[event["trigger_start"] : event["trigger_end"]] == event["trigger"]
        assert event["scope"] == "international"


def test_lists_of_a_side_have_equal_length(rows: Rows) -> None:
    for event in rows("events"):
        for side in ("source", "target"):
            assert len({len(event[f"{side}_{part}"]) for part in ("names", "countries", "sectors", "roles")}) == 1


def test_polls_count_what_was_new(rows: Rows) -> None:
    new = Counter(feed for row in rows("articles") for feed in row["feed_ids"])
    for poll in rows("polls"):
        assert poll["entries_new"] >= new[poll["feed_id"]]


def test_a_second_run_asks_for_no_article_and_writes_only_polls(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire", "beacon")
    some.run(tmp_path / "lake")
    before = Counter(site.newsroom.asked)
    second = some.run(tmp_path / "lake")
    asked = {path for path, n in site.newsroom.asked.items() if n > before[path]}
    assert asked == {"/worldwire/rss", "/beacon/feed.atom"}
    assert {file["table"] for file in second.report["files"]} == {"polls"}
    assert second.report["polls"] == {"not_modified": 2}


def test_the_manifest_holds_files_rows_and_checksums(first_run: tuple[Path, Done]) -> None:
    lake, done = first_run
    (path,) = (lake / "_runs").glob("2*Z.json")
    manifest = json.loads(path.read_text())
    assert manifest["published"]
    assert manifest["run_id"] == done.report["run_id"] == path.stem
    for file in manifest["files"]:
        assert (lake / file["published"]).stat().st_size == file["bytes"]
        assert re.fullmatch("[0-9a-f]{64}", file["sha256"])
    assert not list((lake / "_staging").rglob("*.parquet"))


def test_the_query_reads_the_lake_whatever_its_name(site: Site, tmp_path: Path) -> None:
    lake = tmp_path / "l'ake [x] *?"
    done = site.only(tmp_path, "worldwire").run(lake, "--scope", "all")
    found = duckdb.sql(done.report["query"].replace("LIMIT 20", "")).fetchall()
    assert len(found) == done.report["books"]["events"] > 0


def test_limit_takes_the_newest_and_the_rest_comes_next_time(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire")
    first = some.run(tmp_path / "lake", "--limit", "1").report["books"]
    assert (first["articles"] + first["article_rejects"], first["entries_skipped"]) == (1, first["entries_seen"] - 1)
    newest = read(tmp_path / "lake", "articles")[0]["published_at"]
    second = some.run(tmp_path / "lake").report["books"]
    assert second["entries_new"] == first["entries_skipped"]
    assert all(row["published_at"] <= newest for row in read(tmp_path / "lake", "articles"))


def test_since_leaves_older_entries_out_until_it_is_earlier(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire")
    late = some.run(tmp_path / "lake", "--since", "2100-01-01").report["books"]
    assert (late["entries_new"], late["entries_skipped"]) == (0, late["entries_seen"])
    assert some.run(tmp_path / "lake").report["books"]["entries_new"] == late["entries_seen"]
    assert some.run(tmp_path / "other", "--since", "1999-01-01T00:00:00Z").report["books"]["entries_skipped"] == 0


def test_scope_decides_which_events_are_kept(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire", "capitalherald")
    some.run(tmp_path / "lake", "--scope", "all")
    every = {row["scope"] for row in read(tmp_path / "lake", "events")}
    assert "international" in every
    assert every - {"international"}
    some.run(tmp_path / "home", "--scope", "domestic")
    assert {row["scope"] for row in read(tmp_path / "home", "events")} <= {"domestic"}


def test_due_leaves_feeds_alone_until_their_time(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire")
    some.run(tmp_path / "lake")
    again = some.run(tmp_path / "lake", "--due").report["books"]
    assert (again["polls"], again["feeds_waiting"]) == (0, 1)


def test_dry_run_counts_and_writes_nothing(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire")
    before = Counter(site.newsroom.asked)
    done = some.run(tmp_path / "lake", "--dry-run")
    assert done.code == 0
    assert done.report["articles_to_fetch"] == done.report["entries"] > 0
    assert not (tmp_path / "lake").exists()
    assert {path for path, n in site.newsroom.asked.items() if n > before[path]} == {"/worldwire/rss"}


def test_the_host_delay_is_kept(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire")
    done = attache(
        "run",
        "--feeds",
        some.feeds,
        "--output",
        tmp_path / "lake",
        "--json",
        *LOCAL,
        "--host-delay",
        "0.5",
        "--limit",
        "4",
    )
    assert done.report["seconds"] > 0.5 * (done.report["books"]["entries_new"] - 1)


def test_private_addresses_are_refused_unless_allowed(site: Site, tmp_path: Path) -> None:
    flags = [flag for flag in LOCAL if flag != "--allow-private-networks"]
    done = attache("run", "--feeds", site.feeds, "--output", tmp_path / "lake", "--json", *flags)
    assert done.code == 3
    assert set(done.report["rejects"]) == {"address_refused"}


@pytest.mark.parametrize(("allowed", "code"), [("1", 0), ("0", 1)])
def test_fail_on_decides_the_exit_code(site: Site, tmp_path: Path, allowed: str, code: int) -> None:
    from pipeline.newsroom.feeds import FEEDS

    broken = next(feed.id for feed in FEEDS if "html" in feed.media_type)
    some = site.only(tmp_path, "worldwire", broken)
    assert some.run(tmp_path / "lake", "--fail-on", allowed, "--limit", "1").code == code


def test_the_summary_tells_a_person_what_came(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire")
    lake = tmp_path / "it's [/my] lake"
    done = attache("run", "--feeds", some.feeds, "--output", lake, *LOCAL)
    for told in (
        "feeds",
        "entries",
        "articles",
        "events by type",
        "seconds by stage",
        "duckdb -c",
        f"lake              {lake}\n",
        "it''s [[]/my] lake/events/*/*.parquet') LIMIT 20;\"\n",
    ):
        assert told in done.out
