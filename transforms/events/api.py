"""The coder for callers: text or an article in, events as dicts out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from transforms.events.coder import INTERNATIONAL, Coder, Section
from transforms.events.dates.dates import day_of
from transforms.events.document.coded import CodedEvent
from transforms.events.lasting import lasting

_TITLE_LENGTH = 250  # characters; no headline is longer, and first paragraphs are


@lru_cache(maxsize=1)
def coder() -> Coder:
    """Return the coder with the package's own lexicon and gazetteer, loaded at the first call and kept for good."""
    with lasting():
        return Coder.load()


def tag(text: str, published: str | date | None = None) -> list[dict[str, Any]]:
    """Return the events of a text, of every scope; its first line may be a title. Offsets count in `text`."""
    sections = sections_of_text(text)
    return [event.as_dict() for event in coder().code(sections, day_of(published))]


def tag_article(article: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the international events of an article: title, summary or lead, text and published are read."""
    return [event.as_dict() for event in events_of_article(coder(), article)]


def events_of_article(coder: Coder, article: Mapping[str, Any]) -> list[CodedEvent]:
    """Return what `tag_article` does, by a coder of the caller's and before it becomes dicts."""
    sections = sections_of(article.get("title"), article.get("lead") or article.get("summary"), article.get("text"))
    return coder.code(sections, day_of(article.get("published")), INTERNATIONAL)


def sections_of(title: str | None, lead: str | None, text: str | None) -> list[Section]:
    """Return the sections of an article; a title or lead that the text begins with is coded once, as title or lead."""
    body = text or ""
    start = 0
    sections: list[Section] = []
    for name, part in (("title", title), ("lead", lead)):
        if not part or not part.strip():
            continue
        sections.append(Section(name, part))
        start = _after(body, start, part)
    sections.append(Section("text", body, start))
    return sections


def _after(body: str, start: int, part: str) -> int:
    """Where the body goes on after `part`, if that is how it begins."""
    rest = body[start:]
    stripped = rest.lstrip()
    if not stripped.startswith(part.strip()):
        return start
    return start + len(rest) - len(stripped) + len(part.strip())


def sections_of_text(text: str) -> list[Section]:
    """Return the sections of a plain text: a short first line that ends like no sentence is its title."""
    head = text.lstrip()
    offset = len(text) - len(head)
    line, newline, rest = head.partition("\n")
    title = line.strip()
    if not newline or not rest.strip() or len(title) > _TITLE_LENGTH or title.endswith((".", "?", "!", '"', "”")):
        return [Section("text", text)]
    end = offset + len(line)
    return [Section("title", text, 0, end), Section("text", text, end)]
