"""What an HTTP answer says about when to come back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from transforms.web.retry import retry_after_s

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def header(headers: Mapping[str, str], name: str) -> str | None:
    """Return a header's value, stripped, whatever the case of its name; None if absent or blank."""
    for key, value in headers.items():
        if key.lower() == name:
            return value.strip() or None
    return None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Return how long Retry-After asks to wait, or None."""
    asked = retry_after_s(header(headers, "retry-after"), now)
    return None if asked is None else timedelta(seconds=asked)


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """Return Cache-Control's max-age less the answer's Age (RFC 9111 section 4.2), or None."""
    found = _MAX_AGE.search(header(headers, "cache-control") or "")
    if found is None:
        return None
    age = header(headers, "age") or "0"
    spent = int(age) if age.isdecimal() and len(age) < 10 else 0
    return timedelta(seconds=max(int(found[1]) - spent, 0))
