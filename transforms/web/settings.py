"""What a user may set about how the web is asked."""

from __future__ import annotations

from dataclasses import dataclass

USER_AGENT = "Attache/1.0 (news feed reader)"


def user_agent(contact: str | None) -> str:
    """Return the name we go by; `contact` is an address (URL or e-mail) where a site's owner can complain."""
    return f"Attache/1.0 (news feed reader; +{contact})" if contact else USER_AGENT


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Manners, limits and reach of one engine. All times are in seconds.

    `max_in_flight` bounds the answers in memory, those being received and those not yet taken by the caller;
    `max_waiting` bounds the requests drawn from the caller ahead of their turn, so that a long run of one slow
    host does not hide the other hosts behind it. `proxy` is an address, or None for what http_proxy, https_proxy and
    no_proxy say.
    """

    host_delay_s: float = 1.0  # between the starts of two requests to one host
    host_concurrency: int = 2  # requests to one host at a time
    max_in_flight: int = 64
    max_waiting: int = 5000
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 15.0  # of silence
    total_timeout_s: float = 30.0  # of one exchange, so that a server that drips is let go
    request_timeout_s: float = 90.0  # of all exchanges of one request, so that redirects and retries cannot add up
    max_body_bytes: int = 10 * 1024 * 1024  # after decompression; the largest of 797 stored news pages is under 4 MB
    max_redirects: int = 10
    tries: int = 4
    backoff_s: float = 1.0  # before the second try, then doubled: a server's worker comes back within seconds
    max_retry_after_s: float = 60.0  # a site that asks for more is left to a later run
    max_crawl_delay_s: float = 10.0  # more would keep a run waiting for hours
    allow_private_networks: bool = False
    respect_robots: bool = True
    proxy: str | None = None
    user_agent: str = USER_AGENT
