"""The lexicon's tables: tab-separated lines, `#` comments, errors that name file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import ConfigError
from transforms.events.files.overlays import decode, files, package_text


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `where` is `file:line`, for messages and for explaining.

    `preferred` lines, a user's, come before the package's where both know the same words.
    """

    where: str
    cells: tuple[str, ...]
    preferred: bool = False

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


def read(name: str, overlays: Sequence[Path] = (), least: int = 1) -> Iterator[Row]:
    """Yield the rows of a table, those of the overlays first; raises ConfigError for fewer than `least` columns."""
    for path in files(name, overlays):
        yield from _rows(str(path), decode(path), least, preferred=True)
    yield from _rows(name, package_text(name), least, preferred=False)


def _rows(name: str, text: str, least: int, *, preferred: bool) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            row = Row(f"{name}:{number}", tuple(cell.strip() for cell in line.split("\t")), preferred)
            filled = sum(map(bool, row.cells[:least]))
            if filled < least or not row.cell(0):
                raise row.error(
                    f"{filled} of the first {least} columns filled",
                    "write the columns set apart by tabs, as the table's first lines say",
                )
            yield row
