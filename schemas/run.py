"""A run: the files it staged, its manifest, and its books."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A finished Parquet file in staging and the name it gets when published.

    Paths are relative to the lake's root. `sha256` is of the file's bytes.
    """

    table: str
    partition: str
    staged: str
    published: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Books:
    """The counts of a run that must add up.

    feeds = polls + feeds_waiting, those that are not to be asked in this run.
    entries_seen = entries_new + entries_again + entries_skipped + entries_rejected, where `again` counts entries of
    articles that the ledger knows and further copies of an article within the run, `skipped` those that --since or
    --limit left out, and `rejected` those without a usable link.
    entries_new = articles + article_rejects: every new entry becomes one article or one reject.
    """

    feeds: int = 0
    feeds_waiting: int = 0
    polls: int = 0
    entries_seen: int = 0
    entries_new: int = 0
    entries_again: int = 0
    entries_skipped: int = 0
    entries_rejected: int = 0
    articles: int = 0
    article_rejects: int = 0
    events: int = 0
    rejects: int = 0

    @classmethod
    def of(cls, tallies: Mapping[str, int]) -> Books:
        """Return the books among a run's tallies; the other tallies are for the report."""
        return cls(**_own(cls, tallies))

    def faults(self) -> list[str]:
        """Return each equation that does not hold, as a sentence; empty if the books balance."""
        wrong = []
        if self.polls + self.feeds_waiting != self.feeds:
            wrong.append(f"{self.feeds} feeds, but {self.polls} polls + {self.feeds_waiting} not to be asked yet")
        told = self.entries_new + self.entries_again + self.entries_skipped + self.entries_rejected
        if self.entries_seen != told:
            wrong.append(
                f"{self.entries_seen} entries seen, but {self.entries_new} new + {self.entries_again} seen before"
                f" + {self.entries_skipped} skipped + {self.entries_rejected} rejected = {told}"
            )
        ended = self.articles + self.article_rejects
        if self.entries_new != ended:
            wrong.append(
                f"{self.entries_new} new entries, but {self.articles} articles"
                f" + {self.article_rejects} rejects = {ended}"
            )
        return wrong


@dataclass(frozen=True, slots=True)
class RetagBooks:
    """The counts of a retag that must add up: articles_read = articles_coded + tag_rejects.

    `articles_read` counts the rows of the article files, `articles_coded` those that the coder ended with, in events
    or in none.
    """

    articles_read: int = 0
    articles_coded: int = 0
    tag_rejects: int = 0
    events: int = 0
    rejects: int = 0

    @classmethod
    def of(cls, tallies: Mapping[str, int]) -> RetagBooks:
        """Return the books among a retag's tallies."""
        return cls(**_own(cls, tallies))

    def faults(self) -> list[str]:
        """Return the equation if it does not hold, as a sentence; empty if the books balance."""
        ended = self.articles_coded + self.tag_rejects
        if self.articles_read == ended:
            return []
        return [f"{self.articles_read} articles read, but {self.articles_coded} coded + {self.tag_rejects} rejects"]


def _own(books: type[Any], tallies: Mapping[str, int]) -> dict[str, int]:
    names = {field.name for field in dataclasses.fields(books)}
    return {name: n for name, n in tallies.items() if name in names}


#: What a run may be, and the books that it keeps.
BOOKS: dict[str, type[Books] | type[RetagBooks]] = {"ingest": Books, "retag": RetagBooks}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one run publishes; once it is written the run is decided.

    `published` turns true when every file has its final name. `tallies` are the exact counts of the run by name,
    the books among them: what the report is made of. `replaces` are paths of published files whose rows this run
    writes anew: they are deleted once its own files have their names. `work` is what the run is: one of `BOOKS`.
    """

    run_id: str
    started_at: datetime
    schema_version: int
    files: tuple[StagedFile, ...] = ()
    published: bool = False
    tallies: dict[str, int] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    work: str = "ingest"

    @property
    def books(self) -> Books | RetagBooks:
        """Return the counts that must add up."""
        return BOOKS[self.work].of(self.tallies)

    @property
    def faults(self) -> list[str]:
        """Return what is wrong with the run's books; empty if they balance."""
        return self.books.faults()
