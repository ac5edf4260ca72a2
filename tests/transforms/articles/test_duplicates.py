"""Near copies: told by fingerprints, the earliest is the original."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from transforms.articles.duplicates import MAX_DISTANCE, Print, bands, distance, original
from transforms.articles.fingerprint import fingerprint

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
TEXT = " ".join(
    f"The ministers of {place} agreed on {thing} after {n} hours of talks."
    for n, (place, thing) in enumerate(zip("ABCDEFGHIJKLMNOP", "qrstuvwxyzabcdef", strict=True), 3)
)


def article(name: str, text: str, hours: int = 0) -> Print:
    return Print(name, fingerprint(text), NOON + timedelta(hours=hours))


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=MAX_DISTANCE))
def test_near_fingerprints_share_a_band(value: int, flipped: set[int]) -> None:
    other = value
    for bit in flipped:
        other ^= 1 << bit
    one, two = f"{value:016x}", f"{other:016x}"
    assert distance(one, two) == len(flipped)
    assert set(bands(one)) & set(bands(two))


def test_the_earliest_of_several_copies_is_the_original() -> None:
    first, second, third = article("c", TEXT), article("a", TEXT, 1), article("b", TEXT, 2)
    assert original(second, [first, second, third]) == first
    assert original(third, [third, second, first]) == first
    assert original(first, [first, second, third]) is None


def test_of_one_instant_the_id_decides() -> None:
    one, two = article("a", TEXT), article("b", TEXT)
    assert original(two, [one, two]) == one
    assert original(one, [one, two]) is None


def test_another_text_is_no_copy() -> None:
    other = article("a", "A different story of a different day, with none of the same words in any like order.")
    assert original(article("b", TEXT, 1), [other]) is None
