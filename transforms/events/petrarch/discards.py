"""PETRARCH's discards: phrases whose sentence is not coded, and those (+) whose whole document is not.

As there, the last word of a phrase may go on ("CHAMPION" covers "championship") unless the phrase ends with `_`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.events.files.overlays import dictionaries
from transforms.events.text.tokens import Words

if TYPE_CHECKING:
    from transforms.events.petrarch.dictionaries import Dictionary


@dataclass(slots=True)
class Discards:
    """What sentences and documents are left uncoded for: phrases as tokens with blanks around, each with its line."""

    sentences: list[tuple[str, str]] = field(default_factory=list)
    documents: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, overlays: Sequence[Path]) -> Discards:
        """Read the discard files of the users' folders; the package has none."""
        from transforms.events.petrarch.dictionaries import Dictionary  # few have such files

        discards = cls()
        for path in dictionaries("discards", overlays):
            dictionary = Dictionary(path)
            discards._add(dictionary)
            discards.remarks += dictionary.remarks()
            discards.read.append(dictionary.text)
        return discards

    def _add(self, dictionary: Dictionary) -> None:
        for number, line in dictionary.lines():
            phrase = line.lstrip("+~ ").strip()
            key = _spaced(phrase.replace("_", " "))
            if not key.strip():
                dictionary.skip(number, "without a phrase")
                continue
            if not phrase.endswith("_"):
                key = key.rstrip()
            (self.documents if line[0] == "+" else self.sentences).append((key, dictionary.where(number)))
            dictionary.taken += 1

    def of_sentence(self, text: str) -> str:
        """Return the line a sentence is left out for, or ""."""
        return _found(self.sentences, [text])

    def of_document(self, texts: Iterable[str]) -> str:
        """Return the line a document is left out for, or ""."""
        return _found(self.documents, texts)


def _found(phrases: Sequence[tuple[str, str]], texts: Iterable[str]) -> str:
    if not phrases:
        return ""
    spaced = [_spaced(text) for text in texts]
    return next((where for phrase, where in phrases if any(phrase in text for text in spaced)), "")


def _spaced(text: str) -> str:
    return f" {' '.join(Words(text).lower)} "
