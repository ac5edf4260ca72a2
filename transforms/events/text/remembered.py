"""What was found out about a word, remembered: most words of a text have been met before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

_WORDS_KEPT: Final = 1 << 16
_LONGEST_KEPT: Final = 40  # characters; what is longer is an address or a page without blanks, and comes once


class Remembered(dict[str, T]):
    """The answers of a function of one word; look words up as in a dictionary."""

    def __init__(self, ask: Callable[[str], T]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> T:
        answer = self._ask(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _WORDS_KEPT:
                self.clear()
            self[word] = answer
        return answer
