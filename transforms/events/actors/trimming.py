"""Cutting off what a mention took in that is not part of the actor's name: a verb before it, a place after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.actors.mentions import Mention
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.text.tokens import POSSESSIVES, Words

_AWAY = frozenset(["withdraw", "pull", "evacuate", "expel", "remove", "deport", "bring", "recall"])


def trim(words: Words, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """Return the mentions without a verb or "that" which their noun phrase took in: "said accused U.S. forces"."""
    out: list[Mention] = []
    for mention in mentions:
        if mention.last - mention.first == 1:
            out.append(mention)
        else:
            out.extend(_parted(words, _trimmed(words, mention, lexicon), lexicon))
    return out


def _parted(words: Words, mention: Mention, lexicon: Lexicon) -> list[Mention]:
    """Where forces are withdrawn "from Somalia", that is no name of theirs: two mentions."""
    inside = words.lower[mention.first : mention.last]
    if "from" not in inside:
        return [mention]
    cut = mention.first + inside.index("from")
    before = {lexicon.forms.get(word, ("",))[0] for word in words.lower[max(0, mention.first - 3) : mention.first]}
    if not cut or before.isdisjoint(_AWAY):
        return [mention]
    place = " ".join(words.texts[cut + 1 : mention.last])
    there = Mention(cut + 1, mention.last, place, place, mention.country, "", "", "state", mention.entry)
    return [replace(mention, last=cut, country=""), there]


def _trimmed(words: Words, mention: Mention, lexicon: Lexicon) -> Mention:
    first = mention.first
    while first < mention.last - 1 and (words.lower[first] == "that" or _stray_verb(words, first, lexicon)):
        first += 1
    return mention if first == mention.first else replace(mention, first=first)


def _stray_verb(words: Words, i: int, lexicon: Lexicon) -> bool:
    """A lower-case -ed form at the head of a mention after a noun is the verb before it."""
    known = lexicon.forms.get(words.lower[i])
    if known is None or not set(known[1]) & {"D", "N"} or not words.texts[i][0].islower() or i == 0:
        return False
    before = words.lower[i - 1]
    return lexicon.closed.get(before, "N") not in "DJP" and before not in POSSESSIVES
