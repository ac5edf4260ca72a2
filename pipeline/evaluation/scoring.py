"""How coded events compare with gold: one gold event counts against at most one coded event, best pairs first.

An act is found if type and evidence agree; a dyad if, besides, the countries of both sides do; of the acts found the
other fields are compared. Gold of certainty 1 is free: found it counts neither way, missed it costs nothing
(docs/coding-guide.md, section 13).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.gold import Case, Event

Predict = Callable[[Case], Sequence[Event]]
#: What is compared of an act that was found.
FIELDS = ("mode", "status", "direction", "date", "quoted", "reciprocal", "scope")
# Evidence that is longer than this many times the gold sentence points at nothing in particular.
LONGEST_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits, false alarms and misses."""

    hits: int = 0
    extras: int = 0
    misses: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.extras + other.extras, self.misses + other.misses)

    @property
    def precision(self) -> float:
        """Return the share of coded events that are right; 0 if none was coded."""
        return self.hits / (self.hits + self.extras) if self.hits + self.extras else 0.0

    @property
    def recall(self) -> float:
        """Return the share of gold events that were found; 0 if there are none."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.hits / (2 * self.hits + self.extras + self.misses) if self.hits else 0.0


@dataclass(slots=True)
class Scores:
    """What is counted over a set of cases."""

    act: Tally = field(default_factory=Tally)
    dyad: Tally = field(default_factory=Tally)
    types: dict[str, Tally] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    compared: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    clean: int = 0
    event_free: int = 0
    remarks: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return every figure by name, each between 0 and 1; fields that were never compared are left out."""
        out = {"act_precision": self.act.precision, "act_recall": self.act.recall, "act_f1": self.act.f1}
        out["dyad_f1"] = self.dyad.f1
        out |= {name: self.right[name] / n for name, n in self.compared.items() if n}
        return out | ({"clean": self.clean / self.event_free} if self.event_free else {})


def words(text: str | None) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", (text or "").lower())


def agreement(evidence: str | None, gold: Event) -> float:
    """Return how well the evidence of a coded event fits a gold event's sentence, 0 (not at all) to 1 (the same words).

    A part of the sentence fits if it holds the trigger, a longer stretch if it is not much longer than the sentence.
    """
    coded, told = words(evidence), words(gold["sentence"])
    if not coded or not told:
        return 0.0
    common = sum((Counter(coded) & Counter(told)).values())
    share = common / max(len(coded), len(told))
    inside = common == len(coded) and set(words(gold["trigger"])) <= set(coded)
    around = common == len(told) and len(coded) <= LONGEST_EVIDENCE * len(told)
    return share if inside or around or share >= 0.5 else 0.0


def countries(side: Any) -> frozenset[str]:
    """Return the country codes of a side."""
    return frozenset(party.get("country") or "" for party in side or ()) - {""}


def _side_right(coded: frozenset[str], told: frozenset[str]) -> bool:
    """Half of gold's countries at least and none besides; a side of which gold knows no country is free."""
    return not told or (bool(coded) and coded <= told and 2 * len(coded) >= len(told))


def dyad_right(coded: Event, gold: Event, swapped: bool = False) -> bool:
    """Tell whether the countries of both sides are right; reciprocal events are compared over both sides together."""
    sides = [countries(coded.get(side)) for side in ("source", "target")]
    told = [countries(gold.get(side)) for side in ("source", "target")]
    if gold["reciprocal"]:
        together, all_told = sides[0] | sides[1], told[0] | told[1]
        return _side_right(together, all_told) and len(together) >= min(2, len(all_told))
    if swapped:
        sides.reverse()
    return _side_right(sides[0], told[0]) and _side_right(sides[1], told[1])


def field_right(name: str, coded: Event, gold: Event) -> bool:
    """Tell whether a field is as gold or gold's second reading (`<name>_alt`) has it."""
    readings = [gold.get(name) or None] + ([gold[f"{name}_alt"] or None] if f"{name}_alt" in gold else [])
    return (coded.get(name) or None) in readings


def _start(event: Mapping[str, Any]) -> str | None:
    return (event.get("date") or {}).get("start") or None


def _one_sided(gold: Event) -> bool:
    """Tell whether direction can be seen: not reciprocal, and the sides differ."""
    source, target = countries(gold["source"]), countries(gold["target"])
    return not gold["reciprocal"] and bool(source) and bool(target) and source != target


def compare(coded: Event, gold: Event) -> dict[str, bool]:
    """Return, for each field that can be compared, whether it is right."""
    out = {name: field_right(name, coded, gold) for name in ("status", "quoted", "reciprocal")}
    if "scope" in coded:
        out["scope"] = coded["scope"] == gold["scope"]
    if gold["mode"] and (coded.get("event_type") == gold["event_type"] or "mode_alt" in gold):
        out["mode"] = field_right("mode", coded, gold)
    if gold["date"]:
        out["date"] = _start(coded) == _start(gold)
    right = dyad_right(coded, gold)
    if _one_sided(gold) and (right or dyad_right(coded, gold, swapped=True)):
        out["direction"] = right
    return out


def pair(golds: Sequence[Event], coded: Sequence[Event]) -> dict[int, int]:
    """Return the gold events found: index in `golds` to index in `coded`, one to one, best pairs first."""
    candidates = []
    for g, gold in enumerate(golds):
        for c, event in enumerate(coded):
            fit = agreement(event.get("sentence"), gold) if field_right("event_type", event, gold) else 0.0
            if fit:
                near = sum(compare(event, gold).values()) + (event.get("trigger") == gold["trigger"])
                candidates.append((dyad_right(event, gold), gold["certainty"], near, fit, -g, -c))
    found: dict[int, int] = {}
    for *_, g, c in sorted(candidates, reverse=True):
        if -g not in found and -c not in found.values():
            found[-g] = -c
    return found


def score(cases: Iterable[Case], predict: Predict) -> Scores:
    """Return the scores of a coder (`predict`: case to coded events) over the cases."""
    scores = Scores()
    for case in cases:
        _score_case(case, list(predict(case)), scores)
    return scores


def _score_case(case: Case, coded: list[Event], scores: Scores) -> None:
    scores.texts += 1
    if not case.events:
        scores.event_free += 1
        scores.clean += not coded
    found = pair(case.events, coded)
    for g, gold in enumerate(case.events):
        if gold["certainty"] >= 2:
            _count_gold(case, gold, coded[found[g]] if g in found else None, scores)
    for c, event in enumerate(coded):
        if c not in found.values():
            _count(scores, str(event.get("event_type")), Tally(extras=1), Tally(extras=1))
            scores.remarks.append(f"EXTRA {case.id} {tell(event)} | {event.get('sentence')}")


def _count_gold(case: Case, gold: Event, coded: Event | None, scores: Scores) -> None:
    if coded is None:
        _count(scores, gold["event_type"], Tally(misses=1), Tally(misses=1))
        scores.remarks.append(f"MISS  {case.id} {tell(gold)} | {gold['sentence']}")
        return
    right = dyad_right(coded, gold)
    _count(scores, gold["event_type"], Tally(hits=1), Tally(hits=1) if right else Tally(extras=1, misses=1))
    compared = compare(coded, gold)
    scores.compared.update(compared.keys())
    scores.right.update(name for name, is_right in compared.items() if is_right)
    wrong = ([] if right else ["dyad"]) + sorted(name for name, is_right in compared.items() if not is_right)
    if wrong:
        scores.remarks.append(
            f"WRONG {case.id} {','.join(wrong)}: {tell(coded)}, not {tell(gold)} | {gold['sentence']}"
        )


def _count(scores: Scores, kind: str, act: Tally, dyad: Tally) -> None:
    scores.act += act
    scores.dyad += dyad
    scores.types[kind] = scores.types.get(kind, Tally()) + act


def tell(event: Event) -> str:
    """Return an event in one line: type, mode, sides, status, start."""
    sides = ["+".join(sorted(countries(event.get(side)))) or "?" for side in ("source", "target")]
    arrow = "<>" if event.get("reciprocal") else ">"
    mode = f"/{event['mode']}" if event.get("mode") else ""
    return f"{event.get('event_type')}{mode} {sides[0]}{arrow}{sides[1]} {event.get('status')} {_start(event) or '-'}"
