"""Which proxy stands before which address."""

from __future__ import annotations

import pytest

from schemas.errors import ConfigError
from tests.transforms.web.conftest import Fetch
from tests.transforms.web.site import Site
from transforms.web.messages import Response
from transforms.web.proxies import Proxies

PROXY = "http://proxy.example:3128"


@pytest.mark.parametrize(
    ("url", "host", "proxied"),
    [
        ("http://news.example/", "news.example", True),
        ("https://news.example/", "news.example", False),
        ("http://intra.example/", "intra.example", False),
        ("http://a.intra.example/", "a.intra.example", False),
        ("http://fintra.example/", "fintra.example", True),
        ("http://10.1.2.3/", "10.1.2.3", False),
        ("http://11.1.2.3/", "11.1.2.3", True),
        ("http://127.0.0.1:8000/", "127.0.0.1", False),
        ("http://localhost/", "localhost", False),
    ],
)
def test_the_environment_chooses(url: str, host: str, proxied: bool) -> None:
    proxies = Proxies(None, {"http": PROXY, "no": ".intra.example, 10.0.0.0/8,nonsense/99"})
    found = proxies.for_url(url, host)
    assert (found.url if found else None) == (PROXY if proxied else None)


def test_no_proxy_for_anything() -> None:
    assert Proxies(None, {"http": PROXY, "no": "*"}).for_url("http://news.example/", "news.example") is None


def test_the_users_choice_stands_before_everything() -> None:
    proxies = Proxies(PROXY, {"http": "http://other.example:1", "no": "*"})
    for url in ("http://news.example/", "https://127.0.0.1/"):
        found = proxies.for_url(url, "news.example")
        assert found is not None
        assert found.url == PROXY


def test_without_any_there_is_none() -> None:
    assert not Proxies(None, {})


@pytest.mark.parametrize("address", ["socks5://proxy.example:1080", "http://", "http://[::1", "http://proxy.example:x"])
def test_a_proxy_that_cannot_be_used_is_named(address: str) -> None:
    with pytest.raises(ConfigError, match="cannot be used"):
        Proxies(address, {})


def test_a_host_and_port_will_do() -> None:
    found = Proxies("proxy.example:3128", {}).for_url("http://news.example/", "news.example")
    assert found is not None
    assert found.url == PROXY


def test_a_password_goes_into_its_header_alone(site: Site, fetch: Fetch) -> None:
    url = "http://news.example/a"
    result = fetch(url, proxy=site.url.replace("://", "://ann:se%40cret@"))[url]
    assert isinstance(result, Response)
    assert site.headers[-1]["proxy-authorization"] == "Basic YW5uOnNlQGNyZXQ="
    assert site.headers[-1]["host"] == "news.example"


def test_the_guard_does_not_judge_the_proxy_itself(site: Site, fetch: Fetch) -> None:
    url = "http://news.example/a"
    proxy = f"http://localhost:{site.port}"
    assert isinstance(fetch(url, proxy=proxy, allow_private_networks=False)[url], Response)
