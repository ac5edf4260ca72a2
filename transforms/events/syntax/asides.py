"""A report in commas: "Togo, Ghana says, has left" is read as "Togo has left, Ghana says"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from transforms.events.syntax.groups import Unit

_SPEAKER = frozenset(["noun", "prep", "adverb", "time"])


def moved(units: Sequence[Unit], reports: Collection[str]) -> Sequence[Unit]:
    """Return the units with a report that stands between a subject and its verb moved behind what is said."""
    for at, unit in enumerate(units):
        if unit.verb is not None and unit.verb.lemma in reports and unit.verb.shape in ("finite", "part"):
            span = _aside(units, at)
            if span is None:
                continue
            first, last = span
            end = len(units) - (units[-1].kind == "strong")
            return [*units[:first], *units[last + 1 : end], *units[first:last], *units[end:]]
    return units


def _aside(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The comma before a report and the one behind it, where a subject stands before and its verb behind."""
    first = at - 1
    while first > 0 and units[first].kind in _SPEAKER:
        first -= 1
    last = at + 1
    while last < len(units) and units[last].kind in _SPEAKER:
        last += 1
    if first < 1 or last + 1 >= len(units) or units[first].kind != "comma" or units[last].kind != "comma":
        return None
    told, spoken = units[last + 1].verb, (*units[first:at], *units[at:last])
    if told is None or told.shape not in ("finite", "part") or all(unit.noun is None for unit in spoken):
        return None
    return (first, last) if _waits(units[:first]) else None


def _waits(units: Sequence[Unit]) -> bool:
    """A subject stands last, and no verb of its own before it."""
    for unit in reversed(units):
        if unit.verb is not None or unit.kind == "comma":
            return False
        if unit.kind in ("strong", "sub", "wh"):
            break
    return units[-1].noun is not None
