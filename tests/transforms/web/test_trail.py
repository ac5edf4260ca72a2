"""What follows from an answer on a request's way."""

from __future__ import annotations

from schemas.reject import Reason
from tests.transforms.web.conftest import NOW
from transforms.web.messages import Failure, Redirect, Request, Response
from transforms.web.settings import WebSettings
from transforms.web.trail import Again, Trail, advance

SETTINGS = WebSettings()
A, B, C = (f"http://{host}.example/" for host in "abc")


def _trail() -> Trail:
    return Trail(Request(A), A, "a.example")


def _answer(url: str) -> Response:
    return Response(url, 200, {}, b"", None, 0.1, NOW)


def _reason(outcome: object) -> Reason:
    assert isinstance(outcome, Failure)
    return outcome.reason


def test_a_redirect_leads_on() -> None:
    trail = _trail()
    assert advance(trail, Redirect(A, B, permanent=True), SETTINGS) == Again(0.0)
    assert (trail.url, trail.host, trail.redirects) == (B, "b.example", 1)


def test_moved_only_if_every_step_is_for_good() -> None:
    for steps, moved_to in (((True, True), C), ((True, False), None), ((False, True), None)):
        trail = _trail()
        advance(trail, Redirect(A, B, steps[0]), SETTINGS)
        advance(trail, Redirect(B, C, steps[1]), SETTINGS)
        result = advance(trail, _answer(C), SETTINGS)
        assert isinstance(result, Response)
        assert (result.moved_to, result.redirects) == (moved_to, 2)


def test_a_circle_ends() -> None:
    trail = _trail()
    advance(trail, Redirect(A, B, permanent=False), SETTINGS)
    assert _reason(advance(trail, Redirect(B, A, permanent=False), SETTINGS)) == Reason.TOO_MANY_REDIRECTS


def test_a_request_that_took_too_long_is_not_carried_on() -> None:
    trail = _trail()
    trail.asked_s = SETTINGS.request_timeout_s + 1
    assert _reason(advance(trail, Redirect(A, B, permanent=False), SETTINGS)) == Reason.TOO_MANY_REDIRECTS
    assert _reason(advance(trail, Failure(Reason.RESET, "", A, again=True), SETTINGS)) == Reason.RESET


def test_tries_are_counted() -> None:
    trail = _trail()
    failure = Failure(Reason.HTTP_SERVER, "", A, again=True, status=503)
    outcomes = [advance(trail, failure, SETTINGS) for _ in range(SETTINGS.tries)]
    assert [isinstance(outcome, Again) for outcome in outcomes] == [True, True, True, False]
    last = outcomes[-1]
    assert isinstance(last, Failure)
    assert (last.attempts, last.status, last.retryable) == (4, 503, True)
