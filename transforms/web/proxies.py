"""Which proxy an address is asked through, if any."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies_environment

from schemas.errors import ConfigError
from transforms.web.guard import literal, refused_literal


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy's address without its password, and the header that carries it."""

    url: str
    headers: Mapping[str, str]


class Proxies:
    """The user's choice of proxy: one for everything, or what the environment says by scheme and host."""

    def __init__(self, chosen: str | None, environment: Mapping[str, str]) -> None:
        self._chosen = _proxy(chosen) if chosen else None
        found = environment if chosen is None else {}
        self._by_scheme = {scheme: _proxy(found[scheme]) for scheme in ("http", "https") if found.get(scheme)}
        self._exempt = [entry.strip().lower() for entry in found.get("no", "").split(",") if entry.strip()]

    @classmethod
    def of(cls, chosen: str | None) -> Proxies:
        """Return the proxies for an address the user gave, or else those of http_proxy, https_proxy and no_proxy.

        Raises ConfigError for a proxy that is no http(s) one.
        """
        return cls(chosen, getproxies_environment())

    def __bool__(self) -> bool:
        return bool(self._chosen or self._by_scheme)

    def for_url(self, url: str, host: str) -> Proxy | None:
        """Return the proxy for an address; the environment's never stands before this machine's own addresses."""
        if self._chosen:
            return self._chosen
        proxy = self._by_scheme.get(url.partition(":")[0])
        if proxy is None or _is_this_machine(host) or any(_covers(entry, host) for entry in self._exempt):
            return None
        return proxy


def _is_this_machine(host: str) -> bool:
    address = literal(host)
    return address.is_loopback if address is not None else refused_literal(host)


def _covers(entry: str, host: str) -> bool:
    """Return whether an entry of no_proxy (a name and all below it, an address, a network, or `*`) covers a host."""
    name = entry.lstrip(".")
    if entry == "*" or host == name or host.endswith("." + name):
        return True
    address = literal(host) if "/" in entry else None
    try:
        return address is not None and address in ip_network(entry, strict=False)
    except ValueError:
        return False


def _proxy(address: str) -> Proxy:
    parts = _split(address)
    if parts is None:
        raise ConfigError(f"proxy {address} cannot be used", "give an address like http://proxy.example:3128")
    netloc = parts.netloc.rpartition("@")[2]
    return Proxy(f"{parts.scheme}://{netloc}", _authorization(parts.username, parts.password))


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if sound else None


def _authorization(user: str | None, password: str | None) -> Mapping[str, str]:
    if user is None:
        return {}
    token = base64.b64encode(f"{unquote(user)}:{unquote(password or '')}".encode()).decode("ascii")
    return {"Proxy-Authorization": f"Basic {token}"}
