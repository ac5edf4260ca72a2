"""One act as read from a clause, and the rules that turn an act in the scope of an operator into another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms.events.lexicon.codes import CONFLICT, COOPERATION
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.reading.sides import Party
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup

# Nouns of what is done with.
_ENDINGS = frozenset(["end", "lifting", "easing", "removal", "cessation", "suspension", "relaxation", "scrapping"])


@dataclass(eq=False)
class Reading:
    """An act: its type, sides and the words that tell it; `group` is the class operators ask for.

    `status` is empty until tense, polarity and operators have said more than "it happened".
    `rules` are the lexicon lines used, outermost first. `unmanned` says that a thing acts of which nobody is named.
    """

    type: str
    mode: str
    cameo: str
    group: str
    source: list[Party]
    target: list[Party]
    both: bool
    clause: Clause
    first: int
    last: int
    rules: list[str] = field(default_factory=list)
    status: str = ""
    attributed: list[Party] = field(default_factory=list)
    said: bool = False
    nominal: bool = False
    definite: bool = False
    answers: bool = False
    filled: bool = False
    about: str = ""
    weak: bool = False
    unmanned: bool = False
    firm: bool = False  # its words hold the negation already: "will not stand idly by"
    near: frozenset[str] = frozenset()
    at: int = 0  # which sentence of the document tells it

    def fill(self, rule: str) -> None:
        """Note that a rule of the document or the place, not the sentence, gave a side."""
        self.rules.append(rule)
        self.filled = True

    def with_(self, **changes: object) -> Reading:
        """Return a reading with some fields changed; dataclasses.replace takes ten times as long."""
        told = object.__new__(Reading)
        told.__dict__.update(self.__dict__, **changes)
        return told


def countries(parties: Iterable[Party]) -> set[str]:
    """Return the countries of parties that have one."""
    found: set[str] = set()
    for party in parties:  # no comprehension: of the one party there mostly is, that takes twice as long
        if party.country:
            found.add(party.country)
    return found


# Modals of what may be, and of what might have been.
OPEN = frozenset(["may", "might", "could", "would", "can"])
# What a threatened act becomes as a mode of THREATEN.
_THREAT_MODES = {
    "arrest": "arrest",
    "deport": "expel",
    "expel": "expel",
    "withdraw": "relations",
    "discontinue": "restrict",
    "seize": "territory",
    "restrict": "restrict",
    "censor": "restrict",
    "curfew": "restrict",
    "martial-law": "restrict",
}


def rewrite(
    lexicon: Lexicon, op: str, keys: tuple[str, ...], event_type: str, mode: str
) -> tuple[str, str, str] | None:
    """Return the type, mode and rule that operator `op` makes of an act, or None if no rule speaks of it.

    `keys` name the act, the most telling first: its class, its type; groups are added here.
    """
    named = {key for key in keys if key}
    groups = {"any"}
    if event_type in COOPERATION:
        groups.add("coop")
    if event_type in CONFLICT:
        groups.add("conflict")
    rules = lexicon.rewrites.get(op, ())
    for wanted in (named, groups):
        for argument, to, to_mode, where in rules:
            if argument in wanted:
                return (event_type if to == "=" else to), _mode(to_mode, event_type, mode), where
    return None


def _mode(to_mode: str, event_type: str, mode: str) -> str:
    if to_mode == "=":
        return mode
    if to_mode == "by-threat":
        return (
            "violence"
            if event_type in ("ASSAULT", "MOBILIZE")
            else _THREAT_MODES.get(mode, "restrict" if event_type == "PROTEST" else "")
        )
    return "" if to_mode == "-" else to_mode


def is_over(words: Sequence[str], group: NounGroup, first: int, event_type: str) -> bool:
    """Tell whether a conflict named at `first` is said to be over: "the end of sanctions", "the lifting of the ban"."""
    return group.head < first and words[group.head] in _ENDINGS and event_type in CONFLICT


def ended(lexicon: Lexicon, reading: Reading) -> Reading:
    """Return what the end of a conflict tells: it is given up."""
    ruled = rewrite(lexicon, "cut", (reading.group, reading.type), reading.type, reading.mode)
    if ruled is None:
        return reading
    return reading.with_(type=ruled[0], mode=ruled[1], cameo="", rules=[ruled[2], *reading.rules])


def planned(lexicon: Lexicon, reading: Reading) -> Reading:
    """Return what an act to come is: co-operation is agreed on, conflict threatened; the rest stays what it is."""
    if reading.type in ("RETREAT", "CONCEDE", "PROTEST"):
        return reading.with_(status="planned")
    ruled = rewrite(lexicon, "promise", (reading.group, reading.type), reading.type, reading.mode)
    if reading.type in ("AGREE", "THREATEN") or ruled is None or ruled[0] == reading.type:
        return reading.with_(status="planned")
    cameo = "036" if reading.type == "CONSULT" else ""
    rules = [ruled[2], *reading.rules]
    return reading.with_(type=ruled[0], mode=ruled[1], cameo=cameo, status="planned", rules=rules)


def negated(lexicon: Lexicon, reading: Reading) -> Reading | None:
    """Return what an act not done is: co-operation withheld is REJECT, conflict that did not happen is denied."""
    if reading.type in ("REJECT", "ACCUSE", "REQUEST"):
        return reading.with_(status="denied")
    if reading.type in CONFLICT:
        return reading.with_(status="denied")
    ruled = rewrite(lexicon, "refuse", (reading.group, reading.type), reading.type, reading.mode)
    if ruled is None:
        return None
    rules = [ruled[2], *reading.rules]
    return reading.with_(
        type=ruled[0], mode=ruled[1], cameo="", status="", both=reading.both and not reading.target, rules=rules
    )
