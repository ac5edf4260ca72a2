"""A reject: an expected failure of one feed, entry, page or document, kept as a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from schemas.columns import column


class Stage(str, Enum):
    """The stage that gave up."""

    POLL = "poll"
    FETCH = "fetch"
    EXTRACT = "extract"
    TAG = "tag"


class Reason(str, Enum):
    """Why; the name says it without the message.

    Retryable reasons are tried again in later runs, the others are remembered as final.
    """

    BAD_URL = "bad_url"
    ADDRESS_REFUSED = "address_refused"
    ROBOTS = "robots_disallowed"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    DNS = "dns_error"
    CONNECT = "connect_error"
    TLS = "tls_error"
    TIMEOUT = "timeout"
    RESET = "connection_reset"
    HTTP_CLIENT = "http_client_error"
    HTTP_SERVER = "http_server_error"
    RATE_LIMITED = "rate_limited"
    GONE = "gone"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_ENCODING = "bad_content_encoding"
    NOT_HTML = "not_html"
    EMPTY_BODY = "empty_body"
    NOT_A_FEED = "not_a_feed"
    FEED_UNREADABLE = "feed_unreadable"
    ENTRY_WITHOUT_LINK = "entry_without_link"
    NO_ARTICLE = "no_article"
    DEADLINE = "extraction_deadline"
    WORKER_DIED = "extraction_worker_died"
    CODING_DEADLINE = "coding_deadline"
    CODING_WORKER_DIED = "coding_worker_died"
    BUG = "unexpected_exception"


RETRYABLE = frozenset(
    {
        Reason.ROBOTS_UNREACHABLE,
        Reason.DNS,
        Reason.CONNECT,
        Reason.TIMEOUT,
        Reason.RESET,
        Reason.HTTP_SERVER,
        Reason.RATE_LIMITED,
        Reason.WORKER_DIED,
        Reason.BUG,
    }
)


@dataclass(frozen=True, slots=True)
class Reject:
    """One failure: which stage, why, of what, and whether another run may succeed."""

    stage: str = column("Stage that gave up: poll, fetch, extract or tag.", id=1)
    reason: str = column("Typed reason, one of schemas.reject.Reason.", id=2)
    url: str | None = column("Address of the feed or page, where there is one.", id=3)
    feed_id: str | None = column("Feed the failure belongs to (the first one, if several carried the entry).", id=4)
    article_id: str | None = column("Article that did not come to be; null for a feed's failure.", id=5)
    message: str = column("What happened, for a person; a traceback where the reason is a bug.", id=6)
    retryable: bool = column("Whether a later run tries again.", id=7)
    attempt: int = column("Which try this was, from 1; where the host would not be asked, how many came before.", id=8)
    rejected_at: datetime = column("Instant of the failure.", id=9)


def reject(
    stage: Stage,
    reason: Reason,
    message: str,
    at: datetime,
    *,
    url: str | None = None,
    feed_id: str | None = None,
    article_id: str | None = None,
    attempt: int = 1,
) -> Reject:
    """Return a reject; whether it is worth another try follows from its reason."""
    return Reject(stage.value, reason.value, url, feed_id, article_id, message, reason in RETRYABLE, attempt, at)
