"""One run that writes numbered articles, as a function and as a program that kills itself at a step.

`python one_run.py ROOT RUN_ID STEP` ends by SIGKILL when its STEP-th step is done (steps of staging, then of the
commit), and prints each step it passes.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from schemas.arrow import SCHEMA_VERSION
from schemas.article import Article
from schemas.run import Manifest, StagedFile
from schemas.tables import ARTICLES, LEDGER
from tests.transforms.lake.rows import NOON, numbered
from transforms.lake.commit import Checkpoint, commit
from transforms.lake.files import as_table
from transforms.lake.lake import Lake
from transforms.lake.ledger import rows_for
from transforms.lake.partitions import partition
from transforms.lake.staging import stage
from transforms.lake.storage import LocalStorage, Storage

#: What every run finds in its feeds: articles of three days.
OFFERED = [
    replace(numbered(ARTICLES, n), published_at=NOON - timedelta(days=n % 3), article_id=f"a1-{n:024x}")
    for n in range(9)
]


def run(root: Path, run_id: str, checkpoint: Checkpoint, clock: Callable[[], datetime] = lambda: NOON) -> Manifest:
    """Write the offered articles that the ledger does not know."""
    with Lake(LocalStorage(root)).hold(run_id, clock) as lake:
        known = lake.ledger(clock())
        fresh = [article for article in OFFERED if article.article_id not in known]
        files = [*_stage(lake.storage, run_id, fresh, clock(), checkpoint), *lake.found(clock().date())]
        return commit(lake.storage, Manifest(run_id, clock(), SCHEMA_VERSION, tuple(files)), checkpoint)


def _stage(
    storage: Storage, run_id: str, fresh: list[Article], now: datetime, checkpoint: Checkpoint
) -> list[StagedFile]:
    files = []
    for table, rows in ((ARTICLES, fresh), (LEDGER, rows_for(fresh, [], now))):
        for folder in sorted({partition(table, row) for row in rows}):
            chosen = [row for row in rows if partition(table, row) == folder]
            files.append(stage(storage, run_id, table, folder, 0, as_table(table, chosen)))
            checkpoint("staged")
    return files


def _killer(step: int) -> Checkpoint:
    """Return a checkpoint that ends this process, with no chance to tidy up, at its n-th call."""
    passed = []

    def checkpoint(name: str) -> None:
        passed.append(name)
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        if len(passed) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return checkpoint


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2], _killer(int(sys.argv[3])))
