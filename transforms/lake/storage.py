"""Where a lake lies: a handful of operations on whole files, and the local file system as the first such place."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from schemas.errors import LakeError


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the lake and its size in bytes; the path is relative to the lake's root."""

    path: str
    size: int


#: Files that are written or moved at once: on a disk, the waits for a sync become one; from four on it is no faster.
AT_ONCE = 4


class Storage(Protocol):
    """What a lake asks of the place it lies in.

    Paths are relative to the lake's root, with `/`. Failures are `OSError`s; a file that is absent is a
    `FileNotFoundError`. Every promise here is put to the test by tests/transforms/lake/storage_contract.py.
    """

    @property
    def root(self) -> str:
        """Return the lake's root as a person would write it."""
        ...

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        ...

    def write(self, path: str, data: bytes) -> None:
        """Write a file, replacing one of that name; nobody sees it under its name before it is whole."""
        ...

    def create(self, path: str, data: bytes) -> bool:
        """Write a file unless one of that name exists; return whether it was written.

        Of several callers at once at most one is told yes. A store that has no such operation looks, writes and
        reads back, which leaves a window as wide as its own delay.
        """
        ...

    def list(self, folder: str) -> Sequence[Stored]:
        """Return all files below a folder, at any depth, sorted by path; none where it is absent."""
        ...

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, replacing a file that has it.

        A store that copies and deletes may be cut short in between and leave both names; doing it again mends that.
        """
        ...

    def delete(self, path: str) -> None:
        """Remove a file; one that is absent is removed already."""
        ...

    def exists(self, path: str) -> bool:
        """Return whether there is a file of that name."""
        ...


def inside(path: str) -> str:
    """Return a path that stays inside the lake; raises ValueError for any other."""
    if path.startswith("/") or ".." in path.split("/"):
        raise ValueError(f"not a path inside the lake: {path}")
    return path


@contextmanager
def told(storage: Storage) -> Iterator[None]:
    """Tell a failure of the place that a lake lies in as a LakeError that names the lake."""
    try:
        yield
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        raise LakeError(
            f"{storage.root} cannot be used ({error.strerror or error}{where})",
            "see that it may be used and has room, then run again: what was decided is finished, the rest is swept",
        ) from error


class LocalStorage:
    """A lake in a folder of this machine, safe against a power cut: each change is synced before it is told."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def root(self) -> str:
        """Return the folder's path."""
        return str(self._root)

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        return self._at(path).read_bytes()

    def write(self, path: str, data: bytes) -> None:
        """Write beside the target, sync, rename."""
        target = self._at(path)
        half = _write_beside(target, data)
        half.replace(target)
        _sync_folder(target.parent)

    def create(self, path: str, data: bytes) -> bool:
        """Write beside the target, sync, and give it its name only if that is free."""
        target = self._at(path)
        half = _write_beside(target, data)
        try:
            _link(half, target)
        except FileExistsError:
            return False
        finally:
            half.unlink()
        _sync_folder(target.parent)
        return True

    def list(self, folder: str) -> Sequence[Stored]:
        """Walk the folder; what vanishes meanwhile is left out, but what may not be read is no empty folder."""
        found = []
        for parent, _, names in os.walk(self._at(folder), onerror=_raise_unless_absent):
            for name in names:
                file = Path(parent, name)
                try:
                    found.append(Stored(file.relative_to(self._root).as_posix(), file.stat().st_size))
                except FileNotFoundError:
                    continue
        return sorted(found, key=lambda stored: stored.path)

    def rename(self, old: str, new: str) -> None:
        """Rename in one step, sync both folders, and remove those left empty."""
        source, target = self._at(old), self._at(new)
        _make_folder(target.parent)
        source.replace(target)
        _sync_folder(target.parent)
        _sync_folder(source.parent)
        self._remove_empty_above(source)

    def delete(self, path: str) -> None:
        """Remove a file, and the folders it leaves empty."""
        target = self._at(path)
        target.unlink(missing_ok=True)
        self._remove_empty_above(target)

    def exists(self, path: str) -> bool:
        """Return whether there is a file of that name."""
        return self._at(path).is_file()

    def _remove_empty_above(self, file: Path) -> None:
        """Remove the folders a file leaves empty, but those right below the root: other runs' files go there."""
        for folder in file.parents:
            if self._root in (folder, folder.parent) or not _remove_if_empty(folder):
                break

    def _at(self, path: str) -> Path:
        return self._root / inside(path)


def _write_beside(target: Path, data: bytes) -> Path:
    """Write a temporary file in the target's folder, so that the rename stays within one file system.

    Process and thread make its name: a runner may write the same file from two places at once.
    """
    _make_folder(target.parent)
    half = target.with_name(f".{target.name}.{os.getpid()}.{threading.get_ident()}.tmp")
    with half.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return half


def _link(source: Path, target: Path) -> None:
    """Give a file a second name, or raise FileExistsError.

    Where there are no hard links (exFAT, some network shares) the copy takes the name before it is whole.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        with target.open("xb") as out:
            out.write(source.read_bytes())


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, and sync the entry of each that is new."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, and NTFS journals its entries itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _raise_unless_absent(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _remove_if_empty(folder: Path) -> bool:
    """Return whether the folder is gone, be it by another's hand."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
