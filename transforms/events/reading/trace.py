"""Why a sentence was coded as it was: what was found, what was used, what was refused and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.events.actors.mentions import Mention
from transforms.events.dates.dates import DateExpression, find_dates
from transforms.events.text.tokens import Words

if TYPE_CHECKING:
    from transforms.events.reading.reader import Reader


_NO_WORDS = Words("")


@dataclass(slots=True)
class Refusal:
    """A candidate that became no event: the words, the lexicon's line, the reason."""

    first: int
    last: int
    rule: str
    reason: str


@dataclass(slots=True)
class Trace:
    """Filled while one sentence is coded; `tags` is one letter a token, see `tagger`; offsets count in the section.

    `reader` is None for a sentence that was not read: a question, or without a word that tells an act.
    """

    section: str = ""
    text: str = ""
    start: int = 0
    words: Words = field(default=_NO_WORDS)
    length: int = 0
    sport: int = 0
    mentions: list[Mention] = field(default_factory=list)
    tags: str = ""
    opens: bool = True
    reader: Reader | None = None
    refusals: list[Refusal] = field(default_factory=list)
    _times: Sequence[DateExpression] | None = None

    @property
    def times(self) -> Sequence[DateExpression]:
        """The date expressions, looked for when first asked: those of a document without events are not."""
        if self._times is None:
            self._times = find_dates(self.words)
        return self._times

    def lighten(self) -> None:
        """Let go of all but what the document asks of a sentence without events, which most sentences are.

        Clauses that know each other would wait for the garbage collector.
        """
        for clause in self.reader.clauses if self.reader is not None else ():
            clause.parent = None
            clause.children.clear()
        self.tags, self.reader = "", None

    def discard(self, words: Words, where: str) -> None:
        """Refuse the whole sentence for a line of the user's discards."""
        self.words, self.length, self._times = words, len(words), ()
        if words:
            self.refuse(0, len(words), where, "a discard of the user's dictionary")

    def refuse(self, first: int, last: int, rule: str, reason: str) -> None:
        self.refusals.append(Refusal(first, last, rule, reason))
