"""Which addresses may be reached: the public internet, unless the user says otherwise.

Feeds and redirects are written by strangers. Without this guard one of them could have us read the cloud's metadata
service, a router or a neighbour's database, and publish the answer. The check happens where a name becomes addresses,
and only those that passed are connected to: a name that changes its answer in between (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

Address = IPv4Address | IPv6Address

# IANA IPv4 special-purpose address registry (RFC 6890), the blocks that are not globally reachable, and multicast.
# ipaddress.is_global is not used: its answers changed between the Python releases we support.
_REFUSED_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network; Linux connects 0.0.0.0 to itself
            "10.0.0.0/8",
            "100.64.0.0/10",  # carrier-grade NAT; Alibaba's metadata service is 100.100.100.200
            "127.0.0.0/8",
            "168.63.129.16/32",  # Azure's host agent: a public number that only virtual machines reach
            "169.254.0.0/16",  # link-local; the metadata services of most clouds
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# Only 2000::/3 is assigned as global unicast; within it, these are not the public internet.
_GLOBAL_V6 = IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
            "2001:db8::/32",
            "3fff::/20",
        ),
    )
)
# These carry an IPv4 address, which decides. A DNS64 resolver answers 64:ff9b::/96 for every IPv4-only site (RFC 6147).
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = IPv6Network("2002::/16")

# RFC 6761: these always mean this machine, whatever a proxy or resolver may say.
_LOCAL_NAMES = ("localhost", "localhost.localdomain")


class AddressRefusedError(OSError):
    """A name that leads to no address which may be reached. An OSError, as resolvers are expected to raise."""


def is_public(address: Address) -> bool:
    """Return whether an address is part of the public internet, seen through addresses embedded in it."""
    inner = address if isinstance(address, IPv4Address) else _embedded(address)
    if inner is not None:
        return not any(inner in network for network in _REFUSED_V4)
    return address in _GLOBAL_V6 and not any(address in network for network in _REFUSED_V6)


def refused_literal(host: str) -> bool:
    """Return whether a URL's host is itself a number (in any spelling) or name that may not be reached.

    This is all that can be checked where a proxy resolves names.
    """
    address = literal(host)
    if address is not None:
        return not is_public(address)
    name = host.rstrip(".").lower()
    return name in _LOCAL_NAMES or name.endswith(".localhost")


def literal(host: str) -> Address | None:
    """Return the address a host spells out, as the C library would read it, or None for a name."""
    try:
        return ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return _loose_ipv4(host)


def _loose_ipv4(host: str) -> IPv4Address | None:
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def _embedded(address: IPv6Address) -> IPv4Address | None:
    number = int(address)
    if address in _MAPPED or address in _NAT64:
        return IPv4Address(number & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return IPv4Address(number >> 80 & 0xFFFFFFFF)
    return None


class GuardedResolver(AbstractResolver):
    """Resolves names for the client and gives back public addresses only."""

    def __init__(self, inner: AbstractResolver | None = None) -> None:
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a host that may be reached.

        Raises AddressRefusedError where there are only others, and OSError where the name does not resolve.
        """
        if refused_literal(host):
            raise AddressRefusedError(f"{host} is not on the public internet")
        found = await self._inner.resolve(host, port, family)
        public = [result for result in found if is_public(ip_address(result["host"].partition("%")[0]))]
        if not public:
            raise AddressRefusedError(f"{host} resolves to {found[0]['host']}, which is not on the public internet")
        return public

    async def close(self) -> None:
        """Close the resolver behind this one."""
        await self._inner.close()


def resolver(*, allow_private: bool, loop: asyncio.AbstractEventLoop | None = None) -> AbstractResolver:
    """Return the resolver for a session: the plain one where the user allows private networks."""
    plain = ThreadedResolver(loop)
    return plain if allow_private else GuardedResolver(plain)
