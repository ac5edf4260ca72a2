"""A site that behaves as badly as real ones do, on loopback; asked as a proxy it plays every host there is."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

from aiohttp import web

PAGE = "<html><title>Talks</title><p>The ministers met on Tuesday.</p></html>"
Answer = Callable[[web.BaseRequest, int], Awaitable[web.StreamResponse]]
_ANSWERS: dict[str, Answer] = {}


def answers(path: str) -> Callable[[Answer], Answer]:
    """Register what a path answers; it is given the request and how often the path was asked before."""

    def register(answer: Answer) -> Answer:
        _ANSWERS[path] = answer
        return answer

    return register


class Site:
    """Serves in a thread of its own from construction until `stop`; remembers every request as (host, path)."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.robots: dict[str, web.Response] = {}
        self._counts: Counter[tuple[str, str]] = Counter()
        self.running = self.most_running = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._runner, self.port = asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(10)
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """End every connection and the thread."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def times(self, path: str) -> int:
        """Return how often a path was asked."""
        return sum(asked == path for _, asked in self.asked)

    async def _serve(self) -> tuple[web.ServerRunner, int]:
        runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return runner, int(runner.addresses[0][1])

    async def _end(self) -> None:
        await self._runner.cleanup()
        left = asyncio.all_tasks() - {asyncio.current_task()}  # answers still dripping to clients that have gone
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        host, path = request.host, request.path
        before = self._counts[host, path]
        self._counts[host, path] += 1
        self.asked.append((host, path))
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        if path == "/robots.txt":
            return self._robots_of(host)
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            return await _ANSWERS.get("/" + path.split("/")[1], _page)(request, before)
        finally:
            self.running -= 1

    def _robots_of(self, host: str) -> web.Response:
        made = self.robots.get(host)
        if made is None:
            return web.Response(status=404)
        return web.Response(status=made.status, body=made.body, headers=made.headers)


async def _page(_: web.BaseRequest, __: int) -> web.StreamResponse:
    return web.Response(text=PAGE, content_type="text/html")


async def _cut_off(request: web.BaseRequest, response: web.StreamResponse) -> web.StreamResponse:
    """Drop the connection under an answer that has begun."""
    assert request.transport is not None
    await asyncio.sleep(0.02)  # else the bytes written never leave
    request.transport.abort()
    return response


async def _started(request: web.BaseRequest, headers: dict[str, str]) -> web.StreamResponse:
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    return response


@answers("/slow")
async def _slow(_: web.BaseRequest, __: int) -> web.StreamResponse:
    await asyncio.sleep(0.05)
    return web.Response(text=PAGE)


@answers("/bomb")
async def _bomb(_: web.BaseRequest, __: int) -> web.StreamResponse:
    return web.Response(body=gzip.compress(bytes(20 << 20), 1), headers={"Content-Encoding": "gzip"})


@answers("/long")
async def _long(request: web.BaseRequest, _: int) -> web.StreamResponse:
    response = await _started(request, {})
    while True:
        await response.write(b"<p>and so on</p>" * 4096)


@answers("/drip")
async def _drip(request: web.BaseRequest, _: int) -> web.StreamResponse:
    response = await _started(request, {"Content-Length": "100000"})
    while True:
        await response.write(b".")
        await asyncio.sleep(0.05)


@answers("/silent")
async def _silent(_: web.BaseRequest, __: int) -> web.StreamResponse:
    await asyncio.sleep(60)
    return web.Response()


@answers("/truncated")
async def _truncated(request: web.BaseRequest, before: int) -> web.StreamResponse:
    """Cut short as often as the path says: /truncated/2."""
    if before >= int(request.path.split("/")[2]):
        return web.Response(text=PAGE)
    response = await _started(request, {"Content-Length": "1000"})
    await response.write(b"<html>")
    return await _cut_off(request, response)


@answers("/reset")
async def _reset(request: web.BaseRequest, before: int) -> web.StreamResponse:
    if before < int(request.path.split("/")[2]):
        assert request.transport is not None
        request.transport.abort()
    return web.Response(text=PAGE)


async def _raw(request: web.BaseRequest, answer: bytes) -> web.StreamResponse:
    """Send bytes as they are and close the connection."""
    assert request.transport is not None
    request.transport.write(answer)
    await asyncio.sleep(0.02)  # else the answer that the framework adds would follow
    request.transport.close()
    return web.Response()


@answers("/raw")
async def _raw_answer(request: web.BaseRequest, _: int) -> web.StreamResponse:
    """Send what the site was given to send."""
    return await _raw(request, _RAW[int(request.path.split("/")[2])])


_RAW: list[bytes] = []


def raw(answer: bytes) -> str:
    """Return a path that answers with these bytes."""
    _RAW.append(answer)
    return f"/raw/{len(_RAW) - 1}"


@answers("/open-ended")
async def _open_ended(request: web.BaseRequest, _: int) -> web.StreamResponse:
    """A compressed body without a length, whose connection closes in the middle of it."""
    body = gzip.compress(PAGE.encode() * 100)[:-20]
    return await _raw(request, b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + body)


@answers("/bad-gzip")
async def _bad_gzip(_: web.BaseRequest, __: int) -> web.StreamResponse:
    body = bytearray(gzip.compress(PAGE.encode() * 10))
    body[-6] ^= 0xFF  # in the checksum
    return web.Response(body=bytes(body), headers={"Content-Encoding": "gzip"})


@answers("/plain-gzip")
async def _plain_gzip(_: web.BaseRequest, __: int) -> web.StreamResponse:
    return web.Response(body=PAGE.encode(), headers={"Content-Encoding": "gzip"})


@answers("/big-headers")
async def _big_headers(_: web.BaseRequest, __: int) -> web.StreamResponse:
    return web.Response(text=PAGE, headers={"Content-Security-Policy": "default-src 'self' " * 1000})


@answers("/huge-headers")
async def _huge_headers(_: web.BaseRequest, __: int) -> web.StreamResponse:
    return web.Response(text=PAGE, headers={"X-Noise": "noise " * 40_000})


@answers("/status")
async def _status(request: web.BaseRequest, _: int) -> web.StreamResponse:
    return web.Response(status=int(request.path.split("/")[2]), text="no")


@answers("/busy")
async def _busy(request: web.BaseRequest, before: int) -> web.StreamResponse:
    """429 the first time, with a date to come back at: /busy/1 asks for one second."""
    if before:
        return web.Response(text=PAGE)
    at = datetime.now(timezone.utc) + timedelta(seconds=int(request.path.split("/")[2]))
    return web.Response(status=429, headers={"Retry-After": format_datetime(at, usegmt=True)})


@answers("/to")
async def _to(request: web.BaseRequest, _: int) -> web.StreamResponse:
    """Redirect to the query's address: /to/302?http://..."""
    return web.Response(status=int(request.path.split("/")[2]), headers={"Location": request.query_string})


@answers("/hops")
async def _hops(request: web.BaseRequest, _: int) -> web.StreamResponse:
    """/hops/3 redirects three times."""
    left = int(request.path.split("/")[2])
    return web.Response(status=301, headers={"Location": f"{left - 1}"}) if left else web.Response(text=PAGE)


@answers("/circle")
async def _circle(request: web.BaseRequest, _: int) -> web.StreamResponse:
    here = request.path.endswith("a")
    return web.Response(status=302, headers={"Location": "/circle/b" if here else "/circle/a"})


@answers("/cookie-wall")
async def _cookie_wall(request: web.BaseRequest, _: int) -> web.StreamResponse:
    """Sends a reader back to itself until the cookie comes, as paywalls and consent pages do."""
    if "seen=yes" in request.headers.get("Cookie", ""):
        return web.Response(text=PAGE)
    answer = web.Response(status=302, headers={"Location": str(request.rel_url)})
    answer.set_cookie("seen", "yes", path="/")
    return answer


@answers("/cookie-circle")
async def _cookie_circle(request: web.BaseRequest, before: int) -> web.StreamResponse:
    answer = web.Response(status=302, headers={"Location": str(request.rel_url)})
    answer.set_cookie("count", str(before))
    return answer


@answers("/nowhere")
async def _nowhere(_: web.BaseRequest, __: int) -> web.StreamResponse:
    return web.Response(status=302)


@answers("/versioned")
async def _versioned(request: web.BaseRequest, _: int) -> web.StreamResponse:
    if request.headers.get("If-None-Match") == '"v1"':
        return web.Response(status=304, headers={"ETag": '"v1"'})
    return web.Response(text=PAGE, headers={"ETag": '"v1"', "X-Word": "caf\udce9"})
