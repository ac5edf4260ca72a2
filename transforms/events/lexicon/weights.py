"""The weights of confidence.tsv: what each sign of an event says about whether it is right.

A logistic score: the weights of the signs an event shows are added up, and the sum is the logarithm of the odds.
`python -m pipeline.evaluation.calibrate --write` fits the table to the gold.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat

from transforms.events.files.tables import Row

TABLE = "confidence.tsv"
#: The sign that every event shows: its weight is where the sum begins.
BASE = "any"
_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each sign; one that is not in the table weighs nothing."""

    by_sign: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, rows: Iterable[Row]) -> Weights:
        """Return the weights of a table, of a sign's lines the first; ConfigError for one that is no finite number."""
        by_sign: dict[str, float] = {}
        for row in rows:
            by_sign.setdefault(row.cell(0), _weight(row))
        return cls(by_sign)

    def confidence(self, signs: Iterable[str]) -> float:
        """Return the share of events with these signs that are right, 0 to 1."""
        weight = self.by_sign.get
        return round(logistic(sum(map(weight, signs, repeat(0.0)), weight(BASE, 0.0))), _DECIMALS)


def logistic(odds: float) -> float:
    """Return the probability of log odds; safe for any finite number."""
    return 0.5 * (1 + math.tanh(odds / 2))


def _weight(row: Row) -> float:
    try:
        weight = float(row.cell(1))
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight):
        raise row.error(
            f"no weight: {row.cell(1)!r}", "write a number, or run python -m pipeline.evaluation.calibrate --write"
        )
    return weight
