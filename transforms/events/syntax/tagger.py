"""What each word is in its sentence: one letter a token, read once from left to right.

D determiner  J adjective, number, demonym  N noun or name  O pronoun  ' possessive  H hyphen inside a compound
V finite or base verb  E -ed form  G -ing form  X auxiliary  M modal  T the "to" of an infinitive
P preposition  S subordinator  W relative or question word  C co-ordinator  R adverb  Z time
, comma  ; a stronger mark  Q quotation mark or parenthesis, to be passed over  _ goes on what is before
I quotation mark after which a quotation goes on that its speaker split

English words are verbs or nouns by their neighbours ("Talks failed", "he talks"), so a form the lexicon knows as a
verb is decided by the tag before it and a glance at the word after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.actors.mentions import Mention
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.syntax.groups import HAVE, NUMBERS
from transforms.events.syntax.quotations import MARKS, splits
from transforms.events.syntax.verb_tags import ARTICLES, Verbs
from transforms.events.text.tokens import POSSESSIVES, Words

_QUOTES = frozenset("\"“”«»„‟‘’'`()[]")
_STRONG = frozenset(";:—–.!?…|")
_PREFIXES = frozenset(["re", "co", "de", "pre", "un", "test"])
_ARMED = frozenset(["forces", "men", "groups", "guards", "wing"])
_APPROXIMATE = frozenset(["about", "around", "over", "under", "near", "nearly", "some"])
_NOT_ADVERBS = frozenset(
    ["family", "ally", "assembly", "rally", "supply", "reply", "bully", "italy", "july", "anomaly", "monopoly"]
)
_FLOATING = frozenset(["both", "all", "each", "long", "first", "last", "neither"])  # "have both agreed"
# Words of closed classes whose tag depends on their neighbours, see `_closed`.
_TURNING = _APPROXIMATE | _FLOATING | {"to", "that", "her", "back", "but"}
_LETTERS = {"demonym": "J", "pronoun": "O"}  # of mentions by their kind; others are nouns
_FORM = "?"  # in the place of a tag, see `_learn`
_WORDS_KEPT = 1 << 16


def tag(tokens: Words, mentions: Sequence[Mention], times: Sequence[tuple[int, int, bool]], lexicon: Lexicon) -> str:
    """Return one tag a token. `times` are the spans of date expressions, true where one modifies a noun."""
    return _Tagger(tokens, lexicon).run(mentions, times)


class _Tagger(Verbs):
    resumed = -1  # the token with which a quotation goes on

    def run(self, mentions: Sequence[Mention], times: Sequence[tuple[int, int, bool]]) -> str:
        for first, last, modifies in times:
            self.tags[first:last] = ["J" if modifies else "Z"] * (last - first)
        for mention in mentions:
            self._place(mention)
        tags, known, hyphened = self.tags, self.lexicon.tags, self.hyphened
        prev = -1  # the last token that counts: neither adverb nor quotation mark
        for i, word in enumerate(self.words):
            if not tags[i]:
                letter = known.get(word)
                if letter is None:
                    letter = self._learn(word)
                if not letter or i in hyphened:
                    letter = self._tag(i, prev)
                elif letter == _FORM:
                    letter = self.verb(i, self.lexicon.forms[word][1], prev)
                tags[i] = letter
            if tags[i] not in "RQ_I":
                prev = i
            elif tags[i] == "I":
                prev = self.resumed
        return "".join(tags)

    def _learn(self, word: str) -> str:
        """Remember the tag of a word that has the same one wherever it stands, "" for those that need a look around.

        Of those, forms of verbs that are nothing else are marked, since the words before them decide.
        """
        lexicon = self.lexicon
        letter = lexicon.closed.get(word, "N")
        open_class = word not in lexicon.closed
        if not word[0].isalpha():
            letter = "J" if word[0].isdigit() else "," if word == "," else ""
        elif word in _TURNING or letter == "M" or word in lexicon.fixed:
            letter = ""
        elif word in lexicon.forms:
            letter = _FORM if open_class else ""
        elif open_class and word.endswith(("ly", "ed", "ing")):
            letter = ""
        if len(lexicon.tags) >= _WORDS_KEPT:
            lexicon.tags.clear()
        lexicon.tags[word] = letter
        return letter

    def _place(self, mention: Mention) -> None:
        tags, kinds, kind = self.tags, self.kinds, mention.kind
        letter = _LETTERS.get(kind, "N")
        for i in range(mention.first, mention.last):
            tags[i] = "'" if letter == "N" and self.words[i] in POSSESSIVES else letter
            kinds[i] = kind
        if letter == "N" and self.lexicon.closed.get(self.words[mention.first]) == "D":
            tags[mention.first] = "D"

    def _tag(self, i: int, prev: int) -> str:
        low = self.words[i]
        first = low[0]
        if not first.isalnum():
            return self._mark(i, prev)
        if first.isdigit():
            return "J"
        if low in self.lexicon.fixed and self._fixed(i):
            return self.tags[i]
        if i in self.hyphened and self._compound(i):
            return self._compounded(i)
        closed = self.lexicon.closed.get(low)
        if closed:
            return self._closed(i, closed, prev)
        return self._open(i, prev)

    def _mark(self, i: int, prev: int) -> str:
        text = self.texts[i]
        low = self.words[i]
        if low in POSSESSIVES:
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
            and self.tokens.end(prev) == self.tokens.start(i)
        ):
            return "'"
        if text in _QUOTES:
            return self._quote(i) if text in MARKS else "Q"
        if text == "-" or text == "‑":
            return "H" if self._joined(i) else ";"
        if text in _STRONG:
            return "_" if text == "." and self._abbreviated(i) else ";"
        return {",": ",", "&": "C", "$": "J", "€": "J", "£": "J", "%": "N"}.get(text, "_" if prev >= 0 else "Q")

    def _quote(self, i: int) -> str:
        """A quotation that goes on after ", he said," goes on with the words before it."""
        end = splits(self.tokens, i, self.tags, self.lexicon)
        self.resumed = end - 1
        return "I" if end > 0 else "Q"

    def _abbreviated(self, i: int) -> bool:
        """A full stop inside the sentence belongs to the word it follows: Gen. Smith."""
        inside = any(text not in _QUOTES for text in self.texts[i + 1 : i + 3])
        return inside and i > 0 and self.tokens.joined(i)

    def _joined(self, i: int) -> bool:
        return 0 < i < len(self.tokens) - 1 and self.tokens.joined(i) and self.tokens.joined(i + 1)

    def _compound(self, i: int) -> bool:
        return (i > 1 and self.texts[i - 1] in "-‑" and self._joined(i - 1)) or (
            i + 2 < len(self.tokens) and self.texts[i + 1] in "-‑" and self._joined(i + 1)
        )

    def _compounded(self, i: int) -> str:
        low = self.words[i]
        form = self.lexicon.forms.get(low)
        if self.texts[i - 1] in "-‑" and i > 1:  # the last part decides
            if self.words[i - 2] in _PREFIXES and form:
                letter = self.verb(i, form[1], self._before(i - 2))
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
        phrases = self.lexicon.fixed[self.words[i]]
        for words, letter in phrases.get(self.words[i + 1] if i + 1 < len(self.words) else "", ()):
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
        if low == "her" and not self.opens_noun(i + 1):
            return "O"
        if closed == "J" and low in self.lexicon.forms and prev >= 0:
            return self._acting(i, low, prev)
        if closed == "R" and low == "back" and prev >= 0 and self.tags[prev] in "TM":
            return "V"
        if closed == "C" and low == "but" and prev >= 0 and self.tags[prev] == "J":
            return "R"
        return closed

    def _acting(self, i: int, low: str, prev: int) -> str:
        """ "To free", "that Togo free the crew", "armed by Togo", "has armed rebels": an adjective that is a verb."""
        after = self.words[i + 1] if i + 1 < len(self.tokens) else ""
        letters = self.lexicon.forms[low][1]
        if self.tags[prev] in "TM" or ("B" in letters and self.tags[prev] == "N" and after in ARTICLES):
            return "V"
        done = "B" not in letters and (after == "by" or (self.words[prev] in HAVE and after not in _ARMED))
        return "E" if done else "J"

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
        return low[0].isdigit() or low in NUMBERS or low == "half"

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
            return "D" if self.opens_noun(i + 1) else "S"
        if i + 1 < len(self.tokens) and self.lexicon.closed.get(self.words[i + 1]) == "C":
            return "O"  # "denies that and accuses"
        if self.tags[prev] in "VE" and not self._opens_clause(i + 1) and not self._tells(prev):
            after = self.words[i + 1] if i + 1 < len(self.words) else ","
            named = after[0].isalpha() and after not in self.lexicon.closed
            return "D" if named else "O"  # "criticised that step", "welcomed that"
        if self.tags[prev] in "NJZ" and self._verbal(i + 1):
            return "W"
        return "S"

    def _tells(self, i: int) -> bool:
        """The verb at `i` takes a clause with "that"."""
        lemma = self.lexicon.forms.get(self.words[i], ("",))[0]
        return lemma in self.lexicon.reports or any(entry.op for entry in self.lexicon.verbs.get(lemma, ()))

    def _opens_clause(self, i: int) -> bool:
        """A name, a plural or "the" opens one, and so does what has a verb before the next mark or co-ordinator."""
        words = self.words[i : i + 1]
        if not words or self.texts[i] in _STRONG or self.texts[i] == ",":
            return False
        if self.tags[i] or words[0] in self.lexicon.closed or words[0].endswith("s"):
            return True
        for j in range(i + 1, len(self.words)):
            if self.texts[j] in _STRONG or self.texts[j] == "," or self.lexicon.closed.get(self.words[j]) == "C":
                return False
            if self._verbal(j):
                return True
        return False

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

    def _open(self, i: int, prev: int) -> str:
        text, low = self.texts[i], self.words[i]
        form = self.lexicon.forms.get(low)
        if form is not None:
            return self.verb(i, form[1], prev)
        if low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS:
            return "R" if text[0].islower() or prev < 0 else "N"
        if text[0].isupper() and prev >= 0:
            return "N"
        if low.endswith("ed") and len(low) > 4:
            return self.verb(i, "DN", prev)
        if low.endswith("ing") and len(low) > 5:
            return self.verb(i, "G", prev)
        return "N"
