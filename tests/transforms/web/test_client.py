"""One address asked for, at a site that does what sites do."""

from __future__ import annotations

import socket

import pytest

from schemas.reject import Reason
from tests.transforms.web.conftest import Fetch
from tests.transforms.web.site import PAGE, Site, raw
from tests.transforms.web.specimens import cases
from transforms.web.messages import Failure, Response, Result


def _page(result: Result) -> Response:
    assert isinstance(result, Response), result
    assert result.body.decode() == PAGE
    return result


def _failure(result: Result) -> Failure:
    assert isinstance(result, Failure), result
    return result


def test_a_page(site: Site, fetch: Fetch) -> None:
    page = _page(fetch("/a")["/a"])
    assert (page.url, page.status, page.redirects, page.attempts) == (f"{site.url}/a", 200, 0, 1)
    assert page.content_type == page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.fetched_at.tzinfo is not None
    assert 0 <= page.elapsed_s < 5
    assert site.headers[-1]["user-agent"].startswith("Attache/")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/bomb", Reason.TOO_LARGE),
        ("/long", Reason.TOO_LARGE),
        ("/bad-gzip", Reason.BAD_ENCODING),
        ("/huge-headers", Reason.HTTP_SERVER),
        ("/drip", Reason.TIMEOUT),
        ("/silent", Reason.TIMEOUT),
        ("/status/404", Reason.HTTP_CLIENT),
        ("/status/403", Reason.HTTP_CLIENT),
        ("/status/410", Reason.GONE),
        ("/status/501", Reason.HTTP_SERVER),
        ("/status/304", Reason.HTTP_CLIENT),
        ("/circle/a", Reason.TOO_MANY_REDIRECTS),
        ("/hops/11", Reason.TOO_MANY_REDIRECTS),
        ("/cookie-circle", Reason.TOO_MANY_REDIRECTS),
        ("/nowhere", Reason.BAD_URL),
        ("/to/302?ftp://news.example/", Reason.BAD_URL),
        ("ftp://news.example/", Reason.BAD_URL),
        ("http://no-such-name.invalid/", Reason.DNS),
    ],
)
def test_failures_have_their_reason(fetch: Fetch, path: str, reason: Reason) -> None:
    failure = _failure(fetch(path, tries=1)[path])
    assert failure.reason == reason, failure
    assert failure.message
    assert "\n" not in failure.message


@pytest.mark.parametrize(("answer", "outcome"), cases("raw_answers.tsv"))
def test_what_servers_send(fetch: Fetch, answer: str, outcome: str) -> None:
    path = raw(answer.encode("latin-1").decode("unicode_escape").encode("latin-1"))
    result = fetch(path, tries=1, respect_robots=False)[path]
    assert (result.reason.value if isinstance(result, Failure) else result.body.decode()) == outcome


@pytest.mark.parametrize("path", ["/plain-gzip", "/big-headers", "/truncated/0"])
def test_oddities_that_do_no_harm(fetch: Fetch, path: str) -> None:
    _page(fetch(path)[path])


@pytest.mark.parametrize("path", ["/truncated/1", "/reset/2", "/busy/1"])
def test_passing_failures_are_tried_again(fetch: Fetch, path: str) -> None:
    assert _page(fetch(path)[path]).attempts > 1


@pytest.mark.parametrize("path", ["/truncated/9", "/open-ended", "/reset/9"])
def test_a_body_cut_short_is_no_page(site: Site, fetch: Fetch, path: str) -> None:
    failure = _failure(fetch(path, tries=2)[path])
    assert (failure.reason, failure.retryable, failure.attempts) == (Reason.RESET, True, 2)
    assert site.times(path) >= 2


def test_final_failures_are_not_tried_again(site: Site, fetch: Fetch) -> None:
    failure = _failure(fetch("/status/404")["/status/404"])
    assert (failure.status, failure.retryable, failure.attempts) == (404, False, 1)
    assert site.times("/status/404") == 1


def test_a_site_that_asks_for_too_much_patience_is_left_alone(site: Site, fetch: Fetch) -> None:
    urls = ["/busy/3600", *(f"/{n}" for n in range(10))]
    results = fetch(*urls, host_concurrency=1)
    failures = [result for result in results.values() if isinstance(result, Failure)]
    assert len(failures) == 11
    assert {failure.reason for failure in failures} == {Reason.RATE_LIMITED}
    assert all(failure.retryable and 3500 < (failure.retry_after_s or 0) <= 3600 for failure in failures)
    assert [path for _, path in site.asked if path != "/robots.txt"] == ["/busy/3600"]


def test_redirects_are_followed_and_told(fetch: Fetch, site: Site) -> None:
    results = fetch("/hops/3", "/to/302?/a", "/to/308?/a#top")
    page = _page(results["/hops/3"])
    assert (page.redirects, page.url, page.moved_to) == (3, f"{site.url}/hops/0", f"{site.url}/hops/0")
    assert _page(results["/to/302?/a"]).moved_to is None
    assert _page(results["/to/308?/a#top"]).moved_to == f"{site.url}/a"


def test_a_cookie_opens_the_wall_and_is_forgotten(site: Site, fetch: Fetch) -> None:
    results = fetch("/cookie-wall/a", "/cookie-wall/b", host_concurrency=1)
    assert [_page(result).redirects for result in results.values()] == [1, 1]
    told = [(path, headers.get("cookie")) for (_, path), headers in zip(site.asked, site.headers, strict=True)]
    for path in ("/cookie-wall/a", "/cookie-wall/b"):
        assert [cookie for asked, cookie in told if asked == path] == [None, "seen=yes"]


def test_a_cookie_is_told_to_its_own_site_only(site: Site, fetch: Fetch) -> None:
    url = "http://news.example/to/302?http://other.example/cookie-wall"
    _page(fetch(url, proxy=site.url, respect_robots=False)[url])
    told = [(host, headers.get("cookie")) for (host, _), headers in zip(site.asked, site.headers, strict=True)]
    assert told == [("news.example", None), ("other.example", None), ("other.example", "seen=yes")]


def test_304_is_an_answer_to_a_conditional_request(fetch: Fetch) -> None:
    first = _page(fetch("/versioned")["/versioned"])
    assert first.headers["etag"] == '"v1"'
    assert first.headers["x-word"].isprintable()
    second = fetch("/versioned", headers={"If-None-Match": '"v1"'})["/versioned"]
    assert isinstance(second, Response)
    assert (second.status, second.body) == (304, b"")


def test_a_closed_port(fetch: Fetch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        failure = _failure(fetch(url, tries=1)[url])
    assert (failure.reason, failure.message) == (Reason.CONNECT, "connection was refused")


def test_a_server_without_tls(fetch: Fetch, site: Site) -> None:
    url = site.url.replace("http:", "https:") + "/"
    failure = _failure(fetch(url, tries=1)[url])
    assert failure.reason == Reason.TLS


@pytest.mark.parametrize("url", ["/a", "http://localhost/", "http://2130706433/", "http://[::ffff:127.0.0.1]/"])
def test_private_addresses_are_refused(site: Site, fetch: Fetch, url: str) -> None:
    failure = _failure(fetch(url, allow_private_networks=False)[url])
    assert (failure.reason, failure.retryable) == (Reason.ADDRESS_REFUSED, False)
    assert not site.asked


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/", "http://127.0.0.1:22/", "http://[::1]/"])
def test_a_redirect_into_the_private_network_is_refused(site: Site, fetch: Fetch, target: str) -> None:
    url = f"http://news.example/to/302?{target}"
    failure = _failure(fetch(url, allow_private_networks=False, proxy=site.url)[url])
    assert failure.reason == Reason.ADDRESS_REFUSED
    assert {host for host, _ in site.asked} == {"news.example"}
