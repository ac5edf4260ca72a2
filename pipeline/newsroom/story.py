"""Stories as their authors wrote and coded them: one YAML file each in `stories/`.

A story file has the keys of `Story`; `events` is its gold, coded in full by the rules of the coding guide.
"""

from __future__ import annotations

import functools
import zlib
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib import resources
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times as fast, but not everywhere


@dataclass(frozen=True, slots=True)
class Party:
    """One actor of a side: as the text names it, ISO 3166 alpha-3 or PLOVER's code, PLOVER sector."""

    text: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One mention of an event as a careful reader codes it.

    `sentence` is a substring of title, lead or one paragraph, `trigger` one of the sentence. `date` has the keys
    start, end (ISO days or None) and precision; None where readers may differ. `certainty` is 2 where any coder
    would code it and 1 where it is arguable. The fields that end in `_alt` hold a second reading that is as good,
    None where there is none.
    """

    sentence: str
    trigger: str
    event_type: str
    mode: str | None
    status: str
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    reciprocal: bool
    quoted: bool
    attributed_to: str | None
    historical: bool
    date: dict[str, str | None] | None
    place: str | None
    cluster: str
    certainty: int
    event_type_alt: str | None = None
    mode_alt: str | None = None
    status_alt: str | None = None
    quoted_alt: bool | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One article: where it appears, what it says, when (with zone), and the events it tells."""

    slug: str
    site: str
    section: str
    title: str
    lead: str
    text: tuple[str, ...]
    authors: tuple[str, ...]
    published: datetime
    language: str
    tags: tuple[str, ...]
    events: tuple[GoldEvent, ...]

    @property
    def number(self) -> int:
        """Return the number a content system would give it: fixed, eight digits at most."""
        return zlib.crc32(self.slug.encode()) % 90_000_000 + 10_000_000

    @property
    def published_utc(self) -> datetime:
        """Return the instant of publication in UTC."""
        return self.published.astimezone(timezone.utc)


def _event(raw: dict[str, Any]) -> GoldEvent:
    sides = {side: tuple(Party(**party) for party in raw[side]) for side in ("source", "target")}
    return GoldEvent(**{**raw, **sides})


def parse_story(text: str) -> Story:
    """Return the story a YAML file holds; an unknown or a missing key is an error."""
    raw: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both loaders are the safe one
    raw.update({key: tuple(value) for key, value in raw.items() if isinstance(value, list)})
    raw["published"] = datetime.fromisoformat(raw["published"])
    raw["events"] = tuple(_event(event) for event in raw["events"])
    return Story(**raw)


@functools.cache
def load_stories() -> tuple[Story, ...]:
    """Return every story of the newsroom, oldest first."""
    folder = resources.files("pipeline.newsroom") / "stories"
    files = [item for item in folder.iterdir() if item.name.endswith(".yaml")]
    stories = [parse_story(item.read_text(encoding="utf-8")) for item in files]
    return tuple(sorted(stories, key=lambda story: (story.published, story.slug)))
