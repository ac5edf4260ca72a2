"""The headline, from JSON-LD, h1, Open Graph, the title element and the feed; site names are cut off with care."""

from __future__ import annotations

import re

from transforms.articles.jsonld import Story
from transforms.articles.meta import Head
from transforms.articles.words import plain, squash

#: What stands between a headline and the site's name; dashes and bars count only with a blank on each side.
_SEPARATOR = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s*[｜|]\s*|\s*\s::\s\s*")
#: A headline of one word is a section or a site's name.
_MIN_LETTERS = 8


def choose_title(story: Story, head: Head, feed_title: str | None, sites: tuple[str, ...]) -> tuple[str, str | None]:
    """Return the headline and which witness gave it (jsonld, h1, og, meta, feed); empty and None where there is none.

    `sites` are the names the publisher goes by, which a headline does not end or begin with.
    """
    headings = head.headings if len(head.headings) == 1 else ()
    witnesses = (
        ("jsonld", story.headline),
        ("h1", headings[0] if headings else None),
        ("og", head.first("og:title", "twitter:title")),
        ("meta", head.title),
        ("feed", feed_title),
    )
    names = frozenset(filter(None, map(squash, sites)))
    for source, value in witnesses:
        title = cut_site(plain(value), names)
        if _is_headline(title, names):
            return title, source
    return plain(feed_title), "feed" if plain(feed_title) else None


def cut_site(title: str, names: frozenset[str]) -> str:
    """Return a title without the site's name at its end or start; `names` are squashed (see `words.squash`)."""
    pieces = _SEPARATOR.split(title)
    if len(pieces) < 2:
        return title
    if squash(pieces[-1]) in names:
        return cut_site(title[: title.rindex(pieces[-1])].rstrip(" |｜–—·•»:-"), names)
    if squash(pieces[0]) in names:
        return cut_site(title[len(pieces[0]) :].lstrip(" |｜–—·•»:-"), names)
    return title


def _is_headline(title: str, names: frozenset[str]) -> bool:
    letters = squash(title)
    return bool(letters) and letters not in names and (len(letters) >= _MIN_LETTERS or not letters.isascii())
