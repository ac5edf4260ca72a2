"""What a speaker does to another side by saying something about it: demands, blames, praises, denies."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.events.lexicon.codes import CONFLICT
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.reading.readings import Reading, rewrite
from transforms.events.reading.roles import Roles, strangers
from transforms.events.reading.sides import Party, official
from transforms.events.syntax.frame import Clause

_LEAVING = frozenset(["leave", "depart", "go"])
ENVOYS = frozenset(["ambassador", "ambassadors", "diplomat", "diplomats", "envoy", "envoys", "attache", "attaché"])
# Those whose words judge, whatever they say.
DETRACTORS = ("critics", "opponents", "detractors")

# Verbs whose object tells what their subject does; who suffers or fights a brutal attack is not to blame.
_DOING = frozenset(
    [
        "commit",
        "pursue",
        "play",
        "send",
        "spread",
        "sow",
        "use",
        "make",
        "wage",
        "conduct",
        "show",
        "adopt",
        "tell",
        "create",
    ]
)


def asked(lexicon: Lexicon, child: Clause) -> str:
    """Return the mode of a request by the verb of what is asked."""
    return lexicon.request_modes.get(child.verb.lemma, "change") if child.verb is not None else ""


@dataclass(slots=True, eq=False)
class Saying:
    """The rules of saying for one sentence; reading the clause that is said is for the reader, their heir."""

    roles: Roles
    lexicon: Lexicon

    def read(self, clause: Clause) -> Reading | None:
        """Return the act a clause tells."""
        raise NotImplementedError

    def said(self, child: Clause, speaker: list[Party], lemma: str, where: str, clause: Clause) -> Reading | None:
        """What a speaker does to another side by saying a clause about it, if anything."""
        about = self.roles.sides.of(child.subject)
        verb = child.verb
        if verb is None or not speaker or not about or len(strangers(about, speaker)) < len(about):
            return None
        act = self._speech_act(child, speaker, lemma)
        if act is None:
            return None
        rules = [where, "rule:spoken"]
        return Reading(*act, "", "", speaker, about, False, clause, verb.head, verb.head + 1, rules)

    def _speech_act(self, child: Clause, speaker: list[Party], lemma: str) -> tuple[str, str] | None:
        """Type and mode of what is done to another side by saying a clause about it."""
        verb = child.verb
        if verb is None:
            return None
        if verb.modal in ("must", "should") or self._has_to(child):
            sent = verb.modal == "must" and verb.lemma in _LEAVING and self._of_envoys(child)
            return ("SANCTION", "expel") if sent else ("REQUEST", self.wanted(child))
        if speaker[0].text.lower().endswith(DETRACTORS):
            return "ACCUSE", "disapprove"
        if not all(map(official, speaker)) or not self._speaks_of_side(child):
            return None
        if lemma in ("allege", "charge"):
            return "ACCUSE", "allege"
        if lemma in ("claim", "assert") and (inner := self.read(child)) is not None:
            return ("ACCUSE", "allege") if inner.type in CONFLICT else None
        if self._behaved(child):
            return "ACCUSE", "disapprove"
        if not verb.negated and (verb.lemma == "fail" or self.lexicon.evaluations.get(verb.lemma) == "ACCUSE"):
            return "ACCUSE", "disapprove"
        judged = self.judgement(child)
        if judged == "ACCUSE":
            return ("REJECT", "") if self._denies(child) else ("ACCUSE", "disapprove")
        return None if judged is None else (judged, "")

    def _of_envoys(self, child: Clause) -> bool:
        """ "All their diplomats must leave": an expulsion."""
        group, words = child.subject, self.roles.matcher.words
        return group is not None and not ENVOYS.isdisjoint(words[group.first : group.last])

    def _behaved(self, child: Clause) -> bool:
        """ "Had acted recklessly": the adverb judges."""
        verb, words = child.verb, self.roles.matcher.words
        if verb is None or verb.lemma not in ("act", "behave"):
            return False
        after = words[verb.head + 1 : verb.head + 3]
        return any(self.lexicon.evaluations.get(word.removesuffix("ly")) == "ACCUSE" for word in after)

    def _speaks_of_side(self, child: Clause) -> bool:
        """A side is spoken of, or a claim or act that is its: "Russia's claim", not "Ukrainian markets"."""
        group = child.subject
        if group is None:
            return False
        return group.named() is not None or self.roles.matcher.nominal(group) is not None

    def _denies(self, child: Clause) -> bool:
        """It is a claim or accusation that is judged."""
        named = self.roles.matcher.nominal(child.subject)
        return named is not None and named[0].group == "accuse"

    def bidden(self, child: Clause) -> bool:
        """ "That Togo leave", "that it be lifted": a bare verb after a noun tells what is to be done."""
        verb = child.verb
        if verb is None or verb.tense != "present" or verb.modal or child.subject is None:
            return False
        words = self.roles.sides.words
        return words[verb.first] == "be" or (
            words[verb.head] == verb.lemma and not words[child.subject.head].endswith("s")
        )

    @staticmethod
    def _has_to(child: Clause) -> bool:
        verb = child.verb
        return verb is not None and verb.lemma in ("need", "have") and any(c.kind == "inf" for c in child.children)

    def wanted(self, child: Clause) -> str:
        """The mode of a request for what a clause tells."""
        reading = self.read(child)
        if reading is None:
            return asked(self.lexicon, child)
        ruled = rewrite(self.lexicon, "demand", (reading.group, reading.type), reading.type, reading.mode)
        return ruled[1] if ruled is not None and ruled[0] == "REQUEST" else ""

    def judgement(self, child: Clause) -> str | None:
        """ACCUSE or SUPPORT where a clause says that something is bad or good."""
        verb = child.verb
        if verb is None or verb.negated:
            return None
        words = self.roles.sides.words
        if verb.lemma in _DOING:  # "was sending dangerous signals"
            done = (words[i] for group in child.objects for i in range(group.first, group.last))
            return "ACCUSE" if any(self.lexicon.evaluations.get(word) == "ACCUSE" for word in done) else None
        if verb.lemma != "be":
            return None
        after = words[verb.head + 1 : min(child.last, verb.head + 8)]
        return next((kind for word in after if (kind := self.lexicon.evaluations.get(word))), None)
