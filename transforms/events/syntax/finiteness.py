"""Whether a bare -ed form is a past tense ("troops attacked") or a participle ("troops attacked by rebels")."""

from __future__ import annotations

from transforms.events.syntax.groups import NounGroup, Unit, VerbGroup
from transforms.events.syntax.subjects import WHEN, Subjects
from transforms.events.syntax.understood import SUBJECTS

_PARTICLES = frozenset(["down", "up", "out", "off", "back", "away"])
_GOES_ON = frozenset(["comma", "strong", "and", "prep"])
_NAMES = frozenset(["state", "person", "organisation", "group", "seat", "city"])


class Finiteness(Subjects):
    """Looks at what stands before and behind a verb form that may be either."""

    def finite(self, group: VerbGroup, position: int) -> bool:
        """Whether a bare -ed form is a past tense ("troops attacked") or a participle ("troops attacked by")."""
        clause = self.current
        after = self.units[position + 1] if position + 1 < len(self.units) else None
        by = self.by(position)
        if self.headline and after is not None and after.verb is not None and self.scheduled(group, after.verb):
            group.passive = True
            return True
        if "N" not in group.letters or (self.last is not None and self.last.pronoun in SUBJECTS):
            return clause.verb is not None or clause.subject is not None
        if self.conjoined() is not None:
            return not by and (self.object_ahead(position) or self.names_doer(after))
        if clause.verb is None:
            return (
                clause.subject is not None
                and not (by and self.takes_object(group))
                and not self.reduced(group, after, position)
            )
        if self.joined:
            return clause.verb.shape != "part" and (not clause.verb.passive or self.object_at(position + 1))
        if self.last is not None:
            if group.lemma in self.lexicon.reports and self.after_comma(self.last.first):
                return True
            if not self.takes_object(group) or (not by and self.object_ahead(position)):
                return True
            return not by and self.begins(self.last) and self.names_doer(after)
        if self.waiting(clause.parent) is not None and not by and self.object_at(position + 1):
            return True  # "the attack that Togo launched on Monday killed two"
        return not by and self.comma and self.object_follows(after) and clause.kind in ("rel", "part", "adv")

    def scheduled(self, group: VerbGroup, after: VerbGroup) -> bool:
        """ "Macron set to visit Togo": a headline leaves out "is"."""
        lines = self.lexicon.verbs.get(group.lemma, ())
        plans = any(line.op == "plan" and "passive" in line.flags for line in lines)
        return plans and after.shape == "inf" and self.current.verb is None and self.current.subject is not None

    def names_doer(self, after: Unit | None) -> bool:
        """A bare name takes no participle to it: "after Togo attacked", "after Togo stopped shelling"."""
        if not self.named():
            return False
        return after is None or after.kind in _GOES_ON or after.verb is not None

    def named(self) -> bool:
        """A bare name stands just before; a headline leaves out the "was" after it: "after Navalny jailed"."""
        name = self.last
        if self.headline or name is None or len(name.mentions) != 1:
            return False
        return name.mentions[0].kind in _NAMES and name.mentions[0].last == name.last

    def begins(self, noun: NounGroup) -> bool:
        """A noun with which a clause may begin: after a conjunction or "and"."""
        return noun.prep in WHEN or self.kind_before(noun.first) == "and"

    def by(self, position: int) -> bool:
        """ "by" follows, or a particle and "by": "touched on by"."""
        words = [unit.word if unit.kind == "prep" else "" for unit in self.units[position + 1 : position + 3]]
        return words[:1] == ["by"] or (len(words) == 2 and words[1] == "by" and bool(words[0]))

    def reduced(self, group: VerbGroup, after: Unit | None, position: int) -> bool:
        """ "The rebels captured in May were": a participle, since the clause's verb is still to come."""
        if self.comma and self.last is self.current.subject and self.takes_object(group):
            return self.verb_ahead(position)  # "the deal, signed in May, failed"
        follows = after is not None and after.kind in ("prep", "time") and not self.named()
        return follows and self.takes_object(group) and self.later_finite(position)

    def verb_ahead(self, position: int) -> bool:
        """After the next comma a verb follows, with which the subject goes on."""
        units = self.units[position + 1 :]
        comma = next((i for i, unit in enumerate(units) if unit.kind in ("comma", "strong")), len(units))
        after = next((unit for unit in units[comma + 1 :] if unit.kind not in ("adverb", "time")), None)
        return after is not None and after.verb is not None and after.verb.shape in ("finite", "part")

    def takes_object(self, group: VerbGroup) -> bool:
        return group.lemma not in self.lexicon.intransitive

    @staticmethod
    def object_follows(after: Unit | None) -> bool:
        return after is not None and after.kind in ("noun", "sub", "time", "adverb")

    def object_at(self, position: int) -> bool:
        """A noun or a clause stands here, if past adverbs and times: "and on Monday a minister"."""
        while position < len(self.units) and self.units[position].kind in ("adverb", "time"):
            position += 1
        return position < len(self.units) and self.units[position].kind in ("noun", "sub")

    def object_ahead(self, position: int) -> bool:
        """An object follows, if past a particle or a second verb: "shot down two jets", "shelled and took a town"."""
        after, beyond = (self.units[i] if i < len(self.units) else None for i in (position + 1, position + 2))
        if after is None or self.object_follows(after):
            return after is not None
        if after.kind == "prep" and after.word in _PARTICLES:
            if beyond is None:
                return False
            gerund = beyond.verb is not None and beyond.verb.shape == "ger"  # "ruled out sending"
            return beyond.kind == "noun" or gerund or self.shares(position + 2)
        return self.shares(position + 1)

    def shares(self, position: int) -> bool:
        """ "And" and a bare -ed form that has an object."""
        if position + 1 >= len(self.units) or self.units[position].kind != "and":
            return False
        second = self.units[position + 1].verb
        return second is not None and second.shape == "part" and self.object_ahead(position + 1)

    def later_finite(self, position: int) -> bool:
        """A finite verb follows before the clause ends: what stands here belongs to the subject."""
        for unit in self.units[position + 1 :]:
            if unit.kind in ("strong", "sub", "wh", "comma"):
                return False
            if unit.verb is not None and unit.verb.shape in ("finite", "part"):
                return unit.verb.shape == "finite"
        return False

    def finite_ahead(self, position: int) -> bool:
        return any(unit.verb is not None and unit.verb.shape == "finite" for unit in self.units[position + 1 :])
