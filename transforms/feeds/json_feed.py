"""JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from schemas.reject import Reason
from transforms.feeds.drafts import Draft
from transforms.feeds.markup import paragraphs
from transforms.feeds.results import FeedFailure


def read_json(text: str) -> dict[str, Any] | FeedFailure:
    """Return a JSON Feed's object, or why it is none."""
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return FeedFailure(Reason.FEED_UNREADABLE, f"not valid JSON: {str(error)[:200]}")
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return FeedFailure(Reason.NOT_A_FEED, "JSON, but no JSON Feed: it has no list of items")
    return found


def json_format(document: dict[str, Any]) -> str:
    """Return json11 or json1."""
    return "json11" if _string(document, "version").rstrip("/").endswith("1.1") else "json1"


def json_drafts(document: dict[str, Any]) -> Iterator[Draft]:
    """Give one draft for each member of `items`; a member that is no object gives an empty one."""
    feed_authors = _authors(document)
    for item in document["items"]:
        yield _draft(item, feed_authors) if isinstance(item, dict) else Draft()


def _draft(item: dict[str, Any], feed_authors: tuple[str, ...]) -> Draft:
    text = _string(item, "content_text")
    return Draft(
        links=tuple(link for link in (_string(item, k) for k in ("url", "external_url")) if link) + _id_link(item),
        title=_string(item, "title"),
        summary=_string(item, "summary"),
        content=_string(item, "content_html") or (paragraphs(text) if text else None),
        authors=_authors(item) or feed_authors,
        language=_string(item, "language"),
        tags=tuple(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        images=tuple(image for image in (_string(item, k) for k in ("image", "banner_image")) if image),
        published=tuple(d for d in (_string(item, k) for k in ("date_published", "date_modified")) if d),
        modified=_string(item, "date_modified"),
    )


def _id_link(item: dict[str, Any]) -> tuple[str, ...]:
    identity = _string(item, "id")
    return (identity,) if identity.startswith(("http://", "https://")) else ()


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    """Return the names in `authors` (1.1) or `author` (1)."""
    people = [*_list(holder, "authors"), holder.get("author")]
    return tuple(name for name in (_string(p, "name") for p in people if isinstance(p, dict)) if name)


def _list(holder: dict[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def _string(holder: dict[str, Any], key: str) -> str:
    """Return a member as a string; a number counts, as generators write ids and dates so, other types do not."""
    value = holder.get(key)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
