"""What every test shares: where the measuring data lies, if it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of measuring data beside the checkout, or skip and say so."""
    if not SHARED.is_dir():
        pytest.skip(f"measuring data absent: {SHARED} is not a folder")
    return SHARED
