"""A user's own knowledge: folders whose files stand before the package's.

A folder holds tables of the package's names (`leaders.tsv`, `triggers.tsv`, ...), PETRARCH dictionaries, or both.
Later folders come before earlier ones, and each comes before the package: where two lines answer the same question,
the first one met does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Final

from schemas.errors import ConfigError

LANGUAGE: Final = "en"
#: Codes and scores other systems define, and what the splitting of sentences knows: not a matter of taste.
FIXED: Final = frozenset(
    ["abbreviations.tsv", "cameo_codes.tsv", "cameo_plover.tsv", "goldstein.tsv", "plover_scores.tsv"]
)
#: How the names of PETRARCH's dictionaries end, by what they hold.
DICTIONARIES: Final = {
    "actors": ".actors.txt",
    "agents": ".agents.txt",
    "discards": ".discards.txt",
    "verbs": ".verbs.txt",
}


def package_text(name: str) -> str:
    """Return the package's own table of that name."""
    own = resources.files("transforms.events") / "data" / LANGUAGE / name
    return own.read_text(encoding="utf-8")


def files(name: str, overlays: Sequence[Path]) -> Iterator[Path]:
    """Yield the tables called `name` in the folders, those of the last folder first."""
    for folder in reversed(overlays):
        path = folder / name
        if path.is_file():
            yield path


def dictionaries(kind: str, overlays: Sequence[Path]) -> Iterator[Path]:
    """Yield the PETRARCH dictionaries of a kind (actors, agents, discards, verbs), those of the last folder first."""
    for folder in reversed(overlays):
        yield from (path for path in _listed(folder) if _is_dictionary(path, kind))


def _is_dictionary(path: Path, kind: str) -> bool:
    name = path.name.lower()
    return name == DICTIONARIES[kind][1:] or name.endswith(DICTIONARIES[kind])


def decode(path: Path) -> str:
    """Return the text of a user's file: UTF-8, else Latin-1, in which older dictionaries are written."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})", "check the file") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def check(overlays: Sequence[Path]) -> None:
    """Raise ConfigError for a folder that is absent or adds nothing, and for a table no one reads."""
    known = {path.name for path in (resources.files("transforms.events") / "data" / LANGUAGE).iterdir()} - FIXED
    for folder in overlays:
        named = [path for path in _listed(folder) if _is_read(path, known)]
        if not named:
            raise ConfigError(
                f"--lexicon {folder}: holds no table and no dictionary",
                f"put a table such as leaders.tsv there, or a PETRARCH file (*{', *'.join(DICTIONARIES.values())})",
            )


def _is_read(path: Path, known: set[str]) -> bool:
    if path.suffix != ".tsv":
        return any(_is_dictionary(path, kind) for kind in DICTIONARIES)
    if path.name not in known:
        remedy = "codes and scores cannot be overlaid" if path.name in FIXED else f"name it {', '.join(sorted(known))}"
        raise ConfigError(f"{path}: no table that is read", remedy)
    return True


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise ConfigError(f"--lexicon {folder}: {error.strerror}", "name a folder of tables or dictionaries") from error
