"""Near copies are near, other texts are far, and the value never depends on the process."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from transforms.articles.fingerprint import fingerprint


def _text(seed: int, words: int = 400) -> list[str]:
    """Return so many words drawn from a vocabulary of a thousand."""
    draw = random.Random(seed)  # noqa: S311  # a specimen, not a secret
    return [f"word{draw.randrange(1000)}" for _ in range(words)]


def _distance(one: str, other: str) -> int:
    """Return in how many of 64 bits two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_value_is_pinned_across_processes_and_versions() -> None:
    assert fingerprint("The envoys met on a ferry on Monday, and said little.") == "cad44fcb8a39ba1e"
    assert fingerprint("") == "0" * 16


def test_case_and_punctuation_do_not_count() -> None:
    assert fingerprint("The envoys met. On Monday!") == fingerprint("the ENVOYS met on monday")


def test_near_copies_are_within_reach_and_other_texts_are_not() -> None:
    for seed in range(20):
        text = _text(seed)
        edited = [*text[:200], "an", "inserted", "phrase", *text[200:390]]
        assert _distance(fingerprint(" ".join(text)), fingerprint(" ".join(edited))) <= 12
        other = fingerprint(" ".join(_text(seed + 1000)))
        assert _distance(fingerprint(" ".join(text)), other) >= 16


@given(st.text(max_size=200))
def test_any_text_has_sixteen_digits(text: str) -> None:
    value = fingerprint(text)
    assert len(value) == 16
    assert 0 <= int(value, 16) < 1 << 64
