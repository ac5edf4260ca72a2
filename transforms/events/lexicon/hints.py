"""Which words a sentence must have for an event to be looked for: most sentences have none and are passed over.

One word may be enough ("invaded", "talks"). A verb that tells only with another word needs that too ("play host"),
what is judged or demanded needs a word of saying, and an operator needs the act in its scope, which has its own hints.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.events.lexicon.lexicon import Hints, Lexicon, Verb
from transforms.events.text.inflect import plural

_SAID = frozenset(["must", "should", "fail", "fails", "failed", "has", "needs"])  # see `reading.operators`
# Words one of which follows an operator that tells something by itself: "is expected in Ankara", "ordered it to go".
_SCOPES = {"plan": {"in", "at", "for"}, "order": {"to"}, "announce": {"million", "billion"}}
_BE = frozenset(["be", "is", "are", "was", "were", "been"])
_QUOTES = frozenset(["“", "”", '"'])


def hints(lexicon: Lexicon) -> Hints:
    """Return the hints of a lexicon whose other tables are complete."""
    lemmas: set[str] = set()
    needed: dict[str, set[str]] = {}
    for lemma, entries in lexicon.verbs.items():
        for entry in entries:
            others = set(_others(entry, lexicon)) or _SCOPES.get(entry.op if lemma != "tell" else "", set())
            if others:
                needed.setdefault(lemma, set()).update(others)
            elif entry.type:
                lemmas.add(lemma)
    together = dict.fromkeys(needed.pop("be", ()), _BE)  # "is due in", "was critical of"
    alone = {form for form, (lemma, _) in lexicon.forms.items() if lemma in lemmas} | lexicon.noun_operators.keys()
    for nominals in lexicon.nominals.values():
        heads = (nominal.words[-1] for nominal in nominals if nominal.words[-1] not in lexicon.closed)
        alone.update(form for head in heads for form in (head, plural(head)))
    together.update((form, frozenset(needed[lemma])) for form, (lemma, _) in lexicon.forms.items() if lemma in needed)
    calls = {lemma for lemma, entries in lexicon.verbs.items() if any(entry.op == "call" for entry in entries)}
    judging = lexicon.reports | calls
    saying = _QUOTES.union(form for form, (lemma, _) in lexicon.forms.items() if lemma in judging)
    together.update(dict.fromkeys(_SAID | lexicon.evaluations.keys(), saying))
    standing = {
        form
        for nominals in lexicon.nominals.values()
        for nominal in nominals
        if "alone" in nominal.flags
        for form in (nominal.words[-1], plural(nominal.words[-1]))
    }
    return Hints(frozenset(alone), together, frozenset(standing))


def _others(entry: Verb, lexicon: Lexicon) -> Iterator[str]:
    """The words after a verb of which one must be there; particles do not narrow enough to count."""
    for alternatives in entry.rest:
        if not any(word in lexicon.closed for word in alternatives):
            for word in alternatives:
                yield from (word, plural(word))
            return
