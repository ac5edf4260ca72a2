"""Noun groups and verb groups: what the tags of a sentence hold together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.events.actors.mentions import Mention
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.syntax.quotations import joined
from transforms.events.text.tokens import Words

# One pass over the tags, every one of which some alternative takes. Noun phrases may be "direct, high-level talks" and
# "a very long war", a verb group is an infinitive or a chain of auxiliaries with its verb, adverbs between.
_GROUP = re.compile(
    r"[PCSWVEG]_*|Z[Z_]*|[,;]"
    r"|(?:D?[JH]+,)*_*[DJNHO'][DJNHO'_]*(?:(?<=[D'])R(?=J)[DJNHO'_]*)*"
    r"|(?:[R_]*T[R_]*)?(?:M[R_]*)?(?:X[R_]*)*[VEG]_*|(?:[R_]*T[R_]*)?(?:M[R_]*)?X(?:[R_]*X)*_*"
    r"|[RTM_]+"
)
# The kind of a run by its first tag; adverbs, "to" and modals may open a verb group, too.
_KINDS = {
    "P": "prep", "Z": "time", "C": "and", "S": "sub", "W": "wh", ",": "comma", ";": "strong", "": "adverb",
    **dict.fromkeys("DJNHO'", "noun"), **dict.fromkeys("VEGX", "verb"),
}  # fmt: skip
NUMBERS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "hundreds", "thousands"]
)
_RECEIVING = frozenset(["state", "person", "organisation", "seat", "city", "pronoun"])
NEGATIONS = frozenset(["not", "n't", "n’t", "never", "no", "longer", "neither", "nor", "cannot", "hardly"])
# Shape and tense of a verb without auxiliaries.
_SIMPLE = {"V": ("finite", "present"), "E": ("part", "past"), "G": ("ger", "")}
BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"])
HAVE = frozenset(["have", "has", "had", "having", "'ve"])
_PRESENT = frozenset(["am", "is", "are", "'s", "'re", "'m", "has", "have", "'ve", "do", "does"])


@dataclass(slots=True, eq=False)
class NounGroup:
    """A noun phrase without what follows its head: tokens [first, last), head the last noun.

    `prep` is the preposition before it; `after` are the phrases that may belong to it (prepositional ones);
    `coords` are those co-ordinated with it, `apposed` those after a comma; `pronoun` is the word where it is
    one, `number` says that its head is a figure.
    """

    first: int
    last: int
    head: int
    mentions: Sequence[Mention] = ()
    pronoun: str = ""
    prep: str = ""
    after: tuple[NounGroup, ...] = ()
    coords: tuple[NounGroup, ...] = ()
    apposed: tuple[NounGroup, ...] = ()
    number: bool = False

    def named(self) -> Mention | None:
        """Return who its head is or belongs to, if that is somebody known."""
        for mention in self.mentions:
            if mention.first <= self.head < mention.last:
                return mention
        return None


@dataclass(slots=True, eq=False)
class VerbGroup:
    """A verb with its auxiliaries: tokens [first, last), the verb at `head`.

    `tense` is past, present or future, or none for `shape` inf, ger, part (a bare -ed form).
    """

    first: int
    last: int
    head: int
    lemma: str
    shape: str
    tense: str
    passive: bool
    negated: bool
    modal: str
    perfect: bool
    progressive: bool
    letters: str


@dataclass(slots=True, eq=False)
class Unit:
    """One step of the sentence: a group, or a word that joins groups (`word` is its lower-case text)."""

    kind: str
    first: int
    last: int
    word: str = ""
    noun: NounGroup | None = None
    verb: VerbGroup | None = None


def cut(tokens: Words, tags: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Unit]:
    """Return the units of a sentence in order; quotation marks and short parentheses are passed over."""
    kept = _kept(tokens, tags)
    letters = tags if len(kept) == len(tags) else "".join([tags[i] for i in kept])
    words = tokens.lower
    firsts = [*[mention.first for mention in mentions], len(tags)]  # the end, which no run reaches
    units: list[Unit] = []
    end = upcoming = 0
    turned = "I" in tags  # who speaks stands after what is said, wherever the text names him
    for run in _GROUP.findall(letters):
        first, end = end, end + len(run)
        at = kept[first]
        kind = _KINDS.get(run[0]) or _KINDS[run.lstrip("RTM_")[:1]]
        if kind == "noun":
            upcoming = 0 if turned else upcoming
            while firsts[upcoming] < at:
                upcoming += 1
            begun, last = upcoming, kept[end - 1]
            while firsts[upcoming] <= last:
                upcoming += 1
            held = mentions[begun:upcoming]
            if len(run) == 1 or _is_one(run, at, held):
                units.append(_noun(run, kept[first:end], words, held))
            else:
                units.extend(_nouns(run, kept[first:end], words, tags, held))
        elif kind == "verb":
            group = _verb(run, kept[first:end], words, lexicon)
            units.append(Unit("verb", group.first, group.last, group.lemma, None, group))
        elif len(run) == 1:
            units.append(Unit(kind, at, at + 1, words[at]))
        else:
            units.append(Unit(kind, at, kept[end - 1] + 1, " ".join([words[i] for i in kept[first:end]])))
    return units


def _kept(tokens: Words, tags: str) -> list[int]:
    """The tokens that count: no quotation marks, and nothing in parentheses of up to eight tokens."""
    if "Q" not in tags:  # as brackets are tagged, too, and the quotation mark that ends what an "I" goes on with
        return [*range(len(tags))]  # a range takes longer to cut than a list
    texts = tokens.texts
    kept: list[int] = []
    i = 0
    while i < len(texts):
        if texts[i] in "([":
            close = next((j for j in range(i + 1, min(i + 10, len(texts))) if texts[j] in ")]"), -1)
            if close > 0:
                i = close + 1
                continue
        if tags[i] not in "QI":
            kept.append(i)
        i += 1
    return joined(kept, tags, texts) if "I" in tags else kept


def _is_one(run: str, first: int, held: Sequence[Mention]) -> bool:
    """Whether nothing in a run of nominal tokens, with the mentions it holds, can begin a second noun phrase."""
    named = not held or (len(held) == 1 and held[0].first == first)
    return named and "O" not in run and "D" not in run[1:] and "," not in run and "NJ" not in run


def _nouns(
    run: str, indexes: Sequence[int], words: Sequence[str], tags: str, mentions: Sequence[Mention]
) -> list[Unit]:
    """Cut a run of nominal tokens where a new noun phrase must begin."""
    starts = {m.first: m for m in mentions}
    inside = {i: m for m in mentions for i in range(m.first, m.last)}
    cuts = [0]
    for k in range(1, len(indexes)):
        i, before = indexes[k], indexes[k - 1]
        mention = inside.get(i)
        if mention is not None and mention is inside.get(before):
            continue
        if tags[before] == "," and mention is not None and tags[i] == "N":
            cuts += [k - 1, k]  # "on its own, Togo": a name is no head to the adjective
            continue
        if (
            (tags[i] == "D" and tags[before] in "NO")
            or tags[i] == "O"
            or tags[before] == "O"
            or (tags[i] == "J" and tags[before] == "N" and _receives(inside.get(before), indexes, k, words))
            or _new_name(i, before, tags, starts, inside)
        ):
            cuts.append(k)
    cuts.append(len(indexes))
    return [
        Unit("comma", indexes[a], indexes[a] + 1, ",")
        if run[a] == ","
        else _noun(run[a:b], indexes[a:b], words, [m for m in mentions if indexes[a] <= m.first <= indexes[b - 1]])
        for a, b in pairwise(cuts)
    ]


def _receives(name: Mention | None, indexes: Sequence[int], k: int, words: Sequence[str]) -> bool:
    """Behind a name, a number and a noun are what it is given: "gave Ukraine 14 tanks", not "Apollo 14"."""
    counted = words[indexes[k]][0].isdigit() or words[indexes[k]] in NUMBERS
    return counted and name is not None and name.kind in _RECEIVING and k + 1 < len(indexes)


def _new_name(i: int, before: int, tags: str, starts: dict[int, Mention], inside: dict[int, Mention]) -> bool:
    """Two names side by side without possessive or hyphen are two phrases: "gave Ukraine American weapons".

    A compound before a name is an adjective: "a last-minute American offer".
    """
    name, previous = starts.get(i), inside.get(before)
    if name is None or tags[before] not in "N":
        return False
    if previous is None:
        return name.kind in ("person", "state", "demonym") and tags[before] == "N" and tags[before - 1 : before] != "H"
    return previous.kind in ("person", "state", "organisation", "group", "city", "seat", "agent", "role")


def _noun(run: str, indexes: Sequence[int], words: Sequence[str], mentions: Sequence[Mention]) -> Unit:
    """The noun phrase of tokens `indexes`, whose tags are `run`."""
    first, last = indexes[0], indexes[-1] + 1
    at = -1 if run[-1] in "NO" else max(run.rfind("N"), run.rfind("O"))
    head = indexes[at]  # at -1, also without a noun, the last
    pronoun = words[head] if run[at] == "O" else ""
    return Unit("noun", first, last, "", NounGroup(first, last, head, mentions, pronoun))


def _verb(run: str, indexes: Sequence[int], words: Sequence[str], lexicon: Lexicon) -> VerbGroup:
    """The verb group of tokens `indexes`, whose tags are `run`."""
    at = len(run) - 1
    if run[at] not in "VEG":
        at = max(run.rfind("V"), run.rfind("E"), run.rfind("G"))
        at = run.rfind("X") if at < 0 else at
    head, tag = indexes[at], run[at]
    word = words[head]
    lemma, letters = lemma_at(head, tag, words, lexicon)
    first, last = indexes[0], indexes[-1] + 1
    if run in _SIMPLE:
        shape, tense = _SIMPLE[run]
        tense = "past" if tag == "V" and "D" in letters else tense  # "hit", "shut" and "cut" are rarely of today
        return VerbGroup(first, last, head, lemma, shape, tense, False, word in NEGATIONS, "", False, False, letters)
    held = [words[i] for i in indexes]
    auxiliaries = [word for k, word in enumerate(held) if run[k] == "X" and k != at]
    modal = held[run.index("M")] if "M" in run else ""
    being = not BE.isdisjoint(auxiliaries)
    shape = _shape("T" in run, modal, auxiliaries, tag)
    return VerbGroup(
        first,
        last,
        head,
        lemma,
        shape,
        _tense(shape, modal, auxiliaries, word, tag),
        being and tag == "E" and auxiliaries[-1] in BE,
        not NEGATIONS.isdisjoint(held),
        modal,
        not HAVE.isdisjoint(auxiliaries),
        tag == "G" and being,
        letters,
    )


def lemma_at(head: int, tag: str, words: Sequence[str], lexicon: Lexicon) -> tuple[str, str]:
    """Return the verb that the token `head` of a verb group is, by its tag, and the letters of its form."""
    word = words[head]
    lemma, letters = lexicon.forms.get(word) or (_guess(word), "DN")
    if tag == "X":
        lemma = "be" if word in BE else "have" if word in HAVE else "do"
    elif head > 1 and words[head - 1] == "-":
        lemma = _prefixed(words[head - 2], lemma, lexicon)
    return lemma, letters


def _prefixed(prefix: str, lemma: str, lexicon: Lexicon) -> str:
    """ "co-operate" and "re-open" are verbs of their own where the lexicon knows them."""
    return next((form for form in (f"{prefix}-{lemma}", prefix + lemma) if form in lexicon.verbs), lemma)


def _guess(word: str) -> str:
    return word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else word


def _shape(infinitive: bool, modal: str, auxiliaries: Sequence[str], head: str) -> str:
    if infinitive:
        return "inf"
    if modal:
        return "finite"
    if not auxiliaries:
        return _SIMPLE[head][0] if head in _SIMPLE else "finite"
    return "ger" if auxiliaries[0] in ("being", "having") else "finite"


def _tense(shape: str, modal: str, auxiliaries: Sequence[str], word: str, head: str) -> str:
    if shape in ("inf", "ger"):
        return ""
    if modal in ("will", "shall", "'ll", "wo"):
        return "future"
    if modal:
        return "present"
    if auxiliaries:
        return "present" if auxiliaries[0] in _PRESENT else "past"
    if head == "X":
        return "present" if word in _PRESENT else "past"
    return "past" if head == "E" else "present"
