"""A line of the lexicon or the gazetteer, by the `file:line` that entries and rules carry."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from schemas.errors import ConfigError
from transforms.events.files.overlays import decode, package_text


def line_at(where: str) -> str:
    """Return the line that `file:line` names, "" if there is none; a user's file is named by its path."""
    name, _, number = where.rpartition(":")
    lines = _lines(name) if name and number.isdigit() else ()
    return lines[int(number) - 1] if lines and 0 < int(number) <= len(lines) else ""


@lru_cache(maxsize=64)
def _lines(name: str) -> tuple[str, ...]:
    try:
        return tuple((package_text(name) if Path(name).name == name else decode(Path(name))).splitlines())
    except (ConfigError, OSError):
        return ()
