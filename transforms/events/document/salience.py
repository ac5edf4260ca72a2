"""Which countries a document speaks of, and how much: whom it tells of beside the side that it names."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from transforms.events.actors.memory import NON_STATES
from transforms.events.actors.mentions import Mention
from transforms.events.reading.sides import Party

_FEW = 2  # in a text of few mentions no country has a large share
_SCENE = 0.55  # of all mentions: what a country does of which so much is told it mostly does at home
_LEAD = 1.2  # of two that weigh nearly the same neither stands out
_HEADS = frozenset(["title", "lead"])
_FRESH = 4  # sentences: what was last named before them is no longer what the text speaks of


@dataclass(frozen=True, slots=True)
class Cues:
    """What speaks for a country as the other side of an act.

    `at` is the sentence the act is told in, `here` the countries named there; `acts` counts those told of both sides,
    `alike` those of that kind in which a country stands where the open side is.
    """

    here: Container[str] = ()
    acts: Mapping[str, int] = field(default_factory=dict)
    alike: Mapping[str, int] = field(default_factory=dict)
    at: int = 0


@dataclass(slots=True)
class Salience:
    """How often a document names each country, in which sentences, which ones its head names, and by what name."""

    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[int]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    named: dict[str, Mention] = field(default_factory=dict)

    @classmethod
    def of(cls, sentences: Iterable[tuple[str, Sequence[Mention]]]) -> Salience:
        """Return what a document speaks of; `sentences` are the section and the mentions of each."""
        salience = cls()
        for at, (section, mentions) in enumerate(sentences):
            for mention in mentions:
                for one in mention.members or (mention,):
                    if one.country:
                        salience._add(at, section, one)
        return salience

    def _add(self, at: int, section: str, mention: Mention) -> None:
        country = mention.country
        known = self.named.get(country)
        if known is None or (mention.kind == "state" and known.kind != "state"):
            self.named[country] = mention
        self.counts[country] = self.counts.get(country, 0) + 1
        self.places.setdefault(country, []).append(at)
        if section in _HEADS:
            self.heads.add(country)

    def share(self, country: str) -> float:
        """Return what part of all mentions are of a country, somewhat less where they are few."""
        return self.counts[country] / (self.counts.total() + _FEW)

    def at_home(self, own: Iterable[str]) -> bool:
        """Return whether so much is told of one of these countries that most of what it does it does at home."""
        return any(self.share(country) >= _SCENE for country in own)

    def beside(self, own: Container[str], cues: Cues, *, states: bool) -> str:
        """Return the country that `own` most likely deals with, or "" if no other is named.

        It is the one most spoken of; every cue makes it likelier. `states` leaves out organisations.
        """
        rest = [one for one in self.counts if one not in own and not (states and one in NON_STATES)]
        return max(rest, key=lambda one: self._likely(one, cues), default="")

    def lead(self, country: str, own: Container[str], cues: Cues) -> float:
        """Return how many times likelier a country is than the next one beside `own`."""
        others = [self._likely(one, cues) for one in self.counts if one != country and one not in own]
        return self._likely(country, cues) / max(others, default=1.0)

    def _likely(self, country: str, cues: Cues) -> float:
        """Every reason multiplies what the mentions weigh."""
        told = (1 + cues.acts.get(country, 0)) * (1 + cues.alike.get(country, 0)) * (1 + (country in cues.here))
        return self._weight(country) * told * self._freshness(country, cues.at)

    def _weight(self, country: str) -> int:
        """A place in the headline doubles what the mentions weigh."""
        return self.counts[country] * (1 + (country in self.heads))

    def _freshness(self, country: str, at: int) -> float:
        """Return 3 for a country that the sentence names, less for one last named some sentences before."""
        places = self.places.get(country, ())
        last = bisect_right(places, at)
        gap = at - places[last - 1] if last else _FRESH + 1
        return 1 + 2 / (1 + gap) if gap <= _FRESH else 1.0

    def stands_out(self, country: str, own: Container[str]) -> bool:
        """Return whether the headline names a country, and of the others beside `own` none as much spoken of."""
        others = [self._weight(one) for one in self.counts if one != country and one not in own]
        return country in self.heads and self._weight(country) >= _LEAD * max(others, default=0)

    def pair(self) -> list[list[Party]]:
        """Return the two states that the headline names, if it names two."""
        if len(self.heads) < 2:
            return []
        states = sorted(self.heads - NON_STATES, key=lambda country: -self.counts[country])
        return [[self.party(country) for country in states]] if len(states) == 2 else []

    def party(self, country: str) -> Party:
        """Return the country as a side that the document adds."""
        one = self.named[country]
        return Party(one.text, one.name, country, one.sector, one.role, one.kind, "document", 0, 0)
