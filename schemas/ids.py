"""Identifiers: versioned hashes of what makes a thing the same thing.

Each id is a one-letter kind, the version of its recipe, `-`, and 24 hex digits (96 bits) of BLAKE2b.
96 bits keep the chance of one collision among 10**9 articles below 10**-11.
A change of recipe raises the version, so old and new ids never mix silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

_SEPARATOR = "\x1f"  # ASCII unit separator: cannot occur in a URL, a code or a date


def _digest(*parts: str) -> str:
    return hashlib.blake2b(_SEPARATOR.join(parts).encode("utf-8"), digest_size=12).hexdigest()


def article_id(canonical_url: str) -> str:
    """Return the id of the article at a canonical URL; the scheme does not count."""
    return "a1-" + _digest(canonical_url.partition("://")[2] or canonical_url)


def event_id(
    day: str,
    sources: Iterable[str],
    targets: Iterable[str],
    event_type: str,
    mode: str | None,
    *,
    reciprocal: bool,
) -> str:
    """Return the id that all mentions of one event share, in whatever paper.

    `day` is the ISO start day of the event, or `""` if unknown; sources and targets are actor keys
    (country and name). The order within a side does not count; of a reciprocal event neither does the side.
    """
    source, target = "|".join(sorted(set(sources))), "|".join(sorted(set(targets)))
    if reciprocal and target < source:
        source, target = target, source
    return "e1-" + _digest(day, source, target, event_type, mode or "", "both" if reciprocal else "one")


def mention_id(article: str, revision: int, section: str, start: int, event_type: str, rule_id: str) -> str:
    """Return the id of one event mention: the place in one article revision where one rule saw it."""
    return "m1-" + _digest(article, str(revision), section, str(start), event_type, rule_id)


def content_hash(title: str, lead: str, text: str) -> str:
    """Return the hash of what a reader reads; it changes when the article is revised."""
    return "c1-" + _digest(title, lead, text)


def body_hash(body: bytes) -> str:
    """Return the hash of a feed's body, by which a poll tells a changed feed from an unchanged one."""
    return "b1-" + hashlib.blake2b(body, digest_size=12).hexdigest()


def run_id(started_at: datetime) -> str:
    """Return a run's id, its start in UTC to the microsecond; it sorts by time and is safe in a path."""
    return started_at.strftime("%Y%m%dT%H%M%S.%fZ")
