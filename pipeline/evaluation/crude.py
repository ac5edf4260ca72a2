"""What stands in for a layer of the coder that is switched off: the ways of simpler coders, for measurement only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from transforms.events.actors.actors import DocumentActors
from transforms.events.actors.mentions import Mention
from transforms.events.document.salience import Salience
from transforms.events.gazetteer.gazetteer import Gazetteer
from transforms.events.lexicon.lexicon import Lexicon, Verb
from transforms.events.reading.reader import Reader
from transforms.events.reading.readings import Reading
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup, Unit, VerbGroup
from transforms.events.text.tokens import Words

# --- clauses


def nearest_names(units: Sequence[Unit], _lexicon: Lexicon) -> list[Clause]:
    """Return a sentence as if it were one clause: of each verb the nearest name on the left and on the right.

    A verb has the next one in its scope, whatever stands between; prepositional phrases behind a verb are all its own.
    """
    nouns = list(_nouns(units))
    verbs = [unit.verb for unit in units if unit.verb is not None]
    if not verbs:
        return [Clause("frag", before=nouns)] if nouns else []
    built: list[Clause] = []
    for verb in verbs:
        above = built[-1] if built else None
        clause = _around(verb, nouns, "main" if above is None else "inf" if verb.shape == "inf" else "comp")
        if above is not None:
            clause.parent = above
            above.children.append(clause)
        built.append(clause)
    built[0].before = [noun for noun in nouns if noun.last <= verbs[0].first and noun is not built[0].subject]
    return built


def _nouns(units: Sequence[Unit]) -> Iterator[NounGroup]:
    """The noun groups of a sentence, each with the preposition that stands before it."""
    before = ""
    for unit in units:
        if unit.noun is not None:
            unit.noun.prep = before
            yield unit.noun
        before = unit.word if unit.kind == "prep" else ""


def _around(verb: VerbGroup, nouns: Sequence[NounGroup], kind: str) -> Clause:
    left = [noun for noun in nouns if noun.last <= verb.first]
    right = [noun for noun in nouns if noun.first >= verb.last]
    named = next((noun for noun in right if noun.mentions), None)
    return Clause(
        kind,
        subject=next((noun for noun in reversed(left) if noun.mentions), None),
        verb=verb,
        objects=[noun for noun in dict.fromkeys((named, *right[:1])) if noun is not None],
        phrases=[noun for noun in right if noun.prep],
        first=verb.first,
        last=right[-1].last if right else verb.last,
    )


# --- operators


def triggers_alone(lexicon: Lexicon) -> Lexicon:
    """Return the lexicon without operators: those with a type of their own tell it, whatever is in their scope."""
    verbs = {lemma: [entry for old in entries for entry in _told(old)] for lemma, entries in lexicon.verbs.items()}
    return replace(lexicon, verbs=verbs, noun_operators={}, rewrites={})


def _told(entry: Verb) -> Iterator[Verb]:
    """The entry as a trigger, if it is one; its flag object asked for an act in scope."""
    if entry.op in ("", "perform"):
        yield entry
    elif entry.type:
        yield replace(entry, op="", flags=entry.flags - {"object"})


class Unshaded(Reader):
    """Reads every trigger as told: not denied, not to come, not on a condition, in no other act's scope."""

    def readings(self) -> Iterator[Reading]:
        """Yield what the verbs of a sentence tell, each for itself."""
        return (reading for clause in self.clauses if (reading := self.read(clause)) is not None)

    def shade(self, _clause: Clause, reading: Reading) -> Reading | None:
        """Return the act as it is."""
        return reading


# --- the actor requirement


def nothing_lacks(_reading: Reading) -> str:
    """Return that an act needs no sides."""
    return ""


# --- document resolution


class Forgetful(DocumentActors):
    """Knows of each sentence what the gazetteer knows: no surname, office or pronoun points back."""

    def __init__(self, gazetteer: Gazetteer, published: date | None) -> None:
        super().__init__(gazetteer, published)
        self._start = gazetteer, published

    def mentions(self, words: Words) -> list[Mention]:
        """Return the mentions of a sentence whose meaning stands in the gazetteer."""
        found = DocumentActors(*self._start).mentions(words)
        return [mention for mention in found if mention.entry != "document"]


def fill_nothing(readings: Sequence[Reading], salience: Salience) -> None:
    """Leave sides as the sentences have them."""


# --- stop idioms


def no_stops(lexicon: Lexicon) -> Lexicon:
    """Return the lexicon without idioms: what looks like an act is one."""
    verbs = {lemma: [entry for entry in old if "stop" not in entry.flags] for lemma, old in lexicon.verbs.items()}
    return replace(lexicon, verbs=verbs, stops={})
