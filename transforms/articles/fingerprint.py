"""A 64-bit SimHash of a text: near copies differ in few bits.

Charikar, "Similarity estimation techniques from rounding algorithms" (2002): each shingle's hash votes on every
bit, and the majority stands. Manku, Jain and Das Sarma (2007) take texts within 3 bits of 64 as near copies.
"""

from __future__ import annotations

import hashlib

from transforms.articles.words import words

#: Words in a shingle: three keep word order without making one changed word spoil much.
_SHINGLE = 3
_BYTES = 8
#: For every bit of a byte, the table that maps a byte to 1 where the bit is set, else to 0.
_BIT_TABLES = tuple(bytes(byte >> bit & 1 for byte in range(256)) for bit in range(7, -1, -1))


def fingerprint(text: str) -> str:
    """Return the text's SimHash as 16 hexadecimal digits; case and punctuation do not count."""
    digests = _digests(words(text.casefold()))
    half = len(digests) // _BYTES / 2
    value = 0
    for place in range(_BYTES):
        column = digests[place::_BYTES]
        for table in _BIT_TABLES:
            # translate and count run in C: 64 passes over the column instead of 64 additions a shingle
            value = value << 1 | (column.translate(table).count(1) > half)
    return f"{value:016x}"


def distance(one: str, other: str) -> int:
    """Return in how many of 64 bits two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _digests(tokens: list[str]) -> bytes:
    """Return the hashes of all distinct shingles, eight bytes each, end to end."""
    last = max(1, len(tokens) - _SHINGLE + 1)
    shingles = {" ".join(tokens[at : at + _SHINGLE]) for at in range(last)} if tokens else set()
    return b"".join(
        hashlib.blake2b(shingle.encode("utf-8", "replace"), digest_size=_BYTES).digest() for shingle in shingles
    )
