"""Manifests as JSON files in `_runs`, one a run."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from schemas.arrow import SCHEMA_VERSION
from schemas.errors import LakeError, LakeVersionError
from schemas.run import Manifest, StagedFile
from transforms.lake.partitions import RUNS
from transforms.lake.storage import Storage, inside

_ENDING = ".json"
_FAILED = ".failed.json"
_REPORT = ".report.json"


def manifest_path(run_id: str) -> str:
    """Return the path of a run's manifest."""
    return f"{RUNS}/{run_id}{_ENDING}"


def failure_path(run_id: str) -> str:
    """Return the path of the record of a run that published nothing."""
    return f"{RUNS}/{run_id}{_FAILED}"


def report_path(run_id: str) -> str:
    """Return the path of a run's report, written when it has ended; nothing depends on it."""
    return f"{RUNS}/{run_id}{_REPORT}"


def dumps(manifest: Manifest) -> bytes:
    """Return a manifest as JSON, indented, for people read it too."""
    value = dataclasses.asdict(manifest) | {"started_at": manifest.started_at.isoformat()}
    return json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def loads(data: bytes) -> Manifest:
    """Return the manifest in a JSON file; what it lacks takes its default, what we do not know is left out.

    Raises ValueError, KeyError, TypeError or AttributeError where it is no manifest, or names what is not in the lake.
    """
    value = json.loads(data)
    known = _known(Manifest, value)
    known["started_at"] = datetime.fromisoformat(value["started_at"])
    known["files"] = tuple(StagedFile(**_known(StagedFile, file)) for file in value.get("files", ()))
    known["replaces"] = tuple(value.get("replaces", ()))
    manifest = Manifest(**known)
    for path in (*manifest.replaces, *(path for file in manifest.files for path in (file.staged, file.published))):
        inside(path)
    return manifest


def _known(record: type[Any], value: dict[str, Any]) -> dict[str, Any]:
    return {field.name: value[field.name] for field in dataclasses.fields(record) if field.name in value}


def load(storage: Storage, path: str) -> Manifest:
    """Return the manifest at a path; one of a newer schema version is refused before it is understood wrongly."""
    data = storage.read(path)
    try:
        refuse_newer(storage, path, int(json.loads(data)["schema_version"]))
        return loads(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LakeError(
            f"{storage.root}: {path} is not a manifest of ours ({error})",
            "restore it from a copy; or delete it, and the run it stands for is lost",
        ) from error


def refuse_newer(storage: Storage, path: str, version: int) -> None:
    """Raise LakeVersionError if a file of the lake has a schema version that this program does not know."""
    if version > SCHEMA_VERSION:
        raise LakeVersionError(
            f"{storage.root}: {path} has schema version {version}, and this program knows {SCHEMA_VERSION} at most",
            "upgrade attache, or write to another folder",
        )


def newest_first(storage: Storage) -> Iterator[str]:
    """Yield the ids of the runs that have a manifest, newest first."""
    names = [stored.path.rpartition("/")[2] for stored in storage.list(RUNS)]
    manifests = [name for name in names if name.endswith(_ENDING) and not name.endswith((_FAILED, _REPORT))]
    for name in sorted(manifests, reverse=True):
        yield name.removesuffix(_ENDING)
