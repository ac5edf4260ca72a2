"""Finding the lexicon's words in a sentence: what follows a verb, which noun of an act a group holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.events.lexicon.lexicon import Lexicon, Nominal, Verb
from transforms.events.lexicon.stops import covered
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup
from transforms.events.text.tokens import POSSESSIVES, Words

_REACH = 7  # tokens a required word may stand behind the one before it: "lay down their remaining weapons"
_NOWHERE = range(0)


Named = tuple[Nominal, int, int] | None


class Matcher:
    """Looks words up in one sentence whose clauses are built; token indexes in, token indexes out."""

    def __init__(self, tokens: Words, tags: str, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.tags = tags
        self.lexicon = lexicon
        self.words = tokens.lower
        self._singular = lexicon.singular
        self.nominals = [*self._spelled()]
        self._lines: dict[str, list[Verb]] = {}
        self._named: dict[int, Named] = {}  # by the group's identity, since several rules ask for the same
        self.stopped = covered(self.words, lexicon.stops)

    def _spelled(self) -> Iterator[tuple[Nominal, int, int]]:
        """Yield the nouns of acts that the words spell, with their tokens."""
        openings = self.lexicon.openings
        for i in [i for i, word in enumerate(self.words) if word in openings]:
            for entry in self.lexicon.nominals[self._singular.get(self.words[i], self.words[i])]:
                if len(entry.words) == 1 or self._spells(entry.words, i):
                    yield entry, i, i + len(entry.words)

    def lines(self, lemma: str) -> list[Verb]:
        """Return the lines of a verb whose first words stand in the sentence, the longest first, light verbs last."""
        found = self._lines.get(lemma)
        if found is None:
            entries = (*self.lexicon.verbs.get(lemma, ()), *self.lexicon.light.get(lemma, ()))
            present = self.tokens.present
            found = [entry for entry in entries if not (entry.forms and entry.forms[0].isdisjoint(present))]
            self._lines[lemma] = found
        return found

    def verb(self, entry: Verb, clause: Clause) -> tuple[int, int] | None:
        """Return the tokens [first, last) of an entry's words at a clause's verb, or None if they are not all there."""
        verb = clause.verb
        if verb is None:
            return None
        if ("passive" in entry.flags and not verb.passive) or (
            "intransitive" in entry.flags and (clause.objects or verb.passive)
        ):
            return None
        subject = clause.subject if verb.passive else None
        last = self._reach(entry, verb.head, range(subject.first, subject.last) if subject is not None else _NOWHERE)
        return None if last < 0 else (verb.head, last + 1)

    def may_stand(self, entry: Verb, head: int) -> bool:
        """Return whether an entry's words may stand at the verb `head`, as far as the tags without clauses tell."""
        if self.tags[head] == "E":  # it may be passive, and anything its subject
            return self._reach(entry, head, range(len(self.words))) >= 0
        return "passive" not in entry.flags and self._reach(entry, head, _NOWHERE) >= 0

    def _reach(self, entry: Verb, head: int, subject: range) -> int:
        """Return the last token of an entry's words at a verb, -1 if one neither follows nor stands in its subject."""
        at = head
        for position, words in enumerate(entry.forms):
            close = position == 0 and not words.isdisjoint(entry.target)  # "call on X", but "blow X up"
            found = self._next(words, at, 2 if close else _REACH)
            if found >= 0:
                at = found
            elif not self._within(words, subject):  # "charges were dropped"
                return -1
        return at

    def _next(self, words: frozenset[str], at: int, reach: int) -> int:
        for i in range(at + 1, min(at + 1 + reach, len(self.words))):
            low = self.words[i]
            if self.tags[i] == "Z" and self.lexicon.closed.get(low) == "P" and low != "until":
                continue  # "called Putin on Wednesday" calls on nobody, "gave him until Wednesday" sets a deadline
            if low in words:
                return i
            if self.tags[i] == "," and i > at + 1:
                return i + 1 if "," in self.words[at:i] and self._within(words, range(i + 1, i + 2)) else -1
            if self.tags[i] in ";PWSTVXM" and low != "of":
                return -1
        return -1

    def _within(self, words: frozenset[str], span: range) -> bool:
        return not words.isdisjoint(self.words[span.start : span.stop])

    def nominal(self, group: NounGroup | None) -> Named:
        """Return the noun of an act that heads a group, with its tokens; the longest that holds the head wins."""
        if group is None or not self.nominals:
            return None
        key = id(group)
        if key not in self._named:
            self._named[key] = self._nominal(group) or self._counted(group)
        return self._named[key]

    def inside(self, group: NounGroup) -> str | None:
        """The class of the first noun of an act in a group, if it heads the group or not: "the accusation absurd"."""
        return next((entry.group for entry, first, _ in self.nominals if group.first <= first < group.last), None)

    def _counted(self, group: NounGroup) -> Named:
        """ "A series of attacks": what is counted, where the head is a word of quantity."""
        if self.words[group.head] not in self.lexicon.quantities:
            return None
        return self.nominal(next((after for after in group.after if after.prep in ("of", "in")), None))

    def _nominal(self, group: NounGroup) -> Named:
        if self.words[group.first] == "no":
            return None  # "made no commitment", "held no talks"
        for named in self.nominals:
            entry, first, end = named
            if not group.first <= first <= group.head < end:
                continue
            if "plural" in entry.flags and self.words[end - 1] == entry.words[-1] and not entry.words[-1].endswith("s"):
                continue
            if "bound" in entry.flags and not self._is_bound(group, entry.target):
                continue
            return named
        return None

    def _is_bound(self, group: NounGroup, prepositions: Sequence[str]) -> bool:
        """ "Drills with Togo", "Chadian-Togolese drills", but not "Chad's Togo drills": there is another side."""
        if any(after.prep in prepositions for after in group.after):
            return True
        countries = {mention.country for mention in group.mentions if mention.country}
        return len(countries) > 1 and POSSESSIVES.isdisjoint(self.words[group.first : group.head])

    def _spells(self, words: tuple[str, ...], i: int) -> bool:
        """Whether the words stand at `i`, each in singular or plural."""
        found = self.words[i : i + len(words)]
        if len(found) < len(words):
            return False
        for word, one in zip(words, found, strict=True):
            if word != one and word != self._singular.get(one):
                return False
        return True
