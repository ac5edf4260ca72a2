"""Noun phrases of actors: how names, offices and agent words join into one.

Read from left to right: an owner (a state, a nationality, a city, an organisation, a person with 's), then heads
(offices and agent words), then a name; afterwards complements ("of Russia", "in Tehran") and an apposition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from transforms.events.actors.chunks import Chunk
from transforms.events.actors.memory import NON_STATES
from transforms.events.gazetteer.entries import (
    AGENT,
    CITY,
    DEMONYM,
    OFFICE,
    ORGANISATION,
    PEOPLE,
    PERSON,
    PLACE,
    SHORT,
    STATE,
    Entry,
)
from transforms.events.gazetteer.openings import UNKNOWN
from transforms.events.text.tokens import Words

NATIONAL: Final = frozenset((STATE, DEMONYM, PEOPLE, CITY, PLACE))
OWNERS: Final = NATIONAL | {ORGANISATION}
HEADS: Final = frozenset((OFFICE, AGENT))
NAMES: Final = frozenset((PERSON, SHORT, UNKNOWN))
OPENING: Final = NATIONAL | HEADS | NAMES | {ORGANISATION, "T"}
_SKIPPED: Final = frozenset("MFV")
_LEADING: Final = frozenset("dhMFV")
_ABROAD: Final = frozenset(("MIL", "NGO", "JRN"))  # "troops in Iraq" need not be Iraqi
_OVERRIDING: Final = frozenset(("REB", "OPP", "PRM"))  # "opposition lawmakers" are opposition first
_ENVOYS: Final = frozenset(("ambassador", "chief negotiator"))
MISSIONS: Final = frozenset(("embassy", "consulate", "consulate general", "high commission", "legation"))
_RULED: Final = frozenset(("administration", "government", "regime", "cabinet", "presidency", "team", "camp"))
_PERSONAL: Final = (
    "man", "woman", "person", "er", "or", "ist", "ian", "ent", "ant", "chief", "head", "aide", "official", "general",
    "captain", "envoy", "diplomat", "chair", "candidate", "representative", "cleric", "priest", "lawyer", "analyst",
    "secretary", "deputy", "spy", "judge", "monk", "imam", "colonel", "admiral", "critic", "exile",
)  # fmt: skip

# "Withdraw diplomats from Rwanda" says where they are, not whose.
_SENT: Final = frozenset(("diplomat", "inspector", "observer", "monitor", "staff", "mission", "delegation", "worker"))
_PREFIXES: Final = frozenset(("anti", "pro", "non", "post", "pre"))
_WHO: Final = frozenset(("of", "from", "who", "whose", "in", "at", "with"))
_CLOSING: Final = frozenset((",", ".", ";", ")", "-", "–", "—", ":", "'s", "’s"))


def is_person(head: Entry) -> bool:
    """Return whether a word means one person, so that a name may follow: "spokesman Xyz", not "Senate Bill"."""
    if head.plural:
        return False
    return head.cls == OFFICE or (head.name.endswith(_PERSONAL) and not head.name.endswith("ment"))


@dataclass(slots=True)
class Draft:
    """A phrase being read; `head` is its last office or agent word, `person` its name."""

    first: int
    last: int
    start: int  # first token of its own, without determiner and adjectives
    cls: str
    entry: Entry | None
    country: str = ""
    sector: str = ""
    role: str = ""
    head: Entry | None = None
    persons: tuple[Entry, ...] = ()
    unknown: str = ""
    owned_by_pronoun: str = ""
    determined: bool = False  # by an article, a number or the like
    definite: bool = False
    former: bool = False
    adjectival: bool = False
    titled: bool = False


class Reader:
    """Reads the phrases of one sentence from its chunks."""

    def __init__(self, words: Words, chunks: Sequence[Chunk]) -> None:
        self.words = words
        self.chunks = chunks

    def read(self, at: int) -> tuple[Draft, int]:
        """Return the phrase that opens with chunk `at`, and the chunk after it."""
        draft, following = self.core(at)
        if draft.adjectival:
            return draft, following
        after = self._complements(draft, following)
        if after != following:  # "Bank of Canada governor Xyz"
            after = self._go_on(draft, after)
        return draft, self._apposition(draft, after)

    def core(self, at: int) -> tuple[Draft, int]:
        """Return owner, heads and name, without complements and apposition."""
        draft = self._open(at)
        return draft, self._go_on(draft, at + 1)

    def _go_on(self, draft: Draft, following: int) -> int:
        while (joined := self._joined(draft, following)) >= 0:
            following = joined + 1
            self._take(draft, self.chunks[joined])
        return following

    def _open(self, at: int) -> Draft:
        chunk = self.chunks[at]
        draft = Draft(chunk.first, chunk.last, chunk.first, chunk.cls, chunk.entries[0] if chunk.entries else None)
        self._take(draft, chunk)
        draft.adjectival = self._is_prefixed(chunk.first)
        self._leading(draft, at)
        return draft

    def _is_prefixed(self, first: int) -> bool:
        """Return whether a name is part of an adjective: "anti-Syria", "pro-Russian"."""
        return first > 1 and self.words.texts[first - 1] == "-" and self.words.lower[first - 2] in _PREFIXES

    def _leading(self, draft: Draft, at: int) -> None:
        """Take in the adjectives and the determiner before the phrase."""
        chunks = self.chunks
        while at > 0 and chunks[at - 1].cls in _LEADING and chunks[at - 1].last == draft.first:
            at -= 1
            chunk = chunks[at]
            if chunk.cls in "dh":
                self._determine(draft, chunk)
                return
            if chunk.cls == "V" and not (at > 0 and chunks[at - 1].cls in "dh" and chunks[at - 1].last == chunk.first):
                return  # "has freed prisoners" tells an act, "the freed prisoners" names them
            draft.first = chunk.first
            draft.former = draft.former or chunk.cls == "F"
            if draft.cls in (DEMONYM, PEOPLE) and self.words.lower[chunk.first] == "ethnic":
                draft.country = ""  # "ethnic Albanian guerrillas" need not be Albania's
        if draft.first > 0 and self.words.texts[draft.first - 1].isdigit():
            draft.first -= 1

    def _determine(self, draft: Draft, chunk: Chunk) -> None:
        draft.first = chunk.first
        draft.determined = True
        word = self.words.lower[chunk.first]
        draft.definite = word == "the"
        if chunk.cls == "h":
            draft.owned_by_pronoun = word

    def _joined(self, draft: Draft, at: int) -> int:
        """Return the chunk that goes on with the phrase, or -1 if it ends here."""
        chunks, count = self.chunks, len(self.chunks)
        if at >= count or chunks[at].first != draft.last or draft.adjectival:
            return -1
        possessive = chunks[at].cls == "s"
        end = draft.last
        if possessive:
            end = chunks[at].last
            at += 1
        elif chunks[at].cls == "-":
            return self._hyphen(draft, at)
        while at < count and chunks[at].first == end and self._skips(chunks[at], possessive):
            end = chunks[at].last
            at += 1
        if at >= count or chunks[at].first != end:
            return -1
        if draft.cls in OWNERS and self._names_agent(at):
            at += 1
        return at if self._goes_on(draft, chunks[at], possessive) else -1

    def _names_agent(self, at: int) -> bool:
        """Return whether an unknown name belongs to the agent after it: "Russia's Pacific Fleet"."""
        chunks = self.chunks
        if chunks[at].cls != UNKNOWN or at + 1 >= len(chunks) or chunks[at + 1].first != chunks[at].last:
            return False
        return chunks[at + 1].cls == AGENT

    def _skips(self, chunk: Chunk, possessive: bool) -> bool:
        if chunk.cls not in _SKIPPED:
            return possessive and chunk.cls == "d"
        # "Israel freed prisoners" tells an act, "Israel's freed prisoners" names them.
        return possessive or chunk.cls != "V"

    def _hyphen(self, draft: Draft, at: int) -> int:
        """Read "US-led", "Iran-backed" (an adjective of something else) and "China-based" (its country)."""
        chunks = self.chunks
        if (
            draft.cls not in NATIONAL | {ORGANISATION}
            or at + 1 >= len(chunks)
            or chunks[at + 1].first != chunks[at].last
        ):
            return -1
        joint = chunks[at + 1].cls
        if joint == "l":
            draft.adjectival = True
        if joint != "b":
            return -1
        end, at = chunks[at + 1].last, at + 2
        while at < len(chunks) and chunks[at].first == end and chunks[at].cls in _SKIPPED:
            end, at = chunks[at].last, at + 1
        return at if at < len(chunks) and chunks[at].first == end and chunks[at].cls in HEADS else -1

    def _goes_on(self, draft: Draft, chunk: Chunk, possessive: bool) -> bool:
        cls = chunk.cls
        if draft.persons or draft.unknown:
            ruled = (
                draft.cls == SHORT and cls == AGENT and chunk.entries[0].name in _RULED
            )  # "the Trump administration"
            return (possessive or ruled) and cls in HEADS
        if cls in HEADS:
            return self._takes_head(draft, chunk, possessive)
        if draft.head is not None:
            return not possessive and (cls in (PERSON, SHORT, "T") or (cls == UNKNOWN and is_person(draft.head)))
        if cls == ORGANISATION:
            return draft.cls in NATIONAL and self._is_theirs(draft, chunk, possessive)
        if cls in (PERSON, SHORT):
            return (possessive or draft.titled or draft.cls == DEMONYM) and any(
                draft.titled or entry.country == draft.country for entry in chunk.entries
            )
        return (cls == UNKNOWN and draft.titled) or (cls == "T" and draft.cls in NATIONAL)

    def _is_theirs(self, draft: Draft, chunk: Chunk, possessive: bool) -> bool:
        """Return whether an organisation is that of the nation before it.

        Other states have organisations of the same words: "Chile's Defense Department", "the Syrian Republican Guard".
        """
        entry = chunk.entries[0]
        if entry.country == draft.country:
            return True
        ours = possessive or draft.cls == DEMONYM
        return (
            ours and entry.kind == "organisation" and chunk.last - chunk.first > 1 and entry.country not in NON_STATES
        )

    def _takes_head(self, draft: Draft, chunk: Chunk, possessive: bool) -> bool:
        if possessive or draft.cls in (DEMONYM, ORGANISATION) or draft.head is not None:
            return True
        # A bare state name before a word that may be a verb is its subject: "Germany heads", "Russia drones on".
        adjectival = draft.cls != STATE or self.words.texts[draft.last - 1].isupper()
        return draft.cls in NATIONAL and (adjectival or chunk.entries[0].needs != "determiner")

    def _take(self, draft: Draft, chunk: Chunk) -> None:
        entry = chunk.entries[0] if chunk.entries else None
        if chunk.cls in HEADS and entry is not None:
            self._take_head(draft, entry)
        elif chunk.cls in (PERSON, SHORT):
            draft.persons = chunk.entries
        elif chunk.cls == UNKNOWN:
            draft.unknown = self.words.between(chunk.first, chunk.last)
        elif chunk.cls == "T":
            draft.titled = True
        elif chunk.cls == ORGANISATION and entry is not None:
            draft.country = draft.country or entry.country
            draft.sector = entry.sector
            draft.entry = entry
            draft.cls = ORGANISATION
        elif entry is not None:
            draft.country = draft.country or entry.country
        draft.last = chunk.last
        if draft.cls == "T" and chunk.cls != "T":
            draft.cls = chunk.cls

    def _take_head(self, draft: Draft, entry: Entry) -> None:
        if draft.persons or draft.unknown:  # "Trump's envoy", "President Moi's government": what comes now is meant
            draft.country = draft.country or (draft.persons[0].country if draft.persons else "")
            draft.persons, draft.unknown, draft.sector, draft.head = (), "", "", None
        before = draft.sector
        if not (before and (entry.neutral or before in _OVERRIDING)):
            draft.sector = entry.sector
        draft.head = entry
        draft.country = draft.country or entry.country
        draft.role = entry.name if entry.cls == OFFICE else ""

    def _complements(self, draft: Draft, at: int) -> int:
        """Read "of Russia", "in Tehran", "from China", and for an envoy "to Moscow"."""
        chunks = self.chunks
        if draft.head is None or draft.persons or draft.unknown:
            return at
        if at >= len(chunks) or chunks[at].first != draft.last or chunks[at].cls not in "oitf":
            return at
        kind, inner = self._joint(draft.head, chunks[at]), at + 1
        while inner < len(chunks) and chunks[inner].cls in _LEADING and chunks[inner].first == chunks[inner - 1].last:
            inner += 1
        if inner >= len(chunks) or chunks[inner].first != chunks[inner - 1].last or chunks[inner].cls not in OPENING:
            return at
        if not self._complement_fits(draft, kind, chunks[inner].cls):
            return at
        part, following = self.core(inner)
        country = part.country or (part.persons[0].country if part.persons else "")
        # Of a nation alone ("of French wine") no one is the head; "of the French navy" says whose.
        if (kind != "t" and not country and not draft.country) or (part.cls == DEMONYM and part.head is None):
            return at
        if kind != "t":
            draft.country = country if self._supposed(draft) else draft.country or country
            if draft.head.neutral and part.sector:
                draft.sector = part.sector
            if kind == "o" and part.cls == STATE and part.head is not None and draft.head.cls == AGENT:
                # "Bank of Canada governor Xyz": what follows the state's name is the head.
                draft.head, draft.role, draft.sector = part.head, part.role, part.sector or draft.sector
                draft.persons, draft.unknown = part.persons, part.unknown
        draft.last = part.last
        return following

    @staticmethod
    def _supposed(draft: Draft) -> bool:
        """Return whether a country is only that which an office is known for: "the secretary of state of Togo"."""
        return draft.head is draft.entry and bool(draft.country) and draft.head is not None and not draft.persons

    def _joint(self, head: Entry, chunk: Chunk) -> str:
        """Return the kind of a preposition; "a spokesman for the army" is one of the army."""
        spoken_for = chunk.cls == "t" and head.neutral and self.words.lower[chunk.first] == "for"
        return "o" if spoken_for else chunk.cls

    def _complement_fits(self, draft: Draft, kind: str, cls: str) -> bool:
        if draft.head is None:
            return False
        if kind == "t":  # "recalled its ambassador to Togo" tells on whom
            sent = self.words.lower[draft.first] in ("a", "an") and not draft.former  # "sent an envoy to Togo"
            resident = not (draft.owned_by_pronoun or sent)
            return draft.role in _ENVOYS and resident and cls in (STATE, CITY, ORGANISATION)
        if kind == "o":
            # "Sweden's director of prosecutions": what is owned already takes in a further body, but no other state.
            return cls in HEADS if draft.country and not self._supposed(draft) else True
        if cls not in (STATE, CITY, PLACE) or draft.country:
            return False
        if kind == "f" and draft.head.name in _SENT:
            return False
        if draft.head.name in MISSIONS:
            return False  # "the embassy in Tehran" is not Tehran's
        return draft.sector not in _ABROAD and draft.role not in _ENVOYS

    def _apposition(self, draft: Draft, at: int) -> int:
        """Read "Sergei Lavrov, Russia's foreign minister," and "the foreign minister, Sergei Lavrov,"."""
        chunks = self.chunks
        if at >= len(chunks) or chunks[at].cls != "," or chunks[at].first != draft.last:
            return at
        inner = at + 1
        while inner < len(chunks) and chunks[inner].cls in _LEADING and chunks[inner].first == chunks[inner - 1].last:
            inner += 1
        if inner >= len(chunks) or chunks[inner].first != chunks[inner - 1].last or chunks[inner].cls not in OPENING:
            return at
        named = bool(draft.persons or draft.unknown)
        if not named and (draft.head is None or draft.head.plural):
            return at
        part, following = self.core(inner)
        following = self._complements(part, following)
        if not self._apposes(draft, part, named):
            return at
        self._merge(draft, part)
        return following

    def _apposes(self, draft: Draft, part: Draft, named: bool) -> bool:
        closed = part.last >= len(self.words.texts) or self.words.texts[part.last] in _CLOSING
        # "Xyz, an Australian mother of two,": whoever the gazetteer does not know is of the nation told with the name.
        closed = closed or (bool(draft.unknown and part.country) and self.words.texts[part.last] in _WHO)
        if not closed or bool(part.persons or part.unknown) == named:
            return False
        if named and (part.head is None or not is_person(part.head)):
            return False
        mine = draft.country or (draft.persons[0].country if draft.persons else "")
        other = part.country or (part.persons[0].country if part.persons else "")
        return not mine or not other or mine == other

    def _merge(self, draft: Draft, part: Draft) -> None:
        draft.country = draft.country or part.country
        draft.head = draft.head or part.head
        draft.role = draft.role or part.role
        draft.sector = draft.sector or part.sector
        draft.persons = draft.persons or part.persons
        draft.unknown = draft.unknown or part.unknown
        draft.former = draft.former or part.former
        draft.last = part.last
