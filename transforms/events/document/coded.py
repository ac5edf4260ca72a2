"""A coded event: what the coder gives back, and its form as a dict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from transforms.events.dates.ranges import UNKNOWN, DateRange
from transforms.events.reading.sides import Party


@dataclass(slots=True)
class CodedEvent:
    """One act in one sentence. Offsets are characters of the section; the fields as in schemas.event.

    `nominal` and `tense`: it is told by a noun, or by a verb in the past, perfect, pluperfect or present tense;
    `scene` are the days told before it in its sentence, `after` how many days later than those it was done.
    """

    event_type: str
    mode: str | None
    status: str
    contexts: tuple[str, ...]
    cameo_code: str
    quad_class: int
    scope: str
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    reciprocal: bool
    date: DateRange
    place: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    section: str
    sentence: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    quoted: bool
    attributed_to: str | None
    historical: bool
    rule_id: str
    rules: tuple[str, ...]
    coder_version: str
    lexicon_version: str
    nominal: bool = field(repr=False)
    tense: str = field(repr=False)
    scene: DateRange | None = field(repr=False)
    after: int | None = field(repr=False)
    goldstein: float | None = None
    plover_score: float | None = None
    is_diplomatic: bool = False
    confidence: float = 0.0
    event_id: str = ""
    signs: tuple[str, ...] = field(default=(), repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the nested form that `attache tag` writes; dates as ISO strings, an unknown date as None."""
        return {
            "event_type": self.event_type,
            "mode": self.mode,
            "status": self.status,
            "contexts": list(self.contexts),
            "cameo_code": self.cameo_code,
            "quad_class": self.quad_class,
            "goldstein": self.goldstein,
            "plover_score": self.plover_score,
            "is_diplomatic": self.is_diplomatic,
            "scope": self.scope,
            "source": [_party(party) for party in self.source],
            "target": [_party(party) for party in self.target],
            "reciprocal": self.reciprocal,
            "date": _date(self.date),
            "place": self.place,
            "place_country": self.place_country,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "sentence": self.sentence,
            "section": self.section,
            "start": self.start,
            "end": self.end,
            "trigger": self.trigger,
            "trigger_start": self.trigger_start,
            "trigger_end": self.trigger_end,
            "quoted": self.quoted,
            "attributed_to": self.attributed_to,
            "historical": self.historical,
            "confidence": self.confidence,
            "rule_id": self.rule_id,
            "event_id": self.event_id,
            "coder_version": self.coder_version,
            "lexicon_version": self.lexicon_version,
        }


def _party(party: Party) -> dict[str, str]:
    return {
        "text": party.text,
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
        "role": party.role,
    }


def _date(days: DateRange) -> dict[str, str | None] | None:
    if days == UNKNOWN:
        return None
    return {
        "start": days.start.isoformat() if days.start else None,
        "end": days.end.isoformat() if days.end else None,
        "precision": days.precision,
        "expression": days.expression,
    }


def act_of(event: CodedEvent) -> tuple[object, ...]:
    """What makes two mentions one act, as far as a document tells."""
    act = "CONSULT" if event.cameo_code == "036" else event.event_type
    if event.mode == "phone":
        act = "phone"
    sides = _countries(event.source), _countries(event.target)
    return act, event.status == "planned", frozenset(sides) if event.reciprocal else sides


def _countries(side: Iterable[Party]) -> frozenset[str]:
    return frozenset([party.country or party.name for party in side])
