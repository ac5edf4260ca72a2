"""The tables of the lexicon, read into one object.

Everything is read from tables people can edit (data/en/*.tsv), inflected by rule, and checked line by line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from transforms.events.files import tables
from transforms.events.lexicon import codes
from transforms.events.lexicon.hints import hints
from transforms.events.lexicon.lexicon import Lexicon, Nominal, Verb
from transforms.events.lexicon.stops import stops_of
from transforms.events.lexicon.weights import TABLE, Weights
from transforms.events.petrarch.discards import Discards
from transforms.events.text.inflect import plural, verb_forms

# The operators that have a rule; each is a section of operators.tsv.
OPS = frozenset([
    "promise", "refuse", "demand", "threaten", "cut", "lift", "cancel", "try", "offer", "plan", "begin", "fail",
    "report", "order", "allow", "block", "blame", "perform", "violate", "accept", "deny", "want", "dismiss", "hope",
    "call", "summon", "consider", "hesitate", "announce",
])  # fmt: skip
# Operators that tell nothing without another word that does.
_SPOKEN = frozenset(["ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"])
_FLAGS = frozenset(
    [
        "both",
        "swap",
        "subject",
        "self",
        "person",
        "object",
        "stop",
        "civil",
        "folk",
        "force",
        "police",
        "troops",
        "warring",
        "alone",
        "plural",
        "passive",
        "patient",
        "people",
        "goods",
        "guest",
        "ahead",
        "never",
        "voice",
        "state",
        "office",
        "direct",
        "bound",
        "together",
        "intransitive",
    ]
)


# Columns a line must have filled, where that is more than one.
_COLUMNS = {
    "closed_words.tsv": 2, "fixed_phrases.tsv": 2, "irregular_verbs.tsv": 3, "triggers.tsv": 2, "operators.tsv": 2,
    "noun_operators.tsv": 2, "rewrites.tsv": 4, "nominals.tsv": 2, "contexts.tsv": 2, "evaluations.tsv": 2,
    "weapons.tsv": 2, "request_modes.tsv": 2, "word_sets.tsv": 2,
}  # fmt: skip


def load(overlays: Sequence[Path] = ()) -> Lexicon:
    """Read the tables, ours and then the overlays'; raises ConfigError for a line that cannot be used."""
    return _Loader(overlays).load()


class _Loader:
    """Fills a lexicon table by table and hashes what it reads."""

    def __init__(self, overlays: Sequence[Path]) -> None:
        self.overlays = overlays
        self.lexicon = Lexicon()
        self.hash = hashlib.blake2b(digest_size=6)
        self.irregular: dict[str, tuple[str, ...]] = {}
        self.preferred: set[str] = set()
        self.sets: dict[str, list[str]] = {}
        self.translated: dict[str, list[tables.Row]] = {}
        self.stops: list[list[str]] = []

    def load(self) -> Lexicon:
        self.dictionaries()
        self.words()
        self.acts()
        self.lists()
        self.finish()
        return self.lexicon

    def dictionaries(self) -> None:
        """The verb and discard files of PETRARCH in the users' folders."""
        self.lexicon.overlays = tuple(self.overlays)
        if not self.overlays:
            return
        from transforms.events.petrarch.verbs import verbs  # a twentieth of all imports, and few have such files

        translated = verbs(self.overlays)
        self.translated = translated.rows
        self.lexicon.discards = discards = Discards.load(self.overlays)
        self.lexicon.remarks = [*translated.remarks, *discards.remarks]
        for text in (*translated.read, *discards.read):
            self.hash.update(text.encode())

    def words(self) -> None:
        """Closed classes, fixed phrases and the forms of verbs that tell nothing."""
        lexicon = self.lexicon
        for row in self.rows("closed_words.tsv"):
            for word in row.cell(1).split():
                lexicon.closed.setdefault(word, row.cell(0))
        for row in self.rows("fixed_phrases.tsv"):
            words = tuple(row.cell(1).split())
            lexicon.fixed.setdefault(words[0], {}).setdefault("".join(words[1:2]), []).append((words, row.cell(0)))
        for row in self.rows("irregular_verbs.tsv"):
            self.irregular.setdefault(row.cell(0), row.cells[1:])
        for row in self.rows("word_sets.tsv"):
            self.sets.setdefault(f"@{row.cell(0)}", []).extend(row.cell(1).split())

    def acts(self) -> None:
        """Triggers, operators and what they make of each other, light verbs, nouns of acts."""
        lexicon = self.lexicon
        for row in self.rows("triggers.tsv"):
            self.verb(row, lexicon.verbs, op="", offset=1)
        for row in self.rows("operators.tsv"):
            self.verb(row, lexicon.verbs, op=_operator(row), offset=2)
        for row in self.rows("noun_operators.tsv"):
            noun, type_, mode = row.cell(0), row.cell(2), row.cell(3)
            _check(row, type_, mode, frozenset())
            lexicon.noun_operators.setdefault(
                noun, Verb(noun, (), _operator(row), type_, mode, (), "", frozenset(), row.where)
            )
        for row in self.rows("rewrites.tsv"):
            rule = (row.cells[1], row.cells[2], row.cells[3], row.where)
            lexicon.rewrites.setdefault(row.cell(0), []).append(rule)
        for row in self.rows("light_verbs.tsv"):
            self.light(row)
        for row in self.rows("nominals.tsv"):
            self.nominal(row)
        for row in self.rows("other_verbs.tsv"):
            for base in row.cell(0).split():
                self.inflect(base)

    def lists(self) -> None:
        """Stop phrases, contexts, people, forces, words that judge."""
        lexicon = self.lexicon
        for row in self.rows("stop_phrases.tsv"):
            self.stops.append(row.cell(0).split())
        for row in self.rows("contexts.tsv"):
            for word in row.cell(1).split(","):
                phrase = tuple(word.split())
                lexicon.contexts.setdefault(phrase[0], []).append((phrase, row.cell(0)))
        for row in self.rows("evaluations.tsv"):
            for word in row.cell(1).split():
                lexicon.evaluations.setdefault(word, row.cell(0))
        for row in self.rows("weapons.tsv"):
            lexicon.weapons.append((row.cell(0), frozenset(row.cell(1).split())))
        for row in self.rows("request_modes.tsv"):
            for verb in row.cell(1).split():
                lexicon.request_modes.setdefault(verb, row.cell(0))
        lexicon.weights = Weights.read(self.rows(TABLE))
        lexicon.relations = self.set("relations.tsv")
        lexicon.people = self.set("people.tsv")
        lexicon.forces = self.set("forces.tsv")
        lexicon.nature = self.set("forces_of_nature.tsv")
        lexicon.intransitive = self.set("intransitive_verbs.tsv")
        lexicon.sports = self.set("sports.tsv")
        lexicon.quantities = self.set("quantities.tsv")
        lexicon.deeds = self.set("deeds.tsv")
        lexicon.documents = self.set("documents.tsv")

    def set(self, name: str) -> frozenset[str]:
        return frozenset(word for row in self.rows(name) for word in row.cell(0).split())

    def rows(self, name: str) -> Iterable[tables.Row]:
        for row in (*tables.read(name, self.overlays, _COLUMNS.get(name, 1)), *self.translated.get(name, ())):
            self.hash.update("\t".join(row.cells).encode())
            if row.preferred:
                self.preferred.add(row.where)
            yield row

    def verb(self, row: tables.Row, into: dict[str, list[Verb]], *, op: str, offset: int) -> None:
        lemma, *rest = row.cell(0).split()
        type_, mode, flags = row.cell(offset), row.cell(offset + 1), frozenset(row.words(offset + 4))
        _check(row, type_, mode, flags)
        if not (op or type_ or "stop" in flags):
            raise row.error(
                "a trigger needs a type", "give a PLOVER type, or the flag stop for a verb that tells nothing"
            )
        into.setdefault(lemma, []).append(
            Verb(
                lemma,
                tuple(self.alternatives(row, word) for word in rest),
                op,
                type_,
                mode,
                row.words(offset + 2),
                row.cell(offset + 3),
                flags,
                row.where,
            )
        )
        self.inflect(lemma)

    def alternatives(self, row: tables.Row, cell: str) -> frozenset[str]:
        """The words any of which may stand there: "talks|summit", "@troops" for a set of word_sets.tsv."""
        found: list[str] = []
        for word in cell.split("|"):
            if word.startswith("@") and word not in self.sets:
                raise row.error(f"no such set of words: {word}", f"use one of {' '.join(sorted(self.sets))}")
            found += self.sets.get(word, [word])
        return frozenset(found)

    def light(self, row: tables.Row) -> None:
        lemma, *rest = row.cell(0).split()
        words = tuple(frozenset([word]) for word in rest)
        self.lexicon.light.setdefault(lemma, []).append(
            Verb(lemma, words, "perform", "", "", row.words(1), "", frozenset(), row.where)
        )
        self.inflect(lemma)

    def nominal(self, row: tables.Row) -> None:
        words = tuple(row.cell(0).replace("-", " - ").split())
        type_, mode, flags = row.cell(2), row.cell(3), frozenset(row.words(6))
        _check(row, type_, mode, flags)
        entry = Nominal(words, row.cell(1), type_, mode, row.words(4), row.cell(5), flags, row.where)
        self.lexicon.nominals.setdefault(words[0], []).append(entry)
        for word in (words[0], words[-1]):
            self.lexicon.singular.setdefault(plural(word), word)

    def inflect(self, base: str) -> None:
        if base == "be":
            return
        for form, letters in verb_forms(base, self.irregular.get(base, ())).items():
            known = self.lexicon.forms.get(form)
            if known is None:
                self.lexicon.forms[form] = (base, letters)
            elif known[0] == base:
                self.lexicon.forms[form] = (base, "".join(dict.fromkeys(known[1] + letters)))

    def finish(self) -> None:
        lexicon = self.lexicon
        for table in (lexicon.verbs, lexicon.light):
            for entries in table.values():
                entries.sort(key=lambda entry: (-len(entry.rest), entry.where not in self.preferred, not entry.op))
        for nominals in lexicon.nominals.values():
            nominals.sort(key=lambda nominal: -len(nominal.words))
        lexicon.reports = frozenset(
            lemma for lemma, entries in lexicon.verbs.items() if any(entry.op == "report" for entry in entries)
        )
        lexicon.verbal = lexicon.reports.union(
            lemma for lemma, entries in lexicon.verbs.items() if any(entry.type in _SPOKEN for entry in entries)
        )
        verbs = {form: entry for form, entry in lexicon.forms.items() if entry[0] not in lexicon.closed}
        lexicon.stops = stops_of(self.stops, verbs)  # "back to" is no "backing to"
        plurals = [form for form, word in lexicon.singular.items() if word in lexicon.nominals]
        lexicon.openings = frozenset(plurals).union(lexicon.nominals.keys() - lexicon.singular.keys())
        lexicon.hints = hints(lexicon)
        forms = _Forms(lexicon.singular)
        for table in (lexicon.verbs, lexicon.light):
            for lemma, entries in table.items():
                table[lemma] = [replace(entry, forms=tuple(map(forms.of, entry.rest))) for entry in entries]
        lexicon.version = self.hash.hexdigest()


class _Forms:
    """Gives sets of words their plurals, by the table of nouns and by rule; one that many lines share is made once."""

    def __init__(self, singular: dict[str, str]) -> None:
        self.plurals: dict[str, list[str]] = {}
        for form, word in singular.items():
            self.plurals.setdefault(word, []).append(form)
        self.known: dict[frozenset[str], frozenset[str]] = {}

    def of(self, words: frozenset[str]) -> frozenset[str]:
        found = self.known.get(words)
        if found is None:
            found = frozenset([form for word in words for form in (word, f"{word}s", *self.plurals.get(word, ()))])
            self.known[words] = found
        return found


def _operator(row: tables.Row) -> str:
    if row.cell(1) not in OPS:
        raise row.error(f"no such operator: {row.cell(1)!r}", f"use one of {' '.join(sorted(OPS))}")
    return row.cell(1)


def _check(row: tables.Row, type_: str, mode: str, flags: frozenset[str]) -> None:
    if type_ and type_ not in codes.QUAD:
        raise row.error(f"no such event type: {type_!r}", f"use one of {' '.join(codes.QUAD)}")
    if mode and mode not in codes.MODES[type_]:
        raise row.error(f"{type_} has no mode {mode!r}", f"use one of {' '.join(codes.MODES[type_]) or '-'}")
    if unknown := flags - _FLAGS:
        raise row.error(f"no such flag: {' '.join(sorted(unknown))}", f"use {' '.join(sorted(_FLAGS))}")
