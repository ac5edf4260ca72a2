"""What all callers of an engine share: the client, each host's manners and robots.txt, and the counts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from transforms.web.client import Client, Limits
from transforms.web.messages import Failure, Redirect, Request, Response
from transforms.web.politeness import BUSY, Manners
from transforms.web.robots import MAX_BYTES, Robots
from transforms.web.settings import WebSettings
from transforms.web.stats import HostStats
from transforms.web.trail import Trail
from transforms.web.urls import host_of


class Web:
    """Asks the web in everyone's name, so that a host's limits hold over all who ask. Lives on one event loop.

    `wakers` are called with a host when something there may go on that had to wait.
    """

    def __init__(self, client: Client, settings: WebSettings) -> None:
        self._client = client
        self.settings = settings
        self._manners = Manners(settings.host_delay_s, settings.host_concurrency)
        self.stats: dict[str, HostStats] = {}
        self.wakers: set[Callable[[str], None]] = set()
        self.loop = asyncio.get_running_loop()
        self._robots = Robots(self._ask_robots, settings, self.loop.time)

    async def ask(self, trail: Trail) -> Response | Redirect | Failure:
        """Ask for a request's next address, if robots.txt lets us."""
        if self._minds_robots(trail.request):
            refused = await self._refusal(trail.url, trail.host)
            if refused is not None:
                return refused
        answer = await self._client.get(trail.url, trail.headers(), trail.request.kind)
        self.stats_of(trail.host).exchanged(answer)
        if isinstance(answer, Failure) and answer.retry_after_s:
            self._manners.hold(trail.host, self.loop.time(), answer.retry_after_s)
        return answer

    def wait_s(self, trail: Trail) -> float:
        """Return the seconds until a request may go on, BUSY where another one's progress decides.

        Until a host's robots.txt is read its first request goes alone, since a crawl-delay may stand there.
        """
        alone = self._manners.is_idle(trail.host)
        if not alone and self._minds_robots(trail.request) and not self._robots.knows(trail.url):
            return BUSY
        return self._manners.wait_s(trail.host, self.loop.time())

    def held_s(self, host: str) -> float:
        """Return the seconds for which a host asked not to be asked."""
        return self._manners.held_s(host, self.loop.time())

    def began(self, host: str) -> None:
        """Note that a request to a host starts."""
        self._manners.begin(host, self.loop.time())

    def ended(self, host: str) -> None:
        """Note that a host's request ended, and let whoever waits for the host go on."""
        self._manners.end(host, self.loop.time())
        self._wake(host)

    async def close(self) -> None:
        """Close every connection."""
        self._robots.cancel()
        await self._client.close()

    def stats_of(self, host: str) -> HostStats:
        """Return the counts of a host."""
        return self.stats.setdefault(host, HostStats())

    def _minds_robots(self, request: Request) -> bool:
        return request.check_robots and self.settings.respect_robots

    async def _refusal(self, url: str, host: str) -> Failure | None:
        known = self._robots.knows(url)
        rules = await self._robots.rules(url)
        if not known:
            self._manners.slow_down(host, min(rules.crawl_delay_s, self.settings.max_crawl_delay_s))
            self._wake(host)
        return rules.refusal(url)

    def _wake(self, host: str) -> None:
        for wake in tuple(self.wakers):
            wake(host)

    async def _ask_robots(self, url: str) -> Response | Redirect | Failure:
        answer = await self._client.get(url, limits=Limits(MAX_BYTES, cut=True))
        self.stats_of(host_of(url)).exchanged(answer)
        return answer
