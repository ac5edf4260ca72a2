"""One real run over the newsroom, shared by the tests that only look at what it left."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.newsroom.server import Newsroom, serve

#: Flags of a polite machine that talks to itself.
LOCAL = ("--host-delay", "0", "--host-concurrency", "16", "--allow-private-networks", "--extract-deadline", "3")


@dataclass(frozen=True, slots=True)
class Done:
    """A finished command: exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """Return the JSON that was printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def attache(*arguments: str | Path) -> Done:
    """Run a command of `attache` in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True, slots=True)
class Site:
    """The open newsroom, and a feeds file of it."""

    newsroom: Newsroom
    feeds: Path

    def run(self, lake: Path, *more: str | Path) -> Done:
        """Run over all feeds into a lake, with a JSON report."""
        return attache("run", "--feeds", self.feeds, "--output", lake, "--json", *LOCAL, *more)

    def only(self, folder: Path, *feed_ids: str) -> Site:
        """Return the same newsroom with some of its feeds."""
        import yaml

        chosen = [f for f in yaml.safe_load(self.feeds.read_text())["feeds"] if f["id"] in feed_ids]
        assert len(chosen) == len(feed_ids)
        path = folder / "some.yaml"
        path.write_text(yaml.safe_dump({"feeds": chosen}), encoding="utf-8")
        return Site(self.newsroom, path)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open the newsroom for the length of the session."""
    feeds = tmp_path_factory.mktemp("feeds") / "newsroom.yaml"
    with serve() as newsroom:
        feeds.write_text(newsroom.feeds_yaml(), encoding="utf-8")
        yield Site(newsroom, feeds)


@pytest.fixture(scope="session")
def first_run(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """Return a lake after one run over all feeds, and what the run printed. Not to be written to."""
    lake = tmp_path_factory.mktemp("lake") / "lake"
    return lake, site.run(lake)


@pytest.fixture(scope="session")
def rows(first_run: tuple[Path, Done]) -> Callable[[str], list[dict[str, Any]]]:
    """Return a reader of the first run's tables."""
    return lambda table: read(first_run[0], table)


def read(lake: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a lake."""
    from schemas.tables import TABLES
    from transforms.lake.reading import batches
    from transforms.lake.storage import LocalStorage

    return [row for batch in batches(LocalStorage(lake), TABLES[table]) for row in batch.to_pylist()]
