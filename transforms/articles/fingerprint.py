"""A 64-bit SimHash of a text: near copies differ in few bits.

Charikar, "Similarity estimation techniques from rounding algorithms" (2002): each shingle's hash votes on every
bit, and the majority stands. Manku, Jain and Das Sarma (2007) take texts within 3 bits of 64 as near copies.
"""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache

from transforms.articles.words import words

#: Words in a shingle: three keep word order without making one changed word spoil much.
_SHINGLE = 3
_BITS = 64
_BYTES = _BITS // 8
_MASK = (1 << _BITS) - 1
#: Odd multipliers, one for each place in a shingle, so that the same words in another order hash otherwise
#: (from Steele and Vigna, "Computationally easy, spectrally good multipliers", 2021, table 6).
_FIRST, _SECOND, _THIRD = 0xD1342543DE82EF95, 0xAF251AF3B0F025B5, 0xB564EF22EC7AECE5
#: For every bit of a byte, highest first, the bytes in which it is not set.
_UNSET = tuple(bytes(byte for byte in range(256) if not byte >> bit & 1) for bit in range(7, -1, -1))


def fingerprint(text: str) -> str:
    """Return the text's SimHash as 16 hexadecimal digits; case and punctuation do not count."""
    shingles = _shingles(words(text.casefold()))
    votes = struct.pack(f">{len(shingles)}Q", *shingles)
    half = len(shingles) / 2
    value = 0
    for place in range(_BYTES):
        column = votes[place::_BYTES]
        for unset in _UNSET:
            # deleting runs in C: 64 passes over a column instead of 64 additions a shingle
            value = value << 1 | (len(column.translate(None, unset)) > half)
    return f"{value:016x}"


def _shingles(tokens: list[str]) -> list[int]:
    """Return the hash of every run of three words; a text of fewer has the sum of its words' hashes."""
    hashes = [_word_hash(token) for token in tokens]
    if len(hashes) < _SHINGLE:
        return [sum(hashes) & _MASK]
    return [
        (first * _FIRST + second * _SECOND + third * _THIRD) & _MASK
        for first, second, third in zip(hashes, hashes[1:], hashes[2:], strict=False)
    ]


@lru_cache(maxsize=1 << 15)  # some 5 MB: the words of a day's news recur from text to text
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=_BYTES).digest(), "big")
