"""The words the coder knows: triggers, operators, nouns of acts, light verbs, stop phrases, closed classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from transforms.events.lexicon.stops import Stops
from transforms.events.lexicon.weights import Weights
from transforms.events.petrarch.discards import Discards


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that tells an act (`type`) or changes one in its scope (`op`); `rest` are words that must follow it.

    `forms` are those words in every form in which they may: "talks" where "talk" must.
    """

    lemma: str
    rest: tuple[frozenset[str], ...]
    op: str
    type: str
    mode: str
    target: tuple[str, ...]
    cameo: str
    flags: frozenset[str]
    where: str
    forms: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun that names an act or that operators act on; `words` are singular and consecutive."""

    words: tuple[str, ...]
    group: str
    type: str
    mode: str
    target: tuple[str, ...]
    cameo: str
    flags: frozenset[str]
    where: str


@dataclass(frozen=True, slots=True)
class Hints:
    """`alone`: words any of which is enough; `together`: words that need one of others in the sentence.

    `standing`: nouns that tell an act whose sides the document may know ("the attack").
    """

    alone: frozenset[str] = frozenset()
    together: dict[str, frozenset[str]] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()

    def among(self, words: set[str]) -> bool:
        """Say whether lower-case words can tell an event."""
        if not self.alone.isdisjoint(words):
            return True
        return any(not self.together[word].isdisjoint(words) for word in words & self.together.keys())


@dataclass(slots=True)
class Lexicon:
    """All tables, indexed for one pass over a sentence; `loading.load` fills them, nothing changes them afterwards."""

    closed: dict[str, str] = field(default_factory=dict)
    forms: dict[str, tuple[str, str]] = field(default_factory=dict)
    verbs: dict[str, list[Verb]] = field(default_factory=dict)
    light: dict[str, list[Verb]] = field(default_factory=dict)
    noun_operators: dict[str, Verb] = field(default_factory=dict)
    nominals: dict[str, list[Nominal]] = field(default_factory=dict)
    singular: dict[str, str] = field(default_factory=dict)
    openings: frozenset[str] = frozenset()  # the words with which nouns of acts may begin, in singular and plural
    rewrites: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=dict)
    stops: Stops = field(default_factory=dict)
    contexts: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    weapons: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    request_modes: dict[str, str] = field(default_factory=dict)
    relations: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    nature: frozenset[str] = frozenset()
    intransitive: frozenset[str] = frozenset()
    sports: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    evaluations: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = field(default_factory=dict)  # by two words
    tags: dict[str, str] = field(default_factory=dict)  # of words met so far, kept by the tagger
    hints: Hints = field(default_factory=Hints)
    reports: frozenset[str] = frozenset()
    verbal: frozenset[str] = frozenset()
    discards: Discards = field(default_factory=Discards)
    weights: Weights = field(default_factory=Weights)
    remarks: list[str] = field(default_factory=list)
    overlays: tuple[Path, ...] = ()
    version: str = ""
