"""Serves prepared pages, and one RSS feed of them, on loopback; a process of its own, so that its CPU is nobody's.

python -m tests.bench.server FOLDER: FOLDER holds *.html; the port is printed; the server ends with its standard input.
"""

from __future__ import annotations

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Server(ThreadingHTTPServer):
    """Holds every answer in memory."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        pages = {f"/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.html"))}
        feed = self._feed(list(pages)).encode()
        self.answers = {**pages, "/feed.xml": feed, "/robots.txt": b"User-agent: *\nAllow: /\n"}

    def _feed(self, paths: list[str]) -> str:
        root = f"http://127.0.0.1:{self.server_port}"
        items = "".join(f"<item><title>Page {path}</title><link>{root}{path}</link></item>" for path in paths)
        return f'<rss version="2.0"><channel><title>Bench</title><link>{root}/</link>{items}</channel></rss>'


class Handler(BaseHTTPRequestHandler):
    """Answers from memory, keeping the connection."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        body = self.server.answers.get(self.path)
        self.send_response(200 if body is not None else 404)
        kind = "text/html; charset=utf-8" if self.path.endswith(".html") else "text/plain"
        self.send_header("Content-Type", "application/rss+xml" if self.path.endswith(".xml") else kind)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: a line a request would be measured, too."""


def main() -> None:
    """Serve until standard input ends."""
    server = Server(Path(sys.argv[1]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
