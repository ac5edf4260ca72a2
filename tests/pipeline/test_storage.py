"""Beam's file systems keep the promises that a lake rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.storage import BeamStorage, open_storage
from tests.transforms.lake.storage_contract import StorageContract
from transforms.lake.storage import LocalStorage


class TestBeamStorage(StorageContract):
    """The contract, on Beam's own local file system: the same calls reach s3:// and gs://."""

    @pytest.fixture
    def storage(self, tmp_path: Path) -> BeamStorage:
        return BeamStorage(str(tmp_path / "lake"))


def test_a_scheme_decides_who_stores() -> None:
    assert isinstance(open_storage("./lake"), LocalStorage)
    assert isinstance(open_storage("s3://bucket/lake"), BeamStorage)
    assert open_storage("gs://bucket/lake/").root == "gs://bucket/lake"
