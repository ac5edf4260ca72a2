"""An act as its sentence tells it, before the document has its say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.clauses import Clause
from transforms.events.dates import DateExpression
from transforms.events.readings import Reading
from transforms.events.sentences import Sentence
from transforms.events.sides import Party
from transforms.events.sites import Site
from transforms.events.tokens import Tokens
from transforms.events.trace import Trace


@dataclass(slots=True, eq=False)
class Draft:
    """A reading with the sentence it was read in."""

    reading: Reading
    section: str
    text: str
    sentence: Sentence
    tokens: Tokens
    times: Sequence[DateExpression]
    clauses: list[Clause]
    trace: Trace
    told: bool
    speaker: list[Party]
    site: Site
