"""Whether the tagged words of a sentence can tell an act at all; most that have a word of one cannot, and are not read.

It asks for each verb and noun of an act what the reader would ask, as far as that does without clauses: "no" is sure,
"yes" only says that it is worth the reading. What it knows of operators is what operators.py does with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from transforms.events.actors.mentions import Mention
from transforms.events.lexicon.lexicon import Nominal, Verb
from transforms.events.reading.matching import Matcher
from transforms.events.reading.readings import rewrite
from transforms.events.reading.saying import DETRACTORS
from transforms.events.reading.sides import Party
from transforms.events.syntax.clauses import BARE
from transforms.events.syntax.groups import lemma_at

# Operators that can tell something where neither a verb nor a noun in their scope does.
_ALONE = frozenset(["plan", "call", "allow", "demand", "accept"])
# What shows that a speaker demands or judges, see saying.py.
_DUTIES = frozenset(["must", "should", *DETRACTORS])
_ACCUSING = frozenset(["allege", "charge"])
_JUDGED = frozenset(["fail", "act", "behave"])  # "has acted recklessly"
_NEEDING = frozenset(["have", "need"])  # "has to leave"
_ASKED_FOR = frozenset(["request", "invitation"])  # "at the request of Togo"
_HEAD = re.compile("[VEG]|X(?![R_]*[VEGX])")  # by the tags: verbs, and auxiliaries that have none behind them
_NOMINAL = frozenset("DJNHO'_")  # tags of noun groups


@dataclass(slots=True)
class Prospects:
    """What the verbs and nouns of one sentence let one expect; `lemmas` are its verbs."""

    matcher: Matcher
    lemmas: set[str] = field(default_factory=set)

    def any(self, mentions: Sequence[Mention], speaker: Sequence[Party]) -> bool:
        """Return whether the sentence may tell an act; `speaker` is whose words it is known to be."""
        operators: list[Verb] = []
        for entry in self._lines():
            if entry.type or entry.op in _ALONE:
                return True
            operators.append(entry)
        return self._names(operators) or self._says(operators, mentions, speaker)

    def reports(self) -> bool:
        """Return whether someone may be said to say something."""
        return not self.lemmas.isdisjoint(self.matcher.lexicon.reports)

    def _lines(self) -> Iterator[Verb]:
        """The lines of verbs that may stand in the sentence, but those that say that they tell nothing."""
        matcher = self.matcher
        for found in _HEAD.finditer(matcher.tags):
            head = found.start()
            lemma, _ = lemma_at(head, found[0], matcher.words, matcher.lexicon)
            self.lemmas.add(lemma)
            for entry in matcher.lines(lemma) if head not in matcher.stopped else ():
                if "stop" not in entry.flags and matcher.may_stand(entry, head):
                    yield entry

    def _names(self, operators: Sequence[Verb]) -> bool:
        """Whether a noun tells an act, by itself, with an infinitive or in the scope of an operator."""
        words, lexicon = self.matcher.words, self.matcher.lexicon
        if not _ASKED_FOR.isdisjoint(words):
            return True
        if self._has_infinitive():
            if any(entry.op == "order" for entry in operators):
                return True
            if any((entry := lexicon.noun_operators.get(word)) and entry.type for word in words):
                return True
        return any("alone" in noun.flags or self._in_scope(noun, operators) for noun in self._nouns())

    def _nouns(self) -> Iterator[Nominal]:
        """The nouns of acts that may head a group."""
        for noun, first, last in self.matcher.nominals:
            heads = not _NOMINAL.isdisjoint(self.matcher.tags[first:last])
            if heads and self.matcher.stopped.isdisjoint(range(first, last)):
                yield noun

    def _in_scope(self, noun: Nominal, operators: Sequence[Verb]) -> bool:
        """Whether an operator makes something of the noun; "had talks" is an act, "had soldiers" none."""
        for entry in operators:
            if entry.op == "perform":
                if noun.type and (entry.lemma != "have" or noun.group == "consult"):
                    return True
            elif rewrite(self.matcher.lexicon, entry.op, (noun.group, noun.type), noun.type, noun.mode) is not None:
                return True
        return False

    def _has_infinitive(self) -> bool:
        return "T" in self.matcher.tags or not self.lemmas.isdisjoint(BARE)  # "let him go"

    def _says(self, operators: Sequence[Verb], mentions: Sequence[Mention], speaker: Sequence[Party]) -> bool:
        """Whether a speaker may demand something, judge or accuse."""
        reports = {entry.lemma for entry in operators if entry.op == "report"}
        if not (reports or speaker):
            return False
        if self._judges(reports) or (not _NEEDING.isdisjoint(self.lemmas) and self._has_infinitive()):
            return True
        named = [one.text for mention in mentions for one in (mention, *mention.members)]
        return any(text.lower().endswith(DETRACTORS) for text in (*named, *[one.text for one in speaker]))

    def _judges(self, reports: Set[str]) -> bool:
        evaluations, words = self.matcher.lexicon.evaluations.keys(), self.matcher.words
        if not (_ACCUSING.isdisjoint(reports) and _JUDGED.isdisjoint(self.lemmas)):
            return True
        return not (_DUTIES.isdisjoint(words) and evaluations.isdisjoint(words) and evaluations.isdisjoint(self.lemmas))
