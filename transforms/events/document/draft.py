"""An act as its sentence tells it, before the document has its say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.dates.dates import DateExpression
from transforms.events.reading.readings import Reading
from transforms.events.reading.sides import Party
from transforms.events.reading.sites import Site
from transforms.events.reading.trace import Trace
from transforms.events.syntax.clauses import Clause
from transforms.events.text.sentences import Sentence
from transforms.events.text.tokens import Words


@dataclass(slots=True, eq=False)
class Draft:
    """A reading with the sentence it was read in."""

    reading: Reading
    section: str
    text: str
    sentence: Sentence
    tokens: Words
    times: Sequence[DateExpression]
    clauses: list[Clause]
    trace: Trace
    told: bool
    speaker: list[Party]
    site: Site
