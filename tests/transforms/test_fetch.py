"""What comes of an entry's fetch."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from schemas.feed import Entry
from schemas.reject import Reason
from transforms.fetch import page_of
from transforms.web.messages import Failure

NOW = datetime(2026, 11, 28, tzinfo=timezone.utc)
URL = "https://example.org/a"


@pytest.mark.parametrize(("asked", "attempt"), [(0, 2), (1, 3), (4, 3)])
def test_only_what_was_asked_counts_as_a_try(asked: int, attempt: int) -> None:
    entry = Entry("a1", URL, URL, ("feed",), NOW, attempt=3)
    page = page_of(entry, Failure(Reason.RATE_LIMITED, "not now", URL, attempts=asked), NOW)
    assert (page.failure, page.entry.attempt) == ("rate_limited", attempt)
