"""When to poll a feed, and what an answer means for the next poll: pure functions of state and `now`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schemas.feed import Feed
from schemas.ids import body_hash
from schemas.poll import Outcome, Poll
from schemas.reject import Reason
from transforms.feeds.http_hints import header, max_age, retry_after
from transforms.feeds.results import FeedFailure, Hints, ParsedFeed

#: Servers exist that answer 304 for ever; once a day the validators are left out.
FULL_EVERY = timedelta(days=1)

#: Bounds of the interval between polls: news does not need less than 5 minutes, and a day keeps a quiet feed in view.
SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=1)

#: The first interval; a changed feed shortens it, an unchanged one lengthens it. The factors undo each other, so a
#: feed that changes at every second poll keeps its interval.
FIRST_INTERVAL = timedelta(minutes=30)
WHEN_CHANGED = 0.7
WHEN_UNCHANGED = 1.4

#: A failing feed waits this long, doubled at each further failure, up to LONGEST.
FIRST_BACKOFF = timedelta(minutes=15)

#: 410 Gone is asked again this seldom, for servers that say so by mistake; Retry-After is believed up to as long.
GONE_WAIT = timedelta(days=7)

# Written anew at every request by many servers, while nothing else changes.
_LAST_BUILD_DATE = re.compile(rb"<lastBuildDate>[^<]{0,100}</lastBuildDate>")


@dataclass(frozen=True, slots=True)
class PollPlan:
    """Whether to ask a feed now, and how.

    `headers` are the conditional request headers to send (none: an unconditional request);
    if `ask` is false, `wait_until` and `why` say when it is due and who decided so.
    """

    ask: bool
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_until: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from a poll.

    `status` is that of the last response, None if none came; `failure` is set where the request itself failed
    (no connection, too large, ...). `body` is decompressed. `parsed` is the body's reading, None if it was not read
    because `is_unchanged` said so. `moved_to` is the final address if every redirect on the way was permanent.
    """

    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    parsed: ParsedFeed | FeedFailure | None = None
    failure: FeedFailure | None = None
    moved_to: str | None = None


def plan(feed: Feed, last: Poll | None, now: datetime, *, due_only: bool) -> PollPlan:
    """Decide whether to ask a feed now, and with which conditional headers.

    A feed whose server told us to wait (Retry-After, 410) waits in any case; one that is only not due yet waits
    if `due_only`. State of another address (the user changed the feed's url) does not count.
    """
    last = _state(feed, last)
    if last is None:
        return PollPlan(ask=True)
    if last.must_wait and last.next_poll_at is not None and now < last.next_poll_at:
        return PollPlan(ask=False, wait_until=last.next_poll_at, why=last.error or "the server told us to wait")
    due_at = _due_at(last)
    if due_only and now < due_at:
        return PollPlan(ask=False, wait_until=due_at, why="not due yet")
    return PollPlan(ask=True, headers=_validators(last, now))


def is_unchanged(last: Poll | None, body: bytes) -> bool:
    """Return whether a body is the one that the last poll read, so that it need not be parsed."""
    return last is not None and last.body_hash == feed_hash(body)


def feed_hash(body: bytes) -> str:
    """Return the hash of a feed's body without its RSS <lastBuildDate>."""
    return body_hash(_LAST_BUILD_DATE.sub(b"", body))


def failure_of(answer: Answer, asked: PollPlan) -> FeedFailure | None:
    """Return why a poll failed, or None if it gave a feed or a 304 to a conditional request."""
    if answer.failure is not None:
        return answer.failure
    if answer.status is None:
        return FeedFailure(Reason.CONNECT, "no answer came")
    if answer.status == 304:
        return None if asked.headers else FeedFailure(Reason.EMPTY_BODY, "304 to a request that named no version")
    if not 200 <= answer.status < 300:
        return _status_failure(answer.status)
    return answer.parsed if isinstance(answer.parsed, FeedFailure) else None


def conclude(feed: Feed, last: Poll | None, asked: PollPlan, answer: Answer, now: datetime) -> Poll:
    """Return the poll's row: its outcome, the feed's state after it, and when to ask again.

    `entries_new` is left 0: only the ledger knows. Validators are kept from bodies that could be read, so that an
    error page never answers for the feed.
    """
    last = _state(feed, last)
    failure = failure_of(answer, asked)
    if failure is not None:
        return _failed(feed, last, answer, failure, now)
    return _succeeded(feed, last, asked, answer, now)


def _state(feed: Feed, last: Poll | None) -> Poll | None:
    return last if last is not None and last.url == feed.url else None


def _due_at(last: Poll) -> datetime:
    """Return when a feed is due: a short Retry-After does not undo the backing off of a feed that fails for long."""
    backoff = _backoff(last.failures) if last.failures else timedelta(0)
    return max(last.next_poll_at or last.polled_at, last.polled_at + backoff)


def _validators(last: Poll, now: datetime) -> dict[str, str]:
    if last.full_at is None or now - last.full_at >= FULL_EVERY:
        return {}
    named = {"If-None-Match": last.etag, "If-Modified-Since": last.last_modified}
    return {name: value for name, value in named.items() if value}


def _status_failure(status: int) -> FeedFailure:
    reasons = {404: Reason.HTTP_CLIENT, 410: Reason.GONE, 429: Reason.RATE_LIMITED}
    reason = reasons.get(status, Reason.HTTP_SERVER if status >= 500 else Reason.HTTP_CLIENT)
    remedy = "; remove the feed or correct its address" if status in (404, 410) else ""
    return FeedFailure(reason, f"the server answered {status}{remedy}")


def _failed(feed: Feed, last: Poll | None, answer: Answer, failure: FeedFailure, now: datetime) -> Poll:
    failures = (last.failures if last else 0) + 1
    told = _told_to_wait(answer, failure, now)
    wait = told or _backoff(failures)
    return Poll(
        feed_id=feed.id,
        url=feed.url,
        polled_at=now,
        status=answer.status,
        outcome="failed",
        etag=last.etag if last else None,
        last_modified=last.last_modified if last else None,
        body_hash=last.body_hash if last else None,
        next_poll_at=now + wait,
        error=f"{failure.reason.value}: {failure.message}",
        full_at=last.full_at if last else None,
        failures=failures,
        interval_s=last.interval_s if last else None,
        must_wait=bool(told),
    )


def _told_to_wait(answer: Answer, failure: FeedFailure, now: datetime) -> timedelta | None:
    if failure.reason is Reason.GONE:
        return GONE_WAIT
    asked = retry_after(answer.headers, now)
    return None if asked is None else min(asked, GONE_WAIT)


def _backoff(failures: int) -> timedelta:
    doublings = min(failures - 1, 10)
    return min(FIRST_BACKOFF * (1 << doublings), LONGEST)


def _succeeded(feed: Feed, last: Poll | None, asked: PollPlan, answer: Answer, now: datetime) -> Poll:
    outcome = _outcome(last, answer)
    read = answer.parsed if isinstance(answer.parsed, ParsedFeed) else None
    hints = read.hints if read else Hints()
    interval = _interval(last, outcome, hints)
    fresh = outcome != "not_modified"
    full = answer.body is not None and not asked.headers
    return Poll(
        feed_id=feed.id,
        url=feed.url,
        polled_at=now,
        status=answer.status,
        outcome=outcome,
        etag=_validator(last.etag if last else None, answer, "etag", fresh=fresh),
        last_modified=_validator(last.last_modified if last else None, answer, "last-modified", fresh=fresh),
        body_hash=feed_hash(answer.body) if answer.body is not None else last.body_hash if last else None,
        entries_seen=read.entries_seen if read else 0,
        next_poll_at=_next_poll(now, interval, answer.headers, hints),
        error=f"moved permanently; change the feed's url to {answer.moved_to}" if answer.moved_to else None,
        full_at=now if full else last.full_at if last else None,
        interval_s=interval.total_seconds(),
    )


def _outcome(last: Poll | None, answer: Answer) -> Outcome:
    if answer.body is None:
        return "not_modified"
    return "unchanged" if is_unchanged(last, answer.body) else "changed"


def _validator(kept: str | None, answer: Answer, name: str, *, fresh: bool) -> str | None:
    """Return the validator to send next time: a new body's own, even if it has none; a 304 may renew it."""
    given = header(answer.headers, name)
    return given if fresh else given or kept


def _interval(last: Poll | None, outcome: Outcome, hints: Hints) -> timedelta:
    """Return the adapted interval; the publisher's own is kept in it, for the 304s that carry none."""
    if last is None or last.interval_s is None:
        adapted = FIRST_INTERVAL
    else:
        adapted = timedelta(seconds=last.interval_s) * (WHEN_CHANGED if outcome == "changed" else WHEN_UNCHANGED)
    return min(max(adapted, hints.interval or SHORTEST, SHORTEST), LONGEST)


def _next_poll(now: datetime, interval: timedelta, headers: Mapping[str, str], hints: Hints) -> datetime:
    at = now + min(max(interval, max_age(headers) or SHORTEST), LONGEST)
    for _ in range(24):
        if at.hour not in hints.skip_hours:
            break
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at
