"""Near copies: which of several articles with like fingerprints is the original.

Two fingerprints of 64 bits that differ in at most 3 agree in at least one of four bands of 16 bits, so only articles
that share a band need to be compared (Manku, Jain and Das Sarma, "Detecting near-duplicates for web crawling", 2007).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

#: Bits in which near copies differ at most, of 64; the figure is that of the paper above.
MAX_DISTANCE = 3

#: A text of fewer words has too few shingles for its fingerprint to mean much.
MIN_WORDS = 50

_BAND_DIGITS = 4


class Print(NamedTuple):
    """An article as far as copies go: its id, its fingerprint, and the instant that tells which was first."""

    article_id: str
    fingerprint: str
    at: datetime


def bands(fingerprint: str) -> list[str]:
    """Return the four bands of a fingerprint, each with its place, as group keys."""
    return [f"{at}:{fingerprint[at : at + _BAND_DIGITS]}" for at in range(0, len(fingerprint), _BAND_DIGITS)]


def distance(one: str, other: str) -> int:
    """Return in how many bits two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def original(article: Print, others: Iterable[Print]) -> Print | None:
    """Return the earliest other article of which this one is a near copy, or None if it is the first itself."""
    own = (article.at, article.article_id)
    earlier = [
        other
        for other in others
        if (other.at, other.article_id) < own and distance(article.fingerprint, other.fingerprint) <= MAX_DISTANCE
    ]
    return min(earlier, key=lambda other: (other.at, other.article_id), default=None)
