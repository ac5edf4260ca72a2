"""Whether a word that may be a verb is one, and in what form: decided by the tag before it and a glance behind it."""

from __future__ import annotations

from collections.abc import Callable

from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.syntax.groups import BE, HAVE
from transforms.events.text.tokens import Words

_PLURAL_WORDS = frozenset(["police", "people", "men", "women", "children", "troops", "taliban"])
_OBJECTS = frozenset(["him", "them", "us", "me", "her", "themselves", "himself", "herself", "itself"])
_BARE = frozenset(["help", "let", "make", "see", "go", "dare"])  # verbs followed by a bare infinitive
_SINGULAR = frozenset(["person", "city", "seat", "state", "organisation"])
_HYPHENS = frozenset("-‑")
_ONE = frozenset(["this", "that"])
ARTICLES = frozenset(["a", "an", "the"])
_QUANTIFIERS = frozenset(["some", "many", "most", "few", "all", "both", "several", "others", "those", "these"])


class Verbs:
    """The words of a sentence with the tags they have so far; tags those that may be verbs by their neighbours."""

    def __init__(self, tokens: Words, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.lower
        self.texts = tokens.texts
        self.hyphened: set[int] = set()  # what may be part of a compound
        if not _HYPHENS.isdisjoint(self.words):
            self.hyphened.update(i for at, word in enumerate(self.words) if word in _HYPHENS for i in (at - 1, at + 1))
        self.lexicon = lexicon
        self.tags: list[str] = [""] * len(tokens)
        self.kinds: dict[int, str] = {}

    def verb(self, i: int, letters: str, prev: int) -> str:
        """Decide a word that may be a verb by the tag before it."""
        prev = self._past_time(prev)
        before = self.tags[prev] if prev >= 0 else "^"
        rule = _RULES.get(before)
        return rule(self, i, letters, prev) if rule else self._participle(letters) or "N"

    def _past_time(self, prev: int) -> int:
        """ "Will on Monday meet", "has since April held": what counts is the auxiliary before the time."""
        earlier = prev
        while earlier > 0 and self.tags[earlier] == "Z":
            earlier -= 1
        return earlier if self.tags[earlier] in ("M", "X") else prev

    @staticmethod
    def _participle(letters: str) -> str:
        return "G" if "G" in letters else "E" if "D" in letters or "N" in letters else ""

    def _opening(self, i: int, letters: str, _prev: int) -> str:
        if "G" in letters and not self._nominal_here(i):
            return "G"
        if self._participle(letters) == "E" and "B" not in letters:
            return "E"
        return "N"

    def _nominal_here(self, i: int) -> bool:
        """An -ing word used as a noun: it names an act, and no object follows."""
        low = self.words[i]
        return low in self.lexicon.nominals and not self.opens_noun(i + 1)

    def _after_auxiliary(self, i: int, letters: str, prev: int) -> str:
        auxiliary = self.words[prev]
        if auxiliary in BE:
            return self._participle(letters) or "N"
        if auxiliary in HAVE:
            if "N" in letters:
                return "E"
            return "G" if "G" in letters and not self._nominal_here(i) else "N"
        return "V" if "B" in letters else "N"

    def _after_determiner(self, i: int, letters: str, prev: int) -> str:
        low = self.words[prev]
        participle = self._participle(letters)
        if "S" in letters and low in _ONE:
            return "V"  # "this comes as": no plural follows
        if participle == "E" and (low in _QUANTIFIERS or (low[0].isdigit() and not self.opens_noun(i + 1))):
            return "E"
        if (
            self.tags[prev] == "J"
            and self.kinds.get(prev) == "demonym"
            and participle == "E"
            and self.words[prev].endswith("s")
        ):
            return "E"
        if participle == "E" and self.tags[prev] == "J" and self._article(i + 1):
            return "E"  # "a crowd of 3,000 burned an effigy": no adjective stands before an article
        if letters == "D":
            return "E"  # "thousands of Lebanese took", no participle
        if participle == "E" and "B" not in letters:
            return "J"
        people = self.kinds.get(prev) == "demonym" and low.endswith("s")
        if people and "B" in letters and self.words[i] not in self.lexicon.nominals:
            return "V"  # "the Palestinians reject"
        if "S" in letters and self.kinds.get(prev) == "demonym" and low.endswith("s") and self.opens_noun(i + 1):
            return "V"
        return "N"

    def _after_noun(self, i: int, letters: str, prev: int) -> str:
        participle = self._participle(letters)
        low = self.words[i]
        if participle == "G":
            return "N" if self._nominal_here(i) else "G"
        if participle == "E" and "B" not in letters:
            return "E"
        if "S" in letters and i + 1 < len(self.tokens) and self.words[i + 1] == "of" and not self.kinds.get(prev):
            return "N"  # "the root causes of"
        if "S" in letters:
            operates = self._ends_condition(i, prev) or (self._operates(low) and self._cuts(i, prev))
            return "V" if low not in self.lexicon.singular or operates or self._reads_on(i, prev) else "N"
        if "B" in letters:
            if self._plural(prev):
                told = self._reads_on(i, prev) or self._let(prev)
                return "V" if low not in self.lexicon.nominals or told else "N"
            if "S" in self.tags[max(0, prev - 4) : prev] and self.opens_noun(i + 1):
                return "V"  # "demanded that Washington lift tariffs"
            if self._let(prev) and (self.opens_noun(i + 1) or low not in self.lexicon.nominals):
                return "V"
            if participle == "E":  # hit, cut, put, set: past after a singular
                return "E" if self._reads_on(i, prev) or self._cuts(i, prev) else "N"
        return "N"

    def _ends_condition(self, i: int, prev: int) -> bool:
        """ "If Togo attacks, ...": of a subordinator, a name and a word before a comma the last is the verb."""
        mark = self.texts[i + 1] if i + 1 < len(self.texts) else ""
        if mark not in (",", ".") or self.kinds.get(prev) not in _SINGULAR:
            return False
        while prev > 0 and self.kinds.get(prev):
            prev -= 1
        return self.tags[prev] == "S"

    def _reads_on(self, i: int, prev: int) -> bool:
        """A noun-like verb after a noun is a verb if an object, "to" or "with" follows it."""
        if self.opens_noun(i + 1):
            return True
        after = self.words[i + 1] if i + 1 < len(self.tokens) else ""
        if self._idiom(i):
            return True
        named = self.kinds.get(prev) in ("person", "state", "seat", "pronoun", "organisation", "group", "city")
        return named and after in ("with", "for", "on", "to", "up", "out", "down", "off", "at", "that")

    def _operates(self, low: str) -> bool:
        """A verb that takes an act in its scope: "China demands release" is a clause, "Iran sanctions relief" none."""
        return any(verb.op for verb in self.lexicon.verbs.get(self.lexicon.forms[low][0], ()))

    def _let(self, prev: int) -> bool:
        """ "Let the rebels attack Togo": of the words before, "let", "make" or "help" has no verb of its own yet."""
        for i in range(prev, max(-1, prev - 5), -1):
            if self.tags[i] in "VEG":
                form = self.lexicon.forms.get(self.words[i])
                return form is not None and form[0] in _BARE
            if self.tags[i] in ",;PSWC":
                return False
        return False

    def _idiom(self, i: int) -> bool:
        """A verb of the lexicon whose next word follows: "strike deal", "exchange fire"."""
        if i + 1 >= len(self.tokens):
            return False
        low = self.words[i + 1]
        word = self.lexicon.singular.get(low, low)
        lemma = self.lexicon.forms[self.words[i]][0]
        return any(verb.rest and word in verb.rest[0] for verb in self.lexicon.verbs.get(lemma, ()))

    def _cuts(self, i: int, prev: int) -> bool:
        """After a name, "cut" with a bare noun behind it is a verb: "Chad cut aid"."""
        after = self.words[i + 1] if i + 1 < len(self.tokens) else ""
        return self.kinds.get(prev) in _SINGULAR and after in self.lexicon.nominals

    def _plural(self, prev: int) -> bool:
        low = self.words[prev]
        listed = self.tags[max(0, prev - 5) : prev]
        if self.kinds.get(prev) and ("C" in listed or listed[-1:] == [","]):
            return True  # "the EU and the UN hand over"; a headline's "Egypt, Sudan trade blame"
        return low in _PLURAL_WORDS or (
            low.endswith("s") and not low.endswith(("ss", "ous", "is")) and self.kinds.get(prev) not in _SINGULAR
        )

    def _after_verb(self, i: int, letters: str, prev: int) -> str:
        known = self.lexicon.forms.get(self.words[prev])
        if "B" in letters and known and known[0] in _BARE:
            return "V"
        if "G" in letters and not self._nominal_here(i):
            return "G"
        return "J" if self._participle(letters) == "E" else "N"

    def _after_mark(self, i: int, letters: str, _prev: int) -> str:
        participle = self._participle(letters)
        if participle == "G":
            return "N" if self._nominal_here(i) else "G"
        if participle:
            return "E"
        low = self.words[i]
        if "S" in letters:
            reporting = any(verb.op == "report" for verb in self.lexicon.verbs.get(self.lexicon.forms[low][0], ()))
            return "V" if reporting or self.opens_noun(i + 1) else "N"
        return "N"

    def _after_and(self, i: int, letters: str, _prev: int) -> str:
        participle = self._participle(letters)
        if participle == "G":
            return "N" if self._nominal_here(i) else "G"
        if participle == "E" and "B" not in letters:
            return "E"
        if "D" in letters and "B" in letters and self.opens_noun(i + 1):
            return "E"  # "and put its army on alert"
        if self.opens_noun(i + 1) or self._follows(i, "that", "to", "with", "on", "for"):
            left = "".join(self.tags[:i])
            return "V" if ("T" in left or "M" in left or "S" in letters) else "N"
        if "B" in letters and "T" in self.tags[:i] and i + 1 < len(self.tokens):
            return "V" if self.words[i + 1] in self.lexicon.nominals else "N"  # "to expel the envoy and cut trade"
        return "N"

    def _follows(self, i: int, *words: str) -> bool:
        return i + 1 < len(self.tokens) and self.words[i + 1] in words

    def _after_to(self, _i: int, letters: str, _prev: int) -> str:
        return "V" if "B" in letters else self._participle(letters) or "N"

    def _after_preposition(self, i: int, letters: str, _prev: int) -> str:
        if "G" in letters and not self._nominal_here(i):
            return "G"
        return "J" if self._participle(letters) == "E" else "N"

    def _after_pronoun(self, _i: int, letters: str, prev: int) -> str:
        if self.words[prev] in _OBJECTS and "G" not in letters:
            return "V" if "B" in letters and self._let(prev) else "J"
        return self._participle(letters) or "V"

    def _article(self, j: int) -> bool:
        return j < len(self.tokens) and self.words[j] in ARTICLES

    def opens_noun(self, j: int) -> bool:
        """The word at `j` can begin a noun phrase and is no verb."""
        if j >= len(self.tokens):
            return False
        if self.tags[j]:
            return self.tags[j] in "DJN"
        low = self.words[j]
        closed = self.lexicon.closed.get(low)
        if closed:
            return closed in "DJO"
        if low[0].isdigit() or low[0] in "$€£":
            return True
        return low[0].isalpha() and (low not in self.lexicon.forms or low in self.lexicon.singular)


_RULES: dict[str, Callable[[Verbs, int, str, int], str]] = {
    "^": Verbs._opening,
    **dict.fromkeys("TM", Verbs._after_to),
    "X": Verbs._after_auxiliary,
    **dict.fromkeys("DJ'H", Verbs._after_determiner),
    "P": Verbs._after_preposition,
    **dict.fromkeys("WO", Verbs._after_pronoun),
    **dict.fromkeys("NZ", Verbs._after_noun),
    **dict.fromkeys("VEG", Verbs._after_verb),
    **dict.fromkeys(",;", Verbs._after_mark),
    "C": Verbs._after_and,
}
