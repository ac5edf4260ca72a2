"""Why a text was coded as it was: sentence by sentence who was found, which words matched, what was refused and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from transforms.events.actors.mentions import Mention
from transforms.events.coder import Coder, Section
from transforms.events.document.coded import CodedEvent
from transforms.events.files.lines import line_at
from transforms.events.gazetteer.offices import Office, held_on, offices
from transforms.events.reading.candidates import found, refused
from transforms.events.reading.trace import Refusal, Trace
from transforms.events.text.sentences import split

#: What the coder's rules that no table holds do.
RULES: Final = {
    "rule:again": "the sides are those of the same act told elsewhere in the document",
    "rule:answer": "the other side is who accused, asked or threatened the one that answers",
    "rule:both": "the other side are the two states that the document tells of most",
    "rule:culprit": "who did the act that is condemned is the one condemned",
    "rule:partner": "the other side is the one that the document tells of with this one",
    "rule:peacekeeping": "sending peacekeepers is aid",
    "rule:place": "the side is the state of the place where the act befell someone",
    "rule:praised": "who did what is welcomed is praised",
    "rule:quoted": "a speech that goes on has the speaker of the sentence before",
    "rule:salient": "the other side is the likeliest country, by what the document tells of it and where",
    "rule:shared": "the other side is that of the act before it, by the same side in the same sentence",
    "rule:undone": "the sides are those of the one arrest or measure that is undone",
    "rule:weak": "the only sentence there is tells nothing else, so the likeliest reading is given",
    "rule:spoken": "saying that another side must do something asks for it, saying that it did wrong accuses it",
}

_NO_EVIDENCE: Final = {
    "link": "a link line is no evidence",
    "tweet": "a tweet is no evidence",
    "credit": "a credit line is no evidence",
}
_LEADERS: Final = "leaders.tsv"
_OFFICES: Final = 3  # the column of leaders.tsv


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of an actor: `text[start:end]` of its section, who is meant, and where that is known from.

    `entry` is the gazetteer's line (file:line), or "document"; then `known_from` is the line of whoever is meant.
    `offices` are all that the entry lists, `held` is the one held on the day of publication.
    """

    text: str
    start: int
    end: int
    name: str
    country: str
    sector: str
    role: str
    kind: str
    entry: str
    known_from: str
    offices: tuple[Office, ...]
    held: Office | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a line of the lexicon knows; `used` if an event rests on the line."""

    text: str
    start: int
    end: int
    kind: str
    says: str
    where: str
    used: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the lexicon, or a rule of the coder, and what it says."""

    where: str
    says: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A candidate that became no event, the line that made it one, and the reason."""

    text: str
    start: int
    end: int
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence. `skipped` says why it was not read at all, or is None; offsets are characters of the section.

    Each event comes with its rules, the outermost first.
    """

    section: str
    start: int
    end: int
    text: str
    skipped: str | None
    actors: tuple[Actor, ...] = ()
    words: tuple[Words, ...] = ()
    events: tuple[tuple[CodedEvent, tuple[Rule, ...]], ...] = ()
    refused: tuple[Refused, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; events as `attache tag` writes them, with their rules and confidence's signs."""
        events = [
            event.as_dict() | {"signs": list(event.signs), "rules": [dataclasses.asdict(rule) for rule in rules]}
            for event, rules in self.events
        ]
        plain = {
            name: [dataclasses.asdict(one) for one in getattr(self, name)] for name in ("actors", "words", "refused")
        }
        head = {"section": self.section, "start": self.start, "end": self.end, "sentence": self.text}
        return {**head, "skipped": self.skipped, **plain, "events": events}


def explain(coder: Coder, sections: Sequence[Section], published: date | None) -> list[Explained]:
    """Return every sentence of a document, in order, with all that was found in it; events of every scope."""
    events, traces = coder.traced(sections, published)
    explainer = _Explainer(events, published)
    read = {(trace.section, trace.start): trace for trace in traces}
    return [explainer.sentence(key, text, read.get(key), kind) for key, text, kind in _sentences(sections)]


Key = tuple[str, int]


def _sentences(sections: Sequence[Section]) -> Iterator[tuple[Key, str, str]]:
    for section in sections:
        for one in split(section.text, section.start, section.end):
            yield (section.name, one.start), section.text[one.start : one.end], one.kind


class _Explainer:
    """Explains the sentences of one document in order; remembers which entry a name was first known from."""

    def __init__(self, events: Sequence[CodedEvent], published: date | None) -> None:
        self._events = events
        self._published = published
        self._known: dict[str, str] = {}

    def sentence(self, key: Key, text: str, trace: Trace | None, kind: str) -> Explained:
        section, start = key
        end = start + len(text)
        if trace is None:
            return Explained(section, start, end, text, _NO_EVIDENCE.get(kind, kind))
        events = [event for event in self._events if (event.section, event.start) == key]
        used = {rule for event in events for rule in event.rules}
        return Explained(
            section,
            start,
            end,
            text,
            _skipped(trace),
            tuple(self._actor(mention, trace) for mention in trace.mentions),
            tuple(_words(trace, used)),
            tuple((event, tuple(_rule(where) for where in event.rules)) for event in events),
            tuple(_refused(trace, events, used)),
        )

    def _actor(self, mention: Mention, trace: Trace) -> Actor:
        entry = mention.entry
        if entry != "document":
            self._known.setdefault(mention.name, entry)
        known_from = self._known.get(mention.name, "") if entry == "document" else entry
        listed = _offices_at(known_from)
        return Actor(
            *_span(trace, mention.first, mention.last),
            mention.name,
            mention.country,
            mention.sector,
            mention.role,
            mention.kind,
            entry,
            known_from,
            offices(listed),
            held_on(listed, self._published),
            tuple(member.name for member in mention.members),
        )


def _offices_at(where: str) -> str:
    """Return the offices that a line of the leaders lists, as it writes them."""
    if not where.rpartition(":")[0].endswith(_LEADERS):
        return ""
    cells = line_at(where).split("\t")
    return cells[_OFFICES].strip() if len(cells) > _OFFICES else ""


def _skipped(trace: Trace) -> str | None:
    if trace.reader is not None:
        return None
    if trace.refusals:  # a discard, after which no word is looked up
        return f"{trace.refusals[0].reason} ({trace.refusals[0].rule})"
    if trace.words and trace.words.texts[-1] == "?":
        return "a question tells no act"
    return "no word in it tells an act"


def _words(trace: Trace, used: set[str]) -> Iterator[Words]:
    if trace.reader is None:
        return
    for word in found(trace.reader):
        yield Words(*_span(trace, word.first, word.last), word.kind, word.says, word.where, word.where in used)


def _refused(trace: Trace, events: Sequence[CodedEvent], used: set[str]) -> Iterator[Refused]:
    """Yield what the document refused, then what the reader did; of words that an event covers nothing is refused."""
    told: set[int] = set()
    settled = {refusal.first for refusal in trace.refusals}
    by_reader = refused(trace.reader, used, settled) if trace.reader is not None else []
    for refusal in (*trace.refusals, *by_reader):
        start = trace.words.start(refusal.first)
        if start not in told and not any(event.trigger_start <= start < event.trigger_end for event in events):
            told.add(start)
            yield _told(trace, refusal)


def _told(trace: Trace, refusal: Refusal) -> Refused:
    return Refused(*_span(trace, refusal.first, refusal.last), refusal.rule, refusal.reason)


def _span(trace: Trace, first: int, last: int) -> tuple[str, int, int]:
    """Return the text of tokens [first, last) and its offsets in the section."""
    start, end = trace.words.start(first), trace.words.end(last - 1)
    return trace.text[start - trace.start : end - trace.start], start, end


def _rule(where: str) -> Rule:
    return Rule(where, RULES[where] if where in RULES else " ".join(line_at(where).split()))
