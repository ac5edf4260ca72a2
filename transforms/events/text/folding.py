"""Words without case and accents, as names are compared."""

from __future__ import annotations

import unicodedata
from typing import Final

_FOLDED: Final = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "’": "'", "‘": "'"})


def fold(text: str) -> str:
    """Return `text` in lower case, without accents and with straight apostrophes, as the trie's keys are written."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_FOLDED)
