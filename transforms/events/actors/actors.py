"""Who is meant: the actors of a sentence, with what the gazetteer and the document know of them.

One pass cuts a sentence into names and joints (chunks), one reads noun phrases from them (phrases); here each phrase
gets its meaning: by the day of publication for offices, by the document's memory for surnames, roles and pronouns.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Final

from transforms.events.actors.chunks import Chunk, cut
from transforms.events.actors.memory import NON_STATES, STATES, Memory, again
from transforms.events.actors.mentions import Mention
from transforms.events.actors.phrases import MISSIONS, OPENING, Draft, Reader, is_person
from transforms.events.actors.pointing import counts_names, is_empty, several
from transforms.events.gazetteer.entries import (
    CITY,
    DEMONYM,
    OFFICE,
    PEOPLE,
    REFERENCE_CLASSES,
    SECTORS,
    SHORT,
    STATE,
    Entry,
)
from transforms.events.gazetteer.gazetteer import Gazetteer
from transforms.events.gazetteer.openings import UNKNOWN
from transforms.events.gazetteer.persons import choose, in_the_news, office_on
from transforms.events.text.tokens import POSSESSIVES, Words

__all__ = ["DocumentActors", "Mention"]

_FORMER: Final = "ELI"
# "The ministers" after two of them were named means these two.
_COLLECTIVE: Final = {
    "leader": "people", "foreign minister": "people", "minister": "people", "president": "people", "country": "states",
    "nation": "states", "government": "states", "side": "sides", "neighbor": "states", "neighbour": "states",
    "rival": "sides", "negotiator": "sides", "delegation": "sides",
}  # fmt: skip
# "The government", "the army": those of the state the text is about.
_INSTITUTIONS: Final = (
    "government", "regime", "cabinet", "ministry", "administration", "authorities", "authority", "junta", "presidency",
    "army", "military", "navy", "air force", "armed forces", "police", "parliament", "congress", "senate", "assembly",
    "legislature", "supreme court", "judiciary", "central bank", "leadership", "coast guard", "security forces",
    "opposition", "politburo", "state council", "royal family", "monarchy",
)  # fmt: skip
# Of these the article may be left out: "Parliament will meet".
_BARE: Final = ("parliament", "congress")
_IMMIGRANT: Final = frozenset(("USA", "CAN", "AUS", "NZL"))
_COUNTRIES: Final = ("country", "nation", "kingdom", "republic")
_DATELINE: Final = frozenset(("—", "–", "-", "(", ":", ","))
_SOLE: Final = frozenset(
    ("president", "prime minister", "foreign minister", "defence minister", "chancellor", "king", "supreme leader")
)
_SPEAKING: Final = frozenset(("GOV", "MIL", "LEG", "OPP", "PTY", "REB"))
_WHERE: Final = frozenset(("in", "at", "near", "outside", "across"))
_CONJUNCTIONS: Final = frozenset(("and", "or", ",", "&"))


class DocumentActors:
    """The actors of one document, read sentence by sentence in order, the title first.

    `published` dates the offices; None leaves them open. The object remembers what the document has named.
    """

    def __init__(self, gazetteer: Gazetteer, published: date | None) -> None:
        self._gazetteer = gazetteer
        self._day = published
        self._memory = Memory(gazetteer.gender)

    def copy(self) -> DocumentActors:
        """Return actors that remember what these do up to here."""
        other = copy(self)
        other._memory = self._memory.copy()
        return other

    def mentions(self, words: Words) -> list[Mention]:
        """Return the mentions of one sentence, in order and not overlapping."""
        self._memory.open_sentence()
        chunks = cut(words, self._gazetteer, self._memory.introduced)
        reader = Reader(words, chunks)
        found: list[Mention] = []
        at = 0
        while at < len(chunks):
            cls = chunks[at].cls
            if cls in REFERENCE_CLASSES:
                mention = self._refer(chunks[at], words)
                at += 1
            elif cls not in OPENING or (cls == UNKNOWN and self._is_stranger(chunks, at, words)):
                at += 1
                continue
            else:
                draft, at = reader.read(at)
                mention = self._finish(draft, words)
                if mention is not None and draft.head is not None and draft.head.plural:
                    _share_head(found, mention, draft.head, words)
            if mention is not None:
                self._sent_by(found, mention, words)
                _drop_origin(found, mention, words)
                found.append(mention)
                if not _is_dateline(mention, words):
                    self._memory.add(mention, scene=_is_scene(mention, words))
        return found

    def _sent_by(self, found: list[Mention], place: Mention, words: Words) -> None:
        """Give the embassy "in London" to the one other state that the document has just named."""
        if not found or found[-1].country or place.kind not in STATES or words.lower[place.first - 1] != "in":
            return
        if words.lower[found[-1].last - 1] in MISSIONS and found[-1].last == place.first - 1:
            found[-1] = replace(found[-1], country=self._memory.other_than(place.country))

    def _is_stranger(self, chunks: Sequence[Chunk], at: int, words: Words) -> bool:
        """Return whether a capitalised word stands alone and names nobody whom the document has named, as most do."""
        first, last = chunks[at].first, chunks[at].last
        alone = last - first == 1 and (at + 1 == len(chunks) or chunks[at + 1].first != last)
        return alone and self._memory.person(words.texts[first]) is None

    def _finish(self, draft: Draft, words: Words) -> Mention | None:
        if draft.persons:
            return self._person(draft, words)
        if draft.unknown:
            return self._unknown(draft, words)
        if draft.head is not None:
            return self._headed(draft, draft.head, words)
        return self._named(draft, words) if draft.entry is not None else None

    def _person(self, draft: Draft, words: Words) -> Mention | None:
        entry = self._bearer(draft, words)
        if entry is None:
            draft.unknown, draft.persons = words.between(draft.last - 1, draft.last), ()
            return self._unknown(draft, words)
        if draft.head is None and not draft.former:
            draft.first = draft.start  # "both Lavrov and", "the Trump plan"
        role, gone = office_on(entry, self._day)
        if draft.role and not draft.former:
            role, gone = draft.role, False
        sector = draft.sector if draft.head is not None else self._gazetteer.sector(entry, role)
        if gone or draft.former or sector == _FORMER:
            role, sector = "", _FORMER
        elif role in SECTORS:
            role = ""
        return _mention(draft, words, entry.name, entry.country, sector, role, "person", entry.source)

    def _bearer(self, draft: Draft, words: Words) -> Entry | None:
        """Return the person a name means, or None if the document means someone else, or no one the files know."""
        persons, introduced = draft.persons, self._memory.introduced
        if persons[0].cls == SHORT and draft.head is None:
            named = self._memory.person(words.between(draft.last - 1, draft.last))
            if named is not None and all(entry.name != named.name for entry in persons):
                return None
            if not draft.titled:
                known = [e for e in persons if e.name in introduced or in_the_news(e, self._day)]
                persons = () if _is_town(draft, words) else tuple(known)
        if not persons:
            return None
        fitting = choose(persons, draft.country, draft.role, self._day, introduced)
        if fitting is None and draft.country in NON_STATES:  # "WikiLeaks founder Julian Assange", "UN envoy Xyz"
            return choose(persons, "", draft.role, self._day, introduced)
        return fitting

    def _unknown(self, draft: Draft, words: Words) -> Mention | None:
        """Return a person the gazetteer does not know: by the document, or by office and country of the phrase."""
        known = self._memory.person(draft.unknown)
        if known is not None and draft.country in ("", known.country) and (known.country or known.role or draft.titled):
            return again(known, draft.first, draft.last, words.between(draft.first, draft.last), "person")
        if draft.head is None and not draft.titled:
            self._meet(draft, words)
            return None
        if not draft.country and draft.owned_by_pronoun:
            owner = self._memory.owner(draft.owned_by_pronoun)
            draft.country = owner.country if owner is not None else ""
        holder = self._memory.holder(draft.role) if draft.role and not draft.country else None
        if holder is not None and holder.kind == "role":
            draft.country = holder.country  # "Ambassador Sow", after "the envoy of Togo"
        elif not draft.country and draft.role and not self._memory.has_named():
            home = self._memory.home_before()
            draft.country = home.country if home is not None else ""
        source = draft.head.source if draft.head is not None else "document"
        return _mention(draft, words, draft.unknown, draft.country, draft.sector, draft.role, "person", source)

    def _meet(self, draft: Draft, words: Words) -> None:
        """Remember a person of whom only the name is told: no side of an act, but whom "he" may mean from here on."""
        known = self._memory.person(draft.unknown)
        name = known.name if known is not None else draft.unknown
        if known is not None or " " in name:
            self._memory.add(_mention(draft, words, name, "", "", "", "person", "document"))

    def _headed(self, draft: Draft, head: Entry, words: Words) -> Mention | None:
        """Return an office or agent without a name: whom the document means by it, or what the phrase says."""
        if head.needs and draft.entry is head and not draft.determined and not draft.country:
            return None  # "held power", "took office"
        if not draft.country and draft.owned_by_pronoun:
            owner = self._memory.owner(draft.owned_by_pronoun)
            draft.country = owner.country if owner is not None else ""
            if draft.country and head.name in _COUNTRIES:
                return self._country(draft, words)
        elif not draft.country and (draft.definite or self._is_short(draft, head)):
            known = self._known(draft, head, words)
            if known is not None:
                return known
        elif draft.country:
            self._memory.introduce(head.name, draft.country)
        if not draft.country and (draft.definite or (draft.determined and head.plural)):
            draft.country = self._memory.country_of(head.name)  # "the sailors", "24 sailors"
        if draft.former:
            draft.sector, draft.role = _FORMER, ""
        kind = "role" if head.cls == OFFICE else "agent"
        holder = self._holder(draft, head)
        if holder is not None:
            return _mention(draft, words, holder.name, draft.country, draft.sector, draft.role, kind, holder.source)
        name = words.between(draft.start, draft.last)
        return _mention(draft, words, name, draft.country, draft.sector, draft.role, kind, head.source)

    def _is_short(self, draft: Draft, head: Entry) -> bool:
        """Return whether a word does without its article: "Tribunal orders", in a headline, is the tribunal."""
        if draft.determined or head.plural:
            return False
        return self._memory.body(head.name) is not None or (draft.first == 0 and head.name in _BARE)

    def _holder(self, draft: Draft, head: Entry) -> Entry | None:
        """Return who "the French president" is on the day, for offices that one person holds."""
        if head.plural or self._day is None or not draft.country or draft.role not in _SOLE:
            return None
        return self._gazetteer.holder(draft.country, draft.role, self._day)

    def _known(self, draft: Draft, head: Entry, words: Words) -> Mention | None:
        """Return whom the document has named as "the minister", "the leaders", "the country"; or give the country."""
        text = words.between(draft.first, draft.last)
        if head.plural:
            members = self._memory.pair(_COLLECTIVE[head.name]) if head.name in _COLLECTIVE else ()
            return _set(draft.first, draft.last, text, members, "set") if members else None
        person = None
        if owner := self._owner(draft, words):
            draft.country = owner
            return None
        if head.cls == OFFICE:
            last = words.lower[draft.last - 1]
            person = self._memory.holder(head.name) or self._memory.holder(last)
        elif is_person(head) and head.sector in _SPEAKING:
            person = self._memory.speaker()
        if person is not None:
            return again(person, draft.first, draft.last, text, "role")
        body = self._memory.body(head.name)
        if body is not None:
            return again(body, draft.first, draft.last, text, body.kind)
        if self._memory.country_of(head.name) and head.name not in _COUNTRIES:
            return None  # "the junta" is Mali's, whoever the last sentence named
        home = self._memory.home() if _is_institution(head) else None
        if home is None:
            return None
        draft.country = home.country
        return self._country(draft, words) if head.name in _COUNTRIES else None

    def _owner(self, draft: Draft, words: Words) -> str:
        """Return whose "the bloc's top diplomat" is, or "the mission's spokesman", after "the UN mission"."""
        lower = words.lower[draft.first : draft.last]
        at = next((index for index, word in enumerate(lower) if word in POSSESSIVES), 0)
        body = self._memory.body(lower[at - 1]) if at else None
        return body.country if body is not None else self._memory.country_of(lower[at - 1]) if at else ""

    def _state(self, mention: Mention) -> Mention:
        """Return the state of a mention: "the two countries" of two presidents are not the presidents."""
        if mention.kind == "state" or mention.country in NON_STATES:
            return mention
        return replace(
            mention,
            name=self._gazetteer.state_name(mention.country),
            sector="",
            role="",
            kind="state",
            entry="document",
        )

    def _country(self, draft: Draft, words: Words) -> Mention:
        """Return the state that "the country" or "their nation" is."""
        text = words.between(draft.first, draft.last)
        name = self._gazetteer.state_name(draft.country)
        return Mention(draft.first, draft.last, text, name, draft.country, "", "", "state", "document")

    def _named(self, draft: Draft, words: Words) -> Mention | None:
        entry = draft.entry
        if entry is None or entry.kind == "word" or not (draft.country or draft.cls == PEOPLE):
            return None
        kind, sector = entry.kind, entry.sector
        name = entry.name if entry.country == draft.country else words.between(draft.start, draft.last)
        if kind == "place":
            kind = "city"
        if draft.adjectival or (kind == "city" and draft.determined and draft.last - draft.start == 1):
            kind = "demonym"  # "the Kyiv region", as "US-backed"; not "the Golan Heights"
        elif draft.cls == PEOPLE and not draft.definite:
            kind, sector = "agent", "CVL"
        if draft.cls in (STATE, CITY, DEMONYM):
            draft.first = max(draft.first, draft.start - 1) if draft.definite else draft.start
        return _mention(draft, words, name, draft.country, sector or draft.sector, "", kind, entry.source)

    def _refer(self, chunk: Chunk, words: Words) -> Mention | None:
        """Return whom a pronoun or "the two countries" points to, or None where no reading is clear."""
        text = words.between(chunk.first, chunk.last)
        entry = chunk.entries[0]
        if entry.kind == "pronoun" and text.lower() not in ("they", "them"):
            if text.lower() == "it" and is_empty(words, chunk.last):
                return None
            known = self._memory.telling(text.lower(), chunk.first, words) or self._memory.singular(
                text.lower(), after_whom=words.lower[max(chunk.first - 1, 0)] == "whom"
            )
            return again(known, chunk.first, chunk.last, text, "pronoun") if known is not None else None
        if text.lower() == "the two" and counts_names(words, chunk.last):
            return None
        members = self._memory.pair(entry.name)
        if entry.kind == "pronoun" and (people := several(members)) is not None:
            return again(people, chunk.first, chunk.last, text, "pronoun")
        if not members and entry.kind == "pronoun" and (many := self._memory.many(text.lower())) is not None:
            return again(many, chunk.first, chunk.last, text, "pronoun")
        if not members and entry.kind == "pronoun":
            return None
        if entry.name == "states":
            members = tuple(self._state(member) for member in members)
        return _set(chunk.first, chunk.last, text, members, "pronoun" if entry.kind == "pronoun" else "set")


def _is_dateline(mention: Mention, words: Words) -> bool:
    """Return whether a city only says where the text was written: "CAIRO — Gunmen ..."."""
    if mention.first or mention.kind != "city" or not mention.text.isupper():
        return False
    return mention.last < len(words) and words.texts[mention.last] in _DATELINE


def _is_town(draft: Draft, words: Words) -> bool:
    """Return whether a surname is that of a place, as in "in Bolton town centre"; not so in "in Bolton's view"."""
    where = draft.start > 0 and words.lower[draft.start - 1] in _WHERE
    return where and POSSESSIVES.isdisjoint(words.lower[draft.last : draft.last + 1])


def _is_scene(mention: Mention, words: Words) -> bool:
    """Return whether a place only says where: "met in Geneva"."""
    return mention.kind in STATES and mention.first > 0 and words.lower[mention.first - 1] in _WHERE


def _is_institution(head: Entry) -> bool:
    """Return whether a word names a body that a state has one of, at home: the government, the army."""
    return head.name in _COUNTRIES or head.name.endswith(_INSTITUTIONS)


def _drop_origin(found: list[Mention], mention: Mention, words: Words) -> None:
    """ "An Egyptian American" is an American: of two nationalities side by side the first tells an origin."""
    if not found or mention.country not in _IMMIGRANT or found[-1].kind != "demonym":
        return
    origin = found[-1]
    person = mention.kind != "demonym" or words.lower[origin.first - 1] in ("a", "an")
    if origin.last == mention.first and origin.first and person:
        found.pop()


def _share_head(found: list[Mention], mention: Mention, head: Entry, words: Words) -> None:
    """Make agents of the nationalities joined to `mention`: in "US and Russian officials" both are officials."""
    first = mention.first
    for at in range(len(found) - 1, -1, -1):
        before = found[at]
        joined = set(words.lower[before.last : first])
        adjective = before.kind == "demonym" or (before.kind == "state" and before.text.isupper())
        if not adjective or not joined or not joined <= _CONJUNCTIONS:
            return
        found[at] = replace(before, kind="agent", sector=mention.sector, name=f"{before.text} {head.name}")
        first = before.first


def _set(first: int, last: int, text: str, members: tuple[Mention, ...], kind: str) -> Mention:
    name = " and ".join(member.name for member in members) or text
    return Mention(first, last, text, name, "", "", "", kind, "document", members)


def _mention(
    draft: Draft, words: Words, name: str, country: str, sector: str, role: str, kind: str, source: str
) -> Mention:
    text = words.between(draft.first, draft.last)
    return Mention(draft.first, draft.last, text, name, country, sector, role, kind, source)
