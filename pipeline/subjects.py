"""What `attache explain` is asked about: a sentence, a file, a page of the web, or an event of a lake."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.inputs import decoded, opened, sections_given
from pipeline.outcome import utc_now
from schemas.article import Article, Page
from schemas.errors import ConfigError, LakeError, NothingDoneError
from schemas.event import Event
from schemas.feed import Entry
from schemas.ids import article_id
from schemas.tables import ARTICLES, EVENTS
from transforms.events.api import sections_of
from transforms.events.coder import Section

_ID = re.compile(r"[em]\d+-[0-9a-f]{24}")
_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """A text to explain and its day; of an article in a lake also the rows of the events that are asked about."""

    name: str
    sections: Sequence[Section]
    published: date | None
    recorded: tuple[Event, ...] = ()

    def head(self) -> dict[str, Any]:
        """Return what an explanation in JSON begins with."""
        return {
            "subject": self.name,
            "published": self.published.isoformat() if self.published else None,
            "recorded": [
                {"mention_id": row.mention_id, "event_type": row.event_type, "lexicon_version": row.lexicon_version}
                for row in self.recorded
            ],
        }


def subjects(args: argparse.Namespace, day: date | None) -> Iterator[Subject]:
    """Yield what the arguments name; an event that several articles tell is several.

    Raises ConfigError for what is nothing of the kind, LakeError for an id that the lake does not hold,
    NothingDoneError for a page that cannot be had.
    """
    name: str = args.subject
    if _ID.fullmatch(name):
        yield from _recorded(args.lake, name)
    elif _URL.match(name):
        yield _page(args, name, day)
    elif name == "-":
        yield _file("standard input", name, args.title, day)
    elif _is_file(name):
        yield _file(name, name, args.title, day)
    elif len(name.split()) < 2:
        raise ConfigError(
            f"{name!r} is no file, address or id, and no sentence", "name one of these, or write a sentence in quotes"
        )
    else:
        yield Subject("text", sections_given(name, args.title), day)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # a sentence longer than a file name may be
        return False


def _file(name: str, path: str, title: str | None, day: date | None) -> Subject:
    with opened(path) as stream:
        return Subject(name, sections_given(decoded(stream.read(), name), title), day)


def _of_article(name: str, article: Article, recorded: tuple[Event, ...] = (), day: date | None = None) -> Subject:
    """Return an article as the subject, dated as `transforms.events.rows` dates it unless a day is given."""
    published = day or (article.published_at or article.fetched_at).date()
    return Subject(name, sections_of(article.title, article.lead, article.text), published, recorded)


# --- a page of the web


def _page(args: argparse.Namespace, url: str, day: date | None) -> Subject:
    from pipeline.options import web_settings_from
    from transforms.articles.extraction import extract
    from transforms.web.engine import Engine
    from transforms.web.messages import Request, Response

    with Engine(web_settings_from(args), utc_now) as engine:
        ((_, result),) = engine.results([Request(url=url)])
    if not isinstance(result, Response):
        raise NothingDoneError(f"{url}: {result.reason.value} ({result.message})", "see whether a browser can open it")
    entry = Entry(article_id(url), url, url, ("explain",), result.fetched_at)
    found = extract(Page(entry, result.url, result.fetched_at, result.body, result.content_type))
    if not isinstance(found, Article):
        raise NothingDoneError(f"{url}: {found.reason} ({found.message})", "name the page of one article")
    return _of_article(url, found, day=day)


# --- an event of a lake


def _recorded(lake: str | None, name: str) -> Iterator[Subject]:
    from pipeline.storage import open_storage
    from transforms.lake import reading

    if lake is None:
        raise ConfigError(f"{name} is the id of an event", "name the lake that holds it with --lake")
    storage = open_storage(lake)
    reading.check_version(storage)
    column = "event_id" if name.startswith("e") else "mention_id"
    rows = list(reading.find(storage, EVENTS, column, name))
    if not rows:
        raise LakeError(f"{storage.root} holds no event {name}", "see whether it is the lake that the id is from")
    for _, group in groupby(sorted(rows, key=_article_of), key=_article_of):
        events = tuple(group)
        day = EVENTS.day(events[0])
        same = reading.find(storage, ARTICLES, "article_id", events[0].article_id, day, day)
        article = next((one for one in same if one.revision == events[0].revision), None)
        if article is None:
            raise LakeError(f"{storage.root} holds {name}, but not its article {events[0].article_id}", "restore it")
        yield _of_article(article.url, article, events)


def _article_of(event: Event) -> tuple[str, int]:
    return event.article_id, event.revision
