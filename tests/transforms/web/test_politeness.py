"""A host's turn, decided from the time alone."""

from __future__ import annotations

from transforms.web.politeness import _SWEEP_AT, BUSY, Manners

HOST = "news.example"


def test_a_new_host_may_be_asked_at_once() -> None:
    assert Manners(1.0, 2).wait_s(HOST, 100.0) == 0


def test_starts_are_a_delay_apart() -> None:
    manners = Manners(1.0, 2)
    manners.begin(HOST, 100.0)
    assert manners.wait_s(HOST, 100.25) == 0.75
    assert manners.wait_s(HOST, 101.0) == 0
    assert manners.wait_s("other.example", 100.0) == 0


def test_the_delay_holds_after_the_request_ended() -> None:
    manners = Manners(1.0, 2)
    manners.begin(HOST, 100.0)
    manners.end(HOST, 100.5)
    assert manners.wait_s(HOST, 100.5) == 0.5


def test_no_more_than_so_many_at_a_time() -> None:
    manners = Manners(0.0, 2)
    manners.begin(HOST, 100.0)
    manners.begin(HOST, 100.0)
    assert manners.wait_s(HOST, 200.0) == BUSY
    manners.end(HOST, 200.0)
    assert manners.wait_s(HOST, 200.0) == 0


def test_a_crawl_delay_counts_from_the_last_start() -> None:
    manners = Manners(1.0, 2)
    manners.begin(HOST, 100.0)
    manners.slow_down(HOST, 5.0)
    manners.slow_down(HOST, 5.0)
    assert manners.wait_s(HOST, 100.0) == 5.0
    manners.end(HOST, 101.0)
    manners.begin(HOST, 105.0)
    assert manners.wait_s(HOST, 105.0) == 5.0


def test_a_crawl_delay_never_makes_us_faster() -> None:
    manners = Manners(1.0, 2)
    manners.slow_down(HOST, 0.5)
    manners.begin(HOST, 100.0)
    assert manners.wait_s(HOST, 100.0) == 1.0


def test_retry_after_holds_the_host() -> None:
    manners = Manners(0.0, 2)
    manners.hold(HOST, 100.0, 30.0)
    manners.hold(HOST, 100.0, 10.0)
    assert manners.wait_s(HOST, 110.0) == manners.held_s(HOST, 110.0) == 20.0
    assert manners.wait_s(HOST, 130.0) == manners.held_s(HOST, 130.0) == 0


def test_our_own_delay_is_not_the_hosts_wish() -> None:
    manners = Manners(300.0, 2)
    manners.begin(HOST, 100.0)
    assert (manners.wait_s(HOST, 100.0), manners.held_s(HOST, 100.0)) == (300.0, 0.0)


def test_hosts_with_nothing_left_to_say_are_forgotten() -> None:
    manners = Manners(1.0, 2)
    for n in range(3 * _SWEEP_AT):
        manners.begin(f"{n}.example", 10.0 * n)
        manners.end(f"{n}.example", 10.0 * n)
    assert len(manners._hosts) <= _SWEEP_AT
