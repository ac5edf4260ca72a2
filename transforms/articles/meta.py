"""What a page states in meta elements and in plain sight: Open Graph, Dublin Core, h1, time, bylines, html@lang."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from transforms.articles.words import tidy

#: A byline is short; what is longer is a container that happens to carry the word.
_MAX_BYLINE = 120
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autore?n?|auteurs?|verfasser|redakteure?|writers?|reporters?|contributors?"
    r"|(?:written|wrote|posted)[_-]?by)(?:[\s_-]*names?)?(?:$|[\s_-])",
    re.I,
)
_BYLINE_TAGS = ("a", "span", "p", "div", "address", "li", "strong", "cite", "h4", "h5")
#: Where a site keeps the pages of its authors.
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|reporters?|writers?|by|people|staff|contributors?)/[^/?#]", re.I
)
_SPOKEN = re.compile(r"\s*(?:By|Von|von|Por|Par|Di|Auteur|Autor(?:in)?|(?:Ein )?Artikel von|Text)\s*:?(?:\s|$)")
_PARTICLES = frozenset(
    {"de", "del", "della", "da", "di", "la", "van", "der", "den", "von", "al", "el", "bin", "y", "e"}
)
#: Readers sign here, not authors.
_NOT_A_BYLINE = ("form", "nav", "footer", "aside")
_COMMENTS = re.compile(r"comment|respond|kommentar", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """Meta elements by lower-case name (every content under it, in order), and the few other things in sight.

    `times` are datetime attributes, those marked as publication first.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    headings: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    language: str | None = None

    def first(self, *names: str) -> str | None:
        """Return the first content under the first of these names that has one."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def every(self, *names: str) -> list[str]:
        """Return all contents under these names, in the order of the names."""
        return [content for name in names for content in self.meta.get(name, ())]


def read_head(root: HtmlElement) -> Head:
    """Return what the page says of itself outside JSON-LD."""
    title = next(root.iter("title"), None)
    return Head(
        meta=_meta(root),
        title=tidy(title.text_content()) if title is not None else "",
        headings=tuple(text for text in map(_visible, root.iter("h1")) if text),
        times=tuple(_times(root)),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _visible(element: HtmlElement) -> str:
    return tidy(" ".join(element.itertext()))


def _meta(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = tidy(element.get("content") or element.get("value"))  # the wrong attribute, but some systems write it
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _times(root: HtmlElement) -> Iterator[str]:
    marked: list[str] = []
    plain: list[str] = []
    for element in root.iter("time"):
        written = element.get("datetime") or tidy(element.text)
        if written:
            (marked if _says_published(element) else plain).append(written)
    for element in root.xpath("//*[@itemprop='datePublished']"):
        written = element.get("datetime") or element.get("content") or tidy(element.text)
        if written:
            marked.append(written)
    yield from marked
    yield from plain


def _says_published(element: HtmlElement) -> bool:
    marks = f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('pubdate') or ''}".lower()
    return "publi" in marks or "pubdate" in element.attrib or "entry-date" in marks


def read_bylines(root: HtmlElement) -> Iterator[str]:
    """Yield lines that may name the authors, the surest marks first; co-authors side by side are one line."""
    stated = root.xpath("//*[@rel='author' or @itemprop='author']")
    yield from _side_by_side(stated)
    yield from _short(
        element for element in root.iter(*_BYLINE_TAGS) if _BYLINE_CLASS.search(element.get("class") or "")
    )
    yield from _side_by_side([link for link in root.iter("a") if _AUTHOR_PAGE.search(link.get("href") or "")])
    yield from _spoken(root)


def _spoken(root: HtmlElement) -> Iterator[str]:
    """Yield short lines that begin with "By" and go on with names: a byline that only a reader can tell."""
    for element in root.iter("p", "div", "span", "strong", "em", "b", "i", "li"):
        if _SPOKEN.match(element.text or ""):
            lines = _short((element, element.getparent()))
            yield from filter(_is_by_names, lines)


def _is_by_names(line: str) -> bool:
    match = _SPOKEN.match(line)
    names = line[match.end() :].replace(",", " ").split() if match else []
    return 2 <= len(names) <= 6 and all(name[0].isupper() or name in _PARTICLES for name in names)


def _side_by_side(elements: list[HtmlElement]) -> Iterator[str]:
    first = next(iter(elements), None)
    together = (
        [element for element in elements if element.getparent() is first.getparent()] if first is not None else []
    )
    names = ", ".join(dict.fromkeys(_short(together)))
    if names:
        yield names


def _short(elements: Iterable[HtmlElement]) -> Iterator[str]:
    for element in elements:
        text = element.get("content") or _visible(element)
        if 0 < len(text) <= _MAX_BYLINE and not _is_readers(element):
            yield text


def _is_readers(element: HtmlElement) -> bool:
    """Return whether an element stands among comments, in a form or beside the article."""
    for ancestor in (element, *element.iterancestors()):
        if ancestor.tag in _NOT_A_BYLINE:
            return True
        if ancestor.tag in ("div", "section", "ol", "ul", "li") and _COMMENTS.search(_marks(ancestor)):
            return True
    return False


def _marks(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
