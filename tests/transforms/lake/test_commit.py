"""All or nothing: a real process is killed at each step, and the next run leaves every article exactly once."""

from __future__ import annotations

import itertools
import json
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrow import SCHEMA_VERSION
from schemas.errors import LakeError, LakeLockedError, LakeVersionError
from schemas.run import Manifest, StagedFile
from schemas.tables import ARTICLES, POLLS
from tests.transforms.lake import one_run
from tests.transforms.lake.rows import NOON, numbered
from transforms.lake.commit import Checkpoint, Recovery, commit, recover, refuse
from transforms.lake.files import as_table
from transforms.lake.lake import Lake
from transforms.lake.lock import lock
from transforms.lake.manifests import dumps, loads, manifest_path
from transforms.lake.reading import batches
from transforms.lake.staging import stage
from transforms.lake.storage import LocalStorage

ROOT = Path(__file__).parents[3]


def _first(steps: list[str], name: str) -> int:
    return steps.index(name) + 1


def _last(steps: list[str], name: str) -> int:
    return len(steps) - steps[::-1].index(name)


#: The steps of one run of tests/transforms/lake/one_run.py: three days of articles, one of the ledger, and the
#: empty files that found the four public tables.
STEPS = ["staged"] * 4 + ["verified", "decided"] + ["moved"] * 8 + ["published", "swept"]

#: The first and the last step of each name: starting a process for each of the others too takes time and tells no more.
KILLED_AT = sorted({at(STEPS, name) for name in set(STEPS) for at in (_first, _last)})

#: From here on the killed run counts.
DECIDED = STEPS.index("decided") + 1


def killed_run(root: Path, step: int) -> list[str]:
    """Run until a step, end by SIGKILL, and return the steps that were passed."""
    program = [sys.executable, "-m", "tests.transforms.lake.one_run", str(root), "run-1", str(step)]
    ended = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    return ended.stdout.split()


def articles(root: Path) -> Counter[str]:
    return Counter(row["article_id"] for batch in batches(LocalStorage(root), ARTICLES) for row in batch.to_pylist())


EACH_ONCE = Counter(article.article_id for article in one_run.OFFERED)


@pytest.mark.parametrize("step", KILLED_AT, ids=[f"{n}-{STEPS[n - 1]}" for n in KILLED_AT])
def test_killed_at_any_step_and_run_again_every_article_is_there_once(tmp_path: Path, step: int) -> None:
    assert killed_run(tmp_path, step) == STEPS[:step]
    if step < DECIDED:
        assert not articles(tmp_path)
    manifest = one_run.run(tmp_path, "run-2", lambda _: None)
    assert articles(tmp_path) == EACH_ONCE
    written = sum(file.rows for file in manifest.files if file.table == "articles")
    assert written == (len(EACH_ONCE) if step < DECIDED else 0)
    assert _litter(tmp_path) == []
    assert _published(tmp_path) == ({"run-2"} if step < DECIDED else {"run-1", "run-2"})


@given(deaths=st.lists(st.integers(1, len(STEPS)), min_size=2, max_size=4))
@settings(max_examples=8, deadline=None)
def test_however_often_runs_die_every_article_is_there_once(deaths: list[int]) -> None:
    with TemporaryDirectory() as folder:
        for number, step in enumerate(deaths):
            with suppress(InterruptedError):
                one_run.run(Path(folder), f"run-{number}", dying_at(step))
        one_run.run(Path(folder), "the-last", lambda _: None)
        assert articles(Path(folder)) == EACH_ONCE
        assert _litter(Path(folder)) == []


def dying_at(step: int) -> Checkpoint:
    """Return a checkpoint that ends the run, though not the process, at its n-th call."""
    calls = itertools.count(1)

    def checkpoint(_: str) -> None:
        if next(calls) == step:
            raise InterruptedError

    return checkpoint


def _litter(root: Path) -> list[str]:
    """Return the files that are neither finished rows nor manifests, and the folders without a file."""
    left = [path for path in root.rglob("*") if path.is_file() and path.suffix not in {".parquet", ".json"}]
    empty = [path for path in root.rglob("*") if path.is_dir() and not list(path.iterdir())]
    return sorted(str(path.relative_to(root)) for path in left + empty if path.name != "_staging")


def _published(root: Path) -> set[str]:
    manifests = [loads(path.read_bytes()) for path in (root / "_runs").glob("*.json")]
    assert all(manifest.published for manifest in manifests)
    return {manifest.run_id for manifest in manifests}


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "lake")


def polls_file(storage: LocalStorage, run_id: str = "r1", rows: int = 3) -> StagedFile:
    polls = [numbered(POLLS, number) for number in range(rows)]
    return stage(storage, run_id, POLLS, "polled_date=2026-11-24", 0, as_table(POLLS, polls))


def manifest_of(*files: StagedFile, run_id: str = "r1") -> Manifest:
    return Manifest(run_id, NOON, SCHEMA_VERSION, files)


def decide(storage: LocalStorage, manifest: Manifest) -> None:
    """Go as far as the decision, in the way of a run that dies there."""

    def stop(step: str) -> None:
        if step == "decided":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        commit(storage, manifest, stop)


def test_the_manifest_tells_what_was_published(storage: LocalStorage) -> None:
    file = polls_file(storage)
    tallies = {"events.CONSULT": 3, "host.žluť.example.timeout": 1}
    published = commit(storage, replace(manifest_of(file), tallies=tallies))
    assert published.published
    assert loads(storage.read(manifest_path("r1"))) == published
    assert published.files[0] == file
    assert published.tallies == tallies
    assert file.rows == 3
    assert file.bytes == len(storage.read(file.published))


def test_committing_twice_is_committing_once(storage: LocalStorage) -> None:
    manifest = manifest_of(polls_file(storage))
    first = commit(storage, manifest)
    before = storage.list("")
    assert commit(storage, manifest) == first
    assert storage.list("") == before


def test_a_run_decided_otherwise_is_refused(storage: LocalStorage) -> None:
    commit(storage, manifest_of(polls_file(storage)))
    with pytest.raises(LakeError, match=r"r1\.json exists and lists other files"):
        commit(storage, manifest_of(polls_file(storage, rows=4)))


def test_a_bundle_run_again_writes_the_same_file_again(storage: LocalStorage) -> None:
    assert polls_file(storage) == polls_file(storage)
    assert len(storage.list("")) == 1


@pytest.mark.parametrize("damage", ["missing", "cut short"])
def test_a_staged_file_that_is_not_whole_stops_the_run_before_its_decision(storage: LocalStorage, damage: str) -> None:
    file = polls_file(storage)
    storage.delete(file.staged)
    if damage == "cut short":
        storage.write(file.staged, b"PAR1")
    with pytest.raises(LakeError, match=f"{file.staged} has (no|4) bytes and not {file.bytes}; start the run again"):
        commit(storage, manifest_of(file))
    assert not storage.exists(manifest_path("r1"))


def test_a_decided_file_that_is_nowhere_is_loud(storage: LocalStorage) -> None:
    file = polls_file(storage)
    decide(storage, manifest_of(file))
    storage.delete(file.staged)
    with pytest.raises(LakeError, match=f"{file.published} was decided, but lies neither there nor"):
        recover(storage)


def test_recovery_finishes_after_a_copy_that_was_not_followed_by_its_delete(storage: LocalStorage) -> None:
    """An object store renames by copy and delete, and may be cut short in between."""
    file = polls_file(storage)
    data = storage.read(file.staged)
    decide(storage, manifest_of(file))
    storage.write(file.published, data[: len(data) // 2])
    assert recover(storage) == Recovery(rolled_forward=("r1",))
    assert storage.read(file.published) == data
    assert recover(storage) == Recovery()


@pytest.mark.parametrize("step", ["moved", "published", "swept"])
def test_recovery_may_be_cut_short_too(storage: LocalStorage, step: str) -> None:
    file, other = polls_file(storage), polls_file(storage, "r0")
    decide(storage, manifest_of(file))

    def stop(name: str) -> None:
        if name == step:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        recover(storage, stop)
    recover(storage)
    assert [stored.path for stored in storage.list("")] == ["_runs/r1.json", file.published]
    assert not storage.exists(other.staged)


def test_recovery_sweeps_what_was_never_decided(storage: LocalStorage) -> None:
    polls_file(storage, "r1")
    storage.write("_staging/r2/polls/polled_date=2026-11-24/.f.parquet.1.2.tmp", b"PA")
    storage.write("_runs/.r2.json.1.2.tmp", b"{")
    storage.write("_ledger/seen_date=2026-11-24/.f.parquet.1.2.tmp", b"PA")
    storage.write("_staging/.DS_Store", b"a file browser's")
    assert recover(storage) == Recovery(swept=("r1", "r2"))
    assert [stored.path for stored in storage.list("")] == ["_staging/.DS_Store"]


def test_recovery_finds_an_old_decision_that_left_files_in_staging(storage: LocalStorage) -> None:
    decide(storage, manifest_of(polls_file(storage, "r0"), run_id="r0"))
    for number in range(1, 50):
        storage.write(manifest_path(f"r{number:02}"), storage.read(manifest_path("r0")).replace(b"false", b"true"))
    assert recover(storage).rolled_forward == ("r0",)


def test_a_refused_run_leaves_its_record_and_nothing_else(storage: LocalStorage) -> None:
    refused = refuse(storage, replace(manifest_of(polls_file(storage)), tallies={"feeds": 2}))
    assert not refused.published
    assert [stored.path for stored in storage.list("")] == ["_runs/r1.failed.json"]
    assert json.loads(storage.read("_runs/r1.failed.json"))["tallies"] == {"feeds": 2}
    assert recover(storage) == Recovery()


def test_a_manifest_of_another_time_is_still_read(storage: LocalStorage) -> None:
    old = {"run_id": "r0", "started_at": "2026-01-01T00:00:00+00:00", "schema_version": 1, "published": True}
    storage.write(manifest_path("r0"), json.dumps({**old, "dropped since": 1}).encode())
    assert loads(storage.read(manifest_path("r0"))).files == ()
    assert recover(storage) == Recovery()


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"run_id": "r1"', b"\xff\xfe", b'{"schema_version": "new"}', b'{"schema_version": 1}'],
)
def test_a_manifest_that_is_none_is_named(storage: LocalStorage, content: bytes) -> None:
    storage.write(manifest_path("r1"), content)
    with pytest.raises(LakeError, match=r"_runs/r1\.json is not a manifest of ours.*; restore it"):
        recover(storage)


@pytest.mark.parametrize("path", ["/etc/hosts", "../other/a.parquet", "articles/../../a.parquet"])
@pytest.mark.parametrize("place", ["staged", "published", "replaces"])
def test_a_manifest_that_names_what_is_not_in_the_lake_moves_and_deletes_nothing(
    storage: LocalStorage, path: str, place: str
) -> None:
    file = polls_file(storage)
    wrong = manifest_of(file if place == "replaces" else replace(file, **{place: path}))
    storage.write(manifest_path("r1"), dumps(replace(wrong, replaces=(path,)) if place == "replaces" else wrong))
    before = storage.list("")
    with pytest.raises(LakeError, match=r"_runs/r1\.json is not a manifest of ours \(not a path inside .*; restore it"):
        recover(storage)
    assert storage.list("") == before


def test_a_manifest_of_a_newer_program_need_not_be_understood(storage: LocalStorage) -> None:
    storage.write(manifest_path("r1"), json.dumps({"schema_version": SCHEMA_VERSION + 1, "files": {}}).encode())
    with pytest.raises(LakeVersionError, match="upgrade"):
        recover(storage)


def test_a_run_of_a_newer_program_is_not_rolled_forward(storage: LocalStorage) -> None:
    decide(storage, replace(manifest_of(polls_file(storage)), schema_version=SCHEMA_VERSION + 1))
    with pytest.raises(LakeVersionError, match="has schema version 2, and this program knows 1 at most; upgrade"):
        recover(storage)


@pytest.mark.parametrize("step", ["verified", "decided", "moved", "removed", "published", "swept", "none"])
def test_rows_written_anew_take_the_place_of_the_old_ones_or_do_not(storage: LocalStorage, step: str) -> None:
    old = commit(storage, manifest_of(polls_file(storage, "r1", rows=3))).files[0]
    new = polls_file(storage, "r2", rows=5)
    manifest = replace(manifest_of(new, run_id="r2"), replaces=(old.published,))

    def stop(name: str) -> None:
        if name == step:
            raise InterruptedError

    with suppress(InterruptedError):
        commit(storage, manifest, stop)
    recover(storage)
    left = [stored.path for stored in storage.list("polls")]
    assert left == [old.published if step == "verified" else new.published]
    assert step == "verified" or loads(storage.read(manifest_path("r2"))) == replace(manifest, published=True)


def test_a_table_whose_rows_all_go_keeps_a_file(storage: LocalStorage) -> None:
    with Lake(storage).hold("20260101T000000.000000Z", lambda: NOON) as lake:
        lake.commit(Manifest(lake.run_id, NOON, SCHEMA_VERSION, tuple(lake.found(NOON.date()))))
    old = [stored.path for stored in storage.list("events")]
    with Lake(storage).hold("20260102T000000.000000Z", lambda: NOON) as lake:
        files = lake.emptied(NOON.date(), [], old)
        assert [file.table for file in files] == ["events"]
        assert lake.emptied(NOON.date(), files, old) == []
        assert lake.emptied(NOON.date(), [], []) == []
        lake.commit(Manifest(lake.run_id, NOON, SCHEMA_VERSION, tuple(files), replaces=tuple(old)))
    assert [stored.path for stored in storage.list("events")] == [file.published for file in files]


def test_a_place_that_fails_is_named(storage: LocalStorage) -> None:
    with Lake(storage).hold("20260101T000000.000000Z", lambda: NOON) as lake:
        Path(storage.root, "_staging").write_text("in the way")
        with pytest.raises(LakeError, match="cannot be used"):
            lake.found(NOON.date())


def test_a_run_that_would_delete_its_own_file_is_a_bug(storage: LocalStorage) -> None:
    file = polls_file(storage)
    with pytest.raises(ValueError, match="run r1 would delete a file of its own"):
        commit(storage, replace(manifest_of(file), replaces=(file.published,)))


def test_who_lost_the_lake_does_not_commit(storage: LocalStorage) -> None:
    file = polls_file(storage, "r1")
    with lock(storage, "r2", lambda: NOON), pytest.raises(LakeLockedError, match="run r2 has taken the lake over"):
        commit(storage, manifest_of(file))
    assert not storage.exists(manifest_path("r1"))


def test_a_window_of_the_run_that_holds_the_lake_commits(storage: LocalStorage) -> None:
    with Lake(storage).hold("r1", lambda: NOON) as lake:
        manifest = manifest_of(polls_file(storage, "r1-w1"), run_id="r1-w1")
        assert lake.commit(manifest).published
