"""Whether the parties of an act are of the kind that a line of triggers.tsv asks for, one rule a flag."""

from __future__ import annotations

from collections.abc import Set
from typing import Final, NamedTuple

from transforms.events.actors.memory import STATES
from transforms.events.reading.roles import Match, Roles
from transforms.events.reading.sides import Party, official
from transforms.events.syntax.groups import NounGroup

_FORCES = frozenset(["MIL", "REB", "PRM", "COP", "UAF"])
_PLAYERS = frozenset(["state", "person", "city", "demonym", "organisation"])
_RESIDENT = frozenset(["ambassador", "envoy", "consul"])


def fits(roles: Roles, match: Match, source: list[Party], target: list[Party]) -> bool:
    """Return whether the parties fit all flags of an entry; a flag that has no rule here asks nothing of them."""
    asked = match.entry.flags & _RULES.keys()
    return not asked or _fit(_Case(roles, match, source, target), asked)


def _fit(case: _Case, asked: Set[str]) -> bool:
    return all(_RULES[flag](case) for flag in asked)


class _Case(NamedTuple):
    """The parties of one act, and where they stand."""

    roles: Roles
    match: Match
    source: list[Party]
    target: list[Party]

    def is_person(self) -> bool:
        return bool(self.target)

    def is_direct(self) -> bool:
        """The object is an actor itself, not a thing that belongs to one: "fight rebels", not "fight extradition"."""
        objects = self.match.clause.objects
        if not objects or objects[0].named():
            return True
        return self.roles.sides.words[objects[0].head] in self.roles.sides.lexicon.people

    def is_object(self) -> bool:
        return bool(self.match.clause.objects) or self.roles.passive(self.match.clause)

    def is_goods(self) -> bool:
        """Aid arrives: "flour from Ankara reached Tripoli"."""
        named = self.roles.matcher.nominal(self.match.clause.subject)
        return named is not None and named[0].group == "aid"

    def is_office(self) -> bool:
        """A ministry that protests complains; a crowd demonstrates."""
        return bool(self.source) and all(party.sector == "GOV" for party in self.source)

    def is_state(self) -> bool:
        """Trade of a firm is no state's: "Boeing sells jets to China", "a Latvian dairy sells cheese"."""
        subject = self.match.clause.subject
        return (subject is None or subject.named() is not None) and all(map(official, self.source))

    def is_guest(self) -> bool:
        """A statesman is somewhere; an ambassador lives there, and who is in custody there is no guest."""
        guests = [p for p in self.source if p.kind in ("person", "role") and p.role not in _RESIDENT]
        where = self.match.clause.phrases[:1]
        placed = all(place.named() for place in where)
        return bool(guests) and placed and not self.match.clause.objects

    def is_voice(self) -> bool:
        """A spokesman attacks in words, an army does not."""
        voices = [p for p in self.source if p.kind in ("person", "role", "agent") and p.sector not in _FORCES]
        return bool(voices) and len(voices) == len(self.source)

    def is_people(self) -> bool:
        """Police beat a student; of two teams, players or states one beats the other in sport."""
        return self._armed() or not any(party.kind in _PLAYERS for party in self.target)

    def is_civil(self) -> bool:
        return not any(party.sector in ("MIL", "GOV") for party in self.source)

    def is_folk(self) -> bool:
        """Fishermen block a port; a state that does so uses its force."""
        return bool(self.source) and self.is_civil() and not any(p.kind in STATES for p in self.source)

    def is_police(self) -> bool:
        return any(party.sector in ("COP", "MIL") for party in self.source)

    def is_troops(self) -> bool:
        return self._armed() or self.roles.names_force(self.match.clause.subject)

    def is_force(self) -> bool:
        groups: tuple[NounGroup | None, ...] = (self.match.clause.subject, *self.match.clause.objects[:1])
        return self._armed() or any(map(self.roles.names_force, groups))

    def is_warring(self) -> bool:
        """A state or a force invades another; "a Swiss chocolate maker" that does so goes on sale there."""
        clause = self.match.clause
        subject = clause.subject
        if self._armed() or subject is None or self.roles.passive(clause) or self.roles.names_force(subject):
            return True
        named = subject.named()
        return named is not None and named.sector != "BUS"

    def _armed(self) -> bool:
        return any(party.sector in _FORCES for party in self.source)


_RULES: Final = {name.removeprefix("is_"): rule for name, rule in vars(_Case).items() if name.startswith("is_")}
