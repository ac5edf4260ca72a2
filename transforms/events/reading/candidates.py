"""What a sentence was searched for: the words that lines of the lexicon know, and why some of them became no event.

It asks the reader of the sentence the questions that the reader asked itself, after the fact, so that coding pays
nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

from transforms.events.lexicon.lexicon import Nominal, Verb
from transforms.events.reading.reader import Reader
from transforms.events.reading.readings import Reading
from transforms.events.reading.trace import Refusal
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup

_STOP: Final = "stop_phrases.tsv"
#: What the flags of a trigger ask of the sides of its act; see `transforms.events.reading.roles`.
_ASKED: Final = {
    "person": "its other side must be an actor",
    "direct": "its object must be an actor itself",
    "object": "it must have an object",
    "civil": "who acts must be neither soldiers nor a government",
    "police": "who acts must be police or soldiers",
    "troops": "who acts must be a force",
    "force": "a force must act or be acted on",
    "ahead": "it tells only what is to come",
    "never": "it tells only what is negated",
    "people": "whom it befalls must be people, unless a force acts",
    "goods": "what arrives must be aid",
    "guest": "who acts must be a statesman on a journey",
    "voice": "who acts must be one who speaks",
    "office": "who acts must be a government",
    "state": "who acts must be a state or speak for one",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a line of the lexicon knows: tokens [first, last), what they are, and the line."""

    first: int
    last: int
    kind: str  # trigger, operator, light verb, noun, stop phrase
    says: str  # PLOVER type and mode, the operator's name, the noun's class
    where: str


def found(reader: Reader) -> list[Found]:
    """Return the words of a sentence that the lexicon knows, in the order they stand."""
    words = {*_verbs(reader), *_nouns(reader), *_noun_operators(reader), *_stops(reader)}
    return sorted(words, key=lambda word: (word.first, word.last, word.where))


def refused(reader: Reader, used: Set[str], settled: Set[int]) -> list[Refusal]:
    """Return the candidates that the reader turned down.

    `used` are the lines that the sentence's events rest on, `settled` the first tokens of the acts that the reader
    gave on and the document refused.
    """
    consumed = frozenset(reader.used)  # before a clause that was never read is read now
    told = [*_refused_verbs(reader, used, settled, consumed), *_refused_nouns(reader, used, consumed)]
    return sorted(told, key=lambda refusal: (refusal.first, refusal.last))


def _verbs(reader: Reader) -> Iterator[Found]:
    for clause in reader.clauses:
        for entry, first, last in _entries(reader, clause):
            yield Found(first, last, _kind(entry), _says(entry), entry.where)


def _entries(reader: Reader, clause: Clause) -> Iterator[tuple[Verb, int, int]]:
    """Yield the lines whose words all stand at a clause's verb, in the order in which the reader tries them."""
    if clause.verb is None:
        return
    for entry in reader.matcher.lines(clause.verb.lemma):
        span = reader.matcher.verb(entry, clause)
        if span is not None:
            yield entry, *span


def _kind(entry: Verb) -> str:
    if "stop" in entry.flags:
        return "stop phrase"
    if entry.op == "perform":
        return "light verb"
    return "operator" if entry.op else "trigger"


def _says(entry: Verb) -> str:
    if entry.op:
        return entry.op
    return f"{entry.type} {entry.mode}".strip()


def _nouns(reader: Reader) -> Iterator[Found]:
    for _, _, nominal, first, last in _nominals(reader):
        says = f"{nominal.type} {nominal.mode}".strip() or nominal.group
        yield Found(first, last, "noun", says, nominal.where)


def _noun_operators(reader: Reader) -> Iterator[Found]:
    """Yield nouns with a clause in their scope: "its refusal to meet"."""
    for clause in reader.clauses:
        entry = _noun_operator(reader, clause.of_noun)
        if clause.of_noun is not None and entry is not None:
            yield Found(clause.of_noun.head, clause.of_noun.head + 1, _kind(entry), _says(entry), entry.where)


def _noun_operator(reader: Reader, group: NounGroup | None) -> Verb | None:
    return None if group is None else reader.lexicon.noun_operators.get(reader.sides.words[group.head])


def _nominals(reader: Reader) -> Iterator[tuple[Clause, NounGroup, Nominal, int, int]]:
    seen: set[int] = set()
    for clause in reader.clauses:
        subject = [clause.subject] if clause.subject is not None else []
        for group in (*subject, *clause.before, *clause.objects, *clause.phrases):
            for one in (group, *group.coords):
                nominal = reader.matcher.nominal(one)
                if nominal is not None and id(one) not in seen:
                    seen.add(id(one))
                    yield clause, one, *nominal


def _stops(reader: Reader) -> Iterator[Found]:
    for first, last in _runs(reader.stopped):
        yield Found(first, last, "stop phrase", "no act", _STOP)


def _runs(indexes: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans [first, last) of neighbouring indexes."""
    for first in sorted(i for i in indexes if i - 1 not in indexes):
        last = first
        while last in indexes:
            last += 1
        yield first, last


# --- what was turned down


def _refused_verbs(reader: Reader, used: Set[str], settled: Set[int], consumed: frozenset[int]) -> Iterator[Refusal]:
    for clause in reader.clauses:
        entries = list(_entries(reader, clause))
        if not entries or any(entry.where in used for entry, _, _ in entries):
            continue
        reading = reader.read(clause)
        if reading is not None and (used >= set(reading.rules) or reading.first in settled):
            continue
        entry, first, last = entries[0]
        reason = _why_clause(reader, clause, reading, consumed)
        if reason is None and _telling(entry):
            reason = _why_entry(clause, entry)
        if reason is not None:
            yield Refusal(first, last, entry.where, reason)


def _telling(entry: Verb) -> bool:
    """Whether a line's words tell an act by themselves, or say that they tell none: "said" and "had" do neither."""
    return bool(entry.type) or "stop" in entry.flags


def _why_clause(reader: Reader, clause: Clause, reading: Reading | None, consumed: frozenset[int]) -> str | None:
    """The reason that lies in the clause, whatever line of the lexicon its verb has."""
    if clause.verb is not None and clause.verb.head in reader.stopped:
        return "it is part of a stop phrase"
    if id(clause) in consumed:
        return "it stands in the scope of another word, which tells it as said, alleged, wished or asked"
    if reading is None:
        return None
    if clause.link:
        return f'what stands after "{clause.link}" is told as a time, a condition, a purpose or a topic'
    return "its clause is told as a purpose or a topic, not as what happened"


def _why_entry(clause: Clause, entry: Verb) -> str:
    """The reason that lies in the line."""
    kind = _kind(entry)
    if kind == "stop phrase":
        return "the line says that these words tell no act"
    if clause.verb is not None and clause.verb.negated:
        return "it is negated, and leaving it undone is no act"
    if clause.verb is not None and clause.verb.modal == "would" and clause.verb.perfect:
        return "it is told as what would have been"
    if kind == "operator":
        return f'the operator "{entry.op}" finds neither an act nor a side in its scope'
    asked = [_ASKED[flag] for flag in sorted(entry.flags) if flag in _ASKED]
    return f"its sides do not fit: {', '.join(asked)}" if asked else "its clause makes no act of it"


def _refused_nouns(reader: Reader, used: Set[str], consumed: frozenset[int]) -> Iterator[Refusal]:
    for _, group, nominal, first, last in _nominals(reader):
        operator = _noun_operator(reader, group)
        if nominal.where not in used and (operator is None or operator.where not in used):
            yield Refusal(first, last, nominal.where, _why_noun(reader, group, nominal, first, last, consumed))


def _why_noun(
    reader: Reader, group: NounGroup, nominal: Nominal, first: int, last: int, consumed: frozenset[int]
) -> str:
    if not reader.stopped.isdisjoint(range(first, last)):
        return "it is part of a stop phrase"
    if id(group) in consumed:
        return "it stands in the scope of another word, and is told by that"
    if "alone" not in nominal.flags:
        return "this noun tells an act only together with a verb"
    return "nobody is named whose act it is"
