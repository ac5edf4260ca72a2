"""What child processes are asked to do: named here, loaded only there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from transforms.workers.task import Task

#: A page to its article or reject.
EXTRACTION = Task("transforms.articles.extraction:extractor")


def coding(scopes: frozenset[str], lexicons: Iterable[Path]) -> Task:
    """Return the task that takes an article to its events of these scopes, with these folders over the lexicon."""
    return Task("transforms.events.rows:article_coder", (scopes, tuple(lexicons)))
