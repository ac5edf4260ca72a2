"""Each option is seen to do what it says."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline import options
from tests.pipeline.conftest import LOCAL, Done, Site, attache, read

ITEM = "<item><title>Envoys meet</title><link>http://news.example/story</link></item>"
FEED = f'<rss version="2.0"><channel><title>T</title><link>http://news.example/</link>{ITEM}</channel></rss>'
PLACES = ("Nairobi", "Mombasa", "Kisumu", "Nakuru", "Eldoret", "Malindi", "Kitale", "Garissa")
STORY = "".join(f"<p>Japan's foreign minister met her Kenyan counterpart in {p}, officials said.</p>" for p in PLACES)
PAGE = f"<html lang=en><title>Envoys meet</title><body><article><h1>Envoys meet</h1>{STORY}</article></body></html>"


class Recorder(ThreadingHTTPServer):
    """Answers any address with a feed or a story, as a proxy would, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self, feed: str = FEED) -> None:
        super().__init__(("127.0.0.1", 0), _Recording)
        self.asked: list[tuple[str, str]] = []
        self.feed = feed


class _Recording(BaseHTTPRequestHandler):
    server: Recorder

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("User-Agent", "")))
        body = (PAGE if "story" in self.path else "" if "robots" in self.path else self.server.feed).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if "story" in self.path else "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@contextmanager
def recorder() -> Iterator[Recorder]:
    with Recorder() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def feeds_file(tmp_path: Path, url: str) -> Path:
    path = tmp_path / "feeds.yaml"
    path.write_text(f"- {{id: a, url: '{url}'}}\n")
    return path


def test_a_proxy_is_asked_for_every_address(tmp_path: Path) -> None:
    with recorder() as proxy:
        feeds = feeds_file(tmp_path, "http://feeds.example/rss")
        flags = ("--proxy", f"http://127.0.0.1:{proxy.server_port}", "--host-delay", "0", "--json")
        done = attache("run", "--feeds", feeds, "--output", tmp_path / "lake", *flags)
    assert done.report["books"]["articles"] == 1
    assert "the proxy resolves names" in done.err
    assert {path for path, _ in proxy.asked} >= {"http://feeds.example/rss", "http://news.example/story"}


def test_the_contact_is_in_the_user_agent(tmp_path: Path) -> None:
    with recorder() as server:
        feeds = feeds_file(tmp_path, f"http://127.0.0.1:{server.server_port}/rss")
        attache("check", feeds, "--online", *LOCAL[:5], "--contact", "desk@news.example")
    assert [agent for _, agent in server.asked] == ["Attache/1.0 (news feed reader; +desk@news.example)"]


def test_check_online_tells_what_each_feed_answers(tmp_path: Path) -> None:
    with recorder() as server:
        good = f"http://127.0.0.1:{server.server_port}/rss"
        feeds = tmp_path / "feeds.yaml"
        feeds.write_text(f"- {{id: good, url: '{good}'}}\n- {{id: page, url: '{good}/story'}}\n")
        done = attache("check", feeds, "--online", *LOCAL[:5])
    assert done.code == 1
    assert "ok       good" in done.out
    assert "failed   page" in done.out
    assert "1 of 2 feeds can be read" in done.out


def test_the_deadline_is_told_in_the_reject(first_run: tuple[Path, Done]) -> None:
    (late,) = [row for row in read(first_run[0], "rejects") if row["reason"] == "extraction_deadline"]
    assert "longer than 3 s" in late["message"]


def test_no_extraction_workers_is_this_process(site: Site, tmp_path: Path) -> None:
    some = site.only(tmp_path, "worldwire")
    inside = some.run(tmp_path / "inside", "--extract-workers", "0", "--limit", "3").report["books"]
    outside = some.run(tmp_path / "outside", "--extract-workers", "1", "--limit", "3").report["books"]
    assert inside == outside
    assert inside["articles"] > 0


def test_near_copies_know_the_first_of_them(tmp_path: Path) -> None:
    """The recorder tells one story at every address: two papers' copies in one run, and a third paper's in the next."""
    with recorder() as server:
        root = f"http://127.0.0.1:{server.server_port}"
        feeds = feeds_file(tmp_path, f"{root}/rss")
        for papers in (("a", "b"), ("c",)):
            items = "".join(f"<item><link>{root}/story/{paper}</link></item>" for paper in papers)
            server.feed = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
            attache("run", "--feeds", feeds, "--output", tmp_path / "lake", "--json", *LOCAL)
    copies = {row["url"][-1]: row for row in read(tmp_path / "lake", "articles")}
    assert len(copies) == 3
    ids = {paper: row["article_id"] for paper, row in copies.items()}
    assert {copies["a"]["duplicate_of"], copies["b"]["duplicate_of"]} in ({None, ids["a"]}, {None, ids["b"]})
    assert copies["c"]["duplicate_of"] in (ids["a"], ids["b"])


def test_settings_carry_what_was_asked(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    for add in (options.add_lake_options, options.add_web_options, options.add_work_options):
        add(parser)
    flags = [
        "--host-delay",
        "0.5",
        "--host-concurrency",
        "7",
        "--limit",
        "9",
        "--scope",
        "domestic",
        "--since",
        "2026-01-02",
    ]
    settings = options.settings_from(
        parser.parse_args([*flags, "--output", str(tmp_path)]), datetime(2026, 1, 3, tzinfo=timezone.utc)
    )
    assert (settings.web.host_delay_s, settings.web.host_concurrency, settings.limit) == (0.5, 7, 9)
    assert settings.scopes == {"domestic"}
    assert settings.since == datetime(2026, 1, 2, tzinfo=timezone.utc)
    assert settings.run_id.startswith("20260103T")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-01", "2026-11-01T00:00:00+00:00"),
        ("2026-11-01T05:00:00Z", "2026-11-01T05:00:00+00:00"),
        ("2026-11-01T05:00:00", "2026-11-01T05:00:00+00:00"),
        ("2026-11-01T05:00:00+03:00", "2026-11-01T05:00:00+03:00"),
    ],
)
def test_since_takes_days_and_instants(text: str, instant: str) -> None:
    assert options.instant(text).isoformat() == instant


@pytest.mark.parametrize("text", ["desk@example.org\r\nX-Forged: 1", "caf\xe9@example.org", "a\tb"])
def test_a_contact_that_no_header_can_carry_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="no URL or e-mail address"):
        options.address(text)


def test_help_is_told_without_beam() -> None:
    done = attache("--help")
    assert done.code == 0
    assert all(name in done.out for name in ("run", "demo", "check", "tag", "explain", "retag", "schema"))
