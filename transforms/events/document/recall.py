"""What a document knows that a sentence leaves unsaid: the sides of "the attack", whom a denial answers, who hit back.

Every rule needs the document to have told the pair of sides elsewhere, and to have told one such pair only where it
must choose; otherwise the side stays unknown and the event unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.events.actors.memory import NON_STATES
from transforms.events.document.counterparts import HOSTILE, fill_counterparts
from transforms.events.document.salience import Salience
from transforms.events.lexicon.codes import QUAD
from transforms.events.reading.readings import Reading, countries
from transforms.events.reading.sides import Party, official, reporter

_WHOLE = frozenset(["state", "set", "pronoun", "city", "seat"])
_POINTING = frozenset(["set", "pronoun"])
_PEACEFUL = frozenset(["CONSULT", "AGREE", "RETREAT", "CONCEDE", "SUPPORT"])
_EVERYONE = frozenset(["parties", "sides", "belligerents"])
_ADVICE = frozenset(["REQUEST", "THREATEN"])
_CITIZENS = frozenset(["citizens", "nationals", "residents", "voters", "taxpayers", "its citizens", "its nationals"])
_STAFF = frozenset(["aides", "ministers", "advisers", "his cabinet", "her cabinet", "his ministers"])
_DEEDS = frozenset(QUAD) - {"ACCUSE", "REQUEST", "CONSULT"}
_PRIVATE = frozenset(["CVL", "MED", "LAB", "AGR"])
_JUST_TOLD = 3  # sentences: "the move" points back no farther
_JUDGING = frozenset(["REJECT", "SUPPORT"])
_MEDIATING = frozenset(["mediate", "host", "broker"])
_FACING = frozenset(["ACCUSE", "SANCTION", "COERCE"])
_OWNED = ("its ", "their ", "his ", "her ")
_MEDIATION = "045"  # of CAMEO
_UNDOING = frozenset(["RETREAT", "CONCEDE"])
_HOLDING = frozenset(["arrest", "seize", "abduct"])
_MEASURES = frozenset(["SANCTION", "COERCE"])
_LIFTING = frozenset(["lift", "cut"])
_ANSWERED = frozenset(["ACCUSE", "REQUEST", "THREATEN"])
_ANSWERS = {"accuse": {"ACCUSE"}, "request": {"REQUEST"}, "demand": {"REQUEST"}, "threat": {"THREATEN"}}


def fill_sides(readings: Sequence[Reading], salience: Salience) -> None:
    """Complete the sides of readings in the order of the document; changes them in place."""
    memory: dict[tuple[str, bool], list[Reading]] = {}
    told: list[Reading] = []
    clauses: dict[int, Reading] = {}
    for reading in readings:
        _no_reflexive(reading)
        _own_people(reading)
        _not_their_own(reading)
        _share(reading, clauses)
        key = (kind(reading), reading.status == "planned")
        known = memory.setdefault(key, [])
        if reading.nominal and reading.definite and not (reading.source and reading.target):
            others = memory.get((key[0], not key[1]), [])
            _again(reading, [*reversed(known), *reversed(others)])
        elif key[0] == "CONSULT" and reading.source and reading.target:
            _name_persons(reading, known)
        elif reading.type == "REJECT" and not countries(reading.target):
            if reading.answers or (
                any(map(official, reading.source)) and not salience.at_home(countries(reading.source))
            ):
                _answer(reading, told)
        elif reading.type == "ACCUSE" and countries(reading.source) and not countries(reading.target):
            _culprit(reading, told)
        elif reading.type == "SUPPORT" and not countries(reading.target):
            _praised(reading, told)
        if countries(reading.source) and countries(reading.target):
            known.append(reading)
            told.append(reading)
    pairs = _pairs([act for act in told if not act.filled], salience)
    for reading in readings:
        _undone(reading, told)
        _pair(reading, pairs)
        _without_target(reading)
        _exclude_self(reading, pairs)
        _both(reading, pairs)
    fill_counterparts(readings, told, salience)


def unsaid(reading: Reading) -> str:
    """Return what an act lacks to be an event once the document has been asked; "" if nothing."""
    if not reading.source and not reading.target:
        return "neither side is named"
    two = (reading.source and reading.target) or (reading.both and len(countries(reading.source)) > 1)
    if reading.nominal and not two:
        return "a noun alone needs both sides"
    if kind(reading) == "CONSULT" and reading.target and all(map(reporter, reading.target)):
        return "who speaks to the press is interviewed"
    if reading.mode == "visit" and reading.source and all(party.sector in _PRIVATE for party in reading.source):
        return "who travels for nobody but himself is no visitor"
    return ""


def _no_reflexive(reading: Reading) -> None:
    """ "Russia denounced them", "denied it": not who acts, and what is denied or denounced is a thing."""
    if not any(party.kind == "pronoun" for party in reading.target):
        return
    own = countries(reading.source)
    if not reading.both and own and own >= countries(reading.target):
        reading.target = [party for party in reading.target if party.kind != "pronoun"]
    elif reading.type in _JUDGING or reading.mode == "disapprove":
        reading.target = [p for p in reading.target if p.kind != "pronoun" or p.text.lower() != "it"]


def _own_people(reading: Reading) -> None:
    """ "Paris told citizens to leave Mali": whom a state advises are its own, wherever they are."""
    if reading.type not in _ADVICE or not reading.target:
        return
    home = countries(reading.source)
    advised = len(home) == 1 and not home & NON_STATES
    if advised and not any(party.sector == "MIL" for party in reading.source):
        (own,) = home
        reading.target = [
            party._replace(country=own) if party.text.lower() in _CITIZENS or _is_staff(party) else party
            for party in reading.target
        ]


def _is_staff(party: Party) -> bool:
    """ "Told aides", "urged ministers", "his cabinet": one's own, if nothing else is said."""
    return party.sector == "GOV" and not party.country and party.text.lower() in _STAFF


def _not_their_own(reading: Reading) -> None:
    """ "Denounced them and summoned their ambassadors": nobody summons, expels or blames envoys of their own."""
    if reading.both or reading.type not in _FACING or not reading.target:
        return
    own = countries(reading.source)
    if not own or own != countries(reading.target):
        return
    if all(party.text.lower().startswith(_OWNED) and party.sector == "GOV" for party in reading.target):
        reading.target = [party._replace(country="") for party in reading.target]
    elif reading.type == "SANCTION" and all(party.kind == "city" for party in reading.target if party.country):
        reading.target = []  # "closed the consulate in" a town of one's own: somebody else's


def _without_target(reading: Reading) -> None:
    """ "We are grateful to Togo": of the several who say so Togo is none."""
    if reading.both or len(reading.source) < 2 or not reading.target:
        return
    there = countries(reading.target)
    if countries(reading.source) > there:
        reading.source = [party for party in reading.source if party.country not in there]


def _exclude_self(reading: Reading, pairs: Sequence[Sequence[Party]]) -> None:
    """ "China urged both sides", "Russia seized them": not themselves among others."""
    if reading.both or _POINTING.isdisjoint([party.kind for party in reading.target]):
        return
    own = countries(reading.source)
    if not own & countries(reading.target):
        return
    pair = next((pair for pair in pairs if not own & countries(pair)), None)
    if pair and any(party.kind == "set" for party in reading.target):
        reading.target = list(pair)
        reading.fill("rule:both")
    else:
        reading.target = [party for party in reading.target if party.country not in own]


def _share(reading: Reading, clauses: dict[int, Reading]) -> None:
    """ "Welcomed the talks with Mali and offered aid", "shelled Aleppo, killing five": the same other side."""
    clause = reading.clause
    if reading.nominal:
        return
    clauses.setdefault(id(clause), reading)
    above = clauses.get(id(clause.parent)) if clause.kind in ("coord", "part") else None
    if (
        above is not None
        and reading.source
        and not reading.target
        and any(party.country or party.kind != "phrase" for party in above.target)
        and countries(above.source) == countries(reading.source)
    ):
        reading.target = list(above.target)
        reading.rules.append("rule:shared")


def kind(reading: Reading) -> str:
    """The type an act had before it was planned: agreeing to meet is a meeting still."""
    return "CONSULT" if reading.cameo == "036" else reading.type


def _again(reading: Reading, known: Sequence[Reading]) -> None:
    """A definite noun takes the sides of the last act of its kind that agrees with what little it says."""
    if any(party.kind == "set" and not party.country for party in (*reading.source, *reading.target)):
        return  # "negotiations between both sides": the two of whom the document tells most
    said = countries([*reading.source, *reading.target])
    for act in sorted(known, key=lambda act: not reading.near & countries(act.target)):
        if said <= countries([*act.source, *act.target]):
            if not any(map(official, act.source)):
                continue
            if said and said <= countries(act.target) and reading.source and not reading.both:
                continue  # "Ukraine's attack" is not the attack on Ukraine
            reading.source, reading.target = list(act.source), list(act.target)
            reading.fill("rule:again")
            return


def _name_persons(reading: Reading, known: Sequence[Reading]) -> None:
    """ "Lavrov will discuss ties between the two countries", after "Lavrov will meet Trump": with Trump."""
    if any(party.kind not in _WHOLE for party in reading.target):
        return
    sources, targets = {party.name for party in reading.source}, countries(reading.target)
    for act in reversed(known):
        if {party.name for party in act.source} == sources and countries(act.target) == targets:
            reading.target = list(act.target)
            reading.fill("rule:again")
            return


def _answer(reading: Reading, told: Sequence[Reading]) -> None:
    """ "Rejected the accusations": those of whoever accused the one who rejects."""
    own = countries(reading.source)
    wanted = _ANSWERS.get(reading.about, _ANSWERED)
    for act in sorted(told, key=lambda act: act.type in wanted)[::-1]:
        if act.type in _ANSWERED and own & countries(act.target) and not own & countries(act.source):
            reading.target = list(act.source)
            reading.fill("rule:answer")
            return


def _culprit(reading: Reading, told: Sequence[Reading]) -> None:
    """ "Condemned the attack", "condemned the remarks": their author is blamed."""
    own = countries(reading.source)
    thing = bool(reading.target) and all(party.kind == "phrase" for party in reading.target)  # "the decision"
    wanted = {"words": _ANSWERED, "act": HOSTILE}.get(reading.about, HOSTILE if thing else frozenset())
    if reading.about == "deed":
        told, wanted = [act for act in told if reading.at - act.at <= _JUST_TOLD], _DEEDS
    for act in reversed(told):
        if act.type in wanted and not own & countries(act.source):
            reading.target = list(act.source)
            reading.fill("rule:culprit")
            return


def _praised(reading: Reading, told: Sequence[Reading]) -> None:
    """ "Welcomed the talks": those who hold them are praised."""
    own = countries(reading.source)
    if own and reading.about == "ruling" and (court := _court(told, own)) is not None:
        reading.target = court
        reading.fill("rule:praised")
        return
    if not own or not reading.target or any(map(_everyone, reading.target)):
        return
    for act in reversed(told):
        if act.type in _PEACEFUL and kind(act) in _PEACEFUL and not own & countries(act.source):
            alone = reading.about == "deed" or own & countries(act.target)
            reading.target = [party for party in (act.source if alone else (*act.source, *act.target)) if party.country]
            reading.fill("rule:praised")
            return


def _undone(reading: Reading, told: Sequence[Reading]) -> None:
    """ "The men were freed", "the ban was lifted": by whoever had arrested them or imposed it, if that is one side."""
    if reading.type not in _UNDOING or reading.nominal:
        return
    if any(party.country or party.kind == "person" for party in (*reading.source, *reading.target)):
        return
    acts = [act for act in told if 0 <= reading.at - act.at <= _JUST_TOLD and _undoes(reading, act)]
    dyads = {(frozenset(countries(act.source)), frozenset(countries(act.target))) for act in acts}
    if len(dyads) == 1 and any(map(official, acts[-1].source)):
        reading.source, reading.target = list(acts[-1].source), list(acts[-1].target)
        reading.fill("rule:undone")


def _undoes(reading: Reading, act: Reading) -> bool:
    """Whoever is freed was held before, and what is lifted was imposed."""
    if reading.mode == "release":
        return act.mode in _HOLDING
    return reading.group in _LIFTING and act.type in _MEASURES


def _court(told: Sequence[Reading], own: set[str]) -> list[Party] | None:
    """ "Welcomed the ruling", "the vote": the court or the body of which an act was told last."""
    for act in reversed(told):
        if not own & countries(act.source) and any(
            party.sector == "JUD" or party.country in NON_STATES for party in act.source
        ):
            return list(act.source)
    return None


def _pairs(told: Iterable[Reading], salience: Salience) -> list[list[Party]]:
    """The two sides of the acts between two states, first those most often told of and of whom most is told."""
    found: dict[frozenset[str], list[list[Party]]] = {}
    for act in told:
        here, there = countries(act.source), countries(act.target)
        if len(here) == len(there) == 1 and here != there and not (here | there) & NON_STATES:
            found.setdefault(frozenset(here | there), []).append([*act.source, *act.target])

    def weight(pair: frozenset[str]) -> int:
        """A pair is told of as much as the one less spoken of; a place in the headline doubles that."""
        return len(found[pair]) * min(salience.counts[one] for one in pair) * (1 + (pair <= salience.heads))

    return [found[pair][0] for pair in sorted(found, key=weight, reverse=True)] + salience.pair()


def _pair(reading: Reading, pairs: Sequence[Sequence[Party]]) -> None:
    """ "The two countries agreed": those of whom the document tells most."""
    if pairs and any(party.kind == "set" and not party.country for party in reading.source):
        reading.source = list(pairs[0])
        reading.fill("rule:both")


def _both(reading: Reading, pairs: Sequence[Sequence[Party]]) -> None:
    """ "Urged all parties to stop", "called for calm", "offered to mediate": the two most told of."""
    if not pairs:
        return
    own = countries(reading.source)
    if not own or countries(reading.target) - own:
        return
    if not (any(map(_everyone, reading.target)) if reading.target else _mediates(reading) or _calms(reading)):
        return
    for pair in pairs:
        if not own & countries(pair):
            reading.target = list(pair)
            reading.fill("rule:both")
            return


def _mediates(reading: Reading) -> bool:
    """Also "offered to host talks": those who are to talk are the two told of most."""
    clauses = (reading.clause, *(child for child in reading.clause.children if child.kind != "rel"))
    verbs = [clause.verb.lemma for clause in clauses if clause.verb is not None]
    return reading.cameo == _MEDIATION or (not reading.both and not _MEDIATING.isdisjoint(verbs))


def _calms(reading: Reading) -> bool:
    return reading.type == "REQUEST" and reading.about == "calm"


def _everyone(party: Party) -> bool:
    text = party.text.lower()
    return (
        text.startswith(("both ", "all ", "each ", "the two "))
        or text.removeprefix("the ").removeprefix("warring ") in _EVERYONE
    )
