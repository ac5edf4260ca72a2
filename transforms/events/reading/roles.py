"""Which noun group plays which part: actor, other side, direct object, the one an act befell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from transforms.events.actors.memory import NON_STATES
from transforms.events.lexicon.lexicon import Nominal, Verb
from transforms.events.reading.matching import Matcher
from transforms.events.reading.sides import Party, Sides
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup

_WORDS = frozenset(["remark", "remarks", "comment", "comments", "statement", "statements", "words", "speech", "claims"])
_RULINGS = frozenset(["ruling", "verdict", "judgment", "judgement", "order", "resolution", "vote"])
_POINTING = frozenset(["it", "this", "that", "these", "those"])
_ARRANGED = frozenset(["brokered", "mediated", "sponsored", "facilitated", "hosted", "moderated", "negotiated"])
_BEFALLING = frozenset(["on", "in", "at", "against", "of", "near"])
_EACH_OTHER = (["each", "other"], ["one", "another"])
_BLAMING = frozenset(["ACCUSE", "SUPPORT", "REJECT"])


class Match(NamedTuple):
    """An entry of the lexicon found at a clause's verb: tokens [first, last) are its words."""

    entry: Verb
    clause: Clause
    first: int
    last: int


@dataclass(slots=True)
class Roles:
    """Answers for one sentence who is who in a clause."""

    sides: Sides
    matcher: Matcher

    def passive(self, clause: Clause) -> bool:
        return clause.verb is not None and clause.verb.passive

    def actor(self, clause: Clause) -> list[Party]:
        """Who acts: the subject, in the passive whom "by" names; for "a statement condemning", who issued it."""
        if self.passive(clause):
            doer, subject, verb = self.phrase(clause, ("by",)), clause.subject, clause.verb
            if doer is not None and subject is not None and verb is not None and subject.first < doer.first < verb.head:
                return []  # "a request by Togo was refused": not by Togo
            return self._doer(doer)
        subject = clause.subject
        if subject is not None and clause.parent is not None and clause.kind == "rel":
            above = clause.parent
            if self.sides.words[subject.head] in self.sides.lexicon.documents and above.subject is not subject:
                return self.sides.of(subject, event=False) if subject.mentions else self.actor(above)
        if subject is not None and clause.kind == "rel" and subject.prep in _BEFALLING and clause.parent is not None:
            subject = self._host(clause.parent, subject) or subject
        return self._doer(subject)

    def _host(self, above: Clause, group: NounGroup) -> NounGroup | None:
        """ "The attack on Kyiv that killed two": the attack did, not Kyiv."""
        places = (*above.objects, *above.phrases, *above.before)
        for noun in (member for place in places for member in (place, *place.coords)):
            found = self.matcher.nominal(noun)
            if group in noun.after and found is not None and found[0].group == "attack":
                return noun
        return None

    def nobody(self, clause: Clause) -> bool:
        """The clause has a subject that is no actor and no weapon: "the law bans", "an uprising overthrew"."""
        subject = clause.subject
        if subject is None or subject.pronoun or self.passive(clause) or self.names_force(subject):
            return False
        return not self.sides.of(subject)

    def _doer(self, group: NounGroup | None) -> list[Party]:
        """ "An airstrike killed him": who made it acts, not the place it is told with."""
        found = self.matcher.nominal(group)
        if group is not None and found is not None and found[0].group == "attack":
            return self.owners(group) or self._counted(group)
        return self.sides.of(group)

    def _counted(self, group: NounGroup) -> list[Party]:
        """ "A barrage of Russian missiles": whose missiles they are."""
        if self.sides.words[group.head] not in self.sides.lexicon.quantities:
            return []
        return self.sides.of(next((after for after in group.after if after.prep == "of"), None))

    def both(self, match: Match) -> tuple[list[Party], list[Party]]:
        """Actor and other side of a verb."""
        clause, entry = match.clause, match.entry
        actor = self.actor(clause)
        if not self.passive(clause):
            return actor, self.target(match, actor)
        if entry.type == "MOBILIZE" and not actor:  # "troops were massed on the border": those who are sent act
            force = self.sides.of(clause.subject)
            return force, strangers(self.target(match, force), force)
        for place in entry.target[: entry.target.index("obj")] if "obj" in entry.target else ():
            if parties := self.sides.of(self.phrase(clause, (place,))):  # "aid was provided to"
                return actor, parties
        if "obj" in entry.target:
            patient = [party for party in self._parties(clause.subject, blame=False) if party not in actor]
            after = entry.target[entry.target.index("obj") + 1 :]  # "weapons were supplied to"
            return actor, patient or self.sides.of(self.phrase(clause, after)) or self._author(clause)
        return actor, self.sides.of(self.phrase(clause, entry.target)) or self.sides.of(clause.subject)

    def _author(self, clause: Clause) -> list[Party]:
        """ "Iran resumed enrichment, a step condemned by France": whose step it is."""
        noun, above = clause.of_noun, clause.parent
        if noun is None or above is None or self.sides.words[noun.head] not in self.sides.lexicon.deeds:
            return []
        while above.parent is not None:
            above = above.parent
        return self.actor(above)

    def mutual(self, clause: Clause) -> bool:
        """ "accused each other", "each side accused the other": the object is the subject's other part."""
        if not clause.objects:
            return False
        group, subject, words = clause.objects[0], clause.subject, self.matcher.words
        other = words[group.first : min(group.first + 2, group.last)]
        if other == ["the", "other"]:
            return subject is not None and words[subject.first] in ("each", "either")
        return other in _EACH_OTHER

    def target(self, match: Match, actor: list[Party]) -> list[Party]:
        """The other side, where the entry says it stands; who is the actor already is left out of "between"."""
        blame = match.entry.type in _BLAMING
        for place in match.entry.target:
            group = self.object(match) if place == "obj" else self.phrase(match.clause, (place,))
            parties = self._parties(group, blame=blame)
            if "both" in match.entry.flags:
                parties = [party for party in parties if party.kind != "phrase"]  # "signed an agreement"
            if place == "to" and match.entry.type == "ACCUSE":
                parties = [party for party in parties if party.country not in NON_STATES]  # "complained to the UN"
            if place == "between":
                parties = strangers(parties, actor)
            if parties:
                return parties
        return []

    def _parties(self, group: NounGroup | None, *, blame: bool) -> list[Party]:
        """Blamed or praised for "the attack on X" is who made it, not X."""
        found = self.matcher.nominal(group) if blame else None
        parties = self.sides.of(group, event=found is not None)
        if group is not None and found is not None and found[0].group == "restrict":
            return [self._holder(party, group) if party.kind == "phrase" else party for party in parties]
        return parties

    @staticmethod
    def _holder(party: Party, group: NounGroup) -> Party:
        """ "The arrest of two Americans in Iran": who holds people goes without saying where it is."""
        inside = (place for after in group.after for place in (after, *after.after) if place.prep == "in")
        where = next((m.country for place in inside for m in place.mentions if m.country), "")
        return party._replace(country=where or party.country)

    def about(self, match: Match) -> str:
        """What is blamed: `words` ("the remarks"), an `act` ("the attack", "it"), a `ruling`, a `deed` ("the step")."""
        group = self.object(match)
        if group is None:
            return ""
        found = self.matcher.nominal(group)
        if group.pronoun in _POINTING or (
            found is not None and found[0].group in ("attack", "restrict", "sanction", "cyber", "force")
        ):
            return "act"
        head = self.sides.words[group.head]
        if head in _WORDS:
            return "words"
        if head in _RULINGS:
            return "ruling"
        return "deed" if head in self.sides.lexicon.deeds else ""

    def object(self, match: Match) -> NounGroup | None:
        """The direct object; after a particle ("blew up a bridge") it stands as the particle's phrase."""
        clause = match.clause
        if clause.objects:
            return clause.objects[0]
        particles = {word for words in match.entry.rest for word in words}
        return next((phrase for phrase in clause.phrases if phrase.prep in particles), None)

    @staticmethod
    def phrase(clause: Clause, preps: Iterable[str]) -> NounGroup | None:
        """The first phrase with one of the prepositions, in their order."""
        for prep in preps:
            told = (prep, f"out {prep}")  # "pulled out of Togo"
            for phrase in (*clause.phrases, *clause.before):
                if phrase.prep in told:
                    return phrase
        return None

    @staticmethod
    def places(clause: Clause, group: NounGroup) -> list[NounGroup]:
        """The prepositional phrases that may belong to a noun group: its own and those of the clause behind it."""
        return [*group.after, *(phrase for phrase in clause.phrases if phrase.first >= group.last)]

    def befallen(
        self, nominal: Nominal, group: NounGroup, clause: Clause, preps: tuple[str, ...], actor: list[Party]
    ) -> list[Party]:
        """The other side of a noun's act: by the noun's own prepositions, then by the verb's; strangers first."""
        first: list[Party] = []
        places = self.places(clause, group)
        for prep in (*nominal.target, *preps):
            if prep == "obj":
                if clause.objects and clause.objects[0] is not group and (parties := self.sides.of(clause.objects[0])):
                    return parties
                continue
            for place in places:
                if place.prep == prep and (parties := self.sides.of(place)):
                    if strangers(parties, actor):
                        return parties
                    first = first or parties
        return first

    def owners(self, group: NounGroup) -> list[Party]:
        """Whose act a noun names: "Russia's attack", "the attack by Russia", "US-Russian talks"."""
        parties = self.sides.of(group, event=True)
        return [party for party in parties if party.kind != "phrase" and not self._arranged(party)]

    def _arranged(self, party: Party) -> bool:
        """ "US-brokered talks": who brings others together is no side of what they do."""
        after = self.matcher.words[party.last : party.last + 2]
        return len(after) == 2 and after[0] == "-" and after[1] in _ARRANGED

    def shared(self, actor: list[Party], target: list[Party], group: NounGroup) -> tuple[list[Party], list[Party]]:
        """The sides of a mutual act: "talks between X and Y", "X-Y talks", "talks with Y"."""
        target = target or strangers(self.owners(group), actor)
        if not actor and len(target) > 1:
            return target[:1], target[1:]
        return actor, target

    def anyone(self, clause: Clause) -> list[Party]:
        """The first party a clause or one below it speaks of besides its subject."""
        for group in (*clause.objects, *clause.phrases):
            if parties := self.sides.of(group):
                return parties
        return next((parties for child in clause.children if (parties := self.anyone(child))), [])

    def names_force(self, group: NounGroup | None) -> bool:
        if group is None:
            return False
        nominal = self.matcher.nominal(group)
        return (nominal is not None and nominal[0].group in ("troops", "force", "attack")) or (
            self.sides.words[group.head] in self.sides.lexicon.forces
        )

    def groups(self, match: Match) -> Iterator[NounGroup]:
        """The noun groups an operator may act on: its object, in the passive its subject, or its particle's phrase."""
        clause = match.clause
        if clause.subject is not None and (self.passive(clause) or "subject" in match.entry.flags):
            yield clause.subject
        for group in clause.objects[:2]:
            yield from (group, *group.coords)
        particles = {word for words in match.entry.rest for word in words}
        yield from (phrase for phrase in clause.phrases if phrase.prep in particles)


def strangers(parties: list[Party], known: list[Party]) -> list[Party]:
    """The parties that are neither among the known nor of a country among theirs."""
    return [party for party in parties if not is_known(party, known)]


def is_known(party: Party, among: list[Party]) -> bool:
    return any(party.name == other.name or (party.country and party.country == other.country) for other in among)
