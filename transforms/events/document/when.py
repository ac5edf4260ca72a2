"""When an act was done, as far as its sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from transforms.events.dates.anchors import Untold
from transforms.events.dates.calendar import small_number
from transforms.events.dates.dates import DateExpression, resolve
from transforms.events.dates.ranges import UNKNOWN, DateRange
from transforms.events.document.draft import Draft
from transforms.events.document.telling import OWN_WORDS, own_words
from transforms.events.syntax.clauses import Clause

_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?[ap]m")
_NOMINAL = frozenset("NJH'")  # the tags of what may stand between a noun and what owns it
_NOW = frozenset(["currently", "now", "today"])


def days_of(draft: Draft, times: Iterable[DateExpression], published: date | None, status: str) -> DateRange:
    """Return the days on which an act of this status was done, as far as `times` tell; UNKNOWN if they do not."""
    tense = "future" if status == "planned" else "past"
    verb = draft.reading.clause.verb
    if draft.reading.type == "THREATEN" and status != "planned" and verb is not None and verb.tense == "future":
        return UNKNOWN  # the day is that of what is threatened
    for time in times:
        days = resolve(time, published, tense)
        if status != "ongoing" or time.bound or not (published and days.end and days.end < published):
            return days
    if status == "planned" and published and any(map(_CLOCK.fullmatch, draft.tokens.lower)):
        return DateRange(published, published, "day", None)  # "at 10:30am" without a day is today
    under_way = status == "ongoing" and verb is not None and verb.progressive
    if under_way and published and not _NOW.isdisjoint(draft.tokens.lower):
        return DateRange(published, published, "day", None)
    return UNKNOWN


def days_after(draft: Draft, times: Iterable[DateExpression]) -> int | None:
    """Return how many days after what was told before an act was done: "two days later"; None if that is not said."""
    for time in times:
        return time.anchor.after if isinstance(time.anchor, Untold) else None
    return _days_apart(draft)


def _days_apart(draft: Draft) -> int | None:
    """ "On Sunday, two days after Togo attacked": two days before the Sunday."""
    clause, words = draft.reading.clause, draft.tokens.lower
    if clause.link not in ("after", "before"):
        return None
    at = clause.first - (words[clause.first : clause.first + 1] != [clause.link])
    if at < 2 or words[at - 1] not in ("day", "days"):
        return None
    count = small_number(words[at - 2])
    return count if count is None or clause.link == "before" else -count


def scene_before(draft: Draft, published: date | None) -> DateRange | None:
    """Return the days of the time told last before an act in its sentence, if that is no time to come."""
    start = draft.reading.first
    return scene_of([time for time in draft.times if time.first <= start and not _foretold(draft, time)], published)


def scene_of(times: Sequence[DateExpression], published: date | None) -> DateRange | None:
    """Return the days of the last of the times at which something may have been done."""
    for time in reversed(times):
        days = resolve(time, published, "past")
        if days.start is not None and not (time.modifier or time.bound or (published and days.start > published)):
            return days._replace(expression=None)
    return None


def _foretold(draft: Draft, time: DateExpression) -> bool:
    owner = _owner(draft, time)
    return owner is not None and _tense(owner) == "future"


def times_of(draft: Draft) -> Iterator[DateExpression]:
    """Yield the expressions that tell when: of a noun those that follow it in its phrase, then those of the clauses."""
    if not draft.times:
        return
    if draft.reading.nominal:
        for time in draft.times:
            between = draft.trace.tags[draft.reading.last : time.first]
            if time.first >= draft.reading.last and not set(between) & set("VEGXSW;"):
                yield time
    owned = [(time, _owner(draft, time)) for time in draft.times]
    for clause in _clauses_of(draft):
        yield from (time for time, owner in owned if owner is clause and _dates(draft, clause, time))
    yield from (time._replace(bound="") for time in draft.times if _tells_when(time, draft.reading.clause))


def _dates(draft: Draft, clause: Clause, time: DateExpression) -> bool:
    """A time that a noun owns dates an act the noun tells or does: "their May 3 talks", "the May 3 raid killed"."""
    if not time.modifier:
        return True
    between = draft.trace.tags[time.last : draft.reading.last]
    subject = clause.subject
    does = subject is not None and subject.first <= time.first < subject.last
    return does or (bool(between) and set(between) <= _NOMINAL)


def _tells_when(time: DateExpression, clause: Clause) -> bool:
    """ "In 2002, when militants killed 20", "since May, when Oslo recalled": the day of what follows as well."""
    return clause.link == "when" and clause.first - 1 <= time.last <= clause.first


def _clauses_of(draft: Draft) -> list[Clause]:
    """The clauses whose dates are the event's, the nearest first: its own, those it goes on with, its operator's.

    What words are about has days of its own: "thanked Mali for freeing him in 2020".
    """
    clause = draft.reading.clause
    above = clause.parent
    mine = [clause]
    if above is not None and _shares(draft, clause, above):
        mine.append(above)
    mine += [child for child in clause.children if child.kind == "coord" and _shared(clause, child)]
    said = draft.reading.type in OWN_WORDS and draft.reading.status in ("", "occurred")
    return mine + [child for child in clause.children if child.kind in (("inf",) if said else ("inf", "comp", "ger"))]


def _shared(clause: Clause, child: Clause) -> bool:
    """ "Shot down or jammed 33 drones on Sunday": what has one object has one day."""
    return bool(clause.objects) and bool(child.objects) and clause.objects[0] is child.objects[0]


def _shares(draft: Draft, clause: Clause, above: Clause) -> bool:
    """Whether an act has the days of the clause above its own."""
    if clause.kind == "coord":
        return not draft.reading.nominal and _goes_on(clause, above)
    if clause.kind == "comp":  # "warned on Sunday that Togo would pay": the words are the act
        return draft.reading.status in ("", "occurred") and own_words(draft)
    return clause.kind in ("part", "rel") and clause.verb is not None and clause.verb.shape == "ger"


def _goes_on(clause: Clause, above: Clause) -> bool:
    """ "Will stop flights on Tuesday, and Egypt shut its airspace": what is past has no day of what is to come."""
    return (_tense(clause) == "future") == (_tense(above) == "future")


def _tense(clause: Clause) -> str:
    """The tense of a clause, or of the one above it: "will stop flying on Tuesday"."""
    while clause.parent is not None and clause.verb is not None and not clause.verb.tense:
        clause = clause.parent
    return clause.verb.tense if clause.verb is not None else ""


def _owner(draft: Draft, time: DateExpression) -> Clause | None:
    """The clause of a date expression: the innermost whose verb is still to come, else that of the last verb."""
    found: Clause | None = None
    nearest = (0, 0)
    for clause in draft.clauses:
        if clause.verb is not None:
            place = _place(time.first, clause, clause.verb.head)
            if place > nearest:
                found, nearest = clause, place
    return found


def _place(at: int, clause: Clause, verb: int) -> tuple[int, int]:
    """How near a word is to a clause: in it, between its opening and its verb, behind its verb; then where that is."""
    if clause.first <= at < max(clause.last, verb):
        return (3 if at < clause.last else 2), clause.first
    return (1, verb) if verb < at else (0, 0)
