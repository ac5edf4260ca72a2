"""What each word is in its sentence: one letter a token, read once from left to right.

D determiner  J adjective, number, demonym  N noun or name  O pronoun  ' possessive  H hyphen inside a compound
V finite or base verb  E -ed form  G -ing form  X auxiliary  M modal  T the "to" of an infinitive
P preposition  S subordinator  W relative or question word  C co-ordinator  R adverb  Z time
, comma  ; a stronger mark  Q quotation mark or parenthesis, to be passed over  _ goes on what is before

English words are verbs or nouns by their neighbours ("Talks failed", "he talks"), so a form the lexicon knows as a
verb is decided by the tag before it and a glance at the word after it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from transforms.events.lexicon import Lexicon
from transforms.events.mentions import Mention
from transforms.events.tokens import Tokens

_QUOTES = frozenset("\"“”«»„‟‘’'`()[]")
_STRONG = frozenset(";:—–.!?…|")
_BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"])
_HAVE = frozenset(["have", "has", "had", "having", "'ve"])
_PREFIXES = frozenset(["re", "co", "de", "pre", "un", "test"])
_PLURAL_WORDS = frozenset(["police", "people", "men", "women", "children", "troops", "taliban"])
_APPROXIMATE = frozenset(["about", "around", "over", "under", "near", "nearly", "some"])
_NUMBERS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "hundreds", "thousands"]
)
_OBJECTS = frozenset(["him", "them", "us", "me", "her", "themselves", "himself", "herself", "itself"])
_BARE = frozenset(["help", "let", "make", "see", "go", "dare"])  # verbs followed by a bare infinitive
_NOT_ADVERBS = frozenset(
    ["family", "ally", "assembly", "rally", "supply", "reply", "bully", "italy", "july", "anomaly", "monopoly"]
)
_SINGULAR = frozenset(["person", "city", "seat", "state", "organisation"])
_FLOATING = frozenset(["both", "all", "each", "long", "first", "last", "neither"])  # "have both agreed"
# Words of closed classes whose tag depends on their neighbours, see `_closed`.
_TURNING = _APPROXIMATE | _FLOATING | {"to", "that", "her", "back", "but"}
_HYPHENS = frozenset("-‑")
_WORDS_KEPT = 1 << 16
_QUANTIFIERS = frozenset(["some", "many", "most", "few", "all", "both", "several", "others", "those", "these"])


def tag(tokens: Tokens, mentions: Sequence[Mention], times: Sequence[tuple[int, int, bool]], lexicon: Lexicon) -> str:
    """Return one tag a token. `times` are the spans of date expressions, true where one modifies a noun."""
    return _Tagger(tokens, lexicon).run(mentions, times)


class _Tagger:
    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.texts = tokens.texts
        self.hyphens = not _HYPHENS.isdisjoint(self.words)
        self.lexicon = lexicon
        self.tags: list[str] = [""] * len(tokens)
        self.kinds: dict[int, str] = {}

    def run(self, mentions: Sequence[Mention], times: Sequence[tuple[int, int, bool]]) -> str:
        for first, last, modifies in times:
            self.tags[first:last] = ["J" if modifies else "Z"] * (last - first)
        for mention in mentions:
            self._place(mention)
        tags, known = self.tags, self.lexicon.tags
        prev = -1  # the last token that counts: neither adverb nor quotation mark
        for i, word in enumerate(self.words):
            if not tags[i]:
                steady = known.get(word)
                if steady is None:
                    steady = self._learn(word)
                tags[i] = self._tag(i, prev) if not steady or self.hyphens else steady
            if tags[i] not in "RQ_":
                prev = i
        return "".join(tags)

    def _learn(self, word: str) -> str:
        """Remember the tag of a word that has the same one wherever it stands, "" for those that need a look around."""
        lexicon = self.lexicon
        letter = lexicon.closed.get(word, "N")
        turning = word in _TURNING or letter == "M" or word in lexicon.fixed or word in lexicon.forms
        if not word[0].isalpha():
            letter = "J" if word[0].isdigit() else "," if word == "," else ""
        elif turning or (word not in lexicon.closed and word.endswith(("ly", "ed", "ing"))):
            letter = ""
        if len(lexicon.tags) >= _WORDS_KEPT:
            lexicon.tags.clear()
        lexicon.tags[word] = letter
        return letter

    def _place(self, mention: Mention) -> None:
        first = mention.first
        letter = {"demonym": "J", "pronoun": "O"}.get(mention.kind, "N")
        for i in range(first, mention.last):
            self.tags[i] = letter
            self.kinds[i] = mention.kind
            if letter == "N" and i == first and self.lexicon.closed.get(self.words[i]) == "D":
                self.tags[i] = "D"
            if letter == "N" and self.words[i] in ("'s", "’s"):
                self.tags[i] = "'"

    def _tag(self, i: int, prev: int) -> str:
        low = self.words[i]
        first = low[0]
        if not first.isalnum():
            return self._mark(i, prev)
        if first.isdigit():
            return "J"
        if low in self.lexicon.fixed and self._fixed(i):
            return self.tags[i]
        if self.hyphens and self._compound(i):
            return self._compounded(i)
        closed = self.lexicon.closed.get(low)
        if closed:
            return self._closed(i, closed, prev)
        return self._open(i, prev)

    def _mark(self, i: int, prev: int) -> str:
        text = self.texts[i]
        low = self.words[i]
        if low in ("'s", "’s"):
            return (
                "X" if prev >= 0 and (self.tags[prev] == "O" or self.words[prev] in ("that", "there", "what")) else "'"
            )
        if low in ("n't", "n’t"):
            return "R"
        if low[0] in "'’" and len(low) > 1:
            return "X" if low[1:] in ("re", "ve", "d", "m") else "M"
        if (
            text in "'’"
            and prev >= 0
            and self.words[prev].endswith("s")
            and self.tokens[prev].end == self.tokens[i].start
        ):
            return "'"
        if text in _QUOTES:
            return "Q"
        if text == "-" or text == "‑":
            return "H" if self._joined(i) else ";"
        if text in _STRONG:
            return "_" if text == "." and i + 1 < len(self.tokens) and self._abbreviated(i) else ";"
        return {",": ",", "&": "C", "$": "J", "€": "J", "£": "J", "%": "N"}.get(text, "_" if prev >= 0 else "Q")

    def _abbreviated(self, i: int) -> bool:
        """A full stop inside the sentence belongs to the word it follows: Gen. Smith."""
        return i > 0 and self.tokens[i - 1].end == self.tokens[i].start

    def _joined(self, i: int) -> bool:
        return (
            0 < i < len(self.tokens) - 1
            and self.tokens[i - 1].end == self.tokens[i].start
            and self.tokens[i].end == self.tokens[i + 1].start
        )

    def _compound(self, i: int) -> bool:
        return (i > 1 and self.texts[i - 1] in "-‑" and self._joined(i - 1)) or (
            i + 2 < len(self.tokens) and self.texts[i + 1] in "-‑" and self._joined(i + 1)
        )

    def _compounded(self, i: int) -> str:
        low = self.words[i]
        form = self.lexicon.forms.get(low)
        if self.texts[i - 1] in "-‑" and i > 1:  # the last part decides
            if self.words[i - 2] in _PREFIXES and form:
                letter = self._verb(i, form[1], self._before(i - 2))
                if letter in "VEG":
                    self.tags[i - 1] = self.tags[i - 2] = "R"
                return letter
            if (form and set(form[1]) & {"D", "N", "G"}) or low in (
                "old",
                "long",
                "wide",
                "style",
                "based",
                "day",
                "year",
            ):
                return "J"
            return "N"
        return "J"

    def _before(self, i: int) -> int:
        i -= 1
        while i >= 0 and self.tags[i] in ("R", "Q", "_"):
            i -= 1
        return i

    def _fixed(self, i: int) -> bool:
        for words, letter in self.lexicon.fixed[self.words[i]]:
            end = i + len(words)
            if words == ("due", "to") and self.tags[i - 1 : i] == ["X"] and self._to(i + 1) == "T":
                continue  # "are due to meet"
            if tuple(self.words[i:end]) == words and not any(self.tags[i + 1 : end]):
                self.tags[i:end] = letter + "_" * (len(words) - 1)
                return True
        return False

    def _closed(self, i: int, closed: str, prev: int) -> str:
        low = self.words[i]
        if low == "to":
            return self._to(i)
        if low == "that":
            return self._that(i, prev)
        if closed == "M":
            return self._modal(prev)
        if self._floats(i, low, prev):
            return "R"
        if low == "her" and not self._opens_noun(i + 1):
            return "O"
        if closed == "J" and low in self.lexicon.forms and prev >= 0 and self.tags[prev] in "TM":
            return "V"
        if closed == "R" and low == "back" and prev >= 0 and self.tags[prev] in "TM":
            return "V"
        if closed == "C" and low == "but" and prev >= 0 and self.tags[prev] == "J":
            return "R"
        return closed

    def _floats(self, i: int, low: str, prev: int) -> bool:
        """ "About 20", "have both agreed", "he last visited Togo": no preposition, determiner or adjective."""
        if low in _APPROXIMATE:
            return i + 1 < len(self.tokens) and self._numeral(i + 1)
        if low not in _FLOATING or prev < 0:
            return False
        if low in ("last", "first") and self.tags[prev] in "NO" and self._verbal(i + 1):
            return True
        return self.tags[prev] in ("XMNO" if low == "neither" else "XM")

    def _numeral(self, i: int) -> bool:
        low = self.words[i]
        return low[0].isdigit() or low in _NUMBERS or low == "half"

    def _modal(self, prev: int) -> str:
        """`will`, `might` and `may` may be nouns or a month."""
        if prev >= 0 and self.tags[prev] in "D'":
            return "N"
        return "M"

    def _to(self, i: int) -> str:
        j = i + 1
        while j < len(self.tokens) and (self.lexicon.closed.get(self.words[j]) == "R" or self.words[j].endswith("ly")):
            j += 1
        if j >= len(self.tokens) or self.tags[j]:
            return "P"
        low = self.words[j]
        if low in ("be", "have", "do"):
            return "T"
        if low in _PREFIXES and j + 2 < len(self.tokens) and self.texts[j + 1] == "-":
            low = self.words[j + 2]
        form = self.lexicon.forms.get(low)
        return "T" if form and "B" in form[1] and low not in ("states",) else "P"

    def _that(self, i: int, prev: int) -> str:
        if prev < 0 or self.tags[prev] in "P;,":
            return "D" if self._opens_noun(i + 1) else "S"
        if i + 1 < len(self.tokens) and self.lexicon.closed.get(self.words[i + 1]) == "C":
            return "O"  # "denies that and accuses"
        if self.tags[prev] in "NJZ" and self._verbal(i + 1):
            return "W"
        return "S"

    def _verbal(self, j: int) -> bool:
        """The next word (past adverbs) can only be a verb."""
        while j < len(self.tokens) and self.lexicon.closed.get(self.words[j]) == "R":
            j += 1
        if j >= len(self.tokens) or self.tags[j]:
            return False
        low = self.words[j]
        closed = self.lexicon.closed.get(low)
        if closed:
            return closed in "XM"
        form = self.lexicon.forms.get(low)
        return bool(form and set(form[1]) & {"D", "S", "N"} and low not in self.lexicon.singular)

    def _opens_noun(self, j: int) -> bool:
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

    def _open(self, i: int, prev: int) -> str:
        text, low = self.texts[i], self.words[i]
        form = self.lexicon.forms.get(low)
        if form is not None:
            return self._verb(i, form[1], prev)
        if low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS:
            return "R" if text[0].islower() or prev < 0 else "N"
        if text[0].isupper() and prev >= 0:
            return "N"
        if low.endswith("ed") and len(low) > 4:
            return self._verb(i, "DN", prev)
        if low.endswith("ing") and len(low) > 5:
            return self._verb(i, "G", prev)
        return "N"

    def _verb(self, i: int, letters: str, prev: int) -> str:
        """Decide a word that may be a verb by the tag before it."""
        before = self.tags[prev] if prev >= 0 else "^"
        rule = _RULES.get(before)
        return rule(self, i, letters, prev) if rule else self._participle(letters) or "N"

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
        return low in self.lexicon.nominals and not self._opens_noun(i + 1)

    def _after_auxiliary(self, i: int, letters: str, prev: int) -> str:
        auxiliary = self.words[prev]
        if auxiliary in _BE:
            return self._participle(letters) or "N"
        if auxiliary in _HAVE:
            if "N" in letters:
                return "E"
            return "G" if "G" in letters and not self._nominal_here(i) else "N"
        return "V" if "B" in letters else "N"

    def _after_determiner(self, i: int, letters: str, prev: int) -> str:
        low = self.words[prev]
        participle = self._participle(letters)
        if participle == "E" and (low in _QUANTIFIERS or (low[0].isdigit() and not self._opens_noun(i + 1))):
            return "E"
        if (
            self.tags[prev] == "J"
            and self.kinds.get(prev) == "demonym"
            and participle == "E"
            and self.words[prev].endswith("s")
        ):
            return "E"
        if letters == "D":
            return "E"  # "thousands of Lebanese took", no participle
        if participle == "E" and "B" not in letters:
            return "J"
        people = self.kinds.get(prev) == "demonym" and low.endswith("s")
        if people and "B" in letters and self.words[i] not in self.lexicon.nominals:
            return "V"  # "the Palestinians reject"
        if "S" in letters and self.kinds.get(prev) == "demonym" and low.endswith("s") and self._opens_noun(i + 1):
            return "V"
        return "N"

    def _after_noun(self, i: int, letters: str, prev: int) -> str:
        participle = self._participle(letters)
        low = self.words[i]
        if participle == "G":
            return "N" if self._nominal_here(i) else "G"
        if participle == "E" and "B" not in letters:
            return "E"
        if "S" in letters and i + 1 < len(self.tokens) and self.words[i + 1] == "of":
            return "N"  # "the root causes of"
        if "S" in letters:
            operates = low in self.lexicon.singular and self._operates(low) and self._cuts(i, prev)
            return "V" if low not in self.lexicon.singular or operates or self._reads_on(i, prev) else "N"
        if "B" in letters:
            if self._plural(prev):
                told = self._reads_on(i, prev) or self._let(prev)
                return "V" if low not in self.lexicon.nominals or told else "N"
            if "S" in self.tags[max(0, prev - 4) : prev] and self._opens_noun(i + 1):
                return "V"  # "demanded that Washington lift tariffs"
            if self._let(prev) and (self._opens_noun(i + 1) or low not in self.lexicon.nominals):
                return "V"
            if participle == "E":  # hit, cut, put, set: past after a singular
                return "E" if self._reads_on(i, prev) or self._cuts(i, prev) else "N"
        return "N"

    def _reads_on(self, i: int, prev: int) -> bool:
        """A noun-like verb after a noun is a verb if an object, "to" or "with" follows it."""
        if self._opens_noun(i + 1):
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
            return "V" if reporting or self._opens_noun(i + 1) else "N"
        return "N"

    def _after_and(self, i: int, letters: str, _prev: int) -> str:
        participle = self._participle(letters)
        if participle == "G":
            return "N" if self._nominal_here(i) else "G"
        if participle == "E" and "B" not in letters:
            return "E"
        if "D" in letters and "B" in letters and self._opens_noun(i + 1):
            return "E"  # "and put its army on alert"
        if self._opens_noun(i + 1) or self._follows(i, "that", "to", "with", "on", "for"):
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


_RULES: dict[str, Callable[[_Tagger, int, str, int], str]] = {
    "^": _Tagger._opening,
    **dict.fromkeys("TM", _Tagger._after_to),
    "X": _Tagger._after_auxiliary,
    **dict.fromkeys("DJ'H", _Tagger._after_determiner),
    "P": _Tagger._after_preposition,
    **dict.fromkeys("WO", _Tagger._after_pronoun),
    **dict.fromkeys("NZ", _Tagger._after_noun),
    **dict.fromkeys("VEG", _Tagger._after_verb),
    **dict.fromkeys(",;", _Tagger._after_mark),
    "C": _Tagger._after_and,
}
