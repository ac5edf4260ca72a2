"""The layers of the coder that can be exchanged, so that what each is worth can be measured (docs/ablation.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.events.actors.actors import DocumentActors
from transforms.events.document.recall import fill_sides, unsaid
from transforms.events.document.salience import Salience
from transforms.events.gazetteer.gazetteer import Gazetteer
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.reading.matching import Matcher
from transforms.events.reading.reader import Reader
from transforms.events.reading.readings import Reading
from transforms.events.reading.sides import Party, Sides
from transforms.events.syntax import clauses
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import Unit


@dataclass(frozen=True, slots=True)
class Layers:
    """What the coder is made of; the defaults are the coder as it is meant to be.

    `actors` finds who is named in the sentences of one document, `clauses` cuts a sentence, `reader` reads the cut,
    `fill` gives acts the sides that the document knows, `unsaid` says what an act lacks to be an event ("": nothing).
    """

    actors: Callable[[Gazetteer, date | None], DocumentActors] = DocumentActors
    clauses: Callable[[Sequence[Unit], Lexicon], list[Clause]] = clauses.build
    reader: Callable[[Sequence[Clause], Matcher, Sides, Lexicon, list[Party]], Reader] = Reader
    fill: Callable[[Sequence[Reading], Salience], None] = fill_sides
    unsaid: Callable[[Reading], str] = unsaid
