"""Finding the lexicon's words in a sentence: what follows a verb, which noun of an act a group holds."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.clauses import Clause
from transforms.events.groups import NounGroup
from transforms.events.lexicon import Lexicon, Nominal, Verb
from transforms.events.tokens import Tokens

_REACH = 7  # tokens a required word may stand behind the one before it: "lay down their remaining weapons"


Named = tuple[Nominal, int, int] | None


class Matcher:
    """Looks words up in one sentence whose clauses are built; token indexes in, token indexes out."""

    def __init__(self, tokens: Tokens, tags: str, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.tags = tags
        self.lexicon = lexicon
        self.words = tokens.words
        singular, nominals = lexicon.singular, lexicon.nominals
        self.singular = [singular.get(word, word) for word in self.words]
        self._present = {*self.words, *self.singular, *[word[:-1] for word in self.words if word.endswith("s")]}
        self._openings = [i for i, word in enumerate(self.singular) if word in nominals]
        self._named: dict[int, Named] = {}  # by the group's identity, since several rules ask for the same

    def verb(self, entry: Verb, clause: Clause) -> tuple[int, int] | None:
        """Return the tokens [first, last) of an entry's words at a clause's verb, or None if they are not all there."""
        verb = clause.verb
        if verb is None:
            return None
        if ("passive" in entry.flags and not verb.passive) or (
            "intransitive" in entry.flags and (clause.objects or verb.passive)
        ):
            return None
        for words in entry.rest:
            if words.isdisjoint(self._present):
                return None
        at = verb.head
        for position, words in enumerate(entry.rest):
            close = position == 0 and not words.isdisjoint(entry.target)  # "call on X", but "blow X up"
            found = self._next(words, at, 2 if close else _REACH)
            if found < 0 and verb.passive and clause.subject is not None:
                if self._within(words, clause.subject):  # "charges were dropped"
                    continue
                return None
            if found < 0:
                return None
            at = found
        return verb.head, max(at, verb.head) + 1

    def _next(self, words: frozenset[str], at: int, reach: int) -> int:
        for i in range(at + 1, min(at + 1 + reach, len(self.words))):
            low = self.words[i]
            if self.tags[i] == "Z" and self.lexicon.closed.get(low) == "P" and low != "until":
                continue  # "called Putin on Wednesday" calls on nobody, "gave him until Wednesday" sets a deadline
            if low in words or self.singular[i] in words or low.removesuffix("s") in words:
                return i
            if (self.tags[i] in ";PWSTVXM" and low != "of") or (self.tags[i] == "," and i > at + 1):
                return -1
        return -1

    def _within(self, words: frozenset[str], group: NounGroup) -> bool:
        span = range(group.first, group.last)
        return any(
            not words.isdisjoint((self.words[i], self.singular[i], self.words[i].removesuffix("s"))) for i in span
        )

    def nominal(self, group: NounGroup | None) -> Named:
        """Return the noun of an act that heads a group, with its tokens; the longest that holds the head wins."""
        if group is None or not self._openings:
            return None
        key = id(group)
        if key not in self._named:
            self._named[key] = self._nominal(group) or self._counted(group)
        return self._named[key]

    def inside(self, group: NounGroup) -> str | None:
        """The class of the first noun of an act in a group, if it heads the group or not: "the accusation absurd"."""
        for i in self._openings:
            if group.first <= i < group.last:
                for entry in self.lexicon.nominals[self.singular[i]]:
                    if self._spells(entry.words, i):
                        return entry.group
        return None

    def _counted(self, group: NounGroup) -> Named:
        """ "A series of attacks": what is counted, where the head is a word of quantity."""
        if self.words[group.head] not in self.lexicon.quantities:
            return None
        return self.nominal(next((after for after in group.after if after.prep in ("of", "in")), None))

    def _nominal(self, group: NounGroup) -> Named:
        if self.words[group.first] == "no":
            return None  # "made no commitment", "held no talks"
        for i in self._openings:
            if not group.first <= i <= group.head:
                continue
            for entry in self.lexicon.nominals[self.singular[i]]:
                end = i + len(entry.words)
                if end <= group.head or not self._spells(entry.words, i):
                    continue
                if (
                    "plural" in entry.flags
                    and self.words[end - 1] == entry.words[-1]
                    and not entry.words[-1].endswith("s")
                ):
                    continue
                if "bound" in entry.flags and not _is_bound(group, entry.target):
                    continue
                return entry, i, end
        return None

    def _spells(self, words: tuple[str, ...], i: int) -> bool:
        if i + len(words) > len(self.words):
            return False
        return len(words) == 1 or all(word in (self.words[k], self.singular[k]) for k, word in enumerate(words, i))

    def stopped(self) -> frozenset[int]:
        """Return the tokens that stop phrases cover."""
        covered: set[int] = set()
        stops = self.lexicon.stops
        whole = tuple(self.words)
        for i in [i for i, word in enumerate(whole) if word in stops]:
            follows = whole[i + 1] if i + 1 < len(whole) else ""
            for words in stops[whole[i]]:
                if words and words[0] != follows and "*" not in words[0]:
                    continue  # as most do
                found = whole[i + 1 : i + 1 + len(words)]
                if found == words or (len(found) == len(words) and all(map(_like, found, words))):
                    covered.update(range(i, i + 1 + len(words)))
        return frozenset(covered)


def _is_bound(group: NounGroup, prepositions: Sequence[str]) -> bool:
    """ "Drills with Togo", "Chadian-Togolese drills": there is another side."""
    return any(after.prep in prepositions for after in group.after) or (
        len({mention.country for mention in group.mentions if mention.country}) > 1
    )


def _like(word: str, pattern: str) -> bool:
    if word == pattern or "*" not in pattern:
        return word == pattern
    head, _, tail = pattern.partition("*")
    return word.startswith(head) and word.endswith(tail)
