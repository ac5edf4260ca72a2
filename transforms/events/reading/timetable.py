"""The present tense that tells of the future: "flies to Cairo on Friday", "is meeting him next week"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.events.dates.dates import DateExpression
from transforms.events.syntax.clauses import Clause

_AHEAD = re.compile(
    r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|next |tomorrow|later (?:this|today|on)", re.IGNORECASE
)
# Verbs of what is put on a calendar; others in the present tense are a headline's ("bombs Kyiv on Friday").
_SCHEDULED = frozenset(
    ["arrive", "attend", "begin", "come", "convene", "depart", "embark", "fly", "go", "head", "hold", "host", "leave"]
).union(["land", "meet", "open", "receive", "resume", "return", "see", "sign", "start", "travel", "visit", "welcome"])


def foretell(clauses: Sequence[Clause], times: Sequence[DateExpression]) -> None:
    """Make future the verbs in the present tense that are told with a day to come."""
    ahead = [time.first for time in times if not (time.bound or time.modifier) and _AHEAD.match(time.text)]
    for clause in clauses if ahead else ():
        verb = clause.verb
        if verb is None or verb.tense != "present" or verb.perfect or verb.modal or verb.lemma not in _SCHEDULED:
            continue
        end = min((c.first for c in clauses if c.first > verb.head), default=clause.last + 1)
        if any(clause.first <= first <= max(end, verb.last) for first in ahead):
            verb.tense = "future"
