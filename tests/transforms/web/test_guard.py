"""Which addresses may be reached, and that the one checked is the one connected to."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from tests.transforms.web.specimens import cases
from transforms.web.guard import AddressRefusedError, GuardedResolver, is_public, literal, refused_literal
from transforms.web.urls import fetchable, host_of


class NameServer(AbstractResolver):
    """Answers one address list after another, as the name server of a rebinding attack does."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self._answers.pop(0)
        ]

    async def close(self) -> None:
        pass


def _resolved(*answers: list[str], host: str = "news.example") -> list[str]:
    found = asyncio.run(GuardedResolver(NameServer(*answers)).resolve(host, 80))
    return [result["host"] for result in found]


@pytest.mark.parametrize(("address", "allowed", "what"), cases("addresses.tsv"))
def test_addresses(address: str, allowed: str, what: str) -> None:
    assert is_public(ip_address(address)) == (allowed == "yes"), what


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "[fe80::1%eth0]", "LOCALHOST.", "a.localhost"]
)
def test_hosts_refused_as_they_are_spelt(host: str) -> None:
    assert refused_literal(host)


@pytest.mark.parametrize("host", ["8.8.8.8", "[2606:2800:220:1::1]", "news.example", "localhost.example"])
def test_hosts_not_refused_as_they_are_spelt(host: str) -> None:
    assert not refused_literal(host)


@pytest.mark.parametrize("url", [url for (url,) in cases("disguises.tsv")])
def test_disguises_are_seen_through(url: str) -> None:
    asked = fetchable(url)
    assert asked is not None
    assert refused_literal(host_of(asked))
    assert URL(asked, encoded=True).host == host_of(asked).strip("[]")  # what the client will connect to


def test_what_stands_before_the_host_does_not_name_it() -> None:
    assert host_of(fetchable("http://127.0.0.1\\@news.example/") or "") == "news.example"
    assert host_of(fetchable("http://news.example#@127.0.0.1/") or "") == "news.example"


def test_a_name_is_no_literal() -> None:
    assert literal("news.example") is None


def test_only_the_public_addresses_of_a_name_are_connected_to() -> None:
    assert _resolved(["10.0.0.1", "8.8.8.8", "fe80::1%2"]) == ["8.8.8.8"]


def test_a_name_with_private_addresses_only_is_refused() -> None:
    with pytest.raises(AddressRefusedError, match=r"news\.example resolves to 169\.254\.169\.254"):
        _resolved(["169.254.169.254", "::1"])


def test_a_name_of_this_machine_is_refused_unresolved() -> None:
    with pytest.raises(AddressRefusedError, match="localhost"):
        _resolved(host="localhost")
