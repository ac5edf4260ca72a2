"""A 64-bit SimHash of a text: near copies differ in few bits.

Charikar, "Similarity estimation techniques from rounding algorithms" (2002): each shingle's hash votes on every
bit, and the majority stands. Manku, Jain and Das Sarma (2007) take texts within 3 bits of 64 as near copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from transforms.articles.words import words

#: Words in a shingle: three keep word order without making one changed word spoil much.
_SHINGLE = 3
_BITS = 64
_BYTES = _BITS // 8
#: Bytes that a word's hash has beside the others': room for the sum of three products, so that none carries over.
_LANE = 24
#: Odd multipliers, one for each place in a shingle, so that the same words in another order hash otherwise
#: (from Steele and Vigna, "Computationally easy, spectrally good multipliers", 2021, table 6).
_FIRST, _SECOND, _THIRD = 0xD1342543DE82EF95, 0xAF251AF3B0F025B5, 0xB564EF22EC7AECE5
#: For every bit of a byte, highest first, the bytes in which it is not set.
_UNSET = tuple(bytes(byte for byte in range(256) if not byte >> bit & 1) for bit in range(7, -1, -1))


def fingerprint(text: str) -> str:
    """Return the text's SimHash as 16 hexadecimal digits; case and punctuation do not count."""
    votes = _shingles(words(text))
    half = len(votes) // _LANE / 2
    value = 0
    for place in range(_LANE - _BYTES, _LANE):
        column = votes[place::_LANE]
        for unset in _UNSET:
            # deleting runs in C: 64 passes over a column instead of 64 additions a shingle
            value = value << 1 | (len(column.translate(None, unset)) > half)
    return f"{value:016x}"


def _shingles(tokens: Sequence[str]) -> bytes:
    """Return the hash of every run of three words, in a lane each; a text of fewer has the sum of its words' hashes.

    The words' hashes are one long number, so that three multiplications do for every run.
    """
    lanes = int.from_bytes(b"".join(map(_word_hash, tokens)), "big")
    if len(tokens) < _SHINGLE:
        return (lanes + (lanes >> 8 * _LANE)).to_bytes(_SHINGLE * _LANE, "big")[-_LANE:]
    runs = lanes * _FIRST + (lanes << 8 * _LANE) * _SECOND + (lanes << 16 * _LANE) * _THIRD
    end = len(tokens) * _LANE  # the first two lanes and the last two hold sums of one or two words
    return runs.to_bytes(end + 2 * _LANE, "big")[2 * _LANE : end]


@lru_cache(maxsize=1 << 15)  # some 5 MB: the words of a day's news recur from text to text
def _word_hash(word: str) -> bytes:
    folded = word.casefold().encode("utf-8", "replace")
    return hashlib.blake2b(folded, digest_size=_BYTES).digest().rjust(_LANE, b"\0")
