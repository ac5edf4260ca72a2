"""robots.txt, fetched from a site that plays many hosts as a proxy."""

from __future__ import annotations

import pytest
from aiohttp import web

from schemas.reject import Reason
from tests.transforms.web.conftest import Fetch
from tests.transforms.web.site import Site
from transforms.web.messages import Failure, Response
from transforms.web.robots import MAX_BYTES

HOST = "news.example"
ALLOW = web.Response(text="User-agent: *\nAllow: /\n")


def _outcome(site: Site, fetch: Fetch, robots: web.Response, path: str = "/a") -> str:
    site.robots[HOST] = robots
    url = f"http://{HOST}{path}"
    result = fetch(url, proxy=site.url)[url]
    asked = [path for host, path in site.asked if host == HOST and path != "/robots.txt"]
    assert bool(asked) == isinstance(result, Response)
    return result.reason.value if isinstance(result, Failure) else "ok"


@pytest.mark.parametrize(
    ("rules", "path", "outcome"),
    [
        ("User-agent: *\nDisallow: /\n", "/a", "robots_disallowed"),
        ("User-agent: *\nDisallow: /private/\n", "/a", "ok"),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", "robots_disallowed"),
        ("User-agent: *\nDisallow: /\nAllow: /a\n", "/a", "ok"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: attache\nAllow: /\n", "/a", "ok"),
        ("User-agent: *\nAllow: /\n\nUser-agent: Attache\nDisallow: /\n", "/a", "robots_disallowed"),
        ("\ufeffUser-agent: *\nDisallow: /\n", "/a", "robots_disallowed"),
        ("<html>no robots.txt, but a page</html>", "/a", "ok"),
        ("", "/a", "ok"),
        ("User-agent: *\nDisallow: /b\n" + "#" * MAX_BYTES + "\nDisallow: /a\n", "/a", "ok"),
    ],
)
def test_rules(site: Site, fetch: Fetch, rules: str, path: str, outcome: str) -> None:
    assert _outcome(site, fetch, web.Response(text=rules), path) == outcome


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, "ok"), (403, "ok"), (410, "ok"), (429, "robots_unreachable"), (503, "robots_unreachable")],
)
def test_statuses(site: Site, fetch: Fetch, status: int, outcome: str) -> None:
    assert _outcome(site, fetch, web.Response(status=status)) == outcome


def test_redirects_are_followed_to_the_rules(site: Site, fetch: Fetch) -> None:
    site.robots["other.example"] = web.Response(text="User-agent: *\nDisallow: /\n")
    moved = web.Response(status=301, headers={"Location": "http://other.example/robots.txt"})
    assert _outcome(site, fetch, moved) == "robots_disallowed"


def test_redirects_without_end_mean_no_rules(site: Site, fetch: Fetch) -> None:
    assert _outcome(site, fetch, web.Response(status=302, headers={"Location": "/hops/9"})) == "ok"


def test_one_fetch_serves_all_pages_of_an_origin(site: Site, fetch: Fetch) -> None:
    site.robots[HOST] = ALLOW
    results = fetch(*(f"http://{HOST}/{n}" for n in range(20)), proxy=site.url)
    assert all(isinstance(result, Response) for result in results.values())
    assert site.times("/robots.txt") == 1


def test_a_redirect_needs_the_consent_of_its_target(site: Site, fetch: Fetch) -> None:
    site.robots["other.example"] = web.Response(text="User-agent: *\nDisallow: /\n")
    url = f"http://{HOST}/to/302?http://other.example/a"
    result = fetch(url, proxy=site.url)[url]
    assert isinstance(result, Failure)
    assert result.reason == Reason.ROBOTS
    assert ("other.example", "/a") not in site.asked


def test_a_crawl_delay_is_kept_up_to_its_cap(site: Site, fetch: Fetch) -> None:
    site.robots[HOST] = web.Response(text="User-agent: *\nCrawl-delay: 300\n")
    urls = [f"http://{HOST}/{n}" for n in range(4)]
    results = fetch(*urls, proxy=site.url, max_crawl_delay_s=0.2)
    times = sorted(result.fetched_at for result in results.values() if isinstance(result, Response))
    assert len(times) == 4
    assert (times[-1] - times[0]).total_seconds() >= 0.5  # three delays, less what the first two answers took


def test_robots_may_be_left_out(site: Site, fetch: Fetch) -> None:
    site.robots[HOST] = web.Response(text="User-agent: *\nDisallow: /\n")
    url = f"http://{HOST}/a"
    assert isinstance(fetch(url, proxy=site.url, respect_robots=False)[url], Response)
    assert site.times("/robots.txt") == 0
