"""Who stands on a side of an act: the actors in a noun group and in what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from transforms.events.actors.mentions import Mention
from transforms.events.actors.phrases import MISSIONS
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.syntax.groups import NounGroup
from transforms.events.text.tokens import Words

_INSIDE = (
    "of",
    "in",
    "from",
    "by",
    "throughout",
    "across",
    "at",
    "near",
    "against",
    "for",
    "to",
    "on",
    "with",
    "over",
    "about",
    "between",
)
_SPEAKER = frozenset(["i", "we", "me", "us"])
_OUR = ("my", "our")
_CURRENCIES = frozenset(
    ["dollar", "dollars", "pounds", "francs", "rupees", "pesos", "kronor", "kroner", "lira", "yuan"]
)
_PLACED = ("of", "in", "from", "throughout", "across", "at", "near")


class Party(NamedTuple):
    """One actor on a side; `kind` and `entry` as in Mention, kind "phrase" for a noun phrase no entry names."""

    text: str
    name: str
    country: str
    sector: str
    role: str
    kind: str
    entry: str
    first: int
    last: int


_OFFICIAL = frozenset(["GOV", "MIL", "LEG", "JUD", "COP", "SPY", "REB", "PRM", "PTY", "UAF", "ELI"])
_BODIES = frozenset(["state", "seat", "city", "demonym", "organisation", "group", "set", "role"])


def official(party: Party) -> bool:
    """Whether a party is, or speaks for, a state, an international organisation or an armed or political group."""
    return party.sector in _OFFICIAL or (party.kind in _BODIES and party.sector == "")


def reporter(party: Party) -> bool:
    """Whether a party is of the press: who tells it something is interviewed, and asks nothing of it."""
    return party.sector == "JRN"


@dataclass(slots=True)
class Sides:
    """Finds the parties of noun groups in one sentence."""

    tokens: Words
    text: str
    lexicon: Lexicon
    known: dict[tuple[int, bool], list[Party]] = field(default_factory=dict)  # several rules ask for the same group
    words: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = self.tokens.lower

    def of(self, group: NounGroup | None, *, event: bool = False) -> list[Party]:
        """Return the parties a group stands for, its co-ordinates included.

        `event` says that the group names an act: then those it befell ("the attack on X") are not meant, but those
        who did it ("Russia's attack", "the attack by Russia").
        """
        if group is None:
            return []
        found = self.known.get((id(group), event))
        if found is None:
            found = self.known[id(group), event] = []
            found += self._one(group, event)
            for member in group.coords:
                found += [party for party in self._one(member, event) if party not in found]
        return [*found]

    def _one(self, group: NounGroup, event: bool) -> list[Party]:
        head = self.words[group.head]
        if head in _CURRENCIES:
            return []  # "ten million Canadian dollars"
        if group.mentions:
            return self._named(group, head)
        if head in _SPEAKER or self.words[group.first] in _OUR:
            return [Party(head, head, "", "", "", "speaker", "", group.first, group.last)]
        named = self.tokens.texts[group.head][0].isupper() and group.first > 0
        if (head in self.lexicon.people or named) and not event:
            return [self._phrase(group)]
        if event:
            return self._doers(group) or [self._phrase(group)]
        for prep in _INSIDE if group.after else ():
            for after in group.after:
                if after.prep == prep and (parties := self.of(after)):
                    return parties
        return []

    def _doers(self, group: NounGroup) -> list[Party]:
        """ "The attack by X", "the killing of Y by X": who did what a noun tells."""
        inside = (inner for after in group.after for inner in after.after)
        return next((p for after in (*group.after, *inside) if after.prep == "by" and (p := self.of(after))), [])

    def _named(self, group: NounGroup, head: str) -> list[Party]:
        """Who is named, at the head or before it."""
        at_head = group.named()
        if head in self.lexicon.relations and not (at_head is not None and at_head.kind == "set"):
            return self._others(group)
        return self._modifiers(group) if at_head is None else self._placed(group, _parties(at_head))

    def _placed(self, group: NounGroup, parties: list[Party]) -> list[Party]:
        """ "Police in Japan", "Togo's leading malaria expert": those of no country are of the place or the owner."""
        for party in parties:
            if party.country or party.kind not in ("agent", "role"):
                return parties
        if self.words[group.first] in _OUR:
            return [party._replace(kind="speaker") for party in parties]
        country = next((m.country for m in group.mentions if m.kind in ("demonym", "agent") or self._owns(m)), "")
        homes = [country] if country else []
        if not country and self.words[group.head] not in MISSIONS:  # an embassy is not of where it stands
            homes = self._homes(group)
        return [party._replace(country=home) for home in homes for party in parties] or parties

    def _homes(self, group: NounGroup) -> list[str]:
        """ "Envoys from Chad and Togo": where those of a noun are from, else the first place named with it."""
        sent = next((after for after in group.after if after.prep == "from"), None)
        if sent is None or not self.words[group.head].endswith("s"):
            return [country for country in [self._country(group)] if country]
        return list(dict.fromkeys(m.country for one in (sent, *sent.coords) for m in one.mentions if m.country))

    @staticmethod
    def _country(group: NounGroup) -> str:
        placed = [after for after in group.after if after.prep in _PLACED]
        return next((m.country for after in placed for m in after.mentions if m.country), "")

    def _others(self, group: NounGroup) -> list[Party]:
        """ "Kyiv's allies, including France": those that are named, else the phrase, of no country."""
        named = [after for after in (*group.after, *group.apposed) if after.prep in ("including", "such as")]
        parties = dict.fromkeys(party for after in named for party in self.of(after))
        if parties:
            return [*parties]
        text = self.text[self.tokens.start(group.first) : self.tokens.end(group.last - 1)]
        return [Party(text, text, "", "", "", "phrase", "", group.first, group.last)]

    def _modifiers(self, group: NounGroup) -> list[Party]:
        """Names before the head: "Russian strikes", "Buhari's decision", "US-Russian relations"."""
        owners = [mention for mention in group.mentions if self._owns(mention)]
        chosen = owners[:1] or group.mentions
        return [party for mention in chosen for party in _parties(mention)]

    def _owns(self, mention: Mention) -> bool:
        """ "Togo's": a possessive follows."""
        return mention.last < len(self.words) and self.words[mention.last] in ("'s", "’s", "'", "’")

    def _phrase(self, group: NounGroup) -> Party:
        """A noun phrase as an actor: its country is that of the place or people it belongs to."""
        placed = [after for after in group.after if after.prep in _PLACED]
        country = self._country(group) if placed else ""
        last = max([group.last, *[after.last for after in placed[:1]]])
        text = self.text[self.tokens.start(group.first) : self.tokens.end(last - 1)]
        return Party(text, text, country, "", "", "phrase", "", group.first, last)


def _parties(mention: Mention) -> list[Party]:
    if mention.members:
        parties = [party for member in mention.members for party in _parties(member)]
        return [one._replace(kind=mention.kind, first=mention.first, last=mention.last) for one in parties]
    one = mention
    return [Party(one.text, one.name, one.country, one.sector, one.role, one.kind, one.entry, one.first, one.last)]
