"""Reading the clauses of a sentence: triggers tell acts, operators change the act in their scope.

The outermost clause is asked first; an operator there ("refused", "threatened", "said") asks the clause or the noun
in its scope and rewrites the answer. What no operator has consumed is read on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.events.lexicon.codes import CONFLICT
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.reading.matching import Matcher
from transforms.events.reading.readings import OPEN, Reading, negated, planned
from transforms.events.reading.roles import Match, Roles, strangers
from transforms.events.reading.scope import ASIDE, CONDITIONS
from transforms.events.reading.sides import Party, Sides
from transforms.events.reading.triggers import Triggers
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup, VerbGroup

_POSSIBLE = frozenset(["may", "might", "could", "would", "should", "can", "must"])
# Of -ing clauses after a preposition these tell what happened: "after meeting Putin", "by shelling the town".
_TOLD_GERUNDS = frozenset(["after", "by", "while", "following", "since", "when"])
_ADDRESSED = frozenset(["on", "to", "for", "from"])  # "the call on Togo", "the threat to Togo"
_ACCIDENTS = frozenset(["crash", "overturn", "derail", "capsize", "collide", "skid", "collapse"])
_ABLE = frozenset(["can", "cannot", "ca", "could"])
_NONE = frozenset(["neither", "no", "none", "nobody"])
_WORDS = frozenset(["ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONSULT"])
_STANCES = frozenset(["want", "oppose", "face", "seek", "resist", "defy", "continue", "last"])


class Reader(Triggers):
    """Reads one sentence; `speaker` is who speaks it, where it stands in someone's quoted words."""

    __slots__ = ("_known", "clauses", "matcher", "sides", "speaker")

    def __init__(
        self, clauses: Sequence[Clause], matcher: Matcher, sides: Sides, lexicon: Lexicon, speaker: list[Party]
    ) -> None:
        super().__init__(Roles(sides, matcher), lexicon, matcher.stopped)
        self.clauses = clauses
        self.speaker = speaker
        self.matcher = matcher
        self.sides = sides
        self._known: dict[int, Reading | None] = {}

    def readings(self) -> Iterator[Reading]:
        """Yield what the clauses tell, those of ", X said" first since they have the rest in their scope."""
        for clause in sorted(self.clauses, key=lambda clause: clause.kind != "report"):
            if id(clause) not in self.used and self._tells(clause):
                asked = self._of_noun(clause) if clause.kind == "comp" else None
                reading = asked or self.read(clause) or self._quoted(clause)
                if reading is not None:
                    yield reading
        for match, child in self.more:
            reading = self.another(match, child)
            if reading is not None and (reading := self.shade(match.clause, reading)) is not None:
                yield reading
        for clause in self.clauses:
            if clause.kind == "inf" and id(clause) not in self.used:
                reading = self._of_noun(clause) or self._errand(clause)
                if reading is not None:
                    yield reading

    def _errand(self, clause: Clause) -> Reading | None:
        """ "Will travel to Vilnius to meet", "flew to Cairo to sign": what a journey is for."""
        above = self._known.get(id(clause.parent)) if clause.parent is not None else None
        if above is None or not (above.mode == "visit" or above.cameo == "036"):
            return None
        reading = self.read(clause)
        if reading is None or reading.type not in ("CONSULT", "SUPPORT", "REQUEST"):
            return None
        return planned(self.lexicon, reading) if above.status == "planned" else reading.with_(status=above.status)

    def _quoted(self, clause: Clause) -> Reading | None:
        """A sentence of a speech that goes on: its speaker demands or judges."""
        if not self.speaker or clause.kind not in ("main", "coord"):
            return None
        if any(other.kind == "report" for other in self.clauses):
            return None  # "..., X said": the words are X's, whoever spoke before
        return self.said(clause, self.speaker, "", "rule:quoted", clause)

    def _of_noun(self, clause: Clause) -> Reading | None:
        """ "Its refusal to meet", "the demand that Togo go": a noun with an act in its scope."""
        group, above = self._operator(clause), clause.parent
        entry = self.lexicon.noun_operators.get(self.sides.words[group.head]) if group is not None else None
        if group is None or entry is None or above is None or {id(group), id(above)} & self.used:
            return None
        subject = group if group.mentions else above.subject
        over = Clause("noun", "", above, subject, above.verb, children=[clause], first=group.first, last=clause.last)
        self.used.add(id(group))
        return self.apply(Match(entry, over, group.head, group.head + 1))

    def _operator(self, clause: Clause) -> NounGroup | None:
        """The noun a clause belongs to; of "the call on Togo to go" that is the call."""
        group, above = clause.of_noun, clause.parent
        if group is None or above is None or group.prep not in _ADDRESSED:
            return group
        hosts = [above.subject, *above.objects, *above.phrases]
        return next((host for host in hosts if host is not None and group in host.after), group)

    @staticmethod
    def _tells(clause: Clause) -> bool:
        """Whether a clause nothing has consumed says what happened: no condition, purpose or topic."""
        if clause.verb is None or clause.kind == "inf":
            return False
        if clause.kind == "ger":
            return clause.link in _TOLD_GERUNDS
        return clause.link not in ASIDE or clause.link in ("after", "while")

    def read(self, clause: Clause) -> Reading | None:
        """Return the act a clause tells, with the clause's own tense and polarity applied."""
        if id(clause) in self._known:
            return self._known[id(clause)]
        self._known[id(clause)] = None  # a clause is never in its own scope
        reading = self._bare(clause)
        if reading is not None:
            reading = self.shade(clause, reading)
        self._known[id(clause)] = reading
        return reading

    def _bare(self, clause: Clause) -> Reading | None:
        verb = clause.verb
        if verb is None or verb.head in self.stopped or self._nobody_did(clause):
            return None
        for entry in self.matcher.lines(verb.lemma):
            span = self.matcher.verb(entry, clause)
            if span is None:
                continue
            if "stop" in entry.flags:
                return None
            match = Match(entry, clause, *span)
            reading = self._operate(match) if entry.op else self.tell(match)
            if reading is not None:
                return reading
        return None

    def _nobody_did(self, clause: Clause) -> bool:
        """ "A storm hit", "killed by floods", "the bus overturned, killing two": nature and accidents have no sides."""
        above = clause.parent.verb if clause.kind == "part" and clause.parent is not None else None
        if above is not None and above.lemma in _ACCIDENTS:
            return True
        doer = self.roles.phrase(clause, ("by",)) if self.roles.passive(clause) else clause.subject
        return doer is not None and self.matcher.words[doer.head] in self.lexicon.nature

    def _operate(self, match: Match) -> Reading | None:
        return self.perform(match) if match.entry.op == "perform" else self.apply(match)

    def _none(self, clause: Clause) -> bool:
        """ "Neither side met", "no country condemned": the subject denies it."""
        return clause.subject is not None and self.matcher.words[clause.subject.first] in _NONE

    def _conditional(self, told: Reading, condition: Clause) -> Reading:
        """ "Will close the border if Togo attacks": it is Togo that is told so."""
        target = told.target or strangers(self.sides.of(condition.subject), told.source)
        return told.with_(status="hypothetical", target=target)

    def shade(self, clause: Clause, reading: Reading) -> Reading | None:
        """Apply a clause's verb group to its act: future, negation, possibility, an act that goes on."""
        verb = clause.verb
        if verb is None or (reading.clause is not clause and reading.status):
            return reading
        if reading.firm:
            return reading.with_(status="planned" if verb.tense == "future" or verb.modal else "")
        if verb.negated or self._none(clause):
            unable = verb.modal in _ABLE and reading.type in CONFLICT | {"ACCUSE"}
            return None if unable else negated(self.lexicon, reading)  # "cannot sue" is no act, and denies none
        if verb.tense == "future" or (verb.modal == "would" and clause.kind == "comp" and not verb.perfect):
            told = planned(self.lexicon, reading)
            condition = next((child for child in clause.children if child.link in CONDITIONS), None)
            return self._conditional(told, condition) if condition is not None else told
        if verb.modal in _POSSIBLE and verb.perfect and verb.modal != "must":
            return None  # "might have wanted to" did not
        if verb.modal in OPEN:
            return planned(self.lexicon, reading).with_(status=reading.status or "hypothetical")
        if verb.modal in _POSSIBLE:
            return reading.with_(status=reading.status or "hypothetical")
        if not reading.status and reading.clause is clause and verb.tense == "present" and _goes_on(verb, reading):
            return reading.with_(status="ongoing")
        return reading


def _goes_on(verb: VerbGroup, reading: Reading) -> bool:
    """Whether a present tense tells something that goes on.

    Words are said once; wishes and stances last, and so does the blame told in passing ("which Oslo blames for it").
    """
    if verb.progressive:
        return True
    blamed = reading.type == "ACCUSE" and reading.clause.kind == "rel"
    return not verb.perfect and (reading.type not in _WORDS or verb.lemma in _STANCES or blamed)
