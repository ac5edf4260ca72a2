"""One exchange with one server: a GET, its answer, and every way it can go wrong as a value."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

import aiohttp
from yarl import URL

from schemas.reject import Reason
from transforms.web import failures
from transforms.web.encoding import ACCEPTED, BodyDecoder, EncodingError, TooLargeError
from transforms.web.guard import refused_literal, resolver
from transforms.web.keepalive import IDLE_S, KeepAlive, hosts_that_fit
from transforms.web.messages import Failure, Kind, Redirect, Response
from transforms.web.proxies import Proxies, Proxy
from transforms.web.retry import retry_after_s
from transforms.web.settings import WebSettings
from transforms.web.urls import absolute, fetchable, host_of

_MAX_HEADER_BYTES = 64 * 1024  # real sites send Content-Security-Policy lines far beyond aiohttp's default of 8 kB
_DRAIN_BYTES = 64 * 1024  # a short body is read even if nobody wants it: that keeps the connection
_DRAIN_S = 1.0
_DNS_KEEP_S = 300
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_ACCEPT: dict[Kind, str] = {
    "page": "text/html,application/xhtml+xml,*/*;q=0.8",
    "feed": "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a body is taken: at most `cap` bytes; with `cut` the rest is left, without it the answer fails."""

    cap: int
    cut: bool = False


class Client:
    """Asks for one address at a time, through the guard and the proxies. Belongs to one event loop.

    Redirects are not followed here: each is given back, since each may need another host's consent.
    """

    def __init__(self, settings: WebSettings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock
        self._limits = Limits(settings.max_body_bytes)
        self._proxies = Proxies.of(settings.proxy)
        self._keep_alive = KeepAlive(hosts_that_fit())
        self._direct: aiohttp.ClientSession | None = None
        self._proxied: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the sessions; to be called on the loop that will use them."""
        self._direct = self._session(guarded=not self._settings.allow_private_networks)
        if self._proxies:
            # A proxy usually sits in a private network, so its own name is not for the guard to judge.
            self._proxied = self._session(guarded=False)

    async def close(self) -> None:
        """Close every connection."""
        for session in (self._direct, self._proxied):
            if session is not None:
                await session.close()

    async def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        kind: Kind = "page",
        limits: Limits | None = None,
    ) -> Response | Redirect | Failure:
        """Ask for a fetchable address once. An exception is a bug, anything the web does is a value."""
        host = host_of(url)
        if not self._settings.allow_private_networks and refused_literal(host):
            return Failure(Reason.ADDRESS_REFUSED, f"{host} is not on the public internet", url)
        proxy = self._proxies.for_url(url, host) if self._proxied is not None else None
        sent = {"Accept": _ACCEPT[kind], **(headers or {})}
        if not self._keep_alive.worth(host, monotonic()):
            sent["Connection"] = "close"
        try:
            return await self._exchange(url, sent, proxy, limits or self._limits)
        except Exception as error:
            failure = failures.refusal(url, error) or failures.of_error(url, error)
            if failure is None:
                raise
            return failure

    async def _exchange(
        self, url: str, headers: dict[str, str], proxy: Proxy | None, limits: Limits
    ) -> Response | Redirect | Failure:
        session = self._direct if proxy is None else self._proxied
        if session is None:
            raise RuntimeError("the client is not open")
        started = monotonic()
        through = _through(url, headers, proxy)
        async with session.get(URL(url, encoded=True), allow_redirects=False, **through) as answer:
            if answer.status in _REDIRECTS:
                await _drain(answer)
                return _redirect(url, answer)
            if not _usable(answer.status, headers):
                await _drain(answer)
                asked = retry_after_s(answer.headers.get("Retry-After"), self._clock())
                return failures.of_status(url, answer.status, asked)
            body = await _body(answer, limits)
            if body is None:
                return failures.too_large(url, limits.cap)
            return Response(
                url=url,
                status=answer.status,
                headers=_plain(answer.headers),
                body=body,
                content_type=answer.headers.get("Content-Type"),
                elapsed_s=monotonic() - started,
                fetched_at=self._clock(),
            )

    def _session(self, *, guarded: bool) -> aiohttp.ClientSession:
        settings = self._settings
        connector = aiohttp.TCPConnector(
            resolver=resolver(allow_private=not guarded),
            limit=0,  # the engine bounds what is in flight, by host and in all
            keepalive_timeout=IDLE_S,
            ttl_dns_cache=_DNS_KEEP_S,
        )
        return aiohttp.ClientSession(
            connector=connector,
            auto_decompress=False,  # ours stops at the cap; aiohttp's would hold the whole of a bomb
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": settings.user_agent, "Accept-Encoding": ACCEPTED},
            timeout=aiohttp.ClientTimeout(
                total=settings.total_timeout_s,
                sock_connect=settings.connect_timeout_s,
                sock_read=settings.read_timeout_s,
            ),
            max_line_size=_MAX_HEADER_BYTES,
            max_field_size=_MAX_HEADER_BYTES,
        )


def _through(url: str, headers: dict[str, str], proxy: Proxy | None) -> dict[str, object]:
    """Return the arguments of a request; a tunnel's password goes to the proxy alone, never to the site behind it."""
    if proxy is None:
        return {"headers": headers}
    if url.startswith("https:"):
        return {"headers": headers, "proxy": proxy.url, "proxy_headers": proxy.headers}
    return {"headers": {**headers, **proxy.headers}, "proxy": proxy.url}


def _usable(status: int, sent: Mapping[str, str]) -> bool:
    conditional = "If-None-Match" in sent or "If-Modified-Since" in sent
    return 200 <= status < 300 or (status == 304 and conditional)


def _redirect(url: str, answer: aiohttp.ClientResponse) -> Redirect:
    location = answer.headers.get("Location")
    target = absolute(url, location) if location else None
    return Redirect(
        url,
        fetchable(target) if target else None,
        permanent=answer.status in _PERMANENT,
        cookies=answer.cookies if "Set-Cookie" in answer.headers else None,
    )


async def _body(answer: aiohttp.ClientResponse, limits: Limits) -> bytes | None:
    """Read and decode a body; None where it is over the cap."""
    if (answer.content_length or 0) > limits.cap and not limits.cut:
        return None
    decoder = BodyDecoder(answer.headers.get("Content-Encoding"), limits.cap)
    try:
        async for piece in answer.content.iter_any():
            decoder.feed(piece)
    except TooLargeError:
        return decoder.body() if limits.cut else None
    body = decoder.body()
    if not decoder.finished and not _has_known_end(answer):
        raise aiohttp.ClientPayloadError("connection closed within a compressed body")
    if not decoder.finished and not body:
        raise EncodingError("compressed body holds nothing that can be read")
    return body  # without its trailer it may be: browsers show such pages, too


def _has_known_end(answer: aiohttp.ClientResponse) -> bool:
    """Return whether the transfer says by itself where it ends, so that a missing trailer is the server's doing."""
    return answer.content_length is not None or "Transfer-Encoding" in answer.headers


async def _drain(answer: aiohttp.ClientResponse) -> None:
    """Read a short body that nobody wants; if it does not come, the status said all there is to know."""
    if answer.content_length is not None and answer.content_length <= _DRAIN_BYTES:
        with suppress(aiohttp.ClientError, asyncio.TimeoutError):
            await asyncio.wait_for(answer.read(), _DRAIN_S)


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    plain: dict[str, str] = {}
    for name, value in headers.items():
        plain.setdefault(name.lower(), value if value.isascii() else _repaired(value))
    return plain


def _repaired(value: str) -> str:
    """Return a header that is not UTF-8 as the Latin-1 it then is, so that it can be stored."""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
