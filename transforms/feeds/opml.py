"""Feeds from OPML 1 and 2, the lists that feed readers export."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from schemas.errors import ConfigError
from transforms.feeds.codes import language_of
from transforms.feeds.listing import Row, complaint
from transforms.feeds.repair import mend_entities

_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FEED_SCHEME = re.compile(r"^feed:(?://)?", re.IGNORECASE)  # feed://host/ and feed:https://host/, for feed readers


def opml_rows(name: str, text: str) -> list[Row]:
    """Return the rows of an OPML file; an outline's folders and categories are its tags.

    A feed that stands in several folders is one row with the tags of all. Nothing outside the file is ever read.
    """
    root = _parse(name, text)
    if str(root.tag).lower() != "opml":
        raise complaint(name, 1, f"XML, but no OPML: its root is <{root.tag}>", "give a list of feeds, not a feed")
    rows: dict[str, Row] = {}
    for outline in root.iter("outline"):
        row = _row(outline)
        if row is not None:
            rows[row.url] = _joined(rows.get(row.url), row)
    return list(rows.values())


def _parse(name: str, text: str) -> etree._Element:
    """Parse without doctype, so that there is nothing to expand; its lines stay, for the errors that follow."""
    text = _DECLARATION.sub(_line_ends, text)
    text = _DOCTYPE.sub(_line_ends, text, count=1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(mend_entities(text).encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise _broken(name, error) from None


def _line_ends(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _broken(name: str, error: etree.XMLSyntaxError) -> ConfigError:
    line = error.lineno or 1
    return complaint(name, line, f"broken XML: {error.msg}", "export the list again or correct the line")


def _row(outline: etree._Element) -> Row | None:
    attributes = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
    url = _web_address(attributes.get("xmlurl", ""))
    if not url:
        return None
    return Row(
        line=outline.sourceline or 1,
        url=url,
        publisher=attributes.get("title") or attributes.get("text") or None,
        language=language_of(attributes.get("language")),
        tags=tuple(dict.fromkeys([*_folders(outline), *_categories(attributes.get("category", ""))])),
    )


def _web_address(url: str) -> str:
    rest = _FEED_SCHEME.sub("", url)
    return url if rest == url else rest if rest.lower().startswith("http") else f"http://{rest}"


def _folders(outline: etree._Element) -> Iterable[str]:
    parents = [parent for parent in outline.iterancestors("outline") if "xmlUrl" not in parent.attrib]
    names = [str(parent.get("text") or parent.get("title") or "").strip() for parent in reversed(parents)]
    return [name for name in names if name]


def _categories(value: str) -> Iterable[str]:
    """Return the last words of `/Politics/Europe,/World`, OPML 2.0's slash-separated categories."""
    return [word for word in (part.strip().strip("/").rpartition("/")[2] for part in value.split(",")) if word]


def _joined(first: Row | None, row: Row) -> Row:
    if first is None:
        return row
    tags = tuple(dict.fromkeys([*first.tags, *row.tags]))
    return Row(
        first.line, first.url, None, first.publisher or row.publisher, None, first.language or row.language, tags
    )
