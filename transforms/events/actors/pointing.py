"""What words that point back can mean: "it", "they", "the two"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from transforms.events.actors.memory import STATES
from transforms.events.actors.mentions import Mention
from transforms.events.text.tokens import Words

_BEING: Final = frozenset(("is", "was", "'s", "’s", "remains", "remained", "seems", "seemed", "became", "becomes"))
_UNSAID: Final = frozenset(
    (
        "impossible",
        "possible",
        "clear",
        "unclear",
        "important",
        "necessary",
        "difficult",
        "hard",
        "easy",
        "true",
        "time",
    )
)
_ONE: Final = STATES | {"person", "role"}


def is_empty(words: Words, after: int) -> bool:
    """Return whether "it" stands for nothing: "it is impossible to say", "it was not clear whether"."""
    following = words.lower[after : after + 3]
    return bool(following) and following[0] in _BEING and not _UNSAID.isdisjoint(following[1:])


def counts_names(words: Words, after: int) -> bool:
    """Tell whether what "the two" counts follows: "the two Spaniards", "the two detained Spaniards", "the two-day"."""
    return any(text[0].isupper() or text == "-" for text in words.texts[after : after + 2])


def several(members: Sequence[Mention]) -> Mention | None:
    """Return whom "they" means of one and several: after "Togo held five sailors" the sailors."""
    people = [member for member in members if member.kind == "agent" and member.text.endswith("s")]
    return people[0] if len(people) == 1 and all(m.kind in _ONE or m is people[0] for m in members) else None
