"""What goes to the web and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.cookies import SimpleCookie
from types import MappingProxyType
from typing import Literal

from schemas.reject import RETRYABLE, Reason

Kind = Literal["page", "feed"]
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Request:
    """One GET.

    `headers` are extra ones (If-None-Match, If-Modified-Since); `tag` comes back with the answer untouched.
    """

    url: str
    kind: Kind = "page"
    headers: Mapping[str, str] = field(default_factory=lambda: _NO_HEADERS)
    tag: object = None
    check_robots: bool = True


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to use: status 2xx, or 304 to a conditional request.

    `url` is the final address, `headers` have lower-case names (a repeated one keeps its first value), `body` is
    decompressed. `moved_to` is the final address where every redirect on the way was a permanent one.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    content_type: str | None
    elapsed_s: float
    fetched_at: datetime
    redirects: int = 0
    moved_to: str | None = None
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer, and why.

    `url` is the address that failed, which may lie behind redirects. `retryable` says whether a later run may fare
    better, `again` whether another try within this run may. `retry_after_s` is what the server asked for.
    `attempts` is how often the address was asked: 0 where the host's wish not to be asked came first.
    """

    reason: Reason
    message: str
    url: str
    again: bool = False
    status: int | None = None
    retry_after_s: float | None = None
    attempts: int = 1

    @property
    def retryable(self) -> bool:
        """Whether a later run may fare better."""
        return self.reason in RETRYABLE


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer that names another address.

    `location` is absolute and fetchable, None where it is neither. `cookies` are those it sets.
    """

    url: str
    location: str | None
    permanent: bool
    cookies: SimpleCookie | None = None


Result = Response | Failure
