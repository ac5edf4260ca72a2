"""What a noun phrase was understood to mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Mention:
    """An actor in a sentence: tokens [first, last) and who is meant.

    `country` is ISO 3166 alpha-3 or PLOVER's code of a non-state, `sector` PLOVER's, `role` the office held on the day;
    each is "" if unknown. `kind` is state, person, organisation, group, role, demonym, seat, city, agent, pronoun or
    set. `entry` says where the knowledge is: file and line, or "document". A set ("both countries") has `members`.
    """

    first: int
    last: int
    text: str
    name: str
    country: str
    sector: str
    role: str
    kind: str
    entry: str
    members: tuple[Mention, ...] = ()
