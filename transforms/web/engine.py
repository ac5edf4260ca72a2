"""The engine: requests in, results out as they come, over an event loop in a thread of its own.

with Engine(WebSettings(), clock) as engine:
    for request, result in engine.results(requests):
        ...
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, TypeVar

from transforms.web.asking import Web
from transforms.web.client import Client
from transforms.web.dispatch import Batch
from transforms.web.messages import Request, Result
from transforms.web.settings import WebSettings
from transforms.web.stats import HostStats

_RESOLVER_THREADS = 32  # getaddrinfo blocks for seconds on a dead name server; the default of a few threads would queue
_CLOSE_S = 5.0  # then the thread, a daemon, is left to end with the process
_LOOK_S = 1.0  # how often a waiting caller makes sure that the thread still lives

T = TypeVar("T")


class Engine:
    """Fetches many addresses at once within the manners of `settings`.

    `clock` tells the instant (UTC-aware) that answers are stamped with. The constructor does nothing but remember:
    `start` and `close`, or a `with` block, hold the thread and its connections. Several callers may use one engine
    from several threads; a host's limits hold over all of them.
    """

    def __init__(self, settings: WebSettings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._web: Web | None = None
        self._batches: set[Batch] = set()  # touched on the loop only

    def start(self) -> Engine:
        """Start the thread; raises ConfigError for a proxy that cannot be used. Returns the engine itself."""
        client = Client(self._settings, self._clock)
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(_RESOLVER_THREADS, "attache-resolver"))
        self._thread = threading.Thread(target=self._loop.run_forever, name="attache-web", daemon=True)
        self._thread.start()
        self._web = self._call(_open(client, self._settings)).result()
        return self

    def close(self) -> None:
        """Give up what is under way, close every connection and end the thread. Closing twice is fine."""
        loop, web, thread = self._loop, self._web, self._thread
        if loop is None or thread is None:
            return
        try:
            if web is not None:
                self._call(self._give_up(web)).result(_CLOSE_S)
        finally:
            self._loop = self._thread = None
            loop.call_soon_threadsafe(loop.stop)
            thread.join(_CLOSE_S)
            if not thread.is_alive():
                loop.close()

    def __enter__(self) -> Engine:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def results(self, requests: Iterable[Request]) -> Generator[tuple[Request, Result], None, None]:
        """Yield every request with its result, in the order the results come.

        Requests are drawn from the iterable in the caller's thread and only as there is room for them
        (`max_waiting`); while the caller is busy elsewhere at most `max_in_flight` results are fetched ahead.
        Leaving the loop early gives up the rest. Raises RuntimeError where the engine is not started, or is closed
        meanwhile.
        """
        if self._loop is None or self._web is None:
            raise RuntimeError("the engine is not started")
        done: SimpleQueue[tuple[Request, Result]] = SimpleQueue()
        batch = Batch(self._web, done.put)
        self._soon(self._admit, batch)
        try:
            yield from self._drawn(iter(requests), batch, done)
        finally:
            if self._loop is not None:
                self._call(self._end(batch))

    def stats(self) -> dict[str, HostStats]:
        """Return the counts of each host so far; the last ones remain after closing."""
        return {host: counts.copy() for host, counts in tuple(self._web.stats.items())} if self._web else {}

    def _admit(self, batch: Batch) -> None:
        self._batches.add(batch)
        batch.open()

    async def _end(self, batch: Batch) -> None:
        self._batches.discard(batch)
        await batch.cancel()

    async def _give_up(self, web: Web) -> None:
        for batch in tuple(self._batches):
            await self._end(batch)
        await web.close()

    def _drawn(
        self, requests: Iterator[Request], batch: Batch, done: SimpleQueue[tuple[Request, Result]]
    ) -> Iterator[tuple[Request, Result]]:
        open_requests = 0
        for request in requests:
            self._soon(batch.submit, request)
            open_requests += 1
            while open_requests and (open_requests >= self._settings.max_waiting or not done.empty()):
                yield self._next(batch, done)
                open_requests -= 1
        for _ in range(open_requests):
            yield self._next(batch, done)

    def _next(self, batch: Batch, done: SimpleQueue[tuple[Request, Result]]) -> tuple[Request, Result]:
        while True:
            try:
                result = done.get(timeout=_LOOK_S)
            except Empty:
                if self._thread is None or not self._thread.is_alive():
                    raise RuntimeError("the engine was closed while results were awaited") from None
            else:
                self._soon(batch.taken)
                return result

    def _soon(self, function: Callable[..., None], *arguments: object) -> None:
        if self._loop is None:
            raise RuntimeError("the engine was closed while results were awaited")
        self._loop.call_soon_threadsafe(function, *arguments)

    def _call(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        if self._loop is None:
            raise RuntimeError("the engine is not started")
        return asyncio.run_coroutine_threadsafe(work, self._loop)


async def _open(client: Client, settings: WebSettings) -> Web:
    await client.open()
    return Web(client, settings)
