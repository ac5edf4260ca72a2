"""The replayed news web, with and without its faults: what it calls ok must be fetched."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from transforms.web.engine import Engine
from transforms.web.messages import Request, Response
from transforms.web.settings import WebSettings

Outcomes = Counter[tuple[str, bool]]


@contextmanager
def _newsweb(shared: Path, *options: str) -> Iterator[str]:
    command = [sys.executable, str(shared / "newsweb" / "newsweb.py"), "serve", "--port", "0", "--stop-after", "110"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        try:
            yield served.stdout.readline().split()[2]
        finally:
            served.kill()


def _read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def _fetched(base: str, settings: WebSettings) -> Outcomes:
    """Return how many pages of each outcome in the web's own truth were fetched and were not."""
    truth: list[dict[str, Any]] = [json.loads(line) for line in _read(f"{base}/_/truth").splitlines()]
    outcomes: Outcomes = Counter()
    with Engine(settings, lambda: datetime.now(timezone.utc)) as engine:
        for request, result in engine.results(Request(page["url"], tag=page["outcome"]) for page in truth):
            outcomes[str(request.tag), isinstance(result, Response)] += 1
    return outcomes


@pytest.mark.shared
def test_every_page_through_path_links(shared: Path) -> None:
    with _newsweb(shared) as base:
        outcomes = _fetched(base, WebSettings(host_delay_s=0.0, allow_private_networks=True))
        asked = json.loads(_read(f"{base}/_/stats"))
    assert outcomes == {("ok", True): 494}
    assert asked["max_inflight"] == 2


@pytest.mark.shared
@pytest.mark.heavy
def test_every_page_through_a_proxy_with_default_manners(shared: Path) -> None:
    with _newsweb(shared, "--links", "origin") as base:
        outcomes = _fetched(base, WebSettings(proxy=base))
        asked = json.loads(_read(f"{base}/_/stats"))
    assert outcomes == {("ok", True): 494}
    assert max(asked["max_inflight_host"].values()) <= 2


@pytest.mark.shared
@pytest.mark.heavy
def test_realistic_faults(shared: Path) -> None:
    with _newsweb(shared, "--links", "origin", "--faults", "faults-realistic.json") as base:
        outcomes = _fetched(base, WebSettings(proxy=base))
    kinds = {kind for kind, _ in outcomes}
    assert {"ok", "fail", "robots"} <= kinds
    assert not any(outcomes[kind, kind not in ("ok", "no-article")] for kind in kinds)


@pytest.mark.shared
@pytest.mark.heavy
def test_hostile_faults(shared: Path) -> None:
    with _newsweb(shared, "--links", "origin", "--faults", "faults-hostile.json") as base:
        outcomes = _fetched(base, WebSettings(proxy=base, read_timeout_s=3.0, total_timeout_s=6.0))
    assert outcomes["ok", False] == outcomes["fail", True] == outcomes["slow", True] == 0
    assert outcomes["ok", True] > 200
