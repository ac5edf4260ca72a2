"""The same job on other engines gives the same tables, and records keep their class on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.pipeline.conftest import LOCAL, Site, read

pytestmark = pytest.mark.heavy

#: What differs between two runs of anything.
VOLATILE = {"fetched_at", "polled_at", "rejected_at", "next_poll_at", "full_at"}

ENGINES = {
    "DirectRunner": ["--runner=DirectRunner"],
    "two worker processes": ["--direct_running_mode=multi_processing", "--direct_num_workers=2"],
}


def run_in_process(site: Site, lake: Path, *flags: str) -> None:
    """Run as a user would: worker processes must find the program by themselves."""
    command = [sys.executable, "-m", "pipeline", "run", "--feeds", str(site.feeds), "--output", str(lake), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, *LOCAL, *flags], cwd=lake.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def stable(rows: list[dict[str, Any]]) -> list[str]:
    """Return rows without what no two runs share, in an order of their own."""
    return sorted(
        repr({k: v for k, v in row.items() if k not in VOLATILE and not isinstance(v, datetime)}) for row in rows
    )


@pytest.fixture(scope="module")
def reference(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    lake = tmp_path_factory.mktemp("reference") / "lake"
    run_in_process(site, lake)
    return lake


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.timeout(300)
def test_tables_are_the_same(site: Site, reference: Path, tmp_path: Path, engine: str) -> None:
    run_in_process(site, tmp_path / "lake", *ENGINES[engine])
    for table in ("articles", "events"):
        assert stable(read(tmp_path / "lake", table)) == stable(read(reference, table))
    for table in ("polls", "rejects"):
        assert len(read(tmp_path / "lake", table)) == len(read(reference, table))
