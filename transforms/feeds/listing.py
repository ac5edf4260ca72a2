"""A feeds file's rows to feeds: the checks that hold whatever the file's format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from schemas.errors import ConfigError
from schemas.feed import Feed
from transforms.feeds.codes import COUNTRIES, LANGUAGES, language_of, nearest_country
from transforms.web.urls import fetchable

_MAX_ID = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A feed as a file lists it, not yet checked; lines count from 1, `lines` are those of single fields if known."""

    line: int
    url: str
    id: str | None = None
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, key: str) -> int:
        """Return the line of a field."""
        return self.lines.get(key, self.line)


def complaint(name: str, line: int, problem: str, remedy: str) -> ConfigError:
    """Return the error that a feeds file has at a line."""
    return ConfigError(f"{name}:{line}: {problem}", remedy)


def to_feeds(name: str, rows: Sequence[Row]) -> list[Feed]:
    """Return the feeds of a file, in order, or raise ConfigError for the first row that is wrong.

    An id that is not given is the address's host, path and query; where two would be alike a number is added.
    """
    for row in rows:
        for key, problem, remedy in _faults(row):
            raise complaint(name, row.at(key), f"{key} {getattr(row, key)!r} {problem}", remedy)
    _check_unique(name, "url", ((row.at("url"), row.url, fetchable(row.url) or row.url) for row in rows))
    _check_unique(name, "id", ((row.at("id"), row.id, row.id) for row in rows if row.id))
    taken = {row.id for row in rows if row.id}
    feeds = []
    for row in rows:
        feed_id = row.id or _free(_default_id(row.url), taken)
        taken.add(feed_id)
        feeds.append(Feed(feed_id, row.url, row.publisher, row.country, row.language, row.tags))
    return feeds


def _faults(row: Row) -> Iterator[tuple[str, str, str]]:
    """Give the field, what is wrong with its value, and the remedy."""
    problem = _url_problem(row.url)
    if problem:
        yield "url", problem, "give the http(s) address of the feed itself"
    if row.id is not None and not _is_id(row.id):
        yield "id", "has spaces or is too long", f"use up to {_MAX_ID} letters, digits and -._/"
    if row.country is not None and row.country not in COUNTRIES:
        meant = nearest_country(row.country)
        remedy = f"write {meant}" if meant else "use one such as FRA, or leave it out for organisations"
        yield "country", "is no ISO 3166 alpha-3 code", remedy
    if row.language is not None and row.language not in LANGUAGES:
        meant = language_of(row.language)
        yield "language", "is no ISO 639-1 code", f"write {meant}" if meant else "use two letters, such as en"


def _url_problem(url: str) -> str | None:
    if any(c.isspace() for c in url):
        return "has a space in it"
    if fetchable(url) is None:
        return "is no http(s) address"
    return "carries a user name or password, which would end up in every table" if "@" in urlsplit(url).netloc else None


def _is_id(id: str) -> bool:
    return 0 < len(id) <= _MAX_ID and id.isprintable() and not any(c.isspace() for c in id)


def _check_unique(name: str, what: str, found: Iterable[tuple[int, str, str]]) -> None:
    first: dict[str, int] = {}
    for line, given, key in found:
        if key in first:
            problem = f"{what} {given!r} is there already, in line {first[key]}"
            raise complaint(name, line, problem, f"remove one or give it another {what}")
        first[key] = line


def _default_id(url: str) -> str:
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{query}"[: _MAX_ID - 10]


def _free(id: str, taken: set[str]) -> str:
    number, free = 1, id
    while free in taken:
        number += 1
        free = f"{id}-{number}"
    return free
