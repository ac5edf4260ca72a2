"""Reads specimen files: one case a line, cells parted by tabs, comments behind `#`."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "web"


def cases(name: str) -> list[list[str]]:
    """Return the cells of every case of a file."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
