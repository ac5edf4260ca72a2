"""Signs of an event: what the coder saw when it coded one that tells how far it may be trusted.

Each sign is `question=answer`; for every event each question has one answer. What an answer weighs is a matter of
measurement and stands in confidence.tsv.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from transforms.events.document.coded import CodedEvent
from transforms.events.document.draft import Draft
from transforms.events.reading.sides import Party

_T = TypeVar("_T", bound=Hashable)

#: How a side was found, by the kind of its first party; what the document resolved is told apart before.
_FOUND = {
    "state": "name",
    "person": "person",
    "organisation": "body",
    "group": "body",
    "seat": "name",
    "city": "city",
    "demonym": "adjective",
    "role": "office",
    "agent": "agent",
    "phrase": "phrase",
}
_GUESSES = {"rule:partner": "partner", "rule:salient": "salient"}
_OPERATORS = frozenset(["operators.tsv", "noun_operators.tsv"])


def _scale(question: str, edges: Mapping[int, str], beyond: str) -> tuple[str, ...]:
    """The signs of a question whose answer is a number: those of 0, 1 and so on, and at last of what is beyond."""
    names = [next(name for edge, name in edges.items() if n <= edge) for n in range(max(edges) + 1)]
    return tuple(f"{question}={name}" for name in (*names, beyond))


_TOLD = _scale("told", {1: "once", 2: "twice"}, "often")
_ACTS = _scale("acts", {1: "once", 2: "twice"}, "many")
_DEPTH = _scale("depth", {0: "0", 1: "1"}, "2")
_PARTIES = _scale("parties", {1: "once", 2: "twice"}, "many")
_DISTANCE = _scale("distance", {2: "near", 6: "close", 12: "middling"}, "far")
_NAMED = _scale("named", {0: "0", 1: "1"}, "2")
_ACTORS = _scale("actors", {1: "1", 2: "2", 4: "3-4"}, "many")


def mark(events: Sequence[CodedEvent], drafts: Sequence[Draft], scopes: Container[str]) -> None:
    """Give the events of these scopes their signs; `drafts` are what all of the document's were made of, in order."""
    acts = [_act(event) for event in events]
    told = _counted(acts)
    crowd = _counted([(event.section, event.start) for event in events])
    for event, draft, act in zip(events, drafts, acts, strict=True):
        if event.scope in scopes:
            event.signs = (
                *_of_act(event, draft),
                *_of_sides(event, draft),
                f"section={event.section}",
                _at(_TOLD, told[act]),
                _at(_ACTS, crowd[event.section, event.start]),
            )


def _of_act(event: CodedEvent, draft: Draft) -> tuple[str, ...]:
    """What was done, by which kind of rule it was read, and how it is told."""
    files = [_file(rule) for rule in event.rules]
    return (
        f"type={event.event_type}",
        f"rule={'noun' if event.nominal else _family(files, event.rules)}",
        _at(_DEPTH, sum([name in _OPERATORS for name in files])),
        f"status={event.status}",
        "quoted=yes" if event.quoted else "quoted=no",
        f"clause={draft.reading.clause.kind}",
    )


@lru_cache(maxsize=4096)
def _file(rule: str) -> str:
    """The table that a rule `file:line` stands in."""
    return rule.rpartition(":")[0].rpartition("/")[2]


def _family(files: Sequence[str], rules: Sequence[str]) -> str:
    """The kind of words that tell an act with a verb: speech, a noun in the verb's scope, a trigger, an operator."""
    if "rule:weak" in rules:
        return "weak"
    if "rule:spoken" in rules:
        return "speech"
    if "nominals.tsv" in files:
        return "noun-and-verb"
    if "triggers.tsv" in files:
        return "verb"
    return "other" if _OPERATORS.isdisjoint(files) else "operator"


def _of_sides(event: CodedEvent, draft: Draft) -> tuple[str, ...]:
    """How the sides were found, how far from the trigger they stand, and whether the sentence names them."""
    named = [one.country for mention in draft.trace.mentions for one in (mention, *mention.members) if one.country]
    own = {party.country for party in (*event.source, *event.target)}
    return (
        f"scope={event.scope}",
        f"source={_found(event.source)}",
        f"target={_found(event.target)}",
        f"filled={_filled(draft)}",
        _at(_PARTIES, max(len(event.source), len(event.target))),
        _apart(event, draft),
        _at(_NAMED, len(own.intersection(named))),
        _at(_ACTORS, len(named)),
    )


def _found(side: Sequence[Party]) -> str:
    if not side:
        return "none"
    party = side[0]
    if party.kind in ("pronoun", "set") or party.entry == "document":
        return "document"
    return _FOUND.get(party.kind, "phrase")


def _filled(draft: Draft) -> str:
    """Which rule of the document gave a side; those told apart guess it from the acts and countries told of."""
    if not draft.reading.filled:
        return "no"
    return next((_GUESSES[rule] for rule in draft.reading.rules if rule in _GUESSES), "other")


def _apart(event: CodedEvent, draft: Draft) -> str:
    """Tokens between the trigger and the side that stands farther from it; sides from elsewhere have no distance."""
    if draft.reading.filled or not event.source or not event.target:
        return "distance=none"
    first, last, far = draft.reading.first, draft.reading.last, 0
    for party in (event.source[0], event.target[0]):
        far = max(far, first - party.last, party.first - last)
    return _at(_DISTANCE, far)


def _at(scale: Sequence[str], value: int) -> str:
    return scale[value] if value < len(scale) else scale[-1]


def _counted(things: Iterable[_T]) -> dict[_T, int]:
    """How often each thing occurs; a Counter takes longer to make than a sentence's events to count."""
    counts: dict[_T, int] = {}
    for thing in things:
        counts[thing] = counts.get(thing, 0) + 1
    return counts


def _act(event: CodedEvent) -> tuple[object, ...]:
    source = frozenset([party.country or party.name for party in event.source])
    return event.event_type, source, frozenset([party.country or party.name for party in event.target])
