"""What clauses leave to be understood: the subject of "to meet", the object of "shot down or jammed ten drones"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.syntax.frame import Clause
from transforms.events.syntax.groups import NounGroup

#: Pronouns that can only be subjects.
SUBJECTS = frozenset(["he", "she", "it", "they", "we", "i", "who"])

# Verbs with a "by" of their own: "abide by the ruling".
_BY = frozenset(["abide", "stand", "swear", "live", "go", "come", "drop", "pass"])


def completed(clauses: Sequence[Clause], lexicon: Lexicon) -> list[Clause]:
    """Return the clauses that tell something, with the subjects and objects that they share or leave unsaid."""
    for clause in clauses:
        _invert(clause)
        _hand_up(clause)
    for clause in clauses:
        if clause.kind == "rel" and clause.of_noun is not None and clause.verb is not None and clause.verb.passive:
            clause.of_noun.after += tuple(phrase for phrase in clause.phrases if phrase.prep == "by")
    for clause in clauses:
        if clause.subject is not None and clause.subject.pronoun in SUBJECTS and not clause.subject.mentions:
            clause.subject = _antecedent(clause) or clause.subject
        elif clause.subject is not None and clause.subject.pronoun == "they" and (own := _several(clause)) is not None:
            clause.subject = own
    for clause in clauses:
        if clause.subject is None and clause.parent is not None and clause.kind in ("inf", "ger", "part", "coord"):
            clause.subject = _controller(clause, clause.parent, lexicon)
        _raise_object(clause, lexicon)
    for clause, after in pairwise(clauses):
        _share_agent(clause, after)
        _fill_gap(clause, lexicon)
    return [clause for clause in clauses if clause.verb is not None or clause.subject is not None or clause.before]


def _invert(clause: Clause) -> None:
    """ ", said the minister": the object is the subject."""
    if clause.inverted and clause.subject is None and clause.objects:
        clause.subject = clause.objects.pop(0)


def _hand_up(clause: Clause) -> None:
    """ "Was urged to withdraw by Togo": whom the last phrase names urges; he does not withdraw."""
    above, last = clause.parent, clause.phrases[-1] if clause.phrases else None
    if above is None or last is None or last.prep != "by" or not last.mentions or clause.kind not in ("inf", "ger"):
        return
    passive = above.verb is not None and above.verb.passive and all(noun.prep != "by" for noun in above.phrases)
    verb = clause.verb
    if not passive or verb is None or verb.passive or (verb.lemma in _BY and last.first <= verb.last + 2):
        return
    above.phrases.append(clause.phrases.pop())


def _raise_object(clause: Clause, lexicon: Lexicon) -> None:
    """ "Shot down or jammed ten drones": the object is the first verb's, too."""
    above = clause.parent
    if clause.kind == "inf" and clause.link == "and" and above is not None:
        above = next((child for child in reversed(above.children) if child.first < clause.first), None)
    elif clause.kind != "coord":
        return
    if above is None or above.verb is None or above.subject is not clause.subject:
        return
    near = clause.verb is not None and clause.verb.first <= above.verb.last + 2
    if (
        near
        and not (above.objects or above.phrases or above.verb.passive)
        and above.verb.lemma not in lexicon.intransitive
    ):
        above.objects.extend(clause.objects[:1])


def _share_agent(clause: Clause, after: Clause) -> None:
    """ "Were beaten and robbed by soldiers", "was held by police and freed": both verbs have the one agent."""
    verb, second = clause.verb, after.verb
    if verb is None or second is None or after.kind != "coord" or after.subject is not clause.subject:
        return
    if not (verb.passive and second.passive):
        return
    before, behind = (next((p for p in c.phrases if p.prep == "by"), None) for c in (clause, after))
    if before is None and behind is not None and second.first <= verb.last + 2:
        clause.phrases.append(behind)
    elif before is not None and behind is None:
        after.phrases.append(before)


def _fill_gap(clause: Clause, lexicon: Lexicon) -> None:
    """ "The town that Togo shelled": what a verb without an object was done to is the noun before "that"."""
    noun, verb = clause.of_noun, clause.verb
    if clause.kind != "comp" or clause.link != "that" or noun is None or verb is None or not noun.mentions:
        return
    if not (verb.passive or clause.objects or verb.lemma in lexicon.intransitive or clause.children):
        clause.kind = "rel"
        clause.objects.append(noun)


def _antecedent(clause: Clause) -> NounGroup | None:
    """Whom a pronoun that the document does not know means: the subject of the clause above."""
    above = clause.parent
    while above is not None:
        if above.subject is not None and not above.subject.pronoun:
            return above.subject
        above = above.parent
    return None


def _several(clause: Clause) -> NounGroup | None:
    """ "Two senators said they would": the senators, whoever was named before."""
    above = clause.parent.subject if clause.kind == "comp" and clause.parent is not None else None
    if above is None or not above.mentions:
        return None
    speaker = above.mentions[-1]
    return above if speaker.kind in ("agent", "role") and speaker.text.endswith("s") else None


def _controller(clause: Clause, parent: Clause, lexicon: Lexicon) -> NounGroup | None:
    """Whose act a non-finite clause is: the object's of "urged X to go", else the subject's of the clause above."""
    verb = parent.verb
    if clause.kind in ("inf", "ger") and verb is not None:
        for entry in lexicon.verbs.get(verb.lemma, ()):
            if "object" in entry.flags and (clause.kind == "inf" or entry.op in ("block", "blame")):
                if verb.passive:
                    return parent.subject
                if parent.objects:
                    return parent.objects[0]
                named = [noun for noun in parent.phrases if noun.prep in entry.target]
                if named:
                    return named[0]
    while parent.subject is None and parent.parent is not None:
        parent = parent.parent
    return parent.subject
