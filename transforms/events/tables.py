"""The lexicon's tables: tab-separated lines, `#` comments, errors that name file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from schemas.errors import ConfigError

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `where` is `file:line`, for messages and for explaining."""

    where: str
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """Return a cell, `""` if it is missing or says `-` (none)."""
        value = self.cells[index] if index < len(self.cells) else ""
        return "" if value == "-" else value

    def words(self, index: int) -> tuple[str, ...]:
        """Return the comma-separated words of a cell."""
        value = self.cell(index)
        return tuple(value.split(",")) if value else ()

    def error(self, problem: str, remedy: str = "correct the line") -> ConfigError:
        """Return the error for this line, to be raised by who reads it."""
        return ConfigError(f"{self.where}: {problem}", remedy)


def read(name: str, overlays: Sequence[Path] = ()) -> Iterator[Row]:
    """Yield the rows of a table: our own first, then those of the overlay folders that have a file of that name."""
    own = resources.files("transforms.events") / "data" / LANGUAGE / name
    yield from _rows(name, own.read_text(encoding="utf-8"))
    for folder in overlays:
        path = folder / name
        if path.is_file():
            yield from _rows(str(path), _decode(path))


def _decode(path: Path) -> str:
    """Read a user's file, which may be in Latin-1 as older dictionaries are."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _rows(name: str, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield Row(f"{name}:{number}", tuple(cell.strip() for cell in line.split("\t")))
