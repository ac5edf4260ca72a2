"""Whether to ask again, and when."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from schemas.reject import Reason
from transforms.web.messages import Failure
from transforms.web.retry import pause_s, retry_after_s
from transforms.web.settings import WebSettings

SETTINGS = WebSettings(tries=4, backoff_s=1.0, max_retry_after_s=60.0)
NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=timezone.utc)
URL = "http://news.example/a"


def _failure(reason: Reason = Reason.HTTP_SERVER, *, again: bool = True, asked: float | None = None) -> Failure:
    return Failure(reason, "", URL, again, retry_after_s=asked)


def test_pauses_double_within_their_spread() -> None:
    pauses = [pause_s(_failure(), attempt, SETTINGS) for attempt in (1, 2, 3)]
    assert all(pause and base / 2 <= pause <= base for pause, base in zip(pauses, (1, 2, 4), strict=True))
    assert pauses == [pause_s(_failure(), attempt, SETTINGS) for attempt in (1, 2, 3)]


def test_pauses_of_different_addresses_differ() -> None:
    assert len({pause_s(Failure(Reason.RESET, "", f"{URL}{n}", True), 1, SETTINGS) for n in range(20)}) > 15


@pytest.mark.parametrize(
    ("reason", "tries"),
    [(Reason.HTTP_SERVER, 4), (Reason.RATE_LIMITED, 4), (Reason.RESET, 4), (Reason.CONNECT, 3), (Reason.TIMEOUT, 2)],
)
def test_number_of_tries(reason: Reason, tries: int) -> None:
    worth = [attempt for attempt in range(1, 6) if pause_s(_failure(reason), attempt, SETTINGS) is not None]
    assert worth == list(range(1, tries))


def test_no_second_try_where_it_cannot_help() -> None:
    assert pause_s(_failure(Reason.HTTP_CLIENT, again=False), 1, SETTINGS) is None


def test_retry_after_is_honoured_up_to_the_cap() -> None:
    assert pause_s(_failure(asked=30.0), 1, SETTINGS) == 30.0
    assert pause_s(_failure(asked=61.0), 1, SETTINGS) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 01 Mar 2026 12:01:30 GMT", 90.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Sun, 01 Mar 2026 13:01:30 +0100", 90.0),
        ("99999999999999", 999999999.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after_s(value, NOW) == seconds
