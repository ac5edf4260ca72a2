"""What stands in the scope of an operator, and the general rule for what it makes of it.

The pair of operator and act is looked up in rewrites.tsv, and the sides are merged; operators.py has what needs more.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.events.lexicon.codes import CONFLICT
from transforms.events.lexicon.lexicon import Nominal
from transforms.events.reading.readings import Reading, is_over, rewrite
from transforms.events.reading.roles import Match, strangers
from transforms.events.reading.saying import Saying, asked
from transforms.events.reading.sides import Party, official
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup

# Clauses with these links are not what an operator acts on: they tell when, why or on what condition.
ASIDE = frozenset(
    ["if", "unless", "until", "even if", "only if", "before", "than", "as if", "as though", "so that", "after", "while"]
)
CONDITIONS = frozenset(["if", "unless", "only if", "even if", "provided that", "as long as"])
_TOWARDS_OUTSIDER = frozenset(["refuse", "deny", "demand", "want", "block", "allow", "order"])
_OWNED = frozenset(["request", "demand", "offer", "plan", "accuse", "invitation", "change", "claim"])
# What is asked of both sides of a quarrel where nobody is named.
_CALM = frozenset(["restraint", "calm", "de-escalation", "dialogue", "peace", "moderation", "truce", "ceasefire"])
_MUTUAL = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE"])


@dataclass(slots=True, eq=False)
class Scope(Saying):
    """The rules for one sentence; `used` collects what has been consumed."""

    stopped: frozenset[int]
    used: set[int] = field(default_factory=set)

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
        mode, event_type = match.entry.mode, match.entry.type
        if child is not None:
            self.used.add(id(child))
            target = target or strangers(self.roles.sides.of(child.subject), actor) or self.roles.anyone(child)
            event_type = "REQUEST" if self.asks(match, child) else event_type
            if event_type == "REQUEST":
                mode = mode or asked(self.lexicon, child)
        cameo = match.entry.cameo if event_type == match.entry.type else ""
        reading = self.make(match, event_type, mode, cameo, actor, target)
        group = self.roles.object(match)
        reading.about = "calm" if group is not None and self._calms(group) else ""
        return reading

    def _calms(self, group: NounGroup) -> bool:
        return self.roles.matcher.words[group.head] in _CALM

    def make(
        self, match: Match, event_type: str, mode: str, cameo: str, actor: list[Party], target: list[Party]
    ) -> Reading:
        entry = match.entry
        both = "both" in entry.flags or self.roles.mutual(match.clause)
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
        op = "demand" if self.asks(match, child) else entry.op
        group = "" if (op, inner.type) == ("demand", "SANCTION") else inner.group  # asked of whoever is to do it
        ruled = rewrite(self.lexicon, op, (restraint, group, inner.type), inner.type, inner.mode)
        if ruled is None:
            return None
        self.used.add(id(child))
        actor = self.roles.actor(match.clause)
        target = strangers(inner.source, actor) if op != entry.op else self.towards(match, actor, inner)
        mode = ruled[1] or (asked(self.lexicon, child) if ruled[0] == "REQUEST" else "")
        reading = self.make(match, ruled[0], mode, _cameo(ruled[0], inner), actor, target)
        alone = not any(party.country for party in target)  # "agreed to send troops to the border"
        reading.both = ruled[0] in _MUTUAL and (inner.both or ("both" in entry.flags and alone))
        if reading.both and alone and len(actor) > 1:
            reading.target = []
        reading.rules = [ruled[2], entry.where, *inner.rules]
        return reading

    def asks(self, match: Match, child: Clause) -> bool:
        """ "Proposed that Togo withdraw": nothing is offered, Togo is asked."""
        if match.entry.lemma != "propose" or child.kind != "comp":
            return False
        doers = self.roles.sides.of(child.subject)
        return bool(doers) and len(strangers(doers, self.roles.actor(match.clause))) == len(doers)

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
        over = is_over(self.roles.matcher.words, group, first, nominal.type)
        keys = ("lift",) if over else (nominal.group, nominal.type)
        ruled = rewrite(self.lexicon, entry.op, keys, nominal.type, nominal.mode)
        if ruled is None:
            return None
        actor = self.roles.actor(match.clause)
        if not actor and entry.op in ("lift", "cut") and self.roles.passive(match.clause):
            actor = self.roles.owners(group)  # "the Swedish inquiry was dropped"
        if nominal.group not in ("accuse", "request", "demand") or not strangers(self.roles.owners(group), actor):
            self.used.add(id(group))  # another's accusation stays an act of its own
        self.used.update(id(child) for child in match.clause.children if child.of_noun is group)
        target = self._noun_target(match, group, nominal, actor)
        both = "both" in nominal.flags and ruled[0] in _MUTUAL
        if entry.type == "AGREE" and "both" not in entry.flags and target:
            both = False  # "offered Togo talks": the offer is one side's
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
            about="calm" if self._calms(group) else nominal.group,
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
        if match.entry.op == "demand" and (holder := self._holder(group)):
            return holder
        if match.entry.op == "demand":  # "the release of the ship" is asked of whoever holds it
            befallen = [party for party in befallen if party.country or official(party)]
        target = strangers(befallen, actor) or owners
        if not target and match.entry.op == "refuse":
            target = strangers(self.roles.sides.of(group), actor)
        if not target and "object" in match.entry.flags:  # "called on Iran to respect the armistice"
            target = strangers(self.roles.target(match, actor), actor)
        return target

    def _holder(self, group: NounGroup) -> list[Party]:
        """ "The release of sailors held by Yemen": of whom it is demanded."""
        held = next((after for after in group.after if after.prep == "of"), None)
        return self.roles.sides.of(self.by(held)) if held is not None else []

    @staticmethod
    def by(group: NounGroup) -> NounGroup | None:
        return next((after for after in group.after if after.prep == "by"), None)

    def only_noun(self, match: Match) -> Reading | None:
        named = self.noun(match)
        return None if named is None else self.over_noun(match, *named)


def _cameo(event_type: str, inner: Reading) -> str:
    """Agreeing to meet has a code of its own; what keeps its type keeps its code."""
    if event_type == "AGREE" and inner.type == "CONSULT":
        return "036"
    return inner.cameo if event_type == inner.type else ""
