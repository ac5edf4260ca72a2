"""Who is asked next: requests queued by host, started as manners and memory allow. Runs on one event loop."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Callable

from schemas.reject import Reason
from transforms.web.asking import Web
from transforms.web.messages import Failure, Request, Result
from transforms.web.politeness import BUSY
from transforms.web.trail import Again, Trail, advance
from transforms.web.urls import fetchable, host_of

_LOG = logging.getLogger(__name__)

Deliver = Callable[[tuple[Request, Result]], None]


class Batch:
    """The requests of one caller, from submission to delivery.

    A request waits in its host's queue until the host may be asked and fewer than `max_in_flight` answers are in
    hand, which are those being received and those delivered but not yet taken. It waits anew for each redirect and
    each retry, so nothing that merely waits holds anything back.
    """

    def __init__(self, web: Web, deliver: Deliver) -> None:
        self._web = web
        self._deliver = deliver
        self._queues: dict[str, deque[Trail]] = {}
        self._alarms: dict[str, asyncio.TimerHandle] = {}
        self._starved: dict[str, None] = {}  # hosts that may be asked but for max_in_flight, longest waiting first
        self._tasks: set[asyncio.Task[None]] = set()
        self._pauses: set[asyncio.TimerHandle] = set()
        self._in_hand = 0

    def open(self) -> None:
        """Let the web tell this batch when a host is free again; from here on everything happens on the loop."""
        self._web.wakers.add(self.pump)

    def submit(self, request: Request) -> None:
        """Take in a request."""
        url = fetchable(request.url)
        if url is None:
            self._in_hand += 1
            self._finish(request, Failure(Reason.BAD_URL, "not an http(s) address", request.url))
        else:
            trail = Trail(request, url, host_of(url))
            self._queues.setdefault(trail.host, deque()).append(trail)
            self.pump(trail.host)

    def taken(self) -> None:
        """Note that the caller took a result, so that another request may start."""
        self._in_hand -= 1
        self._feed_starved()

    async def cancel(self) -> None:
        """Give up everything under way; nothing is delivered after this."""
        self._web.wakers.discard(self.pump)
        for handle in (*self._alarms.values(), *self._pauses):
            handle.cancel()
        self._queues.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def pump(self, host: str) -> None:
        """Start what may be started on a host, and see to it that the rest is thought of in time."""
        queue = self._queues.get(host)
        while queue:
            wait = self._web.wait_s(queue[0])
            if wait == BUSY:
                return  # whoever is busy there comes back here
            held = self._web.held_s(host) if wait else 0.0
            if held > self._web.settings.max_retry_after_s:
                self._give_up(queue, held)
            elif wait:
                self._set_alarm(host, wait)
                return
            elif self._in_hand >= self._web.settings.max_in_flight:
                self._starved[host] = None
                return
            else:
                self._start(queue.popleft())
        self._queues.pop(host, None)

    def _go_on(self, trail: Trail) -> None:
        """Put a request back in front of those that have not begun."""
        self._queues.setdefault(trail.host, deque()).appendleft(trail)
        self.pump(trail.host)

    def _start(self, trail: Trail) -> None:
        host = trail.host  # the trail may lead elsewhere before the task ends
        self._in_hand += 1
        self._web.began(host)
        task = self._web.loop.create_task(self._step(trail))
        self._tasks.add(task)

        def ended(task: asyncio.Task[None]) -> None:  # runs for a task that is cancelled before it begins, too
            self._tasks.discard(task)
            self._web.ended(host)

        task.add_done_callback(ended)

    async def _step(self, trail: Trail) -> None:
        began = self._web.loop.time()
        try:
            answer = await self._web.ask(trail)
            trail.asked_s += self._web.loop.time() - began
            outcome = advance(trail, answer, self._web.settings)
        except Exception:
            _LOG.exception("a bug, while asking for %s", trail.url)
            outcome = Failure(Reason.BUG, traceback.format_exc(), trail.url, attempts=trail.attempt)
        if isinstance(outcome, Again):
            self._in_hand -= 1
            self._later(outcome.pause_s, trail)
            self._feed_starved()
        else:
            self._finish(trail.request, outcome)

    def _finish(self, request: Request, result: Result) -> None:
        self._web.stats_of(host_of(request.url)).settled(result)
        self._deliver((request, result))

    def _give_up(self, queue: deque[Trail], wait: float) -> None:
        """Leave a host that asked for more patience than a run has to a later run."""
        while queue:
            trail = queue.popleft()
            self._in_hand += 1
            told = f"the host asked not to be asked for {wait:.0f} s"
            failure = Failure(Reason.RATE_LIMITED, told, trail.url, retry_after_s=wait, attempts=trail.attempt - 1)
            self._finish(trail.request, failure)

    def _later(self, pause_s: float, trail: Trail) -> None:
        if not pause_s:
            self._go_on(trail)
            return

        def resume() -> None:
            self._pauses.discard(handle)
            self._go_on(trail)

        handle = self._web.loop.call_later(pause_s, resume)
        self._pauses.add(handle)

    def _set_alarm(self, host: str, wait: float) -> None:
        def ring() -> None:
            del self._alarms[host]
            self.pump(host)

        if host not in self._alarms:
            self._alarms[host] = self._web.loop.call_later(wait, ring)

    def _feed_starved(self) -> None:
        while self._starved and self._in_hand < self._web.settings.max_in_flight:
            host = next(iter(self._starved))
            del self._starved[host]
            self.pump(host)
