"""The project's gold: texts whose events careful readers have coded, and what makes a gold file valid.

Sentences are lists in `sentences/*.yaml` of the gold folder, whole articles the stories of `pipeline.newsroom` and
`articles/*.yaml` (the press) and `everyday/*.yaml` of the gold folder.
What the fields mean is told by docs/coding-guide.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from schemas.errors import ConfigError
from transforms.events.lexicon import codes

MODES = {kind: frozenset(modes) for kind, modes in codes.MODES.items() if kind}
STATUSES = frozenset({"occurred", "ongoing", "planned", "hypothetical", "denied"})
SCOPES = frozenset({"international", "domestic", "unresolved"})

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One text and the events a reader finds in it; `whole` tells an article from a sentence.

    `article` has the keys id, title, lead, text and published, all strings; of a sentence title and lead are empty.
    """

    id: str
    article: Mapping[str, str]
    events: tuple[Event, ...]
    whole: bool


def load_sentences(folder: Path) -> list[Case]:
    """Return the cases of `folder/*.yaml`, named file:number; ConfigError if there are none or one is malformed."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise ConfigError(f"no gold in {folder}", "name the folder that holds sentences/*.yaml with --gold")
    return [
        _sentence(f"{file.stem}:{n}", raw)
        for file in files
        for n, raw in enumerate(_read(file.name, file.read_text(encoding="utf-8")), start=1)
    ]


def load_stories() -> list[Case]:
    """Return the stories of the newsroom whose language is English."""
    folder = resources.files("pipeline.newsroom") / "stories"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    stories = [(f.name.removesuffix(".yaml"), _read(f.name, f.read_text(encoding="utf-8"))) for f in files]
    return [_story(name, raw) for name, raw in stories if raw.get("language", "en") == "en"]


def load_articles(folder: Path) -> list[Case]:
    """Return the coded articles of a folder, JSON or YAML: title, lead or summary, text, published, events.

    Raises ConfigError if there are none or one is malformed.
    """
    files = sorted(f for f in folder.glob("*") if f.suffix in (".json", ".yaml"))
    if not files:
        raise ConfigError(f"no coded articles in {folder}", "name a folder that holds *.json or *.yaml")
    try:
        return [_article(_parsed(file), file.stem) for file in files]
    except (ValueError, KeyError) as error:
        raise ConfigError(
            f"{folder}: an article cannot be read: {error}", "give each title, text and events"
        ) from error


def load_press(gold: Path) -> list[Case]:
    """Return the press articles of the gold folder; none if it has no folder of them."""
    return _maybe(gold / "articles")


def load_everyday(gold: Path) -> list[Case]:
    """Return the articles of everyday news of the gold folder; none if it has no folder of them."""
    return _maybe(gold / "everyday")


def load_gold(gold: Path) -> list[Case]:
    """Return all there is: sentences, stories, press articles and everyday news."""
    return [*load_sentences(gold / "sentences"), *load_stories(), *load_press(gold), *load_everyday(gold)]


def _maybe(folder: Path) -> list[Case]:
    return load_articles(folder) if folder.is_dir() else []


def _parsed(file: Path) -> Any:
    text = file.read_text(encoding="utf-8")
    return json.loads(text) if file.suffix == ".json" else _read(file.name, text)


def _article(raw: Mapping[str, Any], name: str) -> Case:
    return _story(name, {**raw, "lead": raw.get("lead") or raw.get("summary")})


def _read(name: str, text: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times as fast, but not everywhere
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are the safe one
    except yaml.YAMLError as error:
        raise ConfigError(
            f"{name}: {' '.join(str(error).split())}", "gold is YAML, see docs/coding-guide.md"
        ) from error


def _sentence(name: str, raw: Mapping[str, Any]) -> Case:
    text = raw["text"]
    article = {"id": name, "title": "", "lead": "", "text": text, "published": str(raw.get("published") or "")}
    return Case(name, article, tuple(_event(e, text) for e in raw["events"]), whole=False)


def _story(name: str, raw: Mapping[str, Any]) -> Case:
    text = raw.get("text") or ""
    parts = {
        "title": raw["title"],
        "lead": raw.get("lead") or "",
        "text": text if isinstance(text, str) else "\n\n".join(text),
    }
    article = {"id": name, **parts, "published": str(raw["published"])}
    return Case(name, article, tuple(_event(e, e["sentence"]) for e in raw["events"]), whole=True)


def _event(raw: Mapping[str, Any], sentence: str) -> Event:
    """Fill in what a gold file may leave out, and spell dates as text."""
    event: Event = {"mode": None, "reciprocal": False, "quoted": False, "historical": False, "scope": "international"}
    event |= {"certainty": 2, "date": None, "sentence": sentence, **raw}
    if event["date"]:
        event["date"] = {key: str(v) if v and key != "precision" else v for key, v in event["date"].items()}
    return event


def problems(case: Case, countries: Iterable[str]) -> list[str]:
    """Return what is wrong with a case, each named; `countries` are the codes a side may carry."""
    known = frozenset(countries)
    whole = "\n".join((case.article["title"], case.article["lead"], case.article["text"]))
    found = [f"{case.id}: {problem}" for event in case.events for problem in _event_problems(event, whole, known)]
    return found + ([] if case.article["text"].strip() else [f"{case.id}: no text"])


def _event_problems(event: Event, text: str, countries: frozenset[str]) -> list[str]:
    kind, mode, trigger = event["event_type"], event["mode"], event["trigger"]
    checks = (
        (kind in MODES, f"{kind} is no PLOVER type"),
        (mode is None or mode in MODES.get(kind, ()), f"{mode} is no mode of {kind}"),
        (event["status"] in STATUSES, f"{event['status']} is no status"),
        (event["scope"] in SCOPES, f"{event['scope']} is no scope"),
        (event["certainty"] in (1, 2), f"certainty {event['certainty']} is neither 1 nor 2"),
        (event["sentence"] in text, f"the text does not hold the sentence {event['sentence']!r}"),
        (bool(trigger) and trigger in event["sentence"], f"the sentence does not hold the trigger {trigger!r}"),
        (bool(event["source"]), f"{kind} {trigger!r} has no source"),
        (_date_is_sound(event["date"]), f"{event['date']} is no date range"),
    )
    unknown = [c for side in ("source", "target") for c in _codes(event[side]) if c not in countries]
    return [problem for right, problem in checks if not right] + [f"{code} is no country" for code in unknown]


def _codes(side: Iterable[Mapping[str, Any]]) -> list[str]:
    return [party["country"] for party in side if party.get("country")]


def _date_is_sound(date: Mapping[str, str | None] | None) -> bool:
    if date is None:
        return True
    start, end = date.get("start"), date.get("end")
    return date.get("precision") in ("day", "week", "month", "year", "unknown") and not (start and end and start > end)
