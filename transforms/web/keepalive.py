"""Which hosts' connections are worth keeping open between requests."""

from __future__ import annotations

import sys
from collections import OrderedDict

if sys.platform != "win32":
    import resource

IDLE_S = 2.0  # how long an idle connection is kept: it outlasts the default delay between two requests to a host
_FORGET_S = 2 * IDLE_S  # the pool looks for idle connections only so often
_MOST_HOSTS = 500
# A host may hold as many connections as its concurrency allows (2), and files and other sockets need handles, too.
# Shells give a process 1024 handles on most Linux systems and 256 on macOS.
_HANDLES_A_HOST = 4


def hosts_that_fit() -> int:
    """Return how many hosts may keep connections within this process's limit of open files."""
    if sys.platform == "win32":  # its sockets are not file handles
        return _MOST_HOSTS
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST_HOSTS if soft == resource.RLIM_INFINITY else min(_MOST_HOSTS, soft // _HANDLES_A_HOST)


class KeepAlive:
    """Lets a limited number of hosts keep their connections; the others' are closed after each answer.

    aiohttp bounds the connections in use but not the idle ones, so a run over thousands of hosts would end in
    "too many open files".
    """

    def __init__(self, most_hosts: int) -> None:
        self._most_hosts = most_hosts
        self._asked: OrderedDict[str, float] = OrderedDict()

    def worth(self, host: str, now: float) -> bool:
        """Return whether a host asked at an instant (monotonic seconds) may keep its connection."""
        while self._asked and next(iter(self._asked.values())) < now - _FORGET_S:
            self._asked.popitem(last=False)
        if host not in self._asked and len(self._asked) >= self._most_hosts:
            return False
        self._asked[host] = now
        self._asked.move_to_end(host)
        return True
