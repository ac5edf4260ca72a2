"""Who is speaking when a quotation goes on over several sentences."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.clauses import Clause
from transforms.events.sides import Party, Sides

_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_MARKS = _OPENING | _CLOSING | {'"'}


class Speech:
    """Follows the quotation marks of a section; the speaker is the last one a clause of saying named.

    `authors` are those who write it, if they say who they are: "We, the foreign ministers of Togo and Ghana".
    """

    def __init__(self) -> None:
        self._open = False
        self._speaker: list[Party] = []
        self.authors: list[Party] = []

    def enter(self, texts: Sequence[str], *, fresh: bool) -> list[Party]:
        """Return whose words a sentence is, known from before; nobody's where it stands outside quotation marks.

        A fresh paragraph that goes on with a quotation opens it again, by custom.
        """
        self._open = self._open and not fresh
        inside = self._open or texts[0] in _OPENING or texts[0] == '"'
        for mark in [] if _MARKS.isdisjoint(texts) else [text for text in texts if text in _MARKS]:
            self._open = not self._open if mark == '"' else mark in _OPENING
        return self._speaker if inside else []

    def leave(self, built: Sequence[Clause], sides: Sides, reports: frozenset[str]) -> None:
        """Remember who speaks in this sentence."""
        for clause in built:
            subject = clause.subject
            if subject is not None and subject.pronoun == "we" and not self.authors:
                self.authors = [party for group in (*subject.apposed, *subject.coords) for party in sides.of(group)]
            saying = clause.verb is not None and clause.verb.lemma in reports
            if saying and clause.kind in ("main", "report", "coord"):
                self._speaker = sides.of(clause.subject) or self._speaker
