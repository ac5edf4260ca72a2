"""Columns of a table, declared as the fields of a record's dataclass.

Nothing here needs Arrow: a process that only makes records, as the children of a pool do, stays small and free of
Arrow's threads.
"""

from __future__ import annotations

import dataclasses
from typing import Any


def column(description: str, *, id: int, default: Any = dataclasses.MISSING) -> Any:
    """Declare a column of a table: its description and its stable Parquet field id.

    An id is never reused: a removed column takes its number with it.
    """
    return dataclasses.field(default=default, metadata={"description": description, "id": id})


def required(record: type[Any]) -> list[str]:
    """Return the columns of a record class that a file of its table must have: those without a default."""
    return [field.name for field in dataclasses.fields(record) if field.default is dataclasses.MISSING]
