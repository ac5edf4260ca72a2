"""From units to clauses: who is the subject of which verb, what stands after it, which clause hangs on which.

A sentence is read once from left to right. A clause is opened by a finite verb that finds no room in the clause at
hand, by a complementiser or subordinator, by a relative word, by an infinitive, an -ing or a bare -ed form. It is no
full parse: prepositional phrases hang both on the noun before them and on their clause, and the reader chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.syntax.asides import moved
from transforms.events.syntax.finiteness import Finiteness
from transforms.events.syntax.frame import Clause
from transforms.events.syntax.groups import NEGATIONS, NounGroup, Unit, VerbGroup
from transforms.events.syntax.subjects import CONJUNCTIONS
from transforms.events.syntax.understood import completed

__all__ = ["Clause", "build"]

BARE = frozenset(["let", "make", "help"])  # verbs whose object is followed by a bare infinitive
_WISHES = frozenset(["hope", "promise", "threaten", "deny"])  # operators whose complement may lack its "that"
_PLACES = frozenset(["state", "city", "seat", "place"])
_WHERE = frozenset(["in", "at", "to", "from", "into", "near"])


def build(units: Sequence[Unit], lexicon: Lexicon) -> list[Clause]:
    """Return the clauses of a sentence in the order their first words stand."""
    units = moved(units, lexicon.reports)
    builder = _Builder(units, lexicon)
    for position in range(len(units)):
        builder.step(position)
    return completed(builder.clauses, lexicon)


class _Builder(Finiteness):
    """Decides where verbs open clauses."""

    # --- verb groups

    def verb(self, group: VerbGroup, position: int) -> None:
        group.negated |= self.never(position)
        if group.shape == "inf":
            self.infinitive(group, position)
        elif group.shape == "ger":
            self.gerund(group, position)
        elif group.shape == "part" and not self.finite(group, position):
            self.participle(group)
        else:
            self.finite_verb(group)
        self.prep, self.joined, self.comma, self.linked = "", False, False, ""
        self.last = None

    def never(self, position: int) -> bool:
        """ "Never attacked": no auxiliary holds the negation, an adverb before the verb does."""
        before = self.units[position - 1] if position else None
        words = before.word.split() if before is not None and before.kind == "adverb" else []
        return not NEGATIONS.isdisjoint(words) and "only" not in words

    def fill(self, clause: Clause, group: VerbGroup) -> None:
        clause.verb = group
        self.current = clause
        subject = clause.subject
        if subject is not None and subject.apposed and subject.apposed[-1].last == group.first:
            self.unite(subject)

    def infinitive(self, group: VerbGroup, position: int) -> None:
        clause = self.current
        if clause.verb is None and clause.subject is not None and self.headline and not self.later_finite(position):
            group.tense, group.shape = "future", "finite"  # a headline: "Lavrov to meet Trump"
            self.fill(clause, group)
            return
        parent = clause
        if self.joined and clause.kind == "inf" and clause.parent is not None:
            parent = clause.parent  # "to meet X and to visit Y"
        if (
            clause.verb is not None
            and clause.verb.lemma == "be"
            and self.last is None
            and not (clause.objects or clause.phrases)
        ):
            group.tense, group.shape = "future", "finite"  # "is to meet"
            group.negated |= clause.verb.negated
            self.fill(clause, group)
            return
        new = self.open("inf", parent, "to" if parent is clause else "and", group.first)
        new.of_noun = self.last
        if self.last is not None and self.last.prep == "for":
            new.subject = self.last  # "called for tariffs to be removed"
        self.fill(new, group)

    def gerund(self, group: VerbGroup, position: int) -> None:
        clause = self.current
        headline = (
            clause.verb is None
            and clause.subject is not None
            and not self.prep
            and not self.comma
            and self.last is clause.subject
        )
        if headline and not self.finite_ahead(position):
            group.tense, group.shape, group.progressive = "present", "finite", True
            self.fill(clause, group)
            return
        if self.prep:
            new = self.open("ger", clause, self.prep, self.prep_at)
            new.of_noun = self.last
        elif self.joined and (first := self.ongoing(clause)) is not None:
            new = self.open(first.kind, first.parent, first.link, group.first)
            new.subject, new.of_noun = first.subject, first.of_noun
        elif clause.verb is not None and clause.verb.last == group.first and self.operates(clause.verb):
            new = self.open("ger", clause, "", group.first)  # "denied attacking", "stopped shelling"
        elif self.last is not None and not self.comma and not (clause.verb is not None and _is_place(self.last)):
            new = self.open("rel", clause, "", group.first)
            new.subject = new.of_noun = self.last
        else:
            new = self.open("part", self.teller(self.main_of(clause), group), "", group.first)
        self.fill(new, group)

    def ongoing(self, clause: Clause) -> Clause | None:
        """The -ing clause that a joined -ing form goes on with: "sending troops to guard X and closing Y"."""
        while clause.kind == "inf" and clause.parent is not None:
            clause = clause.parent
        return clause if clause.verb is not None and clause.verb.shape == "ger" else None

    def operates(self, verb: VerbGroup) -> bool:
        """The lexicon knows the verb as one that takes an act in its scope."""
        return any(entry.op for entry in self.lexicon.verbs.get(verb.lemma, ()))

    def tells(self, verb: VerbGroup) -> bool:
        """ "Says Togo will go", "hopes Togo will go": what follows without "that" is its complement all the same."""
        wishes = any(entry.op in _WISHES for entry in self.lexicon.verbs.get(verb.lemma, ()))
        return wishes or verb.lemma in self.lexicon.reports

    def teller(self, clause: Clause, group: VerbGroup) -> Clause:
        """ "X said that ..., adding": words are the speaker's, whatever was said in between."""
        if group.lemma not in self.lexicon.verbal:
            return clause
        above = clause
        while above.kind in ("comp", "adv", "coord") and above.parent is not None:
            above = above.parent
            if above.verb is not None and above.verb.lemma in self.lexicon.reports:
                return above
        return clause

    def main_of(self, clause: Clause) -> Clause:
        """The clause a participle after a comma belongs to: the nearest that has its own subject and verb."""
        while clause.kind in ("rel", "inf") and clause.parent is not None and self.comma:
            clause = clause.parent
        return clause

    def participle(self, group: VerbGroup) -> None:
        """A bare participle is passive: of the noun before it, or after a comma of the subject."""
        clause = self.current
        group.passive = True
        if self.joined and clause.verb is not None and clause.verb.passive:
            new = self.open("coord", clause.parent, "and", group.first)
            new.subject = clause.subject
            group.tense = clause.verb.tense
        elif self.last is not None and not self.comma:
            new = self.open("rel", clause, "", group.first)
            new.subject = new.of_noun = self.last
        else:
            new = self.open("part", self.main_of(clause), "", group.first)
        self.fill(new, group)

    def finite_verb(self, group: VerbGroup) -> None:
        group.shape = "finite"
        clause = self.current
        conjoined = self.conjoined()
        if conjoined is not None:
            self.with_subject(group, conjoined)
        elif clause.verb is None:
            self.fill(clause, group)
        elif self.joined:
            self.shared(group)
        elif self.comma:
            self.resumed(group)
        elif self.last is not None and self.let(group):
            group.tense, group.shape = "", "inf"  # "let rebels attack Togo"
            new = self.open("inf", clause, "to", group.first)
            new.of_noun = self.last
            self.fill(new, group)
        elif self.last is not None:
            self.with_subject(group, self.last)
        else:
            self.resumed(group)

    def let(self, group: VerbGroup) -> bool:
        """A bare verb after "let", "made" or "helped" and their object."""
        above = self.current.verb
        bare = group.shape == "finite" and "B" in group.letters and group.first == group.head
        objects = self.current.objects
        whose = self.last in objects or any(self.last in noun.after for noun in objects)  # "let two of them go"
        return bare and above is not None and above.lemma in BARE and whose

    def shared(self, group: VerbGroup) -> None:
        """ "Visited Russia and held talks": the same subject, and of "will visit and meet" the same auxiliary."""
        clause = self.current
        base = _bare(group)
        while clause.parent is not None and group.tense and self.passes(clause, group):
            if base and clause.kind == "inf":
                group.tense, group.shape = "", "inf"  # "wants to visit Russia and hold talks"
                self.fill(self.open("inf", clause.parent, "and", group.first), group)
                return
            clause = clause.parent
        if base and clause.verb is not None and (clause.verb.modal or clause.verb.tense == "future"):
            group.tense, group.modal = clause.verb.tense, clause.verb.modal
            group.negated = clause.verb.negated and self.joint == "or"
        group.negated |= self.joint == "nor"
        new = self.open("coord", clause, "and", group.first)
        new.subject = clause.subject
        self.fill(new, group)

    def passes(self, clause: Clause, group: VerbGroup) -> bool:
        """A finite verb goes on with the clause above: past infinitives, and past what a thing is said to be."""
        if clause.kind in ("inf", "ger", "part"):
            return True
        subject = clause.subject
        thing = subject is not None and subject.named() is None
        if clause.kind != "comp" or clause.verb is None:
            return False
        foretold = bool(clause.verb.modal) or clause.verb.tense == "future"  # "said it would go, and condemned"
        return (thing and group.lemma in self.lexicon.verbal) or (foretold and group.tense == "past")

    def with_subject(self, group: VerbGroup, subject: NounGroup) -> None:
        """The noun just read was no object: it is this verb's subject."""
        clause = self.current
        if subject.prep and clause.verb is not None and self.tells(clause.verb):
            subject = self.headed(clause, subject) or subject  # "said curbs on Togo would end"
        if subject.prep and group.lemma in self.lexicon.reports:
            subject = self.host(clause, subject) or subject  # ", the ambassador to Baku said"
        within = subject.prep not in CONJUNCTIONS if subject.prep else self.holds(clause, subject, group)
        waiting = self.waiting(clause) if within else None
        if waiting is not None and group.lemma not in self.lexicon.reports:
            self.fill(waiting, group)  # "the pilot who was shot by rebels died"
            return
        subject = self.paired(clause, subject) or subject
        host = self.unopened(clause)
        if host is not None:
            subject = self.listed(clause, subject) or subject
        coordinated = self.take_back(clause, subject)
        if host is None or subject.prep or not self.after_comma(subject.first):
            host = self.opened(clause, group, subject, coordinated=coordinated)
        host.subject = subject
        self.fill(host, group)

    def holds(self, clause: Clause, noun: NounGroup, group: VerbGroup) -> bool:
        """ "The man who met envoys left", "the order to free them came": no subject, but the object of another verb."""
        inner = clause.kind in ("rel", "inf") and clause.verb is not None and not self.tells(clause.verb)
        return inner and noun in clause.objects and not _bare(group)  # "to see Togo leave"

    def opened(self, clause: Clause, group: VerbGroup, subject: NounGroup, *, coordinated: bool) -> Clause:
        """Open a clause for a subject that stood in another, and say how it hangs on that."""
        if clause.verb is not None and group.lemma in self.lexicon.reports and self.reporting(subject):
            return self.report(subject.first)
        if coordinated:
            return self.open("coord", clause, "and", subject.first)
        if subject.prep in CONJUNCTIONS:
            return self.open("adv", clause, subject.prep, subject.first)
        if clause.verb is not None and self.tells(clause.verb):
            return self.open("comp", clause, "", subject.first)
        return self.open("coord" if clause.kind in ("main", "coord") else "adv", clause, "", subject.first)

    def report(self, first: int) -> Clause:
        """Open the clause of ", X said": what stood before it is what was said."""
        said = self.clauses[0]
        new = self.open("report", None, "", first)
        if said.kind == "main" and said.parent is None:
            new.children.append(said)
            said.parent = new
        return new

    def resumed(self, group: VerbGroup) -> None:
        """A verb after a comma or another group: it ends a relative clause, or reports, or goes on with the subject."""
        waiting = self.waiting(self.current)
        if waiting is not None:
            self.fill(waiting, group)
            return
        if group.lemma in self.lexicon.reports and (self.comma or self.current.kind == "main"):
            speaker = next((noun for host in self.nouns(self.current) for noun in host.apposed if not noun.prep), None)
            new = self.report(group.first if speaker is None else speaker.first)
            new.inverted = speaker is None
            new.subject = speaker  # "..., Smith, the commander, said"; none: ", said Smith"
            self.fill(new, group)
            return
        self.shared(group)


def _is_place(group: NounGroup) -> bool:
    """ "Flew to Washington seeking aid": it is not the town that seeks."""
    named = any(m.first <= group.head < m.last and m.kind in _PLACES for m in group.mentions)
    return named and group.prep in _WHERE


def _bare(group: VerbGroup) -> bool:
    """A base form alone, which is no past tense."""
    return "B" in group.letters and "D" not in group.letters and group.first == group.head
