"""When a feed is asked, how, and what its answer comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from schemas.feed import Feed
from schemas.poll import Poll
from schemas.reject import Reason
from transforms.feeds.decision import (
    FIRST_BACKOFF,
    FIRST_INTERVAL,
    FULL_EVERY,
    GONE_WAIT,
    LONGEST,
    SHORTEST,
    Answer,
    PollPlan,
    conclude,
    failure_of,
    feed_hash,
    is_unchanged,
    plan,
)
from transforms.feeds.results import FeedFailure, Hints, ParsedFeed

NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
FEED = Feed("desk", "https://desk.example/rss")
BODY = b"<rss/>"
ASKED = PollPlan(ask=True)
CONDITIONALLY = PollPlan(ask=True, headers={"If-None-Match": '"1"'})


def feed(interval: timedelta | None = None, skip_hours: frozenset[int] = frozenset()) -> ParsedFeed:
    return ParsedFeed((), (), None, None, "rss20", Hints(interval, skip_hours))


def good(body: bytes = BODY, parsed: ParsedFeed | None = None, **headers: str) -> Answer:
    return Answer(200, {name.replace("_", "-"): value for name, value in headers.items()}, body, parsed or feed())


def first(answer: Answer | None = None) -> Poll:
    return conclude(FEED, None, ASKED, answer or good(ETag='"1"', Last_Modified="then"), NOW)


def test_a_feed_never_polled_is_asked_without_conditions() -> None:
    assert plan(FEED, None, NOW, due_only=True) == PollPlan(ask=True)


def test_the_next_request_names_the_version_it_has() -> None:
    later = plan(FEED, first(), NOW + timedelta(hours=1), due_only=True)
    assert later.headers == {"If-None-Match": '"1"', "If-Modified-Since": "then"}


def test_once_a_day_the_validators_are_left_out() -> None:
    last = first()
    for hours in (6, 12, 18):
        last = conclude(FEED, last, CONDITIONALLY, Answer(304), NOW + timedelta(hours=hours))
    assert last.outcome == "not_modified"
    assert plan(FEED, last, NOW + FULL_EVERY - timedelta(seconds=1), due_only=False).headers
    assert plan(FEED, last, NOW + FULL_EVERY, due_only=False) == PollPlan(ask=True)


def test_a_feed_waits_until_it_is_due_only_where_that_is_asked_for() -> None:
    last = first()
    assert last.next_poll_at == NOW + FIRST_INTERVAL
    early = plan(FEED, last, NOW + timedelta(minutes=1), due_only=True)
    assert (early.ask, early.wait_until, early.why) == (False, last.next_poll_at, "not due yet")
    assert plan(FEED, last, NOW + timedelta(minutes=1), due_only=False).ask
    assert plan(FEED, last, NOW + FIRST_INTERVAL, due_only=True).ask


def test_a_server_that_says_wait_is_not_asked_before() -> None:
    last = conclude(FEED, None, ASKED, Answer(429, {"Retry-After": "7200"}), NOW)
    assert last.must_wait
    assert last.next_poll_at == NOW + timedelta(hours=2)
    told = plan(FEED, last, NOW + timedelta(hours=1), due_only=False)
    assert not told.ask
    assert "429" in told.why
    assert plan(FEED, last, NOW + timedelta(hours=2), due_only=False).ask


def test_a_short_wait_binds_every_run_and_backing_off_only_those_that_poll_what_is_due() -> None:
    last = first()
    for _ in range(3):
        last = conclude(FEED, last, ASKED, Answer(503, {"Retry-After": "60"}), NOW)
    assert not plan(FEED, last, NOW + timedelta(seconds=59), due_only=False).ask
    assert plan(FEED, last, NOW + timedelta(seconds=60), due_only=False).ask
    assert plan(FEED, last, NOW + timedelta(seconds=60), due_only=True).wait_until == NOW + 4 * FIRST_BACKOFF
    assert not conclude(FEED, None, ASKED, Answer(503, {"Retry-After": "0"}), NOW).must_wait


def test_retry_after_as_a_date_and_beyond_reason() -> None:
    dated = conclude(FEED, None, ASKED, Answer(503, {"retry-after": "Tue, 24 Nov 2026 15:00:00 GMT"}), NOW)
    assert dated.next_poll_at == NOW + timedelta(hours=3)
    for_ever = conclude(FEED, None, ASKED, Answer(503, {"Retry-After": "99999999999999"}), NOW)
    assert for_ever.next_poll_at == NOW + GONE_WAIT
    nonsense = conclude(FEED, None, ASKED, Answer(503, {"Retry-After": "soon"}), NOW)
    assert not nonsense.must_wait


def test_a_feed_that_is_gone_is_left_alone_and_the_user_told() -> None:
    last = conclude(FEED, first(), CONDITIONALLY, Answer(410), NOW)
    assert (last.outcome, last.must_wait, last.next_poll_at) == ("failed", True, NOW + GONE_WAIT)
    assert last.error is not None
    assert last.error.startswith("gone: ")
    assert "remove the feed" in last.error


def test_state_of_another_address_does_not_count() -> None:
    moved = replace(FEED, url="https://desk.example/new")
    gone = conclude(FEED, first(), CONDITIONALLY, Answer(410), NOW)
    assert plan(moved, gone, NOW, due_only=True) == PollPlan(ask=True)
    assert conclude(moved, first(), ASKED, good(), NOW).outcome == "changed"


def test_the_body_decides_whether_a_feed_changed() -> None:
    same = conclude(FEED, first(), ASKED, good(), NOW)
    assert same.outcome == "unchanged"
    assert conclude(FEED, first(), ASKED, good(b"<rss> </rss>"), NOW).outcome == "changed"
    stamped = b"<rss><lastBuildDate>%s</lastBuildDate></rss>"
    assert feed_hash(stamped % b"Mon") == feed_hash(stamped % b"Tue")
    assert is_unchanged(same, BODY)
    assert not is_unchanged(None, BODY)


def test_validators_follow_the_body_they_came_with() -> None:
    without = conclude(FEED, first(), ASKED, good(b"<rss> </rss>"), NOW)
    assert (without.etag, without.last_modified) == (None, None)
    kept = conclude(FEED, first(), CONDITIONALLY, Answer(304, {"ETag": '"2"'}), NOW)
    assert (kept.etag, kept.last_modified, kept.body_hash) == ('"2"', "then", feed_hash(BODY))


def test_an_error_page_never_answers_for_the_feed() -> None:
    page = Answer(200, {"ETag": '"page"'}, b"<html>", FeedFailure(Reason.NOT_A_FEED, "a web page"))
    last = conclude(FEED, first(), ASKED, page, NOW)
    assert (last.outcome, last.etag, last.body_hash) == ("failed", '"1"', feed_hash(BODY))
    assert last.error == "not_a_feed: a web page"


def test_failures_wait_twice_as_long_each_time_until_one_succeeds() -> None:
    last, waits = first(), []
    for _ in range(12):
        last = conclude(FEED, last, ASKED, Answer(500), NOW)
        assert last.next_poll_at is not None
        waits.append(last.next_poll_at - NOW)
    assert waits[:3] == [FIRST_BACKOFF, 2 * FIRST_BACKOFF, 4 * FIRST_BACKOFF]
    assert waits[-1] == LONGEST
    assert last.failures == 12
    assert not last.must_wait
    assert conclude(FEED, last, ASKED, good(), NOW).failures == 0


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(None), Reason.CONNECT),
        (Answer(None, failure=FeedFailure(Reason.TIMEOUT, "no answer in 30 s")), Reason.TIMEOUT),
        (Answer(404), Reason.HTTP_CLIENT),
        (Answer(410), Reason.GONE),
        (Answer(429), Reason.RATE_LIMITED),
        (Answer(502), Reason.HTTP_SERVER),
        (Answer(304), Reason.EMPTY_BODY),
        (Answer(200, {}, b"x", FeedFailure(Reason.NOT_A_FEED, "words")), Reason.NOT_A_FEED),
    ],
)
def test_what_is_a_failure(answer: Answer, reason: Reason) -> None:
    failure = failure_of(answer, ASKED)
    assert failure is not None
    assert failure.reason is reason


def test_what_is_none() -> None:
    assert failure_of(Answer(304), CONDITIONALLY) is None
    assert failure_of(good(), ASKED) is None


def test_the_interval_follows_the_feed_between_its_bounds() -> None:
    busy = quiet = first()
    for n in range(20):
        busy = conclude(FEED, busy, ASKED, good(b"%d" % n), NOW)
        quiet = conclude(FEED, quiet, CONDITIONALLY, Answer(304), NOW)
    assert busy.next_poll_at == NOW + SHORTEST
    assert quiet.next_poll_at == NOW + LONGEST


def test_the_publisher_s_own_interval_is_a_floor_also_after_a_304() -> None:
    last = conclude(FEED, None, ASKED, good(parsed=feed(timedelta(hours=3))), NOW)
    assert last.next_poll_at == NOW + timedelta(hours=3)
    again = conclude(FEED, last, CONDITIONALLY, Answer(304), NOW)
    assert again.next_poll_at is not None
    assert again.next_poll_at >= NOW + timedelta(hours=3)


def test_max_age_less_age_is_waited_for() -> None:
    cached = good(Cache_Control="public, max-age=7200", Age="1800")
    assert conclude(FEED, None, ASKED, cached, NOW).next_poll_at == NOW + timedelta(minutes=90)
    shared_only = good(Cache_Control="s-maxage=7200")
    assert conclude(FEED, None, ASKED, shared_only, NOW).next_poll_at == NOW + FIRST_INTERVAL


def test_hours_to_skip_are_skipped() -> None:
    last = conclude(FEED, None, ASKED, good(parsed=feed(skip_hours=frozenset({12, 13}))), NOW)
    assert last.next_poll_at == datetime(2026, 11, 24, 14, tzinfo=timezone.utc)


def test_a_permanent_move_is_told() -> None:
    last = conclude(FEED, None, ASKED, replace(good(), moved_to="https://desk.example/new"), NOW)
    assert last.outcome == "changed"
    assert last.error == "moved permanently; change the feed's url to https://desk.example/new"
