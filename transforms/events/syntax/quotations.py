"""A quotation that its speaker splits: "Togo," he said, "must leave Ghana" is read as one clause that he said."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.text.tokens import Words

MARKS = frozenset('"“”')
_FAR = 16  # tokens: a longer interruption is a sentence of its own
_PREDICATE = frozenset("MXVETR")  # tags with which a predicate goes on, or breaks off


def splits(tokens: Words, at: int, tags: Sequence[str], lexicon: Lexicon) -> int:
    """Where the words end that the quotation mark at `at` goes on with, -1 if it goes on with none."""
    texts = tokens.texts
    if not 4 <= at < len(texts) - 1 or texts[at - 1] != "," or tokens.joined(at) or not tokens.joined(at + 1):
        return -1
    close = next((i for i in range(at - 2, max(0, at - _FAR), -1) if texts[i] in MARKS), -1)
    if close < 1 or not any(tags[i] in "EV" and _says(tokens.lower[i], lexicon) for i in range(close + 1, at - 1)):
        return -1
    return close - 1 if texts[close - 1] == "," else close if texts[close + 1] == "," else -1


def _says(word: str, lexicon: Lexicon) -> bool:
    return lexicon.forms.get(word, ("",))[0] in lexicon.reports


def joined(kept: Sequence[int], tags: str, texts: Sequence[str]) -> list[int]:
    """The tokens in the order of a sentence that is not split: what is said, then who says it."""
    again = tags.index("I")
    close = next(i for i in range(again - 2, 0, -1) if texts[i] in MARKS)
    comma = close - 1 if texts[close - 1] == "," else close + 1
    end = len(tags)
    while tags[end - 1] in ";QI":
        end -= 1
    before = [i for i in kept if i < min(comma, close)]
    after = [i for i in kept if again < i < end]
    speaker = [i for i in kept if max(comma, close) < i < again - 1]
    if not (before and after):
        return list(kept)
    apart = [] if tags[before[-1]] in _PREDICATE or tags[after[0]] in _PREDICATE else [again - 1]
    return [*before, *apart, *after, comma, *speaker, *(i for i in kept if i >= end)]
