"""XML that a parser refuses, made such that it accepts: the mistakes feeds make again and again.

The doctype goes, so nothing a feed declares is ever fetched or expanded beyond a few characters.
"""

from __future__ import annotations

import html.entities
import re

_PEEK = 64 * 1024  # characters in which the root must begin

# Outside comments: the root of a feed, whatever stands before it, or that of a web page.
_ROOT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<feed>(?:[\w.-]+:)?(?:rss|feed|rdf|channel))(?=[\s>])|<(?P<page>html|body)(?=[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(r"<(?:rss\b[^<>]*\bversion|feed\b[^<>]*\bxmlns)\s*=", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+(\w{1,40})\s+(?:\"([^\"&%]{0,40})\"|'([^'&%]{0,40})')\s*>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 section 2.2
_MARKUP = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?:#(?P<number>[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|(?P<name>\w{1,40});)?",
    re.DOTALL,
)
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def feed_root(text: str) -> re.Match[str] | None:
    """Return where a feed's root element begins, or None if this is no feed (a web page, say).

    Some sites wrap a whole Atom feed into a page's elements: inside a page a root must declare what it is.
    """
    in_page = False
    for found in _ROOT.finditer(text, 0, _PEEK):
        in_page = in_page or bool(found["page"])
        if found["feed"] and (not in_page or _DECLARED.match(text, found.start())):
            return found
    return None


def mend(text: str, root: re.Match[str]) -> str:
    """Return a feed's text from its root on, fit for a strict XML parser unless its tags are wrong.

    Leading and trailing junk is cut; forbidden characters go; named entities become characters, as do short ones the
    doctype declares; a lone ampersand is escaped.
    """
    own = {name: first or second for name, first, second in _ENTITY.findall(text, 0, root.start())}
    end = text.rfind(f"</{root['feed']}")
    close = text.find(">", end) if end > root.start() else -1
    text = text[root.start() : close + 1 or None]
    return mend_entities(_FORBIDDEN.sub("", text), own)


def tag_count(text: str) -> int:
    """Return about how many tags a parser meets in XML text: HTML in CDATA is none of its business."""
    inside: int = sum(section.count("<") for section in _CDATA.findall(text))
    return text.count("<") - inside


def mend_entities(text: str, own: dict[str, str] | None = None) -> str:
    """Return XML text in which every `&` outside CDATA and comments begins a reference that XML itself knows."""
    if "&" not in text:
        return text
    known = own or {}
    return _MARKUP.sub(lambda found: _mended(found, known), text)


def _mended(found: re.Match[str], own: dict[str, str]) -> str:
    whole, number, name = found[0], found["number"], found["name"]
    if not whole.startswith("&") or name in _XML_NAMES:
        return whole
    if number:
        return whole if _allowed(number) else ""
    if name in own:
        return _escaped(own[name])
    character = html.entities.html5.get(f"{name};") if name else None
    return _escaped(character) if character else "&amp;" + whole[1:]


def _allowed(number: str) -> bool:
    point = int(number[1:], 16) if number[0] in "xX" else int(number)
    return (point >= 0x20 or point in (9, 10, 13)) and not 0xD800 <= point < 0xE000 and point <= 0x10FFFD


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
