"""Cookies on the way through one request's redirects, and no further."""

from __future__ import annotations

from http.cookies import SimpleCookie

import aiohttp
from yarl import URL


class Cookies:
    """What the servers on one request's way asked to be told again.

    Some sites send a new reader in a circle until a cookie comes back. Nothing is kept beyond the request, so nobody
    is followed from page to page.
    """

    def __init__(self) -> None:
        self._jar: aiohttp.CookieJar | None = None

    def keep(self, url: str, given: SimpleCookie) -> None:
        """Keep the cookies that an answer from `url` set; to be called on an event loop."""
        if self._jar is None:
            self._jar = aiohttp.CookieJar(unsafe=True)  # hosts that are numbers, too
        self._jar.update_cookies(given, URL(url, encoded=True))

    def header(self, url: str) -> str | None:
        """Return the Cookie header for an address, or None where there is nothing to tell."""
        if self._jar is None:
            return None
        told = self._jar.filter_cookies(URL(url, encoded=True))
        return "; ".join(f"{name}={cookie.value}" for name, cookie in told.items()) or None
