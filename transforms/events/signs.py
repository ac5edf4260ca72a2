"""Signs of an event: what the coder saw when it coded one that tells how far it may be trusted.

Each sign is `question=answer`; for every event each question has one answer. What an answer weighs is a matter of
measurement and stands in confidence.tsv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transforms.events.coded import CodedEvent
from transforms.events.draft import Draft
from transforms.events.sides import Party

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
_DISTANCES = ((2, "near"), (6, "close"), (12, "middling"))
_ACTORS = ((1, "1"), (2, "2"), (4, "3-4"))
_TIMES = ((1, "once"), (2, "twice"))
_GUESSES = {"rule:partner": "partner", "rule:salient": "salient"}
_OPERATORS = ("operators.tsv", "noun_operators.tsv")


def mark(events: Sequence[CodedEvent], drafts: Sequence[Draft]) -> None:
    """Give every event of a document its signs; `drafts` are what the events were made of, in the same order."""
    acts = [_act(event) for event in events]
    told = Counter(acts)
    crowd = Counter([(event.section, event.start) for event in events])
    for event, draft, act in zip(events, drafts, acts, strict=True):
        event.signs = (
            *_of_act(event, draft),
            *_of_sides(event, draft),
            f"section={event.section}",
            f"told={_bin(told[act], _TIMES, 'often')}",
            f"acts={_bin(crowd[event.section, event.start], _TIMES, 'many')}",
        )


def _of_act(event: CodedEvent, draft: Draft) -> Iterator[str]:
    """What was done, by which kind of rule it was read, and how it is told."""
    yield f"type={event.event_type}"
    files = [_file(rule) for rule in event.rules]
    yield f"rule={'noun' if event.nominal else _family(files, event.rules)}"
    yield f"depth={_bin(sum(name in _OPERATORS for name in files), ((0, '0'), (1, '1')), '2')}"
    yield f"status={event.status}"
    yield f"quoted={'yes' if event.quoted else 'no'}"
    yield f"clause={draft.reading.clause.kind}"


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
    return "operator" if set(files).intersection(_OPERATORS) else "other"


def _of_sides(event: CodedEvent, draft: Draft) -> Iterator[str]:
    """How the sides were found, how far from the trigger they stand, and whether the sentence names them."""
    yield f"scope={event.scope}"
    yield f"source={_found(event.source)}"
    yield f"target={_found(event.target)}"
    yield f"filled={_filled(draft)}"
    yield f"parties={_bin(max(len(event.source), len(event.target)), _TIMES, 'many')}"
    yield f"distance={_distance(event, draft)}"
    named = [one.country for mention in draft.trace.mentions for one in (mention, *mention.members) if one.country]
    own = {party.country for party in (*event.source, *event.target)}
    yield f"named={_bin(len(own.intersection(named)), ((0, '0'), (1, '1')), '2')}"
    yield f"actors={_bin(len(named), _ACTORS, 'many')}"


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


def _distance(event: CodedEvent, draft: Draft) -> str:
    """Tokens between the trigger and the side that stands farther from it; sides from elsewhere have no distance."""
    if draft.reading.filled or not event.source or not event.target:
        return "none"
    first, last = draft.reading.first, draft.reading.last
    gaps = (max(first - side[0].last, side[0].first - last, 0) for side in (event.source, event.target))
    return _bin(max(gaps), _DISTANCES, "far")


def _act(event: CodedEvent) -> tuple[object, ...]:
    source, target = (frozenset([one.country or one.name for one in side]) for side in (event.source, event.target))
    return event.event_type, source, target


def _bin(value: int, edges: Sequence[tuple[int, str]], beyond: str) -> str:
    """The name of the first edge that a value does not pass."""
    for edge, name in edges:
        if value <= edge:
            return name
    return beyond
