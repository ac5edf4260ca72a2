"""What a document remembers of its acts: sides that "the attack" or "the meeting" leaves unsaid.

A definite noun takes the sides of the last act of its kind that agrees with what little it says; talks told of two
countries take the persons who were said to talk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.events.readings import Reading
from transforms.events.sides import Party

_WHOLE = frozenset(["state", "set", "pronoun", "city", "seat"])


def fill_sides(readings: Iterable[Reading]) -> None:
    """Complete the sides of readings in the order of the document; changes them in place."""
    memory: dict[tuple[str, bool], list[Reading]] = {}
    for reading in readings:
        key = (kind(reading), reading.status == "planned")
        known = memory.setdefault(key, [])
        if reading.nominal and not (reading.source and reading.target):
            others = memory.get((key[0], not key[1]), [])
            _complete(reading, [*reversed(known), *reversed(others)])
        elif reading.source and reading.target:
            if key[0] == "CONSULT":
                _name_persons(reading, known)
            known.append(reading)


def kind(reading: Reading) -> str:
    """The type an act had before it was planned: agreeing to meet is a meeting still."""
    return "CONSULT" if reading.cameo == "036" else reading.type


def _complete(reading: Reading, known: Sequence[Reading]) -> None:
    for act in known:
        if _agree(reading, act):
            reading.source, reading.target = list(act.source), list(act.target)
            reading.rules.append("rule:again")
            return


def _agree(reading: Reading, act: Reading) -> bool:
    """What little is said of the sides does not contradict the act remembered."""
    said = _countries([*reading.source, *reading.target])
    return said <= _countries([*act.source, *act.target])


def _name_persons(reading: Reading, known: Sequence[Reading]) -> None:
    """ "Lavrov will discuss ties between the two countries", after "Lavrov will meet Trump": with Trump."""
    if any(party.kind not in _WHOLE for party in reading.target):
        return
    for act in reversed(known):
        if {p.name for p in act.source} == {p.name for p in reading.source} and _countries(act.target) == _countries(
            reading.target
        ):
            reading.target = list(act.target)
            reading.rules.append("rule:again")
            return


def _countries(parties: Iterable[Party]) -> set[str]:
    return {party.country for party in parties if party.country}
