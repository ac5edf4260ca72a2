"""The best of weak evidence, for a text of one sentence that tells nothing else.

Whoever asks about one sentence wants its likeliest reading: a purpose or topic that articles are full of, or a noun of
an act without both sides. Longer texts are not asked this way, so it adds nothing to an article's events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transforms.events.reading.reader import Reader
from transforms.events.reading.readings import Reading
from transforms.events.reading.sides import Party
from transforms.events.syntax.frame import Clause
from transforms.events.syntax.groups import NounGroup

_CONDITIONS = frozenset(["if", "unless", "whether", "even if", "only if"])


def sided(reading: Reading) -> bool:
    """Whether a reading has the sides it needs to become an event."""
    return bool(reading.source and reading.target) if reading.nominal else bool(reading.source or reading.target)


def weak(reader: Reader, readings: Iterable[Reading]) -> Reading | None:
    """Return the likeliest reading of a sentence whose `readings` all lack their sides, or None."""
    return _unsided(reader, readings) or _aside(reader) or _noun(reader)


def _unsided(reader: Reader, readings: Iterable[Reading]) -> Reading | None:
    """What a main verb tells of sides that stand elsewhere in the sentence: "was arrested in Chad for helping Togo"."""
    for reading in readings:
        if not reading.nominal and reading.clause.kind in ("main", "coord"):
            told = _sided(reader, reading.with_())
            if told.source and told.target:
                return told
    return None


def _aside(reader: Reader) -> Reading | None:
    """A purpose or topic."""
    for clause in reader.clauses:
        if id(clause) in reader.used or clause.link in _CONDITIONS:
            continue  # hoped for, denied, a condition
        if clause.kind in ("inf", "ger", "adv", "comp") and (reading := reader.read(clause)) is not None:
            return _sided(reader, reading)
    return None


def _noun(reader: Reader) -> Reading | None:
    """A noun of an act without both sides."""
    for clause in reader.clauses:
        idle = clause.verb is not None and clause.verb.head in reader.stopped  # "the demand struck a chord"
        if idle or clause.link in _CONDITIONS:
            continue
        for group in _groups(clause):
            found = reader.matcher.nominal(group)
            if found is None or not found[0].type or reader.stopped & set(range(found[1], found[2])):
                continue
            nominal, first, last = found
            if nominal.group in ("consult", "plan") and "alone" not in nominal.flags:
                continue  # a breakfast is no meeting, a treaty that stands is no act
            if group is clause.subject and clause.verb is not None and clause.verb.lemma == "be":
                continue  # "relations have been cool"
            rules = [nominal.where]
            owners = reader.roles.owners(group)
            told = Reading(nominal.type, nominal.mode, nominal.cameo, "", owners, [], False, clause, first, last, rules)
            told = _sided(reader, told)
            return told if told.source and told.target else None
    return None


def _groups(clause: Clause) -> Iterator[NounGroup]:
    subject = [clause.subject] if clause.subject is not None else []
    for group in (*clause.objects, *subject, *clause.phrases, *clause.before):
        yield from (group, *group.coords)


def _sided(reader: Reader, reading: Reading) -> Reading:
    """The first party of the sentence acts, the next one of another name is the other side."""
    parties: list[Party] = []
    for clause in reader.clauses:
        for group in _groups(clause):
            parties += [party for party in reader.sides.of(group) if party not in parties]
    parties.sort(key=lambda party: party.first)
    reading.source = reading.source or parties[:1]
    names = {party.name for party in reading.source}
    reading.target = reading.target or [party for party in parties if party.name not in names][:1]
    reading.weak = True
    reading.rules.append("rule:weak")
    return reading
