"""When the acts of a document were done whose own sentences tell no day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from transforms.events.coded import CodedEvent, act_of
from transforms.events.date_anchors import UNKNOWN, DateRange
from transforms.events.dates import DateExpression, resolve
from transforms.events.trace import Trace

_RECENT = timedelta(days=3)
_NEWS = timedelta(days=31)  # what a headline tells is not older, though the text may recall the like of it
_OPENING = 8  # words; what is shorter at the head of a text is a byline or a place


def spread_dates(events: Sequence[CodedEvent], published: date | None, traces: Sequence[Trace]) -> None:
    """Mentions without a date take it from the nearest mention of the same act, else from the day the news is of.

    What a noun tells may have been at any time before, and so may what the perfect tense tells ("has deplored the
    raid"), unless it is the news: then it stands in a headline or opens the text. A present tense in the text tells
    how things stand ("which Togo denies").
    """
    dated: dict[tuple[object, ...], list[tuple[int, CodedEvent]]] = {}
    for position, event in enumerate(events):
        if event.date != UNKNOWN:
            dated.setdefault(act_of(event), []).append((position, event))
    news, opening = _news_day(published, (time for trace in traces for time in trace.times)), _opening(traces)
    for position, event in enumerate(events):
        if event.date != UNKNOWN or event.status == "hypothetical":
            continue
        leads = event.section != "text" or event.start < opening
        same = [known for known in dated.get(act_of(event), ()) if not leads or _is_news(known[1].date, published)]
        if same:
            event.date = min(same, key=lambda known: _distance(event, position, *known))[1].date
        elif news is not None and event.status == "occurred" and _is_told(event, leads=leads):
            event.date = DateRange(news, news, "day", None)


def _is_news(days: DateRange, published: date | None) -> bool:
    return published is None or days.end is None or days.end >= published - _NEWS


def _is_told(event: CodedEvent, *, leads: bool) -> bool:
    """Whether an act is told as one of the news: by a verb in the simple past, or the perfect where the text opens."""
    return not event.nominal and event.tense in (("past", "perfect") if leads else ("past",))


def _opening(traces: Sequence[Trace]) -> int:
    """Where the first sentence of the text ends; 0 if there is none."""
    text = (trace for trace in traces if trace.section == "text" and trace.length > _OPENING)
    return next((trace.start + len(trace.text) for trace in text), 0)


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
