"""Many requests at once: manners, memory, and that nothing is left hanging."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest
from aiohttp import web

from schemas.errors import ConfigError
from schemas.reject import Reason
from tests.transforms.web.conftest import NOW, settings
from tests.transforms.web.site import Site
from transforms.web.engine import Engine
from transforms.web.messages import Failure, Request, Response

ROOT = Path(__file__).resolve().parents[3]


def _clock() -> datetime:
    return NOW


def _web_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "attache-web"]


def test_every_request_comes_back_once_with_its_tag(site: Site) -> None:
    tags = [object() for _ in range(200)]
    with Engine(settings(), _clock) as engine:
        results = list(engine.results(Request(f"{site.url}/{n}", tag=tag) for n, tag in enumerate(tags)))
    assert len(results) == 200
    assert {id(request.tag) for request, _ in results} == {id(tag) for tag in tags}
    assert {result.fetched_at for _, result in results if isinstance(result, Response)} == {NOW}


def test_no_requests_no_results(site: Site) -> None:
    with Engine(settings(), _clock) as engine:
        assert list(engine.results([])) == []
    assert not site.asked


def test_a_host_is_asked_so_often_at_a_time(site: Site) -> None:
    with Engine(settings(host_concurrency=3), _clock) as engine:
        list(engine.results([Request(f"{site.url}/slow/{n}") for n in range(20)]))
    assert site.most_running == 3


def test_starts_on_a_host_are_a_delay_apart(site: Site) -> None:
    began = time.monotonic()
    with Engine(settings(host_delay_s=0.1), _clock) as engine:
        list(engine.results([Request(f"{site.url}/{n}") for n in range(6)]))
    assert time.monotonic() - began >= 0.5


def test_a_slow_host_does_not_hold_up_the_others(site: Site) -> None:
    slow = [Request(f"http://slow.example/silent/{n}", tag="slow") for n in range(50)]
    quick = [Request(f"http://{n}.example/a", tag="quick") for n in range(50)]
    chosen = settings(proxy=site.url, host_concurrency=2, max_in_flight=4, read_timeout_s=30.0, total_timeout_s=30.0)
    with Engine(chosen, _clock) as engine:
        results = engine.results(itertools.chain(slow, quick))
        assert [next(results)[0].tag for _ in range(50)] == ["quick"] * 50
        results.close()


def test_requests_are_drawn_as_there_is_room(site: Site) -> None:
    drawn = 0

    def requests() -> Iterator[Request]:
        nonlocal drawn
        for n in range(200):
            drawn += 1
            yield Request(f"{site.url}/{n}")

    with Engine(settings(max_waiting=20, max_in_flight=5), _clock) as engine:
        for taken, _ in enumerate(engine.results(requests()), start=1):
            assert drawn <= taken + 20
    assert drawn == 200


def test_a_host_that_asks_for_long_patience_is_not_asked_again(site: Site) -> None:
    requests = [Request(f"{site.url}/busy/3600"), Request(f"{site.url}/1")]
    with Engine(settings(host_concurrency=1), lambda: datetime.now(timezone.utc)) as engine:
        found = {request.url: result for request, result in engine.results(requests)}
    failures = [found[request.url] for request in requests]
    assert [(failure.reason, failure.attempts) for failure in failures if isinstance(failure, Failure)] == [
        (Reason.RATE_LIMITED, 1),
        (Reason.RATE_LIMITED, 0),
    ]
    assert site.times("/1") == 0


def test_no_more_is_fetched_ahead_than_fits_in_hand(site: Site) -> None:
    with Engine(settings(max_in_flight=5), _clock) as engine:
        results = engine.results([Request(f"{site.url}/{n}", check_robots=False) for n in range(100)])
        next(results)
        _until_quiet(site)
        assert len(site.asked) <= 6
        assert len(list(results)) == 99


def _until_quiet(site: Site) -> None:
    """Wait until the site is no longer asked."""
    before = -1
    while before != len(site.asked):
        before = len(site.asked)
        time.sleep(0.1)


def test_results_come_while_requests_are_still_awaited(site: Site) -> None:
    def requests() -> Iterator[Request]:
        yield Request(f"{site.url}/first")
        _until_quiet(site)
        yield Request(f"{site.url}/second")
        assert "/first" in came  # the second one may have come by now, too
        yield Request(f"{site.url}/third")

    came: list[str] = []
    with Engine(settings(), _clock) as engine:
        for request, _ in engine.results(requests()):
            came.append(request.url.removeprefix(site.url))
    assert sorted(came) == ["/first", "/second", "/third"]


def test_callers_share_an_engine_and_its_manners(site: Site) -> None:
    counts: list[int] = []

    def work(engine: Engine, name: str) -> None:
        results = engine.results([Request(f"{site.url}/slow/{name}{n}") for n in range(10)])
        counts.append(len(list(results)))

    with Engine(settings(host_concurrency=2), _clock) as engine:
        threads = [threading.Thread(target=work, args=(engine, name)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert counts == [10, 10, 10]
    assert site.most_running == 2


def test_a_caller_who_rests_does_not_starve_another(site: Site) -> None:
    with Engine(settings(max_in_flight=2), _clock) as engine:
        resting = engine.results([Request(f"{site.url}/a{n}") for n in range(10)])
        next(resting)
        assert len(list(engine.results([Request(f"{site.url}/b{n}") for n in range(10)]))) == 10
        assert len(list(resting)) == 9


def test_leaving_early_gives_up_the_rest(site: Site) -> None:
    with Engine(settings(host_concurrency=1), _clock) as engine:
        for _ in engine.results([Request(f"{site.url}/{n}") for n in range(1000)]):
            break
        _until_quiet(site)
        assert len(site.asked) < 1000


def test_a_host_given_up_may_be_asked_again(site: Site) -> None:
    with Engine(settings(host_concurrency=2), _clock) as engine:
        for round_ in range(5):
            results = engine.results([Request(f"{site.url}/{round_}/{n}") for n in range(10)])
            next(results)
            results.close()
        assert len(list(engine.results([Request(f"{site.url}/last/{n}") for n in range(10)]))) == 10


def test_closing_ends_the_thread_whatever_is_under_way(site: Site) -> None:
    engine = Engine(settings(read_timeout_s=60.0, total_timeout_s=60.0), _clock).start()
    results = engine.results([Request(f"{site.url}/silent/{n}") for n in range(20)])

    def wait() -> None:
        with pytest.raises(RuntimeError, match="closed while"):
            list(results)
        told.append("closed")

    told: list[str] = []
    waiting = threading.Thread(target=wait)
    waiting.start()
    _until_quiet(site)
    began = time.monotonic()
    engine.close()
    engine.close()
    waiting.join(5)
    assert time.monotonic() - began < 4
    assert told == ["closed"]
    assert not _web_threads()


def test_closing_while_robots_txt_is_awaited(site: Site) -> None:
    site.robots["news.example"] = web.Response(status=302, headers={"Location": "/silent"})
    chosen = settings(proxy=site.url, read_timeout_s=60.0, total_timeout_s=60.0)
    with Engine(chosen, _clock) as engine:
        results = engine.results([Request("http://quick.example/a"), Request("http://news.example/a")])
        assert next(results)[0].url == "http://quick.example/a"
        _until_quiet(site)
    assert ("news.example", "/silent") in site.asked
    assert not _web_threads()


def test_an_exception_of_the_caller_ends_the_thread(site: Site) -> None:
    def requests() -> Iterator[Request]:
        yield Request(f"{site.url}/a")
        raise ValueError("the source broke")

    with pytest.raises(ValueError, match="the source broke"), Engine(settings(), _clock) as engine:
        list(engine.results(requests()))
    assert not _web_threads()


def test_an_engine_that_is_not_started_says_so() -> None:
    with pytest.raises(RuntimeError, match="not started"):
        next(Engine(settings(), _clock).results([Request("http://news.example/")]))


def test_a_useless_proxy_is_named_before_anything_starts() -> None:
    with pytest.raises(ConfigError, match="socks5"):
        Engine(settings(proxy="socks5://proxy.example"), _clock).start()
    assert not _web_threads()


def test_counts_by_host(site: Site) -> None:
    site.robots["news.example"] = web.Response(text="User-agent: *\nDisallow: /x\n")
    urls = [
        "http://news.example/a",
        "http://news.example/hops/2",
        "http://news.example/x",
        "http://gone.example/status/410",
    ]
    with Engine(settings(proxy=site.url), _clock) as engine:
        results = list(engine.results([Request(url) for url in urls]))
    news, gone = engine.stats()["news.example"], engine.stats()["gone.example"]
    assert (news.exchanges, news.answered, dict(news.failures)) == (5, 2, {"robots_disallowed": 1})
    assert (gone.exchanges, gone.answered, dict(gone.failures)) == (2, 0, {"gone": 1})
    bodies = sum(len(result.body) for _, result in results if isinstance(result, Response))
    assert news.bytes == bodies + len("User-agent: *\nDisallow: /x\n")


def test_an_address_that_is_none_is_a_result_like_any_other(site: Site) -> None:
    with Engine(settings(max_in_flight=1), _clock) as engine:
        results = list(engine.results([Request("nonsense"), Request(f"{site.url}/a"), Request("more nonsense")]))
    assert [isinstance(result, Failure) for _, result in sorted(results, key=lambda pair: pair[0].url)] == [0, 1, 1]


_INTERRUPTED = """
import signal
import sys
from datetime import datetime, timezone
from transforms.web.engine import Engine
from transforms.web.messages import Request
from transforms.web.settings import WebSettings

signal.signal(signal.SIGINT, signal.default_int_handler)  # which a test run in the background has made ignored
chosen = WebSettings(host_delay_s=0.0, allow_private_networks=True)
with Engine(chosen, lambda: datetime.now(timezone.utc)) as engine:
    for request, _ in engine.results([Request(sys.argv[1] + "/a"), Request(sys.argv[1] + "/silent/b")]):
        print("came", flush=True)
"""


def test_an_interrupt_ends_the_process(site: Site) -> None:
    command = [sys.executable, "-c", _INTERRUPTED, site.url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"came\n"
        os.kill(child.pid, signal.SIGINT)
        _, errors = child.communicate(timeout=10)
    assert child.returncode in (-signal.SIGINT, 130)
    assert errors.decode().strip().endswith("KeyboardInterrupt")
