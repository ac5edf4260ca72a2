"""How a command ends, and when it began: for commands with and without Beam."""

from __future__ import annotations

from datetime import datetime, timezone

#: Done; done, but more failed than allowed; nothing could be fetched or committed. 2 is usage: `schemas.errors`.
EXIT_DONE, EXIT_FAILURES, EXIT_NOTHING = 0, 1, 3


def utc_now() -> datetime:
    """Return the present instant."""
    return datetime.now(timezone.utc)
