"""Noun groups and verb groups: what the tags of a sentence hold together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.events.lexicon import Lexicon
from transforms.events.mentions import Mention
from transforms.events.tokens import Token

# One pass over the tags. A verb group is an infinitive or a chain of auxiliaries with its verb, adverbs between.
_GROUP = re.compile(
    r"""
      (?P<verb>(?:T[R_]*)?(?:M[R_]*)?(?:X[R_]*)*[VEG]_*|(?:T[R_]*)?(?:M[R_]*)?X(?:[R_]*X)*_*)
    | (?P<noun>[DJNHO'_]*[DJNHO'][DJNHO'_]*)
    | (?P<prep>P_*)
    | (?P<time>Z[Z_]*)
    | (?P<and>C_*)
    | (?P<sub>S_*)
    | (?P<wh>W_*)
    | (?P<comma>,)
    | (?P<strong>;)
    | (?P<adverb>[RTM_]+)
    """,
    re.VERBOSE,
)
_NEGATIONS = frozenset(["not", "n't", "n’t", "never", "no", "longer", "neither", "nor", "cannot", "hardly"])
_BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"])
_PRESENT = frozenset(["am", "is", "are", "'s", "'re", "'m", "has", "have", "'ve", "do", "does"])


@dataclass(slots=True, eq=False)
class NounGroup:
    """A noun phrase without what follows its head: tokens [first, last), head the last noun.

    `prep` is the preposition before it; `after` are the phrases that may belong to it (prepositional ones);
    `coords` are those co-ordinated with it, `apposed` those after a comma; `pronoun` is the word where it is one.
    """

    first: int
    last: int
    head: int
    mentions: list[Mention] = field(default_factory=list)
    prep: str = ""
    after: list[NounGroup] = field(default_factory=list)
    coords: list[NounGroup] = field(default_factory=list)
    apposed: list[NounGroup] = field(default_factory=list)
    pronoun: str = ""


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


def cut(tokens: Sequence[Token], tags: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Unit]:
    """Return the units of a sentence in order; quotation marks and short parentheses are passed over."""
    kept = _kept(tokens, tags)
    letters = "".join(tags[i] for i in kept)
    starts = {m.first: m for m in mentions}
    inside = {i: m for m in mentions for i in range(m.first, m.last)}
    units: list[Unit] = []
    for match in _GROUP.finditer(letters):
        indexes = kept[match.start() : match.end()]
        kind = match.lastgroup or ""
        if kind == "noun":
            units.extend(_nouns(indexes, tokens, tags, starts, inside))
        elif kind == "verb":
            group = _verb(indexes, tokens, tags, lexicon)
            units.append(Unit("verb", group.first, group.last, group.lemma, verb=group))
        else:
            words = " ".join(tokens[i].lower for i in indexes)
            units.append(Unit(kind, indexes[0], indexes[-1] + 1, words))
    return units


def _kept(tokens: Sequence[Token], tags: str) -> list[int]:
    """The tokens that count: no quotation marks, and nothing in parentheses of up to eight tokens."""
    kept: list[int] = []
    i = 0
    while i < len(tokens):
        if tokens[i].text in "([":
            close = next((j for j in range(i + 1, min(i + 10, len(tokens))) if tokens[j].text in ")]"), -1)
            if close > 0:
                i = close + 1
                continue
        if tags[i] != "Q":
            kept.append(i)
        i += 1
    return kept


def _nouns(
    indexes: list[int], tokens: Sequence[Token], tags: str, starts: dict[int, Mention], inside: dict[int, Mention]
) -> list[Unit]:
    """Cut a run of nominal tokens where a new noun phrase must begin."""
    cuts = [0]
    for k in range(1, len(indexes)):
        i, before = indexes[k], indexes[k - 1]
        if inside.get(i) is not None and inside.get(i) is inside.get(before):
            continue
        if (
            (tags[i] == "D" and tags[before] in "NO")
            or tags[i] == "O"
            or tags[before] == "O"
            or _new_name(i, before, tags, starts, inside)
        ):
            cuts.append(k)
    cuts.append(len(indexes))
    return [_noun(indexes[a:b], tokens, tags, starts) for a, b in pairwise(cuts)]


def _new_name(i: int, before: int, tags: str, starts: dict[int, Mention], inside: dict[int, Mention]) -> bool:
    """Two names side by side without possessive or hyphen are two phrases: "gave Ukraine American weapons"."""
    name, previous = starts.get(i), inside.get(before)
    if name is None or tags[before] not in "N":
        return False
    if previous is None:
        return name.kind in ("person", "state", "demonym") and tags[before] == "N"
    return previous.kind in ("person", "state", "organisation", "group", "city", "seat", "agent", "role")


def _noun(indexes: list[int], tokens: Sequence[Token], tags: str, starts: dict[int, Mention]) -> Unit:
    nouns = [i for i in indexes if tags[i] in "NO"]
    head = nouns[-1] if nouns else indexes[-1]
    mentions = [starts[i] for i in range(indexes[0], indexes[-1] + 1) if i in starts]
    pronoun = tokens[head].lower if tags[head] == "O" else ""
    group = NounGroup(indexes[0], indexes[-1] + 1, head, mentions, pronoun=pronoun)
    return Unit("noun", group.first, group.last, noun=group)


def _verb(indexes: list[int], tokens: Sequence[Token], tags: str, lexicon: Lexicon) -> VerbGroup:
    words = {i: tokens[i].lower for i in indexes}
    verbs = [i for i in indexes if tags[i] in "VEG"] or [i for i in indexes if tags[i] == "X"]
    head = verbs[-1]
    auxiliaries = [words[i] for i in indexes if tags[i] == "X" and i != head]
    modal = next((words[i] for i in indexes if tags[i] == "M"), "")
    infinitive = any(tags[i] == "T" for i in indexes)
    lemma, letters = lexicon.forms.get(words[head], (_guess(words[head]), "DN"))
    if head > 1 and tokens[head - 1].text == "-" and tags[head] in "VEG":
        lemma = _prefixed(tokens[head - 2].lower, lemma, lexicon)
    if tags[head] == "X":
        lemma = (
            "be" if words[head] in _BE else "have" if words[head] in ("have", "has", "had", "having", "'ve") else "do"
        )
    be = [word for word in auxiliaries if word in _BE]
    shape = _shape(infinitive, modal, auxiliaries, tags[head])
    return VerbGroup(
        indexes[0],
        indexes[-1] + 1,
        head,
        lemma,
        shape,
        _tense(shape, modal, auxiliaries, words[head], tags[head]),
        bool(be) and tags[head] == "E" and auxiliaries[-1] in _BE,
        any(words[i] in _NEGATIONS for i in indexes),
        modal,
        any(word in ("have", "has", "had", "'ve", "having") for word in auxiliaries),
        tags[head] == "G" and bool(be),
        letters,
    )


def _prefixed(prefix: str, lemma: str, lexicon: Lexicon) -> str:
    """ "co-operate" and "re-open" are verbs of their own where the lexicon knows them."""
    return next((form for form in (f"{prefix}-{lemma}", prefix + lemma) if form in lexicon.verbs), lemma)


def _guess(word: str) -> str:
    return word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else word


def _shape(infinitive: bool, modal: str, auxiliaries: list[str], head: str) -> str:
    if infinitive:
        return "inf"
    if modal:
        return "finite"
    if not auxiliaries:
        return {"G": "ger", "E": "part"}.get(head, "finite")
    return "ger" if auxiliaries[0] in ("being", "having") else "finite"


def _tense(shape: str, modal: str, auxiliaries: list[str], word: str, head: str) -> str:
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
