"""Who is speaking when a quotation goes on over several sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from transforms.events.reading.sides import Party, Sides
from transforms.events.syntax.clauses import Clause

_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_MARKS = _OPENING | _CLOSING | {'"'}


class Speech:
    """Follows the quotation marks of a section; the speaker is the last one a clause of saying named.

    `authors` are those who write it, if they say who they are: "We, the foreign ministers of Togo and Ghana".
    """

    def __init__(self) -> None:
        self._open = False
        self._speaker: list[Party] = []
        self._unheard: list[Callable[[], list[Party]]] = []
        self.authors: list[Party] = []

    def enter(self, texts: Sequence[str], *, fresh: bool) -> list[Party]:
        """Return whose words a sentence is, known from before; nobody's where it stands outside quotation marks.

        A fresh paragraph that goes on with a quotation opens it again, by custom.
        """
        self._open = self._open and not fresh
        inside = self._open or texts[0] in _OPENING or texts[0] == '"'
        for mark in [] if _MARKS.isdisjoint(texts) else [text for text in texts if text in _MARKS]:
            self._open = not self._open if mark == '"' else mark in _OPENING
        return self._heard() if inside else []

    def _heard(self) -> list[Party]:
        """The last speaker, of those that were only noted as well."""
        while self._unheard:
            self._name(self._unheard.pop()())
        return self._speaker

    def leave(self, built: Sequence[Clause], sides: Sides, reports: frozenset[str]) -> None:
        """Remember who speaks in this sentence."""
        if not self.authors:
            self.authors = authors(built, sides)
        self._name(speaker(built, sides, reports))

    def note(self, speaker: Callable[[], list[Party]]) -> None:
        """Remember how to find who speaks in a sentence that is not read, should anybody ask."""
        self._unheard.append(speaker)

    def _name(self, speaker: list[Party]) -> None:
        """Whoever is named last speaks, and nobody before matters."""
        if speaker:
            self._speaker = speaker
            self._unheard.clear()


def speaker(built: Sequence[Clause], sides: Sides, reports: frozenset[str]) -> list[Party]:
    """Return who is last said to say something in a sentence."""
    found: list[Party] = []
    for clause in built:
        if clause.kind in ("main", "report", "coord") and clause.verb is not None and clause.verb.lemma in reports:
            found = sides.of(clause.subject) or found
    return found


def authors(built: Sequence[Clause], sides: Sides) -> list[Party]:
    """Return who "we" are, if the sentence says so."""
    for clause in built:
        subject = clause.subject
        if subject is not None and subject.pronoun == "we":
            found = [party for group in (*subject.apposed, *subject.coords) for party in sides.of(group)]
            if found:
                return found
    return []
