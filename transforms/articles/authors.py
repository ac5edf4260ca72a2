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
)
_MAX_AUTHORS = 12
_MAX_NAME = 60
_MAX_NAME_WORDS = 6

_BY = re.compile(
    r"^\s*(?:(?:written|posted|words|story|report|analysis|text|reviewed)\s+)?"
    r"(?:by|von|vom|par|por|da|di|door|av|af|autor(?:in)?|auteur|author|redaktion|texte?)\b[\s:]*(?=\S)",
    re.I,
)
_AND = re.compile(r"\s*(?:[,;|•·/、]|\s&\s|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bund\b)\s*", re.I)
_NOISE = re.compile(r"\S+@\S+|https?://\S+|\(.*?\)|@\w+|\b\d{1,2}[:.]\d{2}\b.*$", re.S)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|staff|writer|columnist|redakteur\w*|journalist\w*|updated?|published|"
    r"follow|twitter|facebook|more from|view all|share)\b",
    re.I,
)
_DIGIT = re.compile(r"\d")


def choose_authors(story: Story, head: Head, feed_authors: Iterable[str], sites: Iterable[str]) -> tuple[str, ...]:
    """Return the authors' names from the first witness that gives a person: JSON-LD, meta, byline, feed.

    A witness that only repeats the site's name serves where no other has a name.
    """
    houses = frozenset(filter(None, map(squash, sites)))
    witnesses = (story.authors, head.every(*_META_NAMES), head.bylines[:3], tuple(feed_authors))
    house: tuple[str, ...] = ()
    for witness in witnesses:
        names = _names(witness)
        people = tuple(name for name in names if squash(name) not in houses)
        if people:
            return people
        house = house or names
    return house


def _names(values: Iterable[str]) -> tuple[str, ...]:
    """Return the distinct names in bylines, in order."""
    found: dict[str, str] = {}
    for value in values:
        for piece in _AND.split(_BY.sub("", _NOISE.sub(" ", plain(value)))):
            name = plain(_BY.sub("", piece)).strip(" .:-–—*")
            if _is_name(name):
                found.setdefault(squash(name), name)
    return tuple(found.values())[:_MAX_AUTHORS]


def _is_name(name: str) -> bool:
    if not 2 <= len(name) <= _MAX_NAME or len(name.split()) > _MAX_NAME_WORDS:
        return False
    return not _DIGIT.search(name) and not _ROLE.search(name) and squash(name) != ""
