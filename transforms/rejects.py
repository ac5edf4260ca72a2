"""One poisoned element never ends a run: an unexpected exception becomes a reject that carries its traceback."""

from __future__ import annotations

import logging
import traceback
from datetime import datetime, timezone

from schemas.reject import Reason, Reject, Stage, reject

log = logging.getLogger(__name__)

#: Name of the output on which every stage hands over its rejects.
REJECTS = "rejects"


def bug(
    stage: Stage,
    error: Exception,
    *,
    url: str | None = None,
    feed_id: str | None = None,
    article_id: str | None = None,
    attempt: int = 1,
) -> Reject:
    """Return the reject of an element on which our own code failed, and say so loudly in the log.

    Call it in an `except` block; the traceback goes into the message, so that the row alone suffices to mend it.
    """
    log.error("%s: unexpected exception on %s: %r", stage.value, url or article_id or feed_id, error)
    return reject(
        stage,
        Reason.BUG,
        "".join(traceback.format_exception(type(error), error, error.__traceback__)),
        datetime.now(timezone.utc),
        url=url,
        feed_id=feed_id,
        article_id=article_id,
        attempt=attempt,
    )
