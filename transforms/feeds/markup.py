"""The bits of HTML in feeds: titles to plain text, the first image, and the tail that invites to read on."""

from __future__ import annotations

import html
import re
from html import unescape

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*>", re.DOTALL)
# Those that titles carry. Of what only looks like a tag after decoding no others go: a headline may speak of `<head>`.
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|em|font|i|img|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_BREAKING = re.compile(r"<(?:br|/p|/div|/li|/h\d)\b[^<>]*>", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)

# The last link of a summary: where it only repeats the entry's own address, it is no part of the text.
_TAIL = re.compile(
    r"(?:\s|<br\s*/?>|&nbsp;|<(?:p|div|span)\b[^<>]*>)*<a\b[^<>]*>\s*(?P<words>(?:(?!</a>).){1,200})</a>"
    r"(?:\s|<br\s*/?>|&nbsp;|</(?:p|div|span)>)*\Z",
    re.IGNORECASE | re.DOTALL,
)
_INVITATION = re.compile(
    r"(?:read|see|view)\s+(?:the\s+)?(?:full|more|whole|entire|rest|on)\b|continue\s+reading|full\s+(?:story|article)"
    r"|more\s*(?:»|…|\.\.\.|>|&)|lire\s+(?:la\s+suite|plus)|leer\s+m[áa]s|seguir\s+leyendo|weiterlesen|mehr\s+lesen"
    r"|lees\s+(?:meer|verder)|leggi\s+(?:tutto|anche|di\s+pi[ùu])|(?:ler|leia)\s+mais|читать\s+(?:далее|полностью)"
    r"|подробнее|читати\s+далі|devam[ıi]n[ıi]\s+oku|czytaj\s+(?:dalej|więcej)",
    re.IGNORECASE,
)
# What WordPress appends to every entry.
_APPEARED_FIRST = re.compile(
    r"\s*(?:<p>)?\s*The post\s*<a\b[^<>]*>(?:(?!</a>).){0,400}</a>\s*(?:appeared first on|first appeared on).{0,400}\Z",
    re.IGNORECASE | re.DOTALL,
)


def plain_text(markup: str | None) -> str | None:
    """Return markup as one line of text: no tags, entities decoded (twice, since many feeds escape twice), or None."""
    if not markup:
        return None
    if "<" in markup:
        markup = _TAG.sub("", _BREAKING.sub(" ", markup))
    if "&" in markup:
        decoded = unescape(markup)
        markup = unescape(_INLINE_TAG.sub("", decoded))
    return " ".join(markup.split()) or None


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag, names in lower case, entities in values decoded."""
    return {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}


def first_image(markup: str | None) -> str | None:
    """Return the address of the first image in markup that a reader would see: counting pixels are passed over."""
    for tag in _IMAGE.findall(markup or ""):
        given = attributes(tag)
        tiny = {given.get("width"), given.get("height")} & {"0", "1", "0px", "1px"}
        source = given.get("src", "").strip()
        if source and not tiny and not source.startswith("data:"):
            return source
    return None


def trim_tail(markup: str) -> str:
    """Return a summary without what was appended for readers of feeds: `Read more` links and WordPress's line."""
    if "appeared" in markup:
        markup = _APPEARED_FIRST.sub("", markup)
    last_link = max(markup.rfind("<a"), markup.rfind("<A"))
    tail = _TAIL.search(markup, max(last_link - 100, 0)) if last_link >= 0 else None
    if tail and _INVITATION.search(tail["words"]):
        markup = markup[: tail.start()]
    return markup.strip()


def paragraphs(text: str) -> str:
    """Return plain text as HTML: escaped, a paragraph for each block between blank lines."""
    blocks = (html.escape(block.strip(), quote=False) for block in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{block}</p>" for block in blocks if block)


def has_tags(text: str) -> bool:
    """Return whether text contains anything that looks like a tag."""
    return _TAG.search(text) is not None
