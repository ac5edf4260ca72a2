"""Nouns that tell an act by themselves: "Russian strikes on Kyiv", "talks between X and Y", "his visit to Moscow"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.events.lexicon.codes import CONFLICT
from transforms.events.lexicon.lexicon import Nominal
from transforms.events.reading.reader import Reader
from transforms.events.reading.readings import Reading, ended, is_over, planned, rewrite
from transforms.events.reading.sides import Party
from transforms.events.syntax.clauses import Clause
from transforms.events.syntax.groups import NounGroup

_WHOSE = frozenset(["his", "her", "its", "their"])
# "The last attack", "the first talks" are not those just told of.
_OTHER = frozenset(["last", "first", "latest", "previous", "next", "worst", "deadliest", "biggest", "similar", "other"])
_ASKED = {"at the request of": "", "at the invitation of": "meet"}
_ARMING = frozenset(["use", "deploy", "launch", "fire", "drop", "employ"])
# "Said after the meeting" only says when.
_DATING = frozenset(["after", "before", "since", "until", "following", "ahead of"])
_ENDS = frozenset(["end", "cease", "stop", "expire"])
_DURING = frozenset(["in", "at", "during"])
_DEFINITE = frozenset(["the", "this", "that", "those", "these", "their"])


def standing(reader: Reader, clauses: Sequence[Clause]) -> Iterator[Reading]:
    """Yield the acts that noun groups tell and no verb has used; sides may be missing, for the document to fill."""
    if not any("alone" in nominal.flags for nominal, _, _ in reader.matcher.nominals):
        return
    for clause in clauses:
        for group in _groups(clause):
            if id(group) in reader.used:
                continue
            found = reader.matcher.nominal(group)
            if found is not None and found[0].group == "consult" and clause.kind == "inf":
                continue  # "an invitation to attend talks": none are told of
            if found is None or "alone" not in found[0].flags or reader.stopped & set(range(found[1], found[2])):
                continue
            reading = _read(reader, clause, group, *found)
            if reading is not None:
                reader.used.add(id(group))
                yield reading


def asked_for(reader: Reader, clauses: Sequence[Clause]) -> Iterator[Reading]:
    """Yield what "at the request of Togo" and "at the invitation of Togo" tell beside the act that was asked for."""
    for clause in clauses:
        for group in (*clause.before, *clause.phrases):
            mode = _ASKED.get(group.prep)
            if mode is not None:
                asking, asked = reader.sides.of(group), reader.roles.actor(clause)
                where = "fixed_phrases.tsv"
                last = group.first
                yield Reading("REQUEST", mode, "", "", asking, asked, False, clause, last - 2, last, [where])


def _groups(clause: Clause) -> Iterator[NounGroup]:
    first = [clause.subject] if clause.subject is not None else []
    for group in (*first, *clause.before, *clause.objects, *clause.phrases):
        yield from (group, *group.coords)


def _read(reader: Reader, clause: Clause, group: NounGroup, nominal: Nominal, first: int, last: int) -> Reading | None:
    source, target = (
        _mutual(reader, clause, group, nominal) if "both" in nominal.flags else _one_way(reader, clause, group, nominal)
    )
    if not (source or target) and (group.prep in _DATING or not _definite(reader, group)):
        return None
    reading = Reading(
        nominal.type,
        nominal.mode,
        nominal.cameo,
        nominal.group,
        source,
        target,
        "both" in nominal.flags,
        clause,
        first,
        last,
        [nominal.where],
        nominal=True,
        definite=_definite(reader, group) and not _of_its_own(group, nominal),
    )
    if is_over(reader.matcher.words, group, first, reading.type):
        return ended(reader.lexicon, reading)
    if nominal.group == "consult" and group.prep not in ("after", "since", "following") and _to_come(reader, clause):
        return planned(reader.lexicon, reading)
    if reading.mode == "visit" and group.prep == "on" and reader.matcher.words[group.first - 2] != "while":
        return reading.with_(status="ongoing")  # "on a visit to Oslo, he urged", not "while on a visit in 2011"
    if clause.subject is not group:
        return reading
    return reader.shade(clause, _over(reader, clause, reading))


def _over(reader: Reader, clause: Clause, reading: Reading) -> Reading:
    """ "Chad's siege ended": a conflict that is over is given up."""
    verb = clause.verb
    ruled = rewrite(reader.lexicon, "cut", (reading.group, reading.type), reading.type, reading.mode)
    if verb is None or verb.lemma not in _ENDS or clause.objects or reading.type not in CONFLICT or ruled is None:
        return reading
    return reading.with_(type=ruled[0], mode=ruled[1], cameo="", rules=[ruled[2], *reading.rules])


def _to_come(reader: Reader, clause: Clause) -> bool:
    """ "Will travel to Ankara for talks", "is due in Ankara for talks"."""
    verb = clause.verb
    if verb is None:
        return False
    after = reader.sides.words[verb.head + 1 : verb.head + 3]
    return verb.tense == "future" or (verb.lemma == "be" and "due" in after)


def _definite(reader: Reader, group: NounGroup) -> bool:
    """ "The attack" is one told before; "the Southport attack" is one of its own."""
    words, texts = reader.sides.words, reader.sides.tokens.texts
    if group.first == group.head and words[group.head] in ("talks", "negotiations"):
        return True
    named = any(text[0].isupper() for text in texts[group.first + 1 : group.head])
    others = not _OTHER.isdisjoint(words[group.first + 1 : group.head])
    return words[group.first] in _DEFINITE and not named and not others


def _of_its_own(group: NounGroup, nominal: Nominal) -> bool:
    """ "The killing of two farmers" says whom it befell, even if nobody knows their country."""
    return any(place.prep == "of" == nominal.target[0] for place in group.after)


def _mutual(reader: Reader, clause: Clause, group: NounGroup, nominal: Nominal) -> tuple[list[Party], list[Party]]:
    """Everyone named with the noun; where that is one side only, the clause's subject joins ("during talks with Y").

    If it is one still, so does the object: "told Y in a telephone call", "visits Y for joint exercises".
    """
    owners, target = _owners(reader, clause, group), _target(reader, clause, group, nominal)
    everyone = [*owners, *(party for party in target if party not in owners)]
    if _alone(everyone) and clause.subject is not group:
        subject = reader.roles.actor(clause)
        everyone = [*subject, *(party for party in everyone if party not in subject)]
        meeting = group.prep in _DURING or nominal.group != "consult"
        if subject and _alone(everyone) and meeting and clause.objects:
            everyone += [party for party in reader.sides.of(clause.objects[0]) if party.country]
    return everyone[:1], everyone[1:]


def _alone(parties: list[Party]) -> bool:
    """One side only; "both sides" are two, whoever they are."""
    return len({party.country or party.name for party in parties}) < 2 and not any(p.kind == "set" for p in parties)


def _one_way(reader: Reader, clause: Clause, group: NounGroup, nominal: Nominal) -> tuple[list[Party], list[Party]]:
    owners, target = _owners(reader, clause, group), _target(reader, clause, group, nominal)
    if "patient" in nominal.flags and not target:
        owners, target = [], owners  # "Assange's arrest" befell him
    if not owners:
        doer = "of" if nominal.mode == "withdraw" else "by"  # "the withdrawal of Russian troops"
        places = (*reader.roles.places(clause, group), *_below(group))
        owners = reader.sides.of(next((place for place in places if place.prep == doer), None))
        if owners and not target and nominal.group == "consult":
            target = reader.roles.actor(clause)  # "met Biden during a visit by": the host
    if not owners and nominal.group == "attack" and group.prep in ("in", "during", "with") and _armed(reader, clause):
        owners = reader.roles.actor(clause)
    if not owners and nominal.group == "consult" and clause.subject is not group:
        above = clause if clause.subject is not None or clause.parent is None else clause.parent
        owners = reader.roles.actor(above)
    return owners, target


def _armed(reader: Reader, clause: Clause) -> bool:
    """ "Russia used missiles in an attack on Kyiv", "Israel killed two in a raid on Gaza": the subject attacks."""
    verb = clause.verb
    if verb is None or verb.passive:
        return False
    return verb.lemma in _ARMING or any(e.type == "ASSAULT" for e in reader.lexicon.verbs.get(verb.lemma, ()))


def _owners(reader: Reader, clause: Clause, group: NounGroup) -> list[Party]:
    """Whose act it is: a name before the noun, or "his" for who acts in the clause."""
    owners = reader.roles.owners(group)
    if owners or reader.sides.words[group.first] not in _WHOSE or clause.subject is group:
        return owners
    return reader.roles.actor(clause)


def _target(reader: Reader, clause: Clause, group: NounGroup, nominal: Nominal) -> list[Party]:
    for prep in nominal.target:
        for place in (*reader.roles.places(clause, group), *_below(group)):
            if place.prep == prep and (parties := reader.sides.of(place)):
                return parties
    return []


def _below(group: NounGroup) -> Iterator[NounGroup]:
    """The phrases behind those of a noun: "the arrest of a spy by Iran", "a visit by Chad's king to Togo"."""
    yield from (after for place in group.after for after in place.after)
