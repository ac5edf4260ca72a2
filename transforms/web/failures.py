"""From what goes wrong with an exchange to a typed reason."""

from __future__ import annotations

import asyncio
import socket

import aiohttp

from schemas.reject import Reason
from transforms.web.encoding import EncodingError, TooLargeError
from transforms.web.guard import AddressRefusedError
from transforms.web.messages import Failure

# 5xx that speak of now. 501, 505 and their like speak of the request, and say the same on the next try.
# 520 to 524 are Cloudflare's for an origin server that does not answer as it should.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


def of_status(url: str, status: int, retry_after_s: float | None) -> Failure:
    """Return the failure a status code means; `status` is neither 2xx nor a redirect."""
    message = f"HTTP status {status}"
    return Failure(_status_reason(status), message, url, status in _PASSING, status, retry_after_s)


def of_error(url: str, error: Exception) -> Failure | None:
    """Return the failure an exception of the exchange means, or None for one that is a bug of ours."""
    for kinds, reason, again in _ERRORS:
        if isinstance(error, kinds):
            return Failure(reason, _told(error), url, again)
    return None


def too_large(url: str, cap: int) -> Failure:
    """Return the failure of a body beyond the cap in bytes."""
    return Failure(Reason.TOO_LARGE, f"body is over {cap} bytes", url)


def _status_reason(status: int) -> Reason:
    if status == 408:
        return Reason.TIMEOUT
    if status == 410:
        return Reason.GONE
    if status == 429:
        return Reason.RATE_LIMITED
    return Reason.HTTP_SERVER if status >= 500 else Reason.HTTP_CLIENT


# The first that fits counts, so special cases stand before general ones.
_ERRORS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Reason, bool], ...] = (
    (EncodingError, Reason.BAD_ENCODING, False),
    (TooLargeError, Reason.TOO_LARGE, False),
    (aiohttp.ClientConnectorDNSError, Reason.DNS, True),
    ((aiohttp.ConnectionTimeoutError, aiohttp.SocketTimeoutError), Reason.TIMEOUT, True),
    # The whole exchange took too long though bytes came: the next try would take as long.
    (asyncio.TimeoutError, Reason.TIMEOUT, False),
    ((aiohttp.ClientSSLError, aiohttp.ClientConnectorCertificateError), Reason.TLS, False),
    ((aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError), Reason.CONNECT, True),
    (aiohttp.ClientConnectorError, Reason.CONNECT, True),
    ((aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError, aiohttp.ClientOSError), Reason.RESET, True),
    (aiohttp.InvalidURL, Reason.BAD_URL, False),
    (aiohttp.ClientResponseError, Reason.HTTP_SERVER, False),  # not HTTP, or headers beyond our limits
    (aiohttp.ClientError, Reason.CONNECT, False),
    (OSError, Reason.RESET, True),
)


def refusal(url: str, error: Exception) -> Failure | None:
    """Return the guard's refusal, if that is what is behind the client's error."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, AddressRefusedError):
        return Failure(Reason.ADDRESS_REFUSED, str(cause), url)
    return None


def _told(error: Exception) -> str:
    """Return an error in one line; some of them have nothing to say but their name."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, socket.gaierror):
        return f"name does not resolve: {cause.strerror}"
    if isinstance(cause, aiohttp.ClientResponseError):
        proxy = isinstance(cause, aiohttp.ClientHttpProxyError)
        return _line(f"proxy does not connect us: {cause.status}" if proxy else "answer is not HTTP:", cause.message)
    if isinstance(cause, EncodingError):
        return str(cause)
    meaning = next((meaning for kind, meaning in _MEANINGS if isinstance(cause, kind)), None)
    return meaning or _line(f"{type(cause).__name__}:", str(cause))


def _line(*parts: str) -> str:
    return " ".join(" ".join(parts).split())[:_MESSAGE_LENGTH].rstrip(":")


_MESSAGE_LENGTH = 300
# What a person needs to know, where the library's words are about its own workings.
_MEANINGS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientPayloadError, "body was cut short"),
    (aiohttp.ServerDisconnectedError, "server hung up without an answer"),
    (ConnectionResetError, "connection was reset"),
    (ConnectionRefusedError, "connection was refused"),
    (aiohttp.ConnectionTimeoutError, "no connection in time"),
    (aiohttp.SocketTimeoutError, "server fell silent"),
    (asyncio.TimeoutError, "answer took too long"),
)
