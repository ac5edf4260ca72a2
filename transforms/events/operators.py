"""What operators make of the act in their scope, one rule an operator.

Most look the pair of operator and act up in rewrites.tsv and merge the sides; those that need more have a method of
their own. A rule returns None where the words do not make an act after all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from transforms.events.clauses import Clause
from transforms.events.codes import CONFLICT
from transforms.events.groups import NounGroup
from transforms.events.lexicon import Lexicon, Nominal
from transforms.events.readings import Reading, negated, planned, rewrite
from transforms.events.roles import Match, Roles, strangers
from transforms.events.saying import Saying, asked
from transforms.events.sides import Party, official

# Clauses with these links are not what an operator acts on: they tell when, why or on what condition.
ASIDE = frozenset(
    ["if", "unless", "until", "even if", "only if", "before", "than", "as if", "as though", "so that", "after", "while"]
)
_DIPLOMATS = frozenset(["ambassador", "ambassadors", "diplomat", "diplomats", "envoy", "envoys", "attache", "attaché"])
_TOWARDS_OUTSIDER = frozenset(["refuse", "deny", "demand", "want", "block", "allow", "order"])
_OWNED = frozenset(["request", "demand", "offer", "plan", "accuse", "invitation", "change", "claim"])
_YIELDED = frozenset(["RETREAT", "CONCEDE"])
_MUTUAL = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE"])


@dataclass(slots=True)
class Operators:
    """The rules for one sentence; `read` reads a clause in scope, `used` collects what has been consumed."""

    roles: Roles
    lexicon: Lexicon
    read: Callable[[Clause], Reading | None]
    stopped: frozenset[int]
    used: set[int] = field(default_factory=set)
    saying: Saying = field(init=False)

    def __post_init__(self) -> None:
        self.saying = Saying(self.roles, self.lexicon, self.read)

    def apply(self, match: Match) -> Reading | None:
        """Return the act that an operator and what it acts on make."""
        rule = getattr(self, f"op_{match.entry.op}", self.general)
        reading: Reading | None = rule(match)
        purposes = [child for child in match.clause.children if child.kind == "inf"]
        if any(id(child) in self.used for child in purposes):  # "to visit Paris and meet Macron": both in scope
            self.used.update(id(child) for child in purposes if child.link == "and")
        return reading

    # --- what is in scope

    def complement(self, clause: Clause, *kinds: str) -> tuple[Clause, Reading | None] | None:
        """The clause in scope and what it tells; one that tells something is preferred."""
        first: tuple[Clause, Reading | None] | None = None
        for child in clause.children:
            if child.kind in (kinds or ("inf", "comp", "ger")) and child.link not in ASIDE:
                reading = self.read(child)
                if reading is not None:
                    return child, reading
                first = first or (child, None)
        return first

    def noun(self, match: Match) -> tuple[NounGroup, Nominal, int, int] | None:
        """The noun in scope that names an act, with its tokens."""
        for group in self.roles.groups(match):
            found = self.roles.matcher.nominal(group)
            if found is not None and not self.stopped & set(range(found[1], found[2])):
                return group, *found
        return None

    def void(self, clause: Clause) -> bool:
        """The clause in scope is a stop phrase: "asked him to comment"."""
        return clause.verb is not None and clause.verb.head in self.stopped

    # --- the general rule

    def general(self, match: Match) -> Reading | None:
        """Rewrite the clause in scope, else the noun, else take the operator's own type."""
        inner = self.complement(match.clause)
        if inner is not None and self.void(inner[0]) and match.entry.op in ("demand", "want"):
            return None
        named = self.noun(match)
        if named is not None and inner is not None and named[1].group in _OWNED and inner[0].first > named[0].first:
            inner = None  # "rejected a request to go": the clause belongs to the noun
        if inner is not None and inner[1] is not None:
            over = self.over_clause(match, inner[0], inner[1])
            return over if over is not None or not match.entry.type else self.own(match, inner[0])
        if named is not None and (reading := self.over_noun(match, *named)) is not None:
            return reading
        return self.own(match, inner[0] if inner is not None else None) if match.entry.type else None

    def own(self, match: Match, child: Clause | None) -> Reading | None:
        """The operator as a plain verb: it demands, rejects or promises something the lexicon does not know."""
        if child is None and match.entry.lemma == "ask" and not match.entry.rest:
            return None  # "asked him about it": a question
        actor, target = self.roles.both(match)
        mode = match.entry.mode
        if child is not None:
            self.used.add(id(child))
            target = target or strangers(self.roles.sides.of(child.subject), actor) or self.roles.anyone(child)
            if match.entry.type == "REQUEST":
                mode = mode or asked(self.lexicon, child)
        return self.make(match, match.entry.type, mode, match.entry.cameo, actor, target)

    def make(
        self, match: Match, event_type: str, mode: str, cameo: str, actor: list[Party], target: list[Party]
    ) -> Reading:
        entry = match.entry
        both = "both" in entry.flags or self.roles.mutual(match.clause, self.roles.sides.tokens)
        return Reading(
            event_type,
            mode,
            cameo,
            "",
            actor,
            target,
            both,
            match.clause,
            match.first,
            match.last,
            [entry.where],
            unmanned=not actor and self.roles.nobody(match.clause),
        )

    def over_clause(self, match: Match, child: Clause, inner: Reading) -> Reading | None:
        entry = match.entry
        restraint = "restraint" if inner.status == "denied" and inner.type in CONFLICT else ""
        ruled = rewrite(self.lexicon, entry.op, (restraint, inner.group, inner.type), inner.type, inner.mode)
        if ruled is None:
            return None
        self.used.add(id(child))
        actor = self.roles.actor(match.clause)
        target = self.towards(match, actor, inner)
        mode = ruled[1] or (asked(self.lexicon, child) if ruled[0] == "REQUEST" else "")
        reading = self.make(match, ruled[0], mode, _cameo(ruled[0], inner), actor, target)
        reading.both = ruled[0] in _MUTUAL and (inner.both or ("both" in entry.flags and not target))
        reading.rules = [ruled[2], entry.where, *inner.rules]
        return reading

    def towards(self, match: Match, actor: list[Party], inner: Reading) -> list[Party]:
        """Towards whom an operator's act goes: its own object, else the inner act's other side."""
        if "object" in match.entry.flags:
            named = self.roles.target(match, actor)
            if strangers(named, actor):
                return named
            if named and inner.type in CONFLICT:
                return inner.target  # "ordered his army to retaliate": against someone else
        outside = strangers(inner.source, actor)
        if match.entry.op in _TOWARDS_OUTSIDER and outside:
            return outside
        return strangers(inner.target, actor) or inner.target or outside or self.roles.target(match, actor)

    def over_noun(self, match: Match, group: NounGroup, nominal: Nominal, first: int, last: int) -> Reading | None:
        entry = match.entry
        ruled = rewrite(self.lexicon, entry.op, (nominal.group, nominal.type), nominal.type, nominal.mode)
        if ruled is None:
            return None
        actor = self.roles.actor(match.clause)
        if nominal.group not in ("accuse", "request", "demand") or not strangers(self.roles.owners(group), actor):
            self.used.add(id(group))  # another's accusation stays an act of its own
        self.used.update(id(child) for child in match.clause.children if child.of_noun is group)
        target = self._noun_target(match, group, nominal, actor)
        both = "both" in nominal.flags and ruled[0] in _MUTUAL
        if both and not target:
            actor, target = self.roles.shared(actor, target, group)
        return Reading(
            ruled[0],
            ruled[1],
            "036" if ruled[0] == "AGREE" and nominal.type == "CONSULT" else "",
            entry.op if entry.op in ("lift", "cut") else "",
            actor,
            target,
            both,
            match.clause,
            min(match.first, first),
            max(match.last, last),
            [ruled[2], nominal.where, entry.where],
            answers=nominal.group in ("accuse", "request", "demand", "offer", "threat"),
        )

    def _noun_target(self, match: Match, group: NounGroup, nominal: Nominal, actor: list[Party]) -> list[Party]:
        """Of a request or plan the other side is whose it is; of an act, whom it befalls."""
        owners = strangers(self.roles.owners(group), actor)
        befallen = self.roles.befallen(nominal, group, match.clause, match.entry.target, actor)
        if nominal.group in _OWNED and owners:
            return owners
        if match.entry.op == "demand" and "withdraw" in nominal.mode:  # of whose troops are to go, not of the place
            gone = next((after for after in group.after if after.prep == "of"), None)
            owners = owners or strangers(self.roles.sides.of(gone), actor)
            if any(party.country for party in owners):
                return owners
        if match.entry.op == "demand":  # "the release of the ship" is asked of whoever holds it
            befallen = [party for party in befallen if party.country or official(party)]
        target = strangers(befallen, actor) or owners
        if not target and match.entry.op == "refuse":
            target = strangers(self.roles.sides.of(group), actor)
        if not target and "object" in match.entry.flags:  # "called on Iran to respect the armistice"
            target = strangers(self.roles.target(match, actor), actor)
        return target

    def _only_noun(self, match: Match) -> Reading | None:
        named = self.noun(match)
        return None if named is None else self.over_noun(match, *named)

    def op_plan(self, match: Match) -> Reading | None:
        """ "is expected to meet", "is set to sign": planned by the subject, whoever expects it."""
        inner = self.complement(match.clause, "inf")
        if inner is None or inner[1] is None:
            return None
        self.used.add(id(inner[0]))
        reading = planned(self.lexicon, inner[1])
        reading.rules.insert(0, match.entry.where)
        return reading.with_(clause=match.clause, source=reading.source or self.roles.sides.of(match.clause.subject))

    op_lift = op_cancel = op_dismiss = op_violate = _only_noun

    # --- operators with rules of their own

    def op_accept(self, match: Match) -> Reading | None:
        """ "accepted the offer"; what is not accepted is rejected, whatever it is."""
        reading = self._only_noun(match)
        verb = match.clause.verb
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
        return reading.with_(
            rules=[match.entry.where, *reading.rules], said=True, attributed=reading.attributed or speaker
        )

    def spoken(self, match: Match, child: Clause, speaker: list[Party]) -> Reading | None:
        """ "X said Y must ..." is a request; "X said Y had failed", "X said Y's act is illegal" are accusations."""
        return self.saying.said(child, speaker, match.entry.lemma, match.entry.where, match.clause)

    def op_call(self, match: Match) -> Reading | None:
        """ "called the move a violation", "called the ambassador a fool": a judgement on the object."""
        clause, tokens = match.clause, self.roles.sides.tokens
        if not clause.objects:
            return None
        group = clause.objects[0]
        inner = self.complement(clause, "inf")
        if inner is not None and len(clause.objects) == 1:
            return self._phoned(match, *inner)
        words = (tokens[i].lower for i in range(group.first, min(group.last + 7, len(tokens))))
        kind = next((kind for word in words if (kind := self.lexicon.evaluations.get(word))), None)
        if kind is None:
            return None
        target = self.roles.sides.of(group, event=self.roles.matcher.nominal(group) is not None)
        return self.make(match, kind, "disapprove" if kind == "ACCUSE" else "", "", self.roles.actor(clause), target)

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
        return inner[1].with_(rules=[match.entry.where, *inner[1].rules], clause=match.clause)

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
            own = inner is not None and inner[0].subject is not None and self.roles.sides.of(inner[0].subject)
            if inner is None or not own or strangers(own, actor):
                return self.op_report(match)
        return self.general(match)

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
        if inner is not None and inner[0].of_noun is not None and inner[0].of_noun not in match.clause.objects:
            inner = None  # "ordered the ship's release despite a bid to keep it"
        if inner is None:
            return self._only_noun(match)
        actor, target = self.roles.both(match)
        if self._sent_home(match, inner[0]):
            self.used.add(id(inner[0]))
            return self.make(match, "SANCTION", "expel", "166", actor, target)
        if self.void(inner[0]) or (match.entry.lemma == "tell" and not target):
            return None
        foreign = any(party.country for party in strangers(target, actor))
        bidden = foreign and inner[1] is not None and inner[1].type in _YIELDED  # not one's own troops
        if not bidden and inner[1] is not None and (over := self.over_clause(match, inner[0], inner[1])) is not None:
            return over
        self.used.add(id(inner[0]))
        return self.make(match, "REQUEST", self.saying.wanted(inner[0]), "", actor, target)

    def _sent_home(self, match: Match, child: Clause) -> bool:
        """ "Ordered the ambassador to leave": an expulsion."""
        leaves = child.verb is not None and child.verb.lemma in ("leave", "depart")
        group = self.roles.object(match)
        tokens = self.roles.sides.tokens
        words = {tokens[i].lower for i in range(group.first, group.last)} if group is not None else set()
        return leaves and not words.isdisjoint(_DIPLOMATS)

    def op_blame(self, match: Match) -> Reading | None:
        """What someone is accused of is alleged, not told: it is consumed."""
        actor, target = self.roles.both(match)
        blamed = self.roles.phrase(match.clause, ("on",))
        if blamed is not None and self.noun(match) is not None:
            target = self.roles.sides.of(blamed) or target  # "blamed the strike on Kyiv"
        self.used.update(id(child) for child in match.clause.children if child.kind in ("ger", "inf", "comp"))
        return (
            self.make(match, match.entry.type, match.entry.mode, match.entry.cameo, actor, target) if target else None
        )

    def op_allow(self, match: Match) -> Reading | None:
        """ "let aid workers enter", "gave permission for": access granted, to the object or whom the clause names."""
        actor, target = self.roles.both(match)
        inner = self.complement(match.clause, "inf")
        if inner is not None:
            self.used.add(id(inner[0]))
            target = target or self.roles.anyone(inner[0])
        elif not target and not match.clause.objects:
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
        return self._only_noun(match)


def _cameo(event_type: str, inner: Reading) -> str:
    """Agreeing to meet has a code of its own; what keeps its type keeps its code."""
    if event_type == "AGREE" and inner.type == "CONSULT":
        return "036"
    return inner.cameo if event_type == inner.type else ""
