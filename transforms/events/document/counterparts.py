"""The side that an act leaves unsaid because the document tells it: whom a country deals with in this story.

Two rules, the surer one first. `rule:partner`: most of the acts told in full join the named side with one other.
`rule:salient`: the country that the document speaks of most beside the one named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms.events.actors.memory import NON_STATES
from transforms.events.document.salience import Cues, Salience
from transforms.events.lexicon.codes import CONFLICT, QUAD
from transforms.events.reading.readings import Reading, countries
from transforms.events.reading.sides import Party, official

HOSTILE = CONFLICT - {"PROTEST"}

# Sectors: people of no office, offices of a state, whoever of them may act, whoever may be acted upon.
_PRIVATE = frozenset(["CVL", "UNK", "MED", "JRN", "AGR", "LAB"])
_OFFICES = frozenset(["GOV", "MIL", "LEG", "JUD", "COP"])
_ACTING = _PRIVATE | _OFFICES
_UNNAMED = _PRIVATE - {"UNK"} | {"GOV", "MIL"}
_ORGANS = ("government", "authorities", "regime", "junta")

# Kinds of parties that point back to somebody.
_BACK = frozenset(["pronoun", "role", "agent"])

# Types of acts that are aimed at somebody, in deed or demand; with those that are addressed to somebody.
_DIRECTED = frozenset(
    ["ASSAULT", "COERCE", "SANCTION", "THREATEN", "ACCUSE", "REQUEST", "REJECT", "CONCEDE", "RETREAT", "MOBILIZE"]
)
_ADDRESSED = _DIRECTED | {"AGREE", "SUPPORT", "PROTEST"}  # aid that names nobody mostly stays at home
# ... and, of those, the ones whose other side may be whoever most is told of with the one named: not what is given up.
_JOINING = _DIRECTED - {"RETREAT"}
# What a state does with its own hands it does to a state, not to an organisation.
_DEEDS = frozenset(["ASSAULT", "COERCE", "SANCTION", "AID", "MOBILIZE", "RETREAT"])
_UNARMED = NON_STATES - {"IMG"}
# Told in the passive these need not say by whom: "tariffs on Togo were raised".
_MEASURES = frozenset(["SANCTION", "CONCEDE", "RETREAT", "COERCE", "AGREE"])
# What a state does not do without somebody it does it to.
_TO_SOMEBODY = frozenset(["ACCUSE", "AGREE", "SANCTION"])
# Modes of acts within a state.
_INNER = frozenset(["resign", "curfew", "martial-law"])

_LONG = 12  # mentions of countries: a text of more tells in full what it is about
_SHARE = 0.6  # of what is told with a country, for its partner to go without saying
_TIMES = 2
_PASSING = 0.1  # of all mentions: less is named in passing, and goes without saying nowhere
_PRESENT = 0.2  # of all mentions: less is no subject of the document, whatever it did
_CLEAR = 3  # times as likely as the next one: there is no other that could be meant

# For every country the others it was told of with, and how often.
Partners = dict[str, Counter[str]]
_NOBODY: Counter[str] = Counter()
# How often a country is a source and a target, by whether the acts are friendly or not.
Sides = dict[tuple[bool, bool], Counter[str]]


@dataclass(slots=True)
class _Story:
    """What the acts told in full say: who deals with whom, and on which side of which acts each country stands.

    A text has few villains and few in need. `abroad` counts the acts between countries.
    """

    partners: Partners = field(default_factory=lambda: defaultdict(Counter))
    foes: Partners = field(default_factory=lambda: defaultdict(Counter))
    stood: Sides = field(default_factory=lambda: defaultdict(Counter))
    abroad: int = 0

    def add(self, act: Reading) -> None:
        here, there = countries(act.source), countries(act.target)
        self.abroad += here != there
        for aimed, side, others in ((False, here, act.target), (True, there, act.source)):
            stood = self.stood[_is_friendly(act), aimed]
            for country in side:
                stood[country] += 1
                for other in others:
                    if other.country and other.country != country:
                        self.partners[country][other.country] += 1
                        if act.type in HOSTILE:
                            self.foes[country][other.country] += 1


def fill_counterparts(readings: Sequence[Reading], told: Iterable[Reading], salience: Salience) -> None:
    """Give acts of which one side has a country the other one, as far as `told`, the acts with both, make it plain."""
    if all(map(_settled, readings)):
        return
    named = [act for act in told if not act.filled]
    story = _Story()
    for act in named:
        story.add(act)
    # A text that tells more of what goes on at home leaves open what is not said.
    diplomatic = 2 * story.abroad >= len(named) or salience.counts.total() < _LONG
    for reading in readings:
        _unsay(reading)
        known = _open(reading, salience)
        if not known:
            continue
        foes = _able(story.foes.get(known, _NOBODY) if reading.type in HOSTILE else _NOBODY, reading)
        joined = reading.type in _JOINING or _is_half_a_meeting(reading)
        acts = _able(story.partners.get(known, _NOBODY), reading)
        partner = _partner(foes, acts) if joined else ""
        partner = partner if salience.share(partner) >= _PASSING else ""
        if partner not in reading.near and _struck_elsewhere(reading):
            continue
        if partner and _take(reading, salience.party(partner), missing_target=bool(countries(reading.source))):
            continue
        if (diplomatic or _needs_somebody(reading)) and _tells_of_abroad(reading):
            alike = story.stood.get((_is_friendly(reading), bool(countries(reading.source))), _NOBODY)
            _guess(reading, salience, Cues(reading.near, acts, alike, reading.at), headline=story.abroad >= _TIMES)


def _able(partners: Counter[str], reading: Reading) -> Counter[str]:
    """Those who may be the other side: what states do to each other they do not do to the UN."""
    if reading.type not in _DEEDS or _UNARMED.isdisjoint(partners):
        return partners
    return Counter({country: told for country, told in partners.items() if country not in _UNARMED})


def _settled(reading: Reading) -> bool:
    """Nothing is to be filled where both sides are of countries, of different ones, or neither is."""
    here, there = countries(reading.source), countries(reading.target)
    return here != there if here and there else not (here or there)


def _struck_elsewhere(reading: Reading) -> bool:
    """ "A French soldier was killed in Mali": where another country is told of in the sentence, who did it is open."""
    return reading.type == "ASSAULT" and not reading.source and len(reading.near) > 1


def _open(reading: Reading, salience: Salience) -> str:
    """Return the country of an act of which one side has one and the other is open, "" if there is nothing to fill."""
    here, there = countries(reading.source), countries(reading.target)
    if bool(here) == bool(there) or (reading.both and len(here) > 1):
        return ""
    if _apart(reading) or (salience.at_home(here | there) and not _sent_out(reading)):
        return ""
    return max(here or there, key=lambda one: (salience.share(one), one))


def _sent_out(reading: Reading) -> bool:
    """What an army does, it mostly does to others, however much is told of its own country."""
    return reading.type == "ASSAULT" and any(p.sector == "MIL" and p.country for p in reading.source)


def _unsay(reading: Reading) -> None:
    """ "He accused Paris": whoever he is, he is not of Paris, so the word was taken for the wrong one."""
    if not (reading.source and reading.target) or len(countries([*reading.source, *reading.target])) != 1:
        return
    named = any(party.kind in ("state", "city") and party.entry != "document" for party in reading.target)
    if named and all(party.kind in _BACK and party.entry == "document" for party in reading.source):
        reading.source = [party._replace(country="") for party in reading.source]


def _is_half_a_meeting(reading: Reading) -> bool:
    """ "The effect on negotiations with Israel": a noun names one side, and the clause's subject is not it."""
    subject = reading.clause.subject
    if reading.type != "CONSULT" or not reading.nominal or not reading.source or reading.target:
        return False
    return subject is None or not subject.first <= reading.source[0].first < subject.last


def _apart(reading: Reading) -> bool:
    """Acts that need no partner: what might be, resignations, martial law, letting go of nobody knows what."""
    if reading.status == "hypothetical" or reading.unmanned or reading.mode in _INNER:
        return True
    return reading.type == "RETREAT" and reading.mode != "withdraw" and not reading.target and len(reading.near) < 2


def _is_friendly(reading: Reading) -> bool:
    return QUAD[reading.type] < 3


def _partner(foes: Counter[str], everyone: Counter[str]) -> str:
    """The foe, if there is one only or one stands out, else whoever stands out; "" if none does."""
    return _only(foes, 1.0, 1) or _only(foes, _SHARE, _TIMES) or _only(everyone, _SHARE, _TIMES)


def _only(partners: Counter[str], share: float, times: int) -> str:
    """The partner that makes up at least `share` of what was told, told at least `times`."""
    best = max(partners, key=partners.__getitem__, default="")
    return best if partners[best] >= max(times, share * partners.total()) else ""


def _anyone(party: Party, *, missing_target: bool) -> bool:
    """The party may well be of the partner's country: a person of unknown origin, civilians, "the authorities"."""
    if party.kind in ("person", "pronoun"):
        return party.sector not in ("REB", "CRM", "UAF")
    if party.text.lower().endswith(_ORGANS):
        return True
    plain = not any(word[0].isupper() for word in party.text.split()[1:])
    return plain and party.sector in (_PRIVATE if missing_target else _ACTING)


def _take(reading: Reading, partner: Party, *, missing_target: bool) -> bool:
    side = reading.target if missing_target else reading.source
    if not all(_anyone(party, missing_target=missing_target) for party in side):
        return False  # someone else is named: "jihadists"
    filled = [party._replace(country=partner.country) for party in side] or [partner]
    _give(reading, filled, "rule:partner", target=missing_target)
    return True


def _give(reading: Reading, side: list[Party], rule: str, *, target: bool) -> None:
    if target:
        reading.target = side
    else:
        reading.source = side
    reading.fill(rule)


def _tells_of_abroad(reading: Reading) -> bool:
    """An act of a kind that is done to others; what it does not name may be of the other country.

    Who is pressed, charged or hit need not be so by another country; measures are taken by states.
    """
    if reading.type not in _ADDRESSED or reading.nominal or reading.unmanned or reading.status == "denied":
        return False
    if countries(reading.source):
        return any(map(official, reading.source)) and all(_theirs(party, reading.type) for party in reading.target)
    verb = reading.clause.verb
    if reading.type == "ASSAULT":
        return False  # of those who attack in a war there may be many
    if not reading.source:
        return reading.type in _MEASURES and verb is not None and verb.passive
    return reading.type == "PROTEST" or all(_speaks_for_one(party) for party in reading.source)


def _speaks_for_one(party: Party) -> bool:
    return party.sector in _OFFICES or party.kind == "pronoun"


def _theirs(party: Party, event_type: str) -> bool:
    """The party may be people of the other side, or a thing of theirs: "24 sailors", "the decision"."""
    if party.kind == "phrase":
        return event_type != "REQUEST"
    own = party.sector == "GOV" and party.text.startswith("the ")
    if party.kind == "agent" and not _several(party.text) and (own or " " not in party.text):
        return False  # "the department" is mostly one's own, and "hostage" nobody
    return party.sector in _UNNAMED or (event_type == "SANCTION" and party.sector == "BUS")


def _several(text: str) -> bool:
    return text.endswith(("s", "people", "police", "men", "children"))


def _guess(reading: Reading, salience: Salience, cues: Cues, *, headline: bool) -> None:
    """Give the open side to the likeliest country, if acts, the sentence or the headline tell of it.

    `headline` says whether that is enough, since the document tells of acts between countries. Who took a measure
    that only names its target may also be the country that the document is set in.
    """
    aimed = bool(countries(reading.source))
    own = countries([*reading.source, *reading.target])
    other = salience.beside(own, cues, states=reading.type in _DEEDS)
    told = other in cues.acts or (other in reading.near if reading.source else salience.at_home([other]))
    clear = salience.lead(other, own, cues) >= _CLEAR
    plain = headline and (clear or salience.stands_out(other, own))
    plain = plain or (clear and _needs_somebody(reading) and other in salience.heads)
    if not _is_done(reading) or not (plain or (told and salience.share(other) >= _PRESENT)):
        return
    side = reading.target if aimed else reading.source
    filled = [party._replace(country=other) for party in side if party.kind != "phrase"] or [salience.party(other)]
    _give(reading, filled, "rule:salient", target=aimed)


def _needs_somebody(reading: Reading) -> bool:
    return reading.type in _TO_SOMEBODY and bool(countries(reading.source)) and not reading.target


def _is_done(reading: Reading) -> bool:
    """What "has not signed" or "promised to keep order" leaves open is nobody; "will not sign" refuses somebody."""
    verb = reading.clause.verb
    promised = reading.type == "AGREE" and len(reading.rules) == 1  # of what is no act of ours
    undone = verb is not None and verb.negated and verb.tense != "future" and not reading.firm
    return not promised and not undone
