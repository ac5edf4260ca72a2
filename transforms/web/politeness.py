"""When the next request to a host may start.

A pure decision object: the caller brings the time (monotonic seconds), so nothing here sleeps or reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass

BUSY = float("inf")
_SWEEP_AT = 4096  # hosts remembered before those with nothing left to say are forgotten


@dataclass(slots=True)
class _Host:
    delay_s: float
    running: int = 0
    not_before: float = 0.0  # by our own delay
    held_until: float = 0.0  # by the host's wish


class Manners:
    """Keeps every host to a number of requests at a time and a delay between their starts.

    The delay counts from start to start, as crawl-delay is commonly read; `concurrency` bounds what a slow host has
    open. A site's own wish (crawl-delay, Retry-After) only ever makes us slower.
    """

    def __init__(self, delay_s: float, concurrency: int) -> None:
        self._delay_s = delay_s
        self._concurrency = concurrency
        self._hosts: dict[str, _Host] = {}

    def wait_s(self, host: str, now: float) -> float:
        """Return the seconds until a request to the host may start; BUSY until one of the running ends."""
        state = self._hosts.get(host)
        if state is None:
            return 0.0
        if state.running >= self._concurrency:
            return BUSY
        return max(0.0, state.not_before - now, state.held_until - now)

    def held_s(self, host: str, now: float) -> float:
        """Return the seconds for which the host asked not to be asked."""
        state = self._hosts.get(host)
        return max(0.0, state.held_until - now) if state is not None else 0.0

    def is_idle(self, host: str) -> bool:
        """Return whether no request to the host is running."""
        state = self._hosts.get(host)
        return state is None or not state.running

    def begin(self, host: str, now: float) -> None:
        """Note that a request starts."""
        state = self._state(host, now)
        state.running += 1
        state.not_before = max(state.not_before, now + state.delay_s)

    def end(self, host: str, now: float) -> None:
        """Note that a request ended."""
        state = self._state(host, now)
        state.running -= 1
        if _forgettable(state, now, self._delay_s):
            del self._hosts[host]

    def hold(self, host: str, now: float, wait_s: float) -> None:
        """Start nothing more on the host for a while (Retry-After)."""
        state = self._state(host, now)
        state.held_until = max(state.held_until, now + wait_s)

    def slow_down(self, host: str, delay_s: float) -> None:
        """Keep at least this delay from the last start on (crawl-delay)."""
        if delay_s <= self._delay_s:
            return
        state = self._hosts.setdefault(host, _Host(self._delay_s))
        state.not_before += max(0.0, delay_s - state.delay_s)
        state.delay_s = max(state.delay_s, delay_s)

    def _state(self, host: str, now: float) -> _Host:
        state = self._hosts.get(host)
        if state is None:
            if len(self._hosts) >= _SWEEP_AT:
                self._sweep(now)
            state = self._hosts[host] = _Host(self._delay_s)
        return state

    def _sweep(self, now: float) -> None:
        self._hosts = {
            host: state for host, state in self._hosts.items() if not _forgettable(state, now, self._delay_s)
        }


def _forgettable(state: _Host, now: float, delay_s: float) -> bool:
    return not state.running and max(state.not_before, state.held_until) <= now and state.delay_s == delay_s
