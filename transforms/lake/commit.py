"""All of a run or nothing: staged files become visible together, and a kill at any moment is mended by the next run.

The steps, in order; each may be done again without harm:

1. `verified`: every staged file is there, whole.
2. `decided`: the manifest is written. Before this the run never happened, after it the run will be finished.
3. `moved`: a file has its final name (once for each file).
4. `removed`: a file whose rows were written anew is gone (once for each). So for a moment readers find such rows
   twice, and never not at all.
5. `published`: the manifest says that all this is done.
6. `swept`: nothing is left in staging.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from schemas.errors import LakeError
from schemas.run import Manifest, StagedFile
from schemas.tables import LEDGER
from transforms.lake.lock import refuse_if_taken
from transforms.lake.manifests import dumps, failure_path, load, manifest_path, newest_first
from transforms.lake.partitions import RUNS, STAGING
from transforms.lake.staging import drop_staging
from transforms.lake.storage import AT_ONCE, Storage

#: Called with the name of each step once it is done; a test ends the process in it.
Checkpoint = Callable[[str], None]

#: Runs come one at a time, and each begins by recovering, so only the newest manifest can be unpublished.
#: Looking at a few more covers clocks that disagree, and windows of a stream that commit side by side.
_LOOK_BACK = 8


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the start of a run had to mend: ids of runs rolled forward, and of runs swept away."""

    rolled_forward: tuple[str, ...] = ()
    swept: tuple[str, ...] = ()


def _pass(step: str) -> None:
    """Go on."""
    del step


def commit(storage: Storage, manifest: Manifest, checkpoint: Checkpoint = _pass) -> Manifest:
    """Publish what a run has staged and return its manifest, published.

    Done again, it finishes what it began: the manifest that is already there counts.
    Raises LakeError if a staged file is missing or cut short, or if the run was decided otherwise before,
    LakeLockedError if another run has taken the lake over meanwhile.
    """
    refuse_if_taken(storage, manifest.run_id)
    path = manifest_path(manifest.run_id)
    if storage.exists(path):
        decided = load(storage, path)
        if not set(manifest.files) <= set(decided.files):
            raise LakeError(
                f"{storage.root}: {path} exists and lists other files", "start the run again: it takes a new id"
            )
        return decided if decided.published else _roll_forward(storage, decided, checkpoint)
    _verify(storage, manifest)
    checkpoint("verified")
    storage.write(path, dumps(dataclasses.replace(manifest, published=False)))
    checkpoint("decided")
    return _roll_forward(storage, manifest, checkpoint)


def refuse(storage: Storage, manifest: Manifest) -> Manifest:
    """Keep the record of a run that must not be published as `_runs/<run_id>.failed.json`, and drop its files."""
    failed = dataclasses.replace(manifest, published=False)
    storage.write(failure_path(manifest.run_id), dumps(failed))
    drop_staging(storage, manifest.run_id)
    return failed


def recover(storage: Storage, checkpoint: Checkpoint = _pass) -> Recovery:
    """Mend what a killed run has left; call it at the start of a run, holding the lock.

    Decided runs are finished, staging of undecided ones is swept; cut short, it may be done again.
    Raises LakeError if a decided file is nowhere.
    """
    staged = _staged_runs(storage)
    decided = list(newest_first(storage))
    candidates = staged.intersection(decided).union(decided[:_LOOK_BACK])
    rolled = [run_id for run_id in sorted(candidates) if _finish(storage, run_id, checkpoint)]
    swept = sorted(staged.difference(decided))
    for run_id in swept:
        drop_staging(storage, run_id)
    _drop_half_written(storage)
    return Recovery(tuple(rolled), tuple(swept))


def _staged_runs(storage: Storage) -> set[str]:
    """Return the runs that have a folder in staging; a file beside those (a file browser's, say) is none of ours."""
    parts = [stored.path.split("/") for stored in storage.list(STAGING)]
    return {part[1] for part in parts if len(part) > 2}


def _finish(storage: Storage, run_id: str, checkpoint: Checkpoint) -> bool:
    """Roll a decided run forward; return whether it needed that. A published one may have left files in staging."""
    manifest = load(storage, manifest_path(run_id))
    if manifest.published:
        drop_staging(storage, run_id)
        return False
    _roll_forward(storage, manifest, checkpoint)
    return True


def _verify(storage: Storage, manifest: Manifest) -> None:
    if not {file.published for file in manifest.files}.isdisjoint(manifest.replaces):
        raise ValueError(f"run {manifest.run_id} would delete a file of its own")
    sizes = {stored.path: stored.size for stored in storage.list(f"{STAGING}/{manifest.run_id}")}
    for file in manifest.files:
        if sizes.get(file.staged) != file.bytes:
            raise LakeError(
                f"{storage.root}: {file.staged} has {sizes.get(file.staged, 'no')} bytes and not {file.bytes}",
                "start the run again; nothing of it was published",
            )


def _roll_forward(storage: Storage, manifest: Manifest, checkpoint: Checkpoint) -> Manifest:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in threads.map(partial(_move, storage), manifest.files):
            checkpoint("moved")
    for path in manifest.replaces:
        storage.delete(path)
        checkpoint("removed")
    published = dataclasses.replace(manifest, published=True)
    storage.write(manifest_path(manifest.run_id), dumps(published))
    checkpoint("published")
    drop_staging(storage, manifest.run_id)
    checkpoint("swept")
    return published


def _move(storage: Storage, file: StagedFile) -> None:
    """Give a file its final name, unless it has it already."""
    try:
        storage.rename(file.staged, file.published)
    except FileNotFoundError as error:
        if not storage.exists(file.published):
            raise LakeError(
                f"{storage.root}: {file.published} was decided, but lies neither there nor in {file.staged}",
                "restore one of the two from a copy; or delete the run's manifest in _runs, and its rows are lost",
            ) from error
        storage.delete(file.staged)  # a move that was cut short may have left its folder


def _drop_half_written(storage: Storage) -> None:
    """Remove what a killed process had not finished writing outside staging; it was never visible under its name."""
    for folder in (RUNS, LEDGER.name):
        for stored in storage.list(folder):
            if stored.path.endswith(".tmp"):
                storage.delete(stored.path)
