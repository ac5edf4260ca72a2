"""When an act was done: on the days that its sentence tells, else on those that the document tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from transforms.events.clauses import Clause
from transforms.events.coded import CodedEvent, act_of
from transforms.events.date_anchors import UNKNOWN, DateRange
from transforms.events.dates import DateExpression, resolve
from transforms.events.draft import Draft

_RECENT = timedelta(days=3)
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?[ap]m")
_NOW = frozenset(["currently", "now", "today"])


def days_of(draft: Draft, published: date | None, status: str) -> DateRange:
    """Return the days on which an act of this status was done, as far as its sentence tells; UNKNOWN if it does not."""
    tense = "future" if status == "planned" else "past"
    verb = draft.reading.clause.verb
    if draft.reading.type == "THREATEN" and verb is not None and verb.tense == "future":
        return UNKNOWN  # the day is that of what is threatened
    for time in _times_of(draft):
        days = resolve(time, published, tense)
        if status != "ongoing" or time.bound or not (published and days.end and days.end < published):
            return days
    if status == "planned" and published and any(_CLOCK.fullmatch(token.lower) for token in draft.tokens):
        return DateRange(published, published, "day", None)  # "at 10:30am" without a day is today
    if status == "ongoing" and published and any(token.lower in _NOW for token in draft.tokens):
        return DateRange(published, published, "day", None)
    return UNKNOWN


def _times_of(draft: Draft) -> Iterator[DateExpression]:
    """The date expressions that tell when: of a noun those that follow it in its phrase, then those of the clauses."""
    if draft.reading.nominal:
        for time in draft.times:
            between = draft.trace.tags[draft.reading.last : time.first]
            if time.first >= draft.reading.last and not set(between) & set("VEGXSW;"):
                yield time
    mine = _clauses_of(draft)
    for time in draft.times:
        if _owner(draft, time) in mine:
            yield time
        elif _tells_when(time, draft.reading.clause):
            yield time._replace(bound="")


def _tells_when(time: DateExpression, clause: Clause) -> bool:
    """ "In 2002, when militants killed 20", "since May, when Oslo recalled": the day of what follows as well."""
    return clause.link == "when" and clause.first - 1 <= time.last <= clause.first


def _clauses_of(draft: Draft) -> list[Clause]:
    """The clauses whose dates are the event's: its own and those its operator consumed."""
    mine = [draft.reading.clause]
    if draft.reading.clause.kind == "coord" and draft.reading.clause.parent is not None and not draft.reading.nominal:
        mine.append(draft.reading.clause.parent)
    mine += [child for child in draft.reading.clause.children if child.kind in ("inf", "comp", "ger")]
    return mine


def _owner(draft: Draft, time: DateExpression) -> Clause | None:
    """The clause of a date expression: the innermost whose verb is still to come, else that of the last verb."""
    around = [c for c in draft.clauses if c.verb is not None and c.first <= time.first < c.last]
    if around:
        return max(around, key=lambda clause: clause.first)
    ahead = [c for c in draft.clauses if c.verb is not None and c.first <= time.first < c.verb.head]
    if ahead:
        return max(ahead, key=lambda clause: clause.first)
    behind = [c for c in draft.clauses if c.verb is not None and c.verb.head < time.first]
    return max(behind, key=lambda clause: clause.verb.head if clause.verb else -1) if behind else None


def spread_dates(events: Sequence[CodedEvent], published: date | None, times: Iterable[DateExpression]) -> None:
    """Mentions without a date take it from the nearest mention of the same act, else from the day the news is of.

    What a noun or the perfect tense tells ("has deplored the raid") may have been at any time before.
    """
    dated: dict[tuple[object, ...], list[tuple[int, CodedEvent]]] = {}
    for position, event in enumerate(events):
        if event.date != UNKNOWN:
            dated.setdefault(act_of(event), []).append((position, event))
    news = _news_day(published, times)
    for position, event in enumerate(events):
        if event.date != UNKNOWN or event.status == "hypothetical":
            continue
        same = dated.get(act_of(event))
        if same:
            event.date = min(same, key=lambda known: _distance(event, position, *known))[1].date
        elif news is not None and event.status == "occurred" and not (event.nominal or event.perfect):
            event.date = DateRange(news, news, "day", None)


def _news_day(published: date | None, times: Iterable[DateExpression]) -> date | None:
    """The day most expressions point at, of the publication day and the three before it."""
    if published is None:
        return None
    days: Counter[date] = Counter()
    for time in times:
        start = resolve(time, published, "past")
        day = start.start if start.precision == "day" and start.start == start.end else None
        if day is not None and published - _RECENT <= day <= published:
            days[day] += 1
    return max(days, key=lambda day: (days[day], day)) if days else None


def _distance(event: CodedEvent, position: int, at: int, other: CodedEvent) -> tuple[bool, int, int]:
    """How far a mention is from another: the same persons first, then the nearest, the earlier of two."""
    return _names(other) != _names(event), abs(at - position), at


def _names(event: CodedEvent) -> frozenset[str]:
    return frozenset(party.name for party in (*event.source, *event.target))
