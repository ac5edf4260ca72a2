"""Errors a person can act on: each names the thing that is wrong and the remedy.

They stand for wrong usage or a wrong environment and end the run with one line.
Failures that belong to a feed, a page or a document are values instead: see `schemas.reject`.
"""

from __future__ import annotations


class AttacheError(Exception):
    """An expected failure of the whole run, told in one line.

    `problem` names the thing and what is wrong with it, `remedy` says what to do about it.
    `exit_code` is what the command line ends with.
    """

    exit_code = 2

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem}; {self.remedy}"


class ConfigError(AttacheError):
    """A feeds file, an option or a lexicon that cannot be used as it is."""


class LakeError(AttacheError):
    """An output folder that cannot be read or written as a lake."""


class LakeLockedError(LakeError):
    """Another run holds the lake."""


class LakeVersionError(LakeError):
    """The lake was written by a newer schema version than this program knows."""


class NothingDoneError(AttacheError):
    """Nothing could be fetched, or nothing was committed."""

    exit_code = 3


class BooksError(NothingDoneError):
    """The run's counts do not add up, so its rows are not published."""
