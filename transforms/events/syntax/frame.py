"""The frame of a sentence while its clauses are built: the clause at hand, what stood just before, where nouns go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.syntax.groups import NounGroup, Unit, VerbGroup

_SPEAKING = frozenset(["person", "role", "seat"])
_ALONG = frozenset(["along with", "together with", "as well as"])


@dataclass(slots=True, eq=False)
class Clause:
    """One verb and what belongs to it.

    `kind`: main, comp (that ...), adv, rel, inf, ger (after a preposition), part (-ing or -ed after a comma),
    coord, report (", X said"), frag (no verb). `link` is the word that opened it.
    """

    kind: str
    link: str = ""
    parent: Clause | None = None
    subject: NounGroup | None = None
    verb: VerbGroup | None = None
    objects: list[NounGroup] = field(default_factory=list)
    phrases: list[NounGroup] = field(default_factory=list)
    before: list[NounGroup] = field(default_factory=list)
    children: list[Clause] = field(default_factory=list)
    of_noun: NounGroup | None = None
    first: int = 0
    last: int = 0
    inverted: bool = False


class Frame:
    """Opens clauses at the words that join and puts noun groups where they belong; verbs are for its heir."""

    def __init__(self, units: Sequence[Unit], lexicon: Lexicon) -> None:
        self.units = units
        self.headline = not units or units[-1].word not in (".", "!")
        self.lexicon = lexicon
        self.clauses: list[Clause] = []
        self.current = self.open("main", None)
        self.prep = ""
        self.prep_at = -1
        self.joined = False  # a co-ordinator stands just before
        self.joint = ""  # the last co-ordinator read
        self.comma = False  # a comma stands just before (or before the co-ordinator)
        self.last: NounGroup | None = None  # the noun group just before, if nothing but time and adverbs lies between
        self.noun_before: NounGroup | None = None  # the last noun group of the clause, whatever lies between
        self.linked = ""  # subordinator or relative word that waits for its clause

    def open(self, kind: str, parent: Clause | None, link: str = "", first: int = 0) -> Clause:
        clause = Clause(kind, link, parent, first=first)
        if parent is not None:
            parent.children.append(clause)
        self.clauses.append(clause)
        return clause

    def step(self, position: int) -> None:
        unit = self.units[position]
        if unit.noun is not None:
            self.noun(unit.noun)
        elif unit.verb is not None:
            self.verb(unit.verb, position)
        else:
            _STEPS[unit.kind](self, unit, position)
        if unit.kind not in ("comma", "and"):
            self.current.last = unit.last

    # --- words that join

    def on_prep(self, unit: Unit, _: int) -> None:
        self.prep, self.prep_at = unit.word, unit.first
        self.joined = False

    def on_time(self, _unit: Unit, _position: int) -> None:
        self.prep = ""

    def on_adverb(self, _unit: Unit, _position: int) -> None:
        """Adverbs change nothing; a particle after a verb is read from the tokens."""

    def on_and(self, unit: Unit, _: int) -> None:
        self.joined = True
        self.joint = unit.word

    def on_comma(self, _: Unit, __: int) -> None:
        self.comma = True
        self.joined = False
        self.prep = ""

    def on_strong(self, unit: Unit, _: int) -> None:
        """A colon, semicolon or dash begins afresh."""
        if self.current.verb is None and self.current.subject is None and len(self.clauses) == 1:
            self.reset()
            return
        verb = self.current.verb
        if unit.word == ":" and verb is None and self.speaks():
            self.current.verb = VerbGroup(
                unit.first, unit.last, unit.first, "say", "finite", "past", False, False, "", False, False, "D"
            )
            self.current = self.open("comp", self.current, ":", unit.last)
        elif unit.word == ":" and verb is not None and verb.lemma in self.lexicon.reports:
            self.current = self.open("comp", self.current, ":", unit.last)  # "He added: we must"
        else:
            self.current = self.open("main", None, first=unit.last)
        self.reset()

    def speaks(self) -> bool:
        """ "Lavrov: Togo must leave": a headline that begins with who says so, and a colon."""
        noun = self.current.subject
        if not self.headline or len(self.clauses) > 1 or noun is None or noun.coords or noun.apposed or noun.after:
            return False
        return any(m.kind in _SPEAKING and m.last == noun.last for m in noun.mentions)

    def reset(self) -> None:
        self.prep, self.joined, self.comma, self.linked = "", False, False, ""
        self.last = self.noun_before = None

    def on_sub(self, unit: Unit, _: int) -> None:
        host = self.current
        kind = "comp" if unit.word in ("that", "whether") or (unit.word == "if" and self.asks(host)) else "adv"
        if kind == "comp" and host.verb is None and host.subject is not None and self.last is host.subject:
            # "the claim that ... is": the complement of a noun that still waits for its verb
            clause = self.open("comp", host, unit.word, unit.first)
            clause.of_noun = host.subject
        else:
            clause = self.open(
                kind,
                host if host.verb is not None or host.subject is not None else host.parent or host,
                unit.word,
                unit.first,
            )
            if kind == "comp" and self.last is not None and self.last in host.objects:
                clause.of_noun = self.last
        self.current = clause
        self.reset()

    def asks(self, clause: Clause) -> bool:
        return clause.verb is not None and clause.verb.lemma in ("ask", "know", "wonder", "see")

    def on_wh(self, unit: Unit, position: int) -> None:
        noun = self.last if not unit.word.startswith(("what", "why", "how")) else None
        after = self.units[position + 1] if position + 1 < len(self.units) else None
        if unit.word.split()[0] == "whose" and self.last is not None:
            self.joined = self.comma = False
            self.linked = "whose"
            return
        clause = self.open(
            "rel" if noun is not None or unit.word in ("who", "which") else "comp", self.current, unit.word, unit.first
        )
        if noun is None and unit.word in ("who", "which"):
            noun = self.noun_before
        if noun is not None and unit.word in ("who", "whom", "which", "that"):
            if after is not None and after.kind in ("verb", "adverb", "time"):
                clause.subject = noun
            else:
                clause.objects.append(noun)
        elif noun is not None and self.prep:  # "Iran, against which sanctions were imposed"
            clause.phrases.append(replace(noun, prep=self.prep, after=(), apposed=()))
        clause.of_noun = noun
        self.current = clause
        self.reset()

    # --- noun groups

    def noun(self, group: NounGroup) -> None:
        clause = self.current
        if self.linked == "whose" and self.last is not None:
            self.linked = ""
            sub = self.open("rel", clause, "whose", group.first)
            sub.subject, sub.of_noun = group, self.last
            if group.mentions:  # "Togo, whose army": the army of Togo
                group.after = (replace(self.last, prep="of", after=(), apposed=(), coords=()),)
            self.current = sub
        elif self.prep:
            self.phrase(group)
        elif self.joined and self.last is not None:
            self.coordinate(group)
        elif clause.verb is None:
            self.subject(group)
        elif self.comma and self.last is not None:
            self.root(self.last).apposed += (group,)  # "A, B, C and D" is one list
        else:
            clause.objects.append(group)
        self.last = self.noun_before = group
        self.prep, self.joined, self.comma = "", False, False

    def phrase(self, group: NounGroup) -> None:
        if self.prep in _ALONG and self.last is not None and group.mentions:
            self.coordinate(group)
            return
        group.prep = self.prep
        clause = self.current
        if self.last is not None and (not self.comma or self.prep in ("including", "such as")):
            self.last.after += (group,)
        (clause.phrases if clause.verb is not None else clause.before).append(group)

    def coordinate(self, group: NounGroup) -> None:
        """ "A, B and C": the last takes those before it as its equals; `first of them` keeps the list."""
        root = self.root(self.last) if self.last is not None else None
        if root is None:
            return
        for other in root.apposed:
            if other is not group and not other.coords and self.alike(root, other):
                root.coords += (other,)
        root.coords += (group,)
        group.prep = root.prep

    def root(self, group: NounGroup) -> NounGroup:
        """The group that holds the list `group` is part of."""
        clause = self.current
        places = [*clause.objects, *clause.phrases, *clause.before]
        if clause.subject is not None:
            places.append(clause.subject)
        for place in places:
            if group is place or group in place.coords or group in place.apposed:
                return place
            if group in place.after:
                # "leaders of France and Germany": a list of what follows the preposition
                return group
        return group

    @staticmethod
    def alike(a: NounGroup, b: NounGroup) -> bool:
        return bool(a.mentions) == bool(b.mentions)

    def subject(self, group: NounGroup) -> None:
        clause = self.current
        if clause.subject is not None and self.comma and self.last is not None and not self.bare(clause.subject):
            self.root(self.last).apposed += (group,)
        elif clause.subject is not None and self.last is not None and self.last in clause.subject.coords:
            named = any(mention.kind not in ("agent", "role") for mention in self.last.mentions)
            others = tuple(noun for noun in clause.subject.coords if named or noun is not self.last)
            clause.subject.coords = (*others, group)  # "Togo and its ally Ghana"
        elif clause.subject is not None and self.last is clause.subject and self.bears(clause.subject, group):
            sub = self.open("rel", clause, "", group.first)
            sub.subject, sub.of_noun, sub.objects = group, clause.subject, [clause.subject]
            self.current = sub
        else:
            if clause.subject is not None:
                clause.before.append(clause.subject)
            clause.subject = group

    def bears(self, noun: NounGroup, name: NounGroup) -> bool:
        """ "The drone Togo sent was": a noun, a name and two verbs, so the first is of a relative clause."""
        position = next(i for i, unit in enumerate(self.units) if unit.noun is name)
        verbs, last = 0, None
        for unit in self.units[position + 1 :] if len(name.mentions) == 1 and not self.bare(noun) else ():
            if unit.kind in ("comma", "strong", "sub", "wh", "and") or (unit.noun is not None and not verbs):
                return False
            if unit.noun is not None and last is not None and last.verb is not None:
                return False  # a verb with an object of its own
            if unit.verb is not None and unit.verb.shape in ("finite", "part"):
                verbs += 1
                if verbs == 2:
                    return unit.verb.shape == "finite"
            last = last if unit.kind in ("adverb", "time") else unit
        return False

    @staticmethod
    def bare(group: NounGroup) -> bool:
        """A lone number, as dates leave behind ("13" of "Dec. 13, 2018")."""
        return group.number and group.last - group.first == 1

    # --- verb groups

    def verb(self, group: VerbGroup, position: int) -> None:
        raise NotImplementedError


_JOINTS = ("prep", "time", "adverb", "and", "comma", "strong", "sub", "wh")
_STEPS = {kind: getattr(Frame, f"on_{kind}") for kind in _JOINTS}
