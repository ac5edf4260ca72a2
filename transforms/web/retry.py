"""Whether to ask again, and when."""

from __future__ import annotations

import hashlib
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from schemas.reject import Reason
from transforms.web.messages import Failure
from transforms.web.settings import WebSettings

# A name that does not resolve or a silent server seldom changes its mind within seconds, and each try is dear.
_TRIES = {Reason.DNS: 2, Reason.TIMEOUT: 2, Reason.CONNECT: 3}


def pause_s(failure: Failure, attempt: int, settings: WebSettings) -> float | None:
    """Return the seconds to wait before try number `attempt + 1`, or None to give up.

    A server's Retry-After counts where it asks for more than our backoff; above the cap the run does not wait for it.
    """
    if not failure.again or attempt >= min(settings.tries, _TRIES.get(failure.reason, settings.tries)):
        return None
    asked = failure.retry_after_s or 0.0
    if asked > settings.max_retry_after_s:
        return None
    return max(asked, settings.backoff_s * float(2 ** (attempt - 1)) * _spread(failure.url, attempt))


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Return the seconds a Retry-After header asks for: a number or an HTTP date (RFC 9110 section 10.2.3)."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=timezone.utc)
    return max(0.0, (at - now).total_seconds())


def _spread(url: str, attempt: int) -> float:
    """Return a factor from a half to one, by a hash, so that the failures of one moment do not come back as one."""
    digest = hashlib.blake2b(f"{url} {attempt}".encode(), digest_size=2).digest()
    return 0.5 + int.from_bytes(digest, "big") / 2**17
