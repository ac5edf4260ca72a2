"""What was asked of each host and what came of it, for the run's summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from transforms.web.messages import Failure, Redirect, Response, Result


@dataclass(slots=True)
class HostStats:
    """Counts of one host.

    `exchanges` counts every GET, robots.txt, redirects and retries too, and `bytes` their bodies after decompression;
    `answered` and `failures` (by the value of the reason) count requests under the host they were made to, so they
    add up to the requests made.
    """

    exchanges: int = 0
    bytes: int = 0
    answered: int = 0
    failures: Counter[str] = field(default_factory=Counter)

    def exchanged(self, answer: Response | Redirect | Failure) -> None:
        """Count one GET."""
        self.exchanges += 1
        if isinstance(answer, Response):
            self.bytes += len(answer.body)

    def settled(self, result: Result) -> None:
        """Count one request's end."""
        if isinstance(result, Response):
            self.answered += 1
        else:
            self.failures[result.reason.value] += 1

    def copy(self) -> HostStats:
        """Return the counts as they are now."""
        return HostStats(self.exchanges, self.bytes, self.answered, self.failures.copy())
