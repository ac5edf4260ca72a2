"""robots.txt, by RFC 9309: fetched once for an origin, and obeyed."""

from __future__ import annotations

import asyncio
import dataclasses
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from protego import Protego

from schemas.reject import Reason
from transforms.web.messages import Failure, Redirect, Response, Result
from transforms.web.retry import pause_s
from transforms.web.settings import WebSettings
from transforms.web.urls import host_of, origin_of

MAX_BYTES = 500 * 1024  # RFC 9309 section 2.5: at least this much is to be read; the rest is cut
MAX_REDIRECTS = 5  # section 2.3.1.2
_KEEP_S = 24 * 3600.0  # section 2.4
_KEEP_FAILURE_S = 600.0  # a server that is down now is asked again within the same long run
_KEEP_ORIGINS = 5000
_TRIES = 2

# A host that cannot be reached at all is no matter of robots.txt; the page's failure then says what it is.
_OUT_OF_REACH = frozenset({Reason.DNS, Reason.CONNECT, Reason.TLS, Reason.ADDRESS_REFUSED, Reason.BAD_URL})

Ask = Callable[[str], Awaitable[Response | Redirect | Failure]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What an origin lets us do: a parsed robots.txt, or nothing if it has none, or the failure to get it."""

    agent: str
    parsed: Protego | None = None
    failure: Failure | None = None

    def refusal(self, url: str) -> Failure | None:
        """Return why an address may not be asked for, or None if it may."""
        if self.failure is not None:
            return self.failure
        if self.parsed is None or self.parsed.can_fetch(url, self.agent):
            return None
        return Failure(Reason.ROBOTS, f"robots.txt of {host_of(url)} disallows it to {self.agent}", url)

    @property
    def crawl_delay_s(self) -> float:
        """The delay asked for, in seconds; zero if none."""
        return float(self.parsed.crawl_delay(self.agent) or 0.0) if self.parsed is not None else 0.0


class Robots:
    """The rules of every origin asked, each fetched once however many wait for it. Lives on one event loop."""

    def __init__(self, ask: Ask, settings: WebSettings, clock: Callable[[], float]) -> None:
        self._ask = ask
        self._agent = settings.user_agent.partition("/")[0]  # the product token, as section 2.2.1 wants it
        self._patience = dataclasses.replace(settings, tries=_TRIES, max_retry_after_s=0.0)  # the page waits behind it
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Rules]] = OrderedDict()
        self._pending: dict[str, asyncio.Future[Rules]] = {}

    def knows(self, url: str) -> bool:
        """Return whether the rules of an address's origin are at hand."""
        return self._at_hand(origin_of(url)) is not None

    async def rules(self, url: str) -> Rules:
        """Return the rules of an address's origin, fetching them if need be."""
        origin = origin_of(url)
        rules = self._at_hand(origin)
        if rules is not None:
            return rules
        pending = self._pending.get(origin)
        if pending is None:
            pending = self._pending[origin] = asyncio.ensure_future(self._fetch(origin))
            pending.add_done_callback(lambda _: self._pending.pop(origin, None))
        return await asyncio.shield(pending)  # one caller's cancellation is not the others'

    def cancel(self) -> None:
        """Give up every fetch under way."""
        for pending in self._pending.values():
            pending.cancel()

    def _at_hand(self, origin: str) -> Rules | None:
        expires, rules = self._known.get(origin, (0.0, None))
        return rules if self._clock() < expires else None

    async def _fetch(self, origin: str) -> Rules:
        rules = read(await self._answer(origin + "/robots.txt"), self._agent)
        keep_s = _KEEP_FAILURE_S if rules.failure else _KEEP_S
        self._known[origin] = (self._clock() + keep_s, rules)
        if len(self._known) > _KEEP_ORIGINS:
            self._known.popitem(last=False)
        return rules

    async def _answer(self, url: str) -> Result:
        attempt = 1
        while True:
            answer = await self._followed(url)
            pause = pause_s(answer, attempt, self._patience) if isinstance(answer, Failure) else None
            if pause is None:
                return answer
            await asyncio.sleep(pause)
            attempt += 1

    async def _followed(self, url: str) -> Result:
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._ask(url)
            if not isinstance(answer, Redirect):
                return answer
            if answer.location is None:
                break
            url = answer.location
        # Section 2.3.1.2: beyond five hops it may be taken as unavailable, which allows.
        return Failure(Reason.HTTP_CLIENT, "robots.txt redirects without end", url, status=404)


def read(answer: Result, agent: str) -> Rules:
    """Return the rules an answer to /robots.txt stands for.

    A 4xx allows everything; a server's error or silence forbids it until the server is well (sections 2.3.1.3 and 4).
    429 counts as an error of the server, since it says that we ask too much, not that there is no file.
    """
    if isinstance(answer, Response):
        return Rules(agent, Protego.parse(answer.body.decode("utf-8-sig", "replace")))
    if answer.reason in (Reason.HTTP_CLIENT, Reason.GONE, Reason.BAD_ENCODING):
        return Rules(agent)
    if answer.reason in _OUT_OF_REACH:
        return Rules(agent, failure=dataclasses.replace(answer, again=False))
    message = f"robots.txt cannot be had, so nothing may be fetched: {answer.message}"
    return Rules(agent, failure=Failure(Reason.ROBOTS_UNREACHABLE, message, answer.url, status=answer.status))
