"""`python -m pipeline.newsroom [PORT]`: keep the newsroom open until Ctrl-C, to play with its feeds."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from threading import Event

from pipeline.newsroom.feeds import FEEDS
from pipeline.newsroom.server import serve


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted, after naming every feed's address."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.newsroom", description="Serve the demo newsroom.")
    parser.add_argument("port", nargs="?", type=int, default=0, help="port on 127.0.0.1 (default: any free one)")
    with serve(parser.parse_args(arguments).port) as newsroom:
        lines = [f"{newsroom.url}{feed.path}  {feed.title}" for feed in FEEDS]
        sys.stdout.write("\n".join([*lines, "Ctrl-C closes the newsroom.", ""]))
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
