"""The server: manners of a good site, and the misbehaviour it is there for."""

from __future__ import annotations

import gzip
import http.client
import socket
import time
from collections.abc import Iterator

import pytest
import yaml

from pipeline.newsroom import odd
from pipeline.newsroom.feeds import FEEDS
from pipeline.newsroom.odd import Oddity
from pipeline.newsroom.server import Newsroom, serve
from pipeline.newsroom.sites import address
from pipeline.newsroom.story import load_stories

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with serve() as newsroom:
        yield newsroom


def ask(newsroom: Newsroom, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.server_port, timeout=5)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read()
    finally:
        connection.close()


def path_of(what: Oddity) -> str:
    return next(address(story) for story in load_stories() if odd.oddity(story) is what)


def test_every_sound_page_and_feed_is_there(newsroom: Newsroom) -> None:
    pages = [address(story) for story in load_stories() if odd.oddity(story) is None]
    for path in [*pages, *(feed.path for feed in FEEDS)]:
        status, headers, body = ask(newsroom, path)
        assert (status, int(headers["Content-Length"])) == (200, len(body)), path


def test_a_known_copy_is_not_sent_again(newsroom: Newsroom) -> None:
    path = FEEDS[0].path
    _, headers, _ = ask(newsroom, path)
    for validators in (
        {"If_None_Match": headers["ETag"]},
        {"If_None_Match": f'"other", W/{headers["ETag"]}'},
        {"If_Modified_Since": headers["Last-Modified"]},
    ):
        assert ask(newsroom, path, **validators)[0::2] == (304, b"")
    assert ask(newsroom, path, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0] == 200
    assert ask(newsroom, path, If_Modified_Since="Mon, 01 Jan 1990 00:00:00 GMT")[0] == 200
    assert ask(newsroom, path, If_Modified_Since="yesterday")[0] == 200


def test_gzip_is_sent_to_those_who_take_it(newsroom: Newsroom) -> None:
    _, plain_headers, plain = ask(newsroom, FEEDS[0].path)
    _, headers, zipped = ask(newsroom, FEEDS[0].path, Accept_Encoding="br, gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain_headers
    assert gzip.decompress(zipped) == plain


def test_head_has_no_body(newsroom: Newsroom) -> None:
    status, headers, body = ask(newsroom, FEEDS[0].path, method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0


def test_campaign_parameters_do_not_count_but_others_do(newsroom: Newsroom) -> None:
    path = next(address(story) for story in load_stories() if story.site == "agora")
    assert ask(newsroom, f"{path}&utm_source=rss&fbclid=x")[2] == ask(newsroom, path)[2]
    assert ask(newsroom, path.partition("?")[0])[0] == 404


def test_robots_txt_closes_the_hidden_page_only(newsroom: Newsroom) -> None:
    _, _, body = ask(newsroom, "/robots.txt")
    assert [line for line in body.decode().splitlines() if line.startswith("Disallow")] == [
        f"Disallow: {path_of(Oddity.HIDDEN)}"
    ]


def test_missing_and_forbidden_pages_say_so(newsroom: Newsroom) -> None:
    assert ask(newsroom, path_of(Oddity.MISSING))[0] == 404
    assert ask(newsroom, path_of(Oddity.FORBIDDEN))[0] == 403


def test_the_old_address_leads_to_the_new_one(newsroom: Newsroom) -> None:
    (story,) = [story for story in load_stories() if odd.oddity(story) is Oddity.MOVED]
    status, headers, _ = ask(newsroom, odd.listed_address(story) or "")
    assert (status, headers["Location"]) == (301, address(story))
    assert story.title.encode() in ask(newsroom, headers["Location"])[2]


def test_the_flaky_page_works_at_the_third_request() -> None:
    with serve() as newsroom:
        path = path_of(Oddity.FLAKY)
        assert [ask(newsroom, path)[0] for _ in range(4)] == [500, 500, 200, 200]
        assert newsroom.asked[path] == 4


def test_the_endless_page_goes_on_and_does_not_hold_the_door() -> None:
    with serve() as newsroom, socket.create_connection(("127.0.0.1", newsroom.server_port), timeout=5) as client:
        client.sendall(f"GET {path_of(Oddity.ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        received = 0
        while received < 1_000_000:
            received += len(client.recv(65_536))
        closing = time.monotonic()
        newsroom.closing.set()
        while client.recv(65_536):
            pass
    assert time.monotonic() - closing < 2


def test_the_maze_is_large_yet_of_a_size_to_be_fetched(newsroom: Newsroom) -> None:
    _, _, body = ask(newsroom, path_of(Oddity.MAZE))
    assert body.count(b"<div>") < 255  # libxml2 gives up at 256 levels
    assert 500_000 < len(body) < 2_000_000


def test_the_feeds_file_names_every_feed(newsroom: Newsroom) -> None:
    feeds = yaml.safe_load(newsroom.feeds_yaml())["feeds"]
    assert [feed["url"] for feed in feeds] == [newsroom.url + feed.path for feed in FEEDS]
    assert len({feed["id"] for feed in feeds}) == len(FEEDS)
