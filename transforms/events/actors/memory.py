"""What a document has said so far: persons, offices and states, so that later words can point back to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from transforms.events.actors.mentions import Mention
from transforms.events.text.tokens import Words

NON_STATES: Final = frozenset(("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"))
STATES: Final = frozenset(("state", "city", "seat"))
# Words for an organisation that its name need not hold: "the alliance" is NATO.
_BODIES: Final = ("alliance", "bloc", "agency", "organisation", "organization")
_THINGS: Final = STATES | {"organisation", "group"}
_SEVERAL: Final = _THINGS | {"agent", "set", "pronoun"}
_SUBJECT: Final = 1  # a mention that begins this early in its sentence is its subject
_PERSONS: Final = frozenset(("person", "role"))
_OBJECTS: Final = frozenset(("him", "her"))  # not the one named just before: "Macron told him"
_TELLING: Final = frozenset(
    ("said", "says", "added", "announced", "believes", "claimed", "insisted", "thought", "vowed")
)
FEMALE: Final = frozenset(("she", "her"))
# An office whose holder may be called by a shorter word: "the minister" for the foreign minister.
_SHORTER: Final = (
    "minister",
    "president",
    "secretary",
    "chief",
    "leader",
    "ambassador",
    "envoy",
    "spokesman",
    "general",
)


class Memory:
    """The persons, offices and sides a document has named; one per document, filled sentence by sentence."""

    def __init__(self, gender: Callable[[str], str]) -> None:
        self._gender = gender
        self.introduced: set[str] = set()
        self._surnames: dict[str, Mention] = {}
        self._offices: dict[str, Mention] = {}
        self._before: list[Mention] = []
        self._bodies: dict[str, Mention] = {}
        self._heads: dict[str, dict[str, None]] = {}
        self._current: list[Mention] = []
        self._previous: list[Mention] = []
        self._scenes: list[Mention] = []

    def copy(self) -> Memory:
        """Return a memory of the same, which goes its own way from here."""
        other = Memory(self._gender)
        other.introduced = set(self.introduced)
        other._surnames, other._offices = dict(self._surnames), dict(self._offices)
        other._before = list(self._before)
        other._bodies = dict(self._bodies)
        other._heads = {head: dict(countries) for head, countries in self._heads.items()}
        other._current, other._previous = list(self._current), list(self._previous)
        other._scenes = list(self._scenes)
        return other

    def open_sentence(self) -> None:
        """Begin a sentence: what the last one named becomes what pronouns point to."""
        if self._current:
            persons = [mention for mention in self._previous if mention.kind in _PERSONS]
            self._before = persons[-1:] or self._before
            self._previous = self._current
            self._scenes = [scene for scene in self._scenes if any(scene is one for one in self._current)]
        self._current = []

    def add(self, mention: Mention, *, scene: bool = False) -> None:
        """Remember a mention of the sentence at hand; a scene is where something happens, "in Geneva"."""
        self._current.append(mention)
        if scene:
            self._scenes.append(mention)
        if mention.kind in ("state", "demonym"):
            self.introduced.add(mention.name)
        if mention.kind == "organisation" and mention.country:
            bodies = _BODIES if mention.country in NON_STATES else ()
            for word in (*mention.name.lower().split(), *bodies):
                self._bodies[word] = mention
        if mention.kind not in _PERSONS or not mention.name:
            return
        if mention.kind == "person":
            self.introduced.add(mention.name)
            self._surnames[mention.name.rsplit(" ", 1)[-1].lower()] = mention
        if mention.role and mention.country:
            self._offices[mention.role] = mention
            for word in _SHORTER:
                if mention.role.endswith(word):
                    self._offices[word] = mention

    def body(self, word: str) -> Mention | None:
        """Return the organisation that "the council" or "the alliance" means."""
        return self._bodies.get(word)

    def introduce(self, head: str, country: str) -> None:
        """Remember whose people or body a common noun was told of: "24 Ukrainian sailors"."""
        self._heads.setdefault(head, {})[country] = None

    def country_of(self, head: str) -> str:
        """Return the country a common noun was introduced with, or "" if with none or several."""
        known = self._heads.get(head, {})
        return next(iter(known)) if len(known) == 1 else ""

    def person(self, name: str) -> Mention | None:
        """Return the person the document has named whose last name ends `name`."""
        known = self._surnames.get(name.rsplit(" ", 1)[-1].lower())
        if known is None or (" " in name and name.lower() not in known.name.lower()):
            return None
        return known

    def holder(self, role: str) -> Mention | None:
        """Return who was last named as holding `role`."""
        return self._offices.get(role)

    def singular(self, word: str, *, after_whom: bool = False) -> Mention | None:
        """Return whom "he", "she" or "it" means: the first fitting mention of this sentence or the one before.

        Where those name no person, he or she is the last one named before them. In "X, with whom he" it is not X.
        """
        if word in ("it", "its"):
            return self._thing()
        other = "m" if word in FEMALE else "f"
        last = self._current[-1].name if (after_whom or word in _OBJECTS) and self._current else ""
        for mention in (*self._current, *self._previous, *self._before):
            if mention.kind in _PERSONS and mention.name != last and self._gender(mention.name) != other:
                return mention if mention.country else None
        return None

    def telling(self, word: str, first: int, words: Words) -> Mention | None:
        """Return who tells of himself in "Biden said he would", where the pronoun stands at `first`."""
        last = self._current[-1] if self._current else None
        if word not in ("he", "she") or last is None or last.kind not in _PERSONS or not last.country:
            return None
        verb, *that = words.lower[last.last : first] or ("",)
        if verb not in _TELLING or that not in ([], ["that"]):
            return None
        return last if self._gender(last.name) != ("m" if word in FEMALE else "f") else None

    def _thing(self) -> Mention | None:
        """Return what "it" means: the subject, or the one state or organisation of a sentence."""
        for mentions in (self._current, self._previous):
            things = [mention for mention in mentions if mention.kind in _THINGS and mention.country]
            if things and (things[0].first <= _SUBJECT or len({thing.country for thing in things}) == 1):
                return things[0]
            if things:
                return None
        return None

    def many(self, word: str) -> Mention | None:
        """Return whom "they" or "them" means: a pair pointed at; for "they" also whom the last sentence opens with.

        Those must be several, or a body.
        """
        pair = next((mention for mention in reversed(self._current) if mention.kind == "set"), None)
        if pair is not None or word != "they":
            return pair
        first = self._previous[0] if self._previous else None
        return first if first is not None and first.first <= _SUBJECT and first.kind in _SEVERAL else None

    def speaker(self) -> Mention | None:
        """Return the person last named in this sentence or the one before: "the diplomat", "the official"."""
        persons = [mention for mention in (*self._previous, *self._current) if mention.kind in _PERSONS]
        return persons[-1] if persons and persons[-1].country else None

    def owner(self, word: str) -> Mention | None:
        """Return whom "his", "her", "its" or "their" means."""
        if word == "their":
            return next((m for m in (*reversed(self._current), *self._previous) if m.country), None)
        return self.singular(word)

    def home(self) -> Mention | None:
        """Return the state that "the government" or "the country" belongs to, or None if that is not clear.

        It is the one state of this sentence so far, else the first of the sentence before.
        """
        here = _states(self._current)
        if here:
            return here[0] if len(here) == 1 else None
        return self.home_before()

    def home_before(self) -> Mention | None:
        """Return the first state of the sentence before."""
        before = _states(self._previous)
        return before[0] if before else None

    def other_than(self, country: str) -> str:
        """Return the one state beside `country` of this sentence so far, else of the one before; "" if not clear."""
        for mentions in (self._current, self._previous):
            others = {side.country for side in _sides(mentions, people=False)} - {country} - NON_STATES
            if others:
                return others.pop() if len(others) == 1 else ""
        return ""

    def has_named(self) -> bool:
        """Return whether this sentence has named a country so far."""
        return any(mention.country for mention in self._current)

    def pair(self, nature: str) -> tuple[Mention, ...]:
        """Return the two sides that "both countries" or "the two leaders" mean, or nothing if no reading is clear.

        Clear is: exactly two countries in this sentence before the phrase, or else in the sentence before, if need
        be without the places where it tells that something happened.
        """
        for mentions in (self._current, self._previous):
            acting = [mention for mention in mentions if not any(mention is scene for scene in self._scenes)]
            for people in (True, False) if nature == "people" else (False,):
                for named in (mentions, acting):
                    sides = _sides(named, people=people)
                    if nature == "states":
                        sides = [side for side in sides if side.country not in NON_STATES]
                    if len(sides) == 2:
                        return tuple(sides)
        return ()


def _sides(mentions: list[Mention], people: bool) -> list[Mention]:
    sides: dict[str, Mention] = {}
    for mention in mentions:
        for one in mention.members or (mention,):
            if one.country and one.kind != "pronoun" and (one.kind in _PERSONS or not people):
                sides.setdefault(one.country, one)
    return list(sides.values())


def _states(mentions: list[Mention]) -> list[Mention]:
    """Return the sides of states, each once; a nationality before a noun ("the Russian invasion") names none."""
    named = [mention for mention in mentions if mention.kind != "demonym"]
    return [side for side in _sides(named, people=False) if side.country not in NON_STATES]


def again(mention: Mention, first: int, last: int, text: str, kind: str) -> Mention:
    """Return what `mention` says, said again by other words at another place."""
    name, country, sector, role = mention.name, mention.country, mention.sector, mention.role
    return Mention(first, last, text, name, country, sector, role, kind, "document", mention.members)
