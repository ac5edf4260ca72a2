"""Verbs that tell an act by themselves, and light verbs that carry out the act their object names."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.events.reading.fitting import fits
from transforms.events.reading.operators import Operators
from transforms.events.reading.readings import OPEN, Reading, ended, is_over
from transforms.events.reading.roles import Match, strangers
from transforms.events.reading.saying import asked
from transforms.events.reading.sides import Party
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup
from transforms.events.text.tokens import POSSESSIVES

# Acts of words that another's name before the noun makes another's.
_OTHERS = frozenset(["request", "demand", "invitation"])


class Triggers(Operators):
    """The rules for one sentence; what they use up the operators know."""

    __slots__ = ()

    def tell(self, match: Match) -> Reading | None:
        entry = match.entry
        if "ahead" in entry.flags and not self._ahead(match.clause):
            return None
        firm = "never" in entry.flags
        if firm and not self._never(match.clause):
            return None
        source, target = self._sides(match)
        if not fits(self.roles, match, source, target):
            return None
        reading = self.make(match, entry.type, entry.mode, entry.cameo, source, target)
        self.used.update(map(id, self._named(match)))
        reading.firm = firm
        if "swap" in entry.flags:
            reading.source, reading.target = target, source
        if "together" in entry.flags:
            reading = _together(reading)
        return self._completed(match, reading)

    def _sides(self, match: Match) -> tuple[list[Party], list[Party]]:
        """Who acts on whom, also where only the trigger's own words or what stands beside them say so."""
        entry, clause = match.entry, match.clause
        source, target = self.roles.both(match)
        if not source and self.roles.passive(clause):
            if "swap" in entry.flags:  # "angered at"
                source = self.roles.sides.of(self.roles.phrase(clause, entry.target))
            elif (
                "both" in entry.flags and len(pair := self.roles.sides.of(self.roles.phrase(clause, ("between",)))) > 1
            ):
                return pair[:1], pair[1:]  # "prisoners were exchanged between"
            elif entry.type == "ASSAULT":
                source = self._raiders(clause)
        return source, target or self._inside(match) or self._owner(match, source)

    def _completed(self, match: Match, reading: Reading) -> Reading:
        """What an act of some types takes from the rest of its clause."""
        clause = match.clause
        if reading.type == "REJECT":
            self.used.update(id(group) for group in self._talks(clause))
        elif reading.type in ("ACCUSE", "SUPPORT"):
            reading.about = self.roles.about(match)
        elif reading.type == "PROTEST":
            self._absorb(clause)
            reading.target = strangers(reading.target, reading.source) or self._against(clause) or reading.target
        elif reading.type == "AID":
            reading.target = reading.target or self._against(clause)  # "provided money to help Lebanon"
        elif reading.type == "MOBILIZE" or reading.cameo == "042":
            reading = self._helping(clause, reading)
        return reading

    def _helping(self, clause: Clause, reading: Reading) -> Reading:
        """ "Sent soldiers to help the army", "doctors landed in Milan to treat": those who come to help are aid."""
        for child in clause.children:
            told = self.read(child) if child.kind == "inf" else None
            if told is not None and told.type == "AID":
                self.used.add(id(child))
                target = strangers(told.target, reading.source) or reading.target
                return reading.with_(type="AID", mode="", cameo="", target=target, rules=[*reading.rules, *told.rules])
        return reading

    def _raiders(self, clause: Clause) -> list[Party]:
        """ "Were killed in a Russian air raid": whose raid it was."""
        for group in clause.phrases:
            found = self.roles.matcher.nominal(group)
            if group.prep in ("in", "during", "after") and found is not None and found[0].group == "attack":
                return self.roles.owners(group) or self.roles.sides.of(_whence(group))
        return []

    def _idle(self, verb: str, kind: str, group: NounGroup, actor: list[Party]) -> bool:
        """Whether a light verb does not carry out the act its object names."""
        if verb == "have":
            return kind != "consult"  # "had talks" is an act, "has soldiers" none
        if verb == "announce" and kind == "plan" and self.roles.matcher.words[group.first] in ("the", "this", "that"):
            self.used.add(id(group))
            return True  # "announced the agreement": one that is told elsewhere
        return kind in _OTHERS and bool(
            strangers(self.roles.owners(group), actor)
        )  # "sent Togo's request to parliament"

    @staticmethod
    def _ahead(clause: Clause) -> bool:
        """What a verb tells is still to come."""
        verb = clause.verb
        return verb is not None and (verb.shape == "inf" or verb.tense == "future" or verb.modal in OPEN)

    @staticmethod
    def _never(clause: Clause) -> bool:
        """The act is told by its negation."""
        return clause.verb is not None and clause.verb.negated

    def _inside(self, match: Match) -> list[Party]:
        """Whom an act in the trigger's own words befalls: "stopped shelling Togo"."""
        for child in match.clause.children:
            verb = child.verb if child.kind == "ger" else None
            if verb is not None and (verb.head < match.last or child.link in match.entry.target):
                return self.roles.anyone(child)
        return []

    def _owner(self, match: Match, source: list[Party]) -> list[Party]:
        """ "Wrote off Togo's debt", "came to Togo's aid": whose it is that the trigger's own words name."""
        for group in self._named(match):
            owners = [party for party in strangers(self.roles.owners(group), source) if party.country]
            if owners:
                return owners
        return []

    def _talks(self, clause: Clause) -> Iterator[NounGroup]:
        """ "Walked out of talks", "snubbed the summit": none are held."""
        for group in (*clause.objects, *clause.phrases):
            found = self.roles.matcher.nominal(group)
            if found is not None and found[0].group == "consult":
                yield group

    @staticmethod
    def _named(match: Match) -> list[NounGroup]:
        """The noun groups whose head is among the words of the trigger."""
        clause = match.clause
        return [group for group in (*clause.objects, *clause.phrases) if match.first < group.head < match.last]

    def _absorb(self, clause: Clause) -> None:
        """What a protest demands or deplores is the protest's content: "rallied to demand", "protesting the law"."""
        self.used.update(id(child) for child in clause.children if child.kind in ("inf", "part", "rel"))

    def _against(self, clause: Clause) -> list[Party]:
        """Whom a protest is directed at, where only its purpose says so."""
        for child in clause.children:
            if child.kind in ("inf", "part", "rel") and (parties := self.roles.anyone(child)):
                return parties
        return []

    def perform(self, match: Match) -> Reading | None:
        """ "hold talks", "impose sanctions": the object names the act, in the passive the subject."""
        clause = match.clause
        named = self.noun(match)
        if named is None or id(named[0]) in self.used or not named[1].type:
            return None
        group, nominal, first, last = named
        actor = self.roles.owners(group) if "subject" in match.entry.flags else self.roles.actor(clause)
        if match.entry.lemma == "announce":
            actor = self._announced(group) or actor
        if self._idle(match.entry.lemma, nominal.group, group, actor):
            return None
        if nominal.type == "PROTEST":
            self._absorb(clause)
        target = self.roles.befallen(nominal, group, clause, match.entry.target, actor)
        both = "both" in nominal.flags
        if both:
            actor, target = self.roles.shared(actor, target, group)
        elif not target:
            target = [party for party in self.roles.owners(group) if party not in actor]
        if nominal.type in ("PROTEST", "AID"):
            target = target or self._against(clause)
        asking = [child for child in clause.children if child.kind == "comp" and child.of_noun is group]
        self.used.update((id(group), *map(id, asking)))  # "repeated its demand that Togo go"
        mode = asked(self.lexicon, asking[0]) if asking and nominal.type == "REQUEST" else ""
        reading = Reading(
            nominal.type,
            nominal.mode or mode,
            nominal.cameo,
            nominal.group,
            actor,
            target,
            both,
            clause,
            min(match.first, first),
            max(match.last, last),
            [nominal.where, match.entry.where],
        )
        if "together" in nominal.flags:
            return _together(reading)
        over = is_over(self.roles.matcher.words, group, first, reading.type)
        return ended(self.lexicon, reading) if over else reading

    def _announced(self, group: NounGroup) -> list[Party]:
        """ "The ministry announced Togo's release of": who releases is Togo."""
        lower = self.roles.matcher.words
        return [party for party in self.roles.owners(group) if lower[party.last] in POSSESSIVES]


def _whence(group: NounGroup) -> NounGroup | None:
    """ "A rocket attack from Togo"."""
    return next((after for after in group.after if after.prep == "from"), None)


def _together(reading: Reading) -> Reading:
    """Of states that drill together each co-operates with the others; one that drills by itself shows force."""
    if len({party.country for party in reading.source if party.country}) < 2:
        return reading
    return reading.with_(type="COOPERATE", mode="", cameo="062", both=True, target=[])
