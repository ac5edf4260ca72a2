"""The newsroom's web server: loopback only, conditional requests, gzip, and pages that misbehave.

with serve() as newsroom:
    print(newsroom.url, newsroom.feeds_yaml())
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Event, Lock, Thread
from urllib.parse import parse_qsl, urlencode, urlsplit

import yaml

from pipeline.newsroom import odd
from pipeline.newsroom.feeds import FEEDS
from pipeline.newsroom.odd import Oddity
from pipeline.newsroom.shelf import Document, Shelf
from pipeline.newsroom.story import Story, load_stories

_CAMPAIGN = ("utm_", "fbclid")  # parameters that name a campaign, not a page
_PAUSE_S = 0.005  # between parts of the endless page: about 3 MB a second, so that a byte cap is met soon


def _plain(target: str) -> str:
    """Return a request target without campaign parameters."""
    parts = urlsplit(target)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not key.startswith(_CAMPAIGN)]
    return f"{parts.path}?{urlencode(kept)}" if kept else parts.path


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds an idle connection is kept
    server: Newsroom

    def do_GET(self) -> None:
        path = _plain(self.path)
        self.server.note(path)
        what, story = self.server.shelf.odd.get(path, (None, None))
        document = self.server.shelf.get(path)
        if path in self.server.shelf.moved:
            self._redirect(self.server.shelf.moved[path])
        elif what is Oddity.ENDLESS and story:
            self._drip(story)
        elif what is Oddity.FORBIDDEN:
            self._say(403, "For subscribers only.")
        elif what is Oddity.FLAKY and self.server.asked[path] <= odd.FLAKY_FAILURES:
            self._say(500, "The presses are jammed. Try again.")
        elif document is None:
            self._say(404, "No such page.")
        elif self._is_current(document):
            self._head(304, document)
            self.end_headers()
        else:
            self._send(document)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_current(self, document: Document) -> bool:
        """Return whether the client's copy is this one; the entity tag decides where both are sent (RFC 9110)."""
        if tags := self.headers.get("If-None-Match"):
            return tags == "*" or document.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        with suppress(TypeError, ValueError):  # no date, or none that can be read or compared
            return parsedate_to_datetime(self.headers.get("If-Modified-Since", "")) >= document.modified
        return False

    def _head(self, status: int, document: Document) -> None:
        self.send_response(status)
        self.send_header("ETag", document.etag)
        self.send_header("Last-Modified", format_datetime(document.modified, usegmt=True))
        self.send_header("Vary", "Accept-Encoding")

    def _send(self, document: Document) -> None:
        zipped = "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(document.body, 6, mtime=0) if zipped else document.body
        self._head(200, document)
        self.send_header("Content-Type", document.media_type)
        self.send_header("Content-Length", str(len(body)))
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self._finish(body)

    def _say(self, status: int, words: str) -> None:
        self.send_response(status)
        body = f"<!DOCTYPE html><title>{status}</title><h1>{words}</h1>".encode()
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self._finish(body)

    def _redirect(self, path: str) -> None:
        self.send_response(301)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _finish(self, body: bytes) -> None:
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _drip(self, story: Story) -> None:
        """Send the endless page until the client hangs up or the newsroom closes."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Connection", "close")
        self._finish(odd.endless_beginning(story))
        for number in count() if self.command == "GET" else ():
            if self.server.closing.wait(_PAUSE_S):
                return
            self.wfile.write(odd.endless_part(number))

    def handle(self) -> None:
        """Serve one connection; a client that hangs up is no news."""
        with suppress(ConnectionError, TimeoutError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the client under test reports, not the server."""


class Newsroom(ThreadingHTTPServer):
    """The open newsroom: its address, its feeds, and what it was asked for (`asked`, requests by path)."""

    daemon_threads = True  # a handler that drips must not keep the process alive
    request_queue_size = 128

    def __init__(self, stories: tuple[Story, ...], port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)  # binds at once: the pages' links need the port
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.shelf = Shelf(stories, self.url)
        self.asked: Counter[str] = Counter()
        self.closing = Event()
        self._noting = Lock()

    def note(self, path: str) -> None:
        """Count one request for a path."""
        with self._noting:
            self.asked[path] += 1

    def feeds_yaml(self) -> str:
        """Return a feeds file with every feed of the newsroom."""
        feeds = [
            {
                "id": feed.id,
                "url": self.url + feed.path,
                "publisher": feed.title,
                "language": feed.language,
                **({"country": feed.country} if feed.country else {}),
            }
            for feed in FEEDS
        ]
        return yaml.safe_dump({"feeds": feeds}, allow_unicode=True, sort_keys=False)


@contextmanager
def serve(port: int = 0) -> Iterator[Newsroom]:
    """Open the newsroom on 127.0.0.1 (port 0: any free one) and close it, dripping pages too, at the end."""
    with Newsroom(load_stories(), port) as newsroom:
        thread = Thread(target=newsroom.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield newsroom
        finally:
            newsroom.closing.set()
            newsroom.shutdown()
            thread.join()
