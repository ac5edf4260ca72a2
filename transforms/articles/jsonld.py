"""What a page states in JSON-LD (schema.org): headline, dates, authors, body.

Real pages break JSON in known ways (a comment or CDATA around it, line breaks inside strings, a trailing
semicolon or comma, HTML entities); those are mended. What is still unreadable is left out: JSON-LD is one
witness among several.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

#: Bounds on what a page can make us read: characters of one script, nodes and depth of all.
MAX_CHARACTERS = 1_000_000
MAX_NODES = 2_000
MAX_DEPTH = 12

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|NewsItem|SocialMediaPosting|Posting)$")
_LISTING_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ItemList"})

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """What the article's own node states; None or empty where it is silent.

    `is_listing` is whether the page calls itself a list.
    """

    is_article: bool = False
    is_listing: bool = False
    headline: str | None = None
    description: str | None = None
    body: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    image: str | None = None
    language: str | None = None


def read_story(root: HtmlElement) -> Story:
    """Return what the page's JSON-LD says of its article; an empty Story where there is none."""
    nodes = list(_nodes(root))
    kinds = {kind for node in nodes for kind in _types(node)}
    story = max(nodes, key=_articleness, default=None)
    if story is None or _articleness(story) == (0, 0):
        return Story(is_listing=bool(kinds & _LISTING_TYPES))
    return _story(story, {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1})


def _nodes(root: HtmlElement) -> Iterator[Node]:
    """Yield every typed object, outermost first, within the bounds."""
    seen = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        queue = [(value, 0) for value in _load(script.text or "")]
        while queue and seen < MAX_NODES:
            value, depth = queue.pop(0)
            seen += 1
            children = value.values() if isinstance(value, dict) else value
            if isinstance(value, dict) and ("@type" in value or "@id" in value):
                yield value
            if depth < MAX_DEPTH:
                queue += [(child, depth + 1) for child in children if isinstance(child, (dict, list))]


def _load(text: str) -> list[Any]:
    """Return the JSON values of a script, mending what real pages break; nothing where it stays unreadable."""
    if len(text) > MAX_CHARACTERS:
        return []
    bare = _WRAPPING.sub("", text).strip().rstrip(";")
    for mended in (bare, _TRAILING_COMMA.sub(r"\1", bare), html.unescape(bare)):
        try:
            value = json.JSONDecoder(strict=False).raw_decode(mended)[0]
        except (ValueError, RecursionError):
            continue
        return [value] if isinstance(value, (dict, list)) else []
    return []


def _types(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def _articleness(node: Node) -> tuple[int, int]:
    """Return how sure and how full a node is as the page's article; (0, 0) where it is none."""
    if not any(_ARTICLE_TYPE.search(kind) for kind in _types(node)):
        return (0, 0)
    told = sum(key in node for key in ("headline", "datePublished", "articleBody", "author", "description"))
    return (2 if "headline" in node or "datePublished" in node else 1, told)


def _story(node: Node, by_id: dict[str, Node]) -> Story:
    return Story(
        is_article=True,
        headline=_text(node.get("headline")) or _text(node.get("name")),
        description=_text(node.get("description")),
        body=_text(node.get("articleBody")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        authors=tuple(_names(node.get("author") or node.get("creator"), by_id)),
        publisher=next(iter(_names(node.get("publisher"), by_id)), None),
        section=next(iter(_strings(node.get("articleSection"))), None),
        keywords=tuple(_keywords(node.get("keywords"))),
        image=next(iter(_images(node.get("image"), by_id)), None),
        language=next(iter(_strings(node.get("inLanguage"))), None),
    )


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str | None:
    """Return a value as text; a list of texts is joined by lines, anything else is no text."""
    parts = [part for part in _as_list(value) if isinstance(part, str) and part.strip()]
    return "\n".join(parts) or None


def _strings(value: Any) -> Iterator[str]:
    for part in _as_list(value):
        for name in _as_list(part.get("name")) if isinstance(part, dict) else [part]:
            if isinstance(name, str) and name.strip():
                yield name


def _resolve(part: Any, by_id: dict[str, Node]) -> Any:
    """Follow an `@id` reference one step."""
    if isinstance(part, dict) and "name" not in part and "url" not in part:
        return by_id.get(str(part.get("@id")), part)
    return part


def _names(value: Any, by_id: dict[str, Node]) -> Iterator[str]:
    for part in _as_list(value):
        resolved = _resolve(part, by_id)
        yield from _strings(resolved)


def _keywords(value: Any) -> Iterator[str]:
    for text in _strings(value):
        yield from (text.split(",") if "," in text else [text])


def _images(value: Any, by_id: dict[str, Node]) -> Iterator[str]:
    for part in _as_list(value):
        resolved = _resolve(part, by_id)
        url = resolved.get("url") or resolved.get("contentUrl") if isinstance(resolved, dict) else resolved
        if isinstance(url, str) and url.strip():
            yield url.strip()
