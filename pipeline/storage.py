"""Where a lake lies: a local folder, or whatever file system Beam knows by its scheme (s3://, gs://, hdfs://)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from schemas.errors import ConfigError
from transforms.lake.storage import LocalStorage, Storage, Stored


def open_storage(output: str) -> Storage:
    """Return the storage of a lake's root folder; nothing is touched yet.

    Raises ConfigError for no name, and for an address that nothing here reaches.
    """
    if not output:
        raise ConfigError("the lake has no name", "name a folder, such as ./lake")
    if "://" in output:
        root = output.rstrip("/")
        _refuse_unreachable(root)
        return BeamStorage(root)
    return LocalStorage(Path(output).expanduser())


class BeamStorage:
    """A lake in an object store or cluster file system that Beam's FileSystems reach.

    An object becomes visible when it is closed, whole, which is what `write` promises.
    """

    def __init__(self, root: str) -> None:
        self._root = root

    @property
    def root(self) -> str:
        """Return the lake's address."""
        return self._root

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        if not self.exists(path):
            raise FileNotFoundError(self._at(path))
        with _file_systems().open(self._at(path)) as stream:
            return bytes(stream.read())

    def write(self, path: str, data: bytes) -> None:
        """Write a file, replacing one of that name."""
        with _file_systems().create(self._at(path)) as stream:
            stream.write(data)

    def create(self, path: str, data: bytes) -> bool:
        """Write a file unless one of that name exists, then read back who won: stores differ in what else they have."""
        if self.exists(path):
            return False
        self.write(path, data)
        return self.read(path) == data

    def list(self, folder: str) -> Sequence[Stored]:
        """Return all files below a folder, at any depth, sorted by path."""
        prefix = self._at(folder.rstrip("/")) + "/" if folder else self._root + "/"
        (result,) = _file_systems().match([prefix + "**"])
        start = len(self._root) + 1
        found = [Stored(item.path[start:], item.size_in_bytes) for item in result.metadata_list]
        return sorted(found, key=lambda stored: stored.path)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, replacing a file that has it."""
        if not self.exists(old):
            raise FileNotFoundError(self._at(old))
        if self.exists(new):
            self.delete(new)
        with suppress(OSError):  # it exists already; object stores have no folders and do nothing
            _file_systems().mkdirs(self._at(new.rpartition("/")[0]))
        _file_systems().rename([self._at(old)], [self._at(new)])

    def delete(self, path: str) -> None:
        """Remove a file; one that is absent is removed already."""
        if self.exists(path):
            _file_systems().delete([self._at(path)])

    def exists(self, path: str) -> bool:
        """Return whether there is a file of that name."""
        return bool(_file_systems().exists(self._at(path)))

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"


def _file_systems() -> Any:
    """Return Beam's FileSystems, imported late, so that commands on a local lake stay light."""
    from apache_beam.io.filesystems import FileSystems

    return FileSystems


def _refuse_unreachable(root: str) -> None:
    """Raise ConfigError where what Beam needs for an address is not installed."""
    try:
        _file_systems().get_filesystem(root)
        # Without boto3 Beam takes an s3:// address, and fails later, in riddles.
        known = not root.startswith("s3://") or find_spec("boto3") is not None
    except ValueError:
        known = False
    if not known:
        raise ConfigError(
            f"{root}: no file system for this address is installed",
            "install Beam's extra for it (apache-beam[aws] for s3://, apache-beam[gcp] for gs://), or name a folder",
        )
