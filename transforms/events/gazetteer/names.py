"""Names as tries over lower-case tokens, and how the case of a text must agree with that of a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from transforms.events.gazetteer.entries import Entry, Pair
from transforms.events.text.folding import fold
from transforms.events.text.tokens import Words

ANY_CASE: Final = 0
CAPITAL: Final = 1
EXACT: Final = 2

Node = dict[str, Any]
ACCEPT: Final = ""  # the key under which a node keeps the names that end there; no token is empty
Accepted = list[tuple[int, str, Entry]]  # case, name as written, and what it means


def keys_of(phrase: str) -> list[str]:
    """Return the keys of a name, one a token."""
    folded = fold(phrase)
    words = (folded.replace("-", " - ") if "-" in folded else folded).split()
    # What is letters and hyphens alone needs no tokenizer, and most of the files is.
    if "".join(words).replace("-", "").isalpha():
        return words
    return Words(folded).lower


def first_key(phrase: str) -> str:
    """Return the key of a name's first token."""
    first = phrase.partition(" ")[0]
    return fold(first) if first.isalpha() else keys_of(phrase)[0]


def trie(pairs: Sequence[Pair]) -> Node:
    """Return the trie of names that share their first word, from the second word on."""
    root: Node = {}
    for phrase, entry in pairs:
        node = root
        for key in keys_of(phrase)[1:]:
            node = node.setdefault(key, {})
        node.setdefault(ACCEPT, []).append((_case(phrase), phrase, entry))
    return root


def _case(phrase: str) -> int:
    """Return how strictly a name's case binds: "US" only in capitals, "Iran" capitalised, "troops" in any case."""
    letters = phrase.replace(".", "")
    if letters.isupper() and len(letters) > 1 and " " not in phrase:
        return EXACT
    return CAPITAL if phrase != phrase.lower() else ANY_CASE


def fitting(accepted: Accepted, texts: Sequence[str], first: int, last: int) -> list[Entry]:
    """Return what the names mean that tokens [first, last) may be, by their case."""
    return [entry for case, name, entry in accepted if case == ANY_CASE or _fits(texts, first, last, case, name)]


def _fits(texts: Sequence[str], first: int, last: int, case: int, name: str) -> bool:
    if case == EXACT:
        return last - first > 1 or texts[first] == name
    if not texts[first][0].isupper() and name[0].isupper():
        return False
    # "Islamic State" is a name, "an Islamic state" is not.
    end = last - 1 if texts[last - 1] != "." else last - 2
    while end - 2 >= first and texts[end - 1] == "-":  # "Ban Ki-moon": the word begins with its capital
        end -= 2
    return not name[name.rfind(" ") + 1].isupper() or texts[end][0].isupper()
