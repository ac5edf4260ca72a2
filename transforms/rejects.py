"""One poisoned element never ends a run: an unexpected exception becomes a reject that carries its traceback."""

from __future__ import annotations

import logging
import traceback
from datetime import datetime, timezone

from schemas.article import Article
from schemas.feed import Entry
from schemas.reject import Reason, Reject, Stage, reject
from transforms.workers.outcome import Cause, Failed

log = logging.getLogger(__name__)

_REASONS = {
    (Stage.EXTRACT, Cause.LATE): Reason.DEADLINE,
    (Stage.EXTRACT, Cause.DIED): Reason.WORKER_DIED,
    (Stage.TAG, Cause.LATE): Reason.CODING_DEADLINE,
    (Stage.TAG, Cause.DIED): Reason.CODING_WORKER_DIED,
}

#: Name of the output on which every stage hands over its rejects.
REJECTS = "rejects"


def bug(stage: Stage, error: Exception, *, url: str, feed_id: str) -> Reject:
    """Return the reject of an element on which our own code failed, and say so loudly in the log.

    Call it in an `except` block; the traceback goes into the message, so that the row alone suffices to mend it.
    """
    log.error("%s: unexpected exception on %s: %r", stage.value, url, error)
    return reject(
        stage,
        Reason.BUG,
        "".join(traceback.format_exception(type(error), error, error.__traceback__)),
        datetime.now(timezone.utc),
        url=url,
        feed_id=feed_id,
    )


def given_up(stage: Stage, failed: Failed, at: datetime, url: str, of: Entry | Article, attempt: int = 1) -> Reject:
    """Return the reject of an element that no child process could finish; what one raised is a bug, and logged."""
    reason = _REASONS.get((stage, failed.cause), Reason.BUG)
    if reason is Reason.BUG:
        log.error("%s: unexpected exception on %s:\n%s", stage.value, url, failed.message)
    feed_id, article_id = next(iter(of.feed_ids), None), of.article_id
    return reject(stage, reason, failed.message, at, url=url, feed_id=feed_id, article_id=article_id, attempt=attempt)
