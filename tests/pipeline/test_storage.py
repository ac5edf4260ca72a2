"""Beam's file systems keep the promises that a lake rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.storage import BeamStorage, open_storage
from schemas.errors import ConfigError
from tests.transforms.lake.storage_contract import StorageContract
from transforms.lake.storage import LocalStorage


class TestBeamStorage(StorageContract):
    """The contract, on Beam's own local file system: the same calls reach s3:// and gs://."""

    @pytest.fixture
    def storage(self, tmp_path: Path) -> BeamStorage:
        return BeamStorage(str(tmp_path / "lake"))


def test_a_scheme_decides_who_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.storage.find_spec", lambda name: name)
    assert isinstance(open_storage("./lake"), LocalStorage)
    lake = open_storage("s3://bucket/lake/")
    assert isinstance(lake, BeamStorage)
    assert lake.root == "s3://bucket/lake"


def test_an_address_that_cannot_be_reached_is_told_when_the_lake_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.storage.find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"s3://bucket/lake: .*install Beam's extra"):
        open_storage("s3://bucket/lake")
