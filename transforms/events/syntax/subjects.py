"""Which noun group is a verb's subject, where it is not simply the noun before it."""

from __future__ import annotations

from transforms.events.actors.memory import STATES
from transforms.events.syntax.frame import Clause, Frame
from transforms.events.syntax.groups import NounGroup

#: Prepositions that become conjunctions when a clause follows: "after talks failed".
CONJUNCTIONS = frozenset(["after", "before", "since", "until", "till", "as", "than", "for", "like", "following"])
WHEN = frozenset(["after", "before", "since", "until", "till", "as"])
_FRONTED = frozenset(["rel", "part", "ger", "inf", "adv"])
_NAMES = STATES | {"organisation", "group"}


class Subjects(Frame):
    """Finds subjects in what has been read of a sentence, and takes them from where they were put at first."""

    @staticmethod
    def unite(subject: NounGroup) -> None:
        """ "US, Manila launch": names of several states before a verb are a headline's list, no apposition."""
        countries = {_country(name) for name in (subject, *subject.apposed)}
        if len(countries) > len(subject.apposed) and "" not in countries:
            subject.coords, subject.apposed = (*subject.coords, *subject.apposed), ()

    def conjoined(self) -> NounGroup | None:
        """The subject of a verb that opens a sentence with a conjunction: "After Togo attacked Ghana"."""
        clause = self.current
        fronted = clause.verb is None and clause.subject is None and not self.comma
        return self.last if fronted and self.last is not None and self.last.prep in WHEN else None

    def paired(self, clause: Clause, group: NounGroup) -> NounGroup | None:
        """The first of two names after a conjunction that have a verb together: "after Togo and Ghana signed"."""
        for noun in (*clause.phrases, *clause.before):
            if noun.prep in CONJUNCTIONS and group in noun.coords and _country(noun) and _country(group):
                return noun
        return None

    def listed(self, clause: Clause, group: NounGroup) -> NounGroup | None:
        """The first of the names a verb has together, taken from a place before them: "In Geneva, Togo and Ghana"."""
        for noun in self.nouns(clause):
            if group in noun.coords:
                first = next((other for other in noun.coords if self.after_comma(other.first)), None)
                if first is None or first is group:
                    return None
                at = noun.coords.index(first)
                first.coords, noun.coords = noun.coords[at + 1 :], noun.coords[:at]
                first.prep = ""
                return first
        return None

    @staticmethod
    def unopened(clause: Clause) -> Clause | None:
        """The clause that is still to come after one in front of it: "At a summit that failed, Togo said"."""
        above = clause
        while above.kind in _FRONTED and above.parent is not None:
            above = above.parent
        return above if above.verb is None and above.subject is None else None

    @staticmethod
    def headed(clause: Clause, group: NounGroup) -> NounGroup | None:
        """The object to which a prepositional phrase belongs, that stands right after the verb."""
        verb = clause.verb
        return next((n for n in clause.objects if verb and group in n.after and n.first <= verb.last + 1), None)

    def host(self, clause: Clause, group: NounGroup) -> NounGroup | None:
        """The noun after a comma to which a prepositional phrase belongs."""
        for noun in self.nouns(clause):
            for candidate in (noun, *noun.apposed):
                if group in candidate.after and not candidate.prep and self.after_comma(candidate.first):
                    return candidate
        return None

    def after_comma(self, first: int) -> bool:
        return self.kind_before(first) in ("comma", "strong")

    def kind_before(self, first: int) -> str:
        """What stands before the group that begins at token `first`."""
        before = ""
        for unit in self.units:
            if unit.first == first:
                return before
            before = unit.kind
        return ""

    def take_back(self, clause: Clause, group: NounGroup) -> bool:
        """Remove a group from where it was put; true if it was co-ordinated there."""
        for place in (clause.objects, clause.phrases, clause.before):
            if group in place:
                place.remove(group)
        for noun in self.nouns(clause):
            noun.after, noun.apposed = _without(noun.after, group), _without(noun.apposed, group)
            if group in noun.coords:
                noun.coords = _without(noun.coords, group)
                return True
        return False

    @staticmethod
    def nouns(clause: Clause) -> list[NounGroup]:
        found = [*clause.objects, *clause.phrases, *clause.before]
        if clause.subject is not None:
            found.append(clause.subject)
        return found + [coord for noun in found for coord in noun.coords]

    def waiting(self, clause: Clause | None) -> Clause | None:
        """The nearest clause around that has a subject and still no verb."""
        while clause is not None:
            if clause.verb is None and clause.subject is not None:
                return clause
            clause = clause.parent
        return None

    def reporting(self, subject: NounGroup) -> bool:
        """ "..., the Kremlin confirmed": the noun stood after a comma and nothing was waiting for it."""
        return bool(subject.first and self.after_comma(subject.first)) and not subject.prep


def _without(groups: tuple[NounGroup, ...], left_out: NounGroup) -> tuple[NounGroup, ...]:
    return tuple(group for group in groups if group is not left_out) if left_out in groups else groups


def _country(group: NounGroup) -> str:
    """The country of a group that is a name and no more: of a state, a town or seat that stands for one, a body."""
    held = group.mentions[0] if len(group.mentions) == 1 else None
    return held.country if held is not None and held.kind in _NAMES and held.last == group.last else ""
