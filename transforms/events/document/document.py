"""What the whole document adds to what its sentences tell: sides left unsaid, dates told elsewhere, scope, ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from schemas import ids
from transforms.events.document import signs
from transforms.events.document.chronicle import spread_dates
from transforms.events.document.coded import CodedEvent, act_of
from transforms.events.document.draft import Draft
from transforms.events.document.recall import kind
from transforms.events.document.salience import Salience
from transforms.events.document.telling import status_of, tense_of, told_by
from transforms.events.document.when import days_after, days_of, scene_before, times_of
from transforms.events.lexicon import codes
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.lexicon.weights import Weights
from transforms.events.reading.readings import Reading, countries
from transforms.events.reading.sides import Party, official
from transforms.events.reading.sites import dateline, locate
from transforms.events.reading.trace import Trace

_YEAR = timedelta(days=365)
_PHONES = frozenset(["phone", "telephone", "videolink", "videoconference"])
_BY = frozenset(["by", "the", "a", "via"])


@dataclass(frozen=True, slots=True)
class Edition:
    """What all events of a document share, and the scopes of those wanted; of `fill` and `unsaid` see `Layers`."""

    published: date | None
    lexicon: Lexicon
    fill: Callable[[Sequence[Reading], Salience], None]
    unsaid: Callable[[Reading], str]
    scopes: frozenset[str]
    coder_version: str
    lexicon_version: str


def finish(drafts: Sequence[Draft], traces: Sequence[Trace], edition: Edition) -> list[CodedEvent]:
    """Turn a document's drafts into the events wanted; `traces` are of all its sentences."""
    if not drafts:
        return []
    order = {id(trace): at for at, trace in enumerate(traces)}
    for draft in drafts:
        draft.reading.at = order[id(draft.trace)]
        name_speaker(draft)
        locate(draft.reading, draft.site.country)
    salience = Salience.of((trace.section, trace.mentions) for trace in traces)
    edition.fill([draft.reading for draft in drafts], salience)
    kept = _once([draft for draft in drafts if _complete(draft, edition.unsaid)])
    events = [_event(draft, edition) for draft in kept]
    spread_dates(events, edition.published, traces)
    spread_modes(events)
    mark_visits(events)
    signs.mark(events, kept, edition.scopes)
    wanted = [event for event in events if event.scope in edition.scopes]
    for event in wanted:
        seal(event, edition.lexicon.weights)
    return wanted


# --- sides


def name_speaker(draft: Draft) -> None:
    """ "I" and "we" are whoever speaks: the subject of the clause that reports; unknown ones are left out."""
    reading = draft.reading
    if "speaker" in [party.kind for party in (*reading.source, *reading.target)]:
        speaker = reading.attributed or draft.speaker
        reading.source, reading.target = _named(reading.source, speaker), _named(reading.target, speaker)


def _named(side: list[Party], speaker: list[Party]) -> list[Party]:
    return [party for one in side for party in (_spoken(one, speaker) if one.kind == "speaker" else [one])]


def _spoken(party: Party, speaker: list[Party]) -> list[Party]:
    """ "Our army" of nobody known is an army still."""
    return speaker or ([party._replace(kind="agent")] if party.sector else [])


def _complete(draft: Draft, unsaid: Callable[[Reading], str]) -> bool:
    reading = draft.reading
    lacking = unsaid(reading)
    if lacking:
        draft.trace.refuse(reading.first, reading.last, reading.rules[0], lacking)
    return not lacking


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """One event a trigger and type in a sentence; talks, and acts of nouns, are not told twice of the same sides."""
    seen: set[tuple[object, ...]] = set()
    again: set[int] = set()
    for draft in sorted(drafts, key=lambda draft: draft.reading.nominal) if len(drafts) > 1 else ():
        trigger = (draft.section, draft.sentence.start, draft.reading.type, draft.reading.first)
        act = (draft.section, draft.sentence.start, *_act(draft.reading))
        once = draft.reading.nominal or act[2] == "talks"
        if trigger in seen or (once and act in seen):
            draft.trace.refuse(draft.reading.first, draft.reading.last, draft.reading.rules[0], "told already")
            again.add(id(draft))
        else:
            seen |= {trigger, act}
    return [draft for draft in drafts if id(draft) not in again]


def _act(reading: Reading) -> tuple[object, ...]:
    """What makes two readings of a sentence one act: what is done, whether it is planned, and by which countries."""
    done = kind(reading) if reading.status == "planned" else reading.type
    if done == "CONSULT":
        done = "visit" if reading.cameo in ("042", "043") else "talks"
    sides = frozenset([party.country or party.name for party in (*reading.source, *reading.target)])
    return done, reading.status == "planned", sides


def split_sides(reading: Reading) -> tuple[list[Party], list[Party], bool]:
    """A plural subject that acts on itself becomes two sides, the first named and the others."""
    source, target = reading.source, reading.target
    if reading.both and not target and len(source) > 1:
        return source[:1], source[1:], True
    return source, target, reading.both


def scope_of(source: Sequence[Party], target: Sequence[Party]) -> str:
    """Return international, domestic or unresolved, by the countries of the two sides.

    Private persons and firms of two countries make no international event by themselves.
    """
    here, there = countries(source), countries(target)
    if not here or not there or (here != there and not any(map(official, (*source, *target)))):
        return "unresolved"
    return "domestic" if here == there else "international"


# --- one event


def _event(draft: Draft, edition: Edition) -> CodedEvent:
    published, lexicon = edition.published, edition.lexicon
    reading, tokens, text = draft.reading, draft.tokens, draft.text
    source, target, both = split_sides(reading)
    status = status_of(draft)
    times = [*times_of(draft)]
    days = days_of(draft, times, published, status)
    words, present = tokens.lower, tokens.present
    contexts = _contexts(words, lexicon)
    if reading.type == "MOBILIZE" and "peacekeeping" in contexts:
        reading = reading.with_(type="AID", mode="", cameo="074", rules=["rule:peacekeeping", *reading.rules])
    quoted, speaker = told_by(draft)
    if reading.type == "CONSULT" and not reading.mode and not _PHONES.isdisjoint(present) and _by_phone(words):
        reading = reading.with_(mode="phone", cameo="041")
    mode = reading.mode or (_weapon(present, lexicon) if reading.type == "ASSAULT" else None)
    start, end = draft.sentence.start, draft.sentence.end
    first, last = tokens.start(reading.first), tokens.end(reading.last - 1)
    historical = bool(published and days.end and days.end < published - _YEAR)
    place = draft.site.place or dateline(draft.sentence.dateline, lexicon)
    return CodedEvent(  # in the order of its fields: to find each of so many by its name takes five times as long
        reading.type,
        mode,
        status,
        contexts,
        reading.cameo or codes.cameo(reading.type, mode, contexts),
        codes.QUAD[reading.type],
        scope_of(source, target),
        tuple(source),
        tuple(target),
        both,
        days,
        place.name if place else None,
        (place.country if place else draft.site.country) or None,
        place.latitude if place else None,
        place.longitude if place else None,
        draft.section,
        text[start:end],
        start,
        end,
        text[first:last],
        first,
        last,
        quoted,
        speaker,
        historical,
        reading.rules[0],
        tuple(reading.rules),
        edition.coder_version,
        edition.lexicon_version,
        reading.nominal,
        tense_of(draft),
        scene_before(draft, published),
        days_after(draft, times),
    )


def _by_phone(words: Sequence[str]) -> bool:
    return any(before in _BY and word in _PHONES for before, word in pairwise(words))


def _weapon(present: Set[str], lexicon: Lexicon) -> str | None:
    """The mode of an assault by the weapons its sentence names."""
    return next((mode for mode, names in lexicon.weapons if not names.isdisjoint(present)), None)


def _contexts(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The contexts of an act by the words of its sentence, in their order."""
    contexts = lexicon.contexts
    found: dict[str, None] = {}
    for i in [i for i, word in enumerate(words) if word in contexts]:
        for phrase, context in contexts[words[i]]:
            if len(phrase) == 1 or tuple(words[i : i + len(phrase)]) == phrase:
                found[context] = None
    return tuple(found)


# --- visits and ids


def spread_modes(events: Sequence[CodedEvent]) -> None:
    """An assault whose weapon is not told has that of the last one told between the same sides on the same day."""
    known: dict[tuple[object, ...], str] = {}
    for event in events:
        if event.event_type == "ASSAULT":
            key = (*act_of(event), event.date.start)
            if event.mode:
                known.setdefault(key, event.mode)
            else:
                event.mode = known.get(key)


def mark_visits(events: Sequence[CodedEvent]) -> None:
    """Talks during a visit told in the document are a visit's talks: mode visit."""
    visits = [
        ({party.country for party in event.source}, {party.country for party in event.target})
        for event in events
        if event.mode == "visit" and event.scope == "international"
    ]
    for event in events:
        if event.event_type == "CONSULT" and event.mode is None and event.scope == "international":
            here, there = ({party.country for party in side} for side in (event.source, event.target))
            if any((here <= guest and there <= host) or (there <= guest and here <= host) for guest, host in visits):
                event.mode = "visit"


def seal(event: CodedEvent, weights: Weights) -> None:
    """Fill what follows from the rest: scores, confidence and the id."""
    event.confidence = weights.confidence(event.signs)
    event.goldstein = codes.goldstein(event.cameo_code)
    event.plover_score = codes.plover_score(event.event_type, event.mode)
    event.is_diplomatic = event.scope == "international" and event.quad_class in (1, 2, 3)
    start = event.date.start
    event.event_id = ids.event_id(
        start.isoformat() if start else "",
        [f"{party.country}|{party.name}" for party in event.source],
        [f"{party.country}|{party.name}" for party in event.target],
        event.event_type,
        event.mode,
        reciprocal=event.reciprocal,
    )
