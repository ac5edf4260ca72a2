"""What the tests of the web share: a site that misbehaves, and settings that do not wait long for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timezone

import pytest

from tests.transforms.web.site import Site
from transforms.web.engine import Engine
from transforms.web.messages import Request, Result
from transforms.web.settings import WebSettings

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=timezone.utc)

Fetch = Callable[..., dict[str, Result]]


@pytest.fixture
def site() -> Iterator[Site]:
    """Yield a site that serves while the test runs."""
    served = Site()
    yield served
    served.stop()


def settings(**changes: object) -> WebSettings:
    """Return settings for a loopback site: no delay, short patience."""
    quick: dict[str, object] = {
        "host_delay_s": 0.0,
        "host_concurrency": 8,
        "backoff_s": 0.05,
        "read_timeout_s": 0.3,
        "total_timeout_s": 0.8,
        "max_body_bytes": 1 << 20,
        "allow_private_networks": True,
    }
    return WebSettings(**{**quick, **changes})  # type: ignore[arg-type]  # fields are as mixed as settings are


@pytest.fixture
def fetch(site: Site) -> Fetch:
    """Return a function that fetches addresses (paths are the site's) and gives the results by address."""

    def run(*urls: str, headers: dict[str, str] | None = None, **changes: object) -> dict[str, Result]:
        with Engine(settings(**changes), lambda: datetime.now(timezone.utc)) as engine:
            requests = [
                Request(site.url + url if url[0] == "/" else url, tag=url, headers=headers or {}) for url in urls
            ]
            return {str(request.tag): result for request, result in engine.results(requests)}

    return run
