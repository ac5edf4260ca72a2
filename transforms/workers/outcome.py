"""What becomes of a value that was given to a pool."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Cause(Enum):
    """Why there is no result."""

    LATE = "took too long"
    DIED = "its process died"
    RAISED = "raised an exception"


@dataclass(frozen=True, slots=True)
class Failed:
    """Stands for the result where there is none; `message` is for a person, a traceback where something was raised."""

    cause: Cause
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value that was submitted, the tag that came with it, and the function's result or `Failed`."""

    value: Any
    tag: Any
    result: Any
