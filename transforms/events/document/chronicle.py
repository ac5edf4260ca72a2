"""When the acts of a document were done whose own sentences tell no day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from transforms.events.dates.dates import resolve
from transforms.events.dates.ranges import UNKNOWN, DateRange
from transforms.events.document.coded import CodedEvent, act_of
from transforms.events.document.when import scene_of
from transforms.events.reading.trace import Trace

_RECENT = timedelta(days=3)
_WEEK = timedelta(days=7)
_NEWS = timedelta(days=31)  # what a headline tells is not older, though the text may recall the like of it
_OPENING = 8  # words; what is shorter at the head of a text is a byline or a place

_At = tuple[str, int]


def spread_dates(events: Sequence[CodedEvent], published: date | None, traces: Sequence[Trace]) -> None:
    """Mentions without a date take it from the nearest mention of the same act, else from where the story stands."""
    if all(event.date != UNKNOWN and event.after is None for event in events):
        return
    story = Story.of(events, published, traces)
    dated = _dated(events, story)
    for position, event in enumerate(events):
        if event.date != UNKNOWN or event.status == "hypothetical":
            continue
        leads = story.leads(event)
        told = dated.get(act_of(event), ()) if dated else ()
        same = [known for known in told if not leads or story.is_news(known[1].date)]
        if same:
            event.date = min(same, key=lambda known: story.distance(event, position, *known))[1].date
        elif event.status == "occurred":
            event.date = story.days_of(event)
            if leads and event.date.start:  # what a headline tells may be told again with a noun or in the perfect
                dated.setdefault(act_of(event), []).append((position, event))


def _dated(events: Sequence[CodedEvent], story: Story) -> dict[tuple[object, ...], list[tuple[int, CodedEvent]]]:
    """The mentions with a day of their own, by what they tell; those dated from another are reckoned first."""
    dated: dict[tuple[object, ...], list[tuple[int, CodedEvent]]] = {}
    for position, event in enumerate(events):
        if event.after is not None:
            event.date = story.reckon(event)
        if event.date.start or event.date.end:
            dated.setdefault(act_of(event), []).append((position, event))
    return dated


class Story(NamedTuple):
    """Where a document stands in time: the day its news is of, and what its paragraphs have come to.

    `head` is the day of what a headline tells: that of publication if the text points at no day of the news.
    `opening` is where the first sentence of the text ends. `scenes` has the days that the paragraph has told of
    before a sentence: UNKNOWN where it looks back further than a week, none where it has told of none.
    """

    published: date | None
    news: DateRange
    head: DateRange
    opening: int
    scenes: Mapping[_At, DateRange]

    @classmethod
    def of(cls, events: Sequence[CodedEvent], published: date | None, traces: Sequence[Trace]) -> Story:
        """Return the story that the sentences of a document tell."""
        news = _news(published, traces)
        headed = published is not None and any(trace.section != "text" for trace in traces)
        head = DateRange(published, published, "day") if headed and news == UNKNOWN else news
        return cls(published, news, head, _opening(traces), _scenes(events, published, traces))

    def leads(self, event: CodedEvent) -> bool:
        """Whether an act stands in a headline, a lead or the first sentence of the text."""
        return event.section != "text" or event.start < self.opening

    def is_news(self, days: DateRange) -> bool:
        """Whether a headline can mean days the text tells."""
        return self.published is None or days.end is None or days.end >= self.published - _NEWS

    def days_of(self, event: CodedEvent) -> DateRange:
        """Return the days of an act that has none of its own, as far as it is told in the order of the story.

        What a noun tells may have been at any time before, and so may what the perfect tense tells ("has deplored the
        raid"), unless it is the news. A present tense in the text tells how things stand ("which Togo denies").
        """
        if event.nominal or event.tense not in (("past", "perfect") if self.leads(event) else ("past",)):
            return UNKNOWN
        return self.head if self.leads(event) else self._scene(event) or self.news

    def distance(self, event: CodedEvent, position: int, at: int, other: CodedEvent) -> tuple[bool, bool, int, int]:
        """How far a mention is from another: the news first, then the same persons, then the nearest, the earlier."""
        return not self.is_news(other.date), _names(other) != _names(event), abs(at - position), at

    def reckon(self, event: CodedEvent) -> DateRange:
        """Return the days of an act that is dated from another: "the same day", "two days later"."""
        scene, days = self._scene(event) or UNKNOWN, timedelta(days=event.after or 0)
        if scene.start is None or scene.end is None:
            return event.date if event.after else UNKNOWN
        return DateRange(scene.start + days, scene.end + days, scene.precision, event.date.expression)

    def _scene(self, event: CodedEvent) -> DateRange | None:
        return event.scene or self.scenes.get((event.section, event.start))


def _scenes(events: Sequence[CodedEvent], published: date | None, traces: Sequence[Trace]) -> dict[_At, DateRange]:
    """What a paragraph has come to is told by its dated acts, and by the times of its sentences without an act."""
    acts: dict[_At, DateRange | None] = {}
    for event in events:
        dated = event.date if event.date.expression and event.status == "occurred" else None
        acts[event.section, event.start] = acts.get((event.section, event.start)) or dated
    scenes: dict[_At, DateRange] = {}
    scene: DateRange | None = None
    for trace in traces:
        at = trace.section, trace.start
        scene = None if trace.opens else scene
        if scene is not None:
            scenes[at] = scene
        days = acts[at] if at in acts else scene_of(trace.times, published)
        scene = scene if days is None else _recent(days, published)
    return scenes


def _recent(days: DateRange, published: date | None) -> DateRange:
    recent = days.start is not None and (published is None or days.start >= published - _WEEK)
    return days._replace(expression=None) if recent and days.precision == "day" else UNKNOWN


def _opening(traces: Sequence[Trace]) -> int:
    """Where the first sentence of the text ends; 0 if there is none."""
    for trace in traces:
        if trace.section == "text" and trace.length > _OPENING:
            return trace.start + len(trace.text)
    return 0


def _news(published: date | None, traces: Sequence[Trace]) -> DateRange:
    """The day of publication if an expression points at it, else that of the three before it at which most do."""
    if published is None:
        return UNKNOWN
    days: Counter[date] = Counter()
    for time in (time for trace in traces for time in trace.times):
        start = resolve(time, published, "past")
        day = start.start if start.precision == "day" and start.start == start.end else None
        if day is not None and published - _RECENT <= day <= published:
            days[day] += 1
    day = max(days, key=lambda day: (day == published, days[day], day)) if days else None
    return DateRange(day, day, "day") if day else UNKNOWN


def _names(event: CodedEvent) -> frozenset[str]:
    return frozenset(party.name for party in (*event.source, *event.target))
