"""Finding the lexicon's words in a sentence: what follows a verb, which noun of an act a group holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.clauses import Clause
from transforms.events.groups import NounGroup
from transforms.events.lexicon import Lexicon, Nominal, Verb
from transforms.events.tokens import Token

_REACH = 7  # tokens a required word may stand behind the one before it: "lay down their remaining weapons"


@dataclass(slots=True)
class Matcher:
    """Looks words up in one sentence; token indexes in, token indexes out."""

    tokens: Sequence[Token]
    tags: str
    lexicon: Lexicon

    def singular(self, i: int) -> str:
        low = self.tokens[i].lower
        return self.lexicon.singular.get(low, low)

    def verb(self, entry: Verb, clause: Clause) -> tuple[int, int] | None:
        """Return the tokens [first, last) of an entry's words at a clause's verb, or None if they are not all there."""
        verb = clause.verb
        if verb is None:
            return None
        if ("passive" in entry.flags and not verb.passive) or (
            "intransitive" in entry.flags and (clause.objects or verb.passive)
        ):
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
        for i in range(at + 1, min(at + 1 + reach, len(self.tokens))):
            low = self.tokens[i].lower
            if low in words or self.lexicon.singular.get(low, low) in words or low.removesuffix("s") in words:
                return i
            if (self.tags[i] in ";PWSTVXM" and low != "of") or (self.tags[i] == "," and i > at + 1):
                return -1
        return -1

    def _within(self, words: frozenset[str], group: NounGroup) -> bool:
        return any(self.tokens[i].lower in words or self.singular(i) in words for i in range(group.first, group.last))

    def nominal(self, group: NounGroup | None) -> tuple[Nominal, int, int] | None:
        """Return the noun of an act that heads a group, with its tokens; the longest that holds the head wins."""
        if group is None:
            return None
        found = self._nominal(group)
        if found is None and self.tokens[group.head].lower in self.lexicon.quantities:
            of = next((after for after in group.after if after.prep in ("of", "in")), None)
            return self.nominal(of)
        return found

    def _nominal(self, group: NounGroup) -> tuple[Nominal, int, int] | None:
        for i in range(group.first, group.head + 1):
            for entry in self.lexicon.nominals.get(self.singular(i), ()):
                end = i + len(entry.words)
                if end <= group.head or not self._spells(entry.words, i):
                    continue
                if (
                    "plural" in entry.flags
                    and self.tokens[end - 1].lower == entry.words[-1]
                    and not entry.words[-1].endswith("s")
                ):
                    continue
                if "bound" in entry.flags and not any(after.prep in entry.target for after in group.after):
                    continue
                return entry, i, end
        return None

    def _spells(self, words: tuple[str, ...], i: int) -> bool:
        if i + len(words) > len(self.tokens):
            return False
        return all(self.tokens[i + k].lower == word or self.singular(i + k) == word for k, word in enumerate(words))

    def stopped(self) -> frozenset[int]:
        """Return the tokens that stop phrases cover."""
        covered: set[int] = set()
        stops = self.lexicon.stops
        lowers = tuple([token.lower for token in self.tokens])
        for i in [i for i, word in enumerate(lowers) if word in stops]:
            for words in stops[lowers[i]]:
                found = lowers[i + 1 : i + 1 + len(words)]
                if found == words or (len(found) == len(words) and all(map(_like, found, words))):
                    covered.update(range(i, i + 1 + len(words)))
        return frozenset(covered)


def _like(word: str, pattern: str) -> bool:
    if word == pattern or "*" not in pattern:
        return word == pattern
    head, _, tail = pattern.partition("*")
    return word.startswith(head) and word.endswith(tail)
