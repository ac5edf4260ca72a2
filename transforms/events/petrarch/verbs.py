"""PETRARCH's verb files, translated to lines of triggers: a verb, the words that must follow it in order, a type.

Of a pattern the words after the verb are kept, whatever braces and parentheses say of phrases; `$`, `+`, `%` and `^`
stand for sides and gaps, which our clauses find themselves. Patterns with words before the verb, and the rules that
turn one code into another (`~`), have no counterpart and are passed over.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from transforms.events.files.overlays import dictionaries
from transforms.events.files.tables import Row
from transforms.events.petrarch.dictionaries import NO_CODE, Dictionary, plover, words
from transforms.events.text.inflect import plural

_HEADER: Final = re.compile(r"---.*---")
_CODE: Final = re.compile(r"\[([^\[\]]*)\]")
_FORMS: Final = re.compile(r"\{([^{}]*)\}")
_SIDES: Final = frozenset("$+%^")
_HOSTING: Final = "043"  # PLOVER's visitor is the source, whoever the sentence begins with
_MUTUAL: Final = frozenset(["AGREE", "CONSULT", "COOPERATE"])
# Where the other side stands, unless the pattern says so itself.
_TARGETS: Final = ("obj", "with", "against", "to", "on", "at")
_MOST: Final = 50  # sequences of words one pattern may stand for; a set of many phrases keeps its single words


@dataclass(slots=True)
class _Block:
    """The verbs and the code that the patterns below them share."""

    code: str = ""  # "" until the first verb gives one, where no header does
    verbs: list[tuple[str, list[str]]] = field(default_factory=list)
    patterns: bool = False


@dataclass(slots=True)
class Translated:
    """Lines of our tables, by table, with remarks on what was passed over and the texts read."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    def add(self, table: str, where: str, cells: tuple[str, ...], *, preferred: bool) -> None:
        self.rows.setdefault(table, []).append(Row(where, cells, preferred))


def verbs(overlays: Sequence[Path]) -> Translated:
    """Return what the folders' verb files say, as lines of triggers, irregular verbs and other verbs."""
    translated = Translated()
    for path in dictionaries("verbs", overlays):
        dictionary = Dictionary(path)
        _Reader(dictionary, translated).read()
        translated.remarks += dictionary.remarks()
        translated.read.append(dictionary.text)
    return translated


class _Reader:
    """Reads one file, line by line."""

    def __init__(self, dictionary: Dictionary, into: Translated) -> None:
        self.dictionary = dictionary
        self.into = into
        self.sets: dict[str, list[str]] = {}
        self.set: list[str] | None = None  # the set that lines with + belong to
        self.inflected = True  # whether that set's words have plurals
        self.block = _Block()

    def read(self) -> None:
        for number, line in self.dictionary.lines():
            if _HEADER.fullmatch(line):
                self._open(line)
            elif line[0] == "&":
                self._open_set(line)
            elif line[0] == "+" and self.set is not None:
                self._add_to_set(line)
            elif line[0] == "-":
                self._pattern(number, line)
            elif line[0] == "~":
                self.dictionary.skip(number, "rules that turn one code into another")
            else:
                self._verb(number, line)

    def _open(self, line: str) -> None:
        code = _CODE.search(line)
        self.block, self.set = _Block(code[1].strip() if code else NO_CODE), None

    def _open_set(self, line: str) -> None:
        label = line.split()[0]
        self.inflected = not label.endswith("_")
        self.set = self.sets[label.rstrip("_")] = []

    def _add_to_set(self, line: str) -> None:
        phrase = line[1:].strip()
        said = " ".join(words(phrase))
        if self.set is not None and said:
            self.set.append(said)
            if self.inflected and not phrase.endswith("_"):
                self.set.append(plural(said))

    def _verb(self, number: int, line: str) -> None:
        if self.block.patterns:
            self.block = _Block()
        self.set = None
        code, forms = _CODE.search(line), _FORMS.search(line)
        phrase = line[: min((match.start() for match in (code, forms) if match), default=len(line))]
        before, mark, after = phrase.partition("+")
        if mark and before.strip("_ "):
            self.dictionary.skip(number, "verbs with words before them")
            return
        lemma, *rest = words(after if mark else phrase) or [""]
        if not lemma:
            self.dictionary.skip(number, "without a verb")
            return
        self.block.verbs.append((lemma, rest))
        self.dictionary.taken += 1
        if forms is not None:
            self._irregular(number, lemma, words(forms[1]))
        own = code[1].strip() if code else self.block.code or NO_CODE
        self.block.code = self.block.code or own
        self._add(number, lemma, [rest], own, ())

    def _irregular(self, number: int, lemma: str, forms: list[str]) -> None:
        pasts = [form for form in forms if not form.endswith(("ing", "s"))]
        gerunds = [form for form in forms if form.endswith("ing")]
        if pasts:
            cells = (lemma, pasts[0], pasts[-1], *gerunds[:1])
            self.into.add("irregular_verbs.tsv", self.dictionary.where(number), cells, preferred=True)

    def _pattern(self, number: int, line: str) -> None:
        self.block.patterns, self.set = True, None
        code = _CODE.search(line)
        before, verb, after = line[1 : code.start() if code else len(line)].replace("**", "*").partition("*")
        if not verb or code is None:
            self.dictionary.skip(number, "patterns without a verb" if not verb else "patterns without a code")
        elif not self.block.verbs:
            raise self.dictionary.error(number, "a pattern stands before any verb", "put its verb above it")
        elif set(before.split()) - _SIDES:
            self.dictionary.skip(number, "patterns with words before the verb")
        else:
            self._apply(number, re.sub(r"[(){}]", " ", after).split(), code[1].strip())

    def _apply(self, number: int, parts: list[str], code: str) -> None:
        """Add a pattern for every verb of its block."""
        unknown = next((part for part in parts if part[0] == "&" and part.rstrip("_") not in self.sets), None)
        if unknown or any("|" in part or "/" in part for part in parts):
            self.dictionary.skip(number, "patterns with a set not defined" if unknown else "patterns with alternatives")
            return
        choices = [self._choices(part) for part in parts if part not in _SIDES]
        tails = [list(itertools.chain(*tail)) for tail in itertools.islice(itertools.product(*choices), _MOST)]
        preps = tuple(words(parts[i])[-1] for i in range(len(parts) - 1) if parts[i + 1] == "+" and parts[i][0] != "&")
        for lemma, rest in self.block.verbs:
            self._add(number, lemma, [[*rest, *tail] for tail in tails], code, preps)
        self.dictionary.taken += 1

    def _choices(self, part: str) -> list[list[str]]:
        """Return the sequences of words a part of a pattern stands for; words of a set are one, `a|b`."""
        if part[0] != "&":
            return [words(part)]
        listed = self.sets[part.rstrip("_")]
        single = "|".join(dict.fromkeys(phrase for phrase in listed if " " not in phrase))
        return [*([[single]] if single else []), *(phrase.split() for phrase in listed if " " in phrase)]

    def _add(self, number: int, lemma: str, tails: list[list[str]], code: str, preps: tuple[str, ...]) -> None:
        """Add a line for each sequence of words; a verb alone that tells nothing is only made known as a verb."""
        where = self.dictionary.where(number)
        meaning = _meaning(code)
        if meaning is None:
            self.dictionary.skip(number, "with a code CAMEO does not have")
            return
        event_type, mode, cameo, flags = meaning
        for tail in tails:
            if not event_type and not (tail and flags):
                self.into.add("other_verbs.tsv", where, (lemma,), preferred=False)
                continue
            targets = ",".join(dict.fromkeys((*preps, *(prep for prep in _TARGETS if prep not in tail))))
            cells = (" ".join((lemma, *tail)), event_type or "-", mode or "-", targets, cameo or "-", flags or "-")
            self.into.add("triggers.tsv", where, cells, preferred=bool(tail))


def _meaning(code: str) -> tuple[str, str, str, str] | None:
    """Return type, mode, CAMEO code and flags for "041", "042:043" (of source and target) or ":173", None for no code.

    The null code has no type, and the flag that its words tell nothing. A mere statement (01) has neither: PLOVER has
    no type for it, and what is stated may be an event.
    """
    source, _, target = code.partition(":")
    cameo = source or target
    if cameo == NO_CODE:
        return "", "", "", "stop"
    if cameo not in plover():
        return None
    event_type, mode = plover()[cameo]
    if not event_type:
        return "", "", "", ""
    turned = not source or cameo == _HOSTING
    mutual = bool(source and target) and event_type in _MUTUAL
    return event_type, mode, cameo, "swap" if turned else "both" if mutual else ""
