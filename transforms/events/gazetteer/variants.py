"""Spellings by rule: plurals of agent words, and the ways one foreign name is written in English."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Final

# Each group holds the ways one given name or name ending is transliterated in the English press.
_GIVEN: Final = (
    ("Sergey", "Sergei"),
    ("Alexander", "Aleksandr", "Alexandr", "Aleksander"),
    ("Alexei", "Alexey", "Aleksei"),
    ("Andrey", "Andrei"),
    ("Dmitry", "Dmitri", "Dmitriy"),
    ("Yury", "Yuri", "Yuriy"),
    ("Nikolay", "Nikolai"),
    ("Mikhail", "Mikhael"),
    ("Vasily", "Vassily", "Vasiliy"),
    ("Yevgeny", "Evgeny", "Yevgeni"),
    ("Anatoly", "Anatoli"),
    ("Gennady", "Gennadi"),
    ("Volodymyr", "Vladimir"),
    ("Viktor", "Victor"),
    ("Mohammed", "Mohammad", "Mohamed", "Muhammad", "Mohamad", "Muhammed", "Mohamud"),
    ("Ahmed", "Ahmad"),
    ("Mahmoud", "Mahmud"),
    ("Hussein", "Hussain", "Hossein", "Husain"),
    ("Hassan", "Hasan"),
    ("Abdullah", "Abdallah", "Abdulla"),
    ("Yousef", "Youssef", "Yusuf", "Yousuf"),
    ("Ibrahim", "Ebrahim"),
    ("Khaled", "Khalid"),
    ("Saleh", "Salih"),
    ("Omar", "Umar"),
    ("Moammar", "Muammar", "Muammer", "Moamer"),
    ("Gaddafi", "Gadhafi", "Qaddafi", "Kadhafi", "Khadafy", "Gadafi", "Qadhafi"),
    ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenski"),
    ("Assad", "Asad"),
)
_SAME: Final = {name: group for group in _GIVEN for name in group}
_IRREGULAR: Final = {"man": "men", "woman": "women", "child": "children", "person": "people", "thief": "thieves"}
_MOST_SPELLINGS: Final = 24  # a name of many variable parts keeps its commoner ones
_HEAD_FIRST: Final = (" of ", " in ", " to ", "-general", " general", "-in-chief", " in chief", "-designate", "-elect")


def plural(phrase: str) -> str:
    """Return the plural of an English noun phrase ("secretary of state": "secretaries of state")."""
    for tail in _HEAD_FIRST:
        head, found, rest = phrase.partition(tail)
        if found and head:
            return plural(head) + found + rest
    for singular, many in _IRREGULAR.items():
        if phrase.endswith(singular):
            return phrase[: -len(singular)] + many
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    if phrase.endswith(("s", "men", "people", "children", "staff", "police", "media", "personnel")):
        return phrase
    return phrase + ("es" if phrase.endswith(("x", "ch", "sh")) else "s")


def spellings(name: str) -> Iterator[str]:
    """Return the spellings of a person's name that the press uses, the given one first."""
    words = name.split(" ")
    if _SAME.keys().isdisjoint(words) and not any(word.startswith("al-") for word in words):
        yield name
        return
    choices = [_word_spellings(word) for word in words]
    if math.prod(map(len, choices)) > _MOST_SPELLINGS:
        choices = [choice if len(choice) < 5 else choice[:2] for choice in choices]
    yield from dict.fromkeys((name, *map(" ".join, itertools.product(*choices))))


def _word_spellings(word: str) -> tuple[str, ...]:
    if word in _SAME:
        return _SAME[word]
    if word.startswith("al-"):
        return (word, "Al-" + word[3:], "el-" + word[3:], "Al " + word[3:])
    return (word,)


def short_names(name: str, listed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Return the short names of a person, each with what it needs ("introduction" or nothing).

    `listed` comes from the file: `-` for none, `~` before one that needs an introduction; empty means the last word.
    """
    for short in listed or [name.rsplit(" ", 1)[-1]]:
        if short != "-":
            yield short.lstrip("~"), "introduction" if short.startswith("~") else ""
