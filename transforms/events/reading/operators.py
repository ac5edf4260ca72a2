"""Operators with rules of their own: what is planned, said, called, ordered, allowed and denied.

A rule returns None where the words do not make an act after all; the general rule is scope.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from transforms.events.lexicon.codes import CONFLICT
from transforms.events.reading.readings import Reading, negated, planned
from transforms.events.reading.roles import Match, strangers
from transforms.events.reading.saying import ENVOYS, asked
from transforms.events.reading.scope import Scope
from transforms.events.reading.sides import Party, reporter
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup

_YIELDED = frozenset(["RETREAT", "CONCEDE"])
_WHERE = ("in", "at", "to")
# What it is to say of oneself that one is going to do something.
_SAID = {"RETREAT": ("AGREE", ""), "CONCEDE": ("AGREE", ""), "PROTEST": ("THREATEN", "restrict")}
_KNOWN = frozenset(["the", "this", "that", "these", "those", "it", "its"])
_ASKING = frozenset(["demand", "want"])
_MUTE = frozenset(["hope", "want", "fail", "blame", "allow", "block"])  # what else stands in their scope is not told
_GUESTS = frozenset(["person", "role", "agent"])


def _holds(groups: Iterable[NounGroup], noun: NounGroup) -> bool:
    """Whether a noun is among others or of them: "the son of a minister", "Biden and Trump"."""
    return any(
        noun is group or _holds((*group.coords, *(of for of in group.after if of.prep == "of")), noun)
        for group in groups
    )


@dataclass(slots=True, eq=False)
class Operators(Scope):
    """One rule an operator; `more` are the infinitives that follow the first in an operator's scope."""

    more: list[tuple[Match, Clause]] = field(default_factory=list)

    def apply(self, match: Match) -> Reading | None:
        """Return the act that an operator and what it acts on make."""
        rule = getattr(self, f"op_{match.entry.op}", self.general)
        reading: Reading | None = rule(match)
        purposes = [child for child in match.clause.children if child.kind == "inf"]
        if any(id(child) in self.used for child in purposes):  # "to visit Paris and sign a pact": both in scope
            more = [child for child in purposes if child.link == "and" and id(child) not in self.used]
            self.used.update(map(id, more))
            self.more.extend((match, child) for child in more)
        if reading is not None and match.entry.op in _ASKING:  # "called for talks to end the war": for the talks, too
            self.used.update(map(id, match.clause.objects))
            self.used.update(id(child.of_noun) for child in purposes if id(child) in self.used)
        return reading

    def another(self, match: Match, child: Clause) -> Reading | None:
        """Return what an operator makes of a further infinitive in its scope."""
        inner = self.read(child)
        if inner is None or match.entry.op in _MUTE:
            return None
        if match.entry.op in ("begin", "try"):
            return inner.with_(rules=[match.entry.where, *inner.rules])
        if match.entry.op == "plan":
            return planned(self.lexicon, inner)
        return self._still(match, self.over_clause(match, child, inner))

    def op_plan(self, match: Match) -> Reading | None:
        """ "is expected to meet", "is set to sign": planned by the subject, whoever expects it."""
        inner = self.complement(match.clause, "inf")
        if inner is None:
            return self._awaited(match)
        if inner[1] is None:
            return None
        self.used.add(id(inner[0]))
        reading = planned(self.lexicon, inner[1])
        reading.rules.insert(0, match.entry.where)
        return reading.with_(clause=match.clause, source=reading.source or self.roles.sides.of(match.clause.subject))

    def _awaited(self, match: Match) -> Reading | None:
        """ "is expected in Ankara", "is set for talks with": a guest, or what is to be held."""
        clause = match.clause
        subject = clause.subject
        if subject is None:
            return None
        for group in (phrase for phrase in clause.phrases if phrase.prep == "for"):
            named = self.roles.matcher.nominal(group)
            if named is not None and named[0].group == "consult":
                self.used.add(id(group))
                actor = self.roles.sides.of(subject)
                target = self.roles.befallen(named[0], group, clause, ("with",), actor)
                target = target or strangers(self.roles.sides.of(self.roles.phrase(clause, _WHERE)), actor)
                reading = self.make(match, "AGREE", "", "036", actor, target)
                return reading.with_(both="both" in named[0].flags, status="planned")
        host = self.roles.sides.of(self.roles.phrase(clause, _WHERE))
        if not any(party.kind in _GUESTS for party in self.roles.sides.of(subject)) or not host:
            return None
        return self.make(match, "AGREE", "", "036", self.roles.sides.of(subject), host).with_(status="planned")

    def op_demand(self, match: Match) -> Reading | None:
        """ "insists that Togo leave" asks, "insists that it will" promises, or says so."""
        inner = self.complement(match.clause, "comp")
        if inner is None or inner[0].link == "whether" or match.entry.type:
            return self.general(match)
        actor = self.roles.actor(match.clause)
        about = self.roles.sides.of(inner[0].subject)
        if about and not strangers(about, actor):
            return None
        if inner[1] is None and about and self.bidden(inner[0]):
            self.used.add(id(inner[0]))
            return self.make(match, "REQUEST", asked(self.lexicon, inner[0]), "100", actor, about)
        return self.general(match)

    op_lift = op_cancel = op_dismiss = op_violate = Scope.only_noun

    def op_promise(self, match: Match) -> Reading | None:
        """What is promised is an act of words, done; what is only planned or intended is still to come."""
        return self._still(match, self.general(match))

    @staticmethod
    def _still(match: Match, reading: Reading | None) -> Reading | None:
        """ "Plans to", "intends to": not done by saying so."""
        unsaid = match.entry.op == "promise" and not match.entry.type
        return reading.with_(status="planned") if unsaid and reading is not None else reading

    def op_consider(self, match: Match) -> Reading | None:
        """ "Is considering sanctions", "thinks of sending aid": what may be, told as if it were planned."""
        named = self.noun(match)
        if named is not None and self.roles.sides.words[named[0].first] in _KNOWN:
            return None  # "considers the attack a crime"
        reading = self.general(match)
        return None if reading is None else reading.with_(status="hypothetical")

    def op_hesitate(self, match: Match) -> Reading | None:
        """ "Will not hesitate to strike" threatens; hesitation alone is no act."""
        inner, verb = self.complement(match.clause, "inf"), match.clause.verb
        if inner is None or inner[1] is None or verb is None:
            return None
        self.used.add(id(inner[0]))
        return planned(self.lexicon, inner[1]) if verb.negated else None

    op_announce = Scope.only_noun

    def op_accept(self, match: Match) -> Reading | None:
        """ "accepted the offer"; what is not accepted is rejected, whatever it is."""
        named = self.noun(match)
        reading = self.only_noun(match)
        verb = match.clause.verb
        if reading is not None and named is not None and named[1].group == "aid" and not reading.target:
            return None  # "approved $29 million": a budget
        if reading is None and verb is not None and verb.negated and match.clause.objects:
            actor, target = self.roles.both(match)
            return self.make(match, "SUPPORT", "", "", actor, target)
        return reading

    def op_report(self, match: Match) -> Reading | None:
        """What is said counts as told, with its speaker; judging and demanding are acts of the speaker."""
        inner = self.complement(match.clause, "comp", "inf", "main")
        if inner is None:
            return None
        named = self.noun(match)
        if named is not None and named[1].group in ("request", "demand", "threat", "accuse", "offer"):
            return None  # "reiterated its demand that": the noun tells
        child, reading = inner
        speaker = self.roles.actor(match.clause) or self.roles.sides.of(match.clause.subject, event=True)
        spoken = self.spoken(match, child, speaker)
        if spoken is None and child.verb is not None and child.verb.lemma == "be":  # "it is our view that"
            inside = (self.spoken(match, deeper, speaker) for deeper in child.children if deeper.kind == "comp")
            spoken = next((act for act in inside if act is not None), None)
        if spoken is not None:
            self.used.add(id(child))
            return spoken
        if reading is None:
            return None
        self.used.add(id(child))
        if reading.type == "THREATEN" and not reading.source:
            return reading.with_(source=speaker, status="")  # "said they would pay a price"
        foreign = any(party.country for party in strangers(reading.source, speaker))
        if reading.type in _SAID and reading.status in ("planned", "hypothetical") and not foreign:
            kind, mode = _SAID[reading.type]  # "said it would free them": a promise
            reading = reading.with_(type=kind, mode=mode, cameo="")
        if not (foreign or strangers(reading.target, speaker)):  # "told Togo it would close the border"
            reading = reading.with_(target=strangers(self._told(match), speaker) or reading.target)
        return reading.with_(
            rules=[match.entry.where, *reading.rules], said=True, attributed=reading.attributed or speaker
        )

    def _told(self, match: Match) -> list[Party]:
        """Whom a thing is told, but for the press."""
        objects = match.clause.objects[:1]
        return [party for group in objects for party in self.roles.sides.of(group) if not reporter(party)]

    def spoken(self, match: Match, child: Clause, speaker: list[Party]) -> Reading | None:
        """ "X said Y must ..." is a request; "X said Y had failed", "X said Y's act is illegal" are accusations."""
        return self.said(child, speaker, match.entry.lemma, match.entry.where, match.clause)

    def op_call(self, match: Match) -> Reading | None:
        """ "called the move a violation", "called the ambassador a fool": a judgement on the object."""
        clause = match.clause
        group = self.roles.object(match)
        if group is None:
            return None
        inner = self.complement(clause, "inf")
        if inner is not None and len(clause.objects) == 1:
            return self._phoned(match, *inner)
        words = self.roles.sides.words[group.first : group.last + 7]
        kind = next((kind for word in words if (kind := self.lexicon.evaluations.get(word))), None)
        if kind is None:
            return self._rung(match, group)
        named = self.roles.matcher.inside(group)
        target = self.roles.sides.of(group, event=named is not None)
        if kind == "ACCUSE" and named == "accuse":
            self.used.add(id(group))
            kind = "REJECT"  # "called the accusation absurd"
        mode = "disapprove" if kind == "ACCUSE" else ""
        reading = self.make(match, kind, mode, "", self.roles.actor(clause), target)
        reading.about = self.roles.about(match)
        return reading

    def _rung(self, match: Match, group: NounGroup) -> Reading | None:
        """ "Called Putin on Wednesday": of two statesmen, a call; not so of "the speech by Putin"."""
        actor, target = self.roles.both(match)
        persons = all(party.kind in ("person", "role") and party.country for party in (*actor, *target))
        if match.entry.lemma != "call" or not (actor and target and persons) or len(match.clause.objects) > 1:
            return None
        return self.make(match, "CONSULT", "phone", "041", actor, target) if group.named() else None

    def _phoned(self, match: Match, child: Clause, told: Reading | None) -> Reading | None:
        """ "called X to congratulate him": what the call was for, else the call."""
        actor, target = self.roles.both(match)
        self.used.add(id(child))
        if told is not None and told.type in ("SUPPORT", "ACCUSE"):
            return told.with_(source=actor, target=target or told.target, clause=match.clause)
        return self.make(match, "CONSULT", "phone", "041", actor, target) if target else None

    def op_fail(self, match: Match) -> Reading | None:
        """What failed or was avoided is not done."""
        inner = self.complement(match.clause)
        if inner is None or inner[1] is None:
            return None
        self.used.add(id(inner[0]))
        reading = negated(self.lexicon, inner[1])
        return reading and reading.with_(rules=[match.entry.where, *reading.rules], clause=match.clause)

    def op_begin(self, match: Match) -> Reading | None:
        """What begins, goes on or is tried is told as if it were done."""
        inner = self.complement(match.clause)
        if inner is None or inner[1] is None:
            return None
        self.used.add(id(inner[0]))
        noun = match.clause.subject if match.clause.kind == "noun" else None
        owners = self.roles.owners(noun) if noun is not None else []  # "Togo's move to drop the case"
        return inner[1].with_(
            source=owners or inner[1].source, rules=[match.entry.where, *inner[1].rules], clause=match.clause
        )

    op_try = op_begin

    def op_hope(self, match: Match) -> Reading | None:
        """Hopes tell no act; what they hope for is consumed."""
        inner = self.complement(match.clause)
        if inner is not None:
            self.used.add(id(inner[0]))
        return None

    def op_threaten(self, match: Match) -> Reading | None:
        """ "threatened to attack", "warned Y"; a warning of something else, to nobody, is a statement."""
        actor, target = self.roles.both(match)
        inner = self.complement(match.clause, "comp")
        if match.entry.lemma in ("warn", "caution") and not target:
            if self._direly(match):
                return self.make(match, "THREATEN", "", "130", actor, [])
            own = inner is not None and inner[0].subject is not None and self.roles.sides.of(inner[0].subject)
            if inner is None or not own or strangers(own, actor):
                return self.op_report(match)
        return self.general(match)

    def _direly(self, match: Match) -> bool:
        """ "Warned of consequences", "warned of revenge": they are one's own."""
        named = self.roles.matcher.nominal(self.roles.phrase(match.clause, ("of",)))
        return named is not None and named[0].group == "revenge"

    def op_want(self, match: Match) -> Reading | None:
        """ "wants Y to go", "seeks talks with Y" request; "I want to thank Y" thanks; other wishes tell no act."""
        clause = match.clause
        inner = self.complement(clause)
        if inner is not None and inner[0].subject is clause.subject:
            self.used.add(id(inner[0]))
            told = inner[1]
            return told.with_(clause=clause) if told is not None and told.type in ("SUPPORT", "ACCUSE") else None
        reading = self.general(match)
        return reading if reading is not None and reading.target else None

    def op_order(self, match: Match) -> Reading | None:
        """ "ordered X to pay" requests of X; "ordered an investigation", "ordered the arrest of" do it."""
        inner = self.complement(match.clause, "inf")
        told = inner[0].of_noun if inner is not None else None
        if told is not None and told.prep != "by" and not _holds(match.clause.objects, told):
            inner = None  # "ordered the ship's release despite a bid to keep it"
        if inner is None:
            return self.only_noun(match)
        actor, target = self.roles.both(match)
        if self._sent_home(match, inner[0]):
            self.used.add(id(inner[0]))
            return self.make(match, "SANCTION", "expel", "166", actor, target)
        if self.void(inner[0]) or (match.entry.lemma == "tell" and (not target or all(map(reporter, target)))):
            return None
        foreign = any(party.country for party in strangers(target, actor))
        bidden = foreign and inner[1] is not None and inner[1].type in _YIELDED  # not one's own troops
        if not bidden and inner[1] is not None and (over := self.over_clause(match, inner[0], inner[1])) is not None:
            return over
        self.used.add(id(inner[0]))
        return self.make(match, "REQUEST", self.wanted(inner[0]), "", actor, target)

    def _sent_home(self, match: Match, child: Clause) -> bool:
        """ "Ordered the ambassador to leave": an expulsion."""
        leaves = child.verb is not None and child.verb.lemma in ("leave", "depart")
        group = self.roles.object(match)
        words = self.roles.sides.words[group.first : group.last] if group is not None else ()
        return leaves and not ENVOYS.isdisjoint(words)

    def op_blame(self, match: Match) -> Reading | None:
        """What someone is accused of is alleged, not told: it is consumed."""
        actor, target = self.roles.both(match)
        blamed = self.roles.phrase(match.clause, ("on",))
        if blamed is not None and self.noun(match) is not None:
            target = self.roles.sides.of(blamed) or target  # "blamed the strike on Kyiv"
        self.used.update(id(child) for child in match.clause.children if child.kind in ("ger", "inf", "comp"))
        self.used.update(map(id, match.clause.objects[:1]))
        return (
            self.make(match, match.entry.type, match.entry.mode, match.entry.cameo, actor, target) if target else None
        )

    def op_allow(self, match: Match) -> Reading | None:
        """ "let aid workers enter", "gave permission for": access granted, to the object or whom the clause names."""
        if self.roles.nobody(match.clause):
            return None  # "a law that allows it to"
        actor, target = self.roles.both(match)
        inner = self.complement(match.clause, "inf")
        if inner is not None:
            self.used.add(id(inner[0]))
            verb, told = match.clause.verb, inner[1]
            if told is not None and told.type in CONFLICT and verb is not None and verb.negated:
                return told.with_(clause=match.clause, source=actor, status="denied")  # "not to let X attack Y"
            target = target or self.roles.anyone(inner[0])
        elif not target:
            target = self.roles.sides.of(self.roles.phrase(match.clause, ("into", "through")))
        if inner is None and not (target or match.clause.objects):
            return None
        return self.make(match, "RETREAT", "access", "086", actor, target)

    def op_block(self, match: Match) -> Reading | None:
        """ "prevented the rally staged by", "kept ships from leaving": movement restricted."""
        actor, target = self.roles.both(match)
        inner = self.complement(match.clause)
        if inner is not None:
            self.used.add(id(inner[0]))
            target = target or self.roles.anyone(inner[0])
        return (
            self.make(match, match.entry.type, match.entry.mode, match.entry.cameo, actor, target) if target else None
        )

    def op_cut(self, match: Match) -> Reading | None:
        """ "stopped shelling", "suspended aid to"."""
        inner = self.complement(match.clause, "ger")
        if inner is not None and inner[1] is not None:
            return self.over_clause(match, inner[0], inner[1])
        return self.only_noun(match)
