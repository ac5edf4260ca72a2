"""Each file in tests/data/feeds/configuration is a feeds file and, in *.expected.json, its feeds or its error."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from schemas.errors import ConfigError
from transforms.feeds.configuration import load_feeds

ROOT = Path(__file__).resolve().parents[3]
SPECIMENS = ROOT / "tests" / "data" / "feeds" / "configuration"


@pytest.mark.parametrize("path", sorted(SPECIMENS.glob("*.expected.json")), ids=lambda p: p.name.partition(".e")[0])
def test_specimen(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    given = path.with_name(path.name.removesuffix(".expected.json"))
    if "problem" in expected:
        check_error(given, expected["line"], expected["problem"], expected["remedy"])
        return
    feeds = [json.loads(json.dumps(asdict(feed))) for feed in load_feeds(given)]
    wanted = expected["feeds"]
    assert len(feeds) == len(wanted)
    assert [{k: feed[k] for k in want} for feed, want in zip(feeds, wanted, strict=True)] == wanted


def check_error(path: Path, line: int | None, problem: str, remedy: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_feeds(path)
    error = caught.value
    assert error.problem.startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert problem in error.problem
    assert remedy in error.remedy
    assert "\n" not in str(error)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    check_error(tmp_path / "feeds.yaml", None, "No such file", "path of a feeds file")
    check_error(tmp_path, None, "Is a directory", "path of a feeds file")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    huge = tmp_path / "feeds.yaml"
    with huge.open("wb") as file:
        file.truncate(17 * 2**20)
    check_error(huge, None, "larger than 16 MiB", "list of feeds")


def test_the_curated_list_loads() -> None:
    feeds = load_feeds(ROOT / "feeds" / "world.yaml")
    assert len(feeds) >= 100
    assert all(feed.publisher and feed.language for feed in feeds)
    assert all(feed.country or "official" in feed.tags or feed.id in {"allafrica", "balkan-insight"} for feed in feeds)
    assert {"rt", "bbc-world", "al-jazeera", "tass", "un-news", "eeas", "state-gov", "kremlin"} <= {f.id for f in feeds}
