"""Progress while a run works: a live line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType

from pipeline.console import remark

#: Seconds between two looks: a terminal is repainted, a log gets a line.
_TERMINAL_S, _LOG_S = 0.25, 10.0


class Progress:
    """Tells, while its `with` block runs, what this process has counted; nothing where `quiet`.

    `tell` makes a line of it, given the seconds that have passed.
    """

    def __init__(self, *, quiet: bool, tell: Callable[[float], str] | None = None) -> None:
        self._quiet = quiet
        self._tell = tell or line
        self._terminal = sys.stderr.isatty()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="attache-progress", daemon=True)
        self._start = time.monotonic()

    def __enter__(self) -> Progress:
        if not self._quiet:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        if not self._quiet:
            self._thread.join()

    def _watch(self) -> None:
        if self._terminal:
            self._paint()
            return
        while not self._stop.wait(_LOG_S):
            remark(self._tell(time.monotonic() - self._start))

    def _paint(self) -> None:
        from rich.console import Console

        with Console(stderr=True).status("starting ...") as status:
            while not self._stop.wait(_TERMINAL_S):
                status.update(self._tell(time.monotonic() - self._start))


def line(seconds: float) -> str:
    """Return what has been counted so far as one line."""
    from transforms.metrics import LIVE

    polled = sum(LIVE[f"poll.{outcome}"] for outcome in ("changed", "unchanged", "not_modified", "failed"))
    return (
        f"{seconds:4.0f} s  {polled} feeds, {LIVE['dedupe.fresh']} new, {LIVE['fetch.pages']} pages,"
        f" {LIVE['extract.articles']} articles, {LIVE['tag.events']} events"
    )
