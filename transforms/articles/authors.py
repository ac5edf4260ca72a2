"""Names of authors out of bylines: no "By", no roles, no addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.articles.jsonld import Story
from transforms.articles.meta import Head
from transforms.articles.words import plain, squash

_META_NAMES = (
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
    "twitter:misc:written by",
)
_MAX_AUTHORS = 12
_MAX_NAME = 60
_MAX_NAME_WORDS = 6

_BY_WORDS = r"(?:by|von|vom|par|por|da|di|door|av|af|от)"
_BY = re.compile(
    rf"^\s*(?:(?:written|posted|words|story|report|analysis|text|edited)\s+{_BY_WORDS}|{_BY_WORDS}"
    r"|autor(?:in|en)?|auteur|authors?|texte?|redaktion|quelle|source)\b[\s:]*(?=\S)",
    re.I,
)
#: "Published on 8 February by ...": what precedes the word is no name.
_UP_TO_BY = re.compile(rf"^.*\d.*\b{_BY_WORDS}\s+(?=\S)|^(?:an?|ein)\s.*\b{_BY_WORDS}\s+(?=\S)", re.I)
_AND = re.compile(r"\s*(?:[,;|•·/、，]|\s&\s|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b)\s*", re.I)
_NOISE = re.compile(r"\S+@\S+|https?://\S+|\(.*?\)|@\w+|\b\d{1,2}[:.]\d{2}\b.*$", re.S)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|staff|writer|columnist|redakteur\w*|journalist\w*|updated?|published|"
    r"follow|twitter|facebook|more from|view all|all posts|alle beitr\w*|share|powered|sagt|says|name|comments?|"
    r"foto|photo\w*|no author)\b",
    re.I,
)
_DIGIT = re.compile(r"\d")


def choose_authors(
    story: Story, head: Head, bylines: Iterable[str], feed_authors: Iterable[str], sites: Iterable[str]
) -> tuple[str, ...]:
    """Return the authors' names from the first witness that gives any: JSON-LD, meta, byline, feed.

    Meta is taken before JSON-LD where it names the same people and more. A name that is only the site's serves
    where no witness has another. `bylines` is read only if it is needed.
    """
    houses = frozenset(filter(None, map(squash, sites)))
    stated = _names(story.authors, trusted=True)
    meta = _names(value for value in head.every(*_META_NAMES) + _labelled(head) if squash(value) not in houses)
    people = tuple(name for name in stated if squash(name) not in houses)
    if meta and (not people or set(map(squash, people)) < set(map(squash, meta))):
        people = meta
    if people:
        return people
    lines = (tuple(name for name in _names([line]) if squash(name) not in houses) for line in bylines)
    return next(filter(None, lines), ()) or _names(feed_authors, trusted=True) or stated or _names(head.every("author"))


def _labelled(head: Head) -> list[str]:
    """Return the author from a Twitter card's label and data, as a common WordPress plug-in writes them."""
    label = head.first("twitter:label1") or ""
    return (
        head.every("twitter:data1")
        if re.match(r"(?:written by|verfasst von|escrito por|écrit par)", label, re.I)
        else []
    )


def _names(values: Iterable[str], *, trusted: bool = False) -> tuple[str, ...]:
    """Return the distinct names in bylines, in order; `trusted` values may hold a role for a name."""
    found: dict[str, str] = {}
    for value in values:
        line = _UP_TO_BY.sub("", _NOISE.sub(" ", plain(value)))
        for piece in _AND.split(_BY.sub("", line)):
            name = plain(_BY.sub("", piece)).strip(" .:-–—*")
            if _is_name(name) and (trusted or not _ROLE.search(name)):
                found.setdefault(squash(name), name)
    return tuple(found.values())[:_MAX_AUTHORS]


def _is_name(name: str) -> bool:
    if not 2 <= len(name) <= _MAX_NAME or len(name.split()) > _MAX_NAME_WORDS:
        return False
    return not _DIGIT.search(name) and squash(name) != ""
