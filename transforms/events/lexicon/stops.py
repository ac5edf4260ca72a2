"""Stop phrases: words that look like an act and tell none, "struck a chord"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

#: What follows the first word of stop phrases, by that and the second word; with each second word are also those that
#: any word fits, which "" has alone. A `*` in a word stands for any letters.
Stops = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]


def stops_of(phrases: Iterable[Sequence[str]], forms: Mapping[str, tuple[str, str]]) -> Stops:
    """Return stop phrases, those that begin with a verb in all its `forms`."""
    rests: dict[str, list[list[str]]] = {}
    for first, rest in _inflected(phrases, forms):
        rests.setdefault(first, []).append(rest)
    return {first: _by_second(rest) for first, rest in rests.items()}


def _inflected(
    phrases: Iterable[Sequence[str]], forms: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, list[str]]]:
    """Yield first words and what follows; a word alone is meant as it is written: "meet" the noun is not "met"."""
    by_lemma: dict[str, list[str]] = {}
    for form, (lemma, _) in forms.items():
        by_lemma.setdefault(lemma, []).append(form)
    for first, *rest in phrases:
        yield first, rest
        for form in by_lemma.get(first, ()) if rest else ():
            if form != first:
                yield form, rest


def _by_second(rests: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    free = [rest for rest in rests if not rest or "*" in rest[0]]
    found = {"": free} if free else {}
    for rest in rests:
        if rest and "*" not in rest[0]:
            found.setdefault(rest[0], [*free]).append(rest)
    return found


def covered(words: Sequence[str], stops: Stops) -> frozenset[int]:
    """Return the indexes of the words that stop phrases cover."""
    found: set[int] = set()
    for i in [i for i, word in enumerate(words) if word in stops]:
        phrases = stops[words[i]]
        for rest in phrases.get(words[i + 1] if i + 1 < len(words) else "") or phrases.get("", ()):
            last = i + 1 + len(rest)
            if last <= len(words) and all(map(_like, words[i + 1 : last], rest)):
                found.update(range(i, last))
    return frozenset(found)


def _like(word: str, pattern: str) -> bool:
    if word == pattern or "*" not in pattern:
        return word == pattern
    head, _, tail = pattern.partition("*")
    return word.startswith(head) and word.endswith(tail)
