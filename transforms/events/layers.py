"""The layers of the coder that can be exchanged, so that what each is worth can be measured (docs/ablation.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.events import clauses
from transforms.events.actors import DocumentActors
from transforms.events.clauses import Clause
from transforms.events.gazetteer import Gazetteer
from transforms.events.groups import Unit
from transforms.events.lexicon import Lexicon
from transforms.events.matching import Matcher
from transforms.events.reader import Reader
from transforms.events.readings import Reading
from transforms.events.recall import fill_sides, unsaid
from transforms.events.salience import Salience
from transforms.events.sides import Party, Sides


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
