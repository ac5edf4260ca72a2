"""How an act is told: in a headline, in whose words, in which tense."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.document.draft import Draft
from transforms.events.reading.scope import CONDITIONS
from transforms.events.reading.sides import Party
from transforms.events.syntax.clauses import Clause

# Acts of words: who says them does them.
OWN_WORDS = frozenset(["AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"])
_QUOTES = frozenset('“«„”»"')
_MARKS = (".", "!", "?", ":", ";", ",", '"', "”", "’", "'", ")")


def status_of(draft: Draft) -> str:
    """Return the status of an act; a headline's present tense tells what was done, and so do words that are the act."""
    status = draft.reading.status or "occurred"
    verb = draft.reading.clause.verb
    progressive = verb is not None and verb.progressive
    done = status == "ongoing" and not progressive and (_headline(draft) or own_words(draft))
    return "occurred" if done or (status == "hypothetical" and _uttered(draft)) else status


def _uttered(draft: Draft) -> bool:
    """ "We will strike if Togo moves, Chad said": a threat under a condition is made all the same by who utters it."""
    conditional = any(child.link in CONDITIONS for child in draft.reading.clause.children)
    return conditional and draft.reading.type == "THREATEN" and own_words(draft)


def tense_of(draft: Draft) -> str:
    """Return the tense an act is told in: past, perfect, pluperfect or present; a headline's present is a past.

    An -ing form has no tense of its own: "has accused Chad, threatening to leave" tells both in the perfect, and so
    does "has accused Chad and raised duties".
    """
    clause = draft.reading.clause
    while clause.parent is not None and clause.parent.verb is not None and _tenseless(clause):
        clause = clause.parent
    verb = clause.verb
    if verb is None:
        return "past"
    if verb.perfect:
        return "pluperfect" if verb.tense == "past" else "perfect"
    if verb.tense == "past" and _in_quotes(draft):
        return "perfect"  # who is quoted tells of any time
    stands = clause is draft.reading.clause and verb.tense == "present" and not (verb.modal or verb.progressive)
    return "present" if stands and not (_headline(draft) or own_words(draft)) else "past"


def _tenseless(clause: Clause) -> bool:
    """Whether a clause has the tense of the one above it."""
    verb, above = clause.verb, clause.parent
    if clause.kind == "coord" and verb is not None and above is not None and above.verb is not None:
        shared = clause.subject is above.subject and verb.last == verb.first + 1 and "N" in verb.letters
        return shared and above.verb.perfect and above.verb.tense == "present" and verb.tense == "past"
    return clause.kind in ("part", "ger", "inf") and verb is not None and not verb.tense


def told_by(draft: Draft) -> tuple[bool, str | None]:
    """Return whether the act is only asserted in someone's words, and whose; what a side says it wants it does."""
    reading = draft.reading
    speaker = reading.attributed or draft.speaker
    quotes = _in_quotes(draft)
    told = draft.told or reading.said or quotes
    if not quotes and own_words(draft):
        told = False
    return told, speaker[0].name if told and speaker else None


def _headline(draft: Draft) -> bool:
    """A title, a lead, or a line within the text that no mark ends."""
    return draft.section != "text" or not draft.trace.text.endswith(_MARKS)


def own_words(draft: Draft) -> bool:
    """Tell whether an act is one of words, and they are those of the side that acts."""
    reading = draft.reading
    return reading.type in OWN_WORDS and _one_of(reading.attributed or draft.speaker, reading.source)


def _one_of(speaker: Sequence[Party], source: Sequence[Party]) -> bool:
    """The speaker belongs to the side that acts."""
    own = {party.country or party.name for party in source}
    return not own.isdisjoint([party.country or party.name for party in speaker])


def _in_quotes(draft: Draft) -> bool:
    """The trigger stands inside quotation marks of its sentence."""
    depth = 0
    texts = draft.tokens.texts
    for mark in [] if _QUOTES.isdisjoint(texts) else [text for text in texts[: draft.reading.first] if text in _QUOTES]:
        depth = 1 - depth if mark == '"' else int(mark in "“«„")
    return depth > 0
