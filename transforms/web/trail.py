"""The way of one request through redirects and retries, and what follows from each answer on it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.reject import Reason
from transforms.web.cookies import Cookies
from transforms.web.messages import Failure, Redirect, Request, Response, Result
from transforms.web.retry import pause_s
from transforms.web.settings import WebSettings
from transforms.web.urls import host_of


@dataclass(slots=True)
class Trail:
    """Where a request is on its way: the address to ask next, and what lies behind.

    `asked_s` is the time spent on its exchanges so far; waiting for a turn does not count.
    """

    request: Request
    url: str
    host: str
    attempt: int = 1
    asked_s: float = 0.0
    redirects: int = 0
    all_permanent: bool = True
    seen: set[str] = field(default_factory=set)
    cookies: Cookies = field(default_factory=Cookies)

    def headers(self) -> Mapping[str, str]:
        """Return the headers to ask the next address with."""
        cookie = self.cookies.header(self.url)
        return {**self.request.headers, "Cookie": cookie} if cookie else self.request.headers


@dataclass(frozen=True, slots=True)
class Again:
    """The request is not done: its trail's address is to be asked after a pause in seconds."""

    pause_s: float


def advance(trail: Trail, answer: Response | Redirect | Failure, settings: WebSettings) -> Result | Again:
    """Take one answer into a trail, and return the result of the request or that it goes on."""
    if isinstance(answer, Response):
        return _arrived(trail, answer)
    if isinstance(answer, Redirect):
        return _redirected(trail, answer, settings)
    pause = pause_s(answer, trail.attempt, settings)
    if pause is None or trail.asked_s > settings.request_timeout_s:
        return dataclasses.replace(answer, attempts=trail.attempt)
    trail.attempt += 1
    return Again(pause)


def _arrived(trail: Trail, answer: Response) -> Response:
    if not trail.redirects and trail.attempt == 1:
        return answer
    moved_to = answer.url if trail.redirects and trail.all_permanent else None
    return dataclasses.replace(answer, redirects=trail.redirects, moved_to=moved_to, attempts=trail.attempt)


def _redirected(trail: Trail, answer: Redirect, settings: WebSettings) -> Failure | Again:
    trail.seen.add(answer.url)
    if answer.cookies:
        trail.cookies.keep(answer.url, answer.cookies)
        trail.seen.clear()  # with its cookie in hand, an address may answer otherwise
    trail.redirects += 1
    trail.all_permanent = trail.all_permanent and answer.permanent
    if answer.location is None:
        return Failure(Reason.BAD_URL, "redirect names no http(s) address", answer.url, attempts=trail.attempt)
    told = _too_far(trail, answer.location, settings)
    if told:
        return Failure(Reason.TOO_MANY_REDIRECTS, told, answer.location, attempts=trail.attempt)
    trail.url, trail.host = answer.location, host_of(answer.location)
    return Again(0.0)


def _too_far(trail: Trail, location: str, settings: WebSettings) -> str | None:
    """Return why a redirect is not followed, or None if it is."""
    if location in trail.seen:
        return "redirects go in a circle"
    if trail.redirects > settings.max_redirects:
        return f"more than {settings.max_redirects} redirects"
    return "redirects took too long" if trail.asked_s > settings.request_timeout_s else None
